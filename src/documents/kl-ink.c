/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-ink.h"

#include <math.h>
#include <string.h>

#include "kl-pdf-fonts.h"
#include "kl-pdf-structure.h"

/*
 * What is put on the pages of a PDF (ISO 32000, 8 and 9): text, lines and areas in shades of grey,
 * and which part of the document each belongs to. Lengths are in points from the top left corner
 * of the page.
 */

/* Text on its way to the page. */
typedef struct
{
  GString *ops;
  gboolean in_text;
  gboolean in_array;
  double baseline; /* where it goes on, when @in_text; NAN for nowhere */
  double pen;
  double slant;
  guint font;
  float size;
  float tracking;
  double grey; /* of text and of areas; less than 0 when not known */
} Content;

typedef struct
{
  double width;
  double grey;
  double on;
  double off;
  KlInkJoin join;
} Line;

typedef struct
{
  char *title;
  guint page;
} Outline;

typedef struct
{
  guint annotation;
  guint destination;
  double corners[4];
} Link;

struct _KlInk
{
  KlPdfWriter *writer;
  KlPdfStructure *structure;
  KlPdfFonts *fonts;
  guint tree; /* of pages */
  guint resources;
  GArray *pages;
  GArray *outlines;
  GHashTable *destinations;

  double width;
  double height;
  guint page;
  guint page_key;
  Content content;
  Content held;
  gboolean holds;
  gboolean marked;
  GString *annotations;
  Link link;

  GString *path;
  gboolean has_point;
  Line line;
  Line drawn;
};

#define NO_FONT G_MAXUINT

/* Auxiliary functions */

static void
outline_clear (Outline *outline)
{
  g_free (outline->title);
}

static void
content_reset (Content *content, gboolean known)
{
  g_string_truncate (content->ops, 0);
  content->in_text = content->in_array = FALSE;
  content->font = NO_FONT;
  content->tracking = known ? 0 : -1000;
  content->grey = known ? 0 : -1;
}

static void
put (GString *ops, double number)
{
  kl_pdf_append_number (ops, number);
  g_string_append_c (ops, ' ');
}

static void
put_point (KlInk *self, double x, double y)
{
  put (self->path, x);
  put (self->path, self->height - y);
}

static void
end_array (Content *content)
{
  if (content->in_array)
    g_string_append (content->ops, "]TJ\n");
  content->in_array = FALSE;
}

static void
end_text (Content *content)
{
  end_array (content);
  if (content->in_text)
    g_string_append (content->ops, "ET\n");
  content->in_text = FALSE;
}

static void
begin_mark (KlInk *self)
{
  if (self->marked)
    return;
  kl_pdf_structure_mark (self->structure, self->content.ops);
  self->marked = TRUE;
}

static void
end_mark (KlInk *self)
{
  end_text (&self->content);
  if (self->marked)
    g_string_append (self->content.ops, "EMC\n");
  self->marked = FALSE;
}

static void
set_grey (Content *content, double grey)
{
  if (content->grey == grey)
    return;
  end_array (content);
  kl_pdf_append_shade (content->ops, grey, grey == KL_INK_SECOND, FALSE);
  content->grey = grey;
}

/* Text */

static void
begin_text (Content *content)
{
  if (content->in_text)
    return;
  g_string_append (content->ops, "BT\n");
  content->in_text = TRUE;
  content->baseline = NAN;
}

static void
set_font (Content *content, guint font, float size)
{
  if (content->font == font && content->size == size)
    return;
  end_array (content);
  g_string_append (content->ops, "/F");
  put (content->ops, font);
  kl_pdf_append_number (content->ops, (double) size);
  g_string_append (content->ops, " Tf\n");
  content->font = font;
  content->size = size;
}

static void
set_tracking (Content *content, float tracking)
{
  if (content->tracking == tracking)
    return;
  end_array (content);
  kl_pdf_append_number (content->ops, (double) tracking);
  g_string_append (content->ops, " Tc\n");
  content->tracking = tracking;
}

