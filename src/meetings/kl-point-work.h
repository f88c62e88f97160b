/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-meeting-work.h"

G_BEGIN_DECLS

#define KL_TYPE_POINT_WORK (kl_point_work_get_type ())
G_DECLARE_FINAL_TYPE (KlPointWork, kl_point_work, KL, POINT_WORK, AdwBin)

void
kl_point_work_show (KlPointWork *self, KlSession *session, const KlMeetingView *view, guint index);
void kl_point_work_save (KlPointWork *self);
gboolean kl_point_work_keep (KlPointWork *self);
void kl_point_work_focus (KlPointWork *self);

G_END_DECLS
