/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wellbeing-form.h"

#include <glib/gi18n-lib.h>

#include "kl-score-row.h"
#include "partners/kl-form.h"
#include "store/kl-wellbeing-rounds.h"

/* A round of the kansencirkel: whose turn it is, a number for each side, and a sentence of the
 * child's own. The numbers of the other voices stay while one of them speaks. */

typedef struct
{
  KlWellbeingRound *round; /* as it was, and the scores as they are */
  KlWellbeingVoice voice;
  gboolean showing; /* another voice comes into the rows */
  KlScoreRow *rows[KL_N_WELLBEING_ASPECTS];
} Asking;

static void
asking_free (Asking *asking)
{
  kl_wellbeing_round_free (asking->round);
  g_free (asking);
}

static gint64
save_round (KlDb *db, gpointer data, GError **error)
{
  return kl_wellbeing_rounds_add (db, data, kl_clock_today (), error);
}

/* A child is asked in its own words. */
static void
show_voice (Asking *asking, KlWellbeingVoice voice)
{
  asking->voice = voice;
  asking->showing = TRUE;
  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    {
      kl_score_row_set_title (asking->rows[i],
                              voice == KL_WELLBEING_CHILD
                                ? kl_wellbeing_aspect_get_child_words ((KlWellbeingAspect) i)
                                : kl_words_get_label (KL_WORDS_WELLBEING_ASPECT, i));
      kl_score_row_set_score (asking->rows[i], asking->round->voices[voice].of[i]);
    }
  asking->showing = FALSE;
}

static void
read_scores (Asking *asking)
{
  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    asking->round->voices[asking->voice].of[i] = (guint8) kl_score_row_get_score (asking->rows[i]);
}

static char *
check_round (KlForm *form, gpointer user_data)
{
  Asking *asking = user_data;
  const KlWellbeingVoice voice = (KlWellbeingVoice) kl_form_get_choice (form, "voice");

  if (asking->showing)
    return NULL;
  if (voice != asking->voice)
    show_voice (asking, voice);
  else
    read_scores (asking);
  if (!kl_wellbeing_round_is_valid (asking->round))
    return g_strdup (_ ("Choose a number from 1 to 5 for one side at least."));
  if (asking->round->replaces_id != 0)
    {
      g_autofree char *reason = kl_form_dup_text (form, "reason");

      if (*reason == '\0')
        return g_strdup (_ ("Say why it is corrected."));
    }

  return NULL;
}

static KlWork *
collect_round (KlForm *form, gpointer user_data)
{
  const Asking *asking = user_data;
  KlWellbeingRound *round = kl_wellbeing_round_copy (asking->round);

  round->day = kl_form_get_date (form, "day");
  g_free (round->words);
  round->words = kl_form_dup_text (form, "words");
  if (round->replaces_id != 0)
    round->reason = kl_form_dup_text (form, "reason");

  return kl_work_new (save_round, round, (GDestroyNotify) kl_wellbeing_round_free);
}

/* As it is to be changed, or one in which nobody said anything yet. */
static KlWellbeingRound *
begin_round (gint64 case_id, gint64 pupil_id, const KlWellbeingRound *corrected)
{
  KlWellbeingRound *round =
    corrected != NULL ? kl_wellbeing_round_copy (corrected) : kl_wellbeing_round_new ();

  if (corrected == NULL)
    round->day = kl_clock_today ();
  round->case_id = case_id;
  round->pupil_id = pupil_id;
  round->replaces_id = round->id;
  round->id = 0;
  round->recorded_at = 0;
  g_clear_pointer (&round->author, kl_person_free);
  g_clear_pointer (&round->reason, g_free);
  return round;
}

static void
add_rows (KlForm *form, Asking *asking)
{
  AdwPreferencesGroup *group = kl_form_add_section (form, _ ("From 1 to 5: the more, the better"));

  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    {
      asking->rows[i] = KL_SCORE_ROW (kl_score_row_new ());
      adw_preferences_group_add (group, GTK_WIDGET (asking->rows[i]));
      g_signal_connect_object (asking->rows[i], "notify::score", G_CALLBACK (kl_form_changed), form,
                               G_CONNECT_SWAPPED);
    }
}

/**
 * kl_wellbeing_form_new:
 * @session: who works here
 * @case_id: a case
 * @pupil_id: a child that it is about
 * @child: what the child is called
 * @corrected: (nullable): a round that is to be corrected, %NULL for a new one
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_wellbeing_form_new (KlSession *session,
                       gint64 case_id,
                       gint64 pupil_id,
                       const char *child,
                       const KlWellbeingRound *corrected)
{
  KlForm *form =
    kl_form_new (session,
                 corrected != NULL ? _ ("Correct the well-being wheel") : _ ("Well-being wheel"),
                 _ ("_Save"));
  Asking *asking = g_new0 (Asking, 1);
  KlDate day;

  asking->round = begin_round (case_id, pupil_id, corrected);
  day = asking->round->day;
  kl_form_set_hint (form, child);
  kl_form_add_words (form, "voice", _ ("Who says it?"), KL_WORDS_WELLBEING_VOICE, NULL,
                     KL_WELLBEING_CHILD);
  add_rows (form, asking);
  kl_form_add_section (form, NULL);
  kl_form_add_text (form, "words", _ ("A sentence of the child's own"), asking->round->words);
  kl_form_add_section (form, NULL);
  kl_form_add_date (form, "day", _ ("Day"), day);
  if (corrected != NULL)
    kl_form_add_entry (form, "reason", _ ("Why is it corrected?"), NULL);
  show_voice (asking, KL_WELLBEING_CHILD);
  kl_form_set_work (form, check_round, collect_round, asking, (GDestroyNotify) asking_free);

  return ADW_DIALOG (form);
}
