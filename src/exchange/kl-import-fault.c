/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import.h"

#include <glib/gi18n-lib.h>

/*
 * Why a file as a whole is not read. A fault is a number, so that the worker that reads a
 * file can tell it to the program without a word of its own; the words are made here.
 */

typedef struct
{
  KlImportFault fault;
  guint line;
} KlImportErrorPrivate;

typedef struct
{
  KlImportError code;
  gboolean has_line;
  const char *message;
} Fault;

/* Behind "Line 12: " where the fault has a place, else by itself. */
static const Fault faults[KL_N_IMPORT_FAULTS] = {
  [KL_IMPORT_FAULT_NOT_FOUND] = { KL_IMPORT_ERROR_READ, FALSE,
                                  N_ ("The file is not there (any more).") },
  [KL_IMPORT_FAULT_NO_PERMISSION] = { KL_IMPORT_ERROR_READ, FALSE,
                                      N_ ("You have no permission to read this file.") },
  [KL_IMPORT_FAULT_NO_FILE] = { KL_IMPORT_ERROR_READ, FALSE,
                                N_ ("This is not a file but a folder or a device.") },
  [KL_IMPORT_FAULT_UNREADABLE] = { KL_IMPORT_ERROR_READ, FALSE,
                                   N_ ("The file could not be read to the end. Is the disk or "
                                       "stick still there?") },
  [KL_IMPORT_FAULT_TOO_LARGE] = { KL_IMPORT_ERROR_LIMIT, FALSE,
                                  N_ ("The file is much larger than a school's export can be. "
                                      "Is it the right file?") },
  [KL_IMPORT_FAULT_TOO_SLOW] = { KL_IMPORT_ERROR_LIMIT, FALSE,
                                 N_ ("Reading the file takes too long; it was stopped.") },
  [KL_IMPORT_FAULT_BLANK] = { KL_IMPORT_ERROR_LIMIT, TRUE,
                              N_ ("the file is almost only white space. Make a new export.") },
  [KL_IMPORT_FAULT_LONG_PART] = { KL_IMPORT_ERROR_LIMIT, TRUE,
                                  N_ ("a part of the file is far too long. Make a new export.") },
  [KL_IMPORT_FAULT_TOO_DEEP] = { KL_IMPORT_ERROR_LIMIT, TRUE,
                                 N_ ("the parts of the file are nested too deeply.") },
  [KL_IMPORT_FAULT_TOO_MANY_ROWS] = { KL_IMPORT_ERROR_LIMIT, TRUE,
                                      N_ ("there are more rows than a school can have.") },
  [KL_IMPORT_FAULT_BAD_CHARACTER] = { KL_IMPORT_ERROR_ENCODING, TRUE,
                                      N_ ("a character cannot be read.") },
  [KL_IMPORT_FAULT_NOT_UTF8] = { KL_IMPORT_ERROR_ENCODING, TRUE,
                                 N_ ("a character is not UTF-8. Make a new export with UTF-8.") },
  [KL_IMPORT_FAULT_OTHER_ENCODING] = { KL_IMPORT_ERROR_ENCODING, TRUE,
                                       N_ ("the file is not in UTF-8. Make a new export with "
                                           "UTF-8.") },
  [KL_IMPORT_FAULT_UTF16] = { KL_IMPORT_ERROR_ENCODING, TRUE,
                              N_ ("the file is in UTF-16. Make a new export with UTF-8.") },
  [KL_IMPORT_FAULT_DOCTYPE] = { KL_IMPORT_ERROR_FORBIDDEN, TRUE,
                                N_ ("the file defines its own rules (DOCTYPE); for safety it is "
                                    "not read.") },
  [KL_IMPORT_FAULT_NOT_XML] = { KL_IMPORT_ERROR_FORMAT, TRUE, N_ ("this is not an XML file.") },
  [KL_IMPORT_FAULT_NOT_EDEXML] = { KL_IMPORT_ERROR_FORMAT, TRUE,
                                   N_ ("this is not an EDEXML file. Choose the EDEX export of "
                                       "your pupil administration.") },
  [KL_IMPORT_FAULT_EMPTY] = { KL_IMPORT_ERROR_FORMAT, FALSE, N_ ("The file is empty.") },
  [KL_IMPORT_FAULT_DAMAGED] = { KL_IMPORT_ERROR_STRUCTURE, TRUE,
                                N_ ("the file is damaged here. Make a new export.") },
  [KL_IMPORT_FAULT_AFTER_END] = { KL_IMPORT_ERROR_STRUCTURE, TRUE,
                                  N_ ("the file goes on after its end. Make a new export.") },
  [KL_IMPORT_FAULT_TWICE] = { KL_IMPORT_ERROR_STRUCTURE, TRUE,
                              N_ ("a part of the file comes twice. Make a new export.") },
  [KL_IMPORT_FAULT_NO_SCHOOL] = { KL_IMPORT_ERROR_STRUCTURE, FALSE,
                                  N_ ("The file has no part about the school. Make a new "
                                      "export.") },
  [KL_IMPORT_FAULT_NO_PUPILS] = { KL_IMPORT_ERROR_STRUCTURE, FALSE,
                                  N_ ("The file has no part with pupils. Make a new export.") },
  [KL_IMPORT_FAULT_ENDS_EARLY] = { KL_IMPORT_ERROR_TRUNCATED, TRUE,
                                   N_ ("the file ends here, too early. Make a new export.") },
};

