/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-consents.h"

#include <glib/gi18n-lib.h>

#include "kl-attachments.h"
#include "kl-case-private.h"
#include "kl-entries.h"
#include "kl-ids.h"
#include "model/kl-consent-rule.h"

#define COLUMNS                                                                                    \
  "id, giver_kind, giver_id, giver_name, receiver_kind, receiver_id, receiver_name, purpose, how," \
  " status, first_day, last_day, purposes, categories, manner, pupil_id, withdrawn_on,"            \
  " withdrawn_why, evidence, recorded_at, recorded_by, case_id, evidence_document"

enum
{
  SQL_ADD,
  SQL_WITHDRAW,
  SQL_GET,
  SQL_LIST,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO consent (school_id, case_id, giver_kind, giver_id, giver_name, receiver_kind,"
    " receiver_id, receiver_name, purpose, how, status, first_day, last_day, purposes, categories,"
    " manner, pupil_id, withdrawn_on, withdrawn_why, evidence, recorded_at, recorded_by,"
    " evidence_document)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  /* 2 is withdrawn. Until when it had been agreed stays readable. */
  [SQL_WITHDRAW] =
    "UPDATE consent SET status = 2, withdrawn_on = ?2, withdrawn_why = ?3 WHERE id = ?1",
  [SQL_GET] =
    "SELECT " COLUMNS " FROM consent WHERE id = ?1",
  [SQL_LIST] =
    "SELECT " COLUMNS " FROM consent WHERE case_id = ?1 ORDER BY first_day, id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlConsent *consent;
  gint64 id;
} Adding;

typedef struct
{
  GPtrArray *consents;
  KlDate day;
  const char *text;
  KlDate today;
  gint64 first_id;
} Obtaining;

typedef struct
{
  gint64 id;
  KlDate day;
  const char *why;
  KlDate today;
} Withdrawing;

/* Reading */

/* Without a book persons have no names but their own. */
static KlPerson *
make_person (KlPersonBook *book, KlPersonKind kind, gint64 id, const char *name)
{
  if (book != NULL)
    return kl_person_book_dup (book, kind, id, name);

  return kl_person_new (kind, id, name, NULL);
}

static KlConsent *
read_consent (KlStmt *stmt, KlPersonBook *book)
{
  KlConsent *consent = g_new0 (KlConsent, 1);
  gint64 recorder;

  consent->id = kl_stmt_get_int (stmt, 0);
  consent->giver = make_person (book, kl_stmt_get_int (stmt, 1), kl_stmt_get_int (stmt, 2),
                                kl_stmt_get_text (stmt, 3));
  consent->receiver = make_person (book, kl_stmt_get_int (stmt, 4), kl_stmt_get_int (stmt, 5),
                                   kl_stmt_get_text (stmt, 6));
  consent->purpose = kl_stmt_dup_text (stmt, 7);
  consent->how = kl_stmt_dup_text (stmt, 8);
  consent->status = kl_stmt_get_int (stmt, 9);
  consent->from = (KlDate) kl_stmt_get_int (stmt, 10);
  consent->until = (KlDate) kl_stmt_get_int (stmt, 11);
  consent->purposes = (guint) kl_stmt_get_int (stmt, 12);
  consent->categories = (guint) kl_stmt_get_int (stmt, 13);
  consent->manner = kl_stmt_get_int (stmt, 14);
  consent->pupil_id = kl_stmt_get_int (stmt, 15);
  consent->withdrawn_on = (KlDate) kl_stmt_get_int (stmt, 16);
  consent->withdrawn_why = kl_stmt_dup_text (stmt, 17);
  consent->evidence = kl_stmt_dup_text (stmt, 18);
  consent->recorded_at = kl_stmt_get_int (stmt, 19);
  recorder = kl_stmt_get_int (stmt, 20);
  if (recorder != 0)
    consent->recorded_by = make_person (book, KL_PERSON_PROFESSIONAL, recorder, NULL);
  consent->case_id = kl_stmt_get_int (stmt, 21);
  consent->evidence_document = kl_stmt_get_int (stmt, 22);

  return consent;
}

static KlConsent *
get_consent (KlDb *db, gint64 consent_id, KlPersonBook *book, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET);
  g_autoptr (KlConsent) consent = NULL;

