/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-contact-gauge.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-bar-layout.h"
#include "kl-chart-draw.h"

#define BAR_WIDTH 54.0
#define BAR_HEIGHT 4.0
#define TICK_WIDTH 1.5
#define TICK_HEIGHT 8.0
#define TEXT_GAP 3.0
#define WORD_GAP 4.0
#define NUMBER_POINTS 10.5
#define DEFAULT_NORM 7

struct _KlContactGauge
{
  KlChart parent_instance;

  int days;
  int norm;
};

G_DEFINE_FINAL_TYPE (KlContactGauge, kl_contact_gauge, KL_TYPE_CHART)

enum
{
  PROP_DAYS = 1,
  PROP_NORM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Auxiliary functions */

static PangoWeight
get_weight (KlContactGauge *self)
{
  return kl_gauge_get_level (self->days, self->norm) == KL_GAUGE_GOOD ? PANGO_WEIGHT_NORMAL
                                                                      : PANGO_WEIGHT_BOLD;
}

static PangoLayout *
create_number (KlContactGauge *self)
{
  g_autofree char *text = g_strdup_printf ("%d", self->days);

  return kl_chart_create_text (GTK_WIDGET (self), text, NUMBER_POINTS, get_weight (self));
}

static PangoLayout *
create_unit (KlContactGauge *self)
{
  /* Translators: after a number, written apart and lighter: "13 days". */
  const char *text = g_dngettext (GETTEXT_PACKAGE, "day", "days", self->days);

  return kl_chart_create_text (GTK_WIDGET (self), text, KL_CHART_DENSE_POINTS, PANGO_WEIGHT_NORMAL);
}

static void
update (KlContactGauge *self)
{
  g_autofree char *text = NULL;
  g_autoptr (GString) summary = g_string_new (NULL);

  if (self->days >= 0)
    {
      g_string_append_printf (summary,
                              g_dngettext (GETTEXT_PACKAGE, "%d day since contact",
                                           "%d days since contact", self->days),
                              self->days);
      g_string_append (summary, ", ");
      g_string_append_printf (summary,
                              g_dngettext (GETTEXT_PACKAGE, "the norm is %d day",
                                           "the norm is %d days", self->norm),
                              self->norm);
      if (kl_gauge_get_level (self->days, self->norm) == KL_GAUGE_OVER)
        g_string_append_printf (summary, ", %s", _ ("past the norm"));
    }
  kl_chart_set_summary (KL_CHART (self), summary->str);

  text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", self->days), self->days);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) MAX (0, self->days),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  kl_chart_queue_layout (KL_CHART (self));
}

static void
get_colors (KlContactGauge *self,
            const KlChartPalette *palette,
            KlGaugeLevel level,
            GdkRGBA *bar,
            GdkRGBA *number,
            GdkRGBA *unit)
{
  static const KlInk bars[] = { KL_INK_GOOD, KL_INK_NEAR, KL_INK_OVER };
  static const KlInk texts[] = { KL_INK_GOOD_TEXT, KL_INK_NEAR_TEXT, KL_INK_OVER_TEXT };

  *bar = kl_chart_palette_get_ink (palette, bars[level]);
  if (level == KL_GAUGE_GOOD)
    {
      gtk_widget_get_color (GTK_WIDGET (self), number);
      *unit = kl_chart_palette_soften (palette, number);
    }
  else
    *number = *unit = kl_chart_palette_get_ink (palette, texts[level]);
}

/* Overrides */

static void
kl_contact_gauge_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlContactGauge *self = KL_CONTACT_GAUGE (chart);
  GtkWidget *widget = GTK_WIDGET (self);
  const double scale = kl_chart_get_text_scale (widget), width = gtk_widget_get_width (widget);
  const gboolean mirrored = kl_chart_is_mirrored (widget);
  const GdkRGBA track = kl_chart_palette_get_ink (palette, KL_INK_TRACK);
  const GdkRGBA tick = kl_chart_palette_get_ink (palette, KL_INK_TICK);
  g_autoptr (PangoLayout) number = NULL;
  g_autoptr (PangoLayout) unit = NULL;
  GdkRGBA bar_color, number_color, unit_color;
  int number_width, unit_width, number_height;
  double top, baseline;
  KlGaugeLayout layout;
  KlBox area;

  if (self->days < 0)
    return;

  number = create_number (self);
  unit = create_unit (self);
  pango_layout_get_pixel_size (number, &number_width, &number_height);
  pango_layout_get_pixel_size (unit, &unit_width, NULL);
  top = (gtk_widget_get_height (widget) - number_height - (TEXT_GAP + TICK_HEIGHT) * scale) / 2;
  baseline = top + pango_layout_get_baseline (number) / (double) PANGO_SCALE;

