/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-label-layer.h"

#include <adwaita.h>

#include "charts/kl-chart-palette.h"
#include "charts/kl-chart.h"
#include "kl-map-ground.h"
#include "kl-wijk-labels.h"

/*
 * Names on a map. Each is painted once, with its halo, and then only moved; where they
 * stand is worked out when the zoom changes, not when the map is dragged.
 */

#define HALO 3.0
#define STRONG_POINTS 9.5
#define PIN_POINTS 9.0
#define SECOND_POINTS 8.0
#define AREA_POINTS 9.0
#define AREA_SPACING 0.6
/* Longer names are cut. */
#define MAX_WIDTH 180
/* While the map is zoomed names come along; they choose anew when it has changed by so much,
 * and when it has come to rest (milliseconds). */
#define SCALE_CHANGE 0.08
#define REST 120

/* A name as it is painted, kept for when it comes again. */
typedef struct
{
  GdkTexture *texture;
  double width;
  double height;
} Picture;

typedef struct
{
  KlGeoPoint place; /* in the square of kl-mercator.h */
  double half_width;
  double top;
  double bottom;
  double room; /* of an area, how wide it is in the square */
  KlMapLabelKind kind;
  char *text;
  char *second;
  const Picture *picture; /* NULL before it is painted */
  int taken;
} Item;

struct _KlLabelLayer
{
  ShumateLayer parent_instance;

  GArray *items;
  GHashTable *pictures; /* Picture by kind and text */
  GArray *labels;       /* KlWijkLabel of the items that have room at this scale */
  GArray *owners;       /* guint: the item of each label */
  double scale;         /* at which they were placed, 0 for none */
  double moved;         /* to which they were taken along since */
  guint rest_id;
  int scale_factor;
};

G_DEFINE_FINAL_TYPE (KlLabelLayer, kl_label_layer, SHUMATE_TYPE_LAYER)

typedef struct
{
  PangoLayout *first;
  PangoLayout *second;
  double width;
  GdkRGBA ink;
  GdkRGBA soft;
  GdkRGBA halo;
} Painting;

/* Auxiliary functions */

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_free (item->text);
  g_free (item->second);
}

