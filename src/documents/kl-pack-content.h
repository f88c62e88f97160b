/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-pack.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

KlPackContent *kl_pack_content_load (KlDb *db,
                                     gint64 meeting_id,
                                     const KlAudience *audience,
                                     KlDate today,
                                     GError **error);
KlPackContent *kl_pack_content_load_case (KlDb *db,
                                          gint64 case_id,
                                          const KlAudience *audience,
                                          KlDate today,
                                          KlCaseSummary **summary,
                                          GError **error);

G_END_DECLS
