/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-db.h"
#include "model/kl-case-step.h"

G_BEGIN_DECLS

/**
 * KlCaseBatch:
 * @to: closed, or active when they were opened again
 * @day: when
 * @recorded_at: the moment it was written down
 * @who: (nullable): by whom
 * @n_cases: how many cases
 *
 * Cases that were closed or opened again in one act and can be put back in one.
 */
typedef struct
{
  gint64 id;
  gint64 school_id;
  KlCaseStatus to;
  KlDate day;
  gint64 recorded_at;
  KlPerson *who;
  int n_cases;
} KlCaseBatch;

GPtrArray *kl_case_steps_list (KlDb *db, gint64 case_id, GError **error);
gint64 kl_case_steps_add (KlDb *db, const KlCaseStep *step, GError **error);

gint64 kl_cases_close_many (KlDb *db,
                            gint64 school_id,
                            const KlCaseClosing *closings,
                            guint n_closings,
                            KlDate today,
                            GError **error);
gint64 kl_cases_reopen_many (KlDb *db,
                             gint64 school_id,
                             const gint64 *case_ids,
                             guint n_case_ids,
                             const char *reason,
                             KlDate today,
                             GError **error);
gboolean
kl_case_batches_undo (KlDb *db, gint64 batch_id, int *n_undone, int *n_moved_on, GError **error);
GPtrArray *kl_case_batches_list (KlDb *db, gint64 school_id, guint limit, GError **error);
void kl_case_batch_free (KlCaseBatch *batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseBatch, kl_case_batch_free)

G_END_DECLS
