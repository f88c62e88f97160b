/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-meeting.h"

G_BEGIN_DECLS

gboolean kl_meetings_begin (KlDb *db, gint64 meeting_id, gint64 moment, GError **error);
gboolean kl_meetings_set_notes (KlDb *db, gint64 item_id, const char *notes, GError **error);
gboolean kl_meetings_set_spent (KlDb *db, gint64 item_id, int seconds, GError **error);

gint64 kl_meetings_decide (KlDb *db, const KlDecision *decision, GError **error);
gboolean kl_meetings_edit_decision (KlDb *db, const KlDecision *decision, GError **error);
gboolean kl_meetings_remove_decision (KlDb *db, gint64 decision_id, GError **error);

gboolean kl_meetings_finish_item (KlDb *db, gint64 item_id, KlDate today, GError **error);
gboolean
kl_meetings_settle (KlDb *db, gint64 meeting_id, gint64 moment, KlDate today, GError **error);
gboolean kl_meetings_carry_over (KlDb *db, gint64 meeting_id, guint *n_carried, GError **error);

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

GArray *kl_meetings_plan_series (KlDb *db, const KlMeeting *first, GArray *days, GError **error);

G_END_DECLS