/* Every hundredth of a point that is lost in writing a place is made good by the next one. */
static void
move_pen (KlInk *self, Content *content, double x, double baseline, double slant)
{
  GString *ops = content->ops;
  int move;

  if (content->baseline != baseline || content->slant != slant)
    {
      end_array (content);
      g_string_append (ops, "1 0 ");
      put (ops, slant);
      g_string_append (ops, "1 ");
      put (ops, x);
      put (ops, self->height - baseline);
      g_string_append (ops, "Tm");
      content->baseline = baseline;
      content->slant = slant;
      content->pen = floor (x * 100 + 0.5) / 100;
    }
  if (!content->in_array)
    g_string_append_c (ops, '[');
  content->in_array = TRUE;
  move = (int) lround ((x - content->pen) * 1000 / (double) content->size);
  if (move == 0)
    return;
  kl_pdf_append_number (ops, -move);
  g_string_append_c (ops, ' ');
  content->pen += move * (double) content->size / 1000;
}

/* Strings that follow each other become one. */
static void
append_coded (GString *ops, const char *coded, guint length)
{
  if (length == 0)
    return;
  if (*coded == '(' && ops->len > 0 && ops->str[ops->len - 1] == ')')
    {
      g_string_truncate (ops, ops->len - 1);
      coded++;
      length--;
    }
  g_string_append_len (ops, coded, length);
}

static void
show_glyph (KlInk *self,
            Content *content,
            const KlGlyphRun *run,
            guint i,
            double x,
            double baseline)
{
  const float *place = &run->places[2 * i];
  const double size = (double) content->size;
  const double rise = (double) place[1] * size;

  move_pen (self, content, x + (double) place[0] * size, baseline,
            kl_typeface_get_slant (run->face));
  if (ABS (rise) >= 0.01)
    {
      end_array (content);
      kl_pdf_append_number (content->ops, rise);
      g_string_append (content->ops, " Ts[");
    }
  g_string_append_printf (content->ops, "<%04X>", run->glyphs[i]);
  if (ABS (rise) >= 0.01)
    g_string_append (content->ops, "]TJ 0 Ts[");
  content->in_array = TRUE;
  content->pen +=
    kl_typeface_get_width (run->face, run->glyphs[i]) * size / 1000 + (double) content->tracking;
}

static void
show_run (KlInk *self,
          Content *content,
          KlGlyphRun *run,
          const KlPlacedText *placed,
          double x,
          double baseline)
{
  const float size = (float) ((double) placed->size * run->em);

  x += run->x * (double) placed->size;
  set_font (content, kl_pdf_fonts_use (self->fonts, run), size);
  set_tracking (content, placed->tracking);
  set_grey (content, (double) placed->grey);
  if (run->places != NULL)
    {
      for (guint i = 0; i < run->n_glyphs; i++)
        show_glyph (self, content, run, i, x, baseline);
      return;
    }
  move_pen (self, content, x, baseline, kl_typeface_get_slant (run->face));
  append_coded (content->ops, run->coded, run->n_coded);
  content->pen += run->advance * (double) size / 1000 + run->n_glyphs * (double) placed->tracking;
}

/* Lines and areas */

static void
begin_drawing (KlInk *self)
{
  begin_mark (self);
  end_text (&self->content);
}

static void
use_line (KlInk *self)
{
  GString *ops = self->content.ops;
  const Line *line = &self->line;
  Line *drawn = &self->drawn;

  if (drawn->width != line->width)
    {
      put (ops, line->width);
      g_string_append (ops, "w ");
    }
  if (drawn->grey != line->grey)
    kl_pdf_append_shade (ops, line->grey, line->grey == KL_INK_SECOND, TRUE);
  if (drawn->on != line->on || drawn->off != line->off)
    {
      g_string_append_c (ops, '[');
      if (line->on > 0)
        {
          put (ops, line->on);
          kl_pdf_append_number (ops, line->off);
        }
      g_string_append (ops, "]0 d ");
    }
  if (drawn->join != line->join)
    g_string_append (ops, line->join == KL_INK_ROUND ? "1 j " : "0 j ");
  *drawn = *line;
}

static void
paint (KlInk *self, const char *how)
{
  g_string_append_len (self->content.ops, self->path->str, (gssize) self->path->len);
  g_string_append (self->content.ops, how);
}

static void
fill (KlInk *self, double grey, const char *how)
{
  begin_drawing (self);
  set_grey (&self->content, grey);
  paint (self, how);
}

/* The end of the file */

static void
write_pages (KlInk *self)
{
  GString *text = kl_pdf_writer_begin (self->writer, self->tree);

  g_string_append (text, "<</Type/Pages/Kids[");
  for (guint i = 0; i < self->pages->len; i++)
    {
      kl_pdf_append_reference (text, g_array_index (self->pages, guint, i));
      g_string_append_c (text, '\n');
    }
  g_string_append_printf (text, "]/Count %u>>", self->pages->len);
}

