/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-cases.h"

#include <glib/gi18n-lib.h>

#include "kl-case-moves.h"
#include "kl-entries.h"

/* A case goes from one status to the next; each change is kept with its moment and its reason. */

enum
{
  SQL_CLOSE,
  SQL_REOPEN,
  SQL_SET_STATUS,
  SQL_GET_MONITOR,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  /* 4 is closed. */
  [SQL_CLOSE] =
    "UPDATE care_case SET status = 4, closed_on = ?2, monitor_until = 0, help = ?3,"
    " led_to_help = ?4, passed_on = ?5, contact_continues = ?6, satisfied = ?7 WHERE id = ?1",
  [SQL_REOPEN] =
    "UPDATE care_case SET status = 1, closed_on = 0 WHERE id = ?1",
  [SQL_SET_STATUS] =
    "UPDATE care_case SET status = ?2, monitor_until = ?3 WHERE id = ?1",
  [SQL_GET_MONITOR] =
    "SELECT monitor_until FROM care_case WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 case_id;
  KlCaseStatus to;
  KlDate monitor_until;
  const KlCaseClosing *closing;
  const char *text;
  KlDate today;
  KlCaseMoved *moved;
} Moving;

static gboolean
refuse_move (KlCaseMove move,
             KlCaseStatus from,
             KlCaseStatus to,
             const KlClosing *closing,
             GError **error)
{
  g_autofree char *message = kl_case_move_describe (move, from, to, closing);

  return kl_store_refuse (error, KL_STORE_ERROR_INVALID, message);
}

/* Closing and reopening are told on the timeline, in the words that were given or in one of our
 * own. */
static gboolean
add_telling_entry (KlDb *db, const Moving *moving, KlCaseStatus from, GError **error)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  const char *words = moving->text;

  if (!kl_case_move_get_entry (from, moving->to, &entry->kind))
    return TRUE;
  if (words == NULL || *words == '\0')
    words = moving->to == KL_CASE_STATUS_CLOSED ? _ ("Finished.") : _ ("Opened again.");

  entry->case_id = moving->case_id;
  entry->happened_on = moving->today;
  entry->text = g_strdup (words);

  moving->moved->entry_id = kl_entries_add (db, entry, moving->today, error);
  return moving->moved->entry_id != 0;
}

static gboolean
add_step (KlDb *db, const Moving *moving, KlCaseStatus from, GError **error)
{
  KlCaseStep step = { .case_id = moving->case_id,
                      .from = from,
                      .to = moving->to,
                      .day = moving->today,
                      .entry_id = moving->moved->entry_id,
                      .reason = (char *) moving->text,
                      .monitor_until = moving->monitor_until };

  if (moving->closing != NULL)
    kl_case_step_take_closing (&step, moving->closing);

  moving->moved->step_id = kl_case_steps_add (db, &step, error);
  return moving->moved->step_id != 0;
}

/* Private to the store: what a closing says, into the step that closes. */
void
kl_case_step_take_closing (KlCaseStep *step, const KlCaseClosing *closing)
{
  step->help = closing->closing.help;
  step->led_to_help = closing->closing.led_to_help == KL_ANSWER_YES;
  step->passed_on = closing->closing.passed_on == KL_ANSWER_YES;
  step->contact_continues = closing->closing.contact_continues == KL_ANSWER_YES;
  step->satisfied = closing->satisfied;
}

static gboolean
write_closing (KlDb *db, const Moving *moving, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_CLOSE);
  KlCaseStep step = { 0 };

  kl_case_step_take_closing (&step, moving->closing);
  kl_stmt_bind_int (stmt, 1, moving->case_id);
  kl_stmt_bind_int (stmt, 2, moving->today);
  kl_stmt_bind_int (stmt, 3, step.help);
  kl_stmt_bind_int (stmt, 4, step.led_to_help);
  kl_stmt_bind_int (stmt, 5, step.passed_on);
  kl_stmt_bind_int (stmt, 6, step.contact_continues);
  kl_stmt_bind_int (stmt, 7, step.satisfied);

  return kl_stmt_run (stmt, error);
}

/* The entry, the step and the log that follow a status that has just been written. */
static gboolean
finish_move (KlDb *db, const Moving *moving, KlCaseStatus from, GError **error)
{
  return add_telling_entry (db, moving, from, error) && add_step (db, moving, from, error)
         && kl_case_log_write (db, KL_AUDIT_CASE, moving->case_id, moving->case_id, KL_CHANGE_CASES,
                               error);
}

static gboolean
close_case (KlDb *db, gpointer data, GError **error)
{
  const Moving *moving = data;
  const KlClosing *closing = &moving->closing->closing;
  KlCaseFacts facts;
  KlCaseMove move;

  if (!kl_case_get_facts (db, moving->case_id, &facts, error))
    return FALSE;
  move = kl_case_move_check (facts.status, KL_CASE_STATUS_CLOSED, closing);
  if (move != KL_CASE_MOVE_ALLOWED)
    return refuse_move (move, facts.status, KL_CASE_STATUS_CLOSED, closing, error);

  return write_closing (db, moving, error) && finish_move (db, moving, facts.status, error);
}

/* Private to the store: kl_cases_close() for one of many. */
gboolean
kl_case_close (KlDb *db,
               const KlCaseClosing *closing,
               KlDate today,
               KlCaseMoved *moved,
               GError **error)
{
  Moving moving = { .case_id = closing->case_id,
                    .to = KL_CASE_STATUS_CLOSED,
                    .closing = closing,
                    .text = closing->text,
                    .today = today,
                    .moved = moved };

  return kl_db_transaction (db, close_case, &moving, error);
}

