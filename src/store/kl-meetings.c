/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meetings.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-ids.h"
#include "kl-meeting-private.h"
#include "kl-meeting-settle.h"

/* Planning a meeting and changing its agenda; reading them stands in kl-meeting-read.c. */

#define MAX_MINUTES 600

enum
{
  SQL_PLAN,
  SQL_EDIT,
  SQL_SET_SETTLED,
  SQL_CLEAR_ATTENDEES,
  SQL_ADD_ATTENDEE,
  SQL_GET_CASE_TITLE,
  SQL_FIND_CASE,
  SQL_GET_LAST_POSITION,
  SQL_ADD_ITEM,
  SQL_EDIT_ITEM,
  SQL_REMOVE_ITEM,
  SQL_LIST_ITEMS,
  SQL_SET_POSITION,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_PLAN] =
    "INSERT INTO meeting (school_id, kind, day, starts_at, duration, place, uid)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
  [SQL_EDIT] =
    "UPDATE meeting SET kind = ?2, day = ?3, starts_at = ?4, duration = ?5, place = ?6,"
    " sequence = sequence + CASE WHEN kind <> ?2 OR day <> ?3 OR starts_at <> ?4"
    " OR duration <> ?5 OR place <> ?6 THEN 1 ELSE 0 END WHERE id = ?1",
  [SQL_SET_SETTLED] =
    "UPDATE meeting SET settled = ?2 WHERE id = ?1",
  [SQL_CLEAR_ATTENDEES] =
    "DELETE FROM attendee WHERE meeting_id = ?1",
  [SQL_ADD_ATTENDEE] =
    "INSERT INTO attendee (meeting_id, position, person_kind, person_id, person_name, chair,"
    " present, excuse) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
  [SQL_GET_CASE_TITLE] =
    "SELECT title, owner_id FROM care_case WHERE id = ?1",
  [SQL_FIND_CASE] =
    "SELECT id FROM agenda_item WHERE meeting_id = ?1 AND case_id = ?2",
  [SQL_GET_LAST_POSITION] =
    "SELECT coalesce (max (position), 0) FROM agenda_item WHERE meeting_id = ?1",
  [SQL_ADD_ITEM] =
    "INSERT INTO agenda_item (meeting_id, case_id, position, title, question, minutes, writer_id)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
  [SQL_EDIT_ITEM] =
    "UPDATE agenda_item SET title = ?2, question = ?3, minutes = ?4, ready = ?5, writer_id = ?6,"
    " decision = ?7 WHERE id = ?1",
  [SQL_REMOVE_ITEM] =
    "DELETE FROM agenda_item WHERE id = ?1 AND notes = '' AND NOT EXISTS"
    " (SELECT 1 FROM decision WHERE item_id = ?1)",
  [SQL_LIST_ITEMS] =
    "SELECT id FROM agenda_item WHERE meeting_id = ?1 ORDER BY position, id",
  [SQL_SET_POSITION] =
    "UPDATE agenda_item SET position = ?2 WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlMeeting *meeting;
  gint64 id;
} Planning;

typedef struct
{
  gint64 meeting_id;
  GPtrArray *attendees;
  gboolean settled;
} Changing;

typedef struct
{
  gint64 meeting_id;
  gint64 case_id;
  const char *title;
  const char *question;
  int minutes;
  gint64 id;
} AddingItem;

typedef struct
{
  const KlAgendaItem *item;
  gint64 id;
  int position; /* from 1; 0 removes it */
} ChangingItem;

/* Meetings */

static gboolean
check_meeting (const KlMeeting *meeting, GError **error)
{
  if (!kl_store_check_day (meeting->date, error))
    return FALSE;
  if (meeting->starts_at < 0 || meeting->starts_at >= 24 * 60 || meeting->duration < 1
      || meeting->duration > MAX_MINUTES)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("A meeting starts within the day and takes 1 to 600 minutes"));

  return TRUE;
}

/* For planning the first parameter is the school, for editing the meeting itself. */
static gboolean
write_meeting (KlDb *db, guint statement, gint64 first, const KlMeeting *meeting, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, first);
  kl_stmt_bind_int (stmt, 2, meeting->kind);
  kl_stmt_bind_int (stmt, 3, meeting->date);
  kl_stmt_bind_int (stmt, 4, meeting->starts_at);
  kl_stmt_bind_int (stmt, 5, meeting->duration);
  kl_stmt_bind_text_or_empty (stmt, 6, meeting->place);
  if (statement == SQL_PLAN)
    {
      g_autofree char *uid = g_uuid_string_random ();

      kl_stmt_bind_text (stmt, 7, uid);
    }

  return kl_stmt_run (stmt, error);
}

