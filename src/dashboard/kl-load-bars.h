/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-overview.h"

G_BEGIN_DECLS

#define KL_TYPE_LOAD_BARS (kl_load_bars_get_type ())
G_DECLARE_FINAL_TYPE (KlLoadBars, kl_load_bars, KL, LOAD_BARS, AdwBin)

void kl_load_bars_set_loads (KlLoadBars *self, GPtrArray *loads);

GPtrArray *kl_load_collect (const KlDashboard *dashboard);
char *kl_load_describe (const KlLoad *load);

G_END_DECLS
