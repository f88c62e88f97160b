/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-sheet.h"

#include <glib/gi18n-lib.h>

#include "kl-sheet-source.h"
#include "kl-summary-content.h"
#include "model/kl-text.h"
#include "store/kl-entries.h"

/*
 * A case for those outside the team: a partner, parents, and whoever asks for the whole file. Made
 * from what they may see, so that nothing has to be painted over.
 */

/* Auxiliary functions */

static char *
make_title (const char *kind, KlDate today)
{
  g_autofree char *day = kl_date_format (today, KL_DATE_STYLE_LONG);

  return g_strdup_printf ("%s %s", kind, day);
}

static KlSheet *
begin (const KlDisclosure *disclosure, const char *kind, KlDate today)
{
  const KlCaseRow *row = disclosure->file->row;
  g_autofree char *title = make_title (kind, today);
  g_autofree char *day = kl_date_format (today, KL_DATE_STYLE_FULL);
  g_autofree char *about = kl_text_capitalize (row->about != NULL ? row->about : "");
  KlSheet *sheet = kl_sheet_new (kind, title);

  sheet->running_right = g_strdup_printf ("%s, %s", row->school_name, day);
  kl_sheet_add_title (sheet, *about != '\0' ? about : C_ ("print", "A case"), row->title);
  return sheet;
}

static void
add_facts (KlSheet *sheet, const KlDisclosure *disclosure)
{
  const KlCaseRow *row = disclosure->file->row;
  KlSheetPart *facts = kl_sheet_add_facts (sheet);
  g_autofree char *owner = kl_sheet_format_person (row->owner);
  g_autofree char *trusted = kl_sheet_format_person (row->trusted);
  g_autofree char *last = row->last_contact != KL_DATE_NONE
                            ? kl_date_format (row->last_contact, KL_DATE_STYLE_LONG)
                            : NULL;

  kl_sheet_part_add (facts, C_ ("print", "Group"), row->about_group);
  kl_sheet_part_add (facts, C_ ("print", "Whom to ask"), owner);
  if (g_strcmp0 (owner, trusted) != 0)
    kl_sheet_part_add (facts, C_ ("print", "Trusted face"), trusted);
  kl_sheet_part_add (facts, C_ ("print", "Last contact"), last);
}

static const char *
get_name (const KlPerson *person)
{
  return person != NULL && person->name != NULL ? person->name : C_ ("print", "the school");
}

/* A partner */

static const char *
find_words (const KlDisclosure *disclosure, gboolean bridging)
{
  const GPtrArray *referrals = disclosure->file->referrals;
  const char *found = NULL;

  for (guint i = 0; i < referrals->len; i++)
    {
      const KlReferral *referral = g_ptr_array_index (referrals, i);
      const char *words = bridging ? referral->bridging : referral->text;

      if (words != NULL && *words != '\0')
        found = words;
    }
  return found;
}

static void
add_strip (KlSheet *sheet, const KlDisclosure *disclosure, KlDate today)
{
  g_autoptr (KlCaseSummary) summary = kl_case_summary_new ();

  kl_summary_fill (summary, disclosure, KL_DATE_NONE, today);
  kl_sheet_add_strip (sheet, g_steal_pointer (&summary), today);
}

static void
add_reply (KlSheet *sheet, const KlDisclosure *disclosure)
{
  const KlCaseRow *row = disclosure->file->row;
  g_autofree char *to = g_strdup_printf (_ ("to %s, %s"), get_name (row->owner), row->school_name);

  kl_sheet_add_reply (sheet, to);
}

static KlSheet *
make_for_partner (KlDb *db, KlDisclosure *disclosure, KlDate today, GError **error)
{
  g_autofree char *kind = g_strdup_printf (_ ("Summary for %s"), disclosure->reader->name);
  g_autofree char *foot = g_strdup_printf (_ ("Confidential. For %s only; not to be passed on."),
                                           disclosure->reader->name);
  KlSheet *sheet = begin (disclosure, kind, today);
  const char *question = find_words (disclosure, FALSE);
  const char *meanwhile = find_words (disclosure, TRUE);

  kl_sheet_add_foot (sheet, foot);
  add_facts (sheet, disclosure);
  if (question != NULL)
    kl_sheet_add_question (sheet, C_ ("print", "What we ask"), question);
  add_strip (sheet, disclosure, today);
  kl_sheet_add_events (sheet, disclosure);
  if (meanwhile != NULL)
    {
      kl_sheet_add_heading (sheet, C_ ("print", "What we do meanwhile"));
      kl_sheet_add_text (sheet, meanwhile);
    }
  kl_sheet_add_actions (sheet, disclosure, FALSE);
  kl_sheet_add_referrals (sheet, disclosure, today);
  kl_sheet_add_consents (sheet, disclosure, today);
  kl_sheet_add_omitted (sheet, disclosure, NULL);
  add_reply (sheet, disclosure);
  return sheet;
}