/* Returns: the list of contents that readers show beside the pages, or 0 */
static guint
write_outlines (KlInk *self)
{
  const guint n = self->outlines->len;
  const guint root = n > 0 ? kl_pdf_writer_reserve (self->writer) : 0;
  guint first = 0;

  for (guint i = 0; i < n; i++)
    {
      const guint number = kl_pdf_writer_reserve (self->writer);

      first = i == 0 ? number : first;
    }
  for (guint i = 0; i < n; i++)
    {
      const Outline *outline = &g_array_index (self->outlines, Outline, i);
      GString *text = kl_pdf_writer_begin (self->writer, first + i);
      const guint page = MIN (outline->page, self->pages->len) - 1;

      g_string_append (text, "<</Title");
      kl_pdf_append_text (text, outline->title);
      g_string_append_printf (text, "/Parent %u 0 R/Dest[%u 0 R/XYZ 0 %d 0]", root,
                              g_array_index (self->pages, guint, page), (int) self->height);
      if (i > 0)
        g_string_append_printf (text, "/Prev %u 0 R", first + i - 1);
      if (i + 1 < n)
        g_string_append_printf (text, "/Next %u 0 R", first + i + 1);
      g_string_append (text, ">>");
    }
  if (root != 0)
    g_string_append_printf (kl_pdf_writer_begin (self->writer, root),
                            "<</Type/Outlines/First %u 0 R/Last %u 0 R/Count %u>>", first,
                            first + n - 1, n);
  return root;
}

static guint
write_information (KlInk *self, const char *title, const char *creator, gint64 date)
{
  const guint number = kl_pdf_writer_reserve (self->writer);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (date);
  g_autofree char *written = g_date_time_format (moment, "%Y%m%d%H%M%S");
  GString *text = kl_pdf_writer_begin (self->writer, number);

  g_string_append (text, "<</Title");
  kl_pdf_append_text (text, title);
  g_string_append_printf (text, "/Creator(%s)/Producer(%s)/CreationDate(D:%sZ)>>", creator, creator,
                          written);
  return number;
}

static guint
write_catalog (KlInk *self, const char *language)
{
  const guint number = kl_pdf_writer_reserve (self->writer);
  const guint structure = kl_pdf_structure_finish (self->structure);
  const guint outlines = write_outlines (self);
  GString *text = kl_pdf_writer_begin (self->writer, number);

  g_string_append_printf (text,
                          "<</Type/Catalog/Pages %u 0 R/StructTreeRoot %u 0 R"
                          "/MarkInfo<</Marked true>>/Lang(%s)"
                          "/ViewerPreferences<</DisplayDocTitle true>>",
                          self->tree, structure, language);
  if (outlines != 0)
    g_string_append_printf (text, "/Outlines %u 0 R/PageMode/UseOutlines", outlines);
  g_string_append (text, ">>");
  return number;
}

/* Public API */

/**
 * kl_ink_new:
 * @stream: where the file goes
 *
 * Begins a document.
 *
 * Returns: (transfer full): a document without pages; free with kl_ink_free()
 */
KlInk *
kl_ink_new (GOutputStream *stream)
{
  KlInk *self = g_new0 (KlInk, 1);

  self->writer = kl_pdf_writer_new (stream);
  self->structure = kl_pdf_structure_new (self->writer);
  self->fonts = kl_pdf_fonts_new (self->writer);
  self->tree = kl_pdf_writer_reserve (self->writer);
  self->resources = kl_pdf_writer_reserve (self->writer);
  self->pages = g_array_new (FALSE, FALSE, sizeof (guint));
  self->outlines = g_array_new (FALSE, FALSE, sizeof (Outline));
  g_array_set_clear_func (self->outlines, (GDestroyNotify) outline_clear);
  self->destinations = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->content.ops = g_string_new (NULL);
  self->held.ops = g_string_new (NULL);
  self->annotations = g_string_new (NULL);
  self->path = g_string_new (NULL);
  return self;
}

/**
 * kl_ink_free:
 * @self: (nullable) (transfer full): the document
 *
 * Frees @self.
 */
