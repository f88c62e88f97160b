/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "meeting-fixture.h"

#include "store/kl-actions.h"
#include "store/kl-meeting-hold.h"
#include "store/kl-meeting-plan.h"
#include "store/kl-meeting-settle.h"
#include "store/kl-meeting-slide.h"
#include "store/kl-meetings.h"
#include "store/kl-referrals.h"
#include "store/kl-visibility.h"

#include <string.h>

#define NOW 1764000000

static gint64
decide (VaultFixture *fixture,
        gint64 item_id,
        KlDecisionKind kind,
        const char *text,
        gint64 owner_id,
        KlDate day,
        int value)
{
  g_autoptr (KlDecision) decision = g_new0 (KlDecision, 1);
  g_autoptr (GError) error = NULL;
  gint64 id;

  decision->item_id = item_id;
  decision->kind = kind;
  decision->text = g_strdup (text);
  decision->day = day;
  decision->value = value;
  if (owner_id != 0)
    decision->owner = kl_person_new (KL_PERSON_PROFESSIONAL, owner_id, NULL, NULL);
  if (kind == KL_DECISION_REFERRAL)
    decision->partner = kl_person_new (KL_PERSON_PARTNER, QUIET, NULL, NULL);
  id = kl_meetings_decide (fixture->db, decision, &error);
  g_assert_no_error (error);

  return id;
}

static void
finish (VaultFixture *fixture, gint64 item_id)
{
  g_autoptr (GError) error = NULL;

  kl_meetings_finish_item (fixture->db, item_id, TODAY, &error);
  g_assert_no_error (error);
}

static void
settle (VaultFixture *fixture, gint64 meeting_id)
{
  g_autoptr (GError) error = NULL;

  kl_meetings_settle (fixture->db, meeting_id, NOW, TODAY, &error);
  g_assert_no_error (error);
}

