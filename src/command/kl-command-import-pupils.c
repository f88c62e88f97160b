/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-command-import.h"

#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "exchange/kl-import-school.h"
#include "store/kl-professionals.h"
#include "store/kl-schools.h"
#include "store/kl-users.h"

/* What is shown of the way, at most so often (microseconds). */
#define PROGRESS_INTERVAL (G_USEC_PER_SEC / 10)

static const KlImportRow rows[] = { KL_IMPORT_ROW_GROUP, KL_IMPORT_ROW_PUPIL,
                                    KL_IMPORT_ROW_TEACHER };

/* Reading */

static void
show_progress (goffset done, goffset total, gpointer data)
{
  KlCommandImport *import = data;
  gint64 now = g_get_monotonic_time ();

  if (total <= 0 || now - import->shown_at < PROGRESS_INTERVAL || !isatty (STDERR_FILENO))
    return;

  import->shown_at = now;
  g_printerr ("\r%3.0f %%", 100.0 * (double) done / (double) total);
}

static void
clear_progress (KlCommandImport *import)
{
  if (import->shown_at != 0)
    g_printerr ("\r\033[K");
  import->shown_at = 0;
}

static KlEdexml *
read_file (KlCommandImport *import, const char *path, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  KlWorkerSafety safety;
  KlEdexml *edexml =
    kl_edexml_load (file, import->context->today, kl_import_limits_get_default (), show_progress,
                    import, &safety, import->context->cancellable, error);

  clear_progress (import);
  if (edexml != NULL)
    kl_command_import_say_safety (import, safety);
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
find_school (KlCommandImport *import, const KlEdexml *edexml, gint64 *school_id, GError **error)
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
join_school (KlCommandImport *import, gint64 school_id, GError **error)
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
keep_code (KlCommandImport *import, const KlEdexml *edexml, gint64 school_id, GError **error)
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
write_proposal (KlCommandImport *import,
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

/* Public API */

/**
 * kl_command_import_pupils:
 * @import: the import
 * @path: an export of a pupil administration
 * @error: (out): return location for what went wrong
 *
 * Shows what the file changes in its school, and writes it.
 *
 * Returns: whether it is written
 */
gboolean
kl_command_import_pupils (KlCommandImport *import, const char *path, GError **error)
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
