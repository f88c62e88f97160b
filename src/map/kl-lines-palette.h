/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart-palette.h"

G_BEGIN_DECLS

/**
 * KlLinesColors:
 * @fill: of the node, the line and its focus
 * @glyph: on the node
 * @text: of the title of the sector
 *
 * The colours of one kind of partner. Never the only difference: each kind has a sector, a
 * shape and a glyph of its own.
 */
typedef struct
{
  GdkRGBA fill;
  GdkRGBA glyph;
  GdkRGBA text;
} KlLinesColors;

/* What is drawn besides the partners. */
typedef enum
{
  KL_LINES_INK_GROUND, /* the canvas */
  KL_LINES_INK_TEXT,
  KL_LINES_INK_SECOND,
  KL_LINES_INK_RING,
  KL_LINES_INK_BORDER,
  KL_LINES_INK_QUIET, /* a line along which nothing went yet */
  KL_LINES_INK_PILL,
  KL_LINES_INK_PILL_TEXT,
} KlLinesInk;

KlLinesColors kl_lines_palette_get_colors (const KlChartPalette *palette, KlRing ring);
GdkRGBA kl_lines_palette_get_ink (const KlChartPalette *palette, KlLinesInk ink);
float kl_lines_palette_get_wedge_alpha (const KlChartPalette *palette);

G_END_DECLS
