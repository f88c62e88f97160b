/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-csv-reader.h"
#include "worker/kl-worker.h"

G_BEGIN_DECLS

/**
 * KlNamedTable:
 * @name: of its file, without folders ("organizations.csv")
 *
 * A table of several that belong together.
 */
typedef struct
{
  char *name;
  KlCsvTable *table;
} KlNamedTable;

GPtrArray *kl_tables_load (GFile *file,
                           const KlImportLimits *limits,
                           KlWorkerSafety *safety,
                           GCancellable *cancellable,
                           GError **error);
GPtrArray *kl_tables_load_fd (int fd,
                              const char *name,
                              const KlImportLimits *limits,
                              KlWorkerSafety *safety,
                              GCancellable *cancellable,
                              GError **error);
void kl_named_table_free (KlNamedTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlNamedTable, kl_named_table_free)

G_END_DECLS
