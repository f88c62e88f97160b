/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-cases.h"

#include "kl-case-rows.h"
#include "kl-people-private.h"
#include "kl-search-private.h"

/*
 * Lists of cases. ?1 school, ?2 today, ?3 who asks, ?4 owner, ?5 theme, ?6 class, ?7 words,
 * ?8 and ?9 the key of the last row of the page before, ?10 the size of a page, or how far is
 * counted. Over all schools these are the schools where the one who asks has a role; nobody in
 * particular has all.
 *
 * A page of one school is read off an index in its order, however many cases there are: so which
 * state is asked for stands in the statement, where the index of open cases can be known to serve.
 */
#define ONE_SCHOOL "c.school_id = ?1"
#define ALL_SCHOOLS                                                                                \
  "?1 = 0 AND (?3 = 0 OR EXISTS (SELECT 1 FROM membership m"                                       \
  " WHERE m.school_id = c.school_id AND m.professional_id = ?3 AND " KL_SQL_WORKS ("m", "?2") "))"
#define OPEN " AND c.status <> 4"
#define CLOSED " AND c.status = 4"
#define ANY ""
#define MATCHES                                                                                    \
  " AND (?4 = 0 OR c.owner_id = ?4) AND (?5 < 0 OR c.theme = ?5)"                                  \
  " AND (?6 = 0 OR c.group_id = ?6 OR EXISTS (SELECT 1 FROM case_pupil cp"                         \
  " JOIN pupil p ON p.id = cp.pupil_id WHERE cp.case_id = c.id AND p.group_id = ?6))"              \
  " AND (?7 IS NULL"                                                                               \
  " OR c.id IN (SELECT rowid FROM case_text WHERE case_text MATCH ?7)"                             \
  " OR c.id IN (SELECT case_id FROM case_pupil WHERE pupil_id IN"                                  \
  " (SELECT rowid FROM pupil_text WHERE name_folded MATCH ?7)))"
/* A case without contact has waited since it was opened; as in the indexes. */
#define WAITS_SINCE                                                                                \
  "CASE WHEN c.last_contact > c.opened_on THEN c.last_contact ELSE c.opened_on END"
#define LIST(scope, state)                                                                         \
  "SELECT " KL_CASE_ROW_COLUMNS KL_CASE_ROW_TABLES " WHERE " scope state MATCHES
/* The first part of the key once more by itself: an index serves that alone. */
#define BY_CONTACT                                                                                 \
  " AND " WAITS_SINCE " >= ?8 AND (" WAITS_SINCE ", c.id) > (?8, ?9)"                              \
  " ORDER BY " WAITS_SINCE ", c.id LIMIT ?10"
#define BY_OPENED                                                                                  \
  " AND c.opened_on <= ?8 AND (c.opened_on, c.id) < (?8, ?9)"                                      \
  " ORDER BY c.opened_on DESC, c.id DESC LIMIT ?10"
#define BY_TITLE                                                                                   \
  " AND c.title >= ?8 AND (c.title, c.id) > (?8, ?9) ORDER BY c.title, c.id LIMIT ?10"
/* Nobody reads a large number to the last case, and a country has many. */
#define COUNT(scope, state, matches)                                                               \
  "SELECT count (*) FROM (SELECT 1 FROM care_case c WHERE " scope state matches                    \
  " LIMIT ?10) AS counted"

#define N_STATES 3
#define N_SORTS 3

/* Each for the states in the order of KlCaseState; a list for each of the orders of KlCaseSort. */
enum
{
  SQL_LIST_OF_SCHOOL,
  SQL_LIST_OF_ALL = SQL_LIST_OF_SCHOOL + N_STATES * N_SORTS,
  SQL_COUNT_OF_SCHOOL = SQL_LIST_OF_ALL + N_STATES * N_SORTS,
  SQL_COUNT_OF_ALL = SQL_COUNT_OF_SCHOOL + N_STATES,
  SQL_COUNT_EVERY_OF_SCHOOL = SQL_COUNT_OF_ALL + N_STATES,
  N_SQL = SQL_COUNT_EVERY_OF_SCHOOL + N_STATES
};

