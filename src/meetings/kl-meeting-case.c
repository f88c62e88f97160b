/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-case.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-face.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-mark-icon.h"
#include "charts/kl-wrap-box.h"
#include "model/kl-agenda.h"
#include "kl-case-brief.h"
#include "kl-config.h"
#include "kl-point-work.h"
#include "model/kl-text.h"

/* More than this is read in the case itself. */
#define MAX_ROWS 8

#define FACE_SIZE 24

struct _KlMeetingCase
{
  AdwBin parent_instance;

  GtkLabel *actions_count;
  GtkListBox *actions_list;
  GtkWidget *actions_section;
  GtkLabel *decision_label;
  GtkWidget *decision_section;
  GtkLabel *error_label;
  AdwWrapBox *facts_box;
  GtkLabel *family_label;
  GtkWidget *next_button;
  GtkButton *open_button;
  GtkLabel *place_label;
  GtkWidget *previous_button;
  GtkLabel *question_label;
  GtkWidget *ready_button;
  GtkLabel *ready_label;
  GtkScrolledWindow *scroller;
  GtkWidget *sections;
  GtkLabel *since_count;
  GtkWidget *since_empty;
  GtkLabel *since_heading;
  GtkListBox *since_list;
  GtkLabel *subject_label;
  GtkLabel *time_label;
  GtkLabel *title_label;
  KlPointWork *work;

  GCancellable *cancellable;
  gint64 item_id;
  int minutes; /* that the point may take */
};

typedef struct
{
  gint64 case_id;
  KlDate after;
} Wanted;

typedef struct
{
  KlMeetingCase *self;
  gint64 item_id;
  gboolean hidden; /* what is in the case is not for the one who reads */
} Asking;

enum
{
  SIGNAL_STEP,
  SIGNAL_READY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlMeetingCase, kl_meeting_case, ADW_TYPE_BIN)

/* Auxiliary functions */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  GError *error = NULL;
  KlCaseBrief *brief =
    kl_case_brief_load (db, wanted->case_id, wanted->after, kl_clock_today (), &error);

  if (brief == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, brief, (GDestroyNotify) kl_case_brief_free);
}

static GtkWidget *
create_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

static GtkWidget *
create_fact (const KlBriefFact *fact)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *label = create_label (fact->label, "caption");
  GtkWidget *value = create_label (fact->value, "kl-dense");
  GtkWidget *lead = fact->person != NULL ? kl_face_new (fact->person, FACE_SIZE)
                                         : gtk_image_new_from_icon_name ("kl-clock-soon-symbolic");

  gtk_widget_add_css_class (label, "kl-second");
  if (fact->late)
    {
      gtk_widget_add_css_class (lead, "kl-late");
      gtk_widget_add_css_class (value, "kl-fact-late");
    }
  gtk_widget_set_valign (lead, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (lines), label);
  gtk_box_append (GTK_BOX (lines), value);
  gtk_box_append (GTK_BOX (box), lead);
  gtk_box_append (GTK_BOX (box), lines);

  return box;
}

/* A row: what leads it, its words, and what closes it. */
static void
append_row (GtkListBox *list, GtkWidget *lead, const char *text, const char *end, gboolean late)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = create_label (text, "kl-dense");
  GtkWidget *day = create_label (end, "caption");
  g_autofree char *spoken = *end != '\0' ? g_strdup_printf ("%s, %s", end, text) : g_strdup (text);

  gtk_widget_set_valign (lead, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_label_set_wrap (GTK_LABEL (day), FALSE);
  gtk_widget_set_valign (day, GTK_ALIGN_START);
  gtk_widget_add_css_class (day, late ? "error" : "kl-second");
  gtk_box_append (GTK_BOX (box), lead);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), day);
  gtk_widget_add_css_class (box, "kl-panel-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (list, row);
}

