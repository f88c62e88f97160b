/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-meeting-work.h"

G_BEGIN_DECLS

#define KL_TYPE_MEETING_CASE (kl_meeting_case_get_type ())
G_DECLARE_FINAL_TYPE (KlMeetingCase, kl_meeting_case, KL, MEETING_CASE, AdwBin)

GtkWidget *kl_meeting_case_new (void);
void kl_meeting_case_show (KlMeetingCase *self,
                           KlSession *session,
                           const KlMeetingView *view,
                           guint index);
void kl_meeting_case_set_spent (KlMeetingCase *self, int seconds);
gboolean kl_meeting_case_save (KlMeetingCase *self);
void kl_meeting_case_focus (KlMeetingCase *self);

G_END_DECLS
