/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-csv-writer.h"

#include <math.h>
#include <string.h>

/*
 * Tables as CSV (RFC 4180). Few lines, and no library of the platform writes CSV. What is
 * of our own here is that a cell never becomes a formula: somebody can have put
 * "=HYPERLINK(...)" where a name belongs, and a spreadsheet would run it.
 */

#define BUFFER_SIZE (64 * 1024)
#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define MAX_DECIMALS 9

struct _KlCsvWriter
{
  GOutputStream *stream;
  GString *buffer;
  gsize row_start;
  guint n_cells;
  char delimiter;
  char decimal_point;
  gboolean exact;
};

/* Auxiliary functions */

/* The signs that begin a formula, also in the width that East Asian keyboards give. */
static gboolean
begins_formula (gunichar c)
{
  switch (c)
    {
    case '=':
    case '+':
    case '-':
    case '@':
    case 0xff1d:
    case 0xff0b:
    case 0xff0d:
    case 0xff20:
    case 0x2212:
      return TRUE;
    default:
      return g_unichar_iscntrl (c);
    }
}

/* Spreadsheets look past space in front, and past signs that are not seen. */
static gboolean
is_passed_over (gunichar c)
{
  return !g_unichar_iscntrl (c)
         && (g_unichar_isspace (c) || g_unichar_type (c) == G_UNICODE_FORMAT);
}

static gboolean
is_formula (const char *text)
{
  while (*text != '\0' && is_passed_over (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return *text != '\0' && begins_formula (g_utf8_get_char (text));
}

/* Both delimiters, as the reader may expect the other one; and space at the ends. */
static gboolean
needs_quotes (const char *text)
{
  const gsize length = strlen (text);

  return strpbrk (text, "\",;\t\r\n") != NULL
         || (length > 0 && (g_ascii_isspace (text[0]) || g_ascii_isspace (text[length - 1])));
}

static void
append_quoted (GString *buffer, const char *text, gboolean formula)
{
  g_string_append_c (buffer, '"');
  if (formula)
    g_string_append_c (buffer, '\'');
  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '"')
        g_string_append_c (buffer, '"');
      g_string_append_c (buffer, *c);
    }
  g_string_append_c (buffer, '"');
}

static void
begin_cell (KlCsvWriter *self)
{
  if (self->n_cells++ > 0)
    g_string_append_c (self->buffer, self->delimiter);
}

static gboolean
flush (KlCsvWriter *self, GCancellable *cancellable, GError **error)
{
  if (!g_output_stream_write_all (self->stream, self->buffer->str, self->buffer->len, NULL,
                                  cancellable, error))
    return FALSE;

  g_string_truncate (self->buffer, 0);
  return TRUE;
}

/* Public API */

/**
 * kl_csv_writer_new:
 * @stream: where the table goes
 * @flags: how it looks
 *
 * Returns: (transfer full): a writer; free with kl_csv_writer_free()
 */
KlCsvWriter *
kl_csv_writer_new (GOutputStream *stream, KlCsvFlags flags)
{
  KlCsvWriter *self;

  g_return_val_if_fail (G_IS_OUTPUT_STREAM (stream), NULL);

  self = g_new0 (KlCsvWriter, 1);
  self->stream = g_object_ref (stream);
  self->buffer = g_string_sized_new (BUFFER_SIZE + 1024);
  self->delimiter = (flags & KL_CSV_COMMA) != 0 ? ',' : ';';
  /* A spreadsheet that expects semicolons does so because its comma is in numbers. */
  self->decimal_point = (flags & KL_CSV_COMMA) != 0 ? '.' : ',';
  self->exact = (flags & KL_CSV_EXACT) != 0;
  if ((flags & KL_CSV_MARK) != 0)
    g_string_append (self->buffer, BYTE_ORDER_MARK);
  self->row_start = self->buffer->len;

  return self;
}

/**
 * kl_csv_writer_free:
 * @self: (transfer full): a writer
 *
 * Frees @self. What was not finished is not written, and the stream stays open.
 */
void
kl_csv_writer_free (KlCsvWriter *self)
{
  g_object_unref (self->stream);
  g_string_free (self->buffer, TRUE);
  g_free (self);
}

/**
 * kl_csv_writer_add_text:
 * @self: a writer
 * @text: (nullable): the text of the next cell; what is not UTF-8 in it is replaced
 *
 * Adds a cell with text. When a spreadsheet would take it for a formula it gets an
 * apostrophe in front, which the spreadsheet shows or hides but never runs, unless the table is
 * %KL_CSV_EXACT.
 */
