/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "meeting-fixture.h"

#include "store/kl-meetings.h"

static void
add_attendee (KlMeeting *meeting, gint64 id, gboolean chair, const char *excuse)
{
  KlAttendee *attendee = g_new0 (KlAttendee, 1);

  attendee->person = kl_person_new (KL_PERSON_PROFESSIONAL, id, NULL, NULL);
  attendee->chair = chair;
  attendee->present = excuse == NULL;
  attendee->excuse = g_strdup (excuse);
  g_ptr_array_add (meeting->attendees, attendee);
}

KlMeeting *
meeting_fixture_new (KlMeetingKind kind, KlDate day)
{
  KlMeeting *meeting = kl_meeting_new ();

  meeting->school_id = WILGENROOS;
  meeting->kind = kind;
  meeting->date = day;
  meeting->starts_at = 13 * 60 + 15;
  meeting->duration = 75;
  meeting->place = g_strdup ("IB-kamer");
  add_attendee (meeting, MARLEEN, TRUE, NULL);
  add_attendee (meeting, SAMIRA, FALSE, NULL);
  add_attendee (meeting, RUUD, FALSE, "afgemeld");

  return meeting;
}

gint64
meeting_fixture_plan (VaultFixture *fixture, KlMeetingKind kind, KlDate day)
{
  g_autoptr (KlMeeting) meeting = meeting_fixture_new (kind, day);
  g_autoptr (GError) error = NULL;
  gint64 id = kl_meetings_plan (fixture->db, meeting, &error);

  g_assert_no_error (error);
  return id;
}

gint64
meeting_fixture_add_case (VaultFixture *fixture,
                          gint64 meeting_id,
                          gint64 case_id,
                          const char *question)
{
  g_autoptr (GError) error = NULL;
  gint64 id = kl_meetings_add_case (fixture->db, meeting_id, case_id, question, 15, &error);

  g_assert_no_error (error);
  return id;
}

KlMeeting *
meeting_fixture_get (VaultFixture *fixture, gint64 meeting_id)
{
  g_autoptr (GError) error = NULL;
  KlMeeting *meeting = kl_meetings_get (fixture->db, meeting_id, &error);

  g_assert_no_error (error);
  return meeting;
}

const KlAgendaItem *
meeting_fixture_get_item (const KlMeeting *meeting, guint place)
{
  g_assert_cmpuint (place, <, meeting->items->len);
  return g_ptr_array_index (meeting->items, place);
}
