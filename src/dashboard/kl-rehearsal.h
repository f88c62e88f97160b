/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-date.h"
#include "model/kl-item.h"

G_BEGIN_DECLS

KlItem *kl_rehearsal_create_dashboard (KlDate today);
void kl_rehearsal_keep_rows (GListModel *rehearsed, GPtrArray *items, GtkSorter *sorter);
void kl_rehearsal_draw_text (GtkWidget *widget);
GPtrArray *kl_rehearsal_load_icons (GtkWidget *widget);

G_END_DECLS
