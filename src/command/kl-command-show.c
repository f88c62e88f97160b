/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "kl-command-context.h"
#include "store/kl-cases.h"
#include "store/kl-entries.h"
#include "store/kl-wellbeing-rounds.h"

#define LABEL_WIDTH 18

typedef struct
{
  KlCommandContext *context;
  const KlCaseFile *file;
  GError **error;
} Show;

/* Auxiliary functions */

static void
print_heading (KlOutput *output, const char *heading)
{
  kl_output_print (output, "\n%s\n", heading);
}

/* "  Theme             growing up": a label and what may run over several lines. */
static void
print_field (KlOutput *output, const char *label, const char *value)
{
  guint width = kl_output_measure (label);
  guint pad = width < LABEL_WIDTH ? LABEL_WIDTH - width : 1;

  if (value == NULL || *value == '\0')
    return;
  kl_output_print (output, "  %s%*s", label, (int) pad, "");
  kl_output_add_wrapped (output, 2 + width + pad, 2 + LABEL_WIDTH, value);
}

static void
print_date_field (KlOutput *output, const char *label, KlDate date)
{
  g_autofree char *text = date != KL_DATE_NONE ? kl_date_format (date, KL_DATE_STYLE_LONG) : NULL;

  print_field (output, label, text);
}

static void
print_item (KlOutput *output, const GString *line)
{
  kl_output_print (output, "  ");
  kl_output_add_wrapped (output, 2, 6, line->str);
}

static void
add_part (GString *line, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", part);
}

/* ", introduced by Samira" */
static void
add_labelled (GString *line, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  add_part (line, label);
  g_string_append_printf (line, " %s", value);
}

/* ", born 3 May 2016" */
static void
add_day (GString *line, const char *label, KlDate day)
{
  g_autofree char *text =
    day != KL_DATE_NONE ? kl_date_format (day, KL_DATE_STYLE_SHORT_YEAR) : NULL;

  add_labelled (line, label, text);
}

static const char *
get_name (const KlPerson *person)
{
  return person != NULL ? person->name : NULL;
}

/* Header */

static void
print_contact (KlOutput *output, const KlCaseRow *row)
{
  g_autofree char *text = NULL;

  if (row->contact_days < 0)
    return;
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day without contact (norm %d)",
                                       "%d days without contact (norm %d)", row->contact_days),
                          row->contact_days, row->contact_norm);
  print_field (output, C_ ("show", "Contact"), text);
}

static void
print_asked (KlOutput *output, const KlCaseFile *file)
{
  g_autoptr (GString) line = g_string_new (NULL);

  add_part (line, kl_words_get_label (KL_WORDS_ASKED_BY, file->asked_by));
  add_part (line, kl_words_get_label (KL_WORDS_ROUTE, file->route));
  add_part (line, get_name (file->route_via));
  print_field (output, C_ ("show", "Asked by"), line->str);
}

static void
print_topics (KlOutput *output, const KlCaseFile *file)
{
  g_autoptr (GString) line = g_string_new (NULL);

  add_part (line, kl_words_get_label (KL_WORDS_THEME, file->row->theme));
  for (guint i = 0; i < file->topics->len; i++)
    add_part (line, g_ptr_array_index (file->topics, i));
  print_field (output, C_ ("show", "Theme"), line->str);
}

static void
print_header (KlOutput *output, const KlCaseFile *file)
{
  const KlCaseRow *row = file->row;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, row->id);
  g_autoptr (GString) about = g_string_new (row->about);
  g_autoptr (GString) status =
    g_string_new (kl_words_get_label (KL_WORDS_CASE_STATUS, row->status));

  kl_output_add_wrapped (output, 0, 0, row->title);
  add_part (about, row->about_group);
  kl_output_add_wrapped (output, 0, 0, about->str);
  kl_output_print (output, "\n");

  print_field (output, C_ ("show", "Number"), number);
  print_field (output, C_ ("show", "School"), row->school_name);
  add_part (status, row->status_note);
  print_field (output, C_ ("show", "Status"), status->str);
  print_contact (output, row);
  print_topics (output, file);
  print_field (output, C_ ("show", "Moves it along"), get_name (row->owner));
  print_field (output, C_ ("show", "Trusted face"), get_name (row->trusted));
  print_asked (output, file);
  print_date_field (output, C_ ("show", "Opened"), row->opened_on);
  print_date_field (output, C_ ("show", "Closed"), row->closed_on);
  print_date_field (output, C_ ("show", "In zorgteam"), row->in_care_team_on);
  print_date_field (output, C_ ("show", "Followed until"), row->monitor_until);
}

