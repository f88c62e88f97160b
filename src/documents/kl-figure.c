/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-figure.h"

#include "kl-styles.h"
#include "model/kl-date.h"

/* Figure: a block that is drawn by a function */

typedef struct
{
  KlBlock parent;
  double height;
  char *alt;
  KlFigureFunc draw;
  gpointer data;
  GDestroyNotify destroy;
} Figure;

static double
figure_measure (KlBlock *block, double width)
{
  return ((Figure *) block)->height;
}

static void
figure_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  Figure *self = (Figure *) block;

  if (self->alt != NULL)
    kl_canvas_begin_figure (canvas, self->alt);
  else
    kl_canvas_begin_drawing (canvas);
  self->draw (canvas, x, y, width, self->data);
  if (self->alt != NULL)
    kl_canvas_end_figure (canvas);
  else
    kl_canvas_end_drawing (canvas);
}

static void
figure_finalize (KlBlock *block)
{
  Figure *self = (Figure *) block;

  if (self->destroy != NULL)
    self->destroy (self->data);
  g_free (self->alt);
}

static const KlBlockClass figure_class = { figure_measure, NULL, figure_draw, figure_finalize };

/**
 * kl_figure_new:
 * @height: points
 * @alt: (nullable): what the drawing says in words; %NULL when the text beside it says it
 * @draw: draws it
 * @data: what is drawn
 * @destroy: (nullable): frees @data
 *
 * Returns: (transfer full): a drawing of a fixed height
 */
KlBlock *
kl_figure_new (double height,
               const char *alt,
               KlFigureFunc draw,
               gpointer data,
               GDestroyNotify destroy)
{
  Figure *self = kl_block_alloc (&figure_class, sizeof (Figure));

  self->height = height;
  self->alt = g_strdup (alt);
  self->draw = draw;
  self->data = data;
  self->destroy = destroy;
  return KL_BLOCK (self);
}

/* Marks */

static void
trace_mark (KlInk *ink, KlMark mark, double x, double y, double r)
{
  kl_ink_new_path (ink);
  switch (mark)
    {
    case KL_MARK_SIGNAL:
      kl_ink_move_to (ink, x, y - r * 1.15);
      kl_ink_line_to (ink, x + r * 1.2, y + r);
      kl_ink_line_to (ink, x - r * 1.2, y + r);
      break;
    case KL_MARK_HOME_VISIT:
      kl_ink_move_to (ink, x, y - r * 1.3);
      kl_ink_line_to (ink, x + r * 1.45, y - r * 0.05);
      kl_ink_line_to (ink, x + r, y - r * 0.05);
      kl_ink_line_to (ink, x + r, y + r * 1.05);
      kl_ink_line_to (ink, x - r, y + r * 1.05);
      kl_ink_line_to (ink, x - r, y - r * 0.05);
      kl_ink_line_to (ink, x - r * 1.45, y - r * 0.05);
      break;
    case KL_MARK_CONSULT:
    case KL_MARK_REFERRAL:
      kl_ink_move_to (ink, x, y - r * 1.4);
      kl_ink_line_to (ink, x + r * 1.4, y);
      kl_ink_line_to (ink, x, y + r * 1.4);
      kl_ink_line_to (ink, x - r * 1.4, y);
      break;
    case KL_MARK_NOTE:
    case KL_MARK_CONSENT:
      kl_ink_rectangle (ink, x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7);
      break;
    case KL_MARK_TALK:
    case KL_MARK_PHONE:
    case KL_MARK_CARE_TEAM:
    default:
      kl_ink_arc (ink, x, y, r, 0, 2 * G_PI);
      break;
    }
  kl_ink_close_path (ink);
}

static gboolean
mark_is_open (KlMark mark)
{
  return mark == KL_MARK_SIGNAL || mark == KL_MARK_PHONE || mark == KL_MARK_NOTE;
}

/**
 * kl_figure_draw_mark:
 * @canvas: where
 * @mark: which
 * @x: its middle
 * @y: its middle
 * @radius: points
 * @main: black, else grey
 *
 * Draws the mark of an entry: circle talk, triangle signal, house visit, diamond
 * consultation. They differ in shape, so that they need no colour.
 */
