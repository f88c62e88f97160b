/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo.h>
#include <glib/gi18n-lib.h>
#include <pango/pango.h>
#include <poppler.h>
#include <qpdf/qpdf-c.h>
#include <sodium.h>

#include "kl-command-context.h"
#include "kl-config.h"
#include "store/kl-db-library.h"

/* Public API */

/**
 * kl_command_version:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Shows the versions of the program and of what it works with.
 *
 * Returns: whether the database library can encrypt
 */
gboolean
kl_command_version (KlCommandContext *context, GError **error)
{
  KlOutput *output = context->output;
  g_autofree char *cipher = kl_db_library_dup_cipher_version ();

  kl_output_print (output, "Korte Lijnen %s\n", KL_VERSION);
  kl_output_print (output, "SQLCipher %s\n", cipher != NULL ? cipher : "–");
  kl_output_print (output, "SQLite %s\n", kl_db_library_get_version ());
  kl_output_print (output, "libsodium %s\n", sodium_version_string ());
  kl_output_print (output, "GLib %u.%u.%u\n", glib_major_version, glib_minor_version,
                   glib_micro_version);
  kl_output_print (output, "GTK %s\n", KL_GTK_VERSION);
  kl_output_print (output, "libadwaita %s\n", KL_ADW_VERSION);
  kl_output_print (output, "cairo %s\n", cairo_version_string ());
  kl_output_print (output, "Pango %s\n", pango_version_string ());
  kl_output_print (output, "Poppler %s\n", poppler_get_version ());
  kl_output_print (output, "qpdf %s\n", qpdf_get_qpdf_version ());
  if (cipher != NULL)
    return TRUE;

  g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED,
                       _ ("The database library that was linked cannot encrypt, so nothing of a "
                          "vault is read or written."));
  return FALSE;
}
