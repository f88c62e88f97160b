/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void kl_spelling_init (void);
void kl_spelling_attach (GtkTextView *view);
GtkTextTag *kl_spelling_get_tag (GtkTextView *view);

G_END_DECLS
