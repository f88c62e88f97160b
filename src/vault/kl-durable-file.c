/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-durable-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

/*
 * Replacing a small file so that after a crash at any moment the old or the new one is there,
 * whole. g_file_set_contents_full() does nearly this, but under a random temporary name, so that
 * every crash would leave one more old key file lying about; here the name is fixed and the next
 * save takes it over. And only steps of our own can be interrupted one by one in a test.
 */

static KlDurableProbe step_probe;
static gpointer step_probe_data;

/* Auxiliary functions */

static void
reach (KlDurableStep step)
{
  if (step_probe != NULL)
    step_probe (step, step_probe_data);
}

static gboolean
fail (const char *path, int saved_errno, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
               _ ("The file “%s” could not be saved: %s. What was there before is still there."),
               name, g_strerror (saved_errno));
  return FALSE;
}

static gboolean
fail_to_sync (const char *path, int saved_errno, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
               _ ("The file “%s” is saved, but the disk does not confirm it: %s. "
                  "Check the disk before you go on."),
               name, g_strerror (saved_errno));
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      gssize written = write (fd, bytes, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written < 0)
        return FALSE;
      bytes += written;
      size -= written;
    }

  return TRUE;
}

static gboolean
write_and_sync (int fd, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  reach (KL_DURABLE_STEP_OPENED);
  if (!write_all (fd, data, size / 2))
    return FALSE;
  reach (KL_DURABLE_STEP_HALF);
  if (!write_all (fd, data + size / 2, size - size / 2))
    return FALSE;
  reach (KL_DURABLE_STEP_WRITTEN);
  if (fsync (fd) != 0)
    return FALSE;
  reach (KL_DURABLE_STEP_SYNCED);

  return TRUE;
}

/* Some network file systems know no fsync on a folder; there the rename itself must do. */
static gboolean
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofd int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return FALSE;

  return fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP;
}

/* Public API */

/**
 * kl_durable_file_replace:
 * @path: the file to replace or to make
 * @bytes: its new content
 * @error: return location for an error
 *
 * Writes @bytes to `@path.new`, brings that to the disk, puts it in the place of @path and brings
 * the folder to the disk. Only the owner of the account can read the file. When something fails
 * before the new file took its place, @path is untouched and `@path.new` is gone.
 *
 * Returns: %FALSE with a %G_FILE_ERROR when the content is not on the disk
 */
gboolean
kl_durable_file_replace (const char *path, GBytes *bytes, GError **error)
{
  g_autofree char *new_path = NULL;
  g_autofd int fd = -1;
  int saved_errno;

  g_return_val_if_fail (path != NULL && bytes != NULL, FALSE);

  new_path = g_strconcat (path, ".new", NULL);
  /* What a crash left goes first: its mode, owner or links are not to be trusted. */
  g_unlink (new_path);
  fd = open (new_path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (path, errno, error);

  if (!write_and_sync (fd, bytes) || g_rename (new_path, path) != 0)
    {
      saved_errno = errno;
      g_unlink (new_path);
      return fail (path, saved_errno, error);
    }
  reach (KL_DURABLE_STEP_RENAMED);

  if (!sync_folder (path))
    return fail_to_sync (path, errno, error);
  reach (KL_DURABLE_STEP_DONE);

  return TRUE;
}

/**
 * kl_durable_file_set_probe: (skip)
 * @probe: (nullable): what to call at each step, or %NULL
 * @data: passed to @probe
 *
 * For tests: calls @probe at each step of every later kl_durable_file_replace(). Not for use with
 * more than one thread.
 */
void
kl_durable_file_set_probe (KlDurableProbe probe, gpointer data)
{
  step_probe = probe;
  step_probe_data = data;
}
