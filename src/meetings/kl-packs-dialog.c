/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-packs-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "documents/kl-printout-readers.h"
#include "exchange/kl-export-file.h"
#include "kl-config.h"

/*
 * A pack for each who comes, with what he or she may see and no more, in a folder that was chosen:
 * one after the other each is read, made, written in the log and only then in the folder.
 */

struct _KlPacksDialog
{
  AdwDialog parent_instance;

  GtkButton *cancel_button;
  GtkButton *choose_button;
  AdwStatusPage *error_page;
  AdwPreferencesGroup *readers_group;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  GtkRevealer *progress_revealer;
  GtkStack *stack;
  AdwToastOverlay *toasts;

  KlStore *store;
  KlPrintOrder *order;
  GPtrArray *readers;
  GPtrArray *rows; /* of the readers; belong to the group */
  GCancellable *cancellable;
  GFile *folder;

  /* Whose turn it is, and how far that pack is. */
  guint current;
  guint n_done;
  KlPrintout *printout;
  GBytes *pdf;
};

G_DEFINE_FINAL_TYPE (KlPacksDialog, kl_packs_dialog, ADW_TYPE_DIALOG)

static void start_next (KlPacksDialog *self);

/* Auxiliary functions */

static gboolean
is_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
say (KlPacksDialog *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (escaped));
}

static const KlPrintReader *
get_reader (KlPacksDialog *self)
{
  return g_ptr_array_index (self->readers, self->current);
}

/* "Zorgteam-pak 2025-11-24, Samira Bouali.pdf": who gets it, and nobody whom it is about. Two of
 * the same name are told apart by their number. */
static char *
make_file_name (KlPacksDialog *self)
{
  const char *whole = kl_printout_get_file_name (self->printout);
  g_autofree char *stem = g_strndup (whole, strlen (whole) - strlen (".pdf"));

  for (guint i = 0; i < self->current; i++)
    {
      const KlPrintReader *other = g_ptr_array_index (self->readers, i);

      if (g_str_equal (other->name, get_reader (self)->name))
        return g_strdup_printf ("%s %u.pdf", stem, self->current + 1);
    }
  return g_strdup (whole);
}

static void
mark (KlPacksDialog *self, const char *icon_name, const char *text)
{
  AdwActionRow *row = g_ptr_array_index (self->rows, self->current);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  adw_action_row_add_suffix (row, icon);
  adw_action_row_set_subtitle (row, text);
}

static void
forget_pack (KlPacksDialog *self)
{
  g_clear_pointer (&self->printout, kl_printout_unref);
  g_clear_pointer (&self->pdf, g_bytes_unref);
}

static void
finish (KlPacksDialog *self)
{
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u pack is in the folder",
                                                        "%u packs are in the folder", self->n_done),
                                           self->n_done);

  forget_pack (self);
  g_clear_object (&self->folder);
  gtk_label_set_label (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, 1);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* One that cannot be made does not keep the others from theirs. */
static void
fail (KlPacksDialog *self, const GError *error)
{
  if (is_cancelled (error))
    {
      finish (self);
      return;
    }
  mark (self, "kl-warning-symbolic", error->message);
  self->current++;
  start_next (self);
}

/* Work on other threads */

static void
load_readers (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *readers = kl_print_readers_list (db, data, kl_clock_today (), &error);

  if (readers != NULL)
    g_task_return_pointer (task, readers, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
load_pack (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  KlPrintout *printout = kl_printout_load (db, data, kl_clock_today (), &error);

  if (printout != NULL)
    g_task_return_pointer (task, printout, (GDestroyNotify) kl_printout_unref);
  else
    g_task_return_error (task, error);
}

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
record (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kl_printout_record (data, db, KL_AUDIT_EXPORT, &error))
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

static void
write_file (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  KlPacksDialog *self = source;
  GError *error = NULL;

  if (kl_export_write_file (self->pdf, data, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Callbacks, in the order of the work */

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KlPacksDialog *self = KL_PACKS_DIALOG (source);
  g_autoptr (GError) error = NULL;
  GFile *file = g_task_get_task_data (G_TASK (result));
  g_autofree char *name = g_file_get_basename (file);

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      fail (self, error);
      return;
    }

  mark (self, "object-select-symbolic", name);
  self->n_done++;
  self->current++;
  start_next (self);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPacksDialog) self = KL_PACKS_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  g_autofree char *name = NULL;

  if (kl_store_perform_finish (KL_STORE (source), result, &error) == NULL)
    {
      fail (self, error);
      return;
    }

  /* What is in the log is written, whoever closes the window meanwhile. */
  name = make_file_name (self);
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_source_tag (task, recorded_cb);
  g_task_set_task_data (task, g_file_get_child (self->folder, name), g_object_unref);
  g_task_run_in_thread (task, write_file);
}

static void
rendered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KlPacksDialog *self = KL_PACKS_DIALOG (source);
  g_autoptr (GError) error = NULL;

  self->pdf = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->pdf == NULL)
    {
      fail (self, error);
      return;
    }
  kl_store_perform_async (self->store, record, kl_printout_ref (self->printout),
                          (GDestroyNotify) kl_printout_unref, self->cancellable, recorded_cb,
                          g_object_ref (self));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPacksDialog) self = KL_PACKS_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;

  self->printout = kl_store_perform_finish (KL_STORE (source), result, &error);
  if (self->printout == NULL)
    {
      fail (self, error);
      return;
    }
  task = g_task_new (self, self->cancellable, rendered_cb, NULL);
  g_task_set_source_tag (task, loaded_cb);
  g_task_set_task_data (task, kl_printout_ref (self->printout), (GDestroyNotify) kl_printout_unref);
  g_task_run_in_thread (task, render);
}

