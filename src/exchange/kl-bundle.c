/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-bundle.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/*
 * Tables that come together. Names are only looked at, never followed: nothing is written
 * where a zip says.
 */

#define SUFFIX ".csv"
#define CHUNK_SIZE (64 * 1024)
/* More than any format of tables has; the rest of a folder or zip is not looked at. */
#define MAX_ENTRIES 1000

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_free)

/* Auxiliary functions */

static gboolean
refuse_large (GError **error)
{
  kl_import_set_fault (error, KL_IMPORT_FAULT_BUNDLE_TOO_MUCH, 0);
  return FALSE;
}

static gboolean
refuse_damaged (GError **error)
{
  kl_import_set_fault (error, KL_IMPORT_FAULT_BUNDLE_DAMAGED, 0);
  return FALSE;
}

static gboolean
is_table_name (const char *name)
{
  const gsize length = name != NULL ? strlen (name) : 0;

  return length > strlen (SUFFIX) && name[0] != '.' && g_utf8_validate (name, -1, NULL)
         && g_ascii_strcasecmp (name + length - strlen (SUFFIX), SUFFIX) == 0;
}

static gboolean
read_entry (Archive *archive, goffset room, GByteArray *bytes, GError **error)
{
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  la_ssize_t n;

  while ((n = archive_read_data (archive, chunk, CHUNK_SIZE)) > 0)
    {
      if ((goffset) bytes->len + n > room)
        return refuse_large (error);
      g_byte_array_append (bytes, chunk, (guint) n);
    }

  return n == 0 || refuse_damaged (error);
}

/* Takes the entry when it is a table; the room that is left becomes less. */
static gboolean
take_entry (Archive *archive,
            struct archive_entry *entry,
            goffset *room,
            GPtrArray *files,
            GError **error)
{
  const char *path = archive_entry_pathname_utf8 (entry);
  const char *slash = path != NULL ? strrchr (path, '/') : NULL;
  const char *name = slash != NULL ? slash + 1 : path;
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  if (archive_entry_filetype (entry) != AE_IFREG || !is_table_name (name))
    return TRUE;
  if (!read_entry (archive, *room, data, error))
    return FALSE;

  *room -= data->len;
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&data));
  g_ptr_array_add (files, kl_bundle_file_new (name, bytes));
  return TRUE;
}

static gboolean
read_entries (Archive *archive, const KlImportLimits *limits, GPtrArray *files, GError **error)
{
  struct archive_entry *entry;
  goffset room = limits->max_bytes;
  int result;

  for (guint i = 0; (result = archive_read_next_header (archive, &entry)) == ARCHIVE_OK; i++)
    {
      if (i >= MAX_ENTRIES)
        return refuse_large (error);
      if (!take_entry (archive, entry, &room, files, error))
        return FALSE;
    }

  return result == ARCHIVE_EOF || refuse_damaged (error);
}

static gboolean
check_found (GPtrArray *files, GError **error)
{
  if (files->len > 0)
    return TRUE;

  kl_import_set_fault (error, KL_IMPORT_FAULT_BUNDLE_NO_TABLES, 0);
  return FALSE;
}

static gboolean
write_entry (Archive *archive, const KlBundleFile *file)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size;
  const void *data = g_bytes_get_data (file->bytes, &size);
  gboolean done;

  archive_entry_set_pathname_utf8 (entry, file->name);
  archive_entry_set_size (entry, (la_int64_t) size);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  done = archive_write_header (archive, entry) == ARCHIVE_OK
         && archive_write_data (archive, data, size) == (la_ssize_t) size;
  archive_entry_free (entry);

  return done;
}

static la_ssize_t
keep_written (Archive *archive, void *data, const void *chunk, size_t size)
{
  g_byte_array_append (data, chunk, (guint) size);
  return (la_ssize_t) size;
}

/* Public API */

/**
 * kl_bundle_file_new:
 * @name: without folders
 * @bytes: what is in it
 *
 * Returns: (transfer full): a file of a bundle
 */
KlBundleFile *
kl_bundle_file_new (const char *name, GBytes *bytes)
{
  KlBundleFile *file;

  g_return_val_if_fail (name != NULL && bytes != NULL, NULL);

  file = g_new0 (KlBundleFile, 1);
  file->name = g_strdup (name);
  file->bytes = g_bytes_ref (bytes);

  return file;
}

/**
 * kl_bundle_file_free:
 * @file: (transfer full) (nullable): a file of a bundle
 */
void
kl_bundle_file_free (KlBundleFile *file)
{
  if (file == NULL)
    return;

  g_free (file->name);
  g_bytes_unref (file->bytes);
  g_free (file);
}

/**
 * kl_bundle_is_zip:
 * @bytes: a file
 *
 * Returns: whether it begins as a zip does
 */
