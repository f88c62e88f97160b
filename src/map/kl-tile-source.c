/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-tile-source.h"

#include <glib/gi18n-lib.h>
#include <libsoup/soup.h>

#include "kl-config.h"
#include "kl-tile-address.h"
#include "kl-tile-image.h"

/*
 * Map pictures from a server, or from those that came in before. A server that does not answer,
 * or sends something else, is left alone for a while, and for longer each time; nothing is
 * asked meanwhile, and what was asked is dropped.
 *
 * libshumate's own source follows a server wherever it sends it, waits for as long as it likes
 * and unpacks all it gets.
 */

#define MAX_RUNNING 4
#define CHUNK 16384
/* Failures after one another that are no accident any more. */
#define MAX_FAILED 3
/* Milliseconds that a picture may take, and that a server is left alone at first and at most. */
#define DEADLINE 12000
#define REST 30000
#define MAX_REST 600000
/* Seconds after which a picture is asked for anew. */
#define MAX_AGE (30 * 24 * 60 * 60)

struct _KlTileSource
{
  GObject parent_instance;

  char *address;
  KlTileCache *cache;
  SoupSession *session; /* NULL until something is asked */
  GQueue waiting;       /* GTask */
  GHashTable *running;  /* GTask */
  GHashTable *missing;  /* addresses that the server does not have */
  guint n_failed;
  guint deadline;
  guint first_rest;
  guint rest;
  guint rest_id;
  gboolean probing; /* after a rest: one picture tells whether the server is back */
  gboolean proven;  /* the server sent a picture */
  gboolean trouble;
  gboolean filled;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (KlTileSource, kl_tile_source, G_TYPE_OBJECT)

enum
{
  PROP_TROUBLE = 1,
  PROP_FILLED,
  N_PROPS,
};

enum
{
  SIGNAL_RETRY,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* A picture that somebody wants. */
typedef struct
{
  char *address;
  KlTileCache *cache;
  GdkTexture *texture; /* an old one until a new one is there */
  gint64 age;
  GCancellable *stop; /* of the asking */
  gulong stop_id;
  guint deadline_id;
  SoupSession *session;
} Job;

/* Auxiliary functions */

static void
free_job (gpointer data)
{
  Job *job = data;

  g_free (job->address);
  kl_tile_cache_unref (job->cache);
  g_clear_object (&job->texture);
  g_clear_object (&job->stop);
  g_clear_object (&job->session);
  g_free (job);
}

static void
set_trouble (KlTileSource *self, gboolean trouble)
{
  if (self->trouble == trouble)
    return;

  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static gboolean
is_resting (const KlTileSource *self)
{
  return self->rest_id != 0 || self->stopped;
}

/* With a picture, be it an old one, or without. Takes the task and the error. */
static void
deliver (KlTileSource *self, GTask *task, GError *error)
{
  Job *job = g_task_get_task_data (task);

  if (job->texture == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  g_clear_error (&error);
  if (!self->filled)
    {
      self->filled = TRUE;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILLED]);
    }
  g_task_return_pointer (task, g_steal_pointer (&job->texture), g_object_unref);
  g_object_unref (task);
}

static GError *
create_rest_error (void)
{
  return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY,
                              _ ("The server of map pictures does not answer."));
}

/* How the server does */

static void
rested_cb (gpointer user_data)
{
  KlTileSource *self = user_data;

  self->rest_id = 0;
  self->probing = TRUE;
  self->n_failed = 0;
  g_signal_emit (self, signals[SIGNAL_RETRY], 0);
}

static void
drop_all (KlTileSource *self)
{
  GHashTableIter iter;
  gpointer task;

  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    deliver (self, task, create_rest_error ());
  g_hash_table_iter_init (&iter, self->running);
  while (g_hash_table_iter_next (&iter, &task, NULL))
    g_cancellable_cancel (((Job *) g_task_get_task_data (task))->stop);
}

static void
begin_rest (KlTileSource *self)
{
  self->rest = self->rest == 0 ? self->first_rest : MIN (self->rest * 2, MAX_REST);
  self->rest_id = g_timeout_add_once (self->rest, rested_cb, self);
  set_trouble (self, TRUE);
  drop_all (self);
}

static void
succeeded (KlTileSource *self)
{
  self->n_failed = 0;
  self->rest = 0;
  self->probing = FALSE;
  self->proven = TRUE;
  set_trouble (self, FALSE);
}

/* A server that has other pictures may lack this one: that is no trouble. */
static void
failed (KlTileSource *self, const Job *job, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) && self->proven)
    {
      g_hash_table_add (self->missing, g_strdup (job->address));
      return;
    }

  self->n_failed++;
  if (!is_resting (self) && (self->probing || self->n_failed >= MAX_FAILED))
    begin_rest (self);
}

/* Asking */

static void start_next (KlTileSource *self);

