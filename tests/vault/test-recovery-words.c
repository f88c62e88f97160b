/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/kl-recovery-words.h"

#include <sodium.h>
#include <string.h>

static KlSecret *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  KlRecoveryProblem problem;
  KlSecret *recovery = kl_recovery_words_parse (text, &problem, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problem.n_words, ==, 24);
  g_assert_cmpuint (problem.position, ==, 0);
  return recovery;
}

static void
assert_wrong (const char *text, KlRecoveryError code, guint position, const char *suggestion)
{
  g_autoptr (GError) error = NULL;
  KlRecoveryProblem problem;

  g_assert_null (kl_recovery_words_parse (text, &problem, &error));
  g_assert_error (error, KL_RECOVERY_ERROR, code);
  g_assert_cmpuint (problem.position, ==, position);
  g_assert_cmpstr (problem.suggestion, ==, suggestion);
  if (suggestion != NULL)
    g_assert_null (strstr (error->message, suggestion));
}

static KlSecret *
make_filled (guint8 value)
{
  KlSecret *recovery = kl_secret_new (KL_RECOVERY_SIZE);

  memset (kl_secret_get_writable (recovery), value, KL_RECOVERY_SIZE);
  return recovery;
}

/* 0x00 0x01 0x02 … : a text that has many different words and is the same in every run. */
static char *
make_counting (void)
{
  g_autoptr (KlSecret) recovery = kl_secret_new (KL_RECOVERY_SIZE);
  g_autoptr (KlSecret) text = NULL;

  for (guint i = 0; i < KL_RECOVERY_SIZE; i++)
    kl_secret_get_writable (recovery)[i] = i;
  text = kl_recovery_words_format (recovery);

  return g_strdup (kl_secret_get_text (text));
}

/* All words in order, taken out through the public functions: an index of 11 bits at the start of
 * the bytes gives the first word. */
static GPtrArray *
list_words (void)
{
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; i < 2048; i++)
    {
      g_autoptr (KlSecret) recovery = kl_secret_new (KL_RECOVERY_SIZE);

      kl_secret_get_writable (recovery)[0] = i >> 3;
      kl_secret_get_writable (recovery)[1] = i << 5;
      g_ptr_array_add (words, (gpointer) kl_recovery_words_get_word (recovery, 1));
    }

  return words;
}

static gboolean
differ_by_one_letter (const char *a, const char *b)
{
  gsize length_a = strlen (a), length_b = strlen (b), start = 0, end = 0;

  while (a[start] != '\0' && a[start] == b[start])
    start++;
  while (end < length_a - start && end < length_b - start
         && a[length_a - 1 - end] == b[length_b - 1 - end])
    end++;

  return MAX (length_a, length_b) - start - end <= 1;
}

static void
test_list (void)
{
  g_autoptr (GPtrArray) words = list_words ();

  for (guint i = 0; i < words->len; i++)
    {
      const char *word = words->pdata[i];
      const char *next = i + 1 < words->len ? words->pdata[i + 1] : NULL;

      g_assert_cmpuint (strlen (word), >=, 3);
      g_assert_cmpuint (strlen (word), <=, 8);
      g_assert_cmpuint (strspn (word, "abcdefghijklmnopqrstuvwxyz"), ==, strlen (word));
      if (next == NULL)
        continue;
      g_assert_cmpstr (word, <, next);
      g_assert_cmpint (strncmp (word, next, 4), !=, 0);
      g_assert_false (g_str_has_prefix (next, word));
      for (guint j = i + 1; j < words->len; j++)
        if (differ_by_one_letter (word, words->pdata[j]))
          g_error ("%s and %s are easily mistaken", word, (const char *) words->pdata[j]);
    }
}

/* Paper outlives programs: the list is what it was when the first sheet was printed. */
static void
test_list_never_changes (void)
{
  g_autoptr (GPtrArray) words = list_words ();
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < words->len; i++)
    {
      g_checksum_update (checksum, words->pdata[i], -1);
      g_checksum_update (checksum, (const guchar *) "\n", 1);
    }
  g_assert_cmpstr (g_checksum_get_string (checksum), ==,
                   "f4a1c6c567833f00203c36ee36d0db79d5e0ef3d8f20ba545a411fdb9f0789ed");
}

static void
test_known_words (void)
{
  g_autoptr (KlSecret) zeros = make_filled (0);
  g_autoptr (KlSecret) ones = make_filled (0xff);
  g_autoptr (KlSecret) zero_text = kl_recovery_words_format (zeros);
  g_autoptr (KlSecret) one_text = kl_recovery_words_format (ones);
  g_autofree char *counting = make_counting ();
  g_autoptr (GString) expected_start = g_string_new (NULL);

  for (guint i = 0; i < 23; i++)
    g_string_append (expected_start, "aaien ");
  g_assert_true (g_str_has_prefix (kl_secret_get_text (zero_text), expected_start->str));
  g_assert_true (g_str_has_prefix (kl_secret_get_text (one_text), "zwier zwier zwier "));
  g_assert_cmpstr (
    counting, ==,
    "aaien antwoord lijster antwoord gouden afspraak camera carport augustus illusie forum bumper aantal meesters gevecht loods blazer ritselen amfibie duim quiche baret kruisbes zuring");
}

static void
test_round_trip (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (KlSecret) recovery = kl_recovery_words_new ();
      g_autoptr (KlSecret) text = kl_recovery_words_format (recovery);
      g_autoptr (KlSecret) parsed = parse (kl_secret_get_text (text));

      g_assert_true (kl_secret_equal (recovery, parsed));
    }
}