static void
start_next (KlPacksDialog *self)
{
  const guint n = self->readers->len;
  g_autofree char *text = NULL;
  KlPrintOrder *order;

  forget_pack (self);
  if (self->current >= n || g_cancellable_is_cancelled (self->cancellable))
    {
      finish (self);
      return;
    }

  text = g_strdup_printf (_ ("Pack %u of %u"), self->current + 1, n);
  gtk_label_set_label (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, (double) self->current / n);
  order = kl_print_order_copy (self->order);
  order->audience = get_reader (self)->audience;
  kl_store_perform_async (self->store, load_pack, order, (GDestroyNotify) kl_print_order_free,
                          self->cancellable, loaded_cb, g_object_ref (self));
}

static void
folder_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPacksDialog) self = KL_PACKS_DIALOG (user_data);
  g_autoptr (GError) error = NULL;

  self->folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, &error);
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (self->folder == NULL)
    {
      if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED)
          && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_CANCELLED))
        say (self, error->message);
      return;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->choose_button), FALSE);
  gtk_revealer_set_reveal_child (self->progress_revealer, TRUE);
  start_next (self);
}

static void
choose_cb (KlPacksDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  if (!adw_dialog_get_can_close (ADW_DIALOG (self)))
    return;

  /* A chooser of GTK that is called off while it opens reads on for what is gone: this stays until
   * it is closed. */
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  gtk_file_dialog_set_title (dialog, _ ("A folder for the packs"));
  gtk_file_dialog_select_folder (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
                                 folder_chosen_cb, g_object_ref (self));
}

static void
readers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPacksDialog) self = KL_PACKS_DIALOG (user_data);
  g_autoptr (GError) error = NULL;

  self->readers = kl_store_perform_finish (KL_STORE (source), result, &error);
  if (self->readers == NULL)
    {
      if (!is_cancelled (error))
        {
          g_autofree char *escaped = g_markup_escape_text (error->message, -1);

          adw_status_page_set_description (self->error_page, escaped);
          gtk_stack_set_visible_child_name (self->stack, "error");
        }
      return;
    }

  /* The team as a whole has its own; each of them is in the list too. */
  g_ptr_array_remove_index (self->readers, 0);
  for (guint i = 0; i < self->readers->len; i++)
    {
      const KlPrintReader *reader = g_ptr_array_index (self->readers, i);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), reader->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reader->note != NULL ? reader->note : "");
      adw_preferences_group_add (self->readers_group, row);
      g_ptr_array_add (self->rows, row);
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->choose_button), self->readers->len > 0);
  gtk_stack_set_visible_child_name (self->stack, self->readers->len > 0 ? "readers" : "nobody");
}

static void
cancel_cb (KlPacksDialog *self)
{
  if (self->folder != NULL)
    g_cancellable_cancel (self->cancellable);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* Overrides */

static void
kl_packs_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (KL_PACKS_DIALOG (dialog)->cancellable);
}

static void
kl_packs_dialog_dispose (GObject *object)
{
  KlPacksDialog *self = KL_PACKS_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PACKS_DIALOG);
  forget_pack (self);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->folder);
  g_clear_pointer (&self->order, kl_print_order_free);
  g_clear_pointer (&self->readers, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_packs_dialog_parent_class)->dispose (object);
}

static void
kl_packs_dialog_class_init (KlPacksDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_packs_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = kl_packs_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/meetings/packs-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPacksDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KlPacksDialog, choose_button);
  gtk_widget_class_bind_template_child (widget_class, KlPacksDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlPacksDialog, readers_group);
  gtk_widget_class_bind_template_child (widget_class, KlPacksDialog, progress_label);
  gtk_widget_class_bind_template_child (widget_class, KlPacksDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KlPacksDialog, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, KlPacksDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KlPacksDialog, toasts);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
kl_packs_dialog_init (KlPacksDialog *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_packs_dialog_new:
 * @session: who works here
 * @meeting_id: a meeting
 *
 * Returns: (transfer floating): a dialog that saves a pack for each who is invited
 */
AdwDialog *
kl_packs_dialog_new (KlSession *session, gint64 meeting_id)
{
  KlPacksDialog *self;

  g_return_val_if_fail (KL_IS_SESSION (session), NULL);

  self = g_object_new (KL_TYPE_PACKS_DIALOG, NULL);
  self->store = g_object_ref (kl_session_get_store (session));
  self->order = kl_print_order_new (KL_PRINTOUT_PACK, meeting_id);
  kl_store_perform_async (self->store, load_readers, kl_print_order_copy (self->order),
                          (GDestroyNotify) kl_print_order_free, self->cancellable, readers_cb,
                          g_object_ref (self));
  return ADW_DIALOG (self);
}
