/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-meeting-work.h"
#include "store/kl-draft-keeper.h"

G_BEGIN_DECLS

/* What the widgets of this place share. */

void kl_meetings_send (GtkWidget *widget, KlSession *session, KlAgendaChange *change);
void kl_meetings_send_words (GtkWidget *widget,
                             KlSession *session,
                             KlAgendaChange *change,
                             KlDraftKeeper *keeper);
void kl_meetings_show_error (GtkWidget *widget, const GError *error);

G_END_DECLS
