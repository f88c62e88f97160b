/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-draft-keeper.h"

/*
 * Keeps the words of one widget in one window. What this window has seen of the draft is only
 * touched on the store's thread, so that it is always true of what stands in the store.
 */

struct _KlDraftKeeper
{
  GObject parent_instance;

  KlSession *session;
  char *place;
  KlDraftMark *mark; /* (atomic-rc) of the store's thread alone */
  GPtrArray *others; /* KlDraft */
};

G_DEFINE_FINAL_TYPE (KlDraftKeeper, kl_draft_keeper, G_TYPE_OBJECT)

enum
{
  OTHERS_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

typedef enum
{
  JOB_LOAD,
  JOB_GO_ON,
  JOB_KEEP,
  JOB_LOOK,
  JOB_DROP_OTHER,
} JobKind;

typedef struct
{
  JobKind kind;
  char *place;
  KlDraftMark *mark;
  KlDraftMark other;
  GArray *taken; /* KlDraftMark, one's own first */
  char *text;
} Job;

/* What comes back: the words that were loaded, and what else stands in the same place. */
typedef struct
{
  char *text;
  GPtrArray *others;
} Answer;

static Job *
job_new (KlDraftKeeper *self, JobKind kind)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->place = g_strdup (self->place);
  job->mark = g_atomic_rc_box_acquire (self->mark);

  return job;
}

static void
job_free (Job *job)
{
  g_atomic_rc_box_release (job->mark);
  g_clear_pointer (&job->taken, g_array_unref);
  g_free (job->place);
  g_free (job->text);
  g_free (job);
}

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->others, g_ptr_array_unref);
  g_free (answer->text);
  g_free (answer);
}

/* On the store's thread */

