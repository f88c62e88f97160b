/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referrals-private.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-entries.h"
#include "kl-ids.h"
#include "model/kl-attention.h"

#define FACTS                                                                                      \
  "partner_id, sender_id, sender_partner_id, purpose, status, service_id, contact_id, parent_id,"  \
  " categories, urgent, ground, ground_reason, prepared_on, sent_on, received_on, expected_on,"    \
  " answered_on, started_on, ended_on, feedback_on, reminded_on, declined_why, redirected_to,"     \
  " redirected_name, body, bridging, bridging_by"
#define N_FACTS 27

enum
{
  SQL_ADD,
  SQL_UPDATE,
  SQL_CLEAR_PUPILS,
  SQL_ADD_PUPIL,
  SQL_ADD_EVENT,
  SQL_GET_STOPPED,
  SQL_GET_USUAL,
  SQL_GET_SERVICE,
  SQL_COUNT_IN_CASE,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO referral (" FACTS ", school_id, case_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
    " ?)",
  [SQL_UPDATE] =
    "UPDATE referral SET (" FACTS ")"
    " = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " WHERE id = ?",
  [SQL_CLEAR_PUPILS] =
    "DELETE FROM referral_pupil WHERE referral_id = ?1",
  [SQL_ADD_PUPIL] =
    "INSERT INTO referral_pupil (referral_id, pupil_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
  [SQL_ADD_EVENT] =
    "INSERT INTO referral_event (school_id, referral_id, kind, day, recorded_at, professional_id,"
    " partner_id, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_GET_STOPPED] =
    "SELECT stopped_on, merged_into FROM partner WHERE id = ?1",
  [SQL_GET_USUAL] =
    "SELECT usual_days FROM partner WHERE id = ?1",
  [SQL_GET_SERVICE] =
    "SELECT stopped_on FROM partner_service WHERE id = ?1 AND partner_id = ?2",
  /* 0 is guiding towards help, 1 passing on; what the indicators count. */
  [SQL_COUNT_IN_CASE] =
    "UPDATE care_case SET led_to_help = CASE WHEN ?2 = 0 THEN 1 ELSE led_to_help END,"
    " passed_on = CASE WHEN ?2 = 1 THEN 1 ELSE passed_on END WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* A referral that is kept for the first time, or changed when it has an id. */
typedef struct
{
  const KlReferral *referral;
  KlDate today;
  gint64 id;
} Adding;

typedef struct
{
  gint64 id;
  const KlSending *sending;
  KlDate today;
  KlSendVerdict *verdict;
} Sending;

typedef struct
{
  gint64 id;
  const KlReferralStep *step;
  KlDate today;
} Stepping;

/* Rows */

static gint64
get_id (const KlPerson *person, KlPersonKind kind)
{
  return person != NULL && person->kind == kind ? person->id : 0;
}

static void
bind_facts (KlStmt *stmt, KlDb *db, const KlReferral *referral)
{
  const KlPerson *elsewhere = referral->redirected_to;
  int n = 1;

  kl_stmt_bind_id (stmt, n++, referral->partner->id);
  kl_stmt_bind_id (stmt, n++,
                   referral->sender != NULL ? get_id (referral->sender, KL_PERSON_PROFESSIONAL)
                                            : kl_db_get_professional_id (db));
  kl_stmt_bind_id (stmt, n++, get_id (referral->sender, KL_PERSON_PARTNER));
  kl_stmt_bind_int (stmt, n++, referral->purpose);
  kl_stmt_bind_int (stmt, n++, referral->status);
  kl_stmt_bind_id (stmt, n++, referral->service_id);
  kl_stmt_bind_id (stmt, n++, referral->contact_id);
  kl_stmt_bind_id (stmt, n++, referral->parent_id);
  kl_stmt_bind_int (stmt, n++, referral->categories);
  kl_stmt_bind_int (stmt, n++, referral->urgent);
  kl_stmt_bind_int (stmt, n++, referral->ground);
  kl_stmt_bind_text_or_empty (stmt, n++, referral->ground_reason);
  kl_stmt_bind_int (stmt, n++, referral->prepared_on);
  kl_stmt_bind_int (stmt, n++, referral->sent_on);
  kl_stmt_bind_int (stmt, n++, referral->received_on);
  kl_stmt_bind_int (stmt, n++, referral->expected_on);
  kl_stmt_bind_int (stmt, n++, referral->answered_on);
  kl_stmt_bind_int (stmt, n++, referral->started_on);
  kl_stmt_bind_int (stmt, n++, referral->ended_on);
  kl_stmt_bind_int (stmt, n++, referral->feedback_on);
  kl_stmt_bind_int (stmt, n++, referral->reminded_on);
  kl_stmt_bind_text_or_empty (stmt, n++, referral->declined_why);
  kl_stmt_bind_id (stmt, n++, get_id (elsewhere, KL_PERSON_PARTNER));
  kl_stmt_bind_text (stmt, n++, elsewhere != NULL && elsewhere->id == 0 ? elsewhere->name : NULL);
  kl_stmt_bind_text_or_empty (stmt, n++, referral->text);
  kl_stmt_bind_text (stmt, n++, referral->bridging);
  kl_stmt_bind_id (stmt, n++, get_id (referral->bridging_by, KL_PERSON_PROFESSIONAL));
}

static gboolean
write_pupils (KlDb *db, gint64 referral_id, const KlReferral *referral, GError **error)
{
  g_autoptr (KlStmt) clear = kl_db_statement (db, &sql, SQL_CLEAR_PUPILS);

  kl_stmt_bind_int (clear, 1, referral_id);
  if (!kl_stmt_run (clear, error))
    return FALSE;

  for (guint i = 0; referral->pupil_ids != NULL && i < referral->pupil_ids->len; i++)
    {
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_PUPIL);

      kl_stmt_bind_int (stmt, 1, referral_id);
      kl_stmt_bind_int (stmt, 2, g_array_index (referral->pupil_ids, gint64, i));
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
insert_referral (KlDb *db, const KlReferral *referral, gint64 *id, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  KlCaseFacts facts;

  if (!kl_case_get_facts (db, referral->case_id, &facts, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_ADD);
  bind_facts (stmt, db, referral);
  kl_stmt_bind_int (stmt, N_FACTS + 1, facts.school_id);
  kl_stmt_bind_int (stmt, N_FACTS + 2, referral->case_id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  *id = kl_db_get_last_id (db);
  return write_pupils (db, *id, referral, error);
}

static gboolean
update_referral (KlDb *db, const KlReferral *referral, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_UPDATE);

  bind_facts (stmt, db, referral);
  kl_stmt_bind_int (stmt, N_FACTS + 1, referral->id);
  return kl_stmt_run (stmt, error);
}

/* Events and entries */

/* By a partner, and not by us. */
static gboolean
is_passed_on (const KlReferral *referral, const KlReferralStep *step)
{
  return step->kind == KL_REFERRAL_EVENT_SENT && referral->sender != NULL
         && referral->sender->kind == KL_PERSON_PARTNER;
}

/* Private to the store: adds to the history of a referral. */
gboolean
kl_referral_add_event (KlDb *db,
                       const KlReferralStand *stand,
                       const KlReferralStep *step,
                       GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_EVENT);
  const gboolean passed_on = is_passed_on (stand->referral, step);
  const char *note = step->note;

  if (step->kind == KL_REFERRAL_EVENT_BRIDGING)
    note = step->bridging;
  else if (step->kind == KL_REFERRAL_EVENT_DECLINED)
    note = step->declined_why;

  kl_stmt_bind_int (stmt, 1, stand->school_id);
  kl_stmt_bind_int (stmt, 2, stand->referral->id);
  kl_stmt_bind_int (stmt, 3, step->kind);
  kl_stmt_bind_int (stmt, 4, step->day);
  kl_stmt_bind_int (stmt, 5, kl_clock_now ());
  kl_stmt_bind_id (stmt, 6, passed_on ? 0 : kl_db_get_professional_id (db));
  kl_stmt_bind_id (stmt, 7, passed_on ? stand->referral->sender->id : 0);
  kl_stmt_bind_text_or_empty (stmt, 8, note);

  return kl_stmt_run (stmt, error);
}

/* What the timeline of the case tells of it. */
static gboolean
add_entry (KlDb *db,
           const KlReferral *referral,
           const KlReferralStep *step,
           KlDate today,
           GError **error)
{
  g_autoptr (KlEntry) entry = NULL;
  KlEntryKind kind;

  if (!kl_referral_step_get_entry (step->kind, &kind))
    return TRUE;

  entry = kl_entry_new ();
  entry->case_id = referral->case_id;
  entry->kind = kind;
  entry->happened_on = step->day;
  if (is_passed_on (referral, step))
    entry->author = kl_person_copy (referral->sender);
  entry->partner = kl_person_copy (referral->partner);
  entry->referral_id = referral->id;
  entry->text =
    step->kind == KL_REFERRAL_EVENT_SENT && referral->text != NULL && *referral->text != '\0'
      ? g_strdup (referral->text)
      : kl_referral_step_format (step);
  if (referral->pupil_ids != NULL)
    g_array_append_vals (entry->pupil_ids, referral->pupil_ids->data, referral->pupil_ids->len);

  return kl_entries_add (db, entry, today, error) != 0;
}

static gboolean
log_write (KlDb *db, const KlReferral *referral, const char *ground, GError **error)
{
  kl_db_touch (db, KL_CHANGE_REFERRALS, referral->case_id);
  return kl_audit_append_for_case (db, KL_AUDIT_WRITE, KL_AUDIT_REFERRAL, referral->id,
                                   referral->case_id, ground, error);
}

/* Preparing */

static gboolean
check_service_is_there (KlDb *db, const KlReferral *referral, KlDate day, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_SERVICE);
  gboolean found = FALSE;
  KlDate stopped = KL_DATE_NONE;

  kl_stmt_bind_int (stmt, 1, referral->service_id);
  kl_stmt_bind_int (stmt, 2, referral->partner->id);
  if (kl_stmt_step (stmt))
    {
      found = TRUE;
      stopped = (KlDate) kl_stmt_get_int (stmt, 0);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;
  if (!found)
    return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                            _ ("This partner does not offer that; choose another offer"));

  return stopped == KL_DATE_NONE || stopped > day
         || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                             _ ("This offer has stopped; choose another one"));
}

/* What has stopped stays in history, and nothing new goes there. */
static gboolean
check_partner_is_there (KlDb *db, const KlReferral *referral, KlDate day, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_STOPPED);
  gboolean found = FALSE;
  KlDate stopped = KL_DATE_NONE;

