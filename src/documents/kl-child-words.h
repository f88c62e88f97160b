/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KL_TYPE_CHILD_WORDS (kl_child_words_get_type ())
G_DECLARE_FINAL_TYPE (KlChildWords, kl_child_words, KL, CHILD_WORDS, AdwPreferencesGroup)

void kl_child_words_set_text (KlChildWords *self, const char *text);
char *kl_child_words_dup_text (KlChildWords *self);
gboolean kl_child_words_get_small (KlChildWords *self);

G_END_DECLS
