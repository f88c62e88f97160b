/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-name.h"

#include <string.h>

#include "kl-name-sound.h"

/*
 * Matching is by hand, as what the platform offers (full-text search, fuzzy
 * matchers) either knows no typing errors or finds letters scattered over a name,
 * which in a list of children is worse than finding nothing.
 */

#define MAX_WORDS 12
#define MIN_TYPO_CHARS 4
#define MIN_SOUND_CHARS 3

enum
{
  SCORE_NONE = 0,
  SCORE_SOUND_BEGIN = 10, /* what sounds like the beginning of a word, and up to 10 more */
  SCORE_SOUND = 24,       /* what sounds like a word, and up to 10 more */
  SCORE_TYPO_BEGIN = 40,  /* the beginning of a word, with one typing error */
  SCORE_TYPO = 50,        /* a word, with one typing error */
  SCORE_JOINED = 60,      /* words written together: "vandenberg" */
  SCORE_BEGIN = 80,       /* the beginning of a word */
  SCORE_WORD = 100,       /* a whole word */
  BONUS_ORDER = 5,        /* the first word typed is the first of the name */
};

typedef struct
{
  const char *text;
  gsize length;
  guint n_chars;
  gboolean optional; /* a name prefix, beside something better to go by */
  KlNameSound whole;
  KlNameSound beginning;
} QueryWord;

struct _KlNameQuery
{
  char *folded;
  QueryWord words[MAX_WORDS];
  guint n_words;
};

/* A word of the name that is matched; @length up to the next space. */
typedef struct
{
  gsize start;
  gsize length;
} NameWord;

typedef struct
{
  int score;
  guint word;        /* which word of the name */
  KlTextRange range; /* in the folded name */
} Hit;

/* Auxiliary functions */

