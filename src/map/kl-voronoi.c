/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-voronoi.h"

#include <geos_c.h>
#include <math.h>

/*
 * Where only the centres of neighbourhoods are known, each gets what lies nearest to it.
 * GEOS makes the cells, right also for centres in a line or nearly in one place.
 */

/* How far the outermost cells reach beyond their centres, in mean distances of centres. */
#define REACH 0.6
/* Segments to a quarter of the round corners. */
#define ROUNDNESS 8
/* For one point alone, in degrees north: half a kilometre. */
#define LONE_REACH 0.005

typedef struct
{
  GEOSContextHandle_t geos;
  double shrink; /* a degree east in degrees north */
} Ground;

/* Auxiliary functions */

static GEOSGeometry *
make_point (const Ground *ground, const KlGeoPoint *point)
{
  return GEOSGeom_createPointFromXY_r (ground->geos, point->longitude * ground->shrink,
                                       point->latitude);
}

static GEOSGeometry *
make_points (const Ground *ground, const KlGeoPoint *points, guint n_points)
{
  g_autofree GEOSGeometry **geometries = g_new (GEOSGeometry *, n_points);

  for (guint i = 0; i < n_points; i++)
    geometries[i] = make_point (ground, &points[i]);

  return GEOSGeom_createCollection_r (ground->geos, GEOS_MULTIPOINT, geometries, n_points);
}

/* The centres' hull, grown by what a cell of the mean size measures across. */
static GEOSGeometry *
make_edge (const Ground *ground, const GEOSGeometry *points, guint n_points)
{
  GEOSGeometry *hull = GEOSConvexHull_r (ground->geos, points);
  GEOSGeometry *edge = NULL;
  double area = 0, length = 0, mean;

  if (hull == NULL)
    return NULL;

  GEOSArea_r (ground->geos, hull, &area);
  GEOSLength_r (ground->geos, hull, &length);
  mean = MAX (sqrt (area / n_points), length / 2 / n_points);
  edge = GEOSBuffer_r (ground->geos, hull, MAX (mean * REACH, LONE_REACH), ROUNDNESS);
  GEOSGeom_destroy_r (ground->geos, hull);

  return edge;
}

static GArray *
read_ring (const Ground *ground, const GEOSGeometry *ring)
{
  GArray *points = g_array_new (FALSE, FALSE, sizeof (KlGeoPoint));
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r (ground->geos, ring);
  unsigned int n = 0;

  GEOSCoordSeq_getSize_r (ground->geos, sequence, &n);
  /* The last is the first again. */
  for (unsigned int i = 0; i + 1 < n; i++)
    {
      KlGeoPoint point;

      GEOSCoordSeq_getXY_r (ground->geos, sequence, i, &point.longitude, &point.latitude);
      point.longitude /= ground->shrink;
      g_array_append_val (points, point);
    }

  return points;
}

/* A cell and an edge that are both convex have one ring in common. */
static GPtrArray *
clip (const Ground *ground, const GEOSGeometry *cell, const GEOSGeometry *edge)
{
  GEOSGeometry *common = GEOSIntersection_r (ground->geos, cell, edge);
  GPtrArray *outline = NULL;

  if (common != NULL && GEOSGeomTypeId_r (ground->geos, common) == GEOS_POLYGON
      && GEOSisEmpty_r (ground->geos, common) == 0)
    {
      outline = kl_area_outline_new ();
      g_ptr_array_add (outline, read_ring (ground, GEOSGetExteriorRing_r (ground->geos, common)));
    }
  if (common != NULL)
    GEOSGeom_destroy_r (ground->geos, common);

  return outline;
}

static gboolean
holds (const Ground *ground, const GEOSGeometry *cell, const KlGeoPoint *point)
{
  GEOSGeometry *place = make_point (ground, point);
  const gboolean inside = GEOSIntersects_r (ground->geos, cell, place) == 1;

  GEOSGeom_destroy_r (ground->geos, place);
  return inside;
}

