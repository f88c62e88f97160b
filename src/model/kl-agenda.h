/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-calendar.h"
#include "kl-meeting.h"

G_BEGIN_DECLS

/* What a meeting and its agenda say, and how the next one is proposed. */

int kl_agenda_get_start (const KlMeeting *meeting, guint index);
int kl_agenda_count_minutes (const KlMeeting *meeting);
int kl_agenda_get_free (const KlMeeting *meeting);
gboolean kl_agenda_is_held (const KlMeeting *meeting);
guint kl_agenda_count_ahead (const KlMeeting *meeting);
guint kl_agenda_count_cases (const KlMeeting *meeting, guint *n_ready);
guint kl_agenda_count_present (const KlMeeting *meeting);
int kl_agenda_get_drop_position (guint from, guint over, gboolean below);

const char *kl_agenda_get_name (const KlAgendaItem *item);
char *kl_agenda_format_when (const KlMeeting *meeting);
char *kl_agenda_format_time (const KlMeeting *meeting);
char *kl_agenda_format_used (const KlMeeting *meeting);
char *kl_agenda_format_content (const KlMeeting *meeting);
char *kl_agenda_format_changes (const KlMeeting *meeting, const KlAgendaItem *item);
char *kl_agenda_format_minutes (int minutes);
char *kl_agenda_format_spent (int seconds, int minutes);
char *kl_agenda_format_settling (const KlMeeting *meeting);
char *kl_agenda_format_spoken (const KlMeeting *meeting, guint index);
char *kl_agenda_format_guest (const KlMeeting *meeting, const KlPerson *person);
gboolean kl_agenda_comes_for (const KlAgendaItem *item, const KlPerson *person);
char *kl_agenda_format_family (const KlAgendaItem *item);
char *kl_agenda_format_attendee (const KlAttendee *attendee);

gboolean kl_agenda_parse_time (const char *text, int *minutes);

KlAttendee *kl_agenda_copy_attendee (const KlAttendee *attendee);
KlMeeting *kl_agenda_propose (GPtrArray *meetings,
                              gint64 school_id,
                              KlMeetingKind kind,
                              const KlCalendar *calendar,
                              KlDate today);
void kl_agenda_invite_usual (KlMeeting *meeting, GPtrArray *professionals);
KlAttendee *kl_agenda_new_attendee (const KlProfessional *professional);
const KlMeeting *kl_agenda_find_next (GPtrArray *meetings, KlDate today);

G_END_DECLS
