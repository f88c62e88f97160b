/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "meeting-fixture.h"

#include <libical/ical.h>
#include <string.h>

#include "exchange/kl-icalendar.h"
#include "store/kl-meeting-plan.h"
#include "store/kl-meetings.h"

/* Meetings for other calendars, read back as a calendar reads them. */

#define MOMENT 1764000000

static icalcomponent *export (VaultFixture *fixture, gint64 meeting_id, char **text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kl_icalendar_export_meeting (fixture->db, meeting_id, MOMENT, &error);
  icalcomponent *calendar;

  g_assert_no_error (error);
  *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  calendar = icalcomponent_new_from_string (*text);
  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);

  return calendar;
}

static char *
get_text (icalcomponent *event, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);

  g_assert_nonnull (property);
  return g_strdup (icalproperty_get_value_as_string (property));
}

static void
assert_text (icalcomponent *event, icalproperty_kind kind, const char *expected)
{
  g_autofree char *text = get_text (event, kind);

  g_assert_cmpstr (text, ==, expected);
}

/* When it is in Unix seconds, by the zone that is in the file. */
static gint64
get_moment (icalcomponent *calendar, icalcomponent *event, icalproperty_kind kind)
{
  icalproperty *property = icalcomponent_get_first_property (event, kind);
  icalparameter *tzid = icalproperty_get_first_parameter (property, ICAL_TZID_PARAMETER);
  struct icaltimetype time = icalvalue_get_datetime (icalproperty_get_value (property));
  icaltimezone *zone;

  g_assert_cmpstr (icalparameter_get_tzid (tzid), ==, "Europe/Amsterdam");
  zone = icalcomponent_get_timezone (calendar, "Europe/Amsterdam");
  g_assert_nonnull (zone);

  return (gint64) icaltime_as_timet_with_zone (time, zone);
}

static void
test_meeting (VaultFixture *fixture, gconstpointer data)
{
  static const KlDate days[] = { 0, 200 }; /* in winter and in summer time */

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const KlDate day = TODAY + days[i];
      gint64 id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, day);
      g_autofree char *text = NULL;
      icalcomponent *calendar = export (fixture, id, &text);
      icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);

      g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VEVENT_COMPONENT), ==, 1);
      g_assert_cmpint (get_moment (calendar, event, ICAL_DTSTART_PROPERTY), ==,
                       kl_time_from_local (day, 13 * 60 + 15));
      g_assert_cmpint (get_moment (calendar, event, ICAL_DTEND_PROPERTY), ==,
                       kl_time_from_local (day, 14 * 60 + 30));
      assert_text (event, ICAL_LOCATION_PROPERTY, "IB-kamer");
      assert_text (event, ICAL_CLASS_PROPERTY, "PRIVATE");
      assert_text (event, ICAL_SEQUENCE_PROPERTY, "0");
      icalcomponent_free (calendar);
    }
}

/* A calendar is read over a shoulder: nobody's name is in it, and no title of a case. */
static void
test_private (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 id = meeting_fixture_plan (fixture, KL_MEETING_MDO, TODAY);
  g_autofree char *text = NULL;
  static const char *const hidden[] = { "Jelle",   "Berg",    "Driftbuien",
                                        "KANARIE", "Marleen", "afgemeld" };
  icalcomponent *calendar;

  meeting_fixture_add_case (fixture, id, case_id, "KANARIE");
  calendar = export (fixture, id, &text);
  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++)
    g_assert_null (strstr (text, hidden[i]));
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM audit_record WHERE"
                                              " ground = 'icalendar'"),
                   ==, 1);
  icalcomponent_free (calendar);
}

/* Lines of 75 bytes at most, whatever the words; what is special comes back as it was. */
static void
test_words (VaultFixture *fixture, gconstpointer data)
{
  static const char place[] =
    "Zaal \u201cDe Brug\u201d, 1e verdieping; links\\rechts, vraag naar "
    "\u00c7i\u011fdem of \u0641\u0627\u0637\u0645\u0629 bij de balie van het "
    "wijkcentrum aan de Van Broeckhovenlaan";
  gint64 id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  g_autoptr (KlMeeting) meeting = meeting_fixture_get (fixture, id);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  icalcomponent *calendar, *event;
  icalproperty *property;

  g_set_str (&meeting->place, place);
  g_assert_true (kl_meetings_edit (fixture->db, meeting, &error));
  calendar = export (fixture, id, &text);
  event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
  property = icalcomponent_get_first_property (event, ICAL_LOCATION_PROPERTY);
  g_assert_cmpstr (icalproperty_get_location (property), ==, place);
  lines = g_strsplit (text, "\r\n", -1);
  for (char **line = lines; *line != NULL; line++)
    {
      g_assert_cmpuint (strlen (*line), <=, 75);
      g_assert_null (strchr (*line, '\n'));
    }
  icalcomponent_free (calendar);
}

/* A change is the same event again, one further; the agenda is no change of it. */
static void
test_sequence (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  g_autoptr (KlMeeting) meeting = meeting_fixture_get (fixture, id);
  g_autoptr (GError) error = NULL;
  g_autofree char *uid = NULL;
  static const int shifts[] = { 0, 15, 15, 30 };
  static const char *const sequences[] = { "0", "1", "1", "2" };

  for (gsize i = 0; i < G_N_ELEMENTS (shifts); i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *found = NULL;
      icalcomponent *calendar, *event;

      meeting->starts_at = 13 * 60 + 15 + shifts[i];
      g_assert_true (kl_meetings_edit (fixture->db, meeting, &error));
      g_assert_cmpint (kl_meetings_add_point (fixture->db, id, "Punt", NULL, 5, &error), >, 0);
      calendar = export (fixture, id, &text);
      event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
      assert_text (event, ICAL_SEQUENCE_PROPERTY, sequences[i]);
      found = get_text (event, ICAL_UID_PROPERTY);
      if (uid == NULL)
        uid = g_strdup (found);
      g_assert_cmpstr (found, ==, uid);
      icalcomponent_free (calendar);
    }
}

