/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-tile-cache.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

/*
 * One file for a picture, named after the hash of its address, so that several servers can
 * stand beside one another. When a file was changed tells when the picture came, when it was
 * read tells when it was last wanted; those that were wanted longest ago go first.
 *
 * libshumate has such a cache, but it asks an SQLite database of its own on the main thread,
 * keeps to its limit only now and then, and cannot be emptied.
 */

/* What goes at once when there is too much, so that not every picture counts all files. */
#define PART_KEPT 0.8
#define MAX_FILE (1024 * 1024)

struct _KlTileCache
{
  char *folder;
  guint64 limit;
  GMutex mutex;
  gint64 size; /* of all files, -1 before they are counted */
};

typedef struct
{
  char *path;
  guint64 size;
  gint64 wanted;
} File;

/* Auxiliary functions */

static void
free_file (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_free (file);
}

static char *
get_path (const KlTileCache *cache, const char *address)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, address, -1);

  return g_build_filename (cache->folder, hash, NULL);
}

static GPtrArray *
list_files (const KlTileCache *cache)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (free_file);
  g_autoptr (GDir) dir = g_dir_open (cache->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (cache->folder, name, NULL);
      GStatBuf info;
      File *file;

      if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
        continue;
      file = g_new0 (File, 1);
      file->path = g_steal_pointer (&path);
      file->size = (guint64) info.st_size;
      file->wanted = (gint64) info.st_atim.tv_sec * G_USEC_PER_SEC + info.st_atim.tv_nsec / 1000;
      g_ptr_array_add (files, file);
    }

  return files;
}

static gint64
sum_sizes (const GPtrArray *files)
{
  gint64 sum = 0;

  for (guint i = 0; i < files->len; i++)
    sum += (gint64) ((const File *) g_ptr_array_index (files, i))->size;

  return sum;
}

static int
compare_wanted (gconstpointer a, gconstpointer b)
{
  const File *first = *(File *const *) a, *second = *(File *const *) b;

  return (first->wanted > second->wanted) - (first->wanted < second->wanted);
}

static void
count_files (KlTileCache *cache)
{
  g_autoptr (GPtrArray) files = NULL;

  if (cache->size >= 0)
    return;

  files = list_files (cache);
  cache->size = sum_sizes (files);
}

static void
make_room (KlTileCache *cache)
{
  g_autoptr (GPtrArray) files = list_files (cache);

  cache->size = sum_sizes (files);
  g_ptr_array_sort (files, compare_wanted);
  for (guint i = 0; i < files->len && cache->size > (gint64) (PART_KEPT * (double) cache->limit);
       i++)
    {
      const File *file = g_ptr_array_index (files, i);

      if (g_unlink (file->path) == 0)
        cache->size -= (gint64) file->size;
    }
}

static void
mark_wanted (const char *path)
{
  const struct timespec times[] = { { .tv_nsec = UTIME_NOW }, { .tv_nsec = UTIME_OMIT } };

  utimensat (AT_FDCWD, path, times, 0);
}

/* Public API */

/**
 * kl_tile_cache_new:
 * @folder: where its files are; made when the first is kept
 * @limit: how many bytes they may take
 *
 * Returns: (transfer full): a cache
 */
KlTileCache *
kl_tile_cache_new (const char *folder, guint64 limit)
{
  KlTileCache *cache;

  g_return_val_if_fail (folder != NULL && limit > 0, NULL);

  cache = g_atomic_rc_box_new0 (KlTileCache);
  cache->folder = g_strdup (folder);
  cache->limit = limit;
  cache->size = -1;
  g_mutex_init (&cache->mutex);

  return cache;
}

/**
 * kl_tile_cache_new_default:
 *
 * Returns: (transfer full): that of the person who works here
 */
KlTileCache *
kl_tile_cache_new_default (void)
{
  g_autofree char *folder =
    g_build_filename (g_get_user_cache_dir (), "korte-lijnen", "tiles", NULL);

  return kl_tile_cache_new (folder, KL_TILE_CACHE_LIMIT);
}

