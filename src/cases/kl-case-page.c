/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-page.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-menu-names.h"
#include "charts/kl-row-view.h"
#include "kl-case-dialogs.h"
#include "kl-case-facts-form.h"
#include "kl-case-menu.h"
#include "kl-case-overview.h"
#include "kl-case-panel.h"
#include "kl-case-snapshot.h"
#include "kl-case-view.h"
#include "kl-case-work.h"
#include "kl-composer.h"
#include "kl-config.h"
#include "kl-doubles-dialog.h"
#include "kl-entry-row.h"
#include "documents/kl-print-preview.h"
#include "kl-family-dialog.h"
#include "kl-handover-form.h"
#include "kl-members-form.h"
#include "kl-trust-form.h"
#include "model/kl-item.h"
#include "model/kl-meldcode.h"
#include "partners/kl-referral-forms.h"
#include "store/kl-entries.h"

/* Older entries are asked for when this many rows are left below. */
#define ROWS_AHEAD 15

/* How far back is looked for an entry that is asked for. */
#define SEARCH_ROWS 5000

struct _KlCasePage
{
  AdwNavigationPage parent_instance;

  KlComposer *composer;
  GtkWidget *composer_bar;
  AdwStatusPage *error_page;
  KlRowView *list_view;
  GtkMenuButton *menu_button;
  KlCasePanel *panel;
  AdwOverlaySplitView *split_view;
  GtkStack *stack;
  AdwToastOverlay *toasts;
  AdwWindowTitle *window_title;

  KlSession *session;
  gint64 case_id;
  GCancellable *cancellable;
  KlCaseOverview *overview;
  KlCaseMenu *menu;
  KlItem *view;
  GPtrArray *professionals;
  GListStore *rows; /* the overview, then KlTimelineRow */
  gint64 wanted_entry;
  KlDate wanted_day;     /* to go to the newest entry of it or before, or none */
  gint64 recorded_entry; /* to be brought into view, 0 if none */
  gint64 unticked_action;
  gboolean goes_along; /* the focus, to the entry that is wanted */
  gboolean at_end;
  gboolean loading_more;
  gboolean reload_again;
  gboolean loading;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (KlCasePage, kl_case_page, ADW_TYPE_NAVIGATION_PAGE)

static void reload (KlCasePage *self);
static void load_more (KlCasePage *self);

/* Auxiliary functions */

static const KlCaseView *
get_view (KlCasePage *self)
{
  return self->view != NULL ? kl_item_get_value (self->view) : NULL;
}

static guint
get_n_entries (KlCasePage *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->rows)) - 1;
}

/* Of the entry at @position in the timeline, from 0. */
static KlTimelineRow *
get_row (KlCasePage *self, guint position)
{
  g_autoptr (KlItem) item = g_list_model_get_item (G_LIST_MODEL (self->rows), position + 1);

  return item != NULL ? kl_item_get_value (item) : NULL;
}

static KlTimelineRow *
find_row (KlCasePage *self, gint64 entry_id, guint *position)
{
  for (guint i = 0; i < get_n_entries (self); i++)
    {
      KlTimelineRow *row = get_row (self, i);

      if (row->entry->id == entry_id)
        {
          if (position != NULL)
            *position = i + 1;
          return row;
        }
    }

  return NULL;
}

static void
perform (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  KlCaseSnapshot *snapshot = kl_case_snapshot_load (db, data, kl_clock_today (), &error);

  if (snapshot == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, snapshot, (GDestroyNotify) kl_case_snapshot_free);
}

/* The timeline */

static GPtrArray *
create_items (const KlCaseFile *file, GPtrArray *entries, KlDate day_before)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  /* The rows own the entries from here on. */
  g_ptr_array_set_free_func (entries, NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      KlEntry *entry = g_ptr_array_index (entries, i);
      KlDate day = entry->happened_on;

      g_ptr_array_add (items, kl_item_new (kl_timeline_row_new (file, entry, day_before,
                                                                kl_clock_today ()),
                                           (GDestroyNotify) kl_timeline_row_free));
      day_before = day;
    }
  g_ptr_array_set_size (entries, 0);

  return items;
}

