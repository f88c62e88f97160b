/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_MEETING_PLAN_DIALOG (kl_meeting_plan_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlMeetingPlanDialog,
                      kl_meeting_plan_dialog,
                      KL,
                      MEETING_PLAN_DIALOG,
                      AdwDialog)

AdwDialog *kl_meeting_plan_dialog_new (KlSession *session);
AdwDialog *kl_meeting_plan_dialog_new_for_meeting (KlSession *session, gint64 meeting_id);

G_END_DECLS
