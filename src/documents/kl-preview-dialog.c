/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-preview-dialog.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "kl-pdf-password.h"
#include "kl-pdf-preview.h"
#include "kl-phrase-dialog.h"
#include "kl-print.h"
#include "kl-reader-row.h"

struct _KlPreviewDialog
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *change_group;
  KlChildWords *child_words;
  AdwPreferencesGroup *ground_group;
  AdwActionRow *ground_row;
  GtkImage *ground_icon;
  AdwPreferencesGroup *left_out_group;
  AdwOverlaySplitView *options;
  KlPdfPreview *preview;
  AdwPreferencesGroup *reader_group;
  KlReaderRow *reader_row;
  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;
  AdwActionRow *words_row;

  char *file_name;
  GBytes *pdf;
  GCancellable *cancellable;
  GPtrArray *rows; /* of what is left out and what changed; belong to their groups */
  gboolean filling;
  guint choosing;
  gboolean asking; /* a chooser of the desktop is open */

  /* What waits until the log is written. */
  KlPrintJob *job;
  GFile *file;
  KlSecret *phrase;
  GBytes *leaving;
};

G_DEFINE_FINAL_TYPE (KlPreviewDialog, kl_preview_dialog, ADW_TYPE_DIALOG)

enum
{
  OUTPUT,
  READER_CHOSEN,
  LEFT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

/* With a toast goes the button on it that was pressed. The keyboard would go with that, and the
 * dialog would not hear of Escape any more. */
static void
toast_dismissed_cb (KlPreviewDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->toasts))
      && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->options)))
    gtk_widget_child_focus (GTK_WIDGET (self->options), GTK_DIR_TAB_FORWARD);
}

static void
show_toast (KlPreviewDialog *self, AdwToast *toast)
{
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
say (KlPreviewDialog *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  show_toast (self, adw_toast_new (escaped));
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
  gboolean ready = self->pdf != NULL && self->job == NULL && self->file == NULL && !self->asking;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.print", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "dialog.save-locked", ready);
}

/* The choosers of GTK cannot be called off while they open: what they still read or wait for comes
 * back to what is gone by then. As long as one is open the preview stays, whoever closes it. */
static gboolean
begin_asking (KlPreviewDialog *self)
{
  if (self->asking || g_cancellable_is_cancelled (self->cancellable))
    return FALSE;

  self->asking = TRUE;
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  update_actions (self);
  return TRUE;
}

static void
end_asking (KlPreviewDialog *self)
{
  self->asking = FALSE;
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  update_actions (self);
}

static void
finish_output (KlPreviewDialog *self)
{
  g_clear_object (&self->job);
  g_clear_object (&self->file);
  g_clear_pointer (&self->phrase, kl_secret_unref);
  g_clear_pointer (&self->leaving, g_bytes_unref);
  update_actions (self);
}

static GtkWindow *
get_window (KlPreviewDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Whoever keeps the log holds the document back until it is written. What then goes is what was
 * shown now, whatever is shown later. */
static void
ask_permission (KlPreviewDialog *self, KlOutput output, GBytes *bytes)
{
  gboolean held = FALSE;

  g_clear_pointer (&self->leaving, g_bytes_unref);
  self->leaving = g_bytes_ref (bytes);
  update_actions (self);
  g_signal_emit (self, signals[OUTPUT], 0, output, &held);
  if (!held)
    kl_preview_dialog_allow (self);
}

static void
add_row (KlPreviewDialog *self, AdwPreferencesGroup *group, const char *what, const char *reason)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), what);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason == NULL ? "" : reason);
  adw_preferences_group_add (group, row);
  gtk_widget_set_visible (GTK_WIDGET (group), TRUE);
  g_ptr_array_add (self->rows, row);
}

