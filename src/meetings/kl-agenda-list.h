/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-agenda-ruler.h"
#include "kl-agenda-row.h"
#include "kl-meeting-work.h"

G_BEGIN_DECLS

KlAgendaRow *kl_agenda_list_find (GtkListBox *list, gint64 item_id);
void kl_agenda_list_show (GtkListBox *list, KlSession *session, const KlMeetingView *view);
void kl_agenda_list_show_ruler (KlAgendaRuler *ruler,
                                GtkLabel *used_label,
                                const KlMeeting *meeting,
                                gint64 current_id);
void kl_agenda_list_save (GtkListBox *list);

G_END_DECLS
