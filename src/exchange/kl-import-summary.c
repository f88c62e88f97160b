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
append_count (GString *text, guint n, const char *what)
{
  g_autofree char *part = NULL;

  if (n == 0)
    return;

  part = g_strdup_printf ("%u %s", n, what);
  append_part (text, part);
}

static guint
count_pupils (KlImportProposal *proposal, KlImportChangeKind kind)
{
  return kl_import_proposal_count (proposal, kind, KL_IMPORT_ROW_PUPIL);
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
  guint n_pupils, n_groups, n_teachers;

  g_return_val_if_fail (proposal != NULL, NULL);

  edexml = kl_import_proposal_get_edexml (proposal);
  if (kl_import_proposal_is_empty (proposal) && edexml->n_problems == 0)
    return g_strdup (_ ("Everything is up to date already. There is nothing to import."));

  n_pupils = count_pupils (proposal, KL_IMPORT_ADDED);
  append_count (text, n_pupils, g_dngettext (GETTEXT_PACKAGE, "new pupil", "new pupils", n_pupils));
  append_count (text, count_pupils (proposal, KL_IMPORT_CHANGED), _ ("changed"));
  append_count (text, count_pupils (proposal, KL_IMPORT_MOVED), _ ("to another class"));
  append_count (text, count_pupils (proposal, KL_IMPORT_LEFT), _ ("left"));
  append_count (text, count_pupils (proposal, KL_IMPORT_DOUBLE), _ ("possibly double"));
  n_groups = kl_import_proposal_count (proposal, KL_IMPORT_ADDED, KL_IMPORT_ROW_GROUP);
  append_count (text, n_groups,
                g_dngettext (GETTEXT_PACKAGE, "new class", "new classes", n_groups));
  n_teachers = kl_import_proposal_count (proposal, KL_IMPORT_ADDED, KL_IMPORT_ROW_TEACHER);
  append_count (text, n_teachers,
                g_dngettext (GETTEXT_PACKAGE, "new colleague", "new colleagues", n_teachers));
  append_count (text, edexml->n_all_problems,
                g_dngettext (GETTEXT_PACKAGE, "place that could not be read",
                             "places that could not be read", edexml->n_all_problems));

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
    {
      g_autofree char *what = g_strconcat ("× ", kl_private_kind_get_label (i), NULL);

      append_count (text, edexml->dropped[i], what);
    }
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

  append_count (text, result->n_pupils_added,
                g_dngettext (GETTEXT_PACKAGE, "new pupil", "new pupils", result->n_pupils_added));
  append_count (text, result->n_pupils_changed,
                g_dngettext (GETTEXT_PACKAGE, "pupil changed", "pupils changed",
                             result->n_pupils_changed));
  append_count (text, result->n_pupils_left, _ ("left"));
  append_count (text, result->n_groups_added,
                g_dngettext (GETTEXT_PACKAGE, "new class", "new classes", result->n_groups_added));
  append_count (text, result->n_groups_changed,
                g_dngettext (GETTEXT_PACKAGE, "class changed", "classes changed",
                             result->n_groups_changed));
  append_count (text, result->n_teachers_added,
                g_dngettext (GETTEXT_PACKAGE, "new colleague", "new colleagues",
                             result->n_teachers_added));
  append_count (text, result->n_teachers_changed,
                g_dngettext (GETTEXT_PACKAGE, "colleague changed", "colleagues changed",
                             result->n_teachers_changed));

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE)
                       : g_strdup (_ ("Nothing changed."));
}
