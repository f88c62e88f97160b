/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "store/kl-db-memory.h"
#include "store/kl-db-private.h"
#include "vault-fixture.h"

/* The word that is looked for is never in memory as itself outside the database: every letter is
 * turned over. */
#define TURN 0x55
#define WORD_SIZE 24

static void
make_turned (guint8 *turned)
{
  for (guint i = 0; i < WORD_SIZE; i++)
    turned[i] = (guint8) g_random_int_range ('a', 'z' + 1) ^ TURN;
}

static guint
count_in (const guint8 *bytes, gsize size, const guint8 *turned)
{
  guint n = 0;

  for (gsize i = 0; i + WORD_SIZE <= size; i++)
    {
      guint k = 0;

      while (k < WORD_SIZE && (bytes[i + k] ^ TURN) == turned[k])
        k++;
      n += k == WORD_SIZE ? 1 : 0;
    }

  return n;
}

/* How often the word stands in the memory of this program. */
static guint
count_in_memory (const guint8 *turned)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);
  guint n = 0;

  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      unsigned long from, until;
      char rights[5];
      g_autofree guint8 *bytes = NULL;
      gssize size;

      if (sscanf (lines[i], "%lx-%lx %4s", &from, &until, rights) != 3 || rights[1] != 'w'
          || until - from > 512UL * 1024 * 1024)
        continue;
      bytes = g_malloc (until - from);
      size = pread (memory, bytes, until - from, (off_t) from);
      if (size > 0)
        n += count_in (bytes, (gsize) size, turned);
      explicit_bzero (bytes, until - from);
    }
  close (memory);

  return n;
}

static void
write_word (sqlite3 *handle, const guint8 *turned)
{
  char word[WORD_SIZE];
  sqlite3_stmt *stmt;

  for (guint i = 0; i < WORD_SIZE; i++)
    word[i] = (char) (turned[i] ^ TURN);
  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "INSERT INTO draft (user_id, place, body, saved_at)"
                                       " VALUES ('u', ?1, ?2 || ?1, 0)",
                                       -1, &stmt, NULL),
                   ==, SQLITE_OK);
  for (int i = 0; i < 200; i++)
    {
      sqlite3_bind_int (stmt, 1, i);
      sqlite3_bind_text (stmt, 2, word, WORD_SIZE, SQLITE_STATIC);
      g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
      sqlite3_reset (stmt);
    }
  sqlite3_finalize (stmt);
  explicit_bzero (word, sizeof word);
}

/* Everything that a session does with a text: written, read with and without a copy, sorted, looked
 * up, put into an error. */
static void
read_word (sqlite3 *handle)
{
  static const char *const statements[] = {
    "SELECT body FROM draft",
    "SELECT body || body, upper (body), substr (body, 2) FROM draft ORDER BY body DESC, rowid",
    "SELECT group_concat (body), min (body), count (DISTINCT body) FROM draft",
    "WITH b AS MATERIALIZED (SELECT body FROM draft) SELECT b.body FROM b JOIN draft d USING (body)",
    "SELECT json_array (body, body) FROM draft",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      sqlite3_stmt *stmt;
      guint n = 0;

      g_assert_cmpint (sqlite3_prepare_v2 (handle, statements[i], -1, &stmt, NULL), ==, SQLITE_OK);
      while (sqlite3_step (stmt) == SQLITE_ROW)
        n += sqlite3_column_bytes (stmt, 0) >= WORD_SIZE ? 1 : 0;
      g_assert_cmpuint (n, >=, 1);
      sqlite3_finalize (stmt);
    }
}

/* Statements and cached pages go. */
static void
forget (KlDb *db)
{
  kl_db_drop_statements (db);
  kl_db_remember_statements (db);
  g_assert_cmpint (sqlite3_db_release_memory (db->handle), ==, SQLITE_OK);
}

/* While statements and cached pages hold the word it is there. When they have let go of it no copy
 * is left, although the file is still open; nor when it is closed. */
static void
test_wiped (VaultFixture *fixture, gconstpointer data)
{
  guint8 turned[WORD_SIZE];

  make_turned (turned);
  g_assert_cmpuint (count_in_memory (turned), ==, 0);
  g_assert_true (kl_db_begin (fixture->db, NULL));
  write_word (fixture->db->handle, turned);
  g_assert_true (kl_db_end (fixture->db, TRUE, NULL));
  read_word (fixture->db->handle);
  g_assert_cmpuint (count_in_memory (turned), >=, 200);

  /* Two buffers stay in use: SQLite's with the last row that it wrote, SQLCipher's with the last
   * page that it turned into plain text. */
  forget (fixture->db);
  g_assert_cmpuint (count_in_memory (turned), <=, 2);

  /* They get something else to hold. */
  g_assert_true (kl_db_exec (fixture->db,
                             "INSERT INTO draft (user_id, place, body, saved_at)"
                             " VALUES ('v', 0, printf ('%.200c', 'x'), 0)",
                             NULL));
  forget (fixture->db);
  vault_fixture_ask (fixture->db, "SELECT count (*) FROM school");
  g_assert_cmpuint (count_in_memory (turned), ==, 0);

  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM draft WHERE body > ''"),
                   ==, 201);
  g_assert_cmpuint (count_in_memory (turned), >=, 200);
  vault_fixture_close (fixture);
  g_assert_cmpuint (count_in_memory (turned), ==, 0);
}

