/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-meeting.h"

G_BEGIN_DECLS

gboolean kl_meetings_reopen_item (KlDb *db, gint64 item_id, KlDate today, GError **error);
gboolean kl_meetings_finish_item (KlDb *db, gint64 item_id, KlDate today, GError **error);
gboolean
kl_meetings_settle (KlDb *db, gint64 meeting_id, gint64 moment, KlDate today, GError **error);
gboolean kl_meetings_carry_over (KlDb *db, gint64 meeting_id, guint *n_carried, GError **error);

G_END_DECLS
