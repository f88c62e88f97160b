/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-search-hit.h"

#include <string.h>

/* Hits and results */

/**
 * kl_search_hit_new:
 * @kind: what was found
 * @id: its row
 *
 * Returns: (transfer full): a hit without words; free with kl_search_hit_free()
 */
KlSearchHit *
kl_search_hit_new (KlSearchKind kind, gint64 id)
{
  KlSearchHit *hit = g_new0 (KlSearchHit, 1);

  hit->kind = kind;
  hit->id = id;
  hit->title_ranges = g_array_new (FALSE, FALSE, sizeof (KlTextRange));
  hit->detail_ranges = g_array_new (FALSE, FALSE, sizeof (KlTextRange));

  return hit;
}

/**
 * kl_search_hit_free:
 * @hit: (transfer full) (nullable): a hit
 */
void
kl_search_hit_free (KlSearchHit *hit)
{
  if (hit == NULL)
    return;

  g_array_unref (hit->title_ranges);
  g_array_unref (hit->detail_ranges);
  g_free (hit->title);
  g_free (hit->detail);
  g_free (hit->school_name);
  kl_person_free (hit->who);
  g_free (hit);
}

/**
 * kl_search_result_new:
 *
 * Returns: (transfer full): a result with nothing in it; free with kl_search_result_free()
 */
KlSearchResult *
kl_search_result_new (void)
{
  KlSearchResult *result = g_new0 (KlSearchResult, 1);

  result->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_search_hit_free);

  return result;
}

/**
 * kl_search_result_free:
 * @result: (transfer full) (nullable): a result
 */
void
kl_search_result_free (KlSearchResult *result)
{
  if (result == NULL)
    return;

  g_ptr_array_unref (result->hits);
  g_free (result);
}

/**
 * kl_search_result_get_total:
 * @result: a result
 *
 * Returns: how many were found of all kinds together
 */
guint
kl_search_result_get_total (const KlSearchResult *result)
{
  guint total = 0;

  g_return_val_if_fail (result != NULL, 0);

  for (guint i = 0; i < KL_N_SEARCH_KINDS; i++)
    total += result->totals[i];

  return total;
}

/* Terms */

/* Cuts between words where it can, since a part of one is no word, and else at a whole letter: a
 * pasted page is no query. */
static char *
make_short (const char *typed)
{
  g_autofree char *utf8 = g_utf8_make_valid (typed, -1);
  g_autofree char *valid = NULL;
  gsize length;

  if (strlen (utf8) > 4 * KL_SEARCH_MAX_BYTES)
    utf8[g_utf8_find_prev_char (utf8, utf8 + 4 * KL_SEARCH_MAX_BYTES) - utf8] = '\0';
  valid = g_utf8_normalize (utf8, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  length = strlen (valid);
  if (length > KL_SEARCH_MAX_BYTES)
    {
      const char *end = g_utf8_find_prev_char (valid, valid + KL_SEARCH_MAX_BYTES);

      length = end != NULL ? (gsize) (end - valid) : 0;
      for (gsize i = length; i > 0; i--)
        if (g_ascii_isspace (valid[i]))
          {
            length = i;
            break;
          }
    }

  return g_strndup (valid, length);
}

/**
 * kl_search_terms_new:
 * @typed: what somebody typed
 *
 * Returns: (transfer full): what to look for, without words when there is nothing to look for;
 *   free with kl_search_terms_free()
 */
KlSearchTerms *
kl_search_terms_new (const char *typed)
{
  KlSearchTerms *terms;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  terms = g_new0 (KlSearchTerms, 1);
  terms->typed = make_short (typed);
  folded = kl_text_fold (terms->typed);
  terms->words = *folded != '\0' ? g_strsplit (folded, " ", -1) : g_new0 (char *, 1);
  terms->n_words = g_strv_length (terms->words);

  return terms;
}

/**
 * kl_search_terms_free:
 * @terms: (transfer full) (nullable): what to look for
 */
void
kl_search_terms_free (KlSearchTerms *terms)
{
  if (terms == NULL)
    return;

  g_strfreev (terms->words);
  g_free (terms->typed);
  g_free (terms);
}

/* How many bytes of the word at @word were typed, 0 for none. */
static gsize
match_word (const KlSearchTerms *terms, const char *word, gsize length)
{
  for (guint i = 0; i < terms->n_words; i++)
    {
      const gsize typed = strlen (terms->words[i]);
      const gboolean may_go_on = i + 1 == terms->n_words;

      if (typed <= length && memcmp (terms->words[i], word, typed) == 0
          && (typed == length || may_go_on))
        return typed;
    }

  return 0;
}

/**
 * kl_search_terms_find_ranges:
 * @terms: what to look for
 * @text: (nullable): valid UTF-8
 *
 * Returns: (transfer full) (element-type KlTextRange): where the words stand in @text, in order
 */
GArray *
kl_search_terms_find_ranges (const KlSearchTerms *terms, const char *text)
{
  GArray *ranges = g_array_new (FALSE, FALSE, sizeof (KlTextRange));
  g_autoptr (GArray) map = NULL;
  g_autofree char *folded = NULL;

  g_return_val_if_fail (terms != NULL, ranges);

  if (text == NULL)
    return ranges;

  folded = kl_text_fold_with_map (text, &map);
  for (const char *word = folded; *word != '\0';)
    {
      const gsize length = strcspn (word, " ");
      const gsize typed = match_word (terms, word, length);

      if (typed > 0)
        {
          const gsize start = (gsize) (word - folded);
          KlTextRange range =
            kl_text_unfold_range (text, map, (KlTextRange) { start, start + typed });

          g_array_append_val (ranges, range);
        }
      word += length + (word[length] == ' ');
    }

  return ranges;
}

/**
 * kl_search_terms_make_excerpt:
 * @terms: what to look for
 * @text: valid UTF-8
 * @max_chars: how many letters there is room for
 *
 * Returns: (transfer full): a piece of @text on one line around the first word found, or its
 *   beginning when none is
 */
char *
kl_search_terms_make_excerpt (const KlSearchTerms *terms, const char *text, guint max_chars)
{
  g_autoptr (GArray) ranges = kl_search_terms_find_ranges (terms, text);
  KlTextRange first =
    ranges->len > 0 ? g_array_index (ranges, KlTextRange, 0) : (KlTextRange) { 0, 0 };
  KlTextRange there;

  return kl_text_make_excerpt (text, first, max_chars, &there);
}
