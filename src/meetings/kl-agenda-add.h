/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-meeting.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_AGENDA_ADD (kl_agenda_add_get_type ())
G_DECLARE_FINAL_TYPE (KlAgendaAdd, kl_agenda_add, KL, AGENDA_ADD, GtkPopover)

GtkWidget *kl_agenda_add_new (KlSession *session);
void kl_agenda_add_set_meeting (KlAgendaAdd *self, const KlMeeting *meeting);

G_END_DECLS
