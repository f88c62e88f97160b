/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-db-private.h"
#include "kl-db-memory.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <unistd.h>

/* How many steps of SQLite's machine pass between two looks at the cancellable. */
#define STEPS_PER_LOOK 4000
#define BUSY_MILLISECONDS 5000

/* x'<64 digits>' and its end */
#define HEX_KEY_SIZE (2 * KL_DB_KEY_SIZE + 4)

static int
look_at_cancellable (void *data)
{
  KlDb *db = data;

  return db->cancellable != NULL && g_cancellable_is_cancelled (db->cancellable);
}

/**
 * kl_db_set_cancellable:
 * @db: a connection
 * @cancellable: (nullable): what stops a running statement, or %NULL
 *
 * From now on a statement that runs when @cancellable is cancelled fails with
 * %G_IO_ERROR_CANCELLED, and the transaction it is in is undone.
 */
void
kl_db_set_cancellable (KlDb *db, GCancellable *cancellable)
{
  g_return_if_fail (db != NULL);

  g_set_object (&db->cancellable, cancellable);
  if (cancellable != NULL)
    sqlite3_progress_handler (db->handle, STEPS_PER_LOOK, look_at_cancellable, db);
  else
    sqlite3_progress_handler (db->handle, 0, NULL, NULL);
}

/* Private to the store: runs SQL of the program's own, without values. */
gboolean
kl_db_exec (KlDb *db, const char *sql, GError **error)
{
  int code = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;

  kl_store_error_set_sqlite (error, sqlite3_extended_errcode (db->handle));
  return FALSE;
}

