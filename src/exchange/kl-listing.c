/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-listing.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "kl-csv-writer.h"

/* A word has its label as text and its nick beside it. */
typedef struct
{
  KlListingCell kind;
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
add_cell (KlListing *self, KlListingCell kind, const char *text, const char *nick, gint64 number)
{
  Cell cell = { kind, g_strdup (text), nick, number };

  g_array_append_val (self->cells, cell);
}

static const Cell *
get_cell (KlListing *self, guint row, guint column)
{
  return &g_array_index (self->cells, Cell, row * self->n_columns + column);
}

/* CSV */

static void
write_csv_cell (KlCsvWriter *writer, const Cell *cell)
{
  switch (cell->kind)
    {
    case KL_LISTING_NUMBER:
      kl_csv_writer_add_number (writer, cell->number);
      break;
    case KL_LISTING_DATE:
      kl_csv_writer_add_date (writer, (KlDate) cell->number);
      break;
    case KL_LISTING_TEXT:
    case KL_LISTING_WORD:
    case KL_LISTING_UNKNOWN:
    default:
      kl_csv_writer_add_text (writer, cell->text);
      break;
    }
}

/* JSON */

static void
write_json_cell (JsonBuilder *builder, const Cell *cell)
{
  g_autofree char *date = NULL;

  switch (cell->kind)
    {
    case KL_LISTING_NUMBER:
      json_builder_add_int_value (builder, cell->number);
      break;
    case KL_LISTING_DATE:
      date = kl_date_format ((KlDate) cell->number, KL_DATE_STYLE_ISO);
      json_builder_add_string_value (builder, date);
      break;
    case KL_LISTING_TEXT:
      json_builder_add_string_value (builder, cell->text);
      break;
    case KL_LISTING_WORD:
      json_builder_add_string_value (builder, cell->nick);
      break;
    case KL_LISTING_UNKNOWN:
    default:
      json_builder_add_null_value (builder);
      break;
    }
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

  add_cell (self, text != NULL ? KL_LISTING_TEXT : KL_LISTING_UNKNOWN, text, NULL, 0);
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

  add_cell (self, KL_LISTING_NUMBER, NULL, NULL, number);
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

  add_cell (self, KL_LISTING_UNKNOWN, NULL, NULL, 0);
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

  add_cell (self, date != KL_DATE_NONE ? KL_LISTING_DATE : KL_LISTING_UNKNOWN, NULL, NULL, date);
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

  add_cell (self, KL_LISTING_WORD, kl_words_get_label (vocabulary, value),
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
 * kl_listing_get_n_columns:
 * @self: a table
 *
 * Returns: how many columns it has
 */
guint
kl_listing_get_n_columns (KlListing *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_columns;
}

/**
 * kl_listing_get_column:
 * @self: a table
 * @column: which column
 *
 * Returns: (transfer none): that column
 */
const KlListingColumn *
kl_listing_get_column (KlListing *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, NULL);

  return &self->columns[column];
}

/**
 * kl_listing_get_heading:
 * @self: a table
 * @column: which column
 *
 * Returns: (transfer none): its translated heading
 */
const char *
kl_listing_get_heading (KlListing *self, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "list", self->columns[column].heading);
}

/**
 * kl_listing_get_cell:
 * @self: a table
 * @row: which row
 * @column: which column
 *
 * Returns: of which kind that cell is
 */
KlListingCell
kl_listing_get_cell (KlListing *self, guint row, guint column)
{
  g_return_val_if_fail (self != NULL && column < self->n_columns, KL_LISTING_UNKNOWN);
  g_return_val_if_fail (row < kl_listing_get_n_rows (self), KL_LISTING_UNKNOWN);

  return get_cell (self, row, column)->kind;
}

/**
 * kl_listing_dup_text:
 * @self: a table
 * @row: which row
 * @column: which column
 *
 * Returns: (transfer full): what that cell says to a person, empty when it is not known
 */
char *
kl_listing_dup_text (KlListing *self, guint row, guint column)
{
  const Cell *cell;

  g_return_val_if_fail (self != NULL && column < self->n_columns, NULL);
  g_return_val_if_fail (row < kl_listing_get_n_rows (self), NULL);

  cell = get_cell (self, row, column);
  switch (cell->kind)
    {
    case KL_LISTING_NUMBER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, cell->number);
    case KL_LISTING_DATE:
      return kl_date_format ((KlDate) cell->number, KL_DATE_STYLE_SHORT_YEAR);
    case KL_LISTING_TEXT:
    case KL_LISTING_WORD:
      return g_strdup (cell->text);
    case KL_LISTING_UNKNOWN:
    default:
      return g_strdup ("");
    }
}

/**
 * kl_listing_to_csv:
 * @self: a table
 * @error: (out): return location for what went wrong
 *
 * Makes a table for a spreadsheet of it; what could be a formula is not one any more.
 *
 * Returns: (transfer full): the table as text, or %NULL on error
 */
GBytes *
kl_listing_to_csv (KlListing *self, GError **error)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (KlCsvWriter) writer = kl_csv_writer_new (stream, KL_CSV_MARK);

  g_return_val_if_fail (self != NULL, NULL);

  for (guint column = 0; column < self->n_columns; column++)
    kl_csv_writer_add_text (writer, kl_listing_get_heading (self, column));
  if (!kl_csv_writer_end_row (writer, NULL, error))
    return NULL;

  for (guint row = 0; row < kl_listing_get_n_rows (self); row++)
    {
      for (guint column = 0; column < self->n_columns; column++)
        write_csv_cell (writer, get_cell (self, row, column));
      if (!kl_csv_writer_end_row (writer, NULL, error))
        return NULL;
    }
  if (!kl_csv_writer_finish (writer, NULL, error) || !g_output_stream_close (stream, NULL, error))
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

/**
 * kl_listing_to_json:
 * @self: a table
 *
 * Returns: (transfer full): a list with an object for each row
 */
char *
kl_listing_to_json (KlListing *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

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
  return json_to_string (root, TRUE);
}
