/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-geojson-private.h"

#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Any bytes as a map: no crash, an error of our own or areas with a name, with closed
 * rings and with every position on earth, which come over from a worker as they are. And any
 * bytes as what a worker answers.
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

static void
check_answer (const KlGeoJson *geojson)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KlGeoJson) decoded = NULL;

  kl_geojson_encode (geojson, answer);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&answer));
  decoded = kl_geojson_decode (bytes, kl_geojson_get_limits ());
  g_assert_nonnull (decoded);
  g_assert_cmpuint (decoded->n_areas, ==, geojson->n_areas);
  g_assert_cmpuint (decoded->n_problems, ==, geojson->n_problems);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlGeoJson) geojson = kl_geojson_read (bytes, NULL, NULL, NULL, &error);
  g_autoptr (KlGeoJson) answered = NULL;

  answered = kl_geojson_decode (bytes, kl_geojson_get_limits ());
  for (guint i = 0; answered != NULL && i < answered->n_areas; i++)
    check_area (&answered->areas[i]);

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
  check_answer (geojson);

  return 0;
}