  kl_stmt_bind_int (stmt, 1, referral->partner->id);
  if (kl_stmt_step (stmt) && kl_stmt_is_null (stmt, 1))
    {
      found = TRUE;
      stopped = (KlDate) kl_stmt_get_int (stmt, 0);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;
  if (!found)
    return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                            _ ("This partner is not there any more"));
  if (stopped != KL_DATE_NONE && stopped <= day)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("This partner has stopped; choose another one"));

  return referral->service_id == 0 || check_service_is_there (db, referral, day, error);
}

static gboolean
prepare (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  g_autoptr (KlReferral) referral = kl_referral_copy (adding->referral);
  const KlReferralStep step = { .kind = KL_REFERRAL_EVENT_PREPARED, .day = adding->today };
  KlReferralStand stand;

  referral->status = KL_REFERRAL_PREPARED;
  referral->prepared_on = adding->today;
  referral->sent_on = referral->received_on = referral->answered_on = KL_DATE_NONE;
  referral->started_on = referral->ended_on = referral->feedback_on = KL_DATE_NONE;
  referral->reminded_on = KL_DATE_NONE;
  referral->ground = KL_GROUND_CONSENT;
  g_clear_pointer (&referral->ground_reason, g_free);
  if (!check_partner_is_there (db, referral, adding->today, error)
      || !insert_referral (db, referral, &adding->id, error))
    return FALSE;

  referral->id = adding->id;
  stand = (KlReferralStand) { referral, kl_ids_get_school (referral->case_id) };
  return kl_referral_add_event (db, &stand, &step, error) && log_write (db, referral, NULL, error);
}

