/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-area.h"

G_BEGIN_DECLS

GPtrArray *kl_areas_list (KlDb *db, int kind, GError **error);
gint64 kl_areas_count (KlDb *db, int kind, GError **error);
gboolean kl_areas_put (KlDb *db, GPtrArray *areas, GError **error);

G_END_DECLS
