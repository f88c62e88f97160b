/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-outline-check.h"

#include <geos_c.h>
#include <math.h>

/*
 * GEOS knows when outlines cross themselves or each other, with arithmetic that is right
 * for points that nearly touch, and says where.
 */

/* How near to the best place for a name is near enough, in parts of the outline's extent. */
#define CENTRE_PRECISION 0.01

struct _KlOutlineChecker
{
  GEOSContextHandle_t geos;
  gint64 deadline;
};

/*
 * Rounded positions may cross by a hair. What a repair changes to at most this part of the
 * surface, nobody sees when it is filled.
 */
#define MAX_REPAIR 0.001

/* GEOS asks in the thread that works whether it should go on, without saying for whom. */
static GPrivate working = G_PRIVATE_INIT (NULL);

/* Auxiliary functions */

static void
watch_time (void)
{
  KlOutlineChecker *self = g_private_get (&working);

  if (self != NULL && g_get_monotonic_time () > self->deadline)
    GEOS_interruptRequest ();
}

static gpointer
start_watching (gpointer data)
{
  GEOS_interruptRegisterCallback (watch_time);
  return NULL;
}

/* A degree of longitude is as short there as the place is north. */
static double
get_shrink (const KlGeoRing *rings)
{
  return cos (rings[0].points[0].latitude * G_PI / 180.0);
}

static GEOSGeometry *
make_ring (KlOutlineChecker *self, const KlGeoRing *ring, double shrink)
{
  g_autofree double *numbers = g_new (double, 2 * (gsize) ring->n_points);
  GEOSCoordSequence *sequence;

  for (guint i = 0; i < ring->n_points; i++)
    {
      numbers[2 * i] = ring->points[i].longitude * shrink;
      numbers[2 * i + 1] = ring->points[i].latitude;
    }
  sequence = GEOSCoordSeq_copyFromBuffer_r (self->geos, numbers, ring->n_points, 0, 0);

  return sequence != NULL ? GEOSGeom_createLinearRing_r (self->geos, sequence) : NULL;
}

/* Takes the rings of one polygon from @first on; the first is its outside. */
static GEOSGeometry *
make_polygon (KlOutlineChecker *self,
              const KlGeoRing *rings,
              guint n_rings,
              guint *next,
              double shrink)
{
  const guint first = *next;
  g_autoptr (GPtrArray) holes = g_ptr_array_new ();
  GEOSGeometry *shell = make_ring (self, &rings[first], shrink);

  for (*next = first + 1; *next < n_rings && rings[*next].polygon == rings[first].polygon;
       (*next)++)
    {
      GEOSGeometry *hole = make_ring (self, &rings[*next], shrink);

      if (hole != NULL)
        g_ptr_array_add (holes, hole);
    }
  if (shell != NULL)
    return GEOSGeom_createPolygon_r (self->geos, shell, (GEOSGeometry **) holes->pdata, holes->len);

  for (guint i = 0; i < holes->len; i++)
    GEOSGeom_destroy_r (self->geos, g_ptr_array_index (holes, i));
  return NULL;
}

static GEOSGeometry *
make_geometry (KlOutlineChecker *self, const KlGeoRing *rings, guint n_rings, double shrink)
{
  g_autoptr (GPtrArray) polygons = g_ptr_array_new ();

  for (guint next = 0; next < n_rings;)
    {
      GEOSGeometry *polygon = make_polygon (self, rings, n_rings, &next, shrink);

      if (polygon != NULL)
        g_ptr_array_add (polygons, polygon);
    }

  return GEOSGeom_createCollection_r (self->geos, GEOS_MULTIPOLYGON,
                                      (GEOSGeometry **) polygons->pdata, polygons->len);
}

static void
get_point (KlOutlineChecker *self, const GEOSGeometry *point, double shrink, KlGeoPoint *result)
{
  double x = 0, y = 0;

  if (point != NULL && GEOSGeomGetX_r (self->geos, point, &x) == 1
      && GEOSGeomGetY_r (self->geos, point, &y) == 1)
    *result = (KlGeoPoint) { x / shrink, y };
}

/* The middle of the largest circle that fits: a centroid may lie outside a bent outline. */
static void
find_centre (KlOutlineChecker *self, const GEOSGeometry *shape, double shrink, KlGeoPoint *centre)
{
  double left = 0, right = 0, bottom = 0, top = 0, extent;
  GEOSGeometry *radius, *point = NULL;

  GEOSGeom_getXMin_r (self->geos, shape, &left);
  GEOSGeom_getXMax_r (self->geos, shape, &right);
  GEOSGeom_getYMin_r (self->geos, shape, &bottom);
  GEOSGeom_getYMax_r (self->geos, shape, &top);
  extent = MIN (right - left, top - bottom);
  if (extent <= 0)
    return;

  radius = GEOSMaximumInscribedCircle_r (self->geos, shape, extent * CENTRE_PRECISION);
  if (radius != NULL)
    point = GEOSGeomGetStartPoint_r (self->geos, radius);
  get_point (self, point, shrink, centre);
  if (point != NULL)
    GEOSGeom_destroy_r (self->geos, point);
  if (radius != NULL)
    GEOSGeom_destroy_r (self->geos, radius);
}

