/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-form.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

GtkWidget *kl_referral_remind_new (KlForm *form, const KlReferral *referral);

G_END_DECLS
