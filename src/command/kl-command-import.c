/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "exchange/kl-geojson.h"
#include "exchange/kl-import-school.h"
#include "kl-command-context.h"
#include "store/kl-areas.h"
#include "store/kl-professionals.h"
#include "store/kl-schools.h"
#include "store/kl-users.h"

/* What is shown of the way, at most so often (microseconds). */
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 10)

typedef struct
{
  KlCommandContext *context;
  gint64 shown_at;
  gboolean said_safety;
  gboolean changes;
} Import;

static const KlImportRow rows[] = { KL_IMPORT_ROW_GROUP, KL_IMPORT_ROW_PUPIL,
                                    KL_IMPORT_ROW_TEACHER };

/* Reading */

static void
show_progress (goffset done, goffset total, gpointer data)
{
  Import *import = data;
  gint64 now = g_get_monotonic_time ();

  if (total <= 0 || now - import->shown_at < PROGRESS_INTERVAL || !isatty (STDERR_FILENO))
    return;

  import->shown_at = now;
  g_printerr ("\r%3.0f %%", 100.0 * (double) done / (double) total);
}

static void
clear_progress (Import *import)
{
  if (import->shown_at != 0)
    g_printerr ("\r\033[K");
  import->shown_at = 0;
}

/* Said once, however many files there are. */
static void
say_safety (Import *import, KlWorkerSafety safety)
{
  const char *words = kl_worker_safety_describe (safety);

  if (words != NULL && !import->said_safety)
    g_printerr ("%s\n", words);
  import->said_safety = import->said_safety || words != NULL;
}

static KlEdexml *
read_file (Import *import, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  KlWorkerSafety safety;
  KlEdexml *edexml =
    kl_edexml_load (file, import->context->today, kl_import_limits_get_default (), show_progress,
                    import, &safety, import->context->cancellable, error);

  clear_progress (import);
  if (edexml != NULL)
    say_safety (import, safety);
  return edexml;
}

/* The school */

/* A vault that has one school, as yet without a code, has it of this one. */
static gboolean
is_only_school (GPtrArray *schools, const KlEdexml *edexml)
{
  const KlSchool *school;

  if (schools->len != 1)
    return FALSE;

  school = g_ptr_array_index (schools, 0);
  return edexml->school.brin == NULL || school->brin == NULL || *school->brin == '\0';
}

static gboolean
find_school (Import *import, const KlEdexml *edexml, gint64 *school_id, GError **error)
{
  g_autoptr (GPtrArray) schools = NULL;

  if (import->context->school != NULL)
    return kl_command_find_school (import->context, school_id, error);
  if (!kl_import_find_school (import->context->db, edexml, school_id, error))
    return FALSE;
  if (*school_id != 0)
    return TRUE;

  schools = kl_schools_list (import->context->db, error);
  if (schools == NULL)
    return FALSE;
  if (is_only_school (schools, edexml))
    *school_id = ((const KlSchool *) g_ptr_array_index (schools, 0))->id;
  if (*school_id != 0 || edexml->school.brin != NULL)
    return TRUE;

  g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_FAILED,
                       _ ("The file does not say which school it is of. Give it with --school."));
  return FALSE;
}

/* Who brings a school in works there too, in the same role as elsewhere. */
static gboolean
join_school (Import *import, gint64 school_id, GError **error)
{
  KlDb *db = import->context->db;
  g_autoptr (KlProfessional) user = NULL;
  GError *user_error = NULL;

  user = kl_users_get_professional (db, kl_db_get_user_id (db), &user_error);
  if (user_error != NULL)
    {
      g_propagate_error (error, user_error);
      return FALSE;
    }

  return user == NULL
         || kl_professionals_set_membership (db, user->id, school_id, user->role, 0, error);
}

/* The code in the file finds the school by itself the next time. */
static gboolean
keep_code (Import *import, const KlEdexml *edexml, gint64 school_id, GError **error)
{
  g_autoptr (KlSchool) school = kl_schools_get (import->context->db, school_id, error);

  if (school == NULL)
    return FALSE;
  if (edexml->school.brin == NULL || (school->brin != NULL && *school->brin != '\0'))
    return TRUE;

  g_free (school->brin);
  g_free (school->location_code);
  school->brin = g_strdup (edexml->school.brin);
  school->location_code = g_strdup (edexml->school.location_code);
  return kl_schools_update (import->context->db, school, error);
}

/* The proposal */

