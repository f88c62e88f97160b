/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import-dialog.h"

#include <glib/gi18n-lib.h>

#include "exchange/kl-import-school.h"
#include "exchange/kl-import-summary.h"
#include "exchange/kl-partner-load.h"
#include "kl-config.h"
#include "kl-import-rows.h"
#include "store/kl-audit.h"
#include "store/kl-schools.h"

/* How often the bar moves while a file is read. */
#define PROGRESS_MS 100

struct _KlImportDialog
{
  AdwDialog parent_instance;

  GtkButton *accept_button;
  AdwStatusPage *busy_page;
  GtkButton *cancel_button;
  AdwStatusPage *choose_page;
  AdwStatusPage *done_page;
  GtkLabel *dropped_label;
  AdwStatusPage *error_page;
  GtkListView *list;
  GtkProgressBar *progress_bar;
  GtkLabel *safety_label;
  AdwComboRow *school_row;
  GtkStack *stack;
  GtkLabel *summary_label;
  GtkLabel *warning_label;
  AdwWindowTitle *window_title;

  KlSession *session;
  GCancellable *cancellable;
  KlEdexml *edexml;
  KlImportProposal *proposal;
  KlPartnerProposal *partners; /* of partners, in the place of pupils */
  gboolean for_partners;
  gint64 school_id;
  int fraction; /* per mille, written by the reading thread */
  guint timer;
};

G_DEFINE_FINAL_TYPE (KlImportDialog, kl_import_dialog, ADW_TYPE_DIALOG)

static void propose (KlImportDialog *self);

/* Auxiliary functions */

static void
stop_timer (KlImportDialog *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
}

