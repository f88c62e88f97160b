/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-bundle.h"
#include "exchange/kl-csv-private.h"
#include "exchange/kl-csv-writer.h"
#include "exchange/kl-duo.h"
#include "exchange/kl-sealed-load.h"
#include "exchange/kl-tables.h"
#include "model/kl-locale.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Tables, good and hostile. Each is read twice: in this process and by the sealed worker. */

/* Auxiliary functions */

static GPtrArray *
read_sealed (GBytes *bytes, GError **error)
{
  const int fd = kl_sealed_hold (bytes, NULL);
  KlWorkerSafety safety;
  GPtrArray *tables;

  g_assert_cmpint (fd, >=, 0);
  tables = kl_tables_load_fd (fd, "zelf.csv", NULL, &safety, NULL, error);
  close (fd);
  return tables;
}

static void
assert_same (const KlCsvTable *a, const KlCsvTable *b)
{
  g_assert_cmpint (a->delimiter, ==, b->delimiter);
  g_assert_cmpuint (a->n_headings, ==, b->n_headings);
  for (guint i = 0; i < a->n_headings; i++)
    g_assert_cmpstr (a->headings[i], ==, b->headings[i]);
  g_assert_cmpuint (a->n_rows, ==, b->n_rows);
  for (guint i = 0; i < a->n_rows; i++)
    {
      g_assert_cmpuint (a->rows[i].line, ==, b->rows[i].line);
      for (guint j = 0; j < a->n_headings; j++)
        g_assert_cmpstr (a->rows[i].cells[j], ==, b->rows[i].cells[j]);
    }
  g_assert_cmpmem (a->problems, a->n_problems * sizeof (KlCsvProblem), b->problems,
                   b->n_problems * sizeof (KlCsvProblem));
}

static KlCsvTable *
read_both (GBytes *bytes, GError **error)
{
  g_autoptr (GError) own_error = NULL, sealed_error = NULL;
  g_autoptr (GPtrArray) tables = read_sealed (bytes, &sealed_error);
  KlCsvTable *own = kl_csv_table_read (bytes, NULL, &own_error);

  if (own == NULL)
    {
      g_assert_null (tables);
      g_assert_error (sealed_error, own_error->domain, own_error->code);
      g_assert_cmpstr (sealed_error->message, ==, own_error->message);
      g_propagate_error (error, g_steal_pointer (&own_error));
      return NULL;
    }

  g_assert_no_error (sealed_error);
  g_assert_cmpuint (tables->len, ==, 1);
  g_assert_cmpstr (((const KlNamedTable *) g_ptr_array_index (tables, 0))->name, ==, "zelf.csv");
  assert_same (own, ((const KlNamedTable *) g_ptr_array_index (tables, 0))->table);
  return own;
}

static KlCsvTable *
read_bytes (const char *text, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, length);

  return read_both (bytes, error);
}

static KlCsvTable *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  KlCsvTable *table = read_bytes (text, strlen (text), &error);

  g_assert_no_error (error);
  return table;
}

static void
assert_refused (const char *text, gsize length, KlImportError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (read_bytes (text, length, &error));
  g_assert_error (error, KL_IMPORT_ERROR, (int) code);
  g_assert_null (strstr (error->message, "Geheim"));
}

static KlCsvTable *
read_real (const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "../shared/data/duo", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  KlCsvTable *table;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the real files are not here");
      return NULL;
    }

  bytes = kl_import_load (file, 1024 * 1024, NULL, &error);
  g_assert_no_error (error);
  table = read_both (bytes, &error);
  g_assert_no_error (error);
  return table;
}

static const KlDuoSchool *
find_school (GPtrArray *schools, const char *code)
{
  for (guint i = 0; i < schools->len; i++)
    {
      const KlDuoSchool *school = g_ptr_array_index (schools, i);

      if (strcmp (school->code, code) == 0)
        return school;
    }

  g_assert_not_reached ();
}

/* Cases */

