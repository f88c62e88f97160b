/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "documents/kl-case-sheet.h"
#include "documents/kl-child-content.h"
#include "documents/kl-letter-content.h"
#include "documents/kl-minutes-sheet.h"
#include "documents/kl-network-sheet-content.h"
#include "documents/kl-pack-content.h"
#include "documents/kl-pack-print.h"
#include "documents/kl-pdf-password.h"
#include "exchange/kl-export-file.h"
#include "kl-command-context.h"
#include "store/kl-audit.h"
#include "store/kl-meetings.h"
#include "store/kl-referrals.h"
#include "vault/kl-password.h"

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

/* With a given day the document is of the middle of it, so that it can be made again. */
static void
fix_moment (KlCommandContext *context, KlPackContent *content)
{
  if (context->has_today)
    content->printed_at = kl_time_from_local (context->today, 12 * 60);
}

/* Without a password the document as it is. */
static GBytes *
lock (KlCommandContext *context, GBytes *bytes, GError **error)
{
  g_autoptr (KlSecret) password = NULL;

  if (context->pdf_password_fd < 0)
    return g_bytes_ref (bytes);

  password = kl_password_read_fd (context->pdf_password_fd, error);
  return password != NULL ? kl_pdf_lock (bytes, kl_secret_get_text (password), error) : NULL;
}

/* The log has it before the paper is there. */
static gboolean
hand_out (KlCommandContext *context, gboolean logged, GBytes *bytes, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (context->output_path);
  g_autoptr (GBytes) locked = logged ? lock (context, bytes, error) : NULL;
  g_autofree char *shown = NULL;

  if (locked == NULL || !kl_export_write_file (locked, file, context->cancellable, error))
    return FALSE;

  shown = g_filename_display_name (context->output_path);
  kl_output_print (context->output, _ ("It is in %s."), shown);
  kl_output_print (context->output, "\n");
  return TRUE;
}

/* For whom, and what the log says of it: "case partner:3". */

static gboolean
take_audience (KlCommandContext *context, KlAudience *audience, GError **error)
{
  if (kl_audience_parse (context->audience != NULL ? context->audience : "team", audience))
    return TRUE;

  return set_error (error, KL_COMMAND_ERROR_USAGE,
                    _ ("Say with --for whom it is for: team, participant:ID, partner:ID, parents "
                       "or child."));
}

static char *
make_ground (const char *document, const KlAudience *audience)
{
  g_autofree char *reader = kl_audience_to_string (audience);

  return audience->kind == KL_AUDIENCE_TEAM ? g_strdup (document)
                                            : g_strdup_printf ("%s %s", document, reader);
}

/* The pack of a meeting */

static KlMeeting *
find_meeting (KlCommandContext *context, KlDate day, GError **error)
{
  KlMeeting *meeting;
  GError *cause = NULL;
  gint64 school_id;

  if (!kl_command_find_school (context, &school_id, error))
    return NULL;
  if (school_id == 0)
    {
      set_error (error, KL_COMMAND_ERROR_FAILED,
                 _ ("There is more than one school in this vault. Give one with --school."));
      return NULL;
    }

  meeting = kl_meetings_get_on (context->db, school_id, day, &cause);
  if (cause != NULL)
    g_propagate_error (error, cause);
  else if (meeting == NULL)
    set_error (error, KL_COMMAND_ERROR_FAILED,
               _ ("The school has no meeting on that day. “list VAULT meetings” shows them."));

  return meeting;
}

