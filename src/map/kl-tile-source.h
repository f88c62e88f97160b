/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

#include "kl-tile-cache.h"

G_BEGIN_DECLS

#define KL_TYPE_TILE_SOURCE (kl_tile_source_get_type ())
G_DECLARE_FINAL_TYPE (KlTileSource, kl_tile_source, KL, TILE_SOURCE, GObject)

KlTileSource *kl_tile_source_new (const char *address, KlTileCache *cache);
void kl_tile_source_set_patience (KlTileSource *self, guint deadline, guint rest);
void kl_tile_source_fetch_async (KlTileSource *self,
                                 guint zoom,
                                 guint x,
                                 guint y,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GdkTexture *kl_tile_source_fetch_finish (KlTileSource *self, GAsyncResult *result, GError **error);
void kl_tile_source_stop (KlTileSource *self);
gboolean kl_tile_source_get_trouble (KlTileSource *self);
gboolean kl_tile_source_get_filled (KlTileSource *self);

G_END_DECLS
