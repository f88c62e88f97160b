/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pdf-password.h"

#include <glib/gi18n-lib.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "kl-document.h"

/* Auxiliary functions */

/* Who has the password may do everything with it: a lock that is only asked for keeps nobody out.
 * With one password for both, nobody opens it by the other. */
static GBytes *
write_locked (qpdf_data pdf, const char *password)
{
  qpdf_init_write_memory (pdf);
  qpdf_set_r6_encryption_parameters2 (pdf, password, password, QPDF_TRUE, QPDF_TRUE, QPDF_TRUE,
                                      QPDF_TRUE, QPDF_TRUE, QPDF_TRUE, qpdf_r3p_full, QPDF_TRUE);
  qpdf_set_object_stream_mode (pdf, qpdf_o_generate);
  if ((qpdf_write (pdf) & QPDF_ERRORS) != 0)
    return NULL;

  return g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
}

/* Public API */

/**
 * kl_pdf_lock:
 * @bytes: a PDF
 * @password: what opens it; at most %KL_PDF_PASSWORD_BYTES, as more would be cut off unseen
 * @error: set when @password cannot be used or the file is not sound
 *
 * Encrypts a document with AES-256, its metadata too. The bytes are others each time: that is part
 * of it.
 *
 * Returns: (transfer full) (nullable): the locked file
 */
GBytes *
kl_pdf_lock (GBytes *bytes, const char *password, GError **error)
{
  gsize size;
  const char *data;
  qpdf_data pdf;
  GBytes *locked = NULL;

  g_return_val_if_fail (bytes != NULL && password != NULL, NULL);

  if (*password == '\0' || strlen (password) > KL_PDF_PASSWORD_BYTES)
    {
      g_set_error_literal (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_WRITING,
                           _ ("The password of a document has 1 to 127 letters."));
      return NULL;
    }

  data = g_bytes_get_data (bytes, &size);
  pdf = qpdf_init ();
  qpdf_silence_errors (pdf);
  qpdf_set_suppress_warnings (pdf, QPDF_TRUE);
  if ((qpdf_read_memory (pdf, "document", data, size, NULL) & QPDF_ERRORS) == 0)
    locked = write_locked (pdf, password);
  /* An error that nobody asks for is printed. */
  if (qpdf_has_error (pdf))
    qpdf_get_error (pdf);
  qpdf_cleanup (&pdf);

  if (locked == NULL)
    g_set_error_literal (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_WRITING,
                         _ ("The document could not be locked with a password."));
  return locked;
}
