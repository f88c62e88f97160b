/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-canvas.h"

/*
 * Where blocks draw themselves. Rules and frames say nothing
 * to a reader that speaks, so they wait until the end of the page and go out as one
 * artifact.
 */

typedef struct
{
  double x;
  double y;
  double width;
  double height;
  double radius; /* -1 for a rule from (x, y) over (width, height) */
  double line_width;
  double grey;
  KlStroke stroke;
} Decoration;

typedef struct
{
  double line_width;
  double grey;
  KlStroke stroke;
} Pen;

struct _KlCanvas
{
  KlInk *ink;
  KlTypesetter *typesetter;
  GArray *decorations;
  Pen pen;
  gboolean has_lines;
};

#define HATCH_STEP 5.4
#define HATCH_BACK_STEP 5.0

/* Auxiliary functions */

static void
set_stroke (KlInk *ink, double line_width, double grey, KlStroke stroke)
{
  kl_ink_set_line (ink, line_width, grey);
  kl_ink_set_join (ink, KL_INK_ROUND);
  if (stroke == KL_STROKE_DASHED)
    kl_ink_set_dash (ink, MAX (2.6, 2.8 * line_width), MAX (2.2, 2.3 * line_width));
}

/* Lines of one pen wait for each other and are stroked as one path. */
static void
flush_lines (KlCanvas *self)
{
  if (!self->has_lines)
    return;
  set_stroke (self->ink, self->pen.line_width, self->pen.grey, self->pen.stroke);
  kl_ink_stroke (self->ink);
  self->has_lines = FALSE;
}

static void
take_pen (KlCanvas *self, double line_width, double grey, KlStroke stroke)
{
  if (self->has_lines && self->pen.line_width == line_width && self->pen.grey == grey
      && self->pen.stroke == stroke)
    return;
  flush_lines (self);
  kl_ink_new_path (self->ink);
  self->pen = (Pen) { line_width, grey, stroke };
  self->has_lines = TRUE;
}

