/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-actions.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-entries.h"

#define COLUMNS                                                                                    \
  "a.id, a.case_id, a.school_id, a.meeting_id, a.body, c.title, a.owner_id, a.due, a.agreed_on,"   \
  " a.done_on, a.done_by, a.repeat_unit, a.repeat_every, a.repeat_from, a.repeat_until,"           \
  " a.previous_id"
#define TABLES " FROM action a LEFT JOIN care_case c ON c.id = a.case_id"
/* Open ones first, then by day; what has no day comes after what has. */
#define ORDER " ORDER BY a.done_on, a.due = 0, a.due, a.id"

enum
{
  SQL_ADD,
  SQL_GET_CASE,
  SQL_GET,
  SQL_EDIT,
  SQL_CHANGE,
  SQL_SET_RECURRENCE,
  SQL_SET_DONE,
  SQL_FIND_NEXT,
  SQL_TAKE_BACK_NEXT,
  SQL_LIST_OF_CASE,
  SQL_LIST_OF_SCHOOL,
  SQL_LIST_OF_OWNER,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO action (school_id, case_id, meeting_id, body, owner_id, due, agreed_on, done_on,"
    " done_by, repeat_unit, repeat_every, repeat_from, repeat_until, previous_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_GET_CASE] =
    "SELECT case_id FROM action WHERE id = ?",
  [SQL_GET] =
    "SELECT " COLUMNS TABLES " WHERE a.id = ?1",
  [SQL_EDIT] =
    "UPDATE action SET body = ?2, owner_id = ?3, due = ?4 WHERE id = ?1",
  /* Only while it reads as it was seen. */
  [SQL_CHANGE] =
    "UPDATE action SET body = ?2, owner_id = ?3, due = ?4 WHERE id = ?1"
    " AND body = ?5 AND owner_id IS NOT DISTINCT FROM ?6 AND due = ?7",
  [SQL_SET_RECURRENCE] =
    "UPDATE action SET repeat_unit = ?2, repeat_every = ?3, repeat_from = ?4, repeat_until = ?5"
    " WHERE id = ?1",
  [SQL_SET_DONE] =
    "UPDATE action SET done_on = ?2, done_by = ?3 WHERE id = ?1",
  [SQL_FIND_NEXT] =
    "SELECT 1 FROM action WHERE previous_id = ?1",
  /* The one that came by ticking this one off, when nobody has done anything with it since. */
  [SQL_TAKE_BACK_NEXT] =
    "DELETE FROM action AS n WHERE n.previous_id = ?1 AND n.done_on = 0 AND EXISTS"
    " (SELECT 1 FROM action a WHERE a.id = ?1 AND a.body = n.body AND n.due = ?2"
      " AND a.owner_id IS NOT DISTINCT FROM n.owner_id AND a.repeat_unit = n.repeat_unit"
      " AND a.repeat_every = n.repeat_every AND a.repeat_until = n.repeat_until)"
    " AND NOT EXISTS (SELECT 1 FROM action f WHERE f.previous_id = n.id)"
    " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.case_id = n.case_id AND e.action_id = n.id)"
    " AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.action_id = n.id)",
  [SQL_LIST_OF_CASE] =
    "SELECT " COLUMNS TABLES
    " WHERE a.case_id = ?1 AND (?2 = 0 OR a.owner_id = ?2) AND (?3 = 0 OR a.done_on = 0)" ORDER,
  [SQL_LIST_OF_SCHOOL] =
    "SELECT " COLUMNS TABLES
    " WHERE a.school_id = ?1 AND (?2 = 0 OR a.owner_id = ?2) AND (?3 = 0 OR a.done_on = 0)" ORDER,
  [SQL_LIST_OF_OWNER] =
    "SELECT " COLUMNS TABLES
    " WHERE (?1 = 0 OR a.school_id = ?1) AND a.owner_id = ?2 AND (?3 = 0 OR a.done_on = 0)" ORDER,
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlAction *action;
  gint64 id;
} Adding;

typedef struct
{
  const KlAction *action;
  KlDate today;
  gint64 id;
} Agreeing;

typedef struct
{
  gint64 id;
  const char *text;
  gint64 owner_id;
  KlDate day;
} Changing;

typedef struct
{
  const KlAction *seen;
  const KlAction *changed;
} Seeing;

typedef struct
{
  gint64 id;
  const KlRecurrence *recurrence;
} Recurring;

static gboolean
check_due (KlDate due, GError **error)
{
  return due == KL_DATE_NONE || kl_store_check_day (due, error);
}

static gboolean
add_action (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  const KlAction *action = adding->action;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD);
  KlCaseFacts facts = { .school_id = action->school_id };

