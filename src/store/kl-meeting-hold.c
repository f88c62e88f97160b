/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-hold.h"

#include <glib/gi18n-lib.h>

#include "kl-actions.h"
#include "kl-case-private.h"
#include "kl-cases.h"
#include "kl-entries.h"
#include "kl-meetings.h"
#include "kl-referrals.h"

/*
 * Holding a meeting and settling it. A decision waits with its point until that is finished: then
 * it becomes what it is, and the point an entry in its case, in one transaction. What was not
 * reached goes to the next meeting of the same kind, when it is settled or when that is planned.
 */

#define MAX_SPENT (24 * 60 * 60)

enum
{
  SQL_BEGIN,
  SQL_SETTLE,
  SQL_SET_NOTES,
  SQL_SET_SPENT,
  SQL_GET_ITEM,
  SQL_ADD_DECISION,
  SQL_EDIT_DECISION,
  SQL_GET_DECISION_ITEM,
  SQL_REMOVE_DECISION,
  SQL_SET_APPLIED,
  SQL_SET_DISCUSSED,
  SQL_SET_NOT_REACHED,
  SQL_FIND_NEXT,
  SQL_CARRY,
  SQL_SET_INVITED,
  SQL_CLEAR_ONLY_FOR,
  SQL_ADD_ONLY_FOR,
  SQL_SET_SERIES,
  SQL_FIND_ON,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_BEGIN] =
    "UPDATE meeting SET held_from = ?2 WHERE id = ?1 AND held_from = 0",
  [SQL_SETTLE] =
    "UPDATE meeting SET settled = 1, held_until = ?2,"
    " held_from = CASE held_from WHEN 0 THEN ?2 ELSE held_from END WHERE id = ?1",
  [SQL_SET_NOTES] =
    "UPDATE agenda_item SET notes = ?2 WHERE id = ?1",
  [SQL_SET_SPENT] =
    "UPDATE agenda_item SET spent = ?2 WHERE id = ?1",
  [SQL_GET_ITEM] =
    "SELECT i.meeting_id, i.case_id, m.school_id, i.state FROM agenda_item i"
    " JOIN meeting m ON m.id = i.meeting_id WHERE i.id = ?1",
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
  [SQL_SET_APPLIED] =
    "UPDATE decision SET applied = 1, action_id = ?2, referral_id = ?3 WHERE id = ?1",
  [SQL_SET_DISCUSSED] =
    "UPDATE agenda_item SET state = 1, decision = ?2 WHERE id = ?1",
  /* An opening or a closing belongs to one meeting; a case comes back. */
  [SQL_SET_NOT_REACHED] =
    "UPDATE agenda_item SET state = 2 WHERE meeting_id = ?1 AND state = 0 AND case_id IS NOT NULL",
  [SQL_FIND_NEXT] =
    "SELECT n.id FROM meeting m JOIN meeting n ON n.school_id = m.school_id AND n.kind = m.kind"
    " AND n.settled = 0 AND (n.day, n.starts_at, n.id) > (m.day, m.starts_at, m.id)"
    " WHERE m.id = ?1 ORDER BY n.day, n.starts_at, n.id LIMIT 1",
  /* A case that is closed meanwhile, or stands on this agenda already, does not come along. */
  [SQL_CARRY] =
    "INSERT INTO agenda_item (meeting_id, case_id, title, question, minutes, writer_id,"
    " carried_from, position)"
    " SELECT ?1, i.case_id, i.title, i.question, i.minutes, i.writer_id, i.id,"
    " (SELECT coalesce (max (position), 0) FROM agenda_item WHERE meeting_id = ?1)"
    " + row_number () OVER (ORDER BY m.day, i.position, i.id)"
    " FROM meeting n JOIN meeting m ON m.school_id = n.school_id AND m.kind = n.kind"
    " AND m.settled = 1 AND m.day <= n.day JOIN agenda_item i ON i.meeting_id = m.id AND i.state = 2"
    " JOIN care_case c ON c.id = i.case_id"
    " WHERE n.id = ?1 AND " KL_SQL_OPEN ("c")
    " AND NOT EXISTS (SELECT 1 FROM agenda_item o WHERE o.carried_from = i.id)"
    " AND NOT EXISTS (SELECT 1 FROM agenda_item o WHERE o.meeting_id = ?1"
                    " AND o.case_id = i.case_id)",
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
  gint64 meeting_id;
  gint64 case_id;
  gint64 school_id;
  KlPointState state;
} ItemFacts;

/* What one of the transactions below works on. */
typedef struct
{
  gint64 id;
  const KlDecision *decision;
  const char *notes;
  int spent;
  gint64 moment;
  KlDate today;
  KlAnswer parents, pupil;
  const char *parents_why, *pupil_why;
  const KlPerson *person;
  GArray *item_ids;
  guint n_carried;
} Work;

