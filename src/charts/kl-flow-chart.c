/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-flow-chart.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-bar-layout.h"
#include "kl-chart-draw.h"

#define BAR_WIDTH 17.0
#define MIN_STEP 26.0
#define NATURAL_STEP 43.0
#define NATURAL_HEIGHT 148.0
#define AXIS_HEIGHT 20.0
#define LABEL_HEIGHT 16.0
#define HATCH_STEP 4.0

struct _KlFlowChart
{
  KlChart parent_instance;

  GArray *values; /* KlFlowValue */
  KlFlowColumn *columns;
  KlFlowLayout layout;
};

G_DEFINE_FINAL_TYPE (KlFlowChart, kl_flow_chart, KL_TYPE_CHART)

enum
{
  SIGNAL_MONTH_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static const KlFlowValue *
get_value (KlFlowChart *self, guint i)
{
  return &g_array_index (self->values, KlFlowValue, i);
}

static char *
describe_value (const KlFlowValue *value)
{
  g_autofree char *in =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new", "%u new", value->in), value->in);
  g_autofree char *out =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u closed", "%u closed", value->out),
                     value->out);

  return g_strdup_printf ("%s %d: %s, %s", kl_month_get_name (value->month, FALSE), value->year, in,
                          out);
}

static void
update_summary (KlFlowChart *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->values->len; i++)
    {
      g_autofree char *words = describe_value (get_value (self, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", words);
    }
  kl_chart_set_summary (KL_CHART (self), text->str);
}

static void
draw_centred (KlFlowChart *self,
              GtkSnapshot *snapshot,
              const char *text,
              double x,
              double y,
              gboolean below,
              PangoWeight weight,
              const GdkRGBA *color)
{
  g_autoptr (PangoLayout) layout =
    kl_chart_create_text (GTK_WIDGET (self), text, KL_CHART_AXIS_POINTS, weight);
  int width, height;

  pango_layout_get_pixel_size (layout, &width, &height);
  kl_snapshot_text (snapshot, layout, x - width / 2.0, below ? y : y - height, color, NULL);
}

static void
draw_column (KlFlowChart *self, GtkSnapshot *snapshot, guint i, const KlChartPalette *palette)
{
  const KlFlowValue *value = get_value (self, i);
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));
  const GdkRGBA line = kl_chart_palette_get_ink (palette, KL_INK_ARROW);
  KlFlowColumn *column = &self->columns[i];
  const double middle = column->slot.x + column->slot.width / 2;
  g_autofree char *in = g_strdup_printf ("%u", value->in);
  g_autofree char *out = g_strdup_printf ("%u", value->out);
  GdkRGBA text, soft;

  gtk_widget_get_color (GTK_WIDGET (self), &text);
  soft = kl_chart_palette_soften (palette, &text);

  kl_snapshot_box (snapshot, &column->in, 2 * scale, &palette->accent);
  kl_snapshot_hatch (snapshot, &column->out, 3 * scale, HATCH_STEP * scale, 1.1, &line);
  kl_snapshot_outline (snapshot, &column->out, 3 * scale, 1, &line);

  /* Nothing in a month says so with no bar; a row of zeroes would only be noise. */
  if (value->in > 0)
    draw_centred (self, snapshot, in, middle, column->in.y - 1, FALSE, PANGO_WEIGHT_BOLD, &text);
  if (value->out > 0)
    draw_centred (self, snapshot, out, middle, column->out.y + column->out.height + 1, TRUE,
                  PANGO_WEIGHT_NORMAL, &soft);
  draw_centred (self, snapshot, kl_month_get_name (value->month, TRUE), middle, height, FALSE,
                PANGO_WEIGHT_NORMAL, &soft);
}

/* Overrides */

static void
kl_flow_chart_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlFlowChart *self = KL_FLOW_CHART (chart);
  const GdkRGBA axis = kl_chart_palette_get_ink (palette, KL_INK_BASELINE);
  const double width = gtk_widget_get_width (GTK_WIDGET (self));

  if (self->values->len == 0)
    return;

  kl_snapshot_box (snapshot, &(KlBox) { 0, self->layout.baseline - 1, width, 2 }, 0, &axis);
  for (guint i = 0; i < self->values->len; i++)
    draw_column (self, snapshot, i, palette);
}