  if (action->case_id != 0 && !kl_case_get_facts (db, action->case_id, &facts, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, facts.school_id);
  kl_stmt_bind_id (stmt, 2, action->case_id);
  kl_stmt_bind_id (stmt, 3, action->meeting_id);
  kl_stmt_bind_text (stmt, 4, action->text);
  kl_stmt_bind_id (stmt, 5, action->owner != NULL ? action->owner->id : 0);
  kl_stmt_bind_int (stmt, 6, action->due);
  kl_stmt_bind_int (stmt, 7, action->agreed_on);
  kl_stmt_bind_int (stmt, 8, action->done_on);
  kl_stmt_bind_id (stmt, 9, action->done_by);
  kl_stmt_bind_int (stmt, 10, action->recurrence.unit);
  kl_stmt_bind_int (stmt, 11, action->recurrence.every);
  kl_stmt_bind_int (stmt, 12, action->recurrence.from);
  kl_stmt_bind_int (stmt, 13, action->recurrence.until);
  kl_stmt_bind_id (stmt, 14, action->previous_id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  adding->id = kl_db_get_last_id (db);
  return kl_case_log_write (db, KL_AUDIT_ACTION, adding->id, action->case_id, KL_CHANGE_ACTIONS,
                            error);
}

static gboolean
check_recurrence (const KlRecurrence *recurrence, KlDate due, GError **error)
{
  if (recurrence->unit != KL_REPEAT_NEVER && due == KL_DATE_NONE)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("What comes back needs a first day: choose by when"));

  return kl_recurrence_is_valid (recurrence)
         || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                             _ ("It cannot come back so often: choose a week to a year"));
}

/**
 * kl_actions_add:
 * @db: a connection
 * @action: who does what by when; its id and the case's title are not looked at. An action of a
 *   case is of the case's school. What comes back has a day
 * @error: (out): return location for what went wrong
 *
 * Returns: the id of the action, 0 when it was not kept
 */
gint64
kl_actions_add (KlDb *db, const KlAction *action, GError **error)
{
  Adding adding = { .action = action };

  g_return_val_if_fail (db != NULL && action != NULL, 0);

  if (!kl_store_check_text (action->text, error) || !check_due (action->due, error)
      || !kl_store_check_day (action->agreed_on, error)
      || !check_recurrence (&action->recurrence, action->due, error))
    return 0;

  return kl_db_transaction (db, add_action, &adding, error) ? adding.id : 0;
}

/* Agreeing */

static gboolean
agree (KlDb *db, gpointer data, GError **error)
{
  Agreeing *agreeing = data;
  const KlAction *action = agreeing->action;
  g_autoptr (KlEntry) entry = NULL;

  agreeing->id = kl_actions_add (db, action, error);
  if (agreeing->id == 0)
    return FALSE;
  if (action->case_id == 0)
    return TRUE;

  entry = kl_entry_new ();
  entry->case_id = action->case_id;
  entry->kind = KL_ENTRY_ACTION;
  entry->happened_on = action->agreed_on;
  entry->text = g_strdup (action->text);
  entry->action_id = agreeing->id;
  return kl_entries_add (db, entry, agreeing->today, error) != 0;
}

/**
 * kl_actions_agree:
 * @db: a connection
 * @action: who does what by when, as kl_actions_add() takes it
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Adds an action, and tells on the timeline of its case that it was agreed, in one transaction. It
 * is told once: what comes back of itself is not agreed anew, and what is agreed in a talk, a
 * meeting or a handover is told by the event of that; those add it with kl_actions_add().
 *
 * Returns: the id of the action, 0 when it was not kept
 */
