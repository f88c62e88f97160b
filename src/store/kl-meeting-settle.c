/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-settle.h"

#include <glib/gi18n-lib.h>

#include "kl-actions.h"
#include "kl-case-moves.h"
#include "kl-case-private.h"
#include "kl-cases.h"
#include "kl-entries.h"
#include "kl-meeting-private.h"
#include "kl-meetings.h"
#include "kl-referrals.h"
#include "model/kl-referral-step.h"

/*
 * Finishing a point: its decisions become what they are, and the point an entry in its case, in
 * one transaction. What was not reached goes to the next meeting of the same kind, when it is
 * settled or when that is planned.
 */

enum
{
  SQL_SETTLE,
  SQL_SET_APPLIED,
  SQL_TAKE_BACK,
  SQL_GET_CASE,
  SQL_FIND_UNTOUCHED,
  SQL_REMOVE_ACTION,
  SQL_FIND_ENTRY,
  SQL_REOPEN,
  SQL_SET_DISCUSSED,
  SQL_SET_NOT_REACHED,
  SQL_FIND_NEXT,
  SQL_CARRY,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_SETTLE] =
    "UPDATE meeting SET settled = 1, held_until = ?2,"
    " held_from = CASE held_from WHEN 0 THEN ?2 ELSE held_from END WHERE id = ?1",
  [SQL_SET_APPLIED] =
    "UPDATE decision SET applied = 1, action_id = ?2, referral_id = ?3, was = ?4, was_day = ?5"
    " WHERE id = ?1",
  [SQL_TAKE_BACK] =
    "UPDATE decision SET applied = 0, action_id = NULL, referral_id = NULL WHERE id = ?1",
  [SQL_GET_CASE] =
    "SELECT status, support_level, monitor_until FROM care_case WHERE id = ?1",
  [SQL_FIND_UNTOUCHED] =
    "SELECT 1 FROM decision d JOIN action a ON a.id = d.action_id WHERE d.id = ?1"
    " AND a.done_on = 0 AND a.body = d.body AND a.due = d.day"
    " AND coalesce (a.owner_id, 0) = coalesce (d.owner_id, 0)"
    " AND NOT EXISTS (SELECT 1 FROM entry e WHERE e.case_id = a.case_id AND e.action_id = a.id)",
  [SQL_REMOVE_ACTION] =
    "DELETE FROM action WHERE id = ?1",
  [SQL_FIND_ENTRY] =
    "SELECT max (id) FROM entry WHERE case_id = ?1 AND meeting_id = ?2 AND kind = ?3",
  [SQL_REOPEN] =
    "UPDATE agenda_item SET state = 0, decision = '' WHERE id = ?1",
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
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* What one of the transactions below works on. */
typedef struct
{
  gint64 id;
  gint64 moment;
  KlDate today;
  guint n_carried;
} Work;

/* Finishing a point */

static gboolean
make_action (KlDb *db,
             const KlPointFacts *facts,
             KlDecision *decision,
             KlDate today,
             GError **error)
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
make_referral (KlDb *db,
               const KlPointFacts *facts,
               KlDecision *decision,
               KlDate today,
               GError **error)
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

