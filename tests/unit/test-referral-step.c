/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dutch.h"
#include "model/kl-referral-step.h"

#define TODAY kl_date_new (2025, 11, 24)

/* What can happen in which state: a letter for each event in the order of their kinds. */
static const struct
{
  KlReferralStatus status;
  const char *possible;
} states[] = {
  /* p s r a d S f w  R F B E h */
  { KL_REFERRAL_PREPARED, ".s.....w..BEh" }, { KL_REFERRAL_SENT, "..radSfwR.BE." },
  { KL_REFERRAL_RECEIVED, "...adSfwR.BE." }, { KL_REFERRAL_ACCEPTED, "....dSfwRFBE." },
  { KL_REFERRAL_DECLINED, "...a.....F..." }, { KL_REFERRAL_STARTED, "......fwRFBE." },
  { KL_REFERRAL_FINISHED, ".........F..." }, { KL_REFERRAL_WITHDRAWN, "............." },
};

static void
test_states (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    for (int kind = KL_REFERRAL_EVENT_PREPARED; kind <= KL_REFERRAL_EVENT_STOPPED; kind++)
      g_assert_cmpint (kl_referral_step_is_possible (states[i].status, kind), ==,
                       states[i].possible[kind] != '.');
}

static KlReferral *
make_referral (KlReferralStatus status)
{
  KlReferral *referral = g_new0 (KlReferral, 1);

  referral->status = status;
  referral->sent_on = status == KL_REFERRAL_PREPARED ? KL_DATE_NONE : TODAY - 24;
  referral->expected_on = TODAY - 4;

  return referral;
}

static void
apply (KlReferral *referral, KlReferralEventKind kind, int ago)
{
  const KlReferralStep step = { .kind = kind,
                                .day = TODAY - ago,
                                .declined_why = "Woont elders",
                                .bridging = "Elke week even langs" };

  g_assert_cmpstr (kl_referral_step_refuse (referral, &step, TODAY), ==, NULL);
  kl_referral_step_apply (referral, &step);
}

static void
test_days (void)
{
  g_autoptr (KlReferral) referral = make_referral (KL_REFERRAL_PREPARED);

  apply (referral, KL_REFERRAL_EVENT_SENT, 24);
  g_assert_cmpint (referral->sent_on, ==, TODAY - 24);
  g_assert_true (kl_referral_is_waiting (referral));
  apply (referral, KL_REFERRAL_EVENT_RECEIVED, 22);
  g_assert_true (kl_referral_is_waiting (referral));
  g_assert_cmpint (referral->answered_on, ==, KL_DATE_NONE);
  apply (referral, KL_REFERRAL_EVENT_REMINDED, 12);
  g_assert_cmpint (referral->reminded_on, ==, TODAY - 12);
  apply (referral, KL_REFERRAL_EVENT_BRIDGING, 12);
  g_assert_cmpstr (referral->bridging, ==, "Elke week even langs");
  apply (referral, KL_REFERRAL_EVENT_ACCEPTED, 10);
  g_assert_cmpint (referral->answered_on, ==, TODAY - 10);
  g_assert_false (kl_referral_is_waiting (referral));
  apply (referral, KL_REFERRAL_EVENT_STARTED, 5);
  /* The first answer stays the first. */
  g_assert_cmpint (referral->answered_on, ==, TODAY - 10);
  g_assert_cmpint (referral->started_on, ==, TODAY - 5);
  g_assert_cmpint (referral->ended_on, ==, KL_DATE_NONE);
  apply (referral, KL_REFERRAL_EVENT_FINISHED, 0);
  g_assert_cmpint (referral->ended_on, ==, TODAY);
  g_assert_cmpint (referral->expected_on, ==, KL_DATE_NONE);
}

static void
test_declined (void)
{
  const KlPerson tilburg = { .kind = KL_PERSON_PARTNER, .name = (char *) "gemeente Tilburg" };
  const KlReferralStep step = { .kind = KL_REFERRAL_EVENT_DECLINED,
                                .day = TODAY - 23,
                                .declined_why = "Ingeschreven in een andere gemeente",
                                .redirected_to = &tilburg };
  g_autoptr (KlReferral) referral = make_referral (KL_REFERRAL_SENT);
  g_autofree char *words = kl_referral_step_format (&step);

  kl_referral_step_apply (referral, &step);
  g_assert_cmpint (referral->answered_on, ==, TODAY - 23);
  g_assert_cmpint (referral->ended_on, ==, TODAY - 23);
  g_assert_cmpstr (referral->redirected_to->name, ==, "gemeente Tilburg");
  g_assert_false (kl_referral_status_is_open (referral->status));
  g_assert_cmpstr (words, ==,
                   "Afgewezen: Ingeschreven in een andere gemeente."
                   " Verwijst naar gemeente Tilburg.");

  /* The partner comes back on it: open again, answered as before. */
  apply (referral, KL_REFERRAL_EVENT_ACCEPTED, 2);
  g_assert_cmpint (referral->answered_on, ==, TODAY - 23);
  g_assert_cmpint (referral->ended_on, ==, KL_DATE_NONE);
}

