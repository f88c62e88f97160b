/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meetings-page.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-tile.h"
#include "charts/kl-face-stack.h"
#include "charts/kl-held-focus.h"
#include "charts/kl-segment-bar.h"
#include "model/kl-agenda.h"
#include "kl-config.h"
#include "kl-meeting-plan-dialog.h"
#include "kl-meeting-print.h"
#include "store/kl-meetings.h"

/* Meetings that are over are read and shown by the school year. */
#define DAYS_BACK 366
#define DAYS_AHEAD 730
#define MAX_ROWS 60

struct _KlMeetingsPage
{
  AdwNavigationPage parent_instance;

  AdwPreferencesGroup *coming_group;
  AdwStatusPage *error_page;
  GtkWidget *more_button;
  GtkWidget *next_card;
  GtkLabel *next_content;
  KlFaceStack *next_faces;
  KlSegmentBar *next_ready;
  KlDateTile *next_tile;
  GtkLabel *next_title;
  GtkLabel *next_when;
  AdwPreferencesGroup *past_group;
  GtkStack *stack;
  AdwWindowTitle *window_title;

  KlSession *session;
  GCancellable *cancellable;
  GPtrArray *meetings;
  GPtrArray *rows;
  gint64 next_id;
  int days_back;
};

G_DEFINE_FINAL_TYPE (KlMeetingsPage, kl_meetings_page, ADW_TYPE_NAVIGATION_PAGE)

/* What the store brings */

typedef struct
{
  GArray *school_ids;
  KlDate from;
  KlDate until;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_array_unref (wanted->school_ids);
  g_free (wanted);
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const KlMeeting *first = *(const KlMeeting *const *) a;
  const KlMeeting *second = *(const KlMeeting *const *) b;

  if (first->date != second->date)
    return first->date < second->date ? -1 : 1;

  return first->starts_at - second->starts_at;
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_meeting_free);
  GError *error = NULL;

  for (guint i = 0; i < wanted->school_ids->len; i++)
    {
      gint64 school_id = g_array_index (wanted->school_ids, gint64, i);
      GPtrArray *meetings = kl_meetings_list (db, school_id, wanted->from, wanted->until, &error);

      if (meetings == NULL)
        {
          g_task_return_error (task, error);
          return;
        }
      g_ptr_array_extend_and_steal (all, meetings);
    }
  g_ptr_array_sort (all, compare);
  g_task_return_pointer (task, g_steal_pointer (&all), (GDestroyNotify) g_ptr_array_unref);
}

/* Auxiliary functions */

static char *
describe_title (KlMeetingsPage *self, const KlMeeting *meeting)
{
  const char *kind = kl_words_get_label (KL_WORDS_MEETING_KIND, (int) meeting->kind);

  if (kl_session_get_school_id (self->session) != 0)
    return g_strdup (kind);

  return g_strdup_printf ("%s, %s", kind, meeting->school_name);
}

static char *
describe_place (const KlMeeting *meeting)
{
  g_autofree char *time = kl_agenda_format_time (meeting);

  if (meeting->place == NULL || *meeting->place == '\0')
    return g_steal_pointer (&time);

  return g_strdup_printf ("%s, %s", time, meeting->place);
}

static void
show_faces (KlMeetingsPage *self, const KlMeeting *meeting)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);

      if (attendee->present)
        g_ptr_array_add (names, attendee->person->name);
    }
  g_ptr_array_add (names, NULL);
  kl_face_stack_set_names (self->next_faces, (const char *const *) names->pdata);
  gtk_widget_set_visible (GTK_WIDGET (self->next_faces), names->len > 1);
}

static void
show_next (KlMeetingsPage *self, const KlMeeting *meeting)
{
  guint n_ready, n_cases;
  g_autofree char *title = NULL, *when = NULL, *content = NULL, *day = NULL, *place = NULL;

  gtk_widget_set_visible (self->next_card, meeting != NULL);
  self->next_id = meeting != NULL ? meeting->id : 0;
  if (meeting == NULL)
    return;

  n_cases = kl_agenda_count_cases (meeting, &n_ready);
  title = describe_title (self, meeting);
  day = kl_date_format (meeting->date, KL_DATE_STYLE_FULL);
  place = describe_place (meeting);
  when = g_strdup_printf ("%s, %s", day, place);
  content = kl_agenda_format_content (meeting);
  kl_date_tile_set_date (self->next_tile, meeting->date);
  gtk_label_set_label (self->next_title, title);
  gtk_label_set_label (self->next_when, when);
  gtk_label_set_label (self->next_content, content);
  kl_segment_bar_set_maximum (self->next_ready, n_cases);
  kl_segment_bar_set_value (self->next_ready, n_ready);
  gtk_widget_set_visible (GTK_WIDGET (self->next_ready), n_cases > 0);
  show_faces (self, meeting);
}

static void
append_row (KlMeetingsPage *self, AdwPreferencesGroup *group, const KlMeeting *meeting)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");
  g_autofree char *title = describe_title (self, meeting);
  g_autofree char *place = describe_place (meeting);
  g_autofree char *content = kl_agenda_format_content (meeting);
  g_autofree char *subtitle = g_strdup_printf ("%s\n%s", place, content);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), kl_date_tile_new (meeting->date));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-meeting");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", meeting->id);
  g_object_set_data (G_OBJECT (row), "kl-group", group);
  kl_held_focus_set_id (row, meeting->id);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
}

