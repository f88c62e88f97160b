/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "charts/kl-chart-palette.h"

G_BEGIN_DECLS

/* Sizes of a mark at normal text size: in strips, in the chronology, in the feed. */
#define KL_MARK_SIZE_STRIP 7.6
#define KL_MARK_SIZE_CHRONOLOGY 9.5
#define KL_MARK_SIZE_FEED 11.0

void kl_mark_snapshot (GtkSnapshot *snapshot,
                       KlMark mark,
                       double x,
                       double y,
                       double size,
                       gboolean mirrored,
                       const KlMarkColors *colors);
void kl_mark_draw (cairo_t *cr,
                   KlMark mark,
                   double x,
                   double y,
                   double size,
                   const KlMarkColors *colors);

G_END_DECLS
