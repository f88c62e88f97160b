/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-inset.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "charts/kl-box.h"
#include "charts/kl-chart-palette.h"
#include "kl-map-ground.h"

/* All areas in little, and which part of them the map shows. A click goes there. */

#define WIDTH 148
#define HEIGHT 84
#define MARGIN 4.0
#define FRAME_WIDTH 2.0

struct _KlMapInset
{
  GtkWidget parent_instance;

  ShumateMap *map;
  GPtrArray *areas;
  GStrv selected;
  KlBox bounds; /* in the square of kl-mercator.h */
  GdkTexture *texture;
  int scale_factor;
};

G_DEFINE_FINAL_TYPE (KlMapInset, kl_map_inset, GTK_TYPE_WIDGET)

typedef struct
{
  KlMapInset *self;
  KlChartPalette palette;
  double scale;
  double x;
  double y;
} Painting;

/* Auxiliary functions */

static void
forget_texture (KlMapInset *self)
{
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
get_ground (KlMapInset *self, double *scale, double *x, double *y)
{
  const double width = WIDTH - 2 * MARGIN, height = HEIGHT - 2 * MARGIN;

  *scale = MIN (width / self->bounds.width, height / self->bounds.height);
  *x = WIDTH / 2.0 - (self->bounds.x + self->bounds.width / 2) * *scale;
  *y = HEIGHT / 2.0 - (self->bounds.y + self->bounds.height / 2) * *scale;
}

static void
measure_areas (KlMapInset *self)
{
  double left = G_MAXDOUBLE, top = G_MAXDOUBLE, right = 0, bottom = 0;

  for (guint i = 0; self->areas != NULL && i < self->areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (self->areas, i);

      for (guint r = 0; area->outline != NULL && r < area->outline->len; r++)
        {
          const GArray *ring = g_ptr_array_index (area->outline, r);

          for (guint j = 0; j < ring->len; j++)
            {
              const KlGeoPoint *point = &g_array_index (ring, KlGeoPoint, j);

              left = MIN (left, kl_mercator_x (point->longitude));
              right = MAX (right, kl_mercator_x (point->longitude));
              top = MIN (top, kl_mercator_y (point->latitude));
              bottom = MAX (bottom, kl_mercator_y (point->latitude));
            }
        }
    }
  self->bounds = right > left && bottom > top ? (KlBox) { left, top, right - left, bottom - top }
                                              : (KlBox) { 0 };
}

static void
trace_area (cairo_t *cr, const KlArea *area, const Painting *painting)
{
  for (guint r = 0; r < area->outline->len; r++)
    {
      const GArray *ring = g_ptr_array_index (area->outline, r);

      for (guint j = 0; j < ring->len; j++)
        {
          const KlGeoPoint *point = &g_array_index (ring, KlGeoPoint, j);

          cairo_line_to (cr, painting->x + kl_mercator_x (point->longitude) * painting->scale,
                         painting->y + kl_mercator_y (point->latitude) * painting->scale);
        }
      cairo_close_path (cr);
    }
}

static void
paint_cb (cairo_t *cr, gpointer user_data)
{
  const Painting *painting = user_data;
  KlMapInset *self = painting->self;
  const GdkRGBA track = kl_chart_palette_get_ink (&painting->palette, KL_INK_BASELINE);
  const GdkRGBA card = kl_chart_palette_get_ink (&painting->palette, KL_INK_CARD);
  GdkRGBA chosen = painting->palette.accent;

  chosen.alpha = .5f;
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_set_line_width (cr, .7);
  for (guint i = 0; i < self->areas->len; i++)
    {
      const KlArea *area = g_ptr_array_index (self->areas, i);
      const gboolean selected =
        self->selected != NULL
        && g_strv_contains ((const char *const *) self->selected, area->code);

      if (area->outline == NULL)
        continue;
      trace_area (cr, area, painting);
      gdk_cairo_set_source_rgba (cr, selected ? &chosen : &track);
      cairo_fill_preserve (cr);
      gdk_cairo_set_source_rgba (cr, &card);
      cairo_stroke (cr);
    }
}

static void
ensure_texture (KlMapInset *self)
{
  Painting painting = { .self = self, .palette = kl_chart_palette_get_current () };
  const int scale_factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (self->texture != NULL && self->scale_factor == scale_factor)
    return;

  g_clear_object (&self->texture);
  self->scale_factor = scale_factor;
  get_ground (self, &painting.scale, &painting.x, &painting.y);
  self->texture = kl_map_paint_texture (WIDTH, HEIGHT, scale_factor, paint_cb, &painting);
}

/* What the map shows, as far as it is in the inset. */
static KlBox
get_frame (KlMapInset *self)
{
  const KlMapGround ground =
    kl_map_ground_get (shumate_map_get_viewport (self->map), GTK_WIDGET (self->map));
  double scale, x, y;
  KlBox frame;

  get_ground (self, &scale, &x, &y);
  frame.x = MAX (1, x - ground.x / ground.scale * scale);
  frame.y = MAX (1, y - ground.y / ground.scale * scale);
  frame.width =
    MIN (WIDTH - 1,
         x + (gtk_widget_get_width (GTK_WIDGET (self->map)) - ground.x) / ground.scale * scale)
    - frame.x;
  frame.height =
    MIN (HEIGHT - 1,
         y + (gtk_widget_get_height (GTK_WIDGET (self->map)) - ground.y) / ground.scale * scale)
    - frame.y;

  return frame;
}

/* Callbacks */

static void
pressed_cb (KlMapInset *self, int n_press, double x, double y)
{
  double scale, left, top;

  if (self->map == NULL || self->bounds.width <= 0)
    return;

  get_ground (self, &scale, &left, &top);
  shumate_map_go_to (self->map, kl_mercator_latitude ((y - top) / scale),
                     kl_mercator_longitude ((x - left) / scale));
}

/* Overrides */

static void
kl_map_inset_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlMapInset *self = KL_MAP_INSET (widget);
  const KlChartPalette palette = kl_chart_palette_get_current ();
  GskRoundedRect outline;
  KlBox frame;

  if (self->bounds.width <= 0 || self->map == NULL)
    return;

  ensure_texture (self);
  gtk_snapshot_append_texture (snapshot, self->texture, &GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT));
  frame = get_frame (self);
  if (frame.width <= 0 || frame.height <= 0)
    return;
  gsk_rounded_rect_init_from_rect (&outline,
                                   &GRAPHENE_RECT_INIT ((float) frame.x, (float) frame.y,
                                                        (float) frame.width, (float) frame.height),
                                   3);
  gtk_snapshot_append_border (snapshot, &outline,
                              (float[]) { FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH, FRAME_WIDTH },
                              (GdkRGBA[]) { palette.accent, palette.accent, palette.accent,
                                            palette.accent });
}

