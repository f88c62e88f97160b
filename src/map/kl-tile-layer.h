/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "kl-tile-source.h"

G_BEGIN_DECLS

#define KL_TYPE_TILE_LAYER (kl_tile_layer_get_type ())
G_DECLARE_FINAL_TYPE (KlTileLayer, kl_tile_layer, KL, TILE_LAYER, ShumateLayer)

KlTileLayer *kl_tile_layer_new (ShumateViewport *viewport, KlTileSource *source);

G_END_DECLS
