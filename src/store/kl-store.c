/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-store.h"

#include <sodium.h>
#include <string.h>

#include "kl-db-private.h"

typedef enum
{
  JOB_OPEN,
  JOB_PERFORM,
  JOB_CLOSE,
} JobKind;

typedef struct
{
  JobKind kind;
  GTask *task;

  /* JOB_PERFORM */
  KlStoreFunc function;
  gpointer data;
  GDestroyNotify destroy;

  /* JOB_OPEN */
  char *path;
  guint8 *key;
  KlDbFlags flags;
} Job;

/* What the thread has to itself. It holds the store weakly, so that a forgotten store ends. */
typedef struct
{
  grefcount references;
  GAsyncQueue *jobs;
  KlDb *db;
  GMainContext *context;
  GWeakRef store;
} Worker;

struct _KlStore
{
  GObject parent_instance;

  Worker *worker;
  GThread *thread;
  GMainContext *context;
  gboolean open;
  gboolean read_only;
};

enum
{
  PROP_0,
  PROP_OPEN,
  PROP_READ_ONLY,
  N_PROPS
};

enum
{
  CHANGED,
  UPGRADING,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlStore, kl_store, G_TYPE_OBJECT)

/* Jobs */

static Job *
job_new (JobKind kind, GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->task = task;

  return job;
}

static void
job_free (Job *job)
{
  if (job->destroy != NULL)
    job->destroy (job->data);
  sodium_free (job->key);
  g_clear_object (&job->task);
  g_free (job->path);
  g_free (job);
}

/* Worker: everything here runs on the store's own thread. */

typedef struct
{
  KlStore *store;
  KlChange what;
  gint64 case_id;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_object_unref (change->store);
  g_free (change);
}

static gboolean
tell_change_cb (gpointer data)
{
  Change *change = data;

  g_signal_emit (change->store, signals[CHANGED], 0, (guint) change->what, change->case_id);

  return G_SOURCE_REMOVE;
}

static void
tell_changes (Worker *worker)
{
  gint64 case_id;
  KlChange what = kl_db_take_changes (worker->db, &case_id);
  KlStore *store = what != 0 ? g_weak_ref_get (&worker->store) : NULL;
  g_autoptr (GSource) source = NULL;
  Change *change;

  if (store == NULL)
    return;

  change = g_new0 (Change, 1);
  change->store = store;
  change->what = what;
  change->case_id = case_id;
  /* Before the callback of a task that comes after it. */
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_change_cb, change, change_free);
  g_source_attach (source, worker->context);
}

static void
perform (Worker *worker, Job *job)
{
  GCancellable *cancellable = g_task_get_cancellable (job->task);

  if (worker->db == NULL)
    {
      g_autoptr (GError) error = NULL;

      kl_store_error_set (&error, KL_STORE_ERROR_CLOSED);
      g_task_return_error (job->task, g_steal_pointer (&error));
      return;
    }

  kl_db_set_cancellable (worker->db, cancellable);
  if (!g_task_return_error_if_cancelled (job->task))
    job->function (job->task, worker->db, job->data, cancellable);
  kl_db_set_cancellable (worker->db, NULL);

  if (kl_db_in_transaction (worker->db))
    g_critical ("Work left the store inside a transaction");
  tell_changes (worker);
}

typedef struct
{
  KlStore *store;
  double done;
} Upgrade;

static void
upgrade_free (gpointer data)
{
  Upgrade *upgrade = data;

  g_object_unref (upgrade->store);
  g_free (upgrade);
}

static gboolean
tell_upgrade_cb (gpointer data)
{
  Upgrade *upgrade = data;

  g_signal_emit (upgrade->store, signals[UPGRADING], 0, upgrade->done);

  return G_SOURCE_REMOVE;
}

static void
tell_upgrade (double done, gpointer data)
{
  Worker *worker = data;
  KlStore *store = g_weak_ref_get (&worker->store);
  g_autoptr (GSource) source = NULL;
  Upgrade *upgrade;

  if (store == NULL)
    return;

  upgrade = g_new0 (Upgrade, 1);
  upgrade->store = store;
  upgrade->done = done;
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_upgrade_cb, upgrade, upgrade_free);
  g_source_attach (source, worker->context);
}