/* What is decided comes out of the meeting as work, and the case keeps the meeting. */
static void
test_finish (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GPtrArray) referrals = NULL;
  g_autoptr (GPtrArray) since = NULL;
  g_autoptr (GError) error = NULL;
  const KlAgendaItem *item;
  const KlAction *action = NULL;
  const KlEntry *entry;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, case_id, "Wie belt?");
  guint n_found = 0;

  g_assert_true (kl_meetings_begin (fixture->db, meeting_id, NOW - 3600, &error));
  g_assert_true (kl_meetings_begin (fixture->db, meeting_id, NOW, &error)); /* once */
  g_assert_true (
    kl_meetings_set_notes (fixture->db, item_id, "Moeder is moe, vader belt niet.", &error));
  g_assert_true (kl_meetings_set_spent (fixture->db, item_id, 432, &error));
  decide (fixture, item_id, KL_DECISION_ACTION, "Karin belt moeder", KARIN, TODAY + 8, 0);
  decide (fixture, item_id, KL_DECISION_LEVEL, "Niveau 3", 0, KL_DATE_NONE, 3);
  decide (fixture, item_id, KL_DECISION_STATUS, "Status: volgen", 0, TODAY + 42,
          KL_CASE_STATUS_MONITORING);
  decide (fixture, item_id, KL_DECISION_REFERRAL, "Aanmelden bij Quiet", 0, KL_DATE_NONE, 0);
  decide (fixture, item_id, KL_DECISION_AGREED, "We praten met moeder erbij", 0, KL_DATE_NONE, 0);

  /* Nothing becomes anything while it is talked about. */
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 0);
  finish (fixture, item_id);

  file = kl_cases_load_file (fixture->db, case_id, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (file->row->status, ==, KL_CASE_STATUS_MONITORING);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT support_level FROM care_case"), ==, 3);
  for (guint i = 0; i < file->actions->len; i++)
    {
      action = g_ptr_array_index (file->actions, i);
      n_found++;
    }
  g_assert_cmpuint (n_found, ==, 1);
  g_assert_cmpstr (action->text, ==, "Karin belt moeder");
  g_assert_cmpint (action->owner->id, ==, KARIN);
  g_assert_cmpint (action->due, ==, TODAY + 8);
  g_assert_cmpint (action->meeting_id, ==, meeting_id);

  referrals = kl_referrals_list (fixture->db, case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (referrals->len, ==, 1);
  g_assert_cmpint (((KlReferral *) g_ptr_array_index (referrals, 0))->status, ==,
                   KL_REFERRAL_PREPARED);
  g_assert_cmpint (((KlReferral *) g_ptr_array_index (referrals, 0))->partner->id, ==, QUIET);

  since = kl_entries_list_since (fixture->db, case_id, TODAY - 1, &error);
  g_assert_no_error (error);
  entry = g_ptr_array_index (since, since->len - 1);
  g_assert_cmpint (entry->kind, ==, KL_ENTRY_CARE_TEAM);
  g_assert_cmpstr (entry->text, ==, "Moeder is moe, vader belt niet.");
  g_assert_nonnull (strstr (entry->decision, "Karin belt moeder (Actie: Karin Verhagen, "));
  g_assert_nonnull (strstr (entry->decision, "We praten met moeder erbij"));
  g_assert_null (strstr (entry->decision, "(Afspraak)"));
  g_assert_cmpint (entry->meeting_id, ==, meeting_id);
  g_assert_cmpuint (entry->people->len, ==, 2); /* who did not come was not there */

  meeting = meeting_fixture_get (fixture, meeting_id);
  item = meeting_fixture_get_item (meeting, 0);
  g_assert_cmpint (meeting->held_from, ==, NOW - 3600);
  g_assert_cmpint (item->state, ==, KL_POINT_DISCUSSED);
  g_assert_cmpint (item->spent, ==, 432);
  g_assert_cmpuint (item->decisions->len, ==, 5);
  g_assert_true (((KlDecision *) g_ptr_array_index (item->decisions, 0))->applied);
  g_assert_cmpint (((KlDecision *) g_ptr_array_index (item->decisions, 0))->action_id, ==,
                   action->id);
  g_assert_cmpstr (item->decision, ==, entry->decision);
}

/* A point is finished once, and what was worked out stays. */
static void
test_finished_stays (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, case_id, NULL);
  gint64 decision_id =
    decide (fixture, item_id, KL_DECISION_ACTION, "Moeder bellen", 0, KL_DATE_NONE, 0);

  finish (fixture, item_id);
  g_assert_false (kl_meetings_finish_item (fixture->db, item_id, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kl_meetings_remove_decision (fixture->db, decision_id, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kl_meetings_set_notes (fixture->db, item_id, "anders", &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (kl_meetings_remove_item (fixture->db, item_id, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 1);
  g_assert_false (kl_db_exec (fixture->db, "DELETE FROM decision", NULL));
}

static void
reopen (VaultFixture *fixture, gint64 item_id)
{
  g_autoptr (GError) error = NULL;

  kl_meetings_reopen_item (fixture->db, item_id, TODAY, &error);
  g_assert_no_error (error);
}

/* Finishing is undone as a whole, and done again it is as it was. */
static void
test_reopen (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (GPtrArray) referrals = NULL;
  g_autoptr (GError) error = NULL;
  const KlAgendaItem *item;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, case_id, "Wie belt?");
  gint64 n_entries = case_fixture_ask (fixture, "SELECT count (*) FROM entry");
  gint64 n_counted = case_fixture_ask (fixture, "SELECT n_entries FROM care_case");
  gint64 n_logged;

  g_assert_true (kl_meetings_set_notes (fixture->db, item_id, "Moeder is moe.", &error));
  decide (fixture, item_id, KL_DECISION_ACTION, "Karin belt moeder", KARIN, TODAY + 8, 0);
  decide (fixture, item_id, KL_DECISION_LEVEL, "Niveau 3", 0, KL_DATE_NONE, 3);
  decide (fixture, item_id, KL_DECISION_LEVEL, "Toch niveau 4", 0, KL_DATE_NONE, 4);
  decide (fixture, item_id, KL_DECISION_STATUS, "Status: volgen", 0, TODAY + 42,
          KL_CASE_STATUS_MONITORING);
  decide (fixture, item_id, KL_DECISION_REFERRAL, "Aanmelden bij Quiet", 0, KL_DATE_NONE, 0);
  case_fixture_run (fixture, "UPDATE care_case SET support_level = 2, status = 1");
  finish (fixture, item_id);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT support_level FROM care_case"), ==, 4);

  n_logged = case_fixture_ask (fixture, "SELECT count (*) FROM audit_record");
  reopen (fixture, item_id);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM audit_record"), >, n_logged);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT support_level FROM care_case"), ==, 2);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT status FROM care_case"), ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT sum (applied) FROM decision"), ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM entry WHERE meeting_id = %d",
                                     (int) meeting_id),
                   ==, 0);
  referrals = kl_referrals_list (fixture->db, case_id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (((KlReferral *) g_ptr_array_index (referrals, 0))->status, ==,
                   KL_REFERRAL_WITHDRAWN);

  meeting = meeting_fixture_get (fixture, meeting_id);
  item = meeting_fixture_get_item (meeting, 0);
  g_assert_cmpint (item->state, ==, KL_POINT_AHEAD);
  g_assert_cmpstr (item->notes, ==, "Moeder is moe.");
  g_assert_cmpuint (item->decisions->len, ==, 5);

  g_assert_true (kl_meetings_set_notes (fixture->db, item_id, "Vader is moe.", &error));
  finish (fixture, item_id);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT support_level FROM care_case"), ==, 4);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM entry WHERE body ="
                                              " 'Vader is moe.'"),
                   ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM entry"), >, n_entries);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT n_entries FROM care_case"), >, n_counted);
}

