/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-preview-dialog.h"
#include "kl-printout.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

KlPreviewDialog *
kl_print_preview_present (GtkWidget *parent, KlSession *session, const KlPrintOrder *order);

G_END_DECLS
