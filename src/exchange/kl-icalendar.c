/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-icalendar.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "store/kl-audit.h"
#include "store/kl-meetings.h"
#include "store/kl-schools.h"

/*
 * Meetings and actions for other people's calendars (iCalendar, RFC 5545). A calendar is seen by
 * anybody who looks over a shoulder or shares it: it says what kind of meeting there is, when and
 * where, and nothing of its agenda. Holidays make a series that no rule of repetition can say, so
 * each of its meetings is an event of its own.
 */

#define ZONE "Europe/Amsterdam"

/* libical takes its zones from the machine, where they differ by version; this one is the same
 * everywhere, and true since 1996. */
static const char zone[] = "BEGIN:VTIMEZONE\r\n"
                           "TZID:" ZONE "\r\n"
                           "BEGIN:DAYLIGHT\r\n"
                           "TZNAME:CEST\r\n"
                           "TZOFFSETFROM:+0100\r\n"
                           "TZOFFSETTO:+0200\r\n"
                           "DTSTART:19960331T020000\r\n"
                           "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\n"
                           "END:DAYLIGHT\r\n"
                           "BEGIN:STANDARD\r\n"
                           "TZNAME:CET\r\n"
                           "TZOFFSETFROM:+0200\r\n"
                           "TZOFFSETTO:+0100\r\n"
                           "DTSTART:19961027T030000\r\n"
                           "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\n"
                           "END:STANDARD\r\n"
                           "END:VTIMEZONE\r\n";

/* Auxiliary functions */

static void
add_day_time (icalcomponent *event,
              icalproperty *(*create) (struct icaltimetype time),
              KlDate date,
              int minutes)
{
  const KlDate day = date + minutes / (24 * 60);
  g_autofree char *iso = kl_date_format (day, KL_DATE_STYLE_ISO);
  g_auto (GStrv) parts = g_strsplit (iso, "-", 3);
  g_autofree char *text = g_strdup_printf ("%s%s%sT%02d%02d00", parts[0], parts[1], parts[2],
                                           minutes / 60 % 24, minutes % 60);
  icalproperty *property = create (icaltime_from_string (text));

  icalproperty_add_parameter (property, icalparameter_new_tzid (ZONE));
  icalcomponent_add_property (event, property);
}

static void
add_stamp (icalcomponent *event, gint64 moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment);
  g_autofree char *text = g_date_time_format (utc, "%Y%m%dT%H%M%SZ");

  icalcomponent_add_property (event, icalproperty_new_dtstamp (icaltime_from_string (text)));
}

static icalcomponent *
create_event (const KlMeeting *meeting, gint64 moment)
{
  icalcomponent *event = icalcomponent_new (ICAL_VEVENT_COMPONENT);
  /* Translators: what a calendar shows: a kind of meeting, and a school */
  g_autofree char *summary =
    g_strdup_printf (C_ ("calendar", "%s, %s"),
                     kl_words_get_label (KL_WORDS_MEETING_KIND, (int) meeting->kind),
                     meeting->school_name);
  g_autofree char *uid = g_strdup_printf ("%s@kortelijnen.nl", meeting->uid);

  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  add_stamp (event, moment);
  add_day_time (event, icalproperty_new_dtstart, meeting->date, meeting->starts_at);
  add_day_time (event, icalproperty_new_dtend, meeting->date,
                meeting->starts_at + meeting->duration);
  icalcomponent_add_property (event, icalproperty_new_summary (summary));
  if (meeting->place != NULL && *meeting->place != '\0')
    icalcomponent_add_property (event, icalproperty_new_location (meeting->place));
  icalcomponent_add_property (event, icalproperty_new_description (
                                       _ ("The agenda and the papers are in Korte Lijnen.")));
  icalcomponent_add_property (event, icalproperty_new_class (ICAL_CLASS_PRIVATE));
  icalcomponent_add_property (event, icalproperty_new_sequence (meeting->sequence));

  return event;
}

/* What has a day. It comes back when it is done, on a day that nobody knows before: so it is no
 * rule of repetition, but said in words. */