/* The file that goes out is locked before the log says that it goes. */
static void
lock (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KlPreviewDialog *self = source;
  GError *error = NULL;
  GBytes *locked = kl_pdf_lock (data, kl_secret_get_text (self->phrase), &error);

  if (locked != NULL)
    g_task_return_pointer (task, locked, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

/* It is outside now. Whoever knows what comes next says that with it. */
static void
tell_left (KlPreviewDialog *self, KlOutput output, const char *text)
{
  gboolean told = FALSE;

  g_signal_emit (self, signals[LEFT], 0, output, &told);
  if (!told)
    say (self, text);
}

/* Callbacks */

static void
locked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  KlPreviewDialog *self = KL_PREVIEW_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) locked = g_task_propagate_pointer (G_TASK (result), &error);

  if (locked != NULL)
    ask_permission (self, KL_OUTPUT_SAVE, locked);
  else
    kl_preview_dialog_refuse (self, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KlPreviewDialog) self = data;
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    tell_left (self, KL_OUTPUT_SAVE, _ ("Saved"));
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
    tell_left (self, KL_OUTPUT_PRINT, _ ("Sent to the printer"));
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

  end_asking (self);
  if (job == NULL)
    {
      if (!was_dismissed (error))
        say (self, error->message);
      return;
    }
  /* Another reader may have been chosen meanwhile. */
  if (self->pdf == NULL)
    return;
  g_set_object (&self->job, job);
  ask_permission (self, KL_OUTPUT_PRINT, self->pdf);
}

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (KlPreviewDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  end_asking (self);
  if (file != NULL && self->pdf != NULL)
    kl_preview_dialog_save_to (self, file);
  else if (file == NULL && !was_dismissed (error))
    say (self, error->message);
  if (self->file == NULL)
    g_clear_pointer (&self->phrase, kl_secret_unref);
}

static void
print_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPreviewDialog *self = KL_PREVIEW_DIALOG (widget);

  if (begin_asking (self))
    kl_print_job_choose_async (get_window (self), adw_dialog_get_title (ADW_DIALOG (self)),
                               printer_chosen_cb, g_object_ref (self));
}

static void
choose_file (KlPreviewDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  if (!begin_asking (self))
    return;

  gtk_file_filter_set_name (filter, _ ("PDF documents"));
  gtk_file_filter_add_mime_type (filter, "application/pdf");
  gtk_file_filter_add_suffix (filter, "pdf");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, _ ("Save as PDF"));
  gtk_file_dialog_set_initial_name (dialog, self->file_name);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_save (dialog, get_window (self), NULL, file_chosen_cb, g_object_ref (self));
}

static void
save_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose_file (KL_PREVIEW_DIALOG (widget));
}

static void
phrase_accepted_cb (KlPreviewDialog *self, KlPhraseDialog *dialog)
{
  g_clear_pointer (&self->phrase, kl_secret_unref);
  self->phrase = kl_secret_ref (kl_phrase_dialog_get_phrase (dialog));
  choose_file (self);
}

static void
save_locked_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AdwDialog *dialog = kl_phrase_dialog_new ();

  g_signal_connect_object (dialog, "accepted", G_CALLBACK (phrase_accepted_cb), widget,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static gboolean
tell_reader_cb (gpointer data)
{
  KlPreviewDialog *self = data;
  const KlPrintReader *reader = kl_reader_row_get_reader (self->reader_row);

  self->choosing = 0;
  if (reader != NULL)
    g_signal_emit (self, signals[READER_CHOSEN], 0, reader);
  return G_SOURCE_REMOVE;
}

/* The list closes and gives the focus back before anything else goes. */
static void
reader_chosen_cb (KlPreviewDialog *self)
{
  if (!self->filling && self->choosing == 0)
    self->choosing = g_idle_add (tell_reader_cb, self);
}

/* The pages have their keys wherever the focus is. */
static gboolean
forward_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  const char *action;

  g_variant_get (args, "(&s)", &action);
  return gtk_widget_activate_action (GTK_WIDGET (KL_PREVIEW_DIALOG (widget)->preview), action,
                                     NULL);
}