/**
 * kl_tile_cache_ref:
 * @cache: a cache
 *
 * Returns: (transfer full): the same
 */
KlTileCache *
kl_tile_cache_ref (KlTileCache *cache)
{
  return g_atomic_rc_box_acquire (cache);
}

static void
clear_cache (gpointer data)
{
  KlTileCache *cache = data;

  g_free (cache->folder);
  g_mutex_clear (&cache->mutex);
}

/**
 * kl_tile_cache_unref:
 * @cache: (transfer full): a cache
 */
void
kl_tile_cache_unref (KlTileCache *cache)
{
  g_atomic_rc_box_release_full (cache, clear_cache);
}

/**
 * kl_tile_cache_read:
 * @cache: a cache
 * @address: of a picture
 * @age: (out): seconds since it came in
 *
 * Returns: (transfer full) (nullable): the picture, if it is there
 */
GBytes *
kl_tile_cache_read (KlTileCache *cache, const char *address, gint64 *age)
{
  g_autofree char *path = NULL;
  char *contents;
  gsize length;
  GStatBuf info;

  g_return_val_if_fail (cache != NULL && address != NULL && age != NULL, NULL);

  path = get_path (cache, address);
  if (g_stat (path, &info) != 0 || info.st_size > MAX_FILE
      || !g_file_get_contents (path, &contents, &length, NULL))
    return NULL;

  *age = MAX (0, g_get_real_time () / G_USEC_PER_SEC - (gint64) info.st_mtime);
  mark_wanted (path);
  return g_bytes_new_take (contents, length);
}

/**
 * kl_tile_cache_write:
 * @cache: a cache
 * @address: of a picture
 * @bytes: the picture
 *
 * Keeps it, and lets others go where there is no room. What cannot be kept is asked for again.
 */
void
kl_tile_cache_write (KlTileCache *cache, const char *address, GBytes *bytes)
{
  g_autofree char *path = NULL;
  gsize length;
  const char *data;

  g_return_if_fail (cache != NULL && address != NULL && bytes != NULL);

  path = get_path (cache, address);
  data = g_bytes_get_data (bytes, &length);
  if (g_mkdir_with_parents (cache->folder, 0700) != 0
      || !g_file_set_contents_full (path, data, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT,
                                    0600, NULL))
    return;

  g_mutex_lock (&cache->mutex);
  if (cache->size >= 0)
    cache->size += (gint64) length;
  count_files (cache);
  if (cache->size > (gint64) cache->limit)
    make_room (cache);
  g_mutex_unlock (&cache->mutex);
}

/**
 * kl_tile_cache_get_size:
 * @cache: a cache
 *
 * Returns: how many bytes its pictures take
 */
guint64
kl_tile_cache_get_size (KlTileCache *cache)
{
  g_autoptr (GPtrArray) files = NULL;

  g_return_val_if_fail (cache != NULL, 0);

  files = list_files (cache);
  return (guint64) sum_sizes (files);
}

/**
 * kl_tile_cache_clear:
 * @cache: a cache
 * @error: return location
 *
 * Throws all pictures away.
 *
 * Returns: whether none is left
 */
gboolean
kl_tile_cache_clear (KlTileCache *cache, GError **error)
{
  g_autoptr (GPtrArray) files = NULL;
  int problem = 0;

  g_return_val_if_fail (cache != NULL, FALSE);

  files = list_files (cache);
  for (guint i = 0; i < files->len; i++)
    if (g_unlink (((const File *) g_ptr_array_index (files, i))->path) != 0 && errno != ENOENT)
      problem = errno;

  g_mutex_lock (&cache->mutex);
  cache->size = -1;
  g_mutex_unlock (&cache->mutex);
  if (problem == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (problem),
               _ ("The map pictures could not be thrown away: %s"), g_strerror (problem));
  return FALSE;
}
