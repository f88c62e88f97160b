/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import.h"

#include "model/kl-text.h"

#include <glib/gi18n-lib.h>

#define MEBIBYTE ((goffset) 1024 * 1024)
#define N_DIGITS 9
#define CHUNK_SIZE (64 * 1024)

/* Room for the largest school boards; a school of 400 pupils is 200 KB. */
static const KlImportLimits default_limits = {
  .max_content = 64 * MEBIBYTE,
  .max_bytes = 256 * MEBIBYTE,
  .max_blank = 256 * 1024,
  .max_token = 256 * 1024,
  .max_depth = 64,
  .max_rows = 200000,
  .max_text = 1024,
  .max_seconds = 120,
};

static const char *const problem_messages[KL_N_IMPORT_PROBLEMS] = {
  [KL_IMPORT_PROBLEM_MISSING_KEY] = N_ ("there is no key, so nothing can refer to it"),
  [KL_IMPORT_PROBLEM_DUPLICATE_KEY] = N_ ("the same key came before; only the first one counts"),
  [KL_IMPORT_PROBLEM_MISSING_NAME] = N_ ("there is no name"),
  [KL_IMPORT_PROBLEM_BAD_BIRTH] = N_ ("the date of birth cannot be right"),
  [KL_IMPORT_PROBLEM_BAD_DATE] = N_ ("the date of coming or leaving cannot be right"),
  [KL_IMPORT_PROBLEM_TOO_LONG] = N_ ("a value is too long to be right"),
  [KL_IMPORT_PROBLEM_TOO_MANY] = N_ ("there are more classes or roles than can be right"),
  [KL_IMPORT_PROBLEM_UNKNOWN_GROUP] = N_ ("the class is not in this file"),
  [KL_IMPORT_PROBLEM_UNKNOWN_LOCATION] = N_ ("the location is not in this file"),
  [KL_IMPORT_PROBLEM_UNKNOWN_YEAR] = N_ ("the year group is not known"),
  [KL_IMPORT_PROBLEM_UNKNOWN_SEX] = N_ ("the code for boy or girl is not known"),
  [KL_IMPORT_PROBLEM_BAD_POSTCODE] = N_ ("the postcode cannot be right"),
  [KL_IMPORT_PROBLEM_BAD_SCHOOL_YEAR] = N_ ("the school year cannot be read"),
  [KL_IMPORT_PROBLEM_BAD_SCHOOL_CODE] = N_ ("the school's code cannot be read"),
};

static const char *const row_labels[] = {
  [KL_IMPORT_ROW_SCHOOL] = NC_ ("import", "school"),
  [KL_IMPORT_ROW_LOCATION] = NC_ ("import", "location"),
  [KL_IMPORT_ROW_GROUP] = NC_ ("import", "class"),
  [KL_IMPORT_ROW_PUPIL] = NC_ ("import", "pupil"),
  [KL_IMPORT_ROW_TEACHER] = NC_ ("import", "staff member"),
};

static const char *const private_labels[KL_N_PRIVATE_KINDS] = {
  [KL_PRIVATE_SOFINUMMER] = N_ ("Sofinummer"),
  [KL_PRIVATE_BSN] = N_ ("Citizen service number (BSN)"),
  [KL_PRIVATE_ONDERWIJSNUMMER] = N_ ("Education number"),
  [KL_PRIVATE_ECKID] = N_ ("ECK iD"),
  [KL_PRIVATE_COUNTRY] = N_ ("Country of origin"),
  [KL_PRIVATE_ETHNICITY] = N_ ("Ethnicity"),
  [KL_PRIVATE_WEIGHT] = N_ ("Pupil weight"),
  [KL_PRIVATE_ACCOUNT] = N_ ("Account, e-mail address or photo"),
};

/* Auxiliary functions */

/*
 * The eleven test: nine digits weighed 9 to 2 and -1. A BSN, and the sofinummer before it,
 * leaves 0; an onderwijsnummer leaves 5.
 */
static gboolean
is_education_number (const char *digits)
{
  int sum = 0;

  for (int i = 0; i < N_DIGITS - 1; i++)
    sum += (digits[i] - '0') * (N_DIGITS - i);
  sum -= digits[N_DIGITS - 1] - '0';

  return sum > 0 && sum % 11 == 5;
}

static gboolean
holds_education_number (const char *text)
{
  gsize n_digits = 0;

  for (const char *c = text;; c++)
    if (g_ascii_isdigit (*c))
      n_digits++;
    else
      {
        if (n_digits == N_DIGITS && is_education_number (c - N_DIGITS))
          return TRUE;
        if (*c == '\0')
          return FALSE;
        n_digits = 0;
      }
}

/* Public API */

/**
 * kl_import_limits_get_default:
 *
 * Returns: (transfer none): limits that fit every real file and stop a hostile one
 */
const KlImportLimits *
kl_import_limits_get_default (void)
{
  return &default_limits;
}

/**
 * kl_import_limits_pack:
 * @limits: limits
 *
 * Returns: (transfer floating): @limits as a %KL_IMPORT_LIMITS_TYPE
 */
GVariant *
kl_import_limits_pack (const KlImportLimits *limits)
{
  g_return_val_if_fail (limits != NULL, NULL);

  return g_variant_new (KL_IMPORT_LIMITS_TYPE, (gint64) limits->max_content,
                        (gint64) limits->max_bytes, (guint64) limits->max_blank,
                        (guint64) limits->max_token, limits->max_depth, limits->max_rows,
                        (guint64) limits->max_text, limits->max_seconds);
}

/**
 * kl_import_limits_unpack:
 * @packed: of the type %KL_IMPORT_LIMITS_TYPE
 * @limits: (out): the limits that it was made of
 */
