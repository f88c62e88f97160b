/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-form.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

GPtrArray *kl_consent_forms_list_givers (const GPtrArray *subjects, const GArray *pupil_ids);
void kl_consent_form_present (GtkWidget *parent,
                              KlSession *session,
                              gint64 case_id,
                              gint64 partner_id,
                              int purpose,
                              GArray *pupil_ids);
void kl_consent_renew_present (GtkWidget *parent, KlSession *session, gint64 consent_id);
KlForm *kl_consent_renew_form_new (KlSession *session, const KlConsent *consent);
KlForm *kl_consent_withdraw_form_new (KlSession *session, const KlConsent *consent);
GtkWidget *kl_consent_popover_new (KlSession *session, const KlConsent *consent, KlDate today);

G_END_DECLS
