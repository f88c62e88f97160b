/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-area-layer.h"

#include <adwaita.h>
#include <gsk/gsk.h>

#include "charts/kl-box.h"
#include "charts/kl-chart-palette.h"
#include "kl-map-ground.h"
#include "kl-map-work.h"

/*
 * Neighbourhoods on a map. libshumate draws lines and tiles, no areas. A town has ten
 * thousand corners, too many to fill and stroke on every frame of a drag: the areas are
 * painted in a thread, on a picture that reaches a little beyond the map, and a frame only
 * moves that. The cairo renderer copies every texture that it draws a part of: it is given no
 * more than what is in sight. While the map is zoomed the picture grows with it, until a sharp
 * one is there. Places that fall in the same half pixel are
 * one; both sides of a border round in the same way and stay together.
 */

#define N_TINTS 4
#define GRAIN 0.5
#define EDGE_WIDTH 4.0
#define LINE_WIDTH 1.0
#define SELECTED_WIDTH 2.5
#define SELECTED_ALPHA 0.13
#define HATCH_ALPHA 0.3
#define HATCH_STEP 9.0
#define HATCH_WIDTH 1.0
/* How far the picture reaches beyond the map, in parts of its size. */
#define MARGIN 0.2
/* A new one is made when the map has come nearer to its edge than this part of the margin. */
#define MARGIN_LEFT 0.4
/* Over a map of tiles only a breath of colour is left. */
#define TILES_ALPHA 0.45

typedef struct
{
  char *code;
  guint tint;
  GPtrArray *rings; /* GArray of KlGeoPoint in the square of kl-mercator.h */
  double left, top, right, bottom;
} Shape;

/* How the earth lay under a picture, and all else that it shows. */
typedef struct
{
  KlMapGround ground;
  int width; /* with the margins */
  int height;
  int scale_factor;
  gboolean over_tiles;
  KlChartPalette palette;
  GPtrArray *shapes;
  GStrv selected;
  cairo_surface_t *picture; /* (out) */
} Look;

struct _KlAreaLayer
{
  ShumateLayer parent_instance;

  GPtrArray *shapes; /* Shape; not changed once it is shown, as threads read it */
  GStrv selected;
  gboolean over_tiles;
  GdkTexture *texture;   /* of the picture; NULL before the first */
  GPtrArray *sight;      /* GdkTexture, bands of what the cairo renderer paints, or NULL */
  graphene_rect_t place; /* of the picture, where @sight was taken */
  Look *look;            /* of the picture */
  gboolean painting;
  gboolean stale; /* something changed while it was painted */
};

G_DEFINE_FINAL_TYPE (KlAreaLayer, kl_area_layer, SHUMATE_TYPE_LAYER)

static const char *const tints[2][N_TINTS] = {
  { "#edf3ee", "#f3eef0", "#f7f3e8", "#ebeef6" },
  { "#2f3a33", "#3a3136", "#3a3629", "#2d3340" },
};
static const char *const edges[2] = { "#ffffff", "#1d1d20" };
static const char *const lines[2] = { "#c3c3c8", "#5c5c63" };

/* Auxiliary functions */

static void
free_shape (gpointer data)
{
  Shape *shape = data;

  g_free (shape->code);
  g_ptr_array_unref (shape->rings);
  g_free (shape);
}

static void
add_ring (Shape *shape, const GArray *degrees)
{
  GArray *ring = g_array_sized_new (FALSE, FALSE, sizeof (KlGeoPoint), degrees->len);

  for (guint i = 0; i < degrees->len; i++)
    {
      const KlGeoPoint *point = &g_array_index (degrees, KlGeoPoint, i);
      const KlGeoPoint place = { kl_mercator_x (point->longitude),
                                 kl_mercator_y (point->latitude) };

      shape->left = MIN (shape->left, place.longitude);
      shape->right = MAX (shape->right, place.longitude);
      shape->top = MIN (shape->top, place.latitude);
      shape->bottom = MAX (shape->bottom, place.latitude);
      g_array_append_val (ring, place);
    }
  g_ptr_array_add (shape->rings, ring);
}

