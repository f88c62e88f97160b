/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <time.h>

#include "store/kl-dashboard.h"
#include "store/kl-db-private.h"
#include "store/kl-entries.h"
#include "store/kl-ids.h"

/*
 * The dashboard of a school with 2,000 cases, 100 of them open, and a timeline of 200 entries, in a
 * vault of 3,000,000 entries: encrypted beside plain SQLite with the same statements. The text
 * index has no part in it and stays empty. All figures are processor time, and medians.
 * KL_BENCH_SCHOOLS makes the vault smaller.
 */

#define N_SCHOOLS 75
#define N_CASES 2000
#define N_OPEN 100
#define N_ENTRIES 20
#define N_LONG 200 /* in the last case of each school */
#define N_ROUNDS 5

#define TODAY 739580 /* 2025-11-25 */

typedef struct
{
  double first;    /* ms, of a school that was not looked at before */
  double again;    /* ms */
  double timeline; /* ms */
} Figures;

static int
get_n_schools (void)
{
  const char *text = g_getenv ("KL_BENCH_SCHOOLS");

  return text != NULL ? CLAMP (atoi (text), 2, N_SCHOOLS) : N_SCHOOLS;
}

static void run (KlDb *db, const char *format, ...) G_GNUC_PRINTF (2, 3);

static void
run (KlDb *db, const char *format, ...)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  va_list arguments;

  va_start (arguments, format);
  sql = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  if (!kl_db_exec (db, sql, &error))
    g_error ("%s: %s", error->message, sql);
}

#define COUNT "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "

