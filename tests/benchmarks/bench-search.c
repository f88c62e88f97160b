/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <math.h>
#include <time.h>

#include "store/kl-db-private.h"
#include "store/kl-ids.h"
#include "store/kl-people-private.h"
#include "store/kl-search-private.h"
#include "store/kl-search.h"

/*
 * Search in one school, in a vault of 3,000,000 entries: a word, a beginning of two to four
 * letters, and a name with a typing error, each drawn as often as it is used. Beside it the same
 * words asked of the text index alone. Processor time of a whole search with its line in the log.
 * KL_BENCH_SCHOOLS makes the vault smaller.
 *
 * Then names as they are heard and with a slip, in one school of 10,000 pupils; the floor is SQLite
 * looking up the sound that is known.
 */

#define N_SCHOOLS 75
#define N_CASES 2000
#define N_ENTRIES 20
#define N_PUPILS 500
#define N_WORDS 20000 /* that are in use */
#define N_IN_TEXT 14
#define N_QUERIES 400
#define N_LARGE_SCHOOL 10000
#define LARGE_SCHOOL 90

static char *words[N_WORDS];
static double chances[N_WORDS];

static int
get_n_schools (void)
{
  const char *text = g_getenv ("KL_BENCH_SCHOOLS");

  return text != NULL ? CLAMP (atoi (text), 2, N_SCHOOLS) : N_SCHOOLS;
}

static double
get_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

/* Words */

static void
make_words (void)
{
  static const char *const syllables[] = { "ge",     "ver",  "be",    "oe",    "moe",   "va",
                                           "school", "klas", "thuis", "praat", "der",   "ting",
                                           "lijk",   "heid", "ra",    "si",    "to",    "ka",
                                           "lo",     "men",  "slaap", "ge",    "sprek", "ouder" };
  double sum = 0;

  for (guint i = 0; i < N_WORDS; i++)
    {
      g_autoptr (GString) word = g_string_new (NULL);

      for (guint n = i + 1; n > 0; n /= G_N_ELEMENTS (syllables))
        g_string_append (word, syllables[n % G_N_ELEMENTS (syllables)]);
      words[i] = g_strdup (word->str);
      /* The nth word is used a nth as often as the first. */
      sum += 1.0 / (i + 1);
      chances[i] = sum;
    }
  for (guint i = 0; i < N_WORDS; i++)
    chances[i] /= sum;
}

static const char *
draw_word (GRand *random)
{
  const double chance = g_rand_double (random);
  guint low = 0;
  guint high = N_WORDS - 1;

  while (low < high)
    {
      const guint middle = (low + high) / 2;

      if (chances[middle] < chance)
        low = middle + 1;
      else
        high = middle;
    }

  return words[low];
}

/* The vault */

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

static sqlite3_stmt *
prepare (KlDb *db, const char *sql)
{
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db->handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  return stmt;
}

static void
add_entries (KlDb *db, sqlite3_stmt *stmt, GRand *random, int school)
{
  for (int i = 0; i < N_CASES; i++)
    for (int j = 0; j < N_ENTRIES; j++)
      {
        const gint64 case_id = kl_ids_case_at (school, i + 1);
        g_autoptr (GString) text = g_string_new (NULL);

        for (guint k = 0; k < N_IN_TEXT; k++)
          g_string_append_printf (text, "%s ", draw_word (random));
        sqlite3_bind_int64 (stmt, 1, kl_ids_entry_at (case_id, j + 1));
        sqlite3_bind_int (stmt, 2, school);
        sqlite3_bind_int64 (stmt, 3, case_id);
        sqlite3_bind_int (stmt, 4, 738000 + i / 2 + j * 7);
        sqlite3_bind_text (stmt, 5, text->str, (int) text->len, SQLITE_STATIC);
        g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
        sqlite3_reset (stmt);
      }
}

