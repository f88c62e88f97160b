/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "kl-csv-reader.h"
#include "kl-sealed-load.h"
#include "kl-vcard-work.h"

static const KlSealedFormat format = {
  .kind = KL_VCARD_WORKER_KIND,
  .max_memory = G_GUINT64_CONSTANT (768) * 1024 * 1024,
  .max_answer = 128 * 1024 * 1024,
};

/* Public API */

/**
 * kl_vcard_load_fd:
 * @fd: the file, opened for reading, at its start
 * @problems: (nullable) (element-type KlVcardProblem): gets the lines that are left out
 * @safety: (out): how well the reading was closed off; show what
 *   kl_worker_safety_describe() has to say of it
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError, a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Has a worker read cards as kl_vcard_read() does, and checks what it answers. It blocks:
 * call it from a thread of its own.
 *
 * Returns: (transfer full) (element-type KlVcard): the cards, or %NULL on error
 */
GPtrArray *
kl_vcard_load_fd (int fd,
                  GArray *problems,
                  KlWorkerSafety *safety,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GBytes) answer = NULL;
  GPtrArray *cards;

  g_return_val_if_fail (fd >= 0 && safety != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  answer = kl_sealed_load_fd (&format, fd, kl_csv_get_limits (), NULL, safety, cancellable, error);
  if (answer == NULL)
    return NULL;

  cards = kl_vcard_decode (answer, problems);
  if (cards == NULL)
    kl_worker_set_error (error, KL_WORKER_ERROR_LIED);
  return cards;
}

/**
 * kl_vcard_load:
 * @file: the file
 * @problems: (nullable) (element-type KlVcardProblem): gets the lines that are left out
 * @safety: (out): how well the reading was closed off
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError, a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Opens a file and has it read as kl_vcard_load_fd() does.
 *
 * Returns: (transfer full) (element-type KlVcard): the cards, or %NULL on error
 */
GPtrArray *
kl_vcard_load (GFile *file,
               GArray *problems,
               KlWorkerSafety *safety,
               GCancellable *cancellable,
               GError **error)
{
  GPtrArray *cards;
  goffset total;
  int fd;

  g_return_val_if_fail (G_IS_FILE (file) && safety != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  *safety = KL_WORKER_SAFETY_SANDBOX;
  fd = kl_sealed_open (file, kl_csv_get_limits ()->max_bytes, &total, cancellable, error);
  if (fd < 0)
    return NULL;

  cards = kl_vcard_load_fd (fd, problems, safety, cancellable, error);
  close (fd);
  return cards;
}
