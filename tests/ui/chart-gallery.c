/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Shows every drawn widget with values made up for it, to look at while working on
 * them: chart-gallery [--dark] [--narrow] [--large] [--rtl] [FILE.png]. With a file it
 * paints itself there and ends.
 */
#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "chart-samples.h"
#include "kl-config.h"

typedef struct
{
  gboolean dark;
  gboolean narrow;
  gboolean large;
  gboolean rtl;
  double scale;
  const char *file;
  GMainLoop *loop;
} Gallery;

static gboolean
save_cb (gpointer user_data)
{
  Gallery *gallery = user_data;
  GtkWidget *window = GTK_WIDGET (g_list_model_get_item (gtk_window_get_toplevels (), 0));
  g_autoptr (GError) error = NULL;

  if (!kl_samples_paint (window, gallery->scale, gallery->file, &error))
    g_printerr ("%s\n", error->message);
  g_object_unref (window);
  g_main_loop_quit (gallery->loop);
  return G_SOURCE_REMOVE;
}

static void
read_options (Gallery *gallery, int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    {
      gallery->dark |= g_str_equal (argv[i], "--dark");
      gallery->narrow |= g_str_equal (argv[i], "--narrow");
      gallery->large |= g_str_equal (argv[i], "--large");
      gallery->rtl |= g_str_equal (argv[i], "--rtl");
      if (g_str_equal (argv[i], "--twice"))
        gallery->scale = 2;
      if (argv[i][0] != '-')
        gallery->file = argv[i];
    }
}

int
main (int argc, char **argv)
{
  Gallery gallery = { .scale = 1, .loop = g_main_loop_new (NULL, FALSE) };
  GtkWidget *window, *scrolled;

  read_options (&gallery, argc, argv);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE,
                  g_getenv ("KL_LOCALEDIR") != NULL ? g_getenv ("KL_LOCALEDIR") : KL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  adw_init ();
  kl_samples_load_style ();
  if (gallery.dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  if (gallery.rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (g_getenv ("KL_FONT") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-font-name", g_getenv ("KL_FONT"), NULL);
  if (gallery.large)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);

  window = adw_window_new ();
  scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled),
                                 kl_samples_create_page (gallery.narrow));
  adw_window_set_content (ADW_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), gallery.narrow ? 400 : 940,
                               gallery.large ? 2400 : 1740);
  g_signal_connect_swapped (window, "close-request", G_CALLBACK (g_main_loop_quit), gallery.loop);
  gtk_window_present (GTK_WINDOW (window));
  if (gallery.file != NULL)
    g_timeout_add (600, save_cb, &gallery);
  g_main_loop_run (gallery.loop);
  g_main_loop_unref (gallery.loop);

  return 0;
}
