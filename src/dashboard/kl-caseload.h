/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-item.h"

G_BEGIN_DECLS

#define KL_TYPE_CASELOAD (kl_caseload_get_type ())
G_DECLARE_FINAL_TYPE (KlCaseload, kl_caseload, KL, CASELOAD, AdwBin)

void kl_caseload_set_dashboard (KlCaseload *self, KlItem *dashboard);
void kl_caseload_rehearse (KlCaseload *self, KlItem *dashboard);
void kl_caseload_cut (KlCaseload *self, guint n_rows);
void kl_caseload_complete (KlCaseload *self);
void kl_caseload_filter_owner (KlCaseload *self, gint64 owner_id);
void kl_caseload_filter_theme (KlCaseload *self, int theme);

G_END_DECLS