static gboolean
write_attendees (KlDb *db, gint64 meeting_id, GPtrArray *attendees, GError **error)
{
  g_autoptr (KlStmt) clear = kl_db_statement (db, &sql, SQL_CLEAR_ATTENDEES);

  kl_stmt_bind_int (clear, 1, meeting_id);
  if (!kl_stmt_run (clear, error))
    return FALSE;

  for (guint i = 0; i < attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (attendees, i);
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_ATTENDEE);

      kl_stmt_bind_int (stmt, 1, meeting_id);
      kl_stmt_bind_int (stmt, 2, i);
      kl_person_bind (stmt, 3, attendee->person);
      kl_stmt_bind_int (stmt, 6, attendee->chair);
      kl_stmt_bind_int (stmt, 7, attendee->present);
      kl_stmt_bind_text (stmt, 8, attendee->excuse);
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
plan (KlDb *db, gpointer data, GError **error)
{
  Planning *planning = data;
  const KlMeeting *meeting = planning->meeting;

  if (!write_meeting (db, SQL_PLAN, meeting->school_id, meeting, error))
    return FALSE;

  planning->id = kl_db_get_last_id (db);
  return write_attendees (db, planning->id, meeting->attendees, error)
         && kl_meeting_log_write (db, planning->id, meeting->school_id, error)
         && kl_meetings_carry_over (db, planning->id, NULL, error);
}

/**
 * kl_meetings_plan:
 * @db: a connection
 * @meeting: school, kind, day, time, place and attendees; its agenda is not looked at
 * @error: (out): return location for what went wrong
 *
 * What an earlier meeting of the same kind did not reach comes on its agenda.
 *
 * Returns: the id of the meeting, 0 when it was not kept
 */
gint64
kl_meetings_plan (KlDb *db, const KlMeeting *meeting, GError **error)
{
  Planning planning = { .meeting = meeting };

  g_return_val_if_fail (db != NULL && meeting != NULL, 0);

  return check_meeting (meeting, error) && kl_db_transaction (db, plan, &planning, error)
           ? planning.id
           : 0;
}

static gboolean
edit (KlDb *db, gpointer data, GError **error)
{
  const Planning *planning = data;
  const KlMeeting *meeting = planning->meeting;
  gint64 school_id;

  return kl_meeting_get_school (db, meeting->id, &school_id, error)
         && write_meeting (db, SQL_EDIT, meeting->id, meeting, error)
         && kl_meeting_log_write (db, meeting->id, school_id, error);
}

/**
 * kl_meetings_edit:
 * @db: a connection
 * @meeting: a meeting with another kind, day, time or place
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_meetings_edit (KlDb *db, const KlMeeting *meeting, GError **error)
{
  Planning planning = { .meeting = meeting };

  g_return_val_if_fail (db != NULL && meeting != NULL, FALSE);

  return check_meeting (meeting, error) && kl_db_transaction (db, edit, &planning, error);
}

static gboolean
change_meeting (KlDb *db, gpointer data, GError **error)
{
  const Changing *changing = data;
  gint64 school_id;

  if (!kl_meeting_get_school (db, changing->meeting_id, &school_id, error))
    return FALSE;

  if (changing->attendees != NULL)
    {
      if (!write_attendees (db, changing->meeting_id, changing->attendees, error))
        return FALSE;
    }
  else
    {
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_SETTLED);

      kl_stmt_bind_int (stmt, 1, changing->meeting_id);
      kl_stmt_bind_int (stmt, 2, changing->settled);
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return kl_meeting_log_write (db, changing->meeting_id, school_id, error);
}

/**
 * kl_meetings_set_settled:
 * @db: a connection
 * @meeting_id: a meeting
 * @settled: whether it was held and its decisions are worked out
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_meetings_set_settled (KlDb *db, gint64 meeting_id, gboolean settled, GError **error)
{
  Changing changing = { .meeting_id = meeting_id, .settled = settled };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, change_meeting, &changing, error);
}

/**
 * kl_meetings_set_attendees:
 * @db: a connection
 * @meeting_id: a meeting
 * @attendees: (element-type KlAttendee): everybody who is expected, in order; they take the place
 *   of who was there before
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_meetings_set_attendees (KlDb *db, gint64 meeting_id, GPtrArray *attendees, GError **error)
{
  Changing changing = { .meeting_id = meeting_id, .attendees = attendees };

  g_return_val_if_fail (db != NULL && attendees != NULL, FALSE);

  return kl_db_transaction (db, change_meeting, &changing, error);
}

/* The agenda */

static gboolean
check_minutes (int minutes, GError **error)
{
  return (minutes >= 0 && minutes <= MAX_MINUTES)
         || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                             _ ("A point of the agenda takes 0 to 600 minutes"));
}

