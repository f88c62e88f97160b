/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "case-fixture.h"

#include <string.h>

#include "model/kl-partner-card.h"
#include "store/kl-consents.h"
#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"
#include "store/kl-referrals.h"

static KlPerson toegang = { .kind = KL_PERSON_PARTNER, .id = TOEGANG };
static KlPerson quiet = { .kind = KL_PERSON_PARTNER, .id = QUIET };
static KlPerson miranda = { .kind = KL_PERSON_GUARDIAN, .id = MIRANDA };

static gint64
prepare (VaultFixture *fixture, gint64 case_id, KlReferralPurpose purpose, KlPerson *partner)
{
  const KlReferral referral = {
    .case_id = case_id, .partner = partner, .purpose = purpose, .text = (char *) "Kan het sneller?"
  };
  g_autoptr (GError) error = NULL;
  gint64 id = kl_referrals_prepare (fixture->db, &referral, TODAY, &error);

  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  return id;
}

static void
give_consent (VaultFixture *fixture, gint64 case_id, KlPerson *receiver, KlDate from, KlDate until)
{
  g_autoptr (GPtrArray) consents = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  KlConsent consent = {
    .case_id = case_id, .giver = &miranda, .receiver = receiver, .from = from, .until = until
  };

  g_ptr_array_add (consents, &consent);
  kl_consents_obtain (fixture->db, consents, from, "Moeder vindt het goed.", TODAY, &error);
  g_assert_no_error (error);
}

static gboolean
send (VaultFixture *fixture, gint64 id, const char *reason, KlSendVerdict **verdict, GError **error)
{
  const KlSending sending = { .day = TODAY, .reason = reason };

  return kl_referrals_send (fixture->db, id, &sending, TODAY, verdict, error);
}

static void
step (VaultFixture *fixture, gint64 id, const KlReferralStep *what)
{
  g_autoptr (GError) error = NULL;

  kl_referrals_step (fixture->db, id, what, TODAY, &error);
  g_assert_no_error (error);
}

/* Everything that a change of a referral may touch, as one number. */
static gint64
count_all (VaultFixture *fixture)
{
  return case_fixture_ask (fixture, "SELECT (SELECT count (*) FROM referral_event) * 1000000"
                                    " + (SELECT count (*) FROM entry) * 1000"
                                    " + (SELECT count (*) FROM audit_record)"
                                    " + (SELECT sum (status) FROM referral) * 100000000");
}

/* Rule 4 where it counts */

