/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "map/kl-pin.h"
#include "map/kl-voronoi.h"
#include "map/kl-wijk-view.h"
#include "wijk-samples.h"

typedef struct
{
  GtkWidget *window;
  GtkWidget *view;
  int kind;
  gint64 id;
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
activated_cb (KlWijkView *view, int kind, gint64 id, Fixture *fixture)
{
  fixture->kind = kind;
  fixture->id = id;
}

static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && gtk_widget_get_mapped (widget))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static GPtrArray *
find_all (GtkWidget *widget, GType type)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (widget, type, found);
  return found;
}

static KlPin *
find_pin (Fixture *fixture, const char *name)
{
  g_autoptr (GPtrArray) pins = find_all (fixture->view, KL_TYPE_PIN);

  for (guint i = 0; i < pins->len; i++)
    if (g_str_equal (kl_pin_get_pin (g_ptr_array_index (pins, i))->name, name))
      return g_ptr_array_index (pins, i);

  return NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) areas = wijk_samples_make_areas (4, 3, 80);
  g_autoptr (KlWijkModel) model = NULL;

  g_free (((KlArea *) g_ptr_array_index (areas, 0))->name);
  ((KlArea *) g_ptr_array_index (areas, 0))->name = g_strdup ("West");
  model = wijk_samples_make_town (areas);
  fixture->view = kl_wijk_view_new ();
  kl_wijk_view_set_model (KL_WIJK_VIEW (fixture->view), model);
  g_signal_connect (fixture->view, "activated", G_CALLBACK (activated_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 860, 780);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->view);
  gtk_window_present (GTK_WINDOW (fixture->window));
  pass_time (300);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = fixture->view;

  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &fixture->view);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  pass_time (200);
  g_assert_null (fixture->view);
}

static void
assert_in_sight (Fixture *fixture, KlPin *pin)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (pin), fixture->view, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >, -1);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <, 861);
  g_assert_cmpfloat (bounds.origin.y, >, -1);
}

/* Cases */

/* All are there from the start, two partners in one building as one. */
static void
test_pins (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) pins = find_all (fixture->view, KL_TYPE_PIN);
  KlPin *shared = find_pin (fixture, "Toegang en Regie");

  g_assert_cmpuint (pins->len, ==, 6 + 15 - 1);
  for (guint i = 0; i < pins->len; i++)
    assert_in_sight (fixture, g_ptr_array_index (pins, i));
  g_assert_nonnull (shared);
  g_assert_cmpuint (kl_pin_get_members (shared)->len, ==, 2);
  g_assert_null (find_pin (fixture, "Leerplicht"));
  g_assert_null (find_pin (fixture, "Veilig Thuis"));
}

/* A pin is pressed as a button is, and its sentence tells all. */
static void
test_press (Fixture *fixture, gconstpointer data)
{
  KlPin *pin = find_pin (fixture, "Buurtteam West");
  KlWijkKind kind;

  g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (pin)), ==,
                   GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_true (g_str_has_prefix (kl_pin_get_pin (pin)->sentence, "Buurtteam West, "));
  g_assert_nonnull (strstr (kl_pin_get_pin (pin)->sentence, "West, Graafsepoort"));
  g_assert_true (gtk_widget_activate (GTK_WIDGET (pin)));
  pass_time (400);
  g_assert_cmpint (fixture->kind, ==, KL_WIJK_PARTNER);
  g_assert_cmpint (fixture->id, ==, 1);
  g_assert_cmpint (kl_wijk_view_get_selected (KL_WIJK_VIEW (fixture->view), &kind), ==, 1);
  g_assert_cmpint (kind, ==, KL_WIJK_PARTNER);
}

static void
test_members (Fixture *fixture, gconstpointer data)
{
  KlPin *shared = find_pin (fixture, "Toegang en Regie");
  g_autoptr (GPtrArray) popovers = NULL;
  g_autoptr (GPtrArray) buttons = NULL;

  g_assert_true (gtk_widget_activate (GTK_WIDGET (shared)));
  pass_time (400);
  popovers = find_all (fixture->view, GTK_TYPE_POPOVER);
  g_assert_cmpuint (popovers->len, ==, 1);
  buttons = find_all (g_ptr_array_index (popovers, 0), GTK_TYPE_BUTTON);
  g_assert_cmpuint (buttons->len, ==, 2);
  g_signal_emit_by_name (g_ptr_array_index (buttons, 1), "clicked");
  pass_time (300);
  g_assert_cmpint (fixture->id, ==, 13);
}

/* From pin to pin, further, closer and back, without a mouse. */
static void
test_keyboard (Fixture *fixture, gconstpointer data)
{
  GtkWidget *first, *second;
  g_autoptr (GPtrArray) seen = g_ptr_array_new ();

  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (gtk_widget_child_focus (fixture->view, GTK_DIR_TAB_FORWARD));
  first = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_true (KL_IS_PIN (first));
  for (guint i = 0; i < 20; i++)
    {
      second = gtk_window_get_focus (GTK_WINDOW (fixture->window));
      g_assert_false (g_ptr_array_find (seen, second, NULL));
      g_ptr_array_add (seen, second);
      gtk_widget_activate_action (fixture->view, "wijk.next", "i", 1);
    }
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window)) == first);

  gtk_widget_activate_action (fixture->view, "wijk.pan", "(dd)", 50.0, 50.0);
  pass_time (100);
  gtk_widget_activate_action (fixture->view, "wijk.next", "i", 1);
  pass_time (100);
  assert_in_sight (fixture, KL_PIN (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
  gtk_widget_activate_action (fixture->view, "wijk.fit", NULL);
  pass_time (100);
  assert_in_sight (fixture, KL_PIN (first));

  g_assert_true (gtk_widget_child_focus (fixture->view, GTK_DIR_TAB_FORWARD));
  g_assert_false (KL_IS_PIN (gtk_window_get_focus (GTK_WINDOW (fixture->window))));
}

/* Another model in its place, and none at all on it. */
static void
test_models (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) areas = wijk_samples_make_areas (2, 2, 8);
  g_autoptr (KlWijkModel) empty = kl_wijk_model_new (NULL);
  g_autoptr (KlWijkModel) crowd = wijk_samples_make_crowd (areas, 120, 12);
  g_autoptr (GPtrArray) pins = NULL, none = NULL;

  kl_wijk_view_select (KL_WIJK_VIEW (fixture->view), KL_WIJK_PARTNER, 3);
  kl_wijk_view_set_model (KL_WIJK_VIEW (fixture->view), empty);
  pass_time (100);
  none = find_all (fixture->view, KL_TYPE_PIN);
  g_assert_cmpuint (none->len, ==, 0);
  kl_wijk_view_fit (KL_WIJK_VIEW (fixture->view));
  kl_wijk_view_set_model (KL_WIJK_VIEW (fixture->view), crowd);
  kl_wijk_view_fit (KL_WIJK_VIEW (fixture->view));
  pass_time (200);
  pins = find_all (fixture->view, KL_TYPE_PIN);
  g_assert_cmpuint (pins->len, >, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/wijk/pins", Fixture, NULL, set_up, test_pins, tear_down);
  g_test_add ("/wijk/press", Fixture, NULL, set_up, test_press, tear_down);
  g_test_add ("/wijk/members", Fixture, NULL, set_up, test_members, tear_down);
  g_test_add ("/wijk/keyboard", Fixture, NULL, set_up, test_keyboard, tear_down);
  g_test_add ("/wijk/models", Fixture, NULL, set_up, test_models, tear_down);

  return g_test_run ();
}
