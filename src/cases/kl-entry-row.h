/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-item.h"

G_BEGIN_DECLS

#define KL_TYPE_ENTRY_ROW (kl_entry_row_get_type ())
G_DECLARE_FINAL_TYPE (KlEntryRow, kl_entry_row, KL, ENTRY_ROW, GtkWidget)

GtkWidget *kl_entry_row_new (void);
void kl_entry_row_set_item (KlEntryRow *self, KlItem *item);
KlItem *kl_entry_row_get_item (KlEntryRow *self);
void kl_entry_row_set_edges (KlEntryRow *self, gboolean first, gboolean last);
void kl_entry_row_set_narrow (KlEntryRow *self, gboolean narrow);
void kl_entry_row_flash (KlEntryRow *self);

G_END_DECLS
