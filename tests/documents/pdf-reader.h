/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

/* Poppler has no such cleanup for its objects. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerStructureElement, g_object_unref)

/* What a reader that is not ours finds in a document. */

typedef struct
{
  PopplerStructureElementKind kind;
  int depth;
  int page;   /* from 0, or -1 where none is said */
  char *text; /* of the whole element */
  char *alt;
} PdfElement;

PopplerDocument *pdf_open (GBytes *bytes);
void pdf_keep (GBytes *bytes, const char *name);
char *pdf_get_text (PopplerDocument *document);
char *pdf_get_page_text (PopplerDocument *document, int page);
GPtrArray *pdf_list_elements (PopplerDocument *document);
guint pdf_count_elements (GPtrArray *elements, PopplerStructureElementKind kind);
const char *
pdf_find_element (GPtrArray *elements, PopplerStructureElementKind kind, const char *text);
void pdf_assert_inside_margins (PopplerDocument *document);
void pdf_assert_accessible (GBytes *bytes, const char *name);
double pdf_get_darkness (PopplerDocument *document,
                         int page,
                         double x,
                         double y,
                         double width,
                         double height);
char *pdf_get_catalog_string (GBytes *bytes, const char *key);
char *pdf_squeeze (const char *text);