static gboolean
is_row_equal (KlCasePage *self, guint position, GPtrArray *items, guint index)
{
  return kl_timeline_row_equal (get_row (self, position),
                                kl_item_get_value (g_ptr_array_index (items, index)));
}

/* Only what changed is put in its place, so that the list stays where it was scrolled to. */
static void
replace_rows (KlCasePage *self, GPtrArray *items)
{
  guint old = get_n_entries (self);
  guint head = 0, tail = 0;

  while (head < MIN (old, items->len) && is_row_equal (self, head, items, head))
    head++;
  while (tail < MIN (old, items->len) - head
         && is_row_equal (self, old - 1 - tail, items, items->len - 1 - tail))
    tail++;

  if (head + tail < old || head + tail < items->len)
    g_list_store_splice (self->rows, head + 1, old - head - tail, items->pdata + head,
                         items->len - head - tail);
}

static void
update_row (KlCasePage *self, KlViewRow *row)
{
  GtkWidget *entry = kl_view_row_get_child (row);
  const guint position = kl_view_row_get_position (row);

  if (!KL_IS_ENTRY_ROW (entry) || kl_entry_row_get_item (KL_ENTRY_ROW (entry)) == NULL)
    return;

  kl_entry_row_set_narrow (KL_ENTRY_ROW (entry), self->narrow);
  kl_entry_row_set_edges (KL_ENTRY_ROW (entry), position == 1,
                          position == get_n_entries (self) && self->at_end);
}

static void
update_rows (KlCasePage *self)
{
  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list_view)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    update_row (self, KL_VIEW_ROW (row));
}

/* The newest entry of that day or before it; the first of all when the file begins later. */
static void
find_wanted_day (KlCasePage *self)
{
  const guint n = get_n_entries (self);

  for (guint i = 0; i < n && self->wanted_entry == 0; i++)
    if (get_row (self, i)->entry->happened_on <= self->wanted_day)
      self->wanted_entry = get_row (self, i)->entry->id;
  if (self->wanted_entry == 0 && !self->at_end)
    {
      load_more (self);
      return;
    }

  if (self->wanted_entry == 0 && n > 0)
    self->wanted_entry = get_row (self, n - 1)->entry->id;
  self->wanted_day = KL_DATE_NONE;
}

/* Among older ones, and in the end among those that the timeline was narrowed from: who asks for
 * one of them wants to see it. */
static void
search_further (KlCasePage *self)
{
  if (self->loading || self->reload_again)
    return;

  if (!self->at_end && get_n_entries (self) < SEARCH_ROWS)
    load_more (self);
  else if (!kl_case_overview_show_all (self->overview))
    self->wanted_entry = 0;
}

static void
show_wanted_entry (KlCasePage *self)
{
  KlViewRow *row;
  guint position;

  if (self->wanted_day != KL_DATE_NONE)
    find_wanted_day (self);
  if (self->wanted_entry == 0)
    return;

  if (find_row (self, self->wanted_entry, &position) == NULL)
    {
      search_further (self);
      return;
    }

  self->wanted_entry = 0;
  kl_row_view_scroll_to (self->list_view, position, self->goes_along);
  row = kl_row_view_get_row (self->list_view, position);
  kl_entry_row_flash (KL_ENTRY_ROW (kl_view_row_get_child (row)));
}

/* The cursor stays where the next one is written. */
static void
reveal_recorded (KlCasePage *self)
{
  guint position;

  if (self->recorded_entry == 0 || find_row (self, self->recorded_entry, &position) == NULL)
    return;

  self->recorded_entry = 0;
  kl_row_view_scroll_to (self->list_view, position, FALSE);
}

/* Showing */

