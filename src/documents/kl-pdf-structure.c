/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pdf-structure.h"

#include <string.h>

/*
 * What the parts of a document are (ISO 32000, 14.7): a tree of elements, in the order in which
 * they are read, and on each page the marks that say which element a piece of it belongs to. An
 * element is written when it ends; only those that are open are kept.
 */

typedef struct
{
  guint number;
  guint page; /* of its first mark, 0 while there is none */
  const char *tag;
  char *alternative;
  GString *kids;
  guint n_kids;
} Element;

struct _KlPdfStructure
{
  KlPdfWriter *writer;
  guint root;
  GArray *open; /* the root first */
  guint n_open;
  guint n_artifacts; /* that are open, and all that begins within */

  guint page;
  guint page_key;
  GArray *marked;  /* the element of each mark on this page */
  GArray *parents; /* of each key: a list of elements, or an element */
};

/* Auxiliary functions */

static void
element_clear (Element *element)
{
  g_free (element->alternative);
  g_string_free (element->kids, TRUE);
}

static Element *
get_last (KlPdfStructure *self)
{
  return &g_array_index (self->open, Element, self->n_open - 1);
}

/* Elements that ended make room for the next ones: their strings are used again. */
static Element *
push (KlPdfStructure *self)
{
  Element *element;

  if (self->n_open == self->open->len)
    {
      const Element added = { .kids = g_string_new (NULL) };

      g_array_append_val (self->open, added);
    }
  self->n_open++;
  element = get_last (self);
  g_string_truncate (element->kids, 0);
  element->n_kids = 0;
  element->page = 0;
  element->number = kl_pdf_writer_reserve (self->writer);
  return element;
}

static GString *
add_kid (Element *element)
{
  if (element->n_kids++ > 0)
    g_string_append_c (element->kids, ' ');
  return element->kids;
}

static void
write_element (KlPdfStructure *self, const Element *element, guint parent)
{
  GString *text = kl_pdf_writer_begin (self->writer, element->number);

  g_string_append (text, "<</S/");
  g_string_append (text, element->tag);
  g_string_append (text, "/P ");
  kl_pdf_append_reference (text, parent);
  if (element->page != 0)
    {
      g_string_append (text, "/Pg ");
      kl_pdf_append_reference (text, element->page);
    }
  if (strcmp (element->tag, "TH") == 0)
    g_string_append (text, "/A<</O/Table/Scope/Column>>");
  if (element->alternative != NULL)
    {
      g_string_append (text, "/Alt");
      kl_pdf_append_text (text, element->alternative);
    }
  g_string_append (text, "/K[");
  g_string_append_len (text, element->kids->str, (gssize) element->kids->len);
  g_string_append (text, "]>>");
}

static void
write_parents (KlPdfStructure *self, GString *text)
{
  g_string_append (text, "<</Nums[");
  for (guint i = 0; i < self->parents->len; i++)
    {
      g_string_append_printf (text, "%u ", i);
      kl_pdf_append_reference (text, g_array_index (self->parents, guint, i));
      g_string_append_c (text, '\n');
    }
  g_string_append (text, "]>>");
}

/* Public API */

/**
 * kl_pdf_structure_new:
 * @writer: where the tree is written; outlives it
 *
 * Returns: (transfer full): an empty tree; free with kl_pdf_structure_free()
 */
KlPdfStructure *
kl_pdf_structure_new (KlPdfWriter *writer)
{
  KlPdfStructure *self = g_new0 (KlPdfStructure, 1);

  self->writer = writer;
  self->open = g_array_new (FALSE, TRUE, sizeof (Element));
  g_array_set_clear_func (self->open, (GDestroyNotify) element_clear);
  self->marked = g_array_new (FALSE, FALSE, sizeof (guint));
  self->parents = g_array_new (FALSE, FALSE, sizeof (guint));
  self->root = push (self)->number;
  return self;
}

/**
 * kl_pdf_structure_free:
 * @self: (nullable) (transfer full): the tree
 *
 * Frees @self.
 */
void
kl_pdf_structure_free (KlPdfStructure *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->open);
  g_array_unref (self->marked);
  g_array_unref (self->parents);
  g_free (self);
}

/**
 * kl_pdf_structure_begin_page:
 * @self: the tree
 * @page: the page's object
 *
 * Begins a page; elements may be open.
 *
 * Returns: the key by which the page finds its elements
 */
guint
kl_pdf_structure_begin_page (KlPdfStructure *self, guint page)
{
  const guint list = kl_pdf_writer_reserve (self->writer);

  self->page = page;
  self->page_key = self->parents->len;
  g_array_append_val (self->parents, list);
  g_array_set_size (self->marked, 0);
  return self->page_key;
}

