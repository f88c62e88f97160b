/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-ground.h"

#define MAX_SHARED 512

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

/* A part of a picture without a copy. */
static GdkTexture *
cut_piece (cairo_surface_t *surface, int x, int y, int width, int height)
{
  const gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  const gsize start = (gsize) y * stride + (gsize) x * 4;
  g_autoptr (GBytes) bytes =
    g_bytes_new_with_free_func (cairo_image_surface_get_data (surface) + start,
                                stride * (gsize) (height - 1) + (gsize) width * 4,
                                (GDestroyNotify) cairo_surface_destroy,
                                cairo_surface_reference (surface));

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, stride);
}

/**
 * kl_map_surface_get_texture:
 * @surface: a picture that is not painted on any more
 *
 * Returns: (transfer full): the same, without a copy
 */
GdkTexture *
kl_map_surface_get_texture (cairo_surface_t *surface)
{
  cairo_surface_flush (surface);
  return cut_piece (surface, 0, 0, cairo_image_surface_get_width (surface),
                    cairo_image_surface_get_height (surface));
}

/* Whole pixels that lie upon those of the view, and fill it. */
static gboolean
lies_on_pixels (cairo_surface_t *surface, double x, double y, double factor, int width, int height)
{
  return factor == 1 && x == rint (x) && y == rint (y) && x <= 0 && y <= 0
         && cairo_image_surface_get_width (surface) + x >= width
         && cairo_image_surface_get_height (surface) + y >= height;
}

/* Not smooth: it is there for the moment of a movement, and has to be quick. */
static GdkTexture *
paint_band (cairo_surface_t *surface, double x, double y, double factor, int width, int height)
{
  const int stride = cairo_format_stride_for_width (CAIRO_FORMAT_ARGB32, width);
  const gsize size = (gsize) stride * (gsize) height;
  guchar *pixels = g_malloc (size);
  g_autoptr (GBytes) bytes = g_bytes_new_take (pixels, size);
  cairo_surface_t *view =
    cairo_image_surface_create_for_data (pixels, CAIRO_FORMAT_ARGB32, width, height, stride);
  cairo_t *cr = cairo_create (view);
  double own = 1;

  cairo_surface_get_device_scale (surface, &own, &own);
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_translate (cr, x, y);
  cairo_scale (cr, factor * own, factor * own);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_NEAREST);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_destroy (view);

  return gdk_memory_texture_new (width, height, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
}

/**
 * kl_map_surface_view:
 * @surface: a picture that is not painted on any more
 * @place: where it lies, and how large, in pixels of the program
 * @width: of the view, in pixels of the program
 * @height: of the view, in pixels of the program
 *
 * What is seen of a picture from the origin on: without a copy where it is in its own size.
 *
 * Returns: (transfer full) (element-type GdkTexture): bands of it from above to below, each
 *   %KL_MAP_BAND pixels of the program high but the last
 */
GPtrArray *
kl_map_surface_view (cairo_surface_t *surface, const graphene_rect_t *place, int width, int height)
{
  GPtrArray *bands = g_ptr_array_new_with_free_func (g_object_unref);
  double scale = 1, factor, x, y;
  gboolean whole;

  cairo_surface_get_device_scale (surface, &scale, &scale);
  factor = place->size.width * scale / cairo_image_surface_get_width (surface);
  x = place->origin.x * scale;
  y = place->origin.y * scale;
  width = (int) (width * scale);
  height = (int) (height * scale);
  whole = lies_on_pixels (surface, x, y, factor, width, height);
  for (int top = 0, step = (int) (KL_MAP_BAND * scale); top < height; top += step)
    {
      const int high = MIN (step, height - top);

      g_ptr_array_add (bands, whole ? cut_piece (surface, (int) -x, top - (int) y, width, high)
                                    : paint_band (surface, x, y - top, factor, width, high));
    }

  return bands;
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
  GdkTexture *texture = kl_map_surface_get_texture (surface);

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

/**
 * kl_map_share_texture:
 * @key: all that makes it look different
 * @paint: (scope call): paints it when nobody has yet; returns a full reference
 * @user_data: given to @paint
 *
 * What looks alike shares a picture, which a frame only puts in its place.
 *
 * Returns: (transfer none): the picture
 */
GdkTexture *
kl_map_share_texture (const char *key,
                      GdkTexture *(*paint) (gpointer user_data),
                      gpointer user_data)
{
  static GHashTable *textures;
  GdkTexture *texture;

  if (textures == NULL)
    textures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  texture = g_hash_table_lookup (textures, key);
  if (texture != NULL)
    return texture;

  /* Sizes in between come by while something grows. */
  if (g_hash_table_size (textures) >= MAX_SHARED)
    g_hash_table_remove_all (textures);
  texture = paint (user_data);
  g_hash_table_insert (textures, g_strdup (key), texture);
  return texture;
}