/* What somebody went on with is not taken away, and not done twice. */
static void
test_reopen_touched (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, case_id, NULL);

  decide (fixture, item_id, KL_DECISION_ACTION, "Moeder bellen", KARIN, TODAY + 1, 0);
  decide (fixture, item_id, KL_DECISION_ACTION, "Vader bellen", KARIN, TODAY + 1, 0);
  decide (fixture, item_id, KL_DECISION_LEVEL, "Niveau 3", 0, KL_DATE_NONE, 3);
  finish (fixture, item_id);
  case_fixture_run (fixture, "UPDATE action SET done_on = %d WHERE body = 'Moeder bellen'", TODAY);
  case_fixture_run (fixture, "UPDATE care_case SET support_level = 5");

  reopen (fixture, item_id);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT support_level FROM care_case"), ==, 5);
  finish (fixture, item_id);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 2);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT support_level FROM care_case"), ==, 5);

  settle (fixture, meeting_id);
  g_assert_false (kl_meetings_reopen_item (fixture->db, item_id, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_assert_false (kl_db_exec (fixture->db, "UPDATE decision SET body = 'anders'", NULL));
}

/* Who may not read what the team says sees neither question nor notes, nor a case of elsewhere. */
static void
test_hidden (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, case_id, "KANARIE vraag");
  static const struct
  {
    gint64 reader;
    gboolean invited;
    gboolean reads;
    gboolean knows;
  } rows[] = {
    { MARLEEN, TRUE, TRUE, TRUE },
    { RUUD, TRUE, TRUE, TRUE },
    { RUUD, FALSE, FALSE, TRUE },
    { TINEKE, FALSE, FALSE, FALSE },
  };

  g_assert_true (kl_meetings_set_notes (fixture->db, item_id, "KANARIE", &error));
  decide (fixture, item_id, KL_DECISION_AGREED, "KANARIE besluit", 0, KL_DATE_NONE, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (KlMeeting) meeting = NULL;
      const KlAgendaItem *item;

      if (!rows[i].invited)
        case_fixture_run (fixture, "DELETE FROM attendee WHERE person_id = %d", RUUD);
      case_fixture_act_as (fixture, rows[i].reader);
      meeting = meeting_fixture_get (fixture, meeting_id);
      g_assert_true (kl_meetings_hide (fixture->db, meeting, &error));
      g_assert_no_error (error);
      item = meeting_fixture_get_item (meeting, 0);
      g_assert_cmpint (item->hidden, ==, !rows[i].reads);
      g_assert_cmpint (item->question != NULL, ==, rows[i].reads);
      g_assert_cmpint (item->notes != NULL, ==, rows[i].reads);
      g_assert_cmpint (item->decisions != NULL, ==, rows[i].reads);
      g_assert_cmpint (item->about != NULL, ==, rows[i].knows);
      g_assert_cmpint (item->case_id != 0, ==, rows[i].knows);
    }
}

/* One decision that cannot be undoes the whole point: no half meetings. */
static void
test_all_or_nothing (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, case_id, NULL);
  gint64 n_entries = case_fixture_ask (fixture, "SELECT count (*) FROM entry");

  decide (fixture, item_id, KL_DECISION_ACTION, "Moeder bellen", 0, KL_DATE_NONE, 0);
  decide (fixture, item_id, KL_DECISION_REFERRAL, "Aanmelden bij Quiet", 0, KL_DATE_NONE, 0);
  case_fixture_run (fixture, "UPDATE partner SET stopped_on = %d WHERE id = %d", TODAY - 1, QUIET);

  g_assert_false (kl_meetings_finish_item (fixture->db, item_id, TODAY, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM action"), ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM entry"), ==, n_entries);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT sum (applied) FROM decision"), ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT sum (state) FROM agenda_item"), ==, 0);
}

