/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-partner-kinds.h"
#include "model/kl-partner.h"

G_BEGIN_DECLS

char *kl_partner_format_days (int days);
char *kl_partner_format_wait (int days);
char *kl_partner_format_place (const KlPartner *partner);
char *kl_partner_format_address (const KlPartner *partner);
char *kl_partner_format_ages (const KlPartnerService *service);
char *kl_partner_format_spoken (KlDate day, KlDate today);

G_END_DECLS
