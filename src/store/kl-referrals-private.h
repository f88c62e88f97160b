/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-referrals.h"
#include "kl-persons.h"

G_BEGIN_DECLS

/* Shared by the files around referrals; nobody else. */

/**
 * KlReferralStand:
 * @referral: how it stands, with persons without a name
 * @school_id: its school
 *
 * What has to be known before something happens to a referral.
 */
typedef struct
{
  KlReferral *referral;
  gint64 school_id;
} KlReferralStand;

gboolean
kl_referral_read_stand (KlDb *db, gint64 referral_id, KlReferralStand *stand, GError **error);
gboolean kl_referral_check_sight (KlDb *db, gint64 case_id, GError **error);
void kl_referral_stand_clear (KlReferralStand *stand);
KlSendVerdict *
kl_referral_judge (KlDb *db, const KlReferral *referral, const KlSending *sending, GError **error);
gboolean kl_referral_add_event (KlDb *db,
                                const KlReferralStand *stand,
                                const KlReferralStep *step,
                                GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (KlReferralStand, kl_referral_stand_clear)

G_END_DECLS