static char *
count_rows (KlImportRow row, guint n)
{
  switch ((int) row)
    {
    case KL_IMPORT_ROW_GROUP:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u class", "%u classes", n), n);
    case KL_IMPORT_ROW_TEACHER:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u staff member", "%u staff members",
                                           n),
                              n);
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u pupil", "%u pupils", n), n);
    }
}

static gboolean
print_kind_heading (KlOutput *output, KlImportProposal *proposal, KlImportChangeKind kind)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n = kl_import_proposal_count (proposal, kind, rows[i]);
      g_autofree char *counted = n > 0 ? count_rows (rows[i], n) : NULL;

      if (counted != NULL)
        g_string_append_printf (line, "%s%s", line->len > 0 ? ", " : "", counted);
    }
  if (line->len == 0)
    return FALSE;

  kl_output_print (output, "\n%s: %s\n", kl_import_change_kind_get_label (kind), line->str);
  return TRUE;
}

static void
print_change (KlOutput *output, KlImportProposal *proposal, guint i)
{
  const KlImportChange *change = kl_import_proposal_get_change (proposal, i);
  g_autofree char *title = kl_import_proposal_get_title (proposal, i);
  g_autofree char *what = kl_import_proposal_describe (proposal, i);
  g_autoptr (GString) line = g_string_new (kl_import_row_get_label (change->row));

  g_string_append_printf (line, " %s", title);
  if (*what != '\0')
    g_string_append_printf (line, ", %s", what);
  if (change->decision == KL_IMPORT_IGNORE)
    g_string_append_printf (line, " (%s)", C_ ("import", "not done"));

  kl_output_print (output, "  ");
  kl_output_add_wrapped (output, 2, 4, line->str);
}

static void
print_changes (KlOutput *output, KlImportProposal *proposal)
{
  for (guint kind = 0; kind < KL_N_IMPORT_CHANGES; kind++)
    {
      if (!print_kind_heading (output, proposal, (KlImportChangeKind) kind))
        continue;
      for (guint i = 0; i < kl_import_proposal_get_n_changes (proposal); i++)
        if (kl_import_proposal_get_change (proposal, i)->kind == kind)
          print_change (output, proposal, i);
    }
}

static void
print_head (KlOutput *output, const char *path, KlImportProposal *proposal)
{
  const KlEdexml *edexml = kl_import_proposal_get_edexml (proposal);
  const KlSchool *school = kl_import_proposal_get_roster (proposal)->school;
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  kl_output_print (output, "%s: EDEXML %s", shown,
                   edexml->school.version != NULL ? edexml->school.version : "?");
  if (edexml->school.school_year > 0)
    {
      g_autofree char *year = kl_school_year_to_string (edexml->school.school_year);

      kl_output_print (output, ", %s", year);
    }
  if (school->id == 0)
    kl_output_print (output, "\n%s (%s)\n", school->name, C_ ("import", "new in this vault"));
  else
    kl_output_print (output, "\n%s\n", school->name);
}

static void
print_warnings (KlOutput *output, KlImportProposal *proposal)
{
  static const KlImportWarning warnings[] = { KL_IMPORT_WARNING_OTHER_SCHOOL,
                                              KL_IMPORT_WARNING_OTHER_YEAR,
                                              KL_IMPORT_WARNING_MANY_MISSING };
  KlImportWarning given = kl_import_proposal_get_warnings (proposal);

  for (guint i = 0; i < G_N_ELEMENTS (warnings); i++)
    if ((given & warnings[i]) != 0)
      {
        const char *label = _ ("Look twice:");

        kl_output_print (output, "%s ", label);
        kl_output_add_wrapped (output, kl_output_measure (label) + 1, 2,
                               kl_import_warning_get_label (warnings[i]));
      }
}

static void
print_dropped (KlOutput *output, const KlEdexml *edexml)
{
  gboolean any = FALSE;

  for (guint i = 0; i < KL_N_PRIVATE_KINDS; i++)
    {
      if (edexml->dropped[i] == 0)
        continue;
      if (!any)
        kl_output_print (output, "\n%s\n", _ ("In the file, and never kept:"));
      any = TRUE;
      kl_output_print (output, "  %s: %u\n", kl_private_kind_get_label ((KlPrivateKind) i),
                       edexml->dropped[i]);
    }
}

