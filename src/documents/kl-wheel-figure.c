/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wheel-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/kl-wheel-layout.h"
#include "kl-figure.h"
#include "kl-text-block.h"

/* The wheel of a child: solid is now, a dashed arc is before, and beside each piece the number. */

static const KlTextStyle style_text = { KL_FACE_CHILD, 11.5, 15, 400 };
static const KlTextStyle style_bold = { KL_FACE_CHILD, 11.5, 15, 700 };
static const KlTextStyle style_legend = { KL_FACE_CHILD, 11.5, 16, 400 };
static const KlTextStyle style_words = { KL_FACE_CHILD, 15, 20, 700 };

#define RADIUS KL_MM (36)
#define CORE KL_MM (7.4)
#define LABEL_GAP KL_MM (2.2)

#define EMPTY 0.94 /* grey of what there is no point for */
#define RING_LINE 1.1
#define SECTOR_LINE 4.2
#define DASH_LINE 2.6
#define DASH_HALO 5.0

#define SWATCH_WIDTH 23.0
#define SWATCH_HEIGHT 11.0
#define SWATCH_COLUMN 28.0
#define BAR_LINE 3.0
#define BAR_GAP 12.0

typedef struct
{
  KlTextFlow *words;
  KlTextFlow *number; /* NULL when nothing was said, now or before */
  KlWheelLabel place;
  double top;
} Label;

typedef struct
{
  KlChildWheel scores;
  KlWheel wheel;
  Label labels[KL_N_WELLBEING_ASPECTS];
  char *name;
  double height;
} Figure;

/* Auxiliary functions */

static void
figure_free (Figure *figure)
{
  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    {
      g_clear_pointer (&figure->labels[i].words, kl_text_flow_unref);
      g_clear_pointer (&figure->labels[i].number, kl_text_flow_unref);
    }
  g_free (figure->name);
  g_free (figure);
}

static gboolean
has_before (const KlChildWheel *wheel)
{
  return wheel->before_day != KL_DATE_NONE;
}

/* Words */

/* "2 was 1" */
static KlTextFlow *
create_number (KlTypesetter *typesetter, const KlChildWheel *wheel, int aspect)
{
  const guint now = wheel->now.of[aspect];
  const guint was = has_before (wheel) ? wheel->before.of[aspect] : 0;
  KlTextFlow *flow;

  if (now == 0 && was == 0)
    return NULL;

  flow = kl_text_flow_new (typesetter);
  {
    g_autofree char *number = now != 0 ? g_strdup_printf ("%u", now) : g_strdup ("–");

    kl_text_flow_append (flow, &style_bold, number);
  }
  if (was != 0 && was != now)
    {
      /* Translators: on a child's page, after the score of now: "2 was 1" */
      g_autofree char *before = g_strdup_printf (C_ ("child", " was %u"), was);

      kl_text_flow_append (flow, &style_text, before);
    }
  /* Takes no room, and keeps the words of a drawing apart for whoever reads the file aloud. */
  kl_text_flow_append (flow, &style_text, " ");
  kl_text_flow_layout (flow, RADIUS * 2);
  return flow;
}

static double
get_label_height (const Label *label)
{
  return kl_text_flow_get_n_lines (label->words) * style_text.leading
         + (label->number != NULL ? style_text.leading : 0);
}

/* How wide its words may be, within the figure. */
static double
get_room (const KlWheelLabel *place, double width)
{
  if (place->across == 0)
    return 2 * MIN (place->x, width - place->x);

  return place->across > 0 ? width - place->x : place->x;
}

static void
set_label (Figure *figure, KlTypesetter *typesetter, int aspect, double width)
{
  Label *label = &figure->labels[aspect];

  kl_wheel_get_label (&figure->wheel, (guint) aspect, LABEL_GAP, &label->place);
  label->words = kl_text_flow_new (typesetter);
  kl_text_flow_append (label->words, &style_text,
                       kl_wellbeing_aspect_get_child_words ((KlWellbeingAspect) aspect));
  kl_text_flow_append (label->words, &style_text, " ");
  kl_text_flow_layout (label->words, get_room (&label->place, width));
  label->number = create_number (typesetter, &figure->scores, aspect);

  label->top = label->place.y;
  if (label->place.down < 0)
    label->top -= get_label_height (label);
  else if (label->place.down == 0)
    label->top -= get_label_height (label) / 2;
}

