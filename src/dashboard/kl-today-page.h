/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-item.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_TODAY_PAGE (kl_today_page_get_type ())
G_DECLARE_FINAL_TYPE (KlTodayPage, kl_today_page, KL, TODAY_PAGE, AdwNavigationPage)

AdwNavigationPage *kl_today_page_new (KlSession *session);
AdwNavigationPage *kl_today_page_prepare (void);
gboolean kl_today_page_rehearse (KlTodayPage *self);
void kl_today_page_set_session (KlTodayPage *self, KlSession *session);
gboolean kl_today_page_is_waiting (KlTodayPage *self);
void kl_today_page_show (KlTodayPage *self, KlItem *dashboard);

G_END_DECLS
