/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-chart.h"
#include "model/kl-network.h"

G_BEGIN_DECLS

#define KL_TYPE_WEEK_BARS (kl_week_bars_get_type ())
G_DECLARE_FINAL_TYPE (KlWeekBars, kl_week_bars, KL, WEEK_BARS, KlChart)

void kl_week_bars_set_year (KlWeekBars *self, KlNetworkFacts *facts, int school_year);
void kl_week_bars_set_day (KlWeekBars *self, KlDate day);

G_END_DECLS
