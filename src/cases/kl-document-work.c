/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-document-work.h"

#include <glib/gi18n-lib.h>

#include "documents/kl-sealed-paper-load.h"
#include "store/kl-attachments.h"

#define CHUNK_SIZE (256 * 1024)

typedef struct
{
  KlStore *store;
  gint64 case_id;
  GFile *file;
  GInputStream *stream;
  KlVisibility visibility;

  GBytes *bytes;
  char *name;
  char *text;
  KlAttachmentKind kind;
  KlAttachmentState state;
  guint n_pages;
  gint64 id;
} Attaching;

/* Auxiliary functions */

static void
attaching_free (Attaching *attaching)
{
  g_clear_object (&attaching->store);
  g_clear_object (&attaching->file);
  g_clear_object (&attaching->stream);
  g_clear_pointer (&attaching->bytes, g_bytes_unref);
  g_free (attaching->name);
  g_free (attaching->text);
  g_free (attaching);
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
open_file (Attaching *attaching, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) info =
    g_file_query_info (attaching->file,
                       G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                      "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME,
                       G_FILE_QUERY_INFO_NONE, cancellable, NULL);

  /* What is no file at all (a folder, a pipe) may never end. */
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return refuse (error, _ ("This file cannot be read. Choose another one."));
  if (g_file_info_get_size (info) > KL_ATTACHMENT_MAX_SIZE)
    return refuse (error, get_too_large_message ());

  attaching->name = g_strdup (g_file_info_get_display_name (info));
  attaching->stream = G_INPUT_STREAM (g_file_read (attaching->file, cancellable, NULL));
  return attaching->stream != NULL
         || refuse (error, _ ("This file cannot be read. Choose another one."));
}

/* The size that a file tells may change while it is read, and a stream tells none. */
static gboolean
read_bytes (Attaching *attaching, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (CHUNK_SIZE);
  gssize n;

  while ((n = g_input_stream_read (attaching->stream, chunk, CHUNK_SIZE, cancellable, NULL)) > 0
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

  attaching->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  return TRUE;
}

static gboolean
look_at (Attaching *attaching, GCancellable *cancellable, GError **error)
{
  g_autoptr (KlSealedPaper) paper = NULL;
  g_autofree char *name = g_steal_pointer (&attaching->name);
  gsize size;
  const guint8 *start = g_bytes_get_data (attaching->bytes, &size);

  attaching->kind = kl_attachment_guess_kind (start, MIN (size, CHUNK_SIZE));
  attaching->name = kl_attachment_clean_name (name, attaching->kind);
  if (!kl_attachment_name_fits (attaching->name, attaching->kind))
    return refuse (error, _ ("This file is something else than its name says, so it was not added. "
                             "Ask for a new one."));

  paper = kl_sealed_paper_new (attaching->bytes, attaching->kind);
  if (!kl_sealed_paper_read (paper, cancellable, error))
    return FALSE;
  attaching->state = kl_sealed_paper_get_state (paper);
  attaching->n_pages = kl_sealed_paper_get_n_pages (paper);
  attaching->text = kl_sealed_paper_get_text (paper);
  return TRUE;
}

static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Attaching *attaching = data;
  GError *error = NULL;

  if ((attaching->stream != NULL || open_file (attaching, cancellable, &error))
      && read_bytes (attaching, cancellable, &error) && look_at (attaching, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
add (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Attaching *attaching = data;
  const KlNewAttachment attachment = {
    .case_id = attaching->case_id,
    .name = attaching->name,
    .kind = attaching->kind,
    .state = attaching->state,
    .bytes = attaching->bytes,
    .n_pages = attaching->n_pages,
    .text = attaching->text,
    .visibility = attaching->visibility,
  };
  GError *error = NULL;

  attaching->id = kl_attachments_add (db, &attachment, kl_clock_today (), &error);
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

static void
attach (Attaching *attaching,
        GCancellable *cancellable,
        GAsyncReadyCallback callback,
        gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (NULL, cancellable, read_cb, task);

  g_task_set_source_tag (task, kl_document_work_attach_file);
  g_task_set_task_data (task, attaching, (GDestroyNotify) attaching_free);
  /* What is read belongs to the task that waits for it. */
  g_task_set_task_data (reading, attaching, NULL);
  g_task_run_in_thread (reading, read_thread);
}

static Attaching *
attaching_new (KlStore *store, gint64 case_id, KlVisibility visibility)
{
  Attaching *attaching = g_new0 (Attaching, 1);

  attaching->store = g_object_ref (store);
  attaching->case_id = case_id;
  attaching->visibility = visibility;
  return attaching;
}

/* Public API */

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
 * Attaches a file to a case. Nothing of it is read in this thread, nor is anything of its content
 * by this process.
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
  Attaching *attaching;

  g_return_if_fail (KL_IS_STORE (store) && G_IS_FILE (file));

  attaching = attaching_new (store, case_id, visibility);
  attaching->file = g_object_ref (file);
  attach (attaching, cancellable, callback, user_data);
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
  Attaching *attaching;

  g_return_if_fail (KL_IS_STORE (store) && G_IS_INPUT_STREAM (stream));

  attaching = attaching_new (store, case_id, visibility);
  attaching->stream = g_object_ref (stream);
  attach (attaching, cancellable, callback, user_data);
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

  *state = attaching->state;
  return attaching->id;
}
