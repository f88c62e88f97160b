/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-work.h"

#include "store/kl-actions.h"
#include "store/kl-case-steps.h"
#include "store/kl-cases.h"
#include "store/kl-entries.h"

static gboolean
change_case (KlDb *db, const KlCaseWork *work, KlDate today, GError **error)
{
  switch (work->kind)
    {
    case KL_CASE_WORK_SET_OWNER:
      return kl_cases_set_owner (db, work->case_id, work->id, error);
    case KL_CASE_WORK_SET_TRUSTED:
      return kl_cases_set_trusted (db, work->case_id, work->id, error);
    case KL_CASE_WORK_SET_LEVEL:
      return kl_cases_set_support_level (db, work->case_id, work->value, error);
    case KL_CASE_WORK_CLOSE:
      return kl_cases_close (db, work->case_id, &work->closing, work->satisfied, work->text,
                             work->day != KL_DATE_NONE ? work->day : today, error);
    case KL_CASE_WORK_REOPEN:
      return kl_cases_reopen (db, work->case_id, work->text,
                              work->day != KL_DATE_NONE ? work->day : today, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

/* What is said of the closing is said of each. */
static gint64
close_many (KlDb *db, const KlCaseWork *work, KlDate today, GError **error)
{
  g_autoptr (GArray) closings = g_array_new (FALSE, FALSE, sizeof (KlCaseClosing));

  for (guint i = 0; i < work->case_ids->len; i++)
    {
      const KlCaseClosing closing = { g_array_index (work->case_ids, gint64, i), work->closing,
                                      work->satisfied, work->text };

      g_array_append_val (closings, closing);
    }

  return kl_cases_close_many (db, work->school_id, &g_array_index (closings, KlCaseClosing, 0),
                              closings->len, today, error);
}

static void
change_many (KlDb *db, const KlCaseWork *work, KlDate today, KlCaseWorkDone *done)
{
  if (work->kind == KL_CASE_WORK_UNDO_MANY)
    kl_case_batches_undo (db, work->id, NULL, &done->n_moved_on, &done->error);
  else if (work->kind == KL_CASE_WORK_CLOSE_MANY)
    done->id = close_many (db, work, today, &done->error);
  else
    done->id =
      kl_cases_reopen_many (db, work->school_id, &g_array_index (work->case_ids, gint64, 0),
                            work->case_ids->len, work->text, today, &done->error);
}

static void
perform (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const KlCaseWork *work = data;
  KlCaseWorkDone *done = g_new0 (KlCaseWorkDone, 1);
  KlDate today = kl_clock_today ();

  switch (work->kind)
    {
    case KL_CASE_WORK_ADD_ENTRY:
      done->id = kl_entries_add (db, work->entry, today, &done->error);
      break;
    case KL_CASE_WORK_CORRECT_ENTRY:
      kl_entries_correct (db, work->entry, work->text, today, &done->current, &done->error);
      break;
    case KL_CASE_WORK_SET_TITLE:
      kl_cases_change_title (db, work->case_id, work->seen, work->text, &done->title, &done->error);
      break;
    case KL_CASE_WORK_ADD_ACTION:
      done->id = kl_actions_agree (db, work->action, today, &done->error);
      break;
    case KL_CASE_WORK_TICK_ACTION:
      kl_actions_set_done (db, work->id, work->day, &done->error);
      break;
    case KL_CASE_WORK_CLOSE_MANY:
    case KL_CASE_WORK_REOPEN_MANY:
    case KL_CASE_WORK_UNDO_MANY:
      change_many (db, work, today, done);
      break;
    default:
      change_case (db, work, today, &done->error);
      break;
    }

  g_task_return_pointer (task, done, (GDestroyNotify) kl_case_work_done_free);
}

/**
 * kl_case_work_new:
 * @kind: what is to be done
 * @case_id: a case
 *
 * Returns: (transfer full): a change to be filled in
 */
KlCaseWork *
kl_case_work_new (KlCaseWorkKind kind, gint64 case_id)
{
  KlCaseWork *work = g_new0 (KlCaseWork, 1);

  work->kind = kind;
  work->case_id = case_id;

  return work;
}

/**
 * kl_case_work_free:
 * @work: a change
 */
void
kl_case_work_free (KlCaseWork *work)
{
  g_clear_pointer (&work->entry, kl_entry_free);
  g_clear_pointer (&work->action, kl_action_free);
  g_clear_pointer (&work->case_ids, g_array_unref);
  g_free (work->seen);
  g_free (work->text);
  g_free (work);
}

/**
 * kl_case_work_done_free:
 * @done: how a change went
 */
void
kl_case_work_done_free (KlCaseWorkDone *done)
{
  g_clear_pointer (&done->current, kl_entry_free);
  g_clear_error (&done->error);
  g_free (done->title);
  g_free (done);
}

/**
 * kl_case_work_perform:
 * @store: the store
 * @work: (transfer full): the change
 * @callback: (nullable): called when it is kept or refused
 * @user_data: for @callback
 */
void
kl_case_work_perform (KlStore *store,
                      KlCaseWork *work,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (KL_IS_STORE (store) && work != NULL);

  kl_store_perform_async (store, perform, work, (GDestroyNotify) kl_case_work_free, NULL, callback,
                          user_data);
}

/**
 * kl_case_work_finish:
 * @store: the store
 * @result: what the callback got
 *
 * Returns: (transfer full): how it went; its error is set when nothing was kept
 */
KlCaseWorkDone *
kl_case_work_finish (KlStore *store, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  KlCaseWorkDone *done = kl_store_perform_finish (store, result, &error);

  if (done == NULL)
    {
      done = g_new0 (KlCaseWorkDone, 1);
      done->error = g_steal_pointer (&error);
    }

  return done;
}