void
kl_figure_draw_mark (KlCanvas *canvas,
                     KlMark mark,
                     double x,
                     double y,
                     double radius,
                     gboolean main)
{
  KlInk *ink = kl_canvas_get_ink (canvas);
  double grey = main ? 0 : 0.467;
  gboolean open = mark_is_open (mark);

  /* Two fills are cheaper than a stroke, whose outline Cairo works out first. */
  trace_mark (ink, mark, x, y, open ? radius * 1.1 : radius);
  kl_ink_fill (ink, grey);
  if (!open)
    return;
  trace_mark (ink, mark, x, y + (mark == KL_MARK_SIGNAL ? 0.3 : 0), radius * 1.1 - 1.25);
  kl_ink_fill (ink, 1);
}

/**
 * kl_figure_draw_label:
 * @canvas: where
 * @style: how it looks
 * @x: left edge, middle or right edge
 * @baseline: points
 * @align: what @x is
 * @text: one line
 *
 * Writes on top of a drawing: the paper shows around the letters.
 */
void
kl_figure_draw_label (KlCanvas *canvas,
                      const KlTextStyle *style,
                      double x,
                      double baseline,
                      KlAlign align,
                      const char *text)
{
  KlInk *ink = kl_canvas_get_ink (canvas);
  double width = kl_typesetter_get_width (kl_canvas_get_typesetter (canvas), style, text);
  double left = x;

  if (align == KL_ALIGN_RIGHT)
    left -= width;
  else if (align == KL_ALIGN_CENTRE)
    left -= width / 2;
  kl_ink_rectangle (ink, left - 1.5, baseline - style->size * 0.86, width + 3, style->size * 1.2);
  kl_ink_fill (ink, 1);
  kl_canvas_draw_text (canvas, style, x, baseline, align, text);
}

/* Agenda ruler: the minutes of a meeting to scale */

#define RULER_HEIGHT KL_MM (10)
#define RULER_GAP 2.0
#define TIME_ROOM 26.0

typedef struct
{
  GArray *parts;
  int starts_at;
} Ruler;

static const KlTextStyle ruler_time = { KL_FACE_LABEL, 7.9, 10, 400, .tabular = TRUE };

static void
ruler_part_clear (KlRulerPart *part)
{
  g_free (part->label);
}

static void
ruler_free (Ruler *ruler)
{
  g_array_unref (ruler->parts);
  g_free (ruler);
}

static char *
format_minutes (int minutes)
{
  return g_strdup_printf ("%d.%02d", minutes / 60 % 24, minutes % 60);
}

static void
ruler_draw_part (KlCanvas *canvas, const KlRulerPart *part, double x, double y, double width)
{
  const KlTextStyle number = { KL_FACE_LABEL, 12.75, 16, 700,
                               .grey = part->fill == KL_FILL_BLACK ? 1 : 0 };
  const KlTextStyle word = { KL_FACE_LABEL, 8.25, 10, 400 };
  const KlTextStyle *style = part->fill == KL_FILL_HATCH ? &word : &number;
  KlTypesetter *typesetter = kl_canvas_get_typesetter (canvas);
  double middle = x + width / 2;
  double baseline = y + RULER_HEIGHT / 2 + style->size * 0.36;

  kl_canvas_draw_rounded (canvas, x + 0.5, y + 0.5, width - 1, RULER_HEIGHT - 1, 3, 1, part->fill,
                          KL_STROKE_SOLID);
  if (kl_typesetter_get_width (typesetter, style, part->label) > width - 3)
    return;
  if (part->fill == KL_FILL_HATCH)
    {
      double room = kl_typesetter_get_width (typesetter, style, part->label) + 12;

      if (room < width - 6)
        kl_canvas_draw_rounded (canvas, middle - room / 2, y + RULER_HEIGHT / 2 - 6.5, room, 13, 0,
                                0, KL_FILL_WHITE, KL_STROKE_SOLID);
    }
  kl_canvas_draw_text (canvas, style, middle, baseline, KL_ALIGN_CENTRE, part->label);
}

