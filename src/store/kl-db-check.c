/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-db-check.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#include "kl-audit.h"
#include "kl-db-private.h"
#include "kl-search-private.h"

/* A file that is damaged all over is told as such, not page by page. */
#define MAX_FINDINGS 100

typedef struct
{
  KlDb *db;
  GPtrArray *findings;
  GCancellable *cancellable;
} Check;

typedef gboolean (*CheckStep) (Check *check, GError **error);

/**
 * kl_finding_free:
 * @finding: (transfer full) (nullable): what a check found
 */
void
kl_finding_free (KlFinding *finding)
{
  if (finding == NULL)
    return;

  g_free (finding->where);
  g_free (finding);
}

static void
take_finding (GPtrArray *findings, KlFindingKind kind, char *where)
{
  KlFinding *finding = g_new0 (KlFinding, 1);

  finding->kind = kind;
  finding->where = where;
  g_ptr_array_add (findings, finding);
}

/* What is wrong with the file is found; what keeps us from looking is an error. */
static gboolean
is_finding (const GError *error)
{
  return g_error_matches (error, KL_STORE_ERROR, KL_STORE_ERROR_KEY_OR_DAMAGED)
         || g_error_matches (error, KL_STORE_ERROR, KL_STORE_ERROR_DAMAGED)
         || g_error_matches (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_A_VAULT)
         || g_error_matches (error, KL_STORE_ERROR, KL_STORE_ERROR_DISK)
         || g_error_matches (error, KL_STORE_ERROR, KL_STORE_ERROR_FAILED)
         || g_error_matches (error, KL_STORE_ERROR, KL_STORE_ERROR_MIGRATION);
}

/* Steps */

typedef char *(*Describe) (sqlite3_stmt *stmt);

/* A pragma does its work while it is prepared or stepped, each time anew: it is never kept. */
static gboolean
collect (Check *check, const char *pragma, KlFindingKind kind, Describe describe, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int code = sqlite3_prepare_v2 (check->db->handle, pragma, -1, &stmt, NULL);

  while (code == SQLITE_OK && (code = sqlite3_step (stmt)) == SQLITE_ROW)
    {
      char *where = describe (stmt);

      if (where != NULL && check->findings->len < MAX_FINDINGS)
        take_finding (check->findings, kind, where);
      else
        g_free (where);
      code = SQLITE_OK;
    }
  if (code != SQLITE_DONE)
    code = sqlite3_extended_errcode (check->db->handle);
  sqlite3_finalize (stmt);

  if (code == SQLITE_DONE)
    return TRUE;
  kl_store_error_set_sqlite (error, code);
  return FALSE;
}

/* "HMAC verification failed for page 12" */
static char *
describe_page (sqlite3_stmt *stmt)
{
  const char *text = (const char *) sqlite3_column_text (stmt, 0);
  const char *page = text != NULL ? strstr (text, "page ") : NULL;

  if (page == NULL || !g_ascii_isdigit (page[strlen ("page ")]))
    return g_strdup (_ ("the end of the file"));

  return g_strdup_printf (_ ("page %d"), atoi (page + strlen ("page ")));
}

static char *
describe_structure (sqlite3_stmt *stmt)
{
  const char *text = (const char *) sqlite3_column_text (stmt, 0);

  return g_strcmp0 (text, "ok") != 0 ? g_strdup (text) : NULL;
}

static char *
describe_reference (sqlite3_stmt *stmt)
{
  /* TRANSLATORS: two tables of the database */
  return g_strdup_printf (_ ("a row of %s that points at nothing in %s"),
                          (const char *) sqlite3_column_text (stmt, 0),
                          (const char *) sqlite3_column_text (stmt, 2));
}

static gboolean
check_pages (Check *check, GError **error)
{
  /* The log would be read instead of the pages it replaces. */
  if (!check->db->read_only && !kl_db_exec (check->db, "PRAGMA wal_checkpoint (TRUNCATE)", error))
    return FALSE;

  return collect (check, "PRAGMA cipher_integrity_check", KL_FINDING_PAGE, describe_page, error);
}

static gboolean
check_structure (Check *check, GError **error)
{
  return collect (check, "PRAGMA integrity_check (100)", KL_FINDING_STRUCTURE, describe_structure,
                  error);
}

