/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-search-hit.h"

G_BEGIN_DECLS

/**
 * KlSearchQuery:
 * @words: what somebody typed
 * @school_id: one school, or 0 for all in which the one who searches has a role
 * @kinds: which kinds, joined from KL_SEARCH_KIND_BIT(); 0 for all but classes
 * @limit: hits of each kind, 0 for 3
 */
typedef struct
{
  const char *words;
  gint64 school_id;
  guint kinds;
  guint limit;
} KlSearchQuery;

KlSearchResult *kl_search_run (KlDb *db, const KlSearchQuery *query, GError **error);
KlSearchResult *kl_search_list_opened (KlDb *db, gint64 school_id, guint limit, GError **error);
KlSearchResult *
kl_search_suggest (KlDb *db, gint64 school_id, const char *typed, guint limit, GError **error);

G_END_DECLS
