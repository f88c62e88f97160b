/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-demo-private.h"

#include "store/kl-cases.h"
#include "store/kl-wellbeing-rounds.h"

/* The kansencirkel of children in the demo; days count back from today. */

/* The minute at which a round is written down. */
#define WRITTEN_AT (15 * 60 + 30)

static void
read_voice (JsonObject *object, KlWellbeingVoice voice, KlWellbeingRound *round)
{
  JsonArray *scores =
    kl_demo_get_array (object, kl_words_get_nick (KL_WORDS_WELLBEING_VOICE, (int) voice));

  for (guint i = 0; scores != NULL && i < KL_N_WELLBEING_ASPECTS; i++)
    round->voices[voice].of[i] = (guint8) json_array_get_int_element (scores, i);
}

/* The child that the case is about. */
static gint64
find_pupil (KlDemo *demo, gint64 case_id, GError **error)
{
  g_autoptr (KlCaseFile) file = kl_cases_load_file (demo->db, case_id, demo->today, error);

  if (file == NULL)
    return 0;

  return ((const KlCasePupil *) g_ptr_array_index (file->pupils, 0))->pupil->id;
}

static gboolean
add_round (KlDemo *demo, JsonObject *object, GError **error)
{
  const KlDemoSchool *school = kl_demo_get_school (demo, kl_demo_get_text (object, "at"));
  g_autoptr (KlWellbeingRound) round = kl_wellbeing_round_new ();

  round->case_id = kl_demo_find (demo->cases, kl_demo_get_text (object, "case"));
  round->pupil_id = find_pupil (demo, round->case_id, error);
  if (round->pupil_id == 0)
    return FALSE;

  round->day = kl_demo_get_school_day (school, demo->today - kl_demo_get_int (object, "ago", 0));
  round->recorded_at = kl_time_from_local (round->day, WRITTEN_AT);
  round->author = kl_demo_make_person (demo, kl_demo_get_text (object, "by"));
  round->words = g_strdup (kl_demo_get_text (object, "words"));
  for (int voice = 0; voice < KL_N_WELLBEING_VOICES; voice++)
    read_voice (object, (KlWellbeingVoice) voice, round);

  return kl_wellbeing_rounds_add (demo->db, round, demo->today, error) != 0;
}

gboolean
kl_demo_add_rounds (KlDemo *demo, GError **error)
{
  JsonArray *rounds = kl_demo_get_array (demo->year, "rounds");

  for (guint i = 0; i < json_array_get_length (rounds); i++)
    if (!add_round (demo, json_array_get_object_element (rounds, i), error))
      return FALSE;

  return TRUE;
}
