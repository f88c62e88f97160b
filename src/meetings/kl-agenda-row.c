/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-agenda-row.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-menu-names.h"
#include "model/kl-agenda.h"
#include "kl-config.h"
#include "kl-meeting-work.h"
#include "kl-meetings-private.h"
#include "model/kl-text.h"

/* Words are never longer than this in memory alone. */
#define DRAFT_DELAY_MS 800

struct _KlAgendaRow
{
  GtkListBoxRow parent_instance;

  GtkWidget *changes_label;
  GtkWidget *detail_label;
  GtkWidget *handle;
  GtkMenuButton *menu_button;
  GtkMenuButton *minutes_button;
  GtkPopover *minutes_popover;
  GtkSpinButton *minutes_spin;
  GtkLabel *number_label;
  GtkWidget *placeholder;
  GtkLabel *question_size;
  GtkTextView *question_view;
  GtkCheckButton *ready_check;
  GtkLabel *start_label;
  GtkLabel *title_label;

  KlSession *session;
  KlDraftKeeper *keeper;
  KlAgendaItem *item;
  char *before; /* the question that is typed on, as it was saved */
  guint draft_timer;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (KlAgendaRow, kl_agenda_row, GTK_TYPE_LIST_BOX_ROW)

/* Auxiliary functions */

static char *
dup_question (KlAgendaRow *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->question_view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static gboolean
is_changed (KlAgendaRow *self)
{
  g_autofree char *typed = dup_question (self);

  return self->item != NULL
         && !g_str_equal (typed, self->item->question != NULL ? self->item->question : "");
}

static void
send_number (KlAgendaRow *self, KlAgendaAct act, int number)
{
  KlAgendaChange *change = kl_agenda_change_new (act, self->item->meeting_id, self->item->id);

  change->number = number;
  kl_meetings_send_words (GTK_WIDGET (self), self->session, change, self->keeper);
}

static void
set_question (KlAgendaRow *self, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->question_view),
                            text != NULL ? text : "", -1);
}

/* The menu names the point by its id, so that it still fits after the order changed. */
static void
append_menu_item (GMenu *menu, const char *label, const char *action, gint64 target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", target);
  g_menu_append_item (menu, item);
}

static void
show_menu (KlAgendaRow *self, const KlMeeting *meeting)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  gint64 id = self->item->id;

  if (self->item->case_id != 0)
    {
      append_menu_item (menu, _ ("_Open case"), "win.open-case", self->item->case_id);
      append_menu_item (menu, _ ("_Print summary…"), "win.print-case", self->item->case_id);
      append_menu_item (menu, _ ("_Invite parents and pupil…"), "agenda.invite", id);
    }
  if (self->item->state == KL_POINT_DISCUSSED && kl_agenda_is_held (meeting))
    append_menu_item (menu, _ ("_Take up again"), "agenda.reopen", id);
  append_menu_item (menu, _ ("Move _up"), "agenda.move-up", id);
  append_menu_item (menu, _ ("Move _down"), "agenda.move-down", id);
  append_menu_item (menu, _ ("_Remove from the agenda"), "agenda.remove", id);
  kl_menu_button_set_model (self->menu_button, G_MENU_MODEL (menu));
}

static void
show_time (KlAgendaRow *self, const KlMeeting *meeting, guint index)
{
  g_autofree char *minutes = kl_agenda_format_minutes (self->item->minutes);
  g_autofree char *start =
    kl_minutes_format_clock (kl_agenda_get_start (meeting, index) % (24 * 60));
  /* Translators: spoken name of a button; a name, and a number of minutes */
  g_autofree char *spoken =
    g_strdup_printf (_ ("Time for %s: %s"), kl_agenda_get_name (self->item), minutes);

  gtk_menu_button_set_label (self->minutes_button, minutes);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->minutes_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_label_set_label (self->start_label, start);
  if (!gtk_widget_get_visible (GTK_WIDGET (self->minutes_popover)))
    gtk_spin_button_set_value (self->minutes_spin, self->item->minutes);
}

static void
show_names (KlAgendaRow *self, const KlMeeting *meeting, guint index)
{
  const char *name = kl_agenda_get_name (self->item);
  g_autofree char *title = kl_text_capitalize (name);
  g_autofree char *spoken = kl_agenda_format_spoken (meeting, index);
  g_autofree char *number = g_strdup_printf ("%u", index + 1);
  /* Translators: spoken name of a text field; a name */
  g_autofree char *question = g_strdup_printf (_ ("What we ask the team about %s"), name);
  /* Translators: spoken name of a menu; a name */
  g_autofree char *more = g_strdup_printf (_ ("More for %s"), name);
  /* Translators: spoken name of a tick; a name */
  g_autofree char *ready = g_strdup_printf (_ ("Summary of %s ready"), name);

  gtk_label_set_label (self->number_label, number);
  gtk_label_set_label (self->title_label, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->question_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, question, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  more, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->ready_check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  ready, -1);
}

