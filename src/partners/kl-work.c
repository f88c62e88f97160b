/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-work.h"

/* On the store's thread */

static void
perform (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const KlWork *work = data;
  GError *error = NULL;
  gint64 id = work->func (db, work->data, &error);

  if (id != 0)
    g_task_return_pointer (task, g_memdup2 (&id, sizeof id), g_free);
  else
    g_task_return_error (task, error);
}

/* Public API */

/**
 * kl_work_new:
 * @func: makes the change
 * @data: for @func
 * @destroy: (nullable): frees @data
 *
 * Returns: (transfer full): a change that can be made
 */
KlWork *
kl_work_new (KlWorkFunc func, gpointer data, GDestroyNotify destroy)
{
  KlWork *work = g_new0 (KlWork, 1);

  work->func = func;
  work->data = data;
  work->destroy = destroy;

  return work;
}

/**
 * kl_work_free:
 * @work: (transfer full) (nullable): a change
 */
void
kl_work_free (KlWork *work)
{
  if (work == NULL)
    return;

  if (work->destroy != NULL)
    work->destroy (work->data);
  g_free (work);
}

/**
 * kl_work_perform:
 * @store: an open store
 * @work: (transfer full): the change
 * @callback: (nullable): called when it is kept or refused; it takes kl_work_finish()
 * @user_data: for @callback
 */
void
kl_work_perform (KlStore *store, KlWork *work, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (KL_IS_STORE (store) && work != NULL);

  kl_store_perform_async (store, perform, work, (GDestroyNotify) kl_work_free, NULL, callback,
                          user_data);
}

/**
 * kl_work_finish:
 * @store: the store
 * @result: what the callback got
 * @error: (out): return location for why it was refused
 *
 * Returns: what the change gave, 0 when nothing was kept
 */
gint64
kl_work_finish (KlStore *store, GAsyncResult *result, GError **error)
{
  g_autofree gint64 *id = kl_store_perform_finish (store, result, error);

  return id != NULL ? *id : 0;
}
