/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pin.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "charts/kl-chart-draw.h"
#include "charts/kl-chart-palette.h"
#include "charts/kl-chart.h"
#include "charts/kl-ring-mark.h"
#include "kl-map-ground.h"

/*
 * A school or partner on the map: a button, so that a screen reader finds and presses it. A
 * school is a drop whose tip stands on its place; the button reaches as far below the tip
 * as above it, since markers stand with their middle on a place.
 */

#define SIZE 28.0
#define SELECTED_SIZE 36.0
#define SCHOOL_WIDTH 28.0
#define SCHOOL_HEIGHT 34.0
#define HIT_SIZE 44
#define HALO 2.0
#define FOCUS_GAP 1.5
#define FOCUS_WIDTH 3.0
#define BADGE_RADIUS 8.0
#define UNITS 20.0f

struct _KlPin
{
  GtkButton parent_instance;

  const KlWijkPin *pin;
  GPtrArray *members; /* KlWijkPin, of whom the first is @pin */
  gboolean selected;
  char *words; /* for a screen reader */
};

G_DEFINE_FINAL_TYPE (KlPin, kl_pin, GTK_TYPE_BUTTON)

/* A drop in a field of 28 by 34 with its tip below, and a house in it. */
static const char drop_path[] = "M 14 34 C 9 27 1 21.6 1 13.4 A 13 13 0 1 1 27 13.4"
                                " C 27 21.6 19 27 14 34 Z";
static const char house_path[] = "M 14 6.4 L 21.4 12.6 H 19.6 V 19.6 H 8.4 V 12.6 H 6.6 Z"
                                 " M 12.4 19.6 V 15.2 H 15.6 V 19.6 Z";

/* Auxiliary functions */

static GskPath *
get_path (GskPath **path, const char *words)
{
  if (*path == NULL)
    *path = gsk_path_parse (words);
  return *path;
}

static double
get_size (KlPin *self)
{
  return self->selected ? SELECTED_SIZE : SIZE;
}

static double
get_school_scale (KlPin *self)
{
  return self->selected || self->pin->own ? SELECTED_SIZE / SIZE : 1;
}

static gboolean
is_school (KlPin *self)
{
  return self->pin->kind == KL_WIJK_SCHOOL;
}

static void
stroke_path (GtkSnapshot *snapshot, GskPath *path, double width, const GdkRGBA *color)
{
  GskStroke *pen = gsk_stroke_new ((float) width);

  gsk_stroke_set_line_join (pen, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, pen, color);
  gsk_stroke_free (pen);
}

/* The line about the one that has the keyboard or is chosen follows its shape. */
static void
snapshot_ring (KlPin *self,
               GtkSnapshot *snapshot,
               GskPath *shape,
               double scale,
               const KlChartPalette *palette)
{
  const GdkRGBA ground = kl_chart_palette_get_ink (palette, KL_INK_CARD);
  const gboolean focused = gtk_widget_has_visible_focus (GTK_WIDGET (self));

  if (focused || self->selected)
    stroke_path (snapshot, shape, 2 * (HALO + FOCUS_WIDTH) / scale, &palette->accent);
  stroke_path (snapshot, shape, 2 * (focused ? FOCUS_GAP : HALO) / scale, &ground);
}

static void
snapshot_partner (KlPin *self, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  const double size = get_size (self), scale = size / UNITS;
  const double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  const double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  const KlRingColors colors =
    kl_ring_mark_get_colors (self->pin->ring, kl_chart_palette_is_dark (palette));

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT ((float) (x - size / 2), (float) (y - size / 2)));
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  snapshot_ring (self, snapshot, kl_ring_mark_get_shape (self->pin->ring), scale, palette);
  gtk_snapshot_restore (snapshot);
  kl_ring_mark_snapshot (snapshot, self->pin->ring, x, y, size, FALSE, &colors);
}

static void
snapshot_school (KlPin *self, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  static GskPath *drop;
  const double scale = get_school_scale (self);
  const double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0 - SCHOOL_WIDTH / 2 * scale;
  const double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 - SCHOOL_HEIGHT * scale;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_scale (snapshot, (float) scale, (float) scale);
  snapshot_ring (self, snapshot, get_path (&drop, drop_path), scale, palette);
  gtk_snapshot_restore (snapshot);
  kl_school_mark_snapshot (snapshot, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                           gtk_widget_get_height (GTK_WIDGET (self)) / 2.0, scale,
                           kl_chart_palette_is_dark (palette));
}