static void
show_error (KlImportDialog *self, const GError *error)
{
  stop_timer (self);
  gtk_widget_set_visible (GTK_WIDGET (self->accept_button), FALSE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_stack_set_visible_child_name (self->stack, "choose");
      return;
    }

  adw_status_page_set_description (self->error_page, error->message);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static gboolean
progress_cb (gpointer user_data)
{
  KlImportDialog *self = KL_IMPORT_DIALOG (user_data);
  int fraction = g_atomic_int_get (&self->fraction);

  if (fraction > 0)
    gtk_progress_bar_set_fraction (self->progress_bar, fraction / 1000.0);
  else
    gtk_progress_bar_pulse (self->progress_bar);

  return G_SOURCE_CONTINUE;
}

static void
show_busy (KlImportDialog *self, const char *title)
{
  g_atomic_int_set (&self->fraction, 0);
  adw_status_page_set_title (self->busy_page, title);
  gtk_widget_set_visible (GTK_WIDGET (self->accept_button), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  if (self->timer == 0)
    self->timer = g_timeout_add (PROGRESS_MS, progress_cb, self);
}

static GCancellable *
renew_cancellable (KlImportDialog *self)
{
  kl_store_forget_question (&self->cancellable);

  return self->cancellable;
}

/* Showing the proposal */

static void
setup_row_cb (KlImportDialog *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, kl_import_row_widget_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_row_cb (KlImportDialog *self, GtkListItem *item)
{
  kl_import_row_widget_bind (gtk_list_item_get_child (item),
                             KL_IMPORT_ROW_ITEM (gtk_list_item_get_item (item)), item);
}

static void
show_rows (KlImportDialog *self)
{
  g_autoptr (GListModel) rows = self->for_partners
                                  ? kl_import_rows_new_for_partners (self->partners)
                                  : kl_import_rows_new (self->proposal);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection =
    GTK_SELECTION_MODEL (gtk_no_selection_new (g_steal_pointer (&rows)));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
}

static void
show_proposal (KlImportDialog *self)
{
  g_autofree char *summary = kl_import_summarize (self->proposal);
  g_autofree char *dropped = kl_import_describe_dropped (self->proposal);
  g_autofree char *warning = kl_import_describe_warnings (self->proposal);
  gboolean empty = kl_import_proposal_is_empty (self->proposal);

  stop_timer (self);
  gtk_label_set_label (self->summary_label, summary);
  gtk_label_set_label (self->dropped_label, dropped != NULL ? dropped : "");
  gtk_widget_set_visible (GTK_WIDGET (self->dropped_label), dropped != NULL);
  gtk_label_set_label (self->warning_label, warning != NULL ? warning : "");
  gtk_widget_set_visible (GTK_WIDGET (self->warning_label), warning != NULL);
  show_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->accept_button), !empty);
  gtk_stack_set_visible_child_name (self->stack, "proposal");
}

static void
show_partners (KlImportDialog *self)
{
  g_autofree char *summary = kl_partner_proposal_summarize (self->partners);

  stop_timer (self);
  gtk_label_set_label (self->summary_label, summary);
  gtk_widget_set_visible (GTK_WIDGET (self->school_row), FALSE);
  show_rows (self);
  gtk_widget_set_visible (GTK_WIDGET (self->accept_button),
                          !kl_partner_proposal_is_empty (self->partners));
  gtk_stack_set_visible_child_name (self->stack, "proposal");
}

/* Comparing, on the store's thread */

typedef struct
{
  KlEdexml *edexml;
  KlImportProposal *proposal;
  gint64 school_id;
  gboolean find_school;
  KlRosterResult result;
} Work;

static void
work_free (Work *work)
{
  g_clear_pointer (&work->edexml, kl_edexml_unref);
  g_clear_pointer (&work->proposal, kl_import_proposal_unref);
  g_free (work);
}

static void
run_propose (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if (work->find_school && !kl_import_find_school (db, work->edexml, &work->school_id, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  work->proposal = kl_import_propose (db, work->edexml, work->school_id, kl_clock_today (), &error);
  if (work->proposal != NULL)
    g_task_return_pointer (task, kl_import_proposal_ref (work->proposal),
                           (GDestroyNotify) kl_import_proposal_unref);
  else
    g_task_return_error (task, error);
}

static void
fill_schools (KlImportDialog *self)
{
  GPtrArray *schools = kl_session_get_schools (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = schools->len;

  for (guint i = 0; i < schools->len; i++)
    {
      const KlSchool *school = g_ptr_array_index (schools, i);

      gtk_string_list_append (names, school->name);
      if (school->id == self->school_id)
        selected = i;
    }
  gtk_string_list_append (names, _ ("A new school"));
  adw_combo_row_set_model (self->school_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->school_row, selected);
}

static void
proposed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlImportDialog) self = KL_IMPORT_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  KlImportProposal *proposal = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (proposal == NULL)
    {
      show_error (self, error);
      return;
    }

  g_clear_pointer (&self->proposal, kl_import_proposal_unref);
  self->proposal = proposal;
  self->school_id = kl_import_proposal_get_roster (proposal)->school->id;
  g_signal_handlers_block_matched (self->school_row, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  fill_schools (self);
  g_signal_handlers_unblock_matched (self->school_row, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self);
  show_proposal (self);
}

static void
start_propose (KlImportDialog *self, gboolean find_school)
{
  Work *work = g_new0 (Work, 1);

  work->edexml = kl_edexml_ref (self->edexml);
  work->find_school = find_school;
  work->school_id = self->school_id;
  show_busy (self, _ ("Comparing with the school…"));
  kl_store_perform_async (kl_session_get_store (self->session), run_propose, work,
                          (GDestroyNotify) work_free, renew_cancellable (self), proposed_cb,
                          g_object_ref (self));
}

static void
propose (KlImportDialog *self)
{
  start_propose (self, FALSE);
}

/* Partners: comparing and writing, on the store's thread */

static void
run_propose_partners (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  KlPartnerFile **file = data;
  GError *error = NULL;
  KlPartnerProposal *proposal = kl_partner_proposal_load (db, g_steal_pointer (file), &error);

  if (proposal != NULL)
    g_task_return_pointer (task, proposal, (GDestroyNotify) kl_partner_proposal_unref);
  else
    g_task_return_error (task, error);
}

static void
free_held_file (KlPartnerFile **file)
{
  kl_partner_file_free (*file);
  g_free (file);
}

static void
partners_proposed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlImportDialog) self = KL_IMPORT_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  KlPartnerProposal *proposal = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (proposal == NULL)
    {
      show_error (self, error);
      return;
    }

  g_clear_pointer (&self->partners, kl_partner_proposal_unref);
  self->partners = proposal;
  show_partners (self);
}

static void
propose_partners (KlImportDialog *self, KlPartnerFile *file)
{
  KlPartnerFile **held = g_new (KlPartnerFile *, 1);

  *held = file;
  show_busy (self, _ ("Comparing with the partners…"));
  kl_store_perform_async (kl_session_get_store (self->session), run_propose_partners, held,
                          (GDestroyNotify) free_held_file, renew_cancellable (self),
                          partners_proposed_cb, g_object_ref (self));
}

static void
run_write_partners (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  KlPartnerResult result;
  GError *error = NULL;

  if (kl_partner_proposal_write (data, db, &result, &error))
    g_task_return_pointer (task, g_memdup2 (&result, sizeof result), g_free);
  else
    g_task_return_error (task, error);
}

static void
partners_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlImportDialog) self = KL_IMPORT_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree KlPartnerResult *written = kl_store_perform_finish (KL_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (written == NULL)
    {
      show_error (self, error);
      return;
    }

  stop_timer (self);
  text = kl_partner_result_describe (written);
  adw_status_page_set_description (self->done_page, text);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_stack_set_visible_child_name (self->stack, "done");
}