static gboolean
check_not_on_agenda (KlDb *db, const AddingItem *adding, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_FIND_CASE);
  gboolean found;

  kl_stmt_bind_int (stmt, 1, adding->meeting_id);
  kl_stmt_bind_int (stmt, 2, adding->case_id);
  found = kl_stmt_step (stmt);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return !found
         || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                             _ ("This case stands on the agenda already"));
}

static gboolean
get_case_title (KlDb *db, gint64 case_id, char **title, gint64 *owner_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_CASE_TITLE);

  kl_stmt_bind_int (stmt, 1, case_id);
  if (kl_stmt_step (stmt))
    {
      *title = kl_stmt_dup_text (stmt, 0);
      *owner_id = kl_stmt_get_int (stmt, 1);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return *title != NULL
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("This case is not there any more"));
}

static gboolean
get_last_position (KlDb *db, gint64 meeting_id, int *position, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_LAST_POSITION);

  *position = 0;
  kl_stmt_bind_int (stmt, 1, meeting_id);
  if (kl_stmt_step (stmt))
    *position = (int) kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

static gboolean
add_item (KlDb *db, gpointer data, GError **error)
{
  AddingItem *adding = data;
  g_autofree char *title = g_strdup (adding->title);
  g_autoptr (KlStmt) stmt = NULL;
  KlPointFacts facts;
  gint64 school_id, writer_id = 0;
  int position;

  if (!kl_meeting_get_school (db, adding->meeting_id, &school_id, error))
    return FALSE;
  if (adding->case_id != 0
      && (!check_not_on_agenda (db, adding, error)
          || !get_case_title (db, adding->case_id, &title, &writer_id, error)))
    return FALSE;
  if (adding->case_id != 0 && kl_ids_get_school (adding->case_id) != school_id)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("This case is of another school"));
  if (!get_last_position (db, adding->meeting_id, &position, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_ADD_ITEM);
  kl_stmt_bind_int (stmt, 1, adding->meeting_id);
  kl_stmt_bind_id (stmt, 2, adding->case_id);
  kl_stmt_bind_int (stmt, 3, position + 1);
  kl_stmt_bind_text (stmt, 4, title);
  kl_stmt_bind_text_or_empty (stmt, 5, adding->question);
  kl_stmt_bind_int (stmt, 6, adding->minutes);
  kl_stmt_bind_id (stmt, 7, writer_id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  adding->id = kl_db_get_last_id (db);
  facts = (KlPointFacts) { .id = adding->id, .case_id = adding->case_id, .school_id = school_id };
  return kl_point_log_write (db, &facts, error);
}

/**
 * kl_meetings_add_case:
 * @db: a connection
 * @meeting_id: a meeting
 * @case_id: a case that is not on its agenda yet
 * @question: (nullable): what we need from the team
 * @minutes: how long it may take
 * @error: (out): return location for what went wrong
 *
 * Puts a case last on the agenda; its owner writes the summary.
 *
 * Returns: the id of the point, 0 when it was not kept
 */
gint64
kl_meetings_add_case (KlDb *db,
                      gint64 meeting_id,
                      gint64 case_id,
                      const char *question,
                      int minutes,
                      GError **error)
{
  AddingItem adding = {
    .meeting_id = meeting_id, .case_id = case_id, .question = question, .minutes = minutes
  };

  g_return_val_if_fail (db != NULL && case_id > 0, 0);

  return check_minutes (minutes, error) && kl_db_transaction (db, add_item, &adding, error)
           ? adding.id
           : 0;
}

/**
 * kl_meetings_add_point:
 * @db: a connection
 * @meeting_id: a meeting
 * @title: the point
 * @question: (nullable): what we need from the team
 * @minutes: how long it may take
 * @error: (out): return location for what went wrong
 *
 * Puts something that is no case last on the agenda.
 *
 * Returns: the id of the point, 0 when it was not kept
 */
gint64
kl_meetings_add_point (KlDb *db,
                       gint64 meeting_id,
                       const char *title,
                       const char *question,
                       int minutes,
                       GError **error)
{
  AddingItem adding = {
    .meeting_id = meeting_id, .title = title, .question = question, .minutes = minutes
  };

  g_return_val_if_fail (db != NULL, 0);

  return kl_store_check_text (title, error) && check_minutes (minutes, error)
             && kl_db_transaction (db, add_item, &adding, error)
           ? adding.id
           : 0;
}

static gboolean
edit_item (KlDb *db, gpointer data, GError **error)
{
  const ChangingItem *changing = data;
  const KlAgendaItem *item = changing->item;
  g_autoptr (KlStmt) stmt = NULL;
  KlPointFacts facts;

  if (!kl_point_get_facts (db, item->id, &facts, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_EDIT_ITEM);
  kl_stmt_bind_int (stmt, 1, item->id);
  kl_stmt_bind_text (stmt, 2, item->title);
  kl_stmt_bind_text_or_empty (stmt, 3, item->question);
  kl_stmt_bind_int (stmt, 4, item->minutes);
  kl_stmt_bind_int (stmt, 5, item->ready);
  kl_stmt_bind_id (stmt, 6, item->writer != NULL ? item->writer->id : 0);
  kl_stmt_bind_text_or_empty (stmt, 7, item->decision);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  return kl_point_log_write (db, &facts, error);
}

/**
 * kl_meetings_edit_item:
 * @db: a connection
 * @item: a point with another title, question, time, writer or decision, or another answer to
 *   whether its summary is ready
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_meetings_edit_item (KlDb *db, const KlAgendaItem *item, GError **error)
{
  ChangingItem changing = { .item = item };

  g_return_val_if_fail (db != NULL && item != NULL, FALSE);

  return kl_store_check_text (item->title, error) && check_minutes (item->minutes, error)
         && kl_db_transaction (db, edit_item, &changing, error);
}

static GArray *
list_items (KlDb *db, gint64 meeting_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_ITEMS);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  kl_stmt_bind_int (stmt, 1, meeting_id);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&ids) : NULL;
}

static gboolean
number_items (KlDb *db, GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_POSITION);

      kl_stmt_bind_int (stmt, 1, g_array_index (ids, gint64, i));
      kl_stmt_bind_int (stmt, 2, i + 1);
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
remove_item (KlDb *db, gint64 item_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_REMOVE_ITEM);

  kl_stmt_bind_int (stmt, 1, item_id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  return kl_db_get_n_changed (db) > 0
         || kl_store_refuse (
           error, KL_STORE_ERROR_INVALID,
           _ ("Something was said or decided at this point: it stays on the agenda"));
}

/* Takes a point out of the order, and puts it back at its new place or drops it. */
static gboolean
place_item (KlDb *db, gpointer data, GError **error)
{
  const ChangingItem *changing = data;
  g_autoptr (GArray) ids = NULL;
  KlPointFacts facts;

  if (!kl_point_get_facts (db, changing->id, &facts, error))
    return FALSE;
  ids = list_items (db, facts.meeting_id, error);
  if (ids == NULL)
    return FALSE;

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == changing->id)
      g_array_remove_index (ids, i--);
  if (changing->position > 0)
    g_array_insert_val (ids, MIN ((guint) changing->position - 1, ids->len), changing->id);
  else if (!remove_item (db, changing->id, error))
    return FALSE;

  return number_items (db, ids, error) && kl_point_log_write (db, &facts, error);
}

/**
 * kl_meetings_move_item:
 * @db: a connection
 * @item_id: a point of an agenda
 * @position: its new place, from 1; past the end is the last
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when the order is kept
 */
gboolean
kl_meetings_move_item (KlDb *db, gint64 item_id, int position, GError **error)
{
  ChangingItem changing = { .id = item_id, .position = position };

  g_return_val_if_fail (db != NULL && position >= 1, FALSE);

  return kl_db_transaction (db, place_item, &changing, error);
}

/**
 * kl_meetings_remove_item:
 * @db: a connection
 * @item_id: a point of an agenda
 * @error: (out): return location for what went wrong
 *
 * Takes a point off the agenda; what comes after it moves up.
 *
 * Returns: %TRUE when it is gone
 */
gboolean
kl_meetings_remove_item (KlDb *db, gint64 item_id, GError **error)
{
  ChangingItem changing = { .id = item_id };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, place_item, &changing, error);
}
