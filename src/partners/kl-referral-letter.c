/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referral-letter.h"

#include <glib/gi18n-lib.h>

#include "documents/kl-document.h"
#include "documents/kl-letter-content.h"
#include "documents/kl-preview-dialog.h"

/*
 * The letter of a referral: read on the store's thread, made into pages on a thread of its own, and
 * shown before it leaves. Without a consent that holds there is no letter, and the preview says so.
 */

typedef struct
{
  GtkWidget *parent;
  KlSession *session;
  gint64 referral_id;
} Asking;

typedef struct
{
  gint64 referral_id;
  KlAuditAct act;
} Leaving;

static void
asking_free (Asking *asking)
{
  g_object_unref (asking->parent);
  g_object_unref (asking->session);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_free)

/* Leaving: the log first */

static void
record (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Leaving *leaving = data;
  GError *error = NULL;

  if (kl_letter_record (db, leaving->referral_id, leaving->act, kl_clock_today (), &error))
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPreviewDialog) dialog = KL_PREVIEW_DIALOG (user_data);
  g_autoptr (GError) error = NULL;

  if (kl_store_perform_finish (KL_STORE (source), result, &error) != NULL)
    kl_preview_dialog_allow (dialog);
  else
    kl_preview_dialog_refuse (dialog, error);
}

static gboolean
output_cb (KlPreviewDialog *dialog, int output, gpointer user_data)
{
  const gint64 *referral_id = g_object_get_data (G_OBJECT (dialog), "kl-referral");
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->referral_id = *referral_id;
  leaving->act = output == KL_OUTPUT_PRINT ? KL_AUDIT_PRINT : KL_AUDIT_EXPORT;
  kl_store_perform_async (kl_session_get_store (KL_SESSION (user_data)), record, leaving, g_free,
                          NULL, recorded_cb, g_object_ref (dialog));

  return TRUE;
}

/* Making pages */

static void
render (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *pdf = kl_letter_render (data, NULL, cancellable, &error);

  if (pdf != NULL)
    g_task_return_pointer (task, pdf, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KlPreviewDialog *dialog = KL_PREVIEW_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = g_task_propagate_pointer (G_TASK (result), &error);

  if (pdf != NULL)
    kl_preview_dialog_set_pdf (dialog, pdf);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kl_preview_dialog_set_error (dialog, error);
}

/* Closing the preview stops the making of its pages. */
static void
show (const Asking *asking, KlLetter *letter)
{
  g_autofree char *title = kl_letter_get_title (letter);
  g_autofree char *file_name = g_strdup_printf ("%s.pdf", title);
  AdwDialog *dialog = kl_preview_dialog_new (title, letter->subject, file_name);
  KlPreviewDialog *preview = KL_PREVIEW_DIALOG (dialog);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = g_task_new (dialog, cancellable, rendered_cb, NULL);

  kl_preview_dialog_set_ground (preview, TRUE, letter->partner, letter->ground);
  for (guint i = 0; i < letter->left_out->len; i++)
    kl_preview_dialog_add_left_out (preview, g_ptr_array_index (letter->left_out, i), NULL);
  g_object_set_data_full (G_OBJECT (dialog), "kl-referral",
                          g_memdup2 (&asking->referral_id, sizeof (gint64)), g_free);
  g_signal_connect_object (dialog, "output", G_CALLBACK (output_cb), asking->session, 0);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (g_cancellable_cancel), cancellable,
                           G_CONNECT_SWAPPED);
  g_task_set_source_tag (task, show);
  g_task_set_task_data (task, letter, (GDestroyNotify) kl_letter_free);
  g_task_run_in_thread (task, render);
  adw_dialog_present (dialog, asking->parent);
}

/* There is nothing to print or to save, and why not stands where the page would be. */
static void
show_refusal (const Asking *asking, const GError *error)
{
  AdwDialog *dialog = kl_preview_dialog_new (_ ("Letter"), NULL, "");
  KlPreviewDialog *preview = KL_PREVIEW_DIALOG (dialog);

  kl_preview_dialog_set_ground (preview, FALSE, _ ("May not leave yet"), error->message);
  kl_preview_dialog_set_error (preview, error);
  adw_dialog_present (dialog, asking->parent);
}

/* Reading */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  KlLetter *letter = kl_letter_load (db, *(const gint64 *) data, kl_clock_today (), &error);

  if (letter != NULL)
    g_task_return_pointer (task, letter, (GDestroyNotify) kl_letter_free);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KlLetter) letter = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (gtk_widget_get_root (asking->parent) == NULL)
    return;

  if (letter != NULL)
    show (asking, g_steal_pointer (&letter));
  else if (g_error_matches (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED))
    show_refusal (asking, error);
  else
    gtk_widget_activate_action (asking->parent, "win.toast", "s", error->message);
}

/* Public API */

/**
 * kl_referral_letter_present:
 * @parent: where the preview belongs
 * @session: who works here
 * @referral_id: a referral
 *
 * Shows the letter of a referral as its receiver may have it, to print or to save.
 */
void
kl_referral_letter_present (GtkWidget *parent, KlSession *session, gint64 referral_id)
{
  Asking *asking;

  g_return_if_fail (GTK_IS_WIDGET (parent) && KL_IS_SESSION (session));

  asking = g_new0 (Asking, 1);
  asking->parent = g_object_ref (parent);
  asking->session = g_object_ref (session);
  asking->referral_id = referral_id;
  kl_store_perform_async (kl_session_get_store (session), load,
                          g_memdup2 (&referral_id, sizeof referral_id), g_free, NULL, loaded_cb,
                          asking);
}
