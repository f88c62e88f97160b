/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-tables.h"

#include <string.h>
#include <unistd.h>

#include "kl-bundle.h"
#include "kl-csv-private.h"
#include "kl-sealed-load.h"
#include "kl-sealed-work.h"
#include "kl-tables-work.h"

#define MAX_NAME 255

/* The tables of a whole country and what a zip unpacks to fit in it. */
static const KlSealedFormat format = {
  .kind = KL_TABLES_WORKER_KIND,
  .max_memory = G_GUINT64_CONSTANT (768) * 1024 * 1024,
  .max_answer = 128 * 1024 * 1024,
};

/* Auxiliary functions */

static KlNamedTable *
named_table_new (const char *name, KlCsvTable *table)
{
  KlNamedTable *named = g_new0 (KlNamedTable, 1);

  named->name = g_strdup (name);
  named->table = table;
  return named;
}

static GPtrArray *
create_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kl_named_table_free);
}

/* A name is said on the screen: nothing in it may do more than be read. */
static gboolean
is_plain_name (const char *name)
{
  for (; *name != '\0'; name = g_utf8_next_char (name))
    if (!g_unichar_isprint (g_utf8_get_char (name)) || *name == '/')
      return FALSE;

  return TRUE;
}

/* Returns: whether there is one more table, or else why not */
static gboolean
get_table (KlStream *stream,
           GBytes *answer,
           const char *name,
           const KlImportLimits *limits,
           GPtrArray *tables,
           GError **error)
{
  const char *own_name = kl_stream_get_text (stream, MAX_NAME);

  if (!is_plain_name (own_name))
    return kl_stream_refuse (stream);
  if (kl_stream_get_number (stream, KL_SEALED_FILE) == KL_SEALED_FILE)
    {
      KlCsvTable *table = kl_csv_table_decode (stream, answer, limits);

      g_ptr_array_add (tables, named_table_new (*own_name != '\0' ? own_name : name, table));
      return TRUE;
    }

  /* What comes behind the first that cannot be read does not count. */
  if (!stream->broken)
    {
      const KlImportFault fault = kl_stream_get_number (stream, KL_N_IMPORT_FAULTS - 1);
      const guint line = (guint) kl_stream_get_number (stream, G_MAXINT32);
      const guint sign = (guint) kl_stream_get_number (stream, G_MAXINT32);

      if (!stream->broken)
        {
          kl_import_set_fault_at (error, fault, line, sign);
          g_prefix_error (error, "%s: ", own_name);
        }
    }
  return FALSE;
}

/* Files of a folder are read one by one, each closed off from the others. */
static GPtrArray *
load_folder (GFile *folder,
             const KlImportLimits *limits,
             KlWorkerSafety *safety,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) files = kl_bundle_read_folder (folder, limits, cancellable, error);
  g_autoptr (GPtrArray) tables = create_list ();

  for (guint i = 0; files != NULL && i < files->len; i++)
    {
      const KlBundleFile *file = g_ptr_array_index (files, i);
      g_autoptr (GPtrArray) found = NULL;
      const int fd = kl_sealed_hold (file->bytes, error);

      if (fd < 0)
        return NULL;
      found = kl_tables_load_fd (fd, file->name, limits, safety, cancellable, error);
      close (fd);
      if (found == NULL)
        {
          g_prefix_error (error, "%s: ", file->name);
          return NULL;
        }
      g_ptr_array_extend_and_steal (tables, g_steal_pointer (&found));
    }

  return files != NULL ? g_steal_pointer (&tables) : NULL;
}

/* Public API */

/**
 * kl_tables_load_fd:
 * @fd: a file, opened for reading, at its start: a table, or a zip of tables
 * @name: what to call a table that is a file by itself
 * @limits: (nullable): what is allowed, or %NULL for the defaults of tables
 * @safety: (out): how well the reading was closed off; show what
 *   kl_worker_safety_describe() has to say of it
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError, a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Has a worker read tables as kl_csv_table_read() does, and checks what it answers. It
 * blocks: call it from a thread of its own.
 *
 * Returns: (transfer full) (element-type KlNamedTable): the tables, or %NULL on error
 */
GPtrArray *
kl_tables_load_fd (int fd,
                   const char *name,
                   const KlImportLimits *limits,
                   KlWorkerSafety *safety,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GPtrArray) tables = create_list ();
  g_autoptr (GError) fault = NULL;
  g_autoptr (GBytes) answer = NULL;
  KlStream stream;
  guint n;

  g_return_val_if_fail (fd >= 0 && name != NULL && safety != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (limits == NULL)
    limits = kl_csv_get_limits ();
  answer = kl_sealed_load_fd (&format, fd, limits, NULL, safety, cancellable, error);
  if (answer == NULL)
    return NULL;

  kl_stream_init (&stream, answer);
  n = kl_stream_get_count (&stream, limits->max_rows, 1);
  for (guint i = 0; i < n && !stream.broken && fault == NULL; i++)
    get_table (&stream, answer, name, limits, tables, &fault);
  if (fault == NULL && n > 0 && kl_stream_is_whole (&stream))
    return g_steal_pointer (&tables);

  if (fault != NULL && !stream.broken)
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    kl_worker_set_error (error, KL_WORKER_ERROR_LIED);
  return NULL;
}

/**
 * kl_tables_load:
 * @file: a table, a zip of tables, or a folder with tables
 * @limits: (nullable): what is allowed, or %NULL for the defaults of tables; max_bytes is for
 *   all together
 * @safety: (out): how well the reading was closed off
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError, a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Opens tables and has them read as kl_tables_load_fd() does.
 *
 * Returns: (transfer full) (element-type KlNamedTable): the tables, or %NULL on error
 */
GPtrArray *
kl_tables_load (GFile *file,
                const KlImportLimits *limits,
                KlWorkerSafety *safety,
                GCancellable *cancellable,
                GError **error)
{
  g_autofree char *name = NULL;
  GPtrArray *tables;
  goffset total;
  int fd;

  g_return_val_if_fail (G_IS_FILE (file) && safety != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (limits == NULL)
    limits = kl_csv_get_limits ();
  *safety = KL_WORKER_SAFETY_SANDBOX;
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, cancellable) == G_FILE_TYPE_DIRECTORY)
    return load_folder (file, limits, safety, cancellable, error);

  fd = kl_sealed_open (file, limits->max_bytes, &total, cancellable, error);
  if (fd < 0)
    return NULL;

  name = g_file_get_basename (file);
  tables = kl_tables_load_fd (fd, name, limits, safety, cancellable, error);
  close (fd);
  return tables;
}

/**
 * kl_named_table_free:
 * @table: (transfer full) (nullable): a table with its name
 */
void
kl_named_table_free (KlNamedTable *table)
{
  if (table == NULL)
    return;

  g_free (table->name);
  kl_csv_table_free (table->table);
  g_free (table);
}
