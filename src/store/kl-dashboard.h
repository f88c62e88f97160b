/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-overview.h"

G_BEGIN_DECLS

KlDashboard *kl_dashboard_load (KlDb *db, gint64 school_id, KlDate today, GError **error);
GPtrArray *kl_overview_load (KlDb *db, KlDate today, GError **error);
GHashTable *kl_attention_count_all (KlDb *db, KlDate today, GError **error);

G_END_DECLS
