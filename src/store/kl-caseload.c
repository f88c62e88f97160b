/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-caseload.h"

#include <glib/gi18n-lib.h>

#include "kl-people-private.h"
#include "model/kl-attention.h"

enum
{
  SQL_LIST_CASES,
  SQL_LIST_ACTIONS,
  SQL_LIST_REFERRALS,
  SQL_LIST_CONSENTS,
  SQL_LIST_SCHOOLS,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_CASES] =
    "SELECT " KL_CASE_ROW_COLUMNS KL_CASE_ROW_TABLES
    " WHERE c.school_id = ?1 AND " KL_SQL_OPEN ("c"),
  [SQL_LIST_ACTIONS] =
    "SELECT id, case_id, body, owner_id, due FROM action WHERE school_id = ?1 AND done_on = 0",
  /* 1 is sent, 2 received. */
  [SQL_LIST_REFERRALS] =
    "SELECT r.id, r.case_id, r.status, r.sent_on, r.expected_on, r.sender_id, r.partner_id,"
    " p.usual_days FROM referral r JOIN partner p ON p.id = r.partner_id"
    " WHERE r.school_id = ?1 AND r.status IN (1, 2) AND r.answered_on = 0",
  /* 0 is given. What was renewed for the same receiver and purpose may end. */
  [SQL_LIST_CONSENTS] =
    "SELECT o.id, o.case_id, o.receiver_kind, o.receiver_id, o.receiver_name, o.last_day"
    " FROM consent o WHERE o.school_id = ?1 AND o.status = 0 AND o.last_day BETWEEN ?2 AND ?3"
    " AND NOT EXISTS (SELECT 1 FROM consent n WHERE n.case_id = o.case_id AND n.status = 0"
      " AND n.receiver_kind = o.receiver_kind AND n.receiver_id = o.receiver_id"
      " AND coalesce (n.receiver_name, '') = coalesce (o.receiver_name, '')"
      " AND n.purpose = o.purpose AND (n.last_day > o.last_day OR n.last_day = 0))",
  [SQL_LIST_SCHOOLS] =
    "SELECT s.id FROM school s WHERE ?1 = 0 OR EXISTS (SELECT 1 FROM membership m"
      " WHERE m.school_id = s.id AND m.professional_id = ?1 AND " KL_SQL_WORKS ("m", "?2") ") ORDER BY s.name, s.id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  KlDb *db;
  gint64 school_id;
  KlDate today;
  gboolean is_director;
  KlPersonBook *book;
  KlCaseRows *rows;
  KlCaseload *caseload;
} Loading;

/* Takes ownership of the row, if the rule gave one, and says whose it is. */
static void
add_attention (Loading *loading,
               KlAttention *attention,
               gint64 case_id,
               gint64 target_id,
               const char *title,
               const char *context,
               KlPerson *who)
{
  if (attention == NULL)
    {
      kl_person_free (who);
      return;
    }

  attention->school_id = loading->school_id;
  attention->case_id = case_id;
  attention->target_id = target_id;
  attention->title = g_strdup (title);
  attention->context = g_strdup (context);
  attention->who = who;
  g_ptr_array_add (loading->caseload->attention, attention);
}

static gboolean
load_cases (Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (loading->db, &sql, SQL_LIST_CASES);

  kl_stmt_bind_int (stmt, 1, loading->school_id);
  while (kl_stmt_step (stmt))
    kl_case_rows_read (loading->rows, stmt);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  kl_case_rows_fill_school (loading->rows, loading->school_id);
  return TRUE;
}

/* What is to be done is content of a case: a director sees that something is, and not what, unless
 * it is his or her own to do. */