/* Finished at once is an answer as well; withdrawn is none. */
static void
test_without_answer (void)
{
  g_autoptr (KlReferral) finished = make_referral (KL_REFERRAL_SENT);
  g_autoptr (KlReferral) withdrawn = make_referral (KL_REFERRAL_SENT);

  apply (finished, KL_REFERRAL_EVENT_FINISHED, 20);
  g_assert_cmpint (finished->answered_on, ==, TODAY - 20);
  apply (withdrawn, KL_REFERRAL_EVENT_WITHDRAWN, 20);
  g_assert_cmpint (withdrawn->answered_on, ==, KL_DATE_NONE);
  g_assert_cmpint (withdrawn->ended_on, ==, TODAY - 20);
  g_assert_false (kl_referral_is_waiting (withdrawn));
}

static void
test_refused (void)
{
  static const struct
  {
    KlReferralStatus status;
    KlReferralStep step;
  } refused[] = {
    { KL_REFERRAL_PREPARED, { .kind = KL_REFERRAL_EVENT_ACCEPTED } },
    { KL_REFERRAL_WITHDRAWN, { .kind = KL_REFERRAL_EVENT_ACCEPTED } },
    { KL_REFERRAL_SENT, { .kind = KL_REFERRAL_EVENT_DECLINED } },
    { KL_REFERRAL_SENT, { .kind = KL_REFERRAL_EVENT_DECLINED, .declined_why = "  " } },
    { KL_REFERRAL_SENT, { .kind = KL_REFERRAL_EVENT_BRIDGING } },
    { KL_REFERRAL_SENT, { .kind = KL_REFERRAL_EVENT_EXPECTED } },
  };
  g_autoptr (KlReferral) sent = make_referral (KL_REFERRAL_SENT);
  KlReferralStep step = { .kind = KL_REFERRAL_EVENT_ACCEPTED };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (KlReferral) referral = make_referral (refused[i].status);

      step = refused[i].step;
      step.day = TODAY;
      g_assert_nonnull (kl_referral_step_refuse (referral, &step, TODAY));
    }

  /* Neither tomorrow, nor before it was sent, nor on no day. */
  step = (KlReferralStep) { .kind = KL_REFERRAL_EVENT_ACCEPTED, .day = TODAY + 1 };
  g_assert_nonnull (kl_referral_step_refuse (sent, &step, TODAY));
  step.day = TODAY - 25;
  g_assert_nonnull (kl_referral_step_refuse (sent, &step, TODAY));
  step.day = KL_DATE_NONE;
  g_assert_nonnull (kl_referral_step_refuse (sent, &step, TODAY));
  step.day = TODAY;
  step.expected_on = TODAY - 1;
  g_assert_nonnull (kl_referral_step_refuse (sent, &step, TODAY));
  step.expected_on = TODAY + 14;
  g_assert_null (kl_referral_step_refuse (sent, &step, TODAY));
}

static void
test_feedback (void)
{
  g_autoptr (KlReferral) referral = make_referral (KL_REFERRAL_SENT);
  const KlReferralStep accepted = { .kind = KL_REFERRAL_EVENT_ACCEPTED,
                                    .day = TODAY - 10,
                                    .expected_on = TODAY - 3 };
  const KlReferralStep told = { .kind = KL_REFERRAL_EVENT_FEEDBACK, .day = TODAY };

  kl_referral_step_apply (referral, &accepted);
  g_assert_false (kl_referral_is_feedback_late (referral, TODAY - 3));
  g_assert_true (kl_referral_is_feedback_late (referral, TODAY - 2));
  kl_referral_step_apply (referral, &told);
  g_assert_cmpint (referral->feedback_on, ==, TODAY);
  g_assert_false (kl_referral_is_feedback_late (referral, TODAY));
}

static void
test_words (void)
{
  static const struct
  {
    KlReferralEventKind kind;
    const char *note;
    const char *words;
  } steps[] = {
    { KL_REFERRAL_EVENT_ACCEPTED, NULL, "Aangenomen." },
    { KL_REFERRAL_EVENT_ACCEPTED, "Intake op 3 december.", "Aangenomen. Intake op 3 december." },
    { KL_REFERRAL_EVENT_FEEDBACK, "Het gaat goed.", "Het gaat goed." },
    { KL_REFERRAL_EVENT_FEEDBACK, " ", "Terugkoppeling" },
    { KL_REFERRAL_EVENT_BRIDGING, NULL, "Intussen: elke week een gesprekje" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      const KlReferralStep step = { .kind = steps[i].kind,
                                    .note = steps[i].note,
                                    .bridging = "elke week een gesprekje" };
      g_autofree char *words = kl_referral_step_format (&step);

      g_assert_cmpstr (words, ==, steps[i].words);
    }
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/referral-step/states", test_states);
  g_test_add_func ("/referral-step/days", test_days);
  g_test_add_func ("/referral-step/declined", test_declined);
  g_test_add_func ("/referral-step/without-answer", test_without_answer);
  g_test_add_func ("/referral-step/refused", test_refused);
  g_test_add_func ("/referral-step/feedback", test_feedback);
  g_test_add_func ("/referral-step/words", test_words);

  return g_test_run ();
}
