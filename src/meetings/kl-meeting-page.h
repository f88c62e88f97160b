/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_MEETING_PAGE (kl_meeting_page_get_type ())
G_DECLARE_FINAL_TYPE (KlMeetingPage, kl_meeting_page, KL, MEETING_PAGE, AdwNavigationPage)

AdwNavigationPage *kl_meeting_page_new (KlSession *session, gint64 meeting_id);

G_END_DECLS
