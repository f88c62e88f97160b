/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-cases.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-case-steps.h"
#include "kl-ids.h"
#include "kl-topics.h"

enum
{
  SQL_ADD,
  SQL_LINK_TOPIC,
  SQL_ADD_PUPIL,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO care_case (id, school_id, title, subject, group_id, family_id, asked_by, route,"
    " route_via, theme, status, support_level, owner_id, trusted_id, opened_on, closed_on,"
    " monitor_until, help, led_to_help, passed_on, contact_continues, satisfied)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_LINK_TOPIC] =
    "INSERT INTO case_topic (case_id, topic_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
  [SQL_ADD_PUPIL] =
    "INSERT INTO case_pupil (case_id, pupil_id, role) VALUES (?1, ?2, ?3)",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlCaseFile *file;
  gint64 id;
} Restoring;

static gboolean
insert_case (KlDb *db, const KlCaseFile *file, gint64 id, GError **error)
{
  const KlCaseRow *row = file->row;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD);
  int n = 1;

  kl_stmt_bind_int (stmt, n++, id);
  kl_stmt_bind_int (stmt, n++, row->school_id);
  kl_stmt_bind_text (stmt, n++, row->title);
  kl_stmt_bind_int (stmt, n++, row->subject);
  kl_stmt_bind_id (stmt, n++, file->group_id);
  kl_stmt_bind_id (stmt, n++, file->family_id);
  kl_stmt_bind_int (stmt, n++, file->asked_by);
  kl_stmt_bind_int (stmt, n++, file->route);
  kl_stmt_bind_id (stmt, n++, file->route_via != NULL ? file->route_via->id : 0);
  kl_stmt_bind_int (stmt, n++, row->theme);
  kl_stmt_bind_int (stmt, n++, row->status);
  kl_stmt_bind_int (stmt, n++, row->support_level);
  kl_stmt_bind_id (stmt, n++, row->owner != NULL ? row->owner->id : 0);
  kl_stmt_bind_id (stmt, n++, row->trusted != NULL ? row->trusted->id : 0);
  kl_stmt_bind_int (stmt, n++, row->opened_on);
  kl_stmt_bind_int (stmt, n++, row->closed_on);
  kl_stmt_bind_int (stmt, n++, row->monitor_until);
  kl_stmt_bind_int (stmt, n++, file->help);
  kl_stmt_bind_int (stmt, n++, file->led_to_help);
  kl_stmt_bind_int (stmt, n++, file->passed_on);
  kl_stmt_bind_int (stmt, n++, file->contact_continues);
  kl_stmt_bind_int (stmt, n++, file->satisfied);

  return kl_stmt_run (stmt, error);
}

static gboolean
insert_pupils (KlDb *db, const Restoring *restoring, GError **error)
{
  for (guint i = 0; i < restoring->file->pupils->len; i++)
    {
      const KlCasePupil *member = g_ptr_array_index (restoring->file->pupils, i);
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_PUPIL);

      kl_stmt_bind_int (stmt, 1, restoring->id);
      kl_stmt_bind_int (stmt, 2, member->pupil->id);
      kl_stmt_bind_int (stmt, 3, member->role);
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_topics (KlDb *db, const Restoring *restoring, GError **error)
{
  for (guint i = 0; i < restoring->file->topics->len; i++)
    {
      gint64 topic_id = kl_topics_ensure (db, restoring->file->row->theme,
                                          g_ptr_array_index (restoring->file->topics, i), error);
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LINK_TOPIC);

      kl_stmt_bind_int (stmt, 1, restoring->id);
      kl_stmt_bind_int (stmt, 2, topic_id);
      if (topic_id == 0 || !kl_stmt_run (stmt, error))
        return FALSE;
    }

  return TRUE;
}

/* How it began and how it stands; what came between is told by the timeline alone. */
static gboolean
add_steps (KlDb *db, const Restoring *restoring, GError **error)
{
  const KlCaseFile *file = restoring->file;
  const KlCaseRow *row = file->row;
  const gboolean closed = row->status == KL_CASE_STATUS_CLOSED;
  const KlCaseStep began = { .case_id = restoring->id,
                             .from = KL_CASE_STATUS_NONE,
                             .to = KL_CASE_STATUS_NEW,
                             .day = row->opened_on,
                             .recorded_at = -1 };
  const KlCaseStep stands = { .case_id = restoring->id,
                              .from = KL_CASE_STATUS_NEW,
                              .to = row->status,
                              .day = closed ? row->closed_on : KL_DATE_NONE,
                              .recorded_at = -1,
                              .monitor_until = row->monitor_until,
                              .help = closed ? file->help : KL_HELP_NONE,
                              .led_to_help = closed && file->led_to_help,
                              .passed_on = closed && file->passed_on,
                              .contact_continues = closed && file->contact_continues,
                              .satisfied = closed ? file->satisfied : KL_SATISFIED_UNKNOWN };

  return kl_case_steps_add (db, &began, error) != 0
         && (row->status == KL_CASE_STATUS_NEW || kl_case_steps_add (db, &stands, error) != 0);
}

static gboolean
restore (KlDb *db, gpointer data, GError **error)
{
  Restoring *restoring = data;
  const KlCaseFile *file = restoring->file;

  return kl_case_get_next_id (db, file->row->school_id, &restoring->id, error)
         && insert_case (db, file, restoring->id, error) && insert_pupils (db, restoring, error)
         && insert_topics (db, restoring, error) && add_steps (db, restoring, error)
         && kl_case_log_write (db, KL_AUDIT_CASE, restoring->id, restoring->id, KL_CHANGE_CASES,
                               error);
}

/**
 * kl_cases_restore:
 * @db: a connection
 * @file: what a case says of itself, whom it is about and its topics; what happened in it is not
 *   looked at and is added afterwards, oldest first
 * @error: (out): return location for what went wrong
 *
 * Adds a case that has a history already: from another file, or to show one. A question that is
 * caught now goes through kl_cases_add().
 *
 * Returns: the id of the case, 0 when it was not kept
 */
gint64
kl_cases_restore (KlDb *db, const KlCaseFile *file, GError **error)
{
  Restoring restoring = { .file = file };

  g_return_val_if_fail (db != NULL && file != NULL, 0);

  if (!kl_store_check_text (file->row->title, error)
      || !kl_store_check_day (file->row->opened_on, error))
    return 0;

  return kl_db_transaction (db, restore, &restoring, error) ? restoring.id : 0;
}
