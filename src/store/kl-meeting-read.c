/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meetings.h"

#include <glib/gi18n-lib.h>

#include "kl-case-rows.h"
#include "kl-visibility.h"

#define COLUMNS                                                                                    \
  "m.id, m.school_id, s.name, m.kind, m.day, m.starts_at, m.duration, m.place, m.settled,"         \
  " m.series, m.held_from, m.held_until, m.uid, m.sequence,"                                       \
  " (SELECT max (p.day) FROM meeting p"                                                            \
  " WHERE p.school_id = m.school_id AND p.kind = m.kind AND p.day < m.day)"
#define TABLES " FROM meeting m JOIN school s ON s.id = m.school_id"

enum
{
  SQL_GET,
  SQL_GET_NEXT,
  SQL_GET_ON,
  SQL_LIST,
  SQL_LIST_ATTENDEES,
  SQL_LIST_ITEMS,
  SQL_LIST_DECISIONS,
  SQL_LIST_ONLY_FOR,
  SQL_GET_CASE,
  SQL_COUNT_SINCE,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET] =
    "SELECT " COLUMNS TABLES " WHERE m.id = ?1",
  /* 0 is the care team. */
  [SQL_GET_NEXT] =
    "SELECT " COLUMNS TABLES " WHERE m.school_id = ?1 AND m.day >= ?2 AND m.kind = 0"
    " AND m.settled = 0 ORDER BY m.day, m.starts_at, m.id LIMIT 1",
  [SQL_GET_ON] =
    "SELECT " COLUMNS TABLES " WHERE m.school_id = ?1 AND m.day = ?2"
    " ORDER BY m.kind, m.starts_at, m.id LIMIT 1",
  [SQL_LIST] =
    "SELECT " COLUMNS TABLES " WHERE m.school_id = ?1 AND m.day BETWEEN ?2 AND ?3"
    " ORDER BY m.day, m.starts_at, m.id",
  [SQL_LIST_ATTENDEES] =
    "SELECT person_kind, person_id, person_name, chair, present, excuse FROM attendee"
    " WHERE meeting_id = ?1 ORDER BY position",
  [SQL_LIST_ITEMS] =
    "SELECT i.id, i.case_id, i.position, coalesce (c.title, i.title), i.question, i.minutes,"
    " i.ready, i.writer_id, i.decision, i.state, i.notes, i.spent, i.carried_from, i.parents,"
    " i.parents_why, i.pupil, i.pupil_why"
    " FROM agenda_item i LEFT JOIN care_case c ON c.id = i.case_id"
    " WHERE i.meeting_id = ?1 ORDER BY i.position, i.id",
  [SQL_LIST_DECISIONS] =
    "SELECT d.item_id, d.id, d.kind, d.body, d.owner_id, d.partner_id, d.day, d.value, d.applied,"
    " d.action_id, d.referral_id, d.was, d.was_day FROM agenda_item i JOIN decision d ON d.item_id = i.id"
    " WHERE i.meeting_id = ?1 ORDER BY i.position, i.id, d.position, d.id",
  [SQL_LIST_ONLY_FOR] =
    "SELECT a.item_id, a.person_kind, a.person_id, nullif (a.person_name, '')"
    " FROM agenda_item i JOIN attendee_item a ON a.item_id = i.id WHERE i.meeting_id = ?1"
    " ORDER BY i.position, i.id, a.person_kind, a.person_id",
  [SQL_GET_CASE] =
    "SELECT " KL_CASE_ROW_COLUMNS KL_CASE_ROW_TABLES " WHERE c.id = ?1",
  [SQL_COUNT_SINCE] =
    "SELECT count (*) FROM entry e WHERE e.case_id = ?1 AND e.happened_on > ?2 AND e.happened_on <= ?3"
    " AND " KL_SQL_SEES ("e"),
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static KlMeeting *
read_meeting (KlStmt *stmt)
{
  KlMeeting *meeting = kl_meeting_new ();

  meeting->id = kl_stmt_get_int (stmt, 0);
  meeting->school_id = kl_stmt_get_int (stmt, 1);
  meeting->school_name = kl_stmt_dup_text (stmt, 2);
  meeting->kind = kl_stmt_get_int (stmt, 3);
  meeting->date = (KlDate) kl_stmt_get_int (stmt, 4);
  meeting->starts_at = (int) kl_stmt_get_int (stmt, 5);
  meeting->duration = (int) kl_stmt_get_int (stmt, 6);
  meeting->place = kl_stmt_dup_text (stmt, 7);
  meeting->settled = kl_stmt_get_int (stmt, 8) != 0;
  meeting->series = kl_stmt_get_int (stmt, 9);
  meeting->held_from = kl_stmt_get_int (stmt, 10);
  meeting->held_until = kl_stmt_get_int (stmt, 11);
  meeting->uid = kl_stmt_dup_text (stmt, 12);
  meeting->sequence = (int) kl_stmt_get_int (stmt, 13);
  meeting->previous_on = (KlDate) kl_stmt_get_int (stmt, 14);

  return meeting;
}

