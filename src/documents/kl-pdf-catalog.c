/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pdf-catalog.h"

#include <glib/gi18n-lib.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "kl-document.h"

/*
 * What Cairo cannot say in a PDF: the language, that the title is shown, which cells a
 * head is for, and what a figure says in words. It is inserted into the file in memory;
 * nothing touches a disk.
 *
 * libqpdf could do all of it, but takes every object apart and puts it together again,
 * which for a pack costs as much time as laying it out. It is kept for files that are
 * not written the way Cairo 1.18 writes them.
 */

#define XREF_ENTRY 20
#define TRAILER "trailer\n<<"
#define END "%%EOF\n"
#define FREE_ENTRY "0000000000 65535 f \n"

/* Where a text is put into the file; insertions are kept in the order of the file. */
typedef struct
{
  gsize offset;
  gsize shift; /* how far what follows moves */
  char *text;
} Insertion;

/* A file as Cairo writes it up to version 1.4: plain objects and a plain table of them. */
typedef struct
{
  const char *data;
  gsize length;
  gsize table;         /* the offset of "xref" */
  const char *entries; /* of 20 bytes each */
  guint n_entries;
  const char *trailer;
  GArray *insertions;
} PlainFile;

/* Plain files */

static void
insertion_clear (Insertion *insertion)
{
  g_free (insertion->text);
}

static int
compare_insertions (gconstpointer a, gconstpointer b)
{
  gsize one = ((const Insertion *) a)->offset;
  gsize other = ((const Insertion *) b)->offset;

  return one < other ? -1 : one > other;
}

static gboolean
find_table (PlainFile *file)
{
  static const char marker[] = "startxref\n";
  gsize last = MIN (file->length, 64);
  const char *tail = memmem (file->data + file->length - last, last, marker, sizeof marker - 1);
  char *p;
  guint64 n;

  if (tail == NULL || memcmp (file->data + file->length - strlen (END), END, strlen (END)) != 0)
    return FALSE;
  file->table = g_ascii_strtoull (tail + strlen (marker), NULL, 10);
  if (file->table + 8 > file->length || memcmp (file->data + file->table, "xref\n0 ", 7) != 0)
    return FALSE;
  n = g_ascii_strtoull (file->data + file->table + 7, &p, 10);
  file->entries = p + 1;
  if (n > file->length / XREF_ENTRY || *p != '\n')
    return FALSE;
  file->n_entries = n;
  file->trailer = file->entries + n * XREF_ENTRY;
  return file->trailer + strlen (TRAILER) < tail
         && memcmp (file->trailer, TRAILER, strlen (TRAILER)) == 0;
}

/*
 * Cairo gives every artifact an object number and never writes the object, so that the
 * table points at something else; such a number has no object.
 */
static gsize
find_object (const PlainFile *file, guint number)
{
  const char *entry = file->entries + (gsize) number * XREF_ENTRY;
  gsize offset = g_ascii_strtoull (entry, NULL, 10);
  char expected[32];
  int length = g_snprintf (expected, sizeof expected, "%u 0 obj\n", number);

  if (entry[17] != 'n' || offset + length > file->table
      || memcmp (file->data + offset, expected, length) != 0)
    return 0;
  return offset;
}

static void
insert (PlainFile *file, gsize offset, char *text)
{
  Insertion insertion = { offset, 0, text };

  g_array_append_val (file->insertions, insertion);
}

static gsize
skip (const PlainFile *file, gsize offset, const char *text)
{
  gsize length = strlen (text);

  if (offset == 0 || offset + length > file->table
      || memcmp (file->data + offset, text, length) != 0)
    return 0;
  return offset + length;
}

static char *
format_alternative (const char *text)
{
  GString *hex = g_string_new ("   /Alt <FEFF");
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, NULL, NULL);

  for (const gunichar2 *p = units; p != NULL && *p != 0; p++)
    g_string_append_printf (hex, "%04X", *p);
  g_string_append (hex, ">\n");
  return g_string_free (hex, FALSE);
}

static void
sort_insertions (PlainFile *file)
{
  gsize sum = 0;

  g_array_sort (file->insertions, compare_insertions);
  for (guint i = 0; i < file->insertions->len; i++)
    {
      Insertion *insertion = &g_array_index (file->insertions, Insertion, i);

      sum += strlen (insertion->text);
      insertion->shift = sum;
    }
}

