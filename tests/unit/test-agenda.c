/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dutch.h"
#include "model/kl-agenda.h"

#define TODAY kl_date_new (2025, 11, 20)

static KlAgendaItem *
add_item (KlMeeting *meeting, gint64 case_id, const char *title, const char *about, int minutes)
{
  KlAgendaItem *item = g_new0 (KlAgendaItem, 1);

  item->id = (gint64) meeting->items->len + 1;
  item->case_id = case_id;
  item->title = g_strdup (title);
  item->about = g_strdup (about);
  item->minutes = minutes;
  g_ptr_array_add (meeting->items, item);

  return item;
}

static KlMeeting *
new_meeting (KlDate day)
{
  KlMeeting *meeting = kl_meeting_new ();

  meeting->school_id = 1;
  meeting->date = day;
  meeting->starts_at = 13 * 60 + 15;
  meeting->duration = 75;

  return meeting;
}

static KlAttendee *
add_attendee (KlMeeting *meeting, const char *name, const char *role)
{
  KlAttendee *attendee = g_new0 (KlAttendee, 1);

  attendee->person = kl_person_new (KL_PERSON_PROFESSIONAL, 1, name, role);
  attendee->present = TRUE;
  g_ptr_array_add (meeting->attendees, attendee);

  return attendee;
}

static KlMeeting *
new_sample (void)
{
  KlMeeting *meeting = new_meeting (kl_date_new (2025, 11, 24));
  KlAgendaItem *item;

  meeting->previous_on = kl_date_new (2025, 10, 6);
  add_item (meeting, 0, "Opening", NULL, 5);
  item = add_item (meeting, 8, "Driftbuien thuis", "Jelle van den Berg", 15);
  item->about_group = g_strdup ("groep 7");
  item->n_changes = 5;
  item->ready = TRUE;
  item = add_item (meeting, 9, "Zwemles", "Gezin El Amrani", 10);
  item->n_changes = 1;

  return meeting;
}

static void
test_times (void)
{
  g_autoptr (KlMeeting) meeting = new_sample ();
  guint n_ready;

  g_assert_cmpint (kl_agenda_get_start (meeting, 0), ==, 13 * 60 + 15);
  g_assert_cmpint (kl_agenda_get_start (meeting, 2), ==, 13 * 60 + 35);
  g_assert_cmpint (kl_agenda_count_minutes (meeting), ==, 30);
  g_assert_cmpint (kl_agenda_get_free (meeting), ==, 45);
  add_item (meeting, 0, "Rondvraag", NULL, 60);
  g_assert_cmpint (kl_agenda_get_free (meeting), ==, -15);
  g_assert_cmpuint (kl_agenda_count_cases (meeting, &n_ready), ==, 2);
  g_assert_cmpuint (n_ready, ==, 1);
}

static void
test_words (void)
{
  g_autoptr (KlMeeting) meeting = new_sample ();
  g_autofree char *when = kl_agenda_format_when (meeting);
  g_autofree char *used = kl_agenda_format_used (meeting);
  g_autofree char *content = kl_agenda_format_content (meeting);
  g_autofree char *several = kl_agenda_format_changes (meeting, meeting->items->pdata[1]);
  g_autofree char *one = kl_agenda_format_changes (meeting, meeting->items->pdata[2]);
  g_autofree char *spoken = kl_agenda_format_spoken (meeting, 1);
  g_autofree char *too_long = NULL;

  g_assert_cmpstr (when, ==, "maandag 24 november 2025, 13.15–14.30");
  g_assert_cmpstr (used, ==, "30 van 75 minuten");
  g_assert_cmpstr (content, ==, "2 casussen, 1 klaar");
  g_assert_cmpstr (several, ==, "5 wijzigingen sinds 6 oktober");
  g_assert_cmpstr (one, ==, "1 wijziging sinds 6 oktober");
  g_assert_null (kl_agenda_format_changes (meeting, meeting->items->pdata[0]));
  g_assert_cmpstr (spoken, ==,
                   "Punt 2, Jelle van den Berg, groep 7, Driftbuien thuis, 13.20, 15 minuten, "
                   "5 wijzigingen sinds 6 oktober, samenvatting klaar");

  add_item (meeting, 0, "Rondvraag", NULL, 46);
  too_long = kl_agenda_format_used (meeting);
  g_assert_cmpstr (too_long, ==, "1 minuut te lang");
}

static void
test_attendees (void)
{
  g_autoptr (KlMeeting) meeting = new_meeting (TODAY);
  KlAttendee *attendee = add_attendee (meeting, "Marleen Kuijpers", "intern begeleider");
  g_autofree char *chair = NULL;
  g_autofree char *absent = NULL;

  attendee->chair = TRUE;
  chair = kl_agenda_format_attendee (attendee);
  g_assert_cmpstr (chair, ==, "intern begeleider, zit voor");
  g_assert_cmpuint (kl_agenda_count_present (meeting), ==, 1);

  attendee->chair = FALSE;
  attendee->present = FALSE;
  attendee->excuse = g_strdup ("scholing");
  absent = kl_agenda_format_attendee (attendee);
  g_assert_cmpstr (absent, ==, "intern begeleider, komt niet, scholing");
  g_assert_cmpuint (kl_agenda_count_present (meeting), ==, 0);
}

