/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-db-private.h"

struct _KlStmt
{
  KlDb *db;
  sqlite3_stmt *handle;
  int code;
  gboolean in_use;
  gboolean done;
  gboolean told;
  gboolean temporary;
};

typedef struct
{
  guint n_statements;
  KlStmt *statements;
} Cached;

static void
cached_free (gpointer pointer)
{
  Cached *cached = pointer;

  for (guint i = 0; i < cached->n_statements; i++)
    sqlite3_finalize (cached->statements[i].handle);
  g_free (cached->statements);
  g_free (cached);
}

/* Private to the store: the place of the prepared statements of a new connection. */
void
kl_db_remember_statements (KlDb *db)
{
  db->statements = g_hash_table_new_full (NULL, NULL, NULL, cached_free);
}

/* Private to the store: finalizes every prepared statement. */
void
kl_db_drop_statements (KlDb *db)
{
  g_clear_pointer (&db->statements, g_hash_table_unref);
}

static Cached *
get_cached (KlDb *db, const KlSql *sql)
{
  Cached *cached = g_hash_table_lookup (db->statements, sql);

  if (cached == NULL)
    {
      cached = g_new0 (Cached, 1);
      cached->n_statements = sql->n_statements;
      cached->statements = g_new0 (KlStmt, sql->n_statements);
      g_hash_table_insert (db->statements, (gpointer) sql, cached);
    }

  return cached;
}

static void
prepare (KlStmt *stmt, const char *text)
{
  guint flags = stmt->temporary ? 0 : SQLITE_PREPARE_PERSISTENT;

  if (stmt->handle == NULL)
    stmt->code = sqlite3_prepare_v3 (stmt->db->handle, text, -1, flags, &stmt->handle, NULL);
}

/**
 * kl_db_statement:
 * @db: a connection
 * @sql: the statements of the calling file
 * @index: which of them
 *
 * Takes a statement that is prepared once for the life of @db. When that one is still being
 * stepped (a function that calls itself), another is prepared for this use alone.
 *
 * Returns: (transfer full): the statement; give it back with kl_stmt_reset() or `g_autoptr`
 */
KlStmt *
kl_db_statement (KlDb *db, const KlSql *sql, guint index)
{
  KlStmt *stmt;

  g_return_val_if_fail (db != NULL && db->statements != NULL, NULL);
  g_return_val_if_fail (sql != NULL && index < sql->n_statements, NULL);

  stmt = &get_cached (db, sql)->statements[index];
  if (stmt->in_use)
    {
      stmt = g_new0 (KlStmt, 1);
      stmt->temporary = TRUE;
    }

  stmt->db = db;
  stmt->code = SQLITE_OK;
  stmt->in_use = TRUE;
  stmt->done = FALSE;
  stmt->told = FALSE;
  prepare (stmt, sql->statements[index]);

  return stmt;
}

/**
 * kl_stmt_reset:
 * @stmt: (transfer full) (nullable): a statement in use
 *
 * Gives the statement back and forgets what was bound to it.
 */
void
kl_stmt_reset (KlStmt *stmt)
{
  if (stmt == NULL)
    return;

  if (stmt->code != SQLITE_OK && !stmt->told)
    g_critical ("A failed statement was given back without kl_stmt_finish()");

  if (stmt->handle != NULL)
    {
      sqlite3_reset (stmt->handle);
      sqlite3_clear_bindings (stmt->handle);
    }
  stmt->in_use = FALSE;

  if (stmt->temporary)
    {
      sqlite3_finalize (stmt->handle);
      g_free (stmt);
    }
}

static void
keep_code (KlStmt *stmt, int code)
{
  if (stmt->code == SQLITE_OK)
    stmt->code = code;
}

/**
 * kl_stmt_bind_int:
 * @stmt: a statement
 * @parameter: which one, from 1
 * @value: a whole number
 */
void
kl_stmt_bind_int (KlStmt *stmt, int parameter, gint64 value)
{
  if (stmt->handle != NULL)
    keep_code (stmt, sqlite3_bind_int64 (stmt->handle, parameter, value));
}