/* People */

static void
print_pupil (KlOutput *output, const KlPupil *pupil, const char *role)
{
  g_autoptr (GString) line = g_string_new (pupil->name);

  add_part (line, pupil->group_name);
  if (pupil->elsewhere != NULL)
    add_part (line, pupil->elsewhere);
  add_day (line, C_ ("show", "born"), pupil->birth);
  add_part (line, role);
  print_item (output, line);
}

static void
print_guardian (KlOutput *output, const KlGuardian *guardian)
{
  g_autoptr (GString) line = g_string_new (guardian->name);

  add_part (line, kl_words_get_label (KL_WORDS_GUARDIAN_RELATION, guardian->relation));
  add_part (line, guardian->custody ? C_ ("show", "custody") : C_ ("show", "no custody"));
  add_part (line, guardian->language);
  if (guardian->interpreter)
    add_part (line, C_ ("show", "with an interpreter"));
  add_part (line, guardian->municipality);
  print_item (output, line);
}

static void
print_people (KlOutput *output, const KlCaseFile *file)
{
  if (file->pupils->len + file->guardians->len + file->siblings->len == 0)
    return;

  print_heading (output, C_ ("show", "People"));
  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlCasePupil *row = g_ptr_array_index (file->pupils, i);

      print_pupil (output, row->pupil, kl_words_get_label (KL_WORDS_CASE_ROLE, row->role));
    }
  for (guint i = 0; i < file->guardians->len; i++)
    print_guardian (output, g_ptr_array_index (file->guardians, i));
  for (guint i = 0; i < file->siblings->len; i++)
    print_pupil (output, g_ptr_array_index (file->siblings, i), C_ ("show", "brother or sister"));
}

/* Chain of trust, actions, referrals, consents */

static void
print_link (KlOutput *output, const KlTrustLink *link)
{
  g_autofree char *position = g_strdup_printf ("%d. ", link->position);
  g_autoptr (GString) line = g_string_new (NULL);

  add_part (line, get_name (link->person));
  add_part (line, get_name (link->partner));
  g_string_prepend (line, position);
  add_labelled (line, C_ ("show", "introduced by"), get_name (link->introduced_by));
  add_day (line, C_ ("show", "since"), link->since);
  if (link->reachable && link->introduced_by != NULL)
    add_part (line, C_ ("show", "the one before stays reachable"));
  print_item (output, line);
}

static void
print_trust (KlOutput *output, GPtrArray *trust)
{
  if (trust->len > 0)
    print_heading (output, _ ("Chain of trust"));
  for (guint i = 0; i < trust->len; i++)
    print_link (output, g_ptr_array_index (trust, i));
}

static void
print_action (KlOutput *output, const KlAction *action, KlDate today)
{
  g_autoptr (GString) line = g_string_new (action->done_on != KL_DATE_NONE ? "[x] " : "[ ] ");

  g_string_append (line, action->text);
  add_part (line, get_name (action->owner));
  add_day (line, C_ ("show", "by"), action->due);
  if (action->done_on != KL_DATE_NONE)
    add_day (line, C_ ("show", "done"), action->done_on);
  else if (action->due != KL_DATE_NONE && action->due < today)
    add_part (line, C_ ("show", "late"));
  print_item (output, line);
}

static void
print_actions (KlOutput *output, GPtrArray *actions, KlDate today)
{
  if (actions->len > 0)
    print_heading (output, C_ ("show", "Actions"));
  for (guint i = 0; i < actions->len; i++)
    print_action (output, g_ptr_array_index (actions, i), today);
}

static void
print_referral (KlOutput *output, const KlReferral *referral)
{
  g_autoptr (GString) line = g_string_new (get_name (referral->partner));

  add_part (line, kl_words_get_label (KL_WORDS_REFERRAL_PURPOSE, referral->purpose));
  add_part (line, kl_words_get_label (KL_WORDS_REFERRAL_STATUS, referral->status));
  add_day (line, C_ ("show", "sent"), referral->sent_on);
  add_day (line, C_ ("show", "answered"), referral->answered_on);
  add_day (line, C_ ("show", "answer expected"),
           referral->answered_on == KL_DATE_NONE ? referral->expected_on : KL_DATE_NONE);
  add_labelled (line, C_ ("show", "meanwhile:"), referral->bridging);
  print_item (output, line);
}

static void
print_referrals (KlOutput *output, GPtrArray *referrals)
{
  if (referrals->len > 0)
    print_heading (output, C_ ("show", "Referrals"));
  for (guint i = 0; i < referrals->len; i++)
    print_referral (output, g_ptr_array_index (referrals, i));
}