gint64
kl_actions_agree (KlDb *db, const KlAction *action, KlDate today, GError **error)
{
  Agreeing agreeing = { .action = action, .today = today };

  g_return_val_if_fail (db != NULL && action != NULL, 0);

  return kl_db_transaction (db, agree, &agreeing, error) ? agreeing.id : 0;
}

/* The case of an action, 0 when it is of none; an action that is not there is an error. */
static gboolean
get_case (KlDb *db, gint64 action_id, gint64 *case_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_CASE);
  gboolean found = FALSE;

  kl_stmt_bind_int (stmt, 1, action_id);
  if (kl_stmt_step (stmt))
    {
      found = TRUE;
      *case_id = kl_stmt_get_int (stmt, 0);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return found
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("This action is not there any more"));
}

static gboolean
edit_action (KlDb *db, gpointer data, GError **error)
{
  const Changing *changing = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_EDIT);
  gint64 case_id;

  if (!get_case (db, changing->id, &case_id, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, changing->id);
  kl_stmt_bind_text (stmt, 2, changing->text);
  kl_stmt_bind_id (stmt, 3, changing->owner_id);
  kl_stmt_bind_int (stmt, 4, changing->day);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  return kl_case_log_write (db, KL_AUDIT_ACTION, changing->id, case_id, KL_CHANGE_ACTIONS, error);
}

/**
 * kl_actions_edit:
 * @db: a connection
 * @action_id: an action
 * @text: what is to be done
 * @owner_id: who does it, or 0 when nobody is chosen yet
 * @due: by when, or %KL_DATE_NONE
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_actions_edit (KlDb *db,
                 gint64 action_id,
                 const char *text,
                 gint64 owner_id,
                 KlDate due,
                 GError **error)
{
  Changing changing = { .id = action_id, .text = text, .owner_id = owner_id, .day = due };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_store_check_text (text, error) && check_due (due, error)
         && kl_db_transaction (db, edit_action, &changing, error);
}

static KlAction *
read_action (KlStmt *stmt, KlPersonBook *book)
{
  KlAction *action = g_new0 (KlAction, 1);

  action->id = kl_stmt_get_int (stmt, 0);
  action->case_id = kl_stmt_get_int (stmt, 1);
  action->school_id = kl_stmt_get_int (stmt, 2);
  action->meeting_id = kl_stmt_get_int (stmt, 3);
  action->text = kl_stmt_dup_text (stmt, 4);
  action->case_title = kl_stmt_dup_text (stmt, 5);
  action->owner = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 6));
  action->due = (KlDate) kl_stmt_get_int (stmt, 7);
  action->agreed_on = (KlDate) kl_stmt_get_int (stmt, 8);
  action->done_on = (KlDate) kl_stmt_get_int (stmt, 9);
  action->done_by = kl_stmt_get_int (stmt, 10);
  action->recurrence.unit = kl_stmt_get_int (stmt, 11);
  action->recurrence.every = (int) kl_stmt_get_int (stmt, 12);
  action->recurrence.from = (KlDate) kl_stmt_get_int (stmt, 13);
  action->recurrence.until = (KlDate) kl_stmt_get_int (stmt, 14);
  action->previous_id = kl_stmt_get_int (stmt, 15);

  return action;
}

/**
 * kl_actions_get:
 * @db: a connection
 * @action_id: an action
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): the action; an error when it is not there
 */
KlAction *
kl_actions_get (KlDb *db, gint64 action_id, GError **error)
{
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlAction) action = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  book = kl_person_book_new (db, 0);
  stmt = kl_db_statement (db, &sql, SQL_GET);
  kl_stmt_bind_int (stmt, 1, action_id);
  if (kl_stmt_step (stmt))
    action = read_action (stmt, book);
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;
  if (action == NULL)
    kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND, _ ("This action is not there any more"));

  return g_steal_pointer (&action);
}

/* Changing what somebody else may change too */