static void
test_forgiving (void)
{
  g_autofree char *text = make_counting ();
  g_autoptr (KlSecret) expected = parse (text);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GString) numbered = g_string_new ("\n\t ");
  g_autoptr (GString) four_letters = g_string_new (NULL);
  g_autoptr (GString) accents = g_string_new (NULL);
  g_autofree char *upper = g_ascii_strup (text, -1);
  g_autoptr (KlSecret) from_numbered = NULL;
  g_autoptr (KlSecret) from_four_letters = NULL;
  g_autoptr (KlSecret) from_accents = NULL;
  g_autoptr (KlSecret) from_upper = parse (upper);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_string_append_printf (numbered, "%u. %s,\r\n\n", i + 1, words[i]);
      g_string_append_printf (four_letters, "%.4s-", words[i]);
      g_string_append_printf (accents, "%.2s\u0301%s\u00a0", words[i], words[i] + 2);
    }
  from_numbered = parse (numbered->str);
  from_four_letters = parse (four_letters->str);
  from_accents = parse (accents->str);

  g_assert_true (kl_secret_equal (expected, from_upper));
  g_assert_true (kl_secret_equal (expected, from_numbered));
  g_assert_true (kl_secret_equal (expected, from_four_letters));
  g_assert_true (kl_secret_equal (expected, from_accents));
}

static char *
replace_word (const char *text, guint position, const char *word)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  g_free (words[position - 1]);
  words[position - 1] = g_strdup (word);
  return g_strjoinv (" ", words);
}

static void
test_unknown_word (void)
{
  static const struct
  {
    const char *typed, *suggestion;
  } cases[] = {
    { "kaboutre", "kabouter" },     { "kabouters", "kabouter" }, { "kabuoter", "kabouter" },
    { "abouter", "kabouter" },      { "koningn", "koningin" },   { "zwaluuw", "zwaluw" },
    { "tijgerin", "tijgeren" },     { "ijsvogle", "ijsvogel" },  { "qqqqqq", NULL },
    { "\u0436\u0436\u0436", NULL }, { "kabouterhuisjes", NULL }, { "wolkenkrabbershoogte", NULL },
  };
  g_autofree char *text = make_counting ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint position = 1 + i * 2;
      g_autofree char *wrong = replace_word (text, position, cases[i].typed);

      assert_wrong (wrong, KL_RECOVERY_ERROR_UNKNOWN_WORD, position, cases[i].suggestion);
      g_assert_cmpstr (kl_recovery_words_suggest (cases[i].typed), ==, cases[i].suggestion);
    }
}

static void
test_count (void)
{
  g_autofree char *text = make_counting ();
  g_autofree char *more = g_strconcat (text, " kabouter", NULL);
  g_autofree char *less = g_strndup (text, strrchr (text, ' ') - text);
  g_autofree char *endless = g_strnfill (100000, 'a');

  assert_wrong ("", KL_RECOVERY_ERROR_COUNT, 0, NULL);
  assert_wrong ("1 2 3 4", KL_RECOVERY_ERROR_COUNT, 0, NULL);
  assert_wrong ("kabouter", KL_RECOVERY_ERROR_COUNT, 0, NULL);
  assert_wrong (more, KL_RECOVERY_ERROR_COUNT, 0, NULL);
  assert_wrong (less, KL_RECOVERY_ERROR_COUNT, 0, NULL);
  assert_wrong (endless, KL_RECOVERY_ERROR_UNREADABLE, 0, NULL);
  assert_wrong ("kab\xffouter", KL_RECOVERY_ERROR_UNREADABLE, 0, NULL);
}

static void
test_checksum (void)
{
  g_autofree char *text = make_counting ();
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autofree char *other = replace_word (text, 24, "kabouter");
  g_autofree char *swapped = NULL;
  char *third = words[2];

  words[2] = words[7];
  words[7] = third;
  swapped = g_strjoinv (" ", words);

  assert_wrong (other, KL_RECOVERY_ERROR_CHECKSUM, 0, NULL);
  assert_wrong (swapped, KL_RECOVERY_ERROR_CHECKSUM, 0, NULL);
}

static void
test_find (void)
{
  g_assert_cmpstr (kl_recovery_words_find ("kabo"), ==, "kabouter");
  g_assert_cmpstr (kl_recovery_words_find (" Kabouter. "), ==, "kabouter");
  g_assert_null (kl_recovery_words_find ("kab"));
  g_assert_null (kl_recovery_words_find ("kabouters"));
  g_assert_null (kl_recovery_words_find ("kabouter zwaluw"));
  g_assert_null (kl_recovery_words_find (""));
  g_assert_cmpstr (kl_recovery_words_find ("zus"), ==, "zus");
}

static void
test_sentence (void)
{
  KlRecoveryProblem problem = { 24, 7, "kabouter" };
  g_autofree char *with = kl_recovery_problem_to_string (&problem);
  g_autofree char *without = NULL;

  g_assert_nonnull (strstr (with, "7"));
  g_assert_nonnull (strstr (with, "kabouter"));
  problem.suggestion = NULL;
  without = kl_recovery_problem_to_string (&problem);
  g_assert_nonnull (strstr (without, "7"));
  problem.position = 0;
  g_assert_null (kl_recovery_problem_to_string (&problem));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recovery/list", test_list);
  g_test_add_func ("/recovery/list-never-changes", test_list_never_changes);
  g_test_add_func ("/recovery/known-words", test_known_words);
  g_test_add_func ("/recovery/round-trip", test_round_trip);
  g_test_add_func ("/recovery/forgiving", test_forgiving);
  g_test_add_func ("/recovery/unknown-word", test_unknown_word);
  g_test_add_func ("/recovery/count", test_count);
  g_test_add_func ("/recovery/checksum", test_checksum);
  g_test_add_func ("/recovery/find", test_find);
  g_test_add_func ("/recovery/sentence", test_sentence);

  return g_test_run ();
}
