/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "documents/kl-minutes-sheet.h"
#include "exchange/kl-export-file.h"
#include "exchange/kl-icalendar.h"
#include "kl-command-context.h"
#include "model/kl-agenda.h"
#include "model/kl-text.h"
#include "store/kl-audit.h"
#include "store/kl-meeting-plan.h"
#include "store/kl-meeting-settle.h"
#include "store/kl-meetings.h"
#include "store/kl-schools.h"

#define CASE_MINUTES 10
#define POINT_MINUTES 5

/* Auxiliary functions */

static gboolean
set_error (GError **error, KlCommandError code, const char *message)
{
  g_set_error_literal (error, KL_COMMAND_ERROR, code, message);
  return FALSE;
}

/* "12  maandag 24 november 2025, 13.15–14.30, IB-kamer"; without a number before it is planned. */
static void
print_meeting (KlOutput *output, const KlMeeting *meeting)
{
  g_autofree char *when = kl_agenda_format_when (meeting);

  if (meeting->id != 0)
    kl_output_print (output, "%4" G_GINT64_FORMAT "  ", meeting->id);
  else
    kl_output_print (output, "      ");
  kl_output_print (output, "%s%s%s\n", when, meeting->place != NULL ? ", " : "",
                   meeting->place != NULL ? meeting->place : "");
}

static void
print_people (KlOutput *output, const KlMeeting *meeting)
{
  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);
      g_autofree char *line = kl_agenda_format_attendee (attendee);

      kl_output_print (output, "      %s%s%s\n", attendee->person->name, *line != '\0' ? ", " : "",
                       line);
    }
}

/* Planning */

typedef struct
{
  KlMeetingKind kind;
  KlDate date;
  KlDate until;
  int starts_at; /* -1: as the last one */
} PlanWords;

/* By the word that files have, or as the window shows it. */
static gboolean
parse_kind (const char *text, KlMeetingKind *kind, GError **error)
{
  g_autofree char *nick = g_strdelimit (g_ascii_strdown (text, -1), "-", '_');
  g_autofree char *wanted = kl_text_fold (text);
  int value;

  if (kl_words_parse (KL_WORDS_MEETING_KIND, nick, &value))
    {
      *kind = (KlMeetingKind) value;
      return TRUE;
    }

  for (guint i = 0; i < kl_words_get_size (KL_WORDS_MEETING_KIND); i++)
    {
      g_autofree char *label = kl_text_fold (kl_words_get_label (KL_WORDS_MEETING_KIND, (int) i));

      *kind = (KlMeetingKind) i;
      if (g_str_equal (label, wanted))
        return TRUE;
    }

  return set_error (error, KL_COMMAND_ERROR_USAGE,
                    _ ("These kinds of meeting there are: care_team, mdo, pupil_review, "
                       "group_review, youth_table, network, briefing."));
}

static gboolean
parse_day (const char *text, KlDate *day)
{
  return text != NULL && kl_date_parse (text, day) && kl_date_is_plausible (*day);
}

static gboolean
parse_plan (KlCommandContext *context, PlanWords *words, GError **error)
{
  *words = (PlanWords) { .starts_at = -1 };
  if (context->kind != NULL && !parse_kind (context->kind, &words->kind, error))
    return FALSE;
  if (!parse_day (context->date, &words->date))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Give the day of the meeting with --date, as YYYY-MM-DD."));
  if (context->time != NULL && !kl_agenda_parse_time (context->time, &words->starts_at))
    return set_error (error, KL_COMMAND_ERROR_USAGE, _ ("Give the time as HH:MM."));
  if ((context->every_weeks != 0) != (context->until != NULL) || context->every_weeks < 0
      || (context->until != NULL && !parse_day (context->until, &words->until)))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("A meeting that returns has both --every-weeks N and --until DATE."));
  if (context->until != NULL && words->until < words->date)
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("The last day comes after the day of the first meeting."));

  return TRUE;
}

static KlMeeting *
propose (KlCommandContext *context, const PlanWords *words, gint64 school_id, GError **error)
{
  KlMeeting *meeting =
    kl_meetings_propose (context->db, school_id, words->kind, context->today, error);

  if (meeting == NULL)
    return NULL;

  meeting->date = words->date;
  if (words->starts_at >= 0)
    meeting->starts_at = words->starts_at;
  if (context->minutes != KL_COMMAND_NOT_GIVEN)
    meeting->duration = context->minutes;
  if (context->place != NULL)
    g_set_str (&meeting->place, context->place);

  return meeting;
}