  kl_stmt_bind_int (stmt, 1, consent_id);
  if (kl_stmt_step (stmt))
    consent = read_consent (stmt, book);
  if (!kl_stmt_finish (stmt, error))
    return NULL;
  if (consent == NULL)
    kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND, _ ("This consent is not there any more"));

  return g_steal_pointer (&consent);
}

/**
 * kl_consents_get:
 * @db: a connection
 * @consent_id: a consent
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): the consent
 */
KlConsent *
kl_consents_get (KlDb *db, gint64 consent_id, GError **error)
{
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlConsent) consent = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  book = kl_person_book_new (db, 0);
  consent = get_consent (db, consent_id, book, error);
  if (consent == NULL || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&consent);
}

/**
 * kl_consents_list:
 * @db: a connection
 * @case_id: a case
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlConsent): what was given, refused and withdrawn in
 *   this case, oldest first
 */
GPtrArray *
kl_consents_list (KlDb *db, gint64 case_id, GError **error)
{
  g_autoptr (GPtrArray) consents =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_consent_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  book = kl_person_book_new (db, kl_ids_get_school (case_id));
  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, case_id);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (consents, read_consent (stmt, book));
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&consents);
}

/* Adding */

static gboolean
check_consent (const KlConsent *consent, GError **error)
{
  if (!kl_store_check_day (consent->from, error)
      || (consent->until != KL_DATE_NONE && !kl_store_check_day (consent->until, error)))
    return FALSE;

  return consent->until == KL_DATE_NONE || consent->until >= consent->from
         || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                             _ ("The last day comes before the first day"));
}

/* Only what is there, in the same case, and may be seen proves something. */
gboolean
kl_consent_check_evidence (KlDb *db, gint64 case_id, gint64 document_id, GError **error)
{
  g_autoptr (KlAttachment) document = NULL;

  if (document_id == 0)
    return TRUE;

  document = kl_attachments_get (db, document_id, error);
  if (document == NULL)
    return FALSE;

  return (document->case_id == case_id && document->removed_on == KL_DATE_NONE)
         || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                             _ ("This document is not there any more. Choose another one."));
}