static void
print_consent (KlOutput *output, const KlConsent *consent)
{
  g_autoptr (GString) line =
    g_string_new (kl_words_get_label (KL_WORDS_CONSENT_STATUS, consent->status));

  add_labelled (line, C_ ("show", "by whom:"), get_name (consent->giver));
  add_labelled (line, C_ ("show", "shared with"), get_name (consent->receiver));
  add_part (line, consent->purpose);
  add_part (line, consent->how);
  add_day (line, C_ ("show", "from"), consent->from);
  add_day (line, C_ ("show", "until"), consent->until);
  add_day (line, C_ ("show", "withdrawn on"), consent->withdrawn_on);
  add_labelled (line, C_ ("show", "proof:"), consent->evidence);
  if (consent->evidence_document != 0)
    add_part (line, C_ ("show", "with a document as proof"));
  print_item (output, line);
}

static void
print_consents (KlOutput *output, GPtrArray *consents)
{
  if (consents->len > 0)
    print_heading (output, C_ ("show", "Consent"));
  for (guint i = 0; i < consents->len; i++)
    print_consent (output, g_ptr_array_index (consents, i));
}

/* Timeline */

static void
print_entry_head (KlOutput *output, const KlEntry *entry)
{
  g_autofree char *day = kl_date_format (entry->happened_on, KL_DATE_STYLE_SHORT_YEAR);
  g_autofree char *kind = kl_entry_format_kind (entry);
  g_autofree char *time =
    entry->happened_at >= 0 ? kl_minutes_format_clock (entry->happened_at) : NULL;
  g_autoptr (GString) line = g_string_new (day);

  add_part (line, time);
  add_part (line, kind);
  add_part (line, get_name (entry->author));
  for (guint i = 0; i < entry->people->len; i++)
    {
      const char *name = get_name (g_ptr_array_index (entry->people, i));

      if (i == 0)
        add_labelled (line, C_ ("show", "with"), name);
      else
        add_part (line, name);
    }
  add_part (line, get_name (entry->partner));
  if (entry->visibility != KL_VISIBILITY_TEAM)
    add_part (line, kl_words_get_label (KL_WORDS_VISIBILITY, entry->visibility));
  if (entry->version > 1)
    add_part (line, C_ ("show", "corrected"));

  kl_output_print (output, "\n  ");
  kl_output_add_wrapped (output, 2, 2, line->str);
}

static void
print_entry_text (KlOutput *output, const KlEntry *entry)
{
  if (entry->text != NULL && *entry->text != '\0')
    {
      kl_output_print (output, "    ");
      kl_output_add_wrapped (output, 4, 4, entry->text);
    }
  if (entry->decision != NULL && *entry->decision != '\0')
    {
      const char *label = C_ ("show", "Decision:");

      kl_output_print (output, "    %s ", label);
      kl_output_add_wrapped (output, 5 + kl_output_measure (label), 4, entry->decision);
    }
}

/* What stood there before stays readable, with who changed it when and why. */
static gboolean
print_corrections (Show *show, const KlEntry *entry)
{
  KlOutput *output = show->context->output;
  g_autoptr (GPtrArray) versions =
    kl_entries_list_versions (show->context->db, entry->id, show->error);

  for (guint i = 0; versions != NULL && i + 1 < versions->len; i++)
    {
      const KlEntry *newer = g_ptr_array_index (versions, i);
      const KlEntry *older = g_ptr_array_index (versions, i + 1);
      g_autoptr (GString) line = g_string_new (NULL);

      add_day (line, C_ ("show", "Corrected on"), kl_time_get_date (newer->recorded_at));
      add_part (line, get_name (newer->author));
      add_part (line, newer->reason);
      g_string_append_c (line, '.');
      g_string_append_c (line, ' ');
      g_string_append (line, C_ ("show", "Before it said:"));
      kl_output_print (output, "      ");
      kl_output_add_wrapped (output, 6, 6, line->str);
      kl_output_print (output, "        ");
      kl_output_add_wrapped (output, 8, 8, older->text);
    }

  return versions != NULL;
}

