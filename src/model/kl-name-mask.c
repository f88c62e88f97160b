/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-name-mask.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kl-about.h"
#include "kl-text.h"

/* Fewer letters than these are an initial, which says little and would hit other words. */
#define MIN_LETTERS 2

typedef struct
{
  char *folded;
  gsize start;
  gsize end;
  gboolean capital;
} Word;

/* One way in which a child can be called. */
typedef struct
{
  GPtrArray *words; /* folded */
  char *stand_in;
  gboolean alone;    /* a given name or surname by itself */
  gboolean involved; /* of a child in the case: also without its capital */
} Pattern;

struct _KlNameMask
{
  GHashTable *patterns; /* folded first word -> GPtrArray of Pattern, the longest first */
  GHashTable *kept;     /* folded words of those who may be named */
};

/* Auxiliary functions */

static void
word_clear (Word *word)
{
  g_free (word->folded);
}

static void
pattern_free (Pattern *pattern)
{
  g_ptr_array_unref (pattern->words);
  g_free (pattern->stand_in);
  g_free (pattern);
}

static gboolean
is_letter (gunichar c)
{
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static GArray *
split_words (const char *text)
{
  GArray *words = g_array_new (FALSE, FALSE, sizeof (Word));

  g_array_set_clear_func (words, (GDestroyNotify) word_clear);
  for (const char *p = text; *p != '\0';)
    {
      const char *from = p;
      g_autofree char *raw = NULL;
      Word word;

      while (*p != '\0' && is_letter (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      if (p == from)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      raw = g_strndup (from, (gsize) (p - from));
      word = (Word) { kl_text_fold (raw), (gsize) (from - text), (gsize) (p - text),
                      !g_unichar_islower (g_utf8_get_char (from)) };
      g_array_append_val (words, word);
    }
  return words;
}

static GPtrArray *
fold_names (const char *first, const char *second, const char *third)
{
  const char *const names[] = { first, second, third };
  GPtrArray *folded = g_ptr_array_new_with_free_func (g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GArray) words = names[i] != NULL ? split_words (names[i]) : NULL;

      for (guint j = 0; words != NULL && j < words->len; j++)
        g_ptr_array_add (folded, g_strdup (g_array_index (words, Word, j).folded));
    }
  return folded;
}

static int
compare_patterns (gconstpointer a, gconstpointer b)
{
  const Pattern *one = *(const Pattern *const *) a;
  const Pattern *other = *(const Pattern *const *) b;

  return (int) other->words->len - (int) one->words->len;
}

static void
add_pattern (KlNameMask *self,
             GPtrArray *words,
             const char *stand_in,
             gboolean alone,
             gboolean involved)
{
  g_autoptr (GPtrArray) owned = words;
  Pattern *pattern;
  GPtrArray *list;

  if (owned->len == 0
      || (owned->len == 1 && g_utf8_strlen (g_ptr_array_index (owned, 0), -1) < MIN_LETTERS))
    return;

  pattern = g_new0 (Pattern, 1);
  pattern->words = g_steal_pointer (&owned);
  pattern->stand_in = g_strdup (stand_in);
  pattern->alone = alone;
  pattern->involved = involved;
  list = g_hash_table_lookup (self->patterns, g_ptr_array_index (pattern->words, 0));
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) pattern_free);
      g_hash_table_insert (self->patterns, g_strdup (g_ptr_array_index (pattern->words, 0)), list);
    }
  g_ptr_array_add (list, pattern);
  g_ptr_array_sort (list, compare_patterns);
}

/* Between the words of a name stand spaces, a hyphen, an apostrophe or a point. */
static gboolean
is_gap (const char *text, gsize from, gsize to)
{
  for (const char *p = text + from; p < text + to; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_isspace (c) && c != '-' && c != '\'' && c != 0x2019 && c != '.')
        return FALSE;
    }
  return TRUE;
}

/* "Noors" is of Noor; the s may stand after the last word of a name. */
static gboolean
is_word (const char *folded, const char *name, gboolean last)
{
  gsize size = strlen (name);

  if (strncmp (folded, name, size) != 0)
    return FALSE;

  return folded[size] == '\0' || (last && g_str_equal (folded + size, "s"));
}

static gboolean
matches (const KlNameMask *self,
         const Pattern *pattern,
         const char *text,
         const GArray *words,
         guint at)
{
  if (at + pattern->words->len > words->len)
    return FALSE;

  for (guint i = 0; i < pattern->words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, at + i);

      if (!is_word (word->folded, g_ptr_array_index (pattern->words, i),
                    i + 1 == pattern->words->len)
          || (i > 0 && !is_gap (text, g_array_index (words, Word, at + i - 1).end, word->start)))
        return FALSE;
    }
  if (!pattern->alone)
    return TRUE;

  for (guint i = 0; i < pattern->words->len; i++)
    if (!g_hash_table_contains (self->kept, g_ptr_array_index (pattern->words, i)))
      return pattern->involved || g_array_index (words, Word, at).capital;

  return FALSE;
}

static const Pattern *
find_in (const KlNameMask *self, const char *first, const char *text, const GArray *words, guint at)
{
  const GPtrArray *list = g_hash_table_lookup (self->patterns, first);

  for (guint i = 0; list != NULL && i < list->len; i++)
    if (matches (self, g_ptr_array_index (list, i), text, words, at))
      return g_ptr_array_index (list, i);

  return NULL;
}

