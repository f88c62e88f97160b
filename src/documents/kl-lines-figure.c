/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-figure.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "charts/kl-lines-layout.h"
#include "kl-figure.h"
#include "kl-ring-figure.h"
#include "kl-styles.h"

/*
 * The drawing of lines on paper. It is laid out as on the screen, on a canvas of so many pixels,
 * and made smaller; grey takes the place of colour, for the shape of a mark says its kind too.
 */
#define CANVAS 800.0

#define NAME_WIDTH 126.0
#define NAME_MOST 150.0
#define PILL_PADDING 5.0
#define PILL_HEIGHT 19.0
#define PILL_GAP 3.0
#define TAIL_RADIUS 6.0
#define THINNEST 0.35

typedef struct
{
  char *lines[2]; /* of the name */
  char *figures;
  char *waiting;
} Words;

typedef struct
{
  KlTextStyle name;
  KlTextStyle figures;
  KlTextStyle pill;
  KlTextStyle title;
  KlTextStyle ring;
  KlTextStyle hub;
} Styles;

typedef struct
{
  Styles styles;
  char *school;
  double scale; /* points for a pixel */
  GPtrArray *entries;
  GArray *words;    /* of each entry that is drawn */
  GArray *partners; /* of each entry that is drawn */
  KlLinesPlan *plan;
  KlLinesLayout *layout;
} Lines;

#define UNUSED_GREY 0.45

/* Words and their sizes */

static void
words_clear (Words *words)
{
  g_free (words->lines[0]);
  g_free (words->lines[1]);
  g_free (words->figures);
  g_free (words->waiting);
}

static void
lines_free (Lines *lines)
{
  g_free (lines->school);
  g_ptr_array_unref (lines->entries);
  g_array_unref (lines->words);
  g_array_unref (lines->partners);
  kl_lines_plan_unref (lines->plan);
  kl_lines_layout_free (lines->layout);
  g_free (lines);
}

/* The sizes of the screen, made smaller with the drawing. */
static void
fill_styles (Styles *styles, double scale)
{
  styles->name = (KlTextStyle) { KL_FACE_LABEL, 13 * scale, 16 * scale, 600 };
  styles->figures = (KlTextStyle) { KL_FACE_LABEL, 12 * scale, 15 * scale, 400, .grey = 0.2 };
  styles->pill = (KlTextStyle) { KL_FACE_LABEL, 12 * scale, 15 * scale, 600 };
  styles->title = (KlTextStyle) { KL_FACE_LABEL, 15 * scale, 19 * scale, 700 };
  styles->ring = (KlTextStyle) { KL_FACE_LABEL, 12 * scale, 15 * scale, 400, .grey = 0.3 };
  styles->hub = (KlTextStyle) { KL_FACE_LABEL, 14.5 * scale, 18 * scale, 700 };
}

static double
get_width (KlTypesetter *typesetter, const KlTextStyle *style, double scale, const char *text)
{
  return text == NULL ? 0 : kl_typesetter_get_width (typesetter, style, text) / scale;
}

/* At the space that makes both halves as short as they can be. */
static void
break_name (KlTypesetter *typesetter,
            const KlTextStyle *style,
            double scale,
            const char *name,
            char *halves[2])
{
  double best = get_width (typesetter, style, scale, name);
  const char *at = NULL;

  for (const char *space = strchr (name, ' '); best > NAME_WIDTH && space != NULL;
       space = strchr (space + 1, ' '))
    {
      g_autofree char *first = g_strndup (name, (gsize) (space - name));
      const double longest = MAX (get_width (typesetter, style, scale, first),
                                  get_width (typesetter, style, scale, space + 1));

      if (longest < best)
        {
          best = longest;
          at = space;
        }
    }
  halves[0] = at != NULL ? g_strndup (name, (gsize) (at - name)) : g_strdup (name);
  halves[1] = at != NULL ? g_strdup (at + 1) : NULL;
}

static void
shorten_name (KlTypesetter *typesetter, const KlTextStyle *style, double scale, char **name)
{
  char *shorter;

  if (*name == NULL)
    return;
  shorter = kl_typesetter_shorten (typesetter, style, *name, NAME_MOST * scale);
  g_free (*name);
  *name = shorter;
}

