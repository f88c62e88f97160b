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

G_END_DECLS
