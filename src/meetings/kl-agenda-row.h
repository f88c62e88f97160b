/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/kl-meeting.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_AGENDA_ROW (kl_agenda_row_get_type ())
G_DECLARE_FINAL_TYPE (KlAgendaRow, kl_agenda_row, KL, AGENDA_ROW, GtkListBoxRow)

GtkWidget *kl_agenda_row_new (KlSession *session);
void
kl_agenda_row_show (KlAgendaRow *self, const KlMeeting *meeting, guint index, GPtrArray *drafts);
const KlAgendaItem *kl_agenda_row_get_item (KlAgendaRow *self);
gint64 kl_agenda_row_get_item_id (KlAgendaRow *self);
void kl_agenda_row_save (KlAgendaRow *self);

G_END_DECLS
