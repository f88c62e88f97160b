/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-sparkline.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-chart-draw.h"
#include "kl-config.h"

#define HEIGHT 92.0
#define NATURAL_WIDTH 240.0
#define MIN_WIDTH 120.0
#define LEFT 24.0
#define RIGHT 20.0
#define TOP 16.0
#define BOTTOM 15.0
#define BAR_WIDTH 6.0
#define LINE_WIDTH 1.6
#define DOT 4.4
#define LAST_DOT 8.0
#define BAR_ALPHA 0.22f

struct _KlSparkline
{
  KlChart parent_instance;

  GArray *points; /* KlSparklinePoint */
  GArray *places; /* graphene_point_t, of each point */
  int usual;
  GdkRGBA color;
  double floor;
  double usual_y;
};

G_DEFINE_FINAL_TYPE (KlSparkline, kl_sparkline, KL_TYPE_CHART)

/* Auxiliary functions */

static const KlSparklinePoint *
get_point (KlSparkline *self, guint i)
{
  return &g_array_index (self->points, KlSparklinePoint, i);
}

static graphene_point_t *
get_place (KlSparkline *self, guint i)
{
  return &g_array_index (self->places, graphene_point_t, i);
}

static char *
describe_point (const KlSparklinePoint *point)
{
  g_autofree char *day = kl_date_format (point->day, KL_DATE_STYLE_SHORT_YEAR);

  if (point->waiting)
    /* Translators: %s is the date on which something was sent */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "sent %s, waiting for %d day",
                                         "sent %s, waiting for %d days", (gulong) point->days),
                            day, point->days);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "sent %s, answered after %d day",
                                       "sent %s, answered after %d days", (gulong) point->days),
                          day, point->days);
}

static void
summarize (KlSparkline *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->points->len; i++)
    {
      g_autofree char *words = describe_point (get_point (self, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", words);
    }
  kl_chart_set_summary (KL_CHART (self), text->str);
}

/* @align 0 starts at @x, 1 ends there. */
static void
draw_text (KlSparkline *self,
           GtkSnapshot *snapshot,
           const char *text,
           double x,
           double y,
           double align,
           PangoWeight weight,
           const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout =
    kl_chart_create_text (GTK_WIDGET (self), text, KL_CHART_AXIS_POINTS, weight);
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  int text_width, text_height;

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  x = CLAMP (x - text_width * align, 0, MAX (0, width - text_width));
  kl_snapshot_text (snapshot, layout, x, y - text_height / 2.0, color, NULL);
}

static void
draw_dot (GtkSnapshot *snapshot, const graphene_point_t *place, double size, const GdkRGBA *color)
{
  const KlBox box = { place->x - size / 2, place->y - size / 2, size, size };

  kl_snapshot_box (snapshot, &box, size / 2, color);
}

static void
draw_waiting (KlSparkline *self,
              GtkSnapshot *snapshot,
              const graphene_point_t *place,
              const KlChartPalette *palette,
              double scale)
{
  const GdkRGBA card = kl_chart_palette_get_ink (palette, KL_INK_CARD);
  const double size = LAST_DOT * scale;
  const KlBox box = { place->x - size / 2, place->y - size / 2, size, size };

  kl_snapshot_line (snapshot, place->x, place->y, place->x, self->floor, LINE_WIDTH * scale,
                    &self->color, 2 * scale, 2 * scale);
  kl_snapshot_box (snapshot, &box, size / 2, &card);
  kl_snapshot_outline (snapshot, &box, size / 2, LINE_WIDTH * scale, &self->color);
}

static void
draw_points (KlSparkline *self, GtkSnapshot *snapshot, const KlChartPalette *palette, double scale)
{
  const graphene_point_t *before = NULL;
  GdkRGBA light = self->color;

  light.alpha = BAR_ALPHA;
  for (guint i = 0; i < self->points->len; i++)
    {
      const graphene_point_t *place = get_place (self, i);
      const KlBox bar = { place->x - BAR_WIDTH * scale / 2, place->y, BAR_WIDTH * scale,
                          self->floor - place->y };

      if (get_point (self, i)->waiting)
        continue;
      kl_snapshot_box (snapshot, &bar, 0, &light);
      if (before != NULL)
        kl_snapshot_line (snapshot, before->x, before->y, place->x, place->y, LINE_WIDTH * scale,
                          &self->color, 0, 0);
      before = place;
    }
  for (guint i = 0; i < self->points->len; i++)
    {
      const graphene_point_t *place = get_place (self, i);

      if (get_point (self, i)->waiting)
        draw_waiting (self, snapshot, place, palette, scale);
      else
        draw_dot (snapshot, place, place == before ? LAST_DOT * scale : DOT * scale, &self->color);
    }
}

static void
draw_words (KlSparkline *self, GtkSnapshot *snapshot, const KlChartPalette *palette, double scale)
{
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const double axis = height - BOTTOM * scale / 2;
  const guint last = self->points->len - 1;
  gboolean told = FALSE;
  int month;
  GdkRGBA text, soft;

  gtk_widget_get_color (GTK_WIDGET (self), &text);
  soft = kl_chart_palette_soften (palette, &text);
  if (self->usual >= 0)
    {
      g_autofree char *usual = g_strdup_printf ("%d", self->usual);

      draw_text (self, snapshot, usual, (LEFT - 6) * scale, self->usual_y, 1, PANGO_WEIGHT_BOLD,
                 &text);
    }
  if (self->usual < 0 || self->floor - self->usual_y > 10 * scale)
    draw_text (self, snapshot, "0", (LEFT - 6) * scale, self->floor, 1, PANGO_WEIGHT_NORMAL, &soft);

  kl_date_split (get_point (self, 0)->day, NULL, &month, NULL);
  draw_text (self, snapshot, kl_month_get_name (month, TRUE), get_place (self, 0)->x, axis, .5,
             PANGO_WEIGHT_NORMAL, &soft);
  if (get_point (self, last)->waiting)
    draw_text (self, snapshot, C_ ("chart", "now"), get_place (self, last)->x, axis, .5,
               PANGO_WEIGHT_NORMAL, &soft);
  for (int i = (int) last; i >= 0 && !told; i--)
    if (!get_point (self, (guint) i)->waiting)
      {
        g_autofree char *days = g_strdup_printf ("%d", get_point (self, (guint) i)->days);

        draw_text (self, snapshot, days, get_place (self, (guint) i)->x,
                   get_place (self, (guint) i)->y - 11 * scale, .5, PANGO_WEIGHT_BOLD, &text);
        told = TRUE;
      }
}

/* Overrides */

static void
kl_sparkline_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlSparkline *self = KL_SPARKLINE (chart);
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const GdkRGBA axis = kl_chart_palette_get_ink (palette, KL_INK_BASELINE);

  if (self->points->len == 0)
    return;

  kl_snapshot_line (snapshot, LEFT * scale, self->floor, width, self->floor, 1, &axis, 0, 0);
  if (self->usual >= 0)
    kl_snapshot_line (snapshot, LEFT * scale, self->usual_y, width, self->usual_y, 1.2, &axis,
                      1.5 * scale, 2.5 * scale);
  draw_points (self, snapshot, palette, scale);
  draw_words (self, snapshot, palette, scale);
}

