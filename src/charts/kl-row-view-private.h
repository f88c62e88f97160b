/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-row-heights.h"
#include "kl-row-set.h"
#include "kl-row-view.h"

/* What the list shares with its keyboard. */

G_BEGIN_DECLS

struct _KlRowView
{
  GtkWidget parent_instance;

  GListModel *model;
  KlRowHeights *heights;
  KlRowSet *rows;
  GtkAdjustment *adjustments[2];
  GtkScrollablePolicy policies[2];

  int width;
  int height;
  double value;      /* where the view begins */
  guint anchor;      /* a row in sight */
  double anchor_top; /* where it begins */
  guint first;       /* in sight */
  guint last;
  guint focus_position;
  guint wanted; /* to be brought into view when there is a size, or GTK_INVALID_LIST_POSITION */
  guint idle;
  guint rest_timer;
  gboolean incomplete; /* rows around what is in sight are still to be made or measured */
  gboolean configuring;
};

guint kl_row_view_get_n_rows (KlRowView *self);
KlViewRow *kl_row_view_ensure_row (KlRowView *self, guint position);
KlViewRow *kl_row_view_get_focus_row (KlRowView *self);
void kl_row_view_reveal_row (KlRowView *self, guint position);

gboolean kl_row_view_focus_row (KlRowView *self, guint position, GtkDirectionType direction);
void kl_row_view_class_add_keys (GtkWidgetClass *widget_class);

G_END_DECLS
