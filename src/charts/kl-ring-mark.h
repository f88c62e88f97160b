/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-words.h"

G_BEGIN_DECLS

/* Outlines are drawn in a square of this size about its middle. */
#define KL_RING_MARK_UNITS 20.0f

/* A hollow mark is an outline of so much, in the same units. */
#define KL_RING_MARK_OUTLINE 1.6f

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
GskPath *kl_ring_mark_get_glyph (KlRing ring);
void kl_ring_mark_snapshot (GtkSnapshot *snapshot,
                            KlRing ring,
                            double x,
                            double y,
                            double size,
                            gboolean hollow,
                            const KlRingColors *colors);

G_END_DECLS