/**
 * kl_stmt_bind_id:
 * @stmt: a statement
 * @parameter: which one, from 1
 * @id: the id of a row, or 0 for none, which is kept as NULL
 */
void
kl_stmt_bind_id (KlStmt *stmt, int parameter, gint64 id)
{
  if (id != 0)
    kl_stmt_bind_int (stmt, parameter, id);
  else
    kl_stmt_bind_null (stmt, parameter);
}

/**
 * kl_stmt_bind_double:
 * @stmt: a statement
 * @parameter: which one, from 1
 * @value: a number
 */
void
kl_stmt_bind_double (KlStmt *stmt, int parameter, double value)
{
  if (stmt->handle != NULL)
    keep_code (stmt, sqlite3_bind_double (stmt->handle, parameter, value));
}

/**
 * kl_stmt_bind_text:
 * @stmt: a statement
 * @parameter: which one, from 1
 * @text: (nullable): UTF-8, or %NULL for NULL; copied
 */
void
kl_stmt_bind_text (KlStmt *stmt, int parameter, const char *text)
{
  if (stmt->handle != NULL)
    keep_code (stmt, sqlite3_bind_text (stmt->handle, parameter, text, -1, SQLITE_TRANSIENT));
}

/**
 * kl_stmt_bind_text_or_empty:
 * @stmt: a statement
 * @parameter: which one, from 1
 * @text: (nullable): UTF-8, or %NULL for the empty text; copied
 */
void
kl_stmt_bind_text_or_empty (KlStmt *stmt, int parameter, const char *text)
{
  kl_stmt_bind_text (stmt, parameter, text != NULL ? text : "");
}

/**
 * kl_stmt_bind_blob:
 * @stmt: a statement
 * @parameter: which one, from 1
 * @bytes: (array length=size): what to keep; copied
 * @size: number of bytes
 */
void
kl_stmt_bind_blob (KlStmt *stmt, int parameter, gconstpointer bytes, gsize size)
{
  if (stmt->handle != NULL)
    keep_code (stmt, sqlite3_bind_blob64 (stmt->handle, parameter, bytes, size, SQLITE_TRANSIENT));
}

/* Private to the store: like kl_stmt_bind_text() without a copy, for what is written by the
 * hundred thousand; @text must outlive the run. */
void
kl_stmt_bind_borrowed_text (KlStmt *stmt, int parameter, const char *text)
{
  if (stmt->handle != NULL)
    keep_code (stmt, sqlite3_bind_text (stmt->handle, parameter, text, -1, SQLITE_STATIC));
}

/* The same for a text that is the statement's from then on. */
void
kl_stmt_take_text (KlStmt *stmt, int parameter, char *text)
{
  if (stmt->handle != NULL)
    keep_code (stmt, sqlite3_bind_text (stmt->handle, parameter, text, -1, g_free));
  else
    g_free (text);
}

/* Like kl_stmt_bind_borrowed_text() for bytes. */
void
kl_stmt_bind_borrowed_blob (KlStmt *stmt, int parameter, gconstpointer bytes, gsize size)
{
  if (stmt->handle != NULL)
    keep_code (stmt, sqlite3_bind_blob64 (stmt->handle, parameter, bytes, size, SQLITE_STATIC));
}

/**
 * kl_stmt_bind_null:
 * @stmt: a statement
 * @parameter: which one, from 1
 */
void
kl_stmt_bind_null (KlStmt *stmt, int parameter)
{
  if (stmt->handle != NULL)
    keep_code (stmt, sqlite3_bind_null (stmt->handle, parameter));
}

/**
 * kl_stmt_get_parameter:
 * @stmt: a statement
 * @name: a name with its colon (":reader")
 *
 * Returns: the number of that parameter, or 0 when the statement has none of that name
 */
int
kl_stmt_get_parameter (KlStmt *stmt, const char *name)
{
  return stmt->handle != NULL ? sqlite3_bind_parameter_index (stmt->handle, name) : 0;
}

