/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-snoozes.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"

enum
{
  SQL_ADD,
  SQL_REMOVE,
  SQL_FIND,
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
  [SQL_FIND] =
    "SELECT reason, case_id, target_id, since, until, why, professional_id, snoozed_at FROM snooze"
    " WHERE school_id = ? AND reason = ? AND case_id = ? AND target_id = ?",
  [SQL_LIST] =
    "SELECT reason, case_id, target_id, since, until, why, professional_id, snoozed_at FROM snooze"
    " WHERE school_id = ? ORDER BY reason, case_id, target_id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  guint statement;
  const KlSnooze *snooze;
  gboolean as_it_was; /* with its own moment and person */
} Writing;

static gint64
get_who (KlDb *db, const Writing *writing)
{
  if (!writing->as_it_was)
    return kl_db_get_professional_id (db);
  return writing->snooze->who != NULL ? writing->snooze->who->id : 0;
}

static void
bind_key (KlStmt *stmt, const KlSnooze *snooze)
{
  kl_stmt_bind_int (stmt, 1, snooze->school_id);
  kl_stmt_bind_int (stmt, 2, snooze->reason);
  kl_stmt_bind_int (stmt, 3, snooze->case_id);
  kl_stmt_bind_int (stmt, 4, snooze->target_id);
}

/* All but who it was. */
static KlSnooze *
read_snooze (KlStmt *stmt, gint64 school_id)
{
  KlSnooze *snooze = g_new0 (KlSnooze, 1);

  snooze->reason = kl_stmt_get_int (stmt, 0);
  snooze->school_id = school_id;
  snooze->case_id = kl_stmt_get_int (stmt, 1);
  snooze->target_id = kl_stmt_get_int (stmt, 2);
  snooze->since = (KlDate) kl_stmt_get_int (stmt, 3);
  snooze->until = (KlDate) kl_stmt_get_int (stmt, 4);
  snooze->why = kl_stmt_dup_text (stmt, 5);
  snooze->at = kl_stmt_get_int (stmt, 7);

  return snooze;
}

static gboolean
write_snooze (KlDb *db, gpointer data, GError **error)
{
  const Writing *writing = data;
  const KlSnooze *snooze = writing->snooze;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, writing->statement);

  bind_key (stmt, snooze);
  if (writing->statement == SQL_ADD)
    {
      kl_stmt_bind_int (stmt, 5, snooze->since);
      kl_stmt_bind_int (stmt, 6, snooze->until);
      kl_stmt_bind_text (stmt, 7, snooze->why);
      kl_stmt_bind_int (stmt, 8, writing->as_it_was ? snooze->at : kl_clock_now ());
      kl_stmt_bind_id (stmt, 9, get_who (db, writing));
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
 * kl_snoozes_find:
 * @db: a connection
 * @snooze: what can be set aside
 * @found: (out) (transfer full) (nullable): it as it is aside now, also what does not hold any
 * more; who did it has no name
 * @error: (out): return location for what went wrong
 *
 * For kl_snoozes_put_back().
 *
 * Returns: %TRUE when that is known
 */
gboolean
kl_snoozes_find (KlDb *db, const KlSnooze *snooze, KlSnooze **found, GError **error)
{
  g_autoptr (KlSnooze) known = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && snooze != NULL && found != NULL, FALSE);

  *found = NULL;
  stmt = kl_db_statement (db, &sql, SQL_FIND);
  bind_key (stmt, snooze);
  while (known == NULL && kl_stmt_step (stmt))
    {
      known = read_snooze (stmt, snooze->school_id);
      known->who = kl_person_new (KL_PERSON_PROFESSIONAL, kl_stmt_get_int (stmt, 6), NULL, NULL);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  *found = g_steal_pointer (&known);
  return TRUE;
}

/**
 * kl_snoozes_put_back:
 * @db: a connection
 * @snooze: what was set aside or let ask for attention again
 * @before: (nullable): what kl_snoozes_find() found before that
 * @error: (out): return location for what went wrong
 *
 * Undoes it: the file is as it was.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_snoozes_put_back (KlDb *db, const KlSnooze *snooze, const KlSnooze *before, GError **error)
{
  Writing writing = { SQL_ADD, before, TRUE };

  g_return_val_if_fail (db != NULL && snooze != NULL, FALSE);

  if (before == NULL)
    return kl_snoozes_remove (db, snooze, error);

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
      KlSnooze *snooze = read_snooze (stmt, school_id);

      snooze->who = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 6));
      g_ptr_array_add (snoozes, snooze);
    }
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&snoozes);
}