static Shape *
create_shape (const KlArea *area)
{
  Shape *shape = g_new0 (Shape, 1);

  shape->code = g_strdup (area->code);
  shape->rings = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  shape->left = shape->top = G_MAXDOUBLE;
  for (guint i = 0; i < area->outline->len; i++)
    add_ring (shape, g_ptr_array_index (area->outline, i));

  return shape;
}

/* Corners as a number, to find who else has them: about a metre apart is the same. */
static gint64
get_corner (const KlGeoPoint *place)
{
  return ((gint64) (place->longitude * 4e7) << 32) ^ (gint64) (place->latitude * 4e7);
}

static void
mark_neighbours (GHashTable *owners, const Shape *shape, guint index, gboolean *adjacent, guint n)
{
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const GArray *ring = g_ptr_array_index (shape->rings, r);

      for (guint i = 0; i < ring->len; i++)
        {
          gint64 corner = get_corner (&g_array_index (ring, KlGeoPoint, i));
          gpointer owner = g_hash_table_lookup (owners, &corner);

          if (owner == NULL)
            g_hash_table_insert (owners, g_memdup2 (&corner, sizeof corner),
                                 GUINT_TO_POINTER (index + 1));
          else if (GPOINTER_TO_UINT (owner) - 1 != index)
            adjacent[index * n + GPOINTER_TO_UINT (owner) - 1] =
              adjacent[(GPOINTER_TO_UINT (owner) - 1) * n + index] = TRUE;
        }
    }
}

static guint
choose_tint (GPtrArray *shapes, const gboolean *adjacent, guint index)
{
  guint used[N_TINTS] = { 0 };
  guint best = index % N_TINTS;

  for (guint i = 0; i < index; i++)
    if (adjacent[index * shapes->len + i])
      used[((const Shape *) g_ptr_array_index (shapes, i))->tint]++;
  for (guint tint = 0; tint < N_TINTS; tint++)
    if (used[tint] < used[best])
      best = tint;

  return best;
}

/* Those beside one another have another tint, as far as four will do. */
static void
choose_tints (GPtrArray *shapes)
{
  g_autoptr (GHashTable) owners = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree gboolean *adjacent = g_new0 (gboolean, (gsize) shapes->len * shapes->len);

  for (guint i = 0; i < shapes->len; i++)
    mark_neighbours (owners, g_ptr_array_index (shapes, i), i, adjacent, shapes->len);
  for (guint i = 0; i < shapes->len; i++)
    ((Shape *) g_ptr_array_index (shapes, i))->tint = choose_tint (shapes, adjacent, i);
}

/* Painting, in a thread */

static void
clear_look (gpointer data)
{
  Look *look = data;

  g_ptr_array_unref (look->shapes);
  g_strfreev (look->selected);
  g_clear_pointer (&look->picture, cairo_surface_destroy);
}

static void
look_unref (gpointer look)
{
  g_rc_box_release_full (look, clear_look);
}

static gboolean
is_selected (const Look *look, const Shape *shape)
{
  return look->selected != NULL
         && g_strv_contains ((const char *const *) look->selected, shape->code);
}

static KlBox
get_bounds (const Look *look, const Shape *shape)
{
  return (KlBox) { look->ground.x + shape->left * look->ground.scale,
                   look->ground.y + shape->top * look->ground.scale,
                   (shape->right - shape->left) * look->ground.scale,
                   (shape->bottom - shape->top) * look->ground.scale };
}

static gboolean
is_in_sight (const Look *look, const Shape *shape)
{
  const KlBox canvas = { -EDGE_WIDTH, -EDGE_WIDTH, look->width + 2 * EDGE_WIDTH,
                         look->height + 2 * EDGE_WIDTH };
  const KlBox bounds = get_bounds (look, shape);

  return kl_box_overlaps (&canvas, &bounds);
}

