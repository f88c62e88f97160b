/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-network.h"

G_BEGIN_DECLS

#define KL_TYPE_MAP_CHANGES (kl_map_changes_get_type ())
G_DECLARE_FINAL_TYPE (KlMapChanges, kl_map_changes, KL, MAP_CHANGES, AdwBin)

void kl_map_changes_show (KlMapChanges *self, const KlNetwork *before, const KlNetwork *after);

G_END_DECLS