/* Private to the store: the first number that @sql gives. */
gboolean
kl_db_get_pragma (KlDb *db, const char *sql, gint64 *value, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (db->handle, sql, -1, &stmt, NULL);

  *value = 0;
  if (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    *value = sqlite3_column_int64 (stmt, 0);
  if (code != SQLITE_ROW && code != SQLITE_DONE)
    code = sqlite3_extended_errcode (db->handle);
  sqlite3_finalize (stmt);

  if (code == SQLITE_ROW || code == SQLITE_DONE)
    return TRUE;
  kl_store_error_set_sqlite (error, code);
  return FALSE;
}

/* A vault on a disk that cannot be written is opened for reading, and says so. */
static gboolean
can_write (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_access (folder, W_OK) == 0 && (g_access (path, W_OK) == 0 || errno == ENOENT);
}

/* SQLite makes files that everybody on the computer may read; ours is for its owner. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_CLOEXEC | O_RDWR, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  if (errno == EEXIST)
    return TRUE;

  kl_store_error_set (error, errno == ENOSPC                     ? KL_STORE_ERROR_FULL
                             : errno == EACCES || errno == EROFS ? KL_STORE_ERROR_READ_ONLY
                                                                 : KL_STORE_ERROR_NO_FILE);
  return FALSE;
}

/* Where nothing at all can be written there is no room for the index of the write-ahead log
 * either; SQLite then reads a file only when it is told that nobody changes it. */
static char *
get_address (KlDb *db)
{
  g_autofree char *log = g_strconcat (db->path, "-wal", NULL);
  g_autofree char *escaped = g_uri_escape_string (db->path, "/", FALSE);
  gboolean immutable =
    db->read_only && !can_write (db->path) && !g_file_test (log, G_FILE_TEST_EXISTS);

  return g_strconcat ("file:", escaped, immutable ? "?immutable=1" : "", NULL);
}

static gboolean
open_handle (KlDb *db, KlDbFlags flags, GError **error)
{
  int mode = SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  g_autofree char *address = NULL;
  int code;

  db->read_only = (flags & KL_DB_READ_ONLY) != 0 || !can_write (db->path);
  if ((flags & KL_DB_CREATE) != 0 && !make_file (db->path, error))
    return FALSE;

  mode |= db->read_only && !can_write (db->path) ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  address = get_address (db);
  code = sqlite3_open_v2 (address, &db->handle, mode, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  kl_store_error_set_sqlite (error, code);
  return FALSE;
}

/* The library answers this pragma only when it is SQLCipher. Another library that came first on
 * the link line would write plain text without a word. Nothing is touched to find out. */
static gboolean
library_encrypts (void)
{
  sqlite3 *nowhere = NULL;
  sqlite3_stmt *stmt = NULL;
  gboolean encrypts = FALSE;

  if (sqlite3_open_v2 (":memory:", &nowhere, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK
      && sqlite3_prepare_v2 (nowhere, "PRAGMA cipher_version", -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    encrypts = sqlite3_column_bytes (stmt, 0) > 0;
  sqlite3_finalize (stmt);
  sqlite3_close (nowhere);

  return encrypts;
}

static gboolean
set_key (KlDb *db, const guint8 *key, GError **error)
{
  char *hex = sodium_malloc (HEX_KEY_SIZE);
  int code;

  if (hex == NULL)
    {
      kl_store_error_set (error, KL_STORE_ERROR_FAILED);
      return FALSE;
    }

  hex[0] = 'x';
  hex[1] = '\'';
  sodium_bin2hex (hex + 2, HEX_KEY_SIZE - 2, key, KL_DB_KEY_SIZE);
  hex[HEX_KEY_SIZE - 2] = '\'';
  code = sqlite3_key_v2 (db->handle, "main", hex, HEX_KEY_SIZE - 1);
  sodium_free (hex);

  if (code == SQLITE_OK)
    return TRUE;
  kl_store_error_set_sqlite (error, code);
  return FALSE;
}

/* The log of SQLCipher goes to the standard error by itself, also for every piece of memory that
 * may not be locked; what matters comes as a result code. Its own way to wipe memory is slow and is
 * only for where ours could not be put in. */
static gboolean
unlock (KlDb *db, const guint8 *key, GError **error)
{
  return kl_db_exec (db, "PRAGMA cipher_log_level = NONE", error)
         && (kl_db_memory_install ()
             || kl_db_exec (db, "PRAGMA cipher_memory_security = ON", error))
         && set_key (db, key, error);
}

static gboolean
set_up (KlDb *db, GError **error)
{
  sqlite3_busy_timeout (db->handle, BUSY_MILLISECONDS);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);

  if (!kl_db_exec (db,
                   "PRAGMA trusted_schema = OFF; PRAGMA foreign_keys = ON;"
                   "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON;"
                   "PRAGMA synchronous = FULL; PRAGMA cell_size_check = ON;"
                   "PRAGMA cache_size = -65536",
                   error))
    return FALSE;

  if (db->read_only)
    return kl_db_exec (db, "PRAGMA query_only = ON", error);
  return kl_db_exec (db, "PRAGMA journal_mode = WAL", error);
}

/* Nothing is written before the key has shown to fit. */
static gboolean
try_key (KlDb *db, GError **error)
{
  gint64 n_tables;

  return kl_db_get_pragma (db, "SELECT count(*) FROM sqlite_schema", &n_tables, error);
}

static KlDb *
open_with (const char *path,
           const guint8 *key,
           KlDbFlags flags,
           KlUpgradeProgress progress,
           gpointer data,
           GCancellable *cancellable,
           GError **error)
{
  g_autoptr (KlDb) db = g_new0 (KlDb, 1);

  kl_db_memory_install ();
  db->path = g_strdup (path);
  db->user_id = g_strdup ("");
  kl_db_remember_statements (db);

  if (!open_handle (db, flags, error) || (key != NULL && !unlock (db, key, error))
      || !try_key (db, error) || !set_up (db, error) || !kl_db_add_tokenizer (db, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  g_set_object (&db->cancellable, cancellable);
  if (!kl_db_migrate (db, flags, progress, data, error))
    return NULL;
  g_clear_object (&db->cancellable);

  return g_steal_pointer (&db);
}

/**
 * kl_db_open:
 * @path: the database file
 * @key: (array length=key_size): the key itself, not a password; the caller wipes it
 * @key_size: %KL_DB_KEY_SIZE
 * @flags: whether the file may be made, whether it may be written
 * @error: (out): return location for an error of %KL_STORE_ERROR
 *
 * Opens the vault's database and brings its layout up to this version of the program. A file
 * that a newer version wrote, or that cannot be written, is opened for reading only, see
 * kl_db_is_read_only().
 *
 * Returns: (transfer full): the connection; end it with kl_db_close() or kl_db_free()
 */
KlDb *
kl_db_open (const char *path, const guint8 *key, gsize key_size, KlDbFlags flags, GError **error)
{
  return kl_db_open_watched (path, key, key_size, flags, NULL, NULL, NULL, error);
}

/**
 * kl_db_open_watched:
 * @path: the database file
 * @key: (array length=key_size): the key itself
 * @key_size: %KL_DB_KEY_SIZE
 * @flags: whether the file may be made, whether it may be written
 * @progress: (nullable): told how far a change of the layout is
 * @data: (closure): for @progress
 * @cancellable: (nullable): to stop that; the file is then as it was, and %G_IO_ERROR_CANCELLED
 * @error: (out): return location for an error of %KL_STORE_ERROR
 *
 * Like kl_db_open(), for who waits: a large file of an older version takes its time.
 *
 * Returns: (transfer full): the connection; end it with kl_db_close() or kl_db_free()
 */
KlDb *
kl_db_open_watched (const char *path,
                    const guint8 *key,
                    gsize key_size,
                    KlDbFlags flags,
                    KlUpgradeProgress progress,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (path != NULL && key != NULL, NULL);
  g_return_val_if_fail (key_size == KL_DB_KEY_SIZE, NULL);

  if (sodium_init () < 0)
    {
      kl_store_error_set (error, KL_STORE_ERROR_FAILED);
      return NULL;
    }

  kl_db_memory_install ();
  if (!library_encrypts ())
    {
      kl_store_error_set (error, KL_STORE_ERROR_NOT_ENCRYPTED);
      return NULL;
    }

  return open_with (path, key, flags, progress, data, cancellable, error);
}

/* The same statements without encryption, to tell what encryption costs. */
KlDb *
kl_db_open_plain_for_benchmark (const char *path, KlDbFlags flags, GError **error)
{
  return open_with (path, NULL, flags, NULL, NULL, NULL, error);
}

/**
 * kl_db_close:
 * @db: (transfer full): a connection outside a transaction
 * @error: (out): return location for what went wrong
 *
 * Moves what stands in the write-ahead log into the file and ends the connection. It is ended
 * also when this fails; nothing that was committed is lost then, the log is read at the next
 * opening.
 *
 * Returns: %TRUE when the log is empty
 */
gboolean
kl_db_close (KlDb *db, GError **error)
{
  gboolean closed = TRUE;

  g_return_val_if_fail (db != NULL, FALSE);

  kl_db_set_cancellable (db, NULL);
  kl_db_drop_statements (db);
  if (!db->read_only)
    closed = kl_db_exec (db, "PRAGMA optimize; PRAGMA wal_checkpoint (TRUNCATE)", error);
  kl_db_free (db);

  return closed;
}

/**
 * kl_db_free:
 * @db: (transfer full) (nullable): a connection
 *
 * Ends a connection without looking whether it went well.
 */
void
kl_db_free (KlDb *db)
{
  if (db == NULL)
    return;

  kl_db_drop_statements (db);
  if (sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A statement outlives its connection");
  g_clear_object (&db->cancellable);
  g_free (db->user_id);
  g_free (db->path);
  g_free (db);
}

/**
 * kl_db_is_read_only:
 * @db: a connection
 *
 * Returns: whether every write is refused: because that was asked for, because the disk or the
 *   rights do not allow it, or because a newer version of the program wrote the file (then
 *   kl_db_get_version() is above %KL_DB_SCHEMA_VERSION)
 */
gboolean
kl_db_is_read_only (KlDb *db)
{
  g_return_val_if_fail (db != NULL, TRUE);

  return db->read_only;
}

/**
 * kl_db_get_version:
 * @db: a connection
 *
 * Returns: the number of the last migration that the file has seen
 */
int
kl_db_get_version (KlDb *db)
{
  g_return_val_if_fail (db != NULL, 0);

  return db->version;
}

/**
 * kl_db_set_actor:
 * @db: a connection
 * @user_id: (nullable): whose key slot opened the vault
 * @professional_id: who that is among the professionals, or 0 when nobody
 *
 * Says who acts from now on: the log names that user, and what may be seen follows from that
 * professional's roles.
 */
void
kl_db_set_actor (KlDb *db, const char *user_id, gint64 professional_id)
{
  g_return_if_fail (db != NULL);

  g_set_str (&db->user_id, user_id != NULL ? user_id : "");
  db->professional_id = professional_id;
}

/**
 * kl_db_get_user_id:
 * @db: a connection
 *
 * Returns: (transfer none): who acts, empty when that was not said
 */
const char *
kl_db_get_user_id (KlDb *db)
{
  g_return_val_if_fail (db != NULL, "");

  return db->user_id;
}

/**
 * kl_db_get_professional_id:
 * @db: a connection
 *
 * Returns: who acts among the professionals, or 0
 */
gint64
kl_db_get_professional_id (KlDb *db)
{
  g_return_val_if_fail (db != NULL, 0);

  return db->professional_id;
}

static void
merge_changes (KlChange *into, gint64 *into_case, KlChange what, gint64 case_id)
{
  if (what == 0)
    return;

  if (*into == 0)
    *into_case = case_id;
  else if (*into_case != case_id)
    *into_case = KL_DB_SEVERAL_CASES;
  *into |= what;
}

static void
publish_changes (KlDb *db)
{
  merge_changes (&db->committed, &db->committed_case, db->pending, db->pending_case);
  db->pending = 0;
}

/* A savepoint has a name of its depth, so that the inner one is meant and no other. */
static gboolean
exec_savepoint (KlDb *db, const char *verb, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("%s kl_%d", verb, db->depth);

  return kl_db_exec (db, sql, error);
}

static gboolean
begin (KlDb *db, GError **error)
{
  if (db->depth > 0)
    return exec_savepoint (db, "SAVEPOINT", error);
  return kl_db_exec (db, db->read_only ? "BEGIN" : "BEGIN IMMEDIATE", error);
}

static gboolean
commit (KlDb *db, GError **error)
{
  if (db->depth > 0)
    return exec_savepoint (db, "RELEASE", error);
  return kl_db_exec (db, "COMMIT", error);
}

/* SQLite has undone everything by itself after some failures (a full disk, a cancel). */
static void
undo (KlDb *db)
{
  db->head_known = FALSE;
  if (sqlite3_get_autocommit (db->handle))
    return;

  if (db->depth == 0)
    kl_db_exec (db, "ROLLBACK", NULL);
  else if (exec_savepoint (db, "ROLLBACK TO", NULL))
    exec_savepoint (db, "RELEASE", NULL);
}

/* When SQLite has undone the whole transaction, what follows in it must not be committed on its
 * own. */
static gboolean
still_inside (KlDb *db, GError **error)
{
  if (!sqlite3_get_autocommit (db->handle))
    return TRUE;

  kl_store_error_set (error, KL_STORE_ERROR_FAILED);
  return FALSE;
}

/**
 * kl_db_begin:
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * Begins a part of the work that is kept as a whole or not at all. kl_db_end() must follow. Inside
 * another one it is a part of that, which can be undone on its own.
 *
 * Returns: %TRUE when it began
 */
gboolean
kl_db_begin (KlDb *db, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  if (!begin (db, error))
    return FALSE;

  if (db->depth++ == 0)
    db->head_known = FALSE;
  return TRUE;
}

/**
 * kl_db_end:
 * @db: a connection
 * @keep: whether the work since kl_db_begin() went well; if not, @error is set already
 * @error: (out): return location for what went wrong while keeping it
 *
 * Keeps the work or undoes it: `return kl_db_end (db, add (db, error) && log (db, error), error);`
 *
 * Returns: %TRUE when all is kept
 */
gboolean
kl_db_end (KlDb *db, gboolean keep, GError **error)
{
  g_return_val_if_fail (db != NULL && db->depth > 0, FALSE);

  keep = keep && still_inside (db, error);
  db->depth--;
  keep = keep && commit (db, error);
  if (!keep)
    undo (db);

  if (db->depth == 0)
    {
      if (keep)
        publish_changes (db);
      db->pending = 0;
    }

  return keep;
}

/**
 * kl_db_transaction:
 * @db: a connection
 * @func: what to do
 * @data: (closure): for @func
 * @error: (out): return location for the error of @func or of the database
 *
 * Runs @func between kl_db_begin() and kl_db_end(): all of it is kept or nothing. Inside another
 * transaction only the part of @func is undone when it fails; the outer one decides what then.
 *
 * Returns: %TRUE when all is kept
 */
gboolean
kl_db_transaction (KlDb *db, KlDbFunc func, gpointer data, GError **error)
{
  g_return_val_if_fail (db != NULL && func != NULL, FALSE);

  return kl_db_begin (db, error) && kl_db_end (db, func (db, data, error), error);
}

/**
 * kl_db_in_transaction:
 * @db: a connection
 *
 * Returns: whether a kl_db_transaction() is running
 */
gboolean
kl_db_in_transaction (KlDb *db)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return db->depth > 0;
}

/**
 * kl_db_get_last_id:
 * @db: a connection
 *
 * Returns: the id of the row that was added last
 */
gint64
kl_db_get_last_id (KlDb *db)
{
  g_return_val_if_fail (db != NULL, 0);

  return sqlite3_last_insert_rowid (db->handle);
}

/**
 * kl_db_get_n_changed:
 * @db: a connection
 *
 * Returns: how many rows the last statement added, changed or removed
 */
int
kl_db_get_n_changed (KlDb *db)
{
  g_return_val_if_fail (db != NULL, 0);

  return sqlite3_changes (db->handle);
}

/**
 * kl_db_touch:
 * @db: a connection
 * @what: what was written
 * @case_id: the case it belongs to, or 0 when to none in particular
 *
 * Notes a change for #KlStore::changed. Inside a transaction it counts when that is kept.
 */
void
kl_db_touch (KlDb *db, KlChange what, gint64 case_id)
{
  g_return_if_fail (db != NULL);

  merge_changes (&db->pending, &db->pending_case, what, case_id);
  if (db->depth == 0)
    publish_changes (db);
}

/**
 * kl_db_take_changes:
 * @db: a connection
 * @case_id: (out): the case that changed, 0 for none or several
 *
 * Returns: what was written and kept since the last time this was asked
 */
KlChange
kl_db_take_changes (KlDb *db, gint64 *case_id)
{
  KlChange what;

  g_return_val_if_fail (db != NULL, 0);

  what = db->committed;
  *case_id = what != 0 && db->committed_case != KL_DB_SEVERAL_CASES ? db->committed_case : 0;
  db->committed = 0;

  return what;
}