/* Takes the task, which may be the last that holds the source, and the error. */
static void
end (KlTileSource *source, GTask *task, GError *error)
{
  g_autoptr (KlTileSource) self = g_object_ref (source);
  Job *job = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_clear_handle_id (&job->deadline_id, g_source_remove);
  g_cancellable_disconnect (cancellable, job->stop_id);
  job->stop_id = 0;
  g_hash_table_remove (self->running, task);
  if (error == NULL)
    succeeded (self);
  else if (!g_cancellable_is_cancelled (cancellable) && !is_resting (self))
    failed (self, job, error);
  deliver (self, task, error);
  start_next (self);
}

static GError *
check_status (SoupMessage *message)
{
  const guint status = soup_message_get_status (message);

  if (status == SOUP_STATUS_OK)
    return NULL;

  return g_error_new (G_IO_ERROR,
                      status == SOUP_STATUS_NOT_FOUND || status == SOUP_STATUS_NO_CONTENT
                        ? G_IO_ERROR_NOT_FOUND
                        : G_IO_ERROR_FAILED,
                      _ ("The server of map pictures answered with error %u."), status);
}

static GBytes *
read_body (GInputStream *stream, GCancellable *stop, GError **error)
{
  g_autoptr (GByteArray) body = g_byte_array_new ();
  guint8 chunk[CHUNK];
  gssize n;

  while ((n = g_input_stream_read (stream, chunk, sizeof chunk, stop, error)) > 0)
    {
      g_byte_array_append (body, chunk, (guint) n);
      if (body->len > KL_TILE_IMAGE_MAX_BYTES)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                               _ ("The server sent something else than a map picture."));
          return NULL;
        }
    }

  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&body)) : NULL;
}

/* Nobody but the server that was chosen is asked: it cannot send the program elsewhere. */
static GBytes *
download (const Job *job, GError **error)
{
  g_autoptr (SoupMessage) message = soup_message_new ("GET", job->address);
  g_autoptr (GInputStream) stream = NULL;
  GError *refusal;

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  stream = soup_session_send (job->session, message, job->stop, error);
  if (stream == NULL)
    return NULL;
  refusal = check_status (message);
  if (refusal != NULL)
    {
      g_propagate_error (error, refusal);
      return NULL;
    }

  return read_body (stream, job->stop, error);
}

/* Without libsoup's own way to wait: up to 3.6.5 it ends a question twice when an answer breaks off
 * or is stopped, and goes on to read what it has freed. */
static void
ask_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = download (job, &error);
  GdkTexture *texture = bytes != NULL ? kl_tile_image_read (bytes, &error) : NULL;

  if (texture == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  kl_tile_cache_write (job->cache, job->address, bytes);
  g_task_return_pointer (task, texture, g_object_unref);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Job *job = g_task_get_task_data (task);
  GError *error = NULL;
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), &error);

  if (texture != NULL)
    {
      g_clear_object (&job->texture);
      job->texture = texture;
    }
  end (g_task_get_source_object (task), task, error);
}

static void
deadline_cb (gpointer user_data)
{
  Job *job = user_data;

  job->deadline_id = 0;
  g_cancellable_cancel (job->stop);
}

static void
cancelled_cb (GCancellable *cancellable, gpointer stop)
{
  g_cancellable_cancel (stop);
}

static SoupSession *
ensure_session (KlTileSource *self)
{
  if (self->session == NULL)
    self->session =
      g_object_new (SOUP_TYPE_SESSION, "max-conns-per-host", MAX_RUNNING, "user-agent",
                    "KorteLijnen/" KL_VERSION, "timeout", MAX (1, self->deadline / 1000), NULL);
  return self->session;
}

static void
ask (KlTileSource *self, GTask *task)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (GTask) asking = g_task_new (NULL, NULL, asked_cb, task);

  g_hash_table_add (self->running, task);
  job->session = g_object_ref (ensure_session (self));
  job->stop = g_cancellable_new ();
  if (g_task_get_cancellable (task) != NULL)
    job->stop_id = g_cancellable_connect (g_task_get_cancellable (task), G_CALLBACK (cancelled_cb),
                                          g_object_ref (job->stop), g_object_unref);
  job->deadline_id = g_timeout_add_once (self->deadline, deadline_cb, job);
  g_task_set_task_data (asking, job, NULL);
  g_task_run_in_thread (asking, ask_thread);
}

static void
start_next (KlTileSource *self)
{
  const guint limit = self->probing ? 1 : MAX_RUNNING;

  while (!is_resting (self) && g_hash_table_size (self->running) < limit
         && !g_queue_is_empty (&self->waiting))
    {
      GTask *task = g_queue_pop_head (&self->waiting);

      if (g_task_return_error_if_cancelled (task))
        g_object_unref (task);
      else
        ask (self, task);
    }
}

/* Looking among those that came in before */

static void
look_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (GBytes) bytes = kl_tile_cache_read (job->cache, job->address, &job->age);

  g_task_return_pointer (task, bytes != NULL ? kl_tile_image_read (bytes, NULL) : NULL,
                         g_object_unref);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  KlTileSource *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  job->texture = g_task_propagate_pointer (G_TASK (result), NULL);
  if (job->texture != NULL && job->age < MAX_AGE)
    deliver (self, task, NULL);
  else if (is_resting (self) || g_hash_table_contains (self->missing, job->address))
    deliver (self, task, create_rest_error ());
  else
    {
      g_queue_push_tail (&self->waiting, task);
      start_next (self);
    }
}

