/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-network.h"
#include "store/kl-store.h"

G_BEGIN_DECLS

/**
 * KlMapSnapshot:
 * @facts: what is known of the partners of a school
 * @plans: (element-type KlDraft): the directions that the one who looks kept, as text, the newest
 *   first: two windows may have kept them
 * @areas: (element-type KlArea): wijken, those without an outline with a cell about their centre
 * @attribution: (nullable): whose map of @areas it is, to be named where they are drawn
 * @schools: (element-type KlSchool): the schools of the vault
 *
 * All that the map shows, read at once.
 */
typedef struct
{
  KlNetworkFacts *facts;
  GPtrArray *plans;
  GPtrArray *areas;
  char *attribution;
  GPtrArray *schools;
} KlMapSnapshot;

/**
 * KlMapRequest:
 * @school_id: which school, 0 for all
 * @today: the last day that can be looked at
 */
typedef struct
{
  gint64 school_id;
  KlDate today;
} KlMapRequest;

void kl_map_snapshot_load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable);
void kl_map_snapshot_free (KlMapSnapshot *snapshot);
char *kl_map_snapshot_get_draft_place (gint64 school_id);

GPtrArray *kl_map_create_entries (const KlNetwork *network, const KlNetwork *compared);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlMapSnapshot, kl_map_snapshot_free)

G_END_DECLS