typedef struct
{
  const KlMeeting *first;
  GArray *days;
  GArray *ids;
} Series;

/* Auxiliary functions */

static gboolean
get_item (KlDb *db, gint64 item_id, ItemFacts *facts, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_ITEM);

  *facts = (ItemFacts) { .id = item_id };
  kl_stmt_bind_int (stmt, 1, item_id);
  if (kl_stmt_step (stmt))
    {
      facts->meeting_id = kl_stmt_get_int (stmt, 0);
      facts->case_id = kl_stmt_get_int (stmt, 1);
      facts->school_id = kl_stmt_get_int (stmt, 2);
      facts->state = kl_stmt_get_int (stmt, 3);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return facts->meeting_id != 0
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("This point is not on the agenda any more"));
}

static gboolean
get_open_item (KlDb *db, gint64 item_id, ItemFacts *facts, GError **error)
{
  return get_item (db, item_id, facts, error)
         && (facts->state != KL_POINT_DISCUSSED
             || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                                 _ ("This point is finished. What changes now is written in the "
                                    "case itself.")));
}

static gboolean
log_item (KlDb *db, const ItemFacts *facts, GError **error)
{
  kl_db_touch (db, KL_CHANGE_MEETINGS, facts->case_id);
  return facts->case_id != 0 ? kl_audit_append_for_case (db, KL_AUDIT_WRITE, KL_AUDIT_AGENDA,
                                                         facts->id, facts->case_id, NULL, error)
                             : kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_AGENDA, facts->id,
                                                facts->school_id, 0, NULL, error);
}

static gboolean
log_meeting (KlDb *db, const KlMeeting *meeting, GError **error)
{
  kl_db_touch (db, KL_CHANGE_MEETINGS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_MEETING, meeting->id, meeting->school_id, 0,
                          NULL, error);
}

static gboolean
run_for_moment (KlDb *db, guint statement, gint64 id, gint64 moment, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, id);
  kl_stmt_bind_int (stmt, 2, moment);

  return kl_stmt_run (stmt, error);
}

static gboolean
run_for_id (KlDb *db, guint statement, gint64 id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, id);

  return kl_stmt_run (stmt, error);
}

/* Notes */

static gboolean
begin (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, work->id, error);

  return meeting != NULL && run_for_moment (db, SQL_BEGIN, work->id, work->moment, error)
         && log_meeting (db, meeting, error);
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
  ItemFacts facts;

  if (!get_open_item (db, work->id, &facts, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, work->id);
  kl_stmt_bind_text_or_empty (stmt, 2, work->notes);

  return kl_stmt_run (stmt, error) && log_item (db, &facts, error);
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
  ItemFacts facts;

  return get_open_item (db, work->id, &facts, error)
         && run_for_moment (db, SQL_SET_SPENT, work->id, CLAMP (work->spent, 0, MAX_SPENT), error)
         && log_item (db, &facts, error);
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
check_decision (const KlDecision *decision, const ItemFacts *facts, GError **error)
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
  ItemFacts facts;

  if (!get_open_item (db, work->decision->item_id, &facts, error)
      || !check_decision (work->decision, &facts, error)
      || !write_decision (db, SQL_ADD_DECISION, facts.id, work->decision, error))
    return FALSE;

  work->id = kl_db_get_last_id (db);
  return log_item (db, &facts, error);
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
get_decision_item (KlDb *db, gint64 decision_id, ItemFacts *facts, GError **error)
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

  return get_open_item (db, item_id, facts, error);
}