static void
show_snapshot (KlCasePage *self, KlCaseSnapshot *snapshot)
{
  KlDate today = kl_clock_today ();
  gboolean first = self->view == NULL;
  g_autoptr (GPtrArray) items = create_items (snapshot->file, snapshot->entries, KL_DATE_NONE);
  KlCaseView *view =
    kl_case_view_new (g_steal_pointer (&snapshot->file), snapshot->teachers, today);

  g_clear_object (&self->view);
  self->view = kl_item_new (view, (GDestroyNotify) kl_case_view_free);
  g_clear_pointer (&self->professionals, g_ptr_array_unref);
  self->professionals = g_ptr_array_ref (snapshot->professionals);
  self->at_end = snapshot->at_end;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), view->title);
  adw_window_title_set_title (self->window_title, view->title);
  adw_window_title_set_subtitle (self->window_title, view->subtitle);
  kl_case_overview_set_view (self->overview, self->session, self->view, snapshot->calendar);
  kl_case_panel_set_view (self->panel, self->session, self->view, self->professionals);
  kl_case_menu_set_view (self->menu, view, self->professionals);
  kl_composer_set_people (self->composer, view, snapshot->professionals, snapshot->partners);
  kl_composer_propose_step (self->composer, kl_meldcode_get_next (snapshot->meldcode_step));
  gtk_widget_set_visible (self->composer_bar,
                          !view->file->restricted
                            && !kl_store_get_read_only (kl_session_get_store (self->session)));
  replace_rows (self, items);
  update_rows (self);
  if (first)
    {
      gtk_stack_set_visible_child_name (self->stack, "page");
      gtk_widget_grab_focus (GTK_WIDGET (self->composer));
    }
  show_wanted_entry (self);
  reveal_recorded (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCasePage) self = KL_CASE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlCaseSnapshot) snapshot = kl_store_perform_finish (KL_STORE (source), result, &error);

  self->loading = FALSE;
  if (self->session == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (snapshot != NULL)
    {
      show_snapshot (self, snapshot);
    }
  else
    {
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
    }
  if (self->reload_again)
    reload (self);
}

static void
reload (KlCasePage *self)
{
  if (self->loading)
    {
      self->reload_again = TRUE;
      return;
    }

  self->loading = TRUE;
  self->reload_again = FALSE;
  kl_store_perform_async (kl_session_get_store (self->session), perform,
                          kl_case_request_new (self->case_id,
                                               kl_timeline_group_get_kinds (
                                                 kl_case_overview_get_group (self->overview)),
                                               kl_case_overview_get_since (self->overview),
                                               get_n_entries (self)),
                          (GDestroyNotify) kl_case_request_free, self->cancellable, loaded_cb,
                          g_object_ref (self));
}

/* Older entries */

static void
perform_more (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  GPtrArray *entries = kl_entries_list (db, data, &error);

  if (entries == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, entries, (GDestroyNotify) g_ptr_array_unref);
}