/* The fault itself */

static void
kl_import_error_private_init (KlImportErrorPrivate *priv)
{
}

static void
kl_import_error_private_copy (const KlImportErrorPrivate *from, KlImportErrorPrivate *to)
{
  *to = *from;
}

static void
kl_import_error_private_clear (KlImportErrorPrivate *priv)
{
}

G_DEFINE_EXTENDED_ERROR (KlImportError, kl_import_error)

/* Public API */

/**
 * kl_import_set_fault:
 * @error: (nullable): return location for the error
 * @fault: why the file is not read
 * @line: where, from 1; of no account for a fault without a place
 *
 * Sets @error to a #KlImportError with the translated words for @fault.
 */
void
kl_import_set_fault (GError **error, KlImportFault fault, guint line)
{
  g_autoptr (GError) made = NULL;
  KlImportErrorPrivate *priv;
  const char *message;

  g_return_if_fail (fault < KL_N_IMPORT_FAULTS);

  message = g_dgettext (GETTEXT_PACKAGE, faults[fault].message);
  if (faults[fault].has_line)
    /* Translators: a line number in a file and what is wrong there. */
    made =
      g_error_new (KL_IMPORT_ERROR, (int) faults[fault].code, _ ("Line %u: %s"), line, message);
  else
    made = g_error_new_literal (KL_IMPORT_ERROR, (int) faults[fault].code, message);

  priv = kl_import_error_get_private (made);
  priv->fault = fault;
  priv->line = line;
  g_propagate_error (error, g_steal_pointer (&made));
}

/**
 * kl_import_get_fault:
 * @error: a #KlImportError
 * @line: (out): where it is, as it was set
 *
 * Returns: the fault that @error was made of
 */
KlImportFault
kl_import_get_fault (const GError *error, guint *line)
{
  const KlImportErrorPrivate *priv;

  g_return_val_if_fail (error != NULL && error->domain == KL_IMPORT_ERROR,
                        KL_IMPORT_FAULT_UNREADABLE);

  priv = kl_import_error_get_private (error);
  *line = priv->line;
  return priv->fault;
}

/**
 * kl_import_set_read_error:
 * @error: (nullable): return location for the error
 * @cause: what went wrong when a file was opened or read
 *
 * Sets @error to a %KL_IMPORT_ERROR_READ that a person can act on, without the name of
 * the file; a cancelled reading stays %G_IO_ERROR_CANCELLED.
 */
void
kl_import_set_read_error (GError **error, const GError *cause)
{
  g_return_if_fail (cause != NULL);

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    kl_import_set_fault (error, KL_IMPORT_FAULT_NOT_FOUND, 0);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    kl_import_set_fault (error, KL_IMPORT_FAULT_NO_PERMISSION, 0);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE)
           || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    kl_import_set_fault (error, KL_IMPORT_FAULT_NO_FILE, 0);
  else
    kl_import_set_fault (error, KL_IMPORT_FAULT_UNREADABLE, 0);
}
