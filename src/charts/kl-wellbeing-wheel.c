/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wellbeing-wheel.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-chart-draw.h"
#include "kl-config.h"
#include "kl-wheel-layout.h"

#define RADIUS 69.0
#define MIN_RADIUS 46.0
#define CORE (14.0 / RADIUS)
#define LABEL_GAP 6.0
#define LABEL_ROOM 17.0 /* of a line of words above and below */
#define CUT 1.5
#define MIN_WIDTH 180.0
#define NATURAL_WIDTH 280.0

/* By score: from what asks for attention to what is well, light enough to read a number on. */
static const struct
{
  KlInk ink;
  float alpha;
} fills[KL_WELLBEING_MAX + 1] = {
  { KL_INK_TRACK, 1 },      { KL_INK_WAITING, .9f },  { KL_INK_NEAR, .42f },
  { KL_INK_CONSENT, .38f }, { KL_INK_CONSENT, .62f }, { KL_INK_CONSENT, .95f },
};

/*
 * How a child is as the child, its parents and school say it: a piece for each side, a ring for
 * each voice from the middle outwards, and the number in every cell.
 */
struct _KlWellbeingWheel
{
  KlChart parent_instance;

  KlWellbeingRound *round;
  char *child;
  KlWheel wheel;
};

G_DEFINE_FINAL_TYPE (KlWellbeingWheel, kl_wellbeing_wheel, KL_TYPE_CHART)

/* Auxiliary functions */

static const char *
get_voice_name (KlWellbeingWheel *self, int voice)
{
  return voice == KL_WELLBEING_CHILD && self->child != NULL
           ? self->child
           : kl_words_get_label (KL_WORDS_WELLBEING_VOICE, voice);
}

static gboolean
has_one (KlWellbeingWheel *self, guint aspect)
{
  for (int voice = 0; voice < KL_N_WELLBEING_VOICES; voice++)
    if (self->round->voices[voice].of[aspect] == 1)
      return TRUE;

  return FALSE;
}

/* Translators: words beside a small wheel; long ones are broken where there is a soft hyphen */
static const char *const labels[KL_N_WELLBEING_ASPECTS] = {
  [KL_WELLBEING_SAFE] = NC_ ("wheel", "safe"),
  [KL_WELLBEING_HEALTHY] = NC_ ("wheel", "healthy"),
  [KL_WELLBEING_ACHIEVING] = NC_ ("wheel", "achieving"),
  [KL_WELLBEING_NURTURED] = NC_ ("wheel", "nurtured"),
  [KL_WELLBEING_ACTIVE] = NC_ ("wheel", "active"),
  [KL_WELLBEING_RESPECTED] = NC_ ("wheel", "respected"),
  [KL_WELLBEING_RESPONSIBLE] = NC_ ("wheel", "responsible"),
  [KL_WELLBEING_INCLUDED] = NC_ ("wheel", "included"),
};