static GArray *
list_days (KlCommandContext *context, const PlanWords *words, const KlCalendar *calendar)
{
  GArray *days;

  if (context->every_weeks > 0)
    return kl_calendar_list_every (calendar, words->date, context->every_weeks, words->until);

  days = g_array_new (FALSE, FALSE, sizeof (KlDate));
  g_array_append_val (days, words->date);
  return days;
}

static void
print_days (KlCommandContext *context, const KlMeeting *first, GArray *days)
{
  kl_output_print (context->output, "%s\n", _ ("This would be planned:"));
  for (guint i = 0; i < days->len; i++)
    {
      KlMeeting meeting = *first;

      meeting.date = g_array_index (days, KlDate, i);
      print_meeting (context->output, &meeting);
    }
  kl_output_print (context->output, "%s\n", _ ("Participants:"));
  print_people (context->output, first);
}

static gboolean
print_planned (KlCommandContext *context, GArray *ids, guint n_days, GError **error)
{
  KlOutput *output = context->output;

  kl_output_print (output, "%s\n", ids->len > 0 ? _ ("Planned:") : _ ("Nothing new was planned."));
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (KlMeeting) meeting =
        kl_meetings_get (context->db, g_array_index (ids, gint64, i), error);

      if (meeting == NULL)
        return FALSE;
      print_meeting (output, meeting);
      if (i + 1 < ids->len)
        continue;
      kl_output_print (output, "%s\n", _ ("Participants:"));
      print_people (output, meeting);
    }
  if (ids->len < n_days)
    {
      g_autofree char *passed =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                      "On %u day there was one of this kind already.",
                                      "On %u days there was one of this kind already.",
                                      n_days - ids->len),
                         n_days - ids->len);

      kl_output_print (output, "%s\n", passed);
    }

  return TRUE;
}

static void
print_holiday (KlOutput *output, const KlCalendar *calendar, KlDate day)
{
  const KlHoliday *holiday = kl_calendar_find_holiday (calendar, day);

  if (holiday == NULL)
    return;
  /* Translators: the name of a holiday ("kerstvakantie") */
  kl_output_print (output, _ ("Note that this is in a holiday: %s."), holiday->name);
  kl_output_print (output, "\n");
}

static gboolean
find_one_school (KlCommandContext *context, gint64 *school_id, GError **error)
{
  if (!kl_command_find_school (context, school_id, error))
    return FALSE;

  return *school_id != 0
         || set_error (error, KL_COMMAND_ERROR_FAILED,
                       _ ("There is more than one school in this vault. Give one with --school."));
}

static gboolean
run_plan (KlCommandContext *context, GError **error)
{
  g_autoptr (KlMeeting) first = NULL;
  g_autoptr (KlCalendar) calendar = NULL;
  g_autoptr (GArray) days = NULL;
  g_autoptr (GArray) ids = NULL;
  PlanWords words;
  gint64 school_id;

  if (!parse_plan (context, &words, error) || !kl_command_open_vault (context, error)
      || !find_one_school (context, &school_id, error))
    return FALSE;
  first = propose (context, &words, school_id, error);
  calendar = first != NULL ? kl_schools_get_calendar (context->db, school_id, error) : NULL;
  if (calendar == NULL)
    return FALSE;

  days = list_days (context, &words, calendar);
  if (context->dry_run)
    {
      print_days (context, first, days);
      return TRUE;
    }
  if (context->every_weeks > 0)
    {
      ids = kl_meetings_plan_series (context->db, first, days, error);
    }
  else
    {
      const gint64 id = kl_meetings_plan (context->db, first, error);

      ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (ids, id);
      if (id == 0)
        return FALSE;
      print_holiday (context->output, calendar, words.date);
    }

  return ids != NULL && print_planned (context, ids, days->len, error);
}

/* The agenda */

static const char *
get_state (const KlMeeting *meeting, const KlAgendaItem *item)
{
  if (item->state == KL_POINT_DISCUSSED)
    return C_ ("agenda", "discussed");
  if (item->state == KL_POINT_NOT_REACHED)
    return C_ ("agenda", "not reached");
  if (item->case_id != 0 && item->ready && !meeting->settled)
    return C_ ("agenda", "summary ready");

  return NULL;
}

