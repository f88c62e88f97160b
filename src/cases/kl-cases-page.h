/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_CASES_PAGE (kl_cases_page_get_type ())
G_DECLARE_FINAL_TYPE (KlCasesPage, kl_cases_page, KL, CASES_PAGE, AdwNavigationPage)

AdwNavigationPage *kl_cases_page_new (KlSession *session);

G_END_DECLS
