/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "vault/kl-secret.h"

G_BEGIN_DECLS

#define KL_TYPE_PHRASE_DIALOG (kl_phrase_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlPhraseDialog, kl_phrase_dialog, KL, PHRASE_DIALOG, AdwDialog)

AdwDialog *kl_phrase_dialog_new (void);
KlSecret *kl_phrase_dialog_get_phrase (KlPhraseDialog *self);

G_END_DECLS