static gboolean
add_consent (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  const KlConsent *consent = adding->consent;
  g_autoptr (KlStmt) stmt = NULL;
  KlCaseFacts facts;

  if (!kl_case_get_facts (db, consent->case_id, &facts, error)
      || !kl_consent_check_evidence (db, consent->case_id, consent->evidence_document, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_ADD);
  kl_stmt_bind_int (stmt, 1, facts.school_id);
  kl_stmt_bind_int (stmt, 2, consent->case_id);
  kl_person_bind (stmt, 3, consent->giver);
  kl_person_bind (stmt, 6, consent->receiver);
  kl_stmt_bind_text_or_empty (stmt, 9, consent->purpose);
  kl_stmt_bind_text_or_empty (stmt, 10, consent->how);
  kl_stmt_bind_int (stmt, 11, consent->status);
  kl_stmt_bind_int (stmt, 12, consent->from);
  kl_stmt_bind_int (stmt, 13, consent->until);
  kl_stmt_bind_int (stmt, 14, consent->purposes);
  kl_stmt_bind_int (stmt, 15, consent->categories);
  kl_stmt_bind_int (stmt, 16, consent->manner);
  kl_stmt_bind_id (stmt, 17, consent->pupil_id);
  kl_stmt_bind_int (stmt, 18, consent->withdrawn_on);
  kl_stmt_bind_text_or_empty (stmt, 19, consent->withdrawn_why);
  kl_stmt_bind_text_or_empty (stmt, 20, consent->evidence);
  kl_stmt_bind_int (stmt, 21, consent->recorded_at != 0 ? consent->recorded_at : kl_clock_now ());
  kl_stmt_bind_id (stmt, 22,
                   consent->recorded_by != NULL ? consent->recorded_by->id
                                                : kl_db_get_professional_id (db));
  kl_stmt_bind_int (stmt, 23, consent->evidence_document);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  adding->id = kl_db_get_last_id (db);
  return kl_case_log_write (db, KL_AUDIT_CONSENT, adding->id, consent->case_id, KL_CHANGE_CONSENTS,
                            error);
}

/**
 * kl_consents_add:
 * @db: a connection
 * @consent: what whom was allowed or refused, for one receiver
 * @error: (out): return location for what went wrong
 *
 * Keeps a consent that has its place in the timeline already. One that is obtained now goes
 * through kl_consents_obtain().
 *
 * Returns: the id of the consent, 0 when it was not kept
 */
gint64
kl_consents_add (KlDb *db, const KlConsent *consent, GError **error)
{
  Adding adding = { .consent = consent };

  g_return_val_if_fail (db != NULL && consent != NULL, 0);
  g_return_val_if_fail (consent->giver != NULL && consent->receiver != NULL, 0);

  return check_consent (consent, error) && kl_db_transaction (db, add_consent, &adding, error)
           ? adding.id
           : 0;
}

static void
add_giver (KlEntry *entry, const KlPerson *giver)
{
  for (guint i = 0; i < entry->people->len; i++)
    {
      const KlPerson *known = g_ptr_array_index (entry->people, i);

      if (known->kind == giver->kind && known->id == giver->id
          && g_strcmp0 (known->name, giver->name) == 0)
        return;
    }

  g_ptr_array_add (entry->people, kl_person_copy (giver));
}

/* The timeline tells who was spoken to, and of one partner which. */
static gboolean
add_entry (KlDb *db, const Obtaining *obtaining, GError **error)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  const KlConsent *first = g_ptr_array_index (obtaining->consents, 0);
  gboolean one_receiver = first->receiver->kind == KL_PERSON_PARTNER;

  for (guint i = 0; i < obtaining->consents->len; i++)
    {
      const KlConsent *consent = g_ptr_array_index (obtaining->consents, i);

      add_giver (entry, consent->giver);
      one_receiver = one_receiver && consent->receiver->kind == first->receiver->kind
                     && consent->receiver->id == first->receiver->id;
    }

  entry->case_id = first->case_id;
  entry->kind = KL_ENTRY_CONSENT;
  entry->happened_on = obtaining->day;
  entry->consent_id = obtaining->first_id;
  entry->text = g_strdup (obtaining->text != NULL && *obtaining->text != '\0'
                            ? obtaining->text
                            : kl_words_get_label (KL_WORDS_CONSENT_STATUS, first->status));
  if (one_receiver)
    entry->partner = kl_person_copy (first->receiver);

  return kl_entries_add (db, entry, obtaining->today, error) != 0;
}

static gboolean
obtain (KlDb *db, gpointer data, GError **error)
{
  Obtaining *obtaining = data;

  for (guint i = 0; i < obtaining->consents->len; i++)
    {
      gint64 id = kl_consents_add (db, g_ptr_array_index (obtaining->consents, i), error);

      if (id == 0)
        return FALSE;
      if (i == 0)
        obtaining->first_id = id;
    }

  return add_entry (db, obtaining, error);
}

/**
 * kl_consents_obtain:
 * @db: a connection
 * @consents: (element-type KlConsent): what was said in one conversation in one case: of every
 *   giver and for every receiver one, given or refused
 * @day: when that was
 * @text: (nullable): the words for the timeline
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Keeps consents and refusals with one entry in the timeline of the case, in one transaction.
 *
 * Returns: %TRUE when all are kept
 */
gboolean
kl_consents_obtain (KlDb *db,
                    GPtrArray *consents,
                    KlDate day,
                    const char *text,
                    KlDate today,
                    GError **error)
{
  Obtaining obtaining = { .consents = consents, .day = day, .text = text, .today = today };

  g_return_val_if_fail (db != NULL && consents != NULL && consents->len > 0, FALSE);

  return kl_store_check_day (day, error) && kl_db_transaction (db, obtain, &obtaining, error);
}

/**
 * kl_consents_renew:
 * @db: a connection
 * @consent_id: a consent that ends or has ended
 * @from: when it was said again: the first day of the new one
 * @until: its last day, or %KL_DATE_NONE for no end
 * @manner: how it was obtained this time
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Adds a consent of the same person for the same receiver, purposes and data, with an entry in the
 * timeline. The old one stays as it was.
 *
 * Returns: the id of the new consent, 0 when it was not kept
 */