/* The search finds what is left behind: without the wiping it sees copies, open and closed. */
static void
test_traces (VaultFixture *fixture, gconstpointer data)
{
  guint8 turned[WORD_SIZE];
  guint open_copies;

  make_turned (turned);
  kl_db_memory_leave_traces_for_test (TRUE);
  g_assert_true (kl_db_begin (fixture->db, NULL));
  write_word (fixture->db->handle, turned);
  g_assert_true (kl_db_end (fixture->db, TRUE, NULL));
  read_word (fixture->db->handle);
  sqlite3_db_release_memory (fixture->db->handle);
  open_copies = count_in_memory (turned);
  vault_fixture_close (fixture);
  kl_db_memory_leave_traces_for_test (FALSE);

  g_test_message ("%u copies while open, %u after", open_copies, count_in_memory (turned));
  g_assert_cmpuint (open_copies, >, 0);
  g_assert_cmpuint (count_in_memory (turned), >, 0);
}

/* The flags of the mapping that @piece lies in. */
static char *
find_flags (gconstpointer piece)
{
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  gboolean inside = FALSE;

  g_assert_true (g_file_get_contents ("/proc/self/smaps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      unsigned long from, until;

      if (sscanf (lines[i], "%lx-%lx ", &from, &until) == 2)
        inside = (gsize) piece >= from && (gsize) piece < until;
      else if (inside && g_str_has_prefix (lines[i], "VmFlags:"))
        return g_strconcat (lines[i] + strlen ("VmFlags:"), " ", NULL);
    }

  g_assert_not_reached ();
}

/* Neither swapped nor dumped. */
static void
test_kept_in (void)
{
  struct rlimit limit;
  g_autofree char *flags = NULL;
  gpointer piece;

  g_assert_true (kl_db_memory_install ());
  sqlite3_initialize ();
  piece = sqlite3_malloc (100);
  flags = find_flags (piece);
  sqlite3_free (piece);

  g_assert_nonnull (strstr (flags, " dd "));
  g_assert_cmpint (getrlimit (RLIMIT_MEMLOCK, &limit), ==, 0);
  if (limit.rlim_cur < 4 * 1024 * 1024)
    g_test_skip ("this user may lock too little memory");
  else
    g_assert_nonnull (strstr (flags, " lo "));
}

/* All that was taken is given back. */
static void
test_given_back (VaultFixture *fixture, gconstpointer data)
{
  gsize before;

  vault_fixture_close (fixture);
  before = kl_db_memory_get_used ();
  for (int i = 0; i < 5; i++)
    {
      vault_fixture_reopen (fixture, 0);
      g_assert_cmpuint (kl_db_memory_get_used (), >, before);
      vault_fixture_close (fixture);
      g_assert_cmpuint (kl_db_memory_get_used (), ==, before);
    }
}

/* Pieces of every size, in any order, do not overlap, grow with what is in them, and come back. */
static void
test_pieces (void)
{
  static guint8 *pieces[4000];
  static int sizes[4000];
  gsize before;

  g_assert_true (kl_db_memory_install ());
  sqlite3_initialize ();
  before = kl_db_memory_get_used ();
  for (int round = 0; round < 40000; round++)
    {
      const guint i = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (pieces));
      const int size = g_test_rand_int_range (0, 20) == 0 ? g_test_rand_int_range (1, 200000)
                                                          : g_test_rand_int_range (1, 5000);

      for (int k = 0; k < MIN (sizes[i], size); k += 97)
        g_assert_cmpuint (pieces[i][k], ==, (guint8) i);
      if (pieces[i] != NULL && g_test_rand_bit ())
        {
          sqlite3_free (g_steal_pointer (&pieces[i]));
          sizes[i] = 0;
          continue;
        }
      pieces[i] = sqlite3_realloc (pieces[i], size);
      g_assert_nonnull (pieces[i]);
      g_assert_cmpuint (((gsize) pieces[i]) % 8, ==, 0);
      g_assert_cmpuint (sqlite3_msize (pieces[i]), >=, size);
      for (int k = 0; k < MIN (sizes[i], size); k += 97)
        g_assert_cmpuint (pieces[i][k], ==, (guint8) i);
      memset (pieces[i], (guint8) i, (gsize) size);
      sizes[i] = size;
    }
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    sqlite3_free (pieces[i]);
  g_assert_cmpuint (kl_db_memory_get_used (), ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  vault_test_add ("/store/memory/wiped", test_wiped);
  vault_test_add ("/store/memory/traces", test_traces);
  g_test_add_func ("/store/memory/kept-in", test_kept_in);
  vault_test_add ("/store/memory/given-back", test_given_back);
  g_test_add_func ("/store/memory/pieces", test_pieces);

  return g_test_run ();
}