static gboolean
load_attendees (KlDb *db, KlMeeting *meeting, KlPersonBook *book, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_ATTENDEES);

  kl_stmt_bind_int (stmt, 1, meeting->id);
  while (kl_stmt_step (stmt))
    {
      KlAttendee *attendee = g_new0 (KlAttendee, 1);

      attendee->person = kl_person_book_dup (book, kl_stmt_get_int (stmt, 0),
                                             kl_stmt_get_int (stmt, 1), kl_stmt_get_text (stmt, 2));
      attendee->chair = kl_stmt_get_int (stmt, 3) != 0;
      attendee->present = kl_stmt_get_int (stmt, 4) != 0;
      attendee->excuse = kl_stmt_dup_text (stmt, 5);
      g_ptr_array_add (meeting->attendees, attendee);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
load_items (KlDb *db, KlMeeting *meeting, KlPersonBook *book, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_ITEMS);

  kl_stmt_bind_int (stmt, 1, meeting->id);
  while (kl_stmt_step (stmt))
    {
      KlAgendaItem *item = g_new0 (KlAgendaItem, 1);

      item->id = kl_stmt_get_int (stmt, 0);
      item->meeting_id = meeting->id;
      item->case_id = kl_stmt_get_int (stmt, 1);
      item->position = (int) kl_stmt_get_int (stmt, 2);
      item->title = kl_stmt_dup_text (stmt, 3);
      item->question = kl_stmt_dup_text (stmt, 4);
      item->minutes = (int) kl_stmt_get_int (stmt, 5);
      item->ready = kl_stmt_get_int (stmt, 6) != 0;
      item->writer = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 7));
      item->decision = kl_stmt_dup_text (stmt, 8);
      item->state = kl_stmt_get_int (stmt, 9);
      item->notes = kl_stmt_dup_text (stmt, 10);
      item->spent = (int) kl_stmt_get_int (stmt, 11);
      item->carried_from = kl_stmt_get_int (stmt, 12);
      item->parents = kl_stmt_get_int (stmt, 13);
      item->parents_why = kl_stmt_dup_text (stmt, 14);
      item->pupil = kl_stmt_get_int (stmt, 15);
      item->pupil_why = kl_stmt_dup_text (stmt, 16);
      g_ptr_array_add (meeting->items, item);
    }

  return kl_stmt_finish (stmt, error);
}

static KlAgendaItem *
find_item (const KlMeeting *meeting, gint64 item_id)
{
  for (guint i = 0; i < meeting->items->len; i++)
    {
      KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      if (item->id == item_id)
        return item;
    }

  return NULL;
}

static KlDecision *
read_decision (KlStmt *stmt, KlPersonBook *book)
{
  KlDecision *decision = g_new0 (KlDecision, 1);

  decision->item_id = kl_stmt_get_int (stmt, 0);
  decision->id = kl_stmt_get_int (stmt, 1);
  decision->kind = kl_stmt_get_int (stmt, 2);
  decision->text = kl_stmt_dup_text (stmt, 3);
  decision->owner = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 4));
  decision->partner = kl_person_book_dup_partner (book, kl_stmt_get_int (stmt, 5));
  decision->day = (KlDate) kl_stmt_get_int (stmt, 6);
  decision->value = (int) kl_stmt_get_int (stmt, 7);
  decision->applied = kl_stmt_get_int (stmt, 8) != 0;
  decision->action_id = kl_stmt_get_int (stmt, 9);
  decision->referral_id = kl_stmt_get_int (stmt, 10);
  decision->was = (int) kl_stmt_get_int (stmt, 11);
  decision->was_day = (KlDate) kl_stmt_get_int (stmt, 12);

  return decision;
}

