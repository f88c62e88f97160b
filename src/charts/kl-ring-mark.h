/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-words.h"

G_BEGIN_DECLS

/**
 * KlRingColors:
 * @fill: of the shape
 * @glyph: of what stands in it
 * @text: of words on a card that name the ring
 */
typedef struct
{
  GdkRGBA fill;
  GdkRGBA glyph;
  GdkRGBA text;
} KlRingColors;

KlRingColors kl_ring_mark_get_colors (KlRing ring, gboolean dark);
GskPath *kl_ring_mark_get_shape (KlRing ring);
void kl_ring_mark_snapshot (GtkSnapshot *snapshot,
                            KlRing ring,
                            double x,
                            double y,
                            double size,
                            gboolean hollow,
                            const KlRingColors *colors);
void kl_ring_mark_draw (cairo_t *cr,
                        KlRing ring,
                        double x,
                        double y,
                        double size,
                        gboolean hollow,
                        const KlRingColors *colors);

G_END_DECLS