static void
loaded_more_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCasePage) self = KL_CASE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = kl_store_perform_finish (KL_STORE (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;
  guint n;

  self->loading_more = FALSE;
  if (self->session == NULL || entries == NULL || self->view == NULL)
    return;

  n = get_n_entries (self);
  self->at_end = entries->len < KL_CASE_PAGE_SIZE;
  items = create_items (get_view (self)->file, entries,
                        n > 0 ? get_row (self, n - 1)->entry->happened_on : KL_DATE_NONE);
  g_list_store_splice (self->rows, n + 1, 0, items->pdata, items->len);
  update_rows (self);
  show_wanted_entry (self);
}

static void
load_more (KlCasePage *self)
{
  guint n = get_n_entries (self);
  const KlTimelineRow *last;
  KlEntryFilter *filter;

  if (self->at_end || self->loading_more || self->loading || n == 0)
    return;

  last = get_row (self, n - 1);
  filter = g_new0 (KlEntryFilter, 1);
  filter->case_id = self->case_id;
  filter->kinds = kl_timeline_group_get_kinds (kl_case_overview_get_group (self->overview));
  filter->since_day = kl_case_overview_get_since (self->overview);
  filter->before_day = last->entry->happened_on;
  filter->before_id = last->entry->id;
  filter->limit = KL_CASE_PAGE_SIZE;
  self->loading_more = TRUE;
  kl_store_perform_async (kl_session_get_store (self->session), perform_more, filter, g_free,
                          self->cancellable, loaded_more_cb, g_object_ref (self));
}

static void
load_more_cb (gpointer user_data)
{
  load_more (KL_CASE_PAGE (user_data));
}

/* Rows */

static void
bind_cb (KlCasePage *self, KlViewRow *row)
{
  const guint position = kl_view_row_get_position (row);
  GtkWidget *child = kl_view_row_get_child (row);

  gtk_widget_set_focusable (GTK_WIDGET (row), position > 0);
  kl_view_row_set_kept (row, position == 0);
  if (position == 0)
    {
      kl_view_row_set_child (row, GTK_WIDGET (self->overview));
      kl_view_row_set_label (row, _ ("Overview"));
      return;
    }

  if (!KL_IS_ENTRY_ROW (child))
    {
      child = kl_entry_row_new ();
      kl_view_row_set_child (row, child);
    }
  kl_entry_row_set_item (KL_ENTRY_ROW (child), kl_view_row_get_item (row));
  update_row (self, row);
  kl_view_row_set_label (row, get_row (self, position - 1)->spoken);
  if (!self->at_end && position + ROWS_AHEAD > get_n_entries (self))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, (GSourceFunc) (void (*) (void)) load_more_cb,
                     g_object_ref (self), g_object_unref);
}

static void
unbind_cb (KlCasePage *self, KlViewRow *row)
{
  GtkWidget *child = kl_view_row_get_child (row);

  if (KL_IS_ENTRY_ROW (child))
    kl_entry_row_set_item (KL_ENTRY_ROW (child), NULL);
  else
    kl_view_row_set_child (row, NULL);
}

static void
create_list (KlCasePage *self)
{
  g_autoptr (KlItem) overview_item = kl_item_new (NULL, NULL);

  self->rows = g_list_store_new (KL_TYPE_ITEM);
  g_list_store_append (self->rows, overview_item);
  self->overview = KL_CASE_OVERVIEW (g_object_ref_sink (kl_case_overview_new ()));
  kl_row_view_set_model (self->list_view, G_LIST_MODEL (self->rows));
}

/* Work */

static void
show_toast (KlCasePage *self, const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCasePage) self = KL_CASE_PAGE (user_data);
  g_autoptr (KlCaseWorkDone) done = kl_case_work_finish (KL_STORE (source), result);

  if (self->session == NULL || done->error == NULL)
    return;

  show_toast (self, done->error->message);
  reload (self);
}

static void
do_work (KlCasePage *self, KlCaseWork *work)
{
  kl_case_work_perform (kl_session_get_store (self->session), work, done_cb, g_object_ref (self));
}

static void
work_cb (KlCasePage *self, KlCaseWork *work)
{
  do_work (self, work);
}

static void
tick (KlCasePage *self, gint64 action_id, gboolean done)
{
  KlCaseWork *work = kl_case_work_new (KL_CASE_WORK_TICK_ACTION, self->case_id);

  work->id = action_id;
  work->day = done ? kl_clock_today () : KL_DATE_NONE;
  do_work (self, work);
}

static void
undo_cb (KlCasePage *self)
{
  tick (self, self->unticked_action, FALSE);
}

/* Actions */

static void
tick_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);
  AdwToast *toast;
  gboolean done;

  g_variant_get (parameter, "(xb)", &self->unticked_action, &done);
  tick (self, self->unticked_action, done);
  if (!done)
    return;

  toast = adw_toast_new (_ ("Action done"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
correct_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);
  KlTimelineRow *row = find_row (self, g_variant_get_int64 (parameter), NULL);

  if (row != NULL)
    kl_case_dialogs_correct (widget, kl_session_get_store (self->session), row->entry);
}

