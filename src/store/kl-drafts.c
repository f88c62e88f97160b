/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-drafts.h"

/* Drafts are their writer's own, not yet part of any file; the log begins when they are kept. */

enum
{
  SQL_SAVE,
  SQL_LOAD,
  SQL_CLEAR,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_SAVE] =
    "INSERT INTO draft (user_id, place, body, saved_at) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (user_id, place)"
    " DO UPDATE SET body = excluded.body, saved_at = excluded.saved_at",
  [SQL_LOAD] =
    "SELECT body, saved_at FROM draft WHERE user_id = ? AND place = ?",
  [SQL_CLEAR] =
    "DELETE FROM draft WHERE user_id = ? AND place = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/**
 * kl_drafts_save:
 * @db: a connection
 * @place: where the words stand ("case/7", "capture")
 * @text: (nullable): the words; empty or %NULL clears the draft
 * @error: (out): return location for what went wrong
 *
 * Keeps what the one who acts has typed, encrypted as all else, until it is recorded.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_drafts_save (KlDb *db, const char *place, const char *text, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && place != NULL, FALSE);

  if (text == NULL || *text == '\0')
    return kl_drafts_clear (db, place, error);

  stmt = kl_db_statement (db, &sql, SQL_SAVE);
  kl_stmt_bind_text (stmt, 1, kl_db_get_user_id (db));
  kl_stmt_bind_text (stmt, 2, place);
  kl_stmt_bind_text (stmt, 3, text);
  kl_stmt_bind_int (stmt, 4, kl_clock_now ());

  return kl_stmt_run (stmt, error);
}

/**
 * kl_drafts_load:
 * @db: a connection
 * @place: where the words stand
 * @text: (out) (transfer full) (nullable): the words, %NULL when there are none
 * @saved_at: (out) (optional): when they were saved
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it could be looked up
 */
gboolean
kl_drafts_load (KlDb *db, const char *place, char **text, gint64 *saved_at, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && place != NULL && text != NULL, FALSE);

  *text = NULL;
  if (saved_at != NULL)
    *saved_at = 0;
  stmt = kl_db_statement (db, &sql, SQL_LOAD);
  kl_stmt_bind_text (stmt, 1, kl_db_get_user_id (db));
  kl_stmt_bind_text (stmt, 2, place);
  if (kl_stmt_step (stmt))
    {
      *text = kl_stmt_dup_text (stmt, 0);
      if (saved_at != NULL)
        *saved_at = kl_stmt_get_int (stmt, 1);
    }

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_drafts_clear:
 * @db: a connection
 * @place: where the words stood
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when there is no draft there
 */
gboolean
kl_drafts_clear (KlDb *db, const char *place, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && place != NULL, FALSE);

  stmt = kl_db_statement (db, &sql, SQL_CLEAR);
  kl_stmt_bind_text (stmt, 1, kl_db_get_user_id (db));
  kl_stmt_bind_text (stmt, 2, place);

  return kl_stmt_run (stmt, error);
}
