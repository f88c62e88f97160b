/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gtk/gtk.h>

/*
 * A window from which files can be dragged, as from a file manager. It says in words on its
 * output how far it is: shown, begun, welcome where the pointer is, refused, dropped.
 */

#define SIDE 120

static void
say (const char *word)
{
  g_print ("%s\n", word);
}

static void
action_cb (GdkDrag *drag)
{
  if (gdk_drag_get_selected_action (drag) != 0)
    say ("welcome");
}

static void
begin_cb (GtkDragSource *source, GdkDrag *drag)
{
  say ("begun");
  g_signal_connect (drag, "notify::selected-action", G_CALLBACK (action_cb), NULL);
}

static void
end_cb (GtkDragSource *source, GdkDrag *drag, gboolean delete_data)
{
  say ("dropped");
}

static gboolean
cancel_cb (GtkDragSource *source, GdkDrag *drag, GdkDragCancelReason reason)
{
  g_print ("refused (%d)\n", (int) reason);
  return TRUE;
}

/* A list of addresses is what every file manager offers. */
static GdkContentProvider *
create_offer (char **paths)
{
  g_autoptr (GString) list = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (; *paths != NULL; paths++)
    {
      g_autofree char *address = g_filename_to_uri (*paths, NULL, NULL);

      g_string_append_printf (list, "%s\r\n", address);
    }
  bytes = g_string_free_to_bytes (g_steal_pointer (&list));

  return gdk_content_provider_new_for_bytes ("text/uri-list", bytes);
}

static gboolean
shown_cb (gpointer user_data)
{
  say ("shown");
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GdkContentProvider) offer = NULL;
  GtkDragSource *source;
  GtkWidget *window, *label;

  gtk_init ();
  setvbuf (stdout, NULL, _IOLBF, 0);
  offer = create_offer (argv + 1);
  source = gtk_drag_source_new ();
  gtk_drag_source_set_content (source, offer);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_cb), NULL);
  g_signal_connect (source, "drag-cancel", G_CALLBACK (cancel_cb), NULL);
  g_signal_connect (source, "drag-end", G_CALLBACK (end_cb), NULL);

  label = gtk_label_new ("files");
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "file giver");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), SIDE, SIDE);
  gtk_window_set_child (GTK_WINDOW (window), label);
  g_signal_connect_swapped (window, "destroy", G_CALLBACK (g_main_loop_quit), loop);
  gtk_window_present (GTK_WINDOW (window));
  g_idle_add (shown_cb, NULL);
  g_main_loop_run (loop);

  return 0;
}
