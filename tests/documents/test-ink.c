/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "documents/kl-ink.h"

#include <string.h>

#include "../unit/dutch.h"
#include "documents/kl-text-flow.h"
#include "pdf-reader.h"

/* What pages are drawn with: each thing on its own, read back with Poppler. */

static const KlTextStyle style = { .face = KL_FACE_LABEL,
                                   .size = 12,
                                   .leading = 16,
                                   .weight = 400 };

static void
write_line (KlInk *ink, KlTypesetter *typesetter, const char *text, double y)
{
  g_autoptr (KlTextFlow) flow = kl_text_flow_new (typesetter);

  kl_text_flow_append (flow, &style, text);
  kl_text_flow_layout (flow, 500);
  kl_text_flow_draw (flow, ink, 50, y, KL_ALIGN_LEFT, 0, 1);
}

static GBytes *
end_document (KlInk *ink, GOutputStream *stream)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (kl_ink_finish (ink, "Titel", "Korte Lijnen", "nl-NL", 0, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (stream, NULL, &error));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream));
}

static GBytes *
write_document (KlTypesetter *typesetter, const char *const *lines)
{
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (KlInk) ink = kl_ink_new (stream);

  kl_ink_begin_tag (ink, "Document", NULL);
  kl_ink_begin_page (ink, 595, 842);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      kl_ink_begin_tag (ink, "P", NULL);
      write_line (ink, typesetter, lines[i], 50 + 20.0 * i);
      kl_ink_end_tag (ink);
    }
  kl_ink_end_page (ink);
  kl_ink_end_tag (ink);
  return end_document (ink, stream);
}

/* A font has one form for some signs, and a reader gets back the one that was written. */
static void
test_shared_forms (void)
{
  static const char *const lines[] = { "Ω en \342\204\246", "a-b a\342\200\220b", NULL };
  g_autoptr (KlTypesetter) typesetter = kl_typesetter_new ();
  g_autoptr (GBytes) bytes = write_document (typesetter, lines);
  g_autoptr (PopplerDocument) document = pdf_open (bytes);
  g_autofree char *text = pdf_get_text (document);

  pdf_keep (bytes, "shared-forms");
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_nonnull (strstr (text, lines[i]));
}

/* What was shaped for one document leaves no trace in the next. */
static void
test_nothing_left_over (void)
{
  static const char *const first[] = { "Zuster Quax belt Ω", "Twee woorden", NULL };
  static const char *const second[] = { "Twee andere woorden", NULL };
  g_autoptr (KlTypesetter) typesetter = kl_typesetter_new ();
  g_autoptr (KlTypesetter) fresh = kl_typesetter_new ();
  g_autoptr (GBytes) before = write_document (typesetter, first);
  g_autoptr (GBytes) after = write_document (typesetter, second);
  g_autoptr (GBytes) alone = write_document (fresh, second);

  g_assert_false (g_bytes_equal (before, after));
  g_assert_true (g_bytes_equal (after, alone));
}

/* Text of a drawing ends up above its areas, and neither hides the other's colour. */
static void
test_drawing (void)
{
  g_autoptr (KlTypesetter) typesetter = kl_typesetter_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (KlInk) ink = kl_ink_new (stream);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (GPtrArray) elements = NULL;

  kl_ink_begin_tag (ink, "Document", NULL);
  kl_ink_begin_page (ink, 595, 842);
  kl_ink_begin_tag (ink, "Figure", "een wit vlak met (haakjes)");
  kl_ink_hold (ink);
  write_line (ink, typesetter, "MMMM", 100);
  kl_ink_rectangle (ink, 40, 90, 200, 40);
  kl_ink_fill (ink, 0.5);
  kl_ink_rectangle (ink, 40, 90, 200, 40);
  kl_ink_fill (ink, 1);
  kl_ink_release (ink);
  kl_ink_rectangle (ink, 300, 90, 100, 40);
  kl_ink_fill (ink, 0);
  kl_ink_end_tag (ink);
  kl_ink_end_page (ink);
  kl_ink_end_tag (ink);
  bytes = end_document (ink, stream);

  document = pdf_open (bytes);
  elements = pdf_list_elements (document);
  g_assert_cmpstr (((PdfElement *) g_ptr_array_index (elements, 1))->alt, ==,
                   "een wit vlak met (haakjes)");
  g_assert_cmpfloat (pdf_get_darkness (document, 0, 50, 100, 40, 16), >, 0.1);
  g_assert_cmpfloat (pdf_get_darkness (document, 0, 150, 92, 80, 36), <, 0.001);
  g_assert_cmpfloat (pdf_get_darkness (document, 0, 301, 91, 98, 38), >, 0.999);
}

/* A link leads to a place that comes later. */
static void
test_link (void)
{
  g_autoptr (KlTypesetter) typesetter = kl_typesetter_new ();
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (KlInk) ink = kl_ink_new (stream);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (PopplerDocument) document = NULL;
  g_autoptr (PopplerPage) page = NULL;
  GList *links;

  kl_ink_begin_tag (ink, "Document", NULL);
  kl_ink_begin_page (ink, 595, 842);
  kl_ink_begin_tag (ink, "P", NULL);
  kl_ink_begin_link (ink, "verder", 50, 50, 100, 16);
  write_line (ink, typesetter, "verder op blad 2", 50);
  kl_ink_end_link (ink);
  kl_ink_end_tag (ink);
  kl_ink_end_page (ink);
  kl_ink_begin_page (ink, 420, 595);
  kl_ink_add_destination (ink, "verder", 100);
  kl_ink_end_page (ink);
  kl_ink_end_tag (ink);
  kl_ink_add_outline (ink, "Deel twee", 2);
  bytes = end_document (ink, stream);

  document = pdf_open (bytes);
  page = poppler_document_get_page (document, 0);
  links = poppler_page_get_link_mapping (page);
  g_assert_cmpuint (g_list_length (links), ==, 1);
  g_assert_cmpint (((PopplerLinkMapping *) links->data)->action->type, ==,
                   POPPLER_ACTION_GOTO_DEST);
  g_assert_cmpint (((PopplerLinkMapping *) links->data)->action->goto_dest.dest->page_num, ==, 2);
  poppler_page_free_link_mapping (links);
}

/* A disk that is full is told, not passed over. */
static void
test_no_room (void)
{
  static char room[100];
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new (room, sizeof room, NULL, NULL);
  g_autoptr (KlInk) ink = kl_ink_new (stream);
  g_autoptr (GError) error = NULL;

  kl_ink_begin_page (ink, 595, 842);
  kl_ink_end_page (ink);
  g_assert_false (kl_ink_finish (ink, "Titel", "Korte Lijnen", "nl-NL", 0, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ink/shared-forms", test_shared_forms);
  g_test_add_func ("/ink/nothing-left-over", test_nothing_left_over);
  g_test_add_func ("/ink/drawing", test_drawing);
  g_test_add_func ("/ink/link", test_link);
  g_test_add_func ("/ink/no-room", test_no_room);
  return g_test_run ();
}
