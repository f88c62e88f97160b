/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/kl-preview-dialog.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "../documents/sample-pack.h"
#include "../unit/dutch.h"
#include "documents/kl-pack-print.h"
#include "documents/kl-paper.h"
#include "documents/kl-pdf-preview.h"
#include "documents/kl-reader-row.h"

#define PATIENCE (10 * G_USEC_PER_SEC)

static GBytes *
make_pack (void)
{
  g_autoptr (KlPackContent) content = sample_pack_new ();
  g_autoptr (GError) error = NULL;
  GBytes *bytes = kl_pack_render (content, NULL, NULL, &error);

  g_assert_no_error (error);
  return bytes;
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

static KlPaper *
find_page (GtkWidget *preview)
{
  return KL_PAPER (find_descendant (preview, KL_TYPE_PAPER));
}

static void
wait_for_page (KlPdfPreview *preview)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE;

  while ((kl_pdf_preview_get_n_pages (preview) == 0
          || kl_paper_get_texture (find_page (GTK_WIDGET (preview))) == NULL)
         && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
stop_waiting_cb (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_for_frames (void)
{
  gboolean done = FALSE;

  g_timeout_add (400, stop_waiting_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
keep_screenshot (const char *name)
{
  const char *folder = g_getenv ("KL_TEST_KEEP");
  g_autofree char *command = NULL;

  if (folder == NULL)
    return;
  command = g_strdup_printf ("import -window root %s/%s.png", folder, name);
  g_spawn_command_line_sync (command, NULL, NULL, NULL, NULL);
}

static GtkWidget *
present (GtkWidget *child, int width, int height)
{
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), child);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
test_pages_and_zoom (void)
{
  g_autoptr (GBytes) bytes = make_pack ();
  GtkWidget *widget = kl_pdf_preview_new ();
  KlPdfPreview *preview = KL_PDF_PREVIEW (widget);
  GtkWidget *window = present (widget, 1000, 800);
  int fitted;

  kl_pdf_preview_set_pdf (preview, bytes);
  wait_for_page (preview);
  wait_for_frames ();
  g_assert_cmpuint (kl_pdf_preview_get_n_pages (preview), ==, 3);
  g_assert_nonnull (strstr (kl_paper_get_text (find_page (widget)), "Zorgteam"));

  gtk_widget_activate_action (widget, "page.next", NULL);
  g_assert_cmpuint (kl_pdf_preview_get_page (preview), ==, 1);
  g_assert_nonnull (strstr (kl_paper_get_text (find_page (widget)), "Jelle van den Berg"));
  gtk_widget_activate_action (widget, "page.last", NULL);
  gtk_widget_activate_action (widget, "page.next", NULL);
  g_assert_cmpuint (kl_pdf_preview_get_page (preview), ==, 2);

  fitted = gtk_widget_get_width (GTK_WIDGET (find_page (widget)));
  g_assert_cmpint (fitted, >, 600);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (find_page (widget))), >, fitted * 1.41);
  kl_pdf_preview_set_zoom (preview, 0.5);
  wait_for_frames ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (find_page (widget))), ==, 397);
  gtk_widget_activate_action (widget, "page.zoom-in", NULL);
  g_assert_cmpfloat_with_epsilon (kl_pdf_preview_get_zoom (preview), 0.6, 0.001);
  gtk_widget_activate_action (widget, "page.fit-width", NULL);
  wait_for_frames ();
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (find_page (widget))), ==, fitted);
  gtk_window_destroy (GTK_WINDOW (window));
}

static gboolean
hold_cb (KlPreviewDialog *dialog, int output, gpointer data)
{
  g_assert_cmpint (output, ==, KL_OUTPUT_SAVE);
  (*(int *) data)++;
  return TRUE;
}

static KlPreviewDialog *
open_dialog (GtkWidget *window, GBytes *bytes)
{
  AdwDialog *dialog =
    kl_preview_dialog_new ("Zorgteam-pak 24 november 2025", "KC De Wilgenroos", "pak.pdf");

  kl_preview_dialog_add_left_out (KL_PREVIEW_DIALOG (dialog), "1 werknotitie",
                                  "alleen voor de schrijver");
  kl_preview_dialog_set_pdf (KL_PREVIEW_DIALOG (dialog), bytes);
  adw_dialog_present (dialog, window);
  wait_for_page (KL_PDF_PREVIEW (find_descendant (GTK_WIDGET (dialog), KL_TYPE_PDF_PREVIEW)));
  return KL_PREVIEW_DIALOG (dialog);
}

