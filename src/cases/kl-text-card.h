/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *kl_text_cards_new (void);
void kl_text_cards_append (GtkWidget *cards, GtkWidget *card);
GtkWidget *kl_text_card_new (const char *heading, const char *detail, const char *text);
void kl_text_card_add_line (GtkWidget *card, const char *line);

G_END_DECLS
