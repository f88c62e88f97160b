/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-work.h"

/*
 * Work in a thread for something on the screen. A GTask holds on to its source, and a thread
 * may be the last to let go of the task: a widget would then be taken down in that thread.
 * Here the thread has no more than a weak hold of it, and the job is freed where it was made.
 */

typedef struct
{
  GWeakRef object;
  gpointer job;
  GDestroyNotify free_job;
  KlMapWork work;
  KlMapDone done;
} Order;

/* Auxiliary functions */

/* In whatever thread lets go last; the job is gone by then. */
static void
order_free (gpointer data)
{
  Order *order = data;

  g_weak_ref_clear (&order->object);
  g_free (order);
}

static void
work_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;

  order->work (order->job);
  g_task_return_boolean (task, TRUE);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Order *order = g_task_get_task_data (G_TASK (result));
  g_autoptr (GObject) object = g_weak_ref_get (&order->object);

  if (object != NULL)
    order->done (object, order->job);
  order->free_job (g_steal_pointer (&order->job));
}

/* Public API */

/**
 * kl_map_work_run:
 * @object: (type GObject): who asks for it, and may go before it is done
 * @job: (transfer full): what @work needs and what it makes
 * @free_job: frees it, on the main thread
 * @work: does it, in a thread
 * @done: takes what came of it on the main thread, unless @object has gone
 *
 * Has a thread do what would take too long for a frame.
 */
void
kl_map_work_run (gpointer object,
                 gpointer job,
                 GDestroyNotify free_job,
                 KlMapWork work,
                 KlMapDone done)
{
  g_autoptr (GTask) task = NULL;
  Order *order;

  g_return_if_fail (G_IS_OBJECT (object) && free_job != NULL && work != NULL && done != NULL);

  order = g_new0 (Order, 1);
  g_weak_ref_init (&order->object, object);
  order->job = job;
  order->free_job = free_job;
  order->work = work;
  order->done = done;
  task = g_task_new (NULL, NULL, done_cb, NULL);
  g_task_set_source_tag (task, kl_map_work_run);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, work_thread);
}