static void
kl_flow_chart_layout (KlChart *chart, double width, double height)
{
  KlFlowChart *self = KL_FLOW_CHART (chart);
  const double scale = kl_chart_get_text_scale (GTK_WIDGET (self));
  const guint n = self->values->len;
  const KlBox area = { 0, 0, width, MAX (0, height - AXIS_HEIGHT * scale) };
  g_autofree guint *in = g_new (guint, n + 1);
  g_autofree guint *out = g_new (guint, n + 1);

  for (guint i = 0; i < n; i++)
    {
      in[i] = get_value (self, i)->in;
      out[i] = get_value (self, i)->out;
    }

  g_free (self->columns);
  self->columns = g_new0 (KlFlowColumn, n + 1);
  kl_flow_layout (&self->layout, self->columns, in, out, n, &area, BAR_WIDTH * scale,
                  LABEL_HEIGHT * scale);
  for (guint i = 0; i < n; i++)
    {
      self->columns[i].slot.height = height;
      if (!kl_chart_is_mirrored (GTK_WIDGET (self)))
        continue;
      kl_box_mirror (&self->columns[i].slot, width);
      kl_box_mirror (&self->columns[i].in, width);
      kl_box_mirror (&self->columns[i].out, width);
    }
}

static guint
kl_flow_chart_get_n_stops (KlChart *chart)
{
  return KL_FLOW_CHART (chart)->values->len;
}

static void
kl_flow_chart_get_stop_box (KlChart *chart, guint stop, KlBox *box)
{
  *box = KL_FLOW_CHART (chart)->columns[stop].slot;
}

static char *
kl_flow_chart_describe_stop (KlChart *chart, guint stop)
{
  return describe_value (get_value (KL_FLOW_CHART (chart), stop));
}

static gboolean
kl_flow_chart_activate_stop (KlChart *chart, guint stop)
{
  KlFlowChart *self = KL_FLOW_CHART (chart);
  const KlFlowValue *value = get_value (self, stop);

  g_signal_emit (self, signals[SIGNAL_MONTH_ACTIVATED], 0, value->year, value->month);
  return TRUE;
}

static void
kl_flow_chart_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  KlFlowChart *self = KL_FLOW_CHART (widget);
  const double scale = kl_chart_get_text_scale (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) ceil (MIN_STEP * scale * self->values->len);
      *natural = (int) ceil (NATURAL_STEP * scale * self->values->len);
    }
  else
    *minimum = *natural = (int) ceil (NATURAL_HEIGHT * scale);
}

static void
kl_flow_chart_finalize (GObject *object)
{
  KlFlowChart *self = KL_FLOW_CHART (object);

  g_clear_pointer (&self->values, g_array_unref);
  g_clear_pointer (&self->columns, g_free);

  G_OBJECT_CLASS (kl_flow_chart_parent_class)->finalize (object);
}

static void
kl_flow_chart_class_init (KlFlowChartClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  KlChartClass *chart_class = KL_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = kl_flow_chart_finalize;
  widget_class->measure = kl_flow_chart_measure;
  chart_class->draw = kl_flow_chart_draw;
  chart_class->layout = kl_flow_chart_layout;
  chart_class->get_n_stops = kl_flow_chart_get_n_stops;
  chart_class->get_stop_box = kl_flow_chart_get_stop_box;
  chart_class->describe_stop = kl_flow_chart_describe_stop;
  chart_class->activate_stop = kl_flow_chart_activate_stop;

  /**
   * KlFlowChart::month-activated:
   * @self: the chart
   * @year: the year
   * @month: 1 to 12
   */
  signals[SIGNAL_MONTH_ACTIVATED] =
    g_signal_new ("month-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_INT);

  gtk_widget_class_set_css_name (widget_class, "kl-flow");
}

static void
kl_flow_chart_init (KlFlowChart *self)
{
  self->values = g_array_new (FALSE, FALSE, sizeof (KlFlowValue));
  self->columns = g_new0 (KlFlowColumn, 1);

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("In and out"), -1);
}

/* Public API */

/**
 * kl_flow_chart_new:
 *
 * Returns: (transfer floating): a chart of what came in and went out by month
 */
GtkWidget *
kl_flow_chart_new (void)
{
  return g_object_new (KL_TYPE_FLOW_CHART, NULL);
}

/**
 * kl_flow_chart_set_values:
 * @self: a chart
 * @values: (array length=n_values) (nullable): a value for each month, by date
 * @n_values: how many months
 */
void
kl_flow_chart_set_values (KlFlowChart *self, const KlFlowValue *values, gsize n_values)
{
  g_return_if_fail (KL_IS_FLOW_CHART (self));

  g_array_set_size (self->values, 0);
  if (n_values > 0)
    g_array_append_vals (self->values, values, (guint) n_values);
  g_free (self->columns);
  self->columns = g_new0 (KlFlowColumn, n_values + 1);
  update_summary (self);
  kl_chart_queue_layout (KL_CHART (self));
}
