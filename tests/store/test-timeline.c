/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include "store/kl-db-private.h"
#include "store/kl-ids.h"

/* Timelines of any length cost the same to page through. */

#define N_LONG 10000
#define PAGE 50

/* Written by hand: saving ten thousand entries one by one is another test's. */
static gint64
add_long_case (VaultFixture *fixture, int n)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Een lange geschiedenis");

  case_fixture_run (
    fixture,
    "INSERT INTO entry (id, school_id, case_id, kind, happened_on, recorded_at, author_kind,"
    " author_id, visibility, body)"
    " WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
    " SELECT %" G_GINT64_FORMAT " + i, 1, %" G_GINT64_FORMAT ", i %% 10,"
    " %d - (%d - i) / 3 - 1, 0, 0, 3, 0, 'Gebeurtenis ' || i FROM n",
    n, kl_ids_entry_at (case_id, 0), case_id, TODAY, n);
  case_fixture_run (fixture,
                    "INSERT INTO entry_pupil (entry_id, pupil_id) SELECT id, %d FROM entry"
                    " WHERE case_id = %" G_GINT64_FORMAT,
                    JELLE, case_id);
  case_fixture_run (fixture,
                    "INSERT INTO entry_person (entry_id, position, person_kind, person_id)"
                    " SELECT id, 0, 1, %d FROM entry WHERE case_id = %" G_GINT64_FORMAT,
                    JELLE, case_id);
  case_fixture_run (fixture, "UPDATE care_case SET n_entries = %d WHERE id = %" G_GINT64_FORMAT, n,
                    case_id);

  return case_id;
}

static GPtrArray *
list (VaultFixture *fixture, const KlEntryFilter *filter)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *page = kl_entries_list (fixture->db, filter, &error);

  g_assert_no_error (error);
  return page;
}

static const KlEntry *
get (GPtrArray *page, guint i)
{
  g_assert_cmpuint (i, <, page->len);
  return g_ptr_array_index (page, i);
}

/* Steps of SQLite's machine that all statements on entries took, and back to zero. */
static int
count_steps (VaultFixture *fixture)
{
  int n = 0;

  for (sqlite3_stmt *stmt = sqlite3_next_stmt (fixture->db->handle, NULL); stmt != NULL;
       stmt = sqlite3_next_stmt (fixture->db->handle, stmt))
    if (strstr (sqlite3_sql (stmt), "entry") != NULL)
      n += sqlite3_stmt_status (stmt, SQLITE_STMTSTATUS_VM_STEP, 1);

  return n;
}

static int
measure (VaultFixture *fixture, const KlEntryFilter *filter)
{
  g_autoptr (GPtrArray) warm = list (fixture, filter);
  g_autoptr (GPtrArray) page = NULL;

  count_steps (fixture);
  page = list (fixture, filter);
  g_assert_cmpuint (page->len, ==, PAGE);

  return count_steps (fixture);
}

/* The last page, and one in the middle, cost what the first does; and that what it costs in a short
 * timeline. */
static void
test_constant (VaultFixture *fixture, gconstpointer data)
{
  gint64 lengthy = add_long_case (fixture, N_LONG);
  gint64 brief = add_long_case (fixture, 4 * PAGE);
  const KlDate middle = TODAY - N_LONG / 6;
  const KlEntryFilter filters[] = {
    { .case_id = brief, .limit = PAGE },
    { .case_id = lengthy, .limit = PAGE },
    { .case_id = lengthy, .limit = PAGE, .before_day = middle },
    { .case_id = lengthy, .limit = PAGE, .before_day = TODAY - N_LONG / 3 + 40 },
    { .case_id = lengthy, .limit = PAGE, .after_day = middle },
    { .case_id = lengthy, .limit = PAGE, .after_day = TODAY - 2 * N_LONG },
    { .case_id = lengthy, .limit = PAGE, .since_day = TODAY - 100 },
  };
  int usual = measure (fixture, &filters[0]);

  for (gsize i = 1; i < G_N_ELEMENTS (filters); i++)
    g_assert_cmpint (measure (fixture, &filters[i]), <, usual * 3 / 2);
}

/* Something that was told years later lies far from its neighbours: the page does not read all that
 * lies between. */
