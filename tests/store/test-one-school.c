/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "many-schools.h"
#include "store/kl-actions.h"
#include "store/kl-case-steps.h"
#include "store/kl-cases.h"
#include "store/kl-consents.h"
#include "store/kl-dashboard.h"
#include "store/kl-ids.h"
#include "store/kl-meetings.h"
#include "store/kl-networks.h"
#include "store/kl-partner-parts.h"
#include "store/kl-pupils.h"
#include "store/kl-referrals.h"
#include "store/kl-rosters.h"
#include "store/kl-search.h"
#include "vault-fixture.h"

/*
 * What is asked about one school costs no more when its board has more schools with the same
 * partners. Counted in the steps of SQLite's own machine, which are the same every time.
 */

#define FEW 2
#define MANY 14
#define N_CASES 60
#define TODAY 739580 /* 2025-11-25 */
#define SCHOOL 1
#define PARTNER 3
/* For lists of the schools themselves, and pages that lie a little deeper. */
#define ALLOWED_SHARE 1.15
#define ALLOWED_STEPS 250

typedef struct
{
  const char *name;
  void (*ask) (KlDb *db);
} Question;

/* Auxiliary functions */

static void
make_vault (VaultFixture *fixture, int n_schools)
{
  static const char *const indexes[] = { "pupil_text", "case_text", "entry_text", "action_text" };
  const ManySchools size = { .n_schools = n_schools,
                             .n_cases = N_CASES,
                             .n_open = 12,
                             .n_entries = 5,
                             .n_long = 30,
                             .n_pupils = 80,
                             .today = TODAY,
                             .searchable = TRUE };

  vault_fixture_set_up (fixture, NULL);
  many_schools_fill (fixture->db, &size);
  /* Of how many pieces an index is made depends on how it grew. */
  for (guint i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("INSERT INTO %s (%s) VALUES ('optimize')", indexes[i], indexes[i]);

      g_assert_true (kl_db_exec (fixture->db, sql, NULL));
    }
}

static int
count_steps_cb (guint event, void *n_steps, void *stmt, void *time)
{
  *(gint64 *) n_steps += sqlite3_stmt_status (stmt, SQLITE_STMTSTATUS_VM_STEP, 1);

  return 0;
}

/* The second time: the first prepares the statements. */
static gint64
count_steps (KlDb *db, const Question *question)
{
  gint64 n_steps = 0;

  question->ask (db);
  sqlite3_trace_v2 (db->handle, SQLITE_TRACE_PROFILE, count_steps_cb, &n_steps);
  question->ask (db);
  sqlite3_trace_v2 (db->handle, 0, NULL, NULL);

  return n_steps;
}

/* Questions */

static void
ask_dashboard (KlDb *db)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlDashboard) dashboard = kl_dashboard_load (db, SCHOOL, TODAY, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (dashboard->cases->len, ==, 12);
  g_assert_cmpuint (dashboard->attention->len, >, 0);
  g_assert_cmpuint (dashboard->waiting->len, >, 0);
}

static void
check_list (GPtrArray *list, GError *error)
{
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, >, 0);
  g_ptr_array_unref (list);
}

static void
ask_cases (KlDb *db)
{
  const KlCaseFilter filter = { .school_id = SCHOOL, .theme = -1, .limit = 50 };
  GError *error = NULL;

  check_list (kl_cases_list (db, &filter, TODAY, &error), error);
  g_assert_cmpint (kl_cases_count (db, &filter, 100, &error), >, 0);
}

static void
ask_cases_with_words (KlDb *db)
{
  const KlCaseFilter filter = { .school_id = SCHOOL, .theme = -1, .text = "nummer", .limit = 50 };
  GError *error = NULL;

  check_list (kl_cases_list (db, &filter, TODAY, &error), error);
}

static void
ask_case (KlDb *db)
{
  GError *error = NULL;
  g_autoptr (KlCaseFile) file =
    kl_cases_load_file (db, kl_ids_case_at (SCHOOL, N_CASES), TODAY, &error);

  g_assert_no_error (error);
  g_assert_nonnull (file);
}