static gboolean
print_pack (KlCommandContext *context, GError **error)
{
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (KlPackContent) content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *ground = NULL;
  KlAudience audience;
  gboolean logged;
  KlDate day;

  if (context->meeting == NULL || !kl_date_parse (context->meeting, &day))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Give the day of the meeting with --meeting, as YYYY-MM-DD."));
  if (!take_audience (context, &audience, error))
    return FALSE;
  if (!check_output (context, error) || !kl_command_open_vault (context, error))
    return FALSE;

  meeting = find_meeting (context, day, error);
  content = meeting != NULL
              ? kl_pack_content_load (context->db, meeting->id, &audience, context->today, error)
              : NULL;
  if (content == NULL)
    return FALSE;

  fix_moment (context, content);
  bytes = kl_pack_render (content, NULL, NULL, error);
  if (bytes == NULL)
    return FALSE;

  ground = make_ground ("pack", &audience);
  logged = kl_audit_append (context->db, KL_AUDIT_PRINT, KL_AUDIT_MEETING, meeting->id,
                            meeting->school_id, 0, ground, error);
  return hand_out (context, logged, bytes, error);
}

/* One case */

static GBytes *
render_summary (KlCommandContext *context,
                gint64 case_id,
                const KlAudience *audience,
                GError **error)
{
  g_autoptr (KlCaseSummary) summary = NULL;
  g_autoptr (KlPackContent) content =
    kl_pack_content_load_case (context->db, case_id, audience, context->today, &summary, error);

  if (content == NULL)
    return NULL;

  fix_moment (context, content);
  return kl_pack_render_case (content, summary, NULL, NULL, error);
}

static GBytes *
render_sheet (KlCommandContext *context, KlSheet *sheet, GError **error)
{
  g_autoptr (KlSheet) owned = sheet;

  if (owned == NULL)
    return NULL;
  if (context->has_today)
    owned->printed_at = kl_time_from_local (context->today, 12 * 60);

  return kl_sheet_render (owned, NULL, NULL, error);
}

/* The writer's own words instead of those of the file, and how they read. */
static gboolean
take_words (KlCommandContext *context, KlChildSheet *sheet, GError **error)
{
  KlReadability readability;
  g_autofree char *said = NULL;
  g_autofree char *words = NULL;

  if (context->words_path != NULL)
    {
      if (!g_file_get_contents (context->words_path, &words, NULL, NULL)
          || !g_utf8_validate (words, -1, NULL))
        return set_error (error, KL_COMMAND_ERROR_FAILED,
                          _ ("The file with words cannot be read as plain text."));
      kl_child_sheet_set_words (sheet, words);
    }
  kl_child_sheet_check (sheet, &readability);
  said = kl_readability_format (&readability);
  kl_output_print (context->output, "%s\n", said);
  return TRUE;
}

static GBytes *
render_child (KlCommandContext *context, gint64 case_id, gint64 pupil_id, GError **error)
{
  g_autoptr (KlChildSheet) sheet =
    kl_child_sheet_load (context->db, case_id, pupil_id, context->today, error);

  if (sheet == NULL || !take_words (context, sheet, error))
    return NULL;

  if (context->paper != NULL && g_ascii_strcasecmp (context->paper, "a5") == 0)
    sheet->paper = KL_CHILD_PAPER_A5;
  if (context->has_today)
    sheet->printed_at = kl_time_from_local (context->today, 12 * 60);
  return kl_child_sheet_render (sheet, NULL, NULL, error);
}

static GBytes *
render_case (KlCommandContext *context, gint64 case_id, const KlAudience *audience, GError **error)
{
  if (audience->kind == KL_AUDIENCE_CHILD)
    return render_child (context, case_id, audience->id, error);
  if (kl_audience_is_team (audience->kind))
    return render_summary (context, case_id, audience, error);

  return render_sheet (context,
                       kl_case_sheet_load (context->db, case_id, audience, context->today, error),
                       error);
}

static GBytes *
render_file (KlCommandContext *context, gint64 case_id, const KlAudience *audience, GError **error)
{
  return render_sheet (context,
                       kl_file_sheet_load (context->db, case_id, audience, context->today, error),
                       error);
}

typedef GBytes *(*RenderFunc) (KlCommandContext *context,
                               gint64 case_id,
                               const KlAudience *audience,
                               GError **error);

