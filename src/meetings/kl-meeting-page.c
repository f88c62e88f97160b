/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-page.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-agenda-ruler.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-menu-names.h"
#include "kl-agenda-add.h"
#include "kl-agenda-list.h"
#include "model/kl-agenda.h"
#include "kl-attendee-row.h"
#include "kl-config.h"
#include "kl-meeting-case.h"
#include "kl-meeting-forms.h"
#include "kl-meeting-plan-dialog.h"
#include "kl-meeting-print.h"
#include "kl-meetings-private.h"
#include "kl-presenter.h"
#include "kl-suggestion-row.h"

struct _KlMeetingPage
{
  AdwNavigationPage parent_instance;

  GtkMenuButton *add_button;
  GtkWidget *begin_button;
  GtkListBox *agenda_list;
  GtkStack *agenda_stack;
  GtkListBox *attendees_list;
  GtkWidget *case_pane;
  KlMeetingCase *case_view;
  AdwStatusPage *error_page;
  GtkWidget *pack_button;
  GtkWidget *present_button;
  GtkLabel *present_label;
  KlAgendaRuler *ruler;
  GtkWidget *settle_button;
  GtkStack *stack;
  GtkWidget *suggestions_box;
  GtkListBox *suggestions_list;
  AdwActionRow *summaries_row;
  AdwToastOverlay *toasts;
  GtkLabel *used_label;
  AdwWindowTitle *window_title;

  KlAgendaAdd *add_popover;

  KlSession *session;
  GCancellable *cancellable;
  KlMeetingView *view;
  KlAgendaItem *removed;
  gint64 meeting_id;
  gint64 shown_id;    /* the point beside the agenda */
  gint64 finished_id; /* the one that was finished last */

  /* The point on the table while the meeting is held, and since when. */
  gint64 timed_id;
  int timed_before; /* seconds it had before */
  gint64 timed_since;
  guint ticker;
  KlPresenter *presenter;

  /* Where there is no room beside the agenda, a point has a page; it goes when it is left. */
  KlMeetingCase *paged_case;
};

G_DEFINE_FINAL_TYPE (KlMeetingPage, kl_meeting_page, ADW_TYPE_NAVIGATION_PAGE)

/* Auxiliary functions */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const gint64 *meeting_id = data;
  GError *error = NULL;
  KlMeetingView *view = kl_meeting_view_load (db, *meeting_id, kl_clock_today (), &error);

  if (view == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, view, (GDestroyNotify) kl_meeting_view_free);
}

static int
find_item (KlMeetingPage *self, gint64 item_id)
{
  GPtrArray *items = self->view != NULL ? self->view->meeting->items : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    if (((const KlAgendaItem *) g_ptr_array_index (items, i))->id == item_id)
      return (int) i;

  return -1;
}

static void
send (KlMeetingPage *self, KlAgendaChange *change)
{
  kl_meetings_send (GTK_WIDGET (self), self->session, change);
}

static void
move_item (KlMeetingPage *self, gint64 item_id, int position)
{
  KlAgendaChange *change = kl_agenda_change_new (KL_AGENDA_MOVE, self->meeting_id, item_id);

  change->number = position;
  send (self, change);
}

/* The agenda */

static KlAgendaRow *
find_row (KlMeetingPage *self, gint64 item_id)
{
  return kl_agenda_list_find (self->agenda_list, item_id);
}

static void
show_agenda (KlMeetingPage *self)
{
  kl_agenda_list_show (self->agenda_list, self->session, self->view);
  gtk_stack_set_visible_child_name (self->agenda_stack,
                                    self->view->meeting->items->len > 0 ? "agenda" : "empty");
}

static AdwToast *
offer_undo (KlMeetingPage *self, const char *title)
{
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_overlay_dismiss_all (self->toasts);
  adw_toast_overlay_add_toast (self->toasts, toast);

  return toast;
}

/* The clock of the point on the table */

static int
get_spent (KlMeetingPage *self)
{
  return self->timed_before
         + (int) ((g_get_monotonic_time () - self->timed_since) / G_USEC_PER_SEC);
}

