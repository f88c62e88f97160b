/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-edexml-work.h"

#include <unistd.h>

#include "kl-edexml-stream.h"
#include "worker/kl-worker-child.h"
#include "worker/kl-worker-input.h"

static void
progress (goffset done, goffset total, gpointer user_data)
{
  kl_worker_child_progress (done);
}

static void
send (const guint8 *bytes, gsize size, gpointer user_data)
{
  kl_worker_child_answer (bytes, size);
}

/**
 * kl_edexml_work:
 * @request: of the type %KL_EDEXML_WORKER_REQUEST
 *
 * Reads the standard input of a worker as EDEXML and sends what it holds, or why not.
 */
void
kl_edexml_work (GVariant *request)
{
  g_autoptr (GInputStream) stream = kl_worker_input_new (STDIN_FILENO);
  g_autoptr (KlEdexml) edexml = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) packed = NULL;
  KlImportLimits limits;
  gint32 today;
  gint64 total;

  g_variant_get (request, "(ix@" KL_IMPORT_LIMITS_TYPE ")", &today, &total, &packed);
  kl_import_limits_unpack (packed, &limits);
  edexml = kl_edexml_read (stream, total, today, &limits, progress, NULL, NULL, &error);
  if (edexml != NULL)
    kl_edexml_encode (edexml, send, NULL);
  else
    kl_edexml_encode_fault (error, send, NULL);
}