void
kl_ink_free (KlInk *self)
{
  if (self == NULL)
    return;
  kl_pdf_fonts_free (self->fonts);
  kl_pdf_structure_free (self->structure);
  kl_pdf_writer_free (self->writer);
  g_array_unref (self->pages);
  g_array_unref (self->outlines);
  g_hash_table_unref (self->destinations);
  g_string_free (self->content.ops, TRUE);
  g_string_free (self->held.ops, TRUE);
  g_string_free (self->annotations, TRUE);
  g_string_free (self->path, TRUE);
  g_free (self);
}

/**
 * kl_ink_finish:
 * @self: the document, whose tags and pages have ended
 * @title: the title, without names of people
 * @creator: the program; ASCII
 * @language: of the text ("nl-NL")
 * @date: the moment of the document, Unix seconds
 * @error: set when the file could not be written
 *
 * Writes what belongs to all pages. The same strokes make the same bytes.
 *
 * Returns: whether the whole file was written
 */
gboolean
kl_ink_finish (KlInk *self,
               const char *title,
               const char *creator,
               const char *language,
               gint64 date,
               GError **error)
{
  guint catalog;

  kl_pdf_fonts_finish (self->fonts, self->resources);
  write_pages (self);
  catalog = write_catalog (self, language);
  return kl_pdf_writer_finish (self->writer, catalog,
                               write_information (self, title, creator, date), error);
}

/**
 * kl_ink_begin_page:
 * @self: the document
 * @width: points
 * @height: points
 *
 * Begins a page.
 */
void
kl_ink_begin_page (KlInk *self, double width, double height)
{
  static const Line line = { 1, 0, 0, 0, KL_INK_BUTT };

  self->width = width;
  self->height = height;
  self->page = kl_pdf_writer_reserve (self->writer);
  self->page_key = kl_pdf_structure_begin_page (self->structure, self->page);
  g_array_append_val (self->pages, self->page);
  g_string_truncate (self->annotations, 0);
  content_reset (&self->content, TRUE);
  self->line = self->drawn = line;
  kl_ink_new_path (self);
}

/**
 * kl_ink_end_page:
 * @self: the document
 *
 * Ends the page. Tags may be open.
 */
void
kl_ink_end_page (KlInk *self)
{
  const guint content = kl_pdf_writer_reserve (self->writer);
  GString *text;

  end_mark (self);
  kl_pdf_structure_end_page (self->structure);
  kl_pdf_writer_add_stream (self->writer, content, "", self->content.ops->str,
                            self->content.ops->len);
  text = kl_pdf_writer_begin (self->writer, self->page);
  g_string_append_printf (text, "<</Type/Page/Parent %u 0 R/MediaBox[0 0 ", self->tree);
  put (text, self->width);
  kl_pdf_append_number (text, self->height);
  g_string_append_printf (text, "]/Resources %u 0 R/Contents %u 0 R/StructParents %u/Tabs/S",
                          self->resources, content, self->page_key);
  if (self->annotations->len > 0)
    g_string_append_printf (text, "/Annots[%s]", self->annotations->str);
  g_string_append (text, ">>");
}

/**
 * kl_ink_add_outline:
 * @self: the document
 * @title: its name in the list of contents
 * @page: the page it leads to, from 1
 *
 * Adds a part to the list of contents that readers show beside the pages.
 */
void
kl_ink_add_outline (KlInk *self, const char *title, guint page)
{
  const Outline outline = { g_strdup (title), page };

  g_array_append_val (self->outlines, outline);
}

/**
 * kl_ink_begin_tag:
 * @self: the document
 * @tag: a static string, see kl_pdf_structure_begin()
 * @alternative: (nullable): what it says in words
 *
 * Begins a part of the document's structure.
 */
void
kl_ink_begin_tag (KlInk *self, const char *tag, const char *alternative)
{
  end_mark (self);
  kl_pdf_structure_begin (self->structure, tag, alternative);
}

/**
 * kl_ink_end_tag:
 * @self: the document
 *
 * Ends the part that was begun last.
 */
void
kl_ink_end_tag (KlInk *self)
{
  end_mark (self);
  kl_pdf_structure_end (self->structure);
}

/* A place may be led to before it is there. */
static guint
get_destination (KlInk *self, const char *name)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->destinations, name));

  if (number == 0)
    {
      number = kl_pdf_writer_reserve (self->writer);
      g_hash_table_insert (self->destinations, g_strdup (name), GUINT_TO_POINTER (number));
    }
  return number;
}

/**
 * kl_ink_begin_link:
 * @self: the document
 * @destination: a name given to kl_ink_add_destination(), here or later
 * @x: the area that can be pressed
 * @y: its top
 * @width: its width
 * @height: its height
 *
 * Begins text that leads to another page.
 */
