/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-snapshot.h"

#include "charts/kl-lines-entry.h"
#include "kl-voronoi.h"
#include "store/kl-areas.h"
#include "store/kl-drafts.h"
#include "store/kl-networks.h"
#include "store/kl-schools.h"

/* Auxiliary functions */

static gboolean
load_areas (KlMapSnapshot *snapshot, KlDb *db, GError **error)
{
  snapshot->areas = kl_areas_list (db, KL_AREA_WIJK, error);
  if (snapshot->areas == NULL)
    return FALSE;

  /* Cells about a centre point are nobody's drawing. */
  snapshot->attribution = kl_areas_dup_sources (snapshot->areas);
  kl_voronoi_fill_areas (snapshot->areas);
  snapshot->schools = kl_schools_list (db, error);
  return snapshot->schools != NULL;
}

/* Public API */

/**
 * kl_map_snapshot_load:
 * @task: where the #KlMapSnapshot goes
 * @db: the connection
 * @data: a #KlMapRequest
 * @cancellable: (nullable): when to stop
 *
 * Reads the map, on the thread of the store.
 */
void
kl_map_snapshot_load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const KlMapRequest *request = data;
  g_autoptr (KlMapSnapshot) snapshot = g_new0 (KlMapSnapshot, 1);
  g_autofree char *place = kl_map_snapshot_get_draft_place (request->school_id);
  GError *error = NULL;

  snapshot->facts = kl_network_load_facts (db, request->school_id, request->today, &error);
  if (snapshot->facts != NULL)
    snapshot->plans = kl_drafts_list (db, place, &error);
  if (snapshot->plans == NULL || !load_areas (snapshot, db, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&snapshot), (GDestroyNotify) kl_map_snapshot_free);
}

/**
 * kl_map_snapshot_free:
 * @snapshot: (transfer full) (nullable): a snapshot
 */
void
kl_map_snapshot_free (KlMapSnapshot *snapshot)
{
  if (snapshot == NULL)
    return;

  g_clear_pointer (&snapshot->facts, kl_network_facts_unref);
  g_clear_pointer (&snapshot->plans, g_ptr_array_unref);
  g_free (snapshot->attribution);
  g_clear_pointer (&snapshot->areas, g_ptr_array_unref);
  g_clear_pointer (&snapshot->schools, g_ptr_array_unref);
  g_free (snapshot);
}

/**
 * kl_map_snapshot_get_draft_place:
 * @school_id: a school, 0 for all
 *
 * Who stands in which direction is kept with the drafts of the one who looks: it is a habit of
 * the eye, not part of any file.
 *
 * Returns: (transfer full): under which name
 */
char *
kl_map_snapshot_get_draft_place (gint64 school_id)
{
  return g_strdup_printf ("map/%" G_GINT64_FORMAT, school_id);
}

/**
 * kl_map_create_entries:
 * @network: the partners on a day
 * @compared: (nullable): the partners on another day
 *
 * Returns: (transfer full) (element-type KlLinesEntry): what there is to draw, in the order of
 *   the network
 */
GPtrArray *
kl_map_create_entries (const KlNetwork *network, const KlNetwork *compared)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_lines_entry_free);

  for (guint i = 0; i < network->partners->len; i++)
    {
      const KlNetworkPartner *member = g_ptr_array_index (network->partners, i);
      const KlPartner *partner = member->partner;
      KlLinesEntry *entry = kl_lines_entry_new (partner->id, partner->name, partner->ring);

      entry->days = member->days;
      entry->is_measured = member->is_measured;
      entry->longest = MAX (0, member->answer_time.longest_wait);
      entry->n_referrals = member->n_referrals;
      entry->n_waiting = member->answer_time.n_waiting;
      if (compared != NULL)
        {
          const KlNetworkPartner *before = kl_network_find (compared, partner->id);

          entry->compared = TRUE;
          entry->days_before = before != NULL ? before->days : KL_LINES_DAYS_NONE;
        }
      g_ptr_array_add (entries, entry);
    }
  return entries;
}
