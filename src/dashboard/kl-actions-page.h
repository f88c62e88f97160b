/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_ACTIONS_PAGE (kl_actions_page_get_type ())
G_DECLARE_FINAL_TYPE (KlActionsPage, kl_actions_page, KL, ACTIONS_PAGE, AdwNavigationPage)

AdwNavigationPage *kl_actions_page_new (KlSession *session, gint64 owner_id);

G_END_DECLS
