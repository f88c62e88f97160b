/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-document-dialog.h"

#include <glib/gi18n-lib.h>

#include "kl-pdf-preview.h"
#include "kl-config.h"
#include "store/kl-attachments.h"

struct _KlDocumentDialog
{
  AdwDialog parent_instance;

  KlPdfPreview *preview;
  AdwBanner *banner;
  GtkEntry *reason_entry;
  GtkMenuButton *remove_button;
  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;

  KlSession *session;
  KlAttachment *attachment;
};

G_DEFINE_FINAL_TYPE (KlDocumentDialog, kl_document_dialog, ADW_TYPE_DIALOG)

/* What is asked of the store. */
typedef struct
{
  gint64 id;
  gboolean to_export;
  char *reason;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->reason);
  g_free (wanted);
}

/* Auxiliary functions */

static void
say (KlDocumentDialog *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static void
show_state (KlDocumentDialog *self)
{
  const char *line = kl_attachment_describe_state (self->attachment->state);
  g_autoptr (GError) error = NULL;

  if (self->attachment->state == KL_ATTACHMENT_PARTLY)
    {
      adw_banner_set_title (self->banner, line);
      adw_banner_set_revealed (self->banner, TRUE);
    }
  else if (line != NULL)
    {
      error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, line);
      kl_pdf_preview_set_error (self->preview, error);
    }
}

/* On the store's thread */

static void
read_content (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  GError *error = NULL;
  GBytes *bytes = kl_attachments_read (db, wanted->id, wanted->to_export, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
remove_content (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  GError *error = NULL;

  if (kl_attachments_remove (db, wanted->id, wanted->reason, kl_clock_today (), &error))
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

static void
ask (KlDocumentDialog *self,
     KlStoreFunc function,
     gboolean to_export,
     const char *reason,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->id = self->attachment->id;
  wanted->to_export = to_export;
  wanted->reason = g_strdup (reason);
  kl_store_perform_async (kl_session_get_store (self->session), function, wanted,
                          (GDestroyNotify) wanted_free, NULL, callback, user_data);
}

/* Callbacks */

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDocumentDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (bytes != NULL)
    kl_pdf_preview_set_attachment (self->preview, bytes, self->attachment->kind);
  else
    kl_pdf_preview_set_error (self->preview, error);
}

typedef struct
{
  KlDocumentDialog *dialog;
  GFile *file;
} Saving;

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDocumentDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    say (self, _ ("Saved outside the vault"));
  else
    say (self, _ ("It could not be saved there. Choose another folder."));
}

/* It is in the log before it leaves. */
static void
read_to_save_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (KlDocumentDialog) self = saving->dialog;
  g_autoptr (GFile) file = saving->file;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = kl_store_perform_finish (KL_STORE (source), result, &error);

  g_free (saving);
  if (bytes != NULL)
    g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                         saved_cb, g_steal_pointer (&self));
  else
    say (self, error->message);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDocumentDialog) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  Saving *saving;

  if (file == NULL)
    return;
  saving = g_new0 (Saving, 1);
  saving->dialog = g_object_ref (self);
  saving->file = g_steal_pointer (&file);
  ask (self, read_content, TRUE, NULL, read_to_save_cb, saving);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlDocumentDialog *self = KL_DOCUMENT_DIALOG (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Save the document"));
  gtk_file_dialog_set_initial_name (dialog, self->attachment->name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb,
                        g_object_ref (self));
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDocumentDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  kl_store_perform_finish (KL_STORE (source), result, &error);
  if (error != NULL)
    say (self, error->message);
  else
    adw_dialog_force_close (ADW_DIALOG (self));
}

static void
remove_cb (KlDocumentDialog *self)
{
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (self->reason_entry));

  gtk_menu_button_popdown (self->remove_button);
  ask (self, remove_content, FALSE, reason, removed_cb, g_object_ref (self));
}

static void
remove_shown_cb (KlDocumentDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->reason_entry));
}

static gboolean
focus_pages_cb (gpointer data)
{
  KlDocumentDialog *self = data;

  gtk_widget_child_focus (GTK_WIDGET (self->preview), GTK_DIR_TAB_FORWARD);
  return G_SOURCE_REMOVE;
}

/* The keys that turn pages are those of the preview: it has the focus from the start, after the
 * dialog has given it to its first button. */
static void
mapped_cb (KlDocumentDialog *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_pages_cb, g_object_ref (self), g_object_unref);
}

/* Overrides */

static void
kl_document_dialog_dispose (GObject *object)
{
  KlDocumentDialog *self = KL_DOCUMENT_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_DOCUMENT_DIALOG);
  g_clear_object (&self->session);
  g_clear_pointer (&self->attachment, kl_attachment_free);

  G_OBJECT_CLASS (kl_document_dialog_parent_class)->dispose (object);
}

static void
kl_document_dialog_class_init (KlDocumentDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_document_dialog_dispose;

  g_type_ensure (KL_TYPE_PDF_PREVIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/documents/document-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlDocumentDialog, banner);
  gtk_widget_class_bind_template_child (widget_class, KlDocumentDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, KlDocumentDialog, reason_entry);
  gtk_widget_class_bind_template_child (widget_class, KlDocumentDialog, remove_button);
  gtk_widget_class_bind_template_child (widget_class, KlDocumentDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, KlDocumentDialog, window_title);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_shown_cb);
  gtk_widget_class_install_action (widget_class, "document.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "document.save",
                                       NULL);
}

static void
kl_document_dialog_init (KlDocumentDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "map", G_CALLBACK (mapped_cb), NULL);
}

/* Public API */

/**
 * kl_document_dialog_new:
 * @session: who looks
 * @attachment: a document that was attached
 *
 * Shows a document page by page; it can be saved outside, which the log tells, and taken away by
 * who may do so. It is never opened with another program.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_document_dialog_new (KlSession *session, const KlAttachment *attachment)
{
  KlDocumentDialog *self = g_object_new (KL_TYPE_DOCUMENT_DIALOG, "title", attachment->name, NULL);
  g_autofree char *detail = kl_attachment_describe (attachment);

  self->session = g_object_ref (session);
  self->attachment = kl_attachment_copy (attachment);
  adw_window_title_set_title (self->window_title, attachment->name);
  adw_window_title_set_subtitle (self->window_title, detail);
  gtk_widget_set_visible (GTK_WIDGET (self->remove_button), attachment->may_remove);
  show_state (self);
  if (attachment->state == KL_ATTACHMENT_READ || attachment->state == KL_ATTACHMENT_PARTLY)
    ask (self, read_content, FALSE, NULL, read_cb, g_object_ref (self));

  return ADW_DIALOG (self);
}