static void
test_cells (void)
{
  g_autoptr (KlCsvTable) table =
    read_good ("\xef\xbb\xbfnaam;\"a;b\";c\r\n\r\n\"een \"\"twee\"\"\r\n\r\ndrie\"; x ;\r\n"
               "kort\r\n;;\r\nte;veel;cellen;hier\r\nlaatste;;3");

  g_assert_cmpint (table->delimiter, ==, ';');
  g_assert_cmpuint (table->n_headings, ==, 3);
  g_assert_cmpstr (table->headings[1], ==, "a;b");
  g_assert_cmpuint (table->n_rows, ==, 3);
  g_assert_cmpuint (table->rows[0].line, ==, 3);
  g_assert_cmpstr (table->rows[0].cells[0], ==, "een \"twee\"\r\n\r\ndrie");
  g_assert_cmpstr (table->rows[0].cells[1], ==, "x");
  g_assert_cmpstr (table->rows[0].cells[2], ==, "");
  g_assert_cmpuint (table->rows[1].line, ==, 6);
  g_assert_cmpstr (table->rows[1].cells[2], ==, "");
  g_assert_cmpuint (table->rows[2].line, ==, 9);
  g_assert_cmpstr (table->rows[2].cells[2], ==, "3");
  g_assert_cmpuint (table->n_problems, ==, 1);
  g_assert_cmpuint (table->problems[0].line, ==, 8);
  g_assert_cmpint (table->problems[0].kind, ==, KL_CSV_PROBLEM_CELLS);
}

static void
test_dialects (void)
{
  static const char *const names[] = { "TWEEDE NAAM", NULL };
  g_autoptr (KlCsvTable) comma = read_good ("a,\"b;;;\",c\n1,2,3\n");
  g_autoptr (KlCsvTable) tab = read_good ("a\ttweede_naam\n1\t2\n");
  g_autoptr (KlCsvTable) old = read_good ("naam\r\xc7i\xe7"
                                          "ek \x80\r");

  g_assert_cmpint (comma->delimiter, ==, ',');
  g_assert_cmpstr (comma->rows[0].cells[2], ==, "3");
  g_assert_cmpint (kl_csv_table_find (tab, names), ==, 1);
  g_assert_cmpint (kl_csv_table_find (comma, names), ==, -1);
  g_assert_cmpstr (kl_csv_table_get (tab, 0, 1), ==, "2");
  g_assert_cmpstr (kl_csv_table_get (tab, 0, -1), ==, "");
  /* windows-1252 and a carriage return alone. */
  g_assert_cmpstr (old->rows[0].cells[0], ==, "Çiçek €");
  g_assert_cmpuint (old->rows[0].line, ==, 2);
}

static void
test_refused (void)
{
  g_autoptr (GString) wide = g_string_new ("a");
  g_autoptr (GString) tall = g_string_new ("a\n");
  g_autoptr (GString) cell = g_string_new ("a\n");
  g_autoptr (KlCsvTable) long_cell = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (wide, ",a");
  for (guint i = 0; i < 200001; i++)
    g_string_append (tall, "a\n");
  for (guint i = 0; i < 10000; i++)
    g_string_append (cell, "Geheim ");
  g_string_append (cell, "\nkort\n");

  assert_refused ("", 0, KL_IMPORT_ERROR_FORMAT);
  assert_refused ("\n\n", 2, KL_IMPORT_ERROR_FORMAT);
  assert_refused ("a\n\"Geheim\n", 10, KL_IMPORT_ERROR_TRUNCATED);
  assert_refused ("a\0b\xff\n", 5, KL_IMPORT_ERROR_ENCODING);
  assert_refused ("\x81\n", 2, KL_IMPORT_ERROR_ENCODING);
  assert_refused (wide->str, wide->len, KL_IMPORT_ERROR_LIMIT);
  assert_refused (tall->str, tall->len, KL_IMPORT_ERROR_LIMIT);
  long_cell = read_good (cell->str);
  g_assert_cmpuint (long_cell->n_rows, ==, 1);
  g_assert_cmpuint (long_cell->problems[0].line, ==, 2);
  g_assert_cmpint (long_cell->problems[0].kind, ==, KL_CSV_PROBLEM_TOO_LONG);
}

