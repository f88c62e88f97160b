/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-hold.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-meeting-private.h"
#include "kl-meetings.h"

/*
 * What is said and decided while a meeting is held. A decision waits with its point until that is
 * finished; kl-meeting-settle.c makes it what it becomes.
 */

#define MAX_SPENT (24 * 60 * 60)

enum
{
  SQL_BEGIN,
  SQL_SET_NOTES,
  SQL_SET_SPENT,
  SQL_ADD_DECISION,
  SQL_EDIT_DECISION,
  SQL_GET_DECISION_ITEM,
  SQL_REMOVE_DECISION,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_BEGIN] =
    "UPDATE meeting SET held_from = ?2 WHERE id = ?1 AND held_from = 0",
  [SQL_SET_NOTES] =
    "UPDATE agenda_item SET notes = ?2 WHERE id = ?1",
  [SQL_SET_SPENT] =
    "UPDATE agenda_item SET spent = ?2 WHERE id = ?1",
  [SQL_ADD_DECISION] =
    "INSERT INTO decision (item_id, kind, body, owner_id, partner_id, day, value, position)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,"
    " (SELECT coalesce (max (position), 0) + 1 FROM decision WHERE item_id = ?1))",
  [SQL_EDIT_DECISION] =
    "UPDATE decision SET kind = ?2, body = ?3, owner_id = ?4, partner_id = ?5, day = ?6, value = ?7"
    " WHERE id = ?1",
  [SQL_GET_DECISION_ITEM] =
    "SELECT item_id, applied FROM decision WHERE id = ?1",
  [SQL_REMOVE_DECISION] =
    "DELETE FROM decision WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* What one of the transactions below works on. */
typedef struct
{
  gint64 id;
  const KlDecision *decision;
  const char *notes;
  int spent;
  gint64 moment;
} Work;

/* Notes */

static gboolean
begin (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, work->id, error);

  return meeting != NULL && kl_meeting_run_with (db, &sql, SQL_BEGIN, work->id, work->moment, error)
         && kl_meeting_log_write (db, meeting->id, meeting->school_id, error);
}

/**
 * kl_meetings_begin:
 * @db: a connection
 * @meeting_id: a meeting
 * @moment: when it begins, in Unix seconds
 * @error: (out): return location for what went wrong
 *
 * A meeting begins once; after that its moment stays.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_meetings_begin (KlDb *db, gint64 meeting_id, gint64 moment, GError **error)
{
  Work work = { .id = meeting_id, .moment = moment };

  g_return_val_if_fail (db != NULL && moment > 0, FALSE);

  return kl_db_transaction (db, begin, &work, error);
}

static gboolean
set_notes (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_NOTES);
  KlPointFacts facts;

  if (!kl_point_get_open_facts (db, work->id, &facts, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, work->id);
  kl_stmt_bind_text_or_empty (stmt, 2, work->notes);

  return kl_stmt_run (stmt, error) && kl_point_log_write (db, &facts, error);
}

/**
 * kl_meetings_set_notes:
 * @db: a connection
 * @item_id: a point that is not finished
 * @notes: (nullable): what was said
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when they are kept
 */
gboolean
kl_meetings_set_notes (KlDb *db, gint64 item_id, const char *notes, GError **error)
{
  Work work = { .id = item_id, .notes = notes };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, set_notes, &work, error);
}

static gboolean
set_spent (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  KlPointFacts facts;

  return kl_point_get_open_facts (db, work->id, &facts, error)
         && kl_meeting_run_with (db, &sql, SQL_SET_SPENT, work->id,
                                 CLAMP (work->spent, 0, MAX_SPENT), error)
         && kl_point_log_write (db, &facts, error);
}

/**
 * kl_meetings_set_spent:
 * @db: a connection
 * @item_id: a point that is not finished
 * @seconds: how long it was talked about so far
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_meetings_set_spent (KlDb *db, gint64 item_id, int seconds, GError **error)
{
  Work work = { .id = item_id, .spent = seconds };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, set_spent, &work, error);
}

/* Decisions */

