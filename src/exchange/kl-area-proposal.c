/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-area-proposal.h"

#include <glib/gi18n-lib.h>

#include "store/kl-areas.h"

static const KlArea *
find_area (GPtrArray *areas, const char *code)
{
  for (guint i = 0; i < areas->len; i++)
    if (g_str_equal (((const KlArea *) g_ptr_array_index (areas, i))->code, code))
      return g_ptr_array_index (areas, i);

  return NULL;
}

static void
compare (KlAreaProposal *proposal, GPtrArray *areas, GPtrArray *kept)
{
  while (areas->len > 0)
    {
      KlArea *area = g_ptr_array_steal_index (areas, 0);
      const KlArea *before = find_area (kept, area->code);

      if (before == NULL)
        proposal->n_new++;
      else if (kl_area_is_changed_by (before, area))
        proposal->n_changed++;
      else
        {
          proposal->n_same++;
          kl_area_free (area);
          continue;
        }
      g_ptr_array_add (proposal->changed, area);
    }
}

/**
 * kl_area_proposal_load:
 * @db: a connection
 * @geojson: what a file says
 * @source: (nullable): whose map it is, when the file does not say
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): what the file changes; free with kl_area_proposal_free()
 */
KlAreaProposal *
kl_area_proposal_load (KlDb *db, const KlGeoJson *geojson, const char *source, GError **error)
{
  g_autoptr (KlAreaProposal) proposal = NULL;
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  g_return_val_if_fail (db != NULL && geojson != NULL, NULL);

  kept = kl_areas_list (db, -1, error);
  if (kept == NULL)
    return NULL;

  proposal = g_new0 (KlAreaProposal, 1);
  proposal->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);
  proposal->problems = g_ptr_array_new_with_free_func (g_free);
  proposal->source = g_strdup (geojson->attribution != NULL ? geojson->attribution : source);
  areas = kl_geojson_to_areas (geojson, source);
  compare (proposal, areas, kept);
  for (guint i = 0; i < geojson->n_problems; i++)
    g_ptr_array_add (proposal->problems, kl_geo_problem_to_string (&geojson->problems[i]));

  return g_steal_pointer (&proposal);
}

/**
 * kl_area_proposal_free:
 * @proposal: (transfer full): what a file changes
 */
void
kl_area_proposal_free (KlAreaProposal *proposal)
{
  g_ptr_array_unref (proposal->changed);
  g_ptr_array_unref (proposal->problems);
  g_free (proposal->source);
  g_free (proposal);
}

static void
append_line (GString *summary, guint n, char *words)
{
  g_autofree char *line = words;

  if (n == 0)
    return;
  if (summary->len > 0)
    g_string_append_c (summary, '\n');
  g_string_append (summary, line);
}

/**
 * kl_area_proposal_summarize:
 * @proposal: what a file changes
 *
 * Returns: (transfer full): how many areas are new, changed and the same, a line each
 */
char *
kl_area_proposal_summarize (const KlAreaProposal *proposal)
{
  const guint n_new = proposal->n_new, n_changed = proposal->n_changed, n_same = proposal->n_same;
  GString *summary = g_string_new (NULL);

  append_line (summary, n_new,
               g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new area", "%u new areas", n_new),
                                n_new));
  append_line (summary, n_changed,
               g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u changed area", "%u changed areas",
                                             n_changed),
                                n_changed));
  append_line (summary, n_same,
               g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u area is already as the file says",
                                             "%u areas are already as the file says", n_same),
                                n_same));

  return g_string_free (summary, FALSE);
}

/**
 * kl_area_proposal_write:
 * @proposal: what a file changes
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when all of it is kept
 */
gboolean
kl_area_proposal_write (const KlAreaProposal *proposal, KlDb *db, GError **error)
{
  g_return_val_if_fail (proposal != NULL && db != NULL, FALSE);

  return proposal->changed->len == 0 || kl_areas_put (db, proposal->changed, error);
}