/* The newest are kept: what is older was on the table before. */
static void
show_since (KlMeetingCase *self, const KlCaseBrief *brief)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->since_list));
  const guint n = brief->since->len;
  const guint first = n > MAX_ROWS ? n - MAX_ROWS : 0;
  g_autofree char *heading = kl_case_brief_format_since (brief);
  g_autofree char *marked = g_strconcat ("✱ ", heading, NULL);
  g_autofree char *count =
    first > 0
      ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "the last %u of %u", "the last %u of %u", n),
                         MAX_ROWS, n)
      : NULL;

  gtk_label_set_label (self->since_heading, n > 0 ? marked : heading);
  gtk_label_set_label (self->since_count, count != NULL ? count : "");
  gtk_list_box_remove_all (self->since_list);
  for (guint i = first; i < n; i++)
    {
      const KlEntry *entry = g_ptr_array_index (brief->since, i);
      g_autofree char *text = kl_case_brief_format_entry (entry);
      g_autofree char *day = kl_date_format (entry->happened_on, KL_DATE_STYLE_SHORT);

      append_row (self->since_list, kl_mark_icon_new (kl_entry_kind_get_mark (entry->kind), FALSE),
                  text, day, FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->since_list), n > 0);
  gtk_widget_set_visible (self->since_empty, n == 0);
}

static void
show_actions (KlMeetingCase *self, const KlCaseBrief *brief)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->actions_list));
  GPtrArray *actions = brief->file->actions;
  g_autofree char *count =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d open", "%d open", (gulong) brief->n_open),
                     (int) brief->n_open);

  gtk_list_box_remove_all (self->actions_list);
  for (guint i = 0; i < actions->len; i++)
    {
      const KlAction *action = g_ptr_array_index (actions, i);
      g_autofree char *due = kl_case_brief_format_due (action, brief->today);

      if (action->done_on != KL_DATE_NONE)
        continue;
      append_row (self->actions_list,
                  action->owner != NULL ? kl_face_new (action->owner->name, FACE_SIZE - 4)
                                        : gtk_image_new_from_icon_name ("kl-action-symbolic"),
                  action->text, due, action->due != KL_DATE_NONE && action->due < brief->today);
    }
  gtk_label_set_label (self->actions_count, count);
  gtk_widget_set_visible (self->actions_section, brief->n_open > 0);
}

static void
show_brief (KlMeetingCase *self, const KlCaseBrief *brief, gboolean hidden)
{
  kl_wrap_box_clear (self->facts_box);
  for (guint i = 0; i < brief->facts->len; i++)
    adw_wrap_box_append (self->facts_box, create_fact (g_ptr_array_index (brief->facts, i)));
  gtk_label_set_label (self->subject_label, brief->subject);
  show_since (self, brief);
  show_actions (self, brief);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_box), brief->facts->len > 0);
  gtk_widget_set_visible (self->sections, !hidden);
}

static void
show_place (KlMeetingCase *self, const KlMeeting *meeting, guint index)
{
  const KlAgendaItem *item = g_ptr_array_index (meeting->items, index);
  /* Translators: the number of a point on an agenda, and how many there are */
  g_autofree char *place = g_strdup_printf (_ ("Point %u of %u"), index + 1, meeting->items->len);

  self->minutes = item->minutes;
  gtk_label_set_label (self->place_label, place);
  if (!kl_agenda_is_held (meeting) || item->state == KL_POINT_DISCUSSED)
    {
      g_autofree char *clock =
        kl_minutes_format_clock (kl_agenda_get_start (meeting, index) % 1440);
      g_autofree char *minutes = item->spent > 0
                                   ? kl_agenda_format_spent (item->spent, item->minutes)
                                   : kl_agenda_format_minutes (item->minutes);
      g_autofree char *time = g_strdup_printf ("%s · %s", clock, minutes);

      gtk_label_set_label (self->time_label, time);
      gtk_widget_remove_css_class (GTK_WIDGET (self->time_label), "kl-running");
    }
  gtk_widget_set_sensitive (self->previous_button, index > 0);
  gtk_widget_set_sensitive (self->next_button, index + 1 < meeting->items->len);
}

static void
show_question (KlMeetingCase *self, const KlAgendaItem *item)
{
  const char *question = item->question;
  gboolean none = question == NULL || *question == '\0';
  g_autofree char *family = kl_agenda_format_family (item);

  gtk_label_set_label (self->family_label, family);
  gtk_widget_set_visible (GTK_WIDGET (self->family_label), *family != '\0');
  if (item->hidden)
    question = _ ("What is asked and said here is not for you to read.");
  else if (none)
    question = _ ("No question yet. Write it with the point on the agenda.");
  gtk_label_set_label (self->question_label, question);
  gtk_widget_remove_css_class (GTK_WIDGET (self->question_label), none ? "heading" : "kl-second");
  gtk_widget_add_css_class (GTK_WIDGET (self->question_label), none ? "kl-second" : "heading");
}

