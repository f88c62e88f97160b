/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-agenda.h"

#include <glib/gi18n-lib.h>

/* A care team meets about every six weeks of school. */
#define USUAL_WEEKS 6
#define USUAL_START (13 * 60)
#define USUAL_DURATION 60

static const KlAgendaItem *
get_item (const KlMeeting *meeting, guint index)
{
  return g_ptr_array_index (meeting->items, index);
}

/* Numbers */

/**
 * kl_agenda_get_start:
 * @meeting: a meeting with its agenda
 * @index: a point, from 0
 *
 * Returns: when the point starts, in minutes after midnight, if all before it keep to their time
 */
int
kl_agenda_get_start (const KlMeeting *meeting, guint index)
{
  int start = meeting->starts_at;

  for (guint i = 0; i < index && i < meeting->items->len; i++)
    start += get_item (meeting, i)->minutes;

  return start;
}

/**
 * kl_agenda_count_minutes:
 * @meeting: a meeting with its agenda
 *
 * Returns: how long all points take together
 */
int
kl_agenda_count_minutes (const KlMeeting *meeting)
{
  return kl_agenda_get_start (meeting, meeting->items->len) - meeting->starts_at;
}

/**
 * kl_agenda_get_free:
 * @meeting: a meeting with its agenda
 *
 * Returns: minutes that no point has yet; below 0 when the agenda is too long
 */
int
kl_agenda_get_free (const KlMeeting *meeting)
{
  return meeting->duration - kl_agenda_count_minutes (meeting);
}

/**
 * kl_agenda_is_held:
 * @meeting: a meeting
 *
 * Returns: whether it began and is not settled yet
 */
gboolean
kl_agenda_is_held (const KlMeeting *meeting)
{
  return meeting->held_from != 0 && !meeting->settled;
}

/**
 * kl_agenda_count_ahead:
 * @meeting: a meeting with its agenda
 *
 * Returns: how many cases were neither discussed nor have anything written at them
 */
guint
kl_agenda_count_ahead (const KlMeeting *meeting)
{
  guint n = 0;

  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = get_item (meeting, i);
      const gboolean talked = (item->notes != NULL && *item->notes != '\0')
                              || (item->decisions != NULL && item->decisions->len > 0);

      n += item->case_id != 0 && item->state == KL_POINT_AHEAD && !talked;
    }

  return n;
}

/**
 * kl_agenda_count_cases:
 * @meeting: a meeting with its agenda
 * @n_ready: (out) (optional): how many of them have their summary ready
 *
 * Returns: how many points are cases
 */
guint
kl_agenda_count_cases (const KlMeeting *meeting, guint *n_ready)
{
  guint n_cases = 0, n = 0;

  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = get_item (meeting, i);

      n_cases += item->case_id != 0;
      n += item->case_id != 0 && item->ready;
    }
  if (n_ready != NULL)
    *n_ready = n;

  return n_cases;
}

/**
 * kl_agenda_count_present:
 * @meeting: a meeting with its attendees
 *
 * Returns: how many people come
 */
guint
kl_agenda_count_present (const KlMeeting *meeting)
{
  guint n = 0;

  for (guint i = 0; i < meeting->attendees->len; i++)
    n += ((const KlAttendee *) g_ptr_array_index (meeting->attendees, i))->present != FALSE;

  return n;
}

/**
 * kl_agenda_get_drop_position:
 * @from: the point that is dragged, from 0
 * @over: the point it is dropped on, from 0
 * @below: whether it is dropped on the lower half
 *
 * Returns: the place from 1 that it gets; counted without itself, as the store moves points
 */
int
kl_agenda_get_drop_position (guint from, guint over, gboolean below)
{
  guint place = over + (below ? 1 : 0);

  return (int) (place > from ? place - 1 : place) + 1;
}

/* Words */

/**
 * kl_agenda_get_name:
 * @item: a point
 *
 * Returns: (transfer none): whom it is about, or what the point is called
 */
const char *
kl_agenda_get_name (const KlAgendaItem *item)
{
  return item->about != NULL ? item->about : item->title;
}

/**
 * kl_agenda_format_time:
 * @meeting: a meeting
 *
 * Returns: (transfer full): from when to when, "13.15–14.30"
 */
char *
kl_agenda_format_time (const KlMeeting *meeting)
{
  g_autofree char *from = kl_minutes_format_clock (meeting->starts_at);
  g_autofree char *until =
    kl_minutes_format_clock ((meeting->starts_at + meeting->duration) % (24 * 60));

  return g_strdup_printf ("%s–%s", from, until);
}

/**
 * kl_agenda_format_when:
 * @meeting: a meeting
 *
 * Returns: (transfer full): its day and time, "maandag 24 november 2025, 13.15–14.30"
 */