static void
add_part (GString *line, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", part);
}

/* What comes after the name: the case, its number, how far it is. */
static char *
format_details (const KlMeeting *meeting, const KlAgendaItem *item)
{
  GString *line = g_string_new (NULL);
  g_autofree char *changes = kl_agenda_format_changes (meeting, item);

  if (item->about != NULL)
    {
      add_part (line, item->about_group);
      add_part (line, item->title);
    }
  if (item->case_id != 0)
    {
      /* Translators: the number of a case, to name it by in a command */
      g_autofree char *number = g_strdup_printf (_ ("case %lld"), (long long) item->case_id);

      add_part (line, number);
    }
  add_part (line, get_state (meeting, item));
  add_part (line, changes);
  if (item->carried_from != 0)
    add_part (line, C_ ("agenda", "carried over"));

  return g_string_free (line, FALSE);
}

static void
print_point (KlOutput *output, const KlMeeting *meeting, guint index)
{
  const KlAgendaItem *item = g_ptr_array_index (meeting->items, index);
  g_autofree char *clock = kl_minutes_format_clock (kl_agenda_get_start (meeting, index) % 1440);
  g_autofree char *minutes = kl_agenda_format_minutes (item->minutes);
  g_autofree char *name = kl_text_capitalize (kl_agenda_get_name (item));
  g_autofree char *details = format_details (meeting, item);

  kl_output_print (output, "%3u  %5s %7s  ", index + 1, clock, minutes);
  kl_output_add_wrapped (output, 20, 20, name);
  if (*details != '\0')
    {
      kl_output_print (output, "%20s", "");
      kl_output_add_wrapped (output, 20, 20, details);
    }
  if (item->question != NULL && *item->question != '\0')
    {
      kl_output_print (output, "%20s", "");
      kl_output_add_wrapped (output, 20, 20, item->question);
    }
}

/* Reading an agenda is in the log, and shows what the one who reads may see. */
static gboolean
print_agenda (KlCommandContext *context, gint64 meeting_id, GError **error)
{
  g_autoptr (KlMeeting) meeting = kl_meetings_get (context->db, meeting_id, error);
  KlOutput *output = context->output;
  g_autofree char *used = NULL;

  if (meeting == NULL || !kl_meetings_hide (context->db, meeting, error)
      || !kl_audit_append (context->db, KL_AUDIT_READ, KL_AUDIT_MEETING, meeting->id,
                           meeting->school_id, 0, "agenda", error))
    return FALSE;

  kl_output_print (output, "%s, %s\n",
                   kl_words_get_label (KL_WORDS_MEETING_KIND, (int) meeting->kind),
                   meeting->school_name);
  print_meeting (output, meeting);
  print_people (output, meeting);
  kl_output_print (output, "\n");
  for (guint i = 0; i < meeting->items->len; i++)
    print_point (output, meeting, i);
  used =
    meeting->items->len > 0 ? kl_agenda_format_used (meeting) : kl_agenda_format_content (meeting);
  kl_output_print (output, "%s%s\n", meeting->items->len > 0 ? "\n" : "", used);

  return TRUE;
}

static gboolean
find_open_meeting (KlCommandContext *context, KlMeeting **meeting, GError **error)
{
  *meeting = NULL;
  if (!kl_command_check_meeting (context, error) || !kl_command_open_vault (context, error))
    return FALSE;

  *meeting = kl_command_find_meeting (context, error);
  return *meeting != NULL
         && (!(*meeting)->settled
             || set_error (error, KL_COMMAND_ERROR_FAILED, _ ("This meeting is settled already")));
}

static gboolean
run_agenda (KlCommandContext *context, GError **error)
{
  g_autoptr (KlMeeting) meeting = NULL;

  if (!kl_command_check_meeting (context, error) || !kl_command_open_vault (context, error))
    return FALSE;

  meeting = kl_command_find_meeting (context, error);
  return meeting != NULL && print_agenda (context, meeting->id, error);
}

