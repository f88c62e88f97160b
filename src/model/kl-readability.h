/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a child of a primary school reads with ease. */
#define KL_READABILITY_CHILD 80.0
#define KL_READABILITY_CHILD_WORDS 12

/**
 * KlReadability:
 * @n_long: sentences of more words than was asked
 * @longest: words in the longest sentence
 * @index: Flesch-Douma for Dutch: 100 is very easy, 60 ordinary, below 30 for specialists; 0 to
 *   120, and 120 for a text without words
 */
typedef struct
{
  guint n_sentences;
  guint n_words;
  guint n_syllables;
  guint n_long;
  guint longest;
  double index;
} KlReadability;

guint kl_readability_count_syllables (const char *word);
void kl_readability_measure (const char *text, guint max_words, KlReadability *readability);
const char *kl_readability_get_label (double index);
char *kl_readability_format (const KlReadability *readability);

G_END_DECLS
