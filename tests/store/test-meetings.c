/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "meeting-fixture.h"

#include "store/kl-actions.h"
#include "store/kl-consents.h"
#include "store/kl-dashboard.h"
#include "store/kl-meetings.h"
#include "store/kl-referrals.h"

#include <string.h>

static void
test_plan (VaultFixture *fixture, gconstpointer data)
{
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 before = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY - 42);
  gint64 id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 5);
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (KlMeeting) next = NULL;
  g_autoptr (KlMeeting) none = NULL;
  g_autoptr (KlMeeting) on_day = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  const KlAttendee *attendee;

  g_assert_cmpint (before, !=, id);
  g_assert_cmpint (kl_meetings_add_point (fixture->db, id, "Opening", NULL, 5, &error), >, 0);
  g_assert_cmpint (kl_meetings_add_case (fixture->db, id, jelle, "Wie belt?", 15, &error), >, 0);
  g_assert_no_error (error);

  meeting = meeting_fixture_get (fixture, id);
  g_assert_cmpstr (meeting->school_name, ==, "KC De Wilgenroos");
  g_assert_cmpint (meeting->previous_on, ==, TODAY - 42);
  g_assert_cmpint (meeting->starts_at, ==, 13 * 60 + 15);
  g_assert_cmpuint (meeting->attendees->len, ==, 3);
  attendee = g_ptr_array_index (meeting->attendees, 0);
  g_assert_true (attendee->chair && attendee->present);
  g_assert_cmpstr (attendee->person->name, ==, "Marleen Kuijpers");
  attendee = g_ptr_array_index (meeting->attendees, 2);
  g_assert_false (attendee->present);
  g_assert_cmpstr (attendee->excuse, ==, "afgemeld");
  g_assert_cmpuint (meeting->items->len, ==, 2);
  g_assert_cmpstr (meeting_fixture_get_item (meeting, 0)->title, ==, "Opening");
  g_assert_null (meeting_fixture_get_item (meeting, 0)->about);
  g_assert_cmpstr (meeting_fixture_get_item (meeting, 1)->title, ==, "Driftbuien thuis");
  g_assert_cmpstr (meeting_fixture_get_item (meeting, 1)->about, ==, "Jelle van den Berg");
  g_assert_cmpstr (meeting_fixture_get_item (meeting, 1)->about_short, ==, "Jelle, groep 7");
  g_assert_cmpint (meeting_fixture_get_item (meeting, 1)->n_changes, ==, 1);
  g_assert_cmpint (meeting_fixture_get_item (meeting, 1)->writer->id, ==, SAMIRA);

  next = kl_meetings_get_next (fixture->db, WILGENROOS, TODAY, &error);
  g_assert_cmpint (next->id, ==, id);
  none = kl_meetings_get_next (fixture->db, WEERLICHT, TODAY, &error);
  g_assert_null (none);
  g_assert_no_error (error);
  on_day = kl_meetings_get_on (fixture->db, WILGENROOS, TODAY - 42, &error);
  g_assert_cmpint (on_day->id, ==, before);
  all = kl_meetings_list (fixture->db, WILGENROOS, TODAY - 100, TODAY + 100, &error);
  g_assert_cmpuint (all->len, ==, 2);

  g_assert_true (kl_meetings_set_settled (fixture->db, id, TRUE, &error));
  none = kl_meetings_get_next (fixture->db, WILGENROOS, TODAY, &error);
  g_assert_null (none);
}

