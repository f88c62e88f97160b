/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-bullet-bar.h"

#include <math.h>

#include "kl-bar-layout.h"
#include "kl-chart-draw.h"

#define BAR_HEIGHT 8.0
#define TICK_HEIGHT 13.0
#define TICK_WIDTH 1.5
#define MIN_WIDTH 40.0
#define HATCH_STEP 5.0
#define HATCH_WIDTH 2.0

struct _KlBulletBar
{
  KlChart parent_instance;

  double value;
  double allotted;
  double maximum;
  gboolean waiting;
};

G_DEFINE_FINAL_TYPE (KlBulletBar, kl_bullet_bar, KL_TYPE_CHART)

enum
{
  PROP_VALUE = 1,
  PROP_ALLOTTED,
  PROP_MAXIMUM,
  PROP_WAITING,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Auxiliary functions */

static double *
get_field (KlBulletBar *self, guint id)
{
  return id == PROP_VALUE ? &self->value : id == PROP_ALLOTTED ? &self->allotted : &self->maximum;
}

static void
set_number (KlBulletBar *self, guint id, double number)
{
  double *field = get_field (self, id);

  if (*field == number)
    return;

  *field = number;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX,
                                  MAX (self->maximum, MAX (self->value, self->allotted)),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->value, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[id]);
}

static void
draw_waiting (GtkSnapshot *snapshot,
              const KlBulletLayout *layout,
              const KlChartPalette *palette,
              double scale)
{
  const GdkRGBA waiting = kl_chart_palette_get_ink (palette, KL_INK_WAITING);
  GdkRGBA ground = waiting;

  ground.alpha = .25f;
  kl_snapshot_box (snapshot, &layout->fill, 2 * scale, &ground);
  kl_snapshot_hatch (snapshot, &layout->fill, 2 * scale, HATCH_STEP * scale, HATCH_WIDTH * scale,
                     &waiting);
  kl_snapshot_hatch (snapshot, &layout->over, 0, HATCH_STEP * scale, HATCH_WIDTH * scale, &waiting);
}

/* Overrides */

static void
kl_bullet_bar_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlBulletBar *self = KL_BULLET_BAR (chart);
  GtkWidget *widget = GTK_WIDGET (self);
  const double scale = kl_chart_get_text_scale (widget);
  const double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const double tick_height = MIN (height, TICK_HEIGHT * scale);
  const KlBox area = { 0, (height - tick_height) / 2, width, tick_height };
  const GdkRGBA track = kl_chart_palette_get_ink (palette, KL_INK_TRACK);
  const GdkRGBA tick = kl_chart_palette_get_ink (palette, KL_INK_TICK);
  const GdkRGBA over = kl_chart_palette_get_ink (palette, KL_INK_WAITING);
  KlBulletLayout layout;

  kl_bullet_layout (&layout, &area, self->value, self->allotted, self->maximum,
                    MIN (height, BAR_HEIGHT * scale), TICK_WIDTH * scale);
  if (self->waiting)
    {
      /* Of a wait the whole road is shown: it has no amount to use up. */
      layout.track.x = 0;
      layout.track.width = width;
    }
  if (kl_chart_is_mirrored (widget))
    {
      kl_box_mirror (&layout.track, width);
      kl_box_mirror (&layout.fill, width);
      kl_box_mirror (&layout.over, width);
      kl_box_mirror (&layout.tick, width);
    }

  if (self->allotted > 0 || self->waiting)
    kl_snapshot_box (snapshot, &layout.track, 2 * scale, &track);
  if (self->waiting)
    draw_waiting (snapshot, &layout, palette, scale);
  else
    {
      kl_snapshot_box (snapshot, &layout.fill, 2 * scale, &palette->accent);
      kl_snapshot_hatch (snapshot, &layout.over, 0, HATCH_STEP * scale, HATCH_WIDTH * scale * 1.4,
                         &over);
    }
  kl_snapshot_box (snapshot, &layout.tick, 0, &tick);
}

static void
kl_bullet_bar_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  const double scale = kl_chart_get_text_scale (widget);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = (int) ceil (MIN_WIDTH * scale);
  else
    *minimum = *natural = (int) ceil (TICK_HEIGHT * scale);
}

static void
kl_bullet_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlBulletBar *self = KL_BULLET_BAR (object);

  switch (id)
    {
    case PROP_VALUE:
    case PROP_ALLOTTED:
    case PROP_MAXIMUM:
      g_value_set_double (value, *get_field (self, id));
      break;
    case PROP_WAITING:
      g_value_set_boolean (value, self->waiting);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_bullet_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlBulletBar *self = KL_BULLET_BAR (object);

  switch (id)
    {
    case PROP_VALUE:
    case PROP_ALLOTTED:
    case PROP_MAXIMUM:
      set_number (self, id, g_value_get_double (value));
      break;
    case PROP_WAITING:
      self->waiting = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_bullet_bar_class_init (KlBulletBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_bullet_bar_get_property;
  object_class->set_property = kl_bullet_bar_set_property;
  widget_class->measure = kl_bullet_bar_measure;
  KL_CHART_CLASS (klass)->draw = kl_bullet_bar_draw;

  properties[PROP_VALUE] =
    g_param_spec_double ("value", NULL, NULL, 0, G_MAXDOUBLE, 0,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * KlBulletBar:allotted:
   *
   * What was given, drawn as a tick: what goes over it is hatched. 0 for none.
   */
  properties[PROP_ALLOTTED] =
    g_param_spec_double ("allotted", NULL, NULL, 0, G_MAXDOUBLE, 0,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * KlBulletBar:maximum:
   *
   * What fills the width; bars that are compared have the same.
   */
  properties[PROP_MAXIMUM] =
    g_param_spec_double ("maximum", NULL, NULL, 0, G_MAXDOUBLE, 0,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * KlBulletBar:waiting:
   *
   * Whether the bar counts days of waiting: hatched all along, the tick where an
   * answer usually comes.
   */
  properties[PROP_WAITING] =
    g_param_spec_boolean ("waiting", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "kl-bullet");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
kl_bullet_bar_init (KlBulletBar *self)
{
}

/* Public API */

/**
 * kl_bullet_bar_new:
 *
 * Returns: (transfer floating): a bar of one amount against another
 */
GtkWidget *
kl_bullet_bar_new (void)
{
  return g_object_new (KL_TYPE_BULLET_BAR, NULL);
}

/**
 * kl_bullet_bar_set_values:
 * @self: a bar
 * @value: what was used
 * @allotted: what was given, or 0
 * @maximum: what fills the width
 */
void
kl_bullet_bar_set_values (KlBulletBar *self, double value, double allotted, double maximum)
{
  g_return_if_fail (KL_IS_BULLET_BAR (self));

  set_number (self, PROP_VALUE, value);
  set_number (self, PROP_ALLOTTED, allotted);
  set_number (self, PROP_MAXIMUM, maximum);
}
