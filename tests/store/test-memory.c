/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/kl-db-memory.h"
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
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "INSERT INTO draft VALUES ('u', ?1, ?2 || ?1, 0)",
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

/* While the file is open the word is there; when it is closed nothing is left of it. */
static void
test_wiped (VaultFixture *fixture, gconstpointer data)
{
  guint8 turned[WORD_SIZE];

  make_turned (turned);
  g_assert_cmpuint (count_in_memory (turned), ==, 0);
  g_assert_true (kl_db_begin (fixture->db, NULL));
  write_word (fixture->db->handle, turned);
  g_assert_true (kl_db_end (fixture->db, TRUE, NULL));
  g_assert_cmpint (vault_fixture_ask (fixture->db, "SELECT count(*) FROM draft WHERE body > ''"),
                   ==, 200);
  g_assert_cmpuint (count_in_memory (turned), >=, 200);

  vault_fixture_close (fixture);
  g_assert_cmpuint (count_in_memory (turned), ==, 0);
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
  vault_test_add ("/store/memory/given-back", test_given_back);
  g_test_add_func ("/store/memory/pieces", test_pieces);

  return g_test_run ();
}