/* Centres in one place share a cell. */
static void
clip_cells (const Ground *ground,
            const GEOSGeometry *diagram,
            const GEOSGeometry *edge,
            const KlGeoPoint *points,
            GPtrArray *outlines)
{
  const int n_cells = GEOSGetNumGeometries_r (ground->geos, diagram);

  for (int i = 0; i < n_cells; i++)
    {
      const GEOSGeometry *cell = GEOSGetGeometryN_r (ground->geos, diagram, i);

      for (guint j = 0; j < outlines->len; j++)
        if (g_ptr_array_index (outlines, j) == NULL && holds (ground, cell, &points[j]))
          g_ptr_array_index (outlines, j) = clip (ground, cell, edge);
    }
}

static gboolean
are_together (const KlGeoPoint *points, guint n_points)
{
  for (guint i = 1; i < n_points; i++)
    if (points[i].longitude != points[0].longitude || points[i].latitude != points[0].latitude)
      return FALSE;

  return TRUE;
}

static void
fill_outlines (const Ground *ground,
               const GEOSGeometry *centres,
               const GEOSGeometry *edge,
               const KlGeoPoint *points,
               GPtrArray *outlines)
{
  GEOSGeometry *diagram;

  if (are_together (points, outlines->len))
    {
      for (guint i = 0; i < outlines->len; i++)
        g_ptr_array_index (outlines, i) = clip (ground, edge, edge);
      return;
    }

  diagram = GEOSVoronoiDiagram_r (ground->geos, centres, edge, 0, 0);
  if (diagram == NULL)
    return;
  clip_cells (ground, diagram, edge, points, outlines);
  GEOSGeom_destroy_r (ground->geos, diagram);
}

static void
free_outline (gpointer outline)
{
  if (outline != NULL)
    g_ptr_array_unref (outline);
}

/* Public API */

/**
 * kl_voronoi_cells:
 * @points: (array length=n_points): centres, in degrees
 * @n_points: how many there are
 *
 * Divides the ground about the centres so that every place belongs to the nearest. The
 * outermost cells end where a round edge about all centres is.
 *
 * Returns: (transfer full) (element-type GPtrArray): for every centre an outline as in #KlArea;
 *   centres in one place have the same
 */
GPtrArray *
kl_voronoi_cells (const KlGeoPoint *points, guint n_points)
{
  GPtrArray *outlines = g_ptr_array_new_with_free_func (free_outline);
  GEOSGeometry *centres, *edge;
  Ground ground;

  g_return_val_if_fail (points != NULL || n_points == 0, outlines);

  if (n_points == 0)
    return outlines;

  g_ptr_array_set_size (outlines, (int) n_points);
  ground.geos = GEOS_init_r ();
  ground.shrink = MAX (0.01, cos (points[0].latitude * G_PI / 180.0));
  centres = make_points (&ground, points, n_points);
  edge = make_edge (&ground, centres, n_points);
  if (edge != NULL)
    {
      fill_outlines (&ground, centres, edge, points, outlines);
      GEOSGeom_destroy_r (ground.geos, edge);
    }
  GEOSGeom_destroy_r (ground.geos, centres);
  GEOS_finish_r (ground.geos);

  return outlines;
}

/**
 * kl_voronoi_fill_areas:
 * @areas: (element-type KlArea): wijken or buurten
 *
 * Gives an outline to the areas of which only the centre is known, when none has a real one:
 * cells beside real outlines would lie over them.
 */
void
kl_voronoi_fill_areas (GPtrArray *areas)
{
  g_autoptr (GArray) centres = g_array_new (FALSE, FALSE, sizeof (KlGeoPoint));
  g_autoptr (GPtrArray) outlines = NULL;

  g_return_if_fail (areas != NULL);

  for (guint i = 0; i < areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (areas, i);

      if (area->outline != NULL)
        return;
      if (area->has_centre)
        g_array_append_val (centres, area->centre);
    }

  outlines = kl_voronoi_cells ((const KlGeoPoint *) centres->data, centres->len);
  for (guint i = 0, next = 0; i < areas->len; i++)
    {
      KlArea *area = g_ptr_array_index (areas, i);

      if (area->has_centre)
        area->outline = g_steal_pointer (&g_ptr_array_index (outlines, next++));
    }
}
