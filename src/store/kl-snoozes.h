/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-snooze.h"

G_BEGIN_DECLS

gboolean kl_snoozes_add (KlDb *db, const KlSnooze *snooze, KlDate today, GError **error);
gboolean kl_snoozes_remove (KlDb *db, const KlSnooze *snooze, GError **error);
gboolean kl_snoozes_find (KlDb *db, const KlSnooze *snooze, KlSnooze **found, GError **error);
gboolean
kl_snoozes_put_back (KlDb *db, const KlSnooze *snooze, const KlSnooze *before, GError **error);
GPtrArray *kl_snoozes_list (KlDb *db, gint64 school_id, GError **error);

G_END_DECLS
