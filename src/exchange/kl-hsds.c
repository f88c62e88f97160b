/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-hsds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "kl-hsds-rows.h"

/* So many things wrong are told; more do not help anybody. */
#define MAX_PROBLEMS 1000
/* Services and persons of one organization. A whole county's organization has a few hundred. */
#define MAX_PARTS 2000
/* How deep taxonomies are. */
#define MAX_DEPTH 32
#define NOBODY G_MAXUINT

/* @owners: the organizations that a row belongs to: a place can be shared. */
typedef struct
{
  const char *id;
  GArray *owners;
  gboolean left_out;
} Place;

typedef struct
{
  KlCsvTable *table;
  int id_column;
  Place *places;
  GHashTable *ids; /* id to the number of its row, from 1 */
} Sheet;

typedef struct
{
  Sheet sheets[KL_HSDS_N_TABLES];
  GPtrArray *problems;
  guint n_problems;
} Reading;

/* What is wrong */

static void
add_problem (Reading *self, KlHsdsTable table, guint row, const char *column, const char *message)
{
  const guint line = self->sheets[table].table->rows[row].line;

  if (self->n_problems++ >= MAX_PROBLEMS)
    return;
  /* Translators: "organizations.csv, line 3, column name: there is no name; left out". */
  g_ptr_array_add (self->problems,
                   g_strdup_printf (_ ("%s.csv, line %u, column %s: %s"),
                                    kl_hsds_table_get_name (table), line, column, message));
}

static gboolean
refuse (GError **error, KlHsdsTable table, const char *message)
{
  g_set_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_STRUCTURE, "%s.csv: %s",
               kl_hsds_table_get_name (table), message);
  return FALSE;
}

static void
leave_out (Reading *self, KlHsdsTable table, guint row, const char *column, const char *message)
{
  self->sheets[table].places[row].left_out = TRUE;
  add_problem (self, table, row, column, message);
}

/* Cells */

static int
find_column (const Sheet *sheet, const char *name)
{
  const char *const names[] = { name, NULL };

  return sheet->table != NULL ? kl_csv_table_find (sheet->table, names) : -1;
}

static const char *
get_cell (const Sheet *sheet, guint row, int column)
{
  return column >= 0 ? kl_csv_table_get (sheet->table, row, column) : "";
}

static const char *
get_named_cell (const Sheet *sheet, guint row, const char *column)
{
  return get_cell (sheet, row, find_column (sheet, column));
}

static guint
find_id (const Reading *self, KlHsdsTable table, const char *id)
{
  const Sheet *sheet = &self->sheets[table];

  return sheet->ids != NULL && *id != '\0'
           ? GPOINTER_TO_UINT (g_hash_table_lookup (sheet->ids, id)) - 1
           : NOBODY;
}

/* Ids */

static void
index_rows (Reading *self, KlHsdsTable table)
{
  Sheet *sheet = &self->sheets[table];
  const int name =
    table == KL_HSDS_ORGANIZATIONS || table == KL_HSDS_SERVICES ? find_column (sheet, "name") : -1;

  for (guint i = 0; i < sheet->table->n_rows; i++)
    {
      const char *id = get_cell (sheet, i, sheet->id_column);

      sheet->places[i].id = id;
      if (*id == '\0')
        leave_out (self, table, i, "id", _ ("there is no id; the row is left out"));
      else if (g_hash_table_contains (sheet->ids, id))
        leave_out (self, table, i, "id", _ ("this id came before; the row is left out"));
      else if (name >= 0 && *get_cell (sheet, i, name) == '\0')
        leave_out (self, table, i, "name", _ ("there is no name; the row is left out"));
      else
        g_hash_table_insert (sheet->ids, (gpointer) id, GUINT_TO_POINTER (i + 1));
    }
}

