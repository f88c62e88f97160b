/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * The side of the worker. Include it in what reads files from outside, and in the worker
 * program; the program with the window includes kl-worker.h.
 */

/**
 * KlWorkerKind:
 * @name: the kind of file, as kl_worker_run() names it
 * @request_type: the type of the request that comes with it
 * @needs_filter: whether not to read a file when system calls cannot be filtered
 * @opens_fonts: whether it opens fonts while it reads, which it can under bubblewrap alone
 * @prepare: (nullable): loads what a sealed process could not load any more
 * @work: reads the file from the standard input and sends the answer
 */
typedef struct
{
  const char *name;
  const char *request_type;
  gboolean needs_filter;
  gboolean opens_fonts;
  void (*prepare) (void);
  void (*work) (GVariant *request);
} KlWorkerKind;

int kl_worker_child_main (int argc, char **argv, const KlWorkerKind *kinds);
void kl_worker_child_progress (goffset done);
void kl_worker_child_answer (const guint8 *bytes, gsize size);

G_END_DECLS
