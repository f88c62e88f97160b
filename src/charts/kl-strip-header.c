/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-strip-header.h"

#include <math.h>

#include "kl-activity-strip.h"
#include "kl-chart-draw.h"

#define LABEL_GAP 3.0
#define NATURAL_HEIGHT 18

struct _KlStripHeader
{
  KlChart parent_instance;

  KlDate today;
};

G_DEFINE_FINAL_TYPE (KlStripHeader, kl_strip_header, KL_TYPE_CHART)

/* Auxiliary functions */

static void
draw_month (KlStripHeader *self,
            GtkSnapshot *snapshot,
            const KlMonthTick *tick,
            const KlChartPalette *palette)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const gboolean mirrored = kl_chart_is_mirrored (widget);
  const GdkRGBA grid = kl_chart_palette_get_ink (palette, KL_INK_GRID);
  g_autoptr (PangoLayout) layout =
    kl_chart_create_text (widget, kl_month_get_name (tick->month, TRUE), KL_CHART_AXIS_POINTS,
                          PANGO_WEIGHT_NORMAL);
  GdkRGBA color;
  double x = floor (tick->x);
  int text_width, text_height;

  kl_snapshot_box (snapshot, &(KlBox) { mirrored ? width - x : x, 0, 1, height }, 0, &grid);

  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  x += LABEL_GAP;
  if (text_width + LABEL_GAP > tick->width)
    return;

  gtk_widget_get_color (widget, &color);
  color = kl_chart_palette_soften (palette, &color);
  kl_snapshot_text (snapshot, layout, mirrored ? width - x - text_width : x,
                    (height - text_height) / 2, &color, NULL);
}

/* Overrides */

static void
kl_strip_header_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlStripHeader *self = KL_STRIP_HEADER (chart);
  g_autoptr (GArray) ticks = NULL;
  KlTimeScale time;

  if (self->today == KL_DATE_NONE)
    return;

  time = kl_strip_layout_get_scale (self->today, 0, gtk_widget_get_width (GTK_WIDGET (self)));
  ticks = kl_time_scale_get_months (&time, 0);
  for (guint i = 0; i < ticks->len; i++)
    draw_month (self, snapshot, &g_array_index (ticks, KlMonthTick, i), palette);
}

static void
kl_strip_header_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  const double scale = kl_chart_get_text_scale (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) ceil (NATURAL_HEIGHT * scale);
  else
    {
      *minimum = 0;
      *natural = (int) ceil (KL_STRIP_WEEK_WIDTH * scale * KL_STRIP_WEEKS);
    }
}

static void
kl_strip_header_class_init (KlStripHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = kl_strip_header_measure;
  KL_CHART_CLASS (klass)->draw = kl_strip_header_draw;

  /* The strips below say the weeks in words. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  gtk_widget_class_set_css_name (widget_class, "kl-strip-header");
}

static void
kl_strip_header_init (KlStripHeader *self)
{
}

/* Public API */

/**
 * kl_strip_header_new:
 *
 * Returns: (transfer floating): the months above a column of strips
 */
GtkWidget *
kl_strip_header_new (void)
{
  return g_object_new (KL_TYPE_STRIP_HEADER, NULL);
}

/**
 * kl_strip_header_set_today:
 * @self: a heading
 * @today: the current day, in the last week of the strips below
 */
void
kl_strip_header_set_today (KlStripHeader *self, KlDate today)
{
  g_return_if_fail (KL_IS_STRIP_HEADER (self));

  if (self->today == today)
    return;

  self->today = today;
  kl_chart_queue_layout (KL_CHART (self));
}
