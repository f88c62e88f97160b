/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-partner-proposal.h"
#include "kl-vcard.h"

G_BEGIN_DECLS

/*
 * Partners as cards of vCard 4: an organisation is a card of the kind org, whoever works there
 * one of the kind individual that it names as related. What vCard has no property for, its
 * services among them, stands in properties of the program's own; what the program has no place
 * for is kept with the partner and written again.
 */

KlPartnerFile *kl_partner_vcard_read (GPtrArray *cards, GArray *problems);
GBytes *kl_partner_vcard_write (GPtrArray *partners);

G_END_DECLS