static void
invalidate (KlLabelLayer *self)
{
  self->scale = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
forget_textures (KlLabelLayer *self)
{
  for (guint i = 0; i < self->items->len; i++)
    g_array_index (self->items, Item, i).picture = NULL;
  g_hash_table_remove_all (self->pictures);
  invalidate (self);
}

/* Texts */

static PangoLayout *
create_layout (KlLabelLayer *self, const Item *item, gboolean second)
{
  static const double points[] = { STRONG_POINTS, PIN_POINTS, AREA_POINTS };
  static const PangoWeight weights[] = { PANGO_WEIGHT_BOLD, PANGO_WEIGHT_SEMIBOLD,
                                         PANGO_WEIGHT_MEDIUM };
  PangoLayout *layout = kl_chart_create_text (GTK_WIDGET (self), second ? item->second : item->text,
                                              second ? SECOND_POINTS : points[item->kind],
                                              second ? PANGO_WEIGHT_NORMAL : weights[item->kind]);

  if (item->kind == KL_MAP_LABEL_AREA)
    {
      g_autoptr (PangoAttrList) spaced =
        pango_attr_list_copy (pango_layout_get_attributes (layout));

      if (spaced == NULL)
        spaced = pango_attr_list_new ();
      pango_attr_list_insert (spaced,
                              pango_attr_letter_spacing_new ((int) (AREA_SPACING * PANGO_SCALE)));
      pango_layout_set_attributes (layout, spaced);
    }
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (layout, (int) (MAX_WIDTH * kl_chart_get_text_scale (GTK_WIDGET (self)))
                                    * PANGO_SCALE);

  return layout;
}

static void
paint_line (cairo_t *cr, PangoLayout *layout, double width, double y, const Painting *painting)
{
  int text_width;

  pango_layout_get_pixel_size (layout, &text_width, NULL);
  cairo_move_to (cr, HALO + (width - text_width) / 2, y);
  pango_cairo_layout_path (cr, layout);
  gdk_cairo_set_source_rgba (cr, &painting->halo);
  cairo_stroke (cr);
  cairo_move_to (cr, HALO + (width - text_width) / 2, y);
}

static void
paint_cb (cairo_t *cr, gpointer user_data)
{
  const Painting *painting = user_data;
  int height;

  cairo_set_line_width (cr, 2 * HALO);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  pango_layout_get_pixel_size (painting->first, NULL, &height);
  if (painting->second != NULL)
    {
      paint_line (cr, painting->second, painting->width, HALO + height, painting);
      gdk_cairo_set_source_rgba (cr, &painting->soft);
      pango_cairo_show_layout (cr, painting->second);
    }
  paint_line (cr, painting->first, painting->width, HALO, painting);
  gdk_cairo_set_source_rgba (cr, &painting->ink);
  pango_cairo_show_layout (cr, painting->first);
}

static void
free_picture (gpointer data)
{
  Picture *picture = data;

  g_object_unref (picture->texture);
  g_free (picture);
}

static Picture *
paint_item (KlLabelLayer *self, const Item *item, const KlChartPalette *palette)
{
  const GdkRGBA text = kl_chart_palette_get_ink (palette, KL_INK_TEXT);
  const gboolean dark = kl_chart_palette_is_dark (palette);
  g_autoptr (PangoLayout) first = create_layout (self, item, FALSE);
  g_autoptr (PangoLayout) second = item->second != NULL ? create_layout (self, item, TRUE) : NULL;
  Painting painting = { .first = first, .second = second };
  Picture *picture = g_new0 (Picture, 1);
  int width, height, second_width = 0, second_height = 0;

  pango_layout_get_pixel_size (first, &width, &height);
  if (second != NULL)
    pango_layout_get_pixel_size (second, &second_width, &second_height);
  picture->width = painting.width = MAX (width, second_width);
  picture->height = height + second_height;
  painting.ink = text;
  painting.soft = kl_chart_palette_soften (palette, &text);
  if (item->kind == KL_MAP_LABEL_AREA)
    painting.ink = painting.soft;
  painting.halo = dark ? (GdkRGBA) { .13f, .13f, .15f, .85f } : (GdkRGBA) { 1, 1, 1, .85f };
  picture->texture = kl_map_paint_texture (picture->width + 2 * HALO, picture->height + 2 * HALO,
                                           self->scale_factor, paint_cb, &painting);

  return picture;
}

/* The same names come again and again while the map is zoomed. */
static const Picture *
get_picture (KlLabelLayer *self, const Item *item, const KlChartPalette *palette)
{
  g_autofree char *key = g_strdup_printf ("%d\n%s\n%s", item->kind, item->text,
                                          item->second != NULL ? item->second : "");
  Picture *picture = g_hash_table_lookup (self->pictures, key);

  if (picture == NULL)
    {
      picture = paint_item (self, item, palette);
      g_hash_table_insert (self->pictures, g_steal_pointer (&key), picture);
    }

  return picture;
}

static void
ensure_textures (KlLabelLayer *self)
{
  const KlChartPalette palette = kl_chart_palette_get_current ();
  const int scale_factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (scale_factor != self->scale_factor)
    {
      self->scale_factor = scale_factor;
      forget_textures (self);
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = &g_array_index (self->items, Item, i);

      if (item->picture == NULL)
        item->picture = get_picture (self, item, &palette);
    }
}

/* Places */

static void
add_label (KlLabelLayer *self, guint index)
{
  const Item *item = &g_array_index (self->items, Item, index);
  KlWijkLabel label = { 0 };

  if (item->kind == KL_MAP_LABEL_AREA && item->room * self->scale < item->picture->width)
    return;

  label.x = item->place.longitude * self->scale;
  label.y = item->place.latitude * self->scale + (item->bottom - item->top) / 2;
  label.half_width = item->half_width;
  label.half_height = (item->top + item->bottom) / 2;
  label.width = item->picture->width;
  label.height = item->picture->height;
  label.taken = item->taken;
  g_array_append_val (self->labels, label);
  g_array_append_val (self->owners, index);
}

static void
place (KlLabelLayer *self, double scale)
{
  self->scale = self->moved = scale;
  g_array_set_size (self->labels, 0);
  g_array_set_size (self->owners, 0);
  for (guint i = 0; i < self->items->len; i++)
    add_label (self, i);
  kl_wijk_place_labels ((KlWijkLabel *) self->labels->data, self->labels->len);
  for (guint i = 0; i < self->labels->len; i++)
    g_array_index (self->items, Item, g_array_index (self->owners, guint, i)).taken =
      g_array_index (self->labels, KlWijkLabel, i).taken;
}

static void
rested_cb (gpointer user_data)
{
  KlLabelLayer *self = user_data;

  self->rest_id = 0;
  invalidate (self);
}

static void
take_along (KlLabelLayer *self, double scale)
{
  const double factor = scale / self->moved;

  for (guint i = 0; i < self->labels->len; i++)
    {
      KlWijkLabel *label = &g_array_index (self->labels, KlWijkLabel, i);
      const Item *item = &g_array_index (self->items, Item, g_array_index (self->owners, guint, i));
      const double above = (item->bottom - item->top) / 2;

      label->x *= factor;
      label->y = (label->y - above) * factor + above;
    }
  kl_wijk_move_labels ((KlWijkLabel *) self->labels->data, self->labels->len);
  self->moved = scale;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->rest_id = g_timeout_add_once (REST, rested_cb, self);
}

/* Where names stand is kept apart from where the map is, so that dragging costs nothing. */
static void
ensure_places (KlLabelLayer *self, double scale)
{
  if (self->scale <= 0 || fabs (scale / self->scale - 1) > SCALE_CHANGE)
    place (self, scale);
  else if (self->moved != scale)
    take_along (self, scale);
}

/* Overrides */

static void
kl_label_layer_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlLabelLayer *self = KL_LABEL_LAYER (widget);
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (self));
  const KlMapGround ground = kl_map_ground_get (viewport, widget);
  const KlBox canvas = { 0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget) };

  ensure_textures (self);
  ensure_places (self, ground.scale);
  for (guint i = self->labels->len; i > 0; i--)
    {
      const KlWijkLabel *label = &g_array_index (self->labels, KlWijkLabel, i - 1);
      const Item *item =
        &g_array_index (self->items, Item, g_array_index (self->owners, guint, i - 1));
      const KlBox box = { round (label->box.x + ground.x - HALO),
                          round (label->box.y + ground.y - HALO), label->box.width + 2 * HALO,
                          label->box.height + 2 * HALO };
      const float factor = (float) self->scale_factor;

      if (!label->hidden && kl_box_overlaps (&canvas, &box))
        gtk_snapshot_append_texture (
          snapshot, item->picture->texture,
          &GRAPHENE_RECT_INIT ((float) box.x, (float) box.y,
                               (float) gdk_texture_get_width (item->picture->texture) / factor,
                               (float) gdk_texture_get_height (item->picture->texture) / factor));
    }
}