static void
show_spent (KlMeetingPage *self)
{
  const int spent = get_spent (self);

  kl_meeting_case_set_spent (self->case_view, spent);
  if (self->paged_case != NULL)
    kl_meeting_case_set_spent (self->paged_case, spent);
  if (self->presenter != NULL)
    kl_presenter_set_spent (self->presenter, spent);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_spent (KL_MEETING_PAGE (user_data));

  return G_SOURCE_CONTINUE;
}

static void
stop_clock (KlMeetingPage *self)
{
  const int index = self->timed_id != 0 ? find_item (self, self->timed_id) : -1;
  const KlAgendaItem *item =
    index >= 0 ? g_ptr_array_index (self->view->meeting->items, index) : NULL;
  KlAgendaChange *change;

  g_clear_handle_id (&self->ticker, g_source_remove);
  if (item == NULL || item->state == KL_POINT_DISCUSSED)
    {
      /* A point that is gone or finished has its time already. */
      self->timed_id = 0;
      return;
    }

  change = kl_agenda_change_new (KL_AGENDA_SET_SPENT, self->meeting_id, self->timed_id);
  change->number = get_spent (self);
  self->timed_id = 0;
  send (self, change);
}

/* The time of a point runs while it is the one that is shown. */
static void
time_point (KlMeetingPage *self, const KlAgendaItem *item)
{
  const gboolean runs =
    kl_agenda_is_held (self->view->meeting) && item->state != KL_POINT_DISCUSSED;

  if (runs && self->timed_id == item->id)
    {
      show_spent (self);
      return;
    }
  stop_clock (self);
  if (!runs)
    return;

  self->timed_id = item->id;
  self->timed_before = item->spent;
  self->timed_since = g_get_monotonic_time ();
  self->ticker = g_timeout_add_seconds (1, tick_cb, self);
  show_spent (self);
}

/* The case beside the agenda */

static void
show_ruler (KlMeetingPage *self)
{
  kl_agenda_list_show_ruler (self->ruler, self->used_label, self->view->meeting,
                             gtk_widget_get_visible (self->case_pane) ? self->shown_id : 0);
}

static int
find_shown (KlMeetingPage *self)
{
  return self->shown_id != 0 ? find_item (self, self->shown_id) : -1;
}

/* The first case, as long as nobody chose: an opening has little to show. */
static guint
find_first (const KlMeeting *meeting)
{
  for (guint i = 0; i < meeting->items->len; i++)
    if (((const KlAgendaItem *) g_ptr_array_index (meeting->items, i))->case_id != 0)
      return i;

  return 0;
}

static void
show_point (KlMeetingPage *self)
{
  const KlMeeting *meeting = self->view->meeting;
  const gboolean any = meeting->items->len > 0;
  int index = find_shown (self);
  KlAgendaRow *row;

  gtk_widget_set_visible (GTK_WIDGET (self->case_view), any);
  if (!any)
    {
      self->shown_id = 0;
      show_ruler (self);
      return;
    }
  if (index < 0)
    index = (int) find_first (meeting);
  self->shown_id = ((const KlAgendaItem *) g_ptr_array_index (meeting->items, index))->id;
  show_ruler (self);
  kl_meeting_case_show (self->case_view, self->session, self->view, (guint) index);
  if (self->paged_case != NULL)
    kl_meeting_case_show (self->paged_case, self->session, self->view, (guint) index);
  if (self->presenter != NULL)
    kl_presenter_show (self->presenter, self->view->meeting, (guint) index);
  time_point (self, g_ptr_array_index (meeting->items, index));

  row = find_row (self, self->shown_id);
  if (row != NULL && gtk_widget_get_visible (self->case_pane))
    gtk_list_box_select_row (self->agenda_list, GTK_LIST_BOX_ROW (row));
}

static void
step_cb (KlMeetingPage *self, int by)
{
  const int index = find_shown (self) + by;

  if (self->view == NULL || index < 0 || index >= (int) self->view->meeting->items->len)
    return;

  self->shown_id =
    ((const KlAgendaItem *) g_ptr_array_index (self->view->meeting->items, index))->id;
  show_point (self);
  if (kl_agenda_is_held (self->view->meeting))
    kl_meeting_case_focus (self->paged_case != NULL ? self->paged_case : self->case_view);
}