static void
show_details (KlAgendaRow *self, const KlMeeting *meeting)
{
  const KlAgendaItem *item = self->item;
  g_autofree char *changes = kl_agenda_format_changes (meeting, item);
  g_autofree char *marked = changes != NULL ? g_strconcat ("✱ ", changes, NULL) : NULL;
  g_autofree char *detail = NULL;

  if (item->about != NULL)
    detail = item->about_group != NULL ? g_strdup_printf ("%s · %s", item->title, item->about_group)
                                       : g_strdup (item->title);
  gtk_label_set_label (GTK_LABEL (self->detail_label), detail != NULL ? detail : "");
  gtk_widget_set_visible (self->detail_label, detail != NULL);
  gtk_label_set_label (GTK_LABEL (self->changes_label), marked != NULL ? marked : "");
  gtk_widget_set_visible (self->changes_label, marked != NULL);
  gtk_check_button_set_active (self->ready_check, item->ready);
  gtk_widget_set_visible (GTK_WIDGET (self->ready_check), item->case_id != 0);
}

/* What was left out for the one who reads may not be written over. */
static void
show_rights (KlAgendaRow *self)
{
  gtk_text_view_set_editable (self->question_view, !self->item->hidden);
  gtk_widget_set_visible (self->placeholder, !self->item->hidden
                                               && gtk_text_buffer_get_char_count (
                                                    gtk_text_view_get_buffer (self->question_view))
                                                    == 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), !self->item->hidden);
  gtk_widget_set_sensitive (GTK_WIDGET (self->minutes_button), !self->item->hidden);
  gtk_widget_set_sensitive (GTK_WIDGET (self->ready_check), !self->item->hidden);
}

/* Callbacks */

static void
draft_timer_cb (gpointer user_data)
{
  KlAgendaRow *self = KL_AGENDA_ROW (user_data);
  g_autofree char *text = dup_question (self);

  self->draft_timer = 0;
  if (is_changed (self))
    kl_draft_keeper_keep (self->keeper, text);
}

static void
question_changed_cb (KlAgendaRow *self, GtkTextBuffer *buffer)
{
  g_autofree char *text = dup_question (self);
  /* An empty last line counts too, as the cursor stands there. */
  g_autofree char *words = g_strconcat (text, "\u200b", NULL);

  gtk_label_set_label (self->question_size, words);
  gtk_widget_set_visible (self->placeholder, gtk_text_buffer_get_char_count (buffer) == 0);
  if (!self->showing && self->item != NULL && self->draft_timer == 0)
    self->draft_timer = g_timeout_add_once (DRAFT_DELAY_MS, draft_timer_cb, self);
}

static void
ready_toggled_cb (KlAgendaRow *self)
{
  gboolean ready = gtk_check_button_get_active (self->ready_check);

  if (!self->showing && self->item != NULL && ready != self->item->ready)
    send_number (self, KL_AGENDA_SET_READY, ready);
}

static void
minutes_activate_cb (KlAgendaRow *self)
{
  gtk_popover_popdown (self->minutes_popover);
}

static void
minutes_closed_cb (KlAgendaRow *self)
{
  int minutes;

  gtk_spin_button_update (self->minutes_spin);
  minutes = gtk_spin_button_get_value_as_int (self->minutes_spin);
  if (self->item != NULL && minutes != self->item->minutes)
    send_number (self, KL_AGENDA_SET_MINUTES, minutes);
}

static void
activate_for_item (GtkWidget *widget, const char *action)
{
  KlAgendaRow *self = KL_AGENDA_ROW (widget);

  if (self->item != NULL)
    gtk_widget_activate_action (widget, action, "x", self->item->id);
}

static gboolean
shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  const char *action = g_variant_get_string (arguments, NULL);

  /* Delete belongs to the words while they are being typed. */
  if (g_str_equal (action, "agenda.remove")
      && gtk_root_get_focus (gtk_widget_get_root (widget)) != widget)
    return GDK_EVENT_PROPAGATE;

  activate_for_item (widget, action);
  return GDK_EVENT_STOP;
}

static GdkContentProvider *
drag_prepare_cb (KlAgendaRow *self)
{
  return gdk_content_provider_new_typed (KL_TYPE_AGENDA_ROW, self);
}

static void
drag_begin_cb (KlAgendaRow *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) icon = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, icon, 12, 12);
}

/* Overrides */

