/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-form.h"
#include "model/kl-case.h"
#include "model/kl-partner.h"

G_BEGIN_DECLS

/* For whom of a case, and for which offer of a partner: the part of a form that follows from both.
 */
typedef struct _KlReferralChoices KlReferralChoices;

KlReferralChoices *kl_referral_choices_new (KlForm *form, const KlReferral *prepared);
void kl_referral_choices_free (KlReferralChoices *self);
void kl_referral_choices_add_pupils (KlReferralChoices *self);
void kl_referral_choices_add_services (KlReferralChoices *self);
void kl_referral_choices_follow (KlReferralChoices *self, gint64 case_id, gint64 partner_id);
const KlPartnerService *kl_referral_choices_get_service (KlReferralChoices *self);
char *kl_referral_choices_find_missing (KlReferralChoices *self);
char *kl_referral_choices_dup_key (KlReferralChoices *self);
void kl_referral_choices_fill (KlReferralChoices *self, KlReferral *referral);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlReferralChoices, kl_referral_choices_free)

G_END_DECLS
