/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-dashboard.h"

#include "kl-caseload.h"
#include "kl-meetings.h"
#include "kl-referrals.h"
#include "kl-schools.h"

#define FLOW_MONTHS 6

enum
{
  SQL_LIST_OPENED,
  SQL_LIST_CLOSED,
  SQL_GET_NEXT_MEETING,
  SQL_LIST_MEMBERS,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_OPENED] =
    "SELECT opened_on FROM care_case WHERE school_id = ?1 AND opened_on BETWEEN ?2 AND ?3",
  [SQL_LIST_CLOSED] =
    "SELECT closed_on FROM care_case WHERE school_id = ?1 AND closed_on BETWEEN ?2 AND ?3",
  [SQL_GET_NEXT_MEETING] =
    "SELECT min (day) FROM meeting WHERE school_id = ?1 AND day >= ?2 AND kind = 0"
    " AND settled = 0",
  [SQL_LIST_MEMBERS] =
    "SELECT professional_id, role, hours FROM membership"
    " WHERE school_id = ?1 AND (last_day = 0 OR last_day >= ?2) ORDER BY professional_id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* In and out per month */

static GArray *
make_months (KlDate today)
{
  GArray *months = g_array_new (FALSE, TRUE, sizeof (KlFlowMonth));
  int year, month;

  kl_date_split (today, &year, &month, NULL);
  for (int back = FLOW_MONTHS - 1; back >= 0; back--)
    {
      int number = year * 12 + month - 1 - back;
      const KlFlowMonth value = { .year = number / 12, .month = number % 12 + 1 };

      g_array_append_val (months, value);
    }

  return months;
}

static gboolean
count_days (KlDb *db,
            guint statement,
            gint64 school_id,
            KlDate today,
            GArray *months,
            gsize offset,
            GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);
  const KlFlowMonth *first = &g_array_index (months, KlFlowMonth, 0);

  kl_stmt_bind_int (stmt, 1, school_id);
  kl_stmt_bind_int (stmt, 2, kl_date_new (first->year, first->month, 1));
  kl_stmt_bind_int (stmt, 3, today);
  while (kl_stmt_step (stmt))
    {
      int year, month, place;

      kl_date_split ((KlDate) kl_stmt_get_int (stmt, 0), &year, &month, NULL);
      place = (year - first->year) * 12 + month - first->month;
      if (place >= 0 && place < FLOW_MONTHS)
        G_STRUCT_MEMBER (int, &g_array_index (months, KlFlowMonth, place), offset)++;
    }

  return kl_stmt_finish (stmt, error);
}

static GArray *
load_flow (KlDb *db, gint64 school_id, KlDate today, GError **error)
{
  g_autoptr (GArray) months = make_months (today);

  if (!count_days (db, SQL_LIST_OPENED, school_id, today, months,
                   G_STRUCT_OFFSET (KlFlowMonth, opened), error)
      || !count_days (db, SQL_LIST_CLOSED, school_id, today, months,
                      G_STRUCT_OFFSET (KlFlowMonth, closed), error))
    return NULL;

  return g_steal_pointer (&months);
}

/* One school */

static void
count_themes (KlDashboard *dashboard)
{
  for (guint i = 0; i < dashboard->cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (dashboard->cases, i);

      if (row->theme >= 0 && row->theme < KL_N_THEMES)
        dashboard->n_themes[row->theme]++;
    }
}

/**
 * kl_dashboard_load:
 * @db: a connection
 * @school_id: a school
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_REFUSED for who has no role
 *   at the school
 *
 * Reads all that the dashboard of a school shows in one snapshot: what asks for attention with its
 * words, the open cases with their strips, the next care-team meeting, in- and outflow, themes,
 * and the referrals that wait.
 *
 * Returns: (transfer full): the dashboard
 */
