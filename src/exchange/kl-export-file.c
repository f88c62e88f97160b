/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-export-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <gio/gfiledescriptorbased.h>
#include <glib/gstdio.h>
#include <string.h>

#include "kl-bundle.h"

G_DEFINE_QUARK (kl - export - error - quark, kl_export_error)

/* Auxiliary functions */

static gboolean
refuse (GError **error, KlExportError code, const char *message)
{
  g_set_error_literal (error, KL_EXPORT_ERROR, code, message);
  return FALSE;
}

/* What went wrong in words to act on, without the name of anything. */
static gboolean
refuse_cause (GError **error, const GError *cause)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_error_copy (cause));
      return FALSE;
    }
  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return refuse (error, KL_EXPORT_ERROR_PLACE, _ ("The folder for the file is not there."));
  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ACCES)
      || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_PERM)
      || g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_ROFS)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_READ_ONLY))
    return refuse (error, KL_EXPORT_ERROR_PLACE,
                   _ ("You have no permission to write the file there."));
  if (g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return refuse (error, KL_EXPORT_ERROR_WRITE, _ ("There is no room for the file on that disk."));

  return refuse (error, KL_EXPORT_ERROR_WRITE,
                 _ ("The file could not be written to the end. Choose another place."));
}

static gboolean
is_zip_name (GFile *target)
{
  g_autofree char *name = g_file_get_basename (target);
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;

  return dot != NULL && g_ascii_strcasecmp (dot, ".zip") == 0;
}

/* Beside the file, under a name that nothing has. */
static GFile *
make_part (GFile *file)
{
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *part = g_strdup_printf (".%s.%08x.part", name, g_random_int ());

  return folder != NULL ? g_file_get_child (folder, part) : g_object_ref (file);
}

/* On the disk before anything else goes. */
static gboolean
close_whole (GFileOutputStream *stream, GCancellable *cancellable, GError **error)
{
  if (!g_output_stream_flush (G_OUTPUT_STREAM (stream), cancellable, error))
    return FALSE;
  if (G_IS_FILE_DESCRIPTOR_BASED (stream)
      && g_fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream))) != 0)
    {
      const int failed = errno;

      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (failed), g_strerror (failed));
      return FALSE;
    }
  return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
}

/* Public API */

/**
 * kl_export_check_file:
 * @file: where a file is to come
 * @error: return location for a #KlExportError
 *
 * To ask before anything is made or logged: a device or a folder is not what a file should
 * replace.
 *
 * Returns: whether a file can come there
 */
gboolean
kl_export_check_file (GFile *file, GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  switch ((int) g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL))
    {
    case G_FILE_TYPE_UNKNOWN:
    case G_FILE_TYPE_REGULAR:
      return TRUE;
    case G_FILE_TYPE_DIRECTORY:
      return refuse (error, KL_EXPORT_ERROR_PLACE,
                     _ ("There is a folder of that name. Give the name of a file in it."));
    default:
      return refuse (error, KL_EXPORT_ERROR_PLACE, _ ("What is there is not a file but a device."));
    }
}

/**
 * kl_export_write_file:
 * @bytes: what is in it
 * @file: where to
 * @cancellable: (nullable): stops the writing
 * @error: return location for a #KlExportError or %G_IO_ERROR_CANCELLED
 *
 * Writes a file for the eyes of its owner. A file that takes the place of another one takes over
 * who may read it, so that is narrowed first.
 *
 * Returns: whether it is there, whole
 */
gboolean
kl_export_write_file (GBytes *bytes, GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  const char *path, *data;
  gsize size;

  g_return_val_if_fail (bytes != NULL && G_IS_FILE (file), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  path = g_file_peek_path (file);
  data = g_bytes_get_data (bytes, &size);
  if (path == NULL)
    return g_file_replace_contents (file, data != NULL ? data : "", size, NULL, FALSE,
                                    G_FILE_CREATE_PRIVATE, NULL, cancellable, &cause)
           || refuse_cause (error, cause);

  if (g_chmod (path, 0600) != 0 && errno != ENOENT && errno != ENOTDIR)
    return refuse (error, KL_EXPORT_ERROR_PLACE,
                   _ ("You have no permission to write the file there."));
  return g_file_set_contents_full (path, data != NULL ? data : "", (gssize) size,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, &cause)
         || refuse_cause (error, cause);
}

/**
 * kl_export_stream_file:
 * @write: writes what is in it
 * @data: for @write
 * @file: where to
 * @cancellable: (nullable): stops the writing
 * @error: return location for a #KlExportError, %G_IO_ERROR_CANCELLED or what @write sets
 *
 * Writes a file for the eyes of its owner while it is made. It takes its name, and the place of
 * what was there, when it is whole.
 *
 * Returns: whether it is there, whole
 */
gboolean
kl_export_stream_file (KlExportFunc write,
                       gpointer data,
                       GFile *file,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GFile) part = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (write != NULL && G_IS_FILE (file), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  part = make_part (file);
  stream = g_file_create (part, G_FILE_CREATE_PRIVATE, cancellable, &cause);
  if (stream == NULL)
    return refuse_cause (error, cause);
  if (!write (G_OUTPUT_STREAM (stream), data, cancellable, error))
    {
      g_file_delete (part, NULL, NULL);
      return FALSE;
    }
  if (close_whole (stream, cancellable, &cause)
      && g_file_move (part, file, G_FILE_COPY_OVERWRITE, cancellable, NULL, NULL, &cause))
    return TRUE;

  g_file_delete (part, NULL, NULL);
  return refuse_cause (error, cause);
}

/**
 * kl_export_check:
 * @target: where one or more files are to come
 * @n_files: how many: more than one go into a zip, when @target has that ending, or a folder
 * @error: return location for a #KlExportError
 *
 * Returns: whether they can come there
 */
gboolean
kl_export_check (GFile *target, guint n_files, GError **error)
{
  GFileType type;

  g_return_val_if_fail (G_IS_FILE (target), FALSE);

  if (n_files == 1 || is_zip_name (target))
    return kl_export_check_file (target, error);

  type = g_file_query_file_type (target, G_FILE_QUERY_INFO_NONE, NULL);
  return type == G_FILE_TYPE_UNKNOWN || type == G_FILE_TYPE_DIRECTORY
         || refuse (error, KL_EXPORT_ERROR_PLACE,
                    _ ("There is a file of that name. Give a folder, or a name that ends in "
                       ".zip."));
}

/**
 * kl_export_write:
 * @files: (element-type KlBundleFile): what to write
 * @target: where to, as in kl_export_check()
 * @cancellable: (nullable): stops the writing
 * @error: return location for a #KlExportError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether all of it is there
 */
gboolean
kl_export_write (GPtrArray *files, GFile *target, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) zip = NULL;

  g_return_val_if_fail (files != NULL && files->len > 0 && G_IS_FILE (target), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!kl_export_check (target, files->len, error))
    return FALSE;
  if (files->len > 1 && !is_zip_name (target))
    return kl_bundle_write_folder (files, target, cancellable, &cause)
           || refuse_cause (error, cause);

  if (files->len > 1)
    zip = kl_bundle_make_zip (files);
  else
    zip = g_bytes_ref (((const KlBundleFile *) g_ptr_array_index (files, 0))->bytes);
  return kl_export_write_file (zip, target, cancellable, error);
}
