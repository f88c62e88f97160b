/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-sheet-source.h"

#include <glib/gi18n-lib.h>

#include "kl-document.h"
#include "model/kl-consent-rule.h"
#include "model/kl-text.h"
#include "store/kl-audit.h"
#include "store/kl-disclosures.h"

typedef struct
{
  gint64 case_id;
  const KlAudience *audience;
  gboolean access;
  KlDate today;
  const char *ground;
  KlSheetFunc make;
  KlReason refusal;
  KlSheet *sheet;
} Loading;

/* Auxiliary functions */

static char *
format_day (KlDate day)
{
  return day != KL_DATE_NONE ? kl_date_format (day, KL_DATE_STYLE_SHORT_YEAR) : NULL;
}

static gboolean
load (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;
  g_autoptr (KlDisclosure) disclosure =
    kl_disclosures_load (db, loading->case_id, loading->audience, loading->access, loading->today,
                         error);

  if (disclosure == NULL)
    return FALSE;

  /* That it was asked and refused is to be read in the log. */
  loading->refusal = disclosure->refusal;
  if (loading->refusal != KL_REASON_NONE)
    return kl_audit_append_for_case (db, KL_AUDIT_REFUSE, KL_AUDIT_CASE, loading->case_id,
                                     loading->case_id, loading->ground, error);

  loading->sheet = loading->make (db, disclosure, loading->today, error);
  return loading->sheet != NULL && kl_sheet_take_head (loading->sheet, db, error);
}

/* "moeder": a role says enough, and names nobody. */
static const char *
get_giver (const KlConsent *consent)
{
  if (consent->giver == NULL)
    return NULL;

  return consent->giver->role != NULL && *consent->giver->role != '\0' ? consent->giver->role
                                                                       : consent->giver->name;
}

static char *
format_validity (const KlConsent *consent, KlDate today)
{
  const KlDate last = kl_consent_get_last_day (consent);
  g_autofree char *until = format_day (last);

  if (consent->status == KL_CONSENT_REFUSED)
    return g_strdup (C_ ("print", "Refused"));
  if (consent->status == KL_CONSENT_WITHDRAWN && !kl_consent_holds (consent, today))
    return g_strdup (C_ ("print", "Withdrawn"));
  if (until == NULL)
    return g_strdup (_ ("Valid without an end date"));
  if (last < today)
    return g_strdup_printf (_ ("Ended on %s"), until);

  return g_strdup_printf (_ ("Valid until %s inclusive"), until);
}

static char *
format_stand (const KlConsent *consent, KlDate today)
{
  g_autofree char *validity = format_validity (consent, today);

  return kl_consent_has_proof (consent)
           ? g_strdup_printf ("%s, %s", validity, C_ ("print", "with proof"))
           : g_steal_pointer (&validity);
}

typedef struct
{
  const char *head;
  double width; /* points, or 0 for what is left */
} Column;

static KlSheetPart *
begin_table (KlSheet *sheet,
             const char *heading,
             gboolean tick,
             const Column *columns,
             gsize n_columns)
{
  KlSheetPart *table;

  kl_sheet_add_heading (sheet, heading);
  table = kl_sheet_add_table (sheet, tick);
  for (gsize i = 0; i < n_columns; i++)
    kl_sheet_table_add_column (table, columns[i].head, columns[i].width);

  return table;
}

/* Shared parts */

/**
 * kl_sheet_load_case:
 * @db: a connection
 * @case_id: a case
 * @audience: for whom
 * @access: for the right of access
 * @today: the current day
 * @ground: what the log calls it when it is refused
 * @make: makes the sheet of what the audience may see
 * @error: (out): return location for what went wrong, %KL_DOCUMENT_ERROR_NOT_ALLOWED when the
 *   audience may know nothing of the case
 *
 * Private to the documents: reads a case for an audience and makes a sheet of it in one snapshot.
 *
 * Returns: (transfer full): the sheet
 */
KlSheet *
kl_sheet_load_case (KlDb *db,
                    gint64 case_id,
                    const KlAudience *audience,
                    gboolean access,
                    KlDate today,
                    const char *ground,
                    KlSheetFunc make,
                    GError **error)
{
  Loading loading = { case_id, audience, access, today, ground, make, KL_REASON_NONE, NULL };

  if (!kl_db_transaction (db, load, &loading, error))
    {
      g_clear_pointer (&loading.sheet, kl_sheet_free);
      return NULL;
    }
  if (loading.refusal != KL_REASON_NONE)
    kl_document_set_refusal (error, loading.refusal);

  return loading.sheet;
}

