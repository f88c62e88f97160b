/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pdf-catalog.h"

#include <glib/gi18n-lib.h>
#include <qpdf/qpdf-c.h>
#include <string.h>

#include "kl-document.h"

/*
 * What Cairo cannot say in a PDF: the language, that the title is shown, and what a
 * figure says in words. libqpdf adds it in memory; nothing touches a disk.
 */

#define XREF_ENTRY 20

/* Auxiliary functions */

static gboolean
entry_is_sound (const GByteArray *bytes, const char *entry, guint64 number)
{
  guint64 offset = g_ascii_strtoull (entry, NULL, 10);
  g_autofree char *expected = g_strdup_printf ("%" G_GUINT64_FORMAT " 0 obj", number);
  gsize length = strlen (expected);

  return offset + length <= bytes->len && memcmp (bytes->data + offset, expected, length) == 0;
}

/*
 * Cairo 1.18 gives every artifact an object number and never writes the object, so the
 * table of objects points at something else. Such numbers are marked free: nothing
 * refers to them, and a reader would call the file damaged.
 */
static void
free_unwritten_objects (GByteArray *bytes)
{
  static const char marker[] = "startxref\n";
  const char *tail = g_strrstr_len ((const char *) bytes->data, bytes->len, marker);
  guint64 offset = tail == NULL ? 0 : g_ascii_strtoull (tail + strlen (marker), NULL, 10);
  char *p;
  char *end = (char *) bytes->data + bytes->len;
  guint64 n;

  if (offset == 0 || offset + 8 > bytes->len || memcmp (bytes->data + offset, "xref\n0 ", 7) != 0)
    return;
  n = g_ascii_strtoull ((char *) bytes->data + offset + 7, &p, 10);
  p++;
  for (guint64 i = 0; i < n && p + XREF_ENTRY <= end; i++, p += XREF_ENTRY)
    if (p[17] == 'n' && !entry_is_sound (bytes, p, i))
      memcpy (p, "0000000000 65535 f ", 19);
}

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

/* Public API */

/**
 * kl_pdf_finish:
 * @bytes: a PDF as Cairo made it, in version 1.4; changed in place
 * @alternatives: (element-type utf8): the words of its figures in drawing order
 * @language: its language ("nl-NL")
 * @error: set when the file is not sound
 *
 * Completes a PDF with what Cairo cannot say.
 *
 * Returns: (transfer full) (nullable): the file
 */
GBytes *
kl_pdf_finish (GByteArray *bytes, GPtrArray *alternatives, const char *language, GError **error)
{
  qpdf_data pdf = qpdf_init ();
  GBytes *result = NULL;

  free_unwritten_objects (bytes);
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
  if (result == NULL)
    g_set_error_literal (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_WRITING,
                         _ ("The document could not be put together: its pages do not form a "
                            "sound file"));
  qpdf_cleanup (&pdf);
  return result;
}