static void
clear_rows (KlMeetingsPage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);

      adw_preferences_group_remove (g_object_get_data (G_OBJECT (row), "kl-group"), row);
    }
  g_ptr_array_set_size (self->rows, 0);
}

/* Coming ones from the nearest on, past ones back from the last. */
static void
show (KlMeetingsPage *self)
{
  KlDate today = kl_clock_today ();
  const KlMeeting *next = kl_agenda_find_next (self->meetings, today);
  guint n_coming = 0, n_past = 0;
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take_in_groups (GTK_WIDGET (self));

  clear_rows (self);
  show_next (self, next);
  for (guint i = 0; i < self->meetings->len && n_coming < MAX_ROWS; i++)
    {
      const KlMeeting *meeting = g_ptr_array_index (self->meetings, i);

      if (meeting == next || meeting->date < today || meeting->settled)
        continue;
      append_row (self, self->coming_group, meeting);
      n_coming++;
    }
  for (guint i = self->meetings->len; i > 0 && n_past < MAX_ROWS; i--)
    {
      const KlMeeting *meeting = g_ptr_array_index (self->meetings, i - 1);

      if (meeting->date >= today && !meeting->settled)
        continue;
      append_row (self, self->past_group, meeting);
      n_past++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->coming_group), n_coming > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->past_group), n_past > 0);
  gtk_widget_set_visible (self->more_button, n_past > 0 && self->days_back <= DAYS_BACK);
  gtk_stack_set_visible_child_name (self->stack, self->meetings->len > 0 ? "page" : "empty");
}

static void
show_title (KlMeetingsPage *self)
{
  const KlSchool *school = kl_session_get_school (self->session);

  adw_window_title_set_subtitle (self->window_title,
                                 school != NULL ? school->name : _ ("All schools"));
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlMeetingsPage) self = KL_MEETINGS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *meetings = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (self->stack == NULL)
    {
      g_clear_pointer (&meetings, g_ptr_array_unref);
      return;
    }
  if (meetings == NULL)
    {
      if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        return;
      adw_status_page_set_description (self->error_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "error");
      return;
    }

  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  self->meetings = meetings;
  show (self);
}

static void
reload (KlMeetingsPage *self)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->school_ids = kl_session_list_shown_schools (self->session);
  wanted->from = kl_clock_today () - self->days_back;
  wanted->until = kl_clock_today () + DAYS_AHEAD;
  kl_store_forget_question (&self->cancellable);
  kl_store_perform_async (kl_session_get_store (self->session), load, wanted,
                          (GDestroyNotify) wanted_free, self->cancellable, loaded_cb,
                          g_object_ref (self));
}

static void
open_next_cb (KlMeetingsPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-meeting", "x", self->next_id);
}

static void
print_next_cb (KlMeetingsPage *self)
{
  kl_meetings_print_pack (GTK_WIDGET (self), self->session, self->next_id);
}

static void
more_cb (KlMeetingsPage *self)
{
  self->days_back = 10 * DAYS_BACK;
  reload (self);
}

/* Actions */

static void
plan_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlMeetingsPage *self = KL_MEETINGS_PAGE (widget);

  if (kl_session_get_work_school (self->session) != NULL)
    adw_dialog_present (kl_meeting_plan_dialog_new (self->session), widget);
}

/* Overrides */

static void
kl_meetings_page_dispose (GObject *object)
{
  KlMeetingsPage *self = KL_MEETINGS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_MEETINGS_PAGE);
  G_OBJECT_CLASS (kl_meetings_page_parent_class)->dispose (object);
}

static void
kl_meetings_page_class_init (KlMeetingsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_meetings_page_dispose;

  g_type_ensure (KL_TYPE_DATE_TILE);
  g_type_ensure (KL_TYPE_FACE_STACK);
  g_type_ensure (KL_TYPE_SEGMENT_BAR);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/meetings/meetings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, coming_group);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, more_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, next_card);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, next_content);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, next_faces);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, next_ready);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, next_tile);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, next_title);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, next_when);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, past_group);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingsPage, window_title);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_next_cb);
  gtk_widget_class_install_action (widget_class, "meetings.plan", NULL, plan_action);
}

static void
kl_meetings_page_init (KlMeetingsPage *self)
{
  self->rows = g_ptr_array_new ();
  self->days_back = DAYS_BACK;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_meetings_page_new:
 * @session: who works in which school
 *
 * Returns: (transfer floating): the meetings of a school, or of all schools
 */
AdwNavigationPage *
kl_meetings_page_new (KlSession *session)
{
  KlMeetingsPage *self = g_object_new (KL_TYPE_MEETINGS_PAGE, NULL);

  self->session = g_object_ref (session);
  show_title (self);
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (reload), self,
                           G_CONNECT_SWAPPED);
  reload (self);

  return ADW_NAVIGATION_PAGE (self);
}