gboolean
kl_sheet_take_head (KlSheet *sheet, KlDb *db, GError **error)
{
  sheet->printed_at = kl_clock_stamp ();
  sheet->audit_head = kl_audit_get_written_head (db, error);

  return sheet->audit_head != NULL;
}

char *
kl_sheet_format_person (const KlPerson *person)
{
  g_autofree char *role = NULL;

  if (person == NULL || person->name == NULL)
    return NULL;
  if (person->role == NULL || *person->role == '\0')
    return g_strdup (person->name);

  role = kl_text_uncapitalize (person->role);
  return g_strdup_printf ("%s, %s", person->name, role);
}

void
kl_sheet_add_actions (KlSheet *sheet, const KlDisclosure *disclosure, gboolean done)
{
  const Column columns[] = { { C_ ("print", "Action"), 0 },
                             { C_ ("print", "Who"), 100 },
                             { C_ ("print", "Before"), 62 },
                             { done ? C_ ("print", "Done") : C_ ("print", "State"), 62 } };
  const GPtrArray *actions = disclosure->file->actions;
  KlSheetPart *table = NULL;

  for (guint i = 0; i < actions->len; i++)
    {
      const KlAction *action = g_ptr_array_index (actions, i);
      g_autofree char *due = format_day (action->due);
      g_autofree char *finished = format_day (action->done_on);
      const char *state = finished != NULL ? finished : C_ ("print", "open");
      const char *cells[] = { action->text, action->owner != NULL ? action->owner->name : NULL, due,
                              state };

      if (finished != NULL && !done)
        continue;
      if (table == NULL)
        table = begin_table (sheet, C_ ("print", "What was agreed"), !done, columns,
                             G_N_ELEMENTS (columns));
      kl_sheet_table_add_row (table, cells);
    }
}

void
kl_sheet_add_referrals (KlSheet *sheet, const KlDisclosure *disclosure, KlDate today)
{
  const Column columns[] = { { C_ ("print", "With whom"), 0 },
                             { C_ ("print", "Purpose"), 84 },
                             { C_ ("print", "Sent"), 62 },
                             { C_ ("print", "Answer"), 62 },
                             { C_ ("print", "State"), 72 } };
  const GPtrArray *referrals = disclosure->file->referrals;
  KlSheetPart *table;

  if (referrals->len == 0)
    return;

  table = begin_table (sheet, C_ ("print", "Help from outside the school"), FALSE, columns,
                       G_N_ELEMENTS (columns));
  for (guint i = 0; i < referrals->len; i++)
    {
      const KlReferral *referral = g_ptr_array_index (referrals, i);
      g_autofree char *sent = format_day (referral->sent_on);
      g_autofree char *answered = format_day (referral->answered_on);
      g_autofree char *purpose =
        kl_text_uncapitalize (kl_words_get_label (KL_WORDS_REFERRAL_PURPOSE, referral->purpose));
      const char *cells[] = { referral->partner != NULL ? referral->partner->name : NULL, purpose,
                              sent, answered,
                              kl_words_get_label (KL_WORDS_REFERRAL_STATUS, referral->status) };

      kl_sheet_table_add_row (table, cells);
    }
}

void
kl_sheet_add_consents (KlSheet *sheet, const KlDisclosure *disclosure, KlDate today)
{
  const Column columns[] = { { C_ ("print", "By"), 62 },
                             { C_ ("print", "With whom"), 0 },
                             { C_ ("print", "What for"), 96 },
                             { C_ ("print", "From"), 62 },
                             { C_ ("print", "State"), 96 } };
  const GPtrArray *consents = disclosure->file->consents;
  KlSheetPart *table;

  if (consents->len == 0)
    return;

  table = begin_table (sheet, C_ ("print", "Consent"), FALSE, columns, G_N_ELEMENTS (columns));
  for (guint i = 0; i < consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (consents, i);
      g_autofree char *from = format_day (consent->from);
      g_autofree char *stand = format_stand (consent, today);
      const char *cells[] = { get_giver (consent),
                              consent->receiver != NULL ? consent->receiver->name : NULL,
                              consent->purpose, from, stand };

      kl_sheet_table_add_row (table, cells);
    }
}