/* In a square of its own, as many pins may have the same. */
static void
snapshot_badge (KlPin *self, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  const gboolean dark = kl_chart_palette_is_dark (palette);
  const GdkRGBA fill = dark ? (GdkRGBA) { 1, 1, 1, 1 } : (GdkRGBA) { .2f, .2f, .22f, 1 };
  const GdkRGBA text = dark ? (GdkRGBA) { .1f, .1f, .12f, 1 } : (GdkRGBA) { 1, 1, 1, 1 };
  const KlBox circle = { 0, 0, 2 * BADGE_RADIUS, 2 * BADGE_RADIUS };
  g_autofree char *number = g_strdup_printf ("%u", self->members->len);
  g_autoptr (PangoLayout) layout =
    kl_chart_create_text (GTK_WIDGET (self), number, 8, PANGO_WEIGHT_BOLD);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  kl_snapshot_box (snapshot, &circle, BADGE_RADIUS, &fill);
  kl_snapshot_text (snapshot, layout, BADGE_RADIUS - width / 2.0, BADGE_RADIUS - height / 2.0,
                    &text, NULL);
}

static void
update_label (KlPin *self)
{
  g_autoptr (GString) sentence = g_string_new (NULL);

  if (self->members->len > 1)
    g_string_append_printf (sentence,
                            g_dngettext (GETTEXT_PACKAGE, "%u partner in one place",
                                         "%u partners in one place", self->members->len),
                            self->members->len);
  for (guint i = 0; i < self->members->len; i++)
    {
      const KlWijkPin *pin = g_ptr_array_index (self->members, i);

      g_string_append_printf (sentence, "%s%s", sentence->len > 0 ? "; " : "", pin->sentence);
    }
  if (g_set_str (&self->words, sentence->str))
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    self->words, -1);
}

/* What it draws on, from the middle of the button: no more, as a frame copies all of it. */
static KlBox
get_drawn_box (KlPin *self)
{
  const gboolean ringed = self->selected || gtk_widget_has_visible_focus (GTK_WIDGET (self));
  const double room = HALO + (ringed ? FOCUS_WIDTH : 0) + 1;
  const double scale = get_school_scale (self);
  const double aside =
    ceil ((is_school (self) ? SCHOOL_WIDTH * scale : get_size (self)) / 2 + room);

  if (is_school (self))
    {
      const double above = ceil (SCHOOL_HEIGHT * scale + room);

      return (KlBox) { -aside, -above, 2 * aside, above + room };
    }
  return (KlBox) { -aside, -aside, 2 * aside, 2 * aside };
}

typedef struct
{
  KlPin *pin;
  KlChartPalette palette;
} Painting;

static GdkTexture *
paint_mark (gpointer user_data)
{
  const Painting *painting = user_data;
  KlPin *self = painting->pin;
  const KlBox box = get_drawn_box (self);
  const double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0 + box.x;
  const double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 + box.y;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) -x, (float) -y));
  if (is_school (self))
    snapshot_school (self, snapshot, &painting->palette);
  else
    snapshot_partner (self, snapshot, &painting->palette);
  node = gtk_snapshot_free_to_node (snapshot);
  return kl_map_paint_node (node, box.width, box.height,
                            gtk_widget_get_scale_factor (GTK_WIDGET (self)));
}

static GdkTexture *
paint_badge (gpointer user_data)
{
  const Painting *painting = user_data;
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;

  snapshot_badge (painting->pin, snapshot, &painting->palette);
  node = gtk_snapshot_free_to_node (snapshot);
  return kl_map_paint_node (node, 2 * BADGE_RADIUS, 2 * BADGE_RADIUS,
                            gtk_widget_get_scale_factor (GTK_WIDGET (painting->pin)));
}

