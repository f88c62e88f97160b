/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-csv-private.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * Tables as CSV, with libcsv. What it does not do stands here: which signs the file is
 * written in, what stands between its cells, on which line a row begins, and how much is
 * too much.
 */

#define MEBIBYTE ((goffset) 1024 * 1024)
#define MARK "\xef\xbb\xbf"
#define BUFFER_STEP 4096

/* DUO's table of all school locations is 3 MB with 8,000 rows. */
static const KlImportLimits limits_of_tables = {
  .max_bytes = 32 * MEBIBYTE,
  .max_depth = 300, /* columns */
  .max_rows = 200000,
  .max_text = 64 * 1024,
  .max_seconds = 60,
};

static const char *const problem_messages[] = {
  [KL_CSV_PROBLEM_CELLS] = N_ ("the row has more cells than there are headings"),
  [KL_CSV_PROBLEM_TOO_LONG] = N_ ("a cell is too long to be right; is a quote missing?"),
};

typedef struct
{
  KlCsvHolder *holder;
  const KlImportLimits *limits;
  GPtrArray *cells;
  guint line;
  guint row_line;
  gboolean too_long;
  gboolean too_many;
} Reader;

/* Auxiliary functions */

static void
add_problem (Reader *reader, KlCsvProblemKind kind)
{
  const KlCsvProblem problem = { reader->row_line, kind };

  if (reader->holder->problems->len < KL_CSV_MAX_PROBLEMS)
    g_array_append_val (reader->holder->problems, problem);
}

static gboolean
is_blank_row (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (*(const char *) g_ptr_array_index (cells, i) != '\0')
      return FALSE;

  return TRUE;
}

static void
add_headings (Reader *reader)
{
  for (guint i = 0; i < reader->cells->len; i++)
    g_ptr_array_add (reader->holder->headings, g_ptr_array_index (reader->cells, i));
}

/* Cells at the end that are not there are empty; empty ones too many are let go of. */
static void
add_row (Reader *reader)
{
  const guint n = reader->holder->headings->len;
  KlCsvRow row = { reader->row_line, NULL };
  const char **cells;

  for (guint i = n; i < reader->cells->len; i++)
    if (*(const char *) g_ptr_array_index (reader->cells, i) != '\0')
      {
        add_problem (reader, KL_CSV_PROBLEM_CELLS);
        return;
      }
  if (reader->holder->rows->len >= reader->limits->max_rows)
    {
      reader->too_many = TRUE;
      return;
    }

  cells = g_new (const char *, n);
  for (guint i = 0; i < n; i++)
    cells[i] = i < reader->cells->len ? g_ptr_array_index (reader->cells, i) : "";
  g_ptr_array_add (reader->holder->blocks, cells);
  row.cells = cells;
  g_array_append_val (reader->holder->rows, row);
}

static void
take_cell (void *text, size_t length, void *data)
{
  Reader *reader = data;

  if (length > reader->limits->max_text)
    {
      reader->too_long = TRUE;
      length = 0;
    }
  if (reader->cells->len >= reader->limits->max_depth)
    {
      reader->too_many = TRUE;
      return;
    }
  g_ptr_array_add (reader->cells,
                   g_string_chunk_insert_len (reader->holder->strings, length > 0 ? text : "",
                                              (gssize) length));
}

static void
take_row (int end, void *data)
{
  Reader *reader = data;

  if (reader->too_long)
    add_problem (reader, KL_CSV_PROBLEM_TOO_LONG);
  else if (reader->holder->headings->len == 0)
    add_headings (reader);
  else if (!is_blank_row (reader->cells))
    add_row (reader);

  g_ptr_array_set_size (reader->cells, 0);
  reader->too_long = FALSE;
}

static gboolean
refuse (GError **error, KlImportFault fault, guint line)
{
  kl_import_set_fault (error, fault, line);
  return FALSE;
}

static gboolean
refuse_many (GError **error)
{
  return refuse (error, KL_IMPORT_FAULT_TABLE_TOO_MUCH, 0);
}

/* What comes most in the line of headings, outside quotes. */
static char
guess_delimiter (const char *text)
{
  static const char candidates[] = ";,\t";
  guint counts[3] = { 0, 0, 0 };
  gboolean quoted = FALSE;
  guint best = 0;

  for (; *text != '\0' && (quoted || (*text != '\n' && *text != '\r')); text++)
    {
      const char *found = strchr (candidates, *text);

      if (*text == '"')
        quoted = !quoted;
      else if (found != NULL && !quoted)
        counts[found - candidates]++;
    }
  for (guint i = 1; i < G_N_ELEMENTS (counts); i++)
    if (counts[i] > counts[best])
      best = i;

  return candidates[best];
}

