/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-documents-section.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-held-focus.h"
#include "charts/kl-menu-names.h"
#include "kl-config.h"
#include "documents/kl-document-dialog.h"
#include "documents/kl-document-work.h"
#include "model/kl-attachment.h"
#include "model/kl-words.h"
#include "store/kl-attachments.h"

#define DOCUMENT "kl-document"

struct _KlDocumentsSection
{
  AdwBin parent_instance;

  GtkMenuButton *add_button;
  GtkWidget *empty_label;
  GtkListBox *list;
  GtkWidget *spinner;

  KlSession *session;
  GCancellable *cancellable;
  gint64 case_id;
  guint n_coming;
};

G_DEFINE_FINAL_TYPE (KlDocumentsSection, kl_documents_section, ADW_TYPE_BIN)

/* What the clipboard may hold besides files; a picture is taken as it is, not as GTK reads it. */
static const char *const pasted_types[] = { "application/pdf", "image/png", "image/jpeg" };

/* Auxiliary functions */

static void
say (KlDocumentsSection *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static GtkWindow *
get_window (KlDocumentsSection *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static GtkWidget *
create_line (const char *text, const char *style_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (label, style_class);

  return label;
}

static char *
make_detail (const KlAttachment *attachment)
{
  g_autofree char *what = kl_attachment_describe (attachment);
  g_autofree char *day = kl_date_format (attachment->day, KL_DATE_STYLE_SHORT);

  if (attachment->removed_on != KL_DATE_NONE)
    return g_strdup_printf ("%s: %s", what, attachment->reason != NULL ? attachment->reason : "");
  if (attachment->visibility == KL_VISIBILITY_TEAM)
    return g_strdup_printf ("%s, %s", day, what);

  return g_strdup_printf ("%s, %s, %s", day, what,
                          kl_words_get_label (KL_WORDS_VISIBILITY, attachment->visibility));
}

static GtkWidget *
create_row (const KlAttachment *attachment)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *detail = make_detail (attachment);
  GtkWidget *line = create_line (detail, "caption");
  g_autofree char *spoken = g_strdup_printf ("%s, %s", attachment->name, detail);

  gtk_widget_add_css_class (line, "kl-second");
  gtk_box_append (GTK_BOX (box), create_line (attachment->name, "kl-dense"));
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_add_css_class (box, "kl-panel-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), attachment->removed_on == KL_DATE_NONE);
  gtk_widget_set_tooltip_text (row, attachment->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  kl_held_focus_set_id (row, attachment->id);
  g_object_set_data_full (G_OBJECT (row), DOCUMENT, kl_attachment_copy (attachment),
                          (GDestroyNotify) kl_attachment_free);

  return row;
}

static void
show_coming (KlDocumentsSection *self)
{
  gtk_widget_set_visible (self->spinner, self->n_coming > 0);
}

/* Loading */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *attachments = kl_attachments_list (db, *(const gint64 *) data, &error);

  if (attachments != NULL)
    g_task_return_pointer (task, attachments, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
show_list (KlDocumentsSection *self, GPtrArray *attachments)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->list));

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < attachments->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (attachments, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->list), attachments->len > 0);
  gtk_widget_set_visible (self->empty_label, attachments->len == 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDocumentsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) attachments = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (attachments == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, error->message);
      return;
    }
  show_list (self, attachments);
}

static void
reload (KlDocumentsSection *self)
{
  kl_store_forget_question (&self->cancellable);
  kl_store_perform_async (kl_session_get_store (self->session), load,
                          g_memdup2 (&self->case_id, sizeof self->case_id), g_free,
                          self->cancellable, loaded_cb, g_object_ref (self));
}

/* Attaching */

static void
attached_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDocumentsSection) self = user_data;
  g_autoptr (GError) error = NULL;
  KlAttachmentState state;
  const char *line = NULL;

  self->n_coming--;
  show_coming (self);
  if (kl_document_work_attach_finish (result, &state, &error) != 0)
    {
      line = state != KL_ATTACHMENT_NOT_READ ? kl_attachment_describe_state (state) : NULL;
      say (self, line != NULL ? line : _ ("Document added"));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      say (self, error->message);
    }
}

static void
attach_file (KlDocumentsSection *self, GFile *file, KlVisibility visibility)
{
  self->n_coming++;
  show_coming (self);
  kl_document_work_attach_file (kl_session_get_store (self->session), self->case_id, file,
                                visibility, NULL, attached_cb, g_object_ref (self));
}

