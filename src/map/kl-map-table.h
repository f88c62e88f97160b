/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TYPE_MAP_TABLE (kl_map_table_get_type ())
G_DECLARE_FINAL_TYPE (KlMapTable, kl_map_table, KL, MAP_TABLE, GtkWidget)

void kl_map_table_set_entries (KlMapTable *self, GPtrArray *entries);
void kl_map_table_set_narrow (KlMapTable *self, gboolean narrow);
void kl_map_table_set_filter (KlMapTable *self, int ring);

G_END_DECLS
