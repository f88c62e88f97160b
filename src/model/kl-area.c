/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-area.h"

#include <math.h>
#include <string.h>

/*
 * A packed outline is little-endian: a byte with the version (1), the number of rings in 32 bits,
 * and for every ring the number of points in 32 bits and then longitude and latitude of each as
 * 32-bit numbers of ten-millionths of a degree, about a centimetre: the 107 buurten of a town
 * take 8 bytes a point where GeoJSON takes 20.
 */

#define VERSION 1
#define HEAD_SIZE 5
#define POINT_SIZE 8
#define SCALE 1e7

/**
 * kl_area_new:
 * @code: its code
 * @name: what it is called
 * @kind: wijk or buurt
 *
 * Returns: (transfer full): an area of which it is not known yet where it lies; free with
 *   kl_area_free()
 */
KlArea *
kl_area_new (const char *code, const char *name, KlAreaKind kind)
{
  KlArea *area = g_new0 (KlArea, 1);

  area->code = g_strdup (code);
  area->name = g_strdup (name);
  area->kind = kind;

  return area;
}

/**
 * kl_area_free:
 * @area: (transfer full) (nullable): an area
 */
void
kl_area_free (KlArea *area)
{
  if (area == NULL)
    return;

  g_free (area->code);
  g_free (area->name);
  g_free (area->parent_code);
  g_free (area->municipality);
  g_free (area->source);
  g_clear_pointer (&area->outline, g_ptr_array_unref);
  g_free (area);
}

static gboolean
is_text_changed (const char *kept, const char *incoming)
{
  return incoming != NULL && *incoming != '\0' && g_strcmp0 (kept, incoming) != 0;
}

static gboolean
is_outline_changed (GPtrArray *kept, GPtrArray *incoming)
{
  g_autoptr (GBytes) before = kept != NULL ? kl_area_outline_pack (kept) : NULL;
  g_autoptr (GBytes) after = incoming != NULL ? kl_area_outline_pack (incoming) : NULL;

  return after != NULL && (before == NULL || !g_bytes_equal (before, after));
}

/**
 * kl_area_is_changed_by:
 * @kept: an area
 * @incoming: the same area from elsewhere
 *
 * What @incoming does not know it does not take away.
 *
 * Returns: whether there is something else in @incoming than in @kept
 */
gboolean
kl_area_is_changed_by (const KlArea *kept, const KlArea *incoming)
{
  g_return_val_if_fail (kept != NULL && incoming != NULL, FALSE);

  return kept->kind != incoming->kind || is_text_changed (kept->name, incoming->name)
         || is_text_changed (kept->parent_code, incoming->parent_code)
         || is_text_changed (kept->municipality, incoming->municipality)
         || is_text_changed (kept->source, incoming->source)
         || (incoming->has_centre
             && (!kept->has_centre || kept->centre.longitude != incoming->centre.longitude
                 || kept->centre.latitude != incoming->centre.latitude))
         || is_outline_changed (kept->outline, incoming->outline);
}

/**
 * kl_areas_dup_sources:
 * @areas: (element-type KlArea): areas
 *
 * Returns: (transfer full) (nullable): whose maps the outlines of @areas are of, each once, or
 *   %NULL when nobody has to be named
 */
char *
kl_areas_dup_sources (GPtrArray *areas)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) sources = g_string_new (NULL);

  g_return_val_if_fail (areas != NULL, NULL);

  for (guint i = 0; i < areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (areas, i);

      if (area->outline != NULL && area->source != NULL && *area->source != '\0'
          && g_hash_table_add (named, area->source))
        g_string_append_printf (sources, "%s%s", sources->len > 0 ? "; " : "", area->source);
    }

  return sources->len > 0 ? g_string_free (g_steal_pointer (&sources), FALSE) : NULL;
}

/**
 * kl_area_outline_new:
 *
 * Returns: (transfer full) (element-type GArray): an outline without rings; each ring is a #GArray
 *   of #KlGeoPoint that the outline takes
 */
GPtrArray *
kl_area_outline_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
}

static void
append_number (GByteArray *packed, guint32 number)
{
  guint32 little = GUINT32_TO_LE (number);

  g_byte_array_append (packed, (const guint8 *) &little, sizeof little);
}

static guint32
read_number (const guint8 *bytes)
{
  guint32 little;

  memcpy (&little, bytes, sizeof little);
  return GUINT32_FROM_LE (little);
}

static double
read_degrees (const guint8 *bytes)
{
  return (gint32) read_number (bytes) / SCALE;
}

/**
 * kl_area_outline_pack:
 * @outline: (element-type GArray): rings of #KlGeoPoint, no further than 180 degrees
 *
 * Returns: (transfer full): the same in as few bytes as a vault keeps it; places are rounded to
 *   about a centimetre
 */
GBytes *
kl_area_outline_pack (GPtrArray *outline)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  const guint8 version = VERSION;

  g_return_val_if_fail (outline != NULL, NULL);

  g_byte_array_append (packed, &version, 1);
  append_number (packed, outline->len);
  for (guint i = 0; i < outline->len; i++)
    {
      const GArray *ring = g_ptr_array_index (outline, i);

      append_number (packed, ring->len);
      for (guint j = 0; j < ring->len; j++)
        {
          const KlGeoPoint *point = &g_array_index (ring, KlGeoPoint, j);

          append_number (packed, (guint32) (gint32) lround (point->longitude * SCALE));
          append_number (packed, (guint32) (gint32) lround (point->latitude * SCALE));
        }
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&packed));
}

static GArray *
unpack_ring (const guint8 *bytes, gsize n_points)
{
  GArray *ring = g_array_sized_new (FALSE, FALSE, sizeof (KlGeoPoint), (guint) n_points);

  for (gsize i = 0; i < n_points; i++)
    {
      const guint8 *place = bytes + i * POINT_SIZE;
      const KlGeoPoint point = { read_degrees (place), read_degrees (place + 4) };

      g_array_append_val (ring, point);
    }

  return ring;
}

/**
 * kl_area_outline_unpack:
 * @bytes: (nullable): a packed outline
 * @size: its size
 *
 * Returns: (transfer full) (nullable) (element-type GArray): the rings, or %NULL when @bytes is no
 *   packed outline
 */
GPtrArray *
kl_area_outline_unpack (gconstpointer bytes, gsize size)
{
  g_autoptr (GPtrArray) outline = kl_area_outline_new ();
  const guint8 *place = bytes;
  const guint8 *end;
  guint32 n_rings;

  if (bytes == NULL || size < HEAD_SIZE || place[0] != VERSION)
    return NULL;

  end = place + size;
  n_rings = read_number (place + 1);
  place += HEAD_SIZE;
  for (guint32 i = 0; i < n_rings; i++)
    {
      guint32 n_points;

      if (end - place < 4)
        return NULL;
      n_points = read_number (place);
      place += 4;
      if ((gsize) (end - place) / POINT_SIZE < n_points)
        return NULL;
      g_ptr_array_add (outline, unpack_ring (place, n_points));
      place += (gsize) n_points * POINT_SIZE;
    }

  return place == end ? g_steal_pointer (&outline) : NULL;
}