static const char *
find_line_end (const char *text)
{
  const char *end = text + strcspn (text, "\r\n");

  if (end[0] == '\r' && end[1] == '\n')
    end++;
  return *end != '\0' ? end + 1 : end;
}

/* Line by line, so that it is known where a row begins. */
static gboolean
read_lines (Reader *reader, struct csv_parser *parser, const char *text, GError **error)
{
  const gint64 deadline =
    g_get_monotonic_time () + (gint64) reader->limits->max_seconds * G_TIME_SPAN_SECOND;

  for (reader->line = 1; *text != '\0'; reader->line++)
    {
      const char *end = find_line_end (text);

      /* Of lines without anything libcsv says nothing. */
      if (reader->cells->len == 0 && parser->quoted == 0 && parser->entry_pos == 0)
        reader->row_line = reader->line;
      if (csv_parse (parser, text, end - text, take_cell, take_row, reader) != (gsize) (end - text)
          || reader->too_many || g_get_monotonic_time () > deadline)
        return refuse_many (error);
      text = end;
    }

  /* Quotes in the middle of a cell are let pass, but not one that is open at the end. */
  csv_set_opts (parser, (guchar) (csv_get_opts (parser) | CSV_STRICT | CSV_STRICT_FINI));
  if (csv_fini (parser, take_cell, take_row, reader) == 0)
    return !reader->too_many || refuse_many (error);

  return refuse (error, KL_IMPORT_FAULT_TABLE_OPEN_QUOTE, reader->row_line);
}

static gboolean
read_text (Reader *reader, const char *text, GError **error)
{
  struct csv_parser parser;
  gboolean done;

  if (csv_init (&parser, CSV_APPEND_NULL) != 0)
    g_error ("out of memory");
  csv_set_delim (&parser, (guchar) reader->holder->public.delimiter);
  csv_set_blk_size (&parser, BUFFER_STEP);
  done = read_lines (reader, &parser, text, error);
  csv_free (&parser);

  if (done && reader->holder->headings->len == 0)
    return refuse (error, KL_IMPORT_FAULT_TABLE_EMPTY, 0);
  return done;
}

/* What it stands on */

KlCsvHolder *
kl_csv_holder_new (char delimiter)
{
  KlCsvHolder *holder = g_new0 (KlCsvHolder, 1);

  holder->public.delimiter = delimiter;
  holder->strings = g_string_chunk_new (4096);
  holder->blocks = g_ptr_array_new_with_free_func (g_free);
  holder->rows = g_array_new (FALSE, FALSE, sizeof (KlCsvRow));
  holder->problems = g_array_new (FALSE, FALSE, sizeof (KlCsvProblem));
  holder->headings = g_ptr_array_new ();

  return holder;
}

/* Returns: (transfer full): what was gathered, nothing more to come */
KlCsvTable *
kl_csv_holder_finish (KlCsvHolder *holder)
{
  KlCsvTable *public = &holder->public;

  public->headings = (const char *const *) holder->headings->pdata;
  public->n_headings = holder->headings->len;
  public->rows = (const KlCsvRow *) holder->rows->data;
  public->n_rows = holder->rows->len;
  public->problems = (const KlCsvProblem *) holder->problems->data;
  public->n_problems = holder->problems->len;
  return public;
}

/* Public API */

/**
 * kl_csv_get_limits:
 *
 * Returns: (transfer none): limits that fit every real table and stop a hostile one;
 *   max_depth counts columns and max_text bytes of a cell
 */
const KlImportLimits *
kl_csv_get_limits (void)
{
  return &limits_of_tables;
}

/**
 * kl_csv_decode:
 * @text: bytes of a file
 * @length: how many there are
 * @error: return location for a %KL_IMPORT_ERROR_ENCODING
 *
 * Makes UTF-8 of UTF-8, with or without a mark in front, and else of windows-1252, as
 * programs on Windows write it.
 *
 * Returns: (transfer full): the text, or %NULL on error
 */