static void
undo_finish_cb (KlMeetingPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "agenda.reopen", "x", self->finished_id);
}

/* In a meeting the point is finished; before it the case is prepared. */
static gboolean
close_point (KlMeetingPage *self, const KlAgendaItem *item)
{
  const gboolean held = kl_agenda_is_held (self->view->meeting);
  KlMeetingCase *view = self->paged_case != NULL ? self->paged_case : self->case_view;
  KlAgendaChange *change;

  if (item->hidden)
    return TRUE;
  if (held ? item->state == KL_POINT_DISCUSSED
           : item->case_id == 0 || item->ready || self->view->meeting->settled)
    return TRUE;
  if (held && !kl_meeting_case_save (view))
    return FALSE;

  change = kl_agenda_change_new (held ? KL_AGENDA_FINISH : KL_AGENDA_SET_READY, self->meeting_id,
                                 item->id);
  change->number = held ? get_spent (self) : TRUE;
  if (held)
    {
      /* Its time goes with it. */
      g_clear_handle_id (&self->ticker, g_source_remove);
      self->timed_id = 0;
    }
  send (self, change);
  if (held)
    {
      AdwToast *toast = offer_undo (self, _ ("The point is finished"));

      self->finished_id = item->id;
      g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_finish_cb), self,
                               G_CONNECT_SWAPPED);
    }

  return TRUE;
}

static void
ready_cb (KlMeetingPage *self)
{
  const int index = find_shown (self);

  if (index >= 0 && close_point (self, g_ptr_array_index (self->view->meeting->items, index)))
    step_cb (self, 1);
}

static void
follow_case (KlMeetingPage *self, KlMeetingCase *view)
{
  g_signal_connect_object (view, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "ready", G_CALLBACK (ready_cb), self, G_CONNECT_SWAPPED);
}

/* A page that shows the point, for a window in which nothing fits beside the agenda. */
static void
push_point (KlMeetingPage *self)
{
  GtkWidget *navigation = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW);
  GtkWidget *toolbar_view = adw_toolbar_view_new ();
  GtkWidget *view = kl_meeting_case_new ();

  g_set_weak_pointer (&self->paged_case, KL_MEETING_CASE (view));
  follow_case (self, self->paged_case);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (toolbar_view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (toolbar_view), view);
  show_point (self);
  adw_navigation_view_push (ADW_NAVIGATION_VIEW (navigation),
                            adw_navigation_page_new (toolbar_view, _ ("Point of the agenda")));
}

static void
show_row (KlMeetingPage *self, GtkListBoxRow *row)
{
  self->shown_id = kl_agenda_row_get_item_id (KL_AGENDA_ROW (row));
  show_point (self);
}

/* The list selects whatever the keys pass; in the meeting a point is taken up by choosing it. */
static void
row_selected_cb (KlMeetingPage *self, GtkListBoxRow *row)
{
  gint64 id = row != NULL ? kl_agenda_row_get_item_id (KL_AGENDA_ROW (row)) : 0;

  if (id == 0 || id == self->shown_id || self->view == NULL
      || !gtk_widget_get_visible (self->case_pane))
    return;

  if (!kl_agenda_is_held (self->view->meeting))
    {
      show_row (self, row);
    }
  else
    {
      KlAgendaRow *shown = find_row (self, self->shown_id);

      if (shown != NULL)
        gtk_list_box_select_row (self->agenda_list, GTK_LIST_BOX_ROW (shown));
    }
}

static void
row_activated_cb (KlMeetingPage *self, GtkListBoxRow *row)
{
  if (self->view == NULL)
    return;

  if (!gtk_widget_get_visible (self->case_pane))
    {
      self->shown_id = kl_agenda_row_get_item_id (KL_AGENDA_ROW (row));
      push_point (self);
    }
  else if (kl_agenda_is_held (self->view->meeting))
    {
      show_row (self, row);
    }
}

