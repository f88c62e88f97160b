/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-chart.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <math.h>

#include "kl-chart-draw.h"

/* A pointer may miss a mark by so much. */
#define POINT_SLACK 3.0

#define FOCUS_WIDTH 2.0

typedef struct
{
  int current; /* where the keyboard is, -1 before the first step */
  int hovered; /* where the pointer is, -1 for nowhere */
  char *summary;
  gboolean laid_out;
  double width;
  double height;
} KlChartPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (KlChart, kl_chart, GTK_TYPE_WIDGET)

/* Auxiliary functions */

static KlChartPrivate *
get_private (KlChart *self)
{
  return kl_chart_get_instance_private (self);
}

static void
ensure_layout (KlChart *self)
{
  KlChartPrivate *priv = get_private (self);
  KlChartClass *klass = KL_CHART_GET_CLASS (self);
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (priv->laid_out && priv->width == width && priv->height == height)
    return;

  priv->laid_out = TRUE;
  priv->width = width;
  priv->height = height;
  if (klass->layout != NULL)
    klass->layout (self, width, height);
}

static guint
get_n_stops (KlChart *self)
{
  KlChartClass *klass = KL_CHART_GET_CLASS (self);

  if (klass->get_n_stops == NULL)
    return 0;

  ensure_layout (self);
  return klass->get_n_stops (self);
}

