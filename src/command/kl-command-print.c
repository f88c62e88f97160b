/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "documents/kl-pdf-password.h"
#include "documents/kl-printout.h"
#include "exchange/kl-export-file.h"
#include "kl-command-context.h"
#include "vault/kl-password.h"

/* What can be printed: which of the options go with it, and for whom it is not. */
typedef struct
{
  const char *name;
  KlPrintoutKind kind;
  gboolean meeting;
  gboolean one_case;
  gboolean referral;
  gboolean school;
  gboolean paper;
  gboolean audience;
  gboolean words;
  const char *misfit;
} Printable;

static const Printable printables[] = {
  { "pack", KL_PRINTOUT_PACK, .meeting = TRUE, .school = TRUE, .audience = TRUE },
  { "minutes", KL_PRINTOUT_MINUTES, .meeting = TRUE, .school = TRUE, .audience = TRUE,
    .misfit = N_ ("Minutes are for the team, a participant or a partner at the table.") },
  { "actions", KL_PRINTOUT_ACTIONS, .meeting = TRUE, .school = TRUE, .audience = TRUE,
    .misfit = N_ ("A sheet of actions is for the team or a participant.") },
  { "case", KL_PRINTOUT_CASE, .one_case = TRUE, .audience = TRUE, .paper = TRUE, .words = TRUE },
  { "file", KL_PRINTOUT_FILE, .one_case = TRUE, .audience = TRUE,
    .misfit = N_ ("The whole file is for parents, for a pupil of 16 or older, or for the "
                  "team.") },
  { "letter", KL_PRINTOUT_LETTER, .referral = TRUE },
  { "map", KL_PRINTOUT_MAP, .school = TRUE, .paper = TRUE },
};

/* Auxiliary functions */

static gboolean
set_error (GError **error, KlCommandError code, const char *message)
{
  g_set_error_literal (error, KL_COMMAND_ERROR, code, message);
  return FALSE;
}

/* Before anything is made or logged. */
static gboolean
check_output (KlCommandContext *context, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (context->output_path == NULL || *context->output_path == '\0')
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Say with --output to which file it goes."));

  file = g_file_new_for_path (context->output_path);
  return kl_export_check_file (file, error);
}

static gboolean
write_pages_cb (GOutputStream *stream, gpointer data, GCancellable *cancellable, GError **error)
{
  return kl_printout_write (data, stream, cancellable, error);
}

/* The log has it before the file is there. A file with a password is made first: it is put together
 * in memory, and only when that went well is there anything to log. */
static gboolean
write_file (KlCommandContext *context, KlPrintout *printout, GFile *file, GError **error)
{
  g_autoptr (KlSecret) password = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) locked = NULL;

  if (context->pdf_password_fd < 0)
    return kl_printout_record (printout, context->db, KL_AUDIT_EXPORT, error)
           && kl_export_stream_file (write_pages_cb, printout, file, context->cancellable, error);

  bytes = kl_printout_render (printout, NULL, NULL, error);
  password = bytes != NULL ? kl_password_read_fd (context->pdf_password_fd, error) : NULL;
  if (password != NULL)
    locked = kl_pdf_lock (bytes, kl_secret_get_text (password), error);

  return locked != NULL && kl_printout_record (printout, context->db, KL_AUDIT_EXPORT, error)
         && kl_export_write_file (locked, file, context->cancellable, error);
}

static gboolean
carry_out (KlCommandContext *context, const KlPrintOrder *order, GError **error)
{
  g_autoptr (KlPrintout) printout = kl_printout_load (context->db, order, context->today, error);
  g_autoptr (GFile) file = g_file_new_for_path (context->output_path);
  g_autofree char *said = NULL;
  g_autofree char *shown = NULL;

  if (printout == NULL)
    return FALSE;

  said = kl_printout_check_words (printout);
  if (said != NULL)
    kl_output_print (context->output, "%s\n", said);
  if (!write_file (context, printout, file, error))
    return FALSE;

  shown = g_filename_display_name (context->output_path);
  kl_output_print (context->output, _ ("It is in %s."), shown);
  kl_output_print (context->output, "\n");
  return TRUE;
}

/* About what */

static gboolean
find_subject (KlCommandContext *context, const Printable *printable, gint64 *id, GError **error)
{
  g_autoptr (KlMeeting) meeting = NULL;

  if (printable->one_case)
    return kl_command_parse_id (context->case_id, id, error);
  if (printable->referral)
    return kl_command_parse_id (context->referral_id, id, error);
  if (!printable->meeting)
    return kl_command_find_school (context, id, error);

  meeting = kl_command_find_meeting (context, error);
  if (meeting != NULL)
    *id = meeting->id;
  return meeting != NULL;
}

