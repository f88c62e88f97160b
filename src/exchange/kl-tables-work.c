/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-tables-work.h"

#include "kl-bundle.h"
#include "kl-csv-private.h"
#include "kl-sealed-work.h"

/* The number of tables; of each its name, and then either the table or why it is not read. */

static void
put_table (const KlBundleFile *file, const KlImportLimits *limits, GByteArray *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlCsvTable) table = kl_csv_table_read (file->bytes, limits, &error);

  kl_stream_put_text (answer, file->name);
  if (table != NULL)
    {
      kl_stream_put_number (answer, KL_SEALED_FILE);
      kl_csv_table_encode (table, answer);
    }
  else
    {
      kl_sealed_put_fault (answer, error);
    }
}

static gboolean
read_zip (GBytes *bytes, const KlImportLimits *limits, GByteArray *answer, GError **error)
{
  g_autoptr (GPtrArray) files = kl_bundle_read_zip (bytes, limits, error);

  if (files == NULL)
    return FALSE;

  kl_stream_put_number (answer, files->len);
  for (guint i = 0; i < files->len; i++)
    put_table (g_ptr_array_index (files, i), limits, answer);
  return TRUE;
}

static gboolean
read_tables (GBytes *bytes,
             const KlImportLimits *limits,
             const char *const *options,
             GByteArray *answer,
             GError **error)
{
  g_autoptr (KlCsvTable) table = NULL;

  if (kl_bundle_is_zip (bytes))
    return read_zip (bytes, limits, answer, error);

  table = kl_csv_table_read (bytes, limits, error);
  if (table == NULL)
    return FALSE;

  kl_stream_put_number (answer, 1);
  kl_stream_put_text (answer, "");
  kl_stream_put_number (answer, KL_SEALED_FILE);
  kl_csv_table_encode (table, answer);
  return TRUE;
}

/**
 * kl_tables_work:
 * @request: of the type %KL_SEALED_REQUEST
 *
 * Reads the standard input of a worker as a table, or as a zip of tables, and sends what it
 * holds, or why not.
 */
void
kl_tables_work (GVariant *request)
{
  kl_sealed_work (request, read_tables);
}
