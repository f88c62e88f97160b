/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KL_TILE_ADDRESS_ERROR (kl_tile_address_error_quark ())
GQuark kl_tile_address_error_quark (void);

typedef enum
{
  KL_TILE_ADDRESS_ERROR_URI,
  KL_TILE_ADDRESS_ERROR_SCHEME,
  KL_TILE_ADDRESS_ERROR_SECRET,
  KL_TILE_ADDRESS_ERROR_PLACES,
} KlTileAddressError;

gboolean kl_tile_address_check (const char *address, GError **error);
char *kl_tile_address_fill (const char *address, guint zoom, guint x, guint y);
char *kl_tile_address_dup_host (const char *address);

G_END_DECLS