static void
test_agenda (VaultFixture *fixture, gconstpointer data)
{
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 5);
  gint64 items[4];
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (GError) error = NULL;
  KlPerson writer = { .kind = KL_PERSON_PROFESSIONAL, .id = KARIN };
  KlAgendaItem edited = { .title = (char *) "Opening en actielijst",
                          .question = (char *) "Klopt het?",
                          .minutes = 10,
                          .ready = TRUE,
                          .writer = &writer,
                          .decision = (char *) "Ja" };

  items[0] = kl_meetings_add_point (fixture->db, id, "Opening", NULL, 5, &error);
  items[1] = kl_meetings_add_case (fixture->db, id, jelle, NULL, 15, &error);
  items[2] = kl_meetings_add_point (fixture->db, id, "Groepsronde", NULL, 15, &error);
  items[3] = kl_meetings_add_point (fixture->db, id, "Rondvraag", NULL, 5, &error);
  g_assert_no_error (error);
  g_assert_cmpint (kl_meetings_add_case (fixture->db, id, jelle, NULL, 15, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_cmpint (kl_meetings_add_point (fixture->db, id, "x", NULL, 601, &error), ==, 0);
  g_clear_error (&error);
  g_assert_cmpint (kl_meetings_add_point (fixture->db, 999, "x", NULL, 1, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (kl_meetings_move_item (fixture->db, items[3], 2, &error));
  g_assert_true (kl_meetings_move_item (fixture->db, items[0], 99, &error));
  g_assert_true (kl_meetings_remove_item (fixture->db, items[2], &error));
  edited.id = items[0];
  g_assert_true (kl_meetings_edit_item (fixture->db, &edited, &error));
  g_assert_no_error (error);

  meeting = meeting_fixture_get (fixture, id);
  g_assert_cmpuint (meeting->items->len, ==, 3);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (meeting_fixture_get_item (meeting, i)->position, ==, i + 1);
  g_assert_cmpint (meeting_fixture_get_item (meeting, 0)->id, ==, items[3]);
  g_assert_cmpint (meeting_fixture_get_item (meeting, 1)->id, ==, items[1]);
  g_assert_cmpstr (meeting_fixture_get_item (meeting, 2)->title, ==, "Opening en actielijst");
  g_assert_cmpstr (meeting_fixture_get_item (meeting, 2)->decision, ==, "Ja");
  g_assert_true (meeting_fixture_get_item (meeting, 2)->ready);
  g_assert_cmpint (meeting_fixture_get_item (meeting, 2)->writer->id, ==, KARIN);
}

/* A case past the norm, a partner that does not answer, an action that is late, a consent that
 * ends, a question of nobody, and one in which all is well. */
static void
make_caseload (VaultFixture *fixture, gint64 cases[6])
{
  static const char *const titles[] = { "Geen contact", "Geen antwoord", "Te laat",
                                        "Toestemming",  "Van niemand",   "Gaat goed" };
  KlPerson samira = { .kind = KL_PERSON_PROFESSIONAL, .id = SAMIRA };
  KlPerson karin = { .kind = KL_PERSON_PROFESSIONAL, .id = KARIN };
  KlPerson mother = { .kind = KL_PERSON_GUARDIAN, .id = MIRANDA };
  KlPerson jelle = { .kind = KL_PERSON_PUPIL, .id = JELLE };
  KlPerson quiet = { .kind = KL_PERSON_PARTNER, .id = QUIET };
  const KlPerson *givers[] = { &mother, &jelle };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 6; i++)
    {
      cases[i] = case_fixture_add_case (fixture, JELLE, titles[i]);
      case_fixture_add_entry (fixture, cases[i], KL_ENTRY_CONVERSATION, TODAY - (i == 0 ? 13 : 2),
                              KL_VISIBILITY_TEAM, "Gesproken");
    }
  case_fixture_run (fixture, "UPDATE care_case SET opened_on = %d", TODAY - 60);
  case_fixture_run (fixture,
                    "UPDATE care_case SET status = 0, owner_id = NULL, opened_on = %d, theme = 1"
                    " WHERE id = %" G_GINT64_FORMAT,
                    TODAY - 1, cases[4]);

  kl_referrals_record (fixture->db,
                       &(KlReferral) { .case_id = cases[1],
                                       .partner = &quiet,
                                       .sender = &karin,
                                       .status = KL_REFERRAL_SENT,
                                       .sent_on = TODAY - 43 },
                       &error);
  g_assert_no_error (error);
  kl_actions_add (fixture->db,
                  &(KlAction) { .case_id = cases[2],
                                .text = (char *) "Ouders bellen",
                                .owner = &samira,
                                .due = TODAY - 2,
                                .agreed_on = TODAY - 9 },
                  &error);
  kl_actions_add (fixture->db,
                  &(KlAction) { .case_id = cases[2],
                                .text = (char *) "Later",
                                .owner = &samira,
                                .due = TODAY + 2,
                                .agreed_on = TODAY - 9 },
                  &error);
  g_assert_no_error (error);
  /* Who allow the same are asked again in one go. */
  for (gsize i = 0; i < G_N_ELEMENTS (givers); i++)
    kl_consents_add (fixture->db,
                     &(KlConsent) { .case_id = cases[3],
                                    .giver = (KlPerson *) givers[i],
                                    .receiver = &quiet,
                                    .from = TODAY - 38,
                                    .until = TODAY + 4 },
                     &error);
  /* This one was renewed. */
  for (int i = 0; i < 2; i++)
    kl_consents_add (fixture->db,
                     &(KlConsent) { .case_id = cases[5],
                                    .giver = &mother,
                                    .receiver = &quiet,
                                    .from = TODAY - 38,
                                    .until = TODAY + 4 + 42 * i },
                     &error);
  g_assert_no_error (error);
}

static void
test_dashboard (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    KlAttentionReason reason;
    int of;
    KlUrgency urgency;
    const char *title;
    const char *context;
    const char *days;
    const char *reference;
    gint64 who;
  } expected[] = {
    { KL_ATTENTION_NO_CONTACT, 0, KL_URGENCY_LATE, "Geen contact", "Jelle van den Berg", "13 dagen",
      "sinds gesprek 7 nov", SAMIRA },
    { KL_ATTENTION_NO_ANSWER, 1, KL_URGENCY_LATE, "Quiet", "Geen antwoord", "43 dagen",
      "gewoonlijk 8", KARIN },
    { KL_ATTENTION_ACTION_DUE, 2, KL_URGENCY_LATE, "Ouders bellen", "Te laat", "2 dagen",
      "stond op 18 nov", SAMIRA },
    { KL_ATTENTION_CONSENT_ENDING, 3, KL_URGENCY_SOON, "Quiet", "Toestemming", "over 4 dagen",
      "ma 24 nov", SAMIRA },
    { KL_ATTENTION_NEW_QUESTION, 4, KL_URGENCY_LATE, "Van niemand", "Jelle van den Berg", "1 dag",
      NULL, 0 },
  };
  g_autoptr (KlDashboard) dashboard = NULL;
  g_autoptr (GError) error = NULL;
  gint64 cases[6];
  const KlFlowMonth *month;
  const KlCaseRow *row;

  make_caseload (fixture, cases);
  meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 5);
  dashboard = kl_dashboard_load (fixture->db, WILGENROOS, TODAY, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (dashboard->attention->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const KlAttention *attention = g_ptr_array_index (dashboard->attention, i);

      g_assert_cmpint (attention->reason, ==, expected[i].reason);
      g_assert_cmpint (attention->urgency, ==, expected[i].urgency);
      g_assert_cmpint (attention->case_id, ==, cases[expected[i].of]);
      g_assert_cmpint (attention->school_id, ==, WILGENROOS);
      g_assert_cmpstr (attention->title, ==, expected[i].title);
      g_assert_cmpstr (attention->context, ==, expected[i].context);
      g_assert_cmpstr (attention->days_text, ==, expected[i].days);
      if (expected[i].reference != NULL)
        g_assert_cmpstr (attention->reference, ==, expected[i].reference);
      g_assert_cmpint (attention->who != NULL ? attention->who->id : 0, ==, expected[i].who);
    }

  g_assert_cmpstr (dashboard->school->name, ==, "KC De Wilgenroos");
  g_assert_cmpuint (dashboard->cases->len, ==, 6);
  row = g_ptr_array_index (dashboard->cases, 0);
  g_assert_cmpint (row->id, ==, cases[0]);
  g_assert_cmpuint (row->marks->len, ==, 2);
  g_assert_cmpint (dashboard->n_unanswered, ==, 1);
  g_assert_cmpint (dashboard->n_themes[KL_THEME_GROWING_UP], ==, 5);
  g_assert_cmpint (dashboard->n_themes[KL_THEME_ATTENDANCE], ==, 1);
  g_assert_cmpint (dashboard->next_meeting->date, ==, TODAY + 5);
  g_assert_cmpuint (dashboard->flow->len, ==, 6);
  month = &g_array_index (dashboard->flow, KlFlowMonth, 5);
  g_assert_cmpint (month->year * 100 + month->month, ==, 202511);
  g_assert_cmpint (month->opened, ==, 1);
  month = &g_array_index (dashboard->flow, KlFlowMonth, 3);
  g_assert_cmpint (month->month, ==, 9);
  g_assert_cmpint (month->opened, ==, 5);
}

/* In and out of a year that turns. */
static void
test_flow (VaultFixture *fixture, gconstpointer data)
{
  const KlDate today = kl_date_new (2026, 2, 10);
  g_autoptr (KlDashboard) dashboard = NULL;
  g_autoptr (GError) error = NULL;
  int opened = 0, closed = 0;

  for (int i = 0; i < 10; i++)
    case_fixture_add_case (fixture, JELLE, "Een vraag");
  case_fixture_run (fixture,
                    "UPDATE care_case SET opened_on = %d + (id & 15) * 20,"
                    " closed_on = %d + (id & 15) * 20 + 10, status = 4",
                    kl_date_new (2025, 8, 1), kl_date_new (2025, 8, 1));
  dashboard = kl_dashboard_load (fixture->db, WILGENROOS, today, &error);
  g_assert_no_error (error);

  g_assert_cmpint (g_array_index (dashboard->flow, KlFlowMonth, 0).month, ==, 9);
  g_assert_cmpint (g_array_index (dashboard->flow, KlFlowMonth, 4).year, ==, 2026);
  for (guint i = 0; i < dashboard->flow->len; i++)
    {
      opened += g_array_index (dashboard->flow, KlFlowMonth, i).opened;
      closed += g_array_index (dashboard->flow, KlFlowMonth, i).closed;
    }
  /* 21 August fell before the six months, 17 February is still to come. */
  g_assert_cmpint (opened, ==, 8);
  g_assert_cmpint (closed, ==, 8);
}

static void
test_overview (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) schools = NULL;
  g_autoptr (GPtrArray) of_marleen = NULL;
  g_autoptr (GHashTable) counts = NULL;
  g_autoptr (GError) error = NULL;
  gint64 cases[6];
  gint64 school_id = WILGENROOS;
  const KlSchoolOverview *overview;
  const KlLoad *load;

  make_caseload (fixture, cases);
  meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 5);
  schools = kl_overview_load (fixture->db, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (schools->len, ==, 2);
  overview = g_ptr_array_index (schools, 1);
  g_assert_cmpint (overview->school->id, ==, WILGENROOS);
  g_assert_cmpint (overview->n_open, ==, 6);
  g_assert_cmpint (overview->n_attention, ==, 5);
  g_assert_cmpint (overview->n_late, ==, 4);
  g_assert_cmpint (overview->n_kept, ==, 5);
  g_assert_cmpint (overview->n_new_this_month, ==, 1);
  g_assert_cmpint (overview->next_meeting_on, ==, TODAY + 5);
  load = g_ptr_array_index (overview->loads, 0);
  g_assert_cmpint (load->who->id, ==, SAMIRA);
  g_assert_cmpint (load->n_cases, ==, 5);
  g_assert_cmpint (load->n_attention, ==, 3);
  g_assert_cmpfloat (load->hours, ==, 3);
  overview = g_ptr_array_index (schools, 0);
  g_assert_cmpint (overview->n_open, ==, 0);

  counts = kl_attention_count_all (fixture->db, TODAY, &error);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, &school_id)), ==, 5);

  case_fixture_act_as (fixture, MARLEEN);
  of_marleen = kl_overview_load (fixture->db, TODAY, &error);
  g_assert_cmpuint (of_marleen->len, ==, 1);
}