char *
kl_agenda_format_when (const KlMeeting *meeting)
{
  g_autofree char *day = kl_date_format (meeting->date, KL_DATE_STYLE_FULL);
  g_autofree char *time = kl_agenda_format_time (meeting);

  return g_strdup_printf ("%s, %s", day, time);
}

/**
 * kl_agenda_format_settling:
 * @meeting: a meeting that is held
 *
 * Returns: (transfer full): what happens when it is settled, and what was not reached
 */
char *
kl_agenda_format_settling (const KlMeeting *meeting)
{
  const guint n = kl_agenda_count_ahead (meeting);
  const char *always = _ ("What was said and decided goes into the cases, and the actions to those "
                          "who do them.");
  g_autofree char *left =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                  "%u case was not reached and goes to the next meeting.",
                                  "%u cases were not reached and go to the next meeting.", n),
                     n);

  return n > 0 ? g_strdup_printf ("%s\n\n%s", always, left) : g_strdup (always);
}

/**
 * kl_agenda_format_spent:
 * @seconds: how long a point was talked about
 * @minutes: how long it may take
 *
 * Returns: (transfer full): "07:12 van 15:00"
 */
char *
kl_agenda_format_spent (int seconds, int minutes)
{
  /* Translators: a clock that runs, and the time there is: "07:12 of 15:00" */
  return g_strdup_printf (_ ("%02d:%02d of %02d:00"), seconds / 60, seconds % 60, minutes);
}

/**
 * kl_agenda_format_minutes:
 * @minutes: a duration
 *
 * Returns: (transfer full): short, for a button: "15 min"
 */
char *
kl_agenda_format_minutes (int minutes)
{
  /* Translators: a number of minutes, short */
  return g_strdup_printf (_ ("%d min"), minutes);
}

/**
 * kl_agenda_format_used:
 * @meeting: a meeting with its agenda
 *
 * Returns: (transfer full): how much of the time has a point, and what is too much
 */
char *
kl_agenda_format_used (const KlMeeting *meeting)
{
  int used = kl_agenda_count_minutes (meeting);

  if (used > meeting->duration)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute too long",
                                         "%d minutes too long",
                                         (gulong) (used - meeting->duration)),
                            used - meeting->duration);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d of %d minute", "%d of %d minutes",
                                       (gulong) meeting->duration),
                          used, meeting->duration);
}

/**
 * kl_agenda_format_content:
 * @meeting: a meeting with its agenda
 *
 * Returns: (transfer full): how many cases it has and for how many the summary is ready
 */
char *
kl_agenda_format_content (const KlMeeting *meeting)
{
  guint n_ready, n_cases = kl_agenda_count_cases (meeting, &n_ready);
  g_autofree char *cases = NULL;

  if (meeting->items->len == 0)
    return g_strdup (_ ("Nothing on the agenda yet"));

  cases = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case", "%u cases", n_cases), n_cases);
  if (n_cases == 0 || meeting->settled)
    return g_steal_pointer (&cases);

  /* Translators: "4 cases, 2 ready": summaries for the meeting that are ready */
  return g_strdup_printf (_ ("%s, %u ready"), cases, n_ready);
}

/**
 * kl_agenda_format_changes:
 * @meeting: the meeting
 * @item: a point of it
 *
 * Returns: (transfer full) (nullable): how much was recorded since the meeting before, or %NULL
 *   when nothing was
 */
char *
kl_agenda_format_changes (const KlMeeting *meeting, const KlAgendaItem *item)
{
  g_autofree char *day = NULL;

  if (item->n_changes < 1 || meeting->previous_on == KL_DATE_NONE)
    return NULL;

  day = kl_date_format (meeting->previous_on, KL_DATE_STYLE_DAY_MONTH);
  /* Translators: a number, and a day ("5 changes since 6 october") */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d change since %s", "%d changes since %s",
                                       (gulong) item->n_changes),
                          item->n_changes, day);
}

static void
append_part (GString *text, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, ", ");
  g_string_append (text, part);
}

/**
 * kl_agenda_format_spoken:
 * @meeting: a meeting with its agenda
 * @index: a point, from 0
 *
 * Returns: (transfer full): the point in one sentence, for a screen reader
 */
char *
kl_agenda_format_spoken (const KlMeeting *meeting, guint index)
{
  const KlAgendaItem *item = get_item (meeting, index);
  g_autofree char *clock = kl_minutes_format_clock (kl_agenda_get_start (meeting, index) % 1440);
  g_autofree char *changes = kl_agenda_format_changes (meeting, item);
  g_autofree char *minutes = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d minute",
                                                           "%d minutes", (gulong) item->minutes),
                                              item->minutes);
  GString *text = g_string_new (NULL);

  /* Translators: the number of a point on an agenda */
  g_string_append_printf (text, _ ("Point %u"), index + 1);
  append_part (text, kl_agenda_get_name (item));
  append_part (text, item->about_group);
  if (item->about != NULL)
    append_part (text, item->title);
  append_part (text, clock);
  append_part (text, minutes);
  append_part (text, changes);
  if (item->case_id != 0)
    append_part (text, item->ready ? _ ("summary ready") : _ ("summary not ready yet"));

  return g_string_free (text, FALSE);
}