static gboolean
check_decision (const KlDecision *decision, const KlPointFacts *facts, GError **error)
{
  if (facts->case_id == 0 && kl_decision_kind_needs_case (decision->kind))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("This is no case: choose an action or an agreement"));
  if (decision->kind == KL_DECISION_REFERRAL && decision->partner == NULL)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("Say to which partner the referral goes"));
  if (decision->kind == KL_DECISION_LEVEL && (decision->value < 1 || decision->value > 5))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("The support level goes from 1 to 5"));
  if (decision->kind == KL_DECISION_STATUS
      && (decision->value < KL_CASE_STATUS_NEW || decision->value >= KL_CASE_STATUS_CLOSED))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("A case is closed on its own page, where you say how it went"));

  return (decision->day == KL_DATE_NONE || kl_store_check_day (decision->day, error))
         && kl_store_check_text (decision->text, error);
}

/* For adding the first parameter is the point, for changing the decision itself. */
static gboolean
write_decision (KlDb *db, guint statement, gint64 first, const KlDecision *decision, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, first);
  kl_stmt_bind_int (stmt, 2, decision->kind);
  kl_stmt_bind_text (stmt, 3, decision->text);
  kl_stmt_bind_id (stmt, 4, decision->owner != NULL ? decision->owner->id : 0);
  kl_stmt_bind_id (stmt, 5,
                   decision->kind == KL_DECISION_REFERRAL && decision->partner != NULL
                     ? decision->partner->id
                     : 0);
  kl_stmt_bind_int (stmt, 6, decision->day);
  kl_stmt_bind_int (stmt, 7, decision->value);

  return kl_stmt_run (stmt, error);
}

static gboolean
decide (KlDb *db, gpointer data, GError **error)
{
  Work *work = data;
  KlPointFacts facts;

  if (!kl_point_get_open_facts (db, work->decision->item_id, &facts, error)
      || !check_decision (work->decision, &facts, error)
      || !write_decision (db, SQL_ADD_DECISION, facts.id, work->decision, error))
    return FALSE;

  work->id = kl_db_get_last_id (db);
  return kl_point_log_write (db, &facts, error);
}

/**
 * kl_meetings_decide:
 * @db: a connection
 * @decision: what was decided at a point that is not finished
 * @error: (out): return location for what went wrong
 *
 * Keeps a decision with its point. It becomes what it is when the point is finished.
 *
 * Returns: the id of the decision, 0 when it was not kept
 */
gint64
kl_meetings_decide (KlDb *db, const KlDecision *decision, GError **error)
{
  Work work = { .decision = decision };

  g_return_val_if_fail (db != NULL && decision != NULL, 0);

  return kl_db_transaction (db, decide, &work, error) ? work.id : 0;
}

static gboolean
get_decision_item (KlDb *db, gint64 decision_id, KlPointFacts *facts, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_DECISION_ITEM);
  gint64 item_id = 0;
  gboolean applied = FALSE;

  kl_stmt_bind_int (stmt, 1, decision_id);
  if (kl_stmt_step (stmt))
    {
      item_id = kl_stmt_get_int (stmt, 0);
      applied = kl_stmt_get_int (stmt, 1) != 0;
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;
  if (item_id == 0)
    return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                            _ ("This decision is not there any more"));
  if (applied)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("This decision was worked out already. What changes now is written "
                               "in the case itself."));

  return kl_point_get_open_facts (db, item_id, facts, error);
}

static gboolean
edit_decision (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  KlPointFacts facts;

  return get_decision_item (db, work->decision->id, &facts, error)
         && check_decision (work->decision, &facts, error)
         && write_decision (db, SQL_EDIT_DECISION, work->decision->id, work->decision, error)
         && kl_point_log_write (db, &facts, error);
}

/**
 * kl_meetings_edit_decision:
 * @db: a connection
 * @decision: a decision that was not worked out yet, as it is to be
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_meetings_edit_decision (KlDb *db, const KlDecision *decision, GError **error)
{
  Work work = { .decision = decision };

  g_return_val_if_fail (db != NULL && decision != NULL, FALSE);

  return kl_db_transaction (db, edit_decision, &work, error);
}

static gboolean
remove_decision (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  KlPointFacts facts;

  return get_decision_item (db, work->id, &facts, error)
         && kl_meeting_run (db, &sql, SQL_REMOVE_DECISION, work->id, error)
         && kl_point_log_write (db, &facts, error);
}

/**
 * kl_meetings_remove_decision:
 * @db: a connection
 * @decision_id: a decision that was not worked out yet
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is gone
 */
gboolean
kl_meetings_remove_decision (KlDb *db, gint64 decision_id, GError **error)
{
  Work work = { .id = decision_id };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, remove_decision, &work, error);
}
