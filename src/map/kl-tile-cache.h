/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KL_TILE_CACHE_LIMIT (G_GUINT64_CONSTANT (50) * 1024 * 1024)

/**
 * KlTileCache:
 *
 * Map pictures that came in before, in files. May be used from any thread.
 */
typedef struct _KlTileCache KlTileCache;

KlTileCache *kl_tile_cache_new (const char *folder, guint64 limit);
KlTileCache *kl_tile_cache_new_default (void);
KlTileCache *kl_tile_cache_ref (KlTileCache *cache);
void kl_tile_cache_unref (KlTileCache *cache);
GBytes *kl_tile_cache_read (KlTileCache *cache, const char *address, gint64 *age);
void kl_tile_cache_write (KlTileCache *cache, const char *address, GBytes *bytes);
guint64 kl_tile_cache_get_size (KlTileCache *cache);
gboolean kl_tile_cache_clear (KlTileCache *cache, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlTileCache, kl_tile_cache_unref)

G_END_DECLS
