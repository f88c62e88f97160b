/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-steps.h"

#include <glib/gi18n-lib.h>

#include "kl-case-moves.h"
#include "kl-ids.h"

/* Many cases in one act, as at the end of a school year, and back again. */

enum
{
  SQL_ADD_BATCH,
  SQL_ADD_ROW,
  SQL_SET_STEP,
  SQL_GET_BATCH,
  SQL_LIST_ROWS,
  SQL_PUT_BACK,
  SQL_REMOVE_ROW,
  SQL_REMOVE_STEP,
  SQL_REMOVE_ROWS,
  SQL_REMOVE_BATCH,
  SQL_LIST,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD_BATCH] =
    "INSERT INTO case_batch (school_id, to_status, day, recorded_at, professional_id)"
    " VALUES (?, ?, ?, ?, ?)",
  [SQL_ADD_ROW] =
    "INSERT INTO case_batch_row (batch_id, case_id, step_id, status, closed_on, monitor_until,"
    " help, led_to_help, passed_on, contact_continues, satisfied)"
    " SELECT ?1, id, 0, status, closed_on, monitor_until, help, led_to_help, passed_on,"
    " contact_continues, satisfied FROM care_case WHERE id = ?2 AND school_id = ?3",
  [SQL_SET_STEP] =
    "UPDATE case_batch_row SET step_id = ?3 WHERE batch_id = ?1 AND case_id = ?2",
  [SQL_GET_BATCH] =
    "SELECT school_id FROM case_batch WHERE id = ?1",
  /* Whether nothing has happened to its status since. */
  [SQL_LIST_ROWS] =
    "SELECT r.case_id, r.step_id, coalesce (s.entry_id, 0),"
    " coalesce (r.step_id = (SELECT max (id) FROM case_step n WHERE n.case_id = r.case_id), 0)"
    " FROM case_batch_row r LEFT JOIN case_step s ON s.id = r.step_id"
    " WHERE r.batch_id = ?1 ORDER BY r.case_id",
  [SQL_PUT_BACK] =
    "UPDATE care_case SET (status, closed_on, monitor_until, help, led_to_help, passed_on,"
    " contact_continues, satisfied) = (SELECT status, closed_on, monitor_until, help, led_to_help,"
    " passed_on, contact_continues, satisfied FROM case_batch_row"
    " WHERE batch_id = ?1 AND case_id = ?2) WHERE id = ?2",
  [SQL_REMOVE_ROW] =
    "DELETE FROM case_batch_row WHERE batch_id = ?1 AND case_id = ?2",
  [SQL_REMOVE_STEP] =
    "DELETE FROM case_step WHERE id = ?1",
  [SQL_REMOVE_ROWS] =
    "DELETE FROM case_batch_row WHERE batch_id = ?1",
  [SQL_REMOVE_BATCH] =
    "DELETE FROM case_batch WHERE id = ?1",
  [SQL_LIST] =
    "SELECT b.id, b.to_status, b.day, b.recorded_at, b.professional_id,"
    " (SELECT count (*) FROM case_batch_row r WHERE r.batch_id = b.id)"
    " FROM case_batch b WHERE b.school_id = ?1 ORDER BY b.id DESC LIMIT ?2",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 school_id;
  KlCaseStatus to;
  const KlCaseClosing *closings; /* when they are closed */
  const gint64 *case_ids;        /* when they are opened again */
  guint n_cases;
  const char *reason;
  KlDate today;
  gint64 id;
} Doing;

typedef struct
{
  gint64 case_id;
  gint64 step_id;
  gint64 entry_id;
  gboolean stands;
} Row;

typedef struct
{
  gint64 id;
  gint64 school_id;
  int n_undone;
  int n_moved_on;
} Undoing;

static gboolean
run_for_two (KlDb *db, guint statement, gint64 one, gint64 other, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, one);
  if (other != 0)
    kl_stmt_bind_int (stmt, 2, other);

  return kl_stmt_run (stmt, error);
}

/* Doing */

static gboolean
add_batch (KlDb *db, Doing *doing, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_BATCH);

  kl_stmt_bind_int (stmt, 1, doing->school_id);
  kl_stmt_bind_int (stmt, 2, doing->to);
  kl_stmt_bind_int (stmt, 3, doing->today);
  kl_stmt_bind_int (stmt, 4, kl_clock_now ());
  kl_stmt_bind_id (stmt, 5, kl_db_get_professional_id (db));
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  doing->id = kl_db_get_last_id (db);
  return TRUE;
}

