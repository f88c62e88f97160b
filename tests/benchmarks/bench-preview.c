/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <time.h>

#include "../unit/dutch.h"
#include "documents/kl-pack-print.h"
#include "documents/kl-pdf-preview.h"
#include "documents/kl-preview-dialog.h"
#include "pack-text.h"

/*
 * The longest that the main thread is held, from one time that it asks for work to the next, while
 * a pack is made, shown, leafed through, zoomed and searched. Processor time of the thread, as
 * machines are busy. The first window of a program, with its theme and fonts, is told apart.
 */

#define GOAL 0.05

static struct
{
  double since; /* when the last work began, 0 when none did yet */
  double longest;
} hold;

static double
get_seconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static gint
poll_cb (GPollFD *fds, guint n_fds, gint timeout)
{
  gint n_ready;

  if (hold.since > 0)
    hold.longest = MAX (hold.longest, get_seconds () - hold.since);
  n_ready = g_poll (fds, n_fds, timeout);
  hold.since = get_seconds ();
  return n_ready;
}

static gboolean
stop_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint milliseconds)
{
  gboolean done = FALSE;

  g_timeout_add (milliseconds, stop_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin (void)
{
  hold.longest = 0;
  hold.since = get_seconds ();
}

static void
end (const char *what)
{
  run_for (20);
  g_print ("  %-44s %6.1f ms%s\n", what, hold.longest * 1000,
           hold.longest > GOAL ? "  (goal: at most 50)" : "");
}

static GtkWidget *
find_descendant (GtkWidget *widget, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found =
        G_TYPE_CHECK_INSTANCE_TYPE (child, type) ? child : find_descendant (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Pages */

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = kl_pack_render (data, NULL, cancellable, &error);

  g_assert_no_error (error);
  g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GBytes **) data = g_task_propagate_pointer (G_TASK (result), NULL);
}

/* As the window does, on a thread of its own. */
static GBytes *
make_pack (guint n_cases)
{
  g_autoptr (GTask) task = NULL;
  GBytes *bytes = NULL;

  task = g_task_new (NULL, NULL, made_cb, &bytes);
  g_task_set_task_data (task, pack_text_make_pack (n_cases), (GDestroyNotify) kl_pack_content_free);
  begin ();
  g_task_run_in_thread (task, make);
  while (bytes == NULL)
    g_main_context_iteration (NULL, TRUE);
  end ("making the pack");
  return bytes;
}

static void
walk (GtkWidget *preview)
{
  static const char *const actions[] = { "page.next",     "page.zoom-in",   "page.next",
                                         "page.zoom-out", "page.fit-width", "page.last",
                                         "page.first" };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      begin ();
      gtk_widget_activate_action (preview, actions[i], NULL);
      run_for (500);
      end (actions[i]);
    }
}

static void
look_at (GtkWidget *window, guint n_cases)
{
  g_autoptr (GBytes) bytes = NULL;
  AdwDialog *dialog;
  GtkWidget *preview;
  GtkWidget *entry;

  g_print ("%u cases\n", n_cases);
  bytes = make_pack (n_cases);
  begin ();
  dialog = kl_preview_dialog_new ("Zorgteam-pak", NULL, "pak.pdf");
  adw_dialog_present (dialog, window);
  run_for (1000);
  end ("opening the preview");
  preview = find_descendant (GTK_WIDGET (dialog), KL_TYPE_PDF_PREVIEW);
  begin ();
  kl_preview_dialog_set_pdf (KL_PREVIEW_DIALOG (dialog), bytes);
  while (kl_pdf_preview_get_n_pages (KL_PDF_PREVIEW (preview)) < n_cases)
    run_for (100);
  run_for (1000);
  end ("showing its pages");
  walk (preview);

  begin ();
  gtk_widget_activate_action (preview, "page.search", NULL);
  entry = find_descendant (preview, GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "de");
  run_for (3000);
  end ("seeking");
  begin ();
  adw_dialog_force_close (dialog);
  run_for (500);
  end ("closing");
}

int
main (int argc, char **argv)
{
  GtkWidget *window;

  use_dutch ();
  gtk_init ();
  adw_init ();
  g_main_context_set_poll_func (NULL, poll_cb);
  begin ();
  window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  gtk_window_present (GTK_WINDOW (window));
  run_for (1000);
  end ("the first window");
  look_at (window, 3);
  look_at (window, 40);
  look_at (window, 400);
  gtk_window_destroy (GTK_WINDOW (window));
  return 0;
}
