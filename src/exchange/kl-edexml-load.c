/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-edexml-stream.h"

#include <errno.h>
#include <gio/gfiledescriptorbased.h>
#include <sys/mman.h>
#include <unistd.h>

#include "kl-edexml-work.h"
#include "worker/kl-worker.h"

/* A school of 200,000 pupils needs a quarter of it. */
#define MAX_MEMORY (G_GUINT64_CONSTANT (768) * 1024 * 1024)
#define MAX_ANSWER (256 * 1024 * 1024)
#define BUFFER_SIZE (64 * 1024)

typedef struct
{
  KlImportProgress progress;
  gpointer data;
  goffset total;
} Progress;

/* Auxiliary functions */

static void
progress_cb (goffset done, gpointer user_data)
{
  const Progress *self = user_data;

  if (self->progress != NULL)
    self->progress (done, self->total, self->data);
}

static GVariant *
make_request (KlDate today, goffset total, const KlImportLimits *limits)
{
  return g_variant_ref_sink (
    g_variant_new (KL_EDEXML_WORKER_REQUEST, today, (gint64) total, (gint64) limits->max_content,
                   (gint64) limits->max_bytes, (guint64) limits->max_blank,
                   (guint64) limits->max_token, limits->max_depth, limits->max_rows,
                   (guint64) limits->max_text, limits->max_seconds));
}

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
copy_to_memory (GInputStream *stream,
                const KlImportLimits *limits,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *buffer = g_malloc (BUFFER_SIZE);
  g_autoptr (GError) cause = NULL;
  const int fd = memfd_create ("korte-lijnen", MFD_CLOEXEC);
  goffset size = 0;
  gssize n = 0;

  while (fd >= 0 && size <= limits->max_bytes
         && (n = g_input_stream_read (stream, buffer, BUFFER_SIZE, cancellable, &cause)) > 0)
    {
      size += n;
      if (!write_all (fd, buffer, (gsize) n))
        n = -1;
    }
  if (fd >= 0 && n >= 0 && size <= limits->max_bytes && lseek (fd, 0, SEEK_SET) == 0)
    return fd;

  if (cause != NULL)
    kl_import_set_read_error (error, cause);
  else
    kl_import_set_fault (error,
                         size > limits->max_bytes ? KL_IMPORT_FAULT_TOO_LARGE
                                                  : KL_IMPORT_FAULT_UNREADABLE,
                         0);
  if (fd >= 0)
    close (fd);
  return -1;
}

/* Public API */

/**
 * kl_edexml_load_fd:
 * @fd: the file, opened for reading, at its start
 * @total: its size in bytes, or 0 when that is not known
 * @today: the current day: nobody is born after it
 * @limits: (nullable): what is allowed, or %NULL for the defaults
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: given to @progress
 * @safety: (out): how well the reading was closed off; show what
 *   kl_worker_safety_describe() has to say of it
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError, a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Has a worker read an EDEXML file as kl_edexml_read() does, and checks what it answers.
 * It blocks: call it from a thread of its own.
 *
 * Returns: (transfer full): what the file holds, or %NULL on error
 */
KlEdexml *
kl_edexml_load_fd (int fd,
                   goffset total,
                   KlDate today,
                   const KlImportLimits *limits,
                   KlImportProgress progress,
                   gpointer progress_data,
                   KlWorkerSafety *safety,
                   GCancellable *cancellable,
                   GError **error)
{
  Progress shown = { progress, progress_data, total };
  g_autoptr (GVariant) request = NULL;
  g_autoptr (GBytes) answer = NULL;
  KlWorkerJob job = { .kind = KL_EDEXML_WORKER_KIND,
                      .max_memory = MAX_MEMORY,
                      .max_answer = MAX_ANSWER };

  g_return_val_if_fail (fd >= 0, NULL);
  g_return_val_if_fail (today != KL_DATE_NONE, NULL);
  g_return_val_if_fail (safety != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (limits == NULL)
    limits = kl_import_limits_get_default ();
  job.request = request = make_request (today, total, limits);
  job.max_seconds = limits->max_seconds;
  answer = kl_worker_run (&job, fd, progress_cb, &shown, safety, cancellable, error);

  return answer != NULL ? kl_edexml_decode (answer, today, limits, error) : NULL;
}

/**
 * kl_edexml_load:
 * @file: the file
 * @today: the current day: nobody is born after it
 * @limits: (nullable): what is allowed, or %NULL for the defaults
 * @progress: (nullable) (scope call): told how far it is
 * @progress_data: given to @progress
 * @safety: (out): how well the reading was closed off
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError, a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Opens a file and reads it as kl_edexml_load_fd() does.
 *
 * Returns: (transfer full): what the file holds, or %NULL on error
 */
KlEdexml *
kl_edexml_load (GFile *file,
                KlDate today,
                const KlImportLimits *limits,
                KlImportProgress progress,
                gpointer progress_data,
                KlWorkerSafety *safety,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  KlEdexml *edexml;
  goffset total;
  int fd, copy = -1;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (safety != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  *safety = KL_WORKER_SAFETY_SANDBOX;
  stream = kl_import_open (file, &total, cancellable, error);
  if (stream == NULL)
    return NULL;

  if (G_IS_FILE_DESCRIPTOR_BASED (stream))
    fd = g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (stream));
  else
    fd = copy = copy_to_memory (stream, limits != NULL ? limits : kl_import_limits_get_default (),
                                cancellable, error);
  if (fd < 0)
    return NULL;

  edexml = kl_edexml_load_fd (fd, total, today, limits, progress, progress_data, safety,
                              cancellable, error);
  if (copy >= 0)
    close (copy);
  return edexml;
}