static void
fill_school (KlDb *db, int school)
{
  const gint64 first = kl_ids_case_at (school, 0);

  run (db, "INSERT INTO school (id, name) VALUES (%d, 'School %d')", school, school);
  run (db,
       COUNT
       "INSERT INTO membership (professional_id, school_id, role) SELECT i, %d, i %% 6 FROM n",
       10, school);
  run (db,
       COUNT "INSERT INTO school_group (id, school_id, school_year, name, year)"
             " SELECT %d * 100 + i, %d, 2025, i, i FROM n",
       8, school, school);
  run (db,
       COUNT "INSERT INTO pupil (id, school_id, group_id, given, surname, sort_key, name_folded)"
             " SELECT %d * 1048576 + i, %d, %d * 100 + 1 + i %% 8, 'Naam' || i, 'Achternaam' || i,"
             " 'achternaam' || i, 'naam achternaam' || i FROM n",
       500, school, school, school);
  run (db,
       COUNT
       "INSERT INTO care_case (id, school_id, title, subject, asked_by, route, theme, status,"
       " owner_id, trusted_id, opened_on, closed_on, last_contact)"
       " SELECT %" G_GINT64_FORMAT " + i, %d, 'Casus over iets nummer ' || i, 0, 1, 0, i %% 4,"
       " CASE WHEN i > %d THEN i %% 4 ELSE 4 END, 1 + i %% 10, 1 + i %% 7,"
       " %d - 2200 + i, CASE WHEN i > %d THEN 0 ELSE %d - 2100 + i END, %d - (i * 7) %% 20 FROM n",
       N_CASES, first, school, N_CASES - N_OPEN, TODAY, N_CASES - N_OPEN, TODAY, TODAY);
  run (db,
       COUNT "INSERT INTO case_pupil (case_id, pupil_id) SELECT %" G_GINT64_FORMAT
             " + i, %d * 1048576 + 1 + (i * 37) %% 500 FROM n",
       N_CASES, first, school);
  run (db,
       COUNT
       ", e (j) AS (SELECT 1 UNION ALL SELECT j + 1 FROM e WHERE j < %d) "
       "INSERT INTO entry (id, school_id, case_id, kind, happened_on, recorded_at, author_kind,"
       " author_id, visibility, body) SELECT (%" G_GINT64_FORMAT " + i) * 65536 + j, %d,"
       " %" G_GINT64_FORMAT " + i, j %% 14, %d - 2200 + i + (j * 9), 0, 0, 1 + i %% 10,"
       " CASE WHEN j %% 19 = 0 THEN 1 ELSE 0 END,"
       " 'Gesprek met moeder over hoe het gaat; de volgende keer kijken wij samen verder ' || j"
       " FROM n, e WHERE j <= %d OR i = %d",
       N_CASES, N_LONG, first, school, first, TODAY, N_ENTRIES, N_CASES);
  run (db,
       COUNT "INSERT INTO action (school_id, case_id, body, owner_id, due, agreed_on, done_on)"
             " SELECT %d, %" G_GINT64_FORMAT
             " + 1 + i / 2, 'Iets doen', 1 + i %% 10, %d - 2200 + i / 2,"
             " %d - 2300, CASE WHEN i / 2 > %d THEN 0 ELSE %d END FROM n",
       2 * N_CASES - 2, school, first, TODAY, TODAY, N_CASES - N_OPEN, TODAY - 500);
  run (db,
       COUNT "INSERT INTO referral (school_id, case_id, partner_id, purpose, status, sent_on,"
             " answered_on) SELECT %d, %" G_GINT64_FORMAT " + 2 * i, 1 + i %% 16, 0,"
             " CASE WHEN 2 * i > %d AND i %% 2 THEN 1 ELSE 3 END, %d - 2190 + 2 * i,"
             " CASE WHEN 2 * i > %d AND i %% 2 THEN 0 ELSE %d - 2180 + 2 * i END FROM n",
       N_CASES / 2, school, first, N_CASES - N_OPEN, TODAY, N_CASES - N_OPEN, TODAY);
  run (db,
       COUNT
       "INSERT INTO consent (school_id, case_id, giver_kind, receiver_kind, receiver_id, status,"
       " first_day, last_day) SELECT %d, %" G_GINT64_FORMAT " + 2 * i, 2, 3, 1 + i %% 16, 0,"
       " %d - 2190 + 2 * i, %d - 2148 + 2 * i FROM n",
       N_CASES / 2, school, first, TODAY, TODAY);
  run (db,
       "INSERT INTO meeting (id, school_id, kind, day, starts_at, duration) VALUES"
       " (%d, %d, 0, %d, 795, 75), (%d, %d, 0, %d, 795, 75)",
       school * 2, school, TODAY + 3, school * 2 + 1, school, TODAY - 42);
  run (db,
       COUNT "INSERT INTO agenda_item (meeting_id, case_id, position, title)"
             " SELECT %d, %" G_GINT64_FORMAT " + %d + i, i, 'Casus' FROM n",
       6, school * 2, first, N_CASES - 20);
}

static void
fill (KlDb *db, int n_schools)
{
  run (db, "DROP TRIGGER entry_text_insert");
  run (db, "DROP TRIGGER case_text_insert");
  run (db, "DROP TRIGGER pupil_text_insert");
  run (db, "BEGIN");
  run (db,
       COUNT "INSERT INTO partner (id, name, usual_days) SELECT i, 'Partner ' || i, 3 * i FROM n"
             " WHERE true ON CONFLICT (id) DO UPDATE SET usual_days = excluded.usual_days",
       16);
  run (db,
       COUNT "INSERT INTO professional (id, given, surname, sort_key, name_folded)"
             " SELECT i, 'Voornaam' || i, 'Collega' || i, 'collega', 'collega' FROM n",
       10);
  for (int school = 1; school <= n_schools; school++)
    fill_school (db, school);
  run (db, "COMMIT");
}

static double
get_median (GArray *times)
{
  for (guint i = 1; i < times->len; i++)
    for (guint j = i;
         j > 0 && g_array_index (times, double, j) < g_array_index (times, double, j - 1); j--)
      {
        double swap = g_array_index (times, double, j);

        g_array_index (times, double, j) = g_array_index (times, double, j - 1);
        g_array_index (times, double, j - 1) = swap;
      }

  return times->len > 0 ? g_array_index (times, double, times->len / 2) : 0;
}

