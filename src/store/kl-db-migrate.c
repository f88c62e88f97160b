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

/* How far it is. One migration takes every text of the file apart again, and then everything is
 * looked through; beside those two the others are short. */

#define TEXTS_MIGRATION 12
#define TEXTS_WEIGHT 40
#define CHECK_WEIGHT 8

/* How many steps of SQLite's machine pass between two looks. */
#define STEPS_PER_LOOK 4000

typedef struct
{
  KlDb *db;
  KlUpgradeProgress progress;
  gpointer data;
  int total;
  int done;       /* of @total, before what runs now */
  int weight;     /* of what runs now */
  gint64 n_texts; /* that it takes apart, or 0 when it takes none */
  int told;       /* in thousandths */
} Upgrade;

static int
get_weight (int number)
{
  return number == TEXTS_MIGRATION ? TEXTS_WEIGHT : 1;
}

static void
tell (Upgrade *upgrade)
{
  double within =
    upgrade->n_texts > 0 ? MIN ((double) upgrade->db->n_texts / (double) upgrade->n_texts, 1) : 0;
  double done = (upgrade->done + within * upgrade->weight) / upgrade->total;
  int thousandths = (int) (done * 1000);

  if (upgrade->progress == NULL || thousandths == upgrade->told)
    return;

  upgrade->told = thousandths;
  upgrade->progress (done, upgrade->data);
}

static int
look_cb (void *data)
{
  Upgrade *upgrade = data;

  tell (upgrade);
  return g_cancellable_is_cancelled (upgrade->db->cancellable);
}

/* Every column of every row is a text of its own. */
static gboolean
begin_part (Upgrade *upgrade, int weight, gboolean texts, GError **error)
{
  upgrade->done += upgrade->weight;
  upgrade->weight = weight;
  upgrade->n_texts = 0;
  upgrade->db->n_texts = 0;
  tell (upgrade);
  if (g_cancellable_set_error_if_cancelled (upgrade->db->cancellable, error))
    return FALSE;

  return !texts
         || kl_db_get_pragma (upgrade->db,
                              "SELECT 2 * (SELECT count(*) FROM pupil)"
                              " + (SELECT count(*) FROM care_case)"
                              " + 2 * (SELECT count(*) FROM entry)"
                              " + (SELECT count(*) FROM action)"
                              " + 2 * (SELECT count(*) FROM attachment)",
                              &upgrade->n_texts, error);
}

/* Steps */

static gboolean
apply (Upgrade *upgrade, int number, GError **error)
{
  return begin_part (upgrade, get_weight (number), number == TEXTS_MIGRATION, error)
         && run_file (upgrade->db, number, "", error)
         && run_file (upgrade->db, number, "-sqlite", error);
}

/* All of it together: a file that was stopped half way is what it was, also for the version that
 * wrote it. */
static gboolean
apply_all (KlDb *db, gpointer data, GError **error)
{
  Upgrade *upgrade = data;
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d; PRAGMA application_id = %d",
                                           KL_DB_SCHEMA_VERSION, KL_DB_APPLICATION_ID);

  if (!kl_db_exec (db, "PRAGMA defer_foreign_keys = ON", error))
    return FALSE;

  for (int number = db->version + 1; number <= KL_DB_SCHEMA_VERSION; number++)
    if (!apply (upgrade, number, error))
      return FALSE;

  return begin_part (upgrade, CHECK_WEIGHT, FALSE, error) && check_references (db, error)
         && kl_db_exec (db, mark, error);
}

static gboolean
run_watched (Upgrade *upgrade, GError **error)
{
  KlDb *db = upgrade->db;
  gboolean applied;

  set_functions (db, TRUE);
  sqlite3_progress_handler (db->handle, STEPS_PER_LOOK, look_cb, upgrade);
  applied = kl_db_transaction (db, apply_all, upgrade, error);
  sqlite3_progress_handler (db->handle, 0, NULL, NULL);
  set_functions (db, FALSE);

  return applied;
}

static gboolean
upgrade_db (KlDb *db, KlUpgradeProgress progress, gpointer data, GError **error)
{
  Upgrade upgrade = { .db = db, .progress = progress, .data = data, .told = -1 };
  g_autoptr (GError) local = NULL;

  upgrade.total = CHECK_WEIGHT;
  for (int number = db->version + 1; number <= KL_DB_SCHEMA_VERSION; number++)
    upgrade.total += get_weight (number);

  if (!run_watched (&upgrade, &local))
    {
      /* A disk that is full is told as such; what else stops here is the layout itself. */
      if (g_error_matches (local, KL_STORE_ERROR, KL_STORE_ERROR_FAILED)
          || g_error_matches (local, KL_STORE_ERROR, KL_STORE_ERROR_INVALID))
        kl_store_error_set (error, KL_STORE_ERROR_MIGRATION);
      else
        g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }

  db->version = KL_DB_SCHEMA_VERSION;
  if (progress != NULL)
    progress (1, data);
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
 * @db: a connection that is being opened; its cancellable stops it
 * @flags: whether an empty file may become a vault
 * @progress: (nullable): told how far it is, when there is something to do
 * @data: (closure): for @progress
 * @error: (out): return location for what went wrong
 *
 * Applies every migration that the file has not seen, in one transaction together with the number
 * that says so. A newer file is closed to writing.
 *
 * Returns: %TRUE when the file can be used
 */
gboolean
kl_db_migrate (KlDb *db, KlDbFlags flags, KlUpgradeProgress progress, gpointer data, GError **error)
{
  gint64 application;
  gint64 version;

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

  return version >= KL_DB_SCHEMA_VERSION || upgrade_db (db, progress, data, error);
}
