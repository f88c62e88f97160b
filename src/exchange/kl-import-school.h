/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import-proposal.h"
#include "store/kl-rosters.h"

G_BEGIN_DECLS

gboolean
kl_import_find_school (KlDb *db, const KlEdexml *edexml, gint64 *school_id, GError **error);
KlSchool *kl_import_make_school (const KlEdexml *edexml);
KlImportProposal *
kl_import_propose (KlDb *db, KlEdexml *edexml, gint64 school_id, KlDate today, GError **error);
gboolean
kl_import_write (KlDb *db, KlImportProposal *proposal, KlRosterResult *result, GError **error);

G_END_DECLS
