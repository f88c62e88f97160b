/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-command-import.h"

#include <glib/gi18n-lib.h>

#include "exchange/kl-area-proposal.h"
#include "exchange/kl-duo.h"
#include "exchange/kl-file-kind.h"
#include "exchange/kl-hsds.h"
#include "exchange/kl-partner-vcard.h"
#include "exchange/kl-tables.h"

/* Areas */

static void
print_areas (KlOutput *output, const KlAreaProposal *proposal)
{
  g_autofree char *summary = kl_area_proposal_summarize (proposal);

  kl_output_print (output, "%s\n", summary);
  for (guint i = 0; i < proposal->problems->len; i++)
    {
      kl_output_print (output, "  ");
      kl_output_add_wrapped (output, 2, 4, g_ptr_array_index (proposal->problems, i));
    }
}

/* Whoever made a map has a right to be named beside it. */
static void
print_source (KlCommandImport *import, const char *source)
{
  g_autofree char *line = NULL;

  if (source != NULL)
    line = g_strdup_printf (_ ("Whose map it is: %s"), source);
  else
    line = g_strdup (_ ("The file does not say whose map it is. Licences of maps ask for it to be "
                        "said: give it with --source."));
  kl_output_add_wrapped (import->context->output, 0, 2, line);
}

static gboolean
import_areas (KlCommandImport *import, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  KlWorkerSafety safety;
  g_autoptr (KlGeoJson) geojson =
    kl_geojson_load (file, NULL, NULL, &safety, import->context->cancellable, error);
  g_autoptr (KlAreaProposal) proposal = NULL;

  if (geojson == NULL)
    return FALSE;
  kl_command_import_say_safety (import, safety);
  proposal = kl_area_proposal_load (import->context->db, geojson, import->context->source, error);
  if (proposal == NULL)
    return FALSE;

  kl_command_import_print_head (import, path, "GeoJSON");
  print_areas (import->context->output, proposal);
  print_source (import, proposal->source);
  if (proposal->changed->len == 0)
    return TRUE;

  import->changes = TRUE;
  return kl_area_proposal_write (proposal, import->context->db, error);
}

/* Tables */

static gboolean
import_tables (KlCommandImport *import, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  KlWorkerSafety safety;
  g_autoptr (GPtrArray) tables =
    kl_tables_load (file, NULL, &safety, import->context->cancellable, error);
  const KlNamedTable *first;

  if (tables == NULL)
    return FALSE;

  kl_command_import_say_safety (import, safety);
  first = g_ptr_array_index (tables, 0);
  if (tables->len == 1 && kl_duo_is_table (first->table))
    return kl_command_import_schools (import, path, first->table, error);
  if (kl_hsds_is_file (tables))
    {
      KlPartnerFile *partners = kl_hsds_read (tables, import->context->today, error);

      return partners != NULL && kl_command_import_partners (import, path, partners, error);
    }

  g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED,
                       _ ("The headings of the table are not known. The school locations of DUO "
                          "can be read, and partners in the tables of HSDS."));
  return FALSE;
}

/* Cards */

static gboolean
import_cards (KlCommandImport *import, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GArray) problems = g_array_new (FALSE, FALSE, sizeof (KlVcardProblem));
  KlWorkerSafety safety;
  g_autoptr (GPtrArray) cards =
    kl_vcard_load (file, problems, &safety, import->context->cancellable, error);

  if (cards == NULL)
    return FALSE;

  kl_command_import_say_safety (import, safety);
  return kl_command_import_partners (import, path, kl_partner_vcard_read (cards, problems), error);
}

/* Files */

static gboolean
import_file (KlCommandImport *import, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);

  switch (kl_file_kind_guess (file))
    {
    case KL_FILE_KIND_XML:
      return kl_command_import_pupils (import, path, error);
    case KL_FILE_KIND_JSON:
      return import_areas (import, path, error);
    case KL_FILE_KIND_TABLES:
      return import_tables (import, path, error);
    case KL_FILE_KIND_CARDS:
      return import_cards (import, path, error);
    case KL_FILE_KIND_UNKNOWN:
    default:
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED,
                           _ ("This is no file that can be read here. What can: EDEXML of a pupil "
                              "administration, neighbourhoods as GeoJSON, partners as vCard or in "
                              "the tables of HSDS, and the school locations of DUO as CSV."));
      return FALSE;
    }
}

/* Every file sees what the ones before it did, and all are kept or none. */
static gboolean
import_files (KlDb *db, gpointer data, GError **error)
{
  KlCommandImport *import = data;

  for (char **path = import->context->words + 1; *path != NULL; path++)
    if (!import_file (import, *path, error))
      {
        if (import->context->n_words > 2)
          {
            g_autofree char *shown = g_filename_display_name (*path);

            g_prefix_error (error, "%s: ", shown);
          }
        return FALSE;
      }

  return !g_cancellable_set_error_if_cancelled (import->context->cancellable, error);
}

/* A dry run goes the whole way and then undoes it, so that it meets what a real one would. */
static gboolean
run (KlCommandImport *import, GError **error)
{
  KlCommandContext *context = import->context;
  gboolean done;

  kl_db_set_cancellable (context->db, context->cancellable);
  if (!context->dry_run)
    {
      done = kl_db_transaction (context->db, import_files, import, error);
    }
  else
    {
      done = kl_db_begin (context->db, error);
      if (done)
        {
          done = import_files (context->db, import, error);
          kl_db_end (context->db, FALSE, NULL);
        }
    }
  kl_db_set_cancellable (context->db, NULL);

  return done;
}

/* Public API */

/**
 * kl_command_import_say_safety:
 * @import: the import
 * @safety: how well the reading of a file was closed off
 *
 * Says what was missing, once, however many files there are.
 */
void
kl_command_import_say_safety (KlCommandImport *import, KlWorkerSafety safety)
{
  const char *words = kl_worker_safety_describe (safety);

  if (words != NULL && !import->said_safety)
    g_printerr ("%s\n", words);
  import->said_safety = import->said_safety || words != NULL;
}

/**
 * kl_command_import_print_head:
 * @import: the import
 * @path: a file
 * @format: what it is
 *
 * Prints the line above what a file changes.
 */
void
kl_command_import_print_head (KlCommandImport *import, const char *path, const char *format)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  kl_output_print (import->context->output, "%s: %s\n", shown, format);
}

/**
 * kl_command_import:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Shows what files from outside change, of whatever kind they are, and writes it in one
 * transaction.
 *
 * Returns: whether it is written, or could have been with --dry-run
 */
gboolean
kl_command_import (KlCommandContext *context, GError **error)
{
  KlCommandImport import = { .context = context };
  g_autoptr (GError) cause = NULL;

  if (!kl_command_open_vault (context, error))
    return FALSE;

  kl_command_watch_interrupt (context);
  if (run (&import, &cause))
    {
      if (context->dry_run || import.changes)
        kl_output_print (context->output, "%s\n",
                         context->dry_run ? _ ("Nothing was written (--dry-run).")
                                          : _ ("It is in the vault."));
      return TRUE;
    }

  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED,
                         _ ("Stopped. Nothing was written."));
  else
    g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}