/* Structure elements are numbered in the order in which they were begun. */
static gboolean
complete_objects (PlainFile *file, GPtrArray *alternatives, const char *language)
{
  guint n_figures = 0;
  gboolean has_catalog = FALSE;

  for (guint i = 1; i < file->n_entries; i++)
    {
      gsize start = find_object (file, i);
      gsize body = start == 0 ? 0 : strchr (file->data + start, '\n') + 1 - file->data;
      gsize element = skip (file, body, "<< /Type /StructElem\n   /S /");
      gsize end;

      if ((end = skip (file, element, "Figure\n")) != 0 && n_figures < alternatives->len)
        insert (file, end, format_alternative (g_ptr_array_index (alternatives, n_figures++)));
      else if ((end = skip (file, element, "TH\n")) != 0)
        insert (file, end, g_strdup ("   /A << /O /Table /Scope /Column >>\n"));
      else if ((end = skip (file, body, "<< /Type /Catalog\n")) != 0)
        {
          insert (file, end,
                  g_strdup_printf ("   /Lang (%s)\n"
                                   "   /ViewerPreferences << /DisplayDocTitle true >>\n",
                                   language));
          has_catalog = TRUE;
        }
    }
  sort_insertions (file);
  return has_catalog && n_figures == alternatives->len;
}

static gsize
shift (const PlainFile *file, gsize offset)
{
  guint low = 0;
  guint high = file->insertions->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (file->insertions, Insertion, middle).offset < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return offset + (low == 0 ? 0 : g_array_index (file->insertions, Insertion, low - 1).shift);
}

static GString *
copy_with_insertions (const PlainFile *file)
{
  GString *out = g_string_sized_new (file->length + file->length / 8);
  gsize done = 0;

  for (guint i = 0; i < file->insertions->len; i++)
    {
      const Insertion *insertion = &g_array_index (file->insertions, Insertion, i);

      g_string_append_len (out, file->data + done, insertion->offset - done);
      g_string_append (out, insertion->text);
      done = insertion->offset;
    }
  return g_string_append_len (out, file->data + done, file->table - done);
}