  area = (KlBox) { 0, top + number_height + TEXT_GAP * scale, MIN (width, BAR_WIDTH * scale),
                   BAR_HEIGHT * scale };
  if (mirrored)
    kl_box_mirror (&area, width);
  area.y += (TICK_HEIGHT - BAR_HEIGHT) / 2 * scale;
  kl_gauge_layout (&layout, &area, self->days, self->norm, TICK_WIDTH * scale, TICK_HEIGHT * scale);
  if (mirrored)
    {
      kl_box_mirror (&layout.fill, 2 * area.x + area.width);
      kl_box_mirror (&layout.tick, 2 * area.x + area.width);
    }
  get_colors (self, palette, layout.level, &bar_color, &number_color, &unit_color);

  kl_snapshot_text (snapshot, number, mirrored ? width - number_width : 0, top, &number_color,
                    NULL);
  kl_snapshot_text (snapshot, unit,
                    mirrored ? width - number_width - WORD_GAP * scale - unit_width
                             : number_width + WORD_GAP * scale,
                    baseline - pango_layout_get_baseline (unit) / (double) PANGO_SCALE, &unit_color,
                    NULL);
  kl_snapshot_box (snapshot, &layout.track, area.height / 2, &track);
  kl_snapshot_box (snapshot, &layout.fill, area.height / 2, &bar_color);
  kl_snapshot_box (snapshot, &layout.tick, 0, &tick);
}

static void
kl_contact_gauge_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  KlContactGauge *self = KL_CONTACT_GAUGE (widget);
  const double scale = kl_chart_get_text_scale (widget);
  g_autoptr (PangoLayout) number = create_number (self);
  g_autoptr (PangoLayout) unit = create_unit (self);
  int number_width, unit_width, height;

  pango_layout_get_pixel_size (number, &number_width, &height);
  pango_layout_get_pixel_size (unit, &unit_width, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural =
      (int) ceil (MAX (BAR_WIDTH * scale, number_width + WORD_GAP * scale + unit_width));
  else
    *minimum = *natural = (int) ceil (height + (TEXT_GAP + TICK_HEIGHT) * scale);
}

static void
kl_contact_gauge_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlContactGauge *self = KL_CONTACT_GAUGE (object);

  switch (id)
    {
    case PROP_DAYS:
      g_value_set_int (value, self->days);
      break;
    case PROP_NORM:
      g_value_set_int (value, self->norm);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_contact_gauge_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlContactGauge *self = KL_CONTACT_GAUGE (object);

  switch (id)
    {
    case PROP_DAYS:
      kl_contact_gauge_set_days (self, g_value_get_int (value));
      break;
    case PROP_NORM:
      kl_contact_gauge_set_norm (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_contact_gauge_class_init (KlContactGaugeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_contact_gauge_get_property;
  object_class->set_property = kl_contact_gauge_set_property;
  widget_class->measure = kl_contact_gauge_measure;
  KL_CHART_CLASS (klass)->draw = kl_contact_gauge_draw;

  /**
   * KlContactGauge:days:
   *
   * School days without contact; -1 when nothing is counted, and nothing is drawn.
   */
  properties[PROP_DAYS] =
    g_param_spec_int ("days", NULL, NULL, -1, G_MAXINT, -1,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * KlContactGauge:norm:
   *
   * In how many days there should be contact at this school.
   */
  properties[PROP_NORM] =
    g_param_spec_int ("norm", NULL, NULL, 1, 365, DEFAULT_NORM,
                      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "kl-gauge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
kl_contact_gauge_init (KlContactGauge *self)
{
  self->days = -1;
  self->norm = DEFAULT_NORM;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Days since contact"), -1);
  update (self);
}

/* Public API */

/**
 * kl_contact_gauge_new:
 *
 * Returns: (transfer floating): a gauge of days since contact against the norm
 */
GtkWidget *
kl_contact_gauge_new (void)
{
  return g_object_new (KL_TYPE_CONTACT_GAUGE, NULL);
}

/**
 * kl_contact_gauge_set_days:
 * @self: a gauge
 * @days: days without contact, holidays left out; -1 for none
 */
void
kl_contact_gauge_set_days (KlContactGauge *self, int days)
{
  g_return_if_fail (KL_IS_CONTACT_GAUGE (self));

  if (self->days == days)
    return;

  self->days = days;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAYS]);
}

/**
 * kl_contact_gauge_set_norm:
 * @self: a gauge
 * @norm: in how many days there should be contact
 */
void
kl_contact_gauge_set_norm (KlContactGauge *self, int norm)
{
  g_return_if_fail (KL_IS_CONTACT_GAUGE (self) && norm > 0);

  if (self->norm == norm)
    return;

  self->norm = norm;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NORM]);
}
