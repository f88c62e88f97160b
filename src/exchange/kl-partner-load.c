/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-load.h"

#include <glib/gi18n-lib.h>

#include "kl-file-kind.h"
#include "kl-hsds.h"
#include "kl-partner-vcard.h"

static KlPartnerFile *
load_cards (GFile *file, KlWorkerSafety *safety, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (KlVcardProblem));
  g_autoptr (GPtrArray) cards = kl_vcard_load (file, problems, safety, cancellable, error);

  return cards != NULL ? kl_partner_vcard_read (cards, problems) : NULL;
}

static KlPartnerFile *
load_tables (GFile *file,
             KlDate today,
             KlWorkerSafety *safety,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GPtrArray) tables = kl_tables_load (file, NULL, safety, cancellable, error);

  return tables != NULL ? kl_hsds_read (tables, today, error) : NULL;
}

/**
 * kl_partner_file_load:
 * @file: cards, or a zip or folder of tables
 * @today: the current day
 * @safety: (out): how well the reading was closed off
 * @cancellable: (nullable): stops the reading
 * @error: return location for a #KlImportError, a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Has a worker read partners in any format that is known. It blocks: call it from a thread.
 *
 * Returns: (transfer full): the partners, or %NULL on error
 */
KlPartnerFile *
kl_partner_file_load (GFile *file,
                      KlDate today,
                      KlWorkerSafety *safety,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (G_IS_FILE (file) && safety != NULL, NULL);

  *safety = KL_WORKER_SAFETY_SANDBOX;
  switch (kl_file_kind_guess (file))
    {
    case KL_FILE_KIND_CARDS:
      return load_cards (file, safety, cancellable, error);
    case KL_FILE_KIND_TABLES:
      return load_tables (file, today, safety, cancellable, error);
    case KL_FILE_KIND_XML:
    case KL_FILE_KIND_JSON:
    case KL_FILE_KIND_UNKNOWN:
    default:
      g_set_error_literal (error, KL_IMPORT_ERROR, KL_IMPORT_ERROR_FORMAT,
                           _ ("There are no partners in this file. What can be read: vCard, and "
                              "the tables of HSDS in a zip."));
      return NULL;
    }
}

/**
 * kl_partner_proposal_summarize:
 * @proposal: a proposal
 *
 * Returns: (transfer full): how much of what there is, in one line
 */
char *
kl_partner_proposal_summarize (KlPartnerProposal *proposal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const guint n_same = kl_partner_proposal_count_same (proposal);

  if (kl_partner_proposal_is_empty (proposal))
    return g_strdup (_ ("All partners are already as the file says."));

  for (guint kind = 0; kind < KL_N_IMPORT_CHANGES; kind++)
    {
      const guint n = kl_partner_proposal_count (proposal, (KlImportChangeKind) kind);

      if (n > 0)
        g_string_append_printf (text, "%s%s: %u", text->len > 0 ? " · " : "",
                                kl_import_change_kind_get_label ((KlImportChangeKind) kind), n);
    }
  if (n_same > 0)
    g_string_append_printf (text, "%s%s: %u", text->len > 0 ? " · " : "", _ ("The same"), n_same);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * kl_partner_result_describe:
 * @result: what was written
 *
 * Returns: (transfer full): it, in one sentence
 */
char *
kl_partner_result_describe (const KlPartnerResult *result)
{
  g_autofree char *added = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u partner added",
                                                         "%u partners added", result->n_added),
                                            result->n_added);
  g_autofree char *changed =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u partner changed", "%u partners changed",
                                  result->n_changed),
                     result->n_changed);

  return g_strdup_printf ("%s, %s.", added, changed);
}