/* Whether following the ids of one column ends where it began. */
static gboolean
goes_round (const Reading *self, KlHsdsTable table, guint row, int column)
{
  const Sheet *sheet = &self->sheets[table];
  guint next = row;

  for (guint i = 0; i < MAX_DEPTH; i++)
    {
      next = find_id (self, table, get_cell (sheet, next, column));
      if (next == NOBODY)
        return FALSE;
      if (next == row)
        return TRUE;
    }

  return FALSE;
}

/* A row that points to nothing stays: it may belong to somebody by another column. */
static void
check_references (Reading *self, KlHsdsTable table)
{
  const Sheet *sheet = &self->sheets[table];

  for (guint c = 0; c < sheet->table->n_headings; c++)
    {
      const KlHsdsTable target = kl_hsds_column_get_target (table, sheet->table->headings[c]);

      if (target == KL_HSDS_NO_TABLE || self->sheets[target].table == NULL)
        continue;
      for (guint i = 0; i < sheet->table->n_rows; i++)
        {
          const char *id = get_cell (sheet, i, (int) c);

          if (sheet->places[i].left_out || *id == '\0')
            continue;
          if (find_id (self, target, id) == NOBODY)
            add_problem (self, table, i, sheet->table->headings[c],
                         _ ("what it points to is not in the tables"));
          else if (target == table && goes_round (self, table, i, (int) c))
            add_problem (self, table, i, sheet->table->headings[c],
                         _ ("it points to itself, along others"));
        }
    }
}

/* To whom rows belong */

static gboolean
add_owner (Place *place, guint owner)
{
  if (place->owners == NULL)
    place->owners = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < place->owners->len; i++)
    if (g_array_index (place->owners, guint, i) == owner)
      return FALSE;

  g_array_append_val (place->owners, owner);
  return TRUE;
}

static gboolean
add_owners (Place *place, const GArray *owners)
{
  gboolean added = FALSE;

  for (guint i = 0; owners != NULL && i < owners->len; i++)
    added = add_owner (place, g_array_index (owners, guint, i)) || added;

  return added;
}

static Place *
get_target (const Reading *self,
            const Sheet *sheet,
            guint row,
            const char *column,
            KlHsdsTable target)
{
  const guint found = find_id (self, target, get_named_cell (sheet, row, column));

  return found != NOBODY ? &self->sheets[target].places[found] : NULL;
}

/* The first column that leads to somebody tells whose a row is; a place only when nothing else
 * does. */
static void
own_rows (Reading *self, KlHsdsTable table, gboolean by_location)
{
  static const struct
  {
    const char *column;
    KlHsdsTable target;
  } ways[] = { { "organization_id", KL_HSDS_ORGANIZATIONS },
               { "service_id", KL_HSDS_SERVICES },
               { "program_id", KL_HSDS_PROGRAMS },
               { "service_at_location_id", KL_HSDS_SERVICE_AT_LOCATION },
               { "contact_id", KL_HSDS_CONTACTS },
               { "phone_id", KL_HSDS_PHONES },
               { "location_id", KL_HSDS_LOCATIONS } };
  const Sheet *sheet = &self->sheets[table];

  for (guint i = 0; sheet->table != NULL && i < sheet->table->n_rows; i++)
    {
      Place *place = &sheet->places[i];
      Place *location;

      for (gsize w = 0; w < G_N_ELEMENTS (ways) && !place->left_out && place->owners == NULL; w++)
        {
          const Place *target = ways[w].target != KL_HSDS_LOCATIONS || by_location
                                  ? get_target (self, sheet, i, ways[w].column, ways[w].target)
                                  : NULL;

          if (target != NULL)
            add_owners (place, target->owners);
        }
      location = place->owners != NULL && !by_location
                   ? get_target (self, sheet, i, "location_id", KL_HSDS_LOCATIONS)
                   : NULL;
      if (location != NULL)
        add_owners (location, place->owners);
    }
}

