/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wijk-camera.h"

#include "charts/kl-box.h"
#include "kl-map-ground.h"

/* Which part of the earth the map of the neighbourhood shows. */

#define MIN_ZOOM 6.0
/* Nobody wants to look at one building only. */
#define MAX_FIT_ZOOM 15.0
#define FIT_MARGIN 56.0
/* Names stand beside the outermost. */
#define FIT_MARGIN_ASIDE 120.0

/* Auxiliary functions */

static void
include (KlBox *box, const KlGeoPoint *point)
{
  const double x = kl_mercator_x (point->longitude), y = kl_mercator_y (point->latitude);
  const double right = MAX (box->x + box->width, x), bottom = MAX (box->y + box->height, y);

  if (box->width < 0)
    {
      *box = (KlBox) { x, y, 0, 0 };
      return;
    }
  box->x = MIN (box->x, x);
  box->y = MIN (box->y, y);
  box->width = right - box->x;
  box->height = bottom - box->y;
}

static void
include_outline (KlBox *box, const KlArea *area)
{
  for (guint r = 0; area->outline != NULL && r < area->outline->len; r++)
    {
      const GArray *ring = g_ptr_array_index (area->outline, r);

      for (guint i = 0; i < ring->len; i++)
        include (box, &g_array_index (ring, KlGeoPoint, i));
    }
}

/* Schools and partners; where there are none, all areas. */
static KlBox
get_extent (const KlWijkModel *model)
{
  KlBox box = { 0, 0, -1, -1 };

  for (guint i = 0; i < model->pins->len; i++)
    include (&box, &((const KlWijkPin *) g_ptr_array_index (model->pins, i))->place);
  if (box.width > 0 || box.height > 0)
    return box;

  for (guint i = 0; i < model->areas->len; i++)
    include_outline (&box, g_ptr_array_index (model->areas, i));

  return box;
}

/* libshumate grows a tile evenly from one whole step of the zoom to the next. */
static double
get_zoom (double scale)
{
  const double step = floor (log2 (scale / 256));

  return step + scale / (256 * exp2 (step)) - 1;
}

/* Public API */

/**
 * kl_wijk_camera_fit:
 * @map: a map that has a size
 * @model: what it shows
 *
 * Shows all schools and partners.
 */
void
kl_wijk_camera_fit (ShumateMap *map, const KlWijkModel *model)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  const double width = gtk_widget_get_width (GTK_WIDGET (map));
  const double height = gtk_widget_get_height (GTK_WIDGET (map));
  const KlBox box = get_extent (model);
  const double aside = MIN (FIT_MARGIN_ASIDE, width / 6);
  const double margin = MIN (FIT_MARGIN, height / 6);
  double scale;

  if (box.width < 0)
    return;

  scale = MIN ((width - 2 * aside) / MAX (box.width, 1e-9),
               (height - 2 * margin) / MAX (box.height, 1e-9));
  shumate_viewport_set_zoom_level (viewport, CLAMP (get_zoom (scale), MIN_ZOOM, MAX_FIT_ZOOM));
  shumate_location_set_location (SHUMATE_LOCATION (viewport),
                                 kl_mercator_latitude (box.y + box.height / 2),
                                 kl_mercator_longitude (box.x + box.width / 2));
}

/**
 * kl_wijk_camera_pan:
 * @map: a map
 * @x: pixels to the east
 * @y: pixels to the south
 */
void
kl_wijk_camera_pan (ShumateMap *map, double x, double y)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  const KlMapGround ground = kl_map_ground_get (viewport, GTK_WIDGET (map));
  const double width = gtk_widget_get_width (GTK_WIDGET (map));
  const double height = gtk_widget_get_height (GTK_WIDGET (map));

  shumate_location_set_location (SHUMATE_LOCATION (viewport),
                                 kl_mercator_latitude ((height / 2 + y - ground.y) / ground.scale),
                                 kl_mercator_longitude ((width / 2 + x - ground.x) / ground.scale));
}

/**
 * kl_wijk_camera_bring_in:
 * @map: a map
 * @place: in degrees
 *
 * Moves the map so that a place that is out of sight is in its middle.
 */
void
kl_wijk_camera_bring_in (ShumateMap *map, const KlGeoPoint *place)
{
  ShumateViewport *viewport = shumate_map_get_viewport (map);
  const KlMapGround ground = kl_map_ground_get (viewport, GTK_WIDGET (map));
  const double x = ground.x + kl_mercator_x (place->longitude) * ground.scale;
  const double y = ground.y + kl_mercator_y (place->latitude) * ground.scale;
  const double width = gtk_widget_get_width (GTK_WIDGET (map));
  const double height = gtk_widget_get_height (GTK_WIDGET (map));

  if (x < FIT_MARGIN || y < FIT_MARGIN || x > width - FIT_MARGIN || y > height - FIT_MARGIN)
    kl_wijk_camera_pan (map, x - width / 2, y - height / 2);
}
