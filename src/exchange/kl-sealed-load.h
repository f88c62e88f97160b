/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import.h"
#include "worker/kl-stream.h"
#include "worker/kl-worker.h"

G_BEGIN_DECLS

/*
 * The side of the program for formats that a worker reads whole: see kl-sealed-work.h.
 */

/**
 * KlSealedFormat:
 * @kind: the kind of file, as the worker knows it
 * @max_memory: bytes of address space that reading it may take
 * @max_answer: bytes
 */
typedef struct
{
  const char *kind;
  guint64 max_memory;
  gsize max_answer;
} KlSealedFormat;

int kl_sealed_open (GFile *file,
                    goffset max_bytes,
                    goffset *total,
                    GCancellable *cancellable,
                    GError **error);
int kl_sealed_hold (GBytes *bytes, GError **error);
GBytes *kl_sealed_load_fd (const KlSealedFormat *format,
                           int fd,
                           const KlImportLimits *limits,
                           const char *const *options,
                           KlWorkerSafety *safety,
                           GCancellable *cancellable,
                           GError **error);
gboolean kl_sealed_get_fault (KlStream *stream, GError **error);

G_END_DECLS
