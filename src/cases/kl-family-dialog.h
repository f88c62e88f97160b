/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_FAMILY_DIALOG (kl_family_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlFamilyDialog, kl_family_dialog, KL, FAMILY_DIALOG, AdwDialog)

AdwDialog *kl_family_dialog_new (KlSession *session, gint64 case_id);

G_END_DECLS
