/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-command-import.h"

#include <glib/gi18n-lib.h>

/* Auxiliary functions */

static void
print_change (KlOutput *output, KlPartnerProposal *proposal, guint i)
{
  const KlPartnerChange *change = kl_partner_proposal_get_change (proposal, i);
  g_autofree char *title = kl_partner_proposal_get_title (proposal, i);
  g_autofree char *what = kl_partner_proposal_describe (proposal, i);
  g_autoptr (GString) line = g_string_new (title);

  if (*what != '\0')
    g_string_append_printf (line, ": %s", what);
  if (change->decision == KL_IMPORT_IGNORE)
    g_string_append_printf (line, " (%s)", C_ ("import", "not done"));

  kl_output_print (output, "  ");
  kl_output_add_wrapped (output, 2, 4, line->str);
}

static void
print_changes (KlOutput *output, KlPartnerProposal *proposal)
{
  for (guint kind = 0; kind < KL_N_IMPORT_CHANGES; kind++)
    {
      const guint n = kl_partner_proposal_count (proposal, (KlImportChangeKind) kind);

      if (n == 0)
        continue;
      kl_output_print (output,
                       "\n%s: ", kl_import_change_kind_get_label ((KlImportChangeKind) kind));
      kl_output_print (output, g_dngettext (GETTEXT_PACKAGE, "%u partner\n", "%u partners\n", n),
                       n);
      for (guint i = 0; i < kl_partner_proposal_get_n_changes (proposal); i++)
        if (kl_partner_proposal_get_change (proposal, i)->kind == kind)
          print_change (output, proposal, i);
    }
}

static void
print_rest (KlOutput *output, KlPartnerProposal *proposal)
{
  const KlPartnerFile *file = kl_partner_proposal_get_file (proposal);
  const guint n_same = kl_partner_proposal_count_same (proposal);

  if (n_same > 0)
    kl_output_print (output,
                     g_dngettext (GETTEXT_PACKAGE, "\n%u partner is already as the file says\n",
                                  "\n%u partners are already as the file says\n", n_same),
                     n_same);
  if (file->problems->len > 0)
    kl_output_print (output, "\n%s: %u\n", _ ("Not right in the file"), file->problems->len);
  for (guint i = 0; i < file->problems->len; i++)
    {
      kl_output_print (output, "  ");
      kl_output_add_wrapped (output, 2, 4, g_ptr_array_index (file->problems, i));
    }
}

/* Public API */

/**
 * kl_command_import_partners:
 * @import: the import
 * @path: the file, for its name
 * @file: (transfer full): what is in it
 * @error: (out): return location for what went wrong
 *
 * Shows what a file changes of the partners, and writes it. What may be somebody who is known
 * already is shown as such and added beside it: the list of partners has both until a person says
 * that they are one.
 *
 * Returns: whether it is written
 */
gboolean
kl_command_import_partners (KlCommandImport *import,
                            const char *path,
                            KlPartnerFile *file,
                            GError **error)
{
  KlDb *db = import->context->db;
  g_autofree char *format = g_strdup (file->format);
  g_autoptr (KlPartnerProposal) proposal = kl_partner_proposal_load (db, file, error);

  if (proposal == NULL)
    return FALSE;

  kl_command_import_print_head (import, path, format);
  print_changes (import->context->output, proposal);
  print_rest (import->context->output, proposal);
  import->changes = import->changes || !kl_partner_proposal_is_empty (proposal);
  return kl_partner_proposal_write (proposal, db, NULL, error);
}