/* Everything is laid out around the middle of the wheel and moved below the top at last. */
static void
place_labels (Figure *figure)
{
  double top = -RADIUS;
  double bottom = RADIUS;

  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    {
      const Label *label = &figure->labels[i];

      top = MIN (top, label->top);
      bottom = MAX (bottom, label->top + get_label_height (label));
    }
  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    figure->labels[i].top -= top;
  figure->wheel.y = -top;
  figure->height = bottom - top;
}

/* Drawing */

static void
trace_ring (KlInk *ink, const KlWheel *wheel, double x, double y, double radius)
{
  kl_ink_arc (ink, x + wheel->x, y + wheel->y, radius, 0, 2 * G_PI);
  kl_ink_close_path (ink);
}

static void
fill_piece (KlInk *ink,
            const Figure *figure,
            double x,
            double y,
            guint sector,
            guint n,
            double grey)
{
  const KlWheel *wheel = &figure->wheel;
  KlWheelCell cell;

  kl_wheel_get_cell (wheel, sector, 0, &cell);
  kl_ink_new_path (ink);
  kl_ink_move_to (ink, x + wheel->x, y + wheel->y);
  kl_ink_arc (ink, x + wheel->x, y + wheel->y, kl_wheel_get_ring_radius (wheel, n), cell.from,
              cell.to);
  kl_ink_close_path (ink);
  kl_ink_fill (ink, grey);
}