static void
versions_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  kl_case_dialogs_show_versions (widget, kl_session_get_store (self->session),
                                 g_variant_get_int64 (parameter));
}

static void
hand_over_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  if (self->view != NULL)
    kl_handover_form_present (widget, self->session, self->case_id, self->toasts);
}

static void
trust_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  kl_trust_form_present (widget, self->session, self->case_id, g_variant_get_int64 (parameter));
}

static void
title_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  if (self->view != NULL)
    kl_case_dialogs_rename (widget, kl_session_get_store (self->session), get_view (self));
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  if (self->view != NULL)
    kl_case_dialogs_close (widget, kl_session_get_store (self->session), get_view (self));
}

static void
reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  if (self->view != NULL)
    kl_case_dialogs_reopen (widget, kl_session_get_store (self->session), get_view (self));
}

static void
remind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);
  KlTimelineRow *row = find_row (self, g_variant_get_int64 (parameter), NULL);

  if (row != NULL && row->entry->referral_id != 0)
    gtk_widget_activate_action (widget, "referral.step", "(xi)", row->entry->referral_id,
                                (int) KL_REFERRAL_EVENT_REMINDED);
}

static void
family_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  if (self->view != NULL)
    adw_dialog_present (kl_family_dialog_new (self->session, self->case_id), widget);
}

static void
doubles_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);
  const KlCaseView *view = get_view (self);

  if (view != NULL)
    adw_dialog_present (kl_doubles_dialog_new (self->session, view->file->row->school_id,
                                               self->case_id),
                        widget);
}

static void
status_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  if (self->view != NULL)
    adw_dialog_present (kl_status_form_new (self->session, get_view (self)), widget);
}

static void
request_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  if (self->view != NULL)
    adw_dialog_present (kl_request_form_new (self->session, get_view (self), self->professionals),
                        widget);
}

static void
wellbeing_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  if (self->view != NULL)
    kl_case_panel_add_round (self->panel);
}

static void
members_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  if (self->view != NULL)
    kl_members_form_present (widget, self->session, self->case_id);
}

static void
kind_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kl_composer_choose_kind (KL_CASE_PAGE (widget)->composer,
                           (guint) g_variant_get_int32 (parameter));
}

/* "case team", "file parents": what is printed, and for whom to begin with. */
static void
paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);
  g_auto (GStrv) words = g_strsplit (g_variant_get_string (parameter, NULL), " ", 2);
  g_autoptr (KlPrintOrder) order =
    kl_print_order_new (g_str_equal (words[0], "file") ? KL_PRINTOUT_FILE : KL_PRINTOUT_CASE,
                        self->case_id);

  if (!kl_audience_parse (words[1], &order->audience))
    return;
  kl_session_flush (self->session);
  kl_print_preview_present (widget, self->session, order);
}

static void
go_to_day_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  /* The calendar stands in the list, which may be scrolled far down. */
  kl_row_view_scroll_to (self->list_view, 0, FALSE);
  kl_case_overview_ask_day (self->overview);
}

static void
toggle_pane_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlCasePage *self = KL_CASE_PAGE (widget);

  adw_overlay_split_view_set_show_sidebar (self->split_view,
                                           !adw_overlay_split_view_get_show_sidebar (
                                             self->split_view));
}

/* Callbacks */

static void
store_changed_cb (KlCasePage *self, guint what, gint64 case_id)
{
  const guint of_case = KL_CHANGE_CASES | KL_CHANGE_ENTRIES | KL_CHANGE_ACTIONS
                        | KL_CHANGE_REFERRALS | KL_CHANGE_CONSENTS | KL_CHANGE_MEETINGS;
  const guint of_all = KL_CHANGE_SCHOOLS | KL_CHANGE_GROUPS | KL_CHANGE_PUPILS
                       | KL_CHANGE_PROFESSIONALS | KL_CHANGE_PARTNERS | KL_CHANGE_MEETINGS;

  if (((what & of_case) != 0 && (case_id == self->case_id || case_id == 0)) || (what & of_all) != 0)
    reload (self);
}