static void
fill_school (KlDb *db, GRand *random, int school)
{
  const gint64 first = kl_ids_case_at (school, 0);
  sqlite3_stmt *stmt;
  g_autofree char *state = NULL;

  g_assert_true (kl_db_begin (db, NULL));
  g_assert_true (kl_text_index_begin_bulk (db, KL_TEXT_INDEX_ENTRIES, &state, NULL));
  run (db, "INSERT INTO school (id, name) VALUES (%d, 'School %d')", school, school);
  run (db, "INSERT INTO membership (professional_id, school_id, role) VALUES (1, %d, 4)", school);
  for (int i = 0; i < N_PUPILS; i++)
    run (db,
         "INSERT INTO pupil (id, school_id, given, surname, sort_key, name_folded) VALUES"
         " (%d, %d, '%s', '%s', '%s', '%s %s')",
         (school << KL_PUPIL_BITS) + i + 1, school, words[i % 91 + 30], words[i * 7 + 200],
         words[i * 7 + 200], words[i % 91 + 30], words[i * 7 + 200]);
  for (int i = 1; i <= N_CASES; i++)
    run (db,
         "INSERT INTO care_case (id, school_id, title, subject, asked_by, route, theme, status,"
         " owner_id, opened_on) VALUES (%" G_GINT64_FORMAT ", %d, '%s %s', 0, 1, 0, %d, %d, 1,"
         " 738000)",
         first + i, school, draw_word (random), draw_word (random), i % 4, i > 1900 ? 1 : 4);

  stmt = prepare (db, "INSERT INTO entry (id, school_id, case_id, kind, happened_on, recorded_at,"
                      " author_kind, author_id, body) VALUES (?, ?, ?, 0, ?, 0, 0, 1, ?)");
  add_entries (db, stmt, random, school);
  sqlite3_finalize (stmt);
  g_assert_true (
    kl_text_index_end_bulk (db, KL_TEXT_INDEX_ENTRIES, state, kl_ids_entry_at (first, 0),
                            kl_ids_entry_at (kl_ids_case_at (school + 1, 0), 0) - 1, NULL));
  g_assert_true (kl_db_end (db, TRUE, NULL));
}

static KlDb *
make_vault (const char *path, GRand *random)
{
  const guint8 key[KL_DB_KEY_SIZE] = { 9 };
  KlDb *db = kl_db_open (path, key, sizeof key, KL_DB_CREATE, NULL);

  g_assert_nonnull (db);
  run (db, "INSERT INTO professional (id, given, surname, sort_key, name_folded)"
           " VALUES (1, 'Samira', 'Bouali', 'bouali', 'samira bouali')");
  for (int school = 1; school <= get_n_schools (); school++)
    fill_school (db, random, school);
  kl_db_set_actor (db, "bench", 1);

  return db;
}

/* Searching */

typedef char *(*MakeQuery) (GRand *random);

static char *
make_word (GRand *random)
{
  return g_strdup (draw_word (random));
}

static char *
make_beginning (GRand *random)
{
  return g_strndup (draw_word (random), (gsize) g_rand_int_range (random, 2, 5));
}

/* A surname of which two letters are swapped. */
static char *
make_slip (GRand *random)
{
  char *word = g_strdup (words[g_rand_int_range (random, 0, N_PUPILS) * 7 + 200]);
  const char second = word[1];

  word[1] = word[2];
  word[2] = second;
  return word;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const double one = *(const double *) a;
  const double other = *(const double *) b;

  return (one > other) - (one < other);
}

static double
search_index (KlDb *db, int school, const char *typed)
{
  g_autoptr (KlSearchTerms) terms = kl_search_terms_new (typed);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  const double start = get_time ();

  g_assert_true (kl_text_index_find (db, KL_TEXT_INDEX_ENTRIES, terms, FALSE, school,
                                     KL_SEARCH_MAX_ROWS, ids, NULL));
  return get_time () - start;
}

static double
search_all (KlDb *db, int school, const char *typed, guint *n_found)
{
  KlSearchQuery query = { .words = typed, .school_id = school, .limit = 3 };
  const double start = get_time ();
  g_autoptr (KlSearchResult) result = kl_search_run (db, &query, NULL);

  g_assert_nonnull (result);
  *n_found += kl_search_result_get_total (result);
  return get_time () - start;
}

static void
measure (KlDb *db, GRand *random, const char *name, MakeQuery make)
{
  double whole[N_QUERIES];
  double index[N_QUERIES];
  guint n_found = 0;

  for (guint i = 0; i < N_QUERIES; i++)
    {
      const int school = g_rand_int_range (random, 1, get_n_schools () + 1);
      g_autofree char *typed = make (random);

      index[i] = search_index (db, school, typed);
      whole[i] = search_all (db, school, typed, &n_found);
    }
  qsort (whole, N_QUERIES, sizeof whole[0], compare_times);
  qsort (index, N_QUERIES, sizeof index[0], compare_times);

  g_print ("%-10s median %6.2f ms, p99 %6.2f ms; the index alone %6.2f and %6.2f ms; %.0f found\n",
           name, whole[N_QUERIES / 2], whole[N_QUERIES * 99 / 100], index[N_QUERIES / 2],
           index[N_QUERIES * 99 / 100], (double) n_found / N_QUERIES);
}

/* By ear */

/* What is heard, and how it may be written. */
static const struct
{
  const char *heard;
  const char *written;
} names[] = {
  { "joesoef", "Youssef" }, { "moehammed", "Muhammad" }, { "fatma", "Fatima" },
  { "tsjelik", "Çelik" },   { "sjahin", "Şahin" },       { "achmed", "Ahmet" },
  { "rasjid", "Rachid" },   { "heide", "Heijden" },      { "jansse", "Janssen" },
  { "visser", "Visscher" }, { "kwinten", "Quinten" },    { "meijer", "Meyer" },
  { "djemal", "Cemal" },    { "hendrix", "Hendriks" },   { "bauman", "Bouwman" },
};