static void
trace (cairo_t *cr, const Look *look, const Shape *shape)
{
  for (guint r = 0; r < shape->rings->len; r++)
    {
      const GArray *ring = g_ptr_array_index (shape->rings, r);
      double last_x = G_MAXDOUBLE, last_y = G_MAXDOUBLE;

      cairo_new_sub_path (cr);
      for (guint i = 0; i < ring->len; i++)
        {
          const KlGeoPoint *place = &g_array_index (ring, KlGeoPoint, i);
          const double x =
            round ((look->ground.x + place->longitude * look->ground.scale) / GRAIN) * GRAIN;
          const double y =
            round ((look->ground.y + place->latitude * look->ground.scale) / GRAIN) * GRAIN;

          if (x != last_x || y != last_y)
            cairo_line_to (cr, x, y);
          last_x = x;
          last_y = y;
        }
      cairo_close_path (cr);
    }
}

static void
set_color (cairo_t *cr, const char *name, double alpha)
{
  GdkRGBA color;

  gdk_rgba_parse (&color, name);
  cairo_set_source_rgba (cr, color.red, color.green, color.blue, alpha);
}

static void
set_accent (cairo_t *cr, const Look *look, double alpha)
{
  const GdkRGBA *accent = &look->palette.accent;

  cairo_set_source_rgba (cr, accent->red, accent->green, accent->blue, alpha);
}

static void
stroke_all (cairo_t *cr, const Look *look, double width)
{
  cairo_set_line_width (cr, width);
  for (guint i = 0; i < look->shapes->len; i++)
    if (is_in_sight (look, g_ptr_array_index (look->shapes, i)))
      {
        trace (cr, look, g_ptr_array_index (look->shapes, i));
        cairo_stroke (cr);
      }
}

static void
hatch (cairo_t *cr, const Look *look, const Shape *shape)
{
  const KlBox bounds = get_bounds (look, shape);
  /* From the same line everywhere, so that they run on into the next area. */
  const double start =
    floor ((bounds.x - bounds.height) / HATCH_STEP) * HATCH_STEP + fmod (bounds.y, HATCH_STEP);

  cairo_save (cr);
  cairo_clip (cr);
  for (double x = start; x < bounds.x + bounds.width; x += HATCH_STEP)
    {
      cairo_move_to (cr, x + bounds.height, bounds.y);
      cairo_line_to (cr, x, bounds.y + bounds.height);
    }
  set_accent (cr, look, HATCH_ALPHA);
  cairo_set_line_width (cr, HATCH_WIDTH);
  cairo_stroke (cr);
  cairo_restore (cr);
}

static void
paint_selected (cairo_t *cr, const Look *look)
{
  for (guint i = 0; i < look->shapes->len; i++)
    {
      const Shape *shape = g_ptr_array_index (look->shapes, i);

      if (!is_selected (look, shape) || !is_in_sight (look, shape))
        continue;
      trace (cr, look, shape);
      set_accent (cr, look, SELECTED_ALPHA);
      cairo_fill_preserve (cr);
      hatch (cr, look, shape);
      trace (cr, look, shape);
      set_accent (cr, look, 1);
      cairo_set_line_width (cr, SELECTED_WIDTH);
      cairo_stroke (cr);
    }
}

static void
paint_cb (cairo_t *cr, gpointer user_data)
{
  const Look *look = user_data;
  const gboolean dark = kl_chart_palette_is_dark (&look->palette);

  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < look->shapes->len; i++)
    {
      const Shape *shape = g_ptr_array_index (look->shapes, i);

      if (!is_in_sight (look, shape))
        continue;
      trace (cr, look, shape);
      set_color (cr, tints[dark][shape->tint], look->over_tiles ? TILES_ALPHA : 1);
      cairo_fill (cr);
    }
  set_color (cr, edges[dark], look->over_tiles ? TILES_ALPHA : 1);
  stroke_all (cr, look, EDGE_WIDTH);
  set_color (cr, lines[dark], 1);
  stroke_all (cr, look, LINE_WIDTH);
  paint_selected (cr, look);
}

static void
paint_thread (gpointer data)
{
  Look *look = data;

  look->picture =
    kl_map_paint_surface (look->width, look->height, look->scale_factor, paint_cb, look);
}

/* Pictures */

