/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"
#include "model/kl-wellbeing.h"

G_BEGIN_DECLS

#define KL_TYPE_WELLBEING_WHEEL (kl_wellbeing_wheel_get_type ())
G_DECLARE_FINAL_TYPE (KlWellbeingWheel, kl_wellbeing_wheel, KL, WELLBEING_WHEEL, KlChart)

GtkWidget *kl_wellbeing_wheel_new (void);
void kl_wellbeing_wheel_set_round (KlWellbeingWheel *self,
                                   const KlWellbeingRound *round,
                                   const char *child);

G_END_DECLS
