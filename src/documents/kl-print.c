/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-print.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/mman.h>
#include <unistd.h>

/*
 * Printing in two steps: first a printer is chosen, then the PDF goes to it as it is.
 * Between them the log is written. Nothing of the document reaches a disk by us: it is handed over
 * as a file in memory. The other way that the toolkit has, a stream to write to, waits for the
 * printer when it is closed: with the program standing still, or, closed without waiting, with its
 * main loop on another thread.
 */

struct _KlPrintJob
{
  GObject parent_instance;

  GtkPrintDialog *dialog;
  GtkPrintSetup *setup;
  GWeakRef parent;
};

G_DEFINE_FINAL_TYPE (KlPrintJob, kl_print_job, G_TYPE_OBJECT)

/* Auxiliary functions */

/* Returns a descriptor, or -1. */
static int
put_in_memory (GBytes *pdf)
{
  gsize left;
  const char *from = g_bytes_get_data (pdf, &left);
  g_autofd int fd = memfd_create ("korte-lijnen", MFD_CLOEXEC);

  while (fd >= 0 && left > 0)
    {
      const gssize n = write (fd, from, left);

      if (n < 0 && errno != EINTR)
        return -1;
      if (n > 0)
        {
          from += n;
          left -= (gsize) n;
        }
    }

  return g_steal_fd (&fd);
}

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
printed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  g_autoptr (GError) error = NULL;

  if (gtk_print_dialog_print_file_finish (GTK_PRINT_DIALOG (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
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
 * @callback: called when a printer was chosen
 * @data: for @callback
 *
 * Asks for a printer, A4 paper and copies. It cannot be called off: GTK takes the portal for
 * granted when it closes the dialog, and leaves what it asked the portal to come back to nothing.
 */
void
kl_print_job_choose_async (GtkWindow *parent,
                           const char *title,
                           GAsyncReadyCallback callback,
                           gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
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
  gtk_print_dialog_setup (self->dialog, parent, NULL, chosen_cb, g_object_ref (task));
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
  g_autoptr (GTask) task = NULL;
  g_autoptr (GtkWindow) parent = NULL;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofd int fd = -1;

  g_return_if_fail (KL_IS_PRINT_JOB (self) && pdf != NULL);

  task = g_task_new (self, cancellable, callback, data);
  parent = g_weak_ref_get (&self->parent);

  g_task_set_source_tag (task, kl_print_job_send_async);

  fd = put_in_memory (pdf);
  if (fd < 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                               _ ("There is too little memory to print."));
      return;
    }

  /* It is opened before this returns. */
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  file = g_file_new_for_path (path);
  gtk_print_dialog_print_file (self->dialog, parent, self->setup, file, cancellable, printed_cb,
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