static GdkTexture *
get_mark (KlPin *self)
{
  Painting painting = { self, kl_chart_palette_get_current () };
  g_autofree char *accent = gdk_rgba_to_string (&painting.palette.accent);
  g_autofree char *key =
    g_strdup_printf ("pin %d %d %d %d %d %d %d %s", self->pin->kind, self->pin->ring,
                     self->selected, self->pin->own,
                     gtk_widget_has_visible_focus (GTK_WIDGET (self)), painting.palette.scheme,
                     gtk_widget_get_scale_factor (GTK_WIDGET (self)), accent);

  return kl_map_share_texture (key, paint_mark, &painting);
}

static GdkTexture *
get_badge (KlPin *self)
{
  Painting painting = { self, kl_chart_palette_get_current () };
  g_autofree char *key =
    g_strdup_printf ("badge %u %d %d %g", self->members->len, painting.palette.scheme,
                     gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                     kl_chart_get_text_scale (GTK_WIDGET (self)));

  return kl_map_share_texture (key, paint_badge, &painting);
}

/* Overrides */

static void
kl_pin_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlPin *self = KL_PIN (widget);
  const double x = gtk_widget_get_width (widget) / 2.0;
  const double y = gtk_widget_get_height (widget) / 2.0;
  const double reach = get_size (self) / 2 - 1;
  const KlBox mark = get_drawn_box (self);
  const float badge = 2 * (float) BADGE_RADIUS;

  gtk_snapshot_append_texture (snapshot, get_mark (self),
                               &GRAPHENE_RECT_INIT ((float) (x + mark.x), (float) (y + mark.y),
                                                    (float) mark.width, (float) mark.height));
  if (self->members->len > 1)
    gtk_snapshot_append_texture (snapshot, get_badge (self),
                                 &GRAPHENE_RECT_INIT ((float) (x + reach - BADGE_RADIUS),
                                                      (float) (y - reach - BADGE_RADIUS), badge,
                                                      badge));
}

static void
kl_pin_measure (GtkWidget *widget,
                GtkOrientation orientation,
                int for_size,
                int *minimum,
                int *natural,
                int *minimum_baseline,
                int *natural_baseline)
{
  KlPin *self = KL_PIN (widget);

  *minimum = *natural =
    is_school (self) && orientation == GTK_ORIENTATION_VERTICAL ? 2 * HIT_SIZE : HIT_SIZE;
}

static gboolean
kl_pin_contains (GtkWidget *widget, double x, double y)
{
  KlPin *self = KL_PIN (widget);
  const double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  return x >= 0 && y >= 0 && x < width && y < (is_school (self) ? height / 2 + 4 : height);
}

static void
kl_pin_finalize (GObject *object)
{
  KlPin *self = KL_PIN (object);

  g_ptr_array_unref (self->members);
  g_free (self->words);

  G_OBJECT_CLASS (kl_pin_parent_class)->finalize (object);
}

static void
kl_pin_class_init (KlPinClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kl_pin_finalize;
  widget_class->snapshot = kl_pin_snapshot;
  widget_class->measure = kl_pin_measure;
  widget_class->contains = kl_pin_contains;

  gtk_widget_class_set_css_name (widget_class, "kl-pin");
}