static void
test_refused (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    gboolean about_case;
    KlDecision decision;
  } cases[] = {
    { FALSE, { .kind = KL_DECISION_LEVEL, .text = "Niveau 3", .value = 3 } },
    { FALSE, { .kind = KL_DECISION_AGAIN, .text = "Terug" } },
    { TRUE, { .kind = KL_DECISION_LEVEL, .text = "Niveau 6", .value = 6 } },
    { TRUE, { .kind = KL_DECISION_LEVEL, .text = "Niveau 0", .value = 0 } },
    { TRUE, { .kind = KL_DECISION_STATUS, .text = "Sluiten", .value = KL_CASE_STATUS_CLOSED } },
    { TRUE, { .kind = KL_DECISION_REFERRAL, .text = "Verwijzen" } },
    { TRUE, { .kind = KL_DECISION_ACTION, .text = "  " } },
  };
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, case_id, NULL);
  gint64 point_id = kl_meetings_add_point (fixture->db, meeting_id, "Opening", NULL, 5, NULL);
  g_autoptr (KlSlide) slide = NULL;
  g_autoptr (GError) kept = NULL;

  /* What was said is neither thrown away with its point nor shown to all. */
  g_assert_true (kl_meetings_set_notes (fixture->db, point_id, "KANARIE", NULL));
  g_assert_false (kl_meetings_remove_item (fixture->db, point_id, &kept));
  g_assert_error (kept, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  slide = kl_meeting_slide_load (fixture->db, meeting_id, point_id, TODAY, NULL);
  g_assert_nonnull (slide);
  g_assert_null (slide->item->notes);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      KlDecision decision = cases[i].decision;

      decision.item_id = cases[i].about_case ? item_id : point_id;
      g_assert_cmpint (kl_meetings_decide (fixture->db, &decision, &error), ==, 0);
      g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
    }
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM decision"), ==, 0);
}

static void
test_edit_decision (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (KlDecision) decision = NULL;
  g_autoptr (GError) error = NULL;
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, case_id, NULL);
  gint64 gone = decide (fixture, item_id, KL_DECISION_AGREED, "Weg", 0, KL_DATE_NONE, 0);

  decide (fixture, item_id, KL_DECISION_ACTION, "Moeder bellen", MARLEEN, KL_DATE_NONE, 0);
  meeting = meeting_fixture_get (fixture, meeting_id);
  decision =
    kl_decision_copy (g_ptr_array_index (meeting_fixture_get_item (meeting, 0)->decisions, 1));
  decision->day = TODAY + 3;
  g_set_str (&decision->text, "Vader bellen");
  g_assert_true (kl_meetings_edit_decision (fixture->db, decision, &error));
  g_assert_true (kl_meetings_remove_decision (fixture->db, gone, &error));
  g_assert_no_error (error);

  g_clear_pointer (&meeting, kl_meeting_free);
  g_clear_pointer (&decision, kl_decision_free);
  meeting = meeting_fixture_get (fixture, meeting_id);
  g_assert_cmpuint (meeting_fixture_get_item (meeting, 0)->decisions->len, ==, 1);
  decision =
    kl_decision_copy (g_ptr_array_index (meeting_fixture_get_item (meeting, 0)->decisions, 0));
  g_assert_cmpstr (decision->text, ==, "Vader bellen");
  g_assert_cmpint (decision->day, ==, TODAY + 3);
  g_assert_cmpint (decision->owner->id, ==, MARLEEN);
}

