/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-item.h"

G_BEGIN_DECLS

#define KL_TYPE_FIGURES (kl_figures_get_type ())
G_DECLARE_FINAL_TYPE (KlFigures, kl_figures, KL, FIGURES, AdwBin)

void kl_figures_set_dashboard (KlFigures *self, KlItem *dashboard);

G_END_DECLS