static void
print_problems (KlOutput *output, const KlEdexml *edexml)
{
  if (edexml->n_all_problems > 0)
    kl_output_print (output, "\n%s: %u\n", _ ("Not right in the file"), edexml->n_all_problems);
  for (guint i = 0; i < edexml->n_problems; i++)
    {
      g_autofree char *text = kl_import_problem_to_string (&edexml->problems[i]);

      kl_output_print (output, "  ");
      kl_output_add_wrapped (output, 2, 4, text);
    }
}

static void
print_proposal (KlOutput *output, const char *path, KlImportProposal *proposal)
{
  const KlEdexml *edexml = kl_import_proposal_get_edexml (proposal);

  print_head (output, path, proposal);
  print_warnings (output, proposal);
  print_changes (output, proposal);
  print_dropped (output, edexml);
  print_problems (output, edexml);
  kl_output_print (output, "\n");
  if (kl_import_proposal_is_empty (proposal))
    kl_output_print (output, "%s\n", _ ("The school is already as the file says."));
}

/* Writing */

static gboolean
write_proposal (Import *import,
                const KlEdexml *edexml,
                KlImportProposal *proposal,
                gint64 school_id,
                GError **error)
{
  gboolean is_new = school_id == 0;

  if (!kl_import_write (import->context->db, proposal, NULL, error))
    return FALSE;
  if (!is_new)
    return keep_code (import, edexml, school_id, error);

  return kl_import_find_school (import->context->db, edexml, &school_id, error)
         && join_school (import, school_id, error);
}

/* Areas */

/* A map begins with a brace; an export of pupils with `<`, whatever they are called. */
static gboolean
is_map (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  char start[64];
  gssize n = stream != NULL
               ? g_input_stream_read (G_INPUT_STREAM (stream), start, sizeof start, NULL, NULL)
               : 0;

  for (gssize i = 0; i < n; i++)
    if (start[i] == '{')
      return TRUE;
    else if (!g_ascii_isspace (start[i]) && (guchar) start[i] < 0x80)
      return FALSE;

  return FALSE;
}

static void
print_areas (KlOutput *output, const char *path, const KlGeoJson *geojson)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (name);

  kl_output_print (output, "%s: GeoJSON\n", shown);
  kl_output_print (output,
                   g_dngettext (GETTEXT_PACKAGE, "%u area with its outline",
                                "%u areas with their outlines", geojson->n_areas),
                   geojson->n_areas);
  kl_output_print (output, "\n");
  for (guint i = 0; i < geojson->n_problems; i++)
    {
      g_autofree char *text = kl_geo_problem_to_string (&geojson->problems[i]);

      kl_output_print (output, "  %s\n", text);
    }
}

static gboolean
import_areas (Import *import, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  KlWorkerSafety safety;
  g_autoptr (KlGeoJson) geojson =
    kl_geojson_load (file, NULL, NULL, &safety, import->context->cancellable, error);
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_area_free);

  if (geojson == NULL)
    return FALSE;

  say_safety (import, safety);
  print_areas (import->context->output, path, geojson);
  for (guint i = 0; i < geojson->n_areas; i++)
    g_ptr_array_add (areas, kl_geo_area_to_area (&geojson->areas[i]));
  import->changes = TRUE;
  return kl_areas_put (import->context->db, areas, error);
}

static gboolean
import_file (Import *import, const char *path, GError **error)
{
  g_autoptr (KlEdexml) edexml = read_file (import, path, error);
  g_autoptr (KlImportProposal) proposal = NULL;
  gint64 school_id;

  if (edexml == NULL || !find_school (import, edexml, &school_id, error))
    return FALSE;

  proposal =
    kl_import_propose (import->context->db, edexml, school_id, import->context->today, error);
  if (proposal == NULL)
    return FALSE;

  import->changes = import->changes || !kl_import_proposal_is_empty (proposal);
  print_proposal (import->context->output, path, proposal);
  return write_proposal (import, edexml, proposal, school_id, error);
}

/* Every file sees what the ones before it did, and all are kept or none. */
static gboolean
import_files (KlDb *db, gpointer data, GError **error)
{
  Import *import = data;

  for (char **path = import->context->words + 1; *path != NULL; path++)
    if (is_map (*path) ? !import_areas (import, *path, error) : !import_file (import, *path, error))
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
run (Import *import, GError **error)
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
 * kl_command_import:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Shows what files of a pupil administration change, and writes it in one transaction.
 *
 * Returns: whether it is written, or could have been with --dry-run
 */
gboolean
kl_command_import (KlCommandContext *context, GError **error)
{
  Import import = { .context = context };
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
