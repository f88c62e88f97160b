/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-snoozes.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"

enum
{
  SQL_ADD,
  SQL_REMOVE,
  SQL_LIST,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO snooze (school_id, reason, case_id, target_id, since, until, why, snoozed_at,"
    " professional_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (school_id, reason, case_id, target_id) DO UPDATE SET since = excluded.since,"
    " until = excluded.until, why = excluded.why, snoozed_at = excluded.snoozed_at,"
    " professional_id = excluded.professional_id",
  [SQL_REMOVE] =
    "DELETE FROM snooze WHERE school_id = ? AND reason = ? AND case_id = ? AND target_id = ?",
  [SQL_LIST] =
    "SELECT reason, case_id, target_id, since, until, why, professional_id FROM snooze"
    " WHERE school_id = ? ORDER BY reason, case_id, target_id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  guint statement;
  const KlSnooze *snooze;
} Writing;

static gboolean
write_snooze (KlDb *db, gpointer data, GError **error)
{
  const Writing *writing = data;
  const KlSnooze *snooze = writing->snooze;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, writing->statement);

  kl_stmt_bind_int (stmt, 1, snooze->school_id);
  kl_stmt_bind_int (stmt, 2, snooze->reason);
  kl_stmt_bind_int (stmt, 3, snooze->case_id);
  kl_stmt_bind_int (stmt, 4, snooze->target_id);
  if (writing->statement == SQL_ADD)
    {
      kl_stmt_bind_int (stmt, 5, snooze->since);
      kl_stmt_bind_int (stmt, 6, snooze->until);
      kl_stmt_bind_text (stmt, 7, snooze->why);
      kl_stmt_bind_int (stmt, 8, kl_clock_now ());
      kl_stmt_bind_id (stmt, 9, kl_db_get_professional_id (db));
    }
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  if (snooze->case_id != 0)
    return kl_case_log_write (db, KL_AUDIT_DASHBOARD, snooze->case_id, snooze->case_id,
                              KL_CHANGE_CASES, error);
  kl_db_touch (db, KL_CHANGE_CASES, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_DASHBOARD, snooze->target_id,
                          snooze->school_id, 0, NULL, error);
}

/**
 * kl_snoozes_add:
 * @db: a connection
 * @snooze: what is set aside, as kl_snooze_new() makes it; who does it is the one who acts
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID without a reason or
 *   a day that can be
 *
 * Sets something aside for the whole team, in the place of what was said about it before.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_snoozes_add (KlDb *db, const KlSnooze *snooze, KlDate today, GError **error)
{
  Writing writing = { SQL_ADD, snooze };

  g_return_val_if_fail (db != NULL && snooze != NULL, FALSE);

  if (!kl_store_check_text (snooze->why, NULL))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("Say why it can wait"));
  if (!kl_snooze_is_valid (snooze, today))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("Choose a day to come, three months ahead at most"));

  return kl_db_transaction (db, write_snooze, &writing, error);
}

/**
 * kl_snoozes_remove:
 * @db: a connection
 * @snooze: what was set aside
 * @error: (out): return location for what went wrong
 *
 * Lets it ask for attention again; also what is not aside any more is no error.
 *
 * Returns: %TRUE when it is not aside
 */
gboolean
kl_snoozes_remove (KlDb *db, const KlSnooze *snooze, GError **error)
{
  Writing writing = { SQL_REMOVE, snooze };

  g_return_val_if_fail (db != NULL && snooze != NULL, FALSE);

  return kl_db_transaction (db, write_snooze, &writing, error);
}

/**
 * kl_snoozes_list:
 * @db: a connection
 * @school_id: a school
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlSnooze): all that was set aside there, also what
 *   does not hold any more
 */
GPtrArray *
kl_snoozes_list (KlDb *db, gint64 school_id, GError **error)
{
  g_autoptr (GPtrArray) snoozes = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_snooze_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  book = kl_person_book_new (db, school_id);
  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, school_id);
  while (kl_stmt_step (stmt))
    {
      KlSnooze *snooze = g_new0 (KlSnooze, 1);

      snooze->reason = kl_stmt_get_int (stmt, 0);
      snooze->school_id = school_id;
      snooze->case_id = kl_stmt_get_int (stmt, 1);
      snooze->target_id = kl_stmt_get_int (stmt, 2);
      snooze->since = (KlDate) kl_stmt_get_int (stmt, 3);
      snooze->until = (KlDate) kl_stmt_get_int (stmt, 4);
      snooze->why = kl_stmt_dup_text (stmt, 5);
      snooze->who = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 6));
      g_ptr_array_add (snoozes, snooze);
    }
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&snoozes);
}