/* How the case is now, before it moves. */
static gboolean
remember_case (KlDb *db, const Doing *doing, gint64 case_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_ROW);

  kl_stmt_bind_int (stmt, 1, doing->id);
  kl_stmt_bind_int (stmt, 2, case_id);
  kl_stmt_bind_int (stmt, 3, doing->school_id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  return kl_db_get_n_changed (db) == 1
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("This case is not there any more"));
}

static gboolean
move_one (KlDb *db, const Doing *doing, guint i, GError **error)
{
  gint64 case_id = doing->closings != NULL ? doing->closings[i].case_id : doing->case_ids[i];
  KlCaseMoved moved = { 0 };
  g_autoptr (KlStmt) stmt = NULL;

  if (!remember_case (db, doing, case_id, error))
    return FALSE;
  if (doing->closings != NULL
        ? !kl_case_close (db, &doing->closings[i], doing->today, &moved, error)
        : !kl_case_reopen (db, case_id, doing->reason, doing->today, &moved, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_SET_STEP);
  kl_stmt_bind_int (stmt, 1, doing->id);
  kl_stmt_bind_int (stmt, 2, case_id);
  kl_stmt_bind_int (stmt, 3, moved.step_id);
  return kl_stmt_run (stmt, error);
}

static gboolean
move_all (KlDb *db, gpointer data, GError **error)
{
  Doing *doing = data;

  if (!add_batch (db, doing, error))
    return FALSE;

  for (guint i = 0; i < doing->n_cases; i++)
    if (!move_one (db, doing, i, error))
      return FALSE;

  kl_db_touch (db, KL_CHANGE_CASES | KL_CHANGE_ENTRIES, 0);
  return TRUE;
}

/**
 * kl_cases_close_many:
 * @db: a connection
 * @school_id: the school they are of
 * @closings: (array length=n_closings): how each ends; every one as complete as for one alone
 * @n_closings: how many
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Closes cases in one transaction, as at the end of a school year: all of them, or none when one
 * cannot be closed. With one case it is closing with a way back.
 *
 * Returns: what to give to kl_case_batches_undo(), 0 when nothing was closed
 */
gint64
kl_cases_close_many (KlDb *db,
                     gint64 school_id,
                     const KlCaseClosing *closings,
                     guint n_closings,
                     KlDate today,
                     GError **error)
{
  Doing doing = { .school_id = school_id,
                  .to = KL_CASE_STATUS_CLOSED,
                  .closings = closings,
                  .n_cases = n_closings,
                  .today = today };

  g_return_val_if_fail (db != NULL && closings != NULL && n_closings > 0, 0);

  return kl_db_transaction (db, move_all, &doing, error) ? doing.id : 0;
}

/**
 * kl_cases_reopen_many:
 * @db: a connection
 * @school_id: the school they are of
 * @case_ids: (array length=n_case_ids): closed cases
 * @n_case_ids: how many
 * @reason: (nullable): why, for the timeline of each
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Opens cases again in one transaction, as at the start of a school year: all of them or none.
 *
 * Returns: what to give to kl_case_batches_undo(), 0 when nothing was opened
 */
gint64
kl_cases_reopen_many (KlDb *db,
                      gint64 school_id,
                      const gint64 *case_ids,
                      guint n_case_ids,
                      const char *reason,
                      KlDate today,
                      GError **error)
{
  Doing doing = { .school_id = school_id,
                  .to = KL_CASE_STATUS_ACTIVE,
                  .case_ids = case_ids,
                  .n_cases = n_case_ids,
                  .reason = reason,
                  .today = today };

  g_return_val_if_fail (db != NULL && case_ids != NULL && n_case_ids > 0, 0);

  return kl_db_transaction (db, move_all, &doing, error) ? doing.id : 0;
}

/* Undoing */

static GArray *
list_rows (KlDb *db, gint64 batch_id, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_ROWS);

  kl_stmt_bind_int (stmt, 1, batch_id);
  while (kl_stmt_step (stmt))
    {
      const Row row = { kl_stmt_get_int (stmt, 0), kl_stmt_get_int (stmt, 1),
                        kl_stmt_get_int (stmt, 2), kl_stmt_get_int (stmt, 3) != 0 };

      g_array_append_val (rows, row);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&rows) : NULL;
}