static void
kl_agenda_row_dispose (GObject *object)
{
  KlAgendaRow *self = KL_AGENDA_ROW (object);

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  g_clear_pointer (&self->item, kl_agenda_item_free);
  g_clear_pointer (&self->before, g_free);
  g_clear_object (&self->keeper);
  g_clear_object (&self->session);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_AGENDA_ROW);
  G_OBJECT_CLASS (kl_agenda_row_parent_class)->dispose (object);
}

static void
kl_agenda_row_class_init (KlAgendaRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_agenda_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/meetings/agenda-row.ui");
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, changes_label);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, detail_label);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, handle);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, minutes_button);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, minutes_popover);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, minutes_spin);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, number_label);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, placeholder);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, question_size);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, question_view);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, ready_check);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, start_label);
  gtk_widget_class_bind_template_child (widget_class, KlAgendaRow, title_label);
  gtk_widget_class_bind_template_callback (widget_class, ready_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, minutes_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, minutes_closed_cb);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, GDK_ALT_MASK, shortcut_cb, "s",
                                "agenda.move-up");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, GDK_ALT_MASK, shortcut_cb, "s",
                                "agenda.move-down");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, shortcut_cb, "s", "agenda.remove");
}

static void
kl_agenda_row_init (KlAgendaRow *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (self->handle, "grab");

  g_signal_connect_object (gtk_text_view_get_buffer (self->question_view), "changed",
                           G_CALLBACK (question_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (kl_agenda_row_save), self);
  gtk_widget_add_controller (GTK_WIDGET (self->question_view), focus);

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_swapped (drag, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (self->handle, GTK_EVENT_CONTROLLER (drag));
}

/* Public API */

/**
 * kl_agenda_row_new:
 * @session: who works in which school
 *
 * Returns: (transfer floating): a row for a point of an agenda
 */
GtkWidget *
kl_agenda_row_new (KlSession *session)
{
  KlAgendaRow *self = g_object_new (KL_TYPE_AGENDA_ROW, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "flush", G_CALLBACK (kl_agenda_row_save), self,
                           G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/* Words that no window has saved go to the point now, those of all windows together. */
static void
take_drafts (KlAgendaRow *self, GPtrArray *drafts)
{
  g_autofree char *place = kl_meeting_get_draft_place (self->item->id);
  g_autofree char *words = drafts != NULL ? kl_drafts_join (drafts) : NULL;

  self->keeper = kl_draft_keeper_new (self->session, place);
  if (words == NULL)
    return;

  kl_draft_keeper_go_on (self->keeper, drafts, words);
  set_question (self, words);
  kl_agenda_row_save (self);
}

/**
 * kl_agenda_row_show:
 * @self: a row
 * @meeting: the meeting with its agenda
 * @index: which point, from 0
 * @drafts: (nullable) (element-type KlDraft): questions that were typed before and never saved
 *
 * Shows a point. Words that are being typed stay.
 */
void
kl_agenda_row_show (KlAgendaRow *self, const KlMeeting *meeting, guint index, GPtrArray *drafts)
{
  const KlAgendaItem *item = g_ptr_array_index (meeting->items, index);
  gboolean is_new = self->item == NULL;
  gboolean typing = !is_new && is_changed (self);

  self->showing = TRUE;
  g_clear_pointer (&self->item, kl_agenda_item_free);
  self->item = kl_agenda_item_copy (item);
  if (!typing)
    g_set_str (&self->before, item->question != NULL ? item->question : "");
  if (!typing && is_changed (self))
    set_question (self, item->question);
  show_names (self, meeting, index);
  show_details (self, meeting);
  show_time (self, meeting, index);
  show_menu (self, meeting);
  show_rights (self);
  self->showing = FALSE;

  if (is_new)
    take_drafts (self, drafts);
}

/**
 * kl_agenda_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the point it shows, with the question as it is saved
 */
const KlAgendaItem *
kl_agenda_row_get_item (KlAgendaRow *self)
{
  return self->item;
}

/**
 * kl_agenda_row_get_item_id:
 * @self: a row
 *
 * Returns: the point it shows
 */
gint64
kl_agenda_row_get_item_id (KlAgendaRow *self)
{
  return self->item != NULL ? self->item->id : 0;
}

/**
 * kl_agenda_row_save:
 * @self: a row
 *
 * Saves the question if it was changed.
 */
void
kl_agenda_row_save (KlAgendaRow *self)
{
  KlAgendaChange *change;

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  if (self->item == NULL || !is_changed (self))
    return;

  change = kl_agenda_change_new (KL_AGENDA_SET_QUESTION, self->item->meeting_id, self->item->id);
  change->text = dup_question (self);
  change->before = g_steal_pointer (&self->before);
  g_set_str (&self->before, change->text);
  g_set_str (&self->item->question, change->text);
  kl_meetings_send_words (GTK_WIDGET (self), self->session, change, self->keeper);
}
