/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-meeting.h"
#include "store/kl-actions.h"

G_BEGIN_DECLS

GBytes *kl_icalendar_write (GPtrArray *meetings, gint64 moment);
GBytes *kl_icalendar_export_meeting (KlDb *db, gint64 meeting_id, gint64 moment, GError **error);
GBytes *kl_icalendar_export_coming (KlDb *db,
                                    gint64 school_id,
                                    KlDate today,
                                    gint64 moment,
                                    GError **error);
GBytes *kl_icalendar_export_actions (KlDb *db,
                                     const KlActionFilter *filter,
                                     gboolean with_words,
                                     gint64 moment,
                                     GError **error);

G_END_DECLS
