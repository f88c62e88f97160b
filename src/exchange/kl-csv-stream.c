/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-csv-private.h"

/*
 * A table as a part of the answer of a worker. What is in a cell is for the reader of the
 * format to judge; here it is a text of a length that is allowed.
 */

/* Writing */

/* Makes a part of an answer of a table. */
void
kl_csv_table_encode (const KlCsvTable *table, GByteArray *bytes)
{
  kl_stream_put_number (bytes, (guchar) table->delimiter);
  kl_stream_put_number (bytes, table->n_headings);
  for (guint i = 0; i < table->n_headings; i++)
    kl_stream_put_text (bytes, table->headings[i]);
  kl_stream_put_number (bytes, table->n_problems);
  for (guint i = 0; i < table->n_problems; i++)
    {
      kl_stream_put_number (bytes, table->problems[i].line);
      kl_stream_put_number (bytes, table->problems[i].kind);
    }
  kl_stream_put_number (bytes, table->n_rows);
  for (guint i = 0; i < table->n_rows; i++)
    {
      kl_stream_put_number (bytes, table->rows[i].line);
      for (guint j = 0; j < table->n_headings; j++)
        kl_stream_put_text (bytes, table->rows[i].cells[j]);
    }
}

/* Reading */

static void
get_headings (KlStream *stream, KlCsvHolder *holder, const KlImportLimits *limits)
{
  const guint n = kl_stream_get_count (stream, limits->max_depth, 1);

  for (guint i = 0; i < n && !stream->broken; i++)
    g_ptr_array_add (holder->headings, (char *) kl_stream_get_text (stream, limits->max_text));
  if (n == 0)
    kl_stream_refuse (stream);
}

static void
get_problems (KlStream *stream, KlCsvHolder *holder)
{
  const guint n = kl_stream_get_count (stream, KL_CSV_MAX_PROBLEMS, 2);

  for (guint i = 0; i < n && !stream->broken; i++)
    {
      KlCsvProblem problem;

      problem.line = (guint) kl_stream_get_number (stream, G_MAXINT32);
      problem.kind = (KlCsvProblemKind) kl_stream_get_number (stream, KL_CSV_PROBLEM_TOO_LONG);
      g_array_append_val (holder->problems, problem);
    }
}

static void
get_rows (KlStream *stream, KlCsvHolder *holder, const KlImportLimits *limits)
{
  const gsize n_cells = holder->headings->len;
  const guint n = kl_stream_get_count (stream, limits->max_rows, n_cells + 1);
  const char **cells = g_new0 (const char *, n *n_cells + 1);

  g_ptr_array_add (holder->blocks, cells);
  for (guint i = 0; i < n && !stream->broken; i++, cells += n_cells)
    {
      KlCsvRow row = { (guint) kl_stream_get_number (stream, G_MAXINT32), cells };

      for (gsize j = 0; j < n_cells; j++)
        cells[j] = kl_stream_get_text (stream, limits->max_text);
      g_array_append_val (holder->rows, row);
    }
}

/* Returns: (transfer full): a table whose texts point into @bytes; only worth anything when
 *   @stream is whole in the end */
KlCsvTable *
kl_csv_table_decode (KlStream *stream, GBytes *bytes, const KlImportLimits *limits)
{
  const guint64 delimiter = kl_stream_get_number (stream, ';');
  KlCsvHolder *holder = kl_csv_holder_new ((char) delimiter);

  if (delimiter != ';' && delimiter != ',' && delimiter != '\t')
    kl_stream_refuse (stream);
  holder->bytes = g_bytes_ref (bytes);
  get_headings (stream, holder, limits);
  get_problems (stream, holder);
  get_rows (stream, holder, limits);

  return kl_csv_holder_finish (holder);
}
