/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-sheet.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

KlSheet *kl_minutes_sheet_load (KlDb *db,
                                gint64 meeting_id,
                                const KlAudience *audience,
                                KlDate today,
                                GError **error);
KlSheet *kl_action_sheet_load (KlDb *db,
                               gint64 meeting_id,
                               const KlAudience *audience,
                               KlDate today,
                               GError **error);

G_END_DECLS
