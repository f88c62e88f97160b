/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "exchange/kl-csv-writer.h"

#include <math.h>

/* Auxiliary functions */

static KlCsvWriter *
new_writer (GOutputStream **stream, KlCsvFlags flags)
{
  *stream = g_memory_output_stream_new_resizable ();
  return kl_csv_writer_new (*stream, flags);
}

static void
assert_written (KlCsvWriter *writer, GOutputStream *stream, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  gsize length;
  const char *data;

  g_assert_true (kl_csv_writer_finish (writer, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, &error));
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
  data = g_bytes_get_data (bytes, &length);
  text = g_strndup (data, length);
  g_assert_cmpstr (text, ==, expected);
}

static void
assert_cell (const char *text, const char *expected)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (KlCsvWriter) writer = new_writer (&stream, KL_CSV_COMMA);
  g_autofree char *row = g_strconcat (expected, ",x\r\n", NULL);

  kl_csv_writer_add_text (writer, text);
  kl_csv_writer_add_text (writer, "x");
  g_assert_true (kl_csv_writer_end_row (writer, NULL, NULL));
  assert_written (writer, stream, row);
}

/* Cases */

static void
test_quotes (void)
{
  assert_cell ("Jelle", "Jelle");
  assert_cell ("", "");
  assert_cell (NULL, "");
  assert_cell ("van 't Hof", "van 't Hof");
  assert_cell ("a \"b\" c", "\"a \"\"b\"\" c\"");
  assert_cell ("\"", "\"\"\"\"");
  assert_cell ("a,b", "\"a,b\"");
  assert_cell ("a;b", "\"a;b\"");
  assert_cell ("a\nb", "\"a\nb\"");
  assert_cell ("a\r\nb", "\"a\r\nb\"");
  assert_cell ("a\tb", "\"a\tb\"");
  assert_cell (" a", "\" a\"");
  assert_cell ("a ", "\"a \"");
  assert_cell ("Zoë\xff", "Zoë\xef\xbf\xbd");
}

/* Everything that a spreadsheet could run. */
static void
test_formulas (void)
{
  assert_cell ("=1+1", "'=1+1");
  assert_cell ("+31 73 123", "'+31 73 123");
  assert_cell ("-1", "'-1");
  assert_cell ("@SUM(A1)", "'@SUM(A1)");
  assert_cell ("=HYPERLINK(\"http://voorbeeld.nl\",\"x\")",
               "\"'=HYPERLINK(\"\"http://voorbeeld.nl\"\",\"\"x\"\")\"");
  assert_cell ("\t=1", "\"'\t=1\"");
  assert_cell ("\r=1", "\"'\r=1\"");
  assert_cell ("\n=1", "\"'\n=1\"");
  assert_cell ("\x01", "'\x01");
  assert_cell ("\x7f", "'\x7f");
  assert_cell ("  =1", "\"'  =1\"");
  assert_cell ("\xc2\xa0=1", "'\xc2\xa0=1");
  assert_cell ("\xe2\x80\x8b=1", "'\xe2\x80\x8b=1");
  assert_cell ("＝1", "'＝1");
  assert_cell ("−1", "'−1");

  /* Harmless within a text. */
  assert_cell ("1=1", "1=1");
  assert_cell ("a-b", "a-b");
  assert_cell ("'=1", "'=1");
  assert_cell ("jelle@voorbeeld.nl", "jelle@voorbeeld.nl");
}

static void
test_dutch (void)
{
  static const char *const headings[] = { "Naam", "Sinds", "Dagen", "Uren", NULL };
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (KlCsvWriter) writer = new_writer (&stream, KL_CSV_MARK);

  g_assert_true (kl_csv_writer_add_row (writer, headings, NULL, NULL));
  kl_csv_writer_add_text (writer, "Berg; van den");
  kl_csv_writer_add_date (writer, kl_date_new (2025, 11, 20));
  kl_csv_writer_add_number (writer, -3);
  kl_csv_writer_add_decimal (writer, -1.25, 1);
  g_assert_true (kl_csv_writer_end_row (writer, NULL, NULL));
  kl_csv_writer_add_text (writer, NULL);
  kl_csv_writer_add_date (writer, KL_DATE_NONE);
  kl_csv_writer_add_number (writer, G_MAXINT64);
  kl_csv_writer_add_decimal (writer, NAN, 2);
  g_assert_true (kl_csv_writer_end_row (writer, NULL, NULL));
  assert_written (writer, stream,
                  "\xef\xbb\xbfNaam;Sinds;Dagen;Uren\r\n"
                  "\"Berg; van den\";2025-11-20;-3;-1,2\r\n"
                  ";;9223372036854775807;\r\n");
}

static void
test_comma (void)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (KlCsvWriter) writer = new_writer (&stream, KL_CSV_COMMA);

  kl_csv_writer_add_decimal (writer, 1.5, 2);
  kl_csv_writer_add_decimal (writer, 2, 0);
  g_assert_true (kl_csv_writer_end_row (writer, NULL, NULL));
  assert_written (writer, stream, "1.50,2\r\n");
}

/* One empty cell is a row, not an empty line. */
static void
test_empty (void)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (KlCsvWriter) writer = new_writer (&stream, KL_CSV_MARK);

  kl_csv_writer_add_text (writer, "");
  g_assert_true (kl_csv_writer_end_row (writer, NULL, NULL));
  kl_csv_writer_add_text (writer, NULL);
  g_assert_true (kl_csv_writer_end_row (writer, NULL, NULL));
  assert_written (writer, stream, "\xef\xbb\xbf\"\"\r\n\"\"\r\n");
}

static void
test_many_rows (void)
{
  g_autoptr (GOutputStream) stream = NULL;
  g_autoptr (KlCsvWriter) writer = new_writer (&stream, KL_CSV_DEFAULT);
  g_autoptr (GString) expected = g_string_new (NULL);

  for (int i = 0; i < 50000; i++)
    {
      kl_csv_writer_add_number (writer, i);
      kl_csv_writer_add_text (writer, "naam");
      g_assert_true (kl_csv_writer_end_row (writer, NULL, NULL));
      g_string_append_printf (expected, "%d;naam\r\n", i);
    }
  assert_written (writer, stream, expected->str);
}

/* A full disk is told, at the row or at the end. */
static void
test_error (void)
{
  char room[8];
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (KlCsvWriter) writer = kl_csv_writer_new (stream, KL_CSV_DEFAULT);
  g_autoptr (GError) error = NULL;

  kl_csv_writer_add_text (writer, "meer dan acht");
  g_assert_true (kl_csv_writer_end_row (writer, NULL, NULL));
  g_assert_false (kl_csv_writer_finish (writer, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/csv-writer/quotes", test_quotes);
  g_test_add_func ("/csv-writer/formulas", test_formulas);
  g_test_add_func ("/csv-writer/dutch", test_dutch);
  g_test_add_func ("/csv-writer/comma", test_comma);
  g_test_add_func ("/csv-writer/empty", test_empty);
  g_test_add_func ("/csv-writer/many-rows", test_many_rows);
  g_test_add_func ("/csv-writer/error", test_error);

  return g_test_run ();
}