static gboolean
print_about_case (KlCommandContext *context,
                  const char *document,
                  const KlAudience *audience,
                  RenderFunc render,
                  GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *ground = make_ground (document, audience);
  gboolean logged;
  gint64 case_id;

  if (!kl_command_parse_id (context->case_id, &case_id, error) || !check_output (context, error)
      || !kl_command_open_vault (context, error))
    return FALSE;

  bytes = render (context, case_id, audience, error);
  if (bytes == NULL)
    return FALSE;

  logged = kl_audit_append_for_case (context->db, KL_AUDIT_PRINT, KL_AUDIT_CASE, case_id, case_id,
                                     ground, error);
  return hand_out (context, logged, bytes, error);
}

static gboolean
print_case (KlCommandContext *context, GError **error)
{
  KlAudience audience;
  gboolean child;

  if (!take_audience (context, &audience, error))
    return FALSE;
  child = audience.kind == KL_AUDIENCE_CHILD;
  if (!child && (context->paper != NULL || context->words_path != NULL))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("--paper and --words go with a page for a child."));
  if (context->paper != NULL && g_ascii_strcasecmp (context->paper, "a4") != 0
      && g_ascii_strcasecmp (context->paper, "a5") != 0)
    return set_error (error, KL_COMMAND_ERROR_USAGE, _ ("Give a4 or a5 with --paper."));

  return print_about_case (context, "case", &audience, render_case, error);
}

static gboolean
print_file (KlCommandContext *context, GError **error)
{
  KlAudience audience;

  if (!take_audience (context, &audience, error))
    return FALSE;
  if (audience.kind == KL_AUDIENCE_PARTNER || audience.kind == KL_AUDIENCE_PARTICIPANT)
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("The whole file is for parents, for a pupil of 16 or older, or for the "
                         "team."));

  return print_about_case (context, "file", &audience, render_file, error);
}

/* After a meeting */

typedef KlSheet *(*LoadFunc) (KlDb *db,
                              gint64 meeting_id,
                              const KlAudience *audience,
                              KlDate today,
                              GError **error);

static gboolean
print_after_meeting (KlCommandContext *context,
                     const char *document,
                     const KlAudience *audience,
                     LoadFunc load,
                     GError **error)
{
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *ground = make_ground (document, audience);
  gboolean logged;
  KlDate day;

  if (context->meeting == NULL || !kl_date_parse (context->meeting, &day))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Give the day of the meeting with --meeting, as YYYY-MM-DD."));
  if (!check_output (context, error) || !kl_command_open_vault (context, error))
    return FALSE;

  meeting = find_meeting (context, day, error);
  bytes = meeting != NULL
            ? render_sheet (context,
                            load (context->db, meeting->id, audience, context->today, error), error)
            : NULL;
  if (bytes == NULL)
    return FALSE;

  logged = kl_audit_append (context->db, KL_AUDIT_PRINT, KL_AUDIT_MEETING, meeting->id,
                            meeting->school_id, 0, ground, error);
  return hand_out (context, logged, bytes, error);
}

static gboolean
print_minutes (KlCommandContext *context, GError **error)
{
  KlAudience audience;

  if (!take_audience (context, &audience, error))
    return FALSE;
  if (audience.kind > KL_AUDIENCE_PARTNER)
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Minutes are for the team, a participant or a partner at the table."));

  return print_after_meeting (context, "minutes", &audience, kl_minutes_sheet_load, error);
}

static gboolean
print_actions (KlCommandContext *context, GError **error)
{
  KlAudience audience;

  if (!take_audience (context, &audience, error))
    return FALSE;
  if (!kl_audience_is_team (audience.kind))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("A sheet of actions is for the team or a participant."));

  return print_after_meeting (context, "actions", &audience, kl_action_sheet_load, error);
}

/* The map of help */

static gboolean
parse_paper (const char *text, KlNetworkPaper *paper, GError **error)
{
  if (text == NULL || g_ascii_strcasecmp (text, "a4") == 0)
    *paper = KL_NETWORK_PAPER_A4;
  else if (g_ascii_strcasecmp (text, "a3") == 0)
    *paper = KL_NETWORK_PAPER_A3;
  else
    return set_error (error, KL_COMMAND_ERROR_USAGE, _ ("Give a4 or a3 with --paper."));

  return TRUE;
}

