/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <time.h>

#include "many-schools.h"
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
  const int n_schools = get_n_schools ();
  const ManySchools size = { .n_schools = n_schools,
                             .n_cases = N_CASES,
                             .n_open = N_OPEN,
                             .n_entries = N_ENTRIES,
                             .n_long = N_LONG,
                             .n_pupils = 500,
                             .today = TODAY };

  g_assert_no_error (error);
  kl_clock_fix (TODAY);
  for (int i = 0; i < 2; i++)
    {
      KlDb *db = i == 0 ? kl_db_open (files[i], key, sizeof key, KL_DB_CREATE, &error)
                        : kl_db_open_plain_for_benchmark (files[i], KL_DB_CREATE, &error);

      g_assert_no_error (error);
      many_schools_fill (db, &size);
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
