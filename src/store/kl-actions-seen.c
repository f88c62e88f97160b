/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-actions.h"
#include "kl-caseload.h"
#include "kl-visibility.h"

/* What somebody may know of the actions of schools and colleagues. */

/* The owner knows what is to be done; for others it is content of the case. */
static gboolean
is_seen (KlDb *db, const KlAction *action, gboolean *seen, GError **error)
{
  gint64 reader = kl_db_get_professional_id (db);
  KlSight sight;

  *seen =
    action->case_id == 0 || reader == 0 || (action->owner != NULL && action->owner->id == reader);
  if (*seen)
    return TRUE;
  if (!kl_visibility_get_case (db, action->case_id, &sight, error))
    return FALSE;

  *seen = sight.team;
  return TRUE;
}

static gboolean
add_school (KlDb *db, const KlActionFilter *filter, GPtrArray *actions, GError **error)
{
  g_autoptr (GPtrArray) all = kl_actions_list (db, filter, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      gboolean seen;

      if (!is_seen (db, g_ptr_array_index (all, i), &seen, error))
        return FALSE;
      if (seen)
        g_ptr_array_add (actions, g_steal_pointer (&g_ptr_array_index (all, i)));
    }

  return all != NULL;
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const KlAction *one = *(const KlAction *const *) a;
  const KlAction *other = *(const KlAction *const *) b;

  if (one->done_on != other->done_on)
    return one->done_on == KL_DATE_NONE
               || (other->done_on != KL_DATE_NONE && one->done_on > other->done_on)
             ? -1
             : 1;
  if ((one->due == KL_DATE_NONE) != (other->due == KL_DATE_NONE))
    return one->due == KL_DATE_NONE ? 1 : -1;
  if (one->due != other->due)
    return one->due < other->due ? -1 : 1;

  return (one->id > other->id) - (one->id < other->id);
}

/**
 * kl_actions_list_seen:
 * @db: a connection
 * @filter: of which person and school; without a school those where the one who acts has a role
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_REFUSED for a school without
 *   a role
 *
 * Reads what is to be done as far as the one who acts may know it: all that is his or her own, and
 * of others what is in cases of the team.
 *
 * Returns: (transfer container) (element-type KlAction): open actions first, by day, then what is
 *   done, the last before
 */
GPtrArray *
kl_actions_list_seen (KlDb *db, const KlActionFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) actions = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_action_free);
  g_autoptr (GArray) school_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  KlActionFilter one;

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);

  one = *filter;
  if (filter->school_id != 0)
    {
      if (!kl_caseload_check_school (db, filter->school_id, error))
        return NULL;
      g_array_append_val (school_ids, filter->school_id);
    }
  else if (!kl_caseload_list_schools (db, school_ids, error))
    {
      return NULL;
    }

  for (guint i = 0; i < school_ids->len; i++)
    {
      one.school_id = g_array_index (school_ids, gint64, i);
      if (!add_school (db, &one, actions, error))
        return NULL;
    }
  g_ptr_array_sort (actions, compare_days);

  return g_steal_pointer (&actions);
}
