/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-recovery-words.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "kl-config.h"

#define LIST_SIZE 2048
#define WORD_BITS 11
#define MAX_WORD 8
#define PREFIX 4 /* letters by which every word is known */
#define MAX_TEXT 4096
#define MAX_TYPED 16 /* longer ones look like no word at all */

G_DEFINE_QUARK (kl - recovery - error - quark, kl_recovery_error)

/* The list */

/* Points into one block that stays for the life of the process; there is nothing secret in it. */
static const char *const *
get_list (void)
{
  static const char **list;

  if (g_once_init_enter_pointer (&list))
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_resources_lookup_data (KL_RESOURCE_PREFIX "/recovery-words.txt",
                                                          G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
      const char **words = g_new0 (const char *, LIST_SIZE);
      char *text, *line;
      guint n_words = 0;

      if (bytes == NULL)
        g_error ("no recovery words: %s", error->message);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      while ((line = strsep (&text, "\n")) != NULL)
        if (line[0] != '\0' && line[0] != '#' && n_words++ < LIST_SIZE)
          words[n_words - 1] = line;
      if (n_words != LIST_SIZE)
        g_error ("the list of recovery words has %u words", n_words);

      g_once_init_leave_pointer (&list, words);
    }

  return list;
}

/* Returns: the place of a word in the list, or -1. Four letters are enough when what follows is
 * the beginning of the rest of the word. */
static int
find (const char *typed)
{
  const char *const *list = get_list ();
  gsize length = strlen (typed);
  int low = 0, high = LIST_SIZE - 1;

  while (low <= high)
    {
      int middle = (low + high) / 2;
      int order =
        length < PREFIX ? strcmp (typed, list[middle]) : strncmp (typed, list[middle], length);

      if (order == 0)
        return middle;
      if (order < 0)
        high = middle - 1;
      else
        low = middle + 1;
    }

  return -1;
}

/* How many letters must be put in, left out, replaced or swapped with the next to make one word
 * of the other. GLib has no such function. */
