/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-people.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_COLLEAGUE_PAGE (kl_colleague_page_get_type ())
G_DECLARE_FINAL_TYPE (KlColleaguePage, kl_colleague_page, KL, COLLEAGUE_PAGE, AdwNavigationPage)

AdwNavigationPage *
kl_colleague_page_new (KlSession *session, gint64 school_id, const KlProfessional *colleague);

G_END_DECLS
