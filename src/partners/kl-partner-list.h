/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_PARTNER_LIST (kl_partner_list_get_type ())
G_DECLARE_FINAL_TYPE (KlPartnerList, kl_partner_list, KL, PARTNER_LIST, AdwBin)

GtkWidget *kl_partner_list_new (KlSession *session);
void kl_partner_list_set_narrow (KlPartnerList *self, gboolean narrow);
void kl_partner_list_add_partner (KlPartnerList *self);

G_END_DECLS
