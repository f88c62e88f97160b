/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-private.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"

enum
{
  SQL_GET_POINT,
  SQL_GET_SCHOOL,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET_POINT] =
    "SELECT i.meeting_id, i.case_id, m.school_id, i.state, m.settled FROM agenda_item i"
    " JOIN meeting m ON m.id = i.meeting_id WHERE i.id = ?1",
  [SQL_GET_SCHOOL] =
    "SELECT school_id FROM meeting WHERE id = ?1",
};
/* clang-format on */

static const KlSql point_sql = KL_SQL (statements);

/* Runs a statement of one of the files about one thing. */
gboolean
kl_meeting_run (KlDb *db, const KlSql *sql, guint statement, gint64 id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, sql, statement);

  kl_stmt_bind_int (stmt, 1, id);

  return kl_stmt_run (stmt, error);
}

/* The same with a value: a moment, a number of minutes. */
gboolean
kl_meeting_run_with (KlDb *db,
                     const KlSql *sql,
                     guint statement,
                     gint64 id,
                     gint64 value,
                     GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, sql, statement);

  kl_stmt_bind_int (stmt, 1, id);
  kl_stmt_bind_int (stmt, 2, value);

  return kl_stmt_run (stmt, error);
}

/* Finds a point of an agenda; an error when it is not there. */
gboolean
kl_point_get_facts (KlDb *db, gint64 item_id, KlPointFacts *facts, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &point_sql, SQL_GET_POINT);

  *facts = (KlPointFacts) { .id = item_id };
  kl_stmt_bind_int (stmt, 1, item_id);
  if (kl_stmt_step (stmt))
    {
      facts->meeting_id = kl_stmt_get_int (stmt, 0);
      facts->case_id = kl_stmt_get_int (stmt, 1);
      facts->school_id = kl_stmt_get_int (stmt, 2);
      facts->state = kl_stmt_get_int (stmt, 3);
      facts->settled = kl_stmt_get_int (stmt, 4) != 0;
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return facts->meeting_id != 0
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("This point is not on the agenda any more"));
}

/* The same for one that can still change. */
gboolean
kl_point_get_open_facts (KlDb *db, gint64 item_id, KlPointFacts *facts, GError **error)
{
  return kl_point_get_facts (db, item_id, facts, error)
         && (facts->state != KL_POINT_DISCUSSED
             || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                                 _ ("This point is finished. What changes now is written in the "
                                    "case itself.")));
}

const KlAgendaItem *
kl_point_find (const KlMeeting *meeting, gint64 item_id)
{
  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      if (item->id == item_id)
        return item;
    }

  return NULL;
}

/* Says that a point was written, to who watches and in the log. */
gboolean
kl_point_log_write (KlDb *db, const KlPointFacts *facts, GError **error)
{
  kl_db_touch (db, KL_CHANGE_MEETINGS, facts->case_id);
  return facts->case_id != 0 ? kl_audit_append_for_case (db, KL_AUDIT_WRITE, KL_AUDIT_AGENDA,
                                                         facts->id, facts->case_id, NULL, error)
                             : kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_AGENDA, facts->id,
                                                facts->school_id, 0, NULL, error);
}

/* Finds the school of a meeting; an error when it is not there. */
gboolean
kl_meeting_get_school (KlDb *db, gint64 meeting_id, gint64 *school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &point_sql, SQL_GET_SCHOOL);

  *school_id = 0;
  kl_stmt_bind_int (stmt, 1, meeting_id);
  if (kl_stmt_step (stmt))
    *school_id = kl_stmt_get_int (stmt, 0);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return *school_id != 0
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("This meeting is not there any more"));
}

gboolean
kl_meeting_log_write (KlDb *db, gint64 meeting_id, gint64 school_id, GError **error)
{
  kl_db_touch (db, KL_CHANGE_MEETINGS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_MEETING, meeting_id, school_id, 0, NULL,
                          error);
}
