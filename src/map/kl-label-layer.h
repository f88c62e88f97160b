/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "kl-map-names.h"
#include "model/kl-area.h"

G_BEGIN_DECLS

#define KL_TYPE_LABEL_LAYER (kl_label_layer_get_type ())
G_DECLARE_FINAL_TYPE (KlLabelLayer, kl_label_layer, KL, LABEL_LAYER, ShumateLayer)

KlLabelLayer *kl_label_layer_new (ShumateViewport *viewport);
void kl_label_layer_clear (KlLabelLayer *self);
void kl_label_layer_add_pin (KlLabelLayer *self,
                             const KlGeoPoint *place,
                             double half_width,
                             double top,
                             double bottom,
                             KlMapNameStyle style,
                             const char *text,
                             const char *second);
void kl_label_layer_add_area (KlLabelLayer *self,
                              const KlGeoPoint *place,
                              double width,
                              const char *text);

G_END_DECLS
