/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "kl-visibility.h"
#include "model/kl-name.h"
#include "model/kl-search-hit.h"

G_BEGIN_DECLS

/* What an engine's own text index has to offer: ids of one school, newest first. */

typedef enum
{
  KL_TEXT_INDEX_PUPILS,
  KL_TEXT_INDEX_CASES,
  KL_TEXT_INDEX_ENTRIES,
  KL_TEXT_INDEX_ACTIONS,
  KL_TEXT_INDEX_ATTACHMENTS,
} KlTextIndex;
#define KL_N_TEXT_INDEXES 5

/**
 * KlSearch:
 * @terms: what to look for
 * @schools: (element-type gint64): where, sorted; empty for everywhere
 * @text_schools: (element-type gint64): the schools that the text indexes are asked for, never all
 *   at once: those of @schools, or else all
 * @limit: hits of each kind
 * @pupil_ids: (element-type gint64): the pupils that were found, for what hangs on them
 * @partner_ids: (element-type gint64): the partners
 * @sights: (element-type gint64 KlSight): what may be seen, by case
 *
 * A search that is going on.
 */
typedef struct
{
  KlDb *db;
  KlSearchTerms *terms;
  GArray *schools;
  GArray *text_schools;
  guint kinds;
  guint limit;
  KlSearchResult *result;
  GArray *pupil_ids;
  GArray *partner_ids;
  GHashTable *sights;
} KlSearch;

typedef gboolean (*KlSearchDescribe) (KlSearch *search, KlSearchHit *hit, GError **error);

/* Rows of one kind that are looked at; there are more only in the largest vaults. */
#define KL_SEARCH_MAX_ROWS 2000

gboolean kl_search_wants (const KlSearch *search, KlSearchKind kind);
gboolean kl_search_find_in_schools (KlSearch *search,
                                    KlTextIndex index,
                                    gboolean whole_words,
                                    GArray *ids,
                                    GError **error);
void kl_search_take_hits (KlSearch *search, KlSearchKind kind, GPtrArray *hits, gboolean capped);
void kl_search_set_lines (const KlSearch *search, KlSearchHit *hit, char *title, char *detail);

gboolean
kl_search_set_who (KlSearch *search, KlSearchHit *hit, gint64 professional_id, GError **error);
const KlSight *kl_search_get_sight (KlSearch *search, gint64 case_id, GError **error);
gboolean kl_search_describe_first (KlSearch *search,
                                   GPtrArray *hits,
                                   KlSearchDescribe describe,
                                   GError **error);
void kl_search_sort_hits (GPtrArray *hits);
gboolean kl_search_find_entries (KlSearch *search, GError **error);
gboolean kl_search_find_documents (KlSearch *search, GError **error);
gboolean kl_search_find_pupils (KlSearch *search, GError **error);
gboolean kl_search_find_families (KlSearch *search, GError **error);
gboolean kl_search_find_groups (KlSearch *search, GError **error);
gboolean kl_search_find_partners (KlSearch *search, GError **error);
gboolean kl_search_take_partner (KlSearch *search, gint64 partner_id, GError **error);
gboolean kl_search_find_professionals (KlSearch *search, GError **error);

gboolean kl_text_index_find (KlDb *db,
                             KlTextIndex index,
                             const KlSearchTerms *terms,
                             gboolean whole_words,
                             gint64 school_id,
                             guint limit,
                             GArray *ids,
                             GError **error);
gboolean kl_text_index_find_sounds (KlDb *db,
                                    const KlNameQuery *query,
                                    gint64 school_id,
                                    guint limit,
                                    GArray *ids,
                                    GError **error);
gboolean kl_text_index_make_match (KlDb *db,
                                   gint64 school_id,
                                   const char *text,
                                   char **match,
                                   GError **error);
gboolean kl_text_index_begin_bulk (KlDb *db, KlTextIndex index, char **state, GError **error);
gboolean kl_text_index_end_bulk (KlDb *db,
                                 KlTextIndex index,
                                 const char *state,
                                 gint64 first_id,
                                 gint64 last_id,
                                 GError **error);
gboolean kl_text_index_check (KlDb *db, KlTextIndex index, gboolean *sound, GError **error);
const char *kl_text_index_get_name (KlTextIndex index);

G_END_DECLS