static Look *
take_look (KlAreaLayer *self)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  GtkWidget *widget = GTK_WIDGET (self);
  const double aside = round (gtk_widget_get_width (widget) * MARGIN);
  const double above = round (gtk_widget_get_height (widget) * MARGIN);
  Look *look = g_rc_box_new0 (Look);

  look->ground = kl_map_ground_get (viewport, widget);
  look->ground.x += aside;
  look->ground.y += above;
  look->width = gtk_widget_get_width (widget) + 2 * (int) aside;
  look->height = gtk_widget_get_height (widget) + 2 * (int) above;
  look->scale_factor = gtk_widget_get_scale_factor (widget);
  look->over_tiles = self->over_tiles;
  look->palette = kl_chart_palette_get_current ();
  look->shapes = g_ptr_array_ref (self->shapes);
  look->selected = g_strdupv (self->selected);

  return look;
}

/* Where a picture lies on the map of the moment. */
static graphene_rect_t
get_place (KlAreaLayer *self, const Look *look)
{
  const KlMapGround ground =
    kl_map_ground_get (shumate_layer_get_viewport (SHUMATE_LAYER (self)), GTK_WIDGET (self));
  const double factor = ground.scale / look->ground.scale;

  return GRAPHENE_RECT_INIT ((float) (ground.x - look->ground.x * factor),
                             (float) (ground.y - look->ground.y * factor),
                             (float) (look->width * factor), (float) (look->height * factor));
}

/* Whether a picture will do, or is only better than nothing. */
static gboolean
is_sharp (KlAreaLayer *self, const graphene_rect_t *place)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const double aside = width * MARGIN * MARGIN_LEFT, above = height * MARGIN * MARGIN_LEFT;

  return fabs (place->size.width - self->look->width) < .5 && place->origin.x < -aside
         && place->origin.y < -above && place->origin.x + place->size.width > width + aside
         && place->origin.y + place->size.height > height + above
         && self->look->scale_factor == gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

static void paint (KlAreaLayer *self);

static void
painted_cb (gpointer object, gpointer data)
{
  KlAreaLayer *self = object;
  Look *look = data;

  self->painting = FALSE;
  g_clear_pointer (&self->sight, g_ptr_array_unref);
  g_clear_object (&self->texture);
  self->texture = kl_map_surface_get_texture (look->picture);
  g_clear_pointer (&self->look, look_unref);
  self->look = g_rc_box_acquire (look);
  if (self->stale)
    paint (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* One thread at a time; what changes meanwhile is painted after it. */
static void
paint (KlAreaLayer *self)
{
  if (gtk_widget_get_width (GTK_WIDGET (self)) <= 0 || self->shapes->len == 0)
    return;
  self->stale = self->painting;
  if (self->stale)
    return;

  self->painting = TRUE;
  kl_map_work_run (self, take_look (self), look_unref, paint_thread, painted_cb);
}

static gboolean
has_cairo_renderer (KlAreaLayer *self)
{
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (self));

  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native));
}

/* The same part is the same texture, so that nothing is painted where nothing moved. */
static void
take_sight (KlAreaLayer *self, const graphene_rect_t *place, int width, int height)
{
  if (self->sight != NULL && graphene_rect_equal (place, &self->place))
    return;

  g_clear_pointer (&self->sight, g_ptr_array_unref);
  self->place = *place;
  self->sight = kl_map_surface_view (self->look->picture, place, width, height);
}

static void
snapshot_picture (KlAreaLayer *self, GtkSnapshot *snapshot, const graphene_rect_t *place)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (!has_cairo_renderer (self))
    {
      gtk_snapshot_append_texture (snapshot, self->texture, place);
      return;
    }

  take_sight (self, place, width, height);
  for (guint i = 0; i < self->sight->len; i++)
    {
      const int top = (int) i * KL_MAP_BAND;

      gtk_snapshot_append_texture (snapshot, g_ptr_array_index (self->sight, i),
                                   &GRAPHENE_RECT_INIT (0, (float) top, (float) width,
                                                        (float) MIN (KL_MAP_BAND, height - top)));
    }
}

/* Overrides */

