/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-preview-dialog.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "kl-pdf-preview.h"
#include "kl-print.h"

struct _KlPreviewDialog
{
  AdwDialog parent_instance;

  AdwActionRow *ground_row;
  GtkImage *ground_icon;
  AdwPreferencesGroup *left_out_group;
  AdwOverlaySplitView *options;
  KlPdfPreview *preview;
  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;

  char *file_name;
  GBytes *pdf;
  GCancellable *cancellable;

  /* What waits until the log is written. */
  KlPrintJob *job;
  GFile *file;
};

G_DEFINE_FINAL_TYPE (KlPreviewDialog, kl_preview_dialog, ADW_TYPE_DIALOG)

enum
{
  OUTPUT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static void
say (KlPreviewDialog *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static gboolean
was_dismissed (const GError *error)
{
  return g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
         || g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED)
         || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
update_actions (KlPreviewDialog *self)
{
  gboolean ready = self->pdf != NULL && self->job == NULL && self->file == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.print", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", ready);
}

static void
finish_output (KlPreviewDialog *self)
{
  g_clear_object (&self->job);
  g_clear_object (&self->file);
  update_actions (self);
}

static GtkWindow *
get_window (KlPreviewDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Whoever keeps the log holds the document back until it is written. */
static void
ask_permission (KlPreviewDialog *self, KlOutput output)
{
  gboolean held = FALSE;

  update_actions (self);
  g_signal_emit (self, signals[OUTPUT], 0, output, &held);
  if (!held)
    kl_preview_dialog_allow (self);
}

/* Callbacks */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KlPreviewDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    say (self, _ ("Saved"));
  else if (!was_dismissed (error))
    say (self, error->message);
  finish_output (self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KlPreviewDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (kl_print_job_send_finish (KL_PRINT_JOB (source), result, &error))
    say (self, _ ("Sent to the printer"));
  else if (!was_dismissed (error))
    say (self, error->message);
  finish_output (self);
}

static void
printer_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KlPreviewDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KlPrintJob) job = kl_print_job_choose_finish (result, &error);

  if (job == NULL)
    {
      if (!was_dismissed (error))
        say (self, error->message);
      return;
    }
  g_set_object (&self->job, job);
  ask_permission (self, KL_OUTPUT_PRINT);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KlPreviewDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    kl_preview_dialog_save_to (self, file);
  else if (!was_dismissed (error))
    say (self, error->message);
}

static void
print_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPreviewDialog *self = KL_PREVIEW_DIALOG (widget);

  kl_print_job_choose_async (get_window (self), adw_dialog_get_title (ADW_DIALOG (self)),
                             self->cancellable, printer_chosen_cb, g_object_ref (self));
}

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPreviewDialog *self = KL_PREVIEW_DIALOG (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("PDF documents"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_suffix (filter, "pdf");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Save as PDF"));
  gtk_file_dialog_set_initial_name (dialog, self->file_name);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_save (dialog, get_window (self), self->cancellable, file_chosen_cb,
                        g_object_ref (self));
}

static void
close_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* Overrides */

static void
kl_preview_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (KL_PREVIEW_DIALOG (dialog)->cancellable);
}

static void
kl_preview_dialog_dispose (GObject *object)
{
  KlPreviewDialog *self = KL_PREVIEW_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PREVIEW_DIALOG);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);
  g_clear_object (&self->file);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_pointer (&self->file_name, g_free);

  G_OBJECT_CLASS (kl_preview_dialog_parent_class)->dispose (object);
}

static void
kl_preview_dialog_class_init (KlPreviewDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_preview_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = kl_preview_dialog_closed;

  /**
   * KlPreviewDialog::output:
   * @self: the dialog
   * @output: a #KlOutput
   *
   * The document is about to leave the program. A handler that writes this down returns
   * %TRUE and afterwards calls kl_preview_dialog_allow() or kl_preview_dialog_refuse();
   * without one the document goes out at once.
   */
  signals[OUTPUT] =
    g_signal_new ("output", KL_TYPE_PREVIEW_DIALOG, G_SIGNAL_RUN_LAST, 0,
                  g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_INT);

  g_type_ensure (KL_TYPE_PDF_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/documents/preview-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, ground_icon);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, ground_row);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, left_out_group);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, options);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, window_title);
  gtk_widget_class_install_action (widget_class, "dialog.print", NULL, print_action_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "dialog.close", NULL, close_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "dialog.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "dialog.save",
                                       NULL);
}

static void
kl_preview_dialog_init (KlPreviewDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_group), FALSE);
  update_actions (self);
}

/* Public API */

