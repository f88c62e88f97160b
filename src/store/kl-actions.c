/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-actions.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"

#define COLUMNS                                                                                    \
  "a.id, a.case_id, a.school_id, a.meeting_id, a.body, c.title, a.owner_id, a.due, a.agreed_on,"   \
  " a.done_on, a.done_by"
#define TABLES " FROM action a LEFT JOIN care_case c ON c.id = a.case_id"
/* Open ones first, then by day; what has no day comes after what has. */
#define ORDER " ORDER BY a.done_on, a.due = 0, a.due, a.id"

enum
{
  SQL_ADD,
  SQL_GET_CASE,
  SQL_EDIT,
  SQL_SET_DONE,
  SQL_LIST_OF_CASE,
  SQL_LIST_OF_SCHOOL,
  SQL_LIST_OF_OWNER,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO action (school_id, case_id, meeting_id, body, owner_id, due, agreed_on, done_on,"
    " done_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_GET_CASE] =
    "SELECT case_id FROM action WHERE id = ?",
  [SQL_EDIT] =
    "UPDATE action SET body = ?2, owner_id = ?3, due = ?4 WHERE id = ?1",
  [SQL_SET_DONE] =
    "UPDATE action SET done_on = ?2, done_by = ?3 WHERE id = ?1",
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
  gint64 id;
  const char *text;
  gint64 owner_id;
  KlDate day;
} Changing;

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
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  adding->id = kl_db_get_last_id (db);
  return kl_case_log_write (db, KL_AUDIT_ACTION, adding->id, action->case_id, KL_CHANGE_ACTIONS,
                            error);
}

/**
 * kl_actions_add:
 * @db: a connection
 * @action: who does what by when; its id and the case's title are not looked at. An action of a
 *   case is of the case's school
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
      || !kl_store_check_day (action->agreed_on, error))
    return 0;

  return kl_db_transaction (db, add_action, &adding, error) ? adding.id : 0;
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

static gboolean
set_done (KlDb *db, gpointer data, GError **error)
{
  const Changing *changing = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_DONE);
  gint64 case_id;

  if (!get_case (db, changing->id, &case_id, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, changing->id);
  kl_stmt_bind_int (stmt, 2, changing->day);
  kl_stmt_bind_id (stmt, 3, changing->owner_id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  return kl_case_log_write (db, KL_AUDIT_ACTION, changing->id, case_id, KL_CHANGE_ACTIONS, error);
}

/**
 * kl_actions_set_done:
 * @db: a connection
 * @action_id: an action
 * @done_on: the day it was done, or %KL_DATE_NONE to open it again
 * @error: (out): return location for what went wrong
 *
 * It is done in the name of the one who acts.
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

  return action;
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
