/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-case.h"
#include "model/kl-meeting.h"

G_BEGIN_DECLS

gint64 kl_meetings_plan (KlDb *db, const KlMeeting *meeting, GError **error);
gboolean kl_meetings_edit (KlDb *db, const KlMeeting *meeting, GError **error);
gboolean kl_meetings_set_settled (KlDb *db, gint64 meeting_id, gboolean settled, GError **error);
gboolean
kl_meetings_set_attendees (KlDb *db, gint64 meeting_id, GPtrArray *attendees, GError **error);

gint64 kl_meetings_add_case (KlDb *db,
                             gint64 meeting_id,
                             gint64 case_id,
                             const char *question,
                             int minutes,
                             GError **error);
gint64 kl_meetings_add_point (KlDb *db,
                              gint64 meeting_id,
                              const char *title,
                              const char *question,
                              int minutes,
                              GError **error);
gboolean kl_meetings_edit_item (KlDb *db, const KlAgendaItem *item, GError **error);
gboolean kl_meetings_move_item (KlDb *db, gint64 item_id, int position, GError **error);
gboolean kl_meetings_remove_item (KlDb *db, gint64 item_id, GError **error);

KlMeeting *kl_meetings_get (KlDb *db, gint64 meeting_id, GError **error);
KlMeeting *kl_meetings_get_next (KlDb *db, gint64 school_id, KlDate today, GError **error);
KlMeeting *kl_meetings_get_on (KlDb *db, gint64 school_id, KlDate day, GError **error);
gboolean kl_meetings_hide (KlDb *db, KlMeeting *meeting, GError **error);
GPtrArray *kl_meetings_list (KlDb *db, gint64 school_id, KlDate from, KlDate until, GError **error);
GPtrArray *kl_meetings_suggest (KlDb *db, gint64 meeting_id, KlDate today, GError **error);

G_END_DECLS
