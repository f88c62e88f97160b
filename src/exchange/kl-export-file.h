/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Files that leave the vault: whole or not at all, and for nobody else to read.
 */

/**
 * KlExportError:
 * @KL_EXPORT_ERROR_PLACE: nothing can be written there; another place may do
 * @KL_EXPORT_ERROR_WRITE: it could not be written to the end
 */
typedef enum
{
  KL_EXPORT_ERROR_PLACE,
  KL_EXPORT_ERROR_WRITE,
} KlExportError;

#define KL_EXPORT_ERROR (kl_export_error_quark ())
GQuark kl_export_error_quark (void);

gboolean kl_export_check_file (GFile *file, GError **error);
/**
 * KlExportFunc:
 * @stream: an empty file, a #GSeekable; it is not to be closed
 * @data: what was given with the function
 * @cancellable: (nullable): stops the writing
 * @error: return location for what went wrong
 *
 * Writes a file.
 *
 * Returns: whether all of it was written
 */
typedef gboolean (*KlExportFunc) (GOutputStream *stream,
                                  gpointer data,
                                  GCancellable *cancellable,
                                  GError **error);

gboolean kl_export_stream_file (KlExportFunc write,
                                gpointer data,
                                GFile *file,
                                GCancellable *cancellable,
                                GError **error);
gboolean
kl_export_write_file (GBytes *bytes, GFile *file, GCancellable *cancellable, GError **error);
gboolean kl_export_check (GFile *target, guint n_files, GError **error);
gboolean
kl_export_write (GPtrArray *files, GFile *target, GCancellable *cancellable, GError **error);

G_END_DECLS