static icalproperty *
create_due (KlDate day)
{
  g_autofree char *iso = kl_date_format (day, KL_DATE_STYLE_ISO);
  g_auto (GStrv) parts = g_strsplit (iso, "-", 3);
  g_autofree char *text = g_strjoinv ("", parts);

  return icalproperty_new_due (icaltime_from_string (text));
}

/* The same action is the same in every file, and no other is. */
static char *
create_action_uid (const KlAction *action, const KlSchool *school)
{
  g_autofree char *key =
    g_strdup_printf ("%s/%" G_GINT64_FORMAT "/%d", school->name, action->id, action->agreed_on);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);

  return g_strdup_printf ("%.32s@kortelijnen.nl", hash);
}

static void
add_description (icalcomponent *todo, const KlAction *action)
{
  g_autofree char *rhythm = kl_recurrence_format (&action->recurrence);
  const char *where = _ ("What it is about is in Korte Lijnen.");
  g_autofree char *text = *rhythm != '\0'
                            /* Translators: how often ("every 2 weeks"), then where it is about */
                            ? g_strdup_printf (_ ("Comes back %s. %s"), rhythm, where)
                            : g_strdup (where);

  icalcomponent_add_property (todo, icalproperty_new_description (text));
}

static icalcomponent *
create_todo (const KlAction *action, const KlSchool *school, gboolean with_words, gint64 moment)
{
  icalcomponent *todo = icalcomponent_new (ICAL_VTODO_COMPONENT);
  g_autofree char *uid = create_action_uid (action, school);
  /* Translators: what a calendar shows of something to do: the school */
  g_autofree char *summary = with_words
                               ? g_strdup (action->text)
                               : g_strdup_printf (C_ ("calendar", "Action, %s"), school->name);

  icalcomponent_add_property (todo, icalproperty_new_uid (uid));
  add_stamp (todo, moment);
  icalcomponent_add_property (todo, create_due (action->due));
  icalcomponent_add_property (todo, icalproperty_new_summary (summary));
  add_description (todo, action);
  icalcomponent_add_property (todo, icalproperty_new_class (ICAL_CLASS_PRIVATE));
  icalcomponent_add_property (todo, icalproperty_new_status (ICAL_STATUS_NEEDSACTION));

  return todo;
}

static gboolean
add_todos (KlDb *db,
           icalcomponent *calendar,
           GPtrArray *actions,
           gboolean with_words,
           gint64 moment,
           GError **error)
{
  g_autoptr (KlSchool) school = NULL;

  for (guint i = 0; i < actions->len; i++)
    {
      const KlAction *action = g_ptr_array_index (actions, i);

      if (action->due == KL_DATE_NONE || action->done_on != KL_DATE_NONE)
        continue;
      if (school == NULL || school->id != action->school_id)
        {
          g_clear_pointer (&school, kl_school_free);
          school = kl_schools_get (db, action->school_id, error);
        }
      if (school == NULL)
        return FALSE;
      icalcomponent_add_component (calendar, create_todo (action, school, with_words, moment));
    }

  return TRUE;
}

static void
drop_others (GPtrArray *meetings, gint64 series, gint64 meeting_id)
{
  for (guint i = 0; i < meetings->len; i++)
    {
      const KlMeeting *meeting = g_ptr_array_index (meetings, i);

      if (meeting->id != meeting_id && (series == 0 || meeting->series != series))
        g_ptr_array_remove_index (meetings, i--);
    }
}

static icalcomponent *
create_calendar (void)
{
  icalcomponent *calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);

  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar,
                              icalproperty_new_prodid ("-//Korte Lijnen//Korte Lijnen//NL"));
  icalcomponent_add_property (calendar, icalproperty_new_method (ICAL_METHOD_PUBLISH));

  return calendar;
}

/* Takes the calendar. */
static GBytes *
finish_calendar (icalcomponent *calendar)
{
  char *text = icalcomponent_as_ical_string_r (calendar);
  GBytes *bytes = g_bytes_new (text, strlen (text));

  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);

  return bytes;
}