/**
 * kl_referrals_prepare:
 * @db: a connection
 * @referral: what is to go to which partner; without a sender it is of the one who acts
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Makes a referral ready. It leaves with kl_referrals_send().
 *
 * Returns: the id of the referral, 0 when it was not kept
 */
gint64
kl_referrals_prepare (KlDb *db, const KlReferral *referral, KlDate today, GError **error)
{
  Adding adding = { .referral = referral, .today = today };

  g_return_val_if_fail (db != NULL && referral != NULL && referral->partner != NULL, 0);

  return kl_store_check_day (today, error) && kl_db_transaction (db, prepare, &adding, error)
           ? adding.id
           : 0;
}

static gboolean
edit (KlDb *db, gpointer data, GError **error)
{
  const Adding *adding = data;
  const KlReferral *changed = adding->referral;
  g_auto (KlReferralStand) stand = { 0 };
  KlReferral *kept;

  if (!kl_referral_read_stand (db, changed->id, &stand, error))
    return FALSE;
  kept = stand.referral;
  if (kept->status != KL_REFERRAL_PREPARED)
    return kl_store_refuse (error, KL_STORE_ERROR_CONFLICT,
                            _ ("This referral has left already and cannot be changed any more"));
  if (!check_partner_is_there (db, changed, adding->today, error))
    return FALSE;

  g_clear_pointer (&kept->partner, kl_person_free);
  kept->partner = kl_person_copy (changed->partner);
  kept->purpose = changed->purpose;
  kept->service_id = changed->service_id;
  kept->contact_id = changed->contact_id;
  kept->categories = changed->categories;
  kept->urgent = changed->urgent;
  kept->expected_on = changed->expected_on;
  g_set_str (&kept->text, changed->text);
  g_set_str (&kept->bridging, changed->bridging);
  g_clear_pointer (&kept->bridging_by, kl_person_free);
  if (changed->bridging_by != NULL)
    kept->bridging_by = kl_person_copy (changed->bridging_by);

  return update_referral (db, kept, error) && write_pupils (db, kept->id, changed, error)
         && log_write (db, kept, NULL, error);
}