static gboolean
print_timeline (Show *show)
{
  const KlCaseFile *file = show->file;
  KlOutput *output = show->context->output;
  const KlEntryFilter all = { .case_id = file->row->id };
  g_autoptr (GPtrArray) entries = kl_entries_list (show->context->db, &all, show->error);

  if (entries == NULL)
    return FALSE;

  print_heading (output, C_ ("show", "Timeline, newest first"));
  for (guint i = 0; i < entries->len; i++)
    {
      const KlEntry *entry = g_ptr_array_index (entries, i);

      print_entry_head (output, entry);
      print_entry_text (output, entry);
      if (entry->version > 1 && !print_corrections (show, entry))
        return FALSE;
    }
  if (file->n_hidden > 0)
    {
      g_autofree char *hidden =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d entry is not for you to read.",
                                      "%d entries are not for you to read.",
                                      (gulong) file->n_hidden),
                         file->n_hidden);

      kl_output_print (output, "\n  %s\n", hidden);
    }

  return TRUE;
}

/* Kansencirkel */

static const char *
find_pupil_name (const KlCaseFile *file, gint64 pupil_id)
{
  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlCasePupil *row = g_ptr_array_index (file->pupils, i);

      if (row->pupil->id == pupil_id)
        return row->pupil->name;
    }

  return _ ("The child");
}

static void
print_round (Show *show, const KlWellbeingRound *round)
{
  KlOutput *output = show->context->output;
  const char *child = find_pupil_name (show->file, round->pupil_id);
  g_autofree char *scores = kl_wellbeing_round_describe (round, child);
  g_autoptr (GString) line = g_string_new (NULL);

  add_day (line, C_ ("show", "On"), round->day);
  add_part (line, child);
  add_part (line, get_name (round->author));
  kl_output_print (output, "\n  ");
  kl_output_add_wrapped (output, 2, 2, line->str);
  kl_output_print (output, "    ");
  kl_output_add_wrapped (output, 4, 4, scores);
}

/* What it said before stays readable, as in the timeline. */
static gboolean
print_round_corrections (Show *show, const KlWellbeingRound *round)
{
  KlOutput *output = show->context->output;
  g_autoptr (GPtrArray) versions =
    kl_wellbeing_rounds_list_versions (show->context->db, round->id, show->error);

  for (guint i = 0; versions != NULL && i + 1 < versions->len; i++)
    {
      const KlWellbeingRound *newer = g_ptr_array_index (versions, i);
      const KlWellbeingRound *older = g_ptr_array_index (versions, i + 1);
      g_autofree char *said =
        kl_wellbeing_round_describe (older, find_pupil_name (show->file, older->pupil_id));
      g_autoptr (GString) line = g_string_new (NULL);

      add_day (line, C_ ("show", "Corrected on"), kl_time_get_date (newer->recorded_at));
      add_part (line, get_name (newer->author));
      add_part (line, newer->reason);
      g_string_append_printf (line, ". %s %s", C_ ("show", "Before it said:"), said);
      kl_output_print (output, "      ");
      kl_output_add_wrapped (output, 6, 6, line->str);
    }

  return versions != NULL;
}

static gboolean
print_rounds (Show *show)
{
  g_autoptr (GPtrArray) rounds =
    kl_wellbeing_rounds_list (show->context->db, show->file->row->id, 0, show->error);

  if (rounds == NULL)
    return FALSE;
  if (rounds->len > 0)
    print_heading (show->context->output, C_ ("show", "Well-being wheel, newest first"));
  for (guint i = 0; i < rounds->len; i++)
    {
      const KlWellbeingRound *round = g_ptr_array_index (rounds, i);

      print_round (show, round);
      if (round->replaces_id != 0 && !print_round_corrections (show, round))
        return FALSE;
    }

  return TRUE;
}

/* Public API */

/**
 * kl_command_show:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Shows a whole case: its facts, people, chain of trust, actions, referrals, consents, its
 * timeline and the wheels of well-being with what was corrected.
 *
 * Returns: whether it is in the output
 */
gboolean
kl_command_show (KlCommandContext *context, GError **error)
{
  Show show = { .context = context, .error = error };
  KlOutput *output = context->output;
  g_autoptr (KlCaseFile) file = NULL;
  gint64 case_id;

  if (!g_str_equal (context->words[1], "case"))
    {
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                           _ ("This can be shown: case, with its number."));
      return FALSE;
    }
  if (!kl_command_parse_id (context->words[2], &case_id, error)
      || !kl_command_open_vault (context, error))
    return FALSE;

  show.file = file = kl_cases_load_file (context->db, case_id, context->today, error);
  if (file == NULL)
    return FALSE;

  print_header (output, file);
  print_people (output, file);
  print_trust (output, file->trust);
  print_actions (output, file->actions, context->today);
  print_referrals (output, file->referrals);
  print_consents (output, file->consents);
  return print_timeline (&show) && print_rounds (&show);
}
