/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-partner-proposal.h"
#include "worker/kl-worker.h"

G_BEGIN_DECLS

KlPartnerFile *kl_partner_file_load (GFile *file,
                                     KlDate today,
                                     KlWorkerSafety *safety,
                                     GCancellable *cancellable,
                                     GError **error);
char *kl_partner_proposal_summarize (KlPartnerProposal *proposal);
char *kl_partner_result_describe (const KlPartnerResult *result);

G_END_DECLS