#define IN_EVERY_ORDER(first, scope, sql_state, state)                                             \
  [(first) + (state) * N_SORTS +                                                                   \
    KL_CASE_SORT_CONTACT] = LIST (scope, sql_state) BY_CONTACT,                                    \
    [(first) + (state) * N_SORTS + KL_CASE_SORT_OPENED] = LIST (scope, sql_state) BY_OPENED,       \
    [(first) + (state) * N_SORTS + KL_CASE_SORT_TITLE] = LIST (scope, sql_state) BY_TITLE

/* clang-format off */
static const char *const statements[N_SQL] = {
  IN_EVERY_ORDER (SQL_LIST_OF_SCHOOL, ONE_SCHOOL, OPEN, KL_CASE_STATE_OPEN),
  IN_EVERY_ORDER (SQL_LIST_OF_SCHOOL, ONE_SCHOOL, CLOSED, KL_CASE_STATE_CLOSED),
  IN_EVERY_ORDER (SQL_LIST_OF_SCHOOL, ONE_SCHOOL, ANY, KL_CASE_STATE_ANY),
  IN_EVERY_ORDER (SQL_LIST_OF_ALL, ALL_SCHOOLS, OPEN, KL_CASE_STATE_OPEN),
  IN_EVERY_ORDER (SQL_LIST_OF_ALL, ALL_SCHOOLS, CLOSED, KL_CASE_STATE_CLOSED),
  IN_EVERY_ORDER (SQL_LIST_OF_ALL, ALL_SCHOOLS, ANY, KL_CASE_STATE_ANY),
  [SQL_COUNT_OF_SCHOOL + KL_CASE_STATE_OPEN] = COUNT (ONE_SCHOOL, OPEN, MATCHES),
  [SQL_COUNT_OF_SCHOOL + KL_CASE_STATE_CLOSED] = COUNT (ONE_SCHOOL, CLOSED, MATCHES),
  [SQL_COUNT_OF_SCHOOL + KL_CASE_STATE_ANY] = COUNT (ONE_SCHOOL, ANY, MATCHES),
  [SQL_COUNT_OF_ALL + KL_CASE_STATE_OPEN] = COUNT (ALL_SCHOOLS, OPEN, MATCHES),
  [SQL_COUNT_OF_ALL + KL_CASE_STATE_CLOSED] = COUNT (ALL_SCHOOLS, CLOSED, MATCHES),
  [SQL_COUNT_OF_ALL + KL_CASE_STATE_ANY] = COUNT (ALL_SCHOOLS, ANY, MATCHES),
  /* Without a further wish no case need be looked at: the index alone is counted. */
  [SQL_COUNT_EVERY_OF_SCHOOL + KL_CASE_STATE_OPEN] = COUNT (ONE_SCHOOL, OPEN, ""),
  [SQL_COUNT_EVERY_OF_SCHOOL + KL_CASE_STATE_CLOSED] = COUNT (ONE_SCHOOL, CLOSED, ""),
  [SQL_COUNT_EVERY_OF_SCHOOL + KL_CASE_STATE_ANY] = COUNT (ONE_SCHOOL, ANY, ""),
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static gboolean
bind_filter (KlStmt *stmt, KlDb *db, const KlCaseFilter *filter, GError **error)
{
  g_autofree char *match = NULL;

  if (filter->text != NULL
      && !kl_text_index_make_match (db, filter->school_id, filter->text, &match, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, filter->school_id);
  kl_stmt_bind_int (stmt, 2, kl_clock_today ());
  kl_stmt_bind_int (stmt, 3, kl_db_get_professional_id (db));
  kl_stmt_bind_int (stmt, 4, filter->owner_id);
  kl_stmt_bind_int (stmt, 5, filter->theme);
  kl_stmt_bind_int (stmt, 6, filter->group_id);
  kl_stmt_bind_text (stmt, 7, match);

  return TRUE;
}

static void
bind_page (KlStmt *stmt, const KlCaseFilter *filter)
{
  const KlCaseRow *after = filter->after;

  switch (filter->sort)
    {
    case KL_CASE_SORT_TITLE:
      kl_stmt_bind_text (stmt, 8, after != NULL ? after->title : "");
      break;
    case KL_CASE_SORT_OPENED:
      kl_stmt_bind_int (stmt, 8, after != NULL ? after->opened_on : G_MAXINT32);
      break;
    case KL_CASE_SORT_CONTACT:
    default:
      kl_stmt_bind_int (stmt, 8,
                        after != NULL ? MAX (after->last_contact, after->opened_on) : G_MININT32);
      break;
    }
  kl_stmt_bind_int (stmt, 9, after != NULL ? after->id : 0);
  kl_stmt_bind_int (stmt, 10, filter->limit > 0 ? filter->limit : G_MAXINT32);
}

static gboolean
is_narrowed (const KlCaseFilter *filter)
{
  return filter->owner_id != 0 || filter->theme >= 0 || filter->group_id != 0
         || (filter->text != NULL && *filter->text != '\0');
}

/**
 * kl_cases_list:
 * @db: a connection
 * @filter: which cases, in which order, from where on
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Pages by key: give the last row of a page as @filter's after to get the next. Over all schools
 * the list holds those where the one who asks has a role.
 *
 * Returns: (transfer container) (element-type KlCaseRow): a page of cases
 */
GPtrArray *
kl_cases_list (KlDb *db, const KlCaseFilter *filter, KlDate today, GError **error)
{
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlCaseRows) rows = NULL;
  g_autoptr (KlStmt) stmt = NULL;
  guint first;

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);

  first = filter->school_id != 0 ? SQL_LIST_OF_SCHOOL : SQL_LIST_OF_ALL;
  book = kl_person_book_new (db, filter->school_id);
  if (filter->school_id != 0)
    kl_person_book_load_school (book);
  rows = kl_case_rows_new (db, book, today);
  stmt = kl_db_statement (db, &sql, first + filter->state * N_SORTS + filter->sort);
  if (!bind_filter (stmt, db, filter, error))
    return NULL;
  bind_page (stmt, filter);
  while (kl_stmt_step (stmt))
    kl_case_rows_read (rows, stmt);
  if (!kl_stmt_finish (stmt, error))
    return NULL;

  kl_case_rows_fill_each (rows);
  return kl_case_rows_finish (rows, error);
}

