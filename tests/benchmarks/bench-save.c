/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "exchange/kl-demo.h"
#include "model/kl-locale.h"
#include "store/kl-db-private.h"
#include "store/kl-entries.h"

/*
 * Saving one note: durable, encrypted, found by search at once, the case brought up to date and a
 * record in the log. The floor beside it is to write one page over an old one of a file in the
 * same folder, so that its length stays, and have it on the disk with fdatasync. In turns, so that
 * whatever else the disk has to do meets both alike; the vault is the demo's with many entries
 * more. Time, not processor time: a person waits for the disk.
 */

#define TODAY "2025-11-20"
#define N_MORE 100000
#define N_ROUNDS 300
#define N_WARM_UP 20
#define PAGE 4096
#define N_PAGES 256
#define TEXT                                                                                       \
  "Met moeder gebeld. Het ontbijt gaat beter sinds oma 's ochtends komt; ze vraagt of de "         \
  "huiswerkklas ook op woensdag kan. Volgende week bel ik haar terug, ook over de fiets."

static const guint8 key[KL_DB_KEY_SIZE] = { 1, 2, 3 };

static double
get_ms (gint64 from)
{
  return (double) (g_get_monotonic_time () - from) / 1000;
}

static KlDb *
open_vault (const char *path, KlDate today)
{
  g_autoptr (GError) error = NULL;
  KlDb *db = kl_db_open (path, key, sizeof key, KL_DB_CREATE, &error);

  g_assert_no_error (error);
  kl_db_set_actor (db, "meting", 0);
  kl_demo_fill (db, today, &error);
  g_assert_no_error (error);
  return db;
}

static gint64
find_case (KlDb *db)
{
  sqlite3_stmt *stmt = NULL;
  gint64 id;

  g_assert_cmpint (sqlite3_prepare_v2 (db->handle, "SELECT min (id) FROM care_case", -1, &stmt,
                                       NULL),
                   ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  id = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);

  return id;
}

/* As many as a school board has after some years, with words that are in the index. */
static void
add_entries (KlDb *db)
{
  g_autofree char *sql = g_strdup_printf (
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)"
    " INSERT INTO entry (school_id, case_id, kind, happened_on, recorded_at, author_kind,"
    "                    author_id, body)"
    " SELECT school_id, id, 0, 738000 + i %% 1000, 0, 1, 1,"
    "        'gesprek ' || i || ' over school ' || (i * 7919) %% 10007 || ' en thuis'"
    " FROM n JOIN (SELECT id, school_id, row_number () OVER () - 1 AS nth FROM care_case)"
    "   ON nth = i %% (SELECT count (*) FROM care_case)",
    N_MORE);
  g_autoptr (GError) error = NULL;

  kl_db_exec (db, sql, &error);
  g_assert_no_error (error);
}

static double
save_note (KlDb *db, gint64 case_id, KlDate today, int round)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (GError) error = NULL;
  gint64 start;
  gint64 id;

  entry->case_id = case_id;
  entry->kind = KL_ENTRY_NOTE;
  entry->happened_on = today;
  entry->text = g_strdup_printf ("%d. %s", round, TEXT);
  start = g_get_monotonic_time ();
  id = kl_entries_add (db, entry, today, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);

  return get_ms (start);
}

static double
write_page (int file, int round)
{
  static const char page[PAGE] = { 1 };
  const gint64 start = g_get_monotonic_time ();

  g_assert_cmpint (pwrite (file, page, sizeof page, (off_t) (round % N_PAGES) * PAGE), ==,
                   (gssize) sizeof page);
  g_assert_no_errno (fdatasync (file));

  return get_ms (start);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

static void
print_figures (GArray *saved, GArray *written, GArray *ratios)
{
  const guint middle = N_ROUNDS / 2, worst = N_ROUNDS * 99 / 100;

  g_array_sort (saved, compare);
  g_array_sort (written, compare);
  g_array_sort (ratios, compare);
  g_print ("saving a note: median %.2f ms, p99 %.2f ms\n", g_array_index (saved, double, middle),
           g_array_index (saved, double, worst));
  g_print ("one page with fdatasync: median %.2f ms, p99 %.2f ms\n",
           g_array_index (written, double, middle), g_array_index (written, double, worst));
  g_print ("ratio of the medians %.2fx, median ratio of two in turn %.2fx (goal: at most 5x)\n",
           g_array_index (saved, double, middle) / g_array_index (written, double, middle),
           g_array_index (ratios, double, middle));
}

static void
measure (KlDb *db, int file, KlDate today)
{
  g_autoptr (GArray) saved = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) written = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) ratios = g_array_new (FALSE, FALSE, sizeof (double));
  const gint64 case_id = find_case (db);

  for (int round = 0; round < N_WARM_UP + N_ROUNDS; round++)
    {
      double floor = write_page (file, round);
      double note = save_note (db, case_id, today, round);
      double ratio = note / floor;

      if (round < N_WARM_UP)
        continue;
      g_array_append_val (saved, note);
      g_array_append_val (written, floor);
      g_array_append_val (ratios, ratio);
    }
  print_figures (saved, written, ratios);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("kl-bench-XXXXXX", &error);
  g_autofree char *vault = NULL;
  g_autofree char *plain = NULL;
  KlDate today;
  KlDb *db;
  int file;

  g_assert_no_error (error);
  kl_date_parse (TODAY, &today);
  kl_clock_fix (today);
  vault = g_build_filename (folder, "dossier.db", NULL);
  plain = g_build_filename (folder, "page", NULL);
  db = open_vault (vault, today);
  add_entries (db);
  file = g_open (plain, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
  g_assert_cmpint (file, >=, 0);
  for (int i = 0; i < N_PAGES; i++)
    write_page (file, i);

  measure (db, file, today);

  close (file);
  kl_db_close (db, &error);
  g_assert_no_error (error);
  g_unlink (vault);
  g_unlink (plain);
  g_rmdir (folder);

  return 0;
}
