/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-plan.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-meeting-private.h"
#include "kl-meetings.h"
#include "kl-professionals.h"
#include "kl-schools.h"
#include "model/kl-agenda.h"

/* Meetings that return, and who comes for which point. */

/* How far back a meeting is looked for that the new one resembles, and how far ahead. */
#define LOOK_BACK_DAYS 400
#define LOOK_AHEAD_DAYS 730

enum
{
  SQL_SET_INVITED,
  SQL_CLEAR_ONLY_FOR,
  SQL_ADD_ONLY_FOR,
  SQL_SET_SERIES,
  SQL_FIND_ON,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_SET_INVITED] =
    "UPDATE agenda_item SET parents = ?2, parents_why = ?3, pupil = ?4, pupil_why = ?5"
    " WHERE id = ?1",
  [SQL_CLEAR_ONLY_FOR] =
    "DELETE FROM attendee_item WHERE person_kind = ?2 AND person_id = ?3"
    " AND person_name = coalesce (?4, '')"
    " AND item_id IN (SELECT id FROM agenda_item WHERE meeting_id = ?1)",
  [SQL_ADD_ONLY_FOR] =
    "INSERT INTO attendee_item (item_id, person_kind, person_id, person_name)"
    " SELECT id, ?3, ?4, coalesce (?5, '') FROM agenda_item WHERE id = ?2 AND meeting_id = ?1",
  [SQL_SET_SERIES] =
    "UPDATE meeting SET series = ?2 WHERE id = ?1",
  [SQL_FIND_ON] =
    "SELECT 1 FROM meeting WHERE school_id = ?1 AND kind = ?2 AND day = ?3",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 id;
  KlAnswer parents, pupil;
  const char *parents_why, *pupil_why;
  const KlPerson *person;
  GArray *item_ids;
} Work;

typedef struct
{
  const KlMeeting *first;
  GArray *days;
  GArray *ids;
} Series;

/* Who is there */

static gboolean
set_invited (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_INVITED);
  KlPointFacts facts;

  if (!kl_point_get_facts (db, work->id, &facts, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, work->id);
  kl_stmt_bind_int (stmt, 2, work->parents);
  kl_stmt_bind_text_or_empty (stmt, 3, work->parents_why);
  kl_stmt_bind_int (stmt, 4, work->pupil);
  kl_stmt_bind_text_or_empty (stmt, 5, work->pupil_why);

  return kl_stmt_run (stmt, error) && kl_point_log_write (db, &facts, error);
}

/**
 * kl_meetings_set_invited:
 * @db: a connection
 * @item_id: a point about a case
 * @parents: whether the parents are invited for it
 * @parents_why: (nullable): why, or why not
 * @pupil: whether the pupil is
 * @pupil_why: (nullable): why, or why not
 * @error: (out): return location for what went wrong
 *
 * Talk with parents, not about them: who is not invited needs a reason.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_meetings_set_invited (KlDb *db,
                         gint64 item_id,
                         KlAnswer parents,
                         const char *parents_why,
                         KlAnswer pupil,
                         const char *pupil_why,
                         GError **error)
{
  Work work = { .id = item_id,
                .parents = parents,
                .parents_why = parents_why,
                .pupil = pupil,
                .pupil_why = pupil_why };

  g_return_val_if_fail (db != NULL, FALSE);

  if ((parents == KL_ANSWER_NO && (parents_why == NULL || *parents_why == '\0'))
      || (pupil == KL_ANSWER_NO && (pupil_why == NULL || *pupil_why == '\0')))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("Say why the parents or the pupil are not invited"));

  return kl_db_transaction (db, set_invited, &work, error);
}

static void
bind_person (KlStmt *stmt, int parameter, const KlPerson *person)
{
  kl_stmt_bind_int (stmt, parameter, person->kind);
  kl_stmt_bind_int (stmt, parameter + 1, person->id);
  kl_stmt_bind_text (stmt, parameter + 2, person->id == 0 ? person->name : NULL);
}

static gboolean
set_only_for (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, work->id, error);
  g_autoptr (KlStmt) clear = NULL;

  if (meeting == NULL)
    return FALSE;

  clear = kl_db_statement (db, &sql, SQL_CLEAR_ONLY_FOR);
  kl_stmt_bind_int (clear, 1, work->id);
  bind_person (clear, 2, work->person);
  if (!kl_stmt_run (clear, error))
    return FALSE;

  for (guint i = 0; work->item_ids != NULL && i < work->item_ids->len; i++)
    {
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_ONLY_FOR);

      kl_stmt_bind_int (stmt, 1, work->id);
      kl_stmt_bind_int (stmt, 2, g_array_index (work->item_ids, gint64, i));
      bind_person (stmt, 3, work->person);
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return kl_meeting_log_write (db, meeting->id, meeting->school_id, error);
}

/**
 * kl_meetings_set_only_for:
 * @db: a connection
 * @meeting_id: a meeting
 * @person: somebody who takes part in it
 * @item_ids: (nullable) (element-type gint64): the points this person comes for, %NULL or empty for
 *   all of them
 * @error: (out): return location for what went wrong
 *
 * Who comes for some points sees only those cases by being at the meeting.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_meetings_set_only_for (KlDb *db,
                          gint64 meeting_id,
                          const KlPerson *person,
                          GArray *item_ids,
                          GError **error)
{
  Work work = { .id = meeting_id, .person = person, .item_ids = item_ids };

  g_return_val_if_fail (db != NULL && person != NULL, FALSE);

  return kl_db_transaction (db, set_only_for, &work, error);
}

/**
 * kl_meetings_propose:
 * @db: a connection
 * @school_id: a school
 * @kind: the kind to plan
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): a meeting like the last of its kind, six weeks of school later, or with
 *   those who usually come; it is not planned yet
 */