static void
measure (KlTypesetter *typesetter,
         const Styles *styles,
         double scale,
         const Words *words,
         KlLinesPartner *partner)
{
  const double pill = get_width (typesetter, &styles->pill, scale, words->waiting);

  partner->label_width = MAX (get_width (typesetter, &styles->name, scale, words->lines[0]),
                              get_width (typesetter, &styles->name, scale, words->lines[1]));
  partner->label_width =
    MAX (partner->label_width, get_width (typesetter, &styles->figures, scale, words->figures));
  if (words->waiting != NULL)
    partner->label_width = MAX (partner->label_width, pill + 2 * PILL_PADDING);
  partner->label_height = 16 + (words->lines[1] != NULL ? 16 : 0)
                          + (words->figures != NULL ? 15 : 0)
                          + (words->waiting != NULL ? PILL_GAP + PILL_HEIGHT : 0);
}

/* With many partners a label is the name alone: the figures are in the list of partners. */
static Words
choose_words (KlTypesetter *typesetter,
              const Styles *styles,
              double scale,
              const KlLinesEntry *entry,
              KlLinesDensity density)
{
  Words words = { 0 };

  if (density == KL_LINES_FULL)
    {
      break_name (typesetter, &styles->name, scale, entry->name, words.lines);
      words.figures = kl_lines_entry_format_figures (entry);
      words.waiting = kl_lines_entry_format_waiting (entry);
    }
  else
    {
      words.lines[0] = g_strdup (entry->name);
    }
  shorten_name (typesetter, &styles->name, scale, &words.lines[0]);
  shorten_name (typesetter, &styles->name, scale, &words.lines[1]);
  return words;
}

/* Layout */

static GArray *
list_partners (GPtrArray *entries)
{
  g_autoptr (GArray) partners = g_array_new (FALSE, TRUE, sizeof (KlLinesPartner));
  GArray *folded;

  for (guint i = 0; i < entries->len; i++)
    {
      const KlLinesEntry *entry = g_ptr_array_index (entries, i);
      const KlLinesPartner partner = {
        .id = entry->id,
        .ring = entry->ring,
        .days = entry->days,
        .longest = entry->n_waiting > 0 ? entry->longest : -1,
        .n_referrals = (guint) MAX (0, entry->n_referrals),
        .n_waiting = (guint) MAX (0, entry->n_waiting),
      };

      g_array_append_val (partners, partner);
    }
  folded = kl_lines_fold ((const KlLinesPartner *) partners->data, partners->len, 0);
  return folded;
}

static guint
count_folded (GPtrArray *entries, KlRing ring)
{
  guint n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const KlLinesEntry *entry = g_ptr_array_index (entries, i);

      n += entry->ring == ring && entry->n_referrals == 0 && entry->n_waiting == 0;
    }
  return n;
}

static const KlLinesEntry *
find_entry (GPtrArray *entries, gint64 id)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const KlLinesEntry *entry = g_ptr_array_index (entries, i);

      if (entry->id == id)
        return entry;
    }
  return NULL;
}

static void
fill_words (Lines *lines, KlTypesetter *typesetter)
{
  const KlLinesDensity density = kl_lines_get_density (lines->partners->len);

  lines->words = g_array_new (FALSE, TRUE, sizeof (Words));
  g_array_set_clear_func (lines->words, (GDestroyNotify) words_clear);
  for (guint i = 0; i < lines->partners->len; i++)
    {
      KlLinesPartner *partner = &g_array_index (lines->partners, KlLinesPartner, i);
      const KlLinesEntry *entry = find_entry (lines->entries, partner->id);
      Words words = { 0 };

      if (entry != NULL)
        words = choose_words (typesetter, &lines->styles, lines->scale, entry, density);
      else
        words.lines[0] = g_strdup_printf ("+%u", count_folded (lines->entries, partner->ring));
      measure (typesetter, &lines->styles, lines->scale, &words, partner);
      g_array_append_val (lines->words, words);
    }
}