static void
test_told_late (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = add_long_case (fixture, N_LONG);
  gint64 brief = add_long_case (fixture, 4 * PAGE);
  const KlDate first = TODAY - N_LONG / 3;
  const KlEntryFilter far = { .case_id = case_id, .limit = PAGE, .before_day = first + 20 };
  const KlEntryFilter near = { .case_id = brief, .limit = PAGE };
  g_autoptr (GPtrArray) page = NULL;
  guint n_people = 0;

  case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, first + 10, KL_VISIBILITY_TEAM,
                          "Achteraf gehoord");
  g_assert_cmpint (measure (fixture, &far), <, 4 * measure (fixture, &near));
  page = list (fixture, &far);
  for (guint i = 0; i < page->len; i++)
    n_people += get (page, i)->people->len;
  g_assert_cmpuint (n_people, ==, PAGE - 1);
}

/* No statement on a timeline sorts or reads a whole table. */
static void
test_plans (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = add_long_case (fixture, 4 * PAGE);
  const KlEntryFilter older = { .case_id = case_id, .limit = PAGE, .kinds = 3 };
  const KlEntryFilter newer = { .case_id = case_id, .limit = PAGE, .after_day = 1 };
  g_autoptr (GPtrArray) one = list (fixture, &older);
  g_autoptr (GPtrArray) other = list (fixture, &newer);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  int position;
  KlDate day;

  g_assert_true (kl_entries_find_position (fixture->db, case_id, 0, TODAY, &position, NULL));
  g_assert_true (kl_entries_get_last_meeting (fixture->db, case_id, TODAY, &day, NULL));
  for (sqlite3_stmt *stmt = sqlite3_next_stmt (fixture->db->handle, NULL); stmt != NULL;
       stmt = sqlite3_next_stmt (fixture->db->handle, stmt))
    if (g_str_has_prefix (sqlite3_sql (stmt), "SELECT")
        && strstr (sqlite3_sql (stmt), "FROM entry") != NULL)
      g_ptr_array_add (texts, g_strdup_printf ("EXPLAIN QUERY PLAN %s", sqlite3_sql (stmt)));

  g_assert_cmpuint (texts->len, >=, 4);
  for (guint i = 0; i < texts->len; i++)
    {
      sqlite3_stmt *stmt;

      g_test_message ("%s", (const char *) g_ptr_array_index (texts, i));
      g_assert_cmpint (sqlite3_prepare_v2 (fixture->db->handle, g_ptr_array_index (texts, i), -1,
                                           &stmt, NULL),
                       ==, SQLITE_OK);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        {
          const char *line = (const char *) sqlite3_column_text (stmt, 3);

          g_test_message ("    %s", line);
          g_assert_null (strstr (line, "TEMP B-TREE"));
          g_assert_false (g_str_has_prefix (line, "SCAN entry"));
          g_assert_false (g_str_equal (line, "SCAN e"));
        }
      sqlite3_finalize (stmt);
    }
}

/* Both ways through, by pages, and every entry once. */
static void
test_both_ways (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = add_long_case (fixture, 500);
  KlEntryFilter filter = { .case_id = case_id, .limit = 7 };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) page = NULL;
  guint n = 0;

  for (page = list (fixture, &filter); page->len > 0;)
    {
      for (guint i = 0; i < page->len; i++)
        g_ptr_array_add (ids, g_memdup2 (&get (page, i)->id, sizeof (gint64)));
      filter.before_day = get (page, page->len - 1)->happened_on;
      filter.before_id = get (page, page->len - 1)->id;
      g_ptr_array_unref (page);
      page = list (fixture, &filter);
    }
  g_assert_cmpuint (ids->len, ==, 500);

  filter = (KlEntryFilter) { .case_id = case_id, .limit = 7, .after_day = 1 };
  g_ptr_array_unref (page);
  for (page = list (fixture, &filter); page->len > 0;)
    {
      for (guint i = 0; i < page->len; i++)
        g_assert_cmpint (get (page, page->len - 1 - i)->id, ==,
                         *(gint64 *) g_ptr_array_index (ids, ids->len - 1 - n++));
      filter.after_day = get (page, 0)->happened_on;
      filter.after_id = get (page, 0)->id;
      g_ptr_array_unref (page);
      page = list (fixture, &filter);
    }
  g_assert_cmpuint (n, ==, 500);
}

