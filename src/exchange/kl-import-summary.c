/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import-summary.h"

#include <glib/gi18n-lib.h>

/* Auxiliary functions */

static void
append_part (GString *text, const char *part)
{
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
}

static void
append_count (GString *text, guint n, const char *format)
{
  g_autofree char *part = NULL;

  if (n == 0)
    return;

  part = g_strdup_printf ("%u %s", n, format);
  append_part (text, part);
}

/* Public API */

/**
 * kl_import_summarize:
 * @proposal: a proposal
 *
 * Returns: (transfer full): what it would do, in one line
 */
char *
kl_import_summarize (KlImportProposal *proposal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const KlEdexml *edexml;

  g_return_val_if_fail (proposal != NULL, NULL);

  edexml = kl_import_proposal_get_edexml (proposal);
  if (kl_import_proposal_is_empty (proposal) && edexml->n_problems == 0)
    return g_strdup (_ ("Everything is up to date already. There is nothing to import."));

  append_count (text, kl_import_proposal_count (proposal, KL_IMPORT_ADDED, KL_IMPORT_ROW_PUPIL),
                _ ("new pupils"));
  append_count (text, kl_import_proposal_count (proposal, KL_IMPORT_CHANGED, KL_IMPORT_ROW_PUPIL),
                _ ("changed"));
  append_count (text, kl_import_proposal_count (proposal, KL_IMPORT_MOVED, KL_IMPORT_ROW_PUPIL),
                _ ("to another class"));
  append_count (text, kl_import_proposal_count (proposal, KL_IMPORT_LEFT, KL_IMPORT_ROW_PUPIL),
                _ ("left"));
  append_count (text, kl_import_proposal_count (proposal, KL_IMPORT_DOUBLE, KL_IMPORT_ROW_PUPIL),
                _ ("possibly double"));
  append_count (text, kl_import_proposal_count (proposal, KL_IMPORT_ADDED, KL_IMPORT_ROW_GROUP),
                _ ("new classes"));
  append_count (text, kl_import_proposal_count (proposal, KL_IMPORT_ADDED, KL_IMPORT_ROW_TEACHER),
                _ ("new colleagues"));
  append_count (text, edexml->n_all_problems, _ ("places that could not be read"));

  if (text->len == 0)
    return g_strdup (_ ("Only small changes to classes and colleagues."));

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * kl_import_describe_dropped:
 * @proposal: a proposal
 *
 * Returns: (transfer full) (nullable): which private data the file held and how often; all of it
 *   was let go of while reading. %NULL when there was none
 */
char *
kl_import_describe_dropped (KlImportProposal *proposal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const KlEdexml *edexml;

  g_return_val_if_fail (proposal != NULL, NULL);

  edexml = kl_import_proposal_get_edexml (proposal);
  for (guint i = 0; i < KL_N_PRIVATE_KINDS; i++)
    append_count (text, edexml->dropped[i], kl_private_kind_get_label (i));
  if (text->len == 0)
    return NULL;

  /* Translators: a list follows: "400 × BSN, 12 × ECK iD" */
  return g_strdup_printf (_ ("Left out while reading, and kept nowhere: %s."), text->str);
}

/**
 * kl_import_describe_warnings:
 * @proposal: a proposal
 *
 * Returns: (transfer full) (nullable): reasons to look twice, or %NULL
 */
char *
kl_import_describe_warnings (KlImportProposal *proposal)
{
  static const KlImportWarning all[] = { KL_IMPORT_WARNING_OTHER_SCHOOL,
                                         KL_IMPORT_WARNING_OTHER_YEAR,
                                         KL_IMPORT_WARNING_MANY_MISSING };
  g_autoptr (GString) text = g_string_new (NULL);
  KlImportWarning warnings;

  g_return_val_if_fail (proposal != NULL, NULL);

  warnings = kl_import_proposal_get_warnings (proposal);
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    if (warnings & all[i])
      {
        if (text->len > 0)
          g_string_append_c (text, '\n');
        g_string_append (text, kl_import_warning_get_label (all[i]));
      }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/**
 * kl_import_describe_result:
 * @result: what was written
 *
 * Returns: (transfer full): that in one line
 */
char *
kl_import_describe_result (const KlRosterResult *result)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (result != NULL, NULL);

  append_count (text, result->n_pupils_added, _ ("new pupils"));
  append_count (text, result->n_pupils_changed, _ ("pupils changed"));
  append_count (text, result->n_pupils_left, _ ("left"));
  append_count (text, result->n_groups_added, _ ("new classes"));
  append_count (text, result->n_groups_changed, _ ("classes changed"));
  append_count (text, result->n_teachers_added, _ ("new colleagues"));
  append_count (text, result->n_teachers_changed, _ ("colleagues changed"));

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (_ ("Nothing changed."));
}
