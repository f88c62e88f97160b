/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "kl-visibility.h"
#include "model/kl-case.h"

G_BEGIN_DECLS

#define KL_ENTRY_KIND_BIT(kind) (1u << (kind))

/**
 * KlEntryFilter:
 * @kinds: kinds to show, joined from KL_ENTRY_KIND_BIT(); 0 for all
 * @before_day: with @before_id the last row of the page before; %KL_DATE_NONE for the newest
 * @after_day: with @after_id the first row of a page, for the page of what is newer; goes before
 *   @before_day
 * @since_day: leave out what happened before this day, %KL_DATE_NONE for nothing
 * @limit: rows in a page
 */
typedef struct
{
  gint64 case_id;
  guint kinds;
  KlDate before_day;
  gint64 before_id;
  KlDate after_day;
  gint64 after_id;
  KlDate since_day;
  guint limit;
} KlEntryFilter;

gint64 kl_entries_add (KlDb *db, const KlEntry *entry, KlDate today, GError **error);
gboolean kl_entries_correct (KlDb *db,
                             const KlEntry *changed,
                             const char *reason,
                             KlDate today,
                             KlEntry **current,
                             GError **error);
KlEntry *kl_entries_get (KlDb *db, gint64 entry_id, GError **error);
GPtrArray *kl_entries_list (KlDb *db, const KlEntryFilter *filter, GError **error);
gboolean kl_entries_find_position (KlDb *db,
                                   gint64 case_id,
                                   guint kinds,
                                   KlDate day,
                                   int *position,
                                   GError **error);
gboolean
kl_entries_get_last_meeting (KlDb *db, gint64 case_id, KlDate today, KlDate *day, GError **error);
gboolean kl_entries_get_last_meldcode_step (KlDb *db, gint64 case_id, int *step, GError **error);
GPtrArray *kl_entries_list_since (KlDb *db, gint64 case_id, KlDate after, GError **error);
GPtrArray *kl_entries_list_since_for (KlDb *db,
                                      gint64 case_id,
                                      KlDate after,
                                      const KlSight *sight,
                                      GError **error);
GPtrArray *kl_entries_list_versions (KlDb *db, gint64 entry_id, GError **error);
gboolean kl_entries_count (KlDb *db, gint64 case_id, int *n_visible, int *n_hidden, GError **error);
gboolean kl_entries_count_by_kind (KlDb *db,
                                   gint64 case_id,
                                   int counts[KL_ENTRY_REOPENING + 1],
                                   GError **error);

G_END_DECLS
