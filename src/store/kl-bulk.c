/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-bulk.h"

#include "kl-db-private.h"

/*
 * Many rows at once. Each of them finds its place in every index of its table, all over it; an
 * index that is made of all rows together is sorted once and its pages are full.
 */

enum
{
  SQL_LIST_INDEXES,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  /* Those without words are part of the table. */
  [SQL_LIST_INDEXES] =
    "SELECT name, sql FROM sqlite_schema"
    " WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/*
 * kl_bulk_drop_indexes:
 * @db: a connection inside a transaction, which brings them back when it is undone
 * @table: a table that will have more new rows than it has now
 * @made_by: (out): for kl_bulk_make_indexes()
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when the rows may come
 */
gboolean
kl_bulk_drop_indexes (KlDb *db, const char *table, char **made_by, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_INDEXES);
  g_autoptr (GString) drop = g_string_new (NULL);
  g_autoptr (GString) make = g_string_new (NULL);

  g_return_val_if_fail (kl_db_in_transaction (db), FALSE);

  *made_by = NULL;
  kl_stmt_bind_text (stmt, 1, table);
  while (kl_stmt_step (stmt))
    {
      g_string_append_printf (drop, "DROP INDEX %s;", kl_stmt_get_text (stmt, 0));
      g_string_append_printf (make, "%s;", kl_stmt_get_text (stmt, 1));
    }
  if (!kl_stmt_finish (stmt, error) || !kl_db_exec (db, drop->str, error))
    return FALSE;

  *made_by = g_string_free_and_steal (g_steal_pointer (&make));
  return TRUE;
}

/*
 * kl_bulk_make_indexes:
 * @db: a connection inside the same transaction
 * @made_by: what kl_bulk_drop_indexes() gave
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when the indexes are back, with the new rows
 */
gboolean
kl_bulk_make_indexes (KlDb *db, const char *made_by, GError **error)
{
  g_return_val_if_fail (kl_db_in_transaction (db) && made_by != NULL, FALSE);

  return kl_db_exec (db, made_by, error);
}