static void
pane_changed_cb (KlMeetingPage *self)
{
  const gboolean beside = gtk_widget_get_visible (self->case_pane);

  gtk_list_box_set_selection_mode (self->agenda_list,
                                   beside ? GTK_SELECTION_BROWSE : GTK_SELECTION_NONE);
  if (beside && self->view != NULL)
    show_point (self);
}

/* What stands beside it */

static void
attendee_changed_cb (KlMeetingPage *self, KlAttendeeRow *row)
{
  KlAgendaChange *change = kl_agenda_change_new (KL_AGENDA_SET_ATTENDEE, self->meeting_id, 0);

  change->number = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  change->attendee = kl_agenda_copy_attendee (kl_attendee_row_get_attendee (row));
  send (self, change);
}

static void
show_attendees (KlMeetingPage *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->attendees_list));
  const KlMeeting *meeting = self->view->meeting;
  guint n = kl_agenda_count_present (meeting);
  g_autofree char *present =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u comes", "%u come", n), n);

  gtk_label_set_label (self->present_label, present);
  gtk_list_box_remove_all (self->attendees_list);
  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      GtkWidget *row = kl_attendee_row_new (g_ptr_array_index (meeting->attendees, i));

      kl_held_focus_set_id (row, i + 1);
      kl_attendee_row_offer (KL_ATTENDEE_ROW (row), meeting, i);
      g_signal_connect_object (row, "changed", G_CALLBACK (attendee_changed_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_list_box_append (self->attendees_list, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->attendees_list), meeting->attendees->len > 0);
}

static void
show_suggestions (KlMeetingPage *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->suggestions_list));
  GPtrArray *suggestions = self->view->suggestions;

  gtk_list_box_remove_all (self->suggestions_list);
  for (guint i = 0; i < suggestions->len; i++)
    gtk_list_box_append (self->suggestions_list,
                         kl_suggestion_row_new (g_ptr_array_index (suggestions, i)));
  gtk_widget_set_visible (self->suggestions_box,
                          suggestions->len > 0 && !self->view->meeting->settled);
}

/* Before, in and after the meeting other things can be done. */
static void
show_stage (KlMeetingPage *self)
{
  const KlMeeting *meeting = self->view->meeting;
  const gboolean held = kl_agenda_is_held (meeting);
  const gboolean can_begin = !held && !meeting->settled && meeting->items->len > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting.begin", can_begin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting.settle", held);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agenda.reopen", held);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "meeting.present",
                                 !meeting->settled && meeting->items->len > 0);
  gtk_widget_set_visible (self->begin_button, can_begin && meeting->date <= kl_clock_today ());
  gtk_widget_set_visible (self->settle_button, held);
  gtk_widget_set_visible (self->present_button, held);
}

static void
show_head (KlMeetingPage *self)
{
  const KlMeeting *meeting = self->view->meeting;
  const char *kind = kl_words_get_label (KL_WORDS_MEETING_KIND, meeting->kind);
  g_autofree char *when = kl_agenda_format_when (meeting);
  g_autofree char *content = kl_agenda_format_content (meeting);
  gboolean elsewhere = kl_session_get_school_id (self->session) != meeting->school_id;
  g_autofree char *title =
    elsewhere ? g_strdup_printf ("%s, %s", kind, meeting->school_name) : g_strdup (kind);

  adw_window_title_set_title (self->window_title, title);
  adw_window_title_set_subtitle (self->window_title, when);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_action_row_set_subtitle (self->summaries_row, content);
  show_stage (self);
  kl_agenda_add_set_meeting (self->add_popover, meeting);
}

static void
show (KlMeetingPage *self)
{
  show_head (self);
  show_agenda (self);
  show_suggestions (self);
  show_attendees (self);
  show_point (self);
  gtk_stack_set_visible_child_name (self->stack, "page");
}

