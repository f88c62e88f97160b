/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-sealed-work.h"

#include <unistd.h>

#include "worker/kl-stream.h"
#include "worker/kl-worker-child.h"
#include "worker/kl-worker-input.h"

#define CHUNK_SIZE (64 * 1024)

/* Auxiliary functions */

/* Of a file that is too large as much that the reader sees it, and says it in its words. */
static GBytes *
read_all (goffset max_bytes, GError **error)
{
  g_autoptr (GInputStream) stream = kl_worker_input_new (STDIN_FILENO);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  g_autoptr (GError) cause = NULL;
  gssize n;

  while ((goffset) bytes->len <= max_bytes
         && (n = g_input_stream_read (stream, chunk, CHUNK_SIZE, NULL, &cause)) > 0)
    {
      g_byte_array_append (bytes, chunk, (guint) n);
      kl_worker_child_progress (bytes->len);
    }
  if (cause != NULL)
    {
      kl_import_set_read_error (error, cause);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Public API */

/**
 * kl_sealed_prepare_signs:
 *
 * Opens what makes UTF-8 of the signs of Windows and of before, which a sealed worker could
 * not load any more. They stay open.
 */
void
kl_sealed_prepare_signs (void)
{
  static const char *const names[] = {
    "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255",
    "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258", "ISO-8859-1",   "ISO-8859-2",   "ISO-8859-3",
    "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-9",
    "ISO-8859-10",  "ISO-8859-11",  "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",  "ISO-8859-16",
  };

  /* Not every system has all of them; the text is refused then. */
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    (void) g_iconv_open ("UTF-8", names[i]);
}

/**
 * kl_sealed_work:
 * @request: of the type %KL_SEALED_REQUEST
 * @reader: makes the answer
 *
 * Reads the standard input of a worker and sends what it holds, or why not.
 */
void
kl_sealed_work (GVariant *request, KlSealedReader reader)
{
  g_autoptr (GVariant) packed = g_variant_get_child_value (request, 0);
  g_autoptr (GVariant) words = g_variant_get_child_value (request, 1);
  g_autofree const char **options = g_variant_get_strv (words, NULL);
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  KlImportLimits limits;

  kl_import_limits_unpack (packed, &limits);
  bytes = read_all (limits.max_bytes, &error);
  kl_stream_put_number (answer, KL_SEALED_FILE);
  if (bytes == NULL || !reader (bytes, &limits, options, answer, &error))
    {
      g_byte_array_set_size (answer, 0);
      kl_sealed_put_fault (answer, error);
    }
  kl_worker_child_answer (answer->data, answer->len);
}

/**
 * kl_sealed_put_fault:
 * @answer: what the fault is put behind
 * @error: a #KlImportError
 *
 * Tells why a file could not be read.
 */
void
kl_sealed_put_fault (GByteArray *answer, const GError *error)
{
  guint line, sign;

  g_return_if_fail (answer != NULL && error != NULL);

  kl_stream_put_number (answer, KL_SEALED_FAULT);
  kl_stream_put_number (answer, kl_import_get_fault (error, &line, &sign));
  kl_stream_put_number (answer, line);
  kl_stream_put_number (answer, sign);
}