static void
kl_area_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlAreaLayer *self = KL_AREA_LAYER (widget);
  graphene_rect_t place;

  if (self->shapes->len == 0)
    return;
  if (self->texture == NULL)
    {
      paint (self);
      return;
    }

  place = get_place (self, self->look);
  if (!is_sharp (self, &place))
    paint (self);
  if (fabs (place.size.width - self->look->width) < .5)
    place = GRAPHENE_RECT_INIT (roundf (place.origin.x), roundf (place.origin.y),
                                (float) self->look->width, (float) self->look->height);
  snapshot_picture (self, snapshot, &place);
}

static void
kl_area_layer_constructed (GObject *object)
{
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));
  AdwStyleManager *style = adw_style_manager_get_default ();
  static const char *const moves[] = { "notify::zoom-level", "notify::latitude",
                                       "notify::longitude" };
  static const char *const styles[] = { "notify::dark", "notify::high-contrast",
                                        "notify::accent-color" };

  G_OBJECT_CLASS (kl_area_layer_parent_class)->constructed (object);

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    g_signal_connect_object (viewport, moves[i], G_CALLBACK (gtk_widget_queue_draw), object,
                             G_CONNECT_SWAPPED);
  for (gsize i = 0; i < G_N_ELEMENTS (styles); i++)
    g_signal_connect_object (style, styles[i], G_CALLBACK (paint), object, G_CONNECT_SWAPPED);
}

static void
kl_area_layer_finalize (GObject *object)
{
  KlAreaLayer *self = KL_AREA_LAYER (object);

  g_ptr_array_unref (self->shapes);
  g_strfreev (self->selected);
  g_clear_pointer (&self->sight, g_ptr_array_unref);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->look, look_unref);

  G_OBJECT_CLASS (kl_area_layer_parent_class)->finalize (object);
}

static void
kl_area_layer_class_init (KlAreaLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kl_area_layer_constructed;
  object_class->finalize = kl_area_layer_finalize;
  widget_class->snapshot = kl_area_layer_snapshot;

  gtk_widget_class_set_css_name (widget_class, "kl-areas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kl_area_layer_init (KlAreaLayer *self)
{
  self->shapes = g_ptr_array_new_with_free_func (free_shape);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* Public API */

/**
 * kl_area_layer_new:
 * @viewport: of the map that it is for
 *
 * Returns: (transfer floating): a layer of neighbourhoods
 */
KlAreaLayer *
kl_area_layer_new (ShumateViewport *viewport)
{
  return g_object_new (KL_TYPE_AREA_LAYER, "viewport", viewport, NULL);
}

/**
 * kl_area_layer_set_areas:
 * @self: a layer
 * @areas: (element-type KlArea): those with an outline are drawn
 */
void
kl_area_layer_set_areas (KlAreaLayer *self, GPtrArray *areas)
{
  g_return_if_fail (KL_IS_AREA_LAYER (self) && areas != NULL);

  g_ptr_array_unref (self->shapes);
  self->shapes = g_ptr_array_new_with_free_func (free_shape);
  for (guint i = 0; i < areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (areas, i);

      if (area->outline != NULL && area->outline->len > 0)
        g_ptr_array_add (self->shapes, create_shape (area));
    }
  choose_tints (self->shapes);
  paint (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kl_area_layer_set_selected:
 * @self: a layer
 * @codes: (nullable) (array zero-terminated=1): codes of areas to bring forward
 */
void
kl_area_layer_set_selected (KlAreaLayer *self, const char *const *codes)
{
  g_return_if_fail (KL_IS_AREA_LAYER (self));

  g_strfreev (self->selected);
  self->selected = g_strdupv ((char **) codes);
  paint (self);
}

/**
 * kl_area_layer_set_over_tiles:
 * @self: a layer
 * @over_tiles: whether there is a map of tiles below it
 */
void
kl_area_layer_set_over_tiles (KlAreaLayer *self, gboolean over_tiles)
{
  g_return_if_fail (KL_IS_AREA_LAYER (self));

  self->over_tiles = over_tiles;
  paint (self);
}
