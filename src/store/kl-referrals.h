/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

gint64 kl_referrals_add (KlDb *db, const KlReferral *referral, GError **error);
gboolean kl_referrals_set_answer (KlDb *db,
                                  gint64 referral_id,
                                  KlReferralStatus status,
                                  KlDate day,
                                  GError **error);
gboolean kl_referrals_set_status (KlDb *db,
                                  gint64 referral_id,
                                  KlReferralStatus status,
                                  KlDate day,
                                  GError **error);
GPtrArray *kl_referrals_list (KlDb *db, gint64 case_id, GError **error);

G_END_DECLS
