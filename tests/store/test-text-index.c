/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#include "store/kl-actions.h"
#include "store/kl-search-private.h"

#define N_ENTRIES 300

/* Whether any piece of an index holds @word; what it shares with the word before it is not
 * written again, so @word has nothing in common with another. */
static gboolean
is_in_indexes (VaultFixture *fixture, const char *word)
{
  gint64 n = 0;

  for (guint i = 0; i < KL_N_TEXT_INDEXES; i++)
    n += case_fixture_ask (fixture,
                           "SELECT count (*) FROM %s_data"
                           " WHERE instr (block, CAST ('%s' AS BLOB)) > 0",
                           kl_text_index_get_name ((KlTextIndex) i), word);

  return n > 0;
}

/* All pages as they are without the encryption, those that are free again among them. */
static gboolean
is_in_pages (VaultFixture *fixture, const char *word)
{
  sqlite3_int64 size = 0;
  unsigned char *pages = sqlite3_serialize (fixture->db->handle, "main", &size, 0);
  gboolean found;

  g_assert_nonnull (pages);
  found = memmem (pages, (gsize) size, word, strlen (word)) != NULL;
  sqlite3_free (pages);

  return found;
}

static guint
count_found (VaultFixture *fixture, KlTextIndex index, gint64 school_id, const char *typed)
{
  g_autoptr (KlSearchTerms) terms = kl_search_terms_new (typed);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_assert_true (kl_text_index_find (fixture->db, index, terms, FALSE, school_id, 1000, ids, NULL));

  return ids->len;
}

static void
assert_sound (VaultFixture *fixture)
{
  for (guint i = 0; i < KL_N_TEXT_INDEXES; i++)
    {
      gboolean sound = FALSE;

      g_assert_true (kl_text_index_check (fixture->db, (KlTextIndex) i, &sound, NULL));
      g_assert_true (sound);
    }
}

/* Words that begin all over the alphabet, so that they stand all over the index. */
static char *
make_word (guint i, const char *end)
{
  return g_strdup_printf ("%c%c%c%s%03u", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i * 7 % 26, end,
                          i);
}

static void
correct (VaultFixture *fixture, gint64 entry_id, const char *text)
{
  g_autoptr (KlEntry) entry = kl_entries_get (fixture->db, entry_id, NULL);
  g_autoptr (GError) error = NULL;

  g_set_str (&entry->text, text);
  kl_entries_correct (fixture->db, entry, "verkeerd woord", TODAY, NULL, &error);
  g_assert_no_error (error);
}

/* What an entry said before stays readable among its versions; it is not found by it, and the
 * index does not hold it. */
static void
test_corrected (VaultFixture *fixture, gconstpointer data)
{
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 ids[N_ENTRIES];

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *word = make_word (i, "qz");
      g_autofree char *text = g_strdup_printf ("Gesproken over %s en weer %s.", word, word);

      ids[i] =
        case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_TEAM, text);
    }
  g_assert_true (is_in_indexes (fixture, "qz007"));

  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *word = make_word (i, "vx");
      g_autofree char *text = g_strdup_printf ("Gesproken over %s.", word);

      correct (fixture, ids[i * 7 % N_ENTRIES], text);
    }
  for (guint i = 0; i < N_ENTRIES; i++)
    {
      g_autofree char *old = g_strdup_printf ("qz%03u", i);
      g_autofree char *new = g_strdup_printf ("vx%03u", i);

      g_assert_false (is_in_indexes (fixture, old));
      g_assert_true (is_in_indexes (fixture, new));
    }
  assert_sound (fixture);
}

/* Whoever pastes more than is looked for finds it still: what is cut off is whole words. */
static void
test_long (VaultFixture *fixture, gconstpointer data)
{
  static const char text[] =
    "Moeder spreekt ons op het plein aan: haar jongste is boos en verdrietig, ook nu de rust er na "
    "de scheiding weer is. Het kind woont bij moeder en is om de week bij vader, die in het dorp "
    "ernaast woont en ook graag mee wil praten over wat er op school en op de club gebeurt.";
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  guint n_long = 0;

  case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_TEAM, text);
  for (const char *word = text; strlen (word) > KL_SEARCH_MAX_BYTES; word = strchr (word, ' ') + 1)
    {
      g_assert_cmpuint (count_found (fixture, KL_TEXT_INDEX_ENTRIES, WILGENROOS, word), ==, 1);
      n_long++;
    }
  g_assert_cmpuint (n_long, >, 10);
}