static void
ruler_draw (KlCanvas *canvas, double x, double y, double width, gpointer data)
{
  const Ruler *ruler = data;
  double baseline = y + RULER_HEIGHT + 12;
  double free_from = 0;
  double scale;
  int sum = 0;
  int minutes = 0;

  for (guint i = 0; i < ruler->parts->len; i++)
    sum += g_array_index (ruler->parts, KlRulerPart, i).minutes;
  scale = width / MAX (1, sum);

  for (guint i = 0; i <= ruler->parts->len; i++)
    {
      gboolean end = i == ruler->parts->len;
      double left = x + minutes * scale;
      g_autofree char *time =
        ruler->starts_at < 0 ? NULL : format_minutes (ruler->starts_at + minutes);

      if (!end)
        {
          const KlRulerPart *part = &g_array_index (ruler->parts, KlRulerPart, i);

          ruler_draw_part (canvas, part, left + (i > 0 ? RULER_GAP / 2 : 0), y,
                           part->minutes * scale
                             - RULER_GAP / (i == 0 || i + 1 == ruler->parts->len ? 2 : 1));
          minutes += part->minutes;
        }
      /* A time that would run into the one before or into the end is left out. */
      if (time == NULL || (!end && (left < free_from || left + 2 * TIME_ROOM > x + width)))
        continue;
      kl_canvas_draw_text (canvas, &ruler_time, end ? left : left + (i > 0 ? RULER_GAP / 2 : 0),
                           baseline, end ? KL_ALIGN_RIGHT : KL_ALIGN_LEFT, time);
      free_from = left + TIME_ROOM;
      /* Each number with its time, instead of all that have one font: so it is read aloud. */
      kl_canvas_end_drawing (canvas);
      kl_canvas_begin_drawing (canvas);
    }
}

/**
 * kl_agenda_ruler_new:
 * @typesetter: shapes the words
 * @parts: (transfer full) (element-type KlRulerPart): the points of the agenda and free time
 * @starts_at: minutes after midnight, or -1 to leave the times out
 * @width: points
 * @alt: the same in words
 *
 * Returns: (transfer full): a drawing of how long each point takes
 */
KlBlock *
kl_agenda_ruler_new (KlTypesetter *typesetter,
                     GArray *parts,
                     int starts_at,
                     double width,
                     const char *alt)
{
  Ruler *ruler = g_new0 (Ruler, 1);

  g_array_set_clear_func (parts, (GDestroyNotify) ruler_part_clear);
  ruler->parts = parts;
  ruler->starts_at = starts_at;
  return kl_figure_new (RULER_HEIGHT + (starts_at < 0 ? 0 : 14), alt, ruler_draw, ruler,
                        (GDestroyNotify) ruler_free);
}

/* Trust line: faces from the first to the one that is not there yet */

#define POINT_RADIUS 6.0
#define POINT_TEXT 9.75
#define TRUST_ROW 24.5
#define TRUST_GAP 66.0
#define TRUST_MIN_GAP 16.0

static const KlTextStyle trust_name = { KL_FACE_LABEL, 8.25, 11, 600 };

static void
trust_point_clear (KlTrustPoint *point)
{
  g_free (point->name);
  g_free (point->note);
}

static double
trust_point_width (KlTypesetter *typesetter, const KlTrustPoint *point, double limit)
{
  double width = kl_typesetter_get_width (typesetter, &trust_name, point->name);

  if (point->note != NULL)
    width = MAX (width, kl_typesetter_get_width (typesetter, &kl_style_small_grey, point->note));
  return MIN (POINT_RADIUS + POINT_TEXT + width, limit);
}

/* How many points stand on the row that begins with @first, and what they take. */
static guint
trust_row_length (KlTypesetter *typesetter,
                  GArray *points,
                  guint first,
                  double width,
                  double *taken)
{
  guint n = 0;

  *taken = 0;
  while (first + n < points->len)
    {
      const KlTrustPoint *point = &g_array_index (points, KlTrustPoint, first + n);
      double own = trust_point_width (typesetter, point, width);

      if (n > 0 && *taken + own + TRUST_MIN_GAP * n > width)
        break;
      *taken += own;
      n++;
    }
  return n;
}