static gboolean
edit_decision (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  ItemFacts facts;

  return get_decision_item (db, work->decision->id, &facts, error)
         && check_decision (work->decision, &facts, error)
         && write_decision (db, SQL_EDIT_DECISION, work->decision->id, work->decision, error)
         && log_item (db, &facts, error);
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
  ItemFacts facts;

  return get_decision_item (db, work->id, &facts, error)
         && run_for_id (db, SQL_REMOVE_DECISION, work->id, error) && log_item (db, &facts, error);
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

/* Finishing a point */

static gboolean
make_action (KlDb *db, const ItemFacts *facts, KlDecision *decision, KlDate today, GError **error)
{
  const KlAction action = {
    .case_id = facts->case_id,
    .school_id = facts->school_id,
    .meeting_id = facts->meeting_id,
    .text = decision->text,
    .owner = decision->owner,
    .due = decision->day,
    .agreed_on = today,
  };

  decision->action_id = kl_actions_add (db, &action, error);

  return decision->action_id != 0;
}

/* It is made ready only: sending asks for consent, which a meeting cannot give. */
static gboolean
make_referral (KlDb *db, const ItemFacts *facts, KlDecision *decision, KlDate today, GError **error)
{
  const KlReferral referral = {
    .case_id = facts->case_id,
    .partner = decision->partner,
    .purpose = KL_REFERRAL_TOELEIDING,
    .text = decision->text,
    .expected_on = decision->day,
    .median_days = -1,
  };

  decision->referral_id = kl_referrals_prepare (db, &referral, today, error);

  return decision->referral_id != 0;
}

static gboolean
become (KlDb *db, const ItemFacts *facts, KlDecision *decision, KlDate today, GError **error)
{
  switch (decision->kind)
    {
    case KL_DECISION_ACTION:
      return make_action (db, facts, decision, today, error);
    case KL_DECISION_REFERRAL:
      return make_referral (db, facts, decision, today, error);
    case KL_DECISION_STATUS:
      return kl_cases_set_status (db, facts->case_id, (KlCaseStatus) decision->value, decision->day,
                                  error);
    case KL_DECISION_LEVEL:
      return kl_cases_set_support_level (db, facts->case_id, decision->value, error);
    case KL_DECISION_AGAIN:  /* the suggestions for the next agenda look for it */
    case KL_DECISION_AGREED: /* stands in the minutes */
    default:
      return TRUE;
    }
}

static gboolean
apply (KlDb *db, const ItemFacts *facts, KlDecision *decision, KlDate today, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  if (decision->applied)
    return TRUE;
  if (!become (db, facts, decision, today, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_SET_APPLIED);
  kl_stmt_bind_int (stmt, 1, decision->id);
  kl_stmt_bind_id (stmt, 2, decision->action_id);
  kl_stmt_bind_id (stmt, 3, decision->referral_id);

  return kl_stmt_run (stmt, error);
}

/* The decisions as the minutes and the case have them, each on a line. */
static char *
join_decisions (const KlAgendaItem *item)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; item->decisions != NULL && i < item->decisions->len; i++)
    {
      const KlDecision *decision = g_ptr_array_index (item->decisions, i);
      g_autofree char *outcome = kl_decision_format_outcome (decision);

      if (joined->len > 0)
        g_string_append_c (joined, '\n');
      g_string_append_printf (joined, "%s (%s)", decision->text, outcome);
    }

  return joined->len > 0 ? g_string_free (g_steal_pointer (&joined), FALSE)
                         : g_strdup (item->decision != NULL ? item->decision : "");
}

static void
add_present (KlEntry *entry, const KlMeeting *meeting)
{
  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);

      if (attendee->present)
        g_ptr_array_add (entry->people, kl_person_copy (attendee->person));
    }
}

/* What the case keeps of the meeting: what was said, or else what was asked. */
static gboolean
write_entry (KlDb *db,
             const KlMeeting *meeting,
             const KlAgendaItem *item,
             const char *decisions,
             KlDate today,
             GError **error)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  const gboolean has_notes = item->notes != NULL && *item->notes != '\0';
  const gboolean has_question = item->question != NULL && *item->question != '\0';

  entry->case_id = item->case_id;
  entry->kind = KL_ENTRY_CARE_TEAM;
  entry->happened_on = MIN (meeting->date, today);
  entry->happened_at = -1;
  entry->visibility = KL_VISIBILITY_TEAM;
  entry->meeting_id = meeting->id;
  entry->text =
    g_strdup (has_notes      ? item->notes
              : has_question ? item->question
                             : kl_words_get_label (KL_WORDS_MEETING_KIND, meeting->kind));
  entry->decision = g_strdup (decisions);
  add_present (entry, meeting);

  return kl_entries_add (db, entry, today, error) != 0;
}

static const KlAgendaItem *
find_item (const KlMeeting *meeting, gint64 item_id)
{
  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);

      if (item->id == item_id)
        return item;
    }

  return NULL;
}

static gboolean
set_discussed (KlDb *db, gint64 item_id, const char *decisions, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_DISCUSSED);

  kl_stmt_bind_int (stmt, 1, item_id);
  kl_stmt_bind_text (stmt, 2, decisions);

  return kl_stmt_run (stmt, error);
}

static gboolean
finish_item (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KlMeeting) meeting = NULL;
  g_autofree char *decisions = NULL;
  const KlAgendaItem *item;
  ItemFacts facts;

  if (!get_open_item (db, work->id, &facts, error))
    return FALSE;
  meeting = kl_meetings_get (db, facts.meeting_id, error);
  if (meeting == NULL)
    return FALSE;

  item = find_item (meeting, work->id);
  for (guint i = 0; item->decisions != NULL && i < item->decisions->len; i++)
    if (!apply (db, &facts, g_ptr_array_index (item->decisions, i), work->today, error))
      return FALSE;

  decisions = join_decisions (item);
  return (item->case_id == 0 || write_entry (db, meeting, item, decisions, work->today, error))
         && set_discussed (db, item->id, decisions, error) && log_item (db, &facts, error);
}

