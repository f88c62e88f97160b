/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random-edits.h"

#include "store/kl-actions.h"
#include "store/kl-consents.h"
#include "store/kl-families.h"
#include "store/kl-trust.h"
#include "store/kl-wellbeing-rounds.h"

/* Through the store, as a window would. */

gint64
random_edits_choose_pupil (VaultFixture *fixture)
{
  return case_fixture_ask (fixture, "SELECT id FROM pupil ORDER BY (id * %d) %% 101, id LIMIT 1",
                           g_test_rand_int_range (1, 100));
}

gint64
random_edits_choose_case (VaultFixture *fixture)
{
  return case_fixture_ask (fixture,
                           "SELECT id FROM care_case ORDER BY (id * %d) %% 101, id LIMIT 1",
                           g_test_rand_int_range (1, 100));
}

void
random_edits_add_case (VaultFixture *fixture)
{
  g_autoptr (KlNewCase) question =
    case_fixture_new_question (random_edits_choose_pupil (fixture), "Een vraag");
  gint64 second = random_edits_choose_pupil (fixture);

  if (second != g_array_index (question->pupil_ids, gint64, 0))
    g_array_append_val (question->pupil_ids, second);
  question->asked_by = g_test_rand_int_range (KL_ASKED_BY_PUPIL, KL_ASKED_BY_TEACHER + 1);
  g_assert_true (kl_cases_add (fixture->db, question, TODAY, NULL, NULL));
}

void
random_edits_add_entry (VaultFixture *fixture)
{
  g_autoptr (KlEntry) entry = kl_entry_new ();
  g_autoptr (GError) error = NULL;

  entry->case_id = random_edits_choose_case (fixture);
  entry->kind = KL_ENTRY_CONVERSATION;
  entry->happened_on = TODAY - g_test_rand_int_range (0, 90);
  entry->text = g_strdup_printf ("Gesprek %d", g_test_rand_int ());
  for (int i = g_test_rand_int_range (0, 3); i > 0; i--)
    {
      gint64 pupil_id = random_edits_choose_pupil (fixture);

      g_array_append_val (entry->pupil_ids, pupil_id);
      g_ptr_array_add (entry->people,
                       kl_person_new (g_test_rand_bit () ? KL_PERSON_PUPIL : KL_PERSON_GUARDIAN,
                                      g_test_rand_bit () ? random_edits_choose_pupil (fixture)
                                                         : MIRANDA,
                                      NULL, NULL));
    }
  kl_entries_add (fixture->db, entry, TODAY, &error);
  g_assert_no_error (error);
}

void
random_edits_add_consent (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KlPerson giver = { .kind = g_test_rand_bit () ? KL_PERSON_PUPIL : KL_PERSON_GUARDIAN };
  KlPerson receiver = { .kind = KL_PERSON_PARTNER, .id = BUURTTEAM };
  KlConsent consent = { .case_id = random_edits_choose_case (fixture),
                        .giver = &giver,
                        .receiver = &receiver,
                        .pupil_id = g_test_rand_bit () ? random_edits_choose_pupil (fixture) : 0,
                        .from = TODAY };

  giver.id = giver.kind == KL_PERSON_PUPIL ? random_edits_choose_pupil (fixture) : FATIMA;
  kl_consents_add (fixture->db, &consent, &error);
  g_assert_no_error (error);
}

static void
edit_trust (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KlPerson face = { .kind = KL_PERSON_PUPIL, .id = random_edits_choose_pupil (fixture) };
  const KlTrustLink link = { .person = &face, .reachable = TRUE };

  kl_trust_append (fixture->db, random_edits_choose_case (fixture), &link, &error);
  g_assert_no_error (error);
}

static void
edit_member (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  kl_cases_add_pupil (fixture->db, random_edits_choose_case (fixture),
                      random_edits_choose_pupil (fixture),
                      g_test_rand_int_range (KL_CASE_ROLE_ABOUT, KL_CASE_ROLE_WITNESS + 1), &error);
  kl_guardians_link (fixture->db, g_test_rand_bit () ? MIRANDA : FATIMA,
                     random_edits_choose_pupil (fixture), g_test_rand_int_range (0, 4),
                     g_test_rand_bit (), &error);
  g_assert_no_error (error);
}

