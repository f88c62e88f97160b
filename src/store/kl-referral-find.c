/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referrals.h"

#include "kl-case-rows.h"
#include "kl-visibility.h"
#include "model/kl-partner-card.h"

enum
{
  SQL_FIND_IN_SCHOOLS,
  SQL_FIND_AT_PARTNER,
  N_SQL
};

/* 0 to 7 are prepared, sent, received, accepted, declined, started, finished and withdrawn; what is
 * asked for is all, what is open, or what waits. The conditions are such that each of them can be
 * looked up in an index, in one school as well as in all. What waits longest comes first, then what
 * was sent last. */
/* clang-format off */
#define FIND(place, status)                                                                        \
  "SELECT " KL_CASE_ROW_COLUMNS ", r.id, r.partner_id, r.sender_id, r.sender_partner_id,"          \
  " r.purpose, r.status, r.sent_on, r.answered_on, r.ended_on, r.expected_on, r.bridging, s.name"  \
  " FROM referral r JOIN care_case c ON c.id = r.case_id" KL_CASE_ROW_NAMES                        \
  " JOIN school s ON s.id = c.school_id"                                                           \
  " WHERE " place " AND r.school_id " KL_SQL_IN_SCHOOLS ("?1")                                     \
  " AND " status " IN (1, 2," UNLESS ("?3 = 2", "0") "," UNLESS ("?3 = 2", "3")                    \
  "," UNLESS ("?3 = 2", "5") "," UNLESS ("?3 > 0", "4") "," UNLESS ("?3 > 0", "6")                 \
  "," UNLESS ("?3 > 0", "7") ") AND (?3 <> 2 OR r.answered_on = 0)"                                \
  " AND (?4 = 0 OR EXISTS (SELECT 1 FROM membership m"                                             \
    " WHERE m.school_id = r.school_id AND m.professional_id = ?4))"                                \
  " ORDER BY CASE WHEN r.status IN (1, 2) AND r.answered_on = 0 THEN r.sent_on ELSE 9999999 END,"  \
  " r.sent_on DESC, r.id DESC"
#define UNLESS(narrow, status) " CASE WHEN " narrow " THEN 1 ELSE " status " END"

