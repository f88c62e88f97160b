/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>

#include "kl-typesetter.h"

G_BEGIN_DECLS

/* How shaped text is made, for kl-typesetter.c alone. */

KlShaped *kl_shaped_alloc (guint n_runs);
void kl_shaped_add_pango (KlShaped *shaped,
                          KlTypeface *face,
                          double em,
                          int units,
                          const PangoGlyphItem *item,
                          const char *text);
void kl_shaped_add_harfbuzz (KlShaped *shaped,
                             KlTypeface *face,
                             int units,
                             hb_buffer_t *buffer,
                             const char *text,
                             guint n_bytes);

G_END_DECLS
