/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-worker-input.h"

#include <errno.h>
#include <unistd.h>

/*
 * The file of a worker as a stream. GUnixInputStream would do, but it asks the kernel for
 * ways to wait that a sealed worker does not have, and ends the process without them.
 */

struct _KlWorkerInput
{
  GInputStream parent_instance;

  int fd;
};

G_DEFINE_FINAL_TYPE (KlWorkerInput, kl_worker_input, G_TYPE_INPUT_STREAM)

static gssize
kl_worker_input_read (GInputStream *stream,
                      void *buffer,
                      gsize size,
                      GCancellable *cancellable,
                      GError **error)
{
  KlWorkerInput *self = KL_WORKER_INPUT (stream);
  gssize n;

  do
    n = read (self->fd, buffer, size);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return n;
}

static void
kl_worker_input_class_init (KlWorkerInputClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_fn = kl_worker_input_read;
}

static void
kl_worker_input_init (KlWorkerInput *self)
{
}

/**
 * kl_worker_input_new:
 * @fd: the file; it is not closed
 *
 * Returns: (transfer full): a stream that reads @fd and does nothing else
 */
GInputStream *
kl_worker_input_new (int fd)
{
  KlWorkerInput *self = g_object_new (KL_TYPE_WORKER_INPUT, NULL);

  self->fd = fd;
  return G_INPUT_STREAM (self);
}