/**
 * kl_referrals_edit:
 * @db: a connection
 * @referral: a referral with its words, partner, pupils... as they are to be
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_CONFLICT when it has left
 *
 * Changes a referral that is still prepared.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_referrals_edit (KlDb *db, const KlReferral *referral, KlDate today, GError **error)
{
  Adding adding = { .referral = referral, .today = today };

  g_return_val_if_fail (db != NULL && referral != NULL && referral->partner != NULL, FALSE);

  return kl_db_transaction (db, edit, &adding, error);
}

/* Sending */

/* Feedback is expected after the time that the partner usually takes. */
static gboolean
choose_expected (KlDb *db,
                 const KlReferralStand *stand,
                 const KlSending *sending,
                 KlDate *expected_on,
                 GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_USUAL);
  gint64 partner_id = stand->referral->partner->id;
  KlAnswerTime time;
  int days = -1;

  *expected_on = sending->expected_on;
  if (*expected_on == KL_DATE_NONE && stand->referral->expected_on >= sending->day)
    *expected_on = stand->referral->expected_on;
  if (*expected_on != KL_DATE_NONE)
    return TRUE;

  kl_stmt_bind_int (stmt, 1, partner_id);
  if (kl_stmt_step (stmt))
    days = (int) kl_stmt_get_int (stmt, 0);
  if (!kl_stmt_finish (stmt, error)
      || !kl_answer_time_load (db, partner_id, stand->school_id, sending->day, &time, error))
    return FALSE;

  if (time.median_days >= 0)
    days = time.median_days;
  *expected_on = sending->day + (days >= 0 ? MAX (days, 1) : KL_ATTENTION_ANSWER_DAYS);
  return TRUE;
}