void
kl_ink_begin_link (KlInk *self,
                   const char *destination,
                   double x,
                   double y,
                   double width,
                   double height)
{
  kl_ink_begin_tag (self, "Link", NULL);
  self->link = (Link) { kl_pdf_writer_reserve (self->writer),
                        get_destination (self, destination),
                        { x, self->height - y - height, x + width, self->height - y } };
}

/**
 * kl_ink_end_link:
 * @self: the document
 *
 * Ends the text that was begun with kl_ink_begin_link().
 */
void
kl_ink_end_link (KlInk *self)
{
  guint key;
  GString *text;

  end_mark (self);
  key = kl_pdf_structure_add_annotation (self->structure, self->link.annotation);
  text = kl_pdf_writer_begin (self->writer, self->link.annotation);
  g_string_append (text, "<</Type/Annot/Subtype/Link/Rect[");
  for (guint i = 0; i < G_N_ELEMENTS (self->link.corners); i++)
    put (text, self->link.corners[i]);
  g_string_append_printf (text, "]/Dest %u 0 R/F 4/Border[0 0 0]/StructParent %u>>",
                          self->link.destination, key);
  kl_pdf_append_reference (self->annotations, self->link.annotation);
  g_string_append_c (self->annotations, ' ');
  kl_pdf_structure_end (self->structure);
}

/**
 * kl_ink_add_destination:
 * @self: the document
 * @name: of the place
 * @y: the height on this page where a reader is brought
 *
 * Makes a place that links lead to.
 */
void
kl_ink_add_destination (KlInk *self, const char *name, double y)
{
  GString *text = kl_pdf_writer_begin (self->writer, get_destination (self, name));

  g_string_append_printf (text, "[%u 0 R/XYZ 0 ", self->page);
  kl_pdf_append_number (text, self->height - y);
  g_string_append (text, " 0]");
}

/**
 * kl_ink_show:
 * @self: the document
 * @placed: the words of one line, in reading order
 * @n_placed: how many there are
 * @x: where the line starts
 * @baseline: the height of its baseline
 *
 * Writes a line of text.
 */
void
kl_ink_show (KlInk *self, const KlPlacedText *placed, guint n_placed, double x, double baseline)
{
  Content *content = self->holds ? &self->held : &self->content;

  if (!self->holds)
    begin_mark (self);
  begin_text (content);
  for (guint i = 0; i < n_placed; i++)
    for (guint j = 0; j < placed[i].shaped->n_runs; j++)
      show_run (self, content, &placed[i].shaped->runs[j], &placed[i], x + (double) placed[i].x,
                baseline);
}

/**
 * kl_ink_hold:
 * @self: the document
 *
 * Holds back the texts of a drawing until kl_ink_release(); they end up on top of it.
 */
void
kl_ink_hold (KlInk *self)
{
  content_reset (&self->held, FALSE);
  self->holds = TRUE;
}

/**
 * kl_ink_release:
 * @self: the document
 *
 * Writes the texts that were held back.
 */
void
kl_ink_release (KlInk *self)
{
  Content *held = &self->held;
  Content *content = &self->content;

  self->holds = FALSE;
  if (held->ops->len == 0)
    return;
  begin_drawing (self);
  end_text (held);
  g_string_append_len (content->ops, held->ops->str, (gssize) held->ops->len);
  content->font = held->font;
  content->size = held->size;
  content->tracking = held->tracking;
  content->grey = held->grey;
}

/**
 * kl_ink_new_path:
 * @self: the document
 *
 * Forgets what was traced.
 */
void
kl_ink_new_path (KlInk *self)
{
  g_string_truncate (self->path, 0);
  self->has_point = FALSE;
}

/**
 * kl_ink_move_to:
 * @self: the document
 * @x: from the left
 * @y: from the top
 *
 * Begins a line.
 */
void
kl_ink_move_to (KlInk *self, double x, double y)
{
  put_point (self, x, y);
  g_string_append (self->path, "m ");
  self->has_point = TRUE;
}

/**
 * kl_ink_line_to:
 * @self: the document
 * @x: from the left
 * @y: from the top
 *
 * Traces a line.
 */
void
kl_ink_line_to (KlInk *self, double x, double y)
{
  put_point (self, x, y);
  g_string_append (self->path, "l ");
}

