/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-command-import.h"

#include <glib/gi18n-lib.h>

#include "exchange/kl-duo-proposal.h"

/* Auxiliary functions */

static void
print_kind (KlOutput *output, GPtrArray *changes, KlDuoChangeKind kind, const char *heading)
{
  guint n = 0;

  for (guint i = 0; i < changes->len; i++)
    {
      const KlDuoChange *change = g_ptr_array_index (changes, i);
      g_autofree char *text = NULL;

      if (change->kind != kind)
        continue;
      if (n++ == 0)
        kl_output_print (output, "\n%s\n", heading);
      text = kl_duo_change_to_string (change);
      kl_output_print (output, "  ");
      kl_output_add_wrapped (output, 2, 4, text);
    }
}

static void
print_counts (KlOutput *output, const KlDuoProposal *proposal)
{
  const guint n_same = kl_duo_proposal_count (proposal, KL_DUO_SAME);

  if (n_same > 0)
    kl_output_print (output,
                     g_dngettext (GETTEXT_PACKAGE, "\n%u school is already as the file says\n",
                                  "\n%u schools are already as the file says\n", n_same),
                     n_same);
  if (proposal->n_elsewhere > 0)
    kl_output_print (output,
                     g_dngettext (GETTEXT_PACKAGE,
                                  "\n%u school in the file is not of this vault; left alone\n",
                                  "\n%u schools in the file are not of this vault; left alone\n",
                                  proposal->n_elsewhere),
                     proposal->n_elsewhere);
}

static void
print_proposal (KlCommandImport *import,
                const char *path,
                const KlDuoProposal *proposal,
                guint n_unreadable)
{
  KlOutput *output = import->context->output;

  kl_command_import_print_head (import, path, _ ("school locations of DUO"));
  print_kind (output, proposal->changes, KL_DUO_ADDED, _ ("New schools:"));
  print_kind (output, proposal->changes, KL_DUO_CHANGED, _ ("Changed schools:"));
  print_counts (output, proposal);
  if (n_unreadable > 0)
    kl_output_print (output, "\n%s: %u\n", _ ("Not right in the file"), n_unreadable);
  if (import->context->municipality == NULL && proposal->n_elsewhere > 0)
    kl_output_add_wrapped (output, 0, 0,
                           _ ("To bring in the schools of a municipality, give its number with "
                              "--municipality."));
}

/* Public API */

/**
 * kl_command_import_schools:
 * @import: the import
 * @path: the file, for its name
 * @table: what is in it: school locations of DUO
 * @error: (out): return location for what went wrong
 *
 * Shows which schools the table adds and changes, and writes them. Schools that the vault does
 * not have are added for a municipality that was given, and else left alone.
 *
 * Returns: whether it is written
 */
gboolean
kl_command_import_schools (KlCommandImport *import,
                           const char *path,
                           const KlCsvTable *table,
                           GError **error)
{
  g_autoptr (GArray) unreadable = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) schools = kl_duo_read (table, unreadable, error);
  g_autoptr (KlDuoProposal) proposal = NULL;
  KlDb *db = import->context->db;

  if (schools == NULL)
    return FALSE;
  proposal = kl_duo_propose (db, schools, import->context->municipality, error);
  if (proposal == NULL)
    return FALSE;

  print_proposal (import, path, proposal, unreadable->len + table->n_problems);
  import->changes = import->changes || !kl_duo_proposal_is_empty (proposal);
  return kl_duo_write (db, proposal, error);
}
