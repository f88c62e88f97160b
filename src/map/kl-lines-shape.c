/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-shape.h"

#include "charts/kl-ring-mark.h"

/* The mark of a ring is drawn about 10,10 in a square of 20; a node leaves a little air. */
#define MARK_MIDDLE 10.0f
#define MARK_SHARE .92

#define EMPTY_LINE 2.0
#define GLYPH_GRID 16.0

static const char *const hourglass =
  "M3.5 1.5H12.5V3.2C12.5 5.6 11 7.1 9.6 8C11 8.9 12.5 10.4 12.5 12.8V14.5H3.5V12.8"
  "C3.5 10.4 5 8.9 6.4 8C5 7.1 3.5 5.6 3.5 3.2Z";

/* Auxiliary functions */

static void
push_mark (GtkSnapshot *snapshot, double x, double y, double half)
{
  const float scale = (float) (half * MARK_SHARE) / MARK_MIDDLE;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_scale (snapshot, scale, scale);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-MARK_MIDDLE, -MARK_MIDDLE));
}

/* Public API */

/**
 * kl_lines_shape_snapshot:
 * @snapshot: what is drawn on
 * @ring: a kind of partner
 * @x: its middle
 * @y: its middle
 * @half: half its size
 * @style: what it is to say
 * @palette: the colours
 *
 * Draws the node of a partner; the ground does not show through.
 */
void
kl_lines_shape_snapshot (GtkSnapshot *snapshot,
                         KlRing ring,
                         double x,
                         double y,
                         double half,
                         KlLinesShapeStyle style,
                         const KlChartPalette *palette)
{
  const KlLinesColors colors = kl_lines_palette_get_colors (palette, ring);
  const KlRingColors mark = { colors.fill, colors.glyph, colors.text };
  const GdkRGBA ground = kl_lines_palette_get_ink (palette, KL_LINES_INK_GROUND);

  if (style != KL_LINES_SHAPE_SOLID)
    {
      push_mark (snapshot, x, y, half);
      gtk_snapshot_append_fill (snapshot, kl_ring_mark_get_shape (ring), GSK_FILL_RULE_WINDING,
                                &ground);
      gtk_snapshot_restore (snapshot);
    }
  if (style == KL_LINES_SHAPE_EMPTY)
    kl_lines_shape_snapshot_outline (snapshot, ring, x, y, half, -EMPTY_LINE, EMPTY_LINE,
                                     &colors.fill);
  else
    kl_ring_mark_snapshot (snapshot, ring, x, y, 2 * half * MARK_SHARE,
                           style == KL_LINES_SHAPE_HOLLOW, &mark);
}

/**
 * kl_lines_shape_snapshot_outline:
 * @snapshot: what is drawn on
 * @ring: a kind of partner
 * @x: its middle
 * @y: its middle
 * @half: half its size
 * @gap: free room about the node
 * @line_width: of the outline
 * @color: of the outline
 *
 * Draws an outline about a node that follows its shape.
 */
void
kl_lines_shape_snapshot_outline (GtkSnapshot *snapshot,
                                 KlRing ring,
                                 double x,
                                 double y,
                                 double half,
                                 double gap,
                                 double line_width,
                                 const GdkRGBA *color)
{
  const double grown = half + (gap + line_width / 2) / MARK_SHARE;
  g_autoptr (GskStroke) stroke =
    gsk_stroke_new ((float) (line_width * MARK_MIDDLE / (grown * MARK_SHARE)));

  gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
  push_mark (snapshot, x, y, grown);
  gtk_snapshot_append_stroke (snapshot, kl_ring_mark_get_shape (ring), stroke, color);
  gtk_snapshot_restore (snapshot);
}

/**
 * kl_lines_hourglass_snapshot:
 * @snapshot: what is drawn on
 * @x: left edge
 * @y: upper edge
 * @size: of the square it is in
 * @color: of the sign
 *
 * Draws the sign of waiting.
 */
void
kl_lines_hourglass_snapshot (GtkSnapshot *snapshot,
                             double x,
                             double y,
                             double size,
                             const GdkRGBA *color)
{
  static GskPath *path;

  if (path == NULL)
    path = gsk_path_parse (hourglass);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_snapshot_scale (snapshot, (float) (size / GLYPH_GRID), (float) (size / GLYPH_GRID));
  gtk_snapshot_append_fill (snapshot, path, GSK_FILL_RULE_WINDING, color);
  gtk_snapshot_restore (snapshot);
}