static void
trust_draw_text (KlCanvas *canvas, const KlTrustPoint *point, double x, double y, double room)
{
  g_autoptr (KlTextFlow) name = kl_text_flow_new (kl_canvas_get_typesetter (canvas));
  g_autoptr (KlTextFlow) note = kl_text_flow_new (kl_canvas_get_typesetter (canvas));
  KlInk *ink = kl_canvas_get_ink (canvas);

  kl_text_flow_append (name, &trust_name, point->name);
  kl_text_flow_append (name, &trust_name, " ");
  kl_text_flow_append (note, &kl_style_small_grey, point->note);
  if (point->note != NULL)
    kl_text_flow_append (note, &kl_style_small_grey, " ");
  kl_text_flow_layout (name, room);
  kl_text_flow_layout (note, room);
  kl_text_flow_draw (name, ink, x, y, KL_ALIGN_LEFT, 0, 1);
  kl_text_flow_draw (note, ink, x, y + 12, KL_ALIGN_LEFT, 0, 1);
}

static void
trust_draw_row (KlCanvas *canvas,
                GArray *points,
                guint first,
                guint n,
                double x,
                double y,
                double width,
                double gap)
{
  KlTypesetter *typesetter = kl_canvas_get_typesetter (canvas);
  double middle = y + POINT_RADIUS;

  for (guint i = first; i < first + n; i++)
    {
      const KlTrustPoint *point = &g_array_index (points, KlTrustPoint, i);
      double own = trust_point_width (typesetter, point, width);
      double name = kl_typesetter_get_width (typesetter, &trust_name, point->name);
      double text = x + POINT_RADIUS + POINT_TEXT;
      KlInk *ink;

      if (i + 1 < points->len)
        {
          const KlTrustPoint *next = &g_array_index (points, KlTrustPoint, i + 1);
          double to = i + 1 == first + n ? x + own + MIN (gap, TRUST_MIN_GAP) : x + own + gap;

          kl_canvas_draw_line (canvas, MIN (text + name + 8, to), middle, to, middle, 1.6, 0,
                               next->reached ? KL_STROKE_SOLID : KL_STROKE_DASHED);
        }
      ink = kl_canvas_get_ink (canvas);
      kl_ink_arc (ink, x + POINT_RADIUS, middle, POINT_RADIUS, 0, 2 * G_PI);
      kl_ink_fill (ink, 0);
      if (!point->reached)
        {
          kl_ink_arc (ink, x + POINT_RADIUS, middle, POINT_RADIUS - 1.1, 0, 2 * G_PI);
          kl_ink_fill (ink, 1);
        }
      trust_draw_text (canvas, point, text, middle - 5.5, own - POINT_RADIUS - POINT_TEXT + 0.1);
      x += own + gap;
    }
}

static void
trust_draw (KlCanvas *canvas, double x, double y, double width, gpointer data)
{
  GArray *points = data;
  guint n;

  for (guint first = 0; first < points->len; first += n)
    {
      double taken;
      double gap;

      n = trust_row_length (kl_canvas_get_typesetter (canvas), points, first, width, &taken);
      gap = n > 1 ? MIN (TRUST_GAP, (width - taken) / (n - 1)) : TRUST_GAP;
      trust_draw_row (canvas, points, first, n, x, y, width, gap);
      y += TRUST_ROW;
    }
}

/**
 * kl_trust_line_new:
 * @typesetter: shapes the words
 * @points: (transfer full) (element-type KlTrustPoint): the chain, first face first
 * @width: points
 * @alt: the same in words
 *
 * Returns: (transfer full): a drawing of the chain of trust, over as many rows as it needs
 */
KlBlock *
kl_trust_line_new (KlTypesetter *typesetter, GArray *points, double width, const char *alt)
{
  guint n_rows = 0;

  g_array_set_clear_func (points, (GDestroyNotify) trust_point_clear);
  for (guint first = 0; first < points->len; n_rows++)
    {
      double taken;

      first += trust_row_length (typesetter, points, first, width, &taken);
    }
  return kl_figure_new (n_rows * TRUST_ROW, alt, trust_draw, points,
                        (GDestroyNotify) g_array_unref);
}
