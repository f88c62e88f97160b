/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include "meetings/kl-case-brief.h"
#include "meetings/kl-meeting-work.h"
#include "store/kl-drafts.h"
#include "store/kl-meetings.h"

static gint64
plan (VaultFixture *fixture)
{
  g_autoptr (KlMeeting) meeting = kl_meeting_new ();
  g_autoptr (GError) error = NULL;
  gint64 id;

  meeting->school_id = WILGENROOS;
  meeting->date = TODAY + 5;
  meeting->starts_at = 13 * 60;
  meeting->duration = 60;
  for (gint64 i = MARLEEN; i <= SAMIRA; i++)
    {
      KlAttendee *attendee = g_new0 (KlAttendee, 1);

      attendee->person = kl_person_new (KL_PERSON_PROFESSIONAL, i, NULL, NULL);
      attendee->present = TRUE;
      attendee->chair = i == MARLEEN;
      g_ptr_array_add (meeting->attendees, attendee);
    }
  id = kl_meetings_plan (fixture->db, meeting, &error);
  g_assert_no_error (error);

  return id;
}

static KlMeetingView *
look (VaultFixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  KlMeetingView *view = kl_meeting_view_load (fixture->db, id, TODAY, &error);

  g_assert_no_error (error);
  return view;
}

static void
apply (VaultFixture *fixture, KlAgendaChange *taken)
{
  g_autoptr (KlAgendaChange) change = taken;
  g_autoptr (GError) error = NULL;

  kl_agenda_change_apply (fixture->db, change, &error);
  g_assert_no_error (error);
}

static void
apply_text (VaultFixture *fixture, KlAgendaAct act, gint64 id, gint64 item_id, const char *text)
{
  KlAgendaChange *change = kl_agenda_change_new (act, id, item_id);

  change->text = g_strdup (text);
  apply (fixture, change);
}

static void
apply_number (VaultFixture *fixture, KlAgendaAct act, gint64 id, gint64 item_id, int number)
{
  KlAgendaChange *change = kl_agenda_change_new (act, id, item_id);

  change->number = number;
  apply (fixture, change);
}

static const KlAgendaItem *
get_item (const KlMeetingView *view, guint place)
{
  g_assert_cmpuint (place, <, view->meeting->items->len);
  return g_ptr_array_index (view->meeting->items, place);
}

static gint64
add_sample (VaultFixture *fixture)
{
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 id = plan (fixture);
  KlAgendaChange *change = kl_agenda_change_new (KL_AGENDA_ADD_CASE, id, 0);

  change->case_id = jelle;
  apply (fixture, change);
  apply_text (fixture, KL_AGENDA_ADD_POINT, id, 0, "Rondvraag");

  return id;
}

static void
test_edit (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = add_sample (fixture);
  g_autoptr (KlMeetingView) before = look (fixture, id);
  gint64 item_id = get_item (before, 0)->id;
  g_autoptr (KlMeetingView) after = NULL;

  /* Each change leaves the others alone, also when they came in between. */
  apply_text (fixture, KL_AGENDA_SET_QUESTION, id, item_id, "Wie belt?");
  apply_number (fixture, KL_AGENDA_SET_MINUTES, id, item_id, 20);
  apply_number (fixture, KL_AGENDA_SET_READY, id, item_id, TRUE);
  apply_number (fixture, KL_AGENDA_MOVE, id, item_id, 2);

  after = look (fixture, id);
  g_assert_cmpstr (get_item (after, 0)->title, ==, "Rondvraag");
  g_assert_cmpstr (get_item (after, 1)->question, ==, "Wie belt?");
  g_assert_cmpint (get_item (after, 1)->minutes, ==, 20);
  g_assert_true (get_item (after, 1)->ready);
}

static void
test_undo (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = add_sample (fixture);
  g_autoptr (KlMeetingView) before = look (fixture, id);
  gint64 item_id = get_item (before, 0)->id;
  g_autoptr (KlMeetingView) gone = NULL;
  g_autoptr (KlMeetingView) back = NULL;
  KlAgendaChange *restore = kl_agenda_change_new (KL_AGENDA_RESTORE, id, 0);

  apply_text (fixture, KL_AGENDA_SET_QUESTION, id, item_id, "Wie belt?");
  apply_number (fixture, KL_AGENDA_SET_READY, id, item_id, TRUE);
  gone = look (fixture, id);
  restore->item = kl_agenda_item_copy (get_item (gone, 0));
  apply (fixture, kl_agenda_change_new (KL_AGENDA_REMOVE, id, item_id));
  g_clear_pointer (&gone, kl_meeting_view_free);
  gone = look (fixture, id);
  g_assert_cmpuint (gone->meeting->items->len, ==, 1);

  apply (fixture, restore);
  back = look (fixture, id);
  g_assert_cmpuint (back->meeting->items->len, ==, 2);
  g_assert_cmpstr (get_item (back, 0)->about, ==, "Jelle van den Berg");
  g_assert_cmpstr (get_item (back, 0)->question, ==, "Wie belt?");
  g_assert_true (get_item (back, 0)->ready);
}

static void
test_attendee (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = plan (fixture);
  KlAgendaChange *change = kl_agenda_change_new (KL_AGENDA_SET_ATTENDEE, id, 0);
  g_autoptr (KlMeetingView) view = NULL;
  const KlAttendee *attendee;

  change->number = 2;
  change->attendee = g_new0 (KlAttendee, 1);
  change->attendee->person = kl_person_new (KL_PERSON_PROFESSIONAL, SAMIRA, NULL, NULL);
  change->attendee->present = TRUE;
  change->attendee->chair = TRUE;
  apply (fixture, change);

  /* One leads. */
  view = look (fixture, id);
  attendee = g_ptr_array_index (view->meeting->attendees, 0);
  g_assert_false (attendee->chair);
  attendee = g_ptr_array_index (view->meeting->attendees, 2);
  g_assert_true (attendee->chair);
}

