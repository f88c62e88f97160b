/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-form.h"
#include "model/kl-partner.h"

G_BEGIN_DECLS

KlForm *kl_partner_form_new (KlSession *session, const KlPartner *partner);
KlForm *kl_partner_stop_form_new (KlSession *session, const KlPartner *partner);
KlForm *kl_partner_contact_form_new (KlSession *session, const KlPartnerContact *contact);
KlForm *kl_partner_leave_form_new (KlSession *session, const KlPartnerContact *contact);
KlForm *kl_partner_service_form_new (KlSession *session, const KlPartnerService *service);
KlForm *kl_partner_talk_form_new (KlSession *session,
                                  gint64 partner_id,
                                  GPtrArray *contacts,
                                  gint64 chosen);
KlForm *
kl_partner_merge_form_new (KlSession *session, const KlPartner *one, const KlPartner *other);

KlWork *kl_partner_work_check (gint64 partner_id, KlDate day);
KlWork *kl_partner_work_resume (gint64 partner_id);
KlWork *
kl_partner_work_talk (gint64 school_id, gint64 partner_id, gint64 contact_id, KlTalkKind kind);

KlForm *kl_partner_service_stop_form_new (KlSession *session, const KlPartnerService *service);
KlWork *kl_partner_work_contact_back (gint64 contact_id);
KlWork *kl_partner_work_service_back (gint64 service_id);

G_END_DECLS