void
kl_csv_writer_add_text (KlCsvWriter *self, const char *text)
{
  g_autofree char *valid = NULL;
  gboolean formula;

  g_return_if_fail (self != NULL);

  begin_cell (self);
  if (text == NULL)
    return;
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);

  formula = !self->exact && is_formula (text);
  if (needs_quotes (text))
    append_quoted (self->buffer, text, formula);
  else
    {
      if (formula)
        g_string_append_c (self->buffer, '\'');
      g_string_append (self->buffer, text);
    }
}

/**
 * kl_csv_writer_add_number:
 * @self: a writer
 * @number: the number of the next cell
 *
 * Adds a cell with a whole number, which stays one also when it is negative.
 */
void
kl_csv_writer_add_number (KlCsvWriter *self, gint64 number)
{
  g_return_if_fail (self != NULL);

  begin_cell (self);
  g_string_append_printf (self->buffer, "%" G_GINT64_FORMAT, number);
}

/**
 * kl_csv_writer_add_decimal:
 * @self: a writer
 * @number: the number of the next cell; an empty cell when it is not finite
 * @decimals: how many decimals, 0 to 9
 *
 * Adds a cell with a number, with a decimal comma where the delimiter is a semicolon.
 */
void
kl_csv_writer_add_decimal (KlCsvWriter *self, double number, int decimals)
{
  char format[8], text[512];
  char *point;

  g_return_if_fail (self != NULL);
  g_return_if_fail (decimals >= 0 && decimals <= MAX_DECIMALS);

  begin_cell (self);
  if (!isfinite (number))
    return;

  g_snprintf (format, sizeof format, "%%.%df", decimals);
  g_ascii_formatd (text, sizeof text, format, number);
  point = strchr (text, '.');
  if (point != NULL)
    *point = self->decimal_point;
  g_string_append (self->buffer, text);
}

/**
 * kl_csv_writer_add_date:
 * @self: a writer
 * @date: the day of the next cell; an empty cell for %KL_DATE_NONE
 *
 * Adds a cell with a day as 2025-11-20, which every spreadsheet reads as that day.
 */
void
kl_csv_writer_add_date (KlCsvWriter *self, KlDate date)
{
  g_autofree char *text = NULL;

  g_return_if_fail (self != NULL);

  begin_cell (self);
  if (date == KL_DATE_NONE)
    return;

  text = kl_date_format (date, KL_DATE_STYLE_ISO);
  g_string_append (self->buffer, text);
}

/**
 * kl_csv_writer_end_row:
 * @self: a writer
 * @cancellable: (nullable): stops the writing
 * @error: return location for an error of the stream
 *
 * Ends the row; writes when enough has gathered.
 *
 * Returns: whether it could be written
 */
gboolean
kl_csv_writer_end_row (KlCsvWriter *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  /* A row of one empty cell would be an empty line, which readers skip. */
  if (self->n_cells == 1 && self->buffer->len == self->row_start)
    g_string_append (self->buffer, "\"\"");
  g_string_append (self->buffer, "\r\n");
  self->n_cells = 0;
  if (self->buffer->len >= BUFFER_SIZE && !flush (self, cancellable, error))
    return FALSE;

  self->row_start = self->buffer->len;
  return TRUE;
}

/**
 * kl_csv_writer_add_row:
 * @self: a writer
 * @cells: (array zero-terminated): the texts of a whole row, such as headings
 * @cancellable: (nullable): stops the writing
 * @error: return location for an error of the stream
 *
 * Adds a row of texts and ends it.
 *
 * Returns: whether it could be written
 */
gboolean
kl_csv_writer_add_row (KlCsvWriter *self,
                       const char *const *cells,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (cells != NULL, FALSE);

  for (; *cells != NULL; cells++)
    kl_csv_writer_add_text (self, *cells);

  return kl_csv_writer_end_row (self, cancellable, error);
}

/**
 * kl_csv_writer_finish:
 * @self: a writer
 * @cancellable: (nullable): stops the writing
 * @error: return location for an error of the stream
 *
 * Writes what is left and flushes the stream, which stays open.
 *
 * Returns: whether all could be written
 */
gboolean
kl_csv_writer_finish (KlCsvWriter *self, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return flush (self, cancellable, error)
         && g_output_stream_flush (self->stream, cancellable, error);
}