/* What the writer makes is read back as it was, also what looks like a formula. */
static void
test_round_trip (void)
{
  static const char *const cells[][4] = { { "a", "b", "c", NULL },
                                          { "=1+1", "+31 73 123", " spatie ", NULL },
                                          { "\"q\"", "r\nr\r\n", "tab\t;,", NULL },
                                          { "", "é", "-", NULL } };
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (KlCsvWriter) writer = kl_csv_writer_new (stream, KL_CSV_COMMA | KL_CSV_EXACT);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KlCsvTable) table = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    g_assert_true (kl_csv_writer_add_row (writer, cells[i], NULL, &error));
  g_assert_true (kl_csv_writer_finish (writer, NULL, &error));
  g_assert_true (g_output_stream_close (stream, NULL, &error));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  table = kl_csv_table_read (bytes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (table->n_rows, ==, G_N_ELEMENTS (cells) - 1);
  for (guint i = 0; i < table->n_rows; i++)
    for (guint j = 0; j < 3; j++)
      g_assert_cmpstr (table->rows[i].cells[j], ==, cells[i + 1][j]);
}

static GPtrArray *
make_files (void)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_bundle_file_free);
  static const char *const names[] = { "a.csv", "map/B.CSV", "leesmij.txt", "__x/.b.csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (names[i], strlen (names[i]));

      g_ptr_array_add (files, kl_bundle_file_new (names[i], bytes));
    }

  return files;
}

static void
test_zip (void)
{
  g_autoptr (GPtrArray) files = make_files ();
  g_autoptr (GBytes) zip = kl_bundle_make_zip (files);
  g_autoptr (GBytes) again = kl_bundle_make_zip (files);
  g_autoptr (GPtrArray) back = NULL;
  g_autoptr (GError) error = NULL;
  const KlBundleFile *file;

  g_assert_true (g_bytes_equal (zip, again));
  g_assert_true (kl_bundle_is_zip (zip));
  back = kl_bundle_read_zip (zip, kl_csv_get_limits (), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, 2);
  file = g_ptr_array_index (back, 1);
  g_assert_cmpstr (file->name, ==, "B.CSV");
  g_assert_cmpmem (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes),
                   "map/B.CSV", 9);
}

static GBytes *
zip_texts (const char *first, const char *second)
{
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_bundle_file_free);
  g_autoptr (GBytes) one = g_bytes_new_static (first, strlen (first));
  g_autoptr (GBytes) two = g_bytes_new_static (second, strlen (second));

  g_ptr_array_add (files, kl_bundle_file_new ("een.csv", one));
  g_ptr_array_add (files, kl_bundle_file_new ("map/twee.csv", two));
  return kl_bundle_make_zip (files);
}

/* A zip is unpacked by the worker as well. */
static void
test_sealed_zip (void)
{
  g_autoptr (GBytes) good = zip_texts ("a,b\n1,2\n", "c;d\n\xc7;4\n");
  g_autoptr (GBytes) bad = zip_texts ("a,b\n1,2\n", "c;d\n\"Geheim;4\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) tables = read_sealed (good, &error);
  const KlNamedTable *table;

  g_assert_no_error (error);
  g_assert_cmpuint (tables->len, ==, 2);
  table = g_ptr_array_index (tables, 1);
  g_assert_cmpstr (table->name, ==, "twee.csv");
  g_assert_cmpstr (table->table->rows[0].cells[0], ==, "\xc3\x87");

  g_assert_null (read_sealed (bad, &error));
  g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_TRUNCATED);
  g_assert_true (g_str_has_prefix (error->message, "twee.csv: "));
  g_assert_null (strstr (error->message, "Geheim"));
}