gint64
kl_consents_renew (KlDb *db,
                   gint64 consent_id,
                   KlDate from,
                   KlDate until,
                   KlManner manner,
                   KlDate today,
                   GError **error)
{
  g_autoptr (KlConsent) consent = NULL;
  g_autoptr (GPtrArray) consents = g_ptr_array_new ();
  Obtaining obtaining = {
    .consents = consents, .day = from, .text = _ ("Consent renewed."), .today = today
  };

  g_return_val_if_fail (db != NULL, 0);

  consent = get_consent (db, consent_id, NULL, error);
  if (consent == NULL || !kl_store_check_day (from, error))
    return 0;

  consent->status = KL_CONSENT_GIVEN;
  consent->from = from;
  consent->until = until;
  consent->manner = manner;
  consent->withdrawn_on = KL_DATE_NONE;
  consent->recorded_at = 0;
  consent->evidence_document = 0;
  g_clear_pointer (&consent->withdrawn_why, g_free);
  g_clear_pointer (&consent->evidence, g_free);
  g_clear_pointer (&consent->recorded_by, kl_person_free);
  g_set_str (&consent->how, kl_words_get_label (KL_WORDS_MANNER, manner));
  g_ptr_array_add (consents, consent);

  return kl_db_transaction (db, obtain, &obtaining, error) ? obtaining.first_id : 0;
}

/* Withdrawing */

static gboolean
add_withdrawal_entry (KlDb *db,
                      const KlConsent *consent,
                      const Withdrawing *withdrawing,
                      GError **error)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();

  entry->case_id = consent->case_id;
  entry->kind = KL_ENTRY_CONSENT;
  entry->happened_on = withdrawing->day;
  entry->consent_id = consent->id;
  if (withdrawing->why != NULL && *withdrawing->why != '\0')
    /* Translators: why a consent was taken back */
    entry->text = g_strdup_printf (_ ("Consent withdrawn: %s"), withdrawing->why);
  else
    entry->text = g_strdup (_ ("Consent withdrawn."));
  if (consent->receiver->kind == KL_PERSON_PARTNER)
    entry->partner = kl_person_copy (consent->receiver);
  g_ptr_array_add (entry->people, kl_person_copy (consent->giver));

  return kl_entries_add (db, entry, withdrawing->today, error) != 0;
}

static gboolean
withdraw (KlDb *db, gpointer data, GError **error)
{
  const Withdrawing *withdrawing = data;
  g_autoptr (KlConsent) consent = get_consent (db, withdrawing->id, NULL, error);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_WITHDRAW);

  if (consent == NULL)
    return FALSE;
  if (consent->status != KL_CONSENT_GIVEN)
    return kl_store_refuse (error, KL_STORE_ERROR_CONFLICT,
                            _ ("This consent does not hold any more already"));

  kl_stmt_bind_int (stmt, 1, withdrawing->id);
  kl_stmt_bind_int (stmt, 2, MAX (withdrawing->day, consent->from));
  kl_stmt_bind_text_or_empty (stmt, 3, withdrawing->why);
  return kl_stmt_run (stmt, error) && add_withdrawal_entry (db, consent, withdrawing, error)
         && kl_case_log_write (db, KL_AUDIT_CONSENT, withdrawing->id, consent->case_id,
                               KL_CHANGE_CONSENTS, error);
}

/**
 * kl_consents_withdraw:
 * @db: a connection
 * @consent_id: a consent
 * @day: the day it was taken back, from which it does not hold any more
 * @why: (nullable): what was said about it
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_CONFLICT when it was
 *   refused or withdrawn before
 *
 * Keeps that a consent was taken back, with an entry in the timeline.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_consents_withdraw (KlDb *db,
                      gint64 consent_id,
                      KlDate day,
                      const char *why,
                      KlDate today,
                      GError **error)
{
  Withdrawing withdrawing = { consent_id, day, why, today };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_store_check_day (day, error) && kl_db_transaction (db, withdraw, &withdrawing, error);
}