static void
draw_pieces (KlInk *ink, const Figure *figure, double x, double y)
{
  for (guint i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    {
      fill_piece (ink, figure, x, y, i, KL_WELLBEING_MAX, EMPTY);
      if (figure->scores.now.of[i] > 0)
        fill_piece (ink, figure, x, y, i, figure->scores.now.of[i], KL_INK_SECOND);
    }
}

/* A ring for each point, and the cuts between the pieces. */
static void
draw_cuts (KlInk *ink, const Figure *figure, double x, double y)
{
  const KlWheel *wheel = &figure->wheel;

  kl_ink_new_path (ink);
  for (guint ring = 1; ring < wheel->n_rings; ring++)
    trace_ring (ink, wheel, x, y, kl_wheel_get_ring_radius (wheel, ring));
  kl_ink_set_line (ink, RING_LINE, 1);
  kl_ink_stroke (ink);

  for (guint i = 0; i < wheel->n_sectors; i++)
    {
      KlWheelCell cell;

      kl_wheel_get_cell (wheel, i, 0, &cell);
      kl_ink_move_to (ink, x + wheel->x, y + wheel->y);
      kl_ink_line_to (ink, x + wheel->x + (RADIUS + 1) * cos (cell.from),
                      y + wheel->y + (RADIUS + 1) * sin (cell.from));
    }
  kl_ink_set_line (ink, SECTOR_LINE, 1);
  kl_ink_stroke (ink);
}

static void
trace_before (KlInk *ink, const Figure *figure, double x, double y, guint sector)
{
  const KlWheel *wheel = &figure->wheel;
  const double radius = kl_wheel_get_ring_radius (wheel, figure->scores.before.of[sector]);
  const double inset = SECTOR_LINE / 2 / radius;
  KlWheelCell cell;

  kl_wheel_get_cell (wheel, sector, 0, &cell);
  kl_ink_new_path (ink);
  kl_ink_arc (ink, x + wheel->x, y + wheel->y, radius, cell.from + inset, cell.to - inset);
}

/* Light around it, so that it is seen on both grounds, also without colours. */
static void
draw_before (KlInk *ink, const Figure *figure, double x, double y)
{
  if (!has_before (&figure->scores))
    return;

  for (guint i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    {
      if (figure->scores.before.of[i] == 0)
        continue;
      trace_before (ink, figure, x, y, i);
      kl_ink_set_line (ink, DASH_HALO, 1);
      kl_ink_stroke (ink);
      trace_before (ink, figure, x, y, i);
      kl_ink_set_line (ink, DASH_LINE, 0);
      kl_ink_set_dash (ink, 4, 2.4);
      kl_ink_stroke (ink);
    }
}

static void
draw_core (KlCanvas *canvas, const Figure *figure, double x, double y)
{
  KlInk *ink = kl_canvas_get_ink (canvas);
  const KlWheel *wheel = &figure->wheel;

  kl_ink_new_path (ink);
  trace_ring (ink, wheel, x, y, CORE);
  kl_ink_fill_preserve (ink, 1);
  kl_ink_set_line (ink, 1.6, 0);
  kl_ink_stroke (ink);
  kl_canvas_draw_text (canvas, &style_bold, x + wheel->x, y + wheel->y + style_bold.size * 0.36,
                       KL_ALIGN_CENTRE, figure->name);
}

static void
draw_label (KlCanvas *canvas, const Label *label, double x, double y)
{
  static const KlAlign aligns[] = { KL_ALIGN_RIGHT, KL_ALIGN_CENTRE, KL_ALIGN_LEFT };
  KlInk *ink = kl_canvas_get_ink (canvas);
  const KlAlign align = aligns[label->place.across + 1];
  const guint n_lines = kl_text_flow_get_n_lines (label->words);

  kl_text_flow_draw (label->words, ink, x + label->place.x, y + label->top, align, 0, n_lines);
  if (label->number != NULL)
    kl_text_flow_draw (label->number, ink, x + label->place.x,
                       y + label->top + n_lines * style_text.leading, align, 0, 1);
}

static void
draw_wheel (KlCanvas *canvas, double x, double y, double width, gpointer data)
{
  const Figure *figure = data;
  KlInk *ink = kl_canvas_get_ink (canvas);

  draw_pieces (ink, figure, x, y);
  draw_cuts (ink, figure, x, y);
  draw_before (ink, figure, x, y);
  draw_core (canvas, figure, x, y);
  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    draw_label (canvas, &figure->labels[i], x, y);
}

/* A long name does not become smaller: its first letter stands for it. */
static char *
dup_short_name (KlTypesetter *typesetter, const char *name)
{
  g_autofree char *first = NULL;

  if (kl_typesetter_get_width (typesetter, &style_bold, name) <= 2 * CORE - 5)
    return g_strdup (name);

  first = g_utf8_substring (name, 0, 1);
  return g_utf8_strup (first, -1);
}

/* Legend */

static void
draw_now (KlCanvas *canvas, double x, double y, double width, gpointer data)
{
  KlInk *ink = kl_canvas_get_ink (canvas);

  kl_ink_new_path (ink);
  kl_ink_rectangle (ink, x, y + (style_legend.leading - SWATCH_HEIGHT) / 2, SWATCH_WIDTH,
                    SWATCH_HEIGHT);
  kl_ink_fill (ink, KL_INK_SECOND);
}

static void
draw_then (KlCanvas *canvas, double x, double y, double width, gpointer data)
{
  KlInk *ink = kl_canvas_get_ink (canvas);

  kl_ink_new_path (ink);
  kl_ink_move_to (ink, x, y + style_legend.leading / 2);
  kl_ink_line_to (ink, x + SWATCH_WIDTH, y + style_legend.leading / 2);
  kl_ink_set_line (ink, DASH_LINE, 0);
  kl_ink_set_dash (ink, 4, 2.4);
  kl_ink_stroke (ink);
}

static KlBlock *
create_row (KlTypesetter *typesetter, KlBlock *mark, const char *words)
{
  KlBlock *columns = kl_columns_new (0);

  kl_columns_add (columns, mark, SWATCH_COLUMN);
  kl_columns_add (columns, kl_paragraph_new (typesetter, "P", &style_legend, words), 0);
  return kl_block_set_space (columns, 5);
}

/* "it was like this in September"; a day where the month would not tell them apart. */
static char *
format_then (const KlChildWheel *wheel)
{
  g_autofree char *day = NULL;
  int year, month, before_year, before_month;

  kl_date_split (wheel->day, &year, &month, NULL);
  kl_date_split (wheel->before_day, &before_year, &before_month, NULL);
  if (month != before_month && wheel->day - wheel->before_day < 300)
    return g_strdup_printf (C_ ("child", "it was like this in %s"),
                            kl_month_get_name (before_month, FALSE));

  day = kl_date_format (wheel->before_day,
                        year == before_year ? KL_DATE_STYLE_DAY_MONTH : KL_DATE_STYLE_LONG);
  return g_strdup_printf (C_ ("child", "it was like this on %s"), day);
}

/* What a child said stands beside a bar, larger than the rest. */

typedef struct
{
  KlBlock parent;
  KlBlock *child;
} Words;

static double
words_measure (KlBlock *block, double width)
{
  return kl_block_measure (((Words *) block)->child, width - BAR_GAP);
}

static KlBlock *words_new (KlBlock *child);

static KlBlock *
words_split (KlBlock *block, double width, double height, gboolean force)
{
  KlBlock *rest = kl_block_split (((Words *) block)->child, width - BAR_GAP, height, force);

  return rest != NULL ? words_new (rest) : NULL;
}

static void
words_draw (KlBlock *block, KlCanvas *canvas, double x, double y, double width, double height)
{
  KlBlock *child = ((Words *) block)->child;
  const double inner = width - BAR_GAP;

  kl_block_draw (child, canvas, x + BAR_GAP, y, inner, height);
  kl_canvas_add_rule (canvas, x + BAR_LINE / 2, y, x + BAR_LINE / 2,
                      y + kl_block_measure (child, inner), BAR_LINE, KL_INK_SECOND);
}

static void
words_finalize (KlBlock *block)
{
  kl_block_free (((Words *) block)->child);
}

static const KlBlockClass words_class = { words_measure, words_split, words_draw, words_finalize,
                                          NULL };

static KlBlock *
words_new (KlBlock *child)
{
  Words *self = kl_block_alloc (&words_class, sizeof (Words));

  self->child = child;
  return KL_BLOCK (self);
}

/* Public API */

/**
 * kl_wheel_figure_new:
 * @typesetter: shapes the words; outlives the block
 * @wheel: what the child said
 * @name: what the child is called
 * @width: points
 *
 * Returns: (transfer full): the wheel with the child's own words around it, and all of it in words
 */
KlBlock *
kl_wheel_figure_new (KlTypesetter *typesetter,
                     const KlChildWheel *wheel,
                     const char *name,
                     double width)
{
  Figure *figure = g_new0 (Figure, 1);
  g_autofree char *told =
    kl_wellbeing_scores_describe_for_child (&wheel->now,
                                            has_before (wheel) ? &wheel->before : NULL);
  /* Translators: says a drawing on a child's page to who listens; %s are eight sentences */
  g_autofree char *alt =
    g_strdup_printf (C_ ("child", "A wheel of eight pieces, from 1 to 5: the more, the better. %s"),
                     told);

  figure->scores = *wheel;
  figure->name = dup_short_name (typesetter, name);
  figure->wheel = (KlWheel) { .x = width / 2,
                              .core = CORE,
                              .radius = RADIUS,
                              .n_sectors = KL_N_WELLBEING_ASPECTS,
                              .n_rings = KL_WELLBEING_MAX };
  for (int i = 0; i < KL_N_WELLBEING_ASPECTS; i++)
    set_label (figure, typesetter, i, width);
  place_labels (figure);

  return kl_figure_new (figure->height, alt, draw_wheel, figure, (GDestroyNotify) figure_free);
}

/**
 * kl_wheel_legend_new:
 * @typesetter: shapes the words; outlives the block
 * @wheel: what the child said
 *
 * Returns: (transfer full): what is what in the wheel
 */
KlBlock *
kl_wheel_legend_new (KlTypesetter *typesetter, const KlChildWheel *wheel)
{
  KlBlock *stack = kl_stack_new ();

  kl_stack_add (stack, create_row (typesetter,
                                   kl_figure_new (style_legend.leading, NULL, draw_now, NULL, NULL),
                                   C_ ("child", "it is like this now")));
  if (has_before (wheel))
    {
      g_autofree char *then = format_then (wheel);

      kl_stack_add (stack,
                    create_row (typesetter,
                                kl_figure_new (style_legend.leading, NULL, draw_then, NULL, NULL),
                                then));
    }
  kl_stack_add (stack,
                create_row (typesetter, kl_paragraph_new (typesetter, "P", &style_bold, "1–5"),
                            C_ ("child", "the more, the better")));
  return stack;
}

/**
 * kl_wheel_words_new:
 * @typesetter: shapes the words; outlives the block
 * @words: a sentence of the child's own
 *
 * Returns: (transfer full): the sentence, to be seen first
 */
KlBlock *
kl_wheel_words_new (KlTypesetter *typesetter, const char *words)
{
  return words_new (kl_paragraph_new (typesetter, "P", &style_words, words));
}
