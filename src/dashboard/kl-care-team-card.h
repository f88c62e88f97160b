/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-item.h"

G_BEGIN_DECLS

#define KL_TYPE_CARE_TEAM_CARD (kl_care_team_card_get_type ())
G_DECLARE_FINAL_TYPE (KlCareTeamCard, kl_care_team_card, KL, CARE_TEAM_CARD, AdwBin)

void kl_care_team_card_set_dashboard (KlCareTeamCard *self, KlItem *dashboard);

G_END_DECLS
