/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_PARTNER_PANE (kl_partner_pane_get_type ())
G_DECLARE_FINAL_TYPE (KlPartnerPane, kl_partner_pane, KL, PARTNER_PANE, AdwBin)

GtkWidget *kl_partner_pane_new (KlSession *session);
void kl_partner_pane_set_partner (KlPartnerPane *self, gint64 partner_id);
void kl_partner_pane_present (GtkWidget *parent, KlSession *session, gint64 partner_id);

G_END_DECLS