static void
lay_out (Lines *lines, KlTypesetter *typesetter)
{
  KlLinesFrame frame = { .width = CANVAS, .height = CANVAS, .text_scale = 1, .zoom = 1 };
  const KlLinesPartner *partners = (const KlLinesPartner *) lines->partners->data;

  for (guint i = 0; i < KL_LINES_N_SECTORS; i++)
    frame.titles[i] = (KlLinesSize) {
      get_width (typesetter, &lines->styles.title, lines->scale, kl_lines_get_title ((KlRing) i)),
      19,
    };
  for (guint i = 0; i < KL_LINES_N_RINGS; i++)
    frame.ring_labels[i] = (KlLinesSize) {
      get_width (typesetter, &lines->styles.ring, lines->scale, kl_lines_get_ring_label (i)) + 8,
      17,
    };

  if (lines->plan != NULL && kl_lines_plan_serves (lines->plan, partners, lines->partners->len))
    kl_lines_plan_ref (lines->plan);
  else
    lines->plan = kl_lines_plan_search (partners, lines->partners->len, &frame);
  lines->layout =
    kl_lines_layout_new (lines->plan, partners, lines->partners->len, &frame, 0, NULL);
}

/* Drawing */

typedef struct
{
  KlCanvas *canvas;
  KlInk *ink;
  const Lines *lines;
  double x; /* of the canvas's corner, points */
  double y;
  double middle_x;
  double middle_y;
  double scale;
} Pen;

static double
to_x (const Pen *pen, double x)
{
  return pen->x + x * pen->scale;
}

static double
to_y (const Pen *pen, double y)
{
  return pen->y + y * pen->scale;
}

static void
set_line (const Pen *pen, double width, double level)
{
  kl_ink_set_line (pen->ink, MAX (THINNEST, width * pen->scale), level);
}

static void
draw_ground (const Pen *pen)
{
  const KlLinesLayout *layout = pen->lines->layout;
  const KlRing *rings = kl_lines_get_rings ();

  set_line (pen, 0.6, 0.72);
  for (guint i = 0; i < KL_LINES_N_RINGS; i++)
    {
      kl_ink_move_to (pen->ink, pen->middle_x + layout->rings[i] * pen->scale, pen->middle_y);
      kl_ink_arc (pen->ink, pen->middle_x, pen->middle_y, layout->rings[i] * pen->scale, 0,
                  2 * G_PI);
    }
  kl_ink_stroke (pen->ink);

  set_line (pen, 1.4, 0.55);
  for (guint i = 0; i < KL_LINES_N_SECTORS; i++)
    {
      double start, width, angle;

      if (!kl_lines_plan_get_sector (pen->lines->plan, rings[i], &start, &width) || width >= 360)
        continue;
      angle = start * G_PI / 180;
      kl_ink_move_to (pen->ink, pen->middle_x + cos (angle) * layout->inner * pen->scale,
                      pen->middle_y + sin (angle) * layout->inner * pen->scale);
      kl_ink_line_to (pen->ink, pen->middle_x + cos (angle) * (layout->outer + 16) * pen->scale,
                      pen->middle_y + sin (angle) * (layout->outer + 16) * pen->scale);
    }
  kl_ink_stroke (pen->ink);
}

static void
draw_boxed (const Pen *pen, const KlBox *box, const KlTextStyle *style, const char *text)
{
  kl_figure_draw_label (pen->canvas, style, to_x (pen, box->x + box->width / 2),
                        to_y (pen, box->y + box->height / 2) + style->size * 0.36, KL_ALIGN_CENTRE,
                        text);
}

static void
draw_titles (const Pen *pen)
{
  const KlLinesLayout *layout = pen->lines->layout;

  for (guint i = 0; i < KL_LINES_N_RINGS; i++)
    draw_boxed (pen, &layout->ring_label_boxes[i], &pen->lines->styles.ring,
                kl_lines_get_ring_label (i));
  for (guint i = 0; i < KL_LINES_N_SECTORS; i++)
    if (layout->title_boxes[i].width > 0)
      draw_boxed (pen, &layout->title_boxes[i], &pen->lines->styles.title,
                  kl_lines_get_title ((KlRing) i));
}

