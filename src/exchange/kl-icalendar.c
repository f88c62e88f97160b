/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-icalendar.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "store/kl-audit.h"
#include "store/kl-meetings.h"

/*
 * Meetings for other people's calendars (iCalendar, RFC 5545). A calendar is seen by anybody who
 * looks over a shoulder or shares it: it says what kind of meeting there is, when and where, and
 * nothing of its agenda. Holidays make a series that no rule of repetition can say, so each of its
 * meetings is an event of its own.
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
  icalcomponent *calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  char *text;
  GBytes *bytes;

  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar,
                              icalproperty_new_prodid ("-//Korte Lijnen//Korte Lijnen//NL"));
  icalcomponent_add_property (calendar, icalproperty_new_method (ICAL_METHOD_PUBLISH));
  icalcomponent_add_component (calendar, icalcomponent_new_from_string (zone));
  for (guint i = 0; i < meetings->len; i++)
    icalcomponent_add_component (calendar, create_event (g_ptr_array_index (meetings, i), moment));

  text = icalcomponent_as_ical_string_r (calendar);
  bytes = g_bytes_new (text, strlen (text));
  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);

  return bytes;
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
