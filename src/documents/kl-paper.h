/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_PAPER (kl_paper_get_type ())
G_DECLARE_FINAL_TYPE (KlPaper, kl_paper, KL, PAPER, GtkWidget)

void kl_paper_set_size (KlPaper *self, int width, int height);
void kl_paper_set_texture (KlPaper *self, GdkTexture *texture);
GdkTexture *kl_paper_get_texture (KlPaper *self);
void kl_paper_set_words (KlPaper *self, const char *name, const char *text);
void kl_paper_set_marks (KlPaper *self, GArray *marks, guint current);
const char *kl_paper_get_text (KlPaper *self);

G_END_DECLS