/**
 * kl_agenda_format_attendee:
 * @attendee: somebody who is invited
 *
 * Returns: (transfer full): the line under the name: role, chair, why the person does not come
 */
char *
kl_agenda_format_attendee (const KlAttendee *attendee)
{
  GString *text = g_string_new (NULL);

  append_part (text, attendee->person->role);
  if (attendee->chair)
    append_part (text, _ ("leads the meeting"));
  if (!attendee->present)
    append_part (text, _ ("does not come"));
  append_part (text, attendee->excuse);

  return g_string_free (text, FALSE);
}

/**
 * kl_agenda_comes_for:
 * @item: a point
 * @person: somebody at the table
 *
 * Returns: whether it is said that the person comes for this point
 */
gboolean
kl_agenda_comes_for (const KlAgendaItem *item, const KlPerson *person)
{
  for (guint i = 0; item->only_for != NULL && i < item->only_for->len; i++)
    {
      const KlPerson *other = g_ptr_array_index (item->only_for, i);

      if (other->kind == person->kind && other->id == person->id
          && (person->id != 0 || g_strcmp0 (other->name, person->name) == 0))
        return TRUE;
    }

  return FALSE;
}

/**
 * kl_agenda_format_guest:
 * @meeting: a meeting with its agenda
 * @person: somebody at the table
 *
 * Returns: (transfer full) (nullable): for which points the person comes, %NULL for all
 */
char *
kl_agenda_format_guest (const KlMeeting *meeting, const KlPerson *person)
{
  g_autoptr (GString) points = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < meeting->items->len; i++)
    {
      if (!kl_agenda_comes_for (get_item (meeting, i), person))
        continue;
      g_string_append_printf (points, "%s%u", n > 0 ? ", " : "", i + 1);
      n++;
    }

  /* Translators: numbers of points of an agenda: "only for points 2, 4" */
  return n > 0 ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "only for point %s",
                                               "only for points %s", n),
                                  points->str)
               : NULL;
}

static void
append_invited (GString *text, KlAnswer answer, const char *why, const char *yes, const char *no)
{
  if (answer == KL_ANSWER_UNKNOWN)
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, answer == KL_ANSWER_YES ? yes : no);
  if (why != NULL && *why != '\0')
    g_string_append_printf (text, ": %s", why);
}

/**
 * kl_agenda_format_family:
 * @item: a point about a case
 *
 * Returns: (transfer full): whether the parents and the pupil are invited for it and why, each on a
 *   line; empty as long as nobody said so
 */
char *
kl_agenda_format_family (const KlAgendaItem *item)
{
  GString *text = g_string_new (NULL);

  append_invited (text, item->parents, item->parents_why, _ ("Parents invited"),
                  _ ("Parents not invited"));
  append_invited (text, item->pupil, item->pupil_why, _ ("Pupil invited"), _ ("Pupil not invited"));

  return g_string_free (text, FALSE);
}

/* Typing */

/**
 * kl_agenda_parse_time:
 * @text: what somebody typed: "13.15", "13:15", "1315", "9"
 * @minutes: (out): minutes after midnight
 *
 * Returns: whether it is a time of the day
 */
gboolean
kl_agenda_parse_time (const char *text, int *minutes)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  int hour, minute = 0;
  int before = -1;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (g_ascii_isdigit (*p))
        g_string_append_c (digits, *p);
      else if ((*p == '.' || *p == ':') && before < 0 && digits->len > 0)
        before = (int) digits->len;
      else if (!g_ascii_isspace (*p))
        return FALSE;
    }
  if (digits->len < 1 || digits->len > 4 || before > 2
      || (before >= 0 && (int) digits->len - before != 2))
    return FALSE;
  if (before < 0)
    before = digits->len <= 2 ? (int) digits->len : (int) digits->len - 2;

  if ((gsize) before < digits->len)
    minute = (int) g_ascii_strtoll (digits->str + before, NULL, 10);
  g_string_truncate (digits, before);
  hour = (int) g_ascii_strtoll (digits->str, NULL, 10);
  if (hour > 23 || minute > 59)
    return FALSE;

  *minutes = hour * 60 + minute;
  return TRUE;
}

/* Planning */

/**
 * kl_agenda_copy_attendee:
 * @attendee: somebody who is invited
 *
 * Returns: (transfer full): the same
 */