static void
append_table (const PlainFile *file, GString *out)
{
  g_autofree char *id = g_compute_checksum_for_data (G_CHECKSUM_MD5, (guchar *) out->str, out->len);
  const char *trailer = file->trailer + strlen (TRAILER);
  const char *end = strstr (trailer, "startxref");
  gsize table = out->len;

  g_string_append_printf (out, "xref\n0 %u\n", file->n_entries);
  for (guint i = 0; i < file->n_entries; i++)
    {
      gsize offset = find_object (file, i);

      if (offset == 0)
        g_string_append (out, FREE_ENTRY);
      else
        g_string_append_printf (out, "%010" G_GSIZE_FORMAT " 00000 n \n", shift (file, offset));
    }
  g_string_append_printf (out, "trailer\n<< /ID [<%s> <%s>]\n  ", id, id);
  g_string_append_len (out, trailer, end - trailer);
  g_string_append_printf (out, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", table);
}

static GBytes *
finish_plain (const GByteArray *bytes, GPtrArray *alternatives, const char *language)
{
  PlainFile file = { (const char *) bytes->data, bytes->len };
  GString *out = NULL;

  file.insertions = g_array_new (FALSE, FALSE, sizeof (Insertion));
  g_array_set_clear_func (file.insertions, (GDestroyNotify) insertion_clear);
  if (find_table (&file) && complete_objects (&file, alternatives, language))
    {
      out = copy_with_insertions (&file);
      append_table (&file, out);
    }
  g_array_unref (file.insertions);
  return out == NULL ? NULL : g_string_free_to_bytes (out);
}

/* Other files, with libqpdf */

static gboolean
has_type (qpdf_data pdf, qpdf_oh element, const char *type)
{
  qpdf_oh name;
  gboolean same;

  if (!qpdf_oh_is_dictionary (pdf, element))
    return FALSE;
  name = qpdf_oh_get_key (pdf, element, "/S");
  same = qpdf_oh_is_name (pdf, name) && strcmp (qpdf_oh_get_name (pdf, name), type) == 0;
  qpdf_oh_release (pdf, name);
  return same;
}

static void describe_figures (qpdf_data pdf, qpdf_oh element, GPtrArray *alternatives, guint *next);

static void
describe_child (qpdf_data pdf, qpdf_oh child, GPtrArray *alternatives, guint *next)
{
  if (has_type (pdf, child, "/Figure"))
    {
      qpdf_oh alt;

      if (*next >= alternatives->len)
        return;
      alt = qpdf_oh_new_unicode_string (pdf, g_ptr_array_index (alternatives, (*next)++));
      qpdf_oh_replace_key (pdf, child, "/Alt", alt);
      qpdf_oh_release (pdf, alt);
    }
  else if (has_type (pdf, child, "/Sect") || has_type (pdf, child, "/Document"))
    describe_figures (pdf, child, alternatives, next);
}

/* Figures stand in the order in which they were drawn, right under a section. */
static void
describe_figures (qpdf_data pdf, qpdf_oh element, GPtrArray *alternatives, guint *next)
{
  qpdf_oh children = qpdf_oh_get_key (pdf, element, "/K");

  if (qpdf_oh_is_array (pdf, children))
    for (int i = 0; i < qpdf_oh_get_array_n_items (pdf, children); i++)
      {
        qpdf_oh child = qpdf_oh_get_array_item (pdf, children, i);

        describe_child (pdf, child, alternatives, next);
        qpdf_oh_release (pdf, child);
      }
  else
    describe_child (pdf, children, alternatives, next);
  qpdf_oh_release (pdf, children);
}

static void
complete_catalog (qpdf_data pdf, GPtrArray *alternatives, const char *language)
{
  qpdf_oh root = qpdf_get_root (pdf);
  qpdf_oh preferences = qpdf_oh_parse (pdf, "<< /DisplayDocTitle true >>");
  qpdf_oh mark_info = qpdf_oh_parse (pdf, "<< /Marked true >>");
  qpdf_oh tree = qpdf_oh_get_key (pdf, root, "/StructTreeRoot");
  guint next = 0;

  qpdf_oh_replace_key (pdf, root, "/Lang", qpdf_oh_new_string (pdf, language));
  qpdf_oh_replace_key (pdf, root, "/MarkInfo", mark_info);
  qpdf_oh_replace_key (pdf, root, "/ViewerPreferences", preferences);
  if (qpdf_oh_is_dictionary (pdf, tree))
    describe_figures (pdf, tree, alternatives, &next);
}

static GBytes *
write_pdf (qpdf_data pdf)
{
  qpdf_init_write_memory (pdf);
  qpdf_set_deterministic_ID (pdf, QPDF_TRUE);
  qpdf_set_stream_data_mode (pdf, qpdf_s_preserve);
  qpdf_set_object_stream_mode (pdf, qpdf_o_generate);
  if ((qpdf_write (pdf) & QPDF_ERRORS) != 0)
    return NULL;
  return g_bytes_new (qpdf_get_buffer (pdf), qpdf_get_buffer_length (pdf));
}

static GBytes *
finish_with_qpdf (const GByteArray *bytes, GPtrArray *alternatives, const char *language)
{
  qpdf_data pdf = qpdf_init ();
  GBytes *result = NULL;

  qpdf_silence_errors (pdf);
  qpdf_set_suppress_warnings (pdf, QPDF_TRUE);
  if ((qpdf_read_memory (pdf, "document", (const char *) bytes->data, bytes->len, NULL)
       & QPDF_ERRORS)
      == 0)
    {
      complete_catalog (pdf, alternatives, language);
      if (!qpdf_has_error (pdf))
        result = write_pdf (pdf);
    }
  /* An error that nobody asks for is printed. */
  if (qpdf_has_error (pdf))
    qpdf_get_error (pdf);
  qpdf_cleanup (&pdf);
  return result;
}

/* Public API */

/**
 * kl_pdf_finish:
 * @bytes: a PDF as Cairo made it
 * @alternatives: (element-type utf8): the words of its figures in drawing order
 * @language: its language ("nl-NL")
 * @error: set when the file is not sound
 *
 * Completes a PDF with what Cairo cannot say. The same file gives the same bytes.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
kl_pdf_finish (const GByteArray *bytes,
               GPtrArray *alternatives,
               const char *language,
               GError **error)
{
  GBytes *result = finish_plain (bytes, alternatives, language);

  if (result == NULL)
    result = finish_with_qpdf (bytes, alternatives, language);
  if (result == NULL)
    g_set_error_literal (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_WRITING,
                         _ ("The document could not be put together: its pages do not form a "
                            "sound file"));
  return result;
}
