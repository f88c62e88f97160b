/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * Files from outside are read by another program, korte-lijnen-worker, that is given the
 * one open file and can reach nothing else: under bubblewrap, with limits on memory and
 * time and a filter on its system calls. What it answers is checked as the file would be.
 *
 * It is a program of its own and not this one started anew: it has none of the libraries
 * for windows, keys and databases, so it starts in milliseconds, fits in little memory and
 * offers little to who breaks in.
 */

/**
 * KlWorkerError:
 * @KL_WORKER_ERROR_MISSING: the worker program cannot be started
 * @KL_WORKER_ERROR_UNSAFE: it cannot be closed off here as well as this file asks for
 * @KL_WORKER_ERROR_CRASHED: the worker ended before its answer
 * @KL_WORKER_ERROR_MEMORY: it asked for more memory than it may have
 * @KL_WORKER_ERROR_TIME: it took more time than it may have
 * @KL_WORKER_ERROR_LIED: its answer cannot be right
 *
 * Why nothing came of reading a file. Cancelling gives %G_IO_ERROR_CANCELLED.
 */
typedef enum
{
  KL_WORKER_ERROR_MISSING,
  KL_WORKER_ERROR_UNSAFE,
  KL_WORKER_ERROR_CRASHED,
  KL_WORKER_ERROR_MEMORY,
  KL_WORKER_ERROR_TIME,
  KL_WORKER_ERROR_LIED,
} KlWorkerError;

#define KL_WORKER_ERROR (kl_worker_error_quark ())
GQuark kl_worker_error_quark (void);

/**
 * KlWorkerSafety:
 * @KL_WORKER_SAFETY_LIMITS: a process with limits only
 * @KL_WORKER_SAFETY_FILTER: that, and a filter on its system calls
 * @KL_WORKER_SAFETY_SANDBOX: that, under bubblewrap
 *
 * How well the reading of a file was closed off. See kl_worker_safety_describe().
 */
typedef enum
{
  KL_WORKER_SAFETY_LIMITS,
  KL_WORKER_SAFETY_FILTER,
  KL_WORKER_SAFETY_SANDBOX,
} KlWorkerSafety;

/**
 * KlWorkerJob:
 * @program: (nullable): the worker program, or %NULL for the one that reads lists and maps
 * @kind: what the worker is to read
 * @request: what it has to know besides
 * @max_memory: bytes of address space
 * @max_seconds: how long it may take; a little more passes before it is stopped
 * @max_answer: bytes
 * @needs_sandbox: whether to fail where bubblewrap does not work
 */
typedef struct
{
  const char *program;
  const char *kind;
  GVariant *request;
  guint64 max_memory;
  guint max_seconds;
  gsize max_answer;
  gboolean needs_sandbox;
} KlWorkerJob;

typedef void (*KlWorkerProgress) (goffset done, gpointer user_data);

GBytes *kl_worker_run (const KlWorkerJob *job,
                       int fd,
                       KlWorkerProgress progress,
                       gpointer progress_data,
                       KlWorkerSafety *safety,
                       GCancellable *cancellable,
                       GError **error);
void kl_worker_set_error (GError **error, KlWorkerError code);
const char *kl_worker_safety_describe (KlWorkerSafety safety);

G_END_DECLS
