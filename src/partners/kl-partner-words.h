/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-partner.h"

G_BEGIN_DECLS

guint kl_partner_kinds_count (void);
const char *kl_partner_kinds_get (guint position);
int kl_partner_kinds_find (const char *kind);
const char *kl_partner_kind_get_label (const char *kind);
KlRing kl_partner_kind_get_ring (const char *kind);

char *kl_partner_format_days (int days);
char *kl_partner_format_wait (int days);
char *kl_partner_format_place (const KlPartner *partner);
char *kl_partner_format_address (const KlPartner *partner);
char *kl_partner_format_ages (const KlPartnerService *service);
char *kl_partner_format_spoken (KlDate day, KlDate today);

G_END_DECLS
