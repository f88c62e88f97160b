/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-export-file.h"

#include <glib/gstdio.h>
#include <string.h>

/* A file that is written while it is made is there whole, or what was there before is. */

static gboolean
write_cb (GOutputStream *stream, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *text = data;

  if (!g_output_stream_write_all (stream, text, strlen (text), NULL, cancellable, error))
    return FALSE;
  if (!g_str_has_suffix (text, "half"))
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no more");
  return FALSE;
}

static void
assert_file (const char *path, const char *text)
{
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

static void
test_stream (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kl-export-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "pak.pdf", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  g_assert_false (kl_export_stream_file (write_cb, (char *) "half", file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_false (g_file_query_exists (file, NULL));
  g_clear_error (&error);

  g_assert_true (kl_export_stream_file (write_cb, (char *) "whole", file, NULL, &error));
  g_assert_no_error (error);
  assert_file (path, "whole");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  g_assert_false (kl_export_stream_file (write_cb, (char *) "other half", file, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_clear_error (&error);
  assert_file (path, "whole");

  g_assert_true (kl_export_stream_file (write_cb, (char *) "new", file, NULL, &error));
  g_assert_no_error (error);
  assert_file (path, "new");
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_unlink (path);
  /* Nothing else is left behind. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export-file/stream", test_stream);
  return g_test_run ();
}