/* What the case is before a decision changes it, so that it can be taken back. */
static gboolean
remember (KlDb *db, const KlPointFacts *facts, KlDecision *decision, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_CASE);
  const gboolean level = decision->kind == KL_DECISION_LEVEL;

  decision->was = -1;
  decision->was_day = KL_DATE_NONE;
  kl_stmt_bind_int (stmt, 1, facts->case_id);
  if (kl_stmt_step (stmt) && (level || decision->kind == KL_DECISION_STATUS))
    {
      decision->was = (int) kl_stmt_get_int (stmt, level ? 1 : 0);
      decision->was_day = level ? KL_DATE_NONE : (KlDate) kl_stmt_get_int (stmt, 2);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
become (KlDb *db, const KlPointFacts *facts, KlDecision *decision, KlDate today, GError **error)
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
apply (KlDb *db, const KlPointFacts *facts, KlDecision *decision, KlDate today, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  if (decision->applied)
    return TRUE;
  if (!remember (db, facts, decision, error) || !become (db, facts, decision, today, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_SET_APPLIED);
  kl_stmt_bind_int (stmt, 1, decision->id);
  kl_stmt_bind_id (stmt, 2, decision->action_id);
  kl_stmt_bind_id (stmt, 3, decision->referral_id);
  kl_stmt_bind_int (stmt, 4, decision->was);
  kl_stmt_bind_int (stmt, 5, decision->was_day);

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
      g_string_append (joined, decision->text);
      /* What was agreed says so itself. */
      if (decision->kind != KL_DECISION_AGREED)
        g_string_append_printf (joined, " (%s)", outcome);
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
  KlPointFacts facts;

  if (!kl_point_get_open_facts (db, work->id, &facts, error))
    return FALSE;
  meeting = kl_meetings_get (db, facts.meeting_id, error);
  if (meeting == NULL)
    return FALSE;

  item = kl_point_find (meeting, work->id);
  for (guint i = 0; item->decisions != NULL && i < item->decisions->len; i++)
    if (!apply (db, &facts, g_ptr_array_index (item->decisions, i), work->today, error))
      return FALSE;

  decisions = join_decisions (item);
  return (item->case_id == 0 || write_entry (db, meeting, item, decisions, work->today, error))
         && set_discussed (db, item->id, decisions, error)
         && kl_point_log_write (db, &facts, error);
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

/* Taking up a point again */

static gboolean
find (KlDb *db, guint statement, gint64 id, gboolean *found, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, id);
  *found = kl_stmt_step (stmt);

  return kl_stmt_finish (stmt, error);
}

/* An action that somebody did or changed since is work of its own by now. */
static gboolean
take_back_action (KlDb *db, const KlPointFacts *facts, const KlDecision *decision, GError **error)
{
  gboolean untouched;

  if (!find (db, SQL_FIND_UNTOUCHED, decision->id, &untouched, error))
    return FALSE;
  if (!untouched)
    return TRUE;

  kl_db_touch (db, KL_CHANGE_ACTIONS, facts->case_id);
  return kl_meeting_run (db, &sql, SQL_TAKE_BACK, decision->id, error)
         && kl_meeting_run (db, &sql, SQL_REMOVE_ACTION, decision->action_id, error)
         && (facts->case_id != 0
               ? kl_audit_append_for_case (db, KL_AUDIT_WRITE, KL_AUDIT_ACTION, decision->action_id,
                                           facts->case_id, "taken back", error)
               : kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_ACTION, decision->action_id,
                                  facts->school_id, 0, "taken back", error));
}

/* Its history stays: the referral is withdrawn, unless it left already. */
static gboolean
take_back_referral (KlDb *db, const KlDecision *decision, KlDate today, GError **error)
{
  const KlReferralStep step = { .kind = KL_REFERRAL_EVENT_WITHDRAWN,
                                .day = today,
                                .note = _ ("Taken up again at the meeting") };
  g_autoptr (KlReferral) referral = kl_referrals_get (db, decision->referral_id, error);

  if (referral == NULL)
    return FALSE;
  if (referral->status != KL_REFERRAL_PREPARED)
    return TRUE;

  return kl_referrals_step (db, decision->referral_id, &step, today, error)
         && kl_meeting_run (db, &sql, SQL_TAKE_BACK, decision->id, error);
}

/* Only if it is still what the decision made of it. */
static gboolean
take_back_change (KlDb *db, const KlPointFacts *facts, const KlDecision *decision, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_CASE);
  const gboolean level = decision->kind == KL_DECISION_LEVEL;
  int now = -1;

  kl_stmt_bind_int (stmt, 1, facts->case_id);
  if (kl_stmt_step (stmt))
    now = (int) kl_stmt_get_int (stmt, level ? 1 : 0);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;
  if (decision->was < 0 || now != decision->value)
    return TRUE;

  return (level ? kl_cases_set_support_level (db, facts->case_id, decision->was, error)
                : kl_cases_set_status (db, facts->case_id, (KlCaseStatus) decision->was,
                                       decision->was_day, error))
         && kl_meeting_run (db, &sql, SQL_TAKE_BACK, decision->id, error);
}

