/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-sealed-load.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gfiledescriptorbased.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kl-sealed-work.h"

#define BUFFER_SIZE (64 * 1024)
/* A reader looks at its time first and has better words for it. */
#define GRACE_SECONDS 2

/* Auxiliary functions */

static gboolean
write_all (int fd, const char *bytes, gsize size)
{
  while (size > 0)
    {
      const gssize n = write (fd, bytes, size);

      if (n < 0 && errno != EINTR)
        return FALSE;
      bytes += MAX (n, 0);
      size -= (gsize) MAX (n, 0);
    }

  return TRUE;
}

/* A file on a server or a phone may have no descriptor: it is brought into memory, where
 * nobody else finds it. */
static int
copy_to_memory (GInputStream *stream, goffset max_bytes, GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = g_malloc (BUFFER_SIZE);
  g_autoptr (GError) cause = NULL;
  const int fd = memfd_create ("korte-lijnen", MFD_CLOEXEC);
  goffset size = 0;
  gssize n = 0;

  while (fd >= 0 && size <= max_bytes
         && (n = g_input_stream_read (stream, buffer, BUFFER_SIZE, cancellable, &cause)) > 0)
    {
      size += n;
      if (!write_all (fd, buffer, (gsize) n))
        n = -1;
    }
  if (fd >= 0 && n >= 0 && size <= max_bytes && lseek (fd, 0, SEEK_SET) == 0)
    return fd;

  if (cause != NULL)
    kl_import_set_read_error (error, cause);
  else
    kl_import_set_fault (error,
                         size > max_bytes ? KL_IMPORT_FAULT_FILE_TOO_LARGE
                                          : KL_IMPORT_FAULT_UNREADABLE,
                         0);
  if (fd >= 0)
    close (fd);
  return -1;
}

static GVariant *
make_request (const KlImportLimits *limits, const char *const *options)
{
  static const char *const none[] = { NULL };

  return g_variant_ref_sink (g_variant_new ("(@" KL_IMPORT_LIMITS_TYPE "^as)",
                                            kl_import_limits_pack (limits),
                                            options != NULL ? options : none));
}

/* Public API */

/**
 * kl_sealed_open:
 * @file: a file from outside
 * @max_bytes: how large it may be, where it has to be copied
 * @total: (out): its size in bytes, 0 when that is not known
 * @cancellable: (nullable): stops the opening
 * @error: return location for a #KlImportError or %G_IO_ERROR_CANCELLED
 *
 * Opens a file for a worker.
 *
 * Returns: a descriptor at its start, to be closed, or -1 on error
 */
int
kl_sealed_open (GFile *file,
                goffset max_bytes,
                goffset *total,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GInputStream) stream = kl_import_open (file, total, cancellable, error);
  int fd;

  if (stream == NULL)
    return -1;
  if (!G_IS_FILE_DESCRIPTOR_BASED (stream))
    return copy_to_memory (stream, max_bytes, cancellable, error);

  fd =
    fcntl (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream)), F_DUPFD_CLOEXEC, 0);
  if (fd < 0)
    kl_import_set_fault (error, KL_IMPORT_FAULT_UNREADABLE, 0);
  return fd;
}

/**
 * kl_sealed_hold:
 * @bytes: what a file holds
 * @error: return location for a #KlImportError
 *
 * Makes a file of bytes that are in memory, which stays there.
 *
 * Returns: a descriptor at its start, to be closed, or -1 on error
 */
int
kl_sealed_hold (GBytes *bytes, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);

  return copy_to_memory (stream, G_MAXOFFSET, NULL, error);
}

/**
 * kl_sealed_load_fd:
 * @format: what it is
 * @fd: the file, opened for reading, at its start
 * @limits: what is allowed
 * @options: (nullable) (array zero-terminated=1): words for the reader
 * @safety: (out): how well the reading was closed off; show what
 *   kl_worker_safety_describe() has to say of it
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError, a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Has a worker read a file. It blocks: call it from a thread of its own.
 *
 * Returns: (transfer full): what the reader answered, of which not a byte can be trusted, or
 *   %NULL on error
 */
GBytes *
kl_sealed_load_fd (const KlSealedFormat *format,
                   int fd,
                   const KlImportLimits *limits,
                   const char *const *options,
                   KlWorkerSafety *safety,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GVariant) request = NULL;
  g_autoptr (GBytes) answer = NULL;
  KlWorkerJob job = { 0 };
  KlStream stream;
  gsize size;
  const guint8 *start;

  g_return_val_if_fail (format != NULL && fd >= 0 && limits != NULL && safety != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  job.kind = format->kind;
  job.request = request = make_request (limits, options);
  job.max_memory = format->max_memory;
  job.max_seconds = limits->max_seconds + GRACE_SECONDS;
  job.max_answer = format->max_answer;
  answer = kl_worker_run (&job, fd, NULL, NULL, safety, cancellable, error);
  if (answer == NULL)
    return NULL;

  kl_stream_init (&stream, answer);
  start = g_bytes_get_data (answer, &size);
  if (kl_stream_get_number (&stream, KL_SEALED_FILE) == KL_SEALED_FILE)
    return g_bytes_new_from_bytes (answer, (gsize) (stream.at - start),
                                   (gsize) (stream.end - stream.at));
  if (!kl_sealed_get_fault (&stream, error))
    kl_worker_set_error (error, KL_WORKER_ERROR_LIED);
  return NULL;
}

/**
 * kl_sealed_get_fault:
 * @stream: an answer, of which the kind was read
 * @error: (nullable): return location for a #KlImportError
 *
 * Reads what kl_sealed_put_fault() told.
 *
 * Returns: whether there was a fault and nothing else; @error is set then
 */
gboolean
kl_sealed_get_fault (KlStream *stream, GError **error)
{
  const KlImportFault fault = (KlImportFault) kl_stream_get_number (stream, KL_N_IMPORT_FAULTS - 1);
  const guint line = (guint) kl_stream_get_number (stream, G_MAXINT32);
  const guint sign = (guint) kl_stream_get_number (stream, G_MAXINT32);

  if (!kl_stream_is_whole (stream))
    return FALSE;

  kl_import_set_fault_at (error, fault, line, sign);
  return TRUE;
}
