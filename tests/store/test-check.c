/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "store/kl-audit.h"
#include "store/kl-db-check.h"
#include "store/kl-pupils.h"
#include "store/kl-schools.h"
#include "vault-fixture.h"

#define NAME "Wolkenveldje"

static gint64
fill (KlDb *db, guint n_pupils)
{
  KlSchool school = { .name = (char *) "KC De Wilgenroos", .region = KL_REGION_ZUID };
  g_autoptr (GError) error = NULL;

  kl_schools_add (db, &school, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_pupils; i++)
    {
      g_autofree char *given = g_strdup_printf ("Kind%u", i);
      KlPupil pupil = {
        .school_id = school.id, .given = given, .surname = (char *) NAME, .listed = TRUE, .year = 5
      };

      g_assert_true (kl_pupils_add (db, &pupil, NULL));
    }

  return school.id;
}

static GPtrArray *
check_file (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings =
    kl_db_check_file (fixture->path, fixture->key, sizeof fixture->key, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return findings;
}

static const KlFinding *
get_first (GPtrArray *findings)
{
  g_assert_cmpuint (findings->len, >, 0);
  return g_ptr_array_index (findings, 0);
}

static void
count_progress (double done, gpointer data)
{
  g_assert_cmpfloat (done, >, 0);
  g_assert_cmpfloat (done, <=, 1);
  ++*(int *) data;
}

static void
test_sound (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) closed = NULL;
  int n_steps = 0;

  fill (fixture->db, 20);
  open = kl_db_check (fixture->db, count_progress, &n_steps, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (open->len, ==, 0);
  g_assert_cmpint (n_steps, ==, 5);

  vault_fixture_close (fixture);
  closed = check_file (fixture);
  g_assert_cmpuint (closed->len, ==, 0);
}

static void
flip (int fd, off_t offset)
{
  guint8 byte;

  g_assert_cmpint (pread (fd, &byte, 1, offset), ==, 1);
  byte ^= 1 << (offset % 8);
  g_assert_cmpint (pwrite (fd, &byte, 1, offset), ==, 1);
}

/* At least one byte of every page, the header and the end, and every part of a page. */
static void
test_flipped_bytes (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) after = NULL;
  off_t size;
  int fd;

  fill (fixture->db, 20);
  vault_fixture_close (fixture);
  fd = open (fixture->path, O_RDWR | O_CLOEXEC);
  size = lseek (fd, 0, SEEK_END);
  g_assert_cmpint (size % 4096, ==, 0);

  for (off_t page = 0; page < size / 4096; page++)
    {
      /* A place further on in each page, and around the salt, the nonce and the seal. */
      const off_t places[] = { (page * 611) % 4096, 4096 - 80, 4095, 0, 15 };
      const guint n_places = page < 2 ? G_N_ELEMENTS (places) : 1;

      for (guint i = 0; i < n_places; i++)
        {
          g_autoptr (GPtrArray) findings = NULL;

          flip (fd, page * 4096 + places[i]);
          findings = check_file (fixture);
          if (findings->len == 0)
            g_error ("byte %d of page %d is not missed", (int) places[i], (int) page + 1);
          flip (fd, page * 4096 + places[i]);
        }
    }
  close (fd);

  after = check_file (fixture);
  g_assert_cmpuint (after->len, ==, 0);
}

static void
test_page_is_named (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  gboolean named = FALSE;
  gint64 page;
  int fd;

  /* One that is not looked at to open the file. */
  fill (fixture->db, 100);
  page = vault_fixture_ask (fixture->db, "SELECT rootpage FROM sqlite_schema WHERE name = 'pupil'");
  vault_fixture_close (fixture);
  fd = open (fixture->path, O_RDWR | O_CLOEXEC);
  flip (fd, page * 4096 - 2000);
  close (fd);

  findings = check_file (fixture);
  for (guint i = 0; i < findings->len; i++)
    {
      const KlFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *number = g_strdup_printf ("%d", (int) page);

      named |= finding->kind == KL_FINDING_PAGE && strstr (finding->where, number) != NULL;
    }
  g_assert_true (named);
}

static void
test_truncated (VaultFixture *fixture, gconstpointer data)
{
  static const off_t cuts[] = { 1, 4096, 3 * 4096 + 100 };
  g_autofree char *bytes = NULL;
  gsize size;

  fill (fixture->db, 20);
  vault_fixture_close (fixture);
  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (GPtrArray) findings = NULL;

      g_assert_cmpint (truncate (fixture->path, (off_t) size - cuts[i]), ==, 0);
      findings = check_file (fixture);
      g_assert_cmpuint (findings->len, >, 0);
      g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize) size, NULL));
    }
}