/* That somebody tried is kept, and nothing else. */
static gboolean
hold_back (KlDb *db, const KlReferralStand *stand, KlDate day, GError **error)
{
  const KlReferralStep step = { .kind = KL_REFERRAL_EVENT_STOPPED, .day = day };

  kl_db_touch (db, KL_CHANGE_REFERRALS, stand->referral->case_id);
  return kl_referral_add_event (db, stand, &step, error)
         && kl_audit_append_for_case (db, KL_AUDIT_REFUSE, KL_AUDIT_REFERRAL, stand->referral->id,
                                      stand->referral->case_id, "consent-missing", error);
}

static gboolean
count_in_case (KlDb *db, const KlReferral *referral, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_COUNT_IN_CASE);

  kl_stmt_bind_int (stmt, 1, referral->case_id);
  kl_stmt_bind_int (stmt, 2, referral->purpose);
  return kl_stmt_run (stmt, error);
}

/* The log says on what ground it left, and why when that was not a consent. */
static char *
make_ground (const KlSendVerdict *verdict, const KlSending *sending)
{
  const char *nick = kl_words_get_nick (KL_WORDS_SEND_GROUND, verdict->ground);

  if (verdict->ground != KL_GROUND_MELDING && verdict->ground != KL_GROUND_EMERGENCY)
    return g_strdup (nick);

  return g_strdup_printf ("%s: %s", nick, sending->reason);
}

static gboolean
send_allowed (KlDb *db, KlReferralStand *stand, const Sending *sending, GError **error)
{
  KlReferral *referral = stand->referral;
  KlReferralStep step = { .kind = KL_REFERRAL_EVENT_SENT, .day = sending->sending->day };
  g_autofree char *ground = make_ground (sending->verdict, sending->sending);
  const char *why;

  if (!choose_expected (db, stand, sending->sending, &step.expected_on, error))
    return FALSE;
  why = kl_referral_step_refuse (referral, &step, sending->today);
  if (why != NULL)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, why);

  kl_referral_step_apply (referral, &step);
  referral->ground = sending->verdict->ground;
  referral->urgent = referral->urgent || sending->sending->emergency;
  if (referral->ground == KL_GROUND_MELDING || referral->ground == KL_GROUND_EMERGENCY)
    g_set_str (&referral->ground_reason, sending->sending->reason);
  step.note = referral->ground_reason;

  kl_db_touch (db, KL_CHANGE_CASES, referral->case_id);
  return update_referral (db, referral, error) && kl_referral_add_event (db, stand, &step, error)
         && add_entry (db, referral, &step, sending->today, error)
         && count_in_case (db, referral, error) && log_write (db, referral, ground, error);
}

static gboolean
send (KlDb *db, gpointer data, GError **error)
{
  Sending *sending = data;
  g_auto (KlReferralStand) stand = { 0 };

  if (!kl_referral_read_stand (db, sending->id, &stand, error))
    return FALSE;
  if (stand.referral->status != KL_REFERRAL_PREPARED)
    return kl_store_refuse (error, KL_STORE_ERROR_CONFLICT, _ ("This referral was sent already"));
  if (!check_partner_is_there (db, stand.referral, sending->sending->day, error))
    return FALSE;

  sending->verdict = kl_referral_judge (db, stand.referral, sending->sending, error);
  if (sending->verdict == NULL)
    return FALSE;
  if (sending->verdict->allowed)
    return send_allowed (db, &stand, sending, error);

  return hold_back (db, &stand, sending->today, error);
}

