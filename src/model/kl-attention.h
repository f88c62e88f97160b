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

const char *kl_attention_reason_get_label (KlAttentionReason reason, KlUrgency urgency);
const char *kl_attention_reason_get_verb (KlAttentionReason reason);

KlAttention *kl_attention_check_contact (const KlContactHistory *history,
                                         KlEntryKind last_kind,
                                         int norm,
                                         KlDate today,
                                         const KlCalendar *calendar);
KlAttention *kl_attention_check_referral (const KlReferral *referral, KlDate today);
KlAttention *kl_attention_check_action (KlDate due, KlDate done_on, KlDate today);
KlAttention *kl_attention_check_consent (KlConsentStatus status, KlDate until, KlDate today);
KlAttention *kl_attention_check_plan (KlDate review_on, int every_weeks, KlDate today);
KlAttention *kl_attention_check_question (KlCaseStatus status,
                                          gboolean has_owner,
                                          KlDate opened_on,
                                          KlDate today);

int kl_attention_compare (const KlAttention *one, const KlAttention *other);
void kl_attention_sort (GPtrArray *rows);

G_END_DECLS
