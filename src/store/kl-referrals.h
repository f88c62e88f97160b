/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-answer-time.h"
#include "model/kl-consent-rule.h"
#include "model/kl-referral-step.h"

G_BEGIN_DECLS

/**
 * KlSending:
 * @day: when it leaves; the days on which consents hold are looked at from here
 * @expected_on: when feedback is expected, or %KL_DATE_NONE for after the partner's usual time
 * @emergency: it is said that it cannot wait for consent
 * @reason: (nullable): why it goes without consent
 */
typedef struct
{
  KlDate day;
  KlDate expected_on;
  gboolean emergency;
  const char *reason;
} KlSending;

typedef enum
{
  KL_REFERRALS_ANY,
  KL_REFERRALS_OPEN,    /* neither declined, finished nor withdrawn */
  KL_REFERRALS_WAITING, /* sent, and no answer yet */
} KlReferralsWhich;

/**
 * KlReferralFilter:
 * @school_id: one school, or 0 for all those where the one who asks has a role
 * @partner_id: to one partner, or 0
 */
typedef struct
{
  gint64 school_id;
  gint64 partner_id;
  KlReferralsWhich which;
} KlReferralFilter;

gint64 kl_referrals_prepare (KlDb *db, const KlReferral *referral, KlDate today, GError **error);
gboolean kl_referrals_edit (KlDb *db, const KlReferral *referral, KlDate today, GError **error);
KlSendVerdict *kl_referrals_check_plan (KlDb *db,
                                        const KlReferral *referral,
                                        const KlSending *sending,
                                        GError **error);
GPtrArray *kl_referrals_list_subjects (KlDb *db, gint64 case_id, KlDate day, GError **error);
gboolean kl_referrals_send (KlDb *db,
                            gint64 referral_id,
                            const KlSending *sending,
                            KlDate today,
                            KlSendVerdict **verdict,
                            GError **error);
gboolean kl_referrals_step (KlDb *db,
                            gint64 referral_id,
                            const KlReferralStep *step,
                            KlDate today,
                            GError **error);
gint64 kl_referrals_record (KlDb *db, const KlReferral *referral, GError **error);
gint64 kl_referrals_pass_on (KlDb *db, const KlReferral *referral, KlDate today, GError **error);

KlReferral *kl_referrals_get (KlDb *db, gint64 referral_id, GError **error);
GPtrArray *kl_referrals_list (KlDb *db, gint64 case_id, GError **error);
GPtrArray *kl_referrals_find (KlDb *db, const KlReferralFilter *filter, KlDate day, GError **error);
GPtrArray *kl_referrals_list_events (KlDb *db, gint64 referral_id, GError **error);

gboolean kl_answer_time_load (KlDb *db,
                              gint64 partner_id,
                              gint64 school_id,
                              KlDate day,
                              KlAnswerTime *answer_time,
                              GError **error);

G_END_DECLS
