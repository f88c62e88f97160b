/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-who.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_CAPTURE_DIALOG (kl_capture_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlCaptureDialog, kl_capture_dialog, KL, CAPTURE_DIALOG, AdwDialog)

AdwDialog *kl_capture_dialog_new (KlSession *session);
AdwDialog *kl_capture_dialog_new_about (KlSession *session, KlWhoKind kind, gint64 id);

G_END_DECLS