static gboolean
is_name_prefix (const char *word, gsize length)
{
  static const char *const prefixes[] = { "aan", "de",  "del", "den", "der", "di",  "du",  "el",
                                          "het", "in",  "la",  "le",  "op",  "s",   "t",   "te",
                                          "ten", "ter", "v",   "d",   "van", "von", "voor" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (strlen (prefixes[i]) == length && memcmp (prefixes[i], word, length) == 0)
      return TRUE;

  return FALSE;
}

static guint
split_name (const char *folded, NameWord *words)
{
  guint n_words = 0;
  const char *p = folded;

  while (*p != '\0' && n_words < MAX_WORDS)
    {
      const gsize length = strcspn (p, " ");

      words[n_words].start = (gsize) (p - folded);
      words[n_words].length = length;
      n_words++;
      p += length;
      while (*p == ' ')
        p++;
    }

  return n_words;
}

static gsize
char_length (const char *p, const char *end)
{
  return p < end ? (gsize) (g_utf8_next_char (p) - p) : 0;
}

/* Whether @typed goes on as @word does; the end of @word too when @whole. */
static gboolean
goes_on (const char *typed,
         const char *typed_end,
         const char *word,
         const char *word_end,
         gboolean whole)
{
  const gsize length = (gsize) (typed_end - typed);

  if (whole ? length != (gsize) (word_end - word) : length > (gsize) (word_end - word))
    return FALSE;

  return memcmp (typed, word, length) == 0;
}

/*
 * Whether one letter too many, too few, wrong, or swapped with its neighbour makes
 * @typed into @word, or into its beginning. Only the first difference can be the
 * error, so one pass is enough.
 */
static gboolean
is_one_error_away (const char *typed,
                   gsize typed_length,
                   const char *word,
                   gsize word_length,
                   gboolean whole)
{
  const char *typed_end = typed + typed_length;
  const char *word_end = word + word_length;
  gsize in_typed, in_word, next_typed, next_word;

  while (typed < typed_end && word < word_end && *typed == *word)
    typed++, word++;
  /* A letter of more bytes may differ in its last byte alone. */
  while ((typed < typed_end && (*typed & 0xc0) == 0x80)
         || (word < word_end && (*word & 0xc0) == 0x80))
    typed--, word--;

  in_typed = char_length (typed, typed_end);
  in_word = char_length (word, word_end);

  /* too many, too few, wrong */
  if (in_typed > 0 && goes_on (typed + in_typed, typed_end, word, word_end, whole))
    return TRUE;
  if (in_word > 0 && goes_on (typed, typed_end, word + in_word, word_end, whole))
    return TRUE;
  if (in_typed > 0 && in_word > 0
      && goes_on (typed + in_typed, typed_end, word + in_word, word_end, whole))
    return TRUE;

  /* swapped */
  next_typed = char_length (typed + in_typed, typed_end);
  next_word = char_length (word + in_word, word_end);
  return next_typed > 0 && next_word > 0 && in_typed == next_word && next_typed == in_word
         && memcmp (typed, word + in_word, in_typed) == 0
         && memcmp (typed + in_typed, word, next_typed) == 0
         && goes_on (typed + in_typed + next_typed, typed_end, word + in_word + next_word, word_end,
                     whole);
}

/* The end in @folded when @word is what stands from @start on, spaces left out; or 0. */
static gsize
match_joined (const QueryWord *word, const char *folded, gsize start)
{
  const char *name = folded + start;

  for (gsize i = 0; i < word->length; i++)
    {
      while (*name == ' ')
        name++;
      if (*name != word->text[i])
        return 0;
      name++;
    }

  return (gsize) (name - folded);
}

/* Letters of which the sounds never meet at the beginning of a word need no closer look. */
static guint
get_first_sounds (char letter)
{
  static const char *const groups[] = {
    "aeiouy", "fvwpq", "b", "l", "m", "n", "r", "cdghjkqstxyz"
  };
  guint sounds = 0;

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (strchr (groups[i], letter) != NULL)
      sounds |= 1u << i;

  return sounds;
}

static gboolean
may_begin_alike (char typed, char name)
{
  return (get_first_sounds (typed) & get_first_sounds (name)) != 0;
}

static int
match_sound (const QueryWord *typed, const char *name, gsize length)
{
  KlNameSound sound;
  int alike;

  if (typed->n_chars < MIN_SOUND_CHARS || !may_begin_alike (typed->text[0], *name))
    return SCORE_NONE;

  kl_name_sound_init (&sound, name, length, FALSE);
  alike = kl_name_sound_compare (&typed->whole, &sound, FALSE);
  if (alike > 0)
    return SCORE_SOUND + alike / 10;

  alike =
    typed->n_chars >= MIN_TYPO_CHARS ? kl_name_sound_compare (&typed->beginning, &sound, TRUE) : 0;
  return alike > 0 ? SCORE_SOUND_BEGIN + alike / 10 : SCORE_NONE;
}

static Hit
match_word (const QueryWord *typed, const char *folded, const NameWord *name, guint position)
{
  const char *text = folded + name->start;
  const gboolean typo_allowed = typed->n_chars >= MIN_TYPO_CHARS && name->length >= MIN_TYPO_CHARS;
  Hit hit = { SCORE_NONE, position, { name->start, name->start + name->length } };
  gsize end;

  if (typed->length <= name->length && memcmp (typed->text, text, typed->length) == 0)
    {
      hit.score = typed->length == name->length ? SCORE_WORD : SCORE_BEGIN;
      hit.range.end = name->start + typed->length;
      return hit;
    }

  end = match_joined (typed, folded, name->start);
  if (end > 0)
    {
      hit.score = SCORE_JOINED;
      hit.range.end = end;
    }
  else if (typo_allowed && is_one_error_away (typed->text, typed->length, text, name->length, TRUE))
    {
      hit.score = SCORE_TYPO;
    }
  else if (typo_allowed
           && is_one_error_away (typed->text, typed->length, text, name->length, FALSE))
    {
      hit.score = SCORE_TYPO_BEGIN;
    }

  return hit;
}

static Hit
hear_word (const QueryWord *typed, const char *folded, const NameWord *name, guint position)
{
  const int score =
    typed->optional ? SCORE_NONE : match_sound (typed, folded + name->start, name->length);
  const Hit hit = { score, position, { name->start, name->start + name->length } };

  return hit;
}

typedef Hit (*Match) (const QueryWord *typed, const char *folded, const NameWord *name, guint i);

static Hit
find_best (const QueryWord *typed,
           const char *folded,
           const NameWord *words,
           guint n_words,
           const gboolean *taken,
           Match match)
{
  Hit best = { SCORE_NONE };

  for (guint i = 0; i < n_words; i++)
    if (!taken[i])
      {
        const Hit hit = match (typed, folded, &words[i], i);

        if (hit.score > best.score)
          best = hit;
      }

  return best;
}

/*
 * Gives every typed word the best word of the name that is still free. Returns the
 * score, and the hits in the order of the typed words.
 */
static int
match_words (const KlNameQuery *query, const char *folded, gboolean by_sound, Hit *hits)
{
  NameWord words[MAX_WORDS];
  gboolean taken[MAX_WORDS] = { FALSE };
  const guint n_words = split_name (folded, words);
  int total = 0;

  for (guint i = 0; i < query->n_words; i++)
    {
      Hit best = find_best (&query->words[i], folded, words, n_words, taken, match_word);

      if (best.score == SCORE_NONE && by_sound)
        best = find_best (&query->words[i], folded, words, n_words, taken, hear_word);
      if (best.score == SCORE_NONE && !query->words[i].optional)
        return SCORE_NONE;
      if (best.score != SCORE_NONE)
        taken[best.word] = TRUE;
      hits[i] = best;
      total += best.score;
    }

  total /= (int) query->n_words;
  return hits[0].score != SCORE_NONE && hits[0].word == 0 ? total + BONUS_ORDER : total;
}

static int
compare_ranges (gconstpointer a, gconstpointer b)
{
  const KlTextRange *one = a;
  const KlTextRange *other = b;

  return (one->start > other->start) - (one->start < other->start);
}

/* Public API */

/**
 * kl_name_query_new:
 * @typed: valid UTF-8
 *
 * Returns: (transfer full): a query; free with kl_name_query_free()
 */
KlNameQuery *
kl_name_query_new (const char *typed)
{
  KlNameQuery *query;
  NameWord words[MAX_WORDS];
  gboolean any_other = FALSE;

  g_return_val_if_fail (typed != NULL, NULL);

  query = g_new0 (KlNameQuery, 1);
  query->folded = kl_text_fold (typed);
  query->n_words = split_name (query->folded, words);

  for (guint i = 0; i < query->n_words; i++)
    {
      QueryWord *word = &query->words[i];

      word->text = query->folded + words[i].start;
      word->length = words[i].length;
      word->n_chars = (guint) g_utf8_strlen (word->text, (gssize) word->length);
      word->optional = is_name_prefix (word->text, word->length);
      kl_name_sound_init (&word->whole, word->text, word->length, FALSE);
      kl_name_sound_init (&word->beginning, word->text, word->length, TRUE);
      any_other |= !word->optional;
    }
  for (guint i = 0; i < query->n_words; i++)
    query->words[i].optional &= any_other;

  return query;
}

/**
 * kl_name_query_free:
 * @query: (transfer full) (nullable): a query
 */
void
kl_name_query_free (KlNameQuery *query)
{
  if (query == NULL)
    return;

  g_free (query->folded);
  g_free (query);
}

/**
 * kl_name_query_is_empty:
 * @query: a query
 *
 * Returns: whether there is nothing to look for
 */
gboolean
kl_name_query_is_empty (const KlNameQuery *query)
{
  g_return_val_if_fail (query != NULL, TRUE);

  return query->n_words == 0;
}

/**
 * kl_name_query_match:
 * @query: a query
 * @folded: a name as kl_text_fold() makes it; fold once and keep it
 *
 * Every word typed must be a word of the name, its beginning, one typing error
 * away from it (in words of four letters or more), or sound like it, in any order. Name prefixes
 * may be there or not, and words may be written together.
 *
 * Returns: a score, higher is better, to sort by; 0 when it does not match
 */
int
kl_name_query_match (const KlNameQuery *query, const char *folded)
{
  Hit hits[MAX_WORDS];

  g_return_val_if_fail (query != NULL, 0);
  g_return_val_if_fail (folded != NULL, 0);

  return query->n_words > 0 ? match_words (query, folded, TRUE, hits) : 0;
}

/**
 * kl_name_query_match_letters:
 * @query: a query
 * @folded: a name as kl_text_fold() makes it
 *
 * The same by what is written alone, for looking through many names of which the sound was asked
 * elsewhere.
 *
 * Returns: a score, higher is better, to sort by; 0 when it does not match
 */
int
kl_name_query_match_letters (const KlNameQuery *query, const char *folded)
{
  Hit hits[MAX_WORDS];

  g_return_val_if_fail (query != NULL, 0);
  g_return_val_if_fail (folded != NULL, 0);

  return query->n_words > 0 ? match_words (query, folded, FALSE, hits) : 0;
}

/**
 * kl_name_query_find_ranges:
 * @query: a query
 * @text: the name as it is shown
 *
 * Returns: (transfer full) (element-type KlTextRange): the parts of @text that match, to
 *   be shown bold, in order; empty when it does not match
 */
GArray *
kl_name_query_find_ranges (const KlNameQuery *query, const char *text)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (KlTextRange));
  g_autoptr (GArray) map = NULL;
  g_autofree char *folded = NULL;
  Hit hits[MAX_WORDS];

  g_return_val_if_fail (query != NULL, ranges);
  g_return_val_if_fail (text != NULL, ranges);

  folded = kl_text_fold_with_map (text, &map);
  if (query->n_words == 0 || match_words (query, folded, TRUE, hits) == SCORE_NONE)
    return ranges;

  for (guint i = 0; i < query->n_words; i++)
    if (hits[i].score != SCORE_NONE)
      {
        KlTextRange range = kl_text_unfold_range (text, map, hits[i].range);

        g_array_append_val (ranges, range);
      }
  g_array_sort (ranges, compare_ranges);

  return ranges;
}

