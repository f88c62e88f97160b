/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-geojson.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Any bytes as a map: no crash, an error of our own or areas with a name, with closed
 * rings and with every position on earth.
 */

#define MAX_MESSAGE 400

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static void
check_area (const KlGeoArea *area)
{
  g_assert_true (g_utf8_validate (area->name, -1, NULL));
  g_assert_true (fabs (area->centre.latitude) <= 90 && fabs (area->centre.longitude) <= 180);
  for (guint i = 0; i < area->n_rings; i++)
    {
      const KlGeoRing *ring = &area->rings[i];

      g_assert_cmpuint (ring->n_points, >=, 4);
      g_assert_cmpfloat (ring->points[0].latitude, ==, ring->points[ring->n_points - 1].latitude);
      for (guint j = 0; j < ring->n_points; j++)
        g_assert_true (fabs (ring->points[j].latitude) <= 90
                       && fabs (ring->points[j].longitude) <= 180);
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlGeoJson) geojson = kl_geojson_read (bytes, NULL, NULL, NULL, &error);

  if (geojson == NULL)
    {
      g_assert_true (error->domain == KL_IMPORT_ERROR);
      g_assert_cmpuint (strlen (error->message), <, MAX_MESSAGE);
      return 0;
    }

  for (guint i = 0; i < geojson->n_areas; i++)
    check_area (&geojson->areas[i]);
  for (guint i = 0; i < geojson->n_problems; i++)
    g_free (kl_geo_problem_to_string (&geojson->problems[i]));

  return 0;
}
