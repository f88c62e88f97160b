/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

G_BEGIN_DECLS

#define KL_TYPE_AREA_LAYER (kl_area_layer_get_type ())
G_DECLARE_FINAL_TYPE (KlAreaLayer, kl_area_layer, KL, AREA_LAYER, ShumateLayer)

KlAreaLayer *kl_area_layer_new (ShumateViewport *viewport);
void kl_area_layer_set_areas (KlAreaLayer *self, GPtrArray *areas);
void kl_area_layer_set_selected (KlAreaLayer *self, const char *const *codes);
void kl_area_layer_set_over_tiles (KlAreaLayer *self, gboolean over_tiles);

G_END_DECLS
