/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-listing.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "exchange/kl-csv-writer.h"

#define GAP 2
#define MIN_WIDTH 8

typedef enum
{
  CELL_UNKNOWN,
  CELL_TEXT,
  CELL_NUMBER,
  CELL_DATE,
  CELL_WORD,
} CellKind;

/* A word has its label as text and its nick beside it. */
typedef struct
{
  CellKind kind;
  char *text;
  const char *nick;
  gint64 number;
} Cell;

struct _KlListing
{
  const KlListingColumn *columns;
  guint n_columns;
  GArray *cells;
};

/* Auxiliary functions */

static void
clear_cell (gpointer data)
{
  g_free (((Cell *) data)->text);
}

static void
add_cell (KlListing *self, CellKind kind, const char *text, const char *nick, gint64 number)
{
  Cell cell = { kind, g_strdup (text), nick, number };

  g_array_append_val (self->cells, cell);
}

static const Cell *
get_cell (KlListing *self, guint row, guint column)
{
  return &g_array_index (self->cells, Cell, row * self->n_columns + column);
}

static const char *
get_heading (const KlListingColumn *column)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "list", column->heading);
}

/* Text */

static char *
show_cell (const Cell *cell)
{
  switch (cell->kind)
    {
    case CELL_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    case CELL_DATE:
      return kl_date_format ((KlDate) cell->number, KL_DATE_STYLE_SHORT_YEAR);
    case CELL_TEXT:
    case CELL_WORD:
      return kl_output_clean (cell->text);
    case CELL_UNKNOWN:
    default:
      return g_strdup ("");
    }
}

static gboolean
has_kind (KlListing *self, guint column, CellKind kind)
{
  for (guint row = 0; row < kl_listing_get_n_rows (self); row++)
    if (get_cell (self, row, column)->kind == kind)
      return TRUE;

  return FALSE;
}

static void
measure_columns (KlListing *self, guint *widths)
{
  for (guint column = 0; column < self->n_columns; column++)
    {
      if (!self->columns[column].brief)
        continue;
      widths[column] = kl_output_measure (get_heading (&self->columns[column]));
      for (guint row = 0; row < kl_listing_get_n_rows (self); row++)
        {
          g_autofree char *text = show_cell (get_cell (self, row, column));

          widths[column] = MAX (widths[column], kl_output_measure (text));
        }
    }
}

/* The widest column gives way first; numbers and days never do. */
static void
fit_columns (KlListing *self, guint *widths, const gboolean *fixed, guint room)
{
  guint total = 0;

  for (guint column = 0; column < self->n_columns; column++)
    total += widths[column] > 0 ? widths[column] + GAP : 0;

  while (total > room + GAP)
    {
      int widest = -1;

      for (guint column = 0; column < self->n_columns; column++)
        if (widths[column] > MIN_WIDTH && !fixed[column]
            && (widest < 0 || widths[column] > widths[widest]))
          widest = (int) column;
      if (widest < 0)
        return;
      widths[widest]--;
      total--;
    }
}

static void
add_padded (GString *line, const char *text, guint width, gboolean right)
{
  g_autofree char *cut = kl_output_cut (text, width);
  guint pad = width - kl_output_measure (cut);

  for (guint i = 0; right && i < pad; i++)
    g_string_append_c (line, ' ');
  g_string_append (line, cut);
  for (guint i = 0; !right && i < pad; i++)
    g_string_append_c (line, ' ');
}

/* @row is -1 for the headings. */
static void
write_line (KlListing *self, int row, const guint *widths, const gboolean *right, KlOutput *output)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint column = 0; column < self->n_columns; column++)
    {
      g_autofree char *text = NULL;

      if (widths[column] == 0)
        continue;
      text = row < 0 ? g_strdup (get_heading (&self->columns[column]))
                     : show_cell (get_cell (self, (guint) row, column));
      if (line->len > 0)
        g_string_append (line, "  ");
      add_padded (line, text, widths[column], right[column]);
    }

  g_strchomp (line->str);
  kl_output_print (output, "%s\n", line->str);
}

