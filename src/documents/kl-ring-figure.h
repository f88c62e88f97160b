/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-ink.h"
#include "model/kl-words.h"

G_BEGIN_DECLS

void kl_ring_figure_draw (KlInk *ink,
                          KlRing ring,
                          double x,
                          double y,
                          double size,
                          gboolean hollow,
                          double grey,
                          double glyph);

G_END_DECLS
