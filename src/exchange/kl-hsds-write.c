/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-hsds.h"

#include <string.h>

#include "kl-bundle.h"
#include "kl-csv-writer.h"
#include "kl-hsds-rows.h"
#include "store/kl-partner-parts.h"

/* Rows */

static GPtrArray *
make_rows (const KlPartnerWhole *whole)
{
  GPtrArray *rows = kl_hsds_rows_parse (whole->records);

  kl_hsds_rows_write (rows, whole);
  for (guint i = rows->len; i > 0; i--)
    if (((const KlHsdsRow *) g_ptr_array_index (rows, i - 1))->dropped)
      g_ptr_array_remove_index (rows, i - 1);

  return rows;
}

/* A row that is of more than one partner goes out once; who changed it has the last word. */
static void
gather (GHashTable *found[KL_HSDS_N_TABLES], GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      KlHsdsRow *row = g_ptr_array_index (rows, i);
      const KlHsdsRow *other = g_hash_table_lookup (found[row->table], row->id);

      if (other == NULL || (row->changed && !other->changed))
        g_hash_table_replace (found[row->table], row->id, row);
    }
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const KlHsdsRow *const *) a)->id, (*(const KlHsdsRow *const *) b)->id);
}

static GPtrArray *
sort_rows (GHashTable *rows)
{
  g_autoptr (GPtrArray) sorted = g_hash_table_get_values_as_ptr_array (rows);

  g_ptr_array_sort (sorted, compare_rows);
  return g_steal_pointer (&sorted);
}

/* Tables */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Those of the standard, and behind them others that came in, by name. */
static GPtrArray *
list_columns (KlHsdsTable table, GPtrArray *rows)
{
  const char *const *known = kl_hsds_table_get_columns (table);
  g_autoptr (GHashTable) others = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) more = NULL;
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; known[i] != NULL; i++)
    g_ptr_array_add (columns, (gpointer) known[i]);
  for (guint i = 0; i < rows->len; i++)
    {
      JsonObjectIter iter;
      const char *column;

      json_object_iter_init (&iter, ((const KlHsdsRow *) rows->pdata[i])->cells);
      while (json_object_iter_next (&iter, &column, NULL))
        if (!g_strv_contains (known, column))
          g_hash_table_add (others, (gpointer) column);
    }
  more = g_hash_table_get_keys_as_ptr_array (others);
  g_ptr_array_sort (more, compare_names);
  g_ptr_array_extend (columns, more, NULL, NULL);

  return columns;
}

static KlBundleFile *
write_table (KlHsdsTable table, GPtrArray *rows)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (KlCsvWriter) writer = kl_csv_writer_new (stream, KL_CSV_COMMA | KL_CSV_EXACT);
  g_autoptr (GPtrArray) columns = list_columns (table, rows);
  g_autofree char *name = g_strconcat (kl_hsds_table_get_name (table), ".csv", NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint c = 0; c < columns->len; c++)
    kl_csv_writer_add_text (writer, g_ptr_array_index (columns, c));
  kl_csv_writer_end_row (writer, NULL, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      for (guint c = 0; c < columns->len; c++)
        kl_csv_writer_add_text (writer, kl_hsds_row_get (g_ptr_array_index (rows, i),
                                                         g_ptr_array_index (columns, c)));
      kl_csv_writer_end_row (writer, NULL, NULL);
    }
  kl_csv_writer_finish (writer, NULL, NULL);
  g_output_stream_close (stream, NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));

  return kl_bundle_file_new (name, bytes);
}

/* Public API */

/**
 * kl_hsds_make_records:
 * @whole: a partner
 *
 * Returns: (transfer full) (element-type KlPartnerRecord): the rows that are written of it
 */
GPtrArray *
kl_hsds_make_records (const KlPartnerWhole *whole)
{
  g_autoptr (GPtrArray) rows = NULL;

  g_return_val_if_fail (whole != NULL, NULL);

  rows = make_rows (whole);
  return kl_hsds_rows_to_records (rows);
}

/**
 * kl_hsds_write:
 * @wholes: (element-type KlPartnerWhole): partners
 *
 * The same partners always give the same bytes.
 *
 * Returns: (transfer full) (element-type KlBundleFile): the tables that have rows, and those of
 *   organizations and services
 */
GPtrArray *
kl_hsds_write (GPtrArray *wholes)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_bundle_file_free);
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GHashTable *found[KL_HSDS_N_TABLES];

  g_return_val_if_fail (wholes != NULL, files);

  for (guint t = 0; t < KL_HSDS_N_TABLES; t++)
    found[t] = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < wholes->len; i++)
    {
      GPtrArray *rows = make_rows (g_ptr_array_index (wholes, i));

      g_ptr_array_add (all, rows);
      gather (found, rows);
    }
  for (guint t = 0; t < KL_HSDS_N_TABLES; t++)
    {
      g_autoptr (GPtrArray) rows = sort_rows (found[t]);

      if (rows->len > 0 || t == KL_HSDS_ORGANIZATIONS || t == KL_HSDS_SERVICES)
        g_ptr_array_add (files, write_table ((KlHsdsTable) t, rows));
      g_hash_table_unref (found[t]);
    }

  return files;
}

/**
 * kl_hsds_export:
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * Writes every partner. One without an id for other programs gets one that stays.
 *
 * Returns: (transfer full) (element-type KlBundleFile): the tables
 */
GPtrArray *
kl_hsds_export (KlDb *db, GError **error)
{
  g_autoptr (GPtrArray) wholes = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_partner_ids_give (db, error))
    return NULL;
  wholes = kl_partner_whole_load_all (db, error);
  return wholes != NULL ? kl_hsds_write (wholes) : NULL;
}
