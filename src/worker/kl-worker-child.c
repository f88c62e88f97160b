/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-worker-child.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "kl-worker-frame.h"
#include "kl-worker-seal.h"

enum
{
  ARGUMENT_KIND = 1,
  ARGUMENT_MEMORY,
  ARGUMENT_SECONDS,
  ARGUMENT_REQUEST,
  N_ARGUMENTS,
};

/* Auxiliary functions */

/* Nobody is left to tell when this fails. */
static void
write_all (const guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      const gssize n = write (STDOUT_FILENO, bytes, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        _exit (1);
      bytes += n;
      size -= (gsize) n;
    }
}

static void
send_frame (KlWorkerFrame kind, const guint8 *bytes, gsize size)
{
  const KlWorkerFrameHead head = { (guint8) kind,
                                   { (guint8) size, (guint8) (size >> 8), (guint8) (size >> 16) } };

  write_all ((const guint8 *) &head, sizeof head);
  write_all (bytes, size);
}

static gboolean
tells_of_memory (const GLogField *fields, gsize n_fields)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      return strstr (fields[i].value, "failed to allocate") != NULL;

  return FALSE;
}

/* GLib ends the process with an error message when there is no memory left. Nothing is
 * written anywhere: a message may quote the file. */
static GLogWriterOutput
drop_message (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  if ((level & G_LOG_LEVEL_ERROR) != 0)
    _exit (tells_of_memory (fields, n_fields) ? KL_WORKER_EXIT_MEMORY : 1);

  return G_LOG_WRITER_HANDLED;
}

static const KlWorkerKind *
find_kind (const KlWorkerKind *kinds, const char *name)
{
  for (; kinds->name != NULL; kinds++)
    if (g_str_equal (kinds->name, name))
      return kinds;

  return NULL;
}

/* Public API */

/**
 * kl_worker_child_main:
 * @argc: as main() got it
 * @argv: as main() got it from kl_worker_run()
 * @kinds: (array zero-terminated=1): what this worker can read
 *
 * Seals the process off and only then reads the file on its standard input.
 *
 * Returns: the exit status, when it was not called as it should; else it ends the process
 */
int
kl_worker_child_main (int argc, char **argv, const KlWorkerKind *kinds)
{
  const KlWorkerKind *kind = argc == N_ARGUMENTS ? find_kind (kinds, argv[ARGUMENT_KIND]) : NULL;
  guint8 hello[2] = { KL_WORKER_VERSION, 0 };
  g_autoptr (GVariant) request = NULL;
  guint64 memory, seconds;

  if (kind == NULL
      || !g_ascii_string_to_unsigned (argv[ARGUMENT_MEMORY], 10, 1, G_MAXINT64, &memory, NULL)
      || !g_ascii_string_to_unsigned (argv[ARGUMENT_SECONDS], 10, 1, G_MAXINT32, &seconds, NULL))
    return 2;
  request =
    g_variant_parse (G_VARIANT_TYPE (kind->request_type), argv[ARGUMENT_REQUEST], NULL, NULL, NULL);
  if (request == NULL)
    return 2;

  g_log_set_writer_func (drop_message, NULL, NULL);
  if (kind->prepare != NULL)
    kind->prepare ();
  hello[1] = (guint8) kl_worker_seal (memory, (guint) seconds,
                                      kind->opens_fonts && g_getenv (KL_WORKER_BOXED) != NULL);
  send_frame (KL_WORKER_FRAME_HELLO, hello, sizeof hello);
  if (kind->needs_filter && hello[1] == 0)
    _exit (KL_WORKER_EXIT_UNSAFE);
  kind->work (request);
  send_frame (KL_WORKER_FRAME_END, NULL, 0);
  _exit (0);
}

/**
 * kl_worker_child_progress:
 * @done: how many bytes of the file were read
 *
 * Tells the program how far the reading is.
 */
void
kl_worker_child_progress (goffset done)
{
  const guint64 bytes = GUINT64_TO_LE ((guint64) done);

  send_frame (KL_WORKER_FRAME_PROGRESS, (const guint8 *) &bytes, sizeof bytes);
}

/**
 * kl_worker_child_answer:
 * @bytes: (array length=size): a piece of the answer
 * @size: how large it is
 *
 * Sends a piece of the answer; pieces are put together in their order.
 */
void
kl_worker_child_answer (const guint8 *bytes, gsize size)
{
  while (size > 0)
    {
      const gsize n = MIN (size, KL_WORKER_MAX_FRAME);

      send_frame (KL_WORKER_FRAME_ANSWER, bytes, n);
      bytes += n;
      size -= n;
    }
}