static void
test_held_back (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 id = prepare (fixture, case_id, KL_REFERRAL_AANJAGEN, &toegang);
  gint64 entries = case_fixture_ask (fixture, "SELECT count (*) FROM entry");
  g_autoptr (KlSendVerdict) verdict = NULL;
  g_autoptr (KlReferral) referral = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *lacks = NULL;

  g_assert_false (send (fixture, id, NULL, &verdict, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
  /* The name is in the verdict and not in the error. */
  g_assert_null (strstr (error->message, "Miranda"));
  g_clear_error (&error);
  lacks = kl_send_verdict_format (verdict);
  g_assert_cmpstr (lacks, ==, "Toestemming van Miranda Smits ontbreekt");

  referral = kl_referrals_get (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (referral->status, ==, KL_REFERRAL_PREPARED);
  g_assert_cmpint (referral->sent_on, ==, KL_DATE_NONE);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM entry"), ==, entries);

  /* That it was tried is kept, in the history and in the log of the pupil. */
  events = kl_referrals_list_events (fixture->db, id, &error);
  g_assert_cmpuint (events->len, ==, 2);
  g_assert_cmpint (((KlReferralEvent *) g_ptr_array_index (events, 1))->kind, ==,
                   KL_REFERRAL_EVENT_STOPPED);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count (*) FROM audit_record WHERE act = %d"
                                     " AND subject = %d AND subject_id = %d AND pupil_id = %d"
                                     " AND ground = 'consent-missing'",
                                     KL_AUDIT_REFUSE, KL_AUDIT_REFERRAL, (int) id, JELLE),
                   ==, 1);
}

static void
test_sent (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 id = prepare (fixture, case_id, KL_REFERRAL_DOORGELEIDING, &toegang);
  g_autoptr (KlSendVerdict) verdict = NULL;
  g_autoptr (KlReferral) referral = NULL;
  g_autoptr (GError) error = NULL;

  give_consent (fixture, case_id, &toegang, TODAY - 3, TODAY + 39);
  g_assert_true (send (fixture, id, NULL, &verdict, &error));
  g_assert_no_error (error);
  g_assert_cmpint (verdict->ground, ==, KL_GROUND_CONSENT);
  g_assert_cmpint (verdict->until, ==, TODAY + 39);

  referral = kl_referrals_get (fixture->db, id, &error);
  g_assert_cmpint (referral->status, ==, KL_REFERRAL_SENT);
  g_assert_cmpint (referral->sent_on, ==, TODAY);
  /* Nothing was answered yet: the 24 days that were told. */
  g_assert_cmpint (referral->expected_on, ==, TODAY + 24);
  g_assert_cmpint (referral->sender->id, ==, SAMIRA);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count (*) FROM entry WHERE kind = %d AND"
                                     " referral_id = %d AND partner_id = %d AND body ="
                                     " 'Kan het sneller?'",
                                     KL_ENTRY_REFERRAL, (int) id, TOEGANG),
                   ==, 1);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT passed_on * 10 + led_to_help FROM care_case"
                                     " WHERE id = %" G_GINT64_FORMAT,
                                     case_id),
                   ==, 10);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count (*) FROM audit_record WHERE subject = %d"
                                     " AND ground = 'consent'",
                                     KL_AUDIT_REFERRAL),
                   ==, 1);

  /* It cannot leave twice. */
  g_assert_false (send (fixture, id, NULL, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
}

/* Until when it was agreed and when it was taken back are two days. */
static void
check_both_days (VaultFixture *fixture, gint64 consent_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlConsent) consent = kl_consents_get (fixture->db, consent_id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (consent->status, ==, KL_CONSENT_WITHDRAWN);
  g_assert_cmpint (consent->until, ==, TODAY + 42);
  g_assert_cmpint (consent->withdrawn_on, ==, TODAY);
  g_assert_cmpint (kl_consent_get_last_day (consent), ==, TODAY - 1);
  g_assert_false (kl_consent_holds (consent, TODAY));
}

/* Which entry tells of which, also when both are of the same day. */
static void
test_tellings (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  KlPerson *const partners[] = { &toegang, &quiet };
  gint64 ids[G_N_ELEMENTS (partners)];
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (GError) error = NULL;
  guint n_told = 0, n_agreed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (partners); i++)
    {
      give_consent (fixture, case_id, partners[i], TODAY - 1, KL_DATE_NONE);
      ids[i] = prepare (fixture, case_id, KL_REFERRAL_AANJAGEN, partners[i]);
      g_assert_true (send (fixture, ids[i], NULL, NULL, &error));
      g_assert_no_error (error);
    }

  file = kl_cases_load_file (fixture->db, case_id, TODAY, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < file->tellings->len; i++)
    {
      const KlCaseTelling *telling = &g_array_index (file->tellings, KlCaseTelling, i);

      n_agreed += telling->consent_id != 0;
      if (telling->referral_id == 0)
        continue;
      g_assert_cmpuint (n_told, <, G_N_ELEMENTS (ids));
      g_assert_cmpint (telling->referral_id, ==, ids[n_told++]);
      g_assert_cmpint (case_fixture_ask (fixture, "SELECT referral_id FROM entry WHERE id = %ld",
                                         (long) telling->entry_id),
                       ==, telling->referral_id);
    }
  g_assert_cmpuint (n_told, ==, G_N_ELEMENTS (ids));
  g_assert_cmpuint (n_agreed, ==, G_N_ELEMENTS (partners));
}

