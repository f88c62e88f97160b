/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-meeting.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_PRESENTER (kl_presenter_get_type ())
G_DECLARE_FINAL_TYPE (KlPresenter, kl_presenter, KL, PRESENTER, AdwWindow)

KlPresenter *kl_presenter_new (KlSession *session);
void kl_presenter_show (KlPresenter *self, const KlMeeting *meeting, guint index);
void kl_presenter_set_spent (KlPresenter *self, int seconds);

G_END_DECLS