static void
trace_rounded (KlInk *ink, double x, double y, double width, double height, double radius)
{
  if (radius <= 0)
    {
      kl_ink_rectangle (ink, x, y, width, height);
      return;
    }
  radius = MIN (radius, MIN (width, height) / 2);
  kl_ink_move_to (ink, x + width - radius, y);
  kl_ink_arc (ink, x + width - radius, y + radius, radius, -G_PI_2, 0);
  kl_ink_arc (ink, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  kl_ink_arc (ink, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  kl_ink_arc (ink, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  kl_ink_close_path (ink);
}

/*
 * Lines at 45 degrees; they start from the page's corner, so that neighbours run on. They
 * are cut to the box here: a clip would cost more than all its lines.
 */
static void
hatch (KlInk *ink, double x, double y, double width, double height, gboolean back)
{
  double step = back ? HATCH_BACK_STEP : HATCH_STEP;
  double first = back ? x - y - height : x + y;
  double last = back ? x + width - y : x + y + width + height;

  kl_ink_new_path (ink);
  for (double c = ((int) (first / step) + 1) * step; c < last; c += step)
    {
      double top = back ? MAX (y, x - c) : MAX (y, c - x - width);
      double bottom = back ? MIN (y + height, x + width - c) : MIN (y + height, c - x);

      /* The short ends would stick out of rounded corners. */
      if (bottom - top < 1.5)
        continue;
      kl_ink_move_to (ink, back ? top + c : c - top, top);
      kl_ink_line_to (ink, back ? bottom + c : c - bottom, bottom);
    }
  set_stroke (ink, back ? 0.35 : 0.6, back ? 0.62 : 0, KL_STROKE_SOLID);
  kl_ink_stroke (ink);
}

static void
fill_shape (KlInk *ink, double x, double y, double width, double height, double radius, KlFill fill)
{
  static const double greys[] = {
    [KL_FILL_WHITE] = 1, [KL_FILL_BLACK] = 0, [KL_FILL_GREY] = 0.467
  };

  if (fill == KL_FILL_NONE)
    return;
  if (fill == KL_FILL_HATCH || fill == KL_FILL_HATCH_BACK)
    {
      hatch (ink, x, y, width, height, fill == KL_FILL_HATCH_BACK);
      return;
    }
  trace_rounded (ink, x, y, width, height, radius);
  kl_ink_fill (ink, greys[fill]);
}

static int
compare_pens (gconstpointer a, gconstpointer b)
{
  const Decoration *one = a;
  const Decoration *other = b;

  if (one->line_width != other->line_width)
    return one->line_width < other->line_width ? -1 : 1;
  if (one->grey != other->grey)
    return one->grey < other->grey ? -1 : 1;
  return (int) one->stroke - (int) other->stroke;
}

/* Public API */

/**
 * kl_canvas_new:
 * @ink: what it draws with; outlives the canvas
 * @typesetter: shapes text; outlives the canvas
 *
 * Returns: (transfer full): a canvas on @ink; free with kl_canvas_free()
 */
KlCanvas *
kl_canvas_new (KlInk *ink, KlTypesetter *typesetter)
{
  KlCanvas *self = g_new0 (KlCanvas, 1);

  self->ink = ink;
  self->typesetter = typesetter;
  self->decorations = g_array_new (FALSE, FALSE, sizeof (Decoration));
  return self;
}

/**
 * kl_canvas_free:
 * @self: (nullable) (transfer full): the canvas
 *
 * Frees @self.
 */
void
kl_canvas_free (KlCanvas *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->decorations);
  g_free (self);
}

/**
 * kl_canvas_get_ink:
 * @self: the canvas
 *
 * Returns: (transfer none): what it draws with
 */
KlInk *
kl_canvas_get_ink (KlCanvas *self)
{
  flush_lines (self);
  return self->ink;
}

/**
 * kl_canvas_get_typesetter:
 * @self: the canvas
 *
 * Returns: (transfer none): what shapes its text
 */
KlTypesetter *
kl_canvas_get_typesetter (KlCanvas *self)
{
  return self->typesetter;
}

/**
 * kl_canvas_begin_tag:
 * @self: the canvas
 * @tag: a standard structure type of PDF ("P", "H1", "TR")
 *
 * Begins a part of the document's structure.
 */
void
kl_canvas_begin_tag (KlCanvas *self, const char *tag)
{
  kl_ink_begin_tag (self->ink, tag, NULL);
}

/**
 * kl_canvas_end_tag:
 * @self: the canvas
 * @tag: the part that was begun last
 *
 * Ends it.
 */
void
kl_canvas_end_tag (KlCanvas *self, const char *tag)
{
  kl_ink_end_tag (self->ink);
}

/**
 * kl_canvas_begin_figure:
 * @self: the canvas
 * @alt: what the drawing says, in words
 *
 * Begins a drawing.
 */
void
kl_canvas_begin_figure (KlCanvas *self, const char *alt)
{
  kl_ink_begin_tag (self->ink, "Figure", alt);
  kl_canvas_begin_drawing (self);
}

/**
 * kl_canvas_end_figure:
 * @self: the canvas
 *
 * Ends the drawing.
 */
void
kl_canvas_end_figure (KlCanvas *self)
{
  kl_canvas_end_drawing (self);
  kl_ink_end_tag (self->ink);
}

/**
 * kl_canvas_begin_drawing:
 * @self: the canvas
 *
 * From here on texts are held back and end up on top, as in a figure.
 */
void
kl_canvas_begin_drawing (KlCanvas *self)
{
  kl_ink_hold (self->ink);
}

/**
 * kl_canvas_end_drawing:
 * @self: the canvas
 *
 * Draws what was held back.
 */
void
kl_canvas_end_drawing (KlCanvas *self)
{
  flush_lines (self);
  kl_ink_release (self->ink);
}

/**
 * kl_canvas_begin_link:
 * @self: the canvas
 * @destination: a name given to kl_canvas_add_destination()
 * @x: the area that can be pressed
 * @y: its top
 * @width: its width
 * @height: its height
 *
 * Begins text that leads to another page.
 */
void
kl_canvas_begin_link (KlCanvas *self,
                      const char *destination,
                      double x,
                      double y,
                      double width,
                      double height)
{
  kl_ink_begin_link (self->ink, destination, x, y, width, height);
}

/**
 * kl_canvas_end_link:
 * @self: the canvas
 *
 * Ends the link.
 */
void
kl_canvas_end_link (KlCanvas *self)
{
  kl_ink_end_link (self->ink);
}

/**
 * kl_canvas_add_destination:
 * @self: the canvas
 * @name: a name without personal data
 * @y: the height on this page where a reader is brought
 *
 * Makes a place that links lead to.
 */
void
kl_canvas_add_destination (KlCanvas *self, const char *name, double y)
{
  kl_ink_add_destination (self->ink, name, y);
}

/**
 * kl_canvas_add_rule:
 * @self: the canvas
 * @x1: from
 * @y1: from
 * @x2: to
 * @y2: to
 * @line_width: points
 * @grey: 0 black to 1 white
 *
 * Remembers a rule to draw at the end of the page.
 */
void
kl_canvas_add_rule (KlCanvas *self,
                    double x1,
                    double y1,
                    double x2,
                    double y2,
                    double line_width,
                    double grey)
{
  Decoration rule = { x1, y1, x2 - x1, y2 - y1, -1, line_width, grey, KL_STROKE_SOLID };

  g_array_append_val (self->decorations, rule);
}

/**
 * kl_canvas_add_frame:
 * @self: the canvas
 * @x: left
 * @y: top
 * @width: width
 * @height: height
 * @radius: of the corners
 * @line_width: points
 * @stroke: solid, or dashed for what was left out or is to be filled in
 *
 * Remembers a frame to draw at the end of the page.
 */
void
kl_canvas_add_frame (KlCanvas *self,
                     double x,
                     double y,
                     double width,
                     double height,
                     double radius,
                     double line_width,
                     KlStroke stroke)
{
  Decoration frame = { x, y, width, height, radius, line_width, 0, stroke };

  g_array_append_val (self->decorations, frame);
}

/**
 * kl_canvas_flush_page:
 * @self: the canvas
 *
 * Draws the rules and frames of this page. To be called inside an Artifact tag.
 */
void
kl_canvas_flush_page (KlCanvas *self)
{
  g_array_sort (self->decorations, compare_pens);
  for (guint i = 0; i < self->decorations->len; i++)
    {
      const Decoration *d = &g_array_index (self->decorations, Decoration, i);

      take_pen (self, d->line_width, d->grey, d->stroke);
      if (d->radius >= 0)
        trace_rounded (self->ink, d->x, d->y, d->width, d->height, d->radius);
      else
        {
          kl_ink_move_to (self->ink, d->x, d->y);
          kl_ink_line_to (self->ink, d->x + d->width, d->y + d->height);
        }
    }
  flush_lines (self);
  g_array_set_size (self->decorations, 0);
}

/**
 * kl_canvas_draw_text:
 * @self: the canvas
 * @style: how it looks
 * @x: left edge, middle or right edge
 * @baseline: the height of its baseline
 * @align: what @x is
 * @text: (nullable): one line
 *
 * Draws a line of text.
 */
void
kl_canvas_draw_text (KlCanvas *self,
                     const KlTextStyle *style,
                     double x,
                     double baseline,
                     KlAlign align,
                     const char *text)
{
  g_autoptr (KlTextFlow) flow = kl_text_flow_new (self->typesetter);

  kl_text_flow_append (flow, style, text);
  /* Takes no room, and keeps the words of a drawing apart for whoever reads the file aloud. */
  kl_text_flow_append (flow, style, " ");
  kl_text_flow_layout (flow, 10000);
  kl_text_flow_draw (flow, self->ink, x, baseline - kl_text_flow_get_baseline (flow), align, 0, 1);
}

/**
 * kl_canvas_draw_line:
 * @self: the canvas
 * @x1: from
 * @y1: from
 * @x2: to
 * @y2: to
 * @line_width: points
 * @grey: 0 black to 1 white
 * @stroke: solid, or dashed for what is not reached yet
 *
 * Draws a line as part of a figure.
 */
void
kl_canvas_draw_line (KlCanvas *self,
                     double x1,
                     double y1,
                     double x2,
                     double y2,
                     double line_width,
                     double grey,
                     KlStroke stroke)
{
  take_pen (self, line_width, grey, stroke);
  kl_ink_move_to (self->ink, x1, y1);
  kl_ink_line_to (self->ink, x2, y2);
}

/**
 * kl_canvas_draw_rounded:
 * @self: the canvas
 * @x: left
 * @y: top
 * @width: width
 * @height: height
 * @radius: of the corners, 0 for none
 * @line_width: of the outline, 0 for none
 * @fill: what is inside
 * @stroke: of the outline
 *
 * Draws a box as part of a figure.
 */
void
kl_canvas_draw_rounded (KlCanvas *self,
                        double x,
                        double y,
                        double width,
                        double height,
                        double radius,
                        double line_width,
                        KlFill fill,
                        KlStroke stroke)
{
  flush_lines (self);
  fill_shape (self->ink, x, y, width, height, radius, fill);
  if (line_width <= 0)
    return;
  trace_rounded (self->ink, x, y, width, height, radius);
  set_stroke (self->ink, line_width, 0, stroke);
  kl_ink_stroke (self->ink);
}