static gboolean
load_decisions (KlDb *db, KlMeeting *meeting, KlPersonBook *book, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_DECISIONS);

  kl_stmt_bind_int (stmt, 1, meeting->id);
  while (kl_stmt_step (stmt))
    {
      KlAgendaItem *item = find_item (meeting, kl_stmt_get_int (stmt, 0));

      if (item->decisions == NULL)
        item->decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_decision_free);
      g_ptr_array_add (item->decisions, read_decision (stmt, book));
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
load_only_for (KlDb *db, KlMeeting *meeting, KlPersonBook *book, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_ONLY_FOR);

  kl_stmt_bind_int (stmt, 1, meeting->id);
  while (kl_stmt_step (stmt))
    {
      KlAgendaItem *item = find_item (meeting, kl_stmt_get_int (stmt, 0));

      if (item->only_for == NULL)
        item->only_for = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
      g_ptr_array_add (item->only_for,
                       kl_person_book_dup (book, kl_stmt_get_int (stmt, 1),
                                           kl_stmt_get_int (stmt, 2), kl_stmt_get_text (stmt, 3)));
    }

  return kl_stmt_finish (stmt, error);
}

/* Whom the cases are about, in full and for a cover. */
static gboolean
load_about (KlDb *db, KlMeeting *meeting, KlPersonBook *book, GError **error)
{
  g_autoptr (KlCaseRows) rows = kl_case_rows_new (db, book, meeting->date);
  g_autoptr (GPtrArray) finished = NULL;

  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_CASE);

      kl_stmt_bind_int (stmt, 1, item->case_id);
      if (item->case_id != 0 && kl_stmt_step (stmt))
        kl_case_rows_read (rows, stmt);
      if (!kl_stmt_finish (stmt, error))
        return FALSE;
    }
  kl_case_rows_fill_pupils (rows);
  finished = kl_case_rows_finish (rows, error);
  if (finished == NULL)
    return FALSE;

  /* Rows come back in the order they went in. */
  for (guint i = 0, n = 0; i < meeting->items->len && n < finished->len; i++)
    {
      KlAgendaItem *item = g_ptr_array_index (meeting->items, i);
      KlCaseRow *row = g_ptr_array_index (finished, n);

      if (item->case_id != row->id)
        continue;
      item->about = g_strdup (row->about);
      item->about_group = g_strdup (row->about_group);
      item->about_short = g_strdup (row->about_short);
      n++;
    }

  return TRUE;
}