gboolean
kl_bundle_is_zip (GBytes *bytes)
{
  gsize size;
  const char *data;

  g_return_val_if_fail (bytes != NULL, FALSE);

  data = g_bytes_get_data (bytes, &size);
  return size > 4 && (memcmp (data, "PK\003\004", 4) == 0 || memcmp (data, "PK\005\006", 4) == 0);
}

/**
 * kl_bundle_read_zip:
 * @bytes: a zip file
 * @limits: what is allowed: max_bytes for all tables together, unpacked
 * @error: return location for a #KlImportError
 *
 * Unpacks the tables of a zip in memory; what else is in it is passed over.
 *
 * Returns: (transfer full) (element-type KlBundleFile): the tables, or %NULL on error
 */
GPtrArray *
kl_bundle_read_zip (GBytes *bytes, const KlImportLimits *limits, GError **error)
{
  g_autoptr (Archive) archive = archive_read_new ();
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_bundle_file_free);
  gsize size;
  const void *data;

  g_return_val_if_fail (bytes != NULL && limits != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if ((goffset) size > limits->max_bytes)
    {
      refuse_large (error);
      return NULL;
    }
  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, data, size) != ARCHIVE_OK)
    {
      refuse_damaged (error);
      return NULL;
    }

  return read_entries (archive, limits, files, error) && check_found (files, error)
           ? g_steal_pointer (&files)
           : NULL;
}

/**
 * kl_bundle_read_folder:
 * @folder: a folder
 * @limits: what is allowed: max_bytes for all tables together
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError or %G_IO_ERROR_CANCELLED
 *
 * Reads the tables in a folder; folders in it are not gone into.
 *
 * Returns: (transfer full) (element-type KlBundleFile): the tables, or %NULL on error
 */
GPtrArray *
kl_bundle_read_folder (GFile *folder,
                       const KlImportLimits *limits,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_bundle_file_free);
  g_autoptr (GFileEnumerator) children = NULL;
  g_autoptr (GError) cause = NULL;
  goffset room;
  GFileInfo *info;
  GFile *child;

  g_return_val_if_fail (G_IS_FILE (folder) && limits != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  room = limits->max_bytes;
  children =
    g_file_enumerate_children (folder,
                               G_FILE_ATTRIBUTE_STANDARD_NAME "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                               G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, cancellable, &cause);
  for (guint i = 0;
       children != NULL && i < MAX_ENTRIES
       && g_file_enumerator_iterate (children, &info, &child, cancellable, &cause) && info != NULL;
       i++)
    {
      g_autoptr (GBytes) bytes = NULL;

      if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR
          || !is_table_name (g_file_info_get_name (info)))
        continue;
      if (room <= 0)
        {
          refuse_large (error);
          return NULL;
        }
      bytes = kl_import_load (child, room, cancellable, error);
      if (bytes == NULL)
        return NULL;
      room -= (goffset) g_bytes_get_size (bytes);
      g_ptr_array_add (files, kl_bundle_file_new (g_file_info_get_name (info), bytes));
    }
  if (cause != NULL)
    {
      kl_import_set_read_error (error, cause);
      return NULL;
    }

  return check_found (files, error) ? g_steal_pointer (&files) : NULL;
}

/**
 * kl_bundle_make_zip:
 * @files: (element-type KlBundleFile): files
 *
 * The same files always give the same bytes.
 *
 * Returns: (transfer full): a zip of them
 */
GBytes *
kl_bundle_make_zip (GPtrArray *files)
{
  g_autoptr (Archive) archive = archive_write_new ();
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  gboolean done;

  g_return_val_if_fail (files != NULL, NULL);

  archive_write_set_format_zip (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  done = archive_write_open (archive, bytes, NULL, keep_written, NULL) == ARCHIVE_OK;
  for (guint i = 0; done && i < files->len; i++)
    done = write_entry (archive, g_ptr_array_index (files, i));
  /* It is written to memory, which does not fail. */
  if (!done || archive_write_close (archive) != ARCHIVE_OK)
    g_error ("a zip could not be made in memory");

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * kl_bundle_write_folder:
 * @files: (element-type KlBundleFile): files
 * @folder: where to; made when it is not there
 * @cancellable: (nullable): stops the writing
 * @error: return location for a #GIOErrorEnum
 *
 * Returns: whether all are written
 */
gboolean
kl_bundle_write_folder (GPtrArray *files, GFile *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (files != NULL && G_IS_FILE (folder), FALSE);

  if (!g_file_make_directory_with_parents (folder, cancellable, &cause)
      && !g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return FALSE;
    }

  for (guint i = 0; i < files->len; i++)
    {
      const KlBundleFile *file = g_ptr_array_index (files, i);
      g_autoptr (GFile) child = g_file_get_child (folder, file->name);
      gsize size;
      const char *data = g_bytes_get_data (file->bytes, &size);

      if (!g_file_replace_contents (child, data, size, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                    cancellable, error))
        return FALSE;
    }

  return TRUE;
}