static void
write_text (KlListing *self, KlOutput *output)
{
  g_autofree guint *widths = g_new0 (guint, self->n_columns);
  g_autofree gboolean *right = g_new0 (gboolean, self->n_columns);
  g_autofree gboolean *fixed = g_new0 (gboolean, self->n_columns);

  if (kl_listing_get_n_rows (self) == 0)
    {
      kl_output_print (output, "%s\n", _ ("There is nothing to show."));
      return;
    }

  for (guint column = 0; column < self->n_columns; column++)
    {
      right[column] = has_kind (self, column, CELL_NUMBER);
      fixed[column] = right[column] || has_kind (self, column, CELL_DATE);
    }
  measure_columns (self, widths);
  fit_columns (self, widths, fixed, kl_output_get_columns (output));
  for (int row = -1; row < (int) kl_listing_get_n_rows (self); row++)
    write_line (self, row, widths, right, output);
}

/* CSV */

static void
write_csv_cell (KlCsvWriter *writer, const Cell *cell)
{
  switch (cell->kind)
    {
    case CELL_NUMBER:
      kl_csv_writer_add_number (writer, cell->number);
      break;
    case CELL_DATE:
      kl_csv_writer_add_date (writer, (KlDate) cell->number);
      break;
    case CELL_TEXT:
    case CELL_WORD:
    case CELL_UNKNOWN:
    default:
      kl_csv_writer_add_text (writer, cell->text);
      break;
    }
}