/* What was not reached comes back, once. */
static void
test_carry_over (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlMeeting) first = NULL;
  g_autoptr (KlMeeting) next = NULL;
  g_autoptr (KlMeeting) later = NULL;
  g_autoptr (GError) error = NULL;
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 ilias = case_fixture_add_case (fixture, ILIAS, "Zwemles");
  gint64 noor = case_fixture_add_case (fixture, NOOR, "Stil");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 jelle_item = meeting_fixture_add_case (fixture, meeting_id, jelle, "Wie belt?");
  gint64 ilias_item = meeting_fixture_add_case (fixture, meeting_id, ilias, "Gaat hij mee?");
  gint64 mdo_id, next_id, later_id;

  meeting_fixture_add_case (fixture, meeting_id, noor, NULL);
  kl_meetings_add_point (fixture->db, meeting_id, "Rondvraag", NULL, 5, NULL);
  g_assert_true (kl_meetings_set_notes (fixture->db, jelle_item, "Besproken", &error));
  mdo_id = meeting_fixture_plan (fixture, KL_MEETING_MDO, TODAY + 7);
  next_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 42);
  later_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 84);
  case_fixture_run (fixture, "UPDATE care_case SET status = 4 WHERE id = %" G_GINT64_FORMAT, noor);
  settle (fixture, meeting_id);

  first = meeting_fixture_get (fixture, meeting_id);
  g_assert_true (first->settled);
  g_assert_cmpint (first->held_until, ==, NOW);
  g_assert_cmpint (meeting_fixture_get_item (first, 0)->state, ==, KL_POINT_DISCUSSED);
  g_assert_cmpint (meeting_fixture_get_item (first, 1)->state, ==, KL_POINT_NOT_REACHED);
  g_assert_cmpint (meeting_fixture_get_item (first, 3)->state, ==, KL_POINT_AHEAD); /* no case */

  next = meeting_fixture_get (fixture, next_id);
  g_assert_cmpuint (next->items->len, ==, 1); /* not the one that was closed */
  g_assert_cmpint (meeting_fixture_get_item (next, 0)->case_id, ==, ilias);
  g_assert_cmpint (meeting_fixture_get_item (next, 0)->carried_from, ==, ilias_item);
  g_assert_cmpstr (meeting_fixture_get_item (next, 0)->question, ==, "Gaat hij mee?");
  g_assert_cmpint (meeting_fixture_get_item (next, 0)->minutes, ==, 15);

  later = meeting_fixture_get (fixture, later_id);
  g_assert_cmpuint (later->items->len, ==, 0);
  g_clear_pointer (&later, kl_meeting_free);
  later = meeting_fixture_get (fixture, mdo_id);
  g_assert_cmpuint (later->items->len, ==, 0);

  g_assert_false (kl_meetings_settle (fixture->db, meeting_id, NOW, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
}

/* When no meeting is planned yet, the next one that is planned gets what waits. */
static void
test_carry_over_later (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlMeeting) next = NULL;
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);

  meeting_fixture_add_case (fixture, meeting_id, jelle, "Wie belt?");
  settle (fixture, meeting_id);
  next =
    meeting_fixture_get (fixture, meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 42));
  g_assert_cmpuint (next->items->len, ==, 1);
  g_assert_cmpint (meeting_fixture_get_item (next, 0)->case_id, ==, jelle);
}

static const KlSuggestion *
find_suggestion (GPtrArray *suggestions, gint64 case_id)
{
  for (guint i = 0; i < suggestions->len; i++)
    {
      const KlSuggestion *suggestion = g_ptr_array_index (suggestions, i);

      if (suggestion->case_id == case_id)
        return suggestion;
    }

  return NULL;
}

static gboolean
is_suggested_again (VaultFixture *fixture, gint64 meeting_id, gint64 case_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) suggestions = kl_meetings_suggest (fixture->db, meeting_id, TODAY, &error);
  const KlSuggestion *suggestion;

  g_assert_no_error (error);
  suggestion = find_suggestion (suggestions, case_id);
  for (guint i = 0; suggestion != NULL && i < suggestion->reasons->len; i++)
    if (g_str_equal (g_ptr_array_index (suggestion->reasons, i),
                     "Afspraak 20 november: over zes weken terug op de agenda"))
      return TRUE;

  return FALSE;
}

/* What comes back on a day is suggested from that day on, until it was discussed. */
static void
test_again (VaultFixture *fixture, gconstpointer data)
{
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, jelle, NULL);
  gint64 early, later, last;

  decide (fixture, item_id, KL_DECISION_AGAIN, "over zes weken terug op de agenda", 0, TODAY + 42,
          0);
  early = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 14);
  later = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 42);
  last = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY + 84);
  g_assert_false (is_suggested_again (fixture, later, jelle));
  finish (fixture, item_id);

  g_assert_false (is_suggested_again (fixture, early, jelle));
  g_assert_true (is_suggested_again (fixture, later, jelle));
  g_assert_true (is_suggested_again (fixture, last, jelle));

  finish (fixture, meeting_fixture_add_case (fixture, later, jelle, NULL));
  g_assert_false (is_suggested_again (fixture, last, jelle));
}