/* @room: how wide its lines may be, 0 to break wherever it can be */
static PangoLayout *
create_label (KlWellbeingWheel *self, guint aspect, double room)
{
  PangoLayout *layout =
    kl_chart_create_text (GTK_WIDGET (self),
                          g_dpgettext2 (GETTEXT_PACKAGE, "wheel", labels[aspect]),
                          KL_CHART_AXIS_POINTS,
                          has_one (self, aspect) ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);

  pango_layout_set_width (layout, (int) (MAX (room, 0) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  return layout;
}

/* The wheel is as large as the longest words beside it leave room for. */
static double
choose_radius (KlWellbeingWheel *self, double width, double scale)
{
  double radius = RADIUS * scale;

  for (guint i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    {
      g_autoptr (PangoLayout) layout = create_label (self, i, 0);
      const double angle = self->wheel.turn + i * G_PI_4;
      int label;

      pango_layout_get_pixel_size (layout, &label, NULL);
      radius = MIN (radius, (width / 2 - label) / fabs (sin (angle)) - LABEL_GAP * scale);
    }

  return MAX (radius, MIN (MIN_RADIUS * scale, width / 4));
}

static GskPath *
create_cell (const KlWheel *wheel, guint sector, guint ring)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  KlWheelCell cell;

  kl_wheel_get_cell (wheel, sector, ring, &cell);
  gsk_path_builder_move_to (builder, (float) (wheel->x + cell.inner * cos (cell.from)),
                            (float) (wheel->y + cell.inner * sin (cell.from)));
  gsk_path_builder_line_to (builder, (float) (wheel->x + cell.outer * cos (cell.from)),
                            (float) (wheel->y + cell.outer * sin (cell.from)));
  gsk_path_builder_svg_arc_to (builder, (float) cell.outer, (float) cell.outer, 0, FALSE, TRUE,
                               (float) (wheel->x + cell.outer * cos (cell.to)),
                               (float) (wheel->y + cell.outer * sin (cell.to)));
  gsk_path_builder_line_to (builder, (float) (wheel->x + cell.inner * cos (cell.to)),
                            (float) (wheel->y + cell.inner * sin (cell.to)));
  gsk_path_builder_svg_arc_to (builder, (float) cell.inner, (float) cell.inner, 0, FALSE, FALSE,
                               (float) (wheel->x + cell.inner * cos (cell.from)),
                               (float) (wheel->y + cell.inner * sin (cell.from)));
  gsk_path_builder_close (builder);
  return gsk_path_builder_free_to_path (g_steal_pointer (&builder));
}

static GdkRGBA
get_fill (const KlChartPalette *palette, guint score)
{
  GdkRGBA color = kl_chart_palette_get_ink (palette, fills[score].ink);

  color.alpha *= fills[score].alpha;
  return color;
}

/* Linear light (WCAG 2.2, relative luminance). */
static double
linearize (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
get_luminance (const GdkRGBA *fill, const GdkRGBA *ground)
{
  const double a = (double) fill->alpha;

  return 0.2126 * linearize ((double) fill->red * a + (double) ground->red * (1 - a))
         + 0.7152 * linearize ((double) fill->green * a + (double) ground->green * (1 - a))
         + 0.0722 * linearize ((double) fill->blue * a + (double) ground->blue * (1 - a));
}

/* Black or white, whichever is read better on it. */
static GdkRGBA
get_number_color (const KlChartPalette *palette, const GdkRGBA *fill)
{
  const GdkRGBA ground = kl_chart_palette_get_ink (palette, KL_INK_CARD);
  const double luminance = get_luminance (fill, &ground);

  return luminance > 0.179 ? (GdkRGBA) { 0, 0, 0, 1 } : (GdkRGBA) { 1, 1, 1, 1 };
}

static void
draw_number (KlWellbeingWheel *self,
             GtkSnapshot *snapshot,
             guint sector,
             guint ring,
             guint score,
             const GdkRGBA *color)
{
  g_autofree char *number = g_strdup_printf ("%u", score);
  g_autoptr (PangoLayout) layout =
    kl_chart_create_text (GTK_WIDGET (self), number, KL_CHART_AXIS_POINTS,
                          score == 1 ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  double x, y;
  int width, height;

  kl_wheel_get_cell_middle (&self->wheel, sector, ring, &x, &y);
  pango_layout_get_pixel_size (layout, &width, &height);
  kl_snapshot_text (snapshot, layout, x - width / 2.0, y - height / 2.0, color, NULL);
}

static void
draw_cell (KlWellbeingWheel *self,
           GtkSnapshot *snapshot,
           const KlChartPalette *palette,
           guint sector,
           guint ring)
{
  const guint score = self->round->voices[ring].of[sector];
  const GdkRGBA card = kl_chart_palette_get_ink (palette, KL_INK_CARD);
  const GdkRGBA fill = get_fill (palette, score);
  const GdkRGBA color = get_number_color (palette, &fill);
  g_autoptr (GskPath) path = create_cell (&self->wheel, sector, ring);
  g_autoptr (GskStroke) stroke =
    gsk_stroke_new ((float) (CUT * kl_chart_get_text_scale (GTK_WIDGET (self))));

  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, &fill);
  gtk_snapshot_append_stroke (snapshot, path, stroke, &card);
  if (score != 0)
    draw_number (self, snapshot, sector, ring, score, &color);
}

static void
draw_label (KlWellbeingWheel *self,
            GtkSnapshot *snapshot,
            const KlChartPalette *palette,
            guint sector)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  g_autoptr (PangoLayout) layout = NULL;
  KlWheelLabel place;
  GdkRGBA text, soft;
  int label, height;

  kl_wheel_get_label (&self->wheel, sector, LABEL_GAP * scale, &place);
  layout = create_label (self, sector, place.across > 0 ? width - place.x : place.x);
  pango_layout_get_pixel_size (layout, &label, &height);
  /* Lines of one word end or begin at the wheel. */
  pango_layout_set_width (layout, label * PANGO_SCALE);
  pango_layout_set_alignment (layout, place.across > 0 ? PANGO_ALIGN_LEFT : PANGO_ALIGN_RIGHT);

  gtk_widget_get_color (GTK_WIDGET (self), &text);
  soft = kl_chart_palette_soften (palette, &text);
  kl_snapshot_text (snapshot, layout, place.across > 0 ? place.x : place.x - label,
                    place.y - (1 - place.down) * height / 2.0,
                    has_one (self, sector) ? &text : &soft, NULL);
}

/* Overrides */

static void
kl_wellbeing_wheel_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlWellbeingWheel *self = KL_WELLBEING_WHEEL (chart);

  if (self->round == NULL)
    return;

  for (guint sector = 0; sector < self->wheel.n_sectors; sector++)
    {
      for (guint ring = 0; ring < self->wheel.n_rings; ring++)
        draw_cell (self, snapshot, palette, sector, ring);
      draw_label (self, snapshot, palette, sector);
    }
}

static void
kl_wellbeing_wheel_layout (KlChart *chart, double width, double height)
{
  KlWellbeingWheel *self = KL_WELLBEING_WHEEL (chart);
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));

  self->wheel = (KlWheel) { .x = width / 2,
                            .y = height / 2,
                            .n_sectors = KL_N_WELLBEING_ASPECTS,
                            .n_rings = KL_N_WELLBEING_VOICES,
                            .turn = G_PI_4 / 2 };
  if (self->round == NULL)
    return;

  self->wheel.radius = choose_radius (self, width, scale);
  self->wheel.core = self->wheel.radius * CORE;
}

