/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define KL_TYPE_MAP_INSET (kl_map_inset_get_type ())
G_DECLARE_FINAL_TYPE (KlMapInset, kl_map_inset, KL, MAP_INSET, GtkWidget)

void kl_map_inset_set_map (KlMapInset *self, ShumateMap *map);
void kl_map_inset_set_areas (KlMapInset *self, GPtrArray *areas);
void kl_map_inset_set_selected (KlMapInset *self, const char *const *codes);

G_END_DECLS