static void
draw_spoke (const Pen *pen, const KlLinesSpot *spot, const KlLinesPartner *partner)
{
  const KlLinesLayout *layout = pen->lines->layout;
  const double width = kl_lines_get_line_width (partner->n_referrals);
  const double x = cos (spot->angle * G_PI / 180);
  const double y = sin (spot->angle * G_PI / 180);

  set_line (pen, width, partner->n_referrals > 0 ? 0.25 : 0.55);
  if (partner->n_waiting > 0)
    kl_ink_set_dash (pen->ink, 1.7 * width * pen->scale, 1.25 * width * pen->scale);
  kl_ink_move_to (pen->ink, pen->middle_x + x * layout->hub * pen->scale,
                  pen->middle_y + y * layout->hub * pen->scale);
  kl_ink_line_to (pen->ink, to_x (pen, spot->x), to_y (pen, spot->y));
  kl_ink_stroke (pen->ink);
  if (spot->tail_radius <= 0)
    return;

  set_line (pen, 1.8, 0.25);
  kl_ink_set_dash (pen->ink, 2.5 * pen->scale, 4.5 * pen->scale);
  kl_ink_move_to (pen->ink, to_x (pen, spot->x), to_y (pen, spot->y));
  kl_ink_line_to (pen->ink, pen->middle_x + x * (spot->tail_radius - TAIL_RADIUS) * pen->scale,
                  pen->middle_y + y * (spot->tail_radius - TAIL_RADIUS) * pen->scale);
  kl_ink_stroke (pen->ink);
  set_line (pen, 1.8, 0.25);
  kl_ink_arc (pen->ink, pen->middle_x + x * spot->tail_radius * pen->scale,
              pen->middle_y + y * spot->tail_radius * pen->scale, TAIL_RADIUS * pen->scale, 0,
              2 * G_PI);
  kl_ink_stroke (pen->ink);
}

/* The paper shows between the line and the mark, and through a hollow one. */
static void
draw_node (const Pen *pen, const KlLinesSpot *spot, const KlLinesPartner *partner)
{
  const KlLinesEntry *entry = find_entry (pen->lines->entries, spot->id);
  const gboolean hollow = entry == NULL || !entry->is_measured;
  const double size = 2 * spot->half * pen->scale;

  kl_ring_figure_draw (pen->ink, spot->ring, to_x (pen, spot->x), to_y (pen, spot->y), size * 1.16,
                       FALSE, 1, 1);
  kl_ring_figure_draw (pen->ink, spot->ring, to_x (pen, spot->x), to_y (pen, spot->y), size, hollow,
                       partner->n_referrals > 0 ? 0 : UNUSED_GREY, 1);
}

static void
draw_label_line (const Pen *pen,
                 const KlLinesLabel *label,
                 const KlTextStyle *style,
                 double y,
                 const char *text)
{
  const KlAlign aligns[] = { KL_ALIGN_LEFT, KL_ALIGN_CENTRE, KL_ALIGN_RIGHT };
  const double shares[] = { 0, 0.5, 1 };

  if (text != NULL)
    kl_figure_draw_label (pen->canvas, style,
                          to_x (pen, label->box.x + label->box.width * shares[label->align]),
                          to_y (pen, y), aligns[label->align], text);
}

static void
draw_pill (const Pen *pen, const KlLinesLabel *label, double y, const char *text)
{
  const KlTextStyle *style = &pen->lines->styles.pill;
  const double width = kl_typesetter_get_width (kl_canvas_get_typesetter (pen->canvas), style, text)
                       + 2 * PILL_PADDING * pen->scale;
  const double shares[] = { 0, 0.5, 1 };
  const double x = to_x (pen, label->box.x + label->box.width * shares[label->align])
                   - width * shares[label->align];
  const double height = PILL_HEIGHT * pen->scale;

  kl_canvas_draw_rounded (pen->canvas, x, to_y (pen, y), width, height, height / 2, 0.6,
                          KL_FILL_WHITE, KL_STROKE_DASHED);
  kl_canvas_draw_text (pen->canvas, style, x + width / 2,
                       to_y (pen, y) + height / 2 + style->size * 0.36, KL_ALIGN_CENTRE, text);
}

static void
draw_label (const Pen *pen, const KlLinesSpot *spot, const Words *words)
{
  const KlLinesLabel *label = &spot->label;
  double y = label->box.y;

  if (!label->shown)
    return;
  if (label->has_leader)
    {
      const double near_x = CLAMP (spot->x, label->box.x, label->box.x + label->box.width);
      const double near_y = CLAMP (spot->y, label->box.y, label->box.y + label->box.height);

      set_line (pen, 0.8, 0.5);
      kl_ink_move_to (pen->ink, to_x (pen, spot->x), to_y (pen, spot->y));
      kl_ink_line_to (pen->ink, to_x (pen, near_x), to_y (pen, near_y));
      kl_ink_stroke (pen->ink);
    }
  for (guint i = 0; i < 2; i++)
    if (words->lines[i] != NULL)
      {
        draw_label_line (pen, label, &pen->lines->styles.name, y + 12.5, words->lines[i]);
        y += 16;
      }
  draw_label_line (pen, label, &pen->lines->styles.figures, y + 11.5, words->figures);
  if (words->waiting != NULL)
    draw_pill (pen, label, y + 15 + PILL_GAP, words->waiting);
}