static gboolean
take_back (KlDb *db,
           const KlPointFacts *facts,
           const KlDecision *decision,
           KlDate today,
           GError **error)
{
  if (!decision->applied)
    return TRUE;

  switch (decision->kind)
    {
    case KL_DECISION_ACTION:
      return take_back_action (db, facts, decision, error);
    case KL_DECISION_REFERRAL:
      return take_back_referral (db, decision, today, error);
    case KL_DECISION_STATUS:
    case KL_DECISION_LEVEL:
      return take_back_change (db, facts, decision, error);
    case KL_DECISION_AGAIN:
    case KL_DECISION_AGREED:
    default:
      return kl_meeting_run (db, &sql, SQL_TAKE_BACK, decision->id, error);
    }
}

static gboolean
take_back_entry (KlDb *db, const KlPointFacts *facts, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_FIND_ENTRY);
  gint64 entry_id = 0;

  kl_stmt_bind_int (stmt, 1, facts->case_id);
  kl_stmt_bind_int (stmt, 2, facts->meeting_id);
  kl_stmt_bind_int (stmt, 3, KL_ENTRY_CARE_TEAM);
  if (kl_stmt_step (stmt))
    entry_id = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error)
         && (entry_id == 0 || kl_entries_take_back (db, entry_id, error));
}

static gboolean
reopen_item (KlDb *db, gpointer data, GError **error)
{
  const Work *work = data;
  g_autoptr (KlMeeting) meeting = NULL;
  const KlAgendaItem *item;
  KlPointFacts facts;

  if (!kl_point_get_facts (db, work->id, &facts, error))
    return FALSE;
  if (facts.settled)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("This meeting is settled already"));
  if (facts.state != KL_POINT_DISCUSSED)
    return TRUE;
  meeting = kl_meetings_get (db, facts.meeting_id, error);
  if (meeting == NULL)
    return FALSE;

  /* The last change first, as each remembers what was before it. */
  item = kl_point_find (meeting, work->id);
  for (guint i = item->decisions != NULL ? item->decisions->len : 0; i > 0; i--)
    if (!take_back (db, &facts, g_ptr_array_index (item->decisions, i - 1), work->today, error))
      return FALSE;

  return (facts.case_id == 0 || take_back_entry (db, &facts, error))
         && kl_meeting_run (db, &sql, SQL_REOPEN, work->id, error)
         && kl_point_log_write (db, &facts, error);
}

/**
 * kl_meetings_reopen_item:
 * @db: a connection
 * @item_id: a point that was finished, of a meeting that is not settled
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Takes up a point again. What finishing it made is taken back as far as nobody touched it since:
 * its entry, its actions, the status and level of the case; a referral that was made ready is
 * withdrawn. A decision that somebody went on with stays worked out, and finishing the point again
 * does not do it twice.
 *
 * Returns: %TRUE when all of it is kept; nothing is otherwise
 */
gboolean
kl_meetings_reopen_item (KlDb *db, gint64 item_id, KlDate today, GError **error)
{
  Work work = { .id = item_id, .today = today };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, reopen_item, &work, error);
}

/* Settling */

static gboolean
carry (KlDb *db, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (KlMeeting) meeting = kl_meetings_get (db, work->id, error);

  if (meeting == NULL || !kl_meeting_run (db, &sql, SQL_CARRY, work->id, error))
    return FALSE;

  work->n_carried = (guint) kl_db_get_n_changed (db);
  return work->n_carried == 0 || kl_meeting_log_write (db, meeting->id, meeting->school_id, error);
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
         && kl_meeting_run (db, &sql, SQL_SET_NOT_REACHED, work->id, error)
         && kl_meeting_run_with (db, &sql, SQL_SETTLE, work->id, work->moment, error)
         && find_next (db, work->id, &next_id, error)
         && (next_id == 0 || kl_meetings_carry_over (db, next_id, NULL, error))
         && kl_meeting_log_write (db, meeting->id, meeting->school_id, error);
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
