/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-tile-image.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Map pictures come from outside and are not trusted: only PNG and JPEG of the size that they
 * ought to have are unpacked, so that a few bytes do not become a picture of gigabytes. The size
 * is read from their head here, as GDK tells it only after unpacking.
 */

#define JPEG_START 0xd8
#define JPEG_SCAN 0xda

/* Auxiliary functions */

static guint
read_number (const guint8 *data, guint n_bytes)
{
  guint number = 0;

  for (guint i = 0; i < n_bytes; i++)
    number = number << 8 | data[i];

  return number;
}

static gboolean
read_png_size (const guint8 *data, gsize length, guint *width, guint *height)
{
  static const guint8 start[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n',
                                  0,    0,   0,   13,  'I',  'H',  'D',  'R' };

  if (length < sizeof start + 8 || memcmp (data, start, sizeof start) != 0)
    return FALSE;

  *width = read_number (data + sizeof start, 4);
  *height = read_number (data + sizeof start + 4, 4);
  return TRUE;
}

/* The parts that tell how a picture is coded; others have these numbers too. */
static gboolean
is_frame (guint8 marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean
read_jpeg_size (const guint8 *data, gsize length, guint *width, guint *height)
{
  gsize at = 2;

  if (length < 4 || data[0] != 0xff || data[1] != JPEG_START)
    return FALSE;

  while (at + 9 < length && data[at] == 0xff && data[at + 1] != JPEG_SCAN)
    {
      if (is_frame (data[at + 1]))
        {
          *height = read_number (data + at + 5, 2);
          *width = read_number (data + at + 7, 2);
          return TRUE;
        }
      at += 2 + read_number (data + at + 2, 2);
    }

  return FALSE;
}

/* Public API */

/**
 * kl_tile_image_read:
 * @bytes: what a server of map pictures sent
 * @error: return location
 *
 * May be called in any thread.
 *
 * Returns: (transfer full) (nullable): the picture, 256 or 512 pixels square
 */
GdkTexture *
kl_tile_image_read (GBytes *bytes, GError **error)
{
  gsize length;
  const guint8 *data;
  guint width = 0, height = 0;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &length);
  if (length > KL_TILE_IMAGE_MAX_BYTES
      || (!read_png_size (data, length, &width, &height)
          && !read_jpeg_size (data, length, &width, &height))
      || width != height || (width != 256 && width != 512))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                           _ ("The server sent something else than a map picture."));
      return NULL;
    }

  return gdk_texture_new_from_bytes (bytes, error);
}