/* What is undone or written over was nowhere, also not in a page that is free again. */
static void
test_nothing_is_left (VaultFixture *fixture, gconstpointer data)
{
  static const char *const words[] = { "zwpgeheim", "xvqgeheim", "wqjgeheim" };
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  const gint64 entry_id = case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY,
                                                  KL_VISIBILITY_TEAM, "Over zwpgeheim.");
  const KlAction action = { .school_id = WILGENROOS,
                            .case_id = case_id,
                            .text = (char *) "Vraag naar wqjgeheim",
                            .agreed_on = TODAY,
                            .due = TODAY + 7 };
  const gint64 action_id = kl_actions_add (fixture->db, &action, NULL);
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf state;

  g_assert_cmpint (action_id, >, 0);
  g_assert_true (kl_cases_set_title (fixture->db, case_id, "Over xvqgeheim", NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_true (is_in_indexes (fixture, words[i]));
      g_assert_true (is_in_pages (fixture, words[i]));
    }

  case_fixture_run (fixture, "DELETE FROM entry WHERE id = %" G_GINT64_FORMAT, entry_id);
  g_assert_true (kl_cases_set_title (fixture->db, case_id, "Driftbuien", NULL));
  g_assert_true (kl_actions_edit (fixture->db, action_id, "Vraag iets", 0, TODAY + 7, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_assert_false (is_in_indexes (fixture, words[i]));
      g_assert_false (is_in_pages (fixture, words[i]));
    }
  assert_sound (fixture);

  /* The log that SQLite writes ahead has older pages in it; it goes when the vault is closed. */
  g_assert_cmpint (g_stat (log, &state), ==, 0);
  g_assert_cmpint (state.st_size, >, 0);
  vault_fixture_close (fixture);
  g_assert_true (g_stat (log, &state) != 0 || state.st_size == 0);
}

/* Each school has words of its own in the index, and its number is no word. */
static void
test_schools_apart (VaultFixture *fixture, gconstpointer data)
{
  const gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  g_autoptr (GString) endless = g_string_new ("bladiebla");

  while (endless->len < 3000)
    g_string_append (endless, "\303\251\303\251");
  case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_TEAM,
                          "Karel belt d'Angelo.");
  case_fixture_add_entry (fixture, case_id, KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_TEAM, endless->str);

  g_assert_cmpuint (count_found (fixture, KL_TEXT_INDEX_ENTRIES, WILGENROOS, "karel"), ==, 1);
  g_assert_cmpuint (count_found (fixture, KL_TEXT_INDEX_ENTRIES, WILGENROOS, "d'ang"), ==, 1);
  g_assert_cmpuint (count_found (fixture, KL_TEXT_INDEX_ENTRIES, WILGENROOS, "bladieb"), ==, 1);
  g_assert_cmpuint (count_found (fixture, KL_TEXT_INDEX_ENTRIES, WILGENROOS, endless->str), ==, 1);
  g_assert_cmpuint (count_found (fixture, KL_TEXT_INDEX_ENTRIES, WEERLICHT, "karel"), ==, 0);
  g_assert_cmpuint (count_found (fixture, KL_TEXT_INDEX_ENTRIES, WILGENROOS, "00000001"), ==, 0);
  g_assert_cmpuint (count_found (fixture, KL_TEXT_INDEX_ENTRIES, WILGENROOS, "00000001karel"), ==,
                    0);

  /* What moves to another school is found there. */
  case_fixture_run (fixture,
                    "INSERT INTO action (school_id, body, agreed_on) VALUES (1, 'Bel oma', 1);"
                    "UPDATE action SET school_id = 2");
  g_assert_cmpuint (count_found (fixture, KL_TEXT_INDEX_ACTIONS, WILGENROOS, "oma"), ==, 0);
  g_assert_cmpuint (count_found (fixture, KL_TEXT_INDEX_ACTIONS, WEERLICHT, "oma"), ==, 1);
  assert_sound (fixture);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/text-index/corrected", test_corrected);
  case_test_add ("/store/text-index/long", test_long);
  case_test_add ("/store/text-index/nothing-is-left", test_nothing_is_left);
  case_test_add ("/store/text-index/schools-apart", test_schools_apart);

  return g_test_run ();
}
