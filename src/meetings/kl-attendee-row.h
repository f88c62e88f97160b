/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-meeting.h"

G_BEGIN_DECLS

#define KL_TYPE_ATTENDEE_ROW (kl_attendee_row_get_type ())
G_DECLARE_FINAL_TYPE (KlAttendeeRow, kl_attendee_row, KL, ATTENDEE_ROW, AdwActionRow)

GtkWidget *kl_attendee_row_new (const KlAttendee *attendee);
GtkWidget *kl_attendee_row_new_choice (const KlAttendee *attendee, gboolean invited);
void kl_attendee_row_offer (KlAttendeeRow *self, const KlMeeting *meeting, guint index);
const KlAttendee *kl_attendee_row_get_attendee (KlAttendeeRow *self);
gboolean kl_attendee_row_get_invited (KlAttendeeRow *self);
void kl_attendee_row_give_up_chair (KlAttendeeRow *self);

G_END_DECLS
