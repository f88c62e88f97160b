/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Shows the map of the neighbourhood with a town made up for it, to look at while working on
 * it: wijk-gallery [--dark] [--narrow] [--crowd] [--cells] [--buurten] [FILE.png]. With a file
 * it paints itself there and ends.
 */
#include <adwaita.h>
#include <libintl.h>
#include <locale.h>

#include "chart-samples.h"
#include "kl-config.h"
#include "map/kl-voronoi.h"
#include "map/kl-wijk-view.h"
#include "wijk-samples.h"

typedef struct
{
  GtkWidget *window;
  const char *file;
  GMainLoop *loop;
} Gallery;

static gboolean
save_cb (gpointer user_data)
{
  Gallery *gallery = user_data;
  g_autoptr (GError) error = NULL;

  if (!kl_samples_paint (gallery->window, 1, gallery->file, &error))
    g_printerr ("%s\n", error->message);
  g_main_loop_quit (gallery->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
has_option (int argc, char **argv, const char *name)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], name))
      return TRUE;

  return FALSE;
}

static void
forget_outline (gpointer area, gpointer user_data)
{
  g_clear_pointer (&((KlArea *) area)->outline, g_ptr_array_unref);
}

int
main (int argc, char **argv)
{
  Gallery gallery = { .loop = g_main_loop_new (NULL, FALSE) };
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (KlWijkModel) model = NULL;
  g_autoptr (GtkCssProvider) style = NULL;
  GtkWidget *view;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("KL_LOCALEDIR"));
  textdomain (GETTEXT_PACKAGE);
  adw_init ();
  if (has_option (argc, argv, "--dark"))
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  style = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (style, KL_RESOURCE_PREFIX "/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);

  areas = wijk_samples_read_areas (has_option (argc, argv, "--buurten") ? "buurten.geojson"
                                                                        : "wijken.geojson");
  if (areas == NULL)
    areas = wijk_samples_make_areas (4, 3, 200);
  if (has_option (argc, argv, "--cells"))
    {
      g_ptr_array_foreach (areas, forget_outline, NULL);
      kl_voronoi_fill_areas (areas);
    }
  model = has_option (argc, argv, "--crowd") ? wijk_samples_make_crowd (areas, 120, 12)
                                             : wijk_samples_make_town (areas);
  view = kl_wijk_view_new ();
  kl_wijk_view_set_model (KL_WIJK_VIEW (view), model);
  kl_wijk_view_select (KL_WIJK_VIEW (view), KL_WIJK_PARTNER, 1);

  gallery.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (gallery.window),
                               has_option (argc, argv, "--narrow") ? 400 : 860, 780);
  gtk_window_set_child (GTK_WINDOW (gallery.window), view);
  gtk_window_present (GTK_WINDOW (gallery.window));
  if (argc > 1 && argv[argc - 1][0] != '-')
    {
      gallery.file = argv[argc - 1];
      g_timeout_add (1500, save_cb, &gallery);
    }
  g_main_loop_run (gallery.loop);
  gtk_window_destroy (GTK_WINDOW (gallery.window));
  g_main_loop_unref (gallery.loop);

  return 0;
}
