/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-parts.h"

#include "kl-audit.h"
#include "kl-caseload.h"
#include "kl-partners.h"
#include "kl-persons.h"
#include "kl-referrals.h"

#define N_TALKS 10

enum
{
  SQL_LIST_DAYS,
  SQL_GET_LAST_SPOKEN,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  /* 4, 6 and 7 are declined, finished and withdrawn: what has ended. */
  [SQL_LIST_DAYS] =
    "SELECT sent_on, answered_on, CASE WHEN status IN (4, 6, 7) THEN ended_on ELSE 0 END"
    " FROM referral WHERE partner_id = ?1 AND sent_on BETWEEN 1 AND ?4"
    " AND school_id " KL_SQL_IN_SCHOOLS_OF ("?2", "?3") " ORDER BY sent_on, id",
  /* In a timeline 3, 4, 10 and 13 are a joint meeting, a consultation, a message and feedback. */
  [SQL_GET_LAST_SPOKEN] =
    "SELECT day, professional_id FROM (SELECT day, professional_id FROM partner_talk"
      " WHERE partner_id = ?1 AND day <= ?4 AND school_id " KL_SQL_IN_SCHOOLS_OF ("?2", "?3")
      " UNION ALL SELECT happened_on, CASE WHEN author_kind = 0 THEN author_id END FROM entry"
      " WHERE partner_id = ?1 AND happened_on <= ?4 AND kind IN (3, 4, 10, 13)"
      " AND school_id " KL_SQL_IN_SCHOOLS_OF ("?2", "?3") ") AS spoken ORDER BY day DESC LIMIT 1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* What is asked for. */
typedef struct
{
  KlDb *db;
  gint64 partner_id;
  gint64 school_id;
  KlPartnerCard *card;
} Loading;

static KlStmt *
take_statement (const Loading *loading, guint index)
{
  KlStmt *stmt = kl_db_statement (loading->db, &sql, index);

  kl_stmt_bind_int (stmt, 1, loading->partner_id);
  kl_stmt_bind_int (stmt, 2, loading->school_id);
  kl_stmt_bind_int (stmt, 3, kl_db_get_professional_id (loading->db));
  kl_stmt_bind_int (stmt, 4, loading->card->day);
  return stmt;
}

/* Puts a list that was read in the place of an empty one. */
static gboolean
take (GPtrArray **place, GPtrArray *list)
{
  if (list == NULL)
    return FALSE;

  g_ptr_array_unref (*place);
  *place = list;
  return TRUE;
}

static void
count_answers (KlPartnerCard *card, const GArray *all)
{
  KlDate year = kl_school_year_get_start (kl_date_get_school_year (card->day));
  KlDate recent = kl_date_add_months (card->day, -KL_ANSWER_TIME_MONTHS);

  for (guint i = 0; i < all->len; i++)
    {
      const KlReferralDays *days = &g_array_index (all, KlReferralDays, i);
      gboolean answered = kl_referral_days_is_answered (days, card->day);

      card->n_this_year += days->sent_on >= year;
      card->n_answered_this_year += days->sent_on >= year && answered;
      if (kl_referral_days_is_waiting (days, card->day) || (answered && days->sent_on > recent))
        g_array_append_vals (card->answers, days, 1);
    }
  kl_answer_time_compute ((const KlReferralDays *) all->data, all->len, card->day,
                          &card->answer_time);
}

static gboolean
load_answers (const Loading *loading, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (KlReferralDays));
  g_autoptr (KlStmt) stmt = take_statement (loading, SQL_LIST_DAYS);

  while (kl_stmt_step (stmt))
    {
      const KlReferralDays days = { .partner_id = loading->partner_id,
                                    .sent_on = (KlDate) kl_stmt_get_int (stmt, 0),
                                    .answered_on = (KlDate) kl_stmt_get_int (stmt, 1),
                                    .ended_on = (KlDate) kl_stmt_get_int (stmt, 2) };

      g_array_append_val (all, days);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  count_answers (loading->card, all);
  return TRUE;
}

static gboolean
load_last_spoken (const Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = take_statement (loading, SQL_GET_LAST_SPOKEN);
  g_autoptr (KlPersonBook) book = kl_person_book_new (loading->db, loading->school_id);

  if (kl_stmt_step (stmt))
    {
      loading->card->last_spoken = (KlDate) kl_stmt_get_int (stmt, 0);
      loading->card->last_spoken_by =
        kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 1));
    }

  return kl_stmt_finish (stmt, error) && kl_person_book_finish (book, error);
}

static gboolean
load_doubles (const Loading *loading, GError **error)
{
  g_autoptr (GPtrArray) partners = kl_partners_list (loading->db, error);

  if (partners == NULL)
    return FALSE;

  for (guint i = 0; i < partners->len; i++)
    {
      const KlPartner *other = g_ptr_array_index (partners, i);

      if (other->id != loading->partner_id && kl_partner_is_double (loading->card->partner, other))
        g_ptr_array_add (loading->card->doubles, kl_partner_copy (other));
    }

  return TRUE;
}

static gboolean
load_card (KlDb *db, gpointer data, GError **error)
{
  const Loading *loading = data;
  const KlReferralFilter open = { .school_id = loading->school_id,
                                  .partner_id = loading->partner_id,
                                  .which = KL_REFERRALS_OPEN };
  KlPartnerCard *card = loading->card;
  gint64 partner_id = loading->partner_id;

  card->partner = kl_partners_get (db, partner_id, error);
  return card->partner != NULL
         && take (&card->services, kl_partner_services_list (db, partner_id, error))
         && take (&card->contacts,
                  kl_partner_contacts_list (db, partner_id, loading->school_id, error))
         && take (&card->talks,
                  kl_partner_talks_list (db, partner_id, loading->school_id, N_TALKS, error))
         && take (&card->referrals, kl_referrals_find (db, &open, card->day, error))
         && load_answers (loading, error) && load_last_spoken (loading, error)
         && load_doubles (loading, error)
         && (kl_db_is_read_only (db)
             || kl_audit_append (db, KL_AUDIT_READ, KL_AUDIT_PARTNER, partner_id,
                                 loading->school_id, 0, NULL, error));
}

/**
 * kl_partner_card_load:
 * @db: a connection
 * @partner_id: a partner
 * @school_id: the school that looks at it, or 0 for all those where the one who asks has a role
 * @day: the day that is looked at; what came later is not counted
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_REFUSED for who has no role
 *   at the school
 *
 * Reads all that the card of a partner shows in one snapshot, with a line in the log: the open
 * referrals on it tell of whom they are.
 *
 * Returns: (transfer full): the card
 */
KlPartnerCard *
kl_partner_card_load (KlDb *db, gint64 partner_id, gint64 school_id, KlDate day, GError **error)
{
  g_autoptr (KlPartnerCard) card = NULL;
  Loading loading;

  g_return_val_if_fail (db != NULL, NULL);

  if (school_id != 0 && !kl_caseload_check_school (db, school_id, error))
    return NULL;

  card = kl_partner_card_new ();
  card->day = day;
  loading = (Loading) { db, partner_id, school_id, card };
  return kl_db_transaction (db, load_card, &loading, error) ? g_steal_pointer (&card) : NULL;
}