static void
attach_files (KlDocumentsSection *self, GSList *files)
{
  for (GSList *l = files; l != NULL; l = l->next)
    attach_file (self, l->data, KL_VISIBILITY_TEAM);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDocumentsSection) self = user_data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    attach_file (self, file, GPOINTER_TO_INT (g_object_get_data (source, DOCUMENT)));
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlDocumentsSection *self = KL_DOCUMENTS_SECTION (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Add a document"));
  g_object_set_data (G_OBJECT (dialog), DOCUMENT,
                     GINT_TO_POINTER (g_variant_get_int32 (parameter)));
  gtk_file_dialog_open (dialog, get_window (self), NULL, chosen_cb, g_object_ref (self));
}

/* Pasting and dropping */

static void
pasted_files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDocumentsSection) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL)
    attach_files (self, g_value_get_boxed (value));
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDocumentsSection) self = user_data;
  g_autoptr (GInputStream) stream =
    gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);

  if (stream == NULL)
    return;
  self->n_coming++;
  show_coming (self);
  kl_document_work_attach_stream (kl_session_get_store (self->session), self->case_id, stream,
                                  KL_VISIBILITY_TEAM, NULL, attached_cb, g_object_ref (self));
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlDocumentsSection *self = KL_DOCUMENTS_SECTION (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  const char *types[G_N_ELEMENTS (pasted_types) + 1] = { NULL };
  guint n_types = 0;

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    {
      gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                      pasted_files_cb, g_object_ref (self));
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (pasted_types); i++)
    if (gdk_content_formats_contain_mime_type (formats, pasted_types[i]))
      types[n_types++] = pasted_types[i];
  if (n_types == 0)
    say (self, _ ("There is no document or picture to paste"));
  else
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, pasted_cb,
                              g_object_ref (self));
}

static gboolean
drop_cb (KlDocumentsSection *self, const GValue *value)
{
  attach_files (self, g_value_get_boxed (value));
  return TRUE;
}

/* Callbacks */

static void
row_activated_cb (KlDocumentsSection *self, GtkListBoxRow *row)
{
  const KlAttachment *attachment = g_object_get_data (G_OBJECT (row), DOCUMENT);

  adw_dialog_present (kl_document_dialog_new (self->session, attachment), GTK_WIDGET (self));
}

/* Overrides */

static void
kl_documents_section_dispose (GObject *object)
{
  KlDocumentsSection *self = KL_DOCUMENTS_SECTION (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_DOCUMENTS_SECTION);
  G_OBJECT_CLASS (kl_documents_section_parent_class)->dispose (object);
}

static void
kl_documents_section_class_init (KlDocumentsSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_documents_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/documents-section.ui");
  gtk_widget_class_bind_template_child (widget_class, KlDocumentsSection, add_button);
  gtk_widget_class_bind_template_child (widget_class, KlDocumentsSection, empty_label);
  gtk_widget_class_bind_template_child (widget_class, KlDocumentsSection, list);
  gtk_widget_class_bind_template_child (widget_class, KlDocumentsSection, spinner);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_install_action (widget_class, "documents.attach", "i", attach_action);
  gtk_widget_class_install_action (widget_class, "documents.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "documents.paste",
                                       NULL);
}

static void
kl_documents_section_init (KlDocumentsSection *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_autoptr (GMenu) menu = g_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  for (int i = 0; i < (int) kl_words_get_size (KL_WORDS_VISIBILITY); i++)
    {
      g_autofree char *label =
        /* Translators: who may read it: "For the team: choose a file..." */
        g_strdup_printf (_ ("%s: choose a file…"), kl_words_get_label (KL_WORDS_VISIBILITY, i));
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "documents.attach", "i", i);
      g_menu_append_item (menu, item);
    }
  g_menu_append (menu, _ ("Paste"), "documents.paste");
  kl_menu_button_set_model (self->add_button, G_MENU_MODEL (menu));

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* Public API */

/**
 * kl_documents_section_set_case:
 * @self: a section
 * @session: who looks
 * @case_id: a case, whose documents are read anew
 *
 * The documents of a case. They come in from a file, from the clipboard and by being dropped here;
 * the desktop has no portal for scanners that they could come from.
 */
void
kl_documents_section_set_case (KlDocumentsSection *self, KlSession *session, gint64 case_id)
{
  g_return_if_fail (KL_IS_DOCUMENTS_SECTION (self) && session != NULL);

  g_set_object (&self->session, session);
  self->case_id = case_id;
  reload (self);
}
