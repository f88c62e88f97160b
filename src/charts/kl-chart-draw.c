/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-chart-draw.h"

#include <math.h>

/* How far the ground reaches about a text that lies over lines. */
#define HALO_WIDTH 3.5

#define SQRT2 1.41421356237

/* Auxiliary functions */

static graphene_rect_t
to_rect (const KlBox *box)
{
  return GRAPHENE_RECT_INIT ((float) box->x, (float) box->y, (float) box->width,
                             (float) box->height);
}

static GskRoundedRect
to_rounded (const KlBox *box, double radius)
{
  const graphene_rect_t rect = to_rect (box);
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &rect,
                                   (float) MIN (radius, MIN (box->width, box->height) / 2));
  return rounded;
}

/* Public API */

/**
 * kl_snapshot_box:
 * @snapshot: what is drawn on
 * @box: what to fill
 * @radius: of its corners
 * @color: with which colour
 *
 * Fills a box; one without width or height draws nothing.
 */
void
kl_snapshot_box (GtkSnapshot *snapshot, const KlBox *box, double radius, const GdkRGBA *color)
{
  const graphene_rect_t rect = to_rect (box);
  GskRoundedRect rounded;

  if (box->width <= 0 || box->height <= 0)
    return;

  rounded = to_rounded (box, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, color, &rect);
  gtk_snapshot_pop (snapshot);
}

/**
 * kl_snapshot_outline:
 * @snapshot: what is drawn on
 * @box: the outside of the outline
 * @radius: of its corners
 * @line_width: of the line
 * @color: of the line
 */
void
kl_snapshot_outline (GtkSnapshot *snapshot,
                     const KlBox *box,
                     double radius,
                     double line_width,
                     const GdkRGBA *color)
{
  GskRoundedRect rounded;
  const float width = (float) line_width;

  if (box->width <= 0 || box->height <= 0)
    return;

  rounded = to_rounded (box, radius);
  gtk_snapshot_append_border (snapshot, &rounded, (float[4]) { width, width, width, width },
                              (GdkRGBA[4]) { *color, *color, *color, *color });
}

/**
 * kl_snapshot_line:
 * @snapshot: what is drawn on
 * @x1: from where
 * @y1: from where
 * @x2: to where
 * @y2: to where
 * @line_width: how wide
 * @color: which colour
 * @dash: length of a dash, 0 for a whole line
 * @dash_gap: room between dashes
 */
void
kl_snapshot_line (GtkSnapshot *snapshot,
                  double x1,
                  double y1,
                  double x2,
                  double y2,
                  double line_width,
                  const GdkRGBA *color,
                  double dash,
                  double dash_gap)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new ((float) line_width);

  gsk_path_builder_move_to (builder, (float) x1, (float) y1);
  gsk_path_builder_line_to (builder, (float) x2, (float) y2);
  path = gsk_path_builder_to_path (builder);
  if (dash > 0)
    gsk_stroke_set_dash (stroke, (float[2]) { (float) dash, (float) dash_gap }, 2);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}

/**
 * kl_snapshot_hatch:
 * @snapshot: what is drawn on
 * @box: what to hatch
 * @radius: of its corners
 * @step: from one line to the next
 * @line_width: of a line
 * @color: of the lines
 *
 * Hatches a box with lines that rise to the right at 45 degrees. It is a repeating
 * gradient, so that a wide hatch costs no more than a narrow one; the lines of
 * neighbouring boxes join.
 */
void
kl_snapshot_hatch (GtkSnapshot *snapshot,
                   const KlBox *box,
                   double radius,
                   double step,
                   double line_width,
                   const GdkRGBA *color)
{
  const graphene_rect_t rect = to_rect (box);
  const float along = (float) (step / SQRT2);
  const float share = (float) MIN (0.75, line_width / step);
  const float soft = (float) MIN (share / 2, 0.35 / step);
  const GdkRGBA clear = { color->red, color->green, color->blue, 0 };
  const GskColorStop stops[] = {
    { 0, clear },
    { (1 - share) / 2 - soft, clear },
    { (1 - share) / 2 + soft, *color },
    { (1 + share) / 2 - soft, *color },
    { (1 + share) / 2 + soft, clear },
    { 1, clear },
  };
  GskRoundedRect rounded;

  if (box->width <= 0 || box->height <= 0)
    return;

  rounded = to_rounded (box, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_repeating_linear_gradient (snapshot, &rect, &GRAPHENE_POINT_INIT (0, 0),
                                                 &GRAPHENE_POINT_INIT (along, along), stops,
                                                 G_N_ELEMENTS (stops));
  gtk_snapshot_pop (snapshot);
}

/**
 * kl_snapshot_text:
 * @snapshot: what is drawn on
 * @layout: the text
 * @x: left edge
 * @y: upper edge
 * @color: of the text
 * @halo: (nullable): the ground, drawn about text that lies over lines
 */
void
kl_snapshot_text (GtkSnapshot *snapshot,
                  PangoLayout *layout,
                  double x,
                  double y,
                  const GdkRGBA *color,
                  const GdkRGBA *halo)
{
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  if (halo != NULL)
    {
      g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
      g_autoptr (GskPath) path = NULL;
      g_autoptr (GskStroke) stroke = gsk_stroke_new (HALO_WIDTH);

      gsk_path_builder_add_layout (builder, layout);
      path = gsk_path_builder_to_path (builder);
      gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
      gtk_snapshot_append_stroke (snapshot, path, stroke, halo);
    }
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/**
 * kl_snapshot_tick:
 * @snapshot: what is drawn on
 * @x: its middle
 * @y: its middle
 * @size: about how large
 * @line_width: of its stroke
 * @color: of its stroke
 *
 * Draws the tick that says "done" or "reachable".
 */
void
kl_snapshot_tick (GtkSnapshot *snapshot,
                  double x,
                  double y,
                  double size,
                  double line_width,
                  const GdkRGBA *color)
{
  g_autoptr (GskPathBuilder) builder = gsk_path_builder_new ();
  g_autoptr (GskPath) path = NULL;
  g_autoptr (GskStroke) stroke = gsk_stroke_new ((float) line_width);

  gsk_path_builder_move_to (builder, (float) (x - size * .4), (float) (y + size * .03));
  gsk_path_builder_line_to (builder, (float) (x - size * .1), (float) (y + size * .32));
  gsk_path_builder_line_to (builder, (float) (x + size * .42), (float) (y - size * .32));
  path = gsk_path_builder_to_path (builder);
  gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  gtk_snapshot_append_stroke (snapshot, path, stroke, color);
}
