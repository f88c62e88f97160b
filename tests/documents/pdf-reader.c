/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-reader.h"

#include <qpdf/qpdf-c.h>

#include "documents/kl-page.h"

#define SLACK 0.8

static void
element_free (PdfElement *element)
{
  g_free (element->text);
  g_free (element->alt);
  g_free (element);
}

PopplerDocument *
pdf_open (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &error);

  g_assert_no_error (error);
  return document;
}

/* With KL_TEST_KEEP set to a folder, documents stay there to be looked at. */
void
pdf_keep (GBytes *bytes, const char *name)
{
  const char *folder = g_getenv ("KL_TEST_KEEP");
  g_autofree char *file = g_strconcat (name, ".pdf", NULL);
  g_autofree char *path = folder == NULL ? NULL : g_build_filename (folder, file, NULL);

  if (path != NULL)
    g_assert_true (
      g_file_set_contents (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL));
}

/* One space for each run of white. */
char *
pdf_squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);
  gboolean white = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          if (!white)
            g_string_append_c (squeezed, ' ');
          white = TRUE;
          continue;
        }
      g_string_append_unichar (squeezed, c);
      white = FALSE;
    }
  if (white && squeezed->len > 0)
    g_string_truncate (squeezed, squeezed->len - 1);
  return g_string_free (squeezed, FALSE);
}

char *
pdf_get_page_text (PopplerDocument *document, int page)
{
  g_autoptr (PopplerPage) poppler_page = poppler_document_get_page (document, page);
  g_autofree char *text = poppler_page_get_text (poppler_page);

  return pdf_squeeze (text);
}

char *
pdf_get_text (PopplerDocument *document)
{
  GString *text = g_string_new (NULL);

  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autofree char *page = pdf_get_page_text (document, i);

      g_string_append_printf (text, "%s\n", page);
    }
  return g_string_free (text, FALSE);
}

/* Poppler goes through a whole page for each text it is asked for: only leaves are asked. */
static void
walk (PopplerStructureElementIter *iter, int depth, GPtrArray *elements, GString *parent_text)
{
  do
    {
      g_autoptr (PopplerStructureElement) found = poppler_structure_element_iter_get_element (iter);
      PopplerStructureElementIter *child = poppler_structure_element_iter_get_child (iter);
      PdfElement *element = g_new0 (PdfElement, 1);
      g_autoptr (GString) text = g_string_new (NULL);

      element->kind = poppler_structure_element_get_kind (found);
      element->depth = depth;
      element->page = poppler_structure_element_get_page (found);
      element->alt = poppler_structure_element_get_alt_text (found);
      g_ptr_array_add (elements, element);
      if (child != NULL)
        {
          walk (child, depth + 1, elements, text);
          poppler_structure_element_iter_free (child);
        }
      else if (poppler_structure_element_is_content (found))
        {
          g_autofree char *own =
            poppler_structure_element_get_text (found, POPPLER_STRUCTURE_GET_TEXT_NONE);

          g_string_append (text, own == NULL ? "" : own);
        }
      g_string_append (parent_text, text->str);
      element->text = pdf_squeeze (text->str);
    }
  while (poppler_structure_element_iter_next (iter));
}

GPtrArray *
pdf_list_elements (PopplerDocument *document)
{
  GPtrArray *elements = g_ptr_array_new_with_free_func ((GDestroyNotify) element_free);
  PopplerStructureElementIter *iter = poppler_structure_element_iter_new (document);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_nonnull (iter);
  walk (iter, 0, elements, text);
  poppler_structure_element_iter_free (iter);
  return elements;
}

guint
pdf_count_elements (GPtrArray *elements, PopplerStructureElementKind kind)
{
  guint n = 0;

  for (guint i = 0; i < elements->len; i++)
    n += ((PdfElement *) g_ptr_array_index (elements, i))->kind == kind ? 1 : 0;
  return n;
}

/* The text of an element of this kind that is exactly @text. */
const char *
pdf_find_element (GPtrArray *elements, PopplerStructureElementKind kind, const char *text)
{
  for (guint i = 0; i < elements->len; i++)
    {
      const PdfElement *element = g_ptr_array_index (elements, i);

      if (element->kind == kind && g_str_equal (element->text, text))
        return element->text;
    }
  return NULL;
}

static void
assert_page_inside (PopplerPage *page, int number)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *boxes = NULL;
  const char *p = text;
  double width;
  double height;
  guint n;

  poppler_page_get_size (page, &width, &height);
  g_assert_true (poppler_page_get_text_layout (page, &boxes, &n));
  for (guint i = 0; i < n && *p != '\0'; i++, p = g_utf8_next_char (p))
    {
      double middle = (boxes[i].y1 + boxes[i].y2) / 2;

      if (g_unichar_isspace (g_utf8_get_char (p)))
        continue;
      if (boxes[i].x1 < KL_PAGE_LEFT - SLACK || boxes[i].x2 > width - KL_PAGE_RIGHT + SLACK
          || middle < KL_PAGE_TOP || middle > height - KL_PAGE_BOTTOM)
        g_error ("page %d: “%.40s” stands outside the margins at %.1f %.1f %.1f %.1f", number + 1,
                 p, boxes[i].x1, boxes[i].y1, boxes[i].x2, boxes[i].y2);
    }
}

void
pdf_assert_inside_margins (PopplerDocument *document)
{
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autoptr (PopplerPage) page = poppler_document_get_page (document, i);

      assert_page_inside (page, i);
    }
}

/* How much of an area is inked, from 0 to 1. */
double
pdf_get_darkness (PopplerDocument *document,
                  int page,
                  double x,
                  double y,
                  double width,
                  double height)
{
  g_autoptr (PopplerPage) poppler_page = poppler_document_get_page (document, page);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width * 2, height * 2);
  cairo_t *cr = cairo_create (surface);
  const guchar *data;
  double sum = 0;
  int stride = cairo_image_surface_get_stride (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, 2, 2);
  cairo_translate (cr, -x, -y);
  poppler_page_render (poppler_page, cr);
  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int row = 0; row < (int) (height * 2); row++)
    for (int column = 0; column < (int) (width * 2); column++)
      sum += 255 - data[row * stride + column * 4 + 1];
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return sum / 255 / (width * 2) / (height * 2);
}

char *
pdf_get_catalog_string (GBytes *bytes, const char *key)
{
  qpdf_data pdf = qpdf_init ();
  char *value = NULL;
  qpdf_oh item;

  g_assert_cmpint (qpdf_read_memory (pdf, "test", g_bytes_get_data (bytes, NULL),
                                     g_bytes_get_size (bytes), NULL),
                   ==, QPDF_SUCCESS);
  item = qpdf_oh_get_key (pdf, qpdf_get_root (pdf), key);
  if (qpdf_oh_is_string (pdf, item))
    value = g_strdup (qpdf_oh_get_utf8_value (pdf, item));
  else
    value = g_strdup (qpdf_oh_unparse (pdf, item));
  qpdf_cleanup (&pdf);
  return value;
}