KlAttendee *
kl_agenda_copy_attendee (const KlAttendee *attendee)
{
  KlAttendee *copy = g_new0 (KlAttendee, 1);

  copy->person = kl_person_copy (attendee->person);
  copy->chair = attendee->chair;
  copy->present = attendee->present;
  copy->excuse = g_strdup (attendee->excuse);

  return copy;
}

static const KlMeeting *
find_last (GPtrArray *meetings, KlMeetingKind kind)
{
  const KlMeeting *last = NULL;

  for (guint i = 0; i < meetings->len; i++)
    {
      const KlMeeting *meeting = g_ptr_array_index (meetings, i);

      if (meeting->kind == kind && (last == NULL || meeting->date > last->date))
        last = meeting;
    }

  return last;
}

/* Six weeks of school after the last one; a rhythm that was let go starts again from today. */
static KlDate
propose_day (const KlMeeting *last, const KlCalendar *calendar, KlDate today)
{
  KlDate day =
    last != NULL ? kl_calendar_add_school_weeks (calendar, last->date, USUAL_WEEKS) : KL_DATE_NONE;

  if (day < today)
    day = kl_calendar_get_next_school_day (calendar, today + 7);

  return day;
}

/**
 * kl_agenda_propose:
 * @meetings: (element-type KlMeeting): the school's meetings, in any order
 * @school_id: the school
 * @kind: the kind to plan
 * @calendar: (nullable): the school's days off
 * @today: the current day
 *
 * Returns: (transfer full): a new meeting of this kind, like the last one with the same people,
 *   six weeks of school later
 */
KlMeeting *
kl_agenda_propose (GPtrArray *meetings,
                   gint64 school_id,
                   KlMeetingKind kind,
                   const KlCalendar *calendar,
                   KlDate today)
{
  const KlMeeting *last = find_last (meetings, kind);
  KlMeeting *meeting = kl_meeting_new ();

  meeting->school_id = school_id;
  meeting->kind = kind;
  meeting->date = propose_day (last, calendar, today);
  meeting->starts_at = last != NULL ? last->starts_at : USUAL_START;
  meeting->duration = last != NULL ? last->duration : USUAL_DURATION;
  meeting->place = g_strdup (last != NULL ? last->place : NULL);
  for (guint i = 0; last != NULL && i < last->attendees->len; i++)
    {
      KlAttendee *attendee = kl_agenda_copy_attendee (g_ptr_array_index (last->attendees, i));

      attendee->present = TRUE;
      g_clear_pointer (&attendee->excuse, g_free);
      g_ptr_array_add (meeting->attendees, attendee);
    }

  return meeting;
}

/**
 * kl_agenda_new_attendee:
 * @professional: somebody who works at the school
 *
 * Returns: (transfer full): the same as an attendee who comes
 */
KlAttendee *
kl_agenda_new_attendee (const KlProfessional *professional)
{
  KlAttendee *attendee = g_new0 (KlAttendee, 1);

  attendee->person = kl_person_new (KL_PERSON_PROFESSIONAL, professional->id, professional->name,
                                    kl_words_get_label (KL_WORDS_ROLE, (int) professional->role));
  attendee->present = TRUE;

  return attendee;
}

/**
 * kl_agenda_invite_usual:
 * @meeting: a meeting to which nobody is invited yet
 * @professionals: (element-type KlProfessional): who work at the school
 *
 * Invites everybody but teachers, who come for their own pupils alone; the intern begeleider or
 * care coordinator leads.
 */
void
kl_agenda_invite_usual (KlMeeting *meeting, GPtrArray *professionals)
{
  gboolean has_chair = FALSE;

  for (guint i = 0; i < professionals->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (professionals, i);
      KlAttendee *attendee;

      if (professional->role == KL_ROLE_TEACHER || professional->role == KL_ROLE_OTHER)
        continue;
      attendee = kl_agenda_new_attendee (professional);
      attendee->chair = !has_chair
                        && (professional->role == KL_ROLE_INTERN_BEGELEIDER
                            || professional->role == KL_ROLE_CARE_COORDINATOR);
      has_chair |= attendee->chair;
      g_ptr_array_add (meeting->attendees, attendee);
    }
}

/**
 * kl_agenda_find_next:
 * @meetings: (element-type KlMeeting): meetings in any order
 * @today: the current day
 *
 * Returns: (transfer none) (nullable): the first one from today on that is not settled yet
 */
const KlMeeting *
kl_agenda_find_next (GPtrArray *meetings, KlDate today)
{
  const KlMeeting *next = NULL;

  for (guint i = 0; i < meetings->len; i++)
    {
      const KlMeeting *meeting = g_ptr_array_index (meetings, i);

      if (meeting->settled || meeting->date < today)
        continue;
      if (next == NULL || meeting->date < next->date
          || (meeting->date == next->date && meeting->starts_at < next->starts_at))
        next = meeting;
    }

  return next;
}
