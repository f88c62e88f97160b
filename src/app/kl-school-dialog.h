/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_SCHOOL_DIALOG (kl_school_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlSchoolDialog, kl_school_dialog, KL, SCHOOL_DIALOG, AdwPreferencesDialog)

AdwDialog *kl_school_dialog_new (KlSession *session);
void kl_school_dialog_show_colleague (KlSchoolDialog *self, gint64 professional_id);

G_END_DECLS
