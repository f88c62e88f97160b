/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-network.h"

G_BEGIN_DECLS

#define KL_TYPE_TIME_BAR (kl_time_bar_get_type ())
G_DECLARE_FINAL_TYPE (KlTimeBar, kl_time_bar, KL, TIME_BAR, AdwBin)

void kl_time_bar_set_facts (KlTimeBar *self, KlNetworkFacts *facts);
KlDate kl_time_bar_get_day (KlTimeBar *self);
KlDate kl_time_bar_get_compared_day (KlTimeBar *self);
void kl_time_bar_set_playing (KlTimeBar *self, gboolean playing);

G_END_DECLS