char *
kl_csv_decode (const char *text, gsize length, GError **error)
{
  g_autofree char *decoded = NULL;

  g_return_val_if_fail (text != NULL || length == 0, NULL);

  if (length >= strlen (MARK) && memcmp (text, MARK, strlen (MARK)) == 0)
    {
      text += strlen (MARK);
      length -= strlen (MARK);
    }
  if (length == 0)
    return g_strdup ("");
  if (g_utf8_validate (text, (gssize) length, NULL))
    return g_strndup (text, length);
  if (memchr (text, 0, length) == NULL)
    decoded = g_convert (text, (gssize) length, "UTF-8", "WINDOWS-1252", NULL, NULL, NULL);
  if (decoded == NULL)
    refuse (error, KL_IMPORT_FAULT_TEXT_SIGNS, 0);

  return g_steal_pointer (&decoded);
}

/**
 * kl_csv_table_read:
 * @bytes: a file
 * @limits: (nullable): what is allowed, or %NULL for the defaults
 * @error: return location for a #KlImportError
 *
 * Reads a table with its headings in the first row. Space around cells without quotes and
 * rows without anything are let go of.
 *
 * Returns: (transfer full): the table, or %NULL on error
 */
KlCsvTable *
kl_csv_table_read (GBytes *bytes, const KlImportLimits *limits, GError **error)
{
  g_autoptr (GPtrArray) cells = g_ptr_array_new ();
  g_autofree char *decoded = NULL;
  Reader reader = { .cells = cells };
  const char *text;
  gsize length;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  reader.limits = limits != NULL ? limits : &limits_of_tables;
  text = g_bytes_get_data (bytes, &length);
  if ((goffset) length > reader.limits->max_bytes)
    {
      refuse_many (error);
      return NULL;
    }
  decoded = kl_csv_decode (text, length, error);
  if (decoded == NULL)
    return NULL;

  reader.holder = kl_csv_holder_new (guess_delimiter (decoded));
  if (!read_text (&reader, decoded, error))
    {
      kl_csv_table_free (kl_csv_holder_finish (reader.holder));
      return NULL;
    }

  return kl_csv_holder_finish (reader.holder);
}

/**
 * kl_csv_table_free:
 * @table: (transfer full) (nullable): a table
 */
void
kl_csv_table_free (KlCsvTable *table)
{
  KlCsvHolder *holder = (KlCsvHolder *) table;

  if (holder == NULL)
    return;

  g_string_chunk_free (holder->strings);
  g_clear_pointer (&holder->bytes, g_bytes_unref);
  g_ptr_array_unref (holder->blocks);
  g_array_unref (holder->rows);
  g_array_unref (holder->problems);
  g_ptr_array_unref (holder->headings);
  g_free (holder);
}

/**
 * kl_csv_table_find:
 * @table: a table
 * @names: (array zero-terminated=1): names that a column may have, best first
 *
 * Capitals, spaces, `-` and `_` make no difference.
 *
 * Returns: which column has one of the names, or -1
 */
int
kl_csv_table_find (const KlCsvTable *table, const char *const *names)
{
  g_return_val_if_fail (table != NULL && names != NULL, -1);

  for (; *names != NULL; names++)
    for (guint i = 0; i < table->n_headings; i++)
      {
        const char *a = *names, *b = table->headings[i];

        while (*a != '\0' || *b != '\0')
          {
            a += strspn (a, " -_");
            b += strspn (b, " -_");
            if (g_ascii_tolower (*a) != g_ascii_tolower (*b))
              break;
            if (*a == '\0')
              return (int) i;
            a++;
            b++;
          }
        if (*a == '\0' && *b == '\0')
          return (int) i;
      }

  return -1;
}

/**
 * kl_csv_table_get:
 * @table: a table
 * @row: which row, from 0
 * @column: which column, or -1
 *
 * Returns: the text of the cell, empty for no column
 */
const char *
kl_csv_table_get (const KlCsvTable *table, guint row, int column)
{
  g_return_val_if_fail (table != NULL && row < table->n_rows, "");
  g_return_val_if_fail (column < (int) table->n_headings, "");

  return column >= 0 ? table->rows[row].cells[column] : "";
}

/**
 * kl_csv_problem_to_string:
 * @problem: a problem
 *
 * Returns: (transfer full): one translated line: the place and the reason
 */
char *
kl_csv_problem_to_string (const KlCsvProblem *problem)
{
  g_return_val_if_fail (problem != NULL, NULL);

  return g_strdup_printf (_ ("Line %u: %s; left out"), problem->line,
                          g_dgettext (GETTEXT_PACKAGE, problem_messages[problem->kind]));
}
