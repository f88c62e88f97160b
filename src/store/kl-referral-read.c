/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referrals-private.h"

#include <glib/gi18n-lib.h>

#include "kl-audit.h"
#include "kl-case-private.h"
#include "kl-ids.h"
#include "kl-visibility.h"

#define COLUMNS                                                                                    \
  "r.id, r.case_id, r.partner_id, r.sender_id, r.sender_partner_id, r.purpose, r.status,"          \
  " r.service_id, r.contact_id, r.parent_id, r.categories, r.urgent, r.ground, r.ground_reason,"   \
  " r.prepared_on, r.sent_on, r.received_on, r.expected_on, r.answered_on, r.started_on,"          \
  " r.ended_on, r.feedback_on, r.reminded_on, r.declined_why, r.redirected_to,"                    \
  " r.redirected_name, r.body, r.bridging, r.bridging_by, r.school_id, p.usual_days, o.name"

#define TABLES                                                                                     \
  " FROM referral r JOIN partner p ON p.id = r.partner_id"                                         \
  " LEFT JOIN partner_service o ON o.id = r.service_id "

enum
{
  SQL_GET,
  SQL_LIST,
  SQL_LIST_PUPILS,
  SQL_LIST_EVENTS,
  SQL_LIST_DAYS,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET] =
    "SELECT " COLUMNS TABLES "WHERE r.id = ?1",
  /* What is still prepared comes last. */
  [SQL_LIST] =
    "SELECT " COLUMNS TABLES "WHERE r.case_id = ?1 ORDER BY CASE WHEN r.sent_on = 0 THEN 1 ELSE 0 END, r.sent_on, r.id",
  [SQL_LIST_PUPILS] =
    "SELECT pupil_id FROM referral_pupil WHERE referral_id = ?1 ORDER BY pupil_id",
  [SQL_LIST_EVENTS] =
    "SELECT id, kind, day, recorded_at, professional_id, partner_id, note FROM referral_event"
    " WHERE referral_id = ?1 ORDER BY id",
  /* 4, 6 and 7 are declined, finished and withdrawn: what has ended. */
  [SQL_LIST_DAYS] =
    "SELECT sent_on, answered_on, CASE WHEN status IN (4, 6, 7) THEN ended_on ELSE 0 END"
    " FROM referral WHERE partner_id = ?1 AND school_id " KL_SQL_IN_SCHOOLS ("?2")
    " AND sent_on > 0",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* Names are looked up in the book; without one there are only ids. */
static KlPerson *
make_person (KlPersonBook *book, KlPersonKind kind, gint64 id, const char *name)
{
  if (book != NULL)
    return kl_person_book_dup (book, kind, id, name);

  return id != 0 || name != NULL ? kl_person_new (kind, id, name, NULL) : NULL;
}