/* What a worker answers is cut off or not what a table can be. */
static void
test_lies (void)
{
  g_autoptr (KlCsvTable) table = read_good ("a;b\n1;2\n3;4\n");
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  g_autoptr (GBytes) good = NULL;

  kl_csv_table_encode (table, answer);
  good = g_byte_array_free_to_bytes (g_steal_pointer (&answer));
  for (gsize i = 0; i < g_bytes_get_size (good); i++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (good, 0, i);
      g_autoptr (KlCsvTable) read = NULL;
      KlStream stream;

      kl_stream_init (&stream, part);
      read = kl_csv_table_decode (&stream, part, kl_csv_get_limits ());
      g_assert_false (kl_stream_is_whole (&stream));
    }
  for (gsize i = 0; i < g_bytes_get_size (good) * 8; i++)
    {
      gsize size;
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (good, &size), g_bytes_get_size (good));
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (KlCsvTable) read = NULL;
      KlStream stream;

      copy[i / 8] ^= (guint8) (1u << i % 8);
      bytes = g_bytes_new (copy, size);
      kl_stream_init (&stream, bytes);
      read = kl_csv_table_decode (&stream, bytes, kl_csv_get_limits ());
      for (guint row = 0; row < read->n_rows; row++)
        for (guint j = 0; j < read->n_headings; j++)
          g_assert_nonnull (read->rows[row].cells[j]);
    }
}

static void
test_hostile_zip (void)
{
  g_autoptr (GPtrArray) files =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_bundle_file_free);
  const gsize size = 64 * 1024 * 1024;
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (size), size);
  g_autoptr (GBytes) bomb = NULL;
  g_autoptr (GPtrArray) good = make_files ();
  g_autoptr (GBytes) zip = kl_bundle_make_zip (good);
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (files, kl_bundle_file_new ("a.csv", zeros));
  bomb = kl_bundle_make_zip (files);
  g_assert_cmpuint (g_bytes_get_size (bomb), <, 1024 * 1024);
  g_assert_null (kl_bundle_read_zip (bomb, kl_csv_get_limits (), &error));
  g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_null (read_sealed (bomb, &error));
  g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_LIMIT);

  /* Cut off anywhere it is an error of our own or fewer files. */
  for (gsize length = 5; length < g_bytes_get_size (zip); length++)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (zip, 0, length);
      g_autoptr (GError) cause = NULL;
      g_autoptr (GPtrArray) found = kl_bundle_read_zip (part, kl_csv_get_limits (), &cause);

      g_assert_true (found != NULL || cause->domain == KL_IMPORT_ERROR);
    }
}

