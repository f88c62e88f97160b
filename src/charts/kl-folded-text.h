/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_FOLDED_TEXT (kl_folded_text_get_type ())
G_DECLARE_FINAL_TYPE (KlFoldedText, kl_folded_text, KL, FOLDED_TEXT, GtkWidget)

void kl_folded_text_set_markup (KlFoldedText *self, const char *markup);
void kl_folded_text_set_expanded (KlFoldedText *self, gboolean expanded);
void kl_folded_text_set_suffix (KlFoldedText *self, GtkWidget *suffix);

G_END_DECLS
