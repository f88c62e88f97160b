/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-mark-icon.h"

#include <math.h>

#include "kl-chart-draw.h"
#include "kl-mark.h"

#define CIRCLE_SIZE 28.0
#define ICON_MARGIN 3.0
#define TINT 0.16f

struct _KlMarkIcon
{
  KlChart parent_instance;

  KlMark mark;
  gboolean tinted;
  double size;
};

G_DEFINE_FINAL_TYPE (KlMarkIcon, kl_mark_icon, KL_TYPE_CHART)

enum
{
  PROP_MARK = 1,
  PROP_TINTED,
  PROP_SIZE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

/* Auxiliary functions */

static void
update (KlMarkIcon *self)
{
  const char *label = kl_words_get_label (KL_WORDS_MARK, (int) self->mark);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  kl_chart_set_summary (KL_CHART (self), label);
  kl_chart_queue_layout (KL_CHART (self));
}

/* Overrides */

static void
kl_mark_icon_draw (KlChart *chart, GtkSnapshot *snapshot, const KlChartPalette *palette)
{
  KlMarkIcon *self = KL_MARK_ICON (chart);
  GtkWidget *widget = GTK_WIDGET (self);
  const double scale = kl_chart_get_text_scale (widget);
  const double x = gtk_widget_get_width (widget) / 2.0, y = gtk_widget_get_height (widget) / 2.0;
  const double radius = CIRCLE_SIZE / 2 * scale;
  const GdkRGBA card = kl_chart_palette_get_ink (palette, KL_INK_CARD);
  KlMarkColors colors = kl_chart_palette_get_mark (palette, self->mark);
  GdkRGBA tint = colors.fill;

  /* A ring is open to whatever the icon lies on, a button or its own circle. */
  colors.hole.alpha = 0;
  if (self->tinted)
    {
      const KlBox circle = { x - radius, y - radius, 2 * radius, 2 * radius };

      /* The card first: the circle covers the rail it stands on. */
      tint.alpha = TINT;
      kl_snapshot_box (snapshot, &circle, radius, &card);
      kl_snapshot_box (snapshot, &circle, radius, &tint);
    }
  kl_mark_snapshot (snapshot, self->mark, x, y, self->size * scale, kl_chart_is_mirrored (widget),
                    &colors);
}

static void
kl_mark_icon_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  KlMarkIcon *self = KL_MARK_ICON (widget);
  const double size = self->tinted ? CIRCLE_SIZE : self->size + ICON_MARGIN;

  *minimum = *natural = (int) ceil (size * kl_chart_get_text_scale (widget));
}

static void
kl_mark_icon_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlMarkIcon *self = KL_MARK_ICON (object);

  switch (id)
    {
    case PROP_MARK:
      g_value_set_uint (value, self->mark);
      break;
    case PROP_TINTED:
      g_value_set_boolean (value, self->tinted);
      break;
    case PROP_SIZE:
      g_value_set_double (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_mark_icon_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  KlMarkIcon *self = KL_MARK_ICON (object);

  switch (id)
    {
    case PROP_MARK:
      kl_mark_icon_set_mark (self, g_value_get_uint (value));
      break;
    case PROP_TINTED:
      self->tinted = g_value_get_boolean (value);
      break;
    case PROP_SIZE:
      self->size = g_value_get_double (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_mark_icon_class_init (KlMarkIconClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = kl_mark_icon_get_property;
  object_class->set_property = kl_mark_icon_set_property;
  widget_class->measure = kl_mark_icon_measure;
  KL_CHART_CLASS (klass)->draw = kl_mark_icon_draw;

  properties[PROP_MARK] =
    g_param_spec_uint ("mark", NULL, NULL, 0, KL_MARK_NOTE, KL_MARK_TALK,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  /**
   * KlMarkIcon:tinted:
   *
   * Whether it stands in a circle of its own light tint, as in the timeline.
   */
  properties[PROP_TINTED] =
    g_param_spec_boolean ("tinted", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIZE] =
    g_param_spec_double ("size", NULL, NULL, 4, 64, KL_MARK_SIZE_FEED,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "kl-mark");
}

static void
kl_mark_icon_init (KlMarkIcon *self)
{
  self->size = KL_MARK_SIZE_FEED;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  update (self);
}

/* Public API */

/**
 * kl_mark_icon_new:
 * @mark: which mark
 * @tinted: whether it stands in a circle of its own light tint
 *
 * Returns: (transfer floating): a mark as an icon
 */
GtkWidget *
kl_mark_icon_new (KlMark mark, gboolean tinted)
{
  return g_object_new (KL_TYPE_MARK_ICON, "mark", mark, "tinted", tinted, NULL);
}

/**
 * kl_mark_icon_set_mark:
 * @self: an icon
 * @mark: which mark it shows
 */
void
kl_mark_icon_set_mark (KlMarkIcon *self, KlMark mark)
{
  g_return_if_fail (KL_IS_MARK_ICON (self) && mark <= KL_MARK_NOTE);

  if (self->mark == mark)
    return;

  self->mark = mark;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARK]);
}