static void
test_roles (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlDashboard) of_ruud = NULL;
  g_autoptr (GError) error = NULL;
  const KlAttention *attention;
  gint64 cases[6];

  make_caseload (fixture, cases);
  case_fixture_act_as (fixture, TINEKE);
  g_assert_null (kl_dashboard_load (fixture->db, WILGENROOS, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
  g_clear_error (&error);

  /* A director sees that something is due in a case, not what was agreed there. */
  case_fixture_act_as (fixture, RUUD);
  of_ruud = kl_dashboard_load (fixture->db, WILGENROOS, TODAY, &error);
  g_assert_no_error (error);
  attention = g_ptr_array_index (of_ruud->attention, 2);
  g_assert_cmpint (attention->reason, ==, KL_ATTENTION_ACTION_DUE);
  g_assert_cmpstr (attention->title, ==, "Te laat");
  g_assert_null (attention->context);
}

static void
test_suggestions (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) of_ruud = NULL;
  g_autoptr (GPtrArray) suggestions = NULL;
  g_autoptr (GError) error = NULL;
  const KlSuggestion *suggestion;
  gint64 cases[6];
  gint64 id;

  make_caseload (fixture, cases);
  meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY - 42);
  id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 5);
  for (int i = 0; i < 3; i++)
    case_fixture_add_entry (fixture, cases[5], KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_TEAM, "Nieuws");
  kl_meetings_add_point (fixture->db, id, "Opening", NULL, 5, &error);
  kl_meetings_add_case (fixture->db, id, cases[1], NULL, 10, &error);
  suggestions = kl_meetings_suggest (fixture->db, id, TODAY, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (suggestions->len, ==, 6);
  suggestion = g_ptr_array_index (suggestions, 0);
  g_assert_cmpint (suggestion->case_id, ==, cases[0]);
  g_assert_true (suggestion->late);
  g_assert_cmpstr (g_ptr_array_index (suggestion->reasons, 0), ==, "13 dagen geen contact");
  g_assert_cmpstr (g_ptr_array_index (suggestion->reasons, 1), ==,
                   "2 gebeurtenissen sinds 9 oktober");
  suggestion = g_ptr_array_index (suggestions, 1);
  g_assert_cmpstr (g_ptr_array_index (suggestion->reasons, 0), ==,
                   "Geen antwoord van Quiet, 43 dagen");
  g_assert_cmpint (suggestion->position, ==, 2);
  suggestion = g_ptr_array_index (suggestions, 2);
  g_assert_cmpstr (g_ptr_array_index (suggestion->reasons, 0), ==, "Actie te laat: Ouders bellen");
  suggestion = g_ptr_array_index (suggestions, 5);
  g_assert_cmpint (suggestion->case_id, ==, cases[5]);
  g_assert_false (suggestion->late);

  /* What is done in a case is content; the director is in one alone, by the agenda. */
  case_fixture_act_as (fixture, RUUD);
  of_ruud = kl_meetings_suggest (fixture->db, id, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (of_ruud->len, ==, 1);
  suggestion = g_ptr_array_index (of_ruud, 0);
  g_assert_cmpint (suggestion->case_id, ==, cases[1]);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/meetings/plan", test_plan);
  case_test_add ("/meetings/agenda", test_agenda);
  case_test_add ("/meetings/suggestions", test_suggestions);
  case_test_add ("/dashboard/numbers", test_dashboard);
  case_test_add ("/dashboard/flow", test_flow);
  case_test_add ("/dashboard/roles", test_roles);
  case_test_add ("/overview/numbers", test_overview);

  return g_test_run ();
}
