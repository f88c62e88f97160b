/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-case-view.h"
#include "model/kl-item.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_CASE_OVERVIEW (kl_case_overview_get_type ())
G_DECLARE_FINAL_TYPE (KlCaseOverview, kl_case_overview, KL, CASE_OVERVIEW, AdwBin)

GtkWidget *kl_case_overview_new (void);
void kl_case_overview_set_view (KlCaseOverview *self,
                                KlSession *session,
                                KlItem *view,
                                KlCalendar *calendar);
void kl_case_overview_set_narrow (KlCaseOverview *self, gboolean narrow);
KlTimelineGroup kl_case_overview_get_group (KlCaseOverview *self);
gboolean kl_case_overview_show_all (KlCaseOverview *self);
KlDate kl_case_overview_get_since (KlCaseOverview *self);
void kl_case_overview_ask_day (KlCaseOverview *self);

G_END_DECLS