/* Writing, on the store's thread */

static void
run_write (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  GError *error = NULL;

  if (kl_import_write (db, work->proposal, &work->result, &error))
    g_task_return_pointer (task, g_memdup2 (&work->result, sizeof work->result), g_free);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlImportDialog) self = KL_IMPORT_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree KlRosterResult *written = kl_store_perform_finish (KL_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (written == NULL)
    {
      show_error (self, error);
      return;
    }

  stop_timer (self);
  text = kl_import_describe_result (written);
  adw_status_page_set_description (self->done_page, text);
  gtk_button_set_label (self->cancel_button, _ ("_Close"));
  gtk_stack_set_visible_child_name (self->stack, "done");
  kl_session_reload_schools (self->session);
}

/* Reading, by a worker, for which a thread of its own waits */

typedef struct
{
  KlEdexml *edexml;
  KlPartnerFile *partners;
  KlWorkerSafety safety;
} ReadResult;

static void
read_result_free (ReadResult *read)
{
  g_clear_pointer (&read->edexml, kl_edexml_unref);
  g_clear_pointer (&read->partners, kl_partner_file_free);
  g_free (read);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ReadResult, read_result_free)

static void
read_progress (goffset done, goffset total, gpointer user_data)
{
  KlImportDialog *self = KL_IMPORT_DIALOG (user_data);

  if (total > 0)
    g_atomic_int_set (&self->fraction, (int) (done * 1000 / total));
}

static void
read_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  ReadResult *read = g_new0 (ReadResult, 1);

  if (KL_IMPORT_DIALOG (source)->for_partners)
    read->partners = kl_partner_file_load (G_FILE (task_data), kl_clock_today (), &read->safety,
                                           cancellable, &error);
  else
    read->edexml =
      kl_edexml_load (G_FILE (task_data), kl_clock_today (), kl_import_limits_get_default (),
                      read_progress, source, &read->safety, cancellable, &error);
  if (read->edexml != NULL || read->partners != NULL)
    {
      g_task_return_pointer (task, read, (GDestroyNotify) read_result_free);
      return;
    }

  read_result_free (read);
  g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  KlImportDialog *self = KL_IMPORT_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (ReadResult) read = g_task_propagate_pointer (G_TASK (result), &error);
  const char *safety;

  if (read == NULL)
    {
      show_error (self, error);
      return;
    }

  safety = kl_worker_safety_describe (read->safety);
  gtk_label_set_label (self->safety_label, safety != NULL ? safety : "");
  gtk_widget_set_visible (GTK_WIDGET (self->safety_label), safety != NULL);
  if (self->for_partners)
    {
      propose_partners (self, g_steal_pointer (&read->partners));
      return;
    }

  g_clear_pointer (&self->edexml, kl_edexml_unref);
  self->edexml = g_steal_pointer (&read->edexml);
  start_propose (self, TRUE);
}

static void
read_file (KlImportDialog *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GTask) task = NULL;

  adw_window_title_set_subtitle (self->window_title, name);
  show_busy (self, _ ("Reading…"));
  task = g_task_new (self, renew_cancellable (self), read_cb, NULL);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, read_thread);
}

/* Callbacks */

static void
file_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlImportDialog) self = KL_IMPORT_DIALOG (user_data);
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    read_file (self, file);
}