/**
 * kl_cases_close:
 * @db: a connection
 * @case_id: an open case
 * @closing: what the rule asks for: help given, outcome, whether contact continues
 * @satisfied: whether those who asked are satisfied, as far as known
 * @text: (nullable): how it ended, for the timeline
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when the case is closed
 */
gboolean
kl_cases_close (KlDb *db,
                gint64 case_id,
                const KlClosing *closing,
                KlSatisfied satisfied,
                const char *text,
                KlDate today,
                GError **error)
{
  KlCaseClosing whole = { .case_id = case_id, .satisfied = satisfied, .text = text };
  KlCaseMoved moved = { 0 };

  g_return_val_if_fail (db != NULL && closing != NULL, FALSE);

  whole.closing = *closing;
  return kl_case_close (db, &whole, today, &moved, error);
}

static gboolean
reopen_case (KlDb *db, gpointer data, GError **error)
{
  const Moving *moving = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_REOPEN);
  KlCaseFacts facts;

  if (!kl_case_get_facts (db, moving->case_id, &facts, error))
    return FALSE;
  if (!kl_case_move_is_reopening (facts.status, KL_CASE_STATUS_ACTIVE))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("This case is open already"));

  kl_stmt_bind_int (stmt, 1, moving->case_id);
  return kl_stmt_run (stmt, error) && finish_move (db, moving, facts.status, error);
}

/* Private to the store: kl_cases_reopen() for one of many. */
gboolean
kl_case_reopen (KlDb *db,
                gint64 case_id,
                const char *reason,
                KlDate today,
                KlCaseMoved *moved,
                GError **error)
{
  Moving moving = {
    .case_id = case_id, .to = KL_CASE_STATUS_ACTIVE, .text = reason, .today = today, .moved = moved
  };

  return kl_db_transaction (db, reopen_case, &moving, error);
}

/**
 * kl_cases_reopen:
 * @db: a connection
 * @case_id: a closed case
 * @reason: (nullable): why, for the timeline
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Opens a case again. Its history stays, and so does what was said at its closing; days without
 * contact count from now.
 *
 * Returns: %TRUE when the case is open
 */
gboolean
kl_cases_reopen (KlDb *db, gint64 case_id, const char *reason, KlDate today, GError **error)
{
  KlCaseMoved moved = { 0 };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_case_reopen (db, case_id, reason, today, &moved, error);
}

static gboolean
get_monitor_until (KlDb *db, gint64 case_id, KlDate *until, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_MONITOR);

  *until = KL_DATE_NONE;
  kl_stmt_bind_int (stmt, 1, case_id);
  if (kl_stmt_step (stmt))
    *until = (KlDate) kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

static gboolean
move_case (KlDb *db, gpointer data, GError **error)
{
  const Moving *moving = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_STATUS);
  KlCaseFacts facts;
  KlCaseMove move;
  KlDate until;

  if (!kl_case_get_facts (db, moving->case_id, &facts, error)
      || !get_monitor_until (db, moving->case_id, &until, error))
    return FALSE;

  move = kl_case_move_check (facts.status, moving->to, NULL);
  /* To follow a case for longer is a change too; what changes nothing is not told. */
  if (move != KL_CASE_MOVE_ALLOWED && move != KL_CASE_MOVE_NOTHING)
    return refuse_move (move, facts.status, moving->to, NULL, error);
  if (move == KL_CASE_MOVE_NOTHING && until == moving->monitor_until
      && (moving->text == NULL || *moving->text == '\0'))
    return TRUE;
  if (kl_case_move_is_reopening (facts.status, moving->to))
    return kl_case_reopen (db, moving->case_id, moving->text, moving->today, moving->moved, error);

  kl_stmt_bind_int (stmt, 1, moving->case_id);
  kl_stmt_bind_int (stmt, 2, moving->to);
  kl_stmt_bind_int (stmt, 3, moving->monitor_until);
  return kl_stmt_run (stmt, error) && finish_move (db, moving, facts.status, error);
}

/**
 * kl_cases_move:
 * @db: a connection
 * @case_id: a case
 * @status: how it stands; a closed case becomes active by it as with kl_cases_reopen(), and to
 *   close is kl_cases_close(), which asks for more
 * @monitor_until: when it is only followed: until when, or %KL_DATE_NONE
 * @reason: (nullable): why ("wacht op het buurtteam"); kl_case_move_wants_reason() says when to ask
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_move (KlDb *db,
               gint64 case_id,
               KlCaseStatus status,
               KlDate monitor_until,
               const char *reason,
               KlDate today,
               GError **error)
{
  KlCaseMoved moved = { 0 };
  Moving moving = { .case_id = case_id,
                    .to = status,
                    .monitor_until =
                      status == KL_CASE_STATUS_MONITORING ? monitor_until : KL_DATE_NONE,
                    .text = reason,
                    .today = today,
                    .moved = &moved };

  g_return_val_if_fail (db != NULL, FALSE);

  if (moving.monitor_until != KL_DATE_NONE && !kl_store_check_day (monitor_until, error))
    return FALSE;

  return kl_db_transaction (db, move_case, &moving, error);
}

/**
 * kl_cases_set_status:
 * @db: a connection
 * @case_id: an open case
 * @status: how it stands
 * @monitor_until: when it is only followed: until when, or %KL_DATE_NONE
 * @error: (out): return location for what went wrong
 *
 * The same as kl_cases_move(), today and without a reason.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_set_status (KlDb *db,
                     gint64 case_id,
                     KlCaseStatus status,
                     KlDate monitor_until,
                     GError **error)
{
  return kl_cases_move (db, case_id, status, monitor_until, NULL, kl_clock_today (), error);
}