static void
draw_hub (const Pen *pen)
{
  const Lines *lines = pen->lines;
  const double radius = lines->layout->hub * pen->scale;
  const double leading = lines->styles.hub.leading;
  g_autoptr (KlTextFlow) flow = kl_text_flow_new (kl_canvas_get_typesetter (pen->canvas));
  guint n_lines;

  kl_ink_arc (pen->ink, pen->middle_x, pen->middle_y, radius, 0, 2 * G_PI);
  kl_ink_fill_preserve (pen->ink, 1);
  set_line (pen, 1.6, 0);
  kl_ink_stroke (pen->ink);

  kl_text_flow_append (flow, &lines->styles.hub, lines->school);
  kl_text_flow_layout (flow, 1.7 * radius);
  n_lines = MIN (kl_text_flow_get_n_lines (flow), 4);
  kl_text_flow_draw (flow, pen->ink, pen->middle_x, pen->middle_y - n_lines * leading / 2,
                     KL_ALIGN_CENTRE, 0, n_lines);
}

static void
draw_lines (KlCanvas *canvas, double x, double y, double width, gpointer data)
{
  const Lines *lines = data;
  const double side = CANVAS * lines->scale;
  const Pen pen = {
    .canvas = canvas,
    .ink = kl_canvas_get_ink (canvas),
    .lines = lines,
    .x = x + (width - side) / 2,
    .y = y,
    .middle_x = x + (width - side) / 2 + lines->layout->center_x * lines->scale,
    .middle_y = y + lines->layout->center_y * lines->scale,
    .scale = lines->scale,
  };
  GArray *spots = lines->layout->spots;

  draw_ground (&pen);
  for (guint i = 0; i < spots->len; i++)
    {
      const KlLinesSpot *spot = &g_array_index (spots, KlLinesSpot, i);

      draw_spoke (&pen, spot, &g_array_index (lines->partners, KlLinesPartner, spot->index));
    }
  draw_titles (&pen);
  for (guint i = 0; i < spots->len; i++)
    {
      const KlLinesSpot *spot = &g_array_index (spots, KlLinesSpot, i);

      draw_node (&pen, spot, &g_array_index (lines->partners, KlLinesPartner, spot->index));
    }
  for (guint i = 0; i < spots->len; i++)
    {
      const KlLinesSpot *spot = &g_array_index (spots, KlLinesSpot, i);

      draw_label (&pen, spot, &g_array_index (lines->words, Words, spot->index));
    }
  draw_hub (&pen);
}

/* Legend */

#define LEGEND_ROW 13.0
#define LEGEND_COLUMNS 3
#define LEGEND_MARK 9.0
#define LEGEND_TEXT 26.0

typedef struct
{
  GArray *rings;
} Legend;

static const KlTextStyle legend_style = { KL_FACE_LABEL, 7.9, 10.5, 400 };

enum
{
  LEGEND_ONCE,
  LEGEND_OFTEN,
  LEGEND_WAITING,
  LEGEND_LONGEST,
  LEGEND_NEVER,
  N_LEGENDS
};

