/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Shows the drawing of lines with partners made up for it: lines-gallery [--dark] [--many]
 * [--few] [--compare] [FILE.png]. With a file it paints itself there and ends.
 */
#include <adwaita.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <stdlib.h>

#include "chart-samples.h"
#include "kl-config.h"
#include "lines-samples.h"
#include "map/kl-lines-view.h"

typedef struct
{
  const char *file;
  GMainLoop *loop;
} Gallery;

static gboolean
save_cb (gpointer user_data)
{
  Gallery *gallery = user_data;
  g_autoptr (GtkWidget) window =
    GTK_WIDGET (g_list_model_get_item (gtk_window_get_toplevels (), 0));
  g_autoptr (GError) error = NULL;

  if (!kl_samples_paint (window, 1, gallery->file, &error))
    g_printerr ("%s\n", error->message);
  g_main_loop_quit (gallery->loop);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  Gallery gallery = { .loop = g_main_loop_new (NULL, FALSE) };
  GtkWidget *window, *view;
  guint n_partners = 16;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE,
                  g_getenv ("KL_LOCALEDIR") != NULL ? g_getenv ("KL_LOCALEDIR") : KL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  adw_init ();
  kl_samples_load_style ();
  for (int i = 1; i < argc; i++)
    {
      if (g_str_equal (argv[i], "--dark"))
        adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                            ADW_COLOR_SCHEME_FORCE_DARK);
      else if (argv[i][0] == '-')
        n_partners = (guint) atoi (argv[i] + 2);
      else
        gallery.file = argv[i];
    }

  view = kl_lines_samples_create_view (n_partners);
  window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (window), view);
  gtk_window_set_default_size (GTK_WINDOW (window), 856, 767);
  g_signal_connect_swapped (window, "close-request", G_CALLBACK (g_main_loop_quit), gallery.loop);
  gtk_window_present (GTK_WINDOW (window));
  if (gallery.file != NULL)
    g_timeout_add (1500, save_cb, &gallery);
  g_main_loop_run (gallery.loop);
  g_main_loop_unref (gallery.loop);

  return 0;
}