static void
group_changed_cb (KlCasePage *self)
{
  /* What was scrolled to belongs to the other choice. */
  g_list_store_splice (self->rows, 1, get_n_entries (self), NULL, 0);
  reload (self);
}

static void
entry_activated_cb (KlCasePage *self, gint64 entry_id)
{
  kl_case_page_show_entry (self, entry_id);
}

static void
day_chosen_cb (KlCasePage *self, int day)
{
  self->wanted_day = day;
  self->wanted_entry = 0;
  self->goes_along = TRUE;
  show_wanted_entry (self);
}

static void
set_narrow (KlCasePage *self, gboolean narrow)
{
  self->narrow = narrow;
  kl_case_overview_set_narrow (self->overview, narrow);
  update_rows (self);
}

static void
narrow_cb (KlCasePage *self)
{
  set_narrow (self, TRUE);
}

static void
recorded_cb (KlCasePage *self, gint64 entry_id)
{
  self->recorded_entry = entry_id;
  reveal_recorded (self);
}

static void
wide_cb (KlCasePage *self)
{
  set_narrow (self, FALSE);
}

static void
small_cb (KlCasePage *self)
{
  set_narrow (self, TRUE);
  kl_composer_set_narrow (self->composer, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "kl-small-page");
}

static void
large_cb (KlCasePage *self)
{
  kl_composer_set_narrow (self->composer, FALSE);
  set_narrow (self, FALSE);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "kl-small-page");
}

static void
smallest_cb (KlCasePage *self)
{
  small_cb (self);
  kl_composer_set_marks_only (self->composer, TRUE);
}

static void
not_smallest_cb (KlCasePage *self)
{
  kl_composer_set_marks_only (self->composer, FALSE);
  large_cb (self);
}

/* Overrides */

static void
kl_case_page_dispose (GObject *object)
{
  KlCasePage *self = KL_CASE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->list_view != NULL)
    kl_row_view_set_model (self->list_view, NULL);
  g_clear_object (&self->overview);
  g_clear_object (&self->menu);
  g_clear_object (&self->session);
  g_clear_object (&self->view);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->professionals, g_ptr_array_unref);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_CASE_PAGE);
  G_OBJECT_CLASS (kl_case_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "case.close", NULL, close_action);
  gtk_widget_class_install_action (widget_class, "case.correct-entry", "x", correct_action);
  gtk_widget_class_install_action (widget_class, "case.go-to-day", NULL, go_to_day_action);
  gtk_widget_class_install_action (widget_class, "case.hand-over", NULL, hand_over_action);
  gtk_widget_class_install_action (widget_class, "case.kind", "i", kind_action);
  gtk_widget_class_install_action (widget_class, "case.paper", "s", paper_action);
  gtk_widget_class_install_action (widget_class, "case.doubles", NULL, doubles_action);
  gtk_widget_class_install_action (widget_class, "case.family", NULL, family_action);
  gtk_widget_class_install_action (widget_class, "case.members", NULL, members_action);
  gtk_widget_class_install_action (widget_class, "case.remind", "x", remind_action);
  gtk_widget_class_install_action (widget_class, "case.reopen", NULL, reopen_action);
  gtk_widget_class_install_action (widget_class, "case.request", NULL, request_action);
  gtk_widget_class_install_action (widget_class, "case.status", NULL, status_action);
  gtk_widget_class_install_action (widget_class, "case.show-versions", "x", versions_action);
  gtk_widget_class_install_action (widget_class, "case.tick-action", "(xb)", tick_action);
  gtk_widget_class_install_action (widget_class, "case.title", NULL, title_action);
  gtk_widget_class_install_action (widget_class, "case.trust", "x", trust_action);
  gtk_widget_class_install_action (widget_class, "case.wellbeing", NULL, wellbeing_action);
  gtk_widget_class_install_action (widget_class, "case.toggle-pane", NULL, toggle_pane_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F9, 0, "case.toggle-pane", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "case.go-to-day",
                                       NULL);
  for (int i = 0; i < 6; i++)
    gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + (guint) i, GDK_ALT_MASK,
                                         "case.kind", "i", i);
}

