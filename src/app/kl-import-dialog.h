/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_IMPORT_DIALOG (kl_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlImportDialog, kl_import_dialog, KL, IMPORT_DIALOG, AdwDialog)

AdwDialog *kl_import_dialog_new (KlSession *session, GFile *file);
AdwDialog *kl_import_dialog_new_for_partners (KlSession *session, GFile *file);

G_END_DECLS
