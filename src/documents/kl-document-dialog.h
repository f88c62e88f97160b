/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-attachment.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_DOCUMENT_DIALOG (kl_document_dialog_get_type ())
G_DECLARE_FINAL_TYPE (KlDocumentDialog, kl_document_dialog, KL, DOCUMENT_DIALOG, AdwDialog)

AdwDialog *kl_document_dialog_new (KlSession *session, const KlAttachment *attachment);

G_END_DECLS
