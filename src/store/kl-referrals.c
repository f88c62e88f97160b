/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referrals.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-ids.h"

enum
{
  SQL_ADD,
  SQL_GET_CASE,
  SQL_SET_ANSWER,
  SQL_SET_STATUS,
  SQL_LIST,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO referral (school_id, case_id, partner_id, sender_id, sender_partner_id, purpose,"
    " status, sent_on, expected_on, answered_on, ended_on, body, bridging)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_GET_CASE] =
    "SELECT case_id FROM referral WHERE id = ?",
  [SQL_SET_ANSWER] =
    "UPDATE referral SET status = ?2, answered_on = ?3 WHERE id = ?1",
  /* 1 is sent, 4 declined, 6 finished, 7 withdrawn: the days that go with them. */
  [SQL_SET_STATUS] =
    "UPDATE referral SET status = ?2,"
    " sent_on = CASE WHEN ?2 = 1 AND sent_on = 0 THEN ?3 ELSE sent_on END,"
    " ended_on = CASE WHEN ?2 IN (4, 6, 7) THEN ?3 ELSE 0 END WHERE id = ?1",
  [SQL_LIST] =
    "SELECT r.id, r.partner_id, r.sender_id, r.sender_partner_id, r.purpose, r.status, r.sent_on,"
    " r.expected_on, r.answered_on, r.ended_on, r.body, r.bridging, p.usual_days"
    " FROM referral r JOIN partner p ON p.id = r.partner_id"
    " WHERE r.case_id = ?1 ORDER BY r.sent_on, r.id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlReferral *referral;
  gint64 id;
} Adding;

typedef struct
{
  guint statement;
  gint64 id;
  KlReferralStatus status;
  KlDate day;
} Changing;

static gboolean
add_referral (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  const KlReferral *referral = adding->referral;
  const KlPerson *sender = referral->sender;
  g_autoptr (KlStmt) stmt = NULL;
  KlCaseFacts facts;

  if (!kl_case_get_facts (db, referral->case_id, &facts, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_ADD);
  kl_stmt_bind_int (stmt, 1, facts.school_id);
  kl_stmt_bind_int (stmt, 2, referral->case_id);
  kl_stmt_bind_id (stmt, 3, referral->partner->id);
  if (sender == NULL)
    kl_stmt_bind_id (stmt, 4, kl_db_get_professional_id (db));
  else
    kl_stmt_bind_id (stmt, 4, sender->kind == KL_PERSON_PROFESSIONAL ? sender->id : 0);
  kl_stmt_bind_id (stmt, 5, sender != NULL && sender->kind == KL_PERSON_PARTNER ? sender->id : 0);
  kl_stmt_bind_int (stmt, 6, referral->purpose);
  kl_stmt_bind_int (stmt, 7, referral->status);
  kl_stmt_bind_int (stmt, 8, referral->sent_on);
  kl_stmt_bind_int (stmt, 9, referral->expected_on);
  kl_stmt_bind_int (stmt, 10, referral->answered_on);
  kl_stmt_bind_int (stmt, 11, referral->ended_on);
  kl_stmt_bind_text_or_empty (stmt, 12, referral->text);
  kl_stmt_bind_text (stmt, 13, referral->bridging);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  adding->id = kl_db_get_last_id (db);
  return kl_case_log_write (db, KL_AUDIT_REFERRAL, adding->id, referral->case_id,
                            KL_CHANGE_REFERRALS, error);
}

static gboolean
check_days (const KlReferral *referral, GError **error)
{
  const KlDate days[] = { referral->sent_on, referral->expected_on, referral->answered_on,
                          referral->ended_on };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (days[i] != KL_DATE_NONE && !kl_store_check_day (days[i], error))
      return FALSE;

  if (referral->status != KL_REFERRAL_PREPARED && referral->sent_on == KL_DATE_NONE)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("Say on which day it was sent"));
  if (referral->answered_on != KL_DATE_NONE && referral->answered_on < referral->sent_on)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("An answer cannot come before the referral was sent"));

  return TRUE;
}

/**
 * kl_referrals_add:
 * @db: a connection
 * @referral: what goes to which partner; without a sender it is of the one who acts
 * @error: (out): return location for what went wrong
 *
 * Returns: the id of the referral, 0 when it was not kept
 */