static void
kl_pin_init (KlPin *self)
{
  self->members = g_ptr_array_new ();
  /* Its size is not that of a child. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
}

/* Public API */

/**
 * kl_pin_new:
 * @pin: what it shows; of a model that outlives it
 *
 * Returns: (transfer floating): a button on the map
 */
KlPin *
kl_pin_new (const KlWijkPin *pin)
{
  KlPin *self = g_object_new (KL_TYPE_PIN, NULL);

  g_return_val_if_fail (pin != NULL, self);

  self->pin = pin;
  g_ptr_array_add (self->members, (gpointer) pin);
  update_label (self);

  return self;
}

/**
 * kl_pin_get_pin:
 * @self: a pin
 *
 * Returns: (transfer none): what it shows, the first of its members
 */
const KlWijkPin *
kl_pin_get_pin (KlPin *self)
{
  g_return_val_if_fail (KL_IS_PIN (self), NULL);

  return self->pin;
}

/**
 * kl_pin_set_pin:
 * @self: a pin
 * @pin: the same school or partner, as it is known now; of a model that outlives it
 *
 * Has it say what is known now. It stands for itself alone until it is told otherwise.
 */
void
kl_pin_set_pin (KlPin *self, const KlWijkPin *pin)
{
  g_return_if_fail (KL_IS_PIN (self) && pin != NULL);

  self->pin = pin;
  g_ptr_array_set_size (self->members, 0);
  g_ptr_array_add (self->members, (gpointer) pin);
  update_label (self);
}

/**
 * kl_pin_set_selected:
 * @self: a pin
 * @selected: whether it is the one that is looked at
 */
void
kl_pin_set_selected (KlPin *self, gboolean selected)
{
  g_return_if_fail (KL_IS_PIN (self));

  if (self->selected == selected)
    return;

  self->selected = selected;
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kl_pin_set_members:
 * @self: a pin
 * @members: (element-type KlWijkPin): all that it stands for, itself first
 */
void
kl_pin_set_members (KlPin *self, GPtrArray *members)
{
  g_return_if_fail (KL_IS_PIN (self) && members != NULL && members->len > 0);

  if (self->members->len == members->len
      && memcmp (self->members->pdata, members->pdata, members->len * sizeof (gpointer)) == 0)
    return;

  g_ptr_array_set_size (self->members, 0);
  g_ptr_array_extend (self->members, members, NULL, NULL);
  update_label (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * kl_pin_get_members:
 * @self: a pin
 *
 * Returns: (transfer none) (element-type KlWijkPin): all that it stands for
 */
GPtrArray *
kl_pin_get_members (KlPin *self)
{
  g_return_val_if_fail (KL_IS_PIN (self), NULL);

  return self->members;
}

/**
 * kl_pin_dup_label:
 * @self: a pin
 * @second: (out) (transfer full): a smaller line below it, or %NULL
 *
 * Returns: (transfer full): what is written beside it
 */
char *
kl_pin_dup_label (KlPin *self, char **second)
{
  g_return_val_if_fail (KL_IS_PIN (self) && second != NULL, NULL);

  *second = NULL;
  if (self->members->len == 2)
    *second =
      /* Translators: below a name: "and Leerplicht". */
      g_strdup_printf (_ ("and %s"), ((KlWijkPin *) g_ptr_array_index (self->members, 1))->name);
  else if (self->members->len > 2)
    *second = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u other", "and %u others",
                                            self->members->len - 1),
                               self->members->len - 1);

  return g_strdup (self->pin->name);
}

/**
 * kl_pin_get_extent:
 * @self: a pin
 * @half_width: (out): how far it reaches aside of its place
 * @top: (out): how far above
 * @bottom: (out): how far below
 */
void
kl_pin_get_extent (KlPin *self, double *half_width, double *top, double *bottom)
{
  g_return_if_fail (KL_IS_PIN (self));

  if (is_school (self))
    {
      *half_width = SCHOOL_WIDTH / 2 * get_school_scale (self);
      *top = SCHOOL_HEIGHT * get_school_scale (self);
      *bottom = 0;
    }
  else
    *half_width = *top = *bottom =
      get_size (self) / 2 + (self->members->len > 1 ? BADGE_RADIUS - 1 : HALO);
}

/**
 * kl_school_mark_snapshot:
 * @snapshot: where to draw
 * @x: where its tip stands
 * @y: where its tip stands
 * @size: 1 for the usual size
 * @dark: whether it is drawn on a dark ground
 */
void
kl_school_mark_snapshot (GtkSnapshot *snapshot, double x, double y, double size, gboolean dark)
{
  static GskPath *drop, *house;
  const GdkRGBA fill = dark ? (GdkRGBA) { .87f, .87f, .9f, 1 } : (GdkRGBA) { .2f, .19f, .24f, 1 };
  const GdkRGBA glyph = dark ? (GdkRGBA) { .13f, .13f, .16f, 1 } : (GdkRGBA) { 1, 1, 1, 1 };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) (x - SCHOOL_WIDTH / 2 * size),
                                                          (float) (y - SCHOOL_HEIGHT * size)));
  gtk_snapshot_scale (snapshot, (float) size, (float) size);
  gtk_snapshot_append_fill (snapshot, get_path (&drop, drop_path), GSK_FILL_RULE_WINDING, &fill);
  gtk_snapshot_append_fill (snapshot, get_path (&house, house_path), GSK_FILL_RULE_EVEN_ODD,
                            &glyph);
  gtk_snapshot_restore (snapshot);
}
