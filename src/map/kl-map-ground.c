/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-ground.h"

/**
 * kl_map_ground_get:
 * @viewport: what part of the earth is shown; not turned
 * @widget: a layer of the map
 *
 * Returns: how the earth lies under @widget
 */
KlMapGround
kl_map_ground_get (ShumateViewport *viewport, GtkWidget *widget)
{
  const double latitude = shumate_location_get_latitude (SHUMATE_LOCATION (viewport));
  const double longitude = shumate_location_get_longitude (SHUMATE_LOCATION (viewport));
  ShumateMapSource *source = shumate_viewport_get_reference_map_source (viewport);
  const double zoom = shumate_viewport_get_zoom_level (viewport);
  KlMapGround ground;

  ground.scale = source != NULL ? shumate_map_source_get_tile_size_at_zoom (source, zoom)
                                    * shumate_map_source_get_column_count (source, (guint) zoom)
                                : 256 * exp2 (zoom);
  ground.x = gtk_widget_get_width (widget) / 2.0 - kl_mercator_x (longitude) * ground.scale;
  ground.y = gtk_widget_get_height (widget) / 2.0 - kl_mercator_y (latitude) * ground.scale;

  return ground;
}

/**
 * kl_map_paint_surface:
 * @width: in pixels of the program
 * @height: in pixels of the program
 * @scale_factor: pixels of the screen in one of those
 * @paint: (scope call): paints it
 * @user_data: given to @paint
 *
 * Returns: (transfer full): a picture; may be made in any thread
 */
cairo_surface_t *
kl_map_paint_surface (double width,
                      double height,
                      int scale_factor,
                      void (*paint) (cairo_t *cr, gpointer user_data),
                      gpointer user_data)
{
  const int w = MAX (1, (int) ceil (width * scale_factor));
  const int h = MAX (1, (int) ceil (height * scale_factor));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, w, h);
  cairo_t *cr;

  cairo_surface_set_device_scale (surface, scale_factor, scale_factor);
  cr = cairo_create (surface);
  paint (cr, user_data);
  cairo_destroy (cr);
  cairo_surface_flush (surface);

  return surface;
}

/**
 * kl_map_surface_to_texture:
 * @surface: a picture that is not painted on any more
 *
 * Returns: (transfer full): the same without a copy
 */
GdkTexture *
kl_map_surface_to_texture (cairo_surface_t *surface)
{
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const int height = cairo_image_surface_get_height (surface);
  g_autoptr (GBytes) bytes =
    g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) height,
                                (GDestroyNotify) cairo_surface_destroy,
                                cairo_surface_reference (surface));

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                 GDK_MEMORY_DEFAULT, bytes, stride);
}

/**
 * kl_map_paint_texture:
 * @width: in pixels of the program
 * @height: in pixels of the program
 * @scale_factor: pixels of the screen in one of those
 * @paint: (scope call): paints it
 * @user_data: given to @paint
 *
 * Paints something once that is shown at many places and on many frames.
 *
 * Returns: (transfer full): a picture of it
 */
GdkTexture *
kl_map_paint_texture (double width,
                      double height,
                      int scale_factor,
                      void (*paint) (cairo_t *cr, gpointer user_data),
                      gpointer user_data)
{
  cairo_surface_t *surface = kl_map_paint_surface (width, height, scale_factor, paint, user_data);
  GdkTexture *texture = kl_map_surface_to_texture (surface);

  cairo_surface_destroy (surface);
  return texture;
}

static void
draw_node_cb (cairo_t *cr, gpointer node)
{
  gsk_render_node_draw (node, cr);
}

/**
 * kl_map_paint_node:
 * @node: a drawing
 * @width: in pixels of the program
 * @height: in pixels of the program
 * @scale_factor: pixels of the screen in one of those
 *
 * Returns: (transfer full): a picture of the part of it from the origin on
 */
GdkTexture *
kl_map_paint_node (GskRenderNode *node, double width, double height, int scale_factor)
{
  return kl_map_paint_texture (width, height, scale_factor, draw_node_cb, node);
}
