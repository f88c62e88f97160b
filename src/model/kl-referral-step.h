/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case.h"

G_BEGIN_DECLS

/**
 * KlReferralStep:
 * @kind: what happened; sending is a step only when the rule of consent allows it
 * @day: when
 * @note: (nullable): what was said, or why it was withdrawn
 * @declined_why: (nullable): with a decline: why the partner does not help
 * @redirected_to: (nullable): with a decline: to whom the partner points instead; a partner, or
 *   somebody else by name
 * @expected_on: when feedback is expected next, or %KL_DATE_NONE; sending without one expects it
 *   after the partner's usual time
 * @bridging: (nullable): what happens meanwhile, with %KL_REFERRAL_EVENT_BRIDGING
 * @bridging_by: (nullable): who does that
 *
 * Something that happens to a referral.
 */
typedef struct
{
  KlReferralEventKind kind;
  KlDate day;
  const char *note;
  const char *declined_why;
  const KlPerson *redirected_to;
  KlDate expected_on;
  const char *bridging;
  const KlPerson *bridging_by;
} KlReferralStep;

gboolean kl_referral_step_is_possible (KlReferralStatus status, KlReferralEventKind kind);
const char *
kl_referral_step_refuse (const KlReferral *referral, const KlReferralStep *step, KlDate today);
void kl_referral_step_apply (KlReferral *referral, const KlReferralStep *step);
gboolean kl_referral_step_get_entry (KlReferralEventKind kind, KlEntryKind *entry);
char *kl_referral_step_format (const KlReferralStep *step);

gboolean kl_referral_status_is_open (KlReferralStatus status);
gboolean kl_referral_is_waiting (const KlReferral *referral);
KlDate kl_referral_get_answer_day (const KlReferral *referral, KlDate today);
gboolean kl_referral_is_feedback_late (const KlReferral *referral, KlDate today);

G_END_DECLS
