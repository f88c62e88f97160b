/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-password-hint.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "kl-password.h"
#include "kl-secret.h"

/*
 * A password is as good as it is long, without what can be guessed. So its characters are
 * counted, and parts that everybody would try count for less: words that stand in every list of
 * leaked passwords, names that somebody near knows, years, rows of the keyboard, repetitions.
 * There are no rules about capitals, digits and signs: they lead to Welkom01!, which is why that
 * counts for five. Libraries that estimate strength bring lists of hundreds of thousands of
 * English words; what schools here choose is not in them.
 */

#define MIN_LENGTH 8
#define ADVISED_LENGTH 15
#define STRONG_LENGTH 20

#define WORD_COUNTS 3
#define SEQUENCE_COUNTS 2
#define LEAST_SEQUENCE 3
#define LEAST_CONTEXT 4

/* Lower case, without accents. */
static const char *const known_words[] = {
  "aaaa",      "abcd",      "admin",      "ajax",        "amsterdam",   "april",      "augustus",
  "autumn",    "azerty",    "baby",       "basisschool", "batman",      "begeleider", "bloem",
  "bosch",     "changeme",  "chocolade",  "computer",    "corona",      "december",   "denbosch",
  "dinsdag",   "directeur", "donderdag",  "dragon",      "feyenoord",   "football",   "februari",
  "gebruiker", "geheim",    "google",     "hallo",       "herfst",      "holland",    "hond",
  "iloveyou",  "inloggen",  "intern",     "januari",     "juli",        "juni",       "kerst",
  "kinderen",  "kluis",     "knuffel",    "korte",       "kortelijnen", "leerkracht", "leerling",
  "lente",     "letmein",   "liefde",     "lieverd",     "lijnen",      "login",      "maandag",
  "maart",     "mama",      "master",     "meester",     "minecraft",   "monkey",     "najaar",
  "nederland", "november",  "oktober",    "onderwijs",   "oranje",      "papa",       "pass",
  "password",  "paswoord",  "poes",       "pokemon",     "princess",    "prinses",    "qazwsx",
  "qwerty",    "rotterdam", "schatje",    "school",      "schooljaar",  "secret",     "september",
  "sesam",     "spring",    "starwars",   "summer",      "sunshine",    "superman",   "tekkie",
  "test",      "tijdelijk", "toegang",    "utrecht",     "vakantie",    "vlinder",    "voetbal",
  "voorjaar",  "vrijdag",   "wachtwoord", "welcome",     "welkom",      "winter",     "woensdag",
  "zaterdag",  "zomer",     "zondag",     "zonnetje",    "zorgteam",
};

static const char *const sequences[] = {
  "abcdefghijklmnopqrstuvwxyz",
  "1234567890",
  "qwertyuiop",
  "azertyuiop",
  "asdfghjkl",
  "zxcvbnm",
  "wxcvbn",
};

/* Folding */

/* One byte a character: lower case, without accents. What is not ASCII becomes some byte above
 * it, so that it counts, matches no word, and still shows repetitions. */
static KlSecret *
fold (const char *text, gsize *length)
{
  char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  KlSecret *folded;
  guint8 *to;

  *length = 0;
  if (decomposed == NULL)
    return NULL;

  folded = kl_secret_new (strlen (decomposed) + 1);
  to = kl_secret_get_writable (folded);
  for (const char *from = decomposed; *from != '\0'; from = g_utf8_next_char (from))
    {
      gunichar c = g_utf8_get_char (from);

      if (!g_unichar_ismark (c))
        to[(*length)++] = c < 128 ? g_ascii_tolower (c) : (0x80 | c);
    }
  sodium_memzero (decomposed, strlen (decomposed));
  g_free (decomposed);

  return folded;
}

/* "W3lk0m" is no better than "welkom". */
static gboolean
stands_for (char typed, char letter)
{
  switch (typed)
    {
    case '0':
      return letter == 'o';
    case '1':
    case '!':
      return letter == 'i' || letter == 'l';
    case '3':
      return letter == 'e';
    case '4':
    case '@':
      return letter == 'a';
    case '5':
    case '$':
      return letter == 's';
    case '7':
      return letter == 't';
    default:
      return typed == letter;
    }
}

/* What can be guessed: each function returns how many characters from the start it covers. */

static gsize
match_word (const char *text, gsize length, const char *word)
{
  gsize word_length = strlen (word);

  if (word_length > length)
    return 0;
  for (gsize i = 0; i < word_length; i++)
    if (!stands_for (text[i], word[i]))
      return 0;

  return word_length;
}

static gsize
match_words (const char *text, gsize length, GStrv context, gboolean *from_context)
{
  gsize best = 0;

  *from_context = FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (known_words); i++)
    best = MAX (best, match_word (text, length, known_words[i]));
  for (gsize i = 0; context[i] != NULL; i++)
    {
      gsize matched = match_word (text, length, context[i]);

      if (matched <= best)
        continue;
      best = matched;
      *from_context = TRUE;
    }

  return best;
}

static gsize
match_year (const char *text, gsize length)
{
  if (length < 4 || !g_ascii_isdigit (text[2]) || !g_ascii_isdigit (text[3]))
    return 0;

  return strncmp (text, "19", 2) == 0 || strncmp (text, "20", 2) == 0 ? 4 : 0;
}

