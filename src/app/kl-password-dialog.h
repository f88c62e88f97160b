/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vault/kl-vault.h"

G_BEGIN_DECLS

#define KL_TYPE_PASSWORD_DIALOG (kl_password_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlPasswordDialog, kl_password_dialog, KL, PASSWORD_DIALOG, AdwAlertDialog)

AdwDialog *kl_password_dialog_new (KlVault *vault, const char *user_id);

G_END_DECLS
