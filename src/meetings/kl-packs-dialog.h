/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_PACKS_DIALOG (kl_packs_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlPacksDialog, kl_packs_dialog, KL, PACKS_DIALOG, AdwDialog)

AdwDialog *kl_packs_dialog_new (KlSession *session, gint64 meeting_id);

G_END_DECLS