static void
close_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* A list for whom, over the document, goes first. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  KlPreviewDialog *self = KL_PREVIEW_DIALOG (user_data);

  if (adw_overlay_split_view_get_collapsed (self->options)
      && adw_overlay_split_view_get_show_sidebar (self->options))
    return FALSE;

  adw_dialog_close (ADW_DIALOG (self));
  return TRUE;
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

  g_clear_handle_id (&self->choosing, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PREVIEW_DIALOG);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->job);
  g_clear_object (&self->file);
  g_clear_pointer (&self->phrase, kl_secret_unref);
  g_clear_pointer (&self->leaving, g_bytes_unref);
  g_clear_pointer (&self->pdf, g_bytes_unref);
  g_clear_pointer (&self->file_name, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_preview_dialog_parent_class)->dispose (object);
}

static void
add_page_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_f, GDK_CONTROL_MASK, "page.search" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "page.next-hit" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "page.previous-hit" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "page.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "page.zoom-in" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "page.zoom-out" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "page.fit-width" },
    { GDK_KEY_Page_Down, GDK_CONTROL_MASK, "page.next" },
    { GDK_KEY_Page_Up, GDK_CONTROL_MASK, "page.previous" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, keys[i].modifiers, forward_cb, "(s)",
                                  keys[i].action);
}

static void
add_signals (void)
{
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

  /**
   * KlPreviewDialog::reader-chosen:
   * @self: the dialog
   * @reader: (type gpointer): the #KlPrintReader for whom the document is to be made
   */
  signals[READER_CHOSEN] = g_signal_new ("reader-chosen", KL_TYPE_PREVIEW_DIALOG, G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /**
   * KlPreviewDialog::left:
   * @self: the dialog
   * @output: a #KlOutput
   *
   * The document was printed or saved. A handler that tells so itself, with
   * kl_preview_dialog_add_toast(), returns %TRUE.
   */
  signals[LEFT] =
    g_signal_new ("left", KL_TYPE_PREVIEW_DIALOG, G_SIGNAL_RUN_LAST, 0,
                  g_signal_accumulator_true_handled, NULL, NULL, G_TYPE_BOOLEAN, 1, G_TYPE_INT);
}

static void
kl_preview_dialog_class_init (KlPreviewDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_preview_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = kl_preview_dialog_closed;

  add_signals ();
  g_type_ensure (KL_TYPE_CHILD_WORDS);
  g_type_ensure (KL_TYPE_PDF_PREVIEW);
  g_type_ensure (KL_TYPE_READER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/documents/preview-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, change_group);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, child_words);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, ground_group);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, ground_icon);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, ground_row);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, left_out_group);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, options);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, reader_group);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, reader_row);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, window_title);
  gtk_widget_class_bind_template_child (widget_class, KlPreviewDialog, words_row);
  gtk_widget_class_bind_template_callback (widget_class, reader_chosen_cb);
  gtk_widget_class_install_action (widget_class, "dialog.print", NULL, print_action_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save", NULL, save_action_cb);
  gtk_widget_class_install_action (widget_class, "dialog.save-locked", NULL, save_locked_action_cb);
  gtk_widget_class_install_action (widget_class, "dialog.close", NULL, close_action_cb);
  add_page_keys (widget_class);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "dialog.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "dialog.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "dialog.save-locked", NULL);
}

/* Escape closes the document, also while something is said over it: what lies around it would let
 * the words go first. */
static void
add_escape (KlPreviewDialog *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  GtkShortcutTrigger *trigger = gtk_keyval_trigger_new (GDK_KEY_Escape, 0);
  GtkShortcutAction *action = gtk_callback_action_new (escape_cb, self, NULL);

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (trigger, action));
  gtk_widget_add_controller (GTK_WIDGET (self->options), controller);
}

static void
kl_preview_dialog_init (KlPreviewDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  add_escape (self);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->change_group), FALSE);
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
 * kl_preview_dialog_clear:
 * @self: the dialog
 *
 * Takes the document away until there is another, and with it all that was said of it.
 */
void
kl_preview_dialog_clear (KlPreviewDialog *self)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self));

  g_clear_pointer (&self->pdf, g_bytes_unref);
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (
                                      gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP)),
                                    row);
    }
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->ground_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->change_group), FALSE);
  kl_preview_dialog_set_reading (self, NULL);
  kl_pdf_preview_clear (self->preview);
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
  gtk_widget_remove_css_class (GTK_WIDGET (self->ground_icon), allowed ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->ground_icon), allowed ? "success" : "error");
  gtk_widget_set_visible (GTK_WIDGET (self->ground_group), TRUE);
}