/**
 * kl_stmt_step:
 * @stmt: a statement
 *
 * Goes to the next row. A failure ends the rows and waits for kl_stmt_finish().
 *
 * Returns: %TRUE when there is a row
 */
gboolean
kl_stmt_step (KlStmt *stmt)
{
  int code;

  if (stmt->code != SQLITE_OK || stmt->done)
    return FALSE;

  code = sqlite3_step (stmt->handle);
  if (code == SQLITE_ROW)
    return TRUE;

  stmt->done = TRUE;
  if (code != SQLITE_DONE)
    stmt->code = sqlite3_extended_errcode (stmt->db->handle);
  return FALSE;
}

/**
 * kl_stmt_finish:
 * @stmt: a statement that was stepped
 * @error: (out): return location for what went wrong since kl_db_statement()
 *
 * Ends a use of the statement, after which it can be bound and stepped once more; what was bound
 * stays bound.
 *
 * Returns: %TRUE when nothing went wrong
 */
gboolean
kl_stmt_finish (KlStmt *stmt, GError **error)
{
  sqlite3_reset (stmt->handle);
  stmt->done = FALSE;

  if (stmt->code == SQLITE_OK)
    return TRUE;

  kl_store_error_set_sqlite (error, stmt->code);
  stmt->told = TRUE;
  return FALSE;
}

/**
 * kl_stmt_run:
 * @stmt: a statement whose rows are not looked at
 * @error: (out): return location for what went wrong
 *
 * Steps to the end and finishes. May be called again after binding other values.
 *
 * Returns: %TRUE when nothing went wrong
 */
gboolean
kl_stmt_run (KlStmt *stmt, GError **error)
{
  while (kl_stmt_step (stmt))
    ;

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_stmt_get_int:
 * @stmt: a statement on a row
 * @column: which one, from 0
 *
 * Returns: the whole number there, 0 for NULL
 */
gint64
kl_stmt_get_int (KlStmt *stmt, int column)
{
  return sqlite3_column_int64 (stmt->handle, column);
}

/**
 * kl_stmt_get_double:
 * @stmt: a statement on a row
 * @column: which one, from 0
 *
 * Returns: the number there, 0 for NULL
 */
double
kl_stmt_get_double (KlStmt *stmt, int column)
{
  return sqlite3_column_double (stmt->handle, column);
}

/**
 * kl_stmt_get_text:
 * @stmt: a statement on a row
 * @column: which one, from 0
 *
 * Returns: (transfer none) (nullable): the text there until the next step, %NULL for NULL
 */
const char *
kl_stmt_get_text (KlStmt *stmt, int column)
{
  return (const char *) sqlite3_column_text (stmt->handle, column);
}

/**
 * kl_stmt_dup_text:
 * @stmt: a statement on a row
 * @column: which one, from 0
 *
 * Returns: (transfer full) (nullable): a copy of the text there, %NULL for NULL
 */
char *
kl_stmt_dup_text (KlStmt *stmt, int column)
{
  return g_strdup (kl_stmt_get_text (stmt, column));
}

/**
 * kl_stmt_get_blob:
 * @stmt: a statement on a row
 * @column: which one, from 0
 * @size: (out): number of bytes
 *
 * Returns: (transfer none) (nullable): the bytes there until the next step
 */
gconstpointer
kl_stmt_get_blob (KlStmt *stmt, int column, gsize *size)
{
  gconstpointer bytes = sqlite3_column_blob (stmt->handle, column);

  *size = sqlite3_column_bytes (stmt->handle, column);
  return bytes;
}

/**
 * kl_stmt_is_null:
 * @stmt: a statement on a row
 * @column: which one, from 0
 *
 * Returns: whether there is nothing
 */
gboolean
kl_stmt_is_null (KlStmt *stmt, int column)
{
  return sqlite3_column_type (stmt->handle, column) == SQLITE_NULL;
}