/* The words of the closing go with it, unless somebody has worked on them since. */
static gboolean
put_back (KlDb *db, const Undoing *undoing, const Row *row, GError **error)
{
  return run_for_two (db, SQL_PUT_BACK, undoing->id, row->case_id, error)
         && run_for_two (db, SQL_REMOVE_ROW, undoing->id, row->case_id, error)
         && run_for_two (db, SQL_REMOVE_STEP, row->step_id, 0, error)
         && (row->entry_id == 0 || kl_entries_take_back (db, row->entry_id, error))
         && kl_case_log_write (db, KL_AUDIT_CASE, row->case_id, row->case_id, KL_CHANGE_CASES,
                               error);
}

static gboolean
get_school (KlDb *db, Undoing *undoing, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_BATCH);

  kl_stmt_bind_int (stmt, 1, undoing->id);
  if (kl_stmt_step (stmt))
    undoing->school_id = kl_stmt_get_int (stmt, 0);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return undoing->school_id != 0
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND, _ ("This was undone already"));
}

static gboolean
undo (KlDb *db, gpointer data, GError **error)
{
  Undoing *undoing = data;
  g_autoptr (GArray) rows = NULL;

  if (!get_school (db, undoing, error))
    return FALSE;
  rows = list_rows (db, undoing->id, error);
  if (rows == NULL)
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const Row *row = &g_array_index (rows, Row, i);

      if (!row->stands)
        undoing->n_moved_on++;
      else if (!put_back (db, undoing, row, error))
        return FALSE;
      else
        undoing->n_undone++;
    }

  kl_db_touch (db, KL_CHANGE_CASES | KL_CHANGE_ENTRIES, 0);
  return run_for_two (db, SQL_REMOVE_ROWS, undoing->id, 0, error)
         && run_for_two (db, SQL_REMOVE_BATCH, undoing->id, 0, error);
}

/**
 * kl_case_batches_undo:
 * @db: a connection
 * @batch_id: what kl_cases_close_many() or kl_cases_reopen_many() gave
 * @n_undone: (out) (optional): how many cases are as they were
 * @n_moved_on: (out) (optional): how many were left alone
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND when it was undone
 *   before
 *
 * Puts every case back as it was, in one transaction; the file is then as it was, but for the log.
 * A case whose status changed since is left as it is, and so are entries that were added since or
 * the words of the closing when somebody corrected them.
 *
 * Returns: %TRUE when it is undone
 */
gboolean
kl_case_batches_undo (KlDb *db, gint64 batch_id, int *n_undone, int *n_moved_on, GError **error)
{
  Undoing undoing = { .id = batch_id };

  g_return_val_if_fail (db != NULL, FALSE);

  if (!kl_db_transaction (db, undo, &undoing, error))
    return FALSE;

  if (n_undone != NULL)
    *n_undone = undoing.n_undone;
  if (n_moved_on != NULL)
    *n_moved_on = undoing.n_moved_on;
  return TRUE;
}

/* Looking */

/**
 * kl_case_batch_free:
 * @batch: (transfer full) (nullable): many cases in one act
 */
void
kl_case_batch_free (KlCaseBatch *batch)
{
  if (batch == NULL)
    return;

  kl_person_free (batch->who);
  g_free (batch);
}

/**
 * kl_case_batches_list:
 * @db: a connection
 * @school_id: a school
 * @limit: how many
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlCaseBatch): what can be undone, newest first
 */
GPtrArray *
kl_case_batches_list (KlDb *db, gint64 school_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) batches =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_batch_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  book = kl_person_book_new (db, school_id);
  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, school_id);
  kl_stmt_bind_int (stmt, 2, limit > 0 ? limit : G_MAXINT32);
  while (kl_stmt_step (stmt))
    {
      KlCaseBatch *batch = g_new0 (KlCaseBatch, 1);

      batch->id = kl_stmt_get_int (stmt, 0);
      batch->school_id = school_id;
      batch->to = kl_stmt_get_int (stmt, 1);
      batch->day = (KlDate) kl_stmt_get_int (stmt, 2);
      batch->recorded_at = kl_stmt_get_int (stmt, 3);
      batch->who = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 4));
      batch->n_cases = (int) kl_stmt_get_int (stmt, 5);
      g_ptr_array_add (batches, batch);
    }
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&batches);
}
