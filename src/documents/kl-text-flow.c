/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-text-flow.h"

#include <string.h>

/*
 * A paragraph of one or more styles, broken over lines from words that are shaped
 * already. Pango's own line breaking is kept for scripts that need it: it shapes the
 * whole paragraph again each time, which costs more than all the rest of a page.
 */

typedef struct
{
  guint font;
  float size;
  float tracking;
  float grey;
  guint end;
} Span;

typedef struct
{
  guint first;
  guint n_placed;
  double width;
} Line;

struct _KlTextFlow
{
  guint n_refs;
  KlTypesetter *typesetter;
  char *text;
  gsize length;
  GArray *spans;
  GArray *placed;
  GArray *lines;
  GPtrArray *complex_lines;
  double leading;
  double size;
  double laid_out_for;
  double widest;
};

/* What is being set: words wait until it is known on which line they stand. */
typedef struct
{
  KlTextFlow *flow;
  double width;
  double x;
  double line_width;
  guint line_start;
  guint word_start;
  double word_x;
} Setter;

/* Auxiliary functions */

static void
end_line (Setter *setter, guint until, double width)
{
  Line line = { setter->line_start, until - setter->line_start, width };

  g_array_append_val (setter->flow->lines, line);
  setter->flow->widest = MAX (setter->flow->widest, width);
  setter->line_start = until;
}

/* Moves the word that does not fit to the start of a new line. */
static void
wrap (Setter *setter)
{
  GArray *placed = setter->flow->placed;

  end_line (setter, setter->word_start, setter->line_width);
  for (guint i = setter->word_start; i < placed->len; i++)
    g_array_index (placed, KlPlacedText, i).x -= (float) setter->word_x;
  setter->x -= setter->word_x;
  setter->word_x = 0;
  setter->line_width = 0;
}

static double
get_width (const Span *span, const KlShaped *shaped)
{
  return shaped->width * (double) span->size + shaped->n_glyphs * (double) span->tracking;
}

static void
place (Setter *setter, const Span *span, KlShaped *shaped)
{
  const KlPlacedText placed = { shaped, (float) setter->x, span->size, span->tracking, span->grey };

  g_array_append_val (setter->flow->placed, placed);
  setter->x += get_width (span, shaped);
}

static void
end_word (Setter *setter)
{
  setter->word_start = setter->flow->placed->len;
  setter->word_x = setter->x;
}

/* A word wider than the line is broken where it must. */
static void
place_in_pieces (Setter *setter, const Span *span, const char *text, gsize length)
{
  const char *end = text + length;

  for (const char *p = text, *next; p < end; p = next)
    {
      KlShaped *shaped;

      next = g_utf8_next_char (p);
      while (next < end && g_unichar_ismark (g_utf8_get_char (next)))
        next = g_utf8_next_char (next);
      shaped = kl_typesetter_shape (setter->flow->typesetter, span->font, p, next - p);
      if (setter->x + get_width (span, shaped) > setter->width && setter->x > 0)
        {
          end_line (setter, setter->flow->placed->len, setter->x);
          setter->x = 0;
        }
      place (setter, span, shaped);
      setter->line_width = setter->x;
      end_word (setter);
    }
}

static void
place_word (Setter *setter, const Span *span, const char *text, gsize length)
{
  KlShaped *shaped = kl_typesetter_shape (setter->flow->typesetter, span->font, text, length);
  double end = setter->x + get_width (span, shaped);

  if (end > setter->width && setter->word_x > 0)
    {
      wrap (setter);
      end = setter->x + get_width (span, shaped);
    }
  if (end > setter->width)
    {
      place_in_pieces (setter, span, text, length);
      return;
    }
  place (setter, span, shaped);
  setter->line_width = setter->x;
}

static void
place_space (Setter *setter, const Span *span)
{
  place (setter, span, kl_typesetter_shape (setter->flow->typesetter, span->font, " ", 1));
  end_word (setter);
}

/* A line may break after a hyphen between letters and after a dash. */
static gboolean
breaks_after (const char *start, const char *p, const char *end)
{
  gunichar c = g_utf8_get_char (p);
  const char *next = g_utf8_next_char (p);

  if (next >= end || p == start)
    return FALSE;
  if (c == 0x2010 || c == 0x2013 || c == 0x2014 || c == '/')
    return TRUE;
  return c == '-' && g_unichar_isalpha (g_utf8_get_char (next));
}

