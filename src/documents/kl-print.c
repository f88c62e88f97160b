/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-print.h"

#include <glib/gi18n-lib.h>

/*
 * Printing in two steps: first a printer is chosen, then the PDF goes to it as it is.
 * Between them the log is written. Nothing of the document passes through a file of ours.
 */

struct _KlPrintJob
{
  GObject parent_instance;

  GtkPrintDialog *dialog;
  GtkPrintSetup *setup;
  GWeakRef parent;
};

G_DEFINE_FINAL_TYPE (KlPrintJob, kl_print_job, G_TYPE_OBJECT)

/* Callbacks */

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  KlPrintJob *self = g_task_get_task_data (task);

  self->setup = gtk_print_dialog_setup_finish (GTK_PRINT_DIALOG (source), result, &error);
  if (self->setup == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_output_stream_close_async (G_OUTPUT_STREAM (source), G_PRIORITY_DEFAULT,
                               g_task_get_cancellable (task), closed_cb, g_object_ref (task));
}

static void
connected_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) stream =
    gtk_print_dialog_print_finish (GTK_PRINT_DIALOG (source), result, &error);
  GBytes *pdf = g_task_get_task_data (task);

  if (stream == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_output_stream_write_all_async (stream, g_bytes_get_data (pdf, NULL), g_bytes_get_size (pdf),
                                   G_PRIORITY_DEFAULT, g_task_get_cancellable (task), written_cb,
                                   g_object_ref (task));
}

/* Overrides */

static void
kl_print_job_finalize (GObject *object)
{
  KlPrintJob *self = KL_PRINT_JOB (object);

  g_clear_object (&self->dialog);
  g_clear_pointer (&self->setup, gtk_print_setup_unref);
  g_weak_ref_clear (&self->parent);

  G_OBJECT_CLASS (kl_print_job_parent_class)->finalize (object);
}

static void
kl_print_job_class_init (KlPrintJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_print_job_finalize;
}

static void
kl_print_job_init (KlPrintJob *self)
{
  g_weak_ref_init (&self->parent, NULL);
}

/* Public API */

/**
 * kl_print_job_choose_async:
 * @parent: (nullable): the window that asks
 * @title: what is printed, without names; printers show it
 * @cancellable: (nullable): closes the dialog
 * @callback: called when a printer was chosen
 * @data: for @callback
 *
 * Asks for a printer, A4 paper and copies.
 */
void
kl_print_job_choose_async (GtkWindow *parent,
                           const char *title,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  g_autoptr (GtkPageSetup) page = gtk_page_setup_new ();
  GtkPaperSize *paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  KlPrintJob *self = g_object_new (KL_TYPE_PRINT_JOB, NULL);

  gtk_page_setup_set_paper_size_and_default_margins (page, paper);
  gtk_paper_size_free (paper);
  self->dialog = gtk_print_dialog_new ();
  gtk_print_dialog_set_title (self->dialog, title);
  gtk_print_dialog_set_accept_label (self->dialog, _ ("_Print"));
  gtk_print_dialog_set_page_setup (self->dialog, page);
  g_weak_ref_set (&self->parent, parent);

  g_task_set_source_tag (task, kl_print_job_choose_async);
  g_task_set_task_data (task, self, g_object_unref);
  gtk_print_dialog_setup (self->dialog, parent, cancellable, chosen_cb, g_object_ref (task));
}

/**
 * kl_print_job_choose_finish:
 * @result: from the callback
 * @error: %GTK_DIALOG_ERROR_DISMISSED when nothing was chosen
 *
 * Returns: (transfer full) (nullable): where to print
 */
KlPrintJob *
kl_print_job_choose_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kl_print_job_send_async:
 * @self: where to print
 * @pdf: the document, as it was previewed
 * @cancellable: (nullable): stops the sending
 * @callback: called when the printer has all of it
 * @data: for @callback
 *
 * Sends the document to the printer.
 */
void
kl_print_job_send_async (KlPrintJob *self,
                         GBytes *pdf,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GtkWindow) parent = g_weak_ref_get (&self->parent);

  g_return_if_fail (KL_IS_PRINT_JOB (self) && pdf != NULL);

  g_task_set_source_tag (task, kl_print_job_send_async);
  g_task_set_task_data (task, g_bytes_ref (pdf), (GDestroyNotify) g_bytes_unref);
  gtk_print_dialog_print (self->dialog, parent, self->setup, cancellable, connected_cb,
                          g_object_ref (task));
}

/**
 * kl_print_job_send_finish:
 * @self: where to print
 * @result: from the callback
 * @error: set when the document did not get there
 *
 * Returns: whether the printer has the document
 */
gboolean
kl_print_job_send_finish (KlPrintJob *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
