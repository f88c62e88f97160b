/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_SCHOOLS_PAGE (kl_schools_page_get_type ())
G_DECLARE_FINAL_TYPE (KlSchoolsPage, kl_schools_page, KL, SCHOOLS_PAGE, AdwNavigationPage)

AdwNavigationPage *kl_schools_page_new (KlSession *session);
void kl_schools_page_show (KlSchoolsPage *self, GPtrArray *overviews, KlDate today);

G_END_DECLS