static void
kl_sparkline_layout (KlChart *chart, double width, double height)
{
  KlSparkline *self = KL_SPARKLINE (chart);
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const double left = (LEFT + 10) * scale, right = width - RIGHT * scale;
  const guint n = self->points->len;
  double top = TOP * scale, most = MAX (1, self->usual);

  self->floor = height - BOTTOM * scale;
  for (guint i = 0; i < n; i++)
    most = MAX (most, get_point (self, i)->days);
  self->usual_y = self->floor - (self->floor - top) * MAX (0, self->usual) / most;

  g_array_set_size (self->places, n);
  for (guint i = 0; i < n; i++)
    {
      graphene_point_t *place = get_place (self, i);

      place->x = (float) (n > 1 ? left + (right - left) * i / (n - 1) : (left + right) / 2);
      place->y = (float) (self->floor - (self->floor - top) * get_point (self, i)->days / most);
    }
}

static guint
kl_sparkline_get_n_stops (KlChart *chart)
{
  return KL_SPARKLINE (chart)->points->len;
}

static void
kl_sparkline_get_stop_box (KlChart *chart, guint stop, KlBox *box)
{
  KlSparkline *self = KL_SPARKLINE (chart);
  const double half = LAST_DOT * kl_chart_get_text_scale (GTK_WIDGET (self));
  const graphene_point_t *place = get_place (self, stop);

  *box = (KlBox) { place->x - half, place->y - half, 2 * half, self->floor - place->y + half };
}

static char *
kl_sparkline_describe_stop (KlChart *chart, guint stop)
{
  return describe_point (get_point (KL_SPARKLINE (chart), stop));
}

static void
kl_sparkline_measure (GtkWidget *widget,
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
      *minimum = (int) ceil (MIN_WIDTH * scale);
      *natural = (int) ceil (NATURAL_WIDTH * scale);
    }
  else
    {
      *minimum = *natural = (int) ceil (HEIGHT * scale);
    }
}

static void
kl_sparkline_finalize (GObject *object)
{
  KlSparkline *self = KL_SPARKLINE (object);

  g_array_unref (self->points);
  g_array_unref (self->places);

  G_OBJECT_CLASS (kl_sparkline_parent_class)->finalize (object);
}

static void
kl_sparkline_class_init (KlSparklineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KlChartClass *chart_class = KL_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kl_sparkline_finalize;
  widget_class->measure = kl_sparkline_measure;
  chart_class->draw = kl_sparkline_draw;
  chart_class->layout = kl_sparkline_layout;
  chart_class->get_n_stops = kl_sparkline_get_n_stops;
  chart_class->get_stop_box = kl_sparkline_get_stop_box;
  chart_class->describe_stop = kl_sparkline_describe_stop;

  gtk_widget_class_set_css_name (widget_class, "kl-sparkline");
}

static void
kl_sparkline_init (KlSparkline *self)
{
  self->points = g_array_new (FALSE, TRUE, sizeof (KlSparklinePoint));
  self->places = g_array_new (FALSE, TRUE, sizeof (graphene_point_t));
  self->usual = -1;

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Days to the first answer"), -1);
}

/* Public API */

/**
 * kl_sparkline_new:
 *
 * Returns: (transfer floating): a small chart of how long answers took, one after another
 */
GtkWidget *
kl_sparkline_new (void)
{
  return g_object_new (KL_TYPE_SPARKLINE, NULL);
}

/**
 * kl_sparkline_set_points:
 * @self: a chart
 * @points: (array length=n_points): oldest first; copied
 * @n_points: how many
 * @usual: the days that are usual, drawn as a line, or -1
 * @color: of the line
 */
void
kl_sparkline_set_points (KlSparkline *self,
                         const KlSparklinePoint *points,
                         guint n_points,
                         int usual,
                         const GdkRGBA *color)
{
  g_return_if_fail (KL_IS_SPARKLINE (self) && color != NULL);

  g_array_set_size (self->points, 0);
  g_array_append_vals (self->points, points, n_points);
  self->usual = usual;
  self->color = *color;
  summarize (self);
  kl_chart_queue_layout (KL_CHART (self));
}
