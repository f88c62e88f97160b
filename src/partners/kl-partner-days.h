/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-partner-view.h"

G_BEGIN_DECLS

#define KL_TYPE_PARTNER_DAYS (kl_partner_days_get_type ())
G_DECLARE_FINAL_TYPE (KlPartnerDays, kl_partner_days, KL, PARTNER_DAYS, AdwBin)

void kl_partner_days_show (KlPartnerDays *self, const KlPartnerView *view);

G_END_DECLS
