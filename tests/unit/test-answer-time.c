/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-answer-time.h"

/* Monday 24 November 2025. */
#define TODAY kl_date_new (2025, 11, 24)

#define MAX_REFERRALS 6

/* Days before the day that is looked at; -1 is never. */
typedef struct
{
  int sent;
  int answered;
  int ended;
} Ago;

typedef struct
{
  const char *name;
  Ago referrals[MAX_REFERRALS];
  int median;
  int n_answers;
  int n_waiting;
  int longest;
  gboolean no_answers_yet;
} Case;

/* A referral of which sent is 0 ends the list. */
static const Case cases[] = {
  { "nothing was ever sent", { { 0 } }, -1, 0, 0, -1, FALSE },
  { "one answer", { { 40, 16, -1 } }, 24, 1, 0, -1, FALSE },
  { "an answer on the day itself", { { 3, 3, -1 } }, 0, 1, 0, -1, FALSE },
  { "three answers: the middle one, in any order",
    { { 60, 0, -1 }, { 30, 29, -1 }, { 40, 33, -1 } },
    7,
    3,
    0,
    -1,
    FALSE },
  { "two answers: their mean", { { 60, 40, -1 }, { 60, 50, -1 } }, 15, 2, 0, -1, FALSE },
  { "two answers: a half is rounded up", { { 60, 38, -1 }, { 60, 45, -1 } }, 19, 2, 0, -1, FALSE },
  { "no answers yet: the longest wait is known, the median is not",
    { { 24, -1, -1 }, { 41, -1, -1 } },
    -1,
    0,
    2,
    41,
    TRUE },
  { "answers and some that wait", { { 42, -1, -1 }, { 90, 82, -1 } }, 8, 1, 1, 42, FALSE },
  { "a decline is an answer, which ends it too", { { 30, 29, 29 } }, 1, 1, 0, -1, FALSE },
  { "withdrawn without an answer says nothing", { { 50, -1, 20 } }, -1, 0, 0, -1, FALSE },
  { "withdrawn after an answer: the answer counts", { { 50, 45, 20 } }, 5, 1, 0, -1, FALSE },
  { "withdrawn beside one that waits", { { 50, -1, 20 }, { 9, -1, -1 } }, -1, 0, 1, 9, TRUE },
  { "a year ago is too long ago", { { 365, 300, -1 }, { 20, 10, -1 } }, 10, 1, 0, -1, FALSE },
  { "a day less than a year counts", { { 364, 300, -1 } }, 64, 1, 0, -1, FALSE },
  { "what waits longer than a year waits still", { { 500, -1, -1 } }, -1, 0, 1, 500, TRUE },
  { "sent long ago, answered lately", { { 400, 10, -1 } }, -1, 0, 0, -1, FALSE },
  { "sent tomorrow is not sent", { { -1, -1, -1 } }, -1, 0, 0, -1, FALSE },
  { "answered tomorrow waits", { { 10, -2, -1 } }, -1, 0, 1, 10, TRUE },
  { "withdrawn tomorrow waits", { { 10, -1, -2 } }, -1, 0, 1, 10, TRUE },
};

/* -1 is never, for the day of sending tomorrow; -2 is tomorrow. */
static KlDate
make_day (int ago)
{
  if (ago == -1)
    return KL_DATE_NONE;

  return ago == -2 ? TODAY + 1 : TODAY - ago;
}

static void
test_table (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlReferralDays days[MAX_REFERRALS];
      KlAnswerTime time;
      gsize n = 0;

      for (; n < MAX_REFERRALS && cases[i].referrals[n].sent != 0; n++)
        days[n] = (KlReferralDays) {
          .sent_on =
            cases[i].referrals[n].sent == -1 ? TODAY + 1 : TODAY - cases[i].referrals[n].sent,
          .answered_on = make_day (cases[i].referrals[n].answered),
          .ended_on = make_day (cases[i].referrals[n].ended),
        };
      kl_answer_time_compute (days, n, TODAY, &time);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (time.median_days, ==, cases[i].median);
      g_assert_cmpint (time.n_answers, ==, cases[i].n_answers);
      g_assert_cmpint (time.n_waiting, ==, cases[i].n_waiting);
      g_assert_cmpint (time.longest_wait, ==, cases[i].longest);
      g_assert_cmpint (time.no_answers_yet, ==, cases[i].no_answers_yet);
    }
}