static gboolean
print_map (KlCommandContext *context, GError **error)
{
  g_autoptr (KlNetworkSheet) sheet = NULL;
  g_autoptr (GBytes) bytes = NULL;
  KlNetworkPaper paper;
  gboolean logged;
  gint64 school_id;

  if (!parse_paper (context->paper, &paper, error) || !check_output (context, error)
      || !kl_command_open_vault (context, error)
      || !kl_command_find_school (context, &school_id, error))
    return FALSE;

  sheet = kl_network_sheet_load (context->db, school_id, context->today, context->today, error);
  if (sheet == NULL)
    return FALSE;

  sheet->paper = paper;
  if (context->has_today)
    sheet->printed_at = kl_time_from_local (context->today, 12 * 60);
  bytes = kl_network_sheet_render (sheet, NULL, NULL, error);
  if (bytes == NULL)
    return FALSE;

  logged =
    kl_audit_append (context->db, KL_AUDIT_PRINT, KL_AUDIT_PARTNER, 0, school_id, 0, "map", error);
  return hand_out (context, logged, bytes, error);
}

/* The letter of a referral */

static gboolean
print_letter (KlCommandContext *context, GError **error)
{
  g_autoptr (KlLetter) letter = NULL;
  g_autoptr (KlReferral) referral = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gboolean logged;
  gint64 referral_id;

  if (!kl_command_parse_id (context->referral_id, &referral_id, error)
      || !check_output (context, error) || !kl_command_open_vault (context, error))
    return FALSE;

  letter = kl_letter_load (context->db, referral_id, context->today, error);
  referral = letter != NULL ? kl_referrals_get (context->db, referral_id, error) : NULL;
  if (referral == NULL)
    return FALSE;

  if (context->has_today)
    letter->printed_at = kl_time_from_local (context->today, 12 * 60);
  bytes = kl_letter_render (letter, NULL, NULL, error);
  if (bytes == NULL)
    return FALSE;

  logged = kl_audit_append_for_case (context->db, KL_AUDIT_PRINT, KL_AUDIT_REFERRAL, referral_id,
                                     referral->case_id, "letter", error);
  return hand_out (context, logged, bytes, error);
}

/* What can be printed, and which of the options go with it. */
typedef struct
{
  const char *name;
  gboolean (*print) (KlCommandContext *context, GError **error);
  gboolean meeting;
  gboolean one_case;
  gboolean referral;
  gboolean school;
  gboolean paper;
  gboolean audience;
  gboolean words;
} Printable;

static const Printable printables[] = {
  { "pack", print_pack, .meeting = TRUE, .school = TRUE, .audience = TRUE },
  { "minutes", print_minutes, .meeting = TRUE, .school = TRUE, .audience = TRUE },
  { "actions", print_actions, .meeting = TRUE, .school = TRUE, .audience = TRUE },
  { "case", print_case, .one_case = TRUE, .audience = TRUE, .paper = TRUE, .words = TRUE },
  { "file", print_file, .one_case = TRUE, .audience = TRUE },
  { "letter", print_letter, .referral = TRUE },
  { "map", print_map, .school = TRUE, .paper = TRUE },
};

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

/* Public API */

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
  for (guint i = 0; i < G_N_ELEMENTS (printables); i++)
    {
      if (!g_str_equal (context->words[1], printables[i].name))
        continue;
      if (!options_fit (context, &printables[i]))
        return set_error (error, KL_COMMAND_ERROR_USAGE,
                          _ ("One of these options does not go with this command."));
      return printables[i].print (context, error);
    }

  return set_error (error, KL_COMMAND_ERROR_USAGE,
                    _ ("These can be printed: pack, minutes, actions, case, file, letter, map."));
}
