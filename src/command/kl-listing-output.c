/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-listing-output.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GAP 2
#define MIN_WIDTH 8

/* Auxiliary functions */

static char *
show_cell (KlListing *self, guint row, guint column)
{
  g_autofree char *text = kl_listing_dup_text (self, row, column);

  return kl_output_clean (text);
}

static gboolean
has_kind (KlListing *self, guint column, KlListingCell kind)
{
  for (guint row = 0; row < kl_listing_get_n_rows (self); row++)
    if (kl_listing_get_cell (self, row, column) == kind)
      return TRUE;

  return FALSE;
}

static void
measure_columns (KlListing *self, guint *widths)
{
  for (guint column = 0; column < kl_listing_get_n_columns (self); column++)
    {
      if (!kl_listing_get_column (self, column)->brief)
        continue;
      widths[column] = kl_output_measure (kl_listing_get_heading (self, column));
      for (guint row = 0; row < kl_listing_get_n_rows (self); row++)
        {
          g_autofree char *text = show_cell (self, row, column);

          widths[column] = MAX (widths[column], kl_output_measure (text));
        }
    }
}

/* The widest column gives way first; numbers and days never do. */
static void
fit_columns (KlListing *self, guint *widths, const gboolean *fixed, guint room)
{
  guint total = 0;

  for (guint column = 0; column < kl_listing_get_n_columns (self); column++)
    total += widths[column] > 0 ? widths[column] + GAP : 0;

  while (total > room + GAP)
    {
      int widest = -1;

      for (guint column = 0; column < kl_listing_get_n_columns (self); column++)
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

  for (guint column = 0; column < kl_listing_get_n_columns (self); column++)
    {
      g_autofree char *text = NULL;

      if (widths[column] == 0)
        continue;
      text = row < 0 ? g_strdup (kl_listing_get_heading (self, column))
                     : show_cell (self, (guint) row, column);
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
  g_autofree guint *widths = g_new0 (guint, kl_listing_get_n_columns (self));
  g_autofree gboolean *right = g_new0 (gboolean, kl_listing_get_n_columns (self));
  g_autofree gboolean *fixed = g_new0 (gboolean, kl_listing_get_n_columns (self));

  if (kl_listing_get_n_rows (self) == 0)
    {
      kl_output_print (output, "%s\n", _ ("There is nothing to show."));
      return;
    }

  for (guint column = 0; column < kl_listing_get_n_columns (self); column++)
    {
      right[column] = has_kind (self, column, KL_LISTING_NUMBER);
      fixed[column] = right[column] || has_kind (self, column, KL_LISTING_DATE);
    }
  measure_columns (self, widths);
  fit_columns (self, widths, fixed, kl_output_get_columns (output));
  for (int row = -1; row < (int) kl_listing_get_n_rows (self); row++)
    write_line (self, row, widths, right, output);
}

static gboolean
write_csv (KlListing *self, KlOutput *output, GError **error)
{
  g_autoptr (GBytes) csv = kl_listing_to_csv (self, error);

  if (csv == NULL)
    return FALSE;

  kl_output_add_bytes (output, g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));
  return TRUE;
}

static void
write_json (KlListing *self, KlOutput *output)
{
  g_autofree char *json = kl_listing_to_json (self);

  kl_output_add_bytes (output, json, strlen (json));
  kl_output_add_bytes (output, "\n", 1);
}

/* Public API */

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
