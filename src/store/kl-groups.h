/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-people.h"

G_BEGIN_DECLS

GPtrArray *kl_groups_list (KlDb *db, gint64 school_id, int school_year, GError **error);
KlGroup *kl_groups_get (KlDb *db, gint64 group_id, GError **error);
gboolean kl_groups_add (KlDb *db, KlGroup *group, GError **error);
gboolean kl_groups_update (KlDb *db, const KlGroup *group, GError **error);
gboolean
kl_groups_set_teachers (KlDb *db, gint64 group_id, GArray *professional_ids, GError **error);

G_END_DECLS
