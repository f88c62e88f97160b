/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <stdlib.h>

#include "first-frame.h"

/*
 * The floor of bench-startup: the least program that shows a libadwaita window of the same size: a
 * header bar and a word. Usage: startup-bare FD
 */

static int report;

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), gtk_label_new ("Korte Lijnen"));
  gtk_window_set_title (GTK_WINDOW (window), "Korte Lijnen");
  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 860);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), view);
  first_frame_watch (GTK_WINDOW (window), NULL, report);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
    adw_application_new ("nl.kortelijnen.Bare", G_APPLICATION_DEFAULT_FLAGS);

  report = atoi (argv[1]);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);

  return g_application_run (G_APPLICATION (application), 1, argv);
}
