/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-contact-norm.h"
#include "kl-overview.h"

G_BEGIN_DECLS

/*
 * What asks for attention. Each rule takes what it needs to know and gives the row,
 * with reason, urgency, days and the words for them, or NULL when all is well. Whose
 * case it is, its title and who acts, the caller fills in.
 */

/* From so many days before its end a consent asks to be renewed. */
#define KL_ATTENTION_CONSENT_DAYS 7

/* When neither a date was agreed nor the partner's usual time is known. */
#define KL_ATTENTION_ANSWER_DAYS 14

/* Who waits so many days should have somebody meanwhile. */
#define KL_ATTENTION_BRIDGING_DAYS 14

/* A consent that is still needed is asked for until so many days after its end. */
#define KL_ATTENTION_ENDED_DAYS 42

/**
 * KlRadar:
 * @municipalities: (element-type utf8): where the children and those who have custody are
 *   registered, each once; unknown ones left out
 * @declined_on: when a partner last declined, or %KL_DATE_NONE
 * @taken_on: whether somebody took the family on: a referral accepted or started and not ended
 * @since: when the case was opened
 *
 * What tells whether a family may drop off the radar between two municipalities.
 */
typedef struct
{
  GPtrArray *municipalities;
  KlDate declined_on;
  gboolean taken_on;
  KlDate since;
} KlRadar;

const char *kl_attention_reason_get_label (KlAttentionReason reason, KlUrgency urgency);
const char *kl_attention_reason_get_verb (KlAttentionReason reason);

KlAttention *kl_attention_check_contact (const KlContactHistory *history,
                                         KlEntryKind last_kind,
                                         int norm,
                                         KlDate today,
                                         const KlCalendar *calendar);
KlAttention *kl_attention_check_referral (const KlReferral *referral, KlDate today);
KlAttention *kl_attention_check_feedback (const KlReferral *referral, KlDate today);
KlAttention *kl_attention_check_bridging (const KlReferral *referral, KlDate today);
KlAttention *kl_attention_check_radar (const KlRadar *radar, KlDate today);
KlAttention *kl_attention_check_partner_talk (KlDate last_spoken, KlDate today);
KlAttention *kl_attention_check_partner_facts (KlDate checked_on, KlDate today);
KlAttention *kl_attention_check_action (KlDate due, KlDate done_on, KlDate today);
KlAttention *kl_attention_check_consent (KlConsentStatus status, KlDate until, KlDate today);
KlAttention *kl_attention_check_ended_consent (KlDate until, KlDate today);
KlAttention *kl_attention_check_plan (KlDate review_on, int every_weeks, KlDate today);
KlAttention *kl_attention_check_question (KlCaseStatus status,
                                          gboolean has_owner,
                                          KlDate opened_on,
                                          KlDate today);

int kl_attention_compare (const KlAttention *one, const KlAttention *other);
void kl_attention_sort (GPtrArray *rows);

G_END_DECLS
