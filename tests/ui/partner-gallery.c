/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Shows the card of a partner of the demo, or the list of partners, to look at while working on
 * them: partner-gallery [--title WORDS] [--list] [--all] [--size WIDTHxHEIGHT] [--dark] [--large]
 * [--rtl]
 * [--dialog ACTION] [FILE.png]. With a file it paints itself there and ends.
 */
#include <adwaita.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "chart-samples.h"
#include "exchange/kl-demo.h"
#include "kl-config.h"
#include "partners/kl-partner-pane.h"
#include "partners/kl-partner-list.h"
#include "store/kl-partners.h"

typedef struct
{
  int width, height;
  gboolean dark, large, rtl, list, all;
  char *size;
  char *title;
  char *dialog;
  char **files;
  char *folder;
  GtkWidget *window;
  GtkWidget *page;
  KlStore *store;
  KlSession *session;
  GMainLoop *loop;
} Gallery;

static gboolean
save_cb (gpointer user_data)
{
  Gallery *gallery = user_data;
  g_autoptr (GError) error = NULL;

  if (gallery->dialog != NULL)
    {
      gtk_widget_activate_action (gallery->page, gallery->dialog, NULL);
      g_clear_pointer (&gallery->dialog, g_free);
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
    { "title", 0, 0, G_OPTION_ARG_STRING, &gallery->title, NULL, NULL },
    { "dialog", 0, 0, G_OPTION_ARG_STRING, &gallery->dialog, NULL, NULL },
    { "list", 0, 0, G_OPTION_ARG_NONE, &gallery->list, NULL, NULL },
    { "all", 0, 0, G_OPTION_ARG_NONE, &gallery->all, NULL, NULL },
    { "dark", 0, 0, G_OPTION_ARG_NONE, &gallery->dark, NULL, NULL },
    { "large", 0, 0, G_OPTION_ARG_NONE, &gallery->large, NULL, NULL },
    { "rtl", 0, 0, G_OPTION_ARG_NONE, &gallery->rtl, NULL, NULL },
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
  kl_clock_fix (kl_date_new (2025, 11, 20));
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

static void
fill (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Gallery *gallery = data;
  KlPartnerFilter filter = KL_PARTNER_FILTER_INIT;
  g_autoptr (GPtrArray) partners = NULL;
  GError *error = NULL;

  filter.text = gallery->title;
  if (kl_demo_fill (db, kl_clock_today (), &error))
    partners = kl_partners_find (db, &filter, &error);
  if (partners == NULL || partners->len == 0)
    {
      g_task_return_error (task, error != NULL
                                   ? error
                                   : g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                                                          "no partner"));
      return;
    }

  g_task_return_pointer (task,
                         g_memdup2 (&((const KlPartner *) g_ptr_array_index (partners, 0))->id,
                                    sizeof (gint64)),
                         g_free);
}

static gint64
open_demo (Gallery *gallery)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *partner_id = NULL;
  g_autofree char *path = NULL;
  guint8 key[KL_DB_KEY_SIZE] = { 1, 2, 3 };

  gallery->folder = g_dir_make_tmp ("kl-gallery-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (gallery->folder, "dossier.db", NULL);
  gallery->store = kl_store_new ();
  kl_store_open (gallery->store, path, key, sizeof key, KL_DB_CREATE, &error);
  g_assert_no_error (error);
  partner_id = kl_store_perform (gallery->store, fill, gallery, &error);
  g_assert_no_error (error);

  return *partner_id;
}

static void
clean_up (Gallery *gallery)
{
  g_autoptr (GDir) dir = g_dir_open (gallery->folder, 0, NULL);
  const char *name;

  kl_store_close (gallery->store, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (gallery->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (gallery->folder);
}

static void
session_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Gallery *gallery = user_data;
  g_autoptr (GError) error = NULL;

  kl_session_load_finish (KL_SESSION (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (gallery->loop);
}

/* What the window does is not here; its buttons are. */
static void
add_actions (GtkWidget *window)
{
  static const GActionEntry entries[] = {
    { .name = "new-question" },
    { .name = "import" },
    { .name = "open-case", .parameter_type = "x" },
    { .name = "open-entry", .parameter_type = "(xx)" },
    { .name = "print-case", .parameter_type = "x" },
    { .name = "new-referral", .parameter_type = "(xx)" },
    { .name = "toast", .parameter_type = "s" },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), NULL);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
}

int
main (int argc, char **argv)
{
  Gallery gallery = { .width = 348, .height = 900 };
  GtkWidget *view;
  gint64 partner_id;

  if (!read_options (&gallery, &argc, &argv))
    return 2;

  gallery.loop = g_main_loop_new (NULL, FALSE);
  set_up (&gallery);
  partner_id = open_demo (&gallery);
  gallery.session = kl_session_new (gallery.store);
  kl_session_load_async (gallery.session, "", NULL, session_loaded_cb, &gallery);
  g_main_loop_run (gallery.loop);
  if (gallery.all)
    kl_session_set_school_id (gallery.session, 0);

  gallery.window = adw_window_new ();
  add_actions (gallery.window);
  view = adw_bin_new ();
  gallery.page =
    gallery.list ? kl_partner_list_new (gallery.session) : kl_partner_pane_new (gallery.session);
  if (!gallery.list)
    kl_partner_pane_set_partner (KL_PARTNER_PANE (gallery.page), partner_id);
  else if (gallery.width < 700)
    kl_partner_list_set_narrow (KL_PARTNER_LIST (gallery.page), TRUE);
  adw_bin_set_child (ADW_BIN (view), gallery.page);
  adw_window_set_content (ADW_WINDOW (gallery.window), view);
  gtk_window_set_default_size (GTK_WINDOW (gallery.window), gallery.width, gallery.height);
  g_signal_connect_swapped (gallery.window, "close-request", G_CALLBACK (g_main_loop_quit),
                            gallery.loop);
  gtk_window_present (GTK_WINDOW (gallery.window));
  if (gallery.files != NULL)
    g_timeout_add (1500, save_cb, &gallery);
  g_main_loop_run (gallery.loop);

  gtk_window_destroy (GTK_WINDOW (gallery.window));
  g_object_unref (gallery.session);
  clean_up (&gallery);
  g_object_unref (gallery.store);
  g_main_loop_unref (gallery.loop);
  g_strfreev (gallery.files);
  g_free (gallery.size);
  g_free (gallery.title);
  g_free (gallery.folder);

  return 0;
}