static const char *
find_word_end (const char *p, const char *end)
{
  const char *start = p;

  while (p < end && *p != ' ' && *p != '\n' && *p != '\t' && *p != '\r')
    {
      if (breaks_after (start, p, end))
        return g_utf8_next_char (p);
      p = g_utf8_next_char (p);
    }
  return p;
}

static void
set_span (Setter *setter, const Span *span, gsize start)
{
  const char *p = setter->flow->text + start;
  const char *end = setter->flow->text + span->end;

  while (p < end)
    {
      const char *next = find_word_end (p, end);

      if (next > p)
        {
          place_word (setter, span, p, next - p);
          if (next < end && breaks_after (p, g_utf8_prev_char (next), end))
            end_word (setter);
          p = next;
        }
      else if (*p++ == '\n')
        {
          end_line (setter, setter->flow->placed->len, setter->line_width);
          setter->x = setter->line_width = 0;
          end_word (setter);
        }
      else
        place_space (setter, span);
    }
}

static void
set_simple (KlTextFlow *self, double width)
{
  Setter setter = { self, width };
  gsize start = 0;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span *span = &g_array_index (self->spans, Span, i);

      set_span (&setter, span, start);
      start = span->end;
    }
  end_line (&setter, self->placed->len, setter.line_width);
}

static void
set_complex (KlTextFlow *self, double width)
{
  g_autofree guint *fonts = g_new (guint, self->spans->len);
  g_autofree double *sizes = g_new (double, self->spans->len);
  g_autofree gsize *ends = g_new (gsize, self->spans->len);
  const Span *first = &g_array_index (self->spans, Span, 0);

  for (guint i = 0; i < self->spans->len; i++)
    {
      const Span *span = &g_array_index (self->spans, Span, i);

      fonts[i] = span->font;
      sizes[i] = (double) span->size;
      ends[i] = span->end;
    }
  g_clear_pointer (&self->complex_lines, g_ptr_array_unref);
  self->complex_lines = kl_typesetter_break_complex (self->typesetter, self->text, self->length,
                                                     fonts, sizes, ends, self->spans->len, width);
  for (guint i = 0; i < self->complex_lines->len; i++)
    {
      KlShaped *shaped = g_ptr_array_index (self->complex_lines, i);
      KlPlacedText placed = { shaped, 0, 1, 0, first->grey };
      Line line = { self->placed->len, 1, shaped->width };

      g_array_append_val (self->placed, placed);
      if (i + 1 < self->complex_lines->len)
        {
          placed.shaped = kl_typesetter_shape (self->typesetter, first->font, " ", 1);
          placed.x = (float) shaped->width;
          placed.size = first->size;
          g_array_append_val (self->placed, placed);
          line.n_placed++;
        }
      g_array_append_val (self->lines, line);
      self->widest = MAX (self->widest, shaped->width);
    }
}

/* Public API */

/**
 * kl_text_flow_new:
 * @typesetter: shapes the words; outlives the flow
 *
 * Makes an empty paragraph.
 *
 * Returns: (transfer full): release with kl_text_flow_unref()
 */
KlTextFlow *
kl_text_flow_new (KlTypesetter *typesetter)
{
  KlTextFlow *self = g_new0 (KlTextFlow, 1);

  self->n_refs = 1;
  self->typesetter = typesetter;
  self->spans = g_array_new (FALSE, FALSE, sizeof (Span));
  self->placed = g_array_new (FALSE, FALSE, sizeof (KlPlacedText));
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->laid_out_for = -1;
  return self;
}

/**
 * kl_text_flow_ref:
 * @self: the paragraph
 *
 * Returns: (transfer full): @self, which two parts of a split paragraph share
 */
KlTextFlow *
kl_text_flow_ref (KlTextFlow *self)
{
  self->n_refs++;
  return self;
}

/**
 * kl_text_flow_unref:
 * @self: (nullable) (transfer full): the paragraph
 *
 * Frees @self with its last reference.
 */
void
kl_text_flow_unref (KlTextFlow *self)
{
  if (self == NULL || --self->n_refs > 0)
    return;
  g_free (self->text);
  g_array_unref (self->spans);
  g_array_unref (self->placed);
  g_array_unref (self->lines);
  g_clear_pointer (&self->complex_lines, g_ptr_array_unref);
  g_free (self);
}

