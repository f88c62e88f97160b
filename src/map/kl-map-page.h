/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_MAP_PAGE (kl_map_page_get_type ())
G_DECLARE_FINAL_TYPE (KlMapPage, kl_map_page, KL, MAP_PAGE, AdwNavigationPage)

AdwNavigationPage *kl_map_page_new (KlSession *session);
void kl_map_page_show_partner (KlMapPage *self, gint64 partner_id);

G_END_DECLS
