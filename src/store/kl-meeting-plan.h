/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-calendar.h"
#include "model/kl-meeting.h"

G_BEGIN_DECLS

gboolean kl_meetings_set_invited (KlDb *db,
                                  gint64 item_id,
                                  KlAnswer parents,
                                  const char *parents_why,
                                  KlAnswer pupil,
                                  const char *pupil_why,
                                  GError **error);
gboolean kl_meetings_set_only_for (KlDb *db,
                                   gint64 meeting_id,
                                   const KlPerson *person,
                                   GArray *item_ids,
                                   GError **error);

KlMeeting *
kl_meetings_propose (KlDb *db, gint64 school_id, KlMeetingKind kind, KlDate today, GError **error);
GArray *kl_meetings_plan_series (KlDb *db, const KlMeeting *first, GArray *days, GError **error);

G_END_DECLS
