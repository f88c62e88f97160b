/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-answer-time.h"

/*
 * Everything here looks at a day, not at how a referral stands now: what was answered or
 * withdrawn after that day still waits on it.
 */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

/* Sorts; -1 for none. */
static int
take_median (GArray *numbers)
{
  guint middle = numbers->len / 2;
  int upper;

  if (numbers->len == 0)
    return -1;

  g_array_sort (numbers, compare_numbers);
  upper = g_array_index (numbers, int, middle);
  if (numbers->len % 2 == 1)
    return upper;

  return (g_array_index (numbers, int, middle - 1) + upper + 1) / 2;
}

/**
 * kl_referral_days_is_sent:
 * @days: a referral
 * @day: a day
 *
 * Returns: whether it had left by the end of @day
 */
gboolean
kl_referral_days_is_sent (const KlReferralDays *days, KlDate day)
{
  return days->sent_on != KL_DATE_NONE && days->sent_on <= day;
}

/**
 * kl_referral_days_is_answered:
 * @days: a referral
 * @day: a day
 *
 * Returns: whether the first answer was there by the end of @day
 */
gboolean
kl_referral_days_is_answered (const KlReferralDays *days, KlDate day)
{
  return kl_referral_days_is_sent (days, day) && days->answered_on != KL_DATE_NONE
         && days->answered_on <= day;
}

/**
 * kl_referral_days_is_waiting:
 * @days: a referral
 * @day: a day
 *
 * Returns: whether it had left by the end of @day and was neither answered nor withdrawn
 */
gboolean
kl_referral_days_is_waiting (const KlReferralDays *days, KlDate day)
{
  gboolean ended = days->ended_on != KL_DATE_NONE && days->ended_on <= day;

  return kl_referral_days_is_sent (days, day) && !kl_referral_days_is_answered (days, day)
         && !ended;
}

/**
 * kl_answer_time_compute:
 * @days: (array length=n_days): the referrals to one partner, in any order
 * @n_days: how many there are
 * @day: on which day it is looked at
 * @answer_time: (out): how fast the partner answers
 *
 * How short the line to a partner is. Answers count of referrals that were sent in the twelve
 * months up to @day, one of the same date a year ago not among them. What still waits counts
 * however long ago it was sent. One that was withdrawn before an answer came says nothing, and one
 * that is only prepared is not there.
 */
void
kl_answer_time_compute (const KlReferralDays *days,
                        gsize n_days,
                        KlDate day,
                        KlAnswerTime *answer_time)
{
  g_autoptr (GArray) answers = g_array_new (FALSE, FALSE, sizeof (int));
  KlDate before = kl_date_add_months (day, -KL_ANSWER_TIME_MONTHS);

  g_return_if_fail (days != NULL || n_days == 0);
  g_return_if_fail (answer_time != NULL);

  *answer_time = (KlAnswerTime) { .median_days = -1, .longest_wait = -1 };
  for (gsize i = 0; i < n_days; i++)
    {
      int waited = day - days[i].sent_on;
      int answered = days[i].answered_on - days[i].sent_on;

      if (kl_referral_days_is_waiting (&days[i], day))
        {
          answer_time->n_waiting++;
          answer_time->longest_wait = MAX (answer_time->longest_wait, waited);
        }
      if (!kl_referral_days_is_sent (&days[i], day) || days[i].sent_on <= before)
        continue;

      answer_time->n_sent++;
      if (kl_referral_days_is_answered (&days[i], day))
        g_array_append_val (answers, answered);
    }

  answer_time->n_answers = (int) answers->len;
  answer_time->median_days = take_median (answers);
  answer_time->no_answers_yet = answers->len == 0 && answer_time->n_waiting > 0;
}