static guint
distance (const char *a, const char *b)
{
  guint rows[3][MAX_TYPED + 1];
  gsize length_a = strlen (a), length_b = strlen (b);

  for (gsize j = 0; j <= length_b; j++)
    rows[0][j] = j;
  for (gsize i = 1; i <= length_a; i++)
    {
      guint *now = rows[i % 3];
      const guint *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

      now[0] = i;
      for (gsize j = 1; j <= length_b; j++)
        {
          now[j] = MIN (last[j], now[j - 1]) + 1;
          now[j] = MIN (now[j], last[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            now[j] = MIN (now[j], before[j - 2] + 1);
        }
    }

  return rows[length_a % 3][length_b];
}

static const char *
suggest (const char *typed)
{
  const char *const *list = get_list ();
  const char *best = NULL;
  guint least;

  if (strlen (typed) < 2 || strlen (typed) > MAX_TYPED)
    return NULL;

  least = strlen (typed) <= PREFIX ? 4 : 6;
  for (guint i = 0; i < LIST_SIZE; i++)
    {
      /* Twice the distance, and one more when the first letter differs: that one is seldom
       * mistyped. */
      guint d = 2 * distance (typed, list[i]) + (typed[0] != list[i][0]);

      if (d < least)
        {
          least = d;
          best = list[i];
        }
    }

  return best;
}

/* The bits */

static guint8
compute_checksum (const guint8 *bytes)
{
  guint8 hash[crypto_generichash_BYTES_MIN];

  crypto_generichash (hash, sizeof hash, bytes, KL_RECOVERY_SIZE, NULL, 0);
  return hash[0];
}

/* The bytes with the checksum behind them. */
static KlSecret *
add_checksum (KlSecret *recovery)
{
  KlSecret *bits = kl_secret_new (KL_RECOVERY_SIZE + 1);
  guint8 *bytes = kl_secret_get_writable (bits);

  memcpy (bytes, kl_secret_get_bytes (recovery), KL_RECOVERY_SIZE);
  bytes[KL_RECOVERY_SIZE] = compute_checksum (bytes);

  return bits;
}

static guint
get_index (const guint8 *bytes, guint position)
{
  guint index = 0;

  for (guint bit = position * WORD_BITS; bit < (position + 1) * WORD_BITS; bit++)
    index = index << 1 | (bytes[bit / 8] >> (7 - bit % 8) & 1);

  return index;
}

static void
set_index (guint8 *bytes, guint position, guint index)
{
  for (guint i = 0; i < WORD_BITS; i++)
    {
      guint bit = position * WORD_BITS + i;

      bytes[bit / 8] |= (index >> (WORD_BITS - 1 - i) & 1) << (7 - bit % 8);
    }
}

/* What was typed */

/* Makes lower case words a-z with one zero between them, and another at the end. Accents go;
 * numbers, points and whatever else stands between words separates. */
static KlSecret *
split (const char *text, guint *n_words)
{
  g_autoptr (KlSecret) words = NULL;
  char *decomposed, *to;

  *n_words = 0;
  if (strlen (text) > MAX_TEXT)
    return NULL;
  decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  if (decomposed == NULL)
    return NULL;

  /* Every character becomes at most one byte here. */
  words = kl_secret_new (strlen (decomposed) + 2);
  to = (char *) kl_secret_get_writable (words);
  for (const char *from = decomposed; *from != '\0'; from = g_utf8_next_char (from))
    {
      gunichar c = g_utf8_get_char (from);
      gboolean in_word = to > kl_secret_get_text (words) && to[-1] != '\0';

      if (g_unichar_ismark (c))
        continue;
      if (g_unichar_isalpha (c))
        {
          *n_words += !in_word;
          *to++ = c < 128 ? g_ascii_tolower (c) : '?';
        }
      else if (in_word)
        *to++ = '\0';
    }
  sodium_memzero (decomposed, strlen (decomposed));
  g_free (decomposed);

  return g_steal_pointer (&words);
}

static gboolean
set_unknown (const char *word, guint position, KlRecoveryProblem *problem, GError **error)
{
  problem->position = position;
  problem->suggestion = suggest (word);
  g_set_error (error, KL_RECOVERY_ERROR, KL_RECOVERY_ERROR_UNKNOWN_WORD,
               _ ("Word %u is not one of the recovery words. Compare it with your sheet."),
               position);
  return FALSE;
}

static gboolean
look_up (const char *words, guint n_words, guint8 *bits, KlRecoveryProblem *problem, GError **error)
{
  for (guint i = 0; i < n_words; i++)
    {
      int index = find (words);

      if (index < 0)
        return set_unknown (words, i + 1, problem, error);
      if (i < KL_RECOVERY_N_WORDS)
        set_index (bits, i, index);
      words += strlen (words) + 1;
    }

  return TRUE;
}

static gboolean
check (guint n_words, const guint8 *bits, GError **error)
{
  if (n_words != KL_RECOVERY_N_WORDS)
    {
      g_set_error (error, KL_RECOVERY_ERROR, KL_RECOVERY_ERROR_COUNT,
                   ngettext ("There is %u word; there must be %u. Compare with your sheet.",
                             "There are %u words; there must be %u. Compare with your sheet.",
                             n_words),
                   n_words, KL_RECOVERY_N_WORDS);
      return FALSE;
    }
  if (bits[KL_RECOVERY_SIZE] != compute_checksum (bits))
    {
      g_set_error_literal (error, KL_RECOVERY_ERROR, KL_RECOVERY_ERROR_CHECKSUM,
                           _ ("All words exist, but together they are not right: one is another "
                              "word on your sheet, or two have changed places."));
      return FALSE;
    }

  return TRUE;
}

/* Public API */

/**
 * kl_recovery_words_new:
 *
 * Returns: (transfer full): %KL_RECOVERY_SIZE random bytes, for new recovery words
 */
KlSecret *
kl_recovery_words_new (void)
{
  return kl_secret_new_random (KL_RECOVERY_SIZE);
}

/**
 * kl_recovery_words_format:
 * @recovery: %KL_RECOVERY_SIZE bytes
 *
 * Returns: (transfer full): the 24 words as one text, with spaces between them
 */
KlSecret *
kl_recovery_words_format (KlSecret *recovery)
{
  g_autoptr (KlSecret) text = NULL;
  char *to;

  g_return_val_if_fail (recovery != NULL, NULL);
  g_return_val_if_fail (kl_secret_get_size (recovery) == KL_RECOVERY_SIZE, NULL);

  text = kl_secret_new (KL_RECOVERY_N_WORDS * (MAX_WORD + 1));
  to = (char *) kl_secret_get_writable (text);
  for (guint i = 1; i <= KL_RECOVERY_N_WORDS; i++)
    {
      to = g_stpcpy (to, kl_recovery_words_get_word (recovery, i));
      if (i < KL_RECOVERY_N_WORDS)
        to = g_stpcpy (to, " ");
    }

  return kl_secret_new_text (kl_secret_get_text (text));
}

/**
 * kl_recovery_words_get_word:
 * @recovery: %KL_RECOVERY_SIZE bytes
 * @position: 1 to 24
 *
 * Returns: (transfer none): one of the 24 words
 */
const char *
kl_recovery_words_get_word (KlSecret *recovery, guint position)
{
  g_autoptr (KlSecret) bits = NULL;

  g_return_val_if_fail (recovery != NULL, NULL);
  g_return_val_if_fail (kl_secret_get_size (recovery) == KL_RECOVERY_SIZE, NULL);
  g_return_val_if_fail (position >= 1 && position <= KL_RECOVERY_N_WORDS, NULL);

  bits = add_checksum (recovery);
  return get_list ()[get_index (kl_secret_get_bytes (bits), position - 1)];
}

/**
 * kl_recovery_words_parse:
 * @text: what was typed
 * @problem: (out caller-allocates) (optional): where the mistake is
 * @error: return location for an error
 *
 * Reads recovery words, forgivingly: capitals, accents, numbers, line ends and extra spaces do
 * not matter, and the first four letters of a word are enough.
 *
 * Returns: (transfer full) (nullable): %KL_RECOVERY_SIZE bytes, or %NULL with a %KL_RECOVERY_ERROR
 */
KlSecret *
kl_recovery_words_parse (const char *text, KlRecoveryProblem *problem, GError **error)
{
  g_autoptr (KlSecret) words = NULL;
  g_autoptr (KlSecret) bits = NULL;
  KlRecoveryProblem ignored;
  guint8 *bytes;

  g_return_val_if_fail (text != NULL, NULL);

  if (problem == NULL)
    problem = &ignored;
  *problem = (KlRecoveryProblem) { 0 };

  words = split (text, &problem->n_words);
  if (words == NULL)
    {
      g_set_error_literal (error, KL_RECOVERY_ERROR, KL_RECOVERY_ERROR_UNREADABLE,
                           _ ("This is not a list of 24 words. Type the words of your sheet."));
      return NULL;
    }

  bits = kl_secret_new (KL_RECOVERY_SIZE + 1);
  bytes = kl_secret_get_writable (bits);
  if (!look_up (kl_secret_get_text (words), problem->n_words, bytes, problem, error)
      || !check (problem->n_words, bytes, error))
    return NULL;

  return kl_secret_new_copy (bytes, KL_RECOVERY_SIZE);
}

/**
 * kl_recovery_problem_to_string:
 * @problem: a problem with an unknown word
 *
 * Says which word is not known and which one may be meant, for the screen.
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL when no word is unknown
 */
char *
kl_recovery_problem_to_string (const KlRecoveryProblem *problem)
{
  g_return_val_if_fail (problem != NULL, NULL);

  if (problem->position == 0)
    return NULL;
  if (problem->suggestion == NULL)
    return g_strdup_printf (
      _ ("Word %u is not one of the recovery words. Compare it with your sheet."),
      problem->position);

  return g_strdup_printf (_ ("Word %u is not one of the recovery words. Do you mean “%s”?"),
                          problem->position, problem->suggestion);
}

/**
 * kl_recovery_words_find:
 * @typed: one word, as it was typed
 *
 * For a field per word: completes a word from its first four letters or more.
 *
 * Returns: (transfer none) (nullable): the word of the list, or %NULL
 */
const char *
kl_recovery_words_find (const char *typed)
{
  g_autoptr (KlSecret) words = NULL;
  guint n_words;
  int index;

  g_return_val_if_fail (typed != NULL, NULL);

  words = split (typed, &n_words);
  if (words == NULL || n_words != 1)
    return NULL;
  index = find (kl_secret_get_text (words));

  return index < 0 ? NULL : get_list ()[index];
}

/**
 * kl_recovery_words_suggest:
 * @typed: one word, as it was typed
 *
 * Returns: (transfer none) (nullable): the word of the list that looks most like it, or %NULL when
 *   none looks like it
 */
const char *
kl_recovery_words_suggest (const char *typed)
{
  g_autoptr (KlSecret) words = NULL;
  guint n_words;

  g_return_val_if_fail (typed != NULL, NULL);

  words = split (typed, &n_words);

  return words == NULL || n_words != 1 ? NULL : suggest (kl_secret_get_text (words));
}