/* The keys of a meeting work from the agenda, without a first press of Tab. */
static void
focus_point (KlMeetingPage *self)
{
  KlAgendaRow *row = self->shown_id != 0 ? find_row (self, self->shown_id) : NULL;

  if (row != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlMeetingPage) self = KL_MEETING_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  KlMeetingView *view = kl_store_perform_finish (KL_STORE (source), result, &error);
  gboolean is_first, begins;

  if (self->stack == NULL)
    {
      g_clear_pointer (&view, kl_meeting_view_free);
      return;
    }
  if (view == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  is_first = self->view == NULL;
  begins =
    !is_first && !kl_agenda_is_held (self->view->meeting) && kl_agenda_is_held (view->meeting);
  g_clear_pointer (&self->view, kl_meeting_view_free);
  self->view = view;
  show (self);
  if (is_first)
    focus_point (self);
  else if (begins)
    kl_meeting_case_focus (self->case_view);
}

static void
reload (KlMeetingPage *self)
{
  kl_store_forget_question (&self->cancellable);
  kl_store_perform_async (kl_session_get_store (self->session), load,
                          g_memdup2 (&self->meeting_id, sizeof self->meeting_id), g_free,
                          self->cancellable, loaded_cb, g_object_ref (self));
}

static void
undo_remove_cb (KlMeetingPage *self, AdwToast *toast)
{
  KlAgendaChange *change;

  if (self->removed == NULL)
    return;

  change = kl_agenda_change_new (KL_AGENDA_RESTORE, self->meeting_id, 0);
  change->item = g_steal_pointer (&self->removed);
  send (self, change);
}

static void
segment_activated_cb (KlMeetingPage *self, guint segment)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->agenda_list, (int) segment);

  if (row == NULL)
    return;
  gtk_list_box_select_row (self->agenda_list, row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
summaries_activated_cb (KlMeetingPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "meeting.print", NULL);
}

/* Actions */

static void
add_case_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);
  KlAgendaChange *change = kl_agenda_change_new (KL_AGENDA_ADD_CASE, self->meeting_id, 0);

  change->case_id = g_variant_get_int64 (parameter);
  send (self, change);
}

static void
add_point_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);
  KlAgendaChange *change = kl_agenda_change_new (KL_AGENDA_ADD_POINT, self->meeting_id, 0);

  change->text = g_variant_dup_string (parameter, NULL);
  send (self, change);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);
  gint64 item_id = g_variant_get_int64 (parameter);
  int index = find_item (self, item_id);
  int to = g_str_equal (name, "agenda.move-up") ? index - 1 : index + 1;

  if (index < 0 || to < 0 || to >= (int) self->view->meeting->items->len)
    gtk_widget_error_bell (widget);
  else
    move_item (self, item_id, to + 1);
}

static void
move_to_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gint64 item_id;
  int position;

  g_variant_get (parameter, "(xi)", &item_id, &position);
  move_item (KL_MEETING_PAGE (widget), item_id, position);
}

/* Who writes a question has the case beside it. In the meeting the point on the table stays there
 * while somebody walks by with the keys. */
static void
enter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);
  KlAgendaRow *row = find_row (self, g_variant_get_int64 (parameter));

  if (row != NULL && (self->view == NULL || !kl_agenda_is_held (self->view->meeting)))
    gtk_list_box_select_row (self->agenda_list, GTK_LIST_BOX_ROW (row));
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);
  gint64 item_id = g_variant_get_int64 (parameter);
  KlAgendaRow *row = find_row (self, item_id);
  int index = find_item (self, item_id);
  AdwToast *toast;

  if (index < 0
      || ((const KlAgendaItem *) g_ptr_array_index (self->view->meeting->items, index))->hidden)
    return;

  /* What was typed last comes back with undo as well. */
  if (row != NULL)
    kl_agenda_row_save (row);
  g_clear_pointer (&self->removed, kl_agenda_item_free);
  self->removed =
    kl_agenda_item_copy (row != NULL ? kl_agenda_row_get_item (row)
                                     : g_ptr_array_index (self->view->meeting->items, index));
  self->removed->position = index + 1;
  send (self, kl_agenda_change_new (KL_AGENDA_REMOVE, self->meeting_id, item_id));

  toast = offer_undo (self, _ ("Removed from the agenda"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_remove_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);

  adw_dialog_present (kl_meeting_plan_dialog_new_for_meeting (self->session, self->meeting_id),
                      widget);
}

