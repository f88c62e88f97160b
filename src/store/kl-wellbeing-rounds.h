/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-wellbeing.h"

G_BEGIN_DECLS

gint64
kl_wellbeing_rounds_add (KlDb *db, const KlWellbeingRound *round, KlDate today, GError **error);
GPtrArray *kl_wellbeing_rounds_list (KlDb *db, gint64 case_id, gint64 pupil_id, GError **error);
GPtrArray *kl_wellbeing_rounds_list_versions (KlDb *db, gint64 round_id, GError **error);

G_END_DECLS
