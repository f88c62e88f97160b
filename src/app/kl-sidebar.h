/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_SIDEBAR (kl_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (KlSidebar, kl_sidebar, KL, SIDEBAR, AdwNavigationPage)

void kl_sidebar_set_session (KlSidebar *self, KlSession *session);
void kl_sidebar_select_place (KlSidebar *self, const char *place);

G_END_DECLS