void
kl_import_limits_unpack (GVariant *packed, KlImportLimits *limits)
{
  gint64 content, bytes;
  guint64 blank, token, text;

  g_return_if_fail (packed != NULL && limits != NULL);

  g_variant_get (packed, KL_IMPORT_LIMITS_TYPE, &content, &bytes, &blank, &token,
                 &limits->max_depth, &limits->max_rows, &text, &limits->max_seconds);
  limits->max_content = content;
  limits->max_bytes = bytes;
  limits->max_blank = blank;
  limits->max_token = token;
  limits->max_text = text;
}

/**
 * kl_import_problem_init:
 * @problem: (out): the problem to fill
 * @line: where it is, from 1
 * @row: what the row is about
 * @kind: what is wrong
 * @skipped: whether the whole row was left out
 *
 * Fills @problem, with the message for @kind in the language of the moment.
 */
void
kl_import_problem_init (KlImportProblem *problem,
                        guint line,
                        KlImportRow row,
                        KlImportProblemKind kind,
                        gboolean skipped)
{
  g_return_if_fail (problem != NULL);
  g_return_if_fail (kind < KL_N_IMPORT_PROBLEMS);

  problem->line = line;
  problem->row = row;
  problem->kind = kind;
  problem->skipped = skipped;
  problem->message = g_dgettext (GETTEXT_PACKAGE, problem_messages[kind]);
}

/**
 * kl_import_problem_to_string:
 * @problem: a problem
 *
 * Returns: (transfer full): one translated line: the place, what it is about and the
 *   reason ("Line 12 (pupil): there is no name; left out")
 */
char *
kl_import_problem_to_string (const KlImportProblem *problem)
{
  g_return_val_if_fail (problem != NULL, NULL);

  /* Translators: "Line 12 (pupil): there is no name". */
  if (!problem->skipped)
    return g_strdup_printf (_ ("Line %u (%s): %s"), problem->line,
                            kl_import_row_get_label (problem->row), problem->message);

  return g_strdup_printf (_ ("Line %u (%s): %s; left out"), problem->line,
                          kl_import_row_get_label (problem->row), problem->message);
}

/**
 * kl_import_row_get_label:
 * @row: a kind of row
 *
 * Returns: (transfer none): the translated word for it
 */
const char *
kl_import_row_get_label (KlImportRow row)
{
  g_return_val_if_fail (row < G_N_ELEMENTS (row_labels), "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "import", row_labels[row]);
}

/**
 * kl_private_kind_get_label:
 * @kind: a kind of private data that is never stored
 *
 * Returns: (transfer none): the translated words for it
 */
const char *
kl_private_kind_get_label (KlPrivateKind kind)
{
  g_return_val_if_fail (kind < KL_N_PRIVATE_KINDS, "");

  return g_dgettext (GETTEXT_PACKAGE, private_labels[kind]);
}

/**
 * kl_import_holds_private_number:
 * @text: (nullable): any text, valid UTF-8
 *
 * Looks for nine digits that can be a BSN, sofinummer or onderwijsnummer: some
 * administrations use one as a key or write it behind a name.
 *
 * Returns: whether @text holds such a number
 */
gboolean
kl_import_holds_private_number (const char *text)
{
  KlTextRange range;
  guint n_digits = 0;

  for (const char *c = text; c != NULL && *c != '\0'; c++)
    n_digits += g_ascii_isdigit (*c);

  return n_digits >= N_DIGITS
         && (kl_text_find_bsn (text, 0, &range) || holds_education_number (text));
}

/**
 * kl_import_open:
 * @file: a file from outside
 * @total: (out): its size in bytes, 0 when that is not known
 * @cancellable: (nullable): stops the opening
 * @error: return location for a %KL_IMPORT_ERROR_READ or %G_IO_ERROR_CANCELLED
 *
 * Opens a file; folders, devices and pipes, which may never end, are refused.
 *
 * Returns: (transfer full): a stream to read it from, or %NULL on error
 */
GInputStream *
kl_import_open (GFile *file, goffset *total, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) cause = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);
  g_return_val_if_fail (total != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE, cancellable, &cause);
  if (info != NULL && g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    cause = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "");
  else if (info != NULL)
    stream = g_file_read (file, cancellable, &cause);

  if (stream == NULL)
    {
      kl_import_set_read_error (error, cause);
      return NULL;
    }

  *total = g_file_info_get_size (info);
  return G_INPUT_STREAM (g_steal_pointer (&stream));
}

/**
 * kl_import_load:
 * @file: a file from outside
 * @max_bytes: how large it may be
 * @cancellable: (nullable): stops the reading
 * @error: return location for a %KL_IMPORT_ERROR_READ, %KL_IMPORT_ERROR_LIMIT or
 *   %G_IO_ERROR_CANCELLED
 *
 * Reads a file whole. One that grows while it is read is refused as well.
 *
 * Returns: (transfer full): its bytes, or %NULL on error
 */
GBytes *
kl_import_load (GFile *file, goffset max_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GError) cause = NULL;
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  goffset total;
  gssize n;

  g_return_val_if_fail (G_IS_FILE (file) && max_bytes > 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  stream = kl_import_open (file, &total, cancellable, error);
  if (stream == NULL)
    return NULL;

  if (total <= max_bytes)
    while ((n = g_input_stream_read (stream, chunk, CHUNK_SIZE, cancellable, &cause)) > 0
           && bytes->len + n <= max_bytes)
      g_byte_array_append (bytes, chunk, (guint) n);
  if (cause != NULL)
    {
      kl_import_set_read_error (error, cause);
      return NULL;
    }
  if (total > max_bytes || n > 0)
    {
      kl_import_set_fault (error, KL_IMPORT_FAULT_FILE_TOO_LARGE, 0);
      return NULL;
    }

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