/* Parents */

static KlSheet *
make_for_parents (KlDb *db, KlDisclosure *disclosure, KlDate today, GError **error)
{
  KlSheet *sheet = begin (disclosure, _ ("Summary for parents"), today);
  const char *meanwhile = find_words (disclosure, TRUE);
  g_autofree char *change = g_strdup_printf (
    _ ("Is something not right, or would you rather not? Consent can always be taken back, with "
       "%s. From that moment on nothing more is shared."),
    get_name (disclosure->file->row->owner));

  kl_sheet_add_foot (sheet, _ ("Confidential, for the parents of this child only."));
  add_facts (sheet, disclosure);
  kl_sheet_add_events (sheet, disclosure);
  kl_sheet_add_actions (sheet, disclosure, FALSE);
  kl_sheet_add_referrals (sheet, disclosure, today);
  if (meanwhile != NULL)
    {
      kl_sheet_add_heading (sheet, C_ ("print", "What we do meanwhile"));
      kl_sheet_add_text (sheet, meanwhile);
    }
  kl_sheet_add_consents (sheet, disclosure, today);
  kl_sheet_add_text (sheet, change);
  kl_sheet_add_omitted (sheet, disclosure,
                        _ ("Parents may read the whole file. Ask for it, and it is there within a "
                           "month."));
  return sheet;
}

/* The whole file */

static void
add_people (KlSheet *sheet, const KlDisclosure *disclosure)
{
  const KlCaseFile *file = disclosure->file;
  KlSheetPart *table;

  if (file->pupils->len + file->guardians->len + file->trust->len == 0)
    return;

  kl_sheet_add_heading (sheet, C_ ("print", "Who"));
  table = kl_sheet_add_table (sheet, FALSE);
  kl_sheet_table_add_column (table, C_ ("print", "Name"), 0);
  kl_sheet_table_add_column (table, C_ ("print", "What"), 200);
  for (guint i = 0; i < file->pupils->len; i++)
    {
      const KlPupil *pupil = ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil;
      const char *cells[] = { pupil->name, pupil->group_name };

      kl_sheet_table_add_row (table, cells);
    }
  for (guint i = 0; i < file->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (file->guardians, i);
      const char *cells[] = { guardian->name,
                              kl_words_get_label (KL_WORDS_GUARDIAN_RELATION, guardian->relation) };

      kl_sheet_table_add_row (table, cells);
    }
  for (guint i = 0; i < file->trust->len; i++)
    {
      const KlTrustLink *link = g_ptr_array_index (file->trust, i);
      const KlPerson *person = link->person != NULL ? link->person : link->partner;
      const char *cells[] = { person != NULL ? person->name : NULL,
                              person != NULL ? person->role : NULL };

      kl_sheet_table_add_row (table, cells);
    }
}

static char *
format_entry_head (const KlEntry *entry)
{
  g_autofree char *day = kl_date_format (entry->happened_on, KL_DATE_STYLE_LONG);
  g_autofree char *kind = kl_entry_format_kind (entry);
  g_autofree char *author = kl_sheet_format_person (entry->author);
  GString *head = g_string_new (day);

  g_string_append_printf (head, ", %s", kind);
  if (author != NULL)
    g_string_append_printf (head, ", %s", author);
  return g_string_free (head, FALSE);
}

/* What it said before it was corrected is part of the file. */
static gboolean
add_versions (KlSheet *sheet,
              KlDb *db,
              const KlDisclosure *disclosure,
              const KlEntry *entry,
              GError **error)
{
  g_autoptr (GPtrArray) versions = NULL;

  if (entry->version <= 1)
    return TRUE;

  versions = kl_entries_list_versions (db, entry->id, error);
  if (versions == NULL)
    return FALSE;

  for (guint i = 1; i < versions->len; i++)
    {
      const KlEntry *old = g_ptr_array_index (versions, i);
      g_autofree char *text = g_strdup (old->text);
      g_autofree char *day =
        kl_date_format (kl_time_get_date (old->recorded_at), KL_DATE_STYLE_LONG);
      g_autofree char *line = NULL;

      /* It may have been written for fewer then. */
      if (old->visibility == KL_VISIBILITY_PRIVATE)
        continue;
      kl_disclosure_mask (disclosure, &text);
      line = g_strdup_printf (_ ("Version %d, written on %s: %s"), old->version, day,
                              text != NULL ? text : "");
      kl_sheet_add_text (sheet, line);
    }
  return TRUE;
}