KlDashboard *
kl_dashboard_load (KlDb *db, gint64 school_id, KlDate today, GError **error)
{
  g_autoptr (KlDashboard) dashboard = kl_dashboard_new ();
  g_autoptr (KlCaseload) caseload = NULL;
  g_autoptr (GError) local = NULL;
  KlDate first = kl_date_get_monday (today) - 7 * (KL_CASE_ROW_WEEKS - 1);
  const KlReferralFilter waiting = { .school_id = school_id, .which = KL_REFERRALS_WAITING };

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_caseload_check_school (db, school_id, error))
    return NULL;

  dashboard->today = today;
  dashboard->school = kl_schools_get (db, school_id, error);
  if (dashboard->school == NULL)
    return NULL;
  caseload = kl_caseload_load (db, school_id, today, error);
  if (caseload == NULL)
    return NULL;

  g_clear_pointer (&dashboard->flow, g_array_unref);
  dashboard->flow = load_flow (db, school_id, today, error);
  if (dashboard->flow == NULL)
    return NULL;
  dashboard->next_meeting = kl_meetings_get_next (db, school_id, today, &local);
  if (local != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }

  g_clear_pointer (&dashboard->waiting, g_ptr_array_unref);
  dashboard->waiting = kl_referrals_find (db, &waiting, today, error);
  if (dashboard->waiting == NULL)
    return NULL;

  g_clear_pointer (&dashboard->cases, g_ptr_array_unref);
  g_clear_pointer (&dashboard->attention, g_ptr_array_unref);
  dashboard->cases = g_steal_pointer (&caseload->cases);
  dashboard->attention = g_steal_pointer (&caseload->attention);
  g_clear_pointer (&dashboard->snoozed, g_ptr_array_unref);
  dashboard->snoozed = g_steal_pointer (&caseload->snoozed);
  dashboard->n_unanswered = caseload->n_waiting;
  dashboard->holidays = kl_calendar_get_holidays_between (caseload->calendar, first, today);
  count_themes (dashboard);

  return g_steal_pointer (&dashboard);
}

/* All schools */

static gboolean
is_care_role (KlRole role)
{
  switch (role)
    {
    case KL_ROLE_INTERN_BEGELEIDER:
    case KL_ROLE_SCHOOL_SOCIAL_WORKER:
    case KL_ROLE_YOUTH_NURSE:
    case KL_ROLE_PARENTING_ADVISOR:
    case KL_ROLE_CARE_COORDINATOR:
    case KL_ROLE_SCHOOL_PSYCHOLOGIST:
      return TRUE;
    case KL_ROLE_OTHER:
    case KL_ROLE_DIRECTOR:
    case KL_ROLE_TEACHER:
    default:
      return FALSE;
    }
}

static int
count_of (GPtrArray *people, gint64 professional_id)
{
  int n = 0;

  for (guint i = 0; i < people->len; i++)
    {
      const KlPerson *person = g_ptr_array_index (people, i);

      n +=
        person != NULL && person->kind == KL_PERSON_PROFESSIONAL && person->id == professional_id;
    }

  return n;
}

static int
compare_loads (gconstpointer a, gconstpointer b)
{
  const KlLoad *first = *(const KlLoad *const *) a;
  const KlLoad *second = *(const KlLoad *const *) b;

  if (first->n_cases != second->n_cases)
    return first->n_cases > second->n_cases ? -1 : 1;
  return (first->who->id > second->who->id) - (first->who->id < second->who->id);
}

/* Everybody in the care team, and whoever else keeps a case moving. */
static gboolean
load_members (KlDb *db,
              KlSchoolOverview *overview,
              KlCaseload *caseload,
              KlDate today,
              GError **error)
{
  g_autoptr (KlPersonBook) book = kl_person_book_new (db, overview->school->id);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_MEMBERS);
  g_autoptr (GPtrArray) owners = g_ptr_array_new ();
  g_autoptr (GPtrArray) actors = g_ptr_array_new ();

  for (guint i = 0; i < caseload->cases->len; i++)
    g_ptr_array_add (owners, ((KlCaseRow *) g_ptr_array_index (caseload->cases, i))->owner);
  for (guint i = 0; i < caseload->attention->len; i++)
    g_ptr_array_add (actors, ((KlAttention *) g_ptr_array_index (caseload->attention, i))->who);

  kl_person_book_load_school (book);
  kl_stmt_bind_int (stmt, 1, overview->school->id);
  kl_stmt_bind_int (stmt, 2, today);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);
      int n_cases = count_of (owners, id);
      KlLoad *load;

      if (n_cases == 0 && !is_care_role (kl_stmt_get_int (stmt, 1)))
        continue;

      load = g_new0 (KlLoad, 1);
      load->who = kl_person_book_dup_professional (book, id);
      load->n_cases = n_cases;
      load->n_attention = count_of (actors, id);
      load->hours = kl_stmt_get_double (stmt, 2);
      g_ptr_array_add (overview->loads, load);
    }
  g_ptr_array_sort (overview->loads, compare_loads);

  return kl_stmt_finish (stmt, error) && kl_person_book_finish (book, error);
}