static void
kl_label_layer_constructed (GObject *object)
{
  static const char *const signals[] = { "notify::zoom-level", "notify::latitude",
                                         "notify::longitude" };
  ShumateViewport *viewport = shumate_layer_get_viewport (SHUMATE_LAYER (object));
  AdwStyleManager *style = adw_style_manager_get_default ();

  G_OBJECT_CLASS (kl_label_layer_parent_class)->constructed (object);

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    g_signal_connect_object (viewport, signals[i], G_CALLBACK (gtk_widget_queue_draw), object,
                             G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (forget_textures), object,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (forget_textures), object,
                           G_CONNECT_SWAPPED);
}

static void
kl_label_layer_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kl_label_layer_parent_class)->system_setting_changed (widget, setting);

  forget_textures (KL_LABEL_LAYER (widget));
}

static void
kl_label_layer_finalize (GObject *object)
{
  KlLabelLayer *self = KL_LABEL_LAYER (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_array_unref (self->items);
  g_hash_table_unref (self->pictures);
  g_array_unref (self->labels);
  g_array_unref (self->owners);

  G_OBJECT_CLASS (kl_label_layer_parent_class)->finalize (object);
}

static void
kl_label_layer_class_init (KlLabelLayerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = kl_label_layer_constructed;
  object_class->finalize = kl_label_layer_finalize;
  widget_class->snapshot = kl_label_layer_snapshot;
  widget_class->system_setting_changed = kl_label_layer_system_setting_changed;

  gtk_widget_class_set_css_name (widget_class, "kl-labels");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
kl_label_layer_init (KlLabelLayer *self)
{
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  self->pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_picture);
  self->labels = g_array_new (FALSE, FALSE, sizeof (KlWijkLabel));
  self->owners = g_array_new (FALSE, FALSE, sizeof (guint));
  self->scale_factor = 1;
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

/* Public API */

/**
 * kl_label_layer_new:
 * @viewport: of the map that it is for
 *
 * Returns: (transfer floating): a layer of names
 */
KlLabelLayer *
kl_label_layer_new (ShumateViewport *viewport)
{
  return g_object_new (KL_TYPE_LABEL_LAYER, "viewport", viewport, NULL);
}

/**
 * kl_label_layer_clear:
 * @self: a layer
 *
 * Takes all names off the map.
 */
void
kl_label_layer_clear (KlLabelLayer *self)
{
  g_return_if_fail (KL_IS_LABEL_LAYER (self));

  g_array_set_size (self->items, 0);
  invalidate (self);
}

/**
 * kl_label_layer_add_pin:
 * @self: a layer
 * @place: of the pin, in degrees
 * @half_width: how far the pin reaches aside of it
 * @top: how far above
 * @bottom: how far below
 * @kind: how it is written
 * @text: a name
 * @second: (nullable): a smaller line below it
 *
 * Adds a name. Those that matter most come first.
 */
void
kl_label_layer_add_pin (KlLabelLayer *self,
                        const KlGeoPoint *place,
                        double half_width,
                        double top,
                        double bottom,
                        KlMapLabelKind kind,
                        const char *text,
                        const char *second)
{
  Item item = { .half_width = half_width, .top = top, .bottom = bottom, .kind = kind, .taken = -1 };

  g_return_if_fail (KL_IS_LABEL_LAYER (self) && place != NULL && text != NULL);

  item.place = (KlGeoPoint) { kl_mercator_x (place->longitude), kl_mercator_y (place->latitude) };
  item.text = g_strdup (text);
  item.second = g_strdup (second);
  g_array_append_val (self->items, item);
  invalidate (self);
}

/**
 * kl_label_layer_add_area:
 * @self: a layer
 * @place: well inside the area, in degrees
 * @width: of the area, in degrees east
 * @text: its name
 *
 * Adds the name of an area, which is written when there is room for it.
 */
void
kl_label_layer_add_area (KlLabelLayer *self,
                         const KlGeoPoint *place,
                         double width,
                         const char *text)
{
  Item item = { .room = width / 360, .kind = KL_MAP_LABEL_AREA, .taken = -1 };

  g_return_if_fail (KL_IS_LABEL_LAYER (self) && place != NULL && text != NULL);

  item.place = (KlGeoPoint) { kl_mercator_x (place->longitude), kl_mercator_y (place->latitude) };
  item.text = g_strdup (text);
  g_array_append_val (self->items, item);
  invalidate (self);
}

/**
 * kl_label_layer_count_hidden:
 * @self: a layer
 *
 * Returns: names for which there is no room at present
 */
guint
kl_label_layer_count_hidden (KlLabelLayer *self)
{
  guint n = 0;

  g_return_val_if_fail (KL_IS_LABEL_LAYER (self), 0);

  for (guint i = 0; i < self->labels->len; i++)
    n += g_array_index (self->labels, KlWijkLabel, i).hidden;

  return n;
}