/* A point that was finished is on the table again, with what was said and decided. */
static void
reopen_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);
  const gint64 item_id = g_variant_get_int64 (parameter);

  if (find_item (self, item_id) < 0)
    return;

  stop_clock (self);
  self->shown_id = item_id;
  send (self, kl_agenda_change_new (KL_AGENDA_REOPEN, self->meeting_id, item_id));
}

static void
invite_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);
  const int index = find_item (self, g_variant_get_int64 (parameter));

  if (index >= 0)
    adw_dialog_present (kl_meeting_family_form_new (self->session,
                                                    g_ptr_array_index (self->view->meeting->items,
                                                                       index)),
                        widget);
}

static void
guest_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);
  const guint index = (guint) g_variant_get_int32 (parameter);

  if (self->view != NULL && index < self->view->meeting->attendees->len)
    adw_dialog_present (kl_meeting_guest_form_new (self->session, self->view->meeting, index),
                        widget);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);

  kl_session_flush (self->session);
  if (g_str_equal (name, "meeting.print-minutes"))
    kl_meetings_print_minutes (widget, self->session, self->meeting_id);
  else if (g_str_equal (name, "meeting.print-actions"))
    kl_meetings_print_actions (widget, self->session, self->meeting_id, 0);
  else if (g_str_equal (name, "meeting.print-actions-for"))
    kl_meetings_print_actions (widget, self->session, self->meeting_id,
                               g_variant_get_int64 (parameter));
  else
    kl_meetings_print_pack (widget, self->session, self->meeting_id);
}

static void
save_calendar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);

  kl_meetings_save_calendar (widget, self->session, self->meeting_id);
}

static void
begin_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);

  /* A meeting begins with its first point, not with the case that was looked at last. */
  if (self->view->meeting->items->len > 0)
    self->shown_id = ((const KlAgendaItem *) g_ptr_array_index (self->view->meeting->items, 0))->id;
  send (self, kl_agenda_change_new (KL_AGENDA_BEGIN, self->meeting_id, 0));
}

static void
finish_point_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  ready_cb (KL_MEETING_PAGE (widget));
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  step_cb (KL_MEETING_PAGE (widget), g_str_equal (name, "meeting.next-point") ? 1 : -1);
}

static void
settle_response_cb (KlMeetingPage *self, const char *response)
{
  if (!g_str_equal (response, "settle"))
    return;

  stop_clock (self);
  send (self, kl_agenda_change_new (KL_AGENDA_SETTLE, self->meeting_id, 0));
}

static void
settle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);
  g_autofree char *body = kl_agenda_format_settling (self->view->meeting);
  AdwAlertDialog *dialog;

  if (!kl_meeting_case_save (self->paged_case != NULL ? self->paged_case : self->case_view))
    return;

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Settle this meeting?"), body));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Not Yet"), "settle", _ ("_Settle"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "settle", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "settle");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (settle_response_cb), self,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), widget);
}

static void
present_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingPage *self = KL_MEETING_PAGE (widget);

  if (self->presenter == NULL)
    {
      KlPresenter *presenter = kl_presenter_new (self->session);

      g_set_weak_pointer (&self->presenter, presenter);
      g_signal_connect_object (presenter, "step", G_CALLBACK (step_cb), self, G_CONNECT_SWAPPED);
      gtk_window_set_transient_for (GTK_WINDOW (presenter),
                                    GTK_WINDOW (gtk_widget_get_root (widget)));
      show_point (self);
    }
  gtk_window_present (GTK_WINDOW (self->presenter));
}

/* Overrides */

static void
kl_meeting_page_hiding (AdwNavigationPage *page)
{
  KlMeetingPage *self = KL_MEETING_PAGE (page);

  kl_agenda_list_save (self->agenda_list);
  if (self->view != NULL)
    stop_clock (self);
}

