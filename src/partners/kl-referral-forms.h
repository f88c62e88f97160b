/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-form.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

void kl_referral_form_present (GtkWidget *parent,
                               KlSession *session,
                               gint64 case_id,
                               gint64 partner_id,
                               gint64 referral_id);
void kl_referral_actions_install (GtkWidget *widget, KlSession *session);
GMenuModel *kl_referral_menu_new (const KlReferral *referral);

G_END_DECLS