/* Processor time: a busy machine must not count. */
static double
get_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1e6;
}

static double
time_dashboard (KlDb *db, int school)
{
  g_autoptr (GError) error = NULL;
  double start = get_ms ();
  g_autoptr (KlDashboard) dashboard = kl_dashboard_load (db, school, TODAY, &error);
  double end = get_ms ();

  g_assert_no_error (error);
  g_assert_cmpuint (dashboard->cases->len, ==, N_OPEN);
  g_assert_cmpuint (dashboard->attention->len, >, 20);
  return end - start;
}

static double
time_timeline (KlDb *db, int school)
{
  const KlEntryFilter filter = { .case_id = kl_ids_case_at (school, N_CASES), .limit = N_LONG };
  g_autoptr (GError) error = NULL;
  double start = get_ms ();
  g_autoptr (GPtrArray) entries = kl_entries_list (db, &filter, &error);
  double end = get_ms ();

  g_assert_no_error (error);
  g_assert_cmpuint (entries->len, ==, N_LONG);
  return end - start;
}

static Figures
measure (KlDb *db, int n_schools)
{
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) timeline = g_array_new (FALSE, FALSE, sizeof (double));

  for (int school = 1; school <= n_schools; school++)
    {
      double ms = time_dashboard (db, school);

      if (school > 1)
        g_array_append_val (first, ms);
      for (int round = 0; round < N_ROUNDS; round++)
        {
          ms = time_dashboard (db, school);
          g_array_append_val (again, ms);
        }
      ms = time_timeline (db, school);
      ms = time_timeline (db, school);
      g_array_append_val (timeline, ms);
    }

  return (Figures) { get_median (first), get_median (again), get_median (timeline) };
}

static void
print_figure (const char *what, double encrypted, double plain, double goal)
{
  g_print ("%s: %.2f ms, plain SQLite %.2f ms, %.2fx", what, encrypted, plain, encrypted / plain);
  if (goal > 0)
    g_print (" (goal: under %.0f ms and 1.50x)", goal);
  g_print ("\n");
}

int
main (int argc, char **argv)
{
  static const guint8 key[KL_DB_KEY_SIZE] = { 1, 2, 3 };
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kl-bench-XXXXXX", &error);
  g_autofree char *vault = g_build_filename (folder, "vault.db", NULL);
  g_autofree char *plain = g_build_filename (folder, "plain.db", NULL);
  const char *files[] = { vault, plain };
  Figures figures[2];
  int n_schools = get_n_schools ();

  g_assert_no_error (error);
  kl_clock_fix (TODAY);
  for (int i = 0; i < 2; i++)
    {
      KlDb *db = i == 0 ? kl_db_open (files[i], key, sizeof key, KL_DB_CREATE, &error)
                        : kl_db_open_plain_for_benchmark (files[i], KL_DB_CREATE, &error);

      g_assert_no_error (error);
      fill (db, n_schools);
      kl_db_close (db, NULL);
      db = i == 0 ? kl_db_open (files[i], key, sizeof key, KL_DB_DEFAULT, &error)
                  : kl_db_open_plain_for_benchmark (files[i], KL_DB_DEFAULT, &error);
      g_assert_no_error (error);
      figures[i] = measure (db, n_schools);
      kl_db_close (db, NULL);
      g_unlink (files[i]);
    }
  g_rmdir (folder);

  g_print ("%d schools, %d entries\n", n_schools,
           n_schools * (N_CASES * N_ENTRIES + N_LONG - N_ENTRIES));
  print_figure ("dashboard", figures[0].again, figures[1].again, 5);
  print_figure ("dashboard of a school not looked at before", figures[0].first, figures[1].first,
                0);
  print_figure ("timeline of 200 entries", figures[0].timeline, figures[1].timeline, 5);

  return 0;
}