/* Overrides */

static void
kl_tile_source_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  KlTileSource *self = KL_TILE_SOURCE (object);

  switch (id)
    {
    case PROP_TROUBLE:
      g_value_set_boolean (value, self->trouble);
      break;
    case PROP_FILLED:
      g_value_set_boolean (value, self->filled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
kl_tile_source_finalize (GObject *object)
{
  KlTileSource *self = KL_TILE_SOURCE (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_object (&self->session);
  g_hash_table_unref (self->running);
  g_hash_table_unref (self->missing);
  kl_tile_cache_unref (self->cache);
  g_free (self->address);

  G_OBJECT_CLASS (kl_tile_source_parent_class)->finalize (object);
}

static void
kl_tile_source_class_init (KlTileSourceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = kl_tile_source_get_property;
  object_class->finalize = kl_tile_source_finalize;

  /**
   * KlTileSource:trouble:
   *
   * Whether the server is left alone because it did not send pictures.
   */
  properties[PROP_TROUBLE] = g_param_spec_boolean ("trouble", NULL, NULL, FALSE, flags);
  /**
   * KlTileSource:filled:
   *
   * Whether there was a picture to show.
   */
  properties[PROP_FILLED] = g_param_spec_boolean ("filled", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * KlTileSource::retry:
   * @self: the source
   *
   * A rest is over: pictures that failed may be asked for once more.
   */
  signals[SIGNAL_RETRY] = g_signal_new ("retry", KL_TYPE_TILE_SOURCE, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);
}

static void
kl_tile_source_init (KlTileSource *self)
{
  self->running = g_hash_table_new (NULL, NULL);
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->deadline = DEADLINE;
  self->first_rest = REST;
}

/* Public API */

/**
 * kl_tile_source_new:
 * @address: of the server, see kl_tile_address_check()
 * @cache: where pictures are kept
 *
 * Nothing is asked before the first picture is wanted.
 *
 * Returns: (transfer full): a source of map pictures
 */
KlTileSource *
kl_tile_source_new (const char *address, KlTileCache *cache)
{
  KlTileSource *self = g_object_new (KL_TYPE_TILE_SOURCE, NULL);

  self->address = g_strdup (address);
  self->cache = kl_tile_cache_ref (cache);

  return self;
}

/**
 * kl_tile_source_set_patience:
 * @self: a source that was not asked for anything yet
 * @deadline: milliseconds that a picture may take
 * @rest: milliseconds that a server which failed is left alone at first
 */
void
kl_tile_source_set_patience (KlTileSource *self, guint deadline, guint rest)
{
  g_return_if_fail (KL_IS_TILE_SOURCE (self) && deadline > 0 && rest > 0);

  self->deadline = deadline;
  self->first_rest = rest;
}

/**
 * kl_tile_source_fetch_async:
 * @self: a source
 * @zoom: how near
 * @x: column from the west
 * @y: row from the north
 * @cancellable: (nullable): when it is no longer wanted
 * @callback: called when it is there or does not come
 * @user_data: given to @callback
 *
 * Asks for a picture.
 */
void
kl_tile_source_fetch_async (KlTileSource *self,
                            guint zoom,
                            guint x,
                            guint y,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;
  Job *job;
  g_autoptr (GTask) looking = NULL;

  g_return_if_fail (KL_IS_TILE_SOURCE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  job = g_new0 (Job, 1);
  job->cache = kl_tile_cache_ref (self->cache);
  job->address = kl_tile_address_fill (self->address, zoom, x, y);
  g_task_set_source_tag (task, kl_tile_source_fetch_async);
  g_task_set_task_data (task, job, free_job);
  /* A thread may be the last to let go of what it was given, and must not hold the source. */
  looking = g_task_new (NULL, NULL, looked_cb, task);
  g_task_set_task_data (looking, job, NULL);
  g_task_run_in_thread (looking, look_thread);
}

/**
 * kl_tile_source_fetch_finish:
 * @self: a source
 * @result: the result
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the picture
 */
GdkTexture *
kl_tile_source_fetch_finish (KlTileSource *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kl_tile_source_stop:
 * @self: a source
 *
 * Drops all that was asked, and asks nothing any more.
 */
void
kl_tile_source_stop (KlTileSource *self)
{
  g_return_if_fail (KL_IS_TILE_SOURCE (self));

  self->stopped = TRUE;
  g_clear_handle_id (&self->rest_id, g_source_remove);
  drop_all (self);
}

/**
 * kl_tile_source_get_trouble:
 * @self: a source
 *
 * Returns: see #KlTileSource:trouble
 */
gboolean
kl_tile_source_get_trouble (KlTileSource *self)
{
  g_return_val_if_fail (KL_IS_TILE_SOURCE (self), FALSE);

  return self->trouble;
}

/**
 * kl_tile_source_get_filled:
 * @self: a source
 *
 * Returns: see #KlTileSource:filled
 */
gboolean
kl_tile_source_get_filled (KlTileSource *self)
{
  g_return_val_if_fail (KL_IS_TILE_SOURCE (self), FALSE);

  return self->filled;
}
