/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-ring-icon.h"

#include <math.h>

#include "kl-ring-mark.h"

#define DEFAULT_SIZE 24

struct _KlRingIcon
{
  KlChart parent_instance;

  KlRing ring;
  int size;
  gboolean hollow;
};

G_DEFINE_FINAL_TYPE (KlRingIcon, kl_ring_icon, KL_TYPE_CHART)

enum
{
  PROP_RING = 1,
  PROP_SIZE,
  PROP_HOLLOW,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Auxiliary functions */

static void
update (KlRingIcon *self)
{
  const char *label = kl_words_get_label (KL_WORDS_RING, (int) self->ring);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  kl_chart_set_summary (KL_CHART (self), label);
  kl_chart_queue_layout (KL_CHART (self));
}

/* Overrides */

static void
kl_ring_icon_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlRingIcon *self = KL_RING_ICON (chart);
  GtkWidget *widget = GTK_WIDGET (self);
  const double size = self->size * kl_chart_get_text_scale (widget);
  const KlRingColors colors =
    kl_ring_mark_get_colors (self->ring, kl_chart_palette_is_dark (palette));

  /* The points of a diamond stay inside. */
  kl_ring_mark_snapshot (snapshot, self->ring, gtk_widget_get_width (widget) / 2.0,
                         gtk_widget_get_height (widget) / 2.0, size * .88, self->hollow, &colors);
}

static void
kl_ring_icon_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = (int) ceil (KL_RING_ICON (widget)->size * kl_chart_get_text_scale (widget));
}

static void
kl_ring_icon_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlRingIcon *self = KL_RING_ICON (object);

  switch (id)
    {
    case PROP_RING:
      g_value_set_uint (value, self->ring);
      break;
    case PROP_SIZE:
      g_value_set_int (value, self->size);
      break;
    case PROP_HOLLOW:
      g_value_set_boolean (value, self->hollow);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_ring_icon_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlRingIcon *self = KL_RING_ICON (object);

  switch (id)
    {
    case PROP_RING:
      kl_ring_icon_set_ring (self, g_value_get_uint (value));
      break;
    case PROP_SIZE:
      self->size = g_value_get_int (value);
      break;
    case PROP_HOLLOW:
      kl_ring_icon_set_hollow (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_ring_icon_class_init (KlRingIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_ring_icon_get_property;
  object_class->set_property = kl_ring_icon_set_property;
  widget_class->measure = kl_ring_icon_measure;
  KL_CHART_CLASS (klass)->draw = kl_ring_icon_draw;

  properties[PROP_RING] =
    g_param_spec_uint ("ring", NULL, NULL, 0, KL_RING_SAFETY, KL_RING_IN_SCHOOL,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_SIZE] =
    g_param_spec_int ("size", NULL, NULL, 8, 128, DEFAULT_SIZE,
                      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * KlRingIcon:hollow:
   *
   * An outline, for a partner to whom nothing was sent yet.
   */
  properties[PROP_HOLLOW] =
    g_param_spec_boolean ("hollow", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "kl-ring");
}

static void
kl_ring_icon_init (KlRingIcon *self)
{
  self->size = DEFAULT_SIZE;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update (self);
}

/* Public API */

/**
 * kl_ring_icon_new:
 * @ring: a ring of partners
 * @size: in pixels at normal text size
 *
 * Returns: (transfer floating): the mark of the ring as an icon
 */
GtkWidget *
kl_ring_icon_new (KlRing ring, int size)
{
  return g_object_new (KL_TYPE_RING_ICON, "ring", (guint) ring, "size", size, NULL);
}

/**
 * kl_ring_icon_set_ring:
 * @self: an icon
 * @ring: a ring of partners
 */
void
kl_ring_icon_set_ring (KlRingIcon *self, KlRing ring)
{
  g_return_if_fail (KL_IS_RING_ICON (self) && ring <= KL_RING_SAFETY);

  if (self->ring == ring)
    return;

  self->ring = ring;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RING]);
}

/**
 * kl_ring_icon_set_hollow:
 * @self: an icon
 * @hollow: whether it is an outline
 */
void
kl_ring_icon_set_hollow (KlRingIcon *self, gboolean hollow)
{
  g_return_if_fail (KL_IS_RING_ICON (self));

  if (self->hollow == hollow)
    return;

  self->hollow = hollow;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOLLOW]);
}
