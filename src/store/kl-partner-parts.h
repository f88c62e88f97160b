/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-partner-card.h"

G_BEGIN_DECLS

GPtrArray *kl_partner_services_list (KlDb *db, gint64 partner_id, GError **error);
gint64 kl_partner_services_add (KlDb *db, const KlPartnerService *service, GError **error);
gboolean kl_partner_services_update (KlDb *db, const KlPartnerService *service, GError **error);
gboolean kl_partner_services_stop (KlDb *db, gint64 service_id, KlDate day, GError **error);

GPtrArray *kl_partner_contacts_list (KlDb *db, gint64 partner_id, gint64 school_id, GError **error);
gint64 kl_partner_contacts_add (KlDb *db, const KlPartnerContact *contact, GError **error);
gboolean kl_partner_contacts_update (KlDb *db, const KlPartnerContact *contact, GError **error);
gboolean kl_partner_contacts_leave (KlDb *db, gint64 contact_id, KlDate day, GError **error);

gint64 kl_partner_talks_add (KlDb *db, const KlPartnerTalk *talk, KlDate today, GError **error);
GPtrArray *
kl_partner_talks_list (KlDb *db, gint64 partner_id, gint64 school_id, guint limit, GError **error);

GPtrArray *kl_partner_records_list (KlDb *db, gint64 partner_id, GError **error);
gboolean
kl_partner_records_replace (KlDb *db, gint64 partner_id, GPtrArray *records, GError **error);

gboolean kl_partner_ids_give (KlDb *db, GError **error);

KlPartnerCard *
kl_partner_card_load (KlDb *db, gint64 partner_id, gint64 school_id, KlDate day, GError **error);

G_END_DECLS