/**
 * kl_referrals_send:
 * @db: a connection
 * @referral_id: a referral that is prepared
 * @sending: how and when it leaves
 * @today: the current day
 * @verdict: (out) (optional) (nullable): what was missing, or on what ground it left; also set when
 *   it was refused
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_REFUSED when a consent is
 *   missing
 *
 * Sends a referral, if the rule of consent allows it by what stands in the vault at that moment.
 * The referral, its history, the timeline of the case and the log are one transaction. A refusal
 * is kept in the history and the log as well.
 *
 * Returns: %TRUE when it was sent
 */
gboolean
kl_referrals_send (KlDb *db,
                   gint64 referral_id,
                   const KlSending *sending,
                   KlDate today,
                   KlSendVerdict **verdict,
                   GError **error)
{
  Sending work = { .id = referral_id, .sending = sending, .today = today };
  g_autoptr (KlSendVerdict) found = NULL;
  gboolean sent;

  g_return_val_if_fail (db != NULL && sending != NULL, FALSE);

  if (verdict != NULL)
    *verdict = NULL;
  if (!kl_store_check_day (sending->day, error))
    return FALSE;

  sent = kl_db_transaction (db, send, &work, error);
  found = work.verdict;
  if (sent && !found->allowed)
    sent = kl_store_refuse (error, KL_STORE_ERROR_REFUSED,
                            _ ("A consent is missing, so this cannot leave the school yet"));
  if (verdict != NULL)
    *verdict = g_steal_pointer (&found);

  return sent;
}

/* What happens to it */

static gboolean
take_step (KlDb *db, gpointer data, GError **error)
{
  const Stepping *stepping = data;
  const KlReferralStep *step = stepping->step;
  g_auto (KlReferralStand) stand = { 0 };
  const char *why;

  if (!kl_referral_read_stand (db, stepping->id, &stand, error))
    return FALSE;
  why = kl_referral_step_refuse (stand.referral, step, stepping->today);
  if (why != NULL)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, why);

  kl_referral_step_apply (stand.referral, step);
  return update_referral (db, stand.referral, error)
         && kl_referral_add_event (db, &stand, step, error)
         && add_entry (db, stand.referral, step, stepping->today, error)
         && log_write (db, stand.referral, kl_words_get_nick (KL_WORDS_REFERRAL_EVENT, step->kind),
                       error);
}

/**
 * kl_referrals_step:
 * @db: a connection
 * @referral_id: a referral
 * @step: what happened to it: the partner received it, accepted or declined it, help started or
 *   finished, feedback came, it was withdrawn, somebody reminded, bridging was agreed...
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID with the reason when
 *   that cannot happen to it
 *
 * Keeps what happened to a referral: how it stands, its history, the timeline of the case and the
 * log in one transaction. Sending goes through kl_referrals_send().
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_referrals_step (KlDb *db,
                   gint64 referral_id,
                   const KlReferralStep *step,
                   KlDate today,
                   GError **error)
{
  Stepping stepping = { referral_id, step, today };

  g_return_val_if_fail (db != NULL && step != NULL, FALSE);
  g_return_val_if_fail (step->kind != KL_REFERRAL_EVENT_SENT, FALSE);
  g_return_val_if_fail (step->kind != KL_REFERRAL_EVENT_STOPPED, FALSE);

  return kl_db_transaction (db, take_step, &stepping, error);
}

/* Recording */

static gboolean
check_days (const KlReferral *referral, GError **error)
{
  const KlDate days[] = { referral->sent_on,     referral->expected_on, referral->answered_on,
                          referral->received_on, referral->started_on,  referral->ended_on };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (days[i] != KL_DATE_NONE && !kl_store_check_day (days[i], error))
      return FALSE;

  if (referral->status != KL_REFERRAL_PREPARED && referral->sent_on == KL_DATE_NONE)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("Say on which day it was sent"));
  if (referral->answered_on != KL_DATE_NONE && referral->answered_on < referral->sent_on)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("An answer cannot come before the referral was sent"));

  return TRUE;
}