static void
test_series (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlMeeting) first = meeting_fixture_new (KL_MEETING_CARE_TEAM, TODAY);
  g_autoptr (KlCalendar) days_off = kl_calendar_new_for_region (KL_REGION_ZUID);
  g_autoptr (GArray) days = kl_calendar_list_every (days_off, TODAY, 6, TODAY + 200);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GHashTable) uids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) coming = NULL;
  g_autofree char *text = NULL;
  icalcomponent *calendar;
  guint i = 0;

  ids = kl_meetings_plan_series (fixture->db, first, days, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, >, 2);
  meeting_fixture_plan (fixture, KL_MEETING_MDO, TODAY + 3);
  calendar = export (fixture, g_array_index (ids, gint64, 1), &text);
  g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VEVENT_COMPONENT), ==,
                   (int) ids->len);
  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT);
       event != NULL; event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      g_assert_cmpint (get_moment (calendar, event, ICAL_DTSTART_PROPERTY), ==,
                       kl_time_from_local (g_array_index (days, KlDate, i++), 13 * 60 + 15));
      g_assert_true (g_hash_table_add (uids, get_text (event, ICAL_UID_PROPERTY)));
    }
  icalcomponent_free (calendar);

  coming = kl_icalendar_export_coming (fixture->db, WILGENROOS, TODAY + 1, MOMENT, &error);
  g_assert_no_error (error);
  g_free (g_steal_pointer (&text));
  text = g_strndup (g_bytes_get_data (coming, NULL), g_bytes_get_size (coming));
  calendar = icalcomponent_new_from_string (text);
  g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VEVENT_COMPONENT), ==,
                   (int) ids->len);
  icalcomponent_free (calendar);
}

/* Actions */

static gint64
add_action (VaultFixture *fixture, const char *text, KlDate due, gint64 owner_id)
{
  g_autoptr (GError) error = NULL;
  KlPerson owner = { .kind = KL_PERSON_PROFESSIONAL, .id = owner_id };
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Geheim van Jelle");
  const KlAction action = { .case_id = case_id,
                            .text = (char *) text,
                            .owner = &owner,
                            .due = due,
                            .agreed_on = TODAY,
                            .recurrence = { KL_REPEAT_WEEKS, 2, due, KL_DATE_NONE } };
  const KlAction undated = {
    .case_id = case_id, .text = (char *) "Ooit", .owner = &owner, .agreed_on = TODAY
  };
  gint64 id = kl_actions_add (fixture->db, &action, &error);

  g_assert_no_error (error);
  kl_actions_add (fixture->db, &undated, &error);
  g_assert_no_error (error);

  return id;
}

static icalcomponent *
export_actions (VaultFixture *fixture, gboolean with_words, char **text)
{
  const KlActionFilter filter = { .school_id = WILGENROOS, .owner_id = KARIN, .open_only = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    kl_icalendar_export_actions (fixture->db, &filter, with_words, MOMENT, &error);
  icalcomponent *calendar;

  g_assert_no_error (error);
  *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  calendar = icalcomponent_new_from_string (*text);
  g_assert_nonnull (calendar);
  g_assert_cmpint (icalcomponent_count_errors (calendar), ==, 0);

  return calendar;
}

/* What has a day, of whom it is asked, and no word that was not asked for. */
static void
test_actions (VaultFixture *fixture, gconstpointer data)
{
  static const char *const summaries[] = { "Actie\\, KC De Wilgenroos",
                                           "Jelle spreken\\; dan bellen" };
  g_autofree char *uid = NULL;

  add_action (fixture, "Jelle spreken; dan bellen", TODAY + 4, KARIN);
  add_action (fixture, "Van een ander", TODAY + 4, MARLEEN);
  for (int words = 0; words < 2; words++)
    {
      g_autofree char *text = NULL;
      g_autofree char *found = NULL;
      icalcomponent *calendar = export_actions (fixture, words, &text);
      icalcomponent *todo = icalcomponent_get_first_component (calendar, ICAL_VTODO_COMPONENT);

      g_assert_cmpint (icalcomponent_count_components (calendar, ICAL_VTODO_COMPONENT), ==, 1);
      assert_text (todo, ICAL_DUE_PROPERTY, "20251124");
      assert_text (todo, ICAL_SUMMARY_PROPERTY, summaries[words]);
      assert_text (todo, ICAL_CLASS_PROPERTY, "PRIVATE");
      assert_text (todo, ICAL_STATUS_PROPERTY, "NEEDS-ACTION");
      g_assert_nonnull (strstr (text, "elke 2 weken"));
      g_assert_null (strstr (text, "Geheim"));
      g_assert_true ((strstr (text, "Jelle") != NULL) == words);
      found = get_text (todo, ICAL_UID_PROPERTY);
      if (uid == NULL)
        uid = g_strdup (found);
      g_assert_cmpstr (found, ==, uid);
      icalcomponent_free (calendar);
    }
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM audit_record WHERE ground LIKE"
                                              " 'icalendar%%'"),
                   ==, 2);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/icalendar/meeting", test_meeting);
  case_test_add ("/store/icalendar/private", test_private);
  case_test_add ("/store/icalendar/words", test_words);
  case_test_add ("/store/icalendar/sequence", test_sequence);
  case_test_add ("/store/icalendar/series", test_series);
  case_test_add ("/store/icalendar/actions", test_actions);

  return g_test_run ();
}