static gboolean
add_timeline (KlSheet *sheet, KlDb *db, const KlDisclosure *disclosure, GError **error)
{
  for (guint i = disclosure->entries->len; i > 0; i--)
    {
      const KlEntry *entry = g_ptr_array_index (disclosure->entries, i - 1);
      g_autofree char *head = format_entry_head (entry);

      if (entry->text == NULL)
        continue;
      kl_sheet_add_heading (sheet, head);
      kl_sheet_add_text (sheet, entry->text);
      if (entry->decision != NULL && *entry->decision != '\0')
        kl_sheet_add_text (sheet, entry->decision);
      if (entry->reason != NULL && *entry->reason != '\0')
        {
          g_autofree char *why = g_strdup_printf (_ ("Corrected: %s"), entry->reason);

          kl_sheet_add_text (sheet, why);
        }
      if (!add_versions (sheet, db, disclosure, entry, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_words_of_referrals (KlSheet *sheet, const KlDisclosure *disclosure)
{
  const GPtrArray *referrals = disclosure->file->referrals;

  for (guint i = 0; i < referrals->len; i++)
    {
      const KlReferral *referral = g_ptr_array_index (referrals, i);
      const char *const words[] = { referral->text, referral->bridging, referral->declined_why };

      for (gsize j = 0; j < G_N_ELEMENTS (words); j++)
        {
          g_autofree char *line = NULL;

          if (words[j] == NULL || *words[j] == '\0')
            continue;
          line = g_strdup_printf ("%s: %s", get_name (referral->partner), words[j]);
          kl_sheet_add_text (sheet, line);
        }
    }
}

static KlSheet *
make_file (KlDb *db, KlDisclosure *disclosure, KlDate today, GError **error)
{
  g_autoptr (KlSheet) sheet = begin (disclosure, _ ("The whole file"), today);

  kl_sheet_add_foot (sheet, _ ("Confidential. A copy for who has the right of access."));
  add_facts (sheet, disclosure);
  add_people (sheet, disclosure);
  kl_sheet_add_actions (sheet, disclosure, TRUE);
  kl_sheet_add_referrals (sheet, disclosure, today);
  add_words_of_referrals (sheet, disclosure);
  kl_sheet_add_consents (sheet, disclosure, today);
  if (!add_timeline (sheet, db, disclosure, error))
    return NULL;
  kl_sheet_add_omitted (sheet, disclosure,
                        _ ("Names of other children are replaced. Working notes are their "
                           "writer's own and are no part of the file."));
  return g_steal_pointer (&sheet);
}

/* Public API */

/**
 * kl_case_sheet_load:
 * @db: a connection
 * @case_id: a case
 * @audience: a partner or parents; the team and a participant get a summary from
 *   kl_pack_content_load_case()
 * @today: the current day
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when the
 *   audience may know nothing of it
 *
 * Puts together what the summary of a case says outside the team. A refusal is written to the
 * log.
 *
 * Returns: (transfer full): the sheet, to be made into pages with kl_sheet_render()
 */
KlSheet *
kl_case_sheet_load (KlDb *db,
                    gint64 case_id,
                    const KlAudience *audience,
                    KlDate today,
                    GError **error)
{
  g_return_val_if_fail (db != NULL && audience != NULL, NULL);
  g_return_val_if_fail (audience->kind == KL_AUDIENCE_PARTNER
                          || audience->kind == KL_AUDIENCE_PARENTS,
                        NULL);

  return kl_sheet_load_case (db, case_id, audience, FALSE, today, "case",
                             audience->kind == KL_AUDIENCE_PARTNER ? make_for_partner
                                                                   : make_for_parents,
                             error);
}

/**
 * kl_file_sheet_load:
 * @db: a connection
 * @case_id: a case
 * @audience: parents, a pupil of 16 or older, or the team
 * @today: the current day
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when the
 *   audience has no right to it
 *
 * Puts together the whole file of a case for the right of access. A refusal is written to the log.
 *
 * Returns: (transfer full): the sheet, to be made into pages with kl_sheet_render()
 */
KlSheet *
kl_file_sheet_load (KlDb *db,
                    gint64 case_id,
                    const KlAudience *audience,
                    KlDate today,
                    GError **error)
{
  g_return_val_if_fail (db != NULL && audience != NULL, NULL);
  g_return_val_if_fail (audience->kind != KL_AUDIENCE_PARTNER
                          && audience->kind != KL_AUDIENCE_PARTICIPANT,
                        NULL);

  return kl_sheet_load_case (db, case_id, audience, TRUE, today, "file", make_file, error);
}
