/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-print-preview.h"

#include <glib/gi18n-lib.h>

#include "kl-document.h"

/*
 * From the store to paper: what is printed is read on the store's thread, its pages are made on a
 * thread of their own, the preview shows them, and before they leave the log knows.
 */

typedef struct
{
  KlPreviewDialog *dialog; /* lives longer than this */
  KlStore *store;
  KlPrintOrder *order;
  KlPrintout *printout; /* what is shown */
  GCancellable *cancellable;
} Preview;

typedef struct
{
  KlPrintout *printout;
  KlAuditAct act;
} Leaving;

static void
preview_free (Preview *preview)
{
  g_cancellable_cancel (preview->cancellable);
  g_object_unref (preview->cancellable);
  g_object_unref (preview->store);
  kl_print_order_free (preview->order);
  g_clear_pointer (&preview->printout, kl_printout_unref);
  g_free (preview);
}

static void
leaving_free (Leaving *leaving)
{
  kl_printout_unref (leaving->printout);
  g_free (leaving);
}

static Preview *
get_preview (KlPreviewDialog *dialog)
{
  return g_object_get_data (G_OBJECT (dialog), "kl-print-preview");
}

/* Leaving: the log first */

static void
record (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Leaving *leaving = data;
  GError *error = NULL;

  if (kl_printout_record (leaving->printout, db, leaving->act, &error))
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
output_cb (KlPreviewDialog *dialog, int output, Preview *preview)
{
  Leaving *leaving = g_new0 (Leaving, 1);

  leaving->printout = kl_printout_ref (preview->printout);
  leaving->act = output == KL_OUTPUT_PRINT ? KL_AUDIT_PRINT : KL_AUDIT_EXPORT;
  kl_store_perform_async (preview->store, record, leaving, (GDestroyNotify) leaving_free, NULL,
                          recorded_cb, g_object_ref (dialog));

  return TRUE;
}

/* Making pages */

static void
render (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GBytes *pdf = kl_printout_render (data, NULL, cancellable, &error);

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

static void
list_left_out (KlPreviewDialog *dialog, KlPrintout *printout)
{
  const GArray *list = kl_printout_get_left_out (printout);
  const GPtrArray *words = kl_printout_get_left_out_words (printout);

  for (guint i = 0; i < list->len; i++)
    {
      const KlLeftOut *left_out = &g_array_index (list, KlLeftOut, i);
      g_autofree char *what = kl_left_out_format (left_out);

      kl_preview_dialog_add_left_out (dialog, what, kl_reason_get_label (left_out->reason));
    }
  for (guint i = 0; words != NULL && i < words->len; i++)
    kl_preview_dialog_add_left_out (dialog, g_ptr_array_index (words, i), NULL);
}

static void
show (Preview *preview, KlPrintout *printout)
{
  KlPreviewDialog *dialog = preview->dialog;
  g_autoptr (GTask) task = g_task_new (dialog, preview->cancellable, rendered_cb, NULL);

  g_clear_pointer (&preview->printout, kl_printout_unref);
  preview->printout = printout;
  kl_preview_dialog_describe (dialog, kl_printout_get_title (printout),
                              kl_printout_get_subject (printout),
                              kl_printout_get_file_name (printout));
  if (kl_printout_get_receiver (printout) != NULL)
    kl_preview_dialog_set_ground (dialog, TRUE, kl_printout_get_receiver (printout),
                                  kl_printout_get_ground (printout));
  list_left_out (dialog, printout);
  g_task_set_source_tag (task, show);
  g_task_set_task_data (task, kl_printout_ref (printout), (GDestroyNotify) kl_printout_unref);
  g_task_run_in_thread (task, render);
}

/* There is nothing to print or to save, and why not stands where the page would be. */
static void
show_refusal (KlPreviewDialog *dialog, const GError *error)
{
  if (g_error_matches (error, KL_DOCUMENT_ERROR, KL_DOCUMENT_ERROR_NOT_ALLOWED))
    kl_preview_dialog_set_ground (dialog, FALSE, _ ("May not leave yet"), error->message);
  kl_preview_dialog_set_error (dialog, error);
}

/* Reading */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  KlPrintout *printout = kl_printout_load (db, data, kl_clock_today (), &error);

  if (printout != NULL)
    g_task_return_pointer (task, printout, (GDestroyNotify) kl_printout_unref);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPreviewDialog) dialog = KL_PREVIEW_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  KlPrintout *printout = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (printout != NULL)
    show (get_preview (dialog), printout);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_refusal (dialog, error);
}

/* Public API */

/**
 * kl_print_preview_present:
 * @parent: where the preview belongs
 * @session: who works here
 * @order: what is to be printed
 *
 * Shows something as it would be on paper, to print or to save. Closing the preview stops the
 * making of it.
 */
void
kl_print_preview_present (GtkWidget *parent, KlSession *session, const KlPrintOrder *order)
{
  AdwDialog *dialog;
  Preview *preview;

  g_return_if_fail (GTK_IS_WIDGET (parent) && KL_IS_SESSION (session) && order != NULL);

  dialog = kl_preview_dialog_new (C_ ("preview", "Document"), NULL, "");
  preview = g_new0 (Preview, 1);
  preview->dialog = KL_PREVIEW_DIALOG (dialog);
  preview->store = g_object_ref (kl_session_get_store (session));
  preview->order = kl_print_order_copy (order);
  preview->cancellable = g_cancellable_new ();
  g_object_set_data_full (G_OBJECT (dialog), "kl-print-preview", preview,
                          (GDestroyNotify) preview_free);
  g_signal_connect (dialog, "output", G_CALLBACK (output_cb), preview);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (g_cancellable_cancel),
                           preview->cancellable, G_CONNECT_SWAPPED);
  kl_store_perform_async (preview->store, load, kl_print_order_copy (order),
                          (GDestroyNotify) kl_print_order_free, preview->cancellable, loaded_cb,
                          g_object_ref (dialog));
  adw_dialog_present (dialog, parent);
}