/**
 * kl_text_flow_append:
 * @self: the paragraph
 * @style: how the text looks
 * @text: (nullable): plain text; a newline ends a line. Bytes that are no UTF-8 are replaced
 *
 * Adds text in a style of its own at the end.
 */
void
kl_text_flow_append (KlTextFlow *self, const KlTextStyle *style, const char *text)
{
  g_autofree char *valid = NULL;
  Span span = { 0 };
  gsize length;

  g_return_if_fail (self != NULL && style != NULL);

  if (text == NULL || *text == '\0')
    return;
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  length = strlen (text);
  self->text = g_realloc (self->text, self->length + length + 1);
  memcpy (self->text + self->length, text, length + 1);
  self->length += length;
  span.font = kl_typesetter_get_font (self->typesetter, style);
  span.size = (float) style->size;
  span.tracking = (float) style->tracking;
  span.grey = (float) style->grey;
  span.end = (guint) self->length;
  g_array_append_val (self->spans, span);
  self->leading = MAX (self->leading, style->leading);
  self->size = MAX (self->size, style->size);
  self->laid_out_for = -1;
}

/**
 * kl_text_flow_is_empty:
 * @self: the paragraph
 *
 * Returns: whether there is no text
 */
gboolean
kl_text_flow_is_empty (KlTextFlow *self)
{
  return self->length == 0;
}

/**
 * kl_text_flow_layout:
 * @self: the paragraph
 * @width: points
 *
 * Breaks the text over lines of at most @width; costs nothing when it was done already.
 */
void
kl_text_flow_layout (KlTextFlow *self, double width)
{
  g_return_if_fail (self != NULL);

  if (self->laid_out_for == width)
    return;
  g_array_set_size (self->placed, 0);
  g_array_set_size (self->lines, 0);
  self->laid_out_for = width;
  self->widest = 0;
  if (self->length == 0)
    return;
  /* Widths are added in another order than they were measured in. */
  if (kl_typesetter_is_simple (self->text, self->length))
    set_simple (self, width + 0.001);
  else
    set_complex (self, width);
}

/**
 * kl_text_flow_get_n_lines:
 * @self: the paragraph, laid out
 *
 * Returns: how many lines it has
 */
guint
kl_text_flow_get_n_lines (KlTextFlow *self)
{
  return self->lines->len;
}

/**
 * kl_text_flow_get_leading:
 * @self: the paragraph
 *
 * Returns: the height of one line in points
 */
double
kl_text_flow_get_leading (KlTextFlow *self)
{
  return self->leading;
}

/**
 * kl_text_flow_get_width:
 * @self: the paragraph, laid out
 *
 * Returns: the width of its widest line in points
 */
double
kl_text_flow_get_width (KlTextFlow *self)
{
  return self->widest;
}

/**
 * kl_text_flow_get_baseline:
 * @self: the paragraph
 *
 * Returns: how far below its top a line's baseline is, in points
 */
double
kl_text_flow_get_baseline (KlTextFlow *self)
{
  /* Capitals stand in the middle of their line, whatever the face's own metrics say. */
  return self->leading / 2 + self->size * 0.36;
}

/**
 * kl_text_flow_draw:
 * @self: the paragraph, laid out
 * @ink: where to draw
 * @x: the left edge; for other alignments the middle or the right edge, points
 * @y: the top of the first line, points
 * @align: where lines start
 * @first: the first line to draw
 * @n_lines: how many lines to draw
 *
 * Draws some lines. A line keeps the space it was broken at, so that its text reads on.
 */
void
kl_text_flow_draw (KlTextFlow *self,
                   KlInk *ink,
                   double x,
                   double y,
                   KlAlign align,
                   guint first,
                   guint n_lines)
{
  double baseline = y + kl_text_flow_get_baseline (self);

  for (guint i = first; i < MIN (first + n_lines, self->lines->len); i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      double start = x;

      if (align == KL_ALIGN_RIGHT)
        start -= line->width;
      else if (align == KL_ALIGN_CENTRE)
        start -= line->width / 2;
      kl_ink_show (ink, &g_array_index (self->placed, KlPlacedText, line->first), line->n_placed,
                   start, baseline);
      baseline += self->leading;
    }
}
