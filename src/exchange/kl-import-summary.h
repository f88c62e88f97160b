/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import-proposal.h"
#include "store/kl-rosters.h"

G_BEGIN_DECLS

char *kl_import_summarize (KlImportProposal *proposal);
char *kl_import_describe_dropped (KlImportProposal *proposal);
char *kl_import_describe_warnings (KlImportProposal *proposal);
char *kl_import_describe_result (const KlRosterResult *result);

G_END_DECLS