/* Public API */

/**
 * kl_icalendar_write:
 * @meetings: (element-type KlMeeting): meetings
 * @moment: when it is written, in Unix seconds
 *
 * Returns: (transfer full): a calendar with an event for each
 */
GBytes *
kl_icalendar_write (GPtrArray *meetings, gint64 moment)
{
  icalcomponent *calendar = create_calendar ();

  icalcomponent_add_component (calendar, icalcomponent_new_from_string (zone));
  for (guint i = 0; i < meetings->len; i++)
    icalcomponent_add_component (calendar, create_event (g_ptr_array_index (meetings, i), moment));

  return finish_calendar (calendar);
}

/**
 * kl_icalendar_export_meeting:
 * @db: a connection
 * @meeting_id: a meeting
 * @moment: when it is written, in Unix seconds
 * @error: (out): return location for what went wrong
 *
 * Writes a meeting, with the others of its series, and that they leave in the log.
 *
 * Returns: (transfer full): a calendar, %NULL with an error
 */
GBytes *
kl_icalendar_export_meeting (KlDb *db, gint64 meeting_id, gint64 moment, GError **error)
{
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (GPtrArray) meetings = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  meeting = kl_meetings_get (db, meeting_id, error);
  if (meeting == NULL)
    return NULL;
  meetings = kl_meetings_list (db, meeting->school_id, 0, G_MAXINT32, error);
  if (meetings == NULL
      || !kl_audit_append (db, KL_AUDIT_EXPORT, KL_AUDIT_MEETING, meeting_id, meeting->school_id, 0,
                           "icalendar", error))
    return NULL;

  drop_others (meetings, meeting->series, meeting_id);
  return kl_icalendar_write (meetings, moment);
}

/**
 * kl_icalendar_export_coming:
 * @db: a connection
 * @school_id: a school
 * @today: the current day
 * @moment: when it is written, in Unix seconds
 * @error: (out): return location for what went wrong
 *
 * Writes all meetings of a school from today on, and that they leave in the log.
 *
 * Returns: (transfer full): a calendar, %NULL with an error
 */
GBytes *
kl_icalendar_export_coming (KlDb *db, gint64 school_id, KlDate today, gint64 moment, GError **error)
{
  g_autoptr (GPtrArray) meetings = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  meetings = kl_meetings_list (db, school_id, today, G_MAXINT32, error);
  if (meetings == NULL
      || !kl_audit_append (db, KL_AUDIT_EXPORT, KL_AUDIT_MEETING, 0, school_id, 0, "icalendar",
                           error))
    return NULL;

  return kl_icalendar_write (meetings, moment);
}

/**
 * kl_icalendar_export_actions:
 * @db: a connection
 * @filter: of which person and school, as kl_actions_list_seen() takes it
 * @with_words: whether it says what is to be done; without, only that something is
 * @moment: when it is written, in Unix seconds
 * @error: (out): return location for what went wrong
 *
 * Writes the open actions that have a day, and that they leave in the log. The cases they are of
 * are never named.
 *
 * Returns: (transfer full): a calendar with something to do for each, %NULL with an error
 */
GBytes *
kl_icalendar_export_actions (KlDb *db,
                             const KlActionFilter *filter,
                             gboolean with_words,
                             gint64 moment,
                             GError **error)
{
  g_autoptr (GPtrArray) actions = NULL;
  icalcomponent *calendar;

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);

  actions = kl_actions_list_seen (db, filter, error);
  if (actions == NULL
      || !kl_audit_append (db, KL_AUDIT_EXPORT, KL_AUDIT_ACTION, 0, filter->school_id, 0,
                           with_words ? "icalendar-words" : "icalendar", error))
    return NULL;

  calendar = create_calendar ();
  if (!add_todos (db, calendar, actions, with_words, moment, error))
    {
      icalcomponent_free (calendar);
      return NULL;
    }

  return finish_calendar (calendar);
}
