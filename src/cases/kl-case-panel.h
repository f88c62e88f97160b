/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-case-view.h"
#include "model/kl-item.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_CASE_PANEL (kl_case_panel_get_type ())
G_DECLARE_FINAL_TYPE (KlCasePanel, kl_case_panel, KL, CASE_PANEL, AdwBin)

void kl_case_panel_set_view (KlCasePanel *self,
                             KlSession *session,
                             KlItem *view,
                             GPtrArray *professionals);
void kl_case_panel_add_round (KlCasePanel *self);

G_END_DECLS