static KlReferral *
read_referral (KlStmt *stmt, KlPersonBook *book)
{
  KlReferral *referral = g_new0 (KlReferral, 1);
  gint64 colleague, organisation;
  int n = 0;

  referral->id = kl_stmt_get_int (stmt, n++);
  referral->case_id = kl_stmt_get_int (stmt, n++);
  referral->partner = make_person (book, KL_PERSON_PARTNER, kl_stmt_get_int (stmt, n++), NULL);
  colleague = kl_stmt_get_int (stmt, n++);
  organisation = kl_stmt_get_int (stmt, n++);
  referral->sender = organisation != 0
                       ? make_person (book, KL_PERSON_PARTNER, organisation, NULL)
                       : make_person (book, KL_PERSON_PROFESSIONAL, colleague, NULL);
  referral->purpose = kl_stmt_get_int (stmt, n++);
  referral->status = kl_stmt_get_int (stmt, n++);
  referral->service_id = kl_stmt_get_int (stmt, n++);
  referral->contact_id = kl_stmt_get_int (stmt, n++);
  referral->parent_id = kl_stmt_get_int (stmt, n++);
  referral->categories = (guint) kl_stmt_get_int (stmt, n++);
  referral->urgent = kl_stmt_get_int (stmt, n++) != 0;
  referral->ground = kl_stmt_get_int (stmt, n++);
  referral->ground_reason = kl_stmt_dup_text (stmt, n++);
  referral->prepared_on = (KlDate) kl_stmt_get_int (stmt, n++);
  referral->sent_on = (KlDate) kl_stmt_get_int (stmt, n++);
  referral->received_on = (KlDate) kl_stmt_get_int (stmt, n++);
  referral->expected_on = (KlDate) kl_stmt_get_int (stmt, n++);
  referral->answered_on = (KlDate) kl_stmt_get_int (stmt, n++);
  referral->started_on = (KlDate) kl_stmt_get_int (stmt, n++);
  referral->ended_on = (KlDate) kl_stmt_get_int (stmt, n++);
  referral->feedback_on = (KlDate) kl_stmt_get_int (stmt, n++);
  referral->reminded_on = (KlDate) kl_stmt_get_int (stmt, n++);
  referral->declined_why = kl_stmt_dup_text (stmt, n++);
  referral->redirected_to = make_person (book, KL_PERSON_PARTNER, kl_stmt_get_int (stmt, n),
                                         kl_stmt_get_text (stmt, n + 1));
  n += 2;
  referral->text = kl_stmt_dup_text (stmt, n++);
  referral->bridging = kl_stmt_dup_text (stmt, n++);
  referral->bridging_by =
    make_person (book, KL_PERSON_PROFESSIONAL, kl_stmt_get_int (stmt, n++), NULL);
  n++;
  referral->median_days = (int) kl_stmt_get_int (stmt, n++);
  referral->service = kl_stmt_dup_text (stmt, n++);

  return referral;
}

static gboolean
fill_pupils (KlDb *db, KlReferral *referral, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_PUPILS);

  referral->pupil_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  kl_stmt_bind_int (stmt, 1, referral->id);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (referral->pupil_ids, id);
    }

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_answer_time_load:
 * @db: a connection
 * @partner_id: a partner
 * @school_id: the school whose referrals count, or 0 for all
 * @day: on which day it is looked at
 * @answer_time: (out): how fast the partner answers
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when @answer_time is set
 */
gboolean
kl_answer_time_load (KlDb *db,
                     gint64 partner_id,
                     gint64 school_id,
                     KlDate day,
                     KlAnswerTime *answer_time,
                     GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (KlReferralDays));
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && answer_time != NULL, FALSE);

  stmt = kl_db_statement (db, &sql, SQL_LIST_DAYS);
  kl_stmt_bind_int (stmt, 1, partner_id);
  kl_stmt_bind_int (stmt, 2, school_id);
  while (kl_stmt_step (stmt))
    {
      const KlReferralDays days = { .partner_id = partner_id,
                                    .sent_on = (KlDate) kl_stmt_get_int (stmt, 0),
                                    .answered_on = (KlDate) kl_stmt_get_int (stmt, 1),
                                    .ended_on = (KlDate) kl_stmt_get_int (stmt, 2) };

      g_array_append_val (all, days);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  kl_answer_time_compute ((const KlReferralDays *) all->data, all->len, day, answer_time);
  return TRUE;
}

/* What the partner told stands there already; what was measured goes before it. */
static gboolean
fill_median (KlDb *db, gint64 school_id, KlReferral *referral, GError **error)
{
  KlAnswerTime time;

  if (!kl_answer_time_load (db, referral->partner->id, school_id, kl_clock_today (), &time, error))
    return FALSE;
  if (time.median_days >= 0)
    referral->median_days = time.median_days;

  return TRUE;
}

static gboolean
refuse_missing (GError **error)
{
  return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                          _ ("This referral is not there any more"));
}

/* Private to the store: a referral for a change of it; one that is not there is an error. */
gboolean
kl_referral_read_stand (KlDb *db, gint64 referral_id, KlReferralStand *stand, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET);

  kl_stmt_bind_int (stmt, 1, referral_id);
  if (kl_stmt_step (stmt))
    {
      stand->referral = read_referral (stmt, NULL);
      stand->school_id = kl_ids_get_school (stand->referral->case_id);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return stand->referral != NULL ? fill_pupils (db, stand->referral, error)
                                 : refuse_missing (error);
}

