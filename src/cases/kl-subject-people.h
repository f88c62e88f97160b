/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/kl-db.h"

G_BEGIN_DECLS

GPtrArray *
kl_subject_people_list_parents (KlDb *db, GArray *pupil_ids, gint64 family_id, GError **error);
GPtrArray *
kl_subject_people_list_pupils (KlDb *db, GArray *pupil_ids, gint64 family_id, GError **error);

G_END_DECLS