KlMeeting *
kl_meetings_propose (KlDb *db, gint64 school_id, KlMeetingKind kind, KlDate today, GError **error)
{
  g_autoptr (GPtrArray) meetings = NULL;
  g_autoptr (GPtrArray) professionals = NULL;
  g_autoptr (KlCalendar) calendar = NULL;
  KlMeeting *meeting;

  g_return_val_if_fail (db != NULL, NULL);

  meetings =
    kl_meetings_list (db, school_id, today - LOOK_BACK_DAYS, today + LOOK_AHEAD_DAYS, error);
  if (meetings == NULL)
    return NULL;
  professionals = kl_professionals_list (db, school_id, error);
  if (professionals == NULL)
    return NULL;
  calendar = kl_schools_get_calendar (db, school_id, error);
  if (calendar == NULL)
    return NULL;

  meeting = kl_agenda_propose (meetings, school_id, kind, calendar, today);
  if (meeting->attendees->len == 0)
    kl_agenda_invite_usual (meeting, professionals);

  return meeting;
}

/* Series */

static gboolean
has_meeting (KlDb *db, const KlMeeting *meeting, KlDate day, gboolean *found, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_FIND_ON);

  kl_stmt_bind_int (stmt, 1, meeting->school_id);
  kl_stmt_bind_int (stmt, 2, meeting->kind);
  kl_stmt_bind_int (stmt, 3, day);
  *found = kl_stmt_step (stmt);

  return kl_stmt_finish (stmt, error);
}

static gboolean
set_series (KlDb *db, gint64 meeting_id, gint64 first_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_SERIES);

  kl_stmt_bind_int (stmt, 1, meeting_id);
  kl_stmt_bind_int (stmt, 2, first_id);

  return kl_stmt_run (stmt, error);
}

static gboolean
plan_one (KlDb *db, Series *series, KlDate day, GError **error)
{
  KlMeeting meeting = *series->first;
  gint64 id;

  meeting.date = day;
  id = kl_meetings_plan (db, &meeting, error);
  if (id == 0)
    return FALSE;

  g_array_append_val (series->ids, id);
  return set_series (db, id, g_array_index (series->ids, gint64, 0), error);
}

static gboolean
plan_series (KlDb *db, gpointer data, GError **error)
{
  Series *series = data;

  for (guint i = 0; i < series->days->len; i++)
    {
      const KlDate day = g_array_index (series->days, KlDate, i);
      gboolean found;

      if (!has_meeting (db, series->first, day, &found, error)
          || (!found && !plan_one (db, series, day, error)))
        return FALSE;
    }

  return TRUE;
}

/**
 * kl_meetings_plan_series:
 * @db: a connection
 * @first: school, kind, time, place and attendees of each; its day is not looked at
 * @days: (element-type KlDate): the days, as from kl_calendar_list_every()
 * @error: (out): return location for what went wrong
 *
 * Plans meetings that return. A day that has one of the same kind already is passed over.
 *
 * Returns: (transfer full) (element-type gint64): the ids of those that were planned; %NULL with an
 *   error when none is kept
 */
GArray *
kl_meetings_plan_series (KlDb *db, const KlMeeting *first, GArray *days, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  Series series = { .first = first, .days = days, .ids = ids };

  g_return_val_if_fail (db != NULL && first != NULL && days != NULL, NULL);

  return kl_db_transaction (db, plan_series, &series, error) ? g_steal_pointer (&ids) : NULL;
}
