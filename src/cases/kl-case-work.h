/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-case-rules.h"
#include "model/kl-case.h"
#include "store/kl-store.h"

G_BEGIN_DECLS

typedef enum
{
  KL_CASE_WORK_ADD_ENTRY,
  KL_CASE_WORK_CORRECT_ENTRY,
  KL_CASE_WORK_ADD_ACTION,
  KL_CASE_WORK_TICK_ACTION,
  KL_CASE_WORK_SET_TITLE,
  KL_CASE_WORK_SET_OWNER,
  KL_CASE_WORK_SET_TRUSTED,
  KL_CASE_WORK_SET_LEVEL,
  KL_CASE_WORK_CLOSE,
  KL_CASE_WORK_REOPEN,
  KL_CASE_WORK_CLOSE_MANY,
  KL_CASE_WORK_REOPEN_MANY,
  KL_CASE_WORK_UNDO_MANY,
} KlCaseWorkKind;

/**
 * KlCaseWork:
 * @id: an action, a professional, cases that moved together
 * @school_id: the school of many cases
 * @case_ids: (nullable) (element-type gint64): many cases
 * @value: a level
 * @day: a day of the work, or %KL_DATE_NONE
 * @seen: (nullable): the title as it was read before it was worked on
 * @text: (nullable): a title, a reason, a last word
 * @entry: (nullable): the entry to add or correct
 * @action: (nullable): the action to add
 *
 * One change of a case, or of many at once, to be done on the store's thread.
 */
typedef struct
{
  KlCaseWorkKind kind;
  gint64 case_id;
  gint64 school_id;
  GArray *case_ids;
  gint64 id;
  int value;
  KlDate day;
  char *seen;
  char *text;
  KlEntry *entry;
  KlAction *action;
  KlClosing closing;
  KlSatisfied satisfied;
} KlCaseWork;

/**
 * KlCaseWorkDone:
 * @id: of what was made: an entry, an action, cases that moved together
 * @n_moved_on: of many that were put back, how many were left alone
 * @current: (nullable): what an entry reads now, when somebody else corrected it meanwhile
 * @title: (nullable): what a case is called now, when somebody else renamed it meanwhile
 * @error: (nullable): what went wrong
 */
typedef struct
{
  gint64 id;
  int n_moved_on;
  KlEntry *current;
  char *title;
  GError *error;
} KlCaseWorkDone;

KlCaseWork *kl_case_work_new (KlCaseWorkKind kind, gint64 case_id);
void kl_case_work_free (KlCaseWork *work);
void kl_case_work_done_free (KlCaseWorkDone *done);
void kl_case_work_perform (KlStore *store,
                           KlCaseWork *work,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
KlCaseWorkDone *kl_case_work_finish (KlStore *store, GAsyncResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseWork, kl_case_work_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCaseWorkDone, kl_case_work_done_free)

G_END_DECLS
