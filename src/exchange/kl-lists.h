/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-listing.h"
#include "model/kl-people.h"
#include "store/kl-audit.h"
#include "store/kl-cases.h"

G_BEGIN_DECLS

/*
 * The lists of a vault as tables: for the command that shows them, and for a spreadsheet.
 */

typedef struct _KlListKind KlListKind;

const KlListKind *kl_lists_find_kind (const char *name);
KlListing *kl_lists_new (const KlListKind *kind);
gboolean kl_lists_add_school (KlDb *db,
                              const KlListKind *kind,
                              KlListing *listing,
                              const KlSchool *school,
                              KlAuditAct act,
                              KlDate today,
                              GError **error);

gboolean kl_lists_add_schools (KlDb *db,
                               const KlListKind *kind,
                               KlListing *listing,
                               GPtrArray *schools,
                               KlAuditAct act,
                               KlDate today,
                               GError **error);

GBytes *kl_lists_export_cases (KlDb *db, const KlCaseFilter *filter, KlDate today, GError **error);
GBytes *kl_lists_export_partners (KlDb *db,
                                  gint64 school_id,
                                  const gint64 *ids,
                                  guint n_ids,
                                  KlDate today,
                                  GError **error);

G_END_DECLS