/* Oldest first, as it is told. */
void
kl_sheet_add_events (KlSheet *sheet, const KlDisclosure *disclosure)
{
  KlSheetPart *list = NULL;

  for (guint i = disclosure->entries->len; i > 0; i--)
    {
      const KlEntry *entry = g_ptr_array_index (disclosure->entries, i - 1);
      g_autofree char *day = format_day (entry->happened_on);
      g_autofree char *text = NULL;

      if (entry->text == NULL)
        continue;
      text = *entry->text != '\0'
               ? g_strdup (entry->text)
               : g_strdup (kl_words_get_label (KL_WORDS_ENTRY_KIND, entry->kind));
      if (list == NULL)
        {
          kl_sheet_add_heading (sheet, C_ ("print", "What happened"));
          list = kl_sheet_add_list (sheet);
        }
      kl_sheet_part_add (list, day, text);
    }
}

void
kl_sheet_add_left_out_box (KlSheet *sheet, const GArray *list, const char *note)
{
  g_autoptr (GString) text = g_string_new (NULL);
  KlSheetPart *box;

  for (guint i = 0; i < list->len; i++)
    {
      const KlLeftOut *left_out = &g_array_index (list, KlLeftOut, i);
      g_autofree char *what = kl_left_out_format (left_out);

      g_string_append_printf (text, "%s%s (%s)", i > 0 ? ", " : "", what,
                              kl_reason_get_label (left_out->reason));
    }
  if (text->len == 0)
    return;

  g_string_append_c (text, '.');
  kl_left_out_list_add_all (sheet->left_out, list);
  box = kl_sheet_add_box (sheet, C_ ("print", "Not in this document"), TRUE);
  kl_sheet_part_add (box, NULL, text->str);
  kl_sheet_part_add (box, NULL, note);
}

void
kl_sheet_add_omitted (KlSheet *sheet, const KlDisclosure *disclosure, const char *note)
{
  kl_sheet_add_left_out_box (sheet, disclosure->left_out, note);
}

/* At a meeting */

/**
 * kl_sheet_is_reader:
 * @audience: a participant or a partner
 * @person: (nullable): somebody at the table
 *
 * Private to the documents.
 *
 * Returns: whether @person is the one that it is for
 */
gboolean
kl_sheet_is_reader (const KlAudience *audience, const KlPerson *person)
{
  const KlPersonKind kind =
    audience->kind == KL_AUDIENCE_PARTNER ? KL_PERSON_PARTNER : KL_PERSON_PROFESSIONAL;

  return person != NULL && person->kind == kind && person->id == audience->id;
}

static gboolean
has_audience (const GPtrArray *people, const KlAudience *audience)
{
  for (guint i = 0; people != NULL && i < people->len; i++)
    if (kl_sheet_is_reader (audience, g_ptr_array_index (people, i)))
      return TRUE;

  return FALSE;
}

/**
 * kl_sheet_reader_comes_for:
 * @audience: for whom something is printed
 * @meeting: a meeting
 * @item: a point of it
 *
 * Private to the documents. Who stands with some points comes for those alone.
 *
 * Returns: whether the audience is there at that point
 */
gboolean
kl_sheet_reader_comes_for (const KlAudience *audience,
                           const KlMeeting *meeting,
                           const KlAgendaItem *item)
{
  if (audience->kind == KL_AUDIENCE_TEAM || has_audience (item->only_for, audience))
    return TRUE;

  for (guint i = 0; i < meeting->items->len; i++)
    if (has_audience (((const KlAgendaItem *) g_ptr_array_index (meeting->items, i))->only_for,
                      audience))
      return FALSE;

  return TRUE;
}

/**
 * kl_sheet_check_invited:
 * @audience: for whom something is printed
 * @meeting: a meeting
 * @error: (out): return location for %KL_DOCUMENT_ERROR_NOT_ALLOWED
 *
 * Private to the documents.
 *
 * Returns: whether there are papers for it
 */
gboolean
kl_sheet_check_invited (const KlAudience *audience, const KlMeeting *meeting, GError **error)
{
  if (audience->kind == KL_AUDIENCE_TEAM)
    return TRUE;

  for (guint i = 0; i < meeting->attendees->len; i++)
    if (kl_sheet_is_reader (
          audience, ((const KlAttendee *) g_ptr_array_index (meeting->attendees, i))->person))
      return TRUE;

  g_set_error_literal (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED,
                       _ ("Who is not invited to the meeting gets no papers for it. Add the "
                          "participant first."));
  return FALSE;
}
