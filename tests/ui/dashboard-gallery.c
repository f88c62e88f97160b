/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Shows the dashboard with values made up for it, to look at while working on it:
 * dashboard-gallery [--size WIDTHxHEIGHT] [--dark] [--large] [--rtl] [--rows N] [--cases N]
 * [--no-meeting] [--schools] [--end] [FILE.png]. With a file it paints itself there and ends.
 */
#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "chart-samples.h"
#include "dashboard-samples.h"
#include "dashboard/kl-schools-page.h"
#include "dashboard/kl-today-page.h"
#include "kl-config.h"

typedef struct
{
  int width, height;
  int n_rows, n_cases;
  gboolean dark, large, rtl, no_meeting, schools, end;
  char *size;
  char **files;
  GtkWidget *window;
  GMainLoop *loop;
} Gallery;

static void
scroll_down (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    {
      GtkAdjustment *position = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (widget));

      gtk_adjustment_set_value (position, gtk_adjustment_get_upper (position));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    scroll_down (child);
}

static gboolean
save_cb (gpointer user_data)
{
  Gallery *gallery = user_data;
  g_autoptr (GError) error = NULL;

  if (gallery->end)
    {
      scroll_down (gallery->window);
      gallery->end = FALSE;
      return G_SOURCE_CONTINUE;
    }
  if (!kl_samples_paint (gallery->window, 1, gallery->files[0], &error))
    g_printerr ("%s\n", error->message);
  g_main_loop_quit (gallery->loop);

  return G_SOURCE_REMOVE;
}

static gboolean
read_options (Gallery *gallery, int *argc, char ***argv)
{
  GOptionEntry entries[] = {
    { "size", 0, 0, G_OPTION_ARG_STRING, &gallery->size, NULL, NULL },
    { "rows", 0, 0, G_OPTION_ARG_INT, &gallery->n_rows, NULL, NULL },
    { "cases", 0, 0, G_OPTION_ARG_INT, &gallery->n_cases, NULL, NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &gallery->dark, NULL, NULL },
    { "large", 0, 0, G_OPTION_ARG_NONE, &gallery->large, NULL, NULL },
    { "rtl", 0, 0, G_OPTION_ARG_NONE, &gallery->rtl, NULL, NULL },
    { "no-meeting", 0, 0, G_OPTION_ARG_NONE, &gallery->no_meeting, NULL, NULL },
    { "schools", 0, 0, G_OPTION_ARG_NONE, &gallery->schools, NULL, NULL },
    { "end", 0, 0, G_OPTION_ARG_NONE, &gallery->end, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &gallery->files, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error)
      || (gallery->size != NULL
          && sscanf (gallery->size, "%dx%d", &gallery->width, &gallery->height) != 2))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "--size WIDTHxHEIGHT");
      return FALSE;
    }

  return TRUE;
}

static void
set_up (Gallery *gallery)
{
  const char *locales = g_getenv ("KL_LOCALEDIR");
  const char *font = g_getenv ("KL_FONT");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locales != NULL ? locales : KL_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  kl_clock_fix (kl_sample_today ());
  adw_init ();
  kl_samples_load_style ();
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (gdk_display_get_default ()),
                                    KL_RESOURCE_PREFIX "/icons");
  if (gallery->dark)
    adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                        ADW_COLOR_SCHEME_FORCE_DARK);
  if (gallery->rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  if (font != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-font-name", font, NULL);
  if (gallery->large)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 2 * 96 * 1024, NULL);
}

static AdwNavigationPage *
create_page (Gallery *gallery)
{
  g_autoptr (KlItem) dashboard = NULL;
  AdwNavigationPage *page;

  if (gallery->schools)
    {
      g_autoptr (GPtrArray) overviews = kl_sample_overviews ();

      page = kl_schools_page_new (NULL);
      kl_schools_page_show (KL_SCHOOLS_PAGE (page), overviews, kl_sample_today ());
      return page;
    }

  dashboard = kl_sample_dashboard (gallery->n_rows, gallery->n_cases, !gallery->no_meeting);
  page = g_object_new (KL_TYPE_TODAY_PAGE, NULL);
  kl_today_page_show (KL_TODAY_PAGE (page), dashboard);

  return page;
}

/* What the window does is not here; its buttons are. */
static void
add_actions (GtkWidget *window)
{
  static const GActionEntry entries[] = {
    { .name = "new-question" },
    { .name = "import" },
    { .name = "school-settings" },
    { .name = "search" },
    { .name = "plan-meeting" },
    { .name = "open-case", .parameter_type = "x" },
    { .name = "open-entry", .parameter_type = "(xx)" },
    { .name = "show-meeting", .parameter_type = "x" },
    { .name = "print-pack", .parameter_type = "x" },
    { .name = "school", .parameter_type = "x" },
    { .name = "show-place", .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
}

int
main (int argc, char **argv)
{
  Gallery gallery = { .width = 1224, .height = 900, .n_rows = 8, .n_cases = 10 };
  GtkWidget *view;

  if (!read_options (&gallery, &argc, &argv))
    return 2;

  gallery.loop = g_main_loop_new (NULL, FALSE);
  set_up (&gallery);
  gallery.window = adw_window_new ();
  add_actions (gallery.window);
  view = adw_navigation_view_new ();
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (view), create_page (&gallery));
  adw_window_set_content (ADW_WINDOW (gallery.window), view);
  gtk_window_set_default_size (GTK_WINDOW (gallery.window), gallery.width, gallery.height);
  g_signal_connect_swapped (gallery.window, "close-request", G_CALLBACK (g_main_loop_quit),
                            gallery.loop);
  gtk_window_present (GTK_WINDOW (gallery.window));
  if (gallery.files != NULL)
    g_timeout_add (700, save_cb, &gallery);
  g_main_loop_run (gallery.loop);

  g_main_loop_unref (gallery.loop);
  g_strfreev (gallery.files);
  g_free (gallery.size);

  return 0;
}