static void
ask_actions (KlDb *db)
{
  const KlActionFilter filter = { .school_id = SCHOOL, .open_only = TRUE };
  GError *error = NULL;

  check_list (kl_actions_list (db, &filter, &error), error);
}

static void
ask_renewals (KlDb *db)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) renewals = kl_consents_list_renewals (db, SCHOOL, TODAY, &error);

  g_assert_no_error (error);
}

static void
ask_referrals (KlDb *db)
{
  const KlReferralFilter filters[] = {
    { .school_id = SCHOOL },
    { .school_id = SCHOOL, .which = KL_REFERRALS_OPEN },
    { .school_id = SCHOOL, .which = KL_REFERRALS_WAITING },
    { .school_id = SCHOOL, .partner_id = PARTNER },
  };
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    check_list (kl_referrals_find (db, &filters[i], TODAY, &error), error);
}

static void
ask_partner (KlDb *db)
{
  GError *error = NULL;
  g_autoptr (KlPartnerCard) card = kl_partner_card_load (db, PARTNER, SCHOOL, TODAY, &error);

  g_assert_no_error (error);
  g_assert_nonnull (card);
}

static void
ask_network (KlDb *db)
{
  GError *error = NULL;
  g_autoptr (KlNetworkFacts) facts = kl_network_load_facts (db, SCHOOL, TODAY, &error);

  g_assert_no_error (error);
  g_assert_nonnull (facts);
}

static void
ask_meetings (KlDb *db)
{
  GError *error = NULL;

  check_list (kl_meetings_list (db, SCHOOL, TODAY - 100, TODAY + 100, &error), error);
  check_list (kl_meetings_suggest (db, 2 * SCHOOL, TODAY, &error), error);
}

static void
ask_pupils (KlDb *db)
{
  const KlPupilFilter filter = { .school_id = SCHOOL, .limit = 50 };
  GError *error = NULL;

  check_list (kl_pupils_list (db, &filter, &error), error);
}

static void
ask_roster (KlDb *db)
{
  GError *error = NULL;
  g_autoptr (KlRoster) roster = kl_rosters_load (db, SCHOOL, 2025, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (roster->pupils->len, ==, 80);
}

static void
ask_words (KlDb *db)
{
  static const char *const words[] = { "moeder", "moe", "naam12", "achternaam7", "nam12" };
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      const KlSearchQuery query = { .school_id = SCHOOL, .words = words[i], .limit = 20 };
      g_autoptr (KlSearchResult) result = kl_search_run (db, &query, &error);

      g_assert_no_error (error);
      g_assert_nonnull (result);
    }
}

static const Question questions[] = {
  { "dashboard", ask_dashboard },
  { "cases", ask_cases },
  { "cases-with-words", ask_cases_with_words },
  { "case", ask_case },
  { "actions", ask_actions },
  { "renewals", ask_renewals },
  { "referrals", ask_referrals },
  { "partner", ask_partner },
  { "network", ask_network },
  { "meetings", ask_meetings },
  { "pupils", ask_pupils },
  { "roster", ask_roster },
  { "words", ask_words },
};

/* Cases */

static VaultFixture few, many;

static void
test_question (gconstpointer data)
{
  const Question *question = data;
  const gint64 n_few = count_steps (few.db, question);
  const gint64 n_many = count_steps (many.db, question);

  g_test_message ("%" G_GINT64_FORMAT " steps among %d schools, %" G_GINT64_FORMAT " among %d",
                  n_few, FEW, n_many, MANY);
  g_assert_cmpint (n_few, >, 0);
  g_assert_cmpfloat ((double) n_many, <=, (double) n_few * ALLOWED_SHARE + ALLOWED_STEPS);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  kl_clock_fix (TODAY);
  make_vault (&few, FEW);
  make_vault (&many, MANY);
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autofree char *path = g_strconcat ("/store/one-school/", questions[i].name, NULL);

      g_test_add_data_func (path, &questions[i], test_question);
    }

  status = g_test_run ();
  vault_fixture_tear_down (&few, NULL);
  vault_fixture_tear_down (&many, NULL);
  return status;
}