/* What another window wrote since it was read has a newer mark, and stays. */
static gboolean
go_on (KlDb *db, Job *job, GError **error)
{
  *job->mark = g_array_index (job->taken, KlDraftMark, 0);
  if (!kl_drafts_keep (db, job->place, job->text, job->mark, error))
    return FALSE;

  for (guint i = 1; i < job->taken->len; i++)
    if (!kl_drafts_drop (db, job->place, &g_array_index (job->taken, KlDraftMark, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
work (KlDb *db, Job *job, GError **error)
{
  switch (job->kind)
    {
    case JOB_GO_ON:
      return go_on (db, job, error);
    case JOB_KEEP:
      return kl_drafts_keep (db, job->place, job->text, job->mark, error);
    case JOB_DROP_OTHER:
      return kl_drafts_drop (db, job->place, &job->other, error);
    case JOB_LOAD:
    case JOB_LOOK:
    default:
      return TRUE;
    }
}

/* The newest is gone on with. */
static void
take_first (Job *job, Answer *answer)
{
  const KlDraft *first;

  if (answer->others->len == 0)
    return;

  first = g_ptr_array_index (answer->others, 0);
  *job->mark = first->mark;
  answer->text = g_strdup (first->text);
}

static void
remove_own (const KlDraftMark *mark, GPtrArray *drafts)
{
  for (guint i = 0; mark->version != 0 && i < drafts->len; i++)
    {
      const KlDraft *draft = g_ptr_array_index (drafts, i);

      if (draft->mark.copy == mark->copy && draft->mark.version == mark->version)
        {
          g_ptr_array_remove_index (drafts, i);
          return;
        }
    }
}

static void
perform (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  Answer *answer = g_new0 (Answer, 1);
  GError *error = NULL;

  if (work (db, job, &error))
    answer->others = kl_drafts_list (db, job->place, &error);
  if (answer->others == NULL)
    {
      answer_free (answer);
      g_task_return_error (task, error);
      return;
    }

  if (job->kind == JOB_LOAD)
    take_first (job, answer);
  remove_own (job->mark, answer->others);
  g_task_return_pointer (task, answer, (GDestroyNotify) answer_free);
}

/* Callbacks */

static void
take_others (KlDraftKeeper *self, Answer *answer)
{
  g_clear_pointer (&self->others, g_ptr_array_unref);
  self->others = g_steal_pointer (&answer->others);
  g_signal_emit (self, signals[OTHERS_CHANGED], 0);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDraftKeeper) self = KL_DRAFT_KEEPER (user_data);
  g_autoptr (GError) error = NULL;
  Answer *answer = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (answer == NULL)
    {
      g_warning ("A draft could not be kept: %s", error->message);
      return;
    }

  take_others (self, answer);
  answer_free (answer);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  KlDraftKeeper *self = g_task_get_source_object (task);
  GError *error = NULL;
  Answer *answer = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_task_return_pointer (task, g_steal_pointer (&answer->text), g_free);
  take_others (self, answer);
  answer_free (answer);
}

static void
start (KlDraftKeeper *self, Job *job)
{
  kl_store_perform_async (kl_session_get_store (self->session), perform, job,
                          (GDestroyNotify) job_free, NULL, done_cb, g_object_ref (self));
}

/* Overrides */

static void
kl_draft_keeper_finalize (GObject *object)
{
  KlDraftKeeper *self = KL_DRAFT_KEEPER (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->others, g_ptr_array_unref);
  g_clear_pointer (&self->mark, g_atomic_rc_box_release);
  g_free (self->place);

  G_OBJECT_CLASS (kl_draft_keeper_parent_class)->finalize (object);
}

static void
kl_draft_keeper_class_init (KlDraftKeeperClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_draft_keeper_finalize;

  /**
   * KlDraftKeeper::others-changed:
   * @self: a keeper
   *
   * kl_draft_keeper_get_others() was looked up again.
   */
  signals[OTHERS_CHANGED] = g_signal_new ("others-changed", G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
kl_draft_keeper_init (KlDraftKeeper *self)
{
  self->mark = g_atomic_rc_box_new0 (KlDraftMark);
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_draft_free);
}

/* Public API */

/**
 * kl_draft_keeper_new:
 * @session: who writes
 * @place: where the words stand, "case/7"
 *
 * Keeps what is typed in one widget, encrypted, until it is recorded. Another window with words in
 * the same place has a keeper of its own, and neither writes over the other.
 *
 * Returns: (transfer full): a keeper that has seen nothing yet
 */
KlDraftKeeper *
kl_draft_keeper_new (KlSession *session, const char *place)
{
  KlDraftKeeper *self;

  g_return_val_if_fail (KL_IS_SESSION (session) && place != NULL, NULL);

  self = g_object_new (KL_TYPE_DRAFT_KEEPER, NULL);
  self->session = g_object_ref (session);
  self->place = g_strdup (place);

  return self;
}

/**
 * kl_draft_keeper_load_async:
 * @self: a keeper
 * @cancellable: (nullable): a cancellable
 * @callback: called when the words are there
 * @user_data: for @callback
 *
 * Goes on with the newest words that stand there.
 */
void
kl_draft_keeper_load_async (KlDraftKeeper *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (KL_IS_DRAFT_KEEPER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kl_draft_keeper_load_async);
  kl_store_perform_async (kl_session_get_store (self->session), perform, job_new (self, JOB_LOAD),
                          (GDestroyNotify) job_free, cancellable, loaded_cb, task);
}

/**
 * kl_draft_keeper_load_finish:
 * @self: a keeper
 * @result: what the callback got
 * @error: errors of the store
 *
 * Returns: (transfer full) (nullable): the words; %NULL without an error when there are none
 */
char *
kl_draft_keeper_load_finish (KlDraftKeeper *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kl_draft_keeper_go_on:
 * @self: a keeper
 * @drafts: (element-type KlDraft): what stood in its place when that was read with other things;
 *   may be empty
 * @text: (nullable): the words that are shown of it; %NULL when there are none
 *
 * Instead of kl_draft_keeper_load_async(): goes on with @text, which has in it what is still wanted
 * of all of @drafts.
 */
void
kl_draft_keeper_go_on (KlDraftKeeper *self, GPtrArray *drafts, const char *text)
{
  Job *job;

  g_return_if_fail (KL_IS_DRAFT_KEEPER (self) && drafts != NULL);

  if (drafts->len == 0)
    return;

  job = job_new (self, JOB_GO_ON);
  job->text = g_strdup (text);
  job->taken = g_array_new (FALSE, FALSE, sizeof (KlDraftMark));
  for (guint i = 0; i < drafts->len; i++)
    g_array_append_val (job->taken, ((const KlDraft *) g_ptr_array_index (drafts, i))->mark);
  start (self, job);
}

/**
 * kl_draft_keeper_keep:
 * @self: a keeper
 * @text: (nullable): words that are not recorded yet, %NULL when there are none any more
 *
 * Closing the store waits for it.
 */
void
kl_draft_keeper_keep (KlDraftKeeper *self, const char *text)
{
  Job *job;

  g_return_if_fail (KL_IS_DRAFT_KEEPER (self));

  job = job_new (self, JOB_KEEP);
  job->text = g_strdup (text);
  start (self, job);
}

/**
 * kl_draft_keeper_look:
 * @self: a keeper
 *
 * Looks whether another window has words there by now.
 */
void
kl_draft_keeper_look (KlDraftKeeper *self)
{
  g_return_if_fail (KL_IS_DRAFT_KEEPER (self));

  start (self, job_new (self, JOB_LOOK));
}

/**
 * kl_draft_keeper_drop_other:
 * @self: a keeper
 * @other: one of kl_draft_keeper_get_others()
 *
 * Throws the words of another window away, unless more was written there since.
 */
void
kl_draft_keeper_drop_other (KlDraftKeeper *self, const KlDraft *other)
{
  Job *job;

  g_return_if_fail (KL_IS_DRAFT_KEEPER (self) && other != NULL);

  job = job_new (self, JOB_DROP_OTHER);
  job->other = other->mark;
  start (self, job);
}

/**
 * kl_draft_keeper_get_others:
 * @self: a keeper
 *
 * Returns: (transfer none) (element-type KlDraft): what else stands there that is not recorded,
 *   the newest first
 */
GPtrArray *
kl_draft_keeper_get_others (KlDraftKeeper *self)
{
  g_return_val_if_fail (KL_IS_DRAFT_KEEPER (self), NULL);

  return self->others;
}
