/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-case.h"
#include "model/kl-case-rules.h"
#include "model/kl-new-case.h"

G_BEGIN_DECLS

/**
 * KlNewCaseIds:
 * @entry_id: the first entry
 * @action_id: the next step, or 0 when there is none
 */
typedef struct
{
  gint64 case_id;
  gint64 entry_id;
  gint64 action_id;
} KlNewCaseIds;

typedef enum
{
  KL_CASE_STATE_OPEN,
  KL_CASE_STATE_CLOSED,
  KL_CASE_STATE_ANY,
} KlCaseState;

typedef enum
{
  KL_CASE_SORT_CONTACT, /* longest without contact first */
  KL_CASE_SORT_OPENED,  /* newest first */
  KL_CASE_SORT_TITLE,
} KlCaseSort;

/**
 * KlCaseFilter:
 * @school_id: one school, or 0 for all
 * @owner_id: whose cases, or 0 for everybody's
 * @theme: a #KlTheme, or -1 for all
 * @group_id: a class: cases about it and about pupils in it; 0 for all
 * @text: (nullable): words or their beginnings, in the title or the name of a pupil
 * @after: (nullable): the last row of the page before, %NULL for the first page
 * @limit: rows in a page, 0 for no limit
 */
typedef struct
{
  gint64 school_id;
  KlCaseState state;
  gint64 owner_id;
  int theme;
  gint64 group_id;
  const char *text;
  KlCaseSort sort;
  const KlCaseRow *after;
  guint limit;
} KlCaseFilter;

#define KL_CASE_FILTER_INIT { .theme = -1 }

gboolean
kl_cases_add (KlDb *db, const KlNewCase *new_case, KlDate today, KlNewCaseIds *ids, GError **error);
gint64 kl_cases_restore (KlDb *db, const KlCaseFile *file, GError **error);
GPtrArray *kl_cases_list (KlDb *db, const KlCaseFilter *filter, KlDate today, GError **error);
gint64 kl_cases_count (KlDb *db, const KlCaseFilter *filter, gint64 most, GError **error);
KlCaseFile *kl_cases_load_file (KlDb *db, gint64 case_id, KlDate today, GError **error);
gboolean kl_cases_close (KlDb *db,
                         gint64 case_id,
                         const KlClosing *closing,
                         KlSatisfied satisfied,
                         const char *text,
                         KlDate today,
                         GError **error);
gboolean
kl_cases_reopen (KlDb *db, gint64 case_id, const char *reason, KlDate today, GError **error);
gboolean kl_cases_set_status (KlDb *db,
                              gint64 case_id,
                              KlCaseStatus status,
                              KlDate monitor_until,
                              GError **error);
gboolean kl_cases_move (KlDb *db,
                        gint64 case_id,
                        KlCaseStatus status,
                        KlDate monitor_until,
                        const char *reason,
                        KlDate today,
                        GError **error);
gboolean kl_cases_set_owner (KlDb *db, gint64 case_id, gint64 professional_id, GError **error);
gboolean kl_cases_set_trusted (KlDb *db, gint64 case_id, gint64 professional_id, GError **error);
gboolean kl_cases_set_support_level (KlDb *db, gint64 case_id, int level, GError **error);
gboolean kl_cases_set_title (KlDb *db, gint64 case_id, const char *title, GError **error);
gboolean kl_cases_change_title (KlDb *db,
                                gint64 case_id,
                                const char *seen,
                                const char *title,
                                char **current,
                                GError **error);
gboolean
kl_cases_add_pupil (KlDb *db, gint64 case_id, gint64 pupil_id, KlCaseRole role, GError **error);
gboolean kl_cases_remove_pupil (KlDb *db, gint64 case_id, gint64 pupil_id, GError **error);

G_END_DECLS