static gboolean
run_add (KlCommandContext *context, GError **error)
{
  const gboolean timed = context->minutes != KL_COMMAND_NOT_GIVEN;
  g_autoptr (KlMeeting) meeting = NULL;
  gint64 case_id = 0, item_id;

  if ((context->case_id != NULL) == (context->title != NULL))
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Say which case comes on the agenda with --case, or what else with "
                         "--title."));
  if ((context->case_id != NULL && !kl_command_parse_id (context->case_id, &case_id, error))
      || !find_open_meeting (context, &meeting, error))
    return FALSE;

  item_id = case_id != 0
              ? kl_meetings_add_case (context->db, meeting->id, case_id, context->question,
                                      timed ? context->minutes : CASE_MINUTES, error)
              : kl_meetings_add_point (context->db, meeting->id, context->title, context->question,
                                       timed ? context->minutes : POINT_MINUTES, error);
  return item_id != 0 && print_agenda (context, meeting->id, error);
}

/* The points are numbered as the agenda shows them. */
static gboolean
parse_place (const char *word, guint64 last, guint64 *place, GError **error)
{
  return g_ascii_string_to_unsigned (word, 10, 1, last, place, NULL)
         || set_error (error, KL_COMMAND_ERROR_USAGE,
                       _ ("Give the number of a point, as the agenda shows it."));
}

static gboolean
run_move (KlCommandContext *context, GError **error)
{
  g_autoptr (KlMeeting) meeting = NULL;
  guint64 point, place;

  if (!find_open_meeting (context, &meeting, error)
      || !parse_place (context->words[3], meeting->items->len, &point, error)
      || !parse_place (context->words[4], meeting->items->len, &place, error))
    return FALSE;

  return kl_meetings_move_item (
           context->db, ((const KlAgendaItem *) g_ptr_array_index (meeting->items, point - 1))->id,
           (int) place, error)
         && print_agenda (context, meeting->id, error);
}

static gboolean
run_remove (KlCommandContext *context, GError **error)
{
  g_autoptr (KlMeeting) meeting = NULL;
  guint64 point;

  if (!find_open_meeting (context, &meeting, error)
      || !parse_place (context->words[3], meeting->items->len, &point, error))
    return FALSE;

  return kl_meetings_remove_item (
           context->db, ((const KlAgendaItem *) g_ptr_array_index (meeting->items, point - 1))->id,
           error)
         && print_agenda (context, meeting->id, error);
}

static gboolean
run_carry_over (KlCommandContext *context, GError **error)
{
  g_autoptr (KlMeeting) meeting = NULL;
  g_autofree char *carried = NULL;
  guint n;

  if (!find_open_meeting (context, &meeting, error)
      || !kl_meetings_carry_over (context->db, meeting->id, &n, error))
    return FALSE;

  carried = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case came along.",
                                          "%u cases came along.", n),
                             n);
  kl_output_print (context->output, "%s\n\n", carried);
  return print_agenda (context, meeting->id, error);
}

/* Minutes */

static gboolean
show_minutes (KlCommandContext *context, const KlAudience *audience, GError **error)
{
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (KlSheet) sheet = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!kl_command_check_meeting (context, error) || !kl_command_open_vault (context, error))
    return FALSE;
  meeting = kl_command_find_meeting (context, error);
  sheet = meeting != NULL
            ? kl_minutes_sheet_load (context->db, meeting->id, audience, context->today, error)
            : NULL;
  if (sheet == NULL
      || !kl_audit_append (context->db, KL_AUDIT_READ, KL_AUDIT_MEETING, meeting->id,
                           meeting->school_id, 0, "minutes", error))
    return FALSE;

  text = g_strchomp (kl_sheet_to_text (sheet));
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line != NULL; line++)
    kl_output_add_wrapped (context->output, 0, 2, *line);

  return TRUE;
}

static gboolean
run_minutes (KlCommandContext *context, GError **error)
{
  const char *reader = context->audience != NULL ? context->audience : "team";
  KlAudience audience;

  if (context->output_path != NULL)
    return kl_command_print_named (context, "minutes", error);
  if (!kl_audience_parse (reader, &audience) || audience.kind > KL_AUDIENCE_PARTNER)
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Minutes are for the team, a participant or a partner at the table."));
  if (context->pdf_password_fd >= 0)
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Say with --output to which file it goes."));

  return show_minutes (context, &audience, error);
}

/* For other people's calendars */

