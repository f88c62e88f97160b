/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-geojson.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

/**
 * KlAreaProposal:
 * @changed: (element-type KlArea): what is written: new, or other than it was
 * @n_new: how many of them were not there
 * @n_changed: how many were other
 * @n_same: how many of the file are as they were
 * @source: (nullable): whose map it is
 * @problems: (element-type utf8): what is left out of the file and why, translated
 *
 * What an import of neighbourhoods would do, before anything is written.
 */
typedef struct
{
  GPtrArray *changed;
  guint n_new;
  guint n_changed;
  guint n_same;
  char *source;
  GPtrArray *problems;
} KlAreaProposal;

KlAreaProposal *
kl_area_proposal_load (KlDb *db, const KlGeoJson *geojson, const char *source, GError **error);
void kl_area_proposal_free (KlAreaProposal *proposal);
char *kl_area_proposal_summarize (const KlAreaProposal *proposal);
gboolean kl_area_proposal_write (const KlAreaProposal *proposal, KlDb *db, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlAreaProposal, kl_area_proposal_free)

G_END_DECLS
