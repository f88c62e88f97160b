/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KL_TYPE_PARTNER_NOTICE (kl_partner_notice_get_type ())
G_DECLARE_FINAL_TYPE (KlPartnerNotice, kl_partner_notice, KL, PARTNER_NOTICE, AdwBin)

void kl_partner_notice_show (KlPartnerNotice *self, const char *text);

G_END_DECLS
