/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-partner-proposal.h"

G_BEGIN_DECLS

/*
 * Private to the proposal. What a file says, where it says something; else what is known. The same
 * merging is used to compare and, when it is accepted, to write: so a second run finds nothing.
 */

void
kl_partner_merge (KlPartnerWhole *known, const KlPartnerWhole *told, const KlPartnerFile *file);
void kl_partner_deal_loose (GPtrArray *known, const GArray *matches, KlPartnerFile *file);
GPtrArray *kl_partner_diff (const KlPartnerWhole *before, const KlPartnerWhole *after);

gboolean kl_partner_is_changed (const KlPartner *before, const KlPartner *after);
gboolean kl_partner_service_is_changed (const KlPartnerService *before,
                                        const KlPartnerService *after);
gboolean kl_partner_contact_is_changed (const KlPartnerContact *before,
                                        const KlPartnerContact *after);
gboolean kl_partner_records_are_same (GPtrArray *before, GPtrArray *after);

G_END_DECLS
