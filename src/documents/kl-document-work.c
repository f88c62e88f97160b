/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-document-work.h"

#include <glib/gi18n-lib.h>

#include "kl-sealed-paper-load.h"
#include "store/kl-attachments.h"

#define CHUNK_SIZE (256 * 1024)

struct _KlIncoming
{
  gatomicrefcount ref_count;

  GFile *file;
  GInputStream *stream;
  GBytes *bytes;
  char *name;
  char *text;
  KlAttachmentKind kind;
  KlAttachmentState state;
  guint n_pages;
};

/* What comes in, and the vault that it is for. */
typedef struct
{
  KlStore *store;
  KlIncoming *incoming;
  gint64 case_id;
  KlVisibility visibility;
  gint64 id;
} Attaching;

/* Auxiliary functions */

static void
attaching_free (Attaching *attaching)
{
  g_object_unref (attaching->store);
  kl_incoming_unref (attaching->incoming);
  g_free (attaching);
}

static KlIncoming *
incoming_new (GFile *file, GInputStream *stream)
{
  KlIncoming *incoming = g_new0 (KlIncoming, 1);

  g_atomic_ref_count_init (&incoming->ref_count);
  g_set_object (&incoming->file, file);
  g_set_object (&incoming->stream, stream);
  return incoming;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, message);
  return FALSE;
}

static const char *
get_too_large_message (void)
{
  return _ ("This file is larger than 25 MB. Make a smaller scan, or keep only the pages that "
            "matter.");
}