/**
 * kl_pdf_structure_end_page:
 * @self: the tree
 *
 * Ends the page that was begun last.
 */
void
kl_pdf_structure_end_page (KlPdfStructure *self)
{
  GString *text =
    kl_pdf_writer_begin (self->writer, g_array_index (self->parents, guint, self->page_key));

  g_string_append_c (text, '[');
  for (guint i = 0; i < self->marked->len; i++)
    {
      kl_pdf_append_reference (text, g_array_index (self->marked, guint, i));
      g_string_append_c (text, '\n');
    }
  g_string_append_c (text, ']');
}

/**
 * kl_pdf_structure_begin:
 * @self: the tree
 * @tag: a static string: a standard structure type ("P", "H1", "TR"), or "Artifact" for what is
 *   no part of the document
 * @alternative: (nullable): what it says in words
 *
 * Begins an element in the one that is open.
 */
void
kl_pdf_structure_begin (KlPdfStructure *self, const char *tag, const char *alternative)
{
  Element *element;

  if (self->n_artifacts > 0 || strcmp (tag, "Artifact") == 0)
    {
      self->n_artifacts++;
      return;
    }
  element = push (self);
  element->tag = tag;
  g_set_str (&element->alternative, alternative);
  kl_pdf_append_reference (add_kid (element - 1), element->number);
}

/**
 * kl_pdf_structure_end:
 * @self: the tree
 *
 * Ends the element that was begun last.
 */
void
kl_pdf_structure_end (KlPdfStructure *self)
{
  const Element *element;

  if (self->n_artifacts > 0)
    {
      self->n_artifacts--;
      return;
    }
  g_return_if_fail (self->n_open > 1);

  element = get_last (self);
  write_element (self, element, (element - 1)->number);
  self->n_open--;
}

/**
 * kl_pdf_structure_add_annotation:
 * @self: the tree
 * @annotation: the object of a link on this page
 *
 * Makes the link belong to the element that is open.
 *
 * Returns: the key by which the link finds the element
 */
guint
kl_pdf_structure_add_annotation (KlPdfStructure *self, guint annotation)
{
  Element *element = get_last (self);
  GString *kid = add_kid (element);

  g_string_append (kid, "<</Type/OBJR/Obj ");
  kl_pdf_append_reference (kid, annotation);
  g_string_append (kid, "/Pg ");
  kl_pdf_append_reference (kid, self->page);
  g_string_append (kid, ">>");
  g_array_append_val (self->parents, element->number);
  return self->parents->len - 1;
}

/**
 * kl_pdf_structure_mark:
 * @self: the tree
 * @content: of this page
 *
 * Says in @content that what follows belongs to the element that is open. It ends with EMC.
 */
void
kl_pdf_structure_mark (KlPdfStructure *self, GString *content)
{
  Element *element = get_last (self);
  GString *kid;

  if (self->n_artifacts > 0 || self->n_open == 1)
    {
      g_string_append (content, "/Artifact BMC\n");
      return;
    }
  kid = add_kid (element);
  if (element->page == 0)
    element->page = self->page;
  if (element->page == self->page)
    kl_pdf_append_number (kid, self->marked->len);
  else
    {
      g_string_append (kid, "<</Type/MCR/Pg ");
      kl_pdf_append_reference (kid, self->page);
      g_string_append_printf (kid, "/MCID %u>>", self->marked->len);
    }
  g_string_append_c (content, '/');
  g_string_append (content, element->tag);
  g_string_append (content, "<</MCID ");
  kl_pdf_append_number (content, self->marked->len);
  g_string_append (content, ">>BDC\n");
  g_array_append_val (self->marked, element->number);
}

/**
 * kl_pdf_structure_finish:
 * @self: the tree, all of whose elements ended
 *
 * Writes the root.
 *
 * Returns: its object, for the catalog
 */
guint
kl_pdf_structure_finish (KlPdfStructure *self)
{
  const Element *root = get_last (self);
  const guint tree = kl_pdf_writer_reserve (self->writer);
  GString *text;

  g_return_val_if_fail (self->n_open == 1, 0);

  write_parents (self, kl_pdf_writer_begin (self->writer, tree));
  text = kl_pdf_writer_begin (self->writer, self->root);
  g_string_append_printf (text,
                          "<</Type/StructTreeRoot/K[%s]/ParentTree %u 0 R"
                          "/ParentTreeNextKey %u>>",
                          root->kids->str, tree, self->parents->len);
  return self->root;
}