gint64
kl_referrals_add (KlDb *db, const KlReferral *referral, GError **error)
{
  Adding adding = { .referral = referral };

  g_return_val_if_fail (db != NULL && referral != NULL && referral->partner != NULL, 0);

  return check_days (referral, error) && kl_db_transaction (db, add_referral, &adding, error)
           ? adding.id
           : 0;
}

static gboolean
change_referral (KlDb *db, gpointer data, GError **error)
{
  const Changing *changing = data;
  g_autoptr (KlStmt) get = kl_db_statement (db, &sql, SQL_GET_CASE);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, changing->statement);
  gint64 case_id = 0;

  kl_stmt_bind_int (get, 1, changing->id);
  if (kl_stmt_step (get))
    case_id = kl_stmt_get_int (get, 0);
  if (!kl_stmt_finish (get, error))
    return FALSE;
  if (case_id == 0)
    return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                            _ ("This referral is not there any more"));

  kl_stmt_bind_int (stmt, 1, changing->id);
  kl_stmt_bind_int (stmt, 2, changing->status);
  kl_stmt_bind_int (stmt, 3, changing->day);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  return kl_case_log_write (db, KL_AUDIT_REFERRAL, changing->id, case_id, KL_CHANGE_REFERRALS,
                            error);
}

/**
 * kl_referrals_set_answer:
 * @db: a connection
 * @referral_id: a referral
 * @status: what the partner said: accepted, declined, started...
 * @day: when the answer came
 * @error: (out): return location for what went wrong
 *
 * Keeps the first answer of a partner; a decline is one.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_referrals_set_answer (KlDb *db,
                         gint64 referral_id,
                         KlReferralStatus status,
                         KlDate day,
                         GError **error)
{
  Changing changing = { SQL_SET_ANSWER, referral_id, status, day };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_store_check_day (day, error)
         && kl_db_transaction (db, change_referral, &changing, error);
}

/**
 * kl_referrals_set_status:
 * @db: a connection
 * @referral_id: a referral
 * @status: how it stands now
 * @day: since when
 * @error: (out): return location for what went wrong
 *
 * Sending sets the day it left, an end the day it ended.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_referrals_set_status (KlDb *db,
                         gint64 referral_id,
                         KlReferralStatus status,
                         KlDate day,
                         GError **error)
{
  Changing changing = { SQL_SET_STATUS, referral_id, status, day };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_store_check_day (day, error)
         && kl_db_transaction (db, change_referral, &changing, error);
}

static KlReferral *
read_referral (KlStmt *stmt, gint64 case_id, KlPersonBook *book)
{
  KlReferral *referral = g_new0 (KlReferral, 1);

  referral->id = kl_stmt_get_int (stmt, 0);
  referral->case_id = case_id;
  referral->partner = kl_person_book_dup_partner (book, kl_stmt_get_int (stmt, 1));
  if (!kl_stmt_is_null (stmt, 3))
    referral->sender = kl_person_book_dup_partner (book, kl_stmt_get_int (stmt, 3));
  else
    referral->sender = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 2));
  referral->purpose = kl_stmt_get_int (stmt, 4);
  referral->status = kl_stmt_get_int (stmt, 5);
  referral->sent_on = (KlDate) kl_stmt_get_int (stmt, 6);
  referral->expected_on = (KlDate) kl_stmt_get_int (stmt, 7);
  referral->answered_on = (KlDate) kl_stmt_get_int (stmt, 8);
  referral->ended_on = (KlDate) kl_stmt_get_int (stmt, 9);
  referral->text = kl_stmt_dup_text (stmt, 10);
  referral->bridging = kl_stmt_dup_text (stmt, 11);
  referral->median_days = (int) kl_stmt_get_int (stmt, 12);

  return referral;
}

/**
 * kl_referrals_list:
 * @db: a connection
 * @case_id: a case
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlReferral): the referrals of the case, oldest first
 */
GPtrArray *
kl_referrals_list (KlDb *db, gint64 case_id, GError **error)
{
  g_autoptr (GPtrArray) referrals =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_referral_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  book = kl_person_book_new (db, kl_ids_get_school (case_id));
  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, case_id);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (referrals, read_referral (stmt, case_id, book));
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&referrals);
}