/* A director who comes for one point sees that case, and not the others. */
static void
test_only_for (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlPerson) ruud = kl_person_new (KL_PERSON_PROFESSIONAL, RUUD, NULL, NULL);
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 ilias = case_fixture_add_case (fixture, ILIAS, "Zwemles");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, jelle, NULL);
  KlSight sight;

  meeting_fixture_add_case (fixture, meeting_id, ilias, NULL);
  case_fixture_act_as (fixture, RUUD);
  g_assert_true (kl_visibility_get_case (fixture->db, ilias, &sight, &error));
  g_assert_true (sight.team);

  case_fixture_act_as (fixture, MARLEEN);
  g_array_append_val (ids, item_id);
  g_assert_true (kl_meetings_set_only_for (fixture->db, meeting_id, ruud, ids, &error));
  g_assert_no_error (error);
  meeting = meeting_fixture_get (fixture, meeting_id);
  g_assert_cmpuint (meeting_fixture_get_item (meeting, 0)->only_for->len, ==, 1);
  g_assert_null (meeting_fixture_get_item (meeting, 1)->only_for);

  case_fixture_act_as (fixture, RUUD);
  g_assert_true (kl_visibility_get_case (fixture->db, jelle, &sight, &error));
  g_assert_true (sight.team);
  g_assert_true (kl_visibility_get_case (fixture->db, ilias, &sight, &error));
  g_assert_false (sight.team);

  case_fixture_act_as (fixture, MARLEEN);
  g_assert_true (kl_meetings_set_only_for (fixture->db, meeting_id, ruud, NULL, &error));
  case_fixture_act_as (fixture, RUUD);
  g_assert_true (kl_visibility_get_case (fixture->db, ilias, &sight, &error));
  g_assert_true (sight.team);
}

static void
test_invited (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (GError) error = NULL;
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, jelle, NULL);

  g_assert_false (
    kl_meetings_set_invited (fixture->db, item_id, KL_ANSWER_YES, NULL, KL_ANSWER_NO, "", &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (kl_meetings_set_invited (fixture->db, item_id, KL_ANSWER_YES, NULL, KL_ANSWER_NO,
                                          "zit in de klas", &error));
  g_assert_no_error (error);
  meeting = meeting_fixture_get (fixture, meeting_id);
  g_assert_cmpint (meeting_fixture_get_item (meeting, 0)->parents, ==, KL_ANSWER_YES);
  g_assert_cmpint (meeting_fixture_get_item (meeting, 0)->pupil, ==, KL_ANSWER_NO);
  g_assert_cmpstr (meeting_fixture_get_item (meeting, 0)->pupil_why, ==, "zit in de klas");
}

/* What is on the beamer is what the one at the table who may see least may see. */

static KlSlide *
load_slide (VaultFixture *fixture, gint64 meeting_id, gint64 item_id)
{
  g_autoptr (GError) error = NULL;
  KlSlide *slide = kl_meeting_slide_load (fixture->db, meeting_id, item_id, TODAY, &error);

  g_assert_no_error (error);
  return slide;
}

static void
set_people (VaultFixture *fixture, gint64 meeting_id, KlPersonKind kind, gint64 id)
{
  g_autoptr (GPtrArray) attendees =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attendee_free);
  g_autoptr (GError) error = NULL;
  KlAttendee *first = g_new0 (KlAttendee, 1);
  KlAttendee *second = g_new0 (KlAttendee, 1);

  first->person = kl_person_new (KL_PERSON_PROFESSIONAL, MARLEEN, NULL, NULL);
  first->present = TRUE;
  second->person = kl_person_new (kind, id, id == 0 ? "Een gast" : NULL, NULL);
  second->present = TRUE;
  g_ptr_array_add (attendees, first);
  g_ptr_array_add (attendees, second);
  g_assert_true (kl_meetings_set_attendees (fixture->db, meeting_id, attendees, &error));
  g_assert_no_error (error);
}