static void
invalidate (KlChart *self)
{
  get_private (self)->laid_out = FALSE;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Of all that is under the pointer the smallest: a mark lies on a bar or a column. */
static int
find_stop (KlChart *self, double x, double y)
{
  KlChartClass *klass = KL_CHART_GET_CLASS (self);
  const guint n_stops = get_n_stops (self);
  double smallest = G_MAXDOUBLE;
  int found = -1;

  if (klass->find_stop != NULL)
    return n_stops > 0 ? klass->find_stop (self, x, y) : -1;

  for (guint i = 0; i < n_stops; i++)
    {
      KlBox box = { 0 };

      klass->get_stop_box (self, i, &box);
      box.x -= POINT_SLACK;
      box.y -= POINT_SLACK;
      box.width += 2 * POINT_SLACK;
      box.height += 2 * POINT_SLACK;
      if (kl_box_contains (&box, x, y) && box.width * box.height < smallest)
        {
          smallest = box.width * box.height;
          found = (int) i;
        }
    }

  return found;
}

static char *
describe (KlChart *self, int stop)
{
  KlChartClass *klass = KL_CHART_GET_CLASS (self);

  if (stop < 0 || stop >= (int) get_n_stops (self) || klass->describe_stop == NULL)
    return NULL;

  return klass->describe_stop (self, (guint) stop);
}

static gboolean
activate (KlChart *self, int stop)
{
  KlChartClass *klass = KL_CHART_GET_CLASS (self);

  if (stop < 0 || stop >= (int) get_n_stops (self) || klass->activate_stop == NULL)
    return FALSE;

  return klass->activate_stop (self, (guint) stop);
}

static void
move_to (KlChart *self, int stop)
{
  KlChartPrivate *priv = get_private (self);
  const int n_stops = (int) get_n_stops (self);
  g_autofree char *words = NULL;

  if (n_stops == 0)
    return;

  stop = CLAMP (stop, 0, n_stops - 1);
  priv->current = stop;
  words = describe (self, stop);
  if (words != NULL)
    {
      /* Translators: what a mark of a drawing says, which one it is, and how many there are */
      g_autofree char *spoken = g_strdup_printf (_ ("%s, %d of %d"), words, stop + 1, n_stops);

      gtk_accessible_announce (GTK_ACCESSIBLE (self), spoken,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      spoken, -1);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* With the pointer: over the stop; with the keyboard: at the stop it is on. */
static gboolean
fill_tooltip (KlChart *self, int stop, GtkTooltip *tooltip)
{
  g_autofree char *words = describe (self, stop);
  KlBox box = { 0 };

  if (words == NULL)
    return FALSE;

  KL_CHART_GET_CLASS (self)->get_stop_box (self, (guint) stop, &box);
  gtk_tooltip_set_text (tooltip, words);
  gtk_tooltip_set_tip_area (tooltip, &(GdkRectangle) { (int) floor (box.x), (int) floor (box.y),
                                                       (int) ceil (box.width) + 1,
                                                       (int) ceil (box.height) + 1 });
  return TRUE;
}

static void
set_hovered (KlChart *self, int stop)
{
  KlChartPrivate *priv = get_private (self);

  if (priv->hovered == stop)
    return;

  priv->hovered = stop;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self),
                                   stop >= 0 && KL_CHART_GET_CLASS (self)->activate_stop != NULL
                                     ? "pointer"
                                     : NULL);
}

/* Callbacks */

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                KlChart *self)
{
  KlChartPrivate *priv = get_private (self);
  const int n_stops = (int) get_n_stops (self);
  const int step = kl_chart_is_mirrored (GTK_WIDGET (self)) ? -1 : 1;

  if (n_stops == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      /* The first step to the left goes to what happened last. */
      move_to (self, priv->current < 0 && step > 0 ? n_stops - 1 : priv->current - step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      move_to (self, priv->current < 0 && step < 0 ? n_stops - 1 : priv->current + step);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_KP_Home:
      move_to (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
    case GDK_KEY_KP_End:
      move_to (self, n_stops - 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      return activate (self, priv->current) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
released_cb (GtkGestureClick *gesture, int n_press, double x, double y, KlChart *self)
{
  const int stop = find_stop (self, x, y);

  if (stop < 0 || KL_CHART_GET_CLASS (self)->activate_stop == NULL)
    {
      gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
      return;
    }

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  get_private (self)->current = stop;
  activate (self, stop);
}

static void
motion_cb (GtkEventControllerMotion *controller, double x, double y, KlChart *self)
{
  set_hovered (self, find_stop (self, x, y));
}

static void
leave_cb (GtkEventControllerMotion *controller, KlChart *self)
{
  set_hovered (self, -1);
}

static void
focus_leave_cb (GtkEventControllerFocus *controller, KlChart *self)
{
  KlChartPrivate *priv = get_private (self);

  /* Who comes back hears the whole again. */
  if (priv->summary != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    priv->summary, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Overrides */

static gboolean
kl_chart_query_tooltip (GtkWidget *widget,
                        int x,
                        int y,
                        gboolean keyboard_tooltip,
                        GtkTooltip *tooltip)
{
  KlChart *self = KL_CHART (widget);
  const char *summary = get_private (self)->summary;

  if (KL_CHART_GET_CLASS (self)->get_n_stops == NULL)
    {
      gtk_tooltip_set_text (tooltip, summary);
      return summary != NULL && *summary != '\0';
    }

  return fill_tooltip (self,
                       keyboard_tooltip ? get_private (self)->current : find_stop (self, x, y),
                       tooltip);
}

static void
kl_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  KlChart *self = KL_CHART (widget);
  KlChartPrivate *priv = get_private (self);
  KlChartClass *klass = KL_CHART_GET_CLASS (self);
  const KlChartPalette palette = kl_chart_palette_get_current ();
  KlBox box = { 0 };

  ensure_layout (self);
  if (klass->draw != NULL)
    klass->draw (self, snapshot, &palette);

  if (priv->current < 0 || priv->current >= (int) get_n_stops (self)
      || !gtk_widget_has_visible_focus (widget))
    return;

  klass->get_stop_box (self, (guint) priv->current, &box);
  box = (KlBox) { box.x - 2, box.y - 2, box.width + 4, box.height + 4 };
  kl_snapshot_outline (snapshot, &box, 5, FOCUS_WIDTH, &palette.accent);
}

static void
kl_chart_system_setting_changed (GtkWidget *widget, GtkSystemSetting setting)
{
  GTK_WIDGET_CLASS (kl_chart_parent_class)->system_setting_changed (widget, setting);

  invalidate (KL_CHART (widget));
}

static void
kl_chart_direction_changed (GtkWidget *widget, GtkTextDirection previous)
{
  GTK_WIDGET_CLASS (kl_chart_parent_class)->direction_changed (widget, previous);

  invalidate (KL_CHART (widget));
}

static void
kl_chart_finalize (GObject *object)
{
  KlChartPrivate *priv = get_private (KL_CHART (object));

  g_clear_pointer (&priv->summary, g_free);

  G_OBJECT_CLASS (kl_chart_parent_class)->finalize (object);
}

static void
kl_chart_class_init (KlChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = kl_chart_finalize;

  widget_class->snapshot = kl_chart_snapshot;
  widget_class->query_tooltip = kl_chart_query_tooltip;
  widget_class->system_setting_changed = kl_chart_system_setting_changed;
  widget_class->direction_changed = kl_chart_direction_changed;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kl_chart_init (KlChart *self)
{
  KlChartPrivate *priv = get_private (self);
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkEventController *controller;

  priv->current = priv->hovered = -1;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);

  controller = gtk_event_controller_key_new ();
  g_signal_connect (controller, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = GTK_EVENT_CONTROLLER (gtk_gesture_click_new ());
  g_signal_connect (controller, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (controller, "leave", G_CALLBACK (leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  controller = gtk_event_controller_focus_new ();
  g_signal_connect (controller, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::accent-color-rgba", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_chart_get_current_stop:
 * @self: a chart
 *
 * Returns: where the keyboard is, or -1
 */
int
kl_chart_get_current_stop (KlChart *self)
{
  g_return_val_if_fail (KL_IS_CHART (self), -1);

  return get_private (self)->current;
}

/**
 * kl_chart_set_current_stop:
 * @self: a chart
 * @stop: where the keyboard is, or -1
 *
 * To be called while a chart is laid out anew, when the same thing has another place; nothing is
 * said of it.
 */
void
kl_chart_set_current_stop (KlChart *self, int stop)
{
  g_return_if_fail (KL_IS_CHART (self));

  get_private (self)->current = stop;
}

/**
 * kl_chart_set_summary:
 * @self: a chart
 * @summary: (nullable): the whole chart in a sentence
 *
 * Sets the accessible description, heard when the focus comes in. The chart takes the
 * focus when it has something to step over, or to say.
 */
void
kl_chart_set_summary (KlChart *self, const char *summary)
{
  g_return_if_fail (KL_IS_CHART (self));

  g_set_str (&get_private (self)->summary, summary);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  summary != NULL ? summary : "", -1);
}

/**
 * kl_chart_get_summary:
 * @self: a chart
 *
 * Returns: (transfer none) (nullable): the whole chart in a sentence
 */
const char *
kl_chart_get_summary (KlChart *self)
{
  g_return_val_if_fail (KL_IS_CHART (self), NULL);

  return get_private (self)->summary;
}

/**
 * kl_chart_queue_layout:
 * @self: a chart
 *
 * To be called when the values changed: measures, places and draws again, and lets go
 * of where the keyboard was.
 */
void
kl_chart_queue_layout (KlChart *self)
{
  KlChartPrivate *priv;

  g_return_if_fail (KL_IS_CHART (self));

  priv = get_private (self);
  priv->current = priv->hovered = -1;
  invalidate (self);
}

/**
 * kl_chart_get_text_scale:
 * @widget: a widget
 *
 * Returns: how much larger than usual its text is, as the person set it; marks and
 *   bars grow with it
 */
double
kl_chart_get_text_scale (GtkWidget *widget)
{
  int dpi = -1;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  g_object_get (gtk_widget_get_settings (widget), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? CLAMP (dpi / (96.0 * PANGO_SCALE), 0.5, 4.0) : 1;
}

/**
 * kl_chart_is_mirrored:
 * @widget: a widget
 *
 * Returns: whether it runs from right to left
 */
gboolean
kl_chart_is_mirrored (GtkWidget *widget)
{
  return gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
}

/**
 * kl_chart_create_text:
 * @widget: the widget that gives the font
 * @text: (nullable): what to write
 * @points: how large, at normal text size
 * @weight: how bold
 *
 * Returns: (transfer full): the text, to be drawn; figures have equal widths
 */
PangoLayout *
kl_chart_create_text (GtkWidget *widget, const char *text, double points, PangoWeight weight)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (widget, text);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  g_autoptr (PangoFontDescription) font =
    pango_font_description_copy (pango_context_get_font_description (context));
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_size (font, (int) (points * PANGO_SCALE));
  pango_font_description_set_weight (font, weight);
  pango_layout_set_font_description (layout, font);
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);

  return layout;
}

/**
 * kl_chart_measure_text:
 * @widget: the widget that gives the font
 * @text: (nullable): what to write
 * @points: how large, at normal text size
 * @weight: how bold
 *
 * Returns: how wide it will be, in pixels
 */
double
kl_chart_measure_text (GtkWidget *widget, const char *text, double points, PangoWeight weight)
{
  g_autoptr (PangoLayout) layout = kl_chart_create_text (widget, text, points, weight);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}
