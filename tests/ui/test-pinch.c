/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <math.h>

#include "lines-samples.h"
#include "map/kl-lines-view-private.h"
#include "map/kl-map-ground.h"
#include "map/kl-wijk-view.h"
#include "wijk-samples.h"

/*
 * Two fingers on a map. A screen without touch knows no fingers, and the toolkit lets nobody make
 * them up: here the gesture tells that it begins and how far the fingers went apart, as it does
 * for real, and where the middle between them is, stands below.
 */

#define WIDTH 860
#define HEIGHT 780

/* Away from the middle of the map, to which a view could come closer by itself. */
static const graphene_point_t fingers = { 610, 250 };

/* How much further apart they are than at the start. */
static double spread;

/*
 * Put before that of the toolkit, for the views and for libshumate alike: a program comes first
 * where names are looked up. A gesture without events knows neither.
 */
gboolean
gtk_gesture_get_bounding_box_center (GtkGesture *gesture, double *x, double *y)
{
  *x = fingers.x;
  *y = fingers.y;
  return TRUE;
}

double
gtk_gesture_zoom_get_scale_delta (GtkGestureZoom *gesture)
{
  return spread;
}

typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
} Fixture;

/* Auxiliary functions */

static void
pass_time (guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (2000);
    }
}

static void
show (Fixture *fixture, GtkWidget *view)
{
  fixture->view = view;
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (fixture->window), view);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pass_time (100);
}

static GtkGesture *
find_pinch (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_ZOOM (controller))
        return GTK_GESTURE (controller);
    }

  g_error ("Two fingers do nothing here");
}

/* As a hand does it: in small steps, and each tells how far it is from the start. */
static void
pinch (GtkWidget *widget, double scale)
{
  GtkGesture *gesture = find_pinch (widget);

  g_signal_emit_by_name (gesture, "begin", NULL);
  for (int step = 1; step <= 8; step++)
    {
      spread = pow (scale, step / 8.0);
      g_signal_emit_by_name (gesture, "update", NULL);
      g_signal_emit_by_name (gesture, "scale-changed", spread);
    }
  g_signal_emit_by_name (gesture, "end", NULL);
  pass_time (100);
}

/* Lines */

static void
set_up_lines (Fixture *fixture, gconstpointer data)
{
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  show (fixture, kl_lines_samples_create_view (16));
  while (KL_LINES_VIEW (fixture->view)->shown->len == 0 && g_get_monotonic_time () < end)
    pass_time (20);
  pass_time (200);
  g_assert_cmpuint (KL_LINES_VIEW (fixture->view)->shown->len, >, 0);
}

/* What lies under the fingers: how far from the middle of the drawing, as if it had never grown. */
static graphene_point_t
get_lines_place (KlLinesView *view)
{
  const KlLinesFrame *frame = &view->frame;
  const double x = (fingers.x - frame->width / 2 - frame->pan_x) / frame->zoom;
  const double y = (fingers.y - frame->height / 2 - frame->pan_y) / frame->zoom;

  return GRAPHENE_POINT_INIT ((float) x, (float) y);
}

static void
test_lines (Fixture *fixture, gconstpointer data)
{
  KlLinesView *view = KL_LINES_VIEW (fixture->view);
  const graphene_point_t before = get_lines_place (view);
  graphene_point_t after;

  g_assert_cmpfloat_with_epsilon (view->frame.zoom, 1, 0.001);
  pinch (fixture->view, 2);
  after = get_lines_place (view);
  g_assert_cmpfloat_with_epsilon (view->frame.zoom, 2, 0.01);
  g_assert_true (graphene_point_near (&before, &after, 0.5));

  /* The next begins where this one ended, and back again is where it was. */
  pinch (fixture->view, 1.5);
  after = get_lines_place (view);
  g_assert_cmpfloat_with_epsilon (view->frame.zoom, 3, 0.01);
  g_assert_true (graphene_point_near (&before, &after, 0.5));
  pinch (fixture->view, 1 / 3.0);
  g_assert_cmpfloat_with_epsilon (view->frame.zoom, 1, 0.01);
}

/* Neighbourhood */

static void
set_up_wijk (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) areas = wijk_samples_make_areas (4, 3, 80);
  g_autoptr (KlWijkModel) model = wijk_samples_make_town (areas);

  show (fixture, kl_wijk_view_new ());
  kl_wijk_view_set_model (KL_WIJK_VIEW (fixture->view), model);
  pass_time (300);
}

static GtkWidget *
find_map (GtkWidget *widget)
{
  GtkWidget *found = SHUMATE_IS_MAP (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_map (child);
  return found;
}

/* Where on the flat earth the fingers are, in millionths of it. */
static graphene_point_t
get_wijk_place (GtkWidget *map)
{
  const KlMapGround ground = kl_map_ground_get (shumate_map_get_viewport (SHUMATE_MAP (map)), map);

  return GRAPHENE_POINT_INIT ((float) ((fingers.x - ground.x) / ground.scale * 1e6),
                              (float) ((fingers.y - ground.y) / ground.scale * 1e6));
}

static void
test_wijk (Fixture *fixture, gconstpointer data)
{
  GtkWidget *map = find_map (fixture->view);
  ShumateViewport *viewport = shumate_map_get_viewport (SHUMATE_MAP (map));
  const double zoom = shumate_viewport_get_zoom_level (viewport);
  const graphene_point_t before = get_wijk_place (map);
  graphene_point_t after;

  pinch (map, 2);
  after = get_wijk_place (map);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (viewport), >, zoom + 0.9);
  g_assert_cmpfloat (shumate_viewport_get_zoom_level (viewport), <, zoom + 1.1);
  g_test_message ("%g %g, %g %g", before.x, before.y, after.x, after.y);
  g_assert_true (graphene_point_near (&before, &after, 1));
  pinch (map, 0.5);
  g_assert_cmpfloat_with_epsilon (shumate_viewport_get_zoom_level (viewport), zoom, 0.01);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/pinch/lines", Fixture, NULL, set_up_lines, test_lines, tear_down);
  g_test_add ("/pinch/wijk", Fixture, NULL, set_up_wijk, test_wijk, tear_down);

  return g_test_run ();
}