static void
test_folder (void)
{
  g_autofree char *path = g_dir_make_tmp ("kl-tables-XXXXXX", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GFile) tables = g_file_get_child (folder, "tabellen");
  g_autoptr (GPtrArray) files = make_files ();
  g_autoptr (GPtrArray) back = NULL, sealed = NULL;
  g_autoptr (GFile) first = g_file_get_child (tables, "a.csv");
  g_autoptr (GError) error = NULL;
  KlWorkerSafety safety;

  g_assert_null (kl_bundle_read_folder (tables, kl_csv_get_limits (), NULL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_READ);
  g_clear_error (&error);
  g_ptr_array_set_size (files, 1);
  g_assert_true (kl_bundle_write_folder (files, tables, NULL, &error));
  back = kl_bundle_read_folder (tables, kl_csv_get_limits (), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->len, ==, 1);
  sealed = kl_tables_load (tables, NULL, &safety, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sealed->len, ==, 1);
  g_assert_cmpstr (((const KlNamedTable *) g_ptr_array_index (sealed, 0))->name, ==, "a.csv");
  g_assert_true (g_file_delete (first, NULL, NULL) && g_file_delete (tables, NULL, NULL)
                 && g_file_delete (folder, NULL, NULL));
}

/* Headings of two years, and a location in a column of its own. */
static void
test_duo (void)
{
  g_autoptr (KlCsvTable) table =
    read_good ("PROVINCIE;BRIN NUMMER;VESTIGINGSNUMMER;VESTIGINGSNAAM;STRAATNAAM;"
               "HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENUMMER;TELEFOONNUMMER\n"
               "N;01AB;01AB02;De Hut;Hofstraat;3 A;5211 ab;'S-HERTOGENBOSCH;796;073\n"
               "N;;kapot;Zonder code;;;;;;\n"
               "N;01AB;3;De Kas;Laan;1;5211AC;CAPELLE AAN DEN IJSSEL;0502;\n");
  g_autoptr (KlCsvTable) other =
    read_good ("INSTELLINGSCODE,VESTIGINGSCODE,VESTIGINGSNAAM,POSTCODE,lon,lat\n"
               "02CD,02CD00,De Boot,1234 AB,\"5,31\",51.7\n");
  g_autoptr (GArray) unreadable = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) schools = kl_duo_read (table, unreadable, &error);
  g_autoptr (GPtrArray) others = kl_duo_read (other, NULL, &error);
  const KlDuoSchool *school;

  g_assert_no_error (error);
  g_assert_cmpuint (schools->len, ==, 2);
  g_assert_cmpuint (unreadable->len, ==, 1);
  g_assert_cmpuint (g_array_index (unreadable, guint, 0), ==, 3);
  school = find_school (schools, "01AB02");
  g_assert_cmpstr (school->street, ==, "Hofstraat 3 A");
  g_assert_cmpstr (school->postcode, ==, "5211AB");
  g_assert_cmpstr (school->town, ==, "'s-Hertogenbosch");
  g_assert_true (kl_duo_school_is_in (school, "GM0796"));
  g_assert_false (kl_duo_school_is_in (school, "0502"));
  g_assert_false (school->has_location);
  g_assert_cmpstr (find_school (schools, "01AB03")->town, ==, "Capelle aan den IJssel");
  school = find_school (others, "02CD00");
  g_assert_true (school->has_location);
  g_assert_cmpfloat_with_epsilon (school->longitude, 5.31, 1e-9);

  g_clear_pointer (&table, kl_csv_table_free);
  table = read_good ("naam;leeftijd\nGeheim;7\n");
  g_assert_null (kl_duo_read (table, NULL, &error));
  g_assert_error (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_FORMAT);
}

static void
test_duo_real (void)
{
  g_autoptr (KlCsvTable) table = read_real ("vestigingen-bo-2019-GM0796.csv");
  g_autoptr (KlCsvTable) located = read_real ("scholen-2024-wijk.csv");
  g_autoptr (GPtrArray) schools = NULL, with_places = NULL;
  g_autoptr (GError) error = NULL;

  if (table == NULL || located == NULL)
    return;

  schools = kl_duo_read (table, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (schools->len, ==, 43);
  for (guint i = 0; i < schools->len; i++)
    g_assert_true (kl_duo_school_is_in (g_ptr_array_index (schools, i), "0796"));
  g_assert_cmpstr (find_school (schools, "23RT00")->name, ==, "Basisschool Nour");

  with_places = kl_duo_read (located, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (with_places->len, ==, 57);
  for (guint i = 0; i < with_places->len; i++)
    g_assert_true (((const KlDuoSchool *) g_ptr_array_index (with_places, i))->has_location);
}

int
main (int argc, char **argv)
{
  kl_locale_init (g_getenv ("KL_LOCALEDIR"));
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tables/cells", test_cells);
  g_test_add_func ("/tables/dialects", test_dialects);
  g_test_add_func ("/tables/refused", test_refused);
  g_test_add_func ("/tables/round-trip", test_round_trip);
  g_test_add_func ("/tables/zip", test_zip);
  g_test_add_func ("/tables/sealed-zip", test_sealed_zip);
  g_test_add_func ("/tables/lies", test_lies);
  g_test_add_func ("/tables/hostile-zip", test_hostile_zip);
  g_test_add_func ("/tables/folder", test_folder);
  g_test_add_func ("/tables/duo", test_duo);
  g_test_add_func ("/tables/duo-real", test_duo_real);

  return g_test_run ();
}
