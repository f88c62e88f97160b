/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pdf-writer.h"

#include <string.h>
#include <zlib.h>

/*
 * The file around the pages of a PDF: objects, streams and the table that finds them (ISO 32000,
 * 7.5). Small objects go together into compressed ones; what is written is not kept, so that a
 * pack of four hundred cases takes hardly more memory than one of forty.
 *
 * Cairo writes PDF too, and is what pages were drawn with at first. Tags took it a quarter of the
 * time, it keeps the structure of all pages until the end, and it leaves out the language, the
 * words of figures and what a head is for, which had to be put in afterwards. libqpdf changes
 * files that there are, and takes all of one apart.
 */

#define HEADER "%PDF-1.7\n%\265\355\256\373\n"

/* What waits before it is written; small, and still worth compressing. */
#define FULL_OBJECTS (32 * 1024)
#define FULL_OUT (64 * 1024)
#define ROOM (16 * 1024)

/* Takes two thirds of the time of what is usual, for one part in a hundred more. */
#define COMPRESSION 4

/* Each row of the table: the kind, a place, a number. */
#define ROW 7

typedef struct
{
  guint32 place; /* in the file, or the object that holds it */
  guint16 index; /* in the object that holds it */
  guint8 kind;   /* 0 never written, 1 on its own, 2 held by another */
} Entry;

struct _KlPdfWriter
{
  GOutputStream *stream;
  GString *out;
  gsize offset; /* of what is in @out */
  GError *error;
  GArray *entries;

  GString *objects;
  GString *places;
  guint holder;
  guint n_held;

  z_stream deflater;
  GByteArray *packed;
  guint32 sum;
};

/* Auxiliary functions */

static void
flush_out (KlPdfWriter *self)
{
  if (self->error == NULL)
    g_output_stream_write_all (self->stream, self->out->str, self->out->len, NULL, NULL,
                               &self->error);
  self->offset += self->out->len;
  g_string_truncate (self->out, 0);
}

static Entry *
get_entry (KlPdfWriter *self, guint number)
{
  return &g_array_index (self->entries, Entry, number);
}

/* Adds to what was packed since deflateReset(). */
static void
pack (KlPdfWriter *self, const void *data, gsize length, int flush)
{
  z_stream *deflater = &self->deflater;
  int status;

  deflater->next_in = (Bytef *) data;
  deflater->avail_in = (uInt) length;
  do
    {
      if (self->packed->len < deflater->total_out + ROOM)
        g_byte_array_set_size (self->packed, (guint) deflater->total_out + 2 * ROOM);
      deflater->next_out = self->packed->data + deflater->total_out;
      deflater->avail_out = (uInt) (self->packed->len - deflater->total_out);
      status = deflate (deflater, flush);
    }
  while (deflater->avail_in > 0 || (flush == Z_FINISH && status == Z_OK));
}

static void
write_packed (KlPdfWriter *self, guint number, const char *entries)
{
  Entry *entry = get_entry (self, number);

  /* The sum that stands at its end, for the name of the file. */
  self->sum = self->sum * 31 + (guint32) self->deflater.adler;
  entry->kind = 1;
  entry->place = (guint32) (self->offset + self->out->len);
  g_string_append_printf (self->out, "%u 0 obj\n<<%s/Filter/FlateDecode/Length %lu>>stream\n",
                          number, entries, self->deflater.total_out);
  g_string_append_len (self->out, (const char *) self->packed->data,
                       (gssize) self->deflater.total_out);
  g_string_append (self->out, "\nendstream\nendobj\n");
  if (self->out->len > FULL_OUT)
    flush_out (self);
}

static void
write_stream (KlPdfWriter *self, guint number, const char *entries, const void *data, gsize length)
{
  deflateReset (&self->deflater);
  pack (self, data, length, Z_FINISH);
  write_packed (self, number, entries);
}

static void
flush_objects (KlPdfWriter *self)
{
  char entries[64];

  if (self->n_held == 0)
    return;
  g_snprintf (entries, sizeof entries, "/Type/ObjStm/N %u/First %" G_GSIZE_FORMAT, self->n_held,
              self->places->len);
  g_string_append_len (self->places, self->objects->str, (gssize) self->objects->len);
  write_stream (self, self->holder, entries, self->places->str, self->places->len);
  g_string_truncate (self->places, 0);
  g_string_truncate (self->objects, 0);
  self->n_held = 0;
}