static const char *const statements[N_SQL] = {
  [SQL_FIND_IN_SCHOOLS] = FIND ("?2 = 0", "r.status"),
  [SQL_FIND_AT_PARTNER] = FIND ("r.partner_id = ?2", "+r.status"),
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* Lines on their way, and the rows of their cases. */
typedef struct
{
  KlDb *db;
  KlDate day;
  KlPersonBook *book;
  KlCaseRows *rows;
  GPtrArray *lines;
} Finding;

static int
count_days (const KlPartnerReferral *line, KlDate day)
{
  if (line->sent_on == KL_DATE_NONE)
    return -1;
  if (line->answered_on != KL_DATE_NONE)
    return line->answered_on - line->sent_on;

  return line->waits ? day - line->sent_on : -1;
}

static void
take_line (Finding *finding, KlStmt *stmt)
{
  KlPartnerReferral *line = g_new0 (KlPartnerReferral, 1);
  KlReferral referral = { 0 };
  gint64 organisation;
  int n = KL_CASE_ROW_N_COLUMNS;

  line->case_id = kl_stmt_get_int (stmt, 0);
  line->school_id = kl_stmt_get_int (stmt, 1);
  if (kl_case_rows_find (finding->rows, line->case_id) == NULL)
    kl_case_rows_read (finding->rows, stmt);

  line->id = kl_stmt_get_int (stmt, n++);
  line->partner = kl_person_book_dup_partner (finding->book, kl_stmt_get_int (stmt, n++));
  line->sender = kl_person_book_dup_professional (finding->book, kl_stmt_get_int (stmt, n++));
  organisation = kl_stmt_get_int (stmt, n++);
  if (line->sender == NULL)
    line->sender = kl_person_book_dup_partner (finding->book, organisation);
  line->purpose = kl_stmt_get_int (stmt, n++);
  line->status = kl_stmt_get_int (stmt, n++);
  line->sent_on = (KlDate) kl_stmt_get_int (stmt, n++);
  line->answered_on = (KlDate) kl_stmt_get_int (stmt, n++);
  line->ended_on = (KlDate) kl_stmt_get_int (stmt, n++);
  line->expected_on = (KlDate) kl_stmt_get_int (stmt, n++);
  line->bridging = kl_stmt_dup_text (stmt, n++);
  line->school_name = kl_stmt_dup_text (stmt, n++);
  line->has_bridging = line->bridging != NULL && *line->bridging != '\0';

  referral.status = line->status;
  referral.answered_on = line->answered_on;
  referral.expected_on = line->expected_on;
  line->waits = kl_referral_is_waiting (&referral);
  line->feedback_late = kl_referral_is_feedback_late (&referral, finding->day);
  line->days = count_days (line, finding->day);
  g_ptr_array_add (finding->lines, line);
}

/* A director sees that there is a referral, and not what was agreed, without a part in the case. */
static gboolean
hide_content (Finding *finding, GError **error)
{
  for (guint i = 0; i < finding->lines->len; i++)
    {
      KlPartnerReferral *line = g_ptr_array_index (finding->lines, i);
      KlSight sight;

      if (!line->has_bridging
          || !kl_case_rows_get_school (finding->rows, line->school_id)->is_director)
        continue;
      if (!kl_visibility_get_case (finding->db, line->case_id, &sight, error))
        return FALSE;
      if (!sight.team)
        g_clear_pointer (&line->bridging, g_free);
    }

  return TRUE;
}

static gboolean
name_cases (Finding *finding, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) cases = NULL;

  kl_case_rows_fill_pupils (finding->rows);
  cases = kl_case_rows_finish (finding->rows, error);
  if (cases == NULL)
    return FALSE;

  for (guint i = 0; i < cases->len; i++)
    {
      KlCaseRow *row = g_ptr_array_index (cases, i);

      g_hash_table_insert (by_id, &row->id, row);
    }
  for (guint i = 0; i < finding->lines->len; i++)
    {
      KlPartnerReferral *line = g_ptr_array_index (finding->lines, i);
      const KlCaseRow *row = g_hash_table_lookup (by_id, &line->case_id);

      line->about = g_strdup (row->about);
      line->case_title = g_strdup (row->title);
    }

  return TRUE;
}

/**
 * kl_referrals_find:
 * @db: a connection
 * @filter: which referrals
 * @day: the current day, to count until
 * @error: (out): return location for what went wrong
 *
 * Only those of schools where the one who asks has a role are found.
 *
 * Returns: (transfer container) (element-type KlPartnerReferral): those that wait first, the
 *   longest before, then the newest
 */
GPtrArray *
kl_referrals_find (KlDb *db, const KlReferralFilter *filter, KlDate day, GError **error)
{
  g_autoptr (GPtrArray) lines =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_referral_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlCaseRows) rows = NULL;
  g_autoptr (KlStmt) stmt = NULL;
  Finding finding;

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);

  book = kl_person_book_new (db, filter->school_id);
  rows = kl_case_rows_new (db, book, day);
  finding = (Finding) { db, day, book, rows, lines };
  stmt =
    kl_db_statement (db, &sql, filter->partner_id == 0 ? SQL_FIND_IN_SCHOOLS : SQL_FIND_AT_PARTNER);
  kl_stmt_bind_int (stmt, 1, filter->school_id);
  kl_stmt_bind_int (stmt, 2, filter->partner_id);
  kl_stmt_bind_int (stmt, 3, filter->which);
  kl_stmt_bind_int (stmt, 4, kl_db_get_professional_id (db));
  while (kl_stmt_step (stmt))
    take_line (&finding, stmt);
  if (!kl_stmt_finish (stmt, error) || !hide_content (&finding, error)
      || !name_cases (&finding, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&lines);
}