/**
 * kl_preview_dialog_set_readers:
 * @self: the dialog
 * @readers: (element-type KlPrintReader): for whom the document can be
 * @chosen: for whom it is now
 *
 * Lets another reader be chosen, when there is one; #KlPreviewDialog::reader-chosen says so.
 */
void
kl_preview_dialog_set_readers (KlPreviewDialog *self,
                               const GPtrArray *readers,
                               const KlAudience *chosen)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self) && readers != NULL && chosen != NULL);

  self->filling = TRUE;
  kl_reader_row_set_readers (self->reader_row, readers, chosen);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->reader_group), readers->len > 1);
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
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self) && what != NULL);

  add_row (self, self->left_out_group, what, reason);
}

/**
 * kl_preview_dialog_begin_changes:
 * @self: the dialog
 * @reader: for whom the document was made before
 * @any: whether there is a difference
 *
 * Says that the document is now for somebody else; kl_preview_dialog_add_change() says what is
 * different.
 */
void
kl_preview_dialog_begin_changes (KlPreviewDialog *self, const char *reader, gboolean any)
{
  g_autofree char *before = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self) && reader != NULL);

  before = g_markup_escape_text (reader, -1);
  title = g_strdup_printf (any ? _ ("Compared with “%s”") : _ ("The same is left out as for “%s”"),
                           before);
  adw_preferences_group_set_title (self->change_group, title);
  gtk_widget_set_visible (GTK_WIDGET (self->change_group), TRUE);
}

/**
 * kl_preview_dialog_add_change:
 * @self: the dialog
 * @what: kind and number, and whether it came or went
 * @reason: (nullable): why
 *
 * Says one difference with the document as it was for the reader before.
 */
void
kl_preview_dialog_add_change (KlPreviewDialog *self, const char *what, const char *reason)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self) && what != NULL);

  add_row (self, self->change_group, what, reason);
}

/**
 * kl_preview_dialog_set_reading:
 * @self: the dialog
 * @reading: (nullable): how easy the words are for a child
 */
void
kl_preview_dialog_set_reading (KlPreviewDialog *self, const char *reading)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self));

  adw_action_row_set_subtitle (self->words_row, reading != NULL ? reading : "");
  gtk_widget_set_visible (GTK_WIDGET (self->words_row), reading != NULL);
}

/**
 * kl_preview_dialog_get_child_words:
 * @self: the dialog
 *
 * Returns: (transfer none): what a page for a child can say otherwise; hidden until it is such a
 *   page
 */
KlChildWords *
kl_preview_dialog_get_child_words (KlPreviewDialog *self)
{
  g_return_val_if_fail (KL_IS_PREVIEW_DIALOG (self), NULL);

  return self->child_words;
}

/**
 * kl_preview_dialog_add_toast:
 * @self: the dialog
 * @toast: (transfer full): what is to be said over the document
 *
 * Says something, perhaps with a button.
 */
void
kl_preview_dialog_add_toast (KlPreviewDialog *self, AdwToast *toast)
{
  g_return_if_fail (KL_IS_PREVIEW_DIALOG (self) && ADW_IS_TOAST (toast));

  show_toast (self, toast);
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
  if (self->phrase != NULL)
    {
      g_autoptr (GTask) task = g_task_new (self, NULL, locked_cb, NULL);

      update_actions (self);
      g_task_set_source_tag (task, kl_preview_dialog_save_to);
      g_task_set_task_data (task, g_bytes_ref (self->pdf), (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (task, lock);
      return;
    }
  ask_permission (self, KL_OUTPUT_SAVE, self->pdf);
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
    kl_print_job_send_async (self->job, self->leaving, NULL, sent_cb, g_object_ref (self));
  else if (self->file != NULL)
    g_file_replace_contents_bytes_async (self->file, self->leaving, NULL, FALSE,
                                         G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
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
