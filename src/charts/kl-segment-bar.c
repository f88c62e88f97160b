/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-segment-bar.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-bar-layout.h"
#include "kl-chart-draw.h"

#define READY_HEIGHT 4.0
#define READY_GAP 3.0
#define READY_WIDTH 12.0
#define LEVEL_HEIGHT 7.0
#define LEVEL_WIDTH 13.0
#define LEVEL_GAP 2.0

struct _KlSegmentBar
{
  KlChart parent_instance;

  KlSegmentKind kind;
  guint value;
  guint maximum;
};

G_DEFINE_FINAL_TYPE (KlSegmentBar, kl_segment_bar, KL_TYPE_CHART)

enum
{
  PROP_KIND = 1,
  PROP_VALUE,
  PROP_MAXIMUM,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Auxiliary functions */

static void
update (KlSegmentBar *self)
{
  g_autofree char *text = NULL;

  /* Translators: so many of so many. */
  text = g_strdup_printf (_ ("%u of %u"), self->value, self->maximum);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) self->maximum,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) self->value,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
  kl_chart_set_summary (KL_CHART (self), self->maximum > 0 ? text : NULL);
  kl_chart_queue_layout (KL_CHART (self));
}

/* Overrides */

static void
kl_segment_bar_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlSegmentBar *self = KL_SEGMENT_BAR (chart);
  GtkWidget *widget = GTK_WIDGET (self);
  const gboolean level = self->kind == KL_SEGMENT_KIND_LEVEL;
  const double scale = kl_chart_get_text_scale (widget);
  const double width = gtk_widget_get_width (widget);
  const double height = (level ? LEVEL_HEIGHT : READY_HEIGHT) * scale;
  const KlBox area = { 0, (gtk_widget_get_height (widget) - height) / 2, width, height };
  const GdkRGBA track = kl_chart_palette_get_ink (palette, KL_INK_TRACK);
  const GdkRGBA filled = level ? palette->accent : kl_chart_palette_get_ink (palette, KL_INK_GOOD);
  g_autofree KlBox *boxes = g_new (KlBox, self->maximum + 1);

  kl_segments_layout (boxes, self->maximum, &area, (level ? LEVEL_GAP : READY_GAP) * scale);
  for (guint i = 0; i < self->maximum; i++)
    {
      if (kl_chart_is_mirrored (widget))
        kl_box_mirror (&boxes[i], width);
      kl_snapshot_box (snapshot, &boxes[i], (level ? 1.5 : 2) * scale,
                       i < self->value ? &filled : &track);
    }
}

static void
kl_segment_bar_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  KlSegmentBar *self = KL_SEGMENT_BAR (widget);
  const gboolean level = self->kind == KL_SEGMENT_KIND_LEVEL;
  const double scale = kl_chart_get_text_scale (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = (int) ceil ((level ? LEVEL_HEIGHT : READY_HEIGHT) * scale);
  else if (level)
    *minimum = *natural =
      (int) ceil (MAX (0, self->maximum * (LEVEL_WIDTH + LEVEL_GAP) - LEVEL_GAP) * scale);
  else
    {
      /* Of a long agenda the segments shrink; the words beside them tell the number. */
      *minimum = (int) MIN (2 * self->maximum, 60);
      *natural = MAX (*minimum, (int) ceil (MIN (self->maximum, 20) * READY_WIDTH * scale));
    }
}

static void
kl_segment_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlSegmentBar *self = KL_SEGMENT_BAR (object);

  switch (id)
    {
    case PROP_KIND:
      g_value_set_enum (value, self->kind);
      break;
    case PROP_VALUE:
      g_value_set_uint (value, self->value);
      break;
    case PROP_MAXIMUM:
      g_value_set_uint (value, self->maximum);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_segment_bar_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlSegmentBar *self = KL_SEGMENT_BAR (object);

  switch (id)
    {
    case PROP_KIND:
      self->kind = g_value_get_enum (value);
      break;
    case PROP_VALUE:
      kl_segment_bar_set_value (self, g_value_get_uint (value));
      break;
    case PROP_MAXIMUM:
      kl_segment_bar_set_maximum (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_segment_bar_class_init (KlSegmentBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_segment_bar_get_property;
  object_class->set_property = kl_segment_bar_set_property;
  widget_class->measure = kl_segment_bar_measure;
  KL_CHART_CLASS (klass)->draw = kl_segment_bar_draw;

  properties[PROP_KIND] =
    g_param_spec_enum ("kind", NULL, NULL, KL_TYPE_SEGMENT_KIND, KL_SEGMENT_KIND_READY,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VALUE] =
    g_param_spec_uint ("value", NULL, NULL, 0, 1000, 0,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MAXIMUM] =
    g_param_spec_uint ("maximum", NULL, NULL, 0, 1000, 0,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "kl-segments");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_METER);
}

static void
kl_segment_bar_init (KlSegmentBar *self)
{
  update (self);
}

/* Public API */

GType
kl_segment_kind_get_type (void)
{
  static GType type;

  if (g_once_init_enter_pointer (&type))
    {
      static const GEnumValue values[] = {
        { KL_SEGMENT_KIND_READY, "KL_SEGMENT_KIND_READY", "ready" },
        { KL_SEGMENT_KIND_LEVEL, "KL_SEGMENT_KIND_LEVEL", "level" },
        { 0, NULL, NULL },
      };

      g_once_init_leave_pointer (&type, g_enum_register_static ("KlSegmentKind", values));
    }

  return type;
}

/**
 * kl_segment_bar_new:
 * @kind: what the segments count
 *
 * Returns: (transfer floating): a bar of equal segments, some of them filled
 */
GtkWidget *
kl_segment_bar_new (KlSegmentKind kind)
{
  return g_object_new (KL_TYPE_SEGMENT_BAR, "kind", kind, NULL);
}

/**
 * kl_segment_bar_set_value:
 * @self: a bar
 * @value: how many segments are filled
 */
void
kl_segment_bar_set_value (KlSegmentBar *self, guint value)
{
  g_return_if_fail (KL_IS_SEGMENT_BAR (self));

  if (self->value == value)
    return;

  self->value = value;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

/**
 * kl_segment_bar_set_maximum:
 * @self: a bar
 * @maximum: how many segments there are
 */
void
kl_segment_bar_set_maximum (KlSegmentBar *self, guint maximum)
{
  g_return_if_fail (KL_IS_SEGMENT_BAR (self));

  if (self->maximum == maximum)
    return;

  self->maximum = maximum;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MAXIMUM]);
}
