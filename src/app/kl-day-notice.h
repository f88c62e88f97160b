/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_DAY_NOTICE (kl_day_notice_get_type ())
G_DECLARE_FINAL_TYPE (KlDayNotice, kl_day_notice, KL, DAY_NOTICE, GObject)

KlDayNotice *kl_day_notice_new (GApplication *application, GSettings *settings, KlSession *session);
void kl_day_notice_withdraw (KlDayNotice *self);

G_END_DECLS