static gboolean
load_next_meeting (KlDb *db, KlSchoolOverview *overview, KlDate today, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_NEXT_MEETING);

  kl_stmt_bind_int (stmt, 1, overview->school->id);
  kl_stmt_bind_int (stmt, 2, today);
  if (kl_stmt_step (stmt))
    overview->next_meeting_on = (KlDate) kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

static void
count_cases (KlSchoolOverview *overview, const KlCaseload *caseload, GArray *flow)
{
  overview->n_open = (int) caseload->cases->len;
  overview->n_attention = (int) caseload->attention->len;
  overview->n_new_this_month = g_array_index (flow, KlFlowMonth, flow->len - 1).opened;

  for (guint i = 0; i < caseload->attention->len; i++)
    {
      const KlAttention *row = g_ptr_array_index (caseload->attention, i);

      overview->n_late += row->urgency == KL_URGENCY_LATE;
    }
  for (guint i = 0; i < caseload->cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (caseload->cases, i);

      overview->n_kept += row->contact_days <= row->contact_norm;
    }
}

static KlSchoolOverview *
load_overview (KlDb *db, gint64 school_id, KlDate today, GError **error)
{
  g_autoptr (KlSchoolOverview) overview = kl_school_overview_new ();
  g_autoptr (KlCaseload) caseload = NULL;
  g_autoptr (GArray) flow = NULL;

  overview->school = kl_schools_get (db, school_id, error);
  if (overview->school == NULL)
    return NULL;
  caseload = kl_caseload_load (db, school_id, today, error);
  flow = caseload != NULL ? load_flow (db, school_id, today, error) : NULL;
  if (flow == NULL)
    return NULL;

  count_cases (overview, caseload, flow);
  if (!load_members (db, overview, caseload, today, error)
      || !load_next_meeting (db, overview, today, error))
    return NULL;

  return g_steal_pointer (&overview);
}

/**
 * kl_overview_load:
 * @db: a connection
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * The first look over several schools: numbers, no content of cases.
 *
 * Returns: (transfer container) (element-type KlSchoolOverview): the schools where the one who asks
 *   has a role, by name; all of them when it is nobody in particular
 */
GPtrArray *
kl_overview_load (KlDb *db, KlDate today, GError **error)
{
  g_autoptr (GPtrArray) schools =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_school_overview_free);
  g_autoptr (GArray) school_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_caseload_list_schools (db, school_ids, error))
    return NULL;

  for (guint i = 0; i < school_ids->len; i++)
    {
      KlSchoolOverview *overview =
        load_overview (db, g_array_index (school_ids, gint64, i), today, error);

      if (overview == NULL)
        return NULL;
      g_ptr_array_add (schools, overview);
    }

  return g_steal_pointer (&schools);
}

/**
 * kl_attention_count_all:
 * @db: a connection
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Counts what asks for attention, for the numbers beside the schools in the sidebar.
 *
 * Returns: (transfer full) (element-type gint64 gint): the number for each school where the one who
 *   asks has a role; the keys point to #gint64, the values are made with GINT_TO_POINTER()
 */
GHashTable *
kl_attention_count_all (KlDb *db, KlDate today, GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) school_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_caseload_list_schools (db, school_ids, error))
    return NULL;

  for (guint i = 0; i < school_ids->len; i++)
    {
      gint64 school_id = g_array_index (school_ids, gint64, i);
      g_autoptr (KlCaseload) caseload = kl_caseload_load (db, school_id, today, error);

      if (caseload == NULL)
        return NULL;
      g_hash_table_insert (counts, g_memdup2 (&school_id, sizeof school_id),
                           GINT_TO_POINTER ((int) caseload->attention->len));
    }

  return g_steal_pointer (&counts);
}
