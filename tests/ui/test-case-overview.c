/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "cases/kl-case-overview.h"

/* Where the filters of the timeline stand: beside their heading, and below it in a narrow window.
 */

static void
wait_for_frames (void)
{
  for (int i = 0; i < 20; i++)
    {
      while (g_main_context_iteration (NULL, FALSE))
        ;
      g_usleep (10000);
    }
}

static GtkWidget *
find (GtkWidget *widget, GType type, const char *css_class)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (css_class == NULL || gtk_widget_has_css_class (widget, css_class)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, css_class);

  return found;
}

/* The whole breadth of the overview at 400 px is theirs, beside their heading less. */
static void
test_filters (void)
{
  GtkWidget *overview = kl_case_overview_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *window = adw_window_new ();
  GtkWidget *heading, *filters;
  graphene_rect_t above, below;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), overview);
  adw_window_set_content (ADW_WINDOW (window), scroller);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 800);
  gtk_window_present (GTK_WINDOW (window));
  kl_case_overview_set_narrow (KL_CASE_OVERVIEW (overview), FALSE);
  wait_for_frames ();
  heading = find (overview, GTK_TYPE_LABEL, "kl-events-heading");
  filters = gtk_widget_get_next_sibling (heading);
  g_assert_true (ADW_IS_WRAP_BOX (filters));
  g_assert_true (gtk_widget_compute_bounds (heading, overview, &above));
  g_assert_true (gtk_widget_compute_bounds (filters, overview, &below));
  g_assert_cmpfloat (below.origin.x, >=, above.origin.x + above.size.width);
  g_assert_cmpfloat (below.origin.y, <, above.origin.y + above.size.height);

  gtk_window_set_default_size (GTK_WINDOW (window), 400, 800);
  kl_case_overview_set_narrow (KL_CASE_OVERVIEW (overview), TRUE);
  wait_for_frames ();
  g_assert_cmpint (gtk_widget_get_width (window), <=, 400);
  g_assert_true (gtk_widget_compute_bounds (heading, overview, &above));
  g_assert_true (gtk_widget_compute_bounds (filters, overview, &below));
  g_assert_cmpfloat (below.origin.y, >=, above.origin.y + above.size.height);
  g_assert_cmpfloat (below.origin.x, ==, above.origin.x);
  g_assert_cmpfloat (below.origin.x + below.size.width, <=, gtk_widget_get_width (overview));
  g_assert_cmpfloat (below.size.width, >, 300);

  gtk_window_destroy (GTK_WINDOW (window));
  wait_for_frames ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/case-overview/filters", test_filters);

  return g_test_run ();
}