static void
test_drop (void)
{
  /* From the first to below the third of three: last. */
  g_assert_cmpint (kl_agenda_get_drop_position (0, 2, TRUE), ==, 3);
  g_assert_cmpint (kl_agenda_get_drop_position (0, 2, FALSE), ==, 2);
  g_assert_cmpint (kl_agenda_get_drop_position (2, 0, FALSE), ==, 1);
  g_assert_cmpint (kl_agenda_get_drop_position (2, 0, TRUE), ==, 2);
  g_assert_cmpint (kl_agenda_get_drop_position (1, 1, TRUE), ==, 2);
}

static void
test_typed_times (void)
{
  static const struct
  {
    const char *text;
    int minutes; /* -1: no time */
  } rows[] = {
    { "13.15", 795 }, { "13:15", 795 },    { " 9 ", 540 },  { "915", 555 },  { "1315", 795 },
    { "0.00", 0 },    { "23:59", 1439 },   { "24.00", -1 }, { "13.75", -1 }, { "13.1", -1 },
    { "", -1 },       { "half twee", -1 }, { "1.2.3", -1 }, { "13155", -1 }, { ".15", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      int minutes = -1;

      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (kl_agenda_parse_time (rows[i].text, &minutes), ==, rows[i].minutes >= 0);
      g_assert_cmpint (minutes, ==, rows[i].minutes);
    }
}

/* The autumn holiday is one week that does not count. */
static KlCalendar *
new_calendar (void)
{
  g_autoptr (GPtrArray) holidays =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);

  g_ptr_array_add (holidays, kl_holiday_new ("kerstvakantie", kl_date_new (2025, 12, 20),
                                             kl_date_new (2026, 1, 4)));

  return kl_calendar_new (holidays);
}

static void
test_propose (void)
{
  g_autoptr (GPtrArray) meetings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_meeting_free);
  g_autoptr (KlCalendar) calendar = new_calendar ();
  KlMeeting *last = new_meeting (kl_date_new (2025, 11, 24));
  g_autoptr (KlMeeting) next = NULL;
  g_autoptr (KlMeeting) first = NULL;
  g_autoptr (KlMeeting) again = NULL;

  last->place = g_strdup ("IB-kamer");
  add_attendee (last, "Ruud van Esch", NULL)->present = FALSE;
  g_ptr_array_add (meetings, new_meeting (kl_date_new (2025, 10, 6)));
  g_ptr_array_add (meetings, last);

  /* Six weeks of school: the two weeks of christmas do not count. */
  next = kl_agenda_propose (meetings, 1, KL_MEETING_CARE_TEAM, calendar, TODAY);
  g_assert_cmpint (next->date, ==, kl_date_new (2026, 1, 19));
  g_assert_cmpint (next->starts_at, ==, last->starts_at);
  g_assert_cmpstr (next->place, ==, "IB-kamer");
  g_assert_cmpuint (next->attendees->len, ==, 1);
  g_assert_true (((const KlAttendee *) next->attendees->pdata[0])->present);

  /* The first of its kind, and one after a long time, are a week from now. */
  first = kl_agenda_propose (meetings, 1, KL_MEETING_MDO, calendar, TODAY);
  g_assert_cmpint (first->date, >, TODAY + 6);
  g_assert_cmpuint (first->attendees->len, ==, 0);
  again = kl_agenda_propose (meetings, 1, KL_MEETING_CARE_TEAM, calendar, TODAY + 365);
  g_assert_cmpint (again->date, >, TODAY + 365);
  g_assert_true (kl_calendar_is_school_day (calendar, again->date));
}

static void
test_next (void)
{
  g_autoptr (GPtrArray) meetings =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_meeting_free);
  KlMeeting *soon = new_meeting (TODAY + 4);

  g_assert_null (kl_agenda_find_next (meetings, TODAY));
  g_ptr_array_add (meetings, new_meeting (TODAY - 1));
  g_assert_null (kl_agenda_find_next (meetings, TODAY));
  g_ptr_array_add (meetings, new_meeting (TODAY + 40));
  g_ptr_array_add (meetings, soon);
  g_assert_true (kl_agenda_find_next (meetings, TODAY) == soon);
  soon->settled = TRUE;
  g_assert_cmpint (kl_agenda_find_next (meetings, TODAY)->date, ==, TODAY + 40);
}

static void
test_usual (void)
{
  static const KlRole roles[] = { KL_ROLE_TEACHER, KL_ROLE_INTERN_BEGELEIDER, KL_ROLE_DIRECTOR };
  g_autoptr (GPtrArray) professionals =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_professional_free);
  g_autoptr (KlMeeting) meeting = new_meeting (TODAY);

  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      KlProfessional *professional = g_new0 (KlProfessional, 1);

      professional->id = (gint64) i + 1;
      professional->name = g_strdup ("Naam");
      professional->role = roles[i];
      g_ptr_array_add (professionals, professional);
    }
  kl_agenda_invite_usual (meeting, professionals);
  g_assert_cmpuint (meeting->attendees->len, ==, 2);
  g_assert_true (((const KlAttendee *) meeting->attendees->pdata[0])->chair);
  g_assert_false (((const KlAttendee *) meeting->attendees->pdata[1])->chair);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/agenda/times", test_times);
  g_test_add_func ("/agenda/words", test_words);
  g_test_add_func ("/agenda/attendees", test_attendees);
  g_test_add_func ("/agenda/drop", test_drop);
  g_test_add_func ("/agenda/typed-times", test_typed_times);
  g_test_add_func ("/agenda/propose", test_propose);
  g_test_add_func ("/agenda/next", test_next);
  g_test_add_func ("/agenda/usual", test_usual);

  return g_test_run ();
}
