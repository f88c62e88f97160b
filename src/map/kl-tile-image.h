/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KL_TILE_IMAGE_MAX_BYTES (1024 * 1024)

GdkTexture *kl_tile_image_read (GBytes *bytes, GError **error);

G_END_DECLS
