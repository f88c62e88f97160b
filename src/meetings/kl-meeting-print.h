/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/kl-session.h"

G_BEGIN_DECLS

void kl_meetings_print_pack (GtkWidget *parent, KlSession *session, gint64 meeting_id);
void kl_meetings_insert_papers (GtkWidget *page, KlSession *session, gint64 meeting_id);
void kl_meetings_print_minutes (GtkWidget *parent, KlSession *session, gint64 meeting_id);
void kl_meetings_print_actions (GtkWidget *parent,
                                KlSession *session,
                                gint64 meeting_id,
                                gint64 person_id);
void kl_meetings_save_calendar (GtkWidget *widget, KlSession *session, gint64 meeting_id);

G_END_DECLS