/* What happened in a case since the meeting before, as far as the one who asks may see it. */
static gboolean
count_changes (KlDb *db, const KlMeeting *meeting, KlAgendaItem *item, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  KlSight sight;

  if (item->case_id == 0 || meeting->previous_on == KL_DATE_NONE)
    return TRUE;
  if (!kl_visibility_get_case (db, item->case_id, &sight, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_COUNT_SINCE);
  kl_stmt_bind_int (stmt, 1, item->case_id);
  kl_stmt_bind_int (stmt, 2, meeting->previous_on);
  kl_stmt_bind_int (stmt, 3, meeting->date);
  kl_visibility_bind (stmt, &sight);
  if (kl_stmt_step (stmt))
    item->n_changes = (int) kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

static gboolean
load_rest (KlDb *db, KlMeeting *meeting, GError **error)
{
  g_autoptr (KlPersonBook) book = kl_person_book_new (db, meeting->school_id);

  if (!load_attendees (db, meeting, book, error) || !load_items (db, meeting, book, error)
      || !load_decisions (db, meeting, book, error) || !load_only_for (db, meeting, book, error)
      || !load_about (db, meeting, book, error))
    return FALSE;

  for (guint i = 0; i < meeting->items->len; i++)
    if (!count_changes (db, meeting, g_ptr_array_index (meeting->items, i), error))
      return FALSE;

  return kl_person_book_finish (book, error);
}

static KlMeeting *
take_meeting (KlDb *db, guint statement, gint64 id, KlDate day, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);
  g_autoptr (KlMeeting) meeting = NULL;

  kl_stmt_bind_int (stmt, 1, id);
  if (day != KL_DATE_NONE)
    kl_stmt_bind_int (stmt, 2, day);
  if (kl_stmt_step (stmt))
    meeting = read_meeting (stmt);
  if (!kl_stmt_finish (stmt, error) || meeting == NULL || !load_rest (db, meeting, error))
    return NULL;

  return g_steal_pointer (&meeting);
}

/**
 * kl_meetings_get:
 * @db: a connection
 * @meeting_id: a meeting
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): the meeting with its attendees and agenda; an error when it is not
 * there
 */
KlMeeting *
kl_meetings_get (KlDb *db, gint64 meeting_id, GError **error)
{
  g_autoptr (GError) local = NULL;
  KlMeeting *meeting;

  g_return_val_if_fail (db != NULL, NULL);

  meeting = take_meeting (db, SQL_GET, meeting_id, KL_DATE_NONE, &local);
  if (meeting == NULL && local == NULL)
    kl_store_refuse (&local, KL_STORE_ERROR_NOT_FOUND, _ ("This meeting is not there any more"));
  if (local != NULL)
    g_propagate_error (error, g_steal_pointer (&local));

  return meeting;
}

/**
 * kl_meetings_get_next:
 * @db: a connection
 * @school_id: a school
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (nullable): the first care-team meeting from @today on; %NULL without an
 *   error when none is planned
 */
KlMeeting *
kl_meetings_get_next (KlDb *db, gint64 school_id, KlDate today, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return take_meeting (db, SQL_GET_NEXT, school_id, today, error);
}

/**
 * kl_meetings_get_on:
 * @db: a connection
 * @school_id: a school
 * @day: a day
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (nullable): the meeting of that day, the care team first; %NULL without
 *   an error when there is none
 */
KlMeeting *
kl_meetings_get_on (KlDb *db, gint64 school_id, KlDate day, GError **error)
{
  g_return_val_if_fail (db != NULL && day != KL_DATE_NONE, NULL);

  return take_meeting (db, SQL_GET_ON, school_id, day, error);
}

/**
 * kl_meetings_list:
 * @db: a connection
 * @school_id: a school
 * @from: the first day
 * @until: the last day
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlMeeting): the meetings of those days with attendees
 *   and agenda, oldest first
 */
GPtrArray *
kl_meetings_list (KlDb *db, gint64 school_id, KlDate from, KlDate until, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  g_autoptr (GPtrArray) meetings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_meeting_free);

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, school_id);
  kl_stmt_bind_int (stmt, 2, from);
  kl_stmt_bind_int (stmt, 3, until);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (meetings, read_meeting (stmt));
  if (!kl_stmt_finish (stmt, error))
    return NULL;

  for (guint i = 0; i < meetings->len; i++)
    if (!load_rest (db, g_ptr_array_index (meetings, i), error))
      return NULL;

  return g_steal_pointer (&meetings);
}

/* A point without what was asked, said and decided, and without the case for who may not know. */
static void
hide_item (KlAgendaItem *item, const KlSight *sight)
{
  item->hidden = TRUE;
  item->n_changes = 0;
  g_clear_pointer (&item->question, g_free);
  g_clear_pointer (&item->decision, g_free);
  g_clear_pointer (&item->notes, g_free);
  g_clear_pointer (&item->parents_why, g_free);
  g_clear_pointer (&item->pupil_why, g_free);
  g_clear_pointer (&item->decisions, g_ptr_array_unref);
  if (sight->caseload)
    return;

  g_set_str (&item->title, _ ("A case that is not for you"));
  g_clear_pointer (&item->about, g_free);
  g_clear_pointer (&item->about_group, g_free);
  g_clear_pointer (&item->about_short, g_free);
  g_clear_pointer (&item->writer, kl_person_free);
  item->case_id = 0;
}

/**
 * kl_meetings_hide:
 * @db: a connection
 * @meeting: a meeting with its agenda
 * @error: (out): return location for what went wrong
 *
 * Leaves out of an agenda what the one who acts may not see: of a case that is not for him or her
 * what is asked, said and decided; of one that he or she may not even know of all but the time.
 * What was left out is marked and may never be written back.
 *
 * Returns: %TRUE when it is done
 */
gboolean
kl_meetings_hide (KlDb *db, KlMeeting *meeting, GError **error)
{
  g_return_val_if_fail (db != NULL && meeting != NULL, FALSE);

  for (guint i = 0; i < meeting->items->len; i++)
    {
      KlAgendaItem *item = g_ptr_array_index (meeting->items, i);
      KlSight sight;

      if (item->case_id == 0)
        continue;
      if (!kl_visibility_get_case (db, item->case_id, &sight, error))
        return FALSE;
      if (!sight.team)
        hide_item (item, &sight);
    }

  return TRUE;
}