static void
test_jump (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = add_long_case (fixture, 300);
  const KlDate day = TODAY - 40;
  const KlEntryFilter filter = { .case_id = case_id, .limit = 10, .before_day = day + 1 };
  g_autoptr (GPtrArray) page = list (fixture, &filter);
  g_autoptr (GError) error = NULL;
  int position;

  g_assert_cmpint (get (page, 0)->happened_on, ==, day);
  g_assert_true (kl_entries_find_position (fixture->db, case_id, 0, day, &position, &error));
  g_assert_cmpint (position, ==,
                   case_fixture_ask (fixture,
                                     "SELECT count (*) FROM entry WHERE case_id = %" G_GINT64_FORMAT
                                     " AND happened_on > %d",
                                     case_id, day));
  g_assert_true (kl_entries_find_position (fixture->db, case_id,
                                           KL_ENTRY_KIND_BIT (KL_ENTRY_HOME_VISIT), day, &position,
                                           &error));
  g_assert_cmpint (position, ==,
                   case_fixture_ask (fixture,
                                     "SELECT count (*) FROM entry WHERE case_id = %" G_GINT64_FORMAT
                                     " AND happened_on > %d AND kind = 2",
                                     case_id, day));
}

/* What is new to the team. */
static void
test_since_meeting (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    int kind, days_ago, state;
    int expected; /* days ago, -1 for never */
  } meetings[] = {
    { 0, 0, 0, -1 },                    /* today's is still to come */
    { 1, 3, 1, -1 },                    /* an MDO is no zorgteam */
    { 0, 30, 1, 30 }, { 0, 12, 2, 30 }, /* not reached */
    { 0, 20, 1, 20 }, { 0, 90, 1, 20 },
  };
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");
  g_autoptr (GPtrArray) news = NULL;
  KlEntryFilter filter = { .case_id = case_id };
  g_autoptr (GError) error = NULL;
  KlDate day;

  for (gsize i = 0; i < G_N_ELEMENTS (meetings); i++)
    {
      case_fixture_run (fixture,
                        "INSERT INTO meeting (id, school_id, kind, day, starts_at, duration)"
                        " VALUES (%d, 1, %d, %d, 540, 60)",
                        (int) i + 1, meetings[i].kind, TODAY - meetings[i].days_ago);
      case_fixture_run (fixture,
                        "INSERT INTO agenda_item (meeting_id, case_id, position, title, state)"
                        " VALUES (%d, %" G_GINT64_FORMAT ", 1, 'Jelle', %d)",
                        (int) i + 1, case_id, meetings[i].state);
      g_assert_true (kl_entries_get_last_meeting (fixture->db, case_id, TODAY, &day, &error));
      g_assert_cmpint (day, ==,
                       meetings[i].expected < 0 ? KL_DATE_NONE : TODAY - meetings[i].expected);
    }

  /* What is told of one counts as well. */
  case_fixture_add_entry (fixture, case_id, KL_ENTRY_CARE_TEAM, TODAY - 10, KL_VISIBILITY_TEAM,
                          "Besproken");
  case_fixture_add_entry (fixture, case_id, KL_ENTRY_PHONE_CALL, TODAY - 9, KL_VISIBILITY_TEAM,
                          "Gebeld");
  g_assert_true (kl_entries_get_last_meeting (fixture->db, case_id, TODAY, &day, &error));
  g_assert_cmpint (day, ==, TODAY - 10);
  filter.since_day = day + 1;
  news = list (fixture, &filter);
  g_assert_cmpuint (news->len, ==, 2);
  g_assert_cmpstr (get (news, 1)->text, ==, "Gebeld");
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/timeline/constant", test_constant);
  case_test_add ("/store/timeline/told-late", test_told_late);
  case_test_add ("/store/timeline/plans", test_plans);
  case_test_add ("/store/timeline/both-ways", test_both_ways);
  case_test_add ("/store/timeline/jump", test_jump);
  case_test_add ("/store/timeline/since-meeting", test_since_meeting);

  return g_test_run ();
}
