/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-partner-listing.h"

G_BEGIN_DECLS

#define KL_TYPE_PARTNER_LIST_ROW (kl_partner_list_row_get_type ())
G_DECLARE_FINAL_TYPE (KlPartnerListRow, kl_partner_list_row, KL, PARTNER_LIST_ROW, AdwBin)

GtkWidget *kl_partner_list_row_new (void);
void
kl_partner_list_row_set_item (KlPartnerListRow *self, const KlPartnerListItem *item, KlDate today);
void kl_partner_list_row_set_narrow (KlPartnerListRow *self, gboolean narrow);

G_END_DECLS
