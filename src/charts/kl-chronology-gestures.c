/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-chronology-gestures.h"

#include <math.h>

/* How much longer the time in sight gets for one step of the wheel or one key. */
#define STEP 1.25

/* What one key goes along, as a part of what is in sight. */
#define PAGE 0.5
#define WHEEL_PAGE 0.1

/* Where the pointer is on the chart, -1 when nobody can tell. */
static double
find_pointer (GtkEventControllerScroll *controller, KlChronologyChart *chart)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (controller));
  GtkNative *native = gtk_widget_get_native (GTK_WIDGET (chart));
  graphene_point_t point;
  double x, y, surface_x, surface_y;

  if (event == NULL || native == NULL || !gdk_event_get_position (event, &x, &y))
    return -1;

  gtk_native_get_surface_transform (native, &surface_x, &surface_y);
  if (!gtk_widget_compute_point (GTK_WIDGET (native), GTK_WIDGET (chart),
                                 &GRAPHENE_POINT_INIT ((float) (x - surface_x),
                                                       (float) (y - surface_y)),
                                 &point))
    return -1;

  return point.x;
}

static gboolean
scroll_cb (GtkEventControllerScroll *controller, double dx, double dy, KlChronologyChart *chart)
{
  const GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));

  if ((state & GDK_CONTROL_MASK) != 0 && dy != 0)
    {
      kl_chronology_chart_zoom_by (chart, pow (STEP, dy), find_pointer (controller, chart));
      return GDK_EVENT_STOP;
    }
  /* What goes up and down moves the page. */
  if (fabs (dx) > fabs (dy) && kl_chronology_chart_pan_by (chart, dx * WHEEL_PAGE))
    return GDK_EVENT_STOP;

  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint key,
        guint code,
        GdkModifierType state,
        KlChronologyChart *chart)
{
  if ((state & (GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (key)
    {
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      kl_chronology_chart_zoom_by (chart, 1 / STEP, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      kl_chronology_chart_zoom_by (chart, STEP, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_0:
    case GDK_KEY_KP_0:
      kl_chronology_chart_set_zoom (chart, KL_CHRONOLOGY_ZOOM_ALL);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      return kl_chronology_chart_pan_by (chart, -PAGE);
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      return kl_chronology_chart_pan_by (chart, PAGE);
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

typedef struct
{
  KlChronologyChart *chart;
  double last; /* how far the fingers were apart at the last step */
} Pinch;

static void
pinch_begin_cb (GtkGesture *gesture, GdkEventSequence *sequence, Pinch *pinch)
{
  pinch->last = 1;
}

static void
pinch_cb (GtkGestureZoom *gesture, double scale, Pinch *pinch)
{
  double x = -1, y;

  /* Days are whole: small movements are saved up until they are worth one. */
  if (scale <= 0 || fabs (log (scale / pinch->last)) < 0.02)
    return;

  if (!gtk_gesture_get_bounding_box_center (GTK_GESTURE (gesture), &x, &y))
    x = -1;
  kl_chronology_chart_zoom_by (pinch->chart, pinch->last / scale, x);
  pinch->last = scale;
}

GType
kl_chronology_zoom_get_type (void)
{
  static GType type;

  if (g_once_init_enter_pointer (&type))
    {
      static const GEnumValue values[] = {
        { KL_CHRONOLOGY_ZOOM_SIX_MONTHS, "KL_CHRONOLOGY_ZOOM_SIX_MONTHS", "six-months" },
        { KL_CHRONOLOGY_ZOOM_TWELVE_MONTHS, "KL_CHRONOLOGY_ZOOM_TWELVE_MONTHS", "twelve-months" },
        { KL_CHRONOLOGY_ZOOM_ALL, "KL_CHRONOLOGY_ZOOM_ALL", "all" },
        { KL_CHRONOLOGY_ZOOM_FREE, "KL_CHRONOLOGY_ZOOM_FREE", "free" },
        { 0, NULL, NULL },
      };

      g_once_init_leave_pointer (&type, g_enum_register_static ("KlChronologyZoom", values));
    }

  return type;
}

/**
 * kl_chronology_gestures_attach:
 * @chart: a chronology
 *
 * Wheel with Ctrl, pinch and + - 0 zoom; a wheel sideways and PgUp, PgDn go along.
 */
void
kl_chronology_gestures_attach (KlChronologyChart *chart)
{
  GtkEventController *scroll =
    gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *zoom = gtk_gesture_zoom_new ();
  Pinch *pinch = g_new0 (Pinch, 1);

  pinch->chart = chart;
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), chart);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), chart);
  g_signal_connect (zoom, "begin", G_CALLBACK (pinch_begin_cb), pinch);
  g_signal_connect_data (zoom, "scale-changed", G_CALLBACK (pinch_cb), pinch,
                         (GClosureNotify) (void (*) (void)) g_free, 0);
  gtk_widget_add_controller (GTK_WIDGET (chart), scroll);
  gtk_widget_add_controller (GTK_WIDGET (chart), keys);
  gtk_widget_add_controller (GTK_WIDGET (chart), GTK_EVENT_CONTROLLER (zoom));
}