static void
test_slide (VaultFixture *fixture, gconstpointer data)
{
  static const struct
  {
    KlPersonKind kind;
    gint64 id;
    gboolean consent;
    gboolean blocked;
    guint n_since;
    int n_withheld;
  } cases[] = {
    /* The owner and the director alone may see one; a private note is for nobody. */
    { KL_PERSON_PROFESSIONAL, SAMIRA, FALSE, FALSE, 2, 2 },
    { KL_PERSON_PROFESSIONAL, RUUD, FALSE, FALSE, 3, 1 },   /* at the meeting, so in the case */
    { KL_PERSON_PROFESSIONAL, TINEKE, FALSE, FALSE, 2, 2 }, /* of another school, but invited */
    { KL_PERSON_GUARDIAN, MIRANDA, FALSE, FALSE, 0, 4 },
    { KL_PERSON_GUARDIAN, FATIMA, FALSE, TRUE, 0, 0 }, /* of another child */
    { KL_PERSON_PUPIL, JELLE, FALSE, FALSE, 0, 4 },
    { KL_PERSON_PUPIL, ILIAS, FALSE, TRUE, 0, 0 },
    { KL_PERSON_PARTNER, QUIET, FALSE, TRUE, 0, 0 },
    { KL_PERSON_PARTNER, QUIET, TRUE, FALSE, 0, 4 },
    { KL_PERSON_OTHER, 0, FALSE, TRUE, 0, 0 },
  };
  gint64 pupil = case_fixture_ask (fixture, "SELECT id FROM pupil WHERE given = 'Jelle'");
  gint64 other = case_fixture_ask (fixture, "SELECT id FROM pupil WHERE given = 'Ilias'");
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, jelle, "KANARIE-vraag");

  /* Marleen keeps it moving and wrote all of it; the question itself is an entry as well. */
  case_fixture_act_as (fixture, MARLEEN);
  case_fixture_run (fixture, "UPDATE care_case SET owner_id = %d", MARLEEN);
  case_fixture_add_entry (fixture, jelle, KL_ENTRY_CONVERSATION, TODAY, KL_VISIBILITY_TEAM, "Team");
  case_fixture_add_entry (fixture, jelle, KL_ENTRY_CONVERSATION, TODAY,
                          KL_VISIBILITY_OWNER_AND_DIRECTOR, "KANARIE-vertrouwelijk");
  case_fixture_add_entry (fixture, jelle, KL_ENTRY_NOTE, TODAY, KL_VISIBILITY_PRIVATE,
                          "KANARIE-eigen");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlSlide) slide = NULL;
      gint64 id = cases[i].kind != KL_PERSON_PUPIL ? cases[i].id
                  : cases[i].id == JELLE           ? pupil
                                                   : other;

      g_test_message ("%u", (guint) i);
      case_fixture_run (fixture, "DELETE FROM consent");
      if (cases[i].consent)
        case_fixture_run (fixture,
                          "INSERT INTO consent (school_id, case_id, giver_kind, giver_id,"
                          " receiver_kind, receiver_id, status, first_day, last_day) VALUES"
                          " (1, %" G_GINT64_FORMAT ", 2, 1, 3, %d, 0, %d, %d)",
                          jelle, QUIET, TODAY - 1, TODAY + 1);
      set_people (fixture, meeting_id, cases[i].kind, id);
      slide = load_slide (fixture, meeting_id, item_id);
      g_assert_cmpint (slide->blocked_by != NULL, ==, cases[i].blocked);
      g_assert_cmpuint (slide->since->len, ==, cases[i].n_since);
      g_assert_cmpint (slide->n_withheld, ==, cases[i].n_withheld);
      g_assert_cmpint (slide->item->question == NULL, ==, cases[i].blocked);
      g_assert_cmpint (slide->item->title == NULL, ==, cases[i].blocked);
      for (guint e = 0; e < slide->since->len; e++)
        g_assert_cmpstr (((KlEntry *) g_ptr_array_index (slide->since, e))->text, !=,
                         "KANARIE-eigen");
    }
}

