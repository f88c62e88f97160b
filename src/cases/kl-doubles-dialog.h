/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_DOUBLES_DIALOG (kl_doubles_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlDoublesDialog, kl_doubles_dialog, KL, DOUBLES_DIALOG, AdwDialog)

AdwDialog *kl_doubles_dialog_new (KlSession *session, gint64 school_id, gint64 case_id);

G_END_DECLS
