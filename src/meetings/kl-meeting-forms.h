/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-meeting.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

AdwDialog *kl_meeting_family_form_new (KlSession *session, const KlAgendaItem *item);
AdwDialog *kl_meeting_guest_form_new (KlSession *session, const KlMeeting *meeting, guint index);

G_END_DECLS