/**
 * kl_cases_count:
 * @db: a connection
 * @filter: which cases; order and page do not matter
 * @most: how far to count, from 1
 * @error: (out): return location for what went wrong
 *
 * Counting looks at every case that there is; with @most it takes no longer however many there are.
 *
 * Returns: how many there are, @most + 1 when there are more, -1 when that could not be counted
 */
gint64
kl_cases_count (KlDb *db, const KlCaseFilter *filter, gint64 most, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  gint64 n = 0;

  g_return_val_if_fail (db != NULL && filter != NULL && most > 0 && most < G_MAXINT64, -1);

  if (filter->school_id != 0 && !is_narrowed (filter))
    {
      stmt = kl_db_statement (db, &sql, SQL_COUNT_EVERY_OF_SCHOOL + filter->state);
      kl_stmt_bind_int (stmt, 1, filter->school_id);
    }
  else
    {
      const guint first = filter->school_id != 0 ? SQL_COUNT_OF_SCHOOL : SQL_COUNT_OF_ALL;

      stmt = kl_db_statement (db, &sql, first + filter->state);
      if (!bind_filter (stmt, db, filter, error))
        return -1;
    }
  kl_stmt_bind_int (stmt, 10, most + 1);
  if (kl_stmt_step (stmt))
    n = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error) ? n : -1;
}