static const Pattern *
find (const KlNameMask *self, const char *text, const GArray *words, guint at)
{
  const char *folded = g_array_index (words, Word, at).folded;
  const Pattern *found = find_in (self, folded, text, words, at);
  g_autofree char *shorter = NULL;

  if (found != NULL || !g_str_has_suffix (folded, "s"))
    return found;

  shorter = g_strndup (folded, strlen (folded) - 1);
  return find_in (self, shorter, text, words, at);
}

/* An s after an apostrophe goes with the name. */
static gsize
skip_genitive (const char *text, const GArray *words, guint *at, gsize end)
{
  const Word *next = *at < words->len ? &g_array_index (words, Word, *at) : NULL;

  if (next == NULL || !g_str_equal (next->folded, "s") || next->start == end
      || g_unichar_isspace (g_utf8_get_char (text + end)) || !is_gap (text, end, next->start))
    return end;

  (*at)++;
  return next->end;
}

/* Public API */

/**
 * kl_name_mask_new:
 *
 * Returns: (transfer full): a mask that hides nobody; free with kl_name_mask_free()
 */
KlNameMask *
kl_name_mask_new (void)
{
  KlNameMask *self = g_new0 (KlNameMask, 1);

  self->patterns =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * kl_name_mask_free:
 * @self: (nullable) (transfer full): a mask
 *
 * Frees @self.
 */
void
kl_name_mask_free (KlNameMask *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->patterns);
  g_hash_table_unref (self->kept);
  g_free (self);
}

/**
 * kl_name_mask_keep:
 * @self: a mask
 * @name: (nullable): the name of somebody who may be named: the child itself, its parents,
 *   colleagues
 *
 * A word of @name is left as it is where it stands alone, even when another child is called so
 * too; with a surname behind it that child is still hidden.
 */
void
kl_name_mask_keep (KlNameMask *self, const char *name)
{
  g_autoptr (GPtrArray) words = NULL;

  g_return_if_fail (self != NULL);

  words = fold_names (name, NULL, NULL);
  for (guint i = 0; i < words->len; i++)
    g_hash_table_add (self->kept, g_strdup (g_ptr_array_index (words, i)));
}

/**
 * kl_name_mask_hide:
 * @self: a mask
 * @given: (nullable): what another child is called
 * @prefix: (nullable): the words before its surname
 * @surname: (nullable): its surname
 * @group: (nullable): its class
 * @involved: it has a part in the case, so that its name is hidden however it is written, and its
 *   surname too
 *
 * Hides a child.
 */
void
kl_name_mask_hide (KlNameMask *self,
                   const char *given,
                   const char *prefix,
                   const char *surname,
                   const char *group,
                   gboolean involved)
{
  g_autofree char *stand_in = NULL;
  const gboolean has_surname = surname != NULL && *surname != '\0';

  g_return_if_fail (self != NULL);

  stand_in = kl_name_mask_get_stand_in (group);
  if (given != NULL && *given != '\0')
    add_pattern (self, fold_names (given, NULL, NULL), stand_in, TRUE, involved);
  if (given != NULL && *given != '\0' && has_surname)
    {
      add_pattern (self, fold_names (given, prefix, surname), stand_in, FALSE, involved);
      if (prefix != NULL && *prefix != '\0')
        add_pattern (self, fold_names (given, surname, NULL), stand_in, FALSE, involved);
    }
  if (involved && has_surname)
    {
      add_pattern (self, fold_names (surname, NULL, NULL), stand_in, TRUE, FALSE);
      if (prefix != NULL && *prefix != '\0')
        add_pattern (self, fold_names (prefix, surname, NULL), stand_in, TRUE, FALSE);
    }
}

/**
 * kl_name_mask_apply:
 * @self: a mask
 * @text: (nullable): what somebody wrote
 *
 * A given name that stands alone is hidden when it has its capital, as some names are words too.
 *
 * Returns: (transfer full) (nullable): the same without the names of other children; %NULL for
 *   %NULL
 */
char *
kl_name_mask_apply (const KlNameMask *self, const char *text)
{
  g_autoptr (GArray) words = NULL;
  GString *masked;
  gsize done = 0;

  g_return_val_if_fail (self != NULL, NULL);

  if (text == NULL || g_hash_table_size (self->patterns) == 0)
    return g_strdup (text);

  words = split_words (text);
  masked = g_string_new (NULL);
  for (guint i = 0; i < words->len;)
    {
      const Pattern *pattern = find (self, text, words, i);
      const gsize start = g_array_index (words, Word, i).start;

      if (pattern == NULL)
        {
          i++;
          continue;
        }
      g_string_append_len (masked, text + done, (gssize) (start - done));
      g_string_append (masked, pattern->stand_in);
      i += pattern->words->len;
      done = skip_genitive (text, words, &i, g_array_index (words, Word, i - 1).end);
    }
  g_string_append (masked, text + done);
  return g_string_free (masked, FALSE);
}

/**
 * kl_name_mask_get_stand_in:
 * @group: (nullable): the class of another child
 *
 * Returns: (transfer full): what stands in the place of its name ("een ander kind (groep 5)")
 */
char *
kl_name_mask_get_stand_in (const char *group)
{
  g_autofree char *name = NULL;

  if (group == NULL || *group == '\0')
    return g_strdup (_ ("another child"));

  name = kl_group_name_format (group);
  return g_strdup_printf (_ ("another child (%s)"), name);
}
