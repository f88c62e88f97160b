/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-snapshot.h"

#include "store/kl-cases.h"
#include "store/kl-entries.h"
#include "store/kl-groups.h"
#include "store/kl-partners.h"
#include "store/kl-professionals.h"
#include "store/kl-schools.h"

static gboolean
load_entries (KlDb *db, KlCaseSnapshot *snapshot, const KlCaseRequest *request, GError **error)
{
  KlEntryFilter filter = { .case_id = request->case_id,
                           .kinds = request->kinds,
                           .since_day = request->since };
  guint wanted = MAX (request->n_entries, KL_CASE_PAGE_SIZE);
  GPtrArray *first_page = snapshot->file->entries;

  filter.limit = wanted;
  if (request->kinds == 0 && request->since == KL_DATE_NONE
      && (gint64) first_page->len == snapshot->file->n_entries)
    snapshot->entries = g_steal_pointer (&snapshot->file->entries);
  else
    snapshot->entries = kl_entries_list (db, &filter, error);
  if (snapshot->entries == NULL)
    return FALSE;
  if (snapshot->file->entries == NULL)
    snapshot->file->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_entry_free);

  snapshot->at_end = snapshot->entries->len < wanted;
  return TRUE;
}

static gboolean
load_teachers (KlDb *db, KlCaseSnapshot *snapshot, GError **error)
{
  GPtrArray *pupils = snapshot->file->pupils;
  const KlCasePupil *only = pupils->len == 1 ? g_ptr_array_index (pupils, 0) : NULL;
  g_autoptr (KlGroup) group = NULL;

  if (only == NULL || only->pupil->group_id == 0)
    return TRUE;

  group = kl_groups_get (db, only->pupil->group_id, error);
  if (group == NULL)
    return FALSE;

  snapshot->teachers = g_strdup (group->teachers);
  return TRUE;
}

static gboolean
load_around (KlDb *db, KlCaseSnapshot *snapshot, GError **error)
{
  gint64 school_id = snapshot->file->row->school_id;

  snapshot->professionals = kl_professionals_list (db, school_id, error);
  if (snapshot->professionals == NULL)
    return FALSE;

  snapshot->partners = kl_partners_list (db, error);
  if (snapshot->partners == NULL)
    return FALSE;

  snapshot->calendar = kl_schools_get_calendar (db, school_id, error);
  return snapshot->calendar != NULL;
}

/**
 * kl_case_request_new:
 * @case_id: a case
 * @kinds: kinds of entry, 0 for all
 * @since: from which day on, or %KL_DATE_NONE
 * @n_entries: how many rows are shown, 0 for the first page
 *
 * Returns: (transfer full): what is asked for
 */
KlCaseRequest *
kl_case_request_new (gint64 case_id, guint kinds, KlDate since, guint n_entries)
{
  KlCaseRequest *request = g_new0 (KlCaseRequest, 1);

  request->case_id = case_id;
  request->kinds = kinds;
  request->since = since;
  request->n_entries = n_entries;

  return request;
}

/**
 * kl_case_request_free:
 * @request: what was asked for
 */
void
kl_case_request_free (KlCaseRequest *request)
{
  g_free (request);
}

/**
 * kl_case_snapshot_load:
 * @db: a connection
 * @request: what is asked for
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): the case and what its page needs besides
 */
KlCaseSnapshot *
kl_case_snapshot_load (KlDb *db, const KlCaseRequest *request, KlDate today, GError **error)
{
  g_autoptr (KlCaseSnapshot) snapshot = g_new0 (KlCaseSnapshot, 1);

  g_return_val_if_fail (db != NULL && request != NULL, NULL);

  snapshot->file = kl_cases_load_file (db, request->case_id, today, error);
  if (snapshot->file == NULL || !load_entries (db, snapshot, request, error)
      || !load_teachers (db, snapshot, error) || !load_around (db, snapshot, error)
      || !kl_entries_get_last_meldcode_step (db, request->case_id, &snapshot->meldcode_step, error))
    return NULL;

  return g_steal_pointer (&snapshot);
}

/**
 * kl_case_snapshot_free:
 * @snapshot: a snapshot
 */
void
kl_case_snapshot_free (KlCaseSnapshot *snapshot)
{
  g_clear_pointer (&snapshot->file, kl_case_file_free);
  g_clear_pointer (&snapshot->entries, g_ptr_array_unref);
  g_clear_pointer (&snapshot->professionals, g_ptr_array_unref);
  g_clear_pointer (&snapshot->partners, g_ptr_array_unref);
  g_clear_pointer (&snapshot->calendar, kl_calendar_unref);
  g_free (snapshot->teachers);
  g_free (snapshot);
}