static void
open_db (Worker *worker, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (worker->db == NULL)
    worker->db = kl_db_open_watched (job->path, job->key, KL_DB_KEY_SIZE, job->flags, tell_upgrade,
                                     worker, g_task_get_cancellable (job->task), &error);
  g_clear_pointer (&job->key, sodium_free);

  if (worker->db != NULL)
    g_task_return_int (job->task, kl_db_is_read_only (worker->db));
  else
    g_task_return_error (job->task, g_steal_pointer (&error));
}

static void
close_db (Worker *worker, Job *job)
{
  g_autoptr (GError) error = NULL;

  if (worker->db != NULL)
    kl_db_close (g_steal_pointer (&worker->db), &error);

  if (job->task == NULL)
    return;
  if (error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&error));
  else
    g_task_return_boolean (job->task, TRUE);
}

static void
worker_unref (Worker *worker)
{
  if (!g_ref_count_dec (&worker->references))
    return;

  g_async_queue_unref (worker->jobs);
  g_main_context_unref (worker->context);
  g_weak_ref_clear (&worker->store);
  g_free (worker);
}

static gpointer
work (gpointer data)
{
  Worker *worker = data;
  JobKind kind;

  do
    {
      Job *job = g_async_queue_pop (worker->jobs);

      kind = job->kind;
      if (kind == JOB_OPEN)
        open_db (worker, job);
      else if (kind == JOB_PERFORM)
        perform (worker, job);
      else
        close_db (worker, job);
      job_free (job);
    }
  while (kind != JOB_CLOSE);

  worker_unref (worker);
  return NULL;
}

/* Auxiliary functions */

static void
start_worker (KlStore *self)
{
  Worker *worker;

  if (self->worker != NULL)
    return;

  worker = g_new0 (Worker, 1);
  worker->jobs = g_async_queue_new_full ((GDestroyNotify) job_free);
  worker->context = g_main_context_ref (self->context);
  g_weak_ref_init (&worker->store, self);
  g_ref_count_init (&worker->references);
  g_ref_count_inc (&worker->references);

  self->worker = worker;
  self->thread = g_thread_new ("kl-store", work, worker);
}

static void
set_state (KlStore *self, gboolean open, gboolean read_only)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->read_only != read_only)
    {
      self->read_only = read_only;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
    }
  if (self->open != open)
    {
      self->open = open;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
    }
  g_object_thaw_notify (G_OBJECT (self));
}

/* A result for those who can wait: the thread's own, out of the main context's hands. */
typedef struct
{
  GMainContext *context;
  GAsyncResult *result;
} Wait;

static void
wait_begin (Wait *wait)
{
  wait->context = g_main_context_new ();
  wait->result = NULL;
  g_main_context_push_thread_default (wait->context);
}

static void
wait_end (Wait *wait)
{
  while (wait->result == NULL)
    g_main_context_iteration (wait->context, TRUE);
  g_main_context_pop_thread_default (wait->context);
  g_main_context_unref (wait->context);
}

static void
got_result_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->result = g_object_ref (result);
}

/* Overrides */

static void
kl_store_dispose (GObject *object)
{
  KlStore *self = KL_STORE (object);

  if (self->worker != NULL)
    {
      g_async_queue_push (self->worker->jobs, job_new (JOB_CLOSE, NULL));
      g_clear_pointer (&self->worker, worker_unref);
      /* The last reference may go on the thread itself, with the task that held it. */
      if (g_thread_self () == self->thread)
        g_thread_unref (self->thread);
      else
        g_thread_join (self->thread);
      self->thread = NULL;
    }

  G_OBJECT_CLASS (kl_store_parent_class)->dispose (object);
}

static void
kl_store_finalize (GObject *object)
{
  KlStore *self = KL_STORE (object);

  g_main_context_unref (self->context);

  G_OBJECT_CLASS (kl_store_parent_class)->finalize (object);
}

