/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-partner-card.h"

G_BEGIN_DECLS

/* Rows of the card; their buttons speak to its actions ("partner."). */

GtkWidget *kl_partner_contact_row_new (const KlPartnerContact *contact, KlDate today);
GtkWidget *kl_partner_past_contact_row_new (const KlPartnerContact *contact);
GtkWidget *kl_partner_past_service_row_new (const KlPartnerService *service);
GtkWidget *kl_partner_referral_row_new (const KlPartnerReferral *referral, KlDate today);
GtkWidget *kl_partner_service_box_new (const KlPartnerService *service, KlDate today);
GtkWidget *kl_partner_fact_row_new (const char *title, const char *value, const char *uri);
GtkWidget *kl_partner_talk_row_new (const KlPartnerTalk *talk, KlDate today);

G_END_DECLS
