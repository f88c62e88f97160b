/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "map/kl-voronoi.h"

#include <math.h>

/* What is asked of cells, over and over with other centres. */

#define N_ROUNDS 60
#define N_PROBES 400
#define NORTH 51.7
#define EAST 5.3

/* Auxiliary functions */

static double
get_shrink (const KlGeoPoint *points)
{
  return cos (points[0].latitude * G_PI / 180.0);
}

static gboolean
contains (GPtrArray *outline, KlGeoPoint point)
{
  gboolean inside = FALSE;

  for (guint r = 0; r < outline->len; r++)
    {
      const GArray *ring = g_ptr_array_index (outline, r);

      for (guint i = 0; i < ring->len; i++)
        {
          const KlGeoPoint a = g_array_index (ring, KlGeoPoint, i);
          const KlGeoPoint b = g_array_index (ring, KlGeoPoint, (i + 1) % ring->len);

          if ((a.latitude > point.latitude) != (b.latitude > point.latitude)
              && point.longitude < (b.longitude - a.longitude) * (point.latitude - a.latitude)
                                       / (b.latitude - a.latitude)
                                     + a.longitude)
            inside = !inside;
        }
    }

  return inside;
}

static double
measure (GPtrArray *outline)
{
  const GArray *ring = g_ptr_array_index (outline, 0);
  double sum = 0;

  for (guint i = 0; i < ring->len; i++)
    {
      const KlGeoPoint a = g_array_index (ring, KlGeoPoint, i);
      const KlGeoPoint b = g_array_index (ring, KlGeoPoint, (i + 1) % ring->len);

      sum +=
        (a.longitude - EAST) * (b.latitude - NORTH) - (b.longitude - EAST) * (a.latitude - NORTH);
    }

  return fabs (sum) / 2;
}

static guint
find_nearest (const KlGeoPoint *points, guint n, KlGeoPoint probe)
{
  const double shrink = get_shrink (points);
  guint best = 0;
  double least = G_MAXDOUBLE;

  for (guint i = 0; i < n; i++)
    {
      const double distance = hypot ((points[i].longitude - probe.longitude) * shrink,
                                     points[i].latitude - probe.latitude);

      if (distance < least)
        {
          least = distance;
          best = i;
        }
    }

  return best;
}

/* Cases */

/* Each centre lies in its own cell, every place in one cell at most and in that of the nearest. */
static void
test_nearest (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      const guint n = (guint) g_test_rand_int_range (2, 120);
      g_autofree KlGeoPoint *points = g_new (KlGeoPoint, n);
      g_autoptr (GPtrArray) cells = NULL;

      for (guint i = 0; i < n; i++)
        points[i] =
          (KlGeoPoint) { EAST + g_test_rand_double () * .2, NORTH + g_test_rand_double () * .1 };
      cells = kl_voronoi_cells (points, n);
      g_assert_cmpuint (cells->len, ==, n);
      for (guint i = 0; i < n; i++)
        g_assert_true (contains (g_ptr_array_index (cells, i), points[i]));
      for (guint i = 0; i < N_PROBES; i++)
        {
          const KlGeoPoint probe = { EAST - .05 + g_test_rand_double () * .3,
                                     NORTH - .05 + g_test_rand_double () * .2 };
          guint n_holding = 0;

          for (guint j = 0; j < n; j++)
            if (contains (g_ptr_array_index (cells, j), probe))
              {
                g_assert_cmpuint (find_nearest (points, n, probe), ==, j);
                n_holding++;
              }
          g_assert_cmpuint (n_holding, <=, 1);
        }
    }
}

/* Nothing is left open between the cells: together they are as large as what holds them. */
static void
test_tiling (void)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      const guint n = (guint) g_test_rand_int_range (3, 60);
      g_autofree KlGeoPoint *points = g_new (KlGeoPoint, n);
      g_autoptr (GPtrArray) cells = NULL;

      for (guint i = 0; i < n; i++)
        points[i] =
          (KlGeoPoint) { EAST + g_test_rand_double () * .2, NORTH + g_test_rand_double () * .1 };
      cells = kl_voronoi_cells (points, n);
      for (guint i = 0; i < N_PROBES; i++)
        {
          /* Between any two centres there is a cell, as the edge is round about all. */
          const guint a = (guint) g_test_rand_int_range (0, (int) n);
          const guint b = (guint) g_test_rand_int_range (0, (int) n);
          const double part = g_test_rand_double ();
          const KlGeoPoint probe = {
            points[a].longitude + part * (points[b].longitude - points[a].longitude),
            points[a].latitude + part * (points[b].latitude - points[a].latitude),
          };

          g_assert_true (
            contains (g_ptr_array_index (cells, find_nearest (points, n, probe)), probe));
        }
    }
}

static void
test_few (void)
{
  static const KlGeoPoint one[] = { { EAST, NORTH } };
  static const KlGeoPoint same[] = { { EAST, NORTH }, { EAST, NORTH } };
  static const KlGeoPoint doubled[] = { { EAST, NORTH }, { EAST + .1, NORTH }, { EAST, NORTH } };
  static const KlGeoPoint row[] = { { EAST, NORTH }, { EAST + .1, NORTH }, { EAST + .2, NORTH } };
  g_autoptr (GPtrArray) none = kl_voronoi_cells (NULL, 0);
  g_autoptr (GPtrArray) lone = kl_voronoi_cells (one, 1);
  g_autoptr (GPtrArray) together = kl_voronoi_cells (same, 2);
  g_autoptr (GPtrArray) shared = kl_voronoi_cells (doubled, 3);
  g_autoptr (GPtrArray) line = kl_voronoi_cells (row, 3);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_true (contains (g_ptr_array_index (lone, 0), one[0]));
  g_assert_true (contains (g_ptr_array_index (together, 1), same[1]));
  g_assert_cmpfloat_with_epsilon (measure (g_ptr_array_index (shared, 0)),
                                  measure (g_ptr_array_index (shared, 2)), 1e-12);
  for (guint i = 0; i < 3; i++)
    g_assert_true (contains (g_ptr_array_index (line, i), row[i]));
  /* The border stands halfway. */
  g_assert_true (
    contains (g_ptr_array_index (line, 0), (KlGeoPoint) { EAST + .0499, NORTH + .001 }));
  g_assert_true (
    contains (g_ptr_array_index (line, 1), (KlGeoPoint) { EAST + .0501, NORTH + .001 }));
}

static void
test_areas (void)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);
  KlArea *area;

  for (guint i = 0; i < 4; i++)
    {
      area = kl_area_new ("WK1", "West", KL_AREA_WIJK);
      area->has_centre = i != 2;
      area->centre = (KlGeoPoint) { EAST + i * .01, NORTH };
      g_ptr_array_add (areas, area);
    }
  kl_voronoi_fill_areas (areas);
  g_assert_null (((KlArea *) g_ptr_array_index (areas, 2))->outline);
  for (guint i = 0; i < 4; i++)
    if (i != 2)
      {
        area = g_ptr_array_index (areas, i);
        g_assert_true (contains (area->outline, area->centre));
      }

  /* A real outline is left alone, and nothing is put beside it. */
  g_clear_pointer (&area->outline, g_ptr_array_unref);
  kl_voronoi_fill_areas (areas);
  g_assert_null (area->outline);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/voronoi/nearest", test_nearest);
  g_test_add_func ("/voronoi/tiling", test_tiling);
  g_test_add_func ("/voronoi/few", test_few);
  g_test_add_func ("/voronoi/areas", test_areas);

  return g_test_run ();
}