static GBytes *
make_calendar (KlCommandContext *context, GError **error)
{
  /* With a given day the file is of the middle of it, so that it can be made again. */
  const gint64 moment =
    context->has_today ? kl_time_from_local (context->today, 12 * 60) : kl_clock_now ();
  g_autoptr (KlMeeting) meeting = NULL;
  gint64 school_id;

  if (context->meeting == NULL)
    return find_one_school (context, &school_id, error)
             ? kl_icalendar_export_coming (context->db, school_id, context->today, moment, error)
             : NULL;

  meeting = kl_command_find_meeting (context, error);
  return meeting != NULL ? kl_icalendar_export_meeting (context->db, meeting->id, moment, error)
                         : NULL;
}

static gboolean
run_calendar (KlCommandContext *context, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *shown = NULL;

  if (context->output_path == NULL || context->audience != NULL || context->pdf_password_fd >= 0)
    return set_error (error, KL_COMMAND_ERROR_USAGE,
                      _ ("Say with --output to which file it goes."));
  if (context->meeting != NULL && !kl_command_check_meeting (context, error))
    return FALSE;
  file = g_file_new_for_path (context->output_path);
  if (!kl_export_check_file (file, error) || !kl_command_open_vault (context, error))
    return FALSE;

  bytes = make_calendar (context, error);
  if (bytes == NULL || !kl_export_write_file (bytes, file, context->cancellable, error))
    return FALSE;

  shown = g_filename_display_name (context->output_path);
  kl_output_print (context->output, _ ("It is in %s."), shown);
  kl_output_print (context->output, "\n");
  return TRUE;
}

/* What can be done with a meeting, and which of the options go with it. */
typedef struct
{
  const char *name;
  const char *second; /* (nullable) */
  guint n_words;
  gboolean (*run) (KlCommandContext *context, GError **error);
  gboolean plan;
  gboolean add;
  gboolean paper;
} Verb;

static const Verb verbs[] = {
  { "plan", NULL, 2, run_plan, .plan = TRUE },
  { "agenda", NULL, 2, run_agenda },
  { "agenda", "add", 3, run_add, .add = TRUE },
  { "agenda", "move", 5, run_move },
  { "agenda", "remove", 4, run_remove },
  { "agenda", "carry-over", 3, run_carry_over },
  { "calendar", NULL, 2, run_calendar, .paper = TRUE },
  { "minutes", NULL, 2, run_minutes, .paper = TRUE },
};

static gboolean
options_fit (const KlCommandContext *context, const Verb *verb)
{
  const gboolean planned = context->kind != NULL || context->date != NULL || context->time != NULL
                           || context->place != NULL || context->until != NULL
                           || context->every_weeks != 0 || context->dry_run;
  const gboolean added =
    context->case_id != NULL || context->title != NULL || context->question != NULL;
  const gboolean printed =
    context->output_path != NULL || context->audience != NULL || context->pdf_password_fd >= 0;

  return (verb->plan || !planned) && (verb->add || !added) && (verb->paper || !printed)
         && (verb->plan || verb->add || context->minutes == KL_COMMAND_NOT_GIVEN)
         && (!verb->plan || context->meeting == NULL);
}

/* Public API */

/**
 * kl_command_meeting:
 * @context: what the command was called with
 * @error: (out): return location for what went wrong
 *
 * Plans a meeting or a series, shows or changes an agenda, or shows the minutes or writes them to
 * a PDF file, or writes meetings for another calendar.
 *
 * Returns: whether it is done and the log has it
 */
gboolean
kl_command_meeting (KlCommandContext *context, GError **error)
{
  const char *second = context->n_words > 2 ? context->words[2] : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      const Verb *verb = &verbs[i];

      if (!g_str_equal (context->words[1], verb->name) || g_strcmp0 (second, verb->second) != 0
          || context->n_words != verb->n_words)
        continue;
      if (!options_fit (context, verb))
        return set_error (error, KL_COMMAND_ERROR_USAGE,
                          _ ("One of these options does not go with this command."));
      return verb->run (context, error);
    }

  return set_error (error, KL_COMMAND_ERROR_USAGE,
                    _ ("With a meeting goes: plan, agenda, agenda add, agenda move, agenda remove, "
                       "agenda carry-over, calendar, minutes."));
}