static gsize
match_row (const char *text, gsize length, const char *row, int step)
{
  const char *at = memchr (row, text[0], strlen (row));
  gsize matched = 1;

  if (at == NULL)
    return 0;
  while (matched < length && at + step >= row && at[step] != '\0' && text[matched] == at[step])
    {
      at += step;
      matched++;
    }

  return matched < LEAST_SEQUENCE ? 0 : matched;
}

static gsize
match_sequence (const char *text, gsize length)
{
  gsize best = 1;

  while (best < length && text[best] == text[0])
    best++;
  if (best < LEAST_SEQUENCE)
    best = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (sequences); i++)
    {
      best = MAX (best, match_row (text, length, sequences[i], 1));
      best = MAX (best, match_row (text, length, sequences[i], -1));
    }

  return best;
}

/* "kaaskaaskaas" is "kaas", and a little. */
static gsize
find_period (const char *text, gsize length)
{
  for (gsize period = 1; period <= length / 2; period++)
    if (memcmp (text, text + period, length - period) == 0)
      return period;

  return length;
}

static guint
count_characters (const char *text, gsize length, GStrv context, gboolean *named)
{
  gsize end = find_period (text, length), covered;
  guint count = end < length ? 1 : 0;

  *named = FALSE;
  for (gsize i = 0; i < end; i += covered)
    {
      gboolean from_context;
      gsize in_sequence = match_sequence (text + i, end - i);

      covered = match_words (text + i, end - i, context, &from_context);
      if (covered > 0 && covered >= in_sequence)
        {
          count += WORD_COUNTS;
          *named = *named || from_context;
        }
      else if (in_sequence > 0)
        {
          covered = in_sequence;
          count += SEQUENCE_COUNTS;
        }
      else
        {
          covered = match_year (text + i, end - i);
          covered = MAX (covered, 1);
          count++;
        }
    }

  return count;
}

/* The words of names, and the names written without spaces. */
static GStrv
fold_context (const char *const *context)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (gsize i = 0; context != NULL && context[i] != NULL; i++)
    {
      g_autoptr (GString) together = g_string_new (NULL);
      g_auto (GStrv) parts = NULL;
      gsize length;
      g_autoptr (KlSecret) folded = fold (context[i], &length);

      if (folded == NULL)
        continue;
      parts = g_strsplit_set (kl_secret_get_text (folded), " -.,'\"()/", -1);
      for (gsize j = 0; parts[j] != NULL; j++)
        {
          g_string_append (together, parts[j]);
          if (strlen (parts[j]) >= LEAST_CONTEXT)
            g_strv_builder_add (words, parts[j]);
        }
      if (together->len >= LEAST_CONTEXT)
        g_strv_builder_add (words, together->str);
    }

  return g_strv_builder_end (words);
}

static KlPasswordLevel
judge (guint count, gsize length, gboolean named, const char **hint)
{
  if (count >= STRONG_LENGTH)
    {
      *hint = _ ("Strong: long, and nobody guesses it.");
      return KL_PASSWORD_STRONG;
    }
  if (count >= ADVISED_LENGTH)
    {
      *hint = _ ("Good: long enough.");
      return KL_PASSWORD_GOOD;
    }
  if (length < MIN_LENGTH)
    {
      *hint = _ ("Too short. A sentence of your own of 15 characters or more is easy to remember.");
      return KL_PASSWORD_TOO_SHORT;
    }
  if (count < MIN_LENGTH)
    {
      *hint = named ? _ ("Names that others know are tried first. Make a sentence of your own.")
                    : _ ("This is among the first things somebody tries. Make a sentence of your "
                         "own.");
      return KL_PASSWORD_GUESSABLE;
    }

  *hint = _ ("Usable, but short. With a few words more it is strong: 15 characters is good.");
  return KL_PASSWORD_SHORT;
}

/* Public API */

/**
 * kl_password_judge:
 * @password: a password as it stands in the field
 * @context: (nullable) (array zero-terminated=1): names that others know, such as those of the
 *   school and the user
 * @hint: (out) (transfer none): a translated sentence that says how good it is and what would be
 *   better
 *
 * Judges a password by its length without what can be guessed, never by kinds of characters.
 * Fast enough for every key press.
 *
 * Returns: the level
 */
KlPasswordLevel
kl_password_judge (const char *password, const char *const *context, const char **hint)
{
  g_autoptr (KlSecret) folded = NULL;
  g_auto (GStrv) names = NULL;
  gboolean named;
  gsize length;
  guint count;

  g_return_val_if_fail (password != NULL && hint != NULL, KL_PASSWORD_EMPTY);

  *hint = _ ("A sentence of your own is a good password, and easy to remember.");
  if (password[0] == '\0' || strlen (password) > KL_PASSWORD_MAX_BYTES)
    return KL_PASSWORD_EMPTY;
  folded = fold (password, &length);
  if (folded == NULL || length == 0)
    return KL_PASSWORD_EMPTY;

  names = fold_context (context);
  count = count_characters (kl_secret_get_text (folded), length, names, &named);

  return judge (count, length, named, hint);
}
