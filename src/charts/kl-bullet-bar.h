/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"

G_BEGIN_DECLS

#define KL_TYPE_BULLET_BAR (kl_bullet_bar_get_type ())
G_DECLARE_FINAL_TYPE (KlBulletBar, kl_bullet_bar, KL, BULLET_BAR, KlChart)

GtkWidget *kl_bullet_bar_new (void);
void kl_bullet_bar_set_values (KlBulletBar *self, double value, double allotted, double maximum);

G_END_DECLS