static void
test_references (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  fill (fixture->db, 2);
  g_assert_true (
    kl_db_exec (fixture->db, "PRAGMA foreign_keys = OFF; UPDATE pupil SET group_id = 999", NULL));
  findings = kl_db_check (fixture->db, NULL, NULL, NULL, NULL);
  g_assert_cmpint (get_first (findings)->kind, ==, KL_FINDING_REFERENCE);
}

static void
test_text_index (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  fill (fixture->db, 2);
  g_assert_true (kl_db_exec (fixture->db,
                             "DROP TRIGGER pupil_text_update;"
                             "UPDATE pupil SET name_folded = 'iemand anders'",
                             NULL));
  findings = kl_db_check (fixture->db, NULL, NULL, NULL, NULL);
  g_assert_cmpint (get_first (findings)->kind, ==, KL_FINDING_INDEX);
  g_assert_cmpstr (get_first (findings)->where, ==, "pupil_text");
}

static void
assert_log_broken (KlDb *db, gint64 expected)
{
  g_autoptr (GPtrArray) findings = kl_db_check (db, NULL, NULL, NULL, NULL);
  gint64 broken_at;

  g_assert_cmpint (get_first (findings)->kind, ==, KL_FINDING_LOG);
  g_assert_true (kl_audit_verify (db, &broken_at, NULL));
  g_assert_cmpint (broken_at, ==, expected);
}

static void
test_log (VaultFixture *fixture, gconstpointer data)
{
  static const char *const changes[] = {
    "UPDATE audit_record SET pupil_id = 1 WHERE id = 4",
    "UPDATE audit_record SET user_id = 'x' WHERE id = 4",
    "UPDATE audit_record SET at = at + 1 WHERE id = 4",
    "UPDATE audit_record SET hash = zeroblob (32) WHERE id = 4",
    "UPDATE audit_record SET hash = NULL WHERE id = 4",
    "DELETE FROM audit_record WHERE id = 4",
  };

  fill (fixture->db, 10);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *sql = g_strconcat (
        "SAVEPOINT t; DROP TRIGGER audit_stays_update; DROP TRIGGER audit_stays_delete; ",
        changes[i], NULL);

      if (!kl_db_exec (fixture->db, sql, NULL))
        {
          /* A hash that is none is refused by the table itself. */
          g_assert_nonnull (strstr (changes[i], "NULL"));
          g_assert_true (kl_db_exec (fixture->db, "ROLLBACK TO t; RELEASE t", NULL));
          continue;
        }
      g_assert_true (kl_db_exec (fixture->db, "RELEASE t", NULL));
      assert_log_broken (fixture->db, 4);
      vault_fixture_tear_down (fixture, NULL);
      vault_fixture_set_up (fixture, NULL);
      fill (fixture->db, 10);
    }
}

static void
test_cancelled (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (kl_db_check (fixture->db, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
assert_no_plain_text (const char *folder)
{
  static const char *const words[] = { NAME, "wolkenveldje", "Wilgenroos", "CREATE TABLE",
                                       "SQLite" };
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n_files = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        g_assert_null (memmem (bytes, size, words[i], strlen (words[i])));
      n_files++;
    }
  g_assert_cmpuint (n_files, >, 0);
}

/* While writing, with all of it in the log, and after closing. */
static void
test_no_plain_text (VaultFixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);

  g_assert_true (kl_db_exec (fixture->db, "PRAGMA wal_autocheckpoint = 0", NULL));
  fill (fixture->db, 200);
  g_assert_true (g_file_test (log, G_FILE_TEST_EXISTS));
  assert_no_plain_text (fixture->folder);
  vault_fixture_close (fixture);
  assert_no_plain_text (fixture->folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  vault_test_add ("/store/check/sound", test_sound);
  vault_test_add ("/store/check/flipped-bytes", test_flipped_bytes);
  vault_test_add ("/store/check/page-is-named", test_page_is_named);
  vault_test_add ("/store/check/truncated", test_truncated);
  vault_test_add ("/store/check/references", test_references);
  vault_test_add ("/store/check/text-index", test_text_index);
  vault_test_add ("/store/check/log", test_log);
  vault_test_add ("/store/check/cancelled", test_cancelled);
  vault_test_add ("/store/check/no-plain-text", test_no_plain_text);

  return g_test_run ();
}