/* Nothing is written before the log allows it, and then exactly what was shown. */
static void
test_save_waits_for_the_log (void)
{
  g_autoptr (GBytes) bytes = make_pack ();
  g_autofree char *folder = g_dir_make_tmp ("preview-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pak.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) saved = NULL;
  GtkWidget *window = present (adw_bin_new (), 1200, 800);
  KlPreviewDialog *dialog = open_dialog (window, bytes);
  const gint64 end = g_get_monotonic_time () + PATIENCE;
  int n_asked = 0;

  wait_for_frames ();
  keep_screenshot ("preview");
  g_signal_connect (dialog, "output", G_CALLBACK (hold_cb), &n_asked);
  kl_preview_dialog_save_to (dialog, file);
  wait_for_frames ();
  g_assert_cmpint (n_asked, ==, 1);
  g_assert_false (g_file_query_exists (file, NULL));

  kl_preview_dialog_refuse (dialog, NULL);
  kl_preview_dialog_allow (dialog);
  wait_for_frames ();
  g_assert_false (g_file_query_exists (file, NULL));

  kl_preview_dialog_save_to (dialog, file);
  kl_preview_dialog_allow (dialog);
  while (!g_file_query_exists (file, NULL) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  wait_for_frames ();
  saved = g_file_load_bytes (file, NULL, NULL, NULL);
  g_assert_nonnull (saved);
  g_assert_true (g_bytes_equal (saved, bytes));
  g_unlink (path);
  g_rmdir (folder);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_narrow (void)
{
  g_autoptr (GBytes) bytes = make_pack ();
  GtkWidget *window = present (adw_bin_new (), 400, 800);
  KlPreviewDialog *dialog = open_dialog (window, bytes);
  GtkWidget *preview = find_descendant (GTK_WIDGET (dialog), KL_TYPE_PDF_PREVIEW);

  wait_for_frames ();
  keep_screenshot ("preview-narrow");
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (find_page (preview))), <, 400);
  adw_dialog_force_close (ADW_DIALOG (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkWidget *
find_other_window (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) other = g_list_model_get_item (windows, i);

      if (other != window && gtk_widget_get_visible (other))
        return other;
    }

  return NULL;
}

/* @n_turns of the main loop after it was asked for. */
static void
close_while_choosing (const char *action, int n_turns)
{
  g_autoptr (GBytes) bytes = make_pack ();
  GtkWidget *window = present (adw_bin_new (), 1200, 800);
  KlPreviewDialog *dialog = open_dialog (window, bytes);
  GtkWidget *chooser;

  g_test_message ("%s, closed after %d", action, n_turns);
  wait_for_frames ();
  gtk_widget_activate_action (GTK_WIDGET (dialog), action, NULL);
  for (int i = 0; i < n_turns; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (adw_dialog_close (ADW_DIALOG (dialog)));
  wait_for_frames ();
  chooser = find_other_window (window);
  g_assert_nonnull (chooser);
  gtk_window_close (GTK_WINDOW (chooser));
  while (find_other_window (window) != NULL || !adw_dialog_get_can_close (ADW_DIALOG (dialog)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (adw_dialog_close (ADW_DIALOG (dialog)));
  wait_for_frames ();
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The choosers of GTK read and ask while they open; a preview that is closed at that moment stays
 * until they are closed. */
static void
test_close_while_choosing (void)
{
  for (int n_turns = 0; n_turns < 12; n_turns += 3)
    {
      close_while_choosing ("dialog.save", n_turns);
      close_while_choosing ("dialog.print", n_turns);
    }
}

static void
add_reader (GPtrArray *readers, KlAudienceKind kind, gint64 id, const char *name)
{
  KlPrintReader *reader = g_new0 (KlPrintReader, 1);

  reader->audience = (KlAudience) { kind, id };
  reader->name = g_strdup (name);
  g_ptr_array_add (readers, reader);
}

static void
choose_cb (KlPreviewDialog *dialog, const KlPrintReader *reader, KlAudience *chosen)
{
  *chosen = reader->audience;
  kl_preview_dialog_clear (dialog);
}

/* Another reader is chosen from the list, and what was said for the one before goes. */
static void
test_readers (void)
{
  g_autoptr (GBytes) bytes = make_pack ();
  g_autoptr (GPtrArray) readers =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_print_reader_free);
  GtkWidget *window = present (adw_bin_new (), 1200, 800);
  KlPreviewDialog *dialog = open_dialog (window, bytes);
  KlAudience chosen = { KL_AUDIENCE_TEAM, 0 };
  GtkWidget *row;

  add_reader (readers, KL_AUDIENCE_TEAM, 0, "Het hele team");
  add_reader (readers, KL_AUDIENCE_PARTICIPANT, 3, "Samira Bouali");
  add_reader (readers, KL_AUDIENCE_PARTICIPANT, 4, "Karin Verhagen");
  g_signal_connect (dialog, "reader-chosen", G_CALLBACK (choose_cb), &chosen);
  kl_preview_dialog_set_readers (dialog, readers, &chosen);
  g_assert_cmpint (chosen.kind, ==, KL_AUDIENCE_TEAM);

  wait_for_frames ();
  row = find_descendant (GTK_WIDGET (dialog), KL_TYPE_READER_ROW);
  g_assert_true (gtk_widget_get_mapped (row));
  gtk_widget_activate (row);
  wait_for_frames ();
  keep_screenshot ("preview-readers");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  wait_for_frames ();
  g_assert_cmpint (chosen.kind, ==, KL_AUDIENCE_PARTICIPANT);
  g_assert_cmpint (chosen.id, ==, 4);
  kl_preview_dialog_set_pdf (dialog, bytes);
  wait_for_page (KL_PDF_PREVIEW (find_descendant (GTK_WIDGET (dialog), KL_TYPE_PDF_PREVIEW)));
  adw_dialog_force_close (ADW_DIALOG (dialog));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_broken_file (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("no pdf", 6);
  GtkWidget *widget = kl_pdf_preview_new ();
  GtkWidget *window = present (widget, 800, 600);

  kl_pdf_preview_set_pdf (KL_PDF_PREVIEW (widget), bytes);
  wait_for_frames ();
  g_assert_cmpuint (kl_pdf_preview_get_n_pages (KL_PDF_PREVIEW (widget)), ==, 0);
  g_assert_true (gtk_widget_get_mapped (find_descendant (widget, ADW_TYPE_STATUS_PAGE)));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  use_dutch ();
  textdomain (GETTEXT_PACKAGE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/preview/pages-and-zoom", test_pages_and_zoom);
  g_test_add_func ("/preview/save-waits-for-the-log", test_save_waits_for_the_log);
  g_test_add_func ("/preview/narrow", test_narrow);
  g_test_add_func ("/preview/close-while-choosing", test_close_while_choosing);
  g_test_add_func ("/preview/readers", test_readers);
  g_test_add_func ("/preview/broken-file", test_broken_file);
  return g_test_run ();
}