static void
edit_round (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KlWellbeingRound round = { .case_id = random_edits_choose_case (fixture), .day = TODAY };

  round.pupil_id =
    case_fixture_ask (fixture,
                      "SELECT max (pupil_id) FROM case_pupil WHERE case_id = %" G_GINT64_FORMAT,
                      round.case_id);
  if (round.pupil_id <= 0)
    return;
  round.voices[KL_WELLBEING_CHILD].of[KL_WELLBEING_SAFE] =
    (guint8) g_test_rand_int_range (1, KL_WELLBEING_MAX + 1);
  kl_wellbeing_rounds_add (fixture->db, &round, TODAY, &error);
  g_assert_no_error (error);
}

static void
edit_pupil (VaultFixture *fixture)
{
  case_fixture_run (fixture,
                    "UPDATE pupil SET municipality = %s, postcode = %s, initials = '%s',"
                    " birth = %d, sex = %d, year = %d, listed = %d WHERE id = %d",
                    g_test_rand_bit () ? "'Oss'" : "NULL",
                    g_test_rand_bit () ? "'5211 AA'" : "NULL", g_test_rand_bit () ? "J." : "",
                    g_test_rand_bit () ? TODAY - 3000 : 0, g_test_rand_int_range (0, 3),
                    g_test_rand_int_range (-1, 5), g_test_rand_bit (),
                    (int) random_edits_choose_pupil (fixture));
}

static void
edit_rows (VaultFixture *fixture)
{
  gint64 item = case_fixture_ask (fixture, "SELECT min (id) FROM agenda_item");

  case_fixture_run (fixture,
                    "INSERT OR IGNORE INTO pupil_group (pupil_id, group_id)"
                    " SELECT id, %d FROM pupil WHERE id = %d",
                    g_test_rand_bit () ? GROUP_4 : GROUP_7,
                    (int) random_edits_choose_pupil (fixture));
  case_fixture_run (fixture,
                    "INSERT OR IGNORE INTO attendee_item (item_id, person_kind, person_id)"
                    " VALUES (%d, 1, %d)",
                    (int) item, (int) random_edits_choose_pupil (fixture));
  case_fixture_run (fixture,
                    "INSERT INTO attendee (meeting_id, position, person_kind, person_id)"
                    " SELECT 1, coalesce (max (position), 0) + 1, 1, %d FROM attendee",
                    (int) random_edits_choose_pupil (fixture));
  case_fixture_run (fixture,
                    "INSERT OR IGNORE INTO referral_pupil (referral_id, pupil_id)"
                    " SELECT 1, id FROM pupil WHERE id = %d",
                    (int) random_edits_choose_pupil (fixture));
}

static void
edit_action (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KlPerson owner = { .kind = KL_PERSON_PROFESSIONAL, .id = KARIN };
  const KlDate due = TODAY + g_test_rand_int_range (-5, 10);
  KlAction action = { .case_id = random_edits_choose_case (fixture),
                      .text = "Bellen",
                      .owner = &owner,
                      .due = due,
                      .agreed_on = TODAY - 7 };

  if (g_test_rand_bit ())
    action.recurrence = (KlRecurrence) { KL_REPEAT_WEEKS, 1, due, KL_DATE_NONE };
  kl_actions_agree (fixture->db, &action, TODAY, &error);
  g_assert_no_error (error);
}

void
random_edits_make (VaultFixture *fixture, int n)
{
  static void (*const edits[]) (VaultFixture *fixture) = {
    random_edits_add_case,
    random_edits_add_entry,
    random_edits_add_entry,
    random_edits_add_consent,
    edit_trust,
    edit_member,
    edit_pupil,
    edit_round,
    edit_rows,
    edit_action,
  };

  while (n-- > 0)
    edits[g_test_rand_int_range (0, G_N_ELEMENTS (edits))](fixture);
}

void
random_edits_set_up (VaultFixture *fixture)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Boos thuis");

  case_fixture_run (fixture,
                    "INSERT INTO meeting (id, school_id, kind, day, starts_at, duration)"
                    " VALUES (1, 1, 0, %d, 540, 60)",
                    TODAY);
  case_fixture_run (fixture, "INSERT INTO agenda_item (meeting_id, position, title)"
                             " VALUES (1, 1, 'Jelle')");
  case_fixture_run (fixture,
                    "INSERT INTO referral (id, school_id, case_id, partner_id, purpose, status)"
                    " VALUES (1, 1, %" G_GINT64_FORMAT ", %d, 0, 0)",
                    case_id, BUURTTEAM);
}