/**
 * kl_preview_dialog_new:
 * @title: what the document is, without names ("Zorgteam-pak 24 november 2025"); also the
 *   name of the print job
 * @subtitle: (nullable): whom or what it is about
 * @file_name: the name that is proposed when it is saved
 *
 * Returns: (transfer floating): a dialog that waits for kl_preview_dialog_set_pdf()
 */
AdwDialog *
kl_preview_dialog_new (const char *title, const char *subtitle, const char *file_name)
{
  KlPreviewDialog *self = g_object_new (KL_TYPE_PREVIEW_DIALOG, NULL);

  kl_preview_dialog_describe (self, title, subtitle, file_name);
  return ADW_DIALOG (self);
}

/**
 * kl_preview_dialog_describe:
 * @self: the dialog
 * @title: as in kl_preview_dialog_new()
 * @subtitle: (nullable): as there
 * @file_name: as there
 *
 * Says what the document is, when that is only known later.
 */
void
kl_preview_dialog_describe (KlPreviewDialog *self,
                            const char *title,
                            const char *subtitle,
                            const char *file_name)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self) && title != NULL);

  adw_dialog_set_title (ADW_DIALOG (self), title);
  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, subtitle == NULL ? "" : subtitle);
  g_set_str (&self->file_name, file_name);
}

/**
 * kl_preview_dialog_set_pdf:
 * @self: the dialog
 * @pdf: the document
 *
 * Shows the document and lets it be printed and saved, byte for byte as it is shown.
 */
void
kl_preview_dialog_set_pdf (KlPreviewDialog *self, GBytes *pdf)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self) && pdf != NULL);

  g_clear_pointer (&self->pdf, g_bytes_unref);
  self->pdf = g_bytes_ref (pdf);
  kl_pdf_preview_set_pdf (self->preview, pdf);
  update_actions (self);
}

/**
 * kl_preview_dialog_set_error:
 * @self: the dialog
 * @error: why the document could not be made
 *
 * Says why there is no document.
 */
void
kl_preview_dialog_set_error (KlPreviewDialog *self, const GError *error)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self));

  g_clear_pointer (&self->pdf, g_bytes_unref);
  kl_pdf_preview_set_error (self->preview, error);
  update_actions (self);
}

/**
 * kl_preview_dialog_set_ground:
 * @self: the dialog
 * @allowed: whether it may go to its receiver
 * @title: who receives it
 * @ground: (nullable): on what ground it may go, or why it may not
 *
 * Says above everything else whether the document may leave.
 */
void
kl_preview_dialog_set_ground (KlPreviewDialog *self,
                              gboolean allowed,
                              const char *title,
                              const char *ground)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->ground_row), title);
  adw_action_row_set_subtitle (self->ground_row, ground != NULL ? ground : "");
  gtk_image_set_from_icon_name (self->ground_icon,
                                allowed ? "object-select-symbolic" : "kl-warning-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->ground_icon), allowed ? "success" : "error");
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (self->ground_row),
                                                   ADW_TYPE_PREFERENCES_GROUP),
                          TRUE);
}

/**
 * kl_preview_dialog_add_left_out:
 * @self: the dialog
 * @what: kind and number ("1 werknotitie")
 * @reason: (nullable): why ("alleen voor de schrijver")
 *
 * Lists something that this audience does not get.
 */
void
kl_preview_dialog_add_left_out (KlPreviewDialog *self, const char *what, const char *reason)
{
  GtkWidget *row;

  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self));

  row = adw_action_row_new ();
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), what);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason == NULL ? "" : reason);
  adw_preferences_group_add (self->left_out_group, row);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_group), TRUE);
}

/**
 * kl_preview_dialog_save_to:
 * @self: the dialog
 * @file: where to
 *
 * Saves the document in a file that was chosen, once the log is written.
 */
void
kl_preview_dialog_save_to (KlPreviewDialog *self, GFile *file)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self) && G_IS_FILE (file) && self->pdf != NULL);

  g_set_object (&self->file, file);
  ask_permission (self, KL_OUTPUT_SAVE);
}

/**
 * kl_preview_dialog_allow:
 * @self: the dialog
 *
 * Lets the document out: it is in the log.
 */
void
kl_preview_dialog_allow (KlPreviewDialog *self)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self));

  if (self->job != NULL)
    kl_print_job_send_async (self->job, self->pdf, NULL, sent_cb, g_object_ref (self));
  else if (self->file != NULL)
    g_file_replace_contents_bytes_async (self->file, self->pdf, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                         NULL, saved_cb, g_object_ref (self));
}

/**
 * kl_preview_dialog_refuse:
 * @self: the dialog
 * @error: why the log could not be written
 *
 * Keeps the document in and says why.
 */
void
kl_preview_dialog_refuse (KlPreviewDialog *self, const GError *error)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self));

  if (error != NULL)
    say (self, error->message);
  finish_output (self);
}