/* Who comes for another point is not at the table; a consent that was withdrawn is none. */
static void
test_slide_table (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlPerson) guest = kl_person_new (KL_PERSON_PARTNER, QUIET, NULL, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KlSlide) away = NULL;
  g_autoptr (KlSlide) withdrawn = NULL;
  g_autoptr (GError) error = NULL;
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 ilias = case_fixture_add_case (fixture, ILIAS, "Zwemles");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, jelle, "Wie belt?");
  gint64 other_id = meeting_fixture_add_case (fixture, meeting_id, ilias, "Gaat hij mee?");

  set_people (fixture, meeting_id, KL_PERSON_PARTNER, QUIET);
  case_fixture_run (fixture,
                    "INSERT INTO consent (school_id, case_id, giver_kind, giver_id, receiver_kind,"
                    " receiver_id, status, first_day, last_day, withdrawn_on) VALUES"
                    " (1, %" G_GINT64_FORMAT ", 2, 1, 3, %d, 0, %d, 0, 0),"
                    " (1, %" G_GINT64_FORMAT ", 2, 1, 3, %d, 2, %d, 0, %d)",
                    ilias, QUIET, TODAY - 9, ilias, QUIET, TODAY - 9, TODAY - 1);
  g_array_append_val (ids, other_id);
  g_assert_true (kl_meetings_set_only_for (fixture->db, meeting_id, guest, ids, &error));
  g_assert_no_error (error);

  away = load_slide (fixture, meeting_id, item_id);
  g_assert_null (away->blocked_by);
  g_assert_cmpstr (away->item->question, ==, "Wie belt?");
  withdrawn = load_slide (fixture, meeting_id, other_id);
  g_assert_cmpstr (withdrawn->blocked_by, ==, "Quiet");
  g_assert_null (withdrawn->item->about);
}

/* Who shows it sees it too: a director who is not in the case shows nothing of it, whoever else is
 * at the table. */
static void
test_slide_maker (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlSlide) slide = NULL;
  gint64 jelle = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 meeting_id = meeting_fixture_plan (fixture, KL_MEETING_CARE_TEAM, TODAY);
  gint64 item_id = meeting_fixture_add_case (fixture, meeting_id, jelle, "Wie belt?");

  set_people (fixture, meeting_id, KL_PERSON_PROFESSIONAL, SAMIRA);
  case_fixture_act_as (fixture, RUUD);
  slide = load_slide (fixture, meeting_id, item_id);
  g_assert_cmpstr (slide->blocked_by, ==, "Ruud van Esch");
  g_assert_null (slide->item->title);
  g_assert_null (slide->item->question);
  g_assert_cmpuint (slide->since->len, ==, 0);
}

/* Every six weeks of school; what stands there already is not doubled. */
static void
test_series (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (KlMeeting) first = meeting_fixture_new (KL_MEETING_CARE_TEAM, TODAY);
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_ZUID);
  g_autoptr (GArray) days = kl_calendar_make_series (calendar, TODAY, 4);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) again = NULL;
  g_autoptr (KlMeeting) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (days->len, ==, 4);
  ids = kl_meetings_plan_series (fixture->db, first, days, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 4);
  second = meeting_fixture_get (fixture, g_array_index (ids, gint64, 1));
  g_assert_cmpint (second->date, ==, g_array_index (days, KlDate, 1));
  g_assert_cmpint (second->series, ==, g_array_index (ids, gint64, 0));
  g_assert_cmpuint (second->attendees->len, ==, 3);
  g_assert_true (kl_calendar_is_school_day (calendar, second->date));

  again = kl_meetings_plan_series (fixture->db, first, days, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (again->len, ==, 0);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM meeting"), ==, 4);
}

int
main (int argc, char *argv[])
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/meeting-hold/finish", test_finish);
  case_test_add ("/store/meeting-hold/finished-stays", test_finished_stays);
  case_test_add ("/store/meeting-hold/reopen", test_reopen);
  case_test_add ("/store/meeting-hold/reopen-touched", test_reopen_touched);
  case_test_add ("/store/meeting-hold/hidden", test_hidden);
  case_test_add ("/store/meeting-hold/all-or-nothing", test_all_or_nothing);
  case_test_add ("/store/meeting-hold/refused", test_refused);
  case_test_add ("/store/meeting-hold/edit-decision", test_edit_decision);
  case_test_add ("/store/meeting-hold/carry-over", test_carry_over);
  case_test_add ("/store/meeting-hold/carry-over-later", test_carry_over_later);
  case_test_add ("/store/meeting-hold/again", test_again);
  case_test_add ("/store/meeting-hold/only-for", test_only_for);
  case_test_add ("/store/meeting-hold/invited", test_invited);
  case_test_add ("/store/meeting-hold/slide", test_slide);
  case_test_add ("/store/meeting-hold/slide-table", test_slide_table);
  case_test_add ("/store/meeting-hold/slide-maker", test_slide_maker);
  case_test_add ("/store/meeting-hold/series", test_series);

  return g_test_run ();
}