static gboolean
check_references (Check *check, GError **error)
{
  return collect (check, "PRAGMA foreign_key_check", KL_FINDING_REFERENCE, describe_reference,
                  error);
}

/* The check of a text index is written as an insert, which a closed file does not take; there the
 * structure alone is looked at. */
static gboolean
check_indexes (Check *check, GError **error)
{
  for (guint i = 0; !check->db->read_only && i < KL_N_TEXT_INDEXES; i++)
    {
      gboolean sound;

      if (!kl_text_index_check (check->db, (KlTextIndex) i, &sound, error))
        return FALSE;
      if (!sound)
        take_finding (check->findings, KL_FINDING_INDEX,
                      g_strdup (kl_text_index_get_name ((KlTextIndex) i)));
    }

  return TRUE;
}

static gboolean
check_log (Check *check, GError **error)
{
  gint64 broken_at;

  if (!kl_audit_verify (check->db, &broken_at, error))
    return FALSE;
  if (broken_at > 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, broken_at);

      take_finding (check->findings, KL_FINDING_LOG,
                    g_strdup_printf (_ ("line %s of the log"), number));
    }

  return TRUE;
}

static const struct
{
  CheckStep run;
  KlFindingKind kind;
  double weight;
} steps[] = {
  { check_pages, KL_FINDING_PAGE, 0.2 },
  { check_structure, KL_FINDING_STRUCTURE, 0.3 },
  { check_references, KL_FINDING_REFERENCE, 0.1 },
  { check_indexes, KL_FINDING_INDEX, 0.3 },
  { check_log, KL_FINDING_LOG, 0.1 },
};

static gboolean
run_steps (Check *check, KlCheckProgress progress, gpointer data, GError **error)
{
  double done = 0;

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) local = NULL;

      if (g_cancellable_set_error_if_cancelled (check->cancellable, error))
        return FALSE;
      if (!steps[i].run (check, &local))
        {
          if (!is_finding (local))
            {
              g_propagate_error (error, g_steal_pointer (&local));
              return FALSE;
            }
          take_finding (check->findings, steps[i].kind, g_strdup (local->message));
        }

      done += steps[i].weight;
      if (progress != NULL)
        progress (MIN (done, 1), data);
    }

  return TRUE;
}

/**
 * kl_db_check:
 * @db: a connection outside a transaction
 * @progress: (nullable) (scope call): told how far it is, on this thread
 * @data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: (out): return location for what kept it from looking
 *
 * Looks at every page against what was written with it, at the structure, the references, the
 * text indexes and the chain of the log. It takes about as long as reading the whole file.
 *
 * Returns: (transfer container) (element-type KlFinding): what is wrong, empty when all is well
 */
GPtrArray *
kl_db_check (KlDb *db,
             KlCheckProgress progress,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) findings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_finding_free);
  Check check = { db, findings, cancellable };
  gboolean finished;

  g_return_val_if_fail (db != NULL && !kl_db_in_transaction (db), NULL);

  kl_db_set_cancellable (db, cancellable);
  finished = run_steps (&check, progress, data, error);
  kl_db_set_cancellable (db, NULL);

  return finished ? g_steal_pointer (&findings) : NULL;
}

/**
 * kl_db_check_file:
 * @path: the database file, not open anywhere in this program
 * @key: (array length=key_size): its key, known to be right
 * @key_size: %KL_DB_KEY_SIZE
 * @progress: (nullable) (scope call): told how far it is, on this thread
 * @data: for @progress
 * @cancellable: (nullable): to stop it
 * @error: (out): return location for what kept it from looking
 *
 * The same for a file that may not open any more: that is then what is found.
 *
 * Returns: (transfer container) (element-type KlFinding): what is wrong, empty when all is well
 */
GPtrArray *
kl_db_check_file (const char *path,
                  const guint8 *key,
                  gsize key_size,
                  KlCheckProgress progress,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (KlDb) db =
    kl_db_open_watched (path, key, key_size, KL_DB_DEFAULT, progress, data, cancellable, &local);
  g_autoptr (GPtrArray) findings = NULL;

  if (db != NULL)
    return kl_db_check (db, progress, data, cancellable, error);

  if (!is_finding (local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  findings = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_finding_free);
  take_finding (findings, KL_FINDING_FILE, g_strdup (local->message));
  return g_steal_pointer (&findings);
}