/* Days go on counting over the end of a year, and over 29 February. */
static void
test_over_new_year (void)
{
  const KlReferralDays winter = { .sent_on = kl_date_new (2025, 12, 19),
                                  .answered_on = kl_date_new (2026, 1, 12) };
  const KlReferralDays leap = { .sent_on = kl_date_new (2024, 2, 20),
                                .answered_on = kl_date_new (2024, 3, 1) };
  KlAnswerTime time;

  kl_answer_time_compute (&winter, 1, kl_date_new (2026, 1, 4), &time);
  g_assert_cmpint (time.n_waiting, ==, 1);
  g_assert_cmpint (time.longest_wait, ==, 16);
  kl_answer_time_compute (&winter, 1, kl_date_new (2026, 1, 12), &time);
  g_assert_cmpint (time.median_days, ==, 24);
  kl_answer_time_compute (&leap, 1, kl_date_new (2025, 2, 19), &time);
  g_assert_cmpint (time.median_days, ==, 10);
  /* On 20 February it is a year ago. */
  kl_answer_time_compute (&leap, 1, kl_date_new (2025, 2, 20), &time);
  g_assert_cmpint (time.median_days, ==, -1);
  /* Twelve months before 29 February is 28 February. */
  kl_answer_time_compute (&(KlReferralDays) { .sent_on = kl_date_new (2023, 3, 1),
                                              .answered_on = kl_date_new (2023, 3, 4) },
                          1, kl_date_new (2024, 2, 29), &time);
  g_assert_cmpint (time.median_days, ==, 3);
}

/* The same referrals on other days: what the time slider shows. */
static void
test_on_any_day (void)
{
  const KlReferralDays days[] = {
    { .sent_on = TODAY - 100, .answered_on = TODAY - 90 },
    { .sent_on = TODAY - 80, .answered_on = TODAY - 60 },
    { .sent_on = TODAY - 50, .ended_on = TODAY - 5 },
  };
  static const struct
  {
    int ago;
    int median;
    int n_waiting;
    int n_sent;
  } moments[] = { { 101, -1, 0, 0 }, { 100, -1, 1, 1 }, { 91, -1, 1, 1 }, { 90, 10, 0, 1 },
                  { 70, 10, 1, 2 },  { 60, 15, 0, 2 },  { 50, 15, 1, 3 }, { 6, 15, 1, 3 },
                  { 5, 15, 0, 3 },   { 0, 15, 0, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      KlAnswerTime time;

      kl_answer_time_compute (days, G_N_ELEMENTS (days), TODAY - moments[i].ago, &time);
      g_assert_cmpint (time.median_days, ==, moments[i].median);
      g_assert_cmpint (time.n_waiting, ==, moments[i].n_waiting);
      g_assert_cmpint (time.n_sent, ==, moments[i].n_sent);
    }
}

/* A chain: the school sent to one partner, which answered by passing on to two others. Each link
 * counts for its own partner, from the day on which it was passed on. */
static void
test_chain (void)
{
  const KlReferralDays first = { .sent_on = TODAY - 30, .answered_on = TODAY - 28 };
  const KlReferralDays second = { .sent_on = TODAY - 28, .answered_on = TODAY - 15 };
  const KlReferralDays third = { .sent_on = TODAY - 28 };
  KlAnswerTime time;

  kl_answer_time_compute (&first, 1, TODAY, &time);
  g_assert_cmpint (time.median_days, ==, 2);
  kl_answer_time_compute (&second, 1, TODAY, &time);
  g_assert_cmpint (time.median_days, ==, 13);
  kl_answer_time_compute (&third, 1, TODAY, &time);
  g_assert_true (time.no_answers_yet);
  g_assert_cmpint (time.longest_wait, ==, 28);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/answer-time/table", test_table);
  g_test_add_func ("/answer-time/over-new-year", test_over_new_year);
  g_test_add_func ("/answer-time/on-any-day", test_on_any_day);
  g_test_add_func ("/answer-time/chain", test_chain);

  return g_test_run ();
}
