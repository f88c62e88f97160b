/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <shumate/shumate.h>

#include "kl-tile-cache.h"

G_BEGIN_DECLS

#define KL_TYPE_WIJK_TILES (kl_wijk_tiles_get_type ())
G_DECLARE_FINAL_TYPE (KlWijkTiles, kl_wijk_tiles, KL, WIJK_TILES, GObject)

KlWijkTiles *kl_wijk_tiles_new (ShumateMap *map, ShumateLayer *above);
void kl_wijk_tiles_set_cache (KlWijkTiles *self, KlTileCache *cache);
void kl_wijk_tiles_set_patience (KlWijkTiles *self, guint deadline, guint rest);
gboolean kl_wijk_tiles_get_filled (KlWijkTiles *self);
gboolean kl_wijk_tiles_get_trouble (KlWijkTiles *self);
char *kl_wijk_tiles_dup_attribution (KlWijkTiles *self);
void kl_wijk_tiles_remove (KlWijkTiles *self);

G_END_DECLS
