/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-case.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

/**
 * KlCaseRequest:
 * @kinds: kinds of entry to show, 0 for all
 * @since: from which day on, %KL_DATE_NONE for all
 * @n_entries: how many rows are on the page now, 0 for the first page
 */
typedef struct
{
  gint64 case_id;
  guint kinds;
  KlDate since;
  guint n_entries;
} KlCaseRequest;

/**
 * KlCaseSnapshot:
 * @entries: (element-type KlEntry): the rows of the timeline, newest first
 * @at_end: whether there are no older ones
 * @professionals: (element-type KlProfessional): those of its school
 * @partners: (element-type KlPartner):
 * @teachers: (nullable): who teaches its class
 * @meldcode_step: which step of the meldcode was taken last, from 1; 0 for none
 *
 * Everything the page of a case needs, read in one go.
 */
typedef struct
{
  KlCaseFile *file;
  GPtrArray *entries;
  gboolean at_end;
  GPtrArray *professionals;
  GPtrArray *partners;
  KlCalendar *calendar;
  char *teachers;
  int meldcode_step;
} KlCaseSnapshot;

#define KL_CASE_PAGE_SIZE 50

KlCaseRequest *kl_case_request_new (gint64 case_id, guint kinds, KlDate since, guint n_entries);
void kl_case_request_free (KlCaseRequest *request);
KlCaseSnapshot *
kl_case_snapshot_load (KlDb *db, const KlCaseRequest *request, KlDate today, GError **error);
void kl_case_snapshot_free (KlCaseSnapshot *snapshot);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseSnapshot, kl_case_snapshot_free)

G_END_DECLS