/* What one press does: before the meeting a case is prepared, in it a point is finished. */
static char *
format_ready (const KlMeeting *meeting, const KlAgendaItem *item, const char *next, gboolean *plain)
{
  const gboolean held = kl_agenda_is_held (meeting);
  const gboolean done = held ? item->state == KL_POINT_DISCUSSED
                             : item->case_id == 0 || item->ready || meeting->settled;

  *plain = done || item->hidden;
  if (*plain)
    /* Translators: a button; the name of the point that comes next */
    return next != NULL ? g_strdup_printf (_ ("On to %s"), next) : NULL;
  if (held)
    /* Translators: a button; the name of the point that comes next */
    return next != NULL ? g_strdup_printf (_ ("Finish and on to %s"), next)
                        : g_strdup (_ ("Finish this point"));

  /* Translators: a button; the name of the point that comes next */
  return next != NULL ? g_strdup_printf (_ ("Summary ready, on to %s"), next)
                      : g_strdup (_ ("Summary ready"));
}

static void
show_ready (KlMeetingCase *self, const KlMeeting *meeting, guint index)
{
  const KlAgendaItem *item = g_ptr_array_index (meeting->items, index);
  const KlAgendaItem *next =
    index + 1 < meeting->items->len ? g_ptr_array_index (meeting->items, index + 1) : NULL;
  gboolean plain;
  g_autofree char *label =
    format_ready (meeting, item, next != NULL ? kl_agenda_get_name (next) : NULL, &plain);

  gtk_label_set_label (self->ready_label, label != NULL ? label : "");
  gtk_widget_set_visible (self->ready_button, label != NULL);
  if (plain)
    gtk_widget_remove_css_class (self->ready_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->ready_button, "suggested-action");
}

/* What is said and decided now, or what came of it. */
static void
show_work (KlMeetingCase *self, KlSession *session, const KlMeetingView *view, guint index)
{
  const KlAgendaItem *item = g_ptr_array_index (view->meeting->items, index);
  const gboolean works =
    kl_agenda_is_held (view->meeting) && item->state != KL_POINT_DISCUSSED && !item->hidden;

  gtk_label_set_label (self->decision_label, item->decision != NULL ? item->decision : "");
  gtk_widget_set_visible (self->decision_section,
                          !works && item->decision != NULL && *item->decision != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->work), works);
  if (works)
    kl_point_work_show (self->work, session, view, index);
  else
    kl_point_work_save (self->work);
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asking *asking = user_data;
  g_autoptr (KlMeetingCase) self = asking->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (KlCaseBrief) brief = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->sections == NULL)
    return;
  /* What was read before it was called off can still arrive. */
  if (asking->item_id != self->item_id)
    return;

  gtk_widget_set_visible (GTK_WIDGET (self->error_label), error != NULL);
  if (error != NULL)
    gtk_label_set_label (self->error_label, error->message);
  else
    show_brief (self, brief, asking->hidden);
}

static void
previous_clicked_cb (KlMeetingCase *self)
{
  g_signal_emit (self, signals[SIGNAL_STEP], 0, -1);
}

static void
next_clicked_cb (KlMeetingCase *self)
{
  g_signal_emit (self, signals[SIGNAL_STEP], 0, 1);
}

static void
ready_clicked_cb (KlMeetingCase *self)
{
  g_signal_emit (self, signals[SIGNAL_READY], 0);
}

/* Overrides */

static void
kl_meeting_case_dispose (GObject *object)
{
  KlMeetingCase *self = KL_MEETING_CASE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_MEETING_CASE);
  G_OBJECT_CLASS (kl_meeting_case_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/meetings/meeting-case.ui");
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, actions_count);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, actions_list);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, actions_section);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, decision_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, decision_section);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, error_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, facts_box);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, family_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, next_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, open_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, place_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, previous_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, question_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, ready_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, ready_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, scroller);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, sections);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, since_count);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, since_empty);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, since_heading);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, since_list);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, subject_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, time_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, title_label);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingCase, work);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, ready_clicked_cb);
}