/**
 * kl_ink_curve_to:
 * @self: the document
 * @x1: towards
 * @y1: towards
 * @x2: from
 * @y2: from
 * @x: from the left
 * @y: from the top
 *
 * Traces a cubic curve.
 */
void
kl_ink_curve_to (KlInk *self, double x1, double y1, double x2, double y2, double x, double y)
{
  put_point (self, x1, y1);
  put_point (self, x2, y2);
  put_point (self, x, y);
  g_string_append (self->path, "c ");
}

/**
 * kl_ink_arc:
 * @self: the document
 * @x: the middle
 * @y: the middle
 * @radius: points
 * @from: radians, clockwise from the right
 * @to: radians, more than @from
 *
 * Traces a part of a circle, after a line from where the path is.
 */
void
kl_ink_arc (KlInk *self, double x, double y, double radius, double from, double to)
{
  const guint n = (guint) ceil ((to - from) / G_PI_2 - 0.0001);
  const double step = (to - from) / MAX (n, 1);
  const double reach = 4.0 / 3.0 * tan (step / 4) * radius;
  double x1 = x + radius * cos (from);
  double y1 = y + radius * sin (from);

  if (self->has_point)
    kl_ink_line_to (self, x1, y1);
  else
    kl_ink_move_to (self, x1, y1);
  for (guint i = 0; i < n; i++, from += step)
    {
      const double x2 = x + radius * cos (from + step);
      const double y2 = y + radius * sin (from + step);

      kl_ink_curve_to (self, x1 - reach * sin (from), y1 + reach * cos (from),
                       x2 + reach * sin (from + step), y2 - reach * cos (from + step), x2, y2);
      x1 = x2;
      y1 = y2;
    }
}

/**
 * kl_ink_rectangle:
 * @self: the document
 * @x: left
 * @y: top
 * @width: points
 * @height: points
 *
 * Traces a rectangle.
 */
void
kl_ink_rectangle (KlInk *self, double x, double y, double width, double height)
{
  put_point (self, x, y + height);
  put (self->path, width);
  put (self->path, height);
  g_string_append (self->path, "re ");
  self->has_point = FALSE;
}

/**
 * kl_ink_close_path:
 * @self: the document
 *
 * Traces a line to where the last one began. What follows begins somewhere else.
 */
void
kl_ink_close_path (KlInk *self)
{
  g_string_append (self->path, "h ");
  self->has_point = FALSE;
}

/**
 * kl_ink_fill:
 * @self: the document
 * @grey: 0 black to 1 white
 *
 * Fills what was traced, and forgets it.
 */
void
kl_ink_fill (KlInk *self, double grey)
{
  fill (self, grey, "f\n");
  kl_ink_new_path (self);
}

/**
 * kl_ink_fill_even_odd:
 * @self: the document
 * @grey: 0 black to 1 white
 *
 * Fills what was traced but for what lies within it twice, and forgets it.
 */
void
kl_ink_fill_even_odd (KlInk *self, double grey)
{
  fill (self, grey, "f*\n");
  kl_ink_new_path (self);
}

/**
 * kl_ink_fill_preserve:
 * @self: the document
 * @grey: 0 black to 1 white
 *
 * Fills what was traced, which can be stroked then.
 */
void
kl_ink_fill_preserve (KlInk *self, double grey)
{
  fill (self, grey, "f\n");
}

/**
 * kl_ink_set_line:
 * @self: the document
 * @line_width: points
 * @grey: 0 black to 1 white
 *
 * Sets what lines look like from here on: solid, with sharp corners.
 */
void
kl_ink_set_line (KlInk *self, double line_width, double grey)
{
  self->line = (Line) { line_width, grey, 0, 0, KL_INK_BUTT };
}

/**
 * kl_ink_set_dash:
 * @self: the document
 * @on: points
 * @off: points
 *
 * Breaks lines into dashes.
 */
void
kl_ink_set_dash (KlInk *self, double on, double off)
{
  self->line.on = on;
  self->line.off = off;
}

/**
 * kl_ink_set_join:
 * @self: the document
 * @join: how lines meet
 *
 * Sets the corners.
 */
void
kl_ink_set_join (KlInk *self, KlInkJoin join)
{
  self->line.join = join;
}

/**
 * kl_ink_stroke:
 * @self: the document
 *
 * Draws what was traced, and forgets it.
 */
void
kl_ink_stroke (KlInk *self)
{
  begin_drawing (self);
  use_line (self);
  paint (self, "S\n");
  kl_ink_new_path (self);
}