static void
fill_large_school (KlDb *db, GRand *random)
{
  gint64 next_id = kl_ids_pupil_at (LARGE_SCHOOL, 1);

  g_assert_true (kl_db_begin (db, NULL));
  run (db, "INSERT INTO school (id, name) VALUES (%d, 'Groot')", LARGE_SCHOOL);
  run (db, "INSERT INTO membership (professional_id, school_id, role) VALUES (1, %d, 4)",
       LARGE_SCHOOL);
  for (guint i = 0; i < N_LARGE_SCHOOL; i++)
    {
      KlPupil pupil = { .school_id = LARGE_SCHOOL, .year = -1 };
      const gboolean known = i % 100 == 0;

      pupil.given = known ? (char *) names[i / 100 % G_N_ELEMENTS (names)].written
                          : words[g_rand_int_range (random, 30, 800)];
      pupil.surname = words[g_rand_int_range (random, 200, N_WORDS)];
      g_assert_true (kl_pupils_write (db, &pupil, &next_id, NULL));
    }
  g_assert_true (kl_db_end (db, TRUE, NULL));
}

/* SQLite alone, with the key that the rules make of what was heard. */
static double
look_up_sound (KlDb *db, sqlite3_stmt *stmt, const char *heard)
{
  g_autoptr (KlNameQuery) query = kl_name_query_new (heard);
  g_autofree char *front = g_strdup_printf ("%08x", LARGE_SCHOOL);
  g_autofree char *match = kl_name_query_get_sounds (query, front);
  const double start = get_time ();

  sqlite3_bind_text (stmt, 1, match, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    continue;
  sqlite3_reset (stmt);
  return get_time () - start;
}

static void
print_times (const char *name, double *whole, double *floor, double found)
{
  qsort (whole, N_QUERIES, sizeof whole[0], compare_times);
  qsort (floor, N_QUERIES, sizeof floor[0], compare_times);
  g_print ("%-10s median %6.2f ms, p99 %6.2f ms; the floor %6.2f and %6.2f ms; %.1f found\n", name,
           whole[N_QUERIES / 2], whole[N_QUERIES * 99 / 100], floor[N_QUERIES / 2],
           floor[N_QUERIES * 99 / 100], found / N_QUERIES);
}

/* A name with one wrong letter in front, which changes its sound: every name is looked at. */
static char *
make_error (const char *heard)
{
  char *word = g_strdup (heard);

  word[0] = word[0] == 'l' ? 'm' : 'l';
  return word;
}

static void
measure_names (KlDb *db, gboolean with_error)
{
  double whole[N_QUERIES];
  double floor[N_QUERIES];
  sqlite3_stmt *stmt = prepare (db, "SELECT s.name_folded FROM pupil_text CROSS JOIN pupil s"
                                    " ON s.id = pupil_text.rowid WHERE pupil_text.sounds MATCH ?");
  guint n_found = 0;

  for (guint i = 0; i < N_QUERIES; i++)
    {
      const char *heard = names[i % G_N_ELEMENTS (names)].heard;
      g_autofree char *typed = with_error ? make_error (heard) : g_strdup (heard);
      const guint before = n_found;

      floor[i] = look_up_sound (db, stmt, typed);
      whole[i] = search_all (db, LARGE_SCHOOL, typed, &n_found);
      if (!with_error)
        g_assert_cmpuint (n_found, >, before);
    }
  sqlite3_finalize (stmt);
  print_times (with_error ? "one error" : "by ear", whole, floor, n_found);
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20251120);
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  KlDb *db;

  g_test_init (&argc, &argv, NULL);
  make_words ();
  folder = g_dir_make_tmp ("kl-bench-XXXXXX", NULL);
  path = g_build_filename (folder, "dossier.db", NULL);
  db = make_vault (path, random);

  g_print (
    "search in one of %d schools, %d entries in all (goals at p99: a word 10 ms, a beginning 50 ms)\n",
    get_n_schools (), get_n_schools () * N_CASES * N_ENTRIES);
  measure (db, random, "a word", make_word);
  measure (db, random, "beginning", make_beginning);
  measure (db, random, "a slip", make_slip);

  fill_large_school (db, random);
  g_print ("names in a school of %d pupils (goal: 50 ms)\n", N_LARGE_SCHOOL);
  measure_names (db, FALSE);
  measure_names (db, TRUE);

  kl_db_close (db, NULL);
  g_unlink (path);
  g_rmdir (folder);
  for (guint i = 0; i < N_WORDS; i++)
    g_free (words[i]);
  return 0;
}