static void
take_action (Loading *loading, KlStmt *stmt)
{
  gint64 case_id = kl_stmt_get_int (stmt, 1);
  gint64 owner_id = kl_stmt_get_int (stmt, 3);
  KlDate due = (KlDate) kl_stmt_get_int (stmt, 4);
  KlCaseRow *row = kl_case_rows_find (loading->rows, case_id);
  gboolean own = owner_id == kl_db_get_professional_id (loading->db);
  const char *title = kl_stmt_get_text (stmt, 2);
  KlAttention *attention;

  if (row == NULL && case_id != 0)
    return;

  if (row != NULL)
    {
      row->n_open_actions++;
      row->n_late_actions += due != KL_DATE_NONE && due < loading->today;
    }
  attention = kl_attention_check_action (due, KL_DATE_NONE, loading->today);
  if (attention == NULL)
    return;

  if (loading->is_director && !own && row != NULL)
    title = row->title;
  add_attention (loading, attention, case_id, kl_stmt_get_int (stmt, 0), title,
                 row != NULL && title != row->title ? row->title : NULL,
                 kl_person_book_dup_professional (loading->book, owner_id));
}

static gboolean
load_actions (Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (loading->db, &sql, SQL_LIST_ACTIONS);

  kl_stmt_bind_int (stmt, 1, loading->school_id);
  while (kl_stmt_step (stmt))
    take_action (loading, stmt);

  return kl_stmt_finish (stmt, error);
}

static void
take_referral (Loading *loading, KlStmt *stmt)
{
  const KlReferral referral = { .status = kl_stmt_get_int (stmt, 2),
                                .sent_on = (KlDate) kl_stmt_get_int (stmt, 3),
                                .expected_on = (KlDate) kl_stmt_get_int (stmt, 4),
                                .median_days = (int) kl_stmt_get_int (stmt, 7) };
  gint64 case_id = kl_stmt_get_int (stmt, 1);
  KlCaseRow *row = kl_case_rows_find (loading->rows, case_id);
  g_autoptr (KlPerson) partner = NULL;
  KlPerson *who;

  if (row == NULL)
    return;

  partner = kl_person_book_dup_partner (loading->book, kl_stmt_get_int (stmt, 6));
  who = kl_person_book_dup_professional (loading->book, kl_stmt_get_int (stmt, 5));
  loading->caseload->n_waiting++;
  kl_case_rows_add_wait (loading->rows, case_id, partner != NULL ? partner->name : "",
                         referral.sent_on);
  add_attention (loading, kl_attention_check_referral (&referral, loading->today), case_id,
                 kl_stmt_get_int (stmt, 0), partner != NULL ? partner->name : "", row->title,
                 who != NULL ? who : kl_person_copy (row->owner));
}

static gboolean
load_referrals (Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (loading->db, &sql, SQL_LIST_REFERRALS);

  kl_stmt_bind_int (stmt, 1, loading->school_id);
  while (kl_stmt_step (stmt))
    take_referral (loading, stmt);

  return kl_stmt_finish (stmt, error);
}

static void
take_consent (Loading *loading, KlStmt *stmt)
{
  gint64 case_id = kl_stmt_get_int (stmt, 1);
  KlCaseRow *row = kl_case_rows_find (loading->rows, case_id);
  KlDate until = (KlDate) kl_stmt_get_int (stmt, 5);
  g_autoptr (KlPerson) receiver = NULL;

  if (row == NULL)
    return;

  receiver = kl_person_book_dup (loading->book, kl_stmt_get_int (stmt, 2),
                                 kl_stmt_get_int (stmt, 3), kl_stmt_get_text (stmt, 4));
  add_attention (loading, kl_attention_check_consent (KL_CONSENT_GIVEN, until, loading->today),
                 case_id, kl_stmt_get_int (stmt, 0), receiver != NULL ? receiver->name : "",
                 row->title, kl_person_copy (row->owner));
}

static gboolean
load_consents (Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (loading->db, &sql, SQL_LIST_CONSENTS);

  kl_stmt_bind_int (stmt, 1, loading->school_id);
  kl_stmt_bind_int (stmt, 2, loading->today);
  kl_stmt_bind_int (stmt, 3, loading->today + KL_ATTENTION_CONSENT_DAYS);
  while (kl_stmt_step (stmt))
    take_consent (loading, stmt);

  return kl_stmt_finish (stmt, error);
}

