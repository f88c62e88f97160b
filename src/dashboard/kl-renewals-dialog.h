/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "partners/kl-form.h"

G_BEGIN_DECLS

#define KL_TYPE_RENEWALS_DIALOG (kl_renewals_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlRenewalsDialog, kl_renewals_dialog, KL, RENEWALS_DIALOG, AdwDialog)

AdwDialog *kl_renewals_dialog_new (KlSession *session);
void kl_renewals_dialog_set_renewals (KlRenewalsDialog *self, GPtrArray *renewals);

KlForm *kl_let_end_form_new (KlSession *session, gint64 consent_id, const char *about);

G_END_DECLS
