/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-networks.h"

#include "kl-caseload.h"
#include "kl-partners.h"
#include "kl-persons.h"
#include "kl-schools.h"

enum
{
  SQL_LIST_REFERRALS,
  SQL_LIST_TALKS,
  SQL_LIST_PEOPLE,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  /* 4, 6 and 7 are declined, finished and withdrawn: what has ended. */
  [SQL_LIST_REFERRALS] =
    "SELECT partner_id, sent_on, answered_on, CASE WHEN status IN (4, 6, 7) THEN ended_on ELSE 0 END"
    " FROM referral WHERE sent_on > 0 AND school_id " KL_SQL_IN_SCHOOLS_OF ("?1", "?2")
    " ORDER BY sent_on, id",
  /* In a timeline 3, 4, 10 and 13 are a joint meeting, a consultation, a message and feedback. There
   * are few partners and many events: those of each partner are looked up in turn. */
  [SQL_LIST_TALKS] =
    "SELECT p.id, t.day FROM partner p CROSS JOIN partner_talk t ON t.partner_id = p.id"
      " WHERE t.school_id " KL_SQL_IN_SCHOOLS_OF ("?1", "?2")
    " UNION SELECT p.id, e.happened_on FROM partner p CROSS JOIN entry e ON e.partner_id = p.id"
      " WHERE e.kind IN (3, 4, 10, 13) AND e.school_id " KL_SQL_IN_SCHOOLS_OF ("?1", "?2")
    " ORDER BY 2, 1",
  /* In the middle stand the intern begeleider, the social worker and the nurse; in a secondary
   * school the care coordinator comes in the place of the first: 1, 7, 4 and 5. */
  [SQL_LIST_PEOPLE] =
    "SELECT professional_id, role FROM membership"
    " WHERE school_id = ?1 AND role IN (1, 4, 5, 7) AND (last_day = 0 OR last_day >= ?2)"
    " ORDER BY CASE role WHEN 1 THEN 0 WHEN 7 THEN 1 WHEN 4 THEN 2 ELSE 3 END, professional_id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static gboolean
load_partners (KlDb *db, KlNetworkFacts *facts, GError **error)
{
  KlPartnerFilter filter = KL_PARTNER_FILTER_INIT;
  GPtrArray *partners;

  filter.school_id = facts->school_id;
  filter.with_stopped = TRUE;
  partners = kl_partners_find (db, &filter, error);
  if (partners == NULL)
    return FALSE;

  g_ptr_array_unref (facts->partners);
  facts->partners = partners;
  return TRUE;
}

static gboolean
load_referrals (KlDb *db, KlNetworkFacts *facts, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_REFERRALS);

  kl_stmt_bind_int (stmt, 1, facts->school_id);
  kl_stmt_bind_int (stmt, 2, kl_db_get_professional_id (db));
  while (kl_stmt_step (stmt))
    {
      const KlReferralDays days = { .partner_id = kl_stmt_get_int (stmt, 0),
                                    .sent_on = (KlDate) kl_stmt_get_int (stmt, 1),
                                    .answered_on = (KlDate) kl_stmt_get_int (stmt, 2),
                                    .ended_on = (KlDate) kl_stmt_get_int (stmt, 3) };

      g_array_append_val (facts->referrals, days);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
load_talks (KlDb *db, KlNetworkFacts *facts, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_TALKS);

  kl_stmt_bind_int (stmt, 1, facts->school_id);
  kl_stmt_bind_int (stmt, 2, kl_db_get_professional_id (db));
  while (kl_stmt_step (stmt))
    {
      const KlNetworkTalk talk = { kl_stmt_get_int (stmt, 0), (KlDate) kl_stmt_get_int (stmt, 1) };

      g_array_append_val (facts->talks, talk);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
load_school (KlDb *db, KlNetworkFacts *facts, GError **error)
{
  g_autoptr (KlSchool) school = kl_schools_get (db, facts->school_id, error);
  g_autoptr (KlPersonBook) book = kl_person_book_new (db, facts->school_id);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_PEOPLE);

  if (school == NULL)
    return FALSE;

  g_set_str (&facts->name, school->name);
  kl_stmt_bind_int (stmt, 1, facts->school_id);
  kl_stmt_bind_int (stmt, 2, facts->today);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (facts->people,
                     kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 0)));
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return FALSE;

  facts->calendar = kl_schools_get_calendar (db, facts->school_id, error);
  return facts->calendar != NULL;
}

/**
 * kl_network_load_facts:
 * @db: a connection
 * @school_id: the school in the middle, or 0 for all those where the one who asks has a role
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_REFUSED for who has no role
 *   at the school
 *
 * Reads in one go what the lines of a school are drawn from, for today and for every day before;
 * no names of pupils are in it.
 *
 * Returns: (transfer full): the facts; look at a day of them with kl_network_new()
 */
KlNetworkFacts *
kl_network_load_facts (KlDb *db, gint64 school_id, KlDate today, GError **error)
{
  g_autoptr (KlNetworkFacts) facts = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (school_id != 0 && !kl_caseload_check_school (db, school_id, error))
    return NULL;

  facts = kl_network_facts_new ();
  facts->school_id = school_id;
  facts->today = today;
  if (!load_partners (db, facts, error) || !load_referrals (db, facts, error)
      || !load_talks (db, facts, error) || (school_id != 0 && !load_school (db, facts, error)))
    return NULL;

  return g_steal_pointer (&facts);
}
