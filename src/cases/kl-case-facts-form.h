/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-case-view.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

AdwDialog *kl_status_form_new (KlSession *session, const KlCaseView *view);
AdwDialog *
kl_request_form_new (KlSession *session, const KlCaseView *view, GPtrArray *professionals);

G_END_DECLS
