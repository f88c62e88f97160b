/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-consents.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-ids.h"

enum
{
  SQL_ADD,
  SQL_GET_CASE,
  SQL_WITHDRAW,
  SQL_LIST,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO consent (school_id, case_id, giver_kind, giver_id, giver_name, receiver_kind,"
    " receiver_id, receiver_name, purpose, how, status, first_day, last_day)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_GET_CASE] =
    "SELECT case_id, first_day FROM consent WHERE id = ?",
  /* 2 is withdrawn. */
  [SQL_WITHDRAW] =
    "UPDATE consent SET status = 2, last_day = ?2 WHERE id = ?1",
  [SQL_LIST] =
    "SELECT id, giver_kind, giver_id, giver_name, receiver_kind, receiver_id, receiver_name,"
    " purpose, how, status, first_day, last_day"
    " FROM consent WHERE case_id = ?1 ORDER BY first_day, id",
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
  gint64 id;
  KlDate day;
} Withdrawing;

static gboolean
add_consent (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  const KlConsent *consent = adding->consent;
  g_autoptr (KlStmt) stmt = NULL;
  KlCaseFacts facts;

  if (!kl_case_get_facts (db, consent->case_id, &facts, error))
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
 * Returns: the id of the consent, 0 when it was not kept
 */
gint64
kl_consents_add (KlDb *db, const KlConsent *consent, GError **error)
{
  Adding adding = { .consent = consent };

  g_return_val_if_fail (db != NULL && consent != NULL, 0);
  g_return_val_if_fail (consent->giver != NULL && consent->receiver != NULL, 0);

  if (!kl_store_check_day (consent->from, error)
      || (consent->until != KL_DATE_NONE && !kl_store_check_day (consent->until, error)))
    return 0;
  if (consent->until != KL_DATE_NONE && consent->until < consent->from)
    {
      kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                       _ ("The last day comes before the first day"));
      return 0;
    }

  return kl_db_transaction (db, add_consent, &adding, error) ? adding.id : 0;
}

static gboolean
withdraw (KlDb *db, gpointer data, GError **error)
{
  const Withdrawing *withdrawing = data;
  g_autoptr (KlStmt) get = kl_db_statement (db, &sql, SQL_GET_CASE);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_WITHDRAW);
  gint64 case_id = 0;
  KlDate from = KL_DATE_NONE;

  kl_stmt_bind_int (get, 1, withdrawing->id);
  if (kl_stmt_step (get))
    {
      case_id = kl_stmt_get_int (get, 0);
      from = (KlDate) kl_stmt_get_int (get, 1);
    }
  if (!kl_stmt_finish (get, error))
    return FALSE;
  if (case_id == 0)
    return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                            _ ("This consent is not there any more"));

  kl_stmt_bind_int (stmt, 1, withdrawing->id);
  kl_stmt_bind_int (stmt, 2, MAX (withdrawing->day, from));
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  return kl_case_log_write (db, KL_AUDIT_CONSENT, withdrawing->id, case_id, KL_CHANGE_CONSENTS,
                            error);
}

/**
 * kl_consents_withdraw:
 * @db: a connection
 * @consent_id: a consent
 * @day: the day it was taken back
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_consents_withdraw (KlDb *db, gint64 consent_id, KlDate day, GError **error)
{
  Withdrawing withdrawing = { consent_id, day };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_store_check_day (day, error) && kl_db_transaction (db, withdraw, &withdrawing, error);
}

static KlConsent *
read_consent (KlStmt *stmt, gint64 case_id, KlPersonBook *book)
{
  KlConsent *consent = g_new0 (KlConsent, 1);

  consent->id = kl_stmt_get_int (stmt, 0);
  consent->case_id = case_id;
  consent->giver = kl_person_book_dup (book, kl_stmt_get_int (stmt, 1), kl_stmt_get_int (stmt, 2),
                                       kl_stmt_get_text (stmt, 3));
  consent->receiver = kl_person_book_dup (book, kl_stmt_get_int (stmt, 4),
                                          kl_stmt_get_int (stmt, 5), kl_stmt_get_text (stmt, 6));
  consent->purpose = kl_stmt_dup_text (stmt, 7);
  consent->how = kl_stmt_dup_text (stmt, 8);
  consent->status = kl_stmt_get_int (stmt, 9);
  consent->from = (KlDate) kl_stmt_get_int (stmt, 10);
  consent->until = (KlDate) kl_stmt_get_int (stmt, 11);

  return consent;
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
    g_ptr_array_add (consents, read_consent (stmt, case_id, book));
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&consents);
}
