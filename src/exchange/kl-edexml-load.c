/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-edexml-stream.h"

#include <unistd.h>

#include "kl-edexml-work.h"
#include "kl-sealed-load.h"
#include "worker/kl-worker.h"

/* A school of 200,000 pupils needs a quarter of it. */
#define MAX_MEMORY (G_GUINT64_CONSTANT (768) * 1024 * 1024)
#define MAX_ANSWER (256 * 1024 * 1024)

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
  return g_variant_ref_sink (g_variant_new ("(ix@" KL_IMPORT_LIMITS_TYPE ")", today, (gint64) total,
                                            kl_import_limits_pack (limits)));
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
  KlEdexml *edexml;
  goffset total;
  int fd;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (safety != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (limits == NULL)
    limits = kl_import_limits_get_default ();
  *safety = KL_WORKER_SAFETY_SANDBOX;
  fd = kl_sealed_open (file, limits->max_bytes, &total, cancellable, error);
  if (fd < 0)
    return NULL;

  edexml = kl_edexml_load_fd (fd, total, today, limits, progress, progress_data, safety,
                              cancellable, error);
  close (fd);
  return edexml;
}