static void
kl_store_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlStore *self = KL_STORE (object);

  switch (id)
    {
    case PROP_OPEN:
      g_value_set_boolean (value, self->open);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_store_class_init (KlStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kl_store_dispose;
  object_class->finalize = kl_store_finalize;
  object_class->get_property = kl_store_get_property;

  /**
   * KlStore:open:
   *
   * Whether there is a file behind it.
   */
  properties[PROP_OPEN] =
    g_param_spec_boolean ("open", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * KlStore:read-only:
   *
   * Whether every write is refused, see kl_db_is_read_only().
   */
  properties[PROP_READ_ONLY] =
    g_param_spec_boolean ("read-only", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KlStore::changed:
   * @self: the store
   * @what: flags of #KlChange
   * @case_id: the case it belongs to, 0 when to several or none
   *
   * Emitted on the thread that made the store, after a transaction was kept.
   */
  signals[CHANGED] = g_signal_new ("changed", KL_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_INT64);

  /**
   * KlStore::upgrading:
   * @self: the store
   * @done: how far it is, from 0 to 1
   *
   * Emitted on the thread that made the store, while a file of an older version is opened.
   */
  signals[UPGRADING] = g_signal_new ("upgrading", KL_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
kl_store_init (KlStore *self)
{
  self->context = g_main_context_ref_thread_default ();
}

/* Public API */

/**
 * kl_store_new:
 *
 * Returns: (transfer full): a store without a file
 */
KlStore *
kl_store_new (void)
{
  return g_object_new (KL_TYPE_STORE, NULL);
}

/**
 * kl_store_open_async:
 * @self: a store that is not open
 * @path: the database file
 * @key: (array length=key_size): its key; copied into memory that is wiped after opening
 * @key_size: %KL_DB_KEY_SIZE
 * @flags: as for kl_db_open()
 * @cancellable: (nullable): to leave it before it began, or while its layout is brought up to
 *   this version: the file is then as it was
 * @callback: called when it is open or not
 * @user_data: for @callback
 *
 * Starts the store's thread and opens the file there. After a failure it may be tried again.
 */
void
kl_store_open_async (KlStore *self,
                     const char *path,
                     const guint8 *key,
                     gsize key_size,
                     KlDbFlags flags,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  Job *job;

  g_return_if_fail (KL_IS_STORE (self) && !self->open);
  g_return_if_fail (path != NULL && key != NULL && key_size == KL_DB_KEY_SIZE);

  job = job_new (JOB_OPEN, g_task_new (self, cancellable, callback, user_data));
  g_task_set_source_tag (job->task, kl_store_open_async);
  job->path = g_strdup (path);
  job->flags = flags;
  if (sodium_init () < 0 || (job->key = sodium_malloc (KL_DB_KEY_SIZE)) == NULL)
    {
      g_autoptr (GError) error = NULL;

      kl_store_error_set (&error, KL_STORE_ERROR_FAILED);
      g_task_return_error (job->task, g_steal_pointer (&error));
      job_free (job);
      return;
    }
  memcpy (job->key, key, key_size);

  start_worker (self);
  g_async_queue_push (self->worker->jobs, job);
}

/**
 * kl_store_open_finish:
 * @self: a store
 * @result: what the callback got
 * @error: (out): return location for an error of %KL_STORE_ERROR
 *
 * Returns: %TRUE when the file is open
 */
gboolean
kl_store_open_finish (KlStore *self, GAsyncResult *result, GError **error)
{
  gssize read_only;

  g_return_val_if_fail (KL_IS_STORE (self) && g_task_is_valid (result, self), FALSE);

  read_only = g_task_propagate_int (G_TASK (result), error);
  if (read_only < 0)
    return FALSE;

  set_state (self, TRUE, read_only > 0);
  return TRUE;
}

/**
 * kl_store_open:
 * @self: a store that is not open
 * @path: the database file
 * @key: (array length=key_size): its key
 * @key_size: %KL_DB_KEY_SIZE
 * @flags: as for kl_db_open()
 * @error: (out): return location for an error of %KL_STORE_ERROR
 *
 * Opens the file and waits for it, for commands without a window.
 *
 * Returns: %TRUE when the file is open
 */
gboolean
kl_store_open (KlStore *self,
               const char *path,
               const guint8 *key,
               gsize key_size,
               KlDbFlags flags,
               GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait;

  wait_begin (&wait);
  kl_store_open_async (self, path, key, key_size, flags, NULL, got_result_cb, &wait);
  wait_end (&wait);
  result = wait.result;

  return kl_store_open_finish (self, result, error);
}

/**
 * kl_store_close_async:
 * @self: a store
 * @callback: called when the file is closed
 * @user_data: for @callback
 *
 * Ends the store's thread after what was asked before. From now on nothing more is taken.
 */
void
kl_store_close_async (KlStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  g_return_if_fail (KL_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, kl_store_close_async);
  set_state (self, FALSE, FALSE);

  if (self->worker == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }

  g_task_set_task_data (task, g_steal_pointer (&self->thread), (GDestroyNotify) g_thread_unref);
  g_async_queue_push (self->worker->jobs, job_new (JOB_CLOSE, task));
  g_clear_pointer (&self->worker, worker_unref);
}

/**
 * kl_store_close_finish:
 * @self: a store
 * @result: what the callback got
 * @error: (out): return location for an error of %KL_STORE_ERROR
 *
 * Returns: %TRUE when the write-ahead log was emptied; the file is closed in any case
 */
gboolean
kl_store_close_finish (KlStore *self, GAsyncResult *result, GError **error)
{
  GThread *thread;

  g_return_val_if_fail (KL_IS_STORE (self) && g_task_is_valid (result, self), FALSE);

  thread = g_task_get_task_data (G_TASK (result));
  if (thread != NULL)
    g_thread_join (g_thread_ref (thread));

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * kl_store_close:
 * @self: a store
 * @error: (out): return location for an error of %KL_STORE_ERROR
 *
 * Closes the file and waits for it: before the program ends or executes itself anew.
 *
 * Returns: %TRUE when the write-ahead log was emptied; the file is closed in any case
 */
gboolean
kl_store_close (KlStore *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait;

  wait_begin (&wait);
  kl_store_close_async (self, got_result_cb, &wait);
  wait_end (&wait);
  result = wait.result;

  return kl_store_close_finish (self, result, error);
}

/**
 * kl_store_perform_async:
 * @self: a store
 * @function: what to do with the connection
 * @data: for @function
 * @destroy: (nullable): frees @data on the store's thread when @function is done
 * @cancellable: (nullable): interrupts a running statement
 * @callback: called with the result
 * @user_data: for @callback
 *
 * The one way to the file: runs @function on the store's thread, in the order of asking.
 */
void
kl_store_perform_async (KlStore *self,
                        KlStoreFunc function,
                        gpointer data,
                        GDestroyNotify destroy,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Job *job;

  g_return_if_fail (KL_IS_STORE (self) && function != NULL);

  job = job_new (JOB_PERFORM, g_task_new (self, cancellable, callback, user_data));
  g_task_set_source_tag (job->task, function);
  /* What was kept is told as kept, also when the cancel came after it. */
  g_task_set_check_cancellable (job->task, FALSE);
  job->function = function;
  job->data = data;
  job->destroy = destroy;

  if (self->worker != NULL)
    {
      g_async_queue_push (self->worker->jobs, job);
      return;
    }

  kl_store_error_set (&error, KL_STORE_ERROR_CLOSED);
  g_task_return_error (job->task, g_steal_pointer (&error));
  job_free (job);
}

/**
 * kl_store_forget_question:
 * @question: (inout) (transfer full) (nullable): what cancels the question that was asked last,
 * then what cancels the next one
 *
 * Before something is asked anew: the answer to the question before is of no use any more.
 */
void
kl_store_forget_question (GCancellable **question)
{
  g_return_if_fail (question != NULL);

  g_cancellable_cancel (*question);
  g_clear_object (question);
  *question = g_cancellable_new ();
}

/**
 * kl_store_perform_finish:
 * @self: a store
 * @result: what the callback got
 * @error: (out): return location for the error of the work or of %KL_STORE_ERROR
 *
 * Returns: (transfer full) (nullable): what the work returned with g_task_return_pointer()
 */
gpointer
kl_store_perform_finish (KlStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (KL_IS_STORE (self) && g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kl_store_perform:
 * @self: a store
 * @function: what to do with the connection
 * @data: for @function
 * @error: (out): return location for the error of the work or of %KL_STORE_ERROR
 *
 * The same for commands without a window: waits until it is done.
 *
 * Returns: (transfer full) (nullable): what the work returned with g_task_return_pointer()
 */
gpointer
kl_store_perform (KlStore *self, KlStoreFunc function, gpointer data, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  Wait wait;

  wait_begin (&wait);
  kl_store_perform_async (self, function, data, NULL, NULL, got_result_cb, &wait);
  wait_end (&wait);
  result = wait.result;

  return kl_store_perform_finish (self, result, error);
}

/**
 * kl_store_is_open:
 * @self: a store
 *
 * Returns: whether there is a file behind it
 */
gboolean
kl_store_is_open (KlStore *self)
{
  g_return_val_if_fail (KL_IS_STORE (self), FALSE);

  return self->open;
}

/**
 * kl_store_get_read_only:
 * @self: a store
 *
 * Returns: whether every write is refused
 */
gboolean
kl_store_get_read_only (KlStore *self)
{
  g_return_val_if_fail (KL_IS_STORE (self), FALSE);

  return self->read_only;
}
