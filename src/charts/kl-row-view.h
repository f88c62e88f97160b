/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-view-row.h"

G_BEGIN_DECLS

#define KL_TYPE_ROW_VIEW (kl_row_view_get_type ())
G_DECLARE_FINAL_TYPE (KlRowView, kl_row_view, KL, ROW_VIEW, GtkWidget)

GtkWidget *kl_row_view_new (void);
void kl_row_view_set_model (KlRowView *self, GListModel *model);

void kl_row_view_scroll_to (KlRowView *self, guint position, gboolean focus);
KlViewRow *kl_row_view_get_row (KlRowView *self, guint position);

G_END_DECLS