static gboolean
change_action (KlDb *db, gpointer data, GError **error)
{
  const Seeing *seeing = data;
  const KlAction *seen = seeing->seen;
  const KlAction *changed = seeing->changed;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_CHANGE);
  gint64 case_id;

  if (!get_case (db, seen->id, &case_id, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, seen->id);
  kl_stmt_bind_text (stmt, 2, changed->text);
  kl_stmt_bind_id (stmt, 3, changed->owner != NULL ? changed->owner->id : 0);
  kl_stmt_bind_int (stmt, 4, changed->due);
  kl_stmt_bind_text (stmt, 5, seen->text);
  kl_stmt_bind_id (stmt, 6, seen->owner != NULL ? seen->owner->id : 0);
  kl_stmt_bind_int (stmt, 7, seen->due);
  if (!kl_stmt_run (stmt, error))
    return FALSE;
  if (kl_db_get_n_changed (db) == 0)
    return kl_store_refuse (error, KL_STORE_ERROR_CONFLICT,
                            _ ("Somebody changed this action in the meantime: choose what it "
                               "should say."));

  return kl_case_log_write (db, KL_AUDIT_ACTION, seen->id, case_id, KL_CHANGE_ACTIONS, error);
}

/**
 * kl_actions_change:
 * @db: a connection
 * @seen: the action as it was read, before it was worked on
 * @changed: as it should be: what, who and by when
 * @current: (out) (optional) (nullable): on %KL_STORE_ERROR_CONFLICT the action as somebody else
 *   left it, to lay beside @changed; free with kl_action_free()
 * @error: (out): return location for what went wrong
 *
 * The same as kl_actions_edit(), but when somebody else was first nothing is written and both are
 * at hand.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_actions_change (KlDb *db,
                   const KlAction *seen,
                   const KlAction *changed,
                   KlAction **current,
                   GError **error)
{
  Seeing seeing = { seen, changed };
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (db != NULL && seen != NULL && changed != NULL, FALSE);

  if (current != NULL)
    *current = NULL;
  if (!kl_store_check_text (changed->text, error) || !check_due (changed->due, error))
    return FALSE;
  if (kl_db_transaction (db, change_action, &seeing, &local))
    return TRUE;

  if (current != NULL && g_error_matches (local, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT))
    *current = kl_actions_get (db, seen->id, NULL);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Coming back */

static gboolean
write_recurrence (KlDb *db, gpointer data, GError **error)
{
  const Recurring *recurring = data;
  const KlRecurrence *recurrence = recurring->recurrence;
  g_autoptr (KlAction) action = kl_actions_get (db, recurring->id, error);
  g_autoptr (KlStmt) stmt = NULL;

  if (action == NULL || !check_recurrence (recurrence, action->due, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_SET_RECURRENCE);
  kl_stmt_bind_int (stmt, 1, recurring->id);
  kl_stmt_bind_int (stmt, 2, recurrence->unit);
  kl_stmt_bind_int (stmt, 3, recurrence->every);
  kl_stmt_bind_int (stmt, 4, recurrence->from);
  kl_stmt_bind_int (stmt, 5, recurrence->until);

  return kl_stmt_run (stmt, error)
         && kl_case_log_write (db, KL_AUDIT_ACTION, recurring->id, action->case_id,
                               KL_CHANGE_ACTIONS, error);
}

/**
 * kl_actions_set_recurrence:
 * @db: a connection
 * @action_id: an open action with a day
 * @recurrence: how often it comes back from now on
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_actions_set_recurrence (KlDb *db,
                           gint64 action_id,
                           const KlRecurrence *recurrence,
                           GError **error)
{
  Recurring recurring = { action_id, recurrence };

  g_return_val_if_fail (db != NULL && recurrence != NULL, FALSE);

  return kl_db_transaction (db, write_recurrence, &recurring, error);
}

static gboolean
has_next (KlDb *db, gint64 action_id, gboolean *found, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_FIND_NEXT);

  kl_stmt_bind_int (stmt, 1, action_id);
  *found = kl_stmt_step (stmt);

  return kl_stmt_finish (stmt, error);
}

/* What comes back is there again once it is ticked off; two who tick it off make one. */
static gboolean
make_next (KlDb *db, const KlAction *action, KlDate done_on, GError **error)
{
  KlAction next = *action;
  Adding adding = { .action = &next };
  gboolean found;

  if (action->recurrence.unit == KL_REPEAT_NEVER)
    return TRUE;
  next.due = kl_recurrence_get_following (&action->recurrence, action->due, done_on);
  if (next.due == KL_DATE_NONE)
    return TRUE;
  if (!has_next (db, action->id, &found, error))
    return FALSE;

  next.previous_id = action->id;
  next.agreed_on = done_on;
  next.done_on = KL_DATE_NONE;
  next.done_by = 0;
  return found || add_action (db, &adding, error);
}

static gboolean
take_back_next (KlDb *db, const KlAction *action, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_TAKE_BACK_NEXT);

  if (action->recurrence.unit == KL_REPEAT_NEVER || action->done_on == KL_DATE_NONE)
    return TRUE;

  kl_stmt_bind_int (stmt, 1, action->id);
  kl_stmt_bind_int (stmt, 2,
                    kl_recurrence_get_following (&action->recurrence, action->due,
                                                 action->done_on));

  return kl_stmt_run (stmt, error);
}