/**
 * kl_meetings_finish_item:
 * @db: a connection
 * @item_id: a point that is not finished
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * The point was discussed: its decisions become actions, referrals that wait to be sent, another
 * status or level; a case gets an entry with what was said and decided and who was there.
 *
 * Returns: %TRUE when all of it is kept; nothing is otherwise
 */
gboolean
kl_meetings_finish_item (KlDb *db, gint64 item_id, KlDate today, GError **error)
{
  Work work = { .id = item_id, .today = today };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, finish_item, &work, error);
}

/* Settling */

static gboolean
carry (KlDb *db, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, work->id, error);

  if (meeting == NULL || !run_for_id (db, SQL_CARRY, work->id, error))
    return FALSE;

  work->n_carried = (guint) kl_db_get_n_changed (db);
  return work->n_carried == 0 || log_meeting (db, meeting, error);
}

/**
 * kl_meetings_carry_over:
 * @db: a connection
 * @meeting_id: a meeting that is still to come
 * @n_carried: (out) (optional): how many points came along
 * @error: (out): return location for what went wrong
 *
 * Puts the cases on the agenda that earlier meetings of the same kind did not reach, with their
 * questions. A case comes along once, and not when it is closed.
 *
 * Returns: %TRUE when they are kept
 */
gboolean
kl_meetings_carry_over (KlDb *db, gint64 meeting_id, guint *n_carried, GError **error)
{
  Work work = { .id = meeting_id };

  g_return_val_if_fail (db != NULL, FALSE);

  if (!kl_db_transaction (db, carry, &work, error))
    return FALSE;

  if (n_carried != NULL)
    *n_carried = work.n_carried;
  return TRUE;
}

static gboolean
find_next (KlDb *db, gint64 meeting_id, gint64 *next_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_FIND_NEXT);

  *next_id = 0;
  kl_stmt_bind_int (stmt, 1, meeting_id);
  if (kl_stmt_step (stmt))
    *next_id = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/* A point with notes or decisions was discussed, also when nobody pressed the button. */
static gboolean
finish_rest (KlDb *db, const KlMeeting *meeting, KlDate today, GError **error)
{
  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);
      const gboolean talked = (item->notes != NULL && *item->notes != '\0')
                              || (item->decisions != NULL && item->decisions->len > 0);

      if (item->state == KL_POINT_AHEAD && talked
          && !kl_meetings_finish_item (db, item->id, today, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
settle (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, work->id, error);
  gint64 next_id;

  if (meeting == NULL)
    return FALSE;
  if (meeting->settled)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("This meeting is settled already"));

  return finish_rest (db, meeting, work->today, error)
         && run_for_id (db, SQL_SET_NOT_REACHED, work->id, error)
         && run_for_moment (db, SQL_SETTLE, work->id, work->moment, error)
         && find_next (db, work->id, &next_id, error)
         && (next_id == 0 || kl_meetings_carry_over (db, next_id, NULL, error))
         && log_meeting (db, meeting, error);
}

/**
 * kl_meetings_settle:
 * @db: a connection
 * @meeting_id: a meeting
 * @moment: when it ended, in Unix seconds
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Finishes every point with notes or decisions; the cases among the others go to the next meeting
 * of the same kind, or wait until one is planned.
 *
 * Returns: %TRUE when all of it is kept; nothing is otherwise
 */
gboolean
kl_meetings_settle (KlDb *db, gint64 meeting_id, gint64 moment, KlDate today, GError **error)
{
  Work work = { .id = meeting_id, .moment = moment, .today = today };

  g_return_val_if_fail (db != NULL && moment > 0, FALSE);

  return kl_db_transaction (db, settle, &work, error);
}

/* Who is there */

static gboolean
set_invited (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_INVITED);
  ItemFacts facts;

  if (!get_item (db, work->id, &facts, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, work->id);
  kl_stmt_bind_int (stmt, 2, work->parents);
  kl_stmt_bind_text_or_empty (stmt, 3, work->parents_why);
  kl_stmt_bind_int (stmt, 4, work->pupil);
  kl_stmt_bind_text_or_empty (stmt, 5, work->pupil_why);

  return kl_stmt_run (stmt, error) && log_item (db, &facts, error);
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

  return log_meeting (db, meeting, error);
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
plan_one (KlDb *db, Series *series, KlDate day, GError **error)
{
  KlMeeting meeting = *series->first;
  gint64 id;

  meeting.date = day;
  id = kl_meetings_plan (db, &meeting, error);
  if (id == 0)
    return FALSE;

  g_array_append_val (series->ids, id);
  return run_for_moment (db, SQL_SET_SERIES, id, g_array_index (series->ids, gint64, 0), error);
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
 * @days: (element-type KlDate): the days, as from kl_calendar_make_series()
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
