/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "kl-lines-palette.h"

G_BEGIN_DECLS

/* How the shape of a partner is drawn. */
typedef enum
{
  KL_LINES_SHAPE_SOLID,  /* it answered */
  KL_LINES_SHAPE_HOLLOW, /* it was never asked for anything, or never answered */
  KL_LINES_SHAPE_EMPTY,  /* it stands for several: without a glyph */
} KlLinesShapeStyle;

void kl_lines_shape_snapshot (GtkSnapshot *snapshot,
                              KlRing ring,
                              double x,
                              double y,
                              double half,
                              KlLinesShapeStyle style,
                              const KlChartPalette *palette);
void kl_lines_shape_snapshot_outline (GtkSnapshot *snapshot,
                                      KlRing ring,
                                      double x,
                                      double y,
                                      double half,
                                      double gap,
                                      double line_width,
                                      const GdkRGBA *color);
void kl_lines_hourglass_snapshot (GtkSnapshot *snapshot,
                                  double x,
                                  double y,
                                  double size,
                                  const GdkRGBA *color);

G_END_DECLS
