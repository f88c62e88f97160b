/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-item.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_ASIDE_DIALOG (kl_aside_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlAsideDialog, kl_aside_dialog, KL, ASIDE_DIALOG, AdwDialog)

AdwDialog *kl_aside_dialog_new (KlSession *session);
void kl_aside_dialog_set_dashboard (KlAsideDialog *self, KlItem *dashboard);

G_END_DECLS