static void
choose_cb (KlImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) edex = gtk_file_filter_new ();

  if (self->for_partners)
    {
      gtk_file_filter_set_name (edex, _ ("Partners (zip, vcf)"));
      gtk_file_filter_add_suffix (edex, "zip");
      gtk_file_filter_add_suffix (edex, "vcf");
    }
  else
    {
      gtk_file_filter_set_name (edex, _ ("EDEX files (xml)"));
      gtk_file_filter_add_suffix (edex, "xml");
    }
  g_list_store_append (filters, edex);
  gtk_file_dialog_set_title (dialog, _ ("Choose the export"));
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL,
                        file_chosen_cb, g_object_ref (self));
}

static void
school_cb (KlImportDialog *self)
{
  GPtrArray *schools;
  guint selected = adw_combo_row_get_selected (self->school_row);
  gint64 school_id = 0;

  if (self->proposal == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;

  schools = kl_session_get_schools (self->session);
  if (selected < schools->len)
    school_id = ((const KlSchool *) g_ptr_array_index (schools, selected))->id;
  if (school_id == self->school_id)
    return;

  self->school_id = school_id;
  propose (self);
}

static void
accept_cb (KlImportDialog *self)
{
  Work *work;

  if (self->for_partners)
    {
      show_busy (self, _ ("Writing…"));
      kl_store_perform_async (kl_session_get_store (self->session), run_write_partners,
                              kl_partner_proposal_ref (self->partners),
                              (GDestroyNotify) kl_partner_proposal_unref, renew_cancellable (self),
                              partners_written_cb, g_object_ref (self));
      return;
    }

  work = g_new0 (Work, 1);
  work->proposal = kl_import_proposal_ref (self->proposal);
  show_busy (self, _ ("Writing…"));
  kl_store_perform_async (kl_session_get_store (self->session), run_write, work,
                          (GDestroyNotify) work_free, renew_cancellable (self), written_cb,
                          g_object_ref (self));
}

static void
cancel_cb (KlImportDialog *self)
{
  const char *page = gtk_stack_get_visible_child_name (self->stack);

  if (g_str_equal (page, "busy"))
    g_cancellable_cancel (self->cancellable);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

/* Overrides */

static void
kl_import_dialog_dispose (GObject *object)
{
  KlImportDialog *self = KL_IMPORT_DIALOG (object);

  stop_timer (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->edexml, kl_edexml_unref);
  g_clear_pointer (&self->proposal, kl_import_proposal_unref);
  g_clear_pointer (&self->partners, kl_partner_proposal_unref);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_IMPORT_DIALOG);
  G_OBJECT_CLASS (kl_import_dialog_parent_class)->dispose (object);
}

static void
kl_import_dialog_class_init (KlImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_import_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/app/import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, accept_button);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, busy_page);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, choose_page);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, done_page);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, dropped_label);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, list);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, safety_label);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, school_row);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, warning_label);
  gtk_widget_class_bind_template_child (widget_class, KlImportDialog, window_title);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, school_cb);
}

static void
kl_import_dialog_init (KlImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_import_dialog_new:
 * @session: into which file
 * @file: (nullable): the export that was dropped on the window, or %NULL to choose one
 *
 * Reads an export of the pupil administration, shows what would change, and writes that when it
 * is accepted.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_import_dialog_new (KlSession *session, GFile *file)
{
  KlImportDialog *self = g_object_new (KL_TYPE_IMPORT_DIALOG, NULL);

  self->session = g_object_ref (session);
  if (file != NULL)
    read_file (self, file);

  return ADW_DIALOG (self);
}

/**
 * kl_import_dialog_new_for_partners:
 * @session: into which file
 * @file: (nullable): the file that was dropped on the window, or %NULL to choose one
 *
 * Reads partners from another program, shows what would change, and writes that when it is
 * accepted.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_import_dialog_new_for_partners (KlSession *session, GFile *file)
{
  KlImportDialog *self = g_object_new (KL_TYPE_IMPORT_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->for_partners = TRUE;
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Bring in partners"));
  adw_window_title_set_title (self->window_title, _ ("Bring in partners"));
  adw_status_page_set_title (self->choose_page, _ ("A file with partners"));
  adw_status_page_set_description (
    self->choose_page,
    _ ("Cards (vCard), or the tables of HSDS in a zip. Nothing is written before you have seen "
       "what changes."));
  if (file != NULL)
    read_file (self, file);

  return ADW_DIALOG (self);
}
