/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "command-runner.h"

#include <glib/gstdio.h>
#include <string.h>

#include "exchange/kl-csv-reader.h"
#include "exchange/kl-demo.h"
#include "store/kl-audit.h"
#include "store/kl-partners.h"

static void
make_demo (Runner *runner)
{
  KlDb *db;
  KlVault *vault = runner_make_vault (runner, &db);
  g_autoptr (KlPartner) partner = kl_partner_new ("=HYPERLINK(\"http://kwaad\")");
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_demo_fill (db, kl_date_new (2025, 11, 20), &error));
  g_assert_no_error (error);
  partner->kind = g_strdup ("@som");
  partner->phone = g_strdup ("+31 73 123");
  g_assert_cmpint (kl_partners_add (db, partner, &error), >, 0);
  g_assert_no_error (error);
  runner_close_vault (vault, db);
}

static KlCsvTable *
read_table (const char *path, char **text)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  KlCsvTable *table;
  gsize length;

  g_assert_true (g_file_get_contents (path, text, &length, NULL));
  bytes = g_bytes_new (*text, length);
  table = kl_csv_table_read (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (table->n_problems, ==, 0);
  return table;
}

/* No cell begins as a formula does. */
static void
assert_defused (const KlCsvTable *table)
{
  for (guint i = 0; i < table->n_rows; i++)
    for (guint j = 0; j < table->n_headings; j++)
      {
        const char *cell = table->rows[i].cells[j];

        if (*cell != '\0' && strchr ("=@\t\r", *cell) != NULL)
          g_error ("a formula in row %u", i);
      }
}

static gint64
count_exports (Runner *runner)
{
  KlDb *db;
  KlVault *vault = runner_open_vault (runner, &db);
  sqlite3_stmt *stmt;
  gint64 n;

  g_assert_cmpint (sqlite3_prepare_v2 (db->handle,
                                       "SELECT count (*) FROM audit_record WHERE act = ?1", -1,
                                       &stmt, NULL),
                   ==, SQLITE_OK);
  sqlite3_bind_int (stmt, 1, KL_AUDIT_EXPORT);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  n = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  runner_close_vault (vault, db);
  return n;
}

static void
test_csv (Runner *runner, gconstpointer data)
{
  static const char *const lists[] = { "partners", "referrals", "cases", "pupils", "actions" };
  gint64 before;

  make_demo (runner);
  before = count_exports (runner);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      g_autofree char *name = g_strconcat (lists[i], ".csv", NULL);
      g_autofree char *path = runner_get_path (runner, name);
      g_autofree char *text = NULL;
      g_autoptr (KlCsvTable) table = NULL;
      GStatBuf info;
      gint64 after;

      run (runner, "export", runner->vault, "csv", lists[i], "--output", path);
      g_assert_cmpstr (runner->err, ==, "");
      g_assert_cmpint (runner->status, ==, 0);
      table = read_table (path, &text);
      g_assert_cmpuint (table->n_rows, >, 3);
      assert_defused (table);
      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 0777, ==, 0600);
      if (i == 0)
        {
          g_assert_nonnull (strstr (text, "'=HYPERLINK"));
          g_assert_nonnull (strstr (text, "'@som"));
        }
      after = count_exports (runner);
      g_assert_cmpint (after, >, before);
      before = after;
    }
}

/* What is to be done, for another calendar: with words only when they are asked for. */
static void
test_ics (Runner *runner, gconstpointer data)
{
  g_autofree char *path = runner_get_path (runner, "acties.ics");
  g_autofree char *bare = NULL;
  g_autofree char *words = NULL;
  gint64 before;

  make_demo (runner);
  before = count_exports (runner);
  run (runner, "export", runner->vault, "ics", "--today", "2025-11-20", "--output", path);
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &bare, NULL, NULL));
  g_assert_true (g_str_has_prefix (bare, "BEGIN:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (bare, "BEGIN:VTODO"));
  g_assert_null (strstr (bare, "terugbellen"));
  g_assert_cmpint (count_exports (runner), >, before);

  run (runner, "export", runner->vault, "ics", "words", "--today", "2025-11-20", "--output", path);
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &words, NULL, NULL));
  g_assert_nonnull (strstr (words, "SUMMARY:Toegang en Regie terugbellen"));
  g_assert_null (strstr (words, "Driftbuien"));
}

static void
test_usage (Runner *runner, gconstpointer data)
{
  g_autofree char *path = runner_get_path (runner, "lijst.csv");

  make_demo (runner);
  run (runner, "export", runner->vault, "csv", "geheimen", "--output", path);
  g_assert_cmpint (runner->status, ==, 2);
  g_assert_nonnull (strstr (runner->err, "pupils"));
  run (runner, "export", runner->vault, "csv", "--output", path);
  g_assert_cmpint (runner->status, ==, 2);
  run (runner, "export", runner->vault, "ics", "namen", "--output", path);
  g_assert_cmpint (runner->status, ==, 2);
  run (runner, "export", runner->vault, "hoi", "--output", path);
  g_assert_cmpint (runner->status, ==, 2);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Cards out, and in again by what they are and not what they are called. */
static void
test_vcard (Runner *runner, gconstpointer data)
{
  g_autofree char *path = runner_get_path (runner, "adressen.bak");
  g_autofree char *text = NULL;

  make_demo (runner);
  run (runner, "export", runner->vault, "vcard", "--output", path);
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCARD\r\nVERSION:4.0\r\n"));
  run (runner, "import", runner->vault, path);
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, "zijn al zoals het bestand zegt"));
  g_assert_null (strstr (runner->out, "Het staat in de kluis."));

  runner_write (runner, "nieuw",
                "BEGIN:VCARD\nFN:Nieuw Team\nORG:Nieuw Team\nTEL:073\n"
                "EMAIL\nEND:VCARD\n",
                -1);
  g_free (path);
  path = runner_get_path (runner, "nieuw");
  run (runner, "import", runner->vault, path);
  g_assert_cmpint (runner->status, ==, 0);
  g_assert_nonnull (strstr (runner->out, "Nieuw Team"));
  g_assert_nonnull (strstr (runner->out, "Regel 5"));
  g_assert_nonnull (strstr (runner->out, "Het staat in de kluis."));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  runner_test_add ("/command/export/csv", test_csv);
  runner_test_add ("/command/export/ics", test_ics);
  runner_test_add ("/command/export/usage", test_usage);
  runner_test_add ("/command/export/vcard", test_vcard);

  return g_test_run ();
}
