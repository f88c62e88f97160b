/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import.h"

G_BEGIN_DECLS

/**
 * KlBundleFile:
 * @name: without folders ("organizations.csv")
 *
 * One of several files that belong together: in a zip or in a folder.
 */
typedef struct
{
  char *name;
  GBytes *bytes;
} KlBundleFile;

KlBundleFile *kl_bundle_file_new (const char *name, GBytes *bytes);
void kl_bundle_file_free (KlBundleFile *file);

gboolean kl_bundle_is_zip (GBytes *bytes);
GPtrArray *kl_bundle_read_zip (GBytes *bytes, const KlImportLimits *limits, GError **error);
GPtrArray *kl_bundle_read_folder (GFile *folder,
                                  const KlImportLimits *limits,
                                  GCancellable *cancellable,
                                  GError **error);
GBytes *kl_bundle_make_zip (GPtrArray *files);
gboolean
kl_bundle_write_folder (GPtrArray *files, GFile *folder, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlBundleFile, kl_bundle_file_free)

G_END_DECLS