static void
kl_meeting_page_dispose (GObject *object)
{
  KlMeetingPage *self = KL_MEETING_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->view, kl_meeting_view_free);
  g_clear_pointer (&self->removed, kl_agenda_item_free);
  g_clear_handle_id (&self->ticker, g_source_remove);
  g_clear_weak_pointer (&self->paged_case);
  if (self->presenter != NULL)
    gtk_window_destroy (GTK_WINDOW (self->presenter));
  g_clear_weak_pointer (&self->presenter);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_MEETING_PAGE);
  G_OBJECT_CLASS (kl_meeting_page_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "agenda.add-case", "x", add_case_action);
  gtk_widget_class_install_action (widget_class, "agenda.add-point", "s", add_point_action);
  gtk_widget_class_install_action (widget_class, "agenda.move-up", "x", move_action);
  gtk_widget_class_install_action (widget_class, "agenda.move-down", "x", move_action);
  gtk_widget_class_install_action (widget_class, "agenda.move-to", "(xi)", move_to_action);
  gtk_widget_class_install_action (widget_class, "agenda.enter", "x", enter_action);
  gtk_widget_class_install_action (widget_class, "agenda.remove", "x", remove_action);
  gtk_widget_class_install_action (widget_class, "agenda.reopen", "x", reopen_action);
  gtk_widget_class_install_action (widget_class, "agenda.invite", "x", invite_action);
  gtk_widget_class_install_action (widget_class, "meeting.guest", "i", guest_action);
  gtk_widget_class_install_action (widget_class, "meeting.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "meeting.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "meeting.print-minutes", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "meeting.print-actions", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "meeting.print-actions-for", "x", print_action);
  gtk_widget_class_install_action (widget_class, "meeting.save-calendar", NULL,
                                   save_calendar_action);
  gtk_widget_class_install_action (widget_class, "meeting.begin", NULL, begin_action);
  gtk_widget_class_install_action (widget_class, "meeting.finish-point", NULL, finish_point_action);
  gtk_widget_class_install_action (widget_class, "meeting.next-point", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "meeting.previous-point", NULL, step_action);
  gtk_widget_class_install_action (widget_class, "meeting.present", NULL, present_action);
  gtk_widget_class_install_action (widget_class, "meeting.settle", NULL, settle_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "meeting.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "meeting.begin", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "meeting.finish-point", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, GDK_CONTROL_MASK,
                                       "meeting.next-point", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, GDK_CONTROL_MASK,
                                       "meeting.previous-point", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "meeting.present", NULL);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/meetings/meeting-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, begin_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, agenda_list);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, agenda_stack);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, attendees_list);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, case_pane);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, case_view);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, pack_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, present_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, present_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, ruler);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, settle_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, suggestions_box);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, suggestions_list);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, summaries_row);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, toasts);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, used_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPage, window_title);
  gtk_widget_class_bind_template_callback (widget_class, kl_menu_button_name_items);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, summaries_activated_cb);
}

static void
kl_meeting_page_class_init (KlMeetingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_meeting_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->hiding = kl_meeting_page_hiding;

  g_type_ensure (KL_TYPE_AGENDA_RULER);
  g_type_ensure (KL_TYPE_MEETING_CASE);

  bind_template (widget_class);
  install_actions (widget_class);
}

static void
kl_meeting_page_init (KlMeetingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->ruler, "segment-activated", G_CALLBACK (segment_activated_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->case_pane, "notify::visible", G_CALLBACK (pane_changed_cb), self,
                           G_CONNECT_SWAPPED);
  follow_case (self, self->case_view);
}

/* Public API */

/**
 * kl_meeting_page_new:
 * @session: who works in which school
 * @meeting_id: a meeting
 *
 * Returns: (transfer floating): the page on which a meeting is prepared
 */
AdwNavigationPage *
kl_meeting_page_new (KlSession *session, gint64 meeting_id)
{
  KlMeetingPage *self = g_object_new (KL_TYPE_MEETING_PAGE, NULL);

  self->session = g_object_ref (session);
  self->meeting_id = meeting_id;
  kl_meetings_insert_papers (GTK_WIDGET (self), session, meeting_id);
  self->add_popover = KL_AGENDA_ADD (kl_agenda_add_new (session));
  gtk_menu_button_set_popover (self->add_button, GTK_WIDGET (self->add_popover));
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);

  return ADW_NAVIGATION_PAGE (self);
}