/* An attribute or a change belongs to whom what it is about belongs to. */
static void
own_by_any (Reading *self, KlHsdsTable table, const char *column)
{
  const Sheet *sheet = &self->sheets[table];

  for (guint i = 0; sheet->table != NULL && i < sheet->table->n_rows; i++)
    for (guint t = 0; t < KL_HSDS_N_TABLES && !sheet->places[i].left_out; t++)
      {
        const Place *target = get_target (self, sheet, i, column, (KlHsdsTable) t);

        if (target != NULL && add_owners (&sheet->places[i], target->owners))
          break;
      }
}

/* What rows of @from point to belongs to whom they belong. */
static gboolean
own_targets (Reading *self, KlHsdsTable from, const char *column, KlHsdsTable target)
{
  const Sheet *sheet = &self->sheets[from];
  gboolean added = FALSE;

  for (guint i = 0; sheet->table != NULL && i < sheet->table->n_rows; i++)
    {
      Place *place = get_target (self, sheet, i, column, target);

      if (place != NULL && place != &sheet->places[i])
        added = add_owners (place, sheet->places[i].owners) || added;
    }

  return added;
}

static void
own_all (Reading *self)
{
  static const KlHsdsTable tables[] = {
    KL_HSDS_ORGANIZATION_IDENTIFIERS,
    KL_HSDS_PROGRAMS,
    KL_HSDS_SERVICES,
    KL_HSDS_LOCATIONS,
    KL_HSDS_SERVICE_AT_LOCATION,
    KL_HSDS_CONTACTS,
    KL_HSDS_PHONES,
    KL_HSDS_ADDRESSES,
    KL_HSDS_SCHEDULES,
    KL_HSDS_SERVICE_AREAS,
    KL_HSDS_FUNDING,
    KL_HSDS_COST_OPTIONS,
    KL_HSDS_REQUIRED_DOCUMENTS,
    KL_HSDS_LANGUAGES,
    KL_HSDS_ACCESSIBILITY,
  };
  const Sheet *organizations = &self->sheets[KL_HSDS_ORGANIZATIONS];

  for (guint i = 0; i < organizations->table->n_rows; i++)
    if (!organizations->places[i].left_out)
      add_owner (&organizations->places[i], i);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    own_rows (self, tables[i], FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    own_rows (self, tables[i], TRUE);

  own_by_any (self, KL_HSDS_ATTRIBUTES, "link_id");
  own_by_any (self, KL_HSDS_METADATA, "resource_id");
  own_targets (self, KL_HSDS_ATTRIBUTES, "taxonomy_term_id", KL_HSDS_TAXONOMY_TERMS);
  for (guint i = 0; i < MAX_DEPTH; i++)
    if (!own_targets (self, KL_HSDS_TAXONOMY_TERMS, "parent_id", KL_HSDS_TAXONOMY_TERMS))
      break;
  own_targets (self, KL_HSDS_TAXONOMY_TERMS, "taxonomy_id", KL_HSDS_TAXONOMIES);
}

/* Partners */

static KlHsdsRow *
make_row (const Sheet *sheet, KlHsdsTable table, guint i)
{
  KlHsdsRow *row = kl_hsds_row_new (table, sheet->places[i].id);

  for (guint c = 0; c < sheet->table->n_headings; c++)
    {
      const char *cell = get_cell (sheet, i, (int) c);

      if (*cell != '\0' && *sheet->table->headings[c] != '\0')
        json_object_set_string_member (row->cells, sheet->table->headings[c], cell);
    }

  return row;
}

/* Gives the rows to their organizations. */
static gboolean
deal_rows (const Reading *self,
           KlHsdsTable table,
           GPtrArray **hands,
           GPtrArray *loose,
           GError **error)
{
  const Sheet *sheet = &self->sheets[table];
  const gboolean is_part = table == KL_HSDS_SERVICES || table == KL_HSDS_CONTACTS;
  g_autofree guint *n_parts = NULL;

  if (sheet->table == NULL)
    return TRUE;

  n_parts = g_new0 (guint, self->sheets[KL_HSDS_ORGANIZATIONS].table->n_rows);
  for (guint i = 0; i < sheet->table->n_rows; i++)
    {
      const GArray *owners = sheet->places[i].owners;

      if (owners == NULL && !sheet->places[i].left_out)
        g_ptr_array_add (loose, make_row (sheet, table, i));
      for (guint o = 0; owners != NULL && o < owners->len && !sheet->places[i].left_out; o++)
        {
          const guint owner = g_array_index (owners, guint, o);

          if (is_part && ++n_parts[owner] > MAX_PARTS)
            return refuse (error, table,
                           _ ("One organization has more of these than can be right."));
          g_ptr_array_add (hands[owner], make_row (sheet, table, i));
        }
    }

  return TRUE;
}

static void
add_partner (Reading *self, KlPartnerFile *file, GPtrArray *rows, guint row, KlDate today)
{
  KlPartnerWhole *whole = kl_hsds_rows_read (rows, today);

  if (whole == NULL)
    return;

  g_ptr_array_unref (whole->records);
  whole->records = kl_hsds_rows_to_records (rows);
  whole->place = g_strdup_printf (_ ("organizations.csv, line %u"),
                                  self->sheets[KL_HSDS_ORGANIZATIONS].table->rows[row].line);
  if (whole->guessed)
    kl_hsds_guess_kind (whole, rows);
  g_ptr_array_add (file->partners, whole);
}

static gboolean
add_partners (Reading *self, KlPartnerFile *file, KlDate today, GError **error)
{
  const guint n = self->sheets[KL_HSDS_ORGANIZATIONS].table->n_rows;
  g_autoptr (GPtrArray) loose = kl_hsds_rows_new ();
  GPtrArray **hands;
  gboolean dealt = TRUE;

  hands = g_new0 (GPtrArray *, n);
  for (guint i = 0; i < n; i++)
    hands[i] = kl_hsds_rows_new ();
  for (guint t = 0; t < KL_HSDS_N_TABLES && dealt; t++)
    dealt = deal_rows (self, (KlHsdsTable) t, hands, loose, error);
  for (guint i = 0; i < n; i++)
    {
      if (dealt)
        add_partner (self, file, hands[i], i, today);
      g_ptr_array_unref (hands[i]);
    }
  g_free (hands);
  if (!dealt)
    return FALSE;
  if (file->partners->len == 0)
    return refuse (error, KL_HSDS_ORGANIZATIONS, _ ("There is no organization in it."));

  g_ptr_array_unref (file->loose);
  file->loose = kl_hsds_rows_to_records (loose);
  return TRUE;
}

/* Tables */

static void
clear_sheet (Sheet *sheet)
{
  for (guint i = 0; sheet->table != NULL && i < sheet->table->n_rows; i++)
    g_clear_pointer (&sheet->places[i].owners, g_array_unref);
  g_free (sheet->places);
  g_clear_pointer (&sheet->ids, g_hash_table_unref);
}

static gboolean
check_headings (const Sheet *sheet, KlHsdsTable table, GError **error)
{
  const KlCsvTable *csv = sheet->table;

  if (sheet->id_column < 0)
    return refuse (error, table, _ ("The column id is missing."));
  if ((table == KL_HSDS_ORGANIZATIONS || table == KL_HSDS_SERVICES)
      && find_column (sheet, "name") < 0)
    return refuse (error, table, _ ("The column name is missing."));
  for (guint i = 0; i < csv->n_headings; i++)
    for (guint j = 0; j < i; j++)
      if (*csv->headings[i] != '\0' && g_str_equal (csv->headings[i], csv->headings[j]))
        return refuse (error, table, _ ("A column comes twice."));

  return TRUE;
}

static gboolean
take_table (Reading *self, const KlNamedTable *named, GError **error)
{
  const KlHsdsTable table = kl_hsds_table_find (named->name);
  Sheet *sheet;

  if (table == KL_HSDS_NO_TABLE)
    {
      g_ptr_array_add (self->problems,
                       g_strdup_printf (_ ("%s: HSDS has no such table; it is left out"),
                                        named->name));
      return TRUE;
    }
  sheet = &self->sheets[table];
  if (sheet->table != NULL)
    return refuse (error, table, _ ("The table comes twice."));

  sheet->table = named->table;
  sheet->places = g_new0 (Place, named->table->n_rows + 1);
  sheet->ids = g_hash_table_new (g_str_hash, g_str_equal);
  sheet->id_column = find_column (sheet, "id");
  for (guint i = 0; i < named->table->n_problems; i++)
    {
      g_autofree char *text = kl_csv_problem_to_string (&named->table->problems[i]);

      if (self->n_problems++ < MAX_PROBLEMS)
        g_ptr_array_add (self->problems,
                         g_strdup_printf ("%s.csv: %s", kl_hsds_table_get_name (table), text));
    }
  return check_headings (sheet, table, error);
}

static gboolean
take_tables (Reading *self, GPtrArray *tables, GError **error)
{
  for (guint i = 0; i < tables->len; i++)
    if (!take_table (self, g_ptr_array_index (tables, i), error))
      return FALSE;
  if (self->sheets[KL_HSDS_ORGANIZATIONS].table != NULL)
    return TRUE;

  g_set_error_literal (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_STRUCTURE,
                       _ ("The table organizations.csv is missing. Choose the folder or zip with "
                          "all tables."));
  return FALSE;
}

static void
check_rows (Reading *self)
{
  for (guint t = 0; t < KL_HSDS_N_TABLES; t++)
    if (self->sheets[t].table != NULL)
      index_rows (self, (KlHsdsTable) t);
  for (guint t = 0; t < KL_HSDS_N_TABLES; t++)
    if (self->sheets[t].table != NULL)
      check_references (self, (KlHsdsTable) t);
}

/* Public API */

/**
 * kl_hsds_is_file:
 * @tables: (element-type KlNamedTable): tables that belong together
 *
 * Returns: whether one of them is a table of HSDS by its name, with ids
 */
gboolean
kl_hsds_is_file (GPtrArray *tables)
{
  static const char *const id[] = { "id", NULL };

  g_return_val_if_fail (tables != NULL, FALSE);

  for (guint i = 0; i < tables->len; i++)
    {
      const KlNamedTable *named = g_ptr_array_index (tables, i);

      if (kl_hsds_table_find (named->name) != KL_HSDS_NO_TABLE
          && kl_csv_table_find (named->table, id) >= 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * kl_hsds_read:
 * @tables: (element-type KlNamedTable): the tables of a folder or zip
 * @today: the current day
 * @error: return location for a #KlImportError
 *
 * Resolves what rows point to, leaves out what cannot be used, and makes partners of the rest.
 * What has no place in a partner stays with it as the rows they are.
 *
 * Returns: (transfer full): the partners, or %NULL when these are no whole tables of HSDS
 */
KlPartnerFile *
kl_hsds_read (GPtrArray *tables, KlDate today, GError **error)
{
  g_autoptr (KlPartnerFile) file = NULL;
  Reading reading = { 0 };
  gboolean done;

  g_return_val_if_fail (tables != NULL && today != KL_DATE_NONE, NULL);

  file = kl_partner_file_new (KL_HSDS_FORMAT, KL_HSDS_SOURCE);
  file->make_records = kl_hsds_make_records;
  reading.problems = file->problems;
  done = take_tables (&reading, tables, error);
  if (done)
    {
      check_rows (&reading);
      own_all (&reading);
      done = add_partners (&reading, file, today, error);
    }
  for (guint t = 0; t < KL_HSDS_N_TABLES; t++)
    clear_sheet (&reading.sheets[t]);

  return done ? g_steal_pointer (&file) : NULL;
}
