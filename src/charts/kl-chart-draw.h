/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/kl-box.h"

G_BEGIN_DECLS

/* Drawing that several charts share. Colours come from kl-chart-palette.h. */

void kl_snapshot_box (GtkSnapshot *snapshot, const KlBox *box, double radius, const GdkRGBA *color);
void kl_snapshot_outline (GtkSnapshot *snapshot,
                          const KlBox *box,
                          double radius,
                          double line_width,
                          const GdkRGBA *color);
void kl_snapshot_line (GtkSnapshot *snapshot,
                       double x1,
                       double y1,
                       double x2,
                       double y2,
                       double line_width,
                       const GdkRGBA *color,
                       double dash,
                       double dash_gap);
void kl_snapshot_hatch (GtkSnapshot *snapshot,
                        const KlBox *box,
                        double radius,
                        double step,
                        double line_width,
                        const GdkRGBA *color);
void kl_snapshot_text (GtkSnapshot *snapshot,
                       PangoLayout *layout,
                       double x,
                       double y,
                       const GdkRGBA *color,
                       const GdkRGBA *halo);
void kl_snapshot_tick (GtkSnapshot *snapshot,
                       double x,
                       double y,
                       double size,
                       double line_width,
                       const GdkRGBA *color);

G_END_DECLS
