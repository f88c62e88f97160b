/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "exchange/kl-import-proposal.h"
#include "exchange/kl-partner-proposal.h"

G_BEGIN_DECLS

#define KL_TYPE_IMPORT_ROW_ITEM (kl_import_row_item_get_type ())
G_DECLARE_FINAL_TYPE (KlImportRowItem, kl_import_row_item, KL, IMPORT_ROW_ITEM, GObject)

GListModel *kl_import_rows_new (KlImportProposal *proposal);
GListModel *kl_import_rows_new_for_partners (KlPartnerProposal *proposal);

GtkWidget *kl_import_row_widget_new (void);
void kl_import_row_widget_bind (GtkWidget *widget, KlImportRowItem *row, GtkListItem *item);

G_END_DECLS