/* How the words of the command are said, before anything is opened. */

static gboolean
options_fit (const KlCommandContext *context, const Printable *printable)
{
  return (printable->meeting || context->meeting == NULL)
         && (printable->one_case || context->case_id == NULL)
         && (printable->referral || context->referral_id == NULL)
         && (printable->school || context->school == NULL)
         && (printable->words || context->words_path == NULL)
         && (printable->audience || context->audience == NULL)
         && (printable->paper || context->paper == NULL);
}

static gboolean
check_subject (KlCommandContext *context, const Printable *printable, GError **error)
{
  gint64 id;

  if (printable->meeting && !kl_command_check_meeting (context, error))
    return FALSE;

  return (!printable->one_case && !printable->referral)
         || kl_command_parse_id (printable->one_case ? context->case_id : context->referral_id, &id,
                                 error);
}

static gboolean
take_audience (KlCommandContext *context,
               const Printable *printable,
               KlPrintOrder *order,
               GError **error)
{
  if (!kl_audience_parse (context->audience != NULL ? context->audience : "team", &order->audience))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Say with --for whom it is for: team, participant:ID, partner:ID, parents "
                         "or child."));
  if (printable->misfit != NULL && !kl_print_order_fits (order))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      g_dgettext (GETTEXT_PACKAGE, printable->misfit));

  return TRUE;
}

static gboolean
take_paper (KlCommandContext *context, KlPrintOrder *order, GError **error)
{
  const gboolean map = order->kind == KL_PRINTOUT_MAP;

  if (context->paper == NULL || g_ascii_strcasecmp (context->paper, "a4") == 0)
    return TRUE;
  if (g_ascii_strcasecmp (context->paper, map ? "a3" : "a5") != 0)
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      map ? _ ("Give a4 or a3 with --paper.") : _ ("Give a4 or a5 with --paper."));

  order->other_paper = TRUE;
  return TRUE;
}

/* The writer's own words instead of those of the file. */
static gboolean
take_words (KlCommandContext *context, KlPrintOrder *order, GError **error)
{
  if (context->words_path == NULL)
    return TRUE;
  if (!g_file_get_contents (context->words_path, &order->words, NULL, NULL)
      || !g_utf8_validate (order->words, -1, NULL))
    return set_error (error, KL_COMMAND_ERROR_FAILED,
                      _ ("The file with words cannot be read as plain text."));

  return TRUE;
}

static gboolean
take_order (KlCommandContext *context,
            const Printable *printable,
            KlPrintOrder *order,
            GError **error)
{
  if (!options_fit (context, printable))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("One of these options does not go with this command."));
  if (!take_audience (context, printable, order, error))
    return FALSE;
  if (printable->words && order->audience.kind != KL_AUDIENCE_CHILD
      && (context->paper != NULL || context->words_path != NULL))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("--paper and --words go with a page for a child."));

  return take_paper (context, order, error) && check_subject (context, printable, error)
         && take_words (context, order, error);
}

/* Public API */

/**
 * kl_command_print_named:
 * @context: what the command was called with
 * @name: which document: "pack", "minutes"...
 * @error: (out): return location for what went wrong
 *
 * Returns: whether the file is there and the log has it
 */
gboolean
kl_command_print_named (KlCommandContext *context, const char *name, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (printables); i++)
    {
      const Printable *printable = &printables[i];
      g_autoptr (KlPrintOrder) order = NULL;

      if (!g_str_equal (name, printable->name))
        continue;

      order = kl_print_order_new (printable->kind, 0);
      return take_order (context, printable, order, error) && check_output (context, error)
             && kl_command_open_vault (context, error)
             && find_subject (context, printable, &order->id, error)
             && carry_out (context, order, error);
    }

  return set_error (error, KL_COMMAND_ERROR_USAGE,
                    _ ("These can be printed: pack, minutes, actions, case, file, letter, map."));
}

/**
 * kl_command_print:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Writes the pack, the minutes or the actions of a meeting, the summary or the whole file of one
 * case, the letter of a referral, or the map of help around a school to a PDF file, for an audience
 * and with a password when one is given.
 *
 * Returns: whether the file is there and the log has it
 */
gboolean
kl_command_print (KlCommandContext *context, GError **error)
{
  return kl_command_print_named (context, context->words[1], error);
}
