/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-roster.h"

G_BEGIN_DECLS

/**
 * KlRosterResult:
 *
 * What was written, in rows.
 */
typedef struct
{
  guint n_groups_added;
  guint n_groups_changed;
  guint n_pupils_added;
  guint n_pupils_changed;
  guint n_pupils_left;
  guint n_teachers_added;
  guint n_teachers_changed;
} KlRosterResult;

KlRoster *kl_rosters_load (KlDb *db, gint64 school_id, int school_year, GError **error);
gboolean
kl_rosters_apply (KlDb *db, const KlRoster *roster, KlRosterResult *result, GError **error);

G_END_DECLS
