/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-readability.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * The reading ease of Dutch after Flesch and Douma:
 *
 *   206.84 - 0.93 * words per sentence - 77 * syllables per word
 *
 * No library here counts Dutch syllables but with a dictionary of hyphenation, which finds where
 * a word may be broken, not every syllable of it. The vowels of Dutch spelling tell them.
 */

#define BASE 206.84
#define PER_WORD 0.93
#define PER_SYLLABLE 77.0
#define EASIEST 120.0

/* Letters that sound as one; the longest first. */
static const char *const sounds[] = {
  "aai", "ooi", "oei", "eeu", "ieu", "auw", "ouw", "aa", "ee", "oo", "uu",
  "ie",  "oe",  "eu",  "ui",  "ij",  "ei",  "au",  "ou", "ai", "oi",
};

typedef struct
{
  const char *text;
  guint max_words;
  guint in_sentence;
  KlReadability *result;
} Measuring;

/* Auxiliary functions */

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("aeiouy", c) != NULL;
}

/* Plain small letters; a sign that begins a syllable of its own (é, ë) has a point before it. */
static char *
flatten (const char *word)
{
  g_autofree char *small = g_utf8_strdown (word, -1);
  g_autofree char *apart = g_utf8_normalize (small, -1, G_NORMALIZE_NFD);
  GString *flat = g_string_new (NULL);

  for (const char *p = apart; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x0308 && flat->len > 0)
        g_string_insert_c (flat, (gssize) flat->len - 1, '.');
      else if (c < 0x80)
        g_string_append_c (flat, (char) c);
    }
  return g_string_free (flat, FALSE);
}

static gsize
match_sound (const char *at)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sounds); i++)
    if (g_str_has_prefix (at, sounds[i]))
      return strlen (sounds[i]);

  return 1;
}

static void
end_sentence (Measuring *measuring)
{
  KlReadability *result = measuring->result;

  if (measuring->in_sentence == 0)
    return;
  result->n_sentences++;
  result->longest = MAX (result->longest, measuring->in_sentence);
  if (measuring->in_sentence > measuring->max_words)
    result->n_long++;
  measuring->in_sentence = 0;
}

static gboolean
is_of_word (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c) || c == '\'' || c == 0x2019 || c == '-';
}

/* A full stop inside a number or a short form ends nothing: what follows is no capital. */
static gboolean
ends_sentence (const char *at)
{
  const gunichar c = g_utf8_get_char (at);
  const char *next = g_utf8_next_char (at);

  if (c == '\n' || c == '!' || c == '?' || c == 0x2026)
    return TRUE;
  if (c != '.' && c != ':' && c != ';')
    return FALSE;
  if (*next != '\0' && !g_unichar_isspace (g_utf8_get_char (next)))
    return FALSE;
  while (*next != '\0' && g_unichar_isspace (g_utf8_get_char (next)))
    next = g_utf8_next_char (next);

  return c != '.' || !g_unichar_islower (g_utf8_get_char (next));
}

static const char *
take_word (Measuring *measuring, const char *from)
{
  const char *end = from;
  gboolean any = FALSE;
  g_autofree char *word = NULL;

  while (*end != '\0' && is_of_word (g_utf8_get_char (end)))
    {
      any = any || g_unichar_isalnum (g_utf8_get_char (end));
      end = g_utf8_next_char (end);
    }
  if (!any)
    return end;

  word = g_strndup (from, (gsize) (end - from));
  measuring->in_sentence++;
  measuring->result->n_words++;
  measuring->result->n_syllables += kl_readability_count_syllables (word);
  return end;
}

/* Public API */

/**
 * kl_readability_count_syllables:
 * @word: a Dutch word
 *
 * Returns: how many syllables it has, at least 1
 */
guint
kl_readability_count_syllables (const char *word)
{
  g_autofree char *flat = NULL;
  guint n = 0;

  g_return_val_if_fail (word != NULL, 1);

  flat = flatten (word);
  for (const char *p = flat; *p != '\0';)
    {
      /* A y before a vowel is a j ("yoghurt"). */
      if (!is_vowel (*p) || (*p == 'y' && is_vowel (p[1])))
        {
          p++;
          continue;
        }
      n++;
      p += match_sound (p);
    }
  return MAX (n, 1);
}

/**
 * kl_readability_measure:
 * @text: Dutch text; a new line ends a sentence
 * @max_words: more words than these make a sentence long
 * @readability: (out): how it reads
 *
 * Measures how easy a text reads.
 */
void
kl_readability_measure (const char *text, guint max_words, KlReadability *readability)
{
  Measuring measuring = { text, max_words, 0, readability };

  g_return_if_fail (text != NULL && readability != NULL);

  *readability = (KlReadability) { .index = EASIEST };
  for (const char *p = text; *p != '\0';)
    {
      if (is_of_word (g_utf8_get_char (p)))
        {
          p = take_word (&measuring, p);
          continue;
        }
      if (ends_sentence (p))
        end_sentence (&measuring);
      p = g_utf8_next_char (p);
    }
  end_sentence (&measuring);
  if (readability->n_words == 0)
    return;

  readability->index = CLAMP (BASE - PER_WORD * readability->n_words / readability->n_sentences
                                - PER_SYLLABLE * readability->n_syllables / readability->n_words,
                              0, EASIEST);
}

/**
 * kl_readability_get_label:
 * @index: from kl_readability_measure()
 *
 * Returns: how that reads, in a few translated words
 */
const char *
kl_readability_get_label (double index)
{
  if (index >= 90)
    return C_ ("reading", "very easy");
  if (index >= KL_READABILITY_CHILD)
    return C_ ("reading", "easy");
  if (index >= 70)
    return C_ ("reading", "fairly easy");
  if (index >= 60)
    return C_ ("reading", "ordinary");
  if (index >= 50)
    return C_ ("reading", "fairly difficult");
  if (index >= 30)
    return C_ ("reading", "difficult");

  return C_ ("reading", "very difficult");
}

/**
 * kl_readability_format:
 * @readability: how a text reads
 *
 * Returns: (transfer full): the same in one sentence for its writer
 */
char *
kl_readability_format (const KlReadability *readability)
{
  g_autofree char *index = NULL;

  g_return_val_if_fail (readability != NULL, NULL);

  if (readability->n_words == 0)
    return g_strdup (_ ("There are no words of your own on it yet."));

  index =
    g_strdup_printf (_ ("Reading ease %d of 100: %s."), MIN (100, (int) (readability->index + 0.5)),
                     kl_readability_get_label (readability->index));
  if (readability->n_long == 0)
    return g_steal_pointer (&index);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%s %u sentence is long; the longest has %u words.",
                                       "%s %u sentences are long; the longest has %u words.",
                                       readability->n_long),
                          index, readability->n_long, readability->longest);
}
