/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_VIEW_ROW (kl_view_row_get_type ())
G_DECLARE_FINAL_TYPE (KlViewRow, kl_view_row, KL, VIEW_ROW, GtkWidget)

GtkWidget *kl_view_row_new (void);

void kl_view_row_set_child (KlViewRow *self, GtkWidget *child);
GtkWidget *kl_view_row_get_child (KlViewRow *self);
void kl_view_row_set_label (KlViewRow *self, const char *label);
void kl_view_row_set_kept (KlViewRow *self, gboolean kept);
gboolean kl_view_row_get_kept (KlViewRow *self);

void kl_view_row_set_item (KlViewRow *self, gpointer item);
gpointer kl_view_row_get_item (KlViewRow *self);
void kl_view_row_set_position (KlViewRow *self, guint position, guint n_rows);
guint kl_view_row_get_position (KlViewRow *self);
void kl_view_row_set_next (KlViewRow *self, KlViewRow *next);

G_END_DECLS