static void
kl_map_inset_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : HEIGHT;
}

static void
kl_map_inset_finalize (GObject *object)
{
  KlMapInset *self = KL_MAP_INSET (object);

  g_clear_pointer (&self->areas, g_ptr_array_unref);
  g_strfreev (self->selected);
  g_clear_object (&self->texture);
  g_clear_object (&self->map);

  G_OBJECT_CLASS (kl_map_inset_parent_class)->finalize (object);
}

static void
kl_map_inset_class_init (KlMapInsetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kl_map_inset_finalize;
  widget_class->snapshot = kl_map_inset_snapshot;
  widget_class->measure = kl_map_inset_measure;

  gtk_widget_class_set_css_name (widget_class, "kl-map-inset");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kl_map_inset_init (KlMapInset *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (forget_texture), self,
                           G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Which part of all areas the map shows"), -1);
}

/* Public API */

/**
 * kl_map_inset_set_map:
 * @self: an inset
 * @map: the map that it belongs to
 */
void
kl_map_inset_set_map (KlMapInset *self, ShumateMap *map)
{
  static const char *const signals[] = { "notify::zoom-level", "notify::latitude",
                                         "notify::longitude" };

  g_return_if_fail (KL_IS_MAP_INSET (self) && SHUMATE_IS_MAP (map));

  g_set_object (&self->map, map);
  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (shumate_map_get_viewport (map), signals[i],
                             G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/**
 * kl_map_inset_set_areas:
 * @self: an inset
 * @areas: (element-type KlArea): what it shows; a reference is kept
 */
void
kl_map_inset_set_areas (KlMapInset *self, GPtrArray *areas)
{
  g_return_if_fail (KL_IS_MAP_INSET (self) && areas != NULL);

  g_ptr_array_ref (areas);
  g_clear_pointer (&self->areas, g_ptr_array_unref);
  self->areas = areas;
  measure_areas (self);
  forget_texture (self);
}

/**
 * kl_map_inset_set_selected:
 * @self: an inset
 * @codes: (nullable) (array zero-terminated=1): codes of areas to bring forward
 */
void
kl_map_inset_set_selected (KlMapInset *self, const char *const *codes)
{
  g_return_if_fail (KL_IS_MAP_INSET (self));

  g_strfreev (self->selected);
  self->selected = g_strdupv ((char **) codes);
  forget_texture (self);
}
