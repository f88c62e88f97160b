/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

#include "charts/kl-spelling.h"

/* Dutch is checked, and nothing of what is written comes on the disk. */

#define WRONG "kruidnagelfluitt"

static char *home;

static GtkTextView *
create_view (GtkWindow *window)
{
  GtkTextView *view = GTK_TEXT_VIEW (gtk_text_view_new ());

  kl_spelling_attach (view);
  gtk_window_set_child (window, GTK_WIDGET (view));
  gtk_window_present (window);

  return view;
}

static gboolean
is_marked (GtkTextView *view, int offset)
{
  GtkTextTag *tag = kl_spelling_get_tag (view);
  GtkTextIter iter;

  if (tag == NULL)
    return FALSE;

  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, offset);
  return gtk_text_iter_has_tag (&iter, tag);
}

static void
assert_nowhere (const char *folder, const char *word)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length = 0;

      g_assert_null (strstr (name, word));
      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        assert_nowhere (path, word);
      else if (g_file_get_contents (path, &content, &length, NULL))
        g_assert_null (g_strstr_len (content, (gssize) length, word));
    }
}

static void
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
}

/* As the context menu does with the word that the cursor is in, which the adapter finds when the
 * cursor has been still for a moment; nothing tells when. */
static void
add_word (GtkTextView *view, int offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset);
  gtk_text_buffer_place_cursor (buffer, &iter);
  g_timeout_add_once (1000, quit_cb, loop);
  g_main_loop_run (loop);
  gtk_widget_activate_action (GTK_WIDGET (view), "spelling.add", "s", WRONG);
}

static void
test_dutch (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkTextView *view = create_view (window);
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  g_object_ref (view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view),
                            "Moeder vertelt over de " WRONG " van gisteren.", -1);
  while (!is_marked (view, 25) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);

  g_assert_true (is_marked (view, 25));
  g_assert_false (is_marked (view, 2));
  g_assert_false (is_marked (view, 45));
  g_assert_nonnull (gtk_text_view_get_extra_menu (view));

  /* A word that is added is a word from now on, and stands nowhere all the same. */
  add_word (view, 25);
  while (is_marked (view, 25) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (is_marked (view, 25));

  gtk_window_destroy (window);
  g_object_add_weak_pointer (G_OBJECT (view), (gpointer *) &view);
  g_object_unref (view);
  g_assert_null (view);
  assert_nowhere (home, WRONG);
}

int
main (int argc, char **argv)
{
  int status;

  home = g_dir_make_tmp ("kl-spelling-XXXXXX", NULL);
  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_CONFIG_HOME", home, TRUE);
  g_setenv ("XDG_CACHE_HOME", home, TRUE);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  kl_spelling_init ();
  adw_init ();

  g_test_add_func ("/spelling/dutch", test_dutch);

  status = g_test_run ();
  g_free (home);
  return status;
}
