/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_TEMPLATES_DIALOG (kl_templates_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlTemplatesDialog, kl_templates_dialog, KL, TEMPLATES_DIALOG, AdwDialog)

AdwDialog *kl_templates_dialog_new (KlSession *session, gint64 school_id);

G_END_DECLS