static gboolean
set_done (KlDb *db, gpointer data, GError **error)
{
  const Changing *changing = data;
  g_autoptr (KlAction) action = kl_actions_get (db, changing->id, error);
  g_autoptr (KlStmt) stmt = NULL;

  if (action == NULL)
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_SET_DONE);
  kl_stmt_bind_int (stmt, 1, changing->id);
  kl_stmt_bind_int (stmt, 2, changing->day);
  kl_stmt_bind_id (stmt, 3, changing->owner_id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;
  if (changing->day != KL_DATE_NONE ? !make_next (db, action, changing->day, error)
                                    : !take_back_next (db, action, error))
    return FALSE;

  return kl_case_log_write (db, KL_AUDIT_ACTION, changing->id, action->case_id, KL_CHANGE_ACTIONS,
                            error);
}

/**
 * kl_actions_set_done:
 * @db: a connection
 * @action_id: an action
 * @done_on: the day it was done, or %KL_DATE_NONE to open it again
 * @error: (out): return location for what went wrong
 *
 * It is done in the name of the one who acts. What comes back is there again for its next day; when
 * it is opened again that one goes, unless somebody has done something with it.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_actions_set_done (KlDb *db, gint64 action_id, KlDate done_on, GError **error)
{
  Changing changing = { .id = action_id, .day = done_on };

  g_return_val_if_fail (db != NULL, FALSE);

  if (done_on != KL_DATE_NONE)
    {
      changing.owner_id = kl_db_get_professional_id (db);
      if (!kl_store_check_day (done_on, error))
        return FALSE;
    }

  return kl_db_transaction (db, set_done, &changing, error);
}

/**
 * kl_actions_list:
 * @db: a connection
 * @filter: of which case, school or person; one of them at least
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlAction): open actions first, by day, then what is
 *   done
 */
GPtrArray *
kl_actions_list (KlDb *db, const KlActionFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_action_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;
  guint statement;

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);
  g_return_val_if_fail (filter->case_id != 0 || filter->owner_id != 0 || filter->school_id != 0,
                        NULL);

  if (filter->case_id != 0)
    statement = SQL_LIST_OF_CASE;
  else
    statement = filter->owner_id != 0 ? SQL_LIST_OF_OWNER : SQL_LIST_OF_SCHOOL;

  book = kl_person_book_new (db, filter->school_id);
  stmt = kl_db_statement (db, &sql, statement);
  kl_stmt_bind_int (stmt, 1, filter->case_id != 0 ? filter->case_id : filter->school_id);
  kl_stmt_bind_int (stmt, 2, filter->owner_id);
  kl_stmt_bind_int (stmt, 3, filter->open_only);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (actions, read_action (stmt, book));
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&actions);
}