static gboolean
write_csv (KlListing *self, KlOutput *output, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (KlCsvWriter) writer = kl_csv_writer_new (stream, KL_CSV_MARK);

  for (guint column = 0; column < self->n_columns; column++)
    kl_csv_writer_add_text (writer, get_heading (&self->columns[column]));
  if (!kl_csv_writer_end_row (writer, NULL, error))
    return FALSE;

  for (guint row = 0; row < kl_listing_get_n_rows (self); row++)
    {
      for (guint column = 0; column < self->n_columns; column++)
        write_csv_cell (writer, get_cell (self, row, column));
      if (!kl_csv_writer_end_row (writer, NULL, error))
        return FALSE;
    }
  if (!kl_csv_writer_finish (writer, NULL, error))
    return FALSE;

  kl_output_add_bytes (output, g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                       g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  return TRUE;
}

/* JSON */

static void
write_json_cell (JsonBuilder *builder, const Cell *cell)
{
  g_autofree char *date = NULL;

  switch (cell->kind)
    {
    case CELL_NUMBER:
      json_builder_add_int_value (builder, cell->number);
      break;
    case CELL_DATE:
      date = kl_date_format ((KlDate) cell->number, KL_DATE_STYLE_ISO);
      json_builder_add_string_value (builder, date);
      break;
    case CELL_TEXT:
      json_builder_add_string_value (builder, cell->text);
      break;
    case CELL_WORD:
      json_builder_add_string_value (builder, cell->nick);
      break;
    case CELL_UNKNOWN:
    default:
      json_builder_add_null_value (builder);
      break;
    }
}

static void
write_json (KlListing *self, KlOutput *output)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_begin_array (builder);
  for (guint row = 0; row < kl_listing_get_n_rows (self); row++)
    {
      json_builder_begin_object (builder);
      for (guint column = 0; column < self->n_columns; column++)
        {
          json_builder_set_member_name (builder, self->columns[column].key);
          write_json_cell (builder, get_cell (self, row, column));
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  root = json_builder_get_root (builder);
  text = json_to_string (root, TRUE);
  kl_output_add_bytes (output, text, strlen (text));
  kl_output_add_bytes (output, "\n", 1);
}

/* Public API */

/**
 * kl_listing_new:
 * @columns: (array length=n_columns): its columns; they stay where they are
 * @n_columns: how many
 *
 * Returns: (transfer full): a table without rows
 */
KlListing *
kl_listing_new (const KlListingColumn *columns, guint n_columns)
{
  KlListing *self;

  g_return_val_if_fail (columns != NULL && n_columns > 0, NULL);

  self = g_new0 (KlListing, 1);
  self->columns = columns;
  self->n_columns = n_columns;
  self->cells = g_array_new (FALSE, FALSE, sizeof (Cell));
  g_array_set_clear_func (self->cells, clear_cell);

  return self;
}

/**
 * kl_listing_free:
 * @self: (transfer full): a table
 */
void
kl_listing_free (KlListing *self)
{
  g_array_unref (self->cells);
  g_free (self);
}

/**
 * kl_listing_add_text:
 * @self: a table
 * @text: (nullable): the next cell; %NULL is not known
 */
void
kl_listing_add_text (KlListing *self, const char *text)
{
  g_return_if_fail (self != NULL);

  add_cell (self, text != NULL ? CELL_TEXT : CELL_UNKNOWN, text, NULL, 0);
}

/**
 * kl_listing_add_number:
 * @self: a table
 * @number: the next cell
 */
void
kl_listing_add_number (KlListing *self, gint64 number)
{
  g_return_if_fail (self != NULL);

  add_cell (self, CELL_NUMBER, NULL, NULL, number);
}

/**
 * kl_listing_add_unknown:
 * @self: a table
 *
 * Leaves the next cell open.
 */
void
kl_listing_add_unknown (KlListing *self)
{
  g_return_if_fail (self != NULL);

  add_cell (self, CELL_UNKNOWN, NULL, NULL, 0);
}

/**
 * kl_listing_add_date:
 * @self: a table
 * @date: the next cell; %KL_DATE_NONE is not known
 */
void
kl_listing_add_date (KlListing *self, KlDate date)
{
  g_return_if_fail (self != NULL);

  add_cell (self, date != KL_DATE_NONE ? CELL_DATE : CELL_UNKNOWN, NULL, NULL, date);
}

/**
 * kl_listing_add_word:
 * @self: a table
 * @vocabulary: a vocabulary
 * @value: the next cell: a value of it; its nick in JSON, else its label
 */
void
kl_listing_add_word (KlListing *self, KlVocabulary vocabulary, int value)
{
  g_return_if_fail (self != NULL);

  add_cell (self, CELL_WORD, kl_words_get_label (vocabulary, value),
            kl_words_get_nick (vocabulary, value), value);
}

/**
 * kl_listing_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows are full
 */
guint
kl_listing_get_n_rows (KlListing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->cells->len / self->n_columns;
}

/**
 * kl_listing_write:
 * @self: a table
 * @format: how
 * @output: where
 * @error: (out): return location for what went wrong
 *
 * Returns: whether it is in @output
 */
gboolean
kl_listing_write (KlListing *self, KlListingFormat format, KlOutput *output, GError **error)
{
  g_return_val_if_fail (self != NULL && output != NULL, FALSE);

  switch (format)
    {
    case KL_LISTING_FORMAT_CSV:
      return write_csv (self, output, error);
    case KL_LISTING_FORMAT_JSON:
      write_json (self, output);
      return TRUE;
    case KL_LISTING_FORMAT_TEXT:
    default:
      write_text (self, output);
      return TRUE;
    }
}

/**
 * kl_listing_format_parse:
 * @text: (nullable): text, csv or json; text when there is none
 * @format: (out): which
 *
 * Returns: whether it is one of them
 */
gboolean
kl_listing_format_parse (const char *text, KlListingFormat *format)
{
  static const char *const names[] = { "text", "csv", "json" };

  *format = KL_LISTING_FORMAT_TEXT;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (text == NULL || g_str_equal (text, names[i]))
      {
        *format = (KlListingFormat) i;
        return TRUE;
      }

  return FALSE;
}