void
kl_referral_stand_clear (KlReferralStand *stand)
{
  g_clear_pointer (&stand->referral, kl_referral_free);
}

/* Private to the store: what goes to a partner is content of the case. */
gboolean
kl_referral_check_sight (KlDb *db, gint64 case_id, GError **error)
{
  KlSight sight;

  if (!kl_visibility_get_case (db, case_id, &sight, error))
    return FALSE;
  if (sight.team)
    return TRUE;

  return kl_audit_append_for_case (db, KL_AUDIT_REFUSE, KL_AUDIT_CASE, case_id, case_id, "referral",
                                   error)
         && kl_store_refuse (error, KL_STORE_ERROR_REFUSED,
                             _ ("You have no part in this case, so its referrals are not shown"));
}

/**
 * kl_referrals_get:
 * @db: a connection
 * @referral_id: a referral
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_REFUSED for who has no part
 *   in its case
 *
 * Returns: (transfer full): the referral
 */
KlReferral *
kl_referrals_get (KlDb *db, gint64 referral_id, GError **error)
{
  g_auto (KlReferralStand) stand = { 0 };
  g_autoptr (KlReferral) referral = NULL;
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_referral_read_stand (db, referral_id, &stand, error)
      || !kl_referral_check_sight (db, stand.referral->case_id, error))
    return NULL;

  book = kl_person_book_new (db, stand.school_id);
  stmt = kl_db_statement (db, &sql, SQL_GET);
  kl_stmt_bind_int (stmt, 1, referral_id);
  if (kl_stmt_step (stmt))
    referral = read_referral (stmt, book);
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error)
      || !fill_pupils (db, referral, error) || !fill_median (db, stand.school_id, referral, error))
    return NULL;

  return g_steal_pointer (&referral);
}

/**
 * kl_referrals_list:
 * @db: a connection
 * @case_id: a case
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlReferral): the referrals of the case, oldest first,
 *   those that are only prepared at the end
 */
GPtrArray *
kl_referrals_list (KlDb *db, gint64 case_id, GError **error)
{
  g_autoptr (GPtrArray) referrals =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_referral_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  book = kl_person_book_new (db, kl_ids_get_school (case_id));
  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, case_id);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (referrals, read_referral (stmt, book));
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  for (guint i = 0; i < referrals->len; i++)
    if (!fill_pupils (db, g_ptr_array_index (referrals, i), error)
        || !fill_median (db, kl_ids_get_school (case_id), g_ptr_array_index (referrals, i), error))
      return NULL;

  return g_steal_pointer (&referrals);
}

/**
 * kl_referrals_list_events:
 * @db: a connection
 * @referral_id: a referral
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_REFUSED for who has no part
 *   in its case
 *
 * Returns: (transfer container) (element-type KlReferralEvent): what happened to it, in the order
 *   in which it was written down
 */
GPtrArray *
kl_referrals_list_events (KlDb *db, gint64 referral_id, GError **error)
{
  g_autoptr (GPtrArray) events =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_referral_event_free);
  g_auto (KlReferralStand) stand = { 0 };
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_referral_read_stand (db, referral_id, &stand, error)
      || !kl_referral_check_sight (db, stand.referral->case_id, error))
    return NULL;

  book = kl_person_book_new (db, stand.school_id);
  stmt = kl_db_statement (db, &sql, SQL_LIST_EVENTS);
  kl_stmt_bind_int (stmt, 1, referral_id);
  while (kl_stmt_step (stmt))
    {
      KlReferralEvent *event = g_new0 (KlReferralEvent, 1);
      gint64 partner_id = kl_stmt_get_int (stmt, 5);

      event->id = kl_stmt_get_int (stmt, 0);
      event->referral_id = referral_id;
      event->kind = kl_stmt_get_int (stmt, 1);
      event->day = (KlDate) kl_stmt_get_int (stmt, 2);
      event->recorded_at = kl_stmt_get_int (stmt, 3);
      event->who = partner_id != 0
                     ? kl_person_book_dup_partner (book, partner_id)
                     : kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 4));
      event->note = kl_stmt_dup_text (stmt, 6);
      g_ptr_array_add (events, event);
    }
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&events);
}
