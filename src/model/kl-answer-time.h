/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "kl-date.h"

G_BEGIN_DECLS

/* How far back answers tell how fast a partner is. */
#define KL_ANSWER_TIME_MONTHS 12

/**
 * KlReferralDays:
 * @partner_id: to which partner
 * @sent_on: when it left, or %KL_DATE_NONE while it is prepared
 * @answered_on: when the first answer came, a decline as well, or %KL_DATE_NONE
 * @ended_on: when it was withdrawn, finished or declined, or %KL_DATE_NONE
 *
 * The days of one referral: a link of a chain is one of its own, from the day on which the partner
 * before passed it on.
 */
typedef struct
{
  gint64 partner_id;
  KlDate sent_on;
  KlDate answered_on;
  KlDate ended_on;
} KlReferralDays;

/**
 * KlAnswerTime:
 * @median_days: days from sending to the first answer, the middle one of all; with an even number
 *   of answers the mean of the two in the middle, a half rounded up. -1 without answers
 * @n_answers: over how many answers that is
 * @n_waiting: how many still wait for an answer
 * @longest_wait: days that the oldest of those waits, -1 when none waits
 * @no_answers_yet: none answered and some wait: how long the line is, is not known; it is at
 *   least @longest_wait
 * @n_sent: how many were sent in the twelve months, answered or not
 */
typedef struct
{
  int median_days;
  int n_answers;
  int n_waiting;
  int longest_wait;
  gboolean no_answers_yet;
  int n_sent;
} KlAnswerTime;

void kl_answer_time_compute (const KlReferralDays *days,
                             gsize n_days,
                             KlDate day,
                             KlAnswerTime *answer_time);
gboolean kl_referral_days_is_sent (const KlReferralDays *days, KlDate day);
gboolean kl_referral_days_is_answered (const KlReferralDays *days, KlDate day);
gboolean kl_referral_days_is_waiting (const KlReferralDays *days, KlDate day);

G_END_DECLS