/* Twice the surface within a ring, as its positions go round; a figure eight has none. */
static double
measure_ring (const KlGeoRing *ring, double shrink)
{
  const KlGeoPoint *points = ring->points;
  double sum = 0;

  for (guint i = 0; i + 1 < ring->n_points; i++)
    sum +=
      (points[i].longitude - points[0].longitude) * (points[i + 1].latitude - points[0].latitude)
      - (points[i + 1].longitude - points[0].longitude) * (points[i].latitude - points[0].latitude);

  return fabs (sum * shrink);
}

static double
measure_rings (const KlGeoRing *rings, guint n_rings, double shrink)
{
  double sum = 0;

  for (guint i = 0; i < n_rings; i++)
    {
      const gboolean hole = i > 0 && rings[i - 1].polygon == rings[i].polygon;

      sum += (hole ? -1 : 1) * measure_ring (&rings[i], shrink) / 2;
    }

  return sum;
}

/* The shape that even-odd filling gives, or NULL when it is another than was meant. */
static GEOSGeometry *
repair (KlOutlineChecker *self, const GEOSGeometry *shape, double meant)
{
  GEOSGeometry *repaired = GEOSMakeValid_r (self->geos, shape);
  double area = 0;

  if (repaired == NULL)
    return NULL;

  GEOSArea_r (self->geos, repaired, &area);
  if (fabs (area - meant) <= MAX_REPAIR * meant)
    return repaired;

  GEOSGeom_destroy_r (self->geos, repaired);
  return NULL;
}

static KlOutlineState
check_shape (KlOutlineChecker *self,
             const GEOSGeometry *shape,
             double meant,
             double shrink,
             KlGeoPoint *centre,
             KlGeoPoint *place)
{
  GEOSGeometry *where = NULL, *repaired = NULL;
  const char valid = GEOSisValidDetail_r (self->geos, shape, 0, NULL, &where);

  if (valid == 0)
    {
      get_point (self, where, shrink, place);
      repaired = repair (self, shape, meant);
    }
  if (valid == 1 || repaired != NULL)
    find_centre (self, repaired != NULL ? repaired : shape, shrink, centre);
  if (repaired != NULL)
    GEOSGeom_destroy_r (self->geos, repaired);
  if (where != NULL)
    GEOSGeom_destroy_r (self->geos, where);

  /* Besides running out of time nothing makes GEOS throw here. */
  if (g_get_monotonic_time () > self->deadline)
    return KL_OUTLINE_TOO_SLOW;
  return valid == 1 || repaired != NULL ? KL_OUTLINE_GOOD : KL_OUTLINE_CROSSING;
}

/* Public API */

/**
 * kl_outline_checker_new:
 * @deadline: moment at which to give up, in microseconds of g_get_monotonic_time()
 *
 * Returns: (transfer full): a checker for the thread that uses it
 */
KlOutlineChecker *
kl_outline_checker_new (gint64 deadline)
{
  static GOnce watching = G_ONCE_INIT;
  KlOutlineChecker *self = g_new0 (KlOutlineChecker, 1);

  g_once (&watching, start_watching, NULL);
  self->geos = GEOS_init_r ();
  self->deadline = deadline;

  return self;
}

/**
 * kl_outline_checker_free:
 * @self: (transfer full) (nullable): a checker
 */
void
kl_outline_checker_free (KlOutlineChecker *self)
{
  if (self == NULL)
    return;

  GEOS_finish_r (self->geos);
  g_free (self);
}

/**
 * kl_outline_checker_check:
 * @self: a checker
 * @rings: (array length=n_rings): closed rings of at least four points, polygon by polygon
 * @n_rings: how many there are, at least one
 * @centre: (inout): a place well inside, in degrees; kept as it is where there is none
 * @place: (inout): where the outline crosses itself, in degrees, if it does
 *
 * Returns: whether the outline can be filled, or why not
 */
KlOutlineState
kl_outline_checker_check (KlOutlineChecker *self,
                          const KlGeoRing *rings,
                          guint n_rings,
                          KlGeoPoint *centre,
                          KlGeoPoint *place)
{
  KlOutlineState state = KL_OUTLINE_CROSSING;
  GEOSGeometry *shape;
  double shrink;

  g_return_val_if_fail (self != NULL && rings != NULL && n_rings > 0, KL_OUTLINE_CROSSING);
  g_return_val_if_fail (centre != NULL && place != NULL, KL_OUTLINE_CROSSING);

  shrink = get_shrink (rings);
  if (shrink <= 0)
    return KL_OUTLINE_CROSSING;

  g_private_set (&working, self);
  shape = make_geometry (self, rings, n_rings, shrink);
  if (shape != NULL)
    {
      state =
        check_shape (self, shape, measure_rings (rings, n_rings, shrink), shrink, centre, place);
      GEOSGeom_destroy_r (self->geos, shape);
    }
  g_private_set (&working, NULL);
  /* A request that came too late for this outline is not for the next. */
  GEOS_interruptCancel ();

  return state;
}
