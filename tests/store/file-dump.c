/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "file-dump.h"

#include "store/kl-db-private.h"

static GPtrArray *
ask_texts (KlDb *db, const char *question)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *stmt;

  g_assert_cmpint (sqlite3_prepare_v2 (db->handle, question, -1, &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    g_ptr_array_add (texts, g_strdup ((const char *) sqlite3_column_text (stmt, 0)));
  g_assert_cmpint (sqlite3_finalize (stmt), ==, SQLITE_OK);

  return g_steal_pointer (&texts);
}

static void
dump_table (KlDb *db, const char *table, GString *dump)
{
  g_autofree char *columns_of =
    g_strdup_printf ("SELECT 'quote (\"' || name || '\")' FROM pragma_table_info ('%s')", table);
  g_autoptr (GPtrArray) columns = ask_texts (db, columns_of);
  g_autofree char *list = NULL, *question = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  g_ptr_array_add (columns, NULL);
  list = g_strjoinv (" || '|' || ", (char **) columns->pdata);
  question = g_strdup_printf ("SELECT %s FROM %s ORDER BY 1", list, table);
  rows = ask_texts (db, question);
  g_string_append_printf (dump, "== %s\n", table);
  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (dump, "%s\n", (const char *) g_ptr_array_index (rows, i));
}

char *
file_dump_tables (KlDb *db)
{
  static const char *const indexes[] = { "entry_text", "case_text", "pupil_text", "action_text" };
  g_autoptr (GString) dump = g_string_new (NULL);
  g_autoptr (GPtrArray) tables =
    ask_texts (db,
               "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%\\_text%'"
               " ESCAPE '\\' AND name NOT IN ('audit_record', 'sqlite_stat1')"
               " AND name NOT LIKE 'sqlite%' ORDER BY name");

  for (guint i = 0; i < tables->len; i++)
    dump_table (db, g_ptr_array_index (tables, i), dump);

  for (gsize i = 0; i < G_N_ELEMENTS (indexes); i++)
    {
      g_autofree char *check =
        g_strdup_printf ("INSERT INTO %s (%s, rank) VALUES ('integrity-check', 1)", indexes[i],
                         indexes[i]);
      g_autoptr (GError) error = NULL;

      kl_db_exec (db, check, &error);
      g_assert_no_error (error);
    }

  return g_string_free (g_steal_pointer (&dump), FALSE);
}

void
file_dump_assert_same (const char *one, const char *other)
{
  g_auto (GStrv) first = g_strsplit (one, "\n", -1);
  g_auto (GStrv) second = g_strsplit (other, "\n", -1);

  for (guint i = 0; first[i] != NULL && second[i] != NULL; i++)
    g_assert_cmpstr (first[i], ==, second[i]);
  g_assert_cmpuint (g_strv_length (first), ==, g_strv_length (second));
}