/* The states that a recorded referral has been through, as far as their days are known. */
static gboolean
add_past_events (KlDb *db, const KlReferralStand *stand, GError **error)
{
  const KlReferral *referral = stand->referral;
  gboolean declined = referral->status == KL_REFERRAL_DECLINED;
  const KlReferralStep steps[] = {
    { .kind = KL_REFERRAL_EVENT_PREPARED, .day = referral->prepared_on },
    { .kind = KL_REFERRAL_EVENT_SENT, .day = referral->sent_on },
    { .kind = KL_REFERRAL_EVENT_RECEIVED, .day = referral->received_on },
    { .kind = declined ? KL_REFERRAL_EVENT_DECLINED : KL_REFERRAL_EVENT_ACCEPTED,
      .day = referral->answered_on,
      .declined_why = referral->declined_why },
    { .kind = KL_REFERRAL_EVENT_STARTED, .day = referral->started_on },
    { .kind = (KlReferralEventKind) referral->status,
      .day = referral->status >= KL_REFERRAL_FINISHED ? referral->ended_on : KL_DATE_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (steps[i].day != KL_DATE_NONE && !kl_referral_add_event (db, stand, &steps[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
record (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  g_autoptr (KlReferral) referral = kl_referral_copy (adding->referral);
  KlReferralStand stand = { referral, kl_ids_get_school (referral->case_id) };

  if (referral->status != KL_REFERRAL_PREPARED)
    referral->ground = KL_GROUND_RECORDED;
  if (referral->status == KL_REFERRAL_DECLINED && referral->ended_on == KL_DATE_NONE)
    referral->ended_on = referral->answered_on;
  if (!insert_referral (db, referral, &adding->id, error))
    return FALSE;

  referral->id = adding->id;
  return add_past_events (db, &stand, error) && log_write (db, referral, "recorded", error);
}

/**
 * kl_referrals_record:
 * @db: a connection
 * @referral: a referral with all that is known of it; without a sender it is of the one who acts
 * @error: (out): return location for what went wrong
 *
 * Keeps a referral that has a history already: one that came with another file, or a link of a
 * chain, which a partner sent on and the school only hears of. The rule of consent is about what
 * the school itself sends, so it is not asked here; the ground says that it was recorded. Nothing
 * is added to the timeline: what came with it, has its own entries. A link that the school hears of
 * now goes through kl_referrals_pass_on().
 *
 * Returns: the id of the referral, 0 when it was not kept
 */
gint64
kl_referrals_record (KlDb *db, const KlReferral *referral, GError **error)
{
  Adding adding = { .referral = referral };

  g_return_val_if_fail (db != NULL && referral != NULL && referral->partner != NULL, 0);

  return check_days (referral, error) && kl_db_transaction (db, record, &adding, error) ? adding.id
                                                                                        : 0;
}

static gboolean
pass_on (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  g_autoptr (KlReferral) referral = kl_referral_copy (adding->referral);
  const KlReferralStep step = { .kind = KL_REFERRAL_EVENT_SENT, .day = referral->sent_on };

  if (!record (db, adding, error))
    return FALSE;

  referral->id = adding->id;
  return add_entry (db, referral, &step, adding->today, error);
}

/**
 * kl_referrals_pass_on:
 * @db: a connection
 * @referral: what a partner sent on to another one, with that partner as its sender and the day
 *   on which it was sent
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Keeps a link of a chain as kl_referrals_record() does, and tells on the timeline of the case that
 * the partner sent it on, in one transaction.
 *
 * Returns: the id of the referral, 0 when it was not kept
 */
gint64
kl_referrals_pass_on (KlDb *db, const KlReferral *referral, KlDate today, GError **error)
{
  Adding adding = { .referral = referral, .today = today };

  g_return_val_if_fail (db != NULL && referral != NULL && referral->partner != NULL, 0);
  g_return_val_if_fail (referral->sender != NULL && referral->sender->kind == KL_PERSON_PARTNER, 0);
  g_return_val_if_fail (referral->sent_on != KL_DATE_NONE, 0);

  return check_days (referral, error) && kl_db_transaction (db, pass_on, &adding, error) ? adding.id
                                                                                         : 0;
}