/* What lies on the table: only what is newer than the meeting before, and only what may be seen. */
static void
test_brief (VaultFixture *fixture, gconstpointer data)
{
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  g_autoptr (GError) error = NULL;
  g_autoptr (KlCaseBrief) brief = NULL;
  g_autoptr (KlCaseBrief) later = NULL;
  g_autofree char *since = NULL;
  g_autofree char *words = NULL;
  const KlEntry *entry;

  brief = kl_case_brief_load (fixture->db, jelle, TODAY - 7, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (brief->since->len, ==, 1);
  entry = g_ptr_array_index (brief->since, 0);
  words = kl_case_brief_format_entry (entry);
  g_assert_cmpstr (words, ==, entry->text);
  since = kl_case_brief_format_since (brief);
  g_assert_cmpstr (since, ==, "Sinds 13 november");
  g_assert_true (g_str_has_prefix (brief->subject, brief->file->row->title));
  g_assert_cmpuint (brief->facts->len, >=, 1);

  later = kl_case_brief_load (fixture->db, jelle, TODAY, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (later->since->len, ==, 0);
}

static void
test_due (void)
{
  KlAction action = { .due = kl_date_new (2025, 11, 17) };
  g_autofree char *late = kl_case_brief_format_due (&action, kl_date_new (2025, 11, 20));
  g_autofree char *ahead = kl_case_brief_format_due (&action, kl_date_new (2025, 11, 17));

  g_assert_cmpstr (late, ==, "ma 17 nov, 3 dagen te laat");
  g_assert_cmpstr (ahead, ==, "ma 17 nov");
}

static void
test_draft (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = add_sample (fixture);
  g_autoptr (KlMeetingView) before = look (fixture, id);
  gint64 item_id = get_item (before, 0)->id;
  g_autofree char *place = kl_meeting_get_draft_place (item_id);
  g_autoptr (KlMeetingView) view = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  KlDraftMark one = { 0 }, other = { 0 };
  GPtrArray *drafts;

  drafts = g_hash_table_lookup (before->drafts, &item_id);
  g_assert_cmpuint (drafts->len, ==, 0);
  g_assert_null (kl_drafts_join (drafts));

  /* Two windows that were left in the middle of a sentence. */
  kl_drafts_keep (fixture->db, place, "Wie be", &one, &error);
  g_assert_no_error (error);
  kl_drafts_keep (fixture->db, place, "Wat wil hij zelf", &other, &error);
  g_assert_no_error (error);
  view = look (fixture, id);
  drafts = g_hash_table_lookup (view->drafts, &item_id);
  g_assert_cmpuint (drafts->len, ==, 2);
  text = kl_drafts_join (drafts);
  g_assert_nonnull (strstr (text, "Wie be"));
  g_assert_nonnull (strstr (text, "Wat wil hij zelf"));
}

/* What two windows make of the same words: nothing of either goes. */
static void
test_two_windows (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *before;
    const char *now;
    const char *text;
    const char *kept;
  } rows[] = {
    { "", "", "Ik", "Ik" },
    { "", "Zij", "Ik", "Zij\nIk" },
    { "Samen.", "Samen. Zij", "Samen. Ik", "Samen. Zij\nIk" },
    { "Samen.", "Anders", "Samen. Ik", "Anders\nSamen. Ik" },
    { "Samen.", "Samen. Zij", "Samen. Zij en ik", "Samen. Zij en ik" },
    { "Samen.", "Samen. Zij", "Samen.", "Samen. Zij" },
    { "Samen.", "Samen.", "", "" },
  };
  gint64 id = add_sample (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (int notes = 0; notes < 2; notes++)
      {
        g_autoptr (KlMeetingView) view = look (fixture, id);
        const KlAgendaAct act = notes ? KL_AGENDA_SET_NOTES : KL_AGENDA_SET_QUESTION;
        const gint64 item_id = get_item (view, 0)->id;
        g_autoptr (KlAgendaChange) theirs = kl_agenda_change_new (act, id, item_id);
        g_autoptr (KlAgendaChange) mine = kl_agenda_change_new (act, id, item_id);
        g_autoptr (KlMeetingView) after = NULL;
        const char *kept;

        theirs->text = g_strdup (rows[i].now);
        mine->text = g_strdup (rows[i].text);
        mine->before = g_strdup (rows[i].before);
        g_assert_true (kl_agenda_change_apply (fixture->db, theirs, NULL));
        g_assert_true (kl_agenda_change_apply (fixture->db, mine, NULL));
        after = look (fixture, id);
        kept = notes ? get_item (after, 0)->notes : get_item (after, 0)->question;
        g_assert_cmpstr (kept != NULL ? kept : "", ==, rows[i].kept);
      }
}

static void
test_gone (VaultFixture *fixture, gconstpointer data)
{
  gint64 id = plan (fixture);
  g_autoptr (KlAgendaChange) change = kl_agenda_change_new (KL_AGENDA_SET_MINUTES, id, 999);
  g_autoptr (GError) error = NULL;

  g_assert_false (kl_agenda_change_apply (fixture->db, change, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/meeting-work/edit", test_edit);
  case_test_add ("/meeting-work/two-windows", test_two_windows);
  case_test_add ("/meeting-work/undo", test_undo);
  case_test_add ("/meeting-work/attendee", test_attendee);
  case_test_add ("/meeting-work/draft", test_draft);
  case_test_add ("/meeting-work/brief", test_brief);
  g_test_add_func ("/meeting-work/due", test_due);
  case_test_add ("/meeting-work/gone", test_gone);

  return g_test_run ();
}