static void
put_row (guint8 *row, const Entry *entry)
{
  row[0] = entry->kind;
  for (guint i = 0; i < 4; i++)
    row[1 + i] = (guint8) (entry->place >> (24 - 8 * i));
  row[5] = (guint8) (entry->index >> 8);
  row[6] = (guint8) entry->index;
}

/* Each row is written as what it differs from the row before. */
static char *
pack_table (KlPdfWriter *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_MD5);
  guint8 before[ROW] = { 0 };

  g_checksum_update (checksum, (const guchar *) &self->sum, sizeof self->sum);
  deflateReset (&self->deflater);
  for (guint i = 0; i < self->entries->len; i++)
    {
      guint8 row[ROW];
      guint8 coded[ROW + 1] = { 2 };

      put_row (row, get_entry (self, i));
      for (guint j = 0; j < ROW; j++)
        coded[1 + j] = (guint8) (row[j] - before[j]);
      memcpy (before, row, ROW);
      g_checksum_update (checksum, row, ROW);
      pack (self, coded, sizeof coded, i + 1 < self->entries->len ? Z_NO_FLUSH : Z_FINISH);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static void
write_table (KlPdfWriter *self, guint catalog, guint information)
{
  const guint number = kl_pdf_writer_reserve (self);
  Entry *entry = get_entry (self, number);
  g_autofree char *entries = NULL;
  g_autofree char *name = NULL;

  entry->kind = 1;
  entry->place = (guint32) (self->offset + self->out->len);
  name = pack_table (self);
  entries = g_strdup_printf ("/Type/XRef/Size %u/W[1 4 2]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]"
                             "/DecodeParms<</Predictor 12/Columns %d>>",
                             self->entries->len, catalog, information, name, name, ROW);
  write_packed (self, number, entries);
  g_string_append_printf (self->out, "startxref\n%u\n%%%%EOF\n", get_entry (self, number)->place);
}

/* Public API */

/**
 * kl_pdf_writer_new:
 * @stream: where the file goes
 *
 * Begins a file.
 *
 * Returns: (transfer full): free with kl_pdf_writer_free()
 */
KlPdfWriter *
kl_pdf_writer_new (GOutputStream *stream)
{
  KlPdfWriter *self = g_new0 (KlPdfWriter, 1);
  const Entry none = { 0, G_MAXUINT16, 0 };

  self->stream = g_object_ref (stream);
  self->out = g_string_new_len (HEADER, sizeof HEADER - 1);
  self->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  g_array_append_val (self->entries, none);
  self->objects = g_string_new (NULL);
  self->places = g_string_new (NULL);
  self->packed = g_byte_array_new ();
  deflateInit (&self->deflater, COMPRESSION);
  return self;
}

/**
 * kl_pdf_writer_free:
 * @self: (nullable) (transfer full): the file
 *
 * Frees @self. What was not finished is no file.
 */
void
kl_pdf_writer_free (KlPdfWriter *self)
{
  if (self == NULL)
    return;
  deflateEnd (&self->deflater);
  g_clear_error (&self->error);
  g_object_unref (self->stream);
  g_string_free (self->out, TRUE);
  g_string_free (self->objects, TRUE);
  g_string_free (self->places, TRUE);
  g_array_unref (self->entries);
  g_byte_array_unref (self->packed);
  g_free (self);
}

/**
 * kl_pdf_writer_reserve:
 * @self: the file
 *
 * Returns: the number of an object that is written later, or never
 */
guint
kl_pdf_writer_reserve (KlPdfWriter *self)
{
  const Entry entry = { 0 };

  g_array_append_val (self->entries, entry);
  return self->entries->len - 1;
}

/**
 * kl_pdf_writer_begin:
 * @self: the file
 * @number: from kl_pdf_writer_reserve()
 *
 * Begins an object that is no stream. It ends where the next one begins.
 *
 * Returns: (transfer none): where to append it
 */
GString *
kl_pdf_writer_begin (KlPdfWriter *self, guint number)
{
  Entry *entry;

  if (self->objects->len > FULL_OBJECTS)
    flush_objects (self);
  if (self->n_held == 0)
    self->holder = kl_pdf_writer_reserve (self);
  if (self->objects->len > 0)
    g_string_append_c (self->objects, '\n');
  entry = get_entry (self, number);
  entry->kind = 2;
  entry->place = self->holder;
  entry->index = (guint16) self->n_held++;
  g_string_append_printf (self->places, "%u %" G_GSIZE_FORMAT " ", number, self->objects->len);
  return self->objects;
}

/**
 * kl_pdf_writer_add_stream:
 * @self: the file
 * @number: from kl_pdf_writer_reserve()
 * @entries: what its dictionary says besides its length
 * @data: what is in it
 * @length: bytes of @data
 *
 * Writes a stream, compressed.
 */
void
kl_pdf_writer_add_stream (KlPdfWriter *self,
                          guint number,
                          const char *entries,
                          const void *data,
                          gsize length)
{
  write_stream (self, number, entries, data, length);
}

/**
 * kl_pdf_writer_finish:
 * @self: the file
 * @catalog: the object where a reader begins
 * @information: the object with the title
 * @error: set when something could not be written
 *
 * Writes what is left and the table of objects. The same objects make the same bytes.
 *
 * Returns: whether the whole file was written
 */
gboolean
kl_pdf_writer_finish (KlPdfWriter *self, guint catalog, guint information, GError **error)
{
  flush_objects (self);
  write_table (self, catalog, information);
  flush_out (self);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

/**
 * kl_pdf_append_number:
 * @text: where
 * @number: points
 *
 * Writes a number to a hundredth, without regard to the language. There are hundreds on a page:
 * printf() would take a tenth of the time.
 */
void
kl_pdf_append_number (GString *text, double number)
{
  char digits[24];
  char *p = digits + sizeof digits;
  gint64 hundredths = (gint64) (number * 100 + (number < 0 ? -0.5 : 0.5));
  const gboolean negative = hundredths < 0;
  guint64 left = (guint64) (negative ? -hundredths : hundredths);
  const guint part = (guint) (left % 100);

  if (part % 10 != 0)
    *--p = (char) ('0' + part % 10);
  if (part != 0)
    {
      *--p = (char) ('0' + part / 10);
      *--p = '.';
    }
  left /= 100;
  do
    *--p = (char) ('0' + left % 10);
  while ((left /= 10) > 0);
  if (negative)
    *--p = '-';
  g_string_append_len (text, p, digits + sizeof digits - p);
}

/**
 * kl_pdf_append_shade:
 * @text: where
 * @grey: 0 black to 1 white
 * @second: not that but the second ink, #1a5fb4
 * @lines: what is drawn with it, else text and areas
 *
 * Writes what pages are drawn with from here on.
 */
void
kl_pdf_append_shade (GString *text, double grey, gboolean second, gboolean lines)
{
  if (second)
    {
      g_string_append (text, lines ? "0.102 0.373 0.706 RG\n" : "0.102 0.373 0.706 rg\n");
      return;
    }
  kl_pdf_append_number (text, grey);
  g_string_append (text, lines ? " G " : " g\n");
}

/**
 * kl_pdf_append_reference:
 * @text: where
 * @number: an object
 *
 * Writes a reference to @number.
 */
void
kl_pdf_append_reference (GString *text, guint number)
{
  kl_pdf_append_number (text, number);
  g_string_append (text, " 0 R");
}

/**
 * kl_pdf_append_text:
 * @text: where
 * @words: (nullable): UTF-8
 *
 * Writes words for people as a string of PDF.
 */
void
kl_pdf_append_text (GString *text, const char *words)
{
  g_autofree gunichar2 *units =
    words == NULL ? NULL : g_utf8_to_utf16 (words, -1, NULL, NULL, NULL);

  g_string_append (text, "<FEFF");
  for (const gunichar2 *p = units; p != NULL && *p != 0; p++)
    g_string_append_printf (text, "%04X", *p);
  g_string_append_c (text, '>');
}