static void
kl_case_page_class_init (KlCasePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_case_page_dispose;

  g_type_ensure (KL_TYPE_CASE_PANEL);
  g_type_ensure (KL_TYPE_COMPOSER);
  g_type_ensure (KL_TYPE_ROW_VIEW);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/case-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KlCasePage, composer);
  gtk_widget_class_bind_template_child (widget_class, KlCasePage, composer_bar);
  gtk_widget_class_bind_template_child (widget_class, KlCasePage, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlCasePage, list_view);
  gtk_widget_class_bind_template_child (widget_class, KlCasePage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KlCasePage, panel);
  gtk_widget_class_bind_template_child (widget_class, KlCasePage, split_view);
  gtk_widget_class_bind_template_child (widget_class, KlCasePage, stack);
  gtk_widget_class_bind_template_child (widget_class, KlCasePage, toasts);
  gtk_widget_class_bind_template_child (widget_class, KlCasePage, window_title);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, large_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, not_smallest_cb);
  gtk_widget_class_bind_template_callback (widget_class, recorded_cb);
  gtk_widget_class_bind_template_callback (widget_class, small_cb);
  gtk_widget_class_bind_template_callback (widget_class, smallest_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);

  install_actions (widget_class);
}

static void
kl_case_page_init (KlCasePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->cancellable = g_cancellable_new ();
  create_list (self);
  self->menu = kl_case_menu_new ();
  gtk_widget_insert_action_group (GTK_WIDGET (self), "change",
                                  kl_case_menu_get_actions (self->menu));
  kl_menu_button_set_model (self->menu_button, kl_case_menu_get_model (self->menu));
  g_signal_connect_object (self->menu, "work", G_CALLBACK (work_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->overview, "entry-activated", G_CALLBACK (entry_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->overview, "day-chosen", G_CALLBACK (day_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->overview, "group-changed", G_CALLBACK (group_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Public API */

/**
 * kl_case_page_new:
 * @session: who works in which school
 * @case_id: a case
 * @entry_id: the entry to show first, or 0
 *
 * Returns: (transfer floating): the page of a case
 */
AdwNavigationPage *
kl_case_page_new (KlSession *session, gint64 case_id, gint64 entry_id)
{
  KlCasePage *self;

  g_return_val_if_fail (KL_IS_SESSION (session), NULL);

  self = g_object_new (KL_TYPE_CASE_PAGE, NULL);
  self->session = g_object_ref (session);
  self->case_id = case_id;
  self->wanted_entry = entry_id;
  kl_composer_set_session (self->composer, session, case_id);
  kl_referral_actions_install (GTK_WIDGET (self), session);
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (store_changed_cb),
                           self, G_CONNECT_SWAPPED);
  reload (self);

  return ADW_NAVIGATION_PAGE (self);
}

/**
 * kl_case_page_get_case_id:
 * @self: a page
 *
 * Returns: which case it shows
 */
gint64
kl_case_page_get_case_id (KlCasePage *self)
{
  g_return_val_if_fail (KL_IS_CASE_PAGE (self), 0);

  return self->case_id;
}

/**
 * kl_case_page_show_entry:
 * @self: a page
 * @entry_id: an entry of its case
 *
 * Scrolls to it, loading older ones where needed, and lights it up for a moment. The focus goes
 * along, but not on a page that opens: there it is where the next entry is written.
 */
void
kl_case_page_show_entry (KlCasePage *self, gint64 entry_id)
{
  g_return_if_fail (KL_IS_CASE_PAGE (self));

  self->wanted_entry = entry_id;
  self->goes_along = self->view != NULL;
  if (self->view != NULL)
    show_wanted_entry (self);
}
