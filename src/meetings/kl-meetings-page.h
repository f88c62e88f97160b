/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_MEETINGS_PAGE (kl_meetings_page_get_type ())
G_DECLARE_FINAL_TYPE (KlMeetingsPage, kl_meetings_page, KL, MEETINGS_PAGE, AdwNavigationPage)

AdwNavigationPage *kl_meetings_page_new (KlSession *session);

G_END_DECLS