static void
append_sounds (GString *match,
               const char *front,
               const KlNameSound *sound,
               guint min_length,
               const char *ending)
{
  for (guint i = 0; i < sound->n_forms; i++)
    {
      char key[KL_NAME_SOUND_MAX_CHARS + 1];

      if (kl_name_sound_get_key (&sound->forms[i], key) >= min_length)
        g_string_append_printf (match, "%s\"%s%s\"%s",
                                match->str[match->len - 1] == '(' ? "" : " OR ", front, key,
                                ending);
    }
}

/**
 * kl_name_query_get_sounds:
 * @query: a query
 * @front: what stands in front of every key where they are kept, or ""
 *
 * What the keys of kl_name_sound_make_keys() must hold for a name to sound as was typed: a word of
 * each group, or one that begins with it where a star stands.
 *
 * Returns: (transfer full) (nullable): the groups, as "(\"mhmt\" OR \"mgmt\") AND (\"sln\"*)";
 *   %NULL when too little was typed to go by
 */
char *
kl_name_query_get_sounds (const KlNameQuery *query, const char *front)
{
  GString *match;
  guint n_groups = 0;

  g_return_val_if_fail (query != NULL && front != NULL, NULL);

  match = g_string_new (NULL);
  for (guint i = 0; i < query->n_words; i++)
    {
      const QueryWord *word = &query->words[i];

      if (word->optional)
        continue;
      if (word->n_chars < MIN_SOUND_CHARS || word->whole.n_forms == 0)
        {
          n_groups = 0;
          break;
        }
      g_string_append (match, n_groups++ > 0 ? " AND (" : "(");
      append_sounds (match, front, &word->whole, 1, "");
      if (word->n_chars >= MIN_TYPO_CHARS)
        append_sounds (match, front, &word->beginning, KL_NAME_SOUND_MIN_KEY, "*");
      g_string_append_c (match, ')');
    }

  if (n_groups > 0 && strstr (match->str, "()") == NULL)
    return g_string_free_and_steal (match);
  g_string_free (match, TRUE);
  return NULL;
}
