/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pdf-reader.h"

#include <string.h>

/* What who listens to a document needs of it, on every page. */

static const PdfElement *
get_element (GPtrArray *elements, guint i)
{
  return g_ptr_array_index (elements, i);
}

/* The elements right under @parent, by number. */
static GArray *
list_children (GPtrArray *elements, guint parent)
{
  GArray *children = g_array_new (FALSE, FALSE, sizeof (guint));
  const int depth = get_element (elements, parent)->depth;

  for (guint i = parent + 1; i < elements->len && get_element (elements, i)->depth > depth; i++)
    if (get_element (elements, i)->depth == depth + 1)
      g_array_append_val (children, i);
  return children;
}

static guint
count_kind (GPtrArray *elements, const GArray *children, PopplerStructureElementKind kind)
{
  guint n = 0;

  for (guint i = 0; i < children->len; i++)
    n += get_element (elements, g_array_index (children, guint, i))->kind == kind ? 1 : 0;
  return n;
}

/* A head with a cell for each column, and rows as wide. */
static void
assert_table (GPtrArray *elements, guint number, const char *name)
{
  g_autoptr (GArray) rows = list_children (elements, number);
  guint n_columns = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const guint row = g_array_index (rows, guint, i);
      g_autoptr (GArray) cells = list_children (elements, row);
      const guint n_heads = count_kind (elements, cells, POPPLER_STRUCTURE_ELEMENT_TABLE_HEADING);
      const guint n_data = count_kind (elements, cells, POPPLER_STRUCTURE_ELEMENT_TABLE_DATA);

      if (get_element (elements, row)->kind != POPPLER_STRUCTURE_ELEMENT_TABLE_ROW)
        g_error ("%s: a table holds something else than rows", name);
      if (i == 0)
        n_columns = n_heads;
      if (i == 0 && (n_heads == 0 || n_data > 0))
        g_error ("%s: a table has no head", name);
      if (n_heads + n_data != n_columns)
        g_error ("%s: row %u has %u cells of %u", name, i + 1, n_heads + n_data, n_columns);
    }
}

static void
assert_list (GPtrArray *elements, guint number, const char *name)
{
  g_autoptr (GArray) items = list_children (elements, number);

  if (items->len == 0
      || count_kind (elements, items, POPPLER_STRUCTURE_ELEMENT_LIST_ITEM) != items->len)
    g_error ("%s: a list holds something else than items", name);
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (GArray) parts = list_children (elements, g_array_index (items, guint, i));

      if (count_kind (elements, parts, POPPLER_STRUCTURE_ELEMENT_LIST_BODY) == 0)
        g_error ("%s: item %u of a list has no body", name, i + 1);
    }
}

static void
assert_element (GPtrArray *elements, guint number, const char *name)
{
  const PdfElement *element = get_element (elements, number);

  switch ((int) element->kind)
    {
    case POPPLER_STRUCTURE_ELEMENT_TABLE:
      assert_table (elements, number, name);
      break;
    case POPPLER_STRUCTURE_ELEMENT_LIST:
      assert_list (elements, number, name);
      break;
    case POPPLER_STRUCTURE_ELEMENT_FIGURE:
      if (element->alt == NULL || *element->alt == '\0')
        g_error ("%s: a figure has no words", name);
      break;
    case POPPLER_STRUCTURE_ELEMENT_HEADING_1:
    case POPPLER_STRUCTURE_ELEMENT_HEADING_2:
    case POPPLER_STRUCTURE_ELEMENT_HEADING_3:
      if (*element->text == '\0')
        g_error ("%s: a heading is empty", name);
      break;
    default:
      break;
    }
}

static int
get_level (const PdfElement *element)
{
  switch ((int) element->kind)
    {
    case POPPLER_STRUCTURE_ELEMENT_HEADING_1:
      return 1;
    case POPPLER_STRUCTURE_ELEMENT_HEADING_2:
      return 2;
    case POPPLER_STRUCTURE_ELEMENT_HEADING_3:
      return 3;
    default:
      return 0;
    }
}

/* The first is of the first level, and none is skipped on the way down. */
static void
assert_headings (GPtrArray *elements, const char *name)
{
  int last = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      const int level = get_level (get_element (elements, i));

      if (level > last + 1)
        g_error ("%s: heading “%s” of level %d comes after level %d", name,
                 get_element (elements, i)->text, level, last);
      last = level > 0 ? level : last;
    }
  if (last == 0)
    g_error ("%s: there is no heading", name);
}

/* Pages are told in their order, and each page tells something. */
static void
assert_pages (PopplerDocument *document, GPtrArray *elements, const char *name)
{
  const int n_pages = poppler_document_get_n_pages (document);
  g_autofree gboolean *told = g_new0 (gboolean, n_pages);
  int last = 0;

  for (guint i = 0; i < elements->len; i++)
    {
      const PdfElement *element = get_element (elements, i);

      if (element->page < 0 || *element->text == '\0')
        continue;
      g_assert_cmpint (element->page, <, n_pages);
      told[element->page] = TRUE;
      if (element->kind == POPPLER_STRUCTURE_ELEMENT_CONTENT && element->page < last)
        g_error ("%s: page %d is told after page %d", name, element->page + 1, last + 1);
      if (element->kind == POPPLER_STRUCTURE_ELEMENT_CONTENT)
        last = element->page;
    }
  for (int i = 0; i < n_pages; i++)
    if (!told[i])
      g_error ("%s: nothing of page %d is told", name, i + 1);
}

static void
assert_fonts (PopplerDocument *document, const char *name)
{
  g_autoptr (PopplerFontInfo) info = poppler_font_info_new (document);
  PopplerFontsIter *iter;

  g_assert_true (poppler_font_info_scan (info, poppler_document_get_n_pages (document), &iter));
  do
    if (!poppler_fonts_iter_is_embedded (iter) || !poppler_fonts_iter_is_subset (iter)
        || poppler_fonts_iter_get_name (iter) == NULL)
      g_error ("%s: a font is not in the file, or all of it", name);
  while (poppler_fonts_iter_next (iter));
  poppler_fonts_iter_free (iter);
}

static void
assert_catalog (GBytes *bytes, PopplerDocument *document, const char *name)
{
  static const char *const expected[][2] = {
    { "/Lang", "nl-NL" },
    { "/MarkInfo", "<< /Marked true >>" },
    { "/ViewerPreferences", "<< /DisplayDocTitle true >>" },
  };
  g_autofree char *title = poppler_document_get_title (document);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *value = pdf_get_catalog_string (bytes, expected[i][0]);

      g_assert_cmpstr (value, ==, expected[i][1]);
    }
  if (title == NULL || *title == '\0')
    g_error ("%s: there is no title", name);
}

/* Fails when who listens to the document would miss something of it. */
void
pdf_assert_accessible (GBytes *bytes, const char *name)
{
  g_autoptr (PopplerDocument) document = pdf_open (bytes);
  g_autoptr (GPtrArray) elements = pdf_list_elements (document);

  assert_catalog (bytes, document, name);
  assert_fonts (document, name);
  g_assert_cmpint (get_element (elements, 0)->kind, ==, POPPLER_STRUCTURE_ELEMENT_DOCUMENT);
  g_assert_cmpuint (pdf_count_elements (elements, POPPLER_STRUCTURE_ELEMENT_DOCUMENT), ==, 1);
  assert_headings (elements, name);
  assert_pages (document, elements, name);
  for (guint i = 0; i < elements->len; i++)
    assert_element (elements, i, name);
}
