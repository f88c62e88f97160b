/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-steps.h"

#include "kl-case-private.h"
#include "kl-ids.h"
#include "kl-visibility.h"

enum
{
  SQL_ADD,
  SQL_LIST,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO case_step (school_id, case_id, from_status, to_status, day, recorded_at,"
    " professional_id, entry_id, reason, monitor_until, help, led_to_help, passed_on,"
    " contact_continues, satisfied) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_LIST] =
    "SELECT s.id, s.from_status, s.to_status, s.day, s.recorded_at, s.professional_id, s.entry_id,"
    " CASE WHEN s.entry_id IS NOT NULL THEN e.body WHEN :team THEN s.reason END,"
    " s.monitor_until, s.help, s.led_to_help, s.passed_on, s.contact_continues, s.satisfied"
    " FROM case_step s LEFT JOIN entry e ON e.id = s.entry_id AND " KL_SQL_SEES ("e")
    " WHERE s.case_id = :case ORDER BY s.id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static KlCaseStep *
read_step (KlStmt *stmt, gint64 case_id, KlPersonBook *book)
{
  KlCaseStep *step = g_new0 (KlCaseStep, 1);

  step->case_id = case_id;
  step->id = kl_stmt_get_int (stmt, 0);
  step->from = (int) kl_stmt_get_int (stmt, 1);
  step->to = kl_stmt_get_int (stmt, 2);
  step->day = (KlDate) kl_stmt_get_int (stmt, 3);
  step->recorded_at = kl_stmt_get_int (stmt, 4);
  step->who = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 5));
  step->entry_id = kl_stmt_get_int (stmt, 6);
  step->reason = kl_stmt_dup_text (stmt, 7);
  step->monitor_until = (KlDate) kl_stmt_get_int (stmt, 8);
  step->help = kl_stmt_get_int (stmt, 9);
  step->led_to_help = kl_stmt_get_int (stmt, 10) != 0;
  step->passed_on = kl_stmt_get_int (stmt, 11) != 0;
  step->contact_continues = kl_stmt_get_int (stmt, 12) != 0;
  step->satisfied = kl_stmt_get_int (stmt, 13);

  return step;
}

/**
 * kl_case_steps_list:
 * @db: a connection
 * @case_id: a case
 * @error: (out): return location for what went wrong
 *
 * How a case came to its status. Who has no part in it sees when, and not why.
 *
 * Returns: (transfer container) (element-type KlCaseStep): every change of its status, oldest first
 */
GPtrArray *
kl_case_steps_list (KlDb *db, gint64 case_id, GError **error)
{
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_step_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;
  KlSight sight;

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_visibility_get_case (db, case_id, &sight, error))
    return NULL;

  book = kl_person_book_new (db, kl_ids_get_school (case_id));
  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, kl_stmt_get_parameter (stmt, ":case"), case_id);
  kl_visibility_bind (stmt, &sight);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (steps, read_step (stmt, case_id, book));
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&steps);
}

/* Who wrote down what is told afterwards is not known. */
static gint64
get_writer (KlDb *db, const KlCaseStep *step)
{
  if (step->who != NULL)
    return step->who->id;

  return step->recorded_at < 0 ? 0 : kl_db_get_professional_id (db);
}

/**
 * kl_case_steps_add:
 * @db: a connection, inside the transaction that changes the status
 * @step: what changed; its id is not looked at. Without somebody it is of the one who acts, without
 *   a moment it is of now; a moment below 0 is not known
 * @error: (out): return location for what went wrong
 *
 * Keeps a change of status. The status itself is changed by kl_cases_move() and its like, which
 * call this.
 *
 * Returns: its id, 0 when it was not kept
 */
gint64
kl_case_steps_add (KlDb *db, const KlCaseStep *step, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  int n = 1;

  g_return_val_if_fail (db != NULL && step != NULL, 0);

  stmt = kl_db_statement (db, &sql, SQL_ADD);
  kl_stmt_bind_int (stmt, n++, kl_ids_get_school (step->case_id));
  kl_stmt_bind_int (stmt, n++, step->case_id);
  kl_stmt_bind_int (stmt, n++, step->from);
  kl_stmt_bind_int (stmt, n++, step->to);
  kl_stmt_bind_int (stmt, n++, step->day);
  kl_stmt_bind_int (stmt, n++,
                    step->recorded_at == 0 ? kl_clock_now () : MAX (step->recorded_at, 0));
  kl_stmt_bind_id (stmt, n++, get_writer (db, step));
  kl_stmt_bind_id (stmt, n++, step->entry_id);
  kl_stmt_bind_text_or_empty (stmt, n++, step->entry_id == 0 ? step->reason : NULL);
  kl_stmt_bind_int (stmt, n++, step->monitor_until);
  kl_stmt_bind_int (stmt, n++, step->help);
  kl_stmt_bind_int (stmt, n++, step->led_to_help);
  kl_stmt_bind_int (stmt, n++, step->passed_on);
  kl_stmt_bind_int (stmt, n++, step->contact_continues);
  kl_stmt_bind_int (stmt, n++, step->satisfied);

  return kl_stmt_run (stmt, error) ? kl_db_get_last_id (db) : 0;
}
