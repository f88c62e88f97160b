/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-db-private.h"

#include "kl-config.h"
#include "model/kl-name-sound.h"

/* How a layout of SQLite comes up to date. The files are numbered from 1; what only SQLite
 * understands stands beside the shared part in a file of its own. */

/* The sound of names is no work for SQL; a migration has it as a function. */
static void
make_name_sounds (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  const char *folded = (const char *) sqlite3_value_text (values[0]);

  sqlite3_result_text (context, kl_name_sound_make_keys (folded != NULL ? folded : ""), -1, g_free);
}

static void
set_functions (KlDb *db, gboolean there)
{
  sqlite3_create_function_v2 (db->handle, "kl_name_sounds", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY,
                              NULL, there ? make_name_sounds : NULL, NULL, NULL, NULL);
}

static gboolean
run_file (KlDb *db, int number, const char *suffix, GError **error)
{
  g_autofree char *path =
    g_strdup_printf ("%s/schema/%04d%s.sql", KL_RESOURCE_PREFIX, number, suffix);
  g_autoptr (GBytes) sql = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  /* GResource keeps a zero behind the data. */
  return sql != NULL && kl_db_exec (db, g_bytes_get_data (sql, NULL), error);
}

static gboolean
check_references (KlDb *db, GError **error)
{
  gint64 n_broken;

  if (!kl_db_get_pragma (db, "SELECT count(*) FROM pragma_foreign_key_check", &n_broken, error))
    return FALSE;
  if (n_broken > 0)
    kl_store_error_set (error, KL_STORE_ERROR_MIGRATION);

  return n_broken == 0;
}

static gboolean
apply (KlDb *db, gpointer data, GError **error)
{
  int number = GPOINTER_TO_INT (data);
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d",
                                           number, KL_DB_APPLICATION_ID);

  return kl_db_exec (db, "PRAGMA defer_foreign_keys = ON", error)
         && run_file (db, number, "", error) && run_file (db, number, "-sqlite", error)
         && check_references (db, error) && kl_db_exec (db, mark, error);
}

static gboolean
apply_all (KlDb *db, GError **error)
{
  while (db->version < KL_DB_SCHEMA_VERSION)
    {
      g_autoptr (GError) local = NULL;

      if (!kl_db_transaction (db, apply, GINT_TO_POINTER (db->version + 1), &local))
        {
          /* A disk that is full is told as such; what else stops here is the layout itself. */
          if (g_error_matches (local, KL_STORE_ERROR, KL_STORE_ERROR_FAILED)
              || g_error_matches (local, KL_STORE_ERROR, KL_STORE_ERROR_INVALID))
            kl_store_error_set (error, KL_STORE_ERROR_MIGRATION);
          else
            g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      db->version++;
    }

  return TRUE;
}

/* An empty file is nobody's: it may become a vault when one is being made. */
static gboolean
recognize (KlDb *db, KlDbFlags flags, gint64 application, gint64 version, GError **error)
{
  gint64 n_tables;

  if (application == KL_DB_APPLICATION_ID && version > 0)
    return TRUE;
  if (!kl_db_get_pragma (db, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;

  if (application != 0 || version != 0 || n_tables != 0)
    kl_store_error_set (error, KL_STORE_ERROR_NOT_A_VAULT);
  else if ((flags & KL_DB_CREATE) == 0)
    kl_store_error_set (error, KL_STORE_ERROR_DAMAGED);
  else
    return TRUE;

  return FALSE;
}

/*
 * kl_db_migrate:
 * @db: a connection that is being opened
 * @flags: whether an empty file may become a vault
 * @error: (out): return location for what went wrong
 *
 * Applies every migration that the file has not seen, each in a transaction of its own together
 * with the number that says so. A newer file is closed to writing.
 *
 * Returns: %TRUE when the file can be used
 */
gboolean
kl_db_migrate (KlDb *db, KlDbFlags flags, GError **error)
{
  gint64 application;
  gint64 version;
  gboolean migrated;

  if (!kl_db_get_pragma (db, "PRAGMA application_id", &application, error)
      || !kl_db_get_pragma (db, "PRAGMA user_version", &version, error)
      || !recognize (db, flags, application, version, error))
    return FALSE;

  db->version = (int) version;
  if (version > KL_DB_SCHEMA_VERSION && !db->read_only)
    {
      db->read_only = TRUE;
      return kl_db_exec (db, "PRAGMA query_only = ON", error);
    }
  if (version < KL_DB_SCHEMA_VERSION && db->read_only)
    {
      kl_store_error_set (error, KL_STORE_ERROR_READ_ONLY);
      return FALSE;
    }

  set_functions (db, TRUE);
  migrated = apply_all (db, error);
  set_functions (db, FALSE);

  return migrated;
}