static guint
kl_wellbeing_wheel_get_n_stops (KlChart *chart)
{
  return KL_WELLBEING_WHEEL (chart)->round != NULL ? KL_N_WELLBEING_ASPECTS : 0;
}

static void
kl_wellbeing_wheel_get_stop_box (KlChart *chart, guint stop, KlBox *box)
{
  const KlWheel *wheel = &KL_WELLBEING_WHEEL (chart)->wheel;
  const double half = (wheel->radius - wheel->core) / 2;
  double x, y;

  kl_wheel_get_cell_middle (wheel, stop, 1, &x, &y);
  *box = (KlBox) { x - half * 0.8, y - half * 0.8, half * 1.6, half * 1.6 };
}

/* A piece from the middle to the rim, whoever of the three scored it. */
static int
kl_wellbeing_wheel_find_stop (KlChart *chart, double x, double y)
{
  guint sector, ring;

  return kl_wheel_find_cell (&KL_WELLBEING_WHEEL (chart)->wheel, x, y, &sector, &ring)
           ? (int) sector
           : -1;
}

/* "Safe: Jelle 2, the parents 1, school 2" */
static char *
kl_wellbeing_wheel_describe_stop (KlChart *chart, guint stop)
{
  KlWellbeingWheel *self = KL_WELLBEING_WHEEL (chart);
  g_autoptr (GString) text = g_string_new (NULL);

  for (int voice = 0; voice < KL_N_WELLBEING_VOICES; voice++)
    {
      const guint score = self->round->voices[voice].of[stop];

      if (score != 0)
        g_string_append_printf (text, "%s%s %u", text->len > 0 ? ", " : "",
                                get_voice_name (self, voice), score);
    }
  if (text->len == 0)
    g_string_append (text, _ ("not said"));
  g_string_prepend (text, ": ");
  g_string_prepend (text, kl_words_get_label (KL_WORDS_WELLBEING_ASPECT, (int) stop));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
kl_wellbeing_wheel_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  const double scale = kl_chart_get_text_scale (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) MIN_WIDTH;
      *natural = (int) ceil (NATURAL_WIDTH * scale);
    }
  else
    {
      *minimum = *natural = (int) ceil (2 * (RADIUS + LABEL_ROOM) * scale);
    }
}

static void
kl_wellbeing_wheel_finalize (GObject *object)
{
  KlWellbeingWheel *self = KL_WELLBEING_WHEEL (object);

  g_clear_pointer (&self->round, kl_wellbeing_round_free);
  g_free (self->child);

  G_OBJECT_CLASS (kl_wellbeing_wheel_parent_class)->finalize (object);
}

static void
kl_wellbeing_wheel_class_init (KlWellbeingWheelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KlChartClass *chart_class = KL_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kl_wellbeing_wheel_finalize;
  widget_class->measure = kl_wellbeing_wheel_measure;
  chart_class->draw = kl_wellbeing_wheel_draw;
  chart_class->layout = kl_wellbeing_wheel_layout;
  chart_class->get_n_stops = kl_wellbeing_wheel_get_n_stops;
  chart_class->get_stop_box = kl_wellbeing_wheel_get_stop_box;
  chart_class->find_stop = kl_wellbeing_wheel_find_stop;
  chart_class->describe_stop = kl_wellbeing_wheel_describe_stop;

  gtk_widget_class_set_css_name (widget_class, "kl-wellbeing-wheel");
}

static void
kl_wellbeing_wheel_init (KlWellbeingWheel *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Well-being wheel"), -1);
}

/* Public API */

/**
 * kl_wellbeing_wheel_new:
 *
 * Returns: (transfer floating): a wheel without a round
 */
GtkWidget *
kl_wellbeing_wheel_new (void)
{
  return g_object_new (KL_TYPE_WELLBEING_WHEEL, NULL);
}

/**
 * kl_wellbeing_wheel_set_round:
 * @self: a wheel
 * @round: (nullable): what was said; copied
 * @child: (nullable): what the child is called
 */
void
kl_wellbeing_wheel_set_round (KlWellbeingWheel *self,
                              const KlWellbeingRound *round,
                              const char *child)
{
  g_autofree char *summary = NULL;

  g_return_if_fail (KL_IS_WELLBEING_WHEEL (self));

  g_clear_pointer (&self->round, kl_wellbeing_round_free);
  g_set_str (&self->child, child);
  if (round != NULL)
    {
      self->round = kl_wellbeing_round_copy (round);
      summary = kl_wellbeing_round_describe (round, get_voice_name (self, KL_WELLBEING_CHILD));
    }
  kl_chart_set_summary (KL_CHART (self), summary);
  kl_chart_queue_layout (KL_CHART (self));
}