/* Rows of cases themselves come after they say whom they are about. */
static gboolean
finish_cases (Loading *loading, GError **error)
{
  const KlCaseSchool *school = kl_case_rows_get_school (loading->rows, loading->school_id);
  g_autoptr (GArray) histories = g_array_new (FALSE, FALSE, sizeof (KlContactHistory));
  GPtrArray *cases;

  kl_case_rows_copy_histories (loading->rows, histories);
  cases = loading->caseload->cases = kl_case_rows_finish (loading->rows, error);
  if (cases == NULL)
    return FALSE;

  for (guint i = 0; i < cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (cases, i);
      const KlContactHistory *history = &g_array_index (histories, KlContactHistory, i);

      add_attention (loading,
                     kl_attention_check_contact (history, row->last_contact_kind,
                                                 school->contact_norm, loading->today,
                                                 school->calendar),
                     row->id, 0, row->title, row->about, kl_person_copy (row->owner));
      add_attention (loading,
                     kl_attention_check_question (row->status, row->owner != NULL, row->opened_on,
                                                  loading->today),
                     row->id, 0, row->title, row->about, NULL);
    }

  return TRUE;
}

static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const KlCaseRow *first = *(const KlCaseRow *const *) a;
  const KlCaseRow *second = *(const KlCaseRow *const *) b;

  if (first->contact_days != second->contact_days)
    return first->contact_days > second->contact_days ? -1 : 1;
  return (first->id > second->id) - (first->id < second->id);
}

/* The open cases of a school and what is due in them. */
KlCaseload *
kl_caseload_load (KlDb *db, gint64 school_id, KlDate today, GError **error)
{
  g_autoptr (KlCaseload) caseload = g_new0 (KlCaseload, 1);
  g_autoptr (KlPersonBook) book = kl_person_book_new (db, school_id);
  g_autoptr (KlCaseRows) rows = kl_case_rows_new (db, book, today);
  const KlCaseSchool *school = kl_case_rows_get_school (rows, school_id);
  Loading loading = { .db = db,
                      .school_id = school_id,
                      .today = today,
                      .is_director = school->is_director,
                      .book = book,
                      .rows = rows,
                      .caseload = caseload };

  caseload->attention = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attention_free);
  kl_person_book_load_school (book);
  if (!load_cases (&loading, error) || !load_actions (&loading, error)
      || !load_referrals (&loading, error) || !load_consents (&loading, error)
      || !finish_cases (&loading, error) || !kl_person_book_finish (book, error))
    return NULL;

  if (school->calendar != NULL)
    caseload->calendar = kl_calendar_ref (school->calendar);
  g_ptr_array_sort (caseload->cases, compare_cases);
  kl_attention_sort (caseload->attention);
  return g_steal_pointer (&caseload);
}

void
kl_caseload_free (KlCaseload *caseload)
{
  if (caseload == NULL)
    return;

  g_clear_pointer (&caseload->cases, g_ptr_array_unref);
  g_clear_pointer (&caseload->attention, g_ptr_array_unref);
  g_clear_pointer (&caseload->calendar, kl_calendar_unref);
  g_free (caseload);
}

/* The schools where the one who acts has a role, by name; all when it is nobody in particular. */
gboolean
kl_caseload_list_schools (KlDb *db, GArray *school_ids, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_SCHOOLS);

  kl_stmt_bind_int (stmt, 1, kl_db_get_professional_id (db));
  kl_stmt_bind_int (stmt, 2, kl_clock_today ());
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (school_ids, id);
    }

  return kl_stmt_finish (stmt, error);
}

/* A role holds per school: without one a school's cases are not for the one who acts. */
gboolean
kl_caseload_check_school (KlDb *db, gint64 school_id, GError **error)
{
  g_autoptr (GArray) school_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!kl_caseload_list_schools (db, school_ids, error))
    return FALSE;

  for (guint i = 0; i < school_ids->len; i++)
    if (g_array_index (school_ids, gint64, i) == school_id)
      return TRUE;

  return kl_store_refuse (error, KL_STORE_ERROR_REFUSED, _ ("You have no role at this school"));
}
