/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "kl-geojson-private.h"
#include "kl-geojson-work.h"
#include "kl-sealed-load.h"

/* The largest map that its limits let through takes a third of it. */
static const KlSealedFormat format = {
  .kind = KL_GEOJSON_WORKER_KIND,
  .max_memory = G_GUINT64_CONSTANT (1024) * 1024 * 1024,
  .max_answer = 64 * 1024 * 1024,
};

/* Public API */

/**
 * kl_geojson_load_fd:
 * @fd: the file, opened for reading, at its start
 * @names: (nullable): which properties to read, or %NULL for those of CBS
 * @limits: (nullable): what is allowed, or %NULL for the defaults
 * @safety: (out): how well the reading was closed off; show what
 *   kl_worker_safety_describe() has to say of it
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError, a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Has a worker read a map as kl_geojson_read() does, and checks what it answers. It blocks:
 * call it from a thread of its own.
 *
 * Returns: (transfer full): what the file holds, or %NULL on error
 */
KlGeoJson *
kl_geojson_load_fd (int fd,
                    const KlGeoNames *names,
                    const KlImportLimits *limits,
                    KlWorkerSafety *safety,
                    GCancellable *cancellable,
                    GError **error)
{
  const char *options[KL_GEOJSON_N_NAMES + 1] = { NULL };
  g_autoptr (KlGeoJson) geojson = NULL;
  g_autoptr (GBytes) answer = NULL;

  g_return_val_if_fail (fd >= 0 && safety != NULL, NULL);
  g_return_val_if_fail (names == NULL || names->name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (names != NULL)
    {
      options[0] = names->name;
      options[1] = names->code != NULL ? names->code : "";
      options[2] = names->parent != NULL ? names->parent : "";
    }
  if (limits == NULL)
    limits = kl_geojson_get_limits ();
  answer = kl_sealed_load_fd (&format, fd, limits, options, safety, cancellable, error);
  if (answer == NULL)
    return NULL;

  geojson = kl_geojson_decode (answer, limits);
  if (geojson == NULL)
    kl_worker_set_error (error, KL_WORKER_ERROR_LIED);
  else if (kl_geojson_check (geojson, error))
    return g_steal_pointer (&geojson);
  return NULL;
}

/**
 * kl_geojson_load:
 * @file: the file
 * @names: (nullable): which properties to read, or %NULL for those of CBS
 * @limits: (nullable): what is allowed, or %NULL for the defaults
 * @safety: (out): how well the reading was closed off
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError, a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Opens a file and has it read as kl_geojson_load_fd() does.
 *
 * Returns: (transfer full): what the file holds, or %NULL on error
 */
KlGeoJson *
kl_geojson_load (GFile *file,
                 const KlGeoNames *names,
                 const KlImportLimits *limits,
                 KlWorkerSafety *safety,
                 GCancellable *cancellable,
                 GError **error)
{
  KlGeoJson *geojson;
  goffset total;
  int fd;

  g_return_val_if_fail (G_IS_FILE (file) && safety != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (limits == NULL)
    limits = kl_geojson_get_limits ();
  *safety = KL_WORKER_SAFETY_SANDBOX;
  fd = kl_sealed_open (file, limits->max_bytes, &total, cancellable, error);
  if (fd < 0)
    return NULL;

  geojson = kl_geojson_load_fd (fd, names, limits, safety, cancellable, error);
  close (fd);
  return geojson;
}