/* A message of the system would name the file, and its folder with it. */
static gboolean
open_file (KlIncoming *incoming, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (incoming->file,
                       G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                      "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                       G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  /* What is no file at all (a folder, a pipe) may never end. */
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return refuse (error, _ ("This file cannot be read. Choose another one."));
  if (g_file_info_get_size (info) > KL_ATTACHMENT_MAX_SIZE)
    return refuse (error, get_too_large_message ());

  incoming->name = g_strdup (g_file_info_get_display_name (info));
  incoming->stream = G_INPUT_STREAM (g_file_read (incoming->file, cancellable, NULL));
  return incoming->stream != NULL
         || refuse (error, _ ("This file cannot be read. Choose another one."));
}

/* The size that a file tells may change while it is read, and a stream tells none. */
static gboolean
read_bytes (KlIncoming *incoming, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  gssize n;

  while ((n = g_input_stream_read (incoming->stream, chunk, CHUNK_SIZE, cancellable, NULL)) > 0
         && bytes->len <= KL_ATTACHMENT_MAX_SIZE)
    g_byte_array_append (bytes, chunk, (guint) n);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (n < 0)
    return refuse (error, _ ("This file cannot be read. Choose another one."));
  if (bytes->len > KL_ATTACHMENT_MAX_SIZE)
    return refuse (error, get_too_large_message ());
  if (bytes->len == 0)
    return refuse (error, _ ("This file is empty."));

  incoming->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return TRUE;
}

static gboolean
look_at (KlIncoming *incoming, GCancellable *cancellable, GError **error)
{
  g_autoptr (KlSealedPaper) paper = NULL;
  g_autofree char *name = g_steal_pointer (&incoming->name);
  gsize size;
  const guint8 *start = g_bytes_get_data (incoming->bytes, &size);

  incoming->kind = kl_attachment_guess_kind (start, MIN (size, CHUNK_SIZE));
  incoming->name = kl_attachment_clean_name (name, incoming->kind);
  if (!kl_attachment_name_fits (incoming->name, incoming->kind))
    return refuse (error, _ ("This file is something else than its name says, so it was not added. "
                             "Ask for a new one."));

  paper = kl_sealed_paper_new (incoming->bytes, incoming->kind);
  if (!kl_sealed_paper_read (paper, cancellable, error))
    return FALSE;
  incoming->state = kl_sealed_paper_get_state (paper);
  incoming->n_pages = kl_sealed_paper_get_n_pages (paper);
  incoming->text = kl_sealed_paper_get_text (paper);
  return TRUE;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KlIncoming *incoming = data;
  GError *error = NULL;

  if ((incoming->stream != NULL || open_file (incoming, cancellable, &error))
      && read_bytes (incoming, cancellable, &error) && look_at (incoming, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes @incoming. */
static void
read_incoming (KlIncoming *incoming,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, read_incoming);
  g_task_set_task_data (task, incoming, (GDestroyNotify) kl_incoming_unref);
  g_task_run_in_thread (task, read_thread);
}

static void
add (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Attaching *attaching = data;
  GError *error = NULL;

  attaching->id = kl_incoming_keep (attaching->incoming, db, attaching->case_id,
                                    attaching->visibility, kl_clock_today (), &error);
  if (attaching->id != 0)
    g_task_return_pointer (task, attaching, NULL);
  else
    g_task_return_error (task, error);
}

/* Callbacks */

static void
added_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (kl_store_perform_finish (KL_STORE (source), result, &error) != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Attaching *attaching = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    kl_store_perform_async (attaching->store, add, attaching, NULL, g_task_get_cancellable (task),
                            added_cb, g_object_ref (task));
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Takes @incoming. */
static void
attach (KlStore *store,
        gint64 case_id,
        KlIncoming *incoming,
        KlVisibility visibility,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Attaching *attaching = g_new0 (Attaching, 1);

  attaching->store = g_object_ref (store);
  attaching->incoming = incoming;
  attaching->case_id = case_id;
  attaching->visibility = visibility;
  g_task_set_source_tag (task, attach);
  g_task_set_task_data (task, attaching, (GDestroyNotify) attaching_free);
  read_incoming (kl_incoming_ref (incoming), cancellable, read_cb, task);
}

/* Public API */

/**
 * kl_incoming_ref:
 * @self: a document
 *
 * Returns: (transfer full): the same
 */
KlIncoming *
kl_incoming_ref (KlIncoming *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * kl_incoming_unref:
 * @self: a document
 *
 * Forgets it with the last reference.
 */
void
kl_incoming_unref (KlIncoming *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_object (&self->file);
  g_clear_object (&self->stream);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self->text);
  g_free (self);
}

/**
 * kl_incoming_get_name:
 * @self: a document that was read
 *
 * Returns: (transfer none): what it is called
 */
const char *
kl_incoming_get_name (const KlIncoming *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

/**
 * kl_incoming_keep:
 * @self: a document that was read
 * @db: a connection
 * @case_id: the case that it is attached to
 * @visibility: who may read it
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Returns: the id of the document, 0 when it was not kept
 */
gint64
kl_incoming_keep (const KlIncoming *self,
                  KlDb *db,
                  gint64 case_id,
                  KlVisibility visibility,
                  KlDate today,
                  GError **error)
{
  KlNewAttachment attachment = { .case_id = case_id, .visibility = visibility };

  g_return_val_if_fail (self != NULL && self->bytes != NULL, 0);

  attachment.name = self->name;
  attachment.kind = self->kind;
  attachment.state = self->state;
  attachment.bytes = self->bytes;
  attachment.n_pages = self->n_pages;
  attachment.text = self->text;
  return kl_attachments_add (db, &attachment, today, error);
}

/**
 * kl_document_work_read_file:
 * @file: a file from outside
 * @cancellable: (nullable): stops it
 * @callback: called in this thread
 * @user_data: for @callback
 *
 * Reads a file into memory, to be kept later. Nothing of it is read in this thread, nor is
 * anything of its content by this process.
 */
void
kl_document_work_read_file (GFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_return_if_fail (G_IS_FILE (file));

  read_incoming (incoming_new (file, NULL), cancellable, callback, user_data);
}

/**
 * kl_document_work_read_finish:
 * @result: from the callback
 * @error: (out): why it cannot be kept
 *
 * Returns: (transfer full): the document
 */
KlIncoming *
kl_document_work_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error)
           ? kl_incoming_ref (g_task_get_task_data (G_TASK (result)))
           : NULL;
}

/**
 * kl_document_work_attach_file:
 * @store: the vault
 * @case_id: the case
 * @file: a file from outside
 * @visibility: who may read it
 * @cancellable: (nullable): stops it
 * @callback: called in this thread
 * @user_data: for @callback
 *
 * Attaches a file to a case, as kl_document_work_read_file() reads it.
 */
void
kl_document_work_attach_file (KlStore *store,
                              gint64 case_id,
                              GFile *file,
                              KlVisibility visibility,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (KL_IS_STORE (store) && G_IS_FILE (file));

  attach (store, case_id, incoming_new (file, NULL), visibility, cancellable, callback, user_data);
}

/**
 * kl_document_work_attach_stream:
 * @store: the vault
 * @case_id: the case
 * @stream: what was pasted
 * @visibility: who may read it
 * @cancellable: (nullable): stops it
 * @callback: called in this thread
 * @user_data: for @callback
 *
 * Attaches what the clipboard holds.
 */
void
kl_document_work_attach_stream (KlStore *store,
                                gint64 case_id,
                                GInputStream *stream,
                                KlVisibility visibility,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_return_if_fail (KL_IS_STORE (store) && G_IS_INPUT_STREAM (stream));

  attach (store, case_id, incoming_new (NULL, stream), visibility, cancellable, callback,
          user_data);
}

/**
 * kl_document_work_attach_finish:
 * @result: from the callback
 * @state: (out): what came of reading it
 * @error: (out): why it was not attached
 *
 * Returns: the id of the document, or 0
 */
gint64
kl_document_work_attach_finish (GAsyncResult *result, KlAttachmentState *state, GError **error)
{
  const Attaching *attaching = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;

  *state = attaching->incoming->state;
  return attaching->id;
}