static void
test_consent_of_another_day (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 id = prepare (fixture, case_id, KL_REFERRAL_CONSULT, &toegang);
  g_autoptr (KlSendVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  gint64 consent_id;

  give_consent (fixture, case_id, &toegang, TODAY - 43, TODAY - 1);
  g_assert_false (send (fixture, id, NULL, &verdict, &error));
  g_assert_cmpint (((KlLack *) g_ptr_array_index (verdict->lacks, 0))->kind, ==, KL_LACK_ENDED);
  consent_id = ((KlLack *) g_ptr_array_index (verdict->lacks, 0))->consent_id;
  g_clear_error (&error);

  /* Renewed, then taken back, then given again. */
  consent_id =
    kl_consents_renew (fixture->db, consent_id, TODAY, TODAY + 42, KL_MANNER_PHONE, TODAY, &error);
  g_assert_no_error (error);
  g_assert_true (
    kl_consents_withdraw (fixture->db, consent_id, TODAY, "Toch liever niet", TODAY, &error));
  check_both_days (fixture, consent_id);
  g_assert_false (kl_consents_withdraw (fixture->db, consent_id, TODAY, NULL, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
  g_clear_error (&error);
  g_clear_pointer (&verdict, kl_send_verdict_free);
  g_assert_false (send (fixture, id, NULL, &verdict, &error));
  g_assert_cmpint (((KlLack *) g_ptr_array_index (verdict->lacks, 0))->kind, ==, KL_LACK_WITHDRAWN);
  g_clear_error (&error);
  kl_consents_renew (fixture->db, consent_id, TODAY, TODAY + 42, KL_MANNER_SPOKEN, TODAY, &error);
  g_assert_true (send (fixture, id, NULL, NULL, &error));
  g_assert_no_error (error);

  /* Obtained, renewed, withdrawn and renewed: four times in the timeline. */
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM entry WHERE kind = %d",
                                     KL_ENTRY_CONSENT),
                   ==, 4);
}

static void
test_melding (VaultFixture *fixture, gconstpointer data)
{
  KlPerson safe = { .kind = KL_PERSON_PARTNER, .id = SAFE_AT_HOME };
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Zorgen");
  gint64 id = prepare (fixture, case_id, KL_REFERRAL_MELDING, &safe);
  gint64 other = prepare (fixture, case_id, KL_REFERRAL_MELDING, &toegang);
  g_autoptr (KlReferral) referral = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (send (fixture, id, NULL, NULL, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_true (send (fixture, id, "Acute onveiligheid", NULL, &error));
  g_assert_no_error (error);
  referral = kl_referrals_get (fixture->db, id, &error);
  g_assert_cmpint (referral->ground, ==, KL_GROUND_MELDING);
  g_assert_cmpstr (referral->ground_reason, ==, "Acute onveiligheid");
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count (*) FROM audit_record WHERE subject = %d"
                                     " AND ground = 'melding: Acute onveiligheid'",
                                     KL_AUDIT_REFERRAL),
                   ==, 1);

  /* To anybody else a reason is not enough, unless it cannot wait. */
  g_assert_false (send (fixture, other, "Acute onveiligheid", NULL, &error));
  g_clear_error (&error);
  g_assert_true (kl_referrals_send (fixture->db, other,
                                    &(KlSending) { .day = TODAY,
                                                   .emergency = TRUE,
                                                   .reason = "Kind is weggelopen" },
                                    TODAY, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count (*) FROM referral WHERE urgent = 1"
                                     " AND ground = %d",
                                     KL_GROUND_EMERGENCY),
                   ==, 1);
}

/* A case of a class is of nobody in particular; one of two children can go for one of them. */
static void
test_whom (VaultFixture *fixture, gconstpointer data)
{
  gint64 of_class = case_fixture_add_case (fixture, 0, "Ruzie op het plein");
  gint64 of_two = case_fixture_add_case (fixture, JELLE, "Samen ruzie");
  gint64 plain = prepare (fixture, of_class, KL_REFERRAL_CONSULT, &toegang);
  gint64 noor = NOOR;
  g_autoptr (GArray) pupils = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KlSendVerdict) verdict = NULL;
  g_autoptr (GError) error = NULL;
  KlReferral plan = { .case_id = of_two, .partner = &toegang, .purpose = KL_REFERRAL_CONSULT };
  const KlSending sending = { .day = TODAY };

  case_fixture_run (fixture, "UPDATE care_case SET family_id = NULL");
  g_assert_true (send (fixture, plain, NULL, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (kl_cases_add_pupil (fixture->db, of_two, NOOR, KL_CASE_ROLE_AFFECTED, &error));
  give_consent (fixture, of_two, &toegang, TODAY, TODAY + 42);
  /* Of Noor no parent is known. */
  verdict = kl_referrals_check_plan (fixture->db, &plan, &sending, &error);
  g_assert_false (verdict->allowed);
  g_assert_cmpuint (verdict->lacks->len, ==, 1);
  g_assert_cmpint (((KlLack *) g_ptr_array_index (verdict->lacks, 0))->kind, ==, KL_LACK_GUARDIAN);
  g_clear_pointer (&verdict, kl_send_verdict_free);

  plan.pupil_ids = pupils;
  g_array_append_val (pupils, noor);
  verdict = kl_referrals_check_plan (fixture->db, &plan, &sending, &error);
  g_assert_false (verdict->allowed);
  g_clear_pointer (&verdict, kl_send_verdict_free);
  g_array_index (pupils, gint64, 0) = JELLE;
  verdict = kl_referrals_check_plan (fixture->db, &plan, &sending, &error);
  g_assert_true (verdict->allowed);
}

/* What happens to it */

static void
test_course (VaultFixture *fixture, gconstpointer data)
{
  static const KlReferralStep steps[] = {
    { .kind = KL_REFERRAL_EVENT_RECEIVED, .note = "Staat op de lijst" },
    { .kind = KL_REFERRAL_EVENT_BRIDGING, .bridging = "Elke week een gesprekje" },
    { .kind = KL_REFERRAL_EVENT_REMINDED },
    { .kind = KL_REFERRAL_EVENT_ACCEPTED, .note = "Intake op 3 december" },
    { .kind = KL_REFERRAL_EVENT_STARTED },
    { .kind = KL_REFERRAL_EVENT_FEEDBACK, .note = "Gaat goed" },
    { .kind = KL_REFERRAL_EVENT_FINISHED },
  };
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 id = prepare (fixture, case_id, KL_REFERRAL_TOELEIDING, &quiet);
  g_autoptr (KlReferral) referral = NULL;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;

  give_consent (fixture, case_id, &quiet, TODAY - 20, TODAY + 22);
  g_assert_true (
    kl_referrals_send (fixture->db, id, &(KlSending) { .day = TODAY - 16 }, TODAY, NULL, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      KlReferralStep what = steps[i];

      what.day = TODAY - 14 + 2 * (int) i;
      step (fixture, id, &what);
    }

  referral = kl_referrals_get (fixture->db, id, &error);
  g_assert_no_error (error);
  g_assert_cmpint (referral->status, ==, KL_REFERRAL_FINISHED);
  g_assert_cmpint (referral->received_on, ==, TODAY - 14);
  g_assert_cmpint (referral->answered_on, ==, TODAY - 8);
  g_assert_cmpint (referral->started_on, ==, TODAY - 6);
  g_assert_cmpint (referral->feedback_on, ==, TODAY - 2);
  g_assert_cmpint (referral->ended_on, ==, TODAY - 2);
  g_assert_cmpint (referral->reminded_on, ==, TODAY - 10);
  g_assert_cmpstr (referral->bridging, ==, "Elke week een gesprekje");
  /* One answer in eight days. */
  g_assert_cmpint (referral->median_days, ==, 8);

  events = kl_referrals_list_events (fixture->db, id, &error);
  g_assert_cmpuint (events->len, ==, 2 + G_N_ELEMENTS (steps));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    g_assert_cmpint (((KlReferralEvent *) g_ptr_array_index (events, i + 2))->kind, ==,
                     steps[i].kind);
  g_assert_cmpint (case_fixture_ask (fixture, "SELECT count (*) FROM entry WHERE referral_id = %d",
                                     (int) id),
                   ==, 8);
  g_assert_cmpint (case_fixture_ask (fixture,
                                     "SELECT count (*) FROM entry WHERE kind = %d"
                                     " AND body = 'Aangenomen. Intake op 3 december'",
                                     KL_ENTRY_FEEDBACK),
                   ==, 1);

  g_assert_false (
    kl_referrals_step (fixture->db, id,
                       &(KlReferralStep) { .kind = KL_REFERRAL_EVENT_STARTED, .day = TODAY }, TODAY,
                       &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
}

/* The timeline tells of it as the partner's own. */
static void
check_passed_on (VaultFixture *fixture, gint64 referral_id)
{
  const gint64 entry_id =
    case_fixture_ask (fixture, "SELECT id FROM entry WHERE referral_id = %d", (int) referral_id);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlEntry) entry = kl_entries_get (fixture->db, entry_id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (entry->kind, ==, KL_ENTRY_REFERRAL);
  g_assert_cmpint (entry->happened_on, ==, TODAY - 15);
  g_assert_cmpint (entry->author->kind, ==, KL_PERSON_PARTNER);
  g_assert_cmpint (entry->author->id, ==, TOEGANG);
  g_assert_cmpint (entry->partner->id, ==, QUIET);
  g_assert_cmpstr (entry->text, ==, "Kennismaking");
}

/* A decline points elsewhere; the chain goes on from there. */
static void
test_chain (VaultFixture *fixture, gconstpointer data)
{
  KlPerson elsewhere = { .kind = KL_PERSON_PARTNER, .name = (char *) "gemeente Tilburg" };
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Andere gemeente");
  gint64 first = prepare (fixture, case_id, KL_REFERRAL_DOORGELEIDING, &toegang);
  g_autoptr (GPtrArray) referrals = NULL;
  g_autoptr (GError) error = NULL;
  const KlReferral *link;
  gint64 second;

  give_consent (fixture, case_id, &toegang, TODAY - 20, TODAY + 22);
  g_assert_true (kl_referrals_send (fixture->db, first, &(KlSending) { .day = TODAY - 16 }, TODAY,
                                    NULL, &error));
  step (fixture, first,
        &(KlReferralStep) { .kind = KL_REFERRAL_EVENT_DECLINED,
                            .day = TODAY - 15,
                            .declined_why = "Ingeschreven in een andere gemeente",
                            .redirected_to = &elsewhere });
  second = kl_referrals_pass_on (fixture->db,
                                 &(KlReferral) { .case_id = case_id,
                                                 .partner = &quiet,
                                                 .sender = &toegang,
                                                 .parent_id = first,
                                                 .status = KL_REFERRAL_SENT,
                                                 .sent_on = TODAY - 15,
                                                 .text = (char *) "Kennismaking" },
                                 TODAY, &error);
  g_assert_no_error (error);
  check_passed_on (fixture, second);

  referrals = kl_referrals_list (fixture->db, case_id, &error);
  g_assert_cmpuint (referrals->len, ==, 2);
  link = g_ptr_array_index (referrals, 0);
  g_assert_cmpint (link->status, ==, KL_REFERRAL_DECLINED);
  g_assert_cmpstr (link->redirected_to->name, ==, "gemeente Tilburg");
  link = g_ptr_array_index (referrals, 1);
  g_assert_cmpint (link->id, ==, second);
  g_assert_cmpint (link->parent_id, ==, first);
  g_assert_cmpstr (link->sender->name, ==, "Team Toegang en Regie");
  g_assert_cmpint (link->ground, ==, KL_GROUND_RECORDED);
}

static void
test_edit (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 id = prepare (fixture, case_id, KL_REFERRAL_CONSULT, &toegang);
  g_autoptr (KlReferral) referral = kl_referrals_get (fixture->db, id, NULL);
  g_autoptr (GError) error = NULL;

  g_set_str (&referral->text, "Andere woorden");
  referral->purpose = KL_REFERRAL_TOELEIDING;
  kl_person_free (referral->partner);
  referral->partner = kl_person_copy (&quiet);
  g_assert_true (kl_referrals_edit (fixture->db, referral, TODAY, &error));
  g_clear_pointer (&referral, kl_referral_free);
  referral = kl_referrals_get (fixture->db, id, &error);
  g_assert_cmpstr (referral->text, ==, "Andere woorden");
  g_assert_cmpint (referral->partner->id, ==, QUIET);

  give_consent (fixture, case_id, &quiet, TODAY, TODAY + 42);
  g_assert_true (send (fixture, id, NULL, NULL, &error));
  g_assert_false (kl_referrals_edit (fixture->db, referral, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT);
  g_clear_error (&error);

  /* Nobody refers to who has stopped. */
  g_assert_true (kl_partners_stop (fixture->db, TOEGANG, TODAY, "Opgeheven", &error));
  g_assert_cmpint (kl_referrals_prepare (fixture->db,
                                         &(KlReferral) { .case_id = case_id, .partner = &toegang },
                                         TODAY, &error),
                   ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
}

/* Whatever of it fails, nothing of it is kept. */
static void
test_faults (VaultFixture *fixture, gconstpointer data)
{
  static const char *const tables[] = { "referral_event", "entry", "audit_record", "entry_text" };
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 ready = prepare (fixture, case_id, KL_REFERRAL_CONSULT, &toegang);
  gint64 sent = prepare (fixture, case_id, KL_REFERRAL_CONSULT, &toegang);
  const KlReferralStep accepted = { .kind = KL_REFERRAL_EVENT_ACCEPTED, .day = TODAY };
  gint64 before;

  give_consent (fixture, case_id, &toegang, TODAY, TODAY + 42);
  g_assert_true (send (fixture, sent, NULL, NULL, NULL));
  before = count_all (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean index = strcmp (tables[i], "entry_text") == 0;

      if (index)
        case_fixture_run (fixture, "CREATE TRIGGER broken AFTER INSERT ON entry"
                                   " BEGIN SELECT RAISE (ABORT, 'broken'); END");
      else
        case_fixture_run (fixture,
                          "CREATE TRIGGER broken BEFORE INSERT ON %s"
                          " BEGIN SELECT RAISE (ABORT, 'broken'); END",
                          tables[i]);
      g_assert_false (send (fixture, ready, NULL, NULL, &error));
      g_clear_error (&error);
      g_assert_false (kl_referrals_step (fixture->db, sent, &accepted, TODAY, &error));
      g_assert_nonnull (error);
      case_fixture_run (fixture, "DROP TRIGGER broken");
      g_assert_cmpint (count_all (fixture), ==, before);
    }

  step (fixture, sent, &accepted);
  g_assert_cmpint (count_all (fixture), !=, before);
}

/* Lists and cards */

static gint64
record (VaultFixture *fixture, gint64 case_id, KlPerson *partner, int sent, int answered)
{
  const KlReferral referral = { .case_id = case_id,
                                .partner = partner,
                                .status = answered >= 0 ? KL_REFERRAL_ACCEPTED : KL_REFERRAL_SENT,
                                .sent_on = TODAY - sent,
                                .answered_on = answered >= 0 ? TODAY - answered : KL_DATE_NONE,
                                .bridging = (char *) "Elke week even langs" };
  g_autoptr (GError) error = NULL;
  gint64 id = kl_referrals_record (fixture->db, &referral, &error);

  g_assert_no_error (error);
  return id;
}

static void
test_find (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  KlReferralFilter filter = { .school_id = WILGENROOS };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) of_ruud = NULL;
  g_autoptr (GPtrArray) of_tineke = NULL;
  g_autoptr (GError) error = NULL;
  const KlPartnerReferral *line;

  record (fixture, case_id, &quiet, 42, -1);
  record (fixture, case_id, &toegang, 60, 36);
  record (fixture, case_id, &toegang, 24, -1);

  all = kl_referrals_find (fixture->db, &filter, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (all->len, ==, 3);
  line = g_ptr_array_index (all, 0);
  g_assert_true (line->waits);
  g_assert_cmpint (line->days, ==, 42);
  g_assert_cmpstr (line->partner->name, ==, "Quiet");
  g_assert_cmpstr (line->about, ==, "Jelle van den Berg");
  g_assert_cmpstr (line->case_title, ==, "Driftbuien thuis");
  g_assert_cmpstr (line->bridging, ==, "Elke week even langs");
  line = g_ptr_array_index (all, 2);
  g_assert_cmpint (line->days, ==, 24);
  g_assert_false (line->waits);

  filter.which = KL_REFERRALS_WAITING;
  filter.partner_id = TOEGANG;
  waiting = kl_referrals_find (fixture->db, &filter, TODAY, &error);
  g_assert_cmpuint (waiting->len, ==, 1);

  /* The director sees that something was agreed; at another school nothing is seen. */
  case_fixture_act_as (fixture, RUUD);
  of_ruud = kl_referrals_find (fixture->db, &filter, TODAY, &error);
  line = g_ptr_array_index (of_ruud, 0);
  g_assert_true (line->has_bridging);
  g_assert_null (line->bridging);
  case_fixture_act_as (fixture, TINEKE);
  of_tineke = kl_referrals_find (fixture->db, &filter, TODAY, &error);
  g_assert_cmpuint (of_tineke->len, ==, 0);
}

static void
test_card (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  KlPartnerContact ilse = { .partner_id = TOEGANG, .name = (char *) "Ilse van Rooij" };
  KlPartnerService service = { .partner_id = TOEGANG, .name = (char *) "Regie", .max_age = -1 };
  g_autoptr (KlPartnerCard) card = NULL;
  g_autoptr (KlPartnerCard) earlier = NULL;
  g_autoptr (GError) error = NULL;
  const KlPartnerContact *contact;

  record (fixture, case_id, &toegang, 90, 72);
  record (fixture, case_id, &toegang, 60, 36);
  record (fixture, case_id, &toegang, 50, 20);
  record (fixture, case_id, &toegang, 24, -1);
  ilse.id = kl_partner_contacts_add (fixture->db, &ilse, &error);
  kl_partner_services_add (fixture->db, &service, &error);
  g_assert_no_error (error);
  kl_partner_talks_add (fixture->db,
                        &(KlPartnerTalk) { .school_id = WILGENROOS,
                                           .partner_id = TOEGANG,
                                           .contact_id = ilse.id,
                                           .day = TODAY - 20,
                                           .kind = KL_TALK_MET },
                        TODAY, &error);
  g_assert_no_error (error);

  card = kl_partner_card_load (fixture->db, TOEGANG, WILGENROOS, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (card->answer_time.median_days, ==, 24);
  g_assert_cmpint (card->answer_time.n_answers, ==, 3);
  g_assert_cmpint (card->answer_time.n_waiting, ==, 1);
  g_assert_cmpuint (card->answers->len, ==, 4);
  g_assert_cmpint (card->n_this_year, ==, 4);
  g_assert_cmpint (card->n_answered_this_year, ==, 3);
  g_assert_cmpint (card->last_spoken, ==, TODAY - 20);
  g_assert_cmpint (card->last_spoken_by->id, ==, SAMIRA);
  g_assert_cmpuint (card->services->len, ==, 1);
  g_assert_cmpuint (card->contacts->len, ==, 1);
  contact = g_ptr_array_index (card->contacts, 0);
  g_assert_cmpint (contact->first_met, ==, TODAY - 20);
  g_assert_cmpint (contact->last_spoken, ==, TODAY - 20);
  g_assert_cmpuint (card->referrals->len, ==, 4);
  g_assert_true (((KlPartnerReferral *) g_ptr_array_index (card->referrals, 0))->waits);

  earlier = kl_partner_card_load (fixture->db, TOEGANG, WILGENROOS, TODAY - 40, &error);
  g_assert_cmpint (earlier->answer_time.median_days, ==, 18);
  g_assert_cmpint (earlier->last_spoken, ==, KL_DATE_NONE);

  /* A consultation in a timeline is being spoken to as well. */
  case_fixture_run (fixture,
                    "UPDATE entry SET partner_id = %d, version = version + 1, kind = %d"
                    " WHERE case_id = %" G_GINT64_FORMAT,
                    TOEGANG, KL_ENTRY_CONSULTATION, case_id);
  g_clear_pointer (&card, kl_partner_card_free);
  card = kl_partner_card_load (fixture->db, TOEGANG, WILGENROOS, TODAY, &error);
  g_assert_cmpint (card->last_spoken, ==, TODAY);

  case_fixture_act_as (fixture, TINEKE);
  g_assert_null (kl_partner_card_load (fixture->db, TOEGANG, WILGENROOS, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
}

static void
test_sight (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Driftbuien thuis");
  gint64 id = prepare (fixture, case_id, KL_REFERRAL_CONSULT, &toegang);
  g_autoptr (GError) error = NULL;

  case_fixture_act_as (fixture, RUUD);
  g_assert_null (kl_referrals_get (fixture->db, id, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_null (kl_referrals_list_events (fixture->db, id, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
}

/* What stopped takes nothing new, what another partner offers is no offer of this one, and of two
 * children one can be referred without a word of the parents of the other. */
static void
test_offers (VaultFixture *fixture, gconstpointer data)
{
  gint64 case_id = case_fixture_add_case (fixture, JELLE, "Ruzie op het plein");
  gint64 pupil_id = JELLE;
  g_autoptr (GArray) pupil_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  KlReferral referral = {
    .case_id = case_id, .partner = &toegang, .service_id = 1, .text = (char *) "Kan het sneller?"
  };
  g_autoptr (GPtrArray) subjects = NULL;
  g_autoptr (KlReferral) kept = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  case_fixture_run (fixture,
                    "INSERT INTO case_pupil (case_id, pupil_id) VALUES (%" G_GINT64_FORMAT ", %d)",
                    case_id, ILIAS);
  case_fixture_run (fixture,
                    "INSERT INTO partner_service (id, partner_id, name, stopped_on) VALUES"
                    " (1, %d, 'Gezinshulp', 0), (2, %d, 'Oud', %d), (3, %d, 'Uitjes', 0)",
                    TOEGANG, TOEGANG, TODAY, QUIET);
  subjects = kl_referrals_list_subjects (fixture->db, case_id, TODAY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (subjects->len, ==, 2);

  g_array_append_val (pupil_ids, pupil_id);
  referral.pupil_ids = pupil_ids;
  id = kl_referrals_prepare (fixture->db, &referral, TODAY, &error);
  g_assert_no_error (error);
  kept = kl_referrals_get (fixture->db, id, &error);
  g_assert_cmpstr (kept->service, ==, "Gezinshulp");
  g_assert_cmpuint (kept->pupil_ids->len, ==, 1);
  give_consent (fixture, case_id, &toegang, TODAY - 1, TODAY + 10);
  g_assert_true (send (fixture, id, NULL, NULL, &error));
  g_assert_no_error (error);

  referral.service_id = 2;
  g_assert_cmpint (kl_referrals_prepare (fixture->db, &referral, TODAY, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID);
  g_clear_error (&error);
  referral.service_id = 3;
  g_assert_cmpint (kl_referrals_prepare (fixture->db, &referral, TODAY, &error), ==, 0);
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  case_fixture_act_as (fixture, RUUD);
  g_assert_null (kl_referrals_list_subjects (fixture->db, case_id, TODAY, &error));
  g_assert_error (error, KL_STORE_ERROR, KL_STORE_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  case_test_add ("/store/referrals/held-back", test_held_back);
  case_test_add ("/store/referrals/sent", test_sent);
  case_test_add ("/store/referrals/tellings", test_tellings);
  case_test_add ("/store/referrals/consent-of-another-day", test_consent_of_another_day);
  case_test_add ("/store/referrals/melding", test_melding);
  case_test_add ("/store/referrals/whom", test_whom);
  case_test_add ("/store/referrals/course", test_course);
  case_test_add ("/store/referrals/chain", test_chain);
  case_test_add ("/store/referrals/edit", test_edit);
  case_test_add ("/store/referrals/faults", test_faults);
  case_test_add ("/store/referrals/find", test_find);
  case_test_add ("/store/referrals/card", test_card);
  case_test_add ("/store/referrals/sight", test_sight);
  case_test_add ("/store/referrals/offers", test_offers);

  return g_test_run ();
}
