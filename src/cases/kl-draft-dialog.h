/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-draft-keeper.h"

G_BEGIN_DECLS

#define KL_TYPE_DRAFT_DIALOG (kl_draft_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlDraftDialog, kl_draft_dialog, KL, DRAFT_DIALOG, AdwDialog)

KlDraftDialog *kl_draft_dialog_new (KlDraftKeeper *keeper, const char *own);

G_END_DECLS