static void
kl_meeting_case_class_init (KlMeetingCaseClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_meeting_case_dispose;

  /**
   * KlMeetingCase::step:
   * @self: the case
   * @by: 1 for the next point of the agenda, -1 for the one before
   */
  signals[SIGNAL_STEP] = g_signal_new ("step", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);

  /**
   * KlMeetingCase::ready:
   * @self: the case
   *
   * The summary is ready, and the next point may come.
   */
  signals[SIGNAL_READY] = g_signal_new ("ready", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KL_TYPE_POINT_WORK);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
kl_meeting_case_init (KlMeetingCase *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_meeting_case_new:
 *
 * Returns: (transfer floating): a view of one point of an agenda, still empty
 */
GtkWidget *
kl_meeting_case_new (void)
{
  return g_object_new (KL_TYPE_MEETING_CASE, NULL);
}

/**
 * kl_meeting_case_show:
 * @self: a view of one point
 * @session: who works in which school
 * @view: the meeting with its agenda
 * @index: which point, from 0
 *
 * Shows a point of the agenda; when it is a case, what happened in it is read anew.
 */
void
kl_meeting_case_show (KlMeetingCase *self,
                      KlSession *session,
                      const KlMeetingView *view,
                      guint index)
{
  const KlMeeting *meeting = view->meeting;
  const KlAgendaItem *item;
  g_autofree char *name = NULL;
  Wanted wanted;
  Asking *asking;

  g_return_if_fail (KL_IS_MEETING_CASE (self));
  g_return_if_fail (index < meeting->items->len);

  item = g_ptr_array_index (meeting->items, index);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  /* What is shown stays until the same point was read anew; another point begins empty. */
  if (item->id != self->item_id)
    {
      gtk_label_set_label (self->subject_label, item->case_id != 0 ? item->title : "");
      kl_wrap_box_clear (self->facts_box);
      gtk_widget_set_visible (self->sections, FALSE);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
    }
  self->item_id = item->id;
  name = kl_text_capitalize (kl_agenda_get_name (item));
  gtk_label_set_label (self->title_label, name);
  show_question (self, item);
  show_work (self, session, view, index);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->open_button), item->case_id != 0);
  show_place (self, meeting, index);
  show_ready (self, meeting, index);
  if (item->case_id == 0)
    return;

  /* The target first: an action without the one it needs complains. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->open_button), "x", item->case_id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->open_button), "win.open-case");
  asking = g_new0 (Asking, 1);
  asking->self = g_object_ref (self);
  asking->item_id = item->id;
  asking->hidden = item->hidden;
  wanted = (Wanted) { .case_id = item->case_id, .after = meeting->previous_on };
  self->cancellable = g_cancellable_new ();
  kl_store_perform_async (kl_session_get_store (session), load, g_memdup2 (&wanted, sizeof wanted),
                          g_free, self->cancellable, loaded_cb, asking);
}

/**
 * kl_meeting_case_set_spent:
 * @self: a view of one point
 * @seconds: how long it was talked about
 *
 * Shows the time of a point that is on the table.
 */
void
kl_meeting_case_set_spent (KlMeetingCase *self, int seconds)
{
  g_autofree char *spent = NULL;

  g_return_if_fail (KL_IS_MEETING_CASE (self));

  spent = kl_agenda_format_spent (seconds, self->minutes);
  gtk_label_set_label (self->time_label, spent);
  gtk_widget_add_css_class (GTK_WIDGET (self->time_label), "kl-running");
  if (seconds > self->minutes * 60)
    gtk_widget_add_css_class (GTK_WIDGET (self->time_label), "kl-late");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->time_label), "kl-late");
}

/**
 * kl_meeting_case_save:
 * @self: a view of one point
 *
 * Hands to the store what was typed and not saved yet.
 *
 * Returns: %FALSE when a decision cannot be kept as it stands
 */
gboolean
kl_meeting_case_save (KlMeetingCase *self)
{
  g_return_val_if_fail (KL_IS_MEETING_CASE (self), FALSE);

  kl_point_work_save (self->work);

  return kl_point_work_keep (self->work);
}

/**
 * kl_meeting_case_focus:
 * @self: a view of one point
 *
 * Puts the keyboard where the next decision is typed, if the point is on the table.
 */
void
kl_meeting_case_focus (KlMeetingCase *self)
{
  g_return_if_fail (KL_IS_MEETING_CASE (self));

  if (gtk_widget_get_visible (GTK_WIDGET (self->work)))
    kl_point_work_focus (self->work);
}