static const char *
get_legend_text (guint i)
{
  static const char *const texts[N_LEGENDS] = {
    NC_ ("print", "referred once"),
    NC_ ("print", "referred nine times"),
    NC_ ("print", "waits for an answer"),
    NC_ ("print", "the longest wait"),
    NC_ ("print", "no answers in the last year"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "print", texts[i]);
}

static void
draw_legend_sign (KlInk *ink, guint i, double x, double y)
{
  const double scale = 0.6;
  const double width = kl_lines_get_line_width (i == LEGEND_OFTEN ? 9 : 1) * scale;

  kl_ink_set_line (ink, i == LEGEND_LONGEST ? 0.9 : width, 0.25);
  if (i == LEGEND_WAITING)
    kl_ink_set_dash (ink, 2.4, 1.8);
  if (i == LEGEND_LONGEST)
    kl_ink_set_dash (ink, 1.2, 2);
  if (i == LEGEND_NEVER)
    {
      kl_ring_figure_draw (ink, KL_RING_BASIC, x + 10, y, LEGEND_MARK, TRUE, UNUSED_GREY, 1);
      return;
    }
  kl_ink_move_to (ink, x, y);
  kl_ink_line_to (ink, x + (i == LEGEND_LONGEST ? 14 : 20), y);
  kl_ink_stroke (ink);
  kl_ink_set_dash (ink, 0, 0);
  if (i != LEGEND_LONGEST)
    return;
  kl_ink_new_path (ink);
  kl_ink_arc (ink, x + 17, y, 2.6, 0, 2 * G_PI);
  kl_ink_stroke (ink);
}

static guint
legend_count_rows (const Legend *legend)
{
  return MAX (legend->rings->len, (N_LEGENDS + LEGEND_COLUMNS - 2) / (LEGEND_COLUMNS - 1));
}

static void
draw_legend (KlCanvas *canvas, double x, double y, double width, gpointer data)
{
  const Legend *legend = data;
  KlInk *ink = kl_canvas_get_ink (canvas);
  const double column = width / LEGEND_COLUMNS;
  const guint rows = (N_LEGENDS + LEGEND_COLUMNS - 2) / (LEGEND_COLUMNS - 1);

  for (guint i = 0; i < legend->rings->len; i++)
    {
      const KlRing ring = g_array_index (legend->rings, KlRing, i);
      const double middle = y + (i + 0.5) * LEGEND_ROW;

      kl_ring_figure_draw (ink, ring, x + 10, middle, LEGEND_MARK, FALSE, 0, 1);
      kl_canvas_draw_text (canvas, &legend_style, x + LEGEND_TEXT, middle + 2.8, KL_ALIGN_LEFT,
                           kl_lines_get_title (ring));
    }
  for (guint i = 0; i < N_LEGENDS; i++)
    {
      const guint place = 1 + i / rows;
      const double left = x + column * place;
      const double middle = y + (i % rows + 0.5) * LEGEND_ROW;

      draw_legend_sign (ink, i, left, middle);
      kl_canvas_draw_text (canvas, &legend_style, left + LEGEND_TEXT, middle + 2.8, KL_ALIGN_LEFT,
                           get_legend_text (i));
    }
}

static void
legend_free (Legend *legend)
{
  g_array_unref (legend->rings);
  g_free (legend);
}

/* Public API */

/**
 * kl_lines_figure_new:
 * @typesetter: shapes the words
 * @school: what stands in the middle
 * @entries: (element-type KlLinesEntry): the partners
 * @plan: (nullable): who stands in which direction, as on the screen; %NULL to look for the best,
 *   which takes up to a quarter of a second
 * @side: width and height, points
 * @alt: the same in words
 *
 * Returns: (transfer full): the partners at the distance of their answers
 */
KlBlock *
kl_lines_figure_new (KlTypesetter *typesetter,
                     const char *school,
                     GPtrArray *entries,
                     KlLinesPlan *plan,
                     double side,
                     const char *alt)
{
  Lines *lines = g_new0 (Lines, 1);

  lines->school = g_strdup (school);
  lines->scale = side / CANVAS;
  lines->entries = g_ptr_array_ref (entries);
  lines->partners = list_partners (entries);
  lines->plan = plan;
  fill_styles (&lines->styles, lines->scale);
  fill_words (lines, typesetter);
  lay_out (lines, typesetter);
  return kl_figure_new (side, alt, draw_lines, lines, (GDestroyNotify) lines_free);
}

/**
 * kl_lines_legend_new:
 * @entries: (element-type KlLinesEntry): the partners that are drawn
 *
 * Returns: (transfer full): what the marks and lines of the drawing mean
 */
KlBlock *
kl_lines_legend_new (GPtrArray *entries)
{
  Legend *legend = g_new0 (Legend, 1);
  const KlRing *rings = kl_lines_get_rings ();

  legend->rings = g_array_new (FALSE, FALSE, sizeof (KlRing));
  for (guint i = 0; i < KL_LINES_N_SECTORS; i++)
    for (guint j = 0; j < entries->len; j++)
      if (((const KlLinesEntry *) g_ptr_array_index (entries, j))->ring == rings[i])
        {
          g_array_append_val (legend->rings, rings[i]);
          break;
        }
  return kl_figure_new (legend_count_rows (legend) * LEGEND_ROW,
                        _ ("What the marks and lines mean"), draw_legend, legend,
                        (GDestroyNotify) legend_free);
}
