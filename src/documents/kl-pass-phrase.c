/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pass-phrase.h"

#include <sodium.h>

#include "vault/kl-recovery-words.h"

/**
 * kl_pass_phrase_new:
 *
 * Makes a pass-phrase for a document: words that can be told by phone and typed as they are heard,
 * in small letters with a space between. They come from the list of recovery words, which has no
 * two that are mistaken for each other.
 *
 * Returns: (transfer full): the phrase as a text
 */
KlSecret *
kl_pass_phrase_new (void)
{
  g_autoptr (KlSecret) random = kl_recovery_words_new ();
  g_autoptr (GString) words = g_string_sized_new (128);
  KlSecret *phrase;

  for (guint i = 0; i < KL_PASS_PHRASE_WORDS; i++)
    g_string_append_printf (words, "%s%s", i > 0 ? " " : "",
                            kl_recovery_words_get_word (random, i + 1));
  phrase = kl_secret_new_text (words->str);
  sodium_memzero (words->str, words->allocated_len);

  return phrase;
}
