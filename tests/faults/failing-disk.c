/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "failing-disk.h"

#include <string.h>

#include "store/kl-db-private.h"

/* A file system that stands before the real one and fails when it is told to. */

typedef struct
{
  sqlite3_file base;
  sqlite3_file *real;
} File;

static sqlite3_vfs *real_vfs;
static struct
{
  gboolean armed;
  Failing failing;
  guint nth;
  gboolean for_good;
  gboolean has_failed;
  guint n_calls[N_FAILINGS];
} disk;

static Failing
get_call (Failing failing)
{
  return failing == FAILING_TORN_WRITE || failing == FAILING_FULL ? FAILING_WRITE : failing;
}

/* Whether this call, of which there are more, is the one that fails. */
static gboolean
fails (Failing call)
{
  const guint n = ++disk.n_calls[call];

  if (!disk.armed || get_call (disk.failing) != call)
    return FALSE;
  if (n < disk.nth || (n > disk.nth && !disk.for_good))
    return FALSE;

  disk.has_failed = TRUE;
  return TRUE;
}

/* A file */

static sqlite3_file *
get_real (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static int
file_close (sqlite3_file *file)
{
  sqlite3_file *real = get_real (file);
  int code = real->pMethods != NULL ? real->pMethods->xClose (real) : SQLITE_OK;

  return code;
}

static int
file_read (sqlite3_file *file, void *bytes, int size, sqlite3_int64 offset)
{
  return get_real (file)->pMethods->xRead (get_real (file), bytes, size, offset);
}

static int
file_write (sqlite3_file *file, const void *bytes, int size, sqlite3_int64 offset)
{
  sqlite3_file *real = get_real (file);

  if (!fails (FAILING_WRITE))
    return real->pMethods->xWrite (real, bytes, size, offset);

  if (disk.failing == FAILING_TORN_WRITE)
    real->pMethods->xWrite (real, bytes, size / 2, offset);
  return disk.failing == FAILING_FULL ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  return fails (FAILING_TRUNCATE) ? SQLITE_IOERR_TRUNCATE
                                  : get_real (file)->pMethods->xTruncate (get_real (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  return fails (FAILING_SYNC) ? SQLITE_IOERR_FSYNC
                              : get_real (file)->pMethods->xSync (get_real (file), flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return get_real (file)->pMethods->xFileSize (get_real (file), size);
}

static int
file_lock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xLock (get_real (file), level);
}

static int
file_unlock (sqlite3_file *file, int level)
{
  return get_real (file)->pMethods->xUnlock (get_real (file), level);
}

static int
file_check_lock (sqlite3_file *file, int *locked)
{
  return get_real (file)->pMethods->xCheckReservedLock (get_real (file), locked);
}

static int
file_control (sqlite3_file *file, int operation, void *argument)
{
  return get_real (file)->pMethods->xFileControl (get_real (file), operation, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return get_real (file)->pMethods->xSectorSize (get_real (file));
}

static int
file_characteristics (sqlite3_file *file)
{
  return get_real (file)->pMethods->xDeviceCharacteristics (get_real (file));
}

static int
file_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **bytes)
{
  return get_real (file)->pMethods->xShmMap (get_real (file), page, size, extend, bytes);
}

static int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return get_real (file)->pMethods->xShmLock (get_real (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  get_real (file)->pMethods->xShmBarrier (get_real (file));
}

static int
file_shm_unmap (sqlite3_file *file, int remove)
{
  return get_real (file)->pMethods->xShmUnmap (get_real (file), remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
  .xShmMap = file_shm_map,
  .xShmLock = file_shm_lock,
  .xShmBarrier = file_shm_barrier,
  .xShmUnmap = file_shm_unmap,
};

/* The file system */

static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  File *ours = (File *) file;
  int code;

  ours->real = (sqlite3_file *) (ours + 1);
  memset (ours->real, 0, (gsize) real_vfs->szOsFile);
  code = real_vfs->xOpen (real_vfs, name, ours->real, flags, out_flags);
  ours->base.pMethods = ours->real->pMethods != NULL ? &methods : NULL;

  return code;
}

/* Puts the failing file system before the real one, once for the program. */
void
failing_disk_install (void)
{
  static sqlite3_vfs vfs;

  real_vfs = sqlite3_vfs_find (NULL);
  vfs = *real_vfs;
  vfs.zName = "failing";
  vfs.szOsFile = (int) sizeof (File) + real_vfs->szOsFile;
  vfs.xOpen = vfs_open;
  vfs.pNext = NULL;
  g_assert_cmpint (sqlite3_vfs_register (&vfs, 1), ==, SQLITE_OK);
}

/* From now on the @nth call of that kind fails, and all that follow when @for_good. */
void
failing_disk_arm (Failing failing, guint nth, gboolean for_good)
{
  memset (&disk, 0, sizeof disk);
  disk.armed = TRUE;
  disk.failing = failing;
  disk.nth = nth;
  disk.for_good = for_good;
}

void
failing_disk_disarm (void)
{
  disk.armed = FALSE;
}

gboolean
failing_disk_has_failed (void)
{
  return disk.has_failed;
}

guint
failing_disk_get_n_calls (Failing failing)
{
  return disk.n_calls[get_call (failing)];
}
