/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-disclosure.h"

G_BEGIN_DECLS

KlDisclosure *kl_disclosures_load (KlDb *db,
                                   gint64 case_id,
                                   const KlAudience *audience,
                                   gboolean access,
                                   KlDate today,
                                   GError **error);
gboolean kl_disclosures_may_know (KlDb *db,
                                  gint64 case_id,
                                  const KlAudience *audience,
                                  KlDate today,
                                  gboolean *known,
                                  GError **error);
KlDisclosure *
kl_disclosures_load_referral (KlDb *db, const KlReferral *referral, KlDate today, GError **error);

G_END_DECLS
