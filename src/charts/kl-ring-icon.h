/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"
#include "model/kl-words.h"

G_BEGIN_DECLS

#define KL_TYPE_RING_ICON (kl_ring_icon_get_type ())
G_DECLARE_FINAL_TYPE (KlRingIcon, kl_ring_icon, KL, RING_ICON, KlChart)

GtkWidget *kl_ring_icon_new (KlRing ring, int size);
void kl_ring_icon_set_ring (KlRingIcon *self, KlRing ring);
void kl_ring_icon_set_hollow (KlRingIcon *self, gboolean hollow);

G_END_DECLS
