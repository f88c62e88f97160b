/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"
#include "charts/kl-strip-layout.h"

G_BEGIN_DECLS

#define KL_TYPE_ACTIVITY_STRIP (kl_activity_strip_get_type ())
G_DECLARE_FINAL_TYPE (KlActivityStrip, kl_activity_strip, KL, ACTIVITY_STRIP, KlChart)

/* The width of a week at normal text size. */
#define KL_STRIP_WEEK_WIDTH 9.0

GtkWidget *kl_activity_strip_new (void);
void kl_activity_strip_set_strip (KlActivityStrip *self, const KlStrip *strip);

G_END_DECLS
