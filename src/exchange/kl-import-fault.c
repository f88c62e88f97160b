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
  guint sign;
} KlImportErrorPrivate;

/* What a fault says of where it is. */
typedef enum
{
  PLACE_NONE,
  PLACE_LINE,
  PLACE_SIGN,
} Place;

typedef struct
{
  KlImportError code;
  Place place;
  const char *message;
} Fault;

/* Behind "Line 12: " where the fault has a place, else by itself. */
static const Fault faults[KL_N_IMPORT_FAULTS] = {
  [KL_IMPORT_FAULT_NOT_FOUND] = { KL_IMPORT_ERROR_READ, PLACE_NONE,
                                  N_ ("The file is not there (any more).") },
  [KL_IMPORT_FAULT_NO_PERMISSION] = { KL_IMPORT_ERROR_READ, PLACE_NONE,
                                      N_ ("You have no permission to read this file.") },
  [KL_IMPORT_FAULT_NO_FILE] = { KL_IMPORT_ERROR_READ, PLACE_NONE,
                                N_ ("This is not a file but a folder or a device.") },
  [KL_IMPORT_FAULT_UNREADABLE] = { KL_IMPORT_ERROR_READ, PLACE_NONE,
                                   N_ ("The file could not be read to the end. Is the disk or "
                                       "stick still there?") },
  [KL_IMPORT_FAULT_TOO_LARGE] = { KL_IMPORT_ERROR_LIMIT, PLACE_NONE,
                                  N_ ("The file is much larger than a school's export can be. "
                                      "Is it the right file?") },
  [KL_IMPORT_FAULT_TOO_SLOW] = { KL_IMPORT_ERROR_LIMIT, PLACE_NONE,
                                 N_ ("Reading the file takes too long; it was stopped.") },
  [KL_IMPORT_FAULT_BLANK] = { KL_IMPORT_ERROR_LIMIT, PLACE_LINE,
                              N_ ("the file is almost only white space. Make a new export.") },
  [KL_IMPORT_FAULT_LONG_PART] = { KL_IMPORT_ERROR_LIMIT, PLACE_LINE,
                                  N_ ("a part of the file is far too long. Make a new export.") },
  [KL_IMPORT_FAULT_TOO_DEEP] = { KL_IMPORT_ERROR_LIMIT, PLACE_LINE,
                                 N_ ("the parts of the file are nested too deeply.") },
  [KL_IMPORT_FAULT_TOO_MANY_ROWS] = { KL_IMPORT_ERROR_LIMIT, PLACE_LINE,
                                      N_ ("there are more rows than a school can have.") },
  [KL_IMPORT_FAULT_BAD_CHARACTER] = { KL_IMPORT_ERROR_ENCODING, PLACE_LINE,
                                      N_ ("a character cannot be read.") },
  [KL_IMPORT_FAULT_NOT_UTF8] = { KL_IMPORT_ERROR_ENCODING, PLACE_LINE,
                                 N_ ("a character is not UTF-8. Make a new export with UTF-8.") },
  [KL_IMPORT_FAULT_OTHER_ENCODING] = { KL_IMPORT_ERROR_ENCODING, PLACE_LINE,
                                       N_ ("the file is not in UTF-8. Make a new export with "
                                           "UTF-8.") },
  [KL_IMPORT_FAULT_UTF16] = { KL_IMPORT_ERROR_ENCODING, PLACE_LINE,
                              N_ ("the file is in UTF-16. Make a new export with UTF-8.") },
  [KL_IMPORT_FAULT_DOCTYPE] = { KL_IMPORT_ERROR_FORBIDDEN, PLACE_LINE,
                                N_ ("the file defines its own rules (DOCTYPE); for safety it is "
                                    "not read.") },
  [KL_IMPORT_FAULT_NOT_XML] = { KL_IMPORT_ERROR_FORMAT, PLACE_LINE,
                                N_ ("this is not an XML file.") },
  [KL_IMPORT_FAULT_NOT_EDEXML] = { KL_IMPORT_ERROR_FORMAT, PLACE_LINE,
                                   N_ ("this is not an EDEXML file. Choose the EDEX export of "
                                       "your pupil administration.") },
  [KL_IMPORT_FAULT_EMPTY] = { KL_IMPORT_ERROR_FORMAT, PLACE_NONE, N_ ("The file is empty.") },
  [KL_IMPORT_FAULT_DAMAGED] = { KL_IMPORT_ERROR_STRUCTURE, PLACE_LINE,
                                N_ ("the file is damaged here. Make a new export.") },
  [KL_IMPORT_FAULT_AFTER_END] = { KL_IMPORT_ERROR_STRUCTURE, PLACE_LINE,
                                  N_ ("the file goes on after its end. Make a new export.") },
  [KL_IMPORT_FAULT_TWICE] = { KL_IMPORT_ERROR_STRUCTURE, PLACE_LINE,
                              N_ ("a part of the file comes twice. Make a new export.") },
  [KL_IMPORT_FAULT_NO_SCHOOL] = { KL_IMPORT_ERROR_STRUCTURE, PLACE_NONE,
                                  N_ ("The file has no part about the school. Make a new "
                                      "export.") },
  [KL_IMPORT_FAULT_NO_PUPILS] = { KL_IMPORT_ERROR_STRUCTURE, PLACE_NONE,
                                  N_ ("The file has no part with pupils. Make a new export.") },
  [KL_IMPORT_FAULT_ENDS_EARLY] = { KL_IMPORT_ERROR_TRUNCATED, PLACE_LINE,
                                   N_ ("the file ends here, too early. Make a new export.") },
  [KL_IMPORT_FAULT_FILE_TOO_LARGE] = { KL_IMPORT_ERROR_LIMIT, PLACE_NONE,
                                       N_ (
                                         "The file is much larger than such a file can be. Is it the right file?") },
  [KL_IMPORT_FAULT_JSON_TOO_MUCH] = { KL_IMPORT_ERROR_LIMIT, PLACE_NONE,
                                      N_ (
                                        "The file holds more than can be read at once. Take a file of one municipality, or one that is less detailed.") },
  [KL_IMPORT_FAULT_JSON_TOO_DEEP] = { KL_IMPORT_ERROR_LIMIT, PLACE_SIGN,
                                      N_ ("the file is nested deeper than a map can be.") },
  [KL_IMPORT_FAULT_JSON_LONG_TEXT] = { KL_IMPORT_ERROR_LIMIT, PLACE_SIGN,
                                       N_ ("a text is too long to be right.") },
  [KL_IMPORT_FAULT_JSON_BRACKET] = { KL_IMPORT_ERROR_STRUCTURE, PLACE_SIGN,
                                     N_ ("a bracket does not fit.") },
  [KL_IMPORT_FAULT_JSON_OPEN_TEXT] = { KL_IMPORT_ERROR_TRUNCATED, PLACE_SIGN,
                                       N_ ("a text does not end. Fetch the file again.") },
  [KL_IMPORT_FAULT_JSON_HALFWAY] = { KL_IMPORT_ERROR_TRUNCATED, PLACE_NONE,
                                     N_ ("The file stops halfway. Fetch it again.") },
  [KL_IMPORT_FAULT_JSON_DAMAGED] = { KL_IMPORT_ERROR_STRUCTURE, PLACE_SIGN,
                                     N_ ("the file is damaged here. Fetch it again.") },
  [KL_IMPORT_FAULT_JSON_NOT_UTF8] = { KL_IMPORT_ERROR_ENCODING, PLACE_NONE,
                                      N_ ("The text of the file is not UTF-8. Save it as UTF-8.") },
  [KL_IMPORT_FAULT_MAP_NOT_JSON] = { KL_IMPORT_ERROR_FORMAT, PLACE_NONE,
                                     N_ ("This is not a GeoJSON file.") },
  [KL_IMPORT_FAULT_MAP_TOO_SLOW] = { KL_IMPORT_ERROR_LIMIT, PLACE_NONE,
                                     N_ (
                                       "The outlines are so intricate that checking them takes too long. Take a map with less detail.") },
  [KL_IMPORT_FAULT_MAP_RD] = { KL_IMPORT_ERROR_FORMAT, PLACE_NONE,
                               N_ (
                                 "The map is in metres of the Rijksdriehoek (RD). Fetch or save it in degrees: WGS84, also called EPSG:4326.") },
  [KL_IMPORT_FAULT_MAP_TOPOJSON] = { KL_IMPORT_ERROR_FORMAT, PLACE_NONE,
                                     N_ ("This is a TopoJSON file. Fetch or save it as GeoJSON.") },
  [KL_IMPORT_FAULT_MAP_NO_AREAS] = { KL_IMPORT_ERROR_FORMAT, PLACE_NONE,
                                     N_ ("There are no areas in this file.") },
  [KL_IMPORT_FAULT_MAP_NO_NAMES] = { KL_IMPORT_ERROR_FORMAT, PLACE_NONE,
                                     N_ (
                                       "The names of the areas are not found: there is no wijknaam or buurtnaam. Say which property holds the name.") },
  [KL_IMPORT_FAULT_MAP_OTHER_JSON] = { KL_IMPORT_ERROR_FORMAT, PLACE_NONE,
                                       N_ (
                                         "This is not a GeoJSON file with areas (a FeatureCollection).") },
  [KL_IMPORT_FAULT_TABLE_TOO_MUCH] = { KL_IMPORT_ERROR_LIMIT, PLACE_NONE,
                                       N_ (
                                         "The table has more rows or columns than can be right. Is it the right file?") },
  [KL_IMPORT_FAULT_TABLE_OPEN_QUOTE] = { KL_IMPORT_ERROR_TRUNCATED, PLACE_LINE,
                                         N_ ("a quote is opened and never closed.") },
  [KL_IMPORT_FAULT_TABLE_EMPTY] = { KL_IMPORT_ERROR_FORMAT, PLACE_NONE,
                                    N_ ("The table is empty.") },
  [KL_IMPORT_FAULT_TEXT_SIGNS] = { KL_IMPORT_ERROR_ENCODING, PLACE_NONE,
                                   N_ ("The signs of the file cannot be read. Save it as UTF-8.") },
  [KL_IMPORT_FAULT_BUNDLE_TOO_MUCH] = { KL_IMPORT_ERROR_LIMIT, PLACE_NONE,
                                        N_ (
                                          "There is more in it than such tables can hold. Is it the right file?") },
  [KL_IMPORT_FAULT_BUNDLE_DAMAGED] = { KL_IMPORT_ERROR_STRUCTURE, PLACE_NONE,
                                       N_ (
                                         "The zip file is damaged or has a password. Make a new one, or unpack it and choose the folder.") },
  [KL_IMPORT_FAULT_BUNDLE_NO_TABLES] = { KL_IMPORT_ERROR_FORMAT, PLACE_NONE,
                                         N_ ("There are no tables (.csv) in it.") },
  [KL_IMPORT_FAULT_NO_CARDS] = { KL_IMPORT_ERROR_FORMAT, PLACE_NONE,
                                 N_ ("This is not a file of cards (vCard).") },
  [KL_IMPORT_FAULT_TOO_MANY_CARDS] = { KL_IMPORT_ERROR_LIMIT, PLACE_NONE,
                                       N_ (
                                         "There are more cards in it than can be right. Is it the right file?") },
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
 * kl_import_set_fault_at:
 * @error: (nullable): return location for the error
 * @fault: why the file is not read
 * @line: where, from 1; of no account for a fault without a place
 * @sign: where on the line, from 1; of no account for a fault that has only a line
 *
 * Sets @error to a #KlImportError with the translated words for @fault.
 */
void
kl_import_set_fault_at (GError **error, KlImportFault fault, guint line, guint sign)
{
  g_autoptr (GError) made = NULL;
  KlImportErrorPrivate *priv;
  const char *message;
  int code;

  g_return_if_fail (fault < KL_N_IMPORT_FAULTS);

  message = g_dgettext (GETTEXT_PACKAGE, faults[fault].message);
  code = (int) faults[fault].code;
  switch (faults[fault].place)
    {
    case PLACE_LINE:
      /* Translators: a line number in a file and what is wrong there. */
      made = g_error_new (KL_IMPORT_ERROR, code, _ ("Line %u: %s"), line, message);
      break;
    case PLACE_SIGN:
      /* Translators: a place in a file and what is wrong there. */
      made = g_error_new (KL_IMPORT_ERROR, code, _ ("Line %u, sign %u: %s"), line, sign, message);
      break;
    case PLACE_NONE:
    default:
      made = g_error_new_literal (KL_IMPORT_ERROR, code, message);
    }

  priv = kl_import_error_get_private (made);
  priv->fault = fault;
  priv->line = line;
  priv->sign = sign;
  g_propagate_error (error, g_steal_pointer (&made));
}

/**
 * kl_import_set_fault:
 * @error: (nullable): return location for the error
 * @fault: why the file is not read
 * @line: where, from 1; of no account for a fault without a place
 *
 * Sets @error as kl_import_set_fault_at() does, for a fault that has at most a line.
 */
void
kl_import_set_fault (GError **error, KlImportFault fault, guint line)
{
  kl_import_set_fault_at (error, fault, line, 0);
}

/**
 * kl_import_get_fault:
 * @error: a #KlImportError
 * @line: (out): where it is, as it was set
 * @sign: (out): where on the line
 *
 * Returns: the fault that @error was made of
 */
KlImportFault
kl_import_get_fault (const GError *error, guint *line, guint *sign)
{
  const KlImportErrorPrivate *priv;

  g_return_val_if_fail (error != NULL && error->domain == KL_IMPORT_ERROR,
                        KL_IMPORT_FAULT_UNREADABLE);

  priv = kl_import_error_get_private (error);
  *line = priv->line;
  *sign = priv->sign;
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
