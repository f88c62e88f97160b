/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-hsds-rows.h"

#include <string.h>

/**
 * kl_hsds_row_new:
 * @table: a table
 * @id: its id there
 *
 * Returns: (transfer full): a row with nothing but its id
 */
KlHsdsRow *
kl_hsds_row_new (KlHsdsTable table, const char *id)
{
  KlHsdsRow *row = g_new0 (KlHsdsRow, 1);

  row->table = table;
  row->id = g_strdup (id);
  row->cells = json_object_new ();
  json_object_set_string_member (row->cells, "id", id);
  return row;
}

void
kl_hsds_row_free (KlHsdsRow *row)
{
  if (row == NULL)
    return;

  g_free (row->id);
  json_object_unref (row->cells);
  g_clear_pointer (&row->original, json_object_unref);
  g_free (row);
}

/**
 * kl_hsds_row_get:
 * @row: (nullable): a row
 * @column: a column
 *
 * Returns: (transfer none): the cell, empty when there is nothing
 */
const char *
kl_hsds_row_get (const KlHsdsRow *row, const char *column)
{
  return row != NULL ? json_object_get_string_member_with_default (row->cells, column, "") : "";
}

/**
 * kl_hsds_row_get_original:
 * @row: (nullable): a row
 * @column: a column
 *
 * Returns: (transfer none): the cell as it came in, empty when there was nothing
 */
const char *
kl_hsds_row_get_original (const KlHsdsRow *row, const char *column)
{
  return row != NULL && row->original != NULL
           ? json_object_get_string_member_with_default (row->original, column, "")
           : "";
}

/**
 * kl_hsds_row_set:
 * @row: a row
 * @column: a column
 * @text: (nullable): what is to be in it
 */
void
kl_hsds_row_set (KlHsdsRow *row, const char *column, const char *text)
{
  if (g_str_equal (kl_hsds_row_get (row, column), text != NULL ? text : ""))
    return;

  row->changed = TRUE;
  if (text == NULL || *text == '\0')
    json_object_remove_member (row->cells, column);
  else
    json_object_set_string_member (row->cells, column, text);
}

GPtrArray *
kl_hsds_rows_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kl_hsds_row_free);
}

/* Only texts are cells: what else stands in a record was not written here. */
static KlHsdsRow *
parse_record (const KlPartnerRecord *record)
{
  const KlHsdsTable table = g_str_has_prefix (record->source, KL_HSDS_SOURCE_PREFIX)
                              ? kl_hsds_table_find (record->source + strlen (KL_HSDS_SOURCE_PREFIX))
                              : KL_HSDS_NO_TABLE;
  g_autoptr (JsonNode) node = NULL;
  JsonObjectIter iter;
  const char *column;
  JsonNode *cell;
  KlHsdsRow *row;

  if (table == KL_HSDS_NO_TABLE || record->external_id == NULL)
    return NULL;
  node = json_from_string (record->fields, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  row = kl_hsds_row_new (table, record->external_id);
  row->original = json_object_ref (json_node_get_object (node));
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &column, &cell))
    if (JSON_NODE_HOLDS_VALUE (cell) && json_node_get_value_type (cell) == G_TYPE_STRING)
      json_object_set_string_member (row->cells, column, json_node_get_string (cell));

  return row;
}

/**
 * kl_hsds_rows_parse:
 * @records: (element-type KlPartnerRecord): rows of other programs
 *
 * Returns: (transfer full) (element-type KlHsdsRow): those of HSDS
 */
GPtrArray *
kl_hsds_rows_parse (GPtrArray *records)
{
  GPtrArray *rows = kl_hsds_rows_new ();

  for (guint i = 0; i < records->len; i++)
    {
      KlHsdsRow *row = parse_record (g_ptr_array_index (records, i));

      if (row != NULL)
        g_ptr_array_add (rows, row);
    }

  return rows;
}

/**
 * kl_hsds_rows_to_records:
 * @rows: (element-type KlHsdsRow): rows
 *
 * Returns: (transfer full) (element-type KlPartnerRecord): as a vault keeps them
 */
GPtrArray *
kl_hsds_rows_to_records (GPtrArray *rows)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_partner_record_free);

  for (guint i = 0; i < rows->len; i++)
    {
      const KlHsdsRow *row = g_ptr_array_index (rows, i);
      g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), row->cells);
      g_autofree char *fields = json_to_string (node, FALSE);
      g_autofree char *source =
        g_strconcat (KL_HSDS_SOURCE_PREFIX, kl_hsds_table_get_name (row->table), NULL);

      g_ptr_array_add (records, kl_partner_record_new (source, row->id, fields));
    }

  return records;
}
