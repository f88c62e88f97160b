/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-child-sheet.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

KlChildSheet *
kl_child_sheet_load (KlDb *db, gint64 case_id, gint64 pupil_id, KlDate today, GError **error);

G_END_DECLS
