/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

void kl_handover_form_present (GtkWidget *parent,
                               KlSession *session,
                               gint64 case_id,
                               AdwToastOverlay *toasts);

G_END_DECLS
