/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_CASE_PAGE (kl_case_page_get_type ())
G_DECLARE_FINAL_TYPE (KlCasePage, kl_case_page, KL, CASE_PAGE, AdwNavigationPage)

AdwNavigationPage *kl_case_page_new (KlSession *session, gint64 case_id, gint64 entry_id);
gint64 kl_case_page_get_case_id (KlCasePage *self);
void kl_case_page_show_entry (KlCasePage *self, gint64 entry_id);

G_END_DECLS
