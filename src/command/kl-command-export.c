/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "exchange/kl-bundle.h"
#include "exchange/kl-export-file.h"
#include "exchange/kl-hsds.h"
#include "exchange/kl-icalendar.h"
#include "exchange/kl-lists.h"
#include "exchange/kl-partner-vcard.h"
#include "kl-command-context.h"
#include "store/kl-audit.h"

/* Formats: lists for a spreadsheet */

static GPtrArray *
make_csv (KlCommandContext *context, GError **error)
{
  const char *what = context->n_words > 2 ? context->words[2] : "";
  const KlListKind *kind = kl_lists_find_kind (what);
  g_autoptr (GPtrArray) schools = NULL;
  g_autoptr (KlListing) listing = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = g_strconcat (what, ".csv", NULL);
  GPtrArray *files;

  if (kind == NULL)
    {
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                           _ ("Say which list: schools, pupils, cases, actions, meetings, "
                              "partners or referrals."));
      return NULL;
    }
  schools = kl_command_list_schools (context, error);
  listing = kl_lists_new (kind);
  if (schools != NULL
      && kl_lists_add_schools (context->db, kind, listing, schools, KL_AUDIT_EXPORT, context->today,
                               error))
    bytes = kl_listing_to_csv (listing, error);
  if (bytes == NULL)
    return NULL;

  files = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_bundle_file_free);
  g_ptr_array_add (files, kl_bundle_file_new (name, bytes));
  return files;
}

/* Actions, of the one who asks or of all when that is nobody in particular */

static GPtrArray *
make_ics (KlCommandContext *context, GError **error)
{
  const char *what = context->words[2];
  const gint64 moment =
    context->has_today ? kl_time_from_local (context->today, 12 * 60) : kl_clock_now ();
  KlActionFilter filter = { .owner_id = kl_db_get_professional_id (context->db),
                            .open_only = TRUE };
  g_autoptr (GPtrArray) schools = NULL;
  g_autoptr (GBytes) bytes = NULL;
  GPtrArray *files;

  if (what != NULL && !g_str_equal (what, "words"))
    {
      g_set_error_literal (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
                           _ ("A calendar is made without words, or with “words” behind it."));
      return NULL;
    }
  schools = kl_command_list_schools (context, error);
  if (schools == NULL)
    return NULL;
  if (schools->len == 1)
    filter.school_id = ((const KlSchool *) g_ptr_array_index (schools, 0))->id;
  bytes = kl_icalendar_export_actions (context->db, &filter, what != NULL, moment, error);
  if (bytes == NULL)
    return NULL;

  files = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_bundle_file_free);
  g_ptr_array_add (files, kl_bundle_file_new ("actions.ics", bytes));
  return files;
}

/* Partners */

static GPtrArray *
make_hsds (KlCommandContext *context, GError **error)
{
  return kl_hsds_export (context->db, error);
}

static GPtrArray *
make_vcard (KlCommandContext *context, GError **error)
{
  g_autoptr (GPtrArray) partners = kl_partner_whole_load_all (context->db, error);
  g_autoptr (GBytes) bytes = partners != NULL ? kl_partner_vcard_write (partners) : NULL;
  GPtrArray *files;

  if (bytes == NULL)
    return NULL;

  files = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_bundle_file_free);
  g_ptr_array_add (files, kl_bundle_file_new ("partners.vcf", bytes));
  return files;
}

/*
 * What can go out. @make returns the files of it (element-type KlBundleFile): of a format with
 * @many they go into a zip or a folder. The log calls it by its name, unless making it wrote
 * down already what of which school went out.
 */
typedef struct
{
  const char *name;
  gboolean many;
  gboolean is_logged;
  GPtrArray *(*make) (KlCommandContext *context, GError **error);
} Format;

static const Format formats[] = {
  { "hsds", TRUE, FALSE, make_hsds },
  { "csv", FALSE, TRUE, make_csv },
  { "ics", FALSE, TRUE, make_ics },
  { "vcard", FALSE, FALSE, make_vcard },
  { NULL },
};

/* Auxiliary functions */

static gboolean
set_error (GError **error, KlCommandError code, const char *message)
{
  g_set_error_literal (error, KL_COMMAND_ERROR, code, message);
  return FALSE;
}

static const Format *
find_format (const char *name, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (const Format *format = formats; format->name != NULL; format++)
    {
      if (g_str_equal (format->name, name))
        return format;
      g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", format->name);
    }

  g_set_error (error, KL_COMMAND_ERROR, KL_COMMAND_ERROR_USAGE,
               _ ("These formats can be written: %s."), known->str);
  return NULL;
}

typedef struct
{
  KlCommandContext *context;
  const Format *format;
  GPtrArray *files;
} Export;

/* The log and what it tells of are of one moment. */
static gboolean
make_files (KlDb *db, gpointer data, GError **error)
{
  Export *export = data;

  export->files = export->format->make (export->context, error);
  return export->files != NULL
         && (export->format->is_logged
             || kl_audit_append (db, KL_AUDIT_EXPORT, KL_AUDIT_PARTNER, 0, 0, 0,
                                 export->format->name, error));
}

/* Public API */

/**
 * kl_command_export:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Writes what a vault knows of the partners, one of its lists, or what is to be done for another
 * calendar, to a file, a zip or a folder that
 * other programs read.
 *
 * Returns: whether it is there and the log has it
 */
gboolean
kl_command_export (KlCommandContext *context, GError **error)
{
  const Format *format = find_format (context->words[1], error);
  Export export = { context, format, NULL };
  g_autoptr (GFile) target = NULL;
  g_autofree char *shown = NULL;
  gboolean done;

  if (format == NULL)
    return FALSE;
  if (context->output_path == NULL || *context->output_path == '\0')
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Say with --output to which file or folder it goes."));
  target = g_file_new_for_path (context->output_path);
  if (!kl_export_check (target, format->many ? 2 : 1, error)
      || !kl_command_open_vault (context, error))
    return FALSE;

  done = kl_db_transaction (context->db, make_files, &export, error)
         && kl_export_write (export.files, target, context->cancellable, error);
  g_clear_pointer (&export.files, g_ptr_array_unref);
  if (!done)
    return FALSE;

  shown = g_filename_display_name (context->output_path);
  kl_output_print (context->output, _ ("It is in %s."), shown);
  kl_output_print (context->output, "\n");
  return TRUE;
}
