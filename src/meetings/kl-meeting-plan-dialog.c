/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-plan-dialog.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "charts/kl-dialog-width.h"
#include "charts/kl-save-keys.h"
#include "model/kl-agenda.h"
#include "kl-attendee-row.h"
#include "kl-config.h"
#include "store/kl-meeting-plan.h"
#include "store/kl-meetings.h"
#include "store/kl-partners.h"
#include "store/kl-professionals.h"
#include "store/kl-schools.h"
#include "store/kl-store-error.h"

/* How far back a meeting is looked for that the new one resembles. */
#define LOOK_BACK_DAYS 400
#define LOOK_AHEAD_DAYS 730

struct _KlMeetingPlanDialog
{
  AdwDialog parent_instance;

  KlDateButton *date_button;
  AdwActionRow *day_row;
  AdwActionRow *days_row;
  AdwSpinRow *duration_row;
  AdwComboRow *kind_row;
  AdwPreferencesGroup *people_group;
  GtkEditable *place_row;
  GtkButton *save_button;
  AdwComboRow *school_row;
  GtkWidget *series_group;
  AdwSwitchRow *series_row;
  GtkEditable *start_row;
  AdwToastOverlay *toasts;
  KlDateButton *until_button;
  GtkAdjustment *weeks;

  GtkWidget *others_row;
  GtkWidget *partners_row;
  GPtrArray *people;   /* of KlAttendeeRow */
  GHashTable *invited; /* the partners that were invited before */

  KlSession *session;
  gint64 school_id;
  gint64 meeting_id; /* 0 plans a new one */
  GPtrArray *meetings;
  GPtrArray *professionals;
  GPtrArray *partners;
  KlCalendar *calendar;
  gboolean showing;
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (KlMeetingPlanDialog, kl_meeting_plan_dialog, ADW_TYPE_DIALOG)

/* What the store brings for the dialog */

typedef struct
{
  gint64 school_id;
  gint64 meeting_id;
} Wanted;

typedef struct
{
  KlMeeting *meeting;
  GPtrArray *meetings;
  GPtrArray *professionals;
  GPtrArray *partners;
  KlCalendar *calendar;
} Brought;

/* What is planned: @days are those of a series, NULL for a single meeting. */
typedef struct
{
  KlMeeting *meeting;
  GArray *days;
} Plan;

static void
plan_free (Plan *plan)
{
  g_clear_pointer (&plan->meeting, kl_meeting_free);
  g_clear_pointer (&plan->days, g_array_unref);
  g_free (plan);
}

static void
brought_free (Brought *brought)
{
  g_clear_pointer (&brought->meeting, kl_meeting_free);
  g_clear_pointer (&brought->meetings, g_ptr_array_unref);
  g_clear_pointer (&brought->professionals, g_ptr_array_unref);
  g_clear_pointer (&brought->partners, g_ptr_array_unref);
  g_clear_pointer (&brought->calendar, kl_calendar_unref);
  g_free (brought);
}

static gboolean
bring (KlDb *db, const Wanted *wanted, Brought *brought, GError **error)
{
  KlDate today = kl_clock_today ();
  gint64 school_id = wanted->school_id;

  if (wanted->meeting_id != 0)
    {
      brought->meeting = kl_meetings_get (db, wanted->meeting_id, error);
      if (brought->meeting == NULL)
        return FALSE;
      school_id = brought->meeting->school_id;
    }

  brought->meetings =
    kl_meetings_list (db, school_id, today - LOOK_BACK_DAYS, today + LOOK_AHEAD_DAYS, error);
  if (brought->meetings == NULL)
    return FALSE;
  brought->professionals = kl_professionals_list (db, school_id, error);
  if (brought->professionals == NULL)
    return FALSE;
  brought->partners = kl_partners_list (db, error);
  if (brought->partners == NULL)
    return FALSE;
  brought->calendar = kl_schools_get_calendar (db, school_id, error);

  return brought->calendar != NULL;
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Brought *brought = g_new0 (Brought, 1);
  GError *error = NULL;

  if (bring (db, data, brought, &error))
    {
      g_task_return_pointer (task, brought, (GDestroyNotify) brought_free);
      return;
    }

  brought_free (brought);
  g_task_return_error (task, error);
}

/* Plans all days; the first of them that is new is shown. */
static gint64
plan_series (KlDb *db, const Plan *plan, GError **error)
{
  g_autoptr (GArray) ids = kl_meetings_plan_series (db, plan->meeting, plan->days, error);

  if (ids == NULL)
    return 0;
  if (ids->len > 0)
    return g_array_index (ids, gint64, 0);

  g_set_error_literal (error, KL_STORE_ERROR, KL_STORE_ERROR_INVALID,
                       _ ("On all these days there is such a meeting already."));
  return 0;
}

static void
save (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Plan *plan = data;
  const KlMeeting *meeting = plan->meeting;
  GError *error = NULL;
  gint64 id = meeting->id;

  if (id == 0)
    id =
      plan->days != NULL ? plan_series (db, plan, &error) : kl_meetings_plan (db, meeting, &error);
  else if (!kl_meetings_edit (db, meeting, &error)
           || !kl_meetings_set_attendees (db, id, meeting->attendees, &error))
    id = 0;

  if (id != 0)
    g_task_return_pointer (task, g_memdup2 (&id, sizeof id), g_free);
  else
    g_task_return_error (task, error);
}

/* Auxiliary functions */

static void
show_error (KlMeetingPlanDialog *self, const GError *error)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, error->message);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* The days of the series, NULL when the meeting does not return. */
static GArray *
list_days (KlMeetingPlanDialog *self)
{
  if (self->meeting_id != 0 || !adw_switch_row_get_active (self->series_row))
    return NULL;

  return kl_calendar_list_every (self->calendar, kl_date_button_get_date (self->date_button),
                                 (int) gtk_adjustment_get_value (self->weeks),
                                 kl_date_button_get_date (self->until_button));
}

static gboolean
is_taken (KlMeetingPlanDialog *self, KlDate day)
{
  const guint kind = adw_combo_row_get_selected (self->kind_row);

  for (guint i = 0; self->meetings != NULL && i < self->meetings->len; i++)
    {
      const KlMeeting *meeting = g_ptr_array_index (self->meetings, i);

      if (meeting->date == day && (guint) meeting->kind == kind)
        return TRUE;
    }

  return FALSE;
}

/* What will be planned is read before it is. */
static gboolean
show_days (KlMeetingPlanDialog *self)
{
  g_autoptr (GArray) days = list_days (self);
  g_autoptr (GString) lines = g_string_new (NULL);
  guint n = 0;

  if (days == NULL)
    return TRUE;

  for (guint i = 0; i < days->len; i++)
    {
      const KlDate date = g_array_index (days, KlDate, i);
      g_autofree char *day = kl_date_format (date, KL_DATE_STYLE_FULL);

      if (i > 0)
        g_string_append_c (lines, '\n');
      g_string_append (lines, day);
      if (is_taken (self, date))
        g_string_append_printf (lines, " (%s)", _ ("planned already"));
      else
        n++;
    }
  adw_action_row_set_subtitle (self->days_row,
                               days->len > 0 ? lines->str : _ ("Choose until when it returns."));

  return n > 0;
}

static void
changed_cb (KlMeetingPlanDialog *self)
{
  int minutes;
  gboolean has_time = kl_agenda_parse_time (gtk_editable_get_text (self->start_row), &minutes);
  KlDate day = kl_date_button_get_date (self->date_button);
  const KlHoliday *holiday =
    self->calendar != NULL ? kl_calendar_find_holiday (self->calendar, day) : NULL;
  g_autofree char *note = NULL;
  gboolean any;

  if (self->showing)
    return;
  any = show_days (self);
  if (day != KL_DATE_NONE)
    note = kl_date_format (day, KL_DATE_STYLE_FULL);
  if (holiday != NULL)
    {
      g_autofree char *full = g_steal_pointer (&note);

      note = g_strdup_printf ("%s, %s", full, holiday->name);
    }
  adw_action_row_set_subtitle (self->day_row, note != NULL ? note : "");
  if (has_time)
    gtk_widget_remove_css_class (GTK_WIDGET (self->start_row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->start_row), "error");
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), self->meetings != NULL && has_time
                                                              && any && day != KL_DATE_NONE
                                                              && !self->saving);
}

/* Participants */

static void
person_changed_cb (KlMeetingPlanDialog *self, KlAttendeeRow *changed)
{
  if (!kl_attendee_row_get_attendee (changed)->chair)
    return;

  for (guint i = 0; i < self->people->len; i++)
    if (g_ptr_array_index (self->people, i) != changed)
      kl_attendee_row_give_up_chair (g_ptr_array_index (self->people, i));
}

/* @list is where they stand who are not invited. */
static void
append_person (KlMeetingPlanDialog *self, const KlAttendee *attendee, GtkWidget *list)
{
  GtkWidget *row = kl_attendee_row_new_choice (attendee, list == NULL);

  g_signal_connect_object (row, "changed", G_CALLBACK (person_changed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->people, row);
  if (list == NULL)
    adw_preferences_group_add (self->people_group, row);
  else
    adw_expander_row_add_row (ADW_EXPANDER_ROW (list), row);
}

static gboolean
is_invited (const KlMeeting *meeting, KlPersonKind kind, gint64 id)
{
  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);

      if (attendee->person->kind == kind && attendee->person->id == id)
        return TRUE;
    }

  return FALSE;
}

static void
clear_people (KlMeetingPlanDialog *self)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->people, i);

      if (gtk_widget_get_ancestor (row, ADW_TYPE_EXPANDER_ROW) == NULL)
        adw_preferences_group_remove (self->people_group, row);
    }
  g_ptr_array_set_size (self->people, 0);
  if (self->others_row != NULL)
    adw_preferences_group_remove (self->people_group, self->others_row);
  if (self->partners_row != NULL)
    adw_preferences_group_remove (self->people_group, self->partners_row);
  self->others_row = NULL;
  self->partners_row = NULL;
}

static GtkWidget *
create_list (KlMeetingPlanDialog *self, const char *title)
{
  GtkWidget *list = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (list), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (self->people_group, list);

  return list;
}

/* There may be many of them, and most meetings are without: they come when they are looked for. */
static void
partners_expanded_cb (KlMeetingPlanDialog *self)
{
  GPtrArray *partners = self->partners;

  if (self->partners_row == NULL || partners == NULL
      || !adw_expander_row_get_expanded (ADW_EXPANDER_ROW (self->partners_row)))
    return;

  g_signal_handlers_disconnect_by_func (self->partners_row, partners_expanded_cb, self);
  for (guint i = 0; i < partners->len; i++)
    {
      const KlPartner *partner = g_ptr_array_index (partners, i);
      g_autoptr (KlAttendee) attendee = NULL;

      if (partner->stopped_on != KL_DATE_NONE || self->invited == NULL
          || g_hash_table_contains (self->invited, &partner->id))
        continue;
      attendee = g_new0 (KlAttendee, 1);
      attendee->person = kl_person_new (KL_PERSON_PARTNER, partner->id, partner->name, NULL);
      attendee->present = TRUE;
      append_person (self, attendee, self->partners_row);
    }
}

static void
show_people (KlMeetingPlanDialog *self, const KlMeeting *meeting)
{
  guint n_others = 0;

  clear_people (self);
  g_hash_table_remove_all (self->invited);
  for (guint i = 0; i < meeting->attendees->len; i++)
    {
      const KlAttendee *attendee = g_ptr_array_index (meeting->attendees, i);

      append_person (self, attendee, NULL);
      if (attendee->person->kind == KL_PERSON_PARTNER)
        g_hash_table_add (self->invited,
                          g_memdup2 (&attendee->person->id, sizeof attendee->person->id));
    }
  self->others_row = create_list (self, _ ("Invite others"));
  for (guint i = 0; i < self->professionals->len; i++)
    {
      const KlProfessional *professional = g_ptr_array_index (self->professionals, i);
      g_autoptr (KlAttendee) attendee = NULL;

      if (is_invited (meeting, KL_PERSON_PROFESSIONAL, professional->id))
        continue;
      attendee = kl_agenda_new_attendee (professional);
      append_person (self, attendee, self->others_row);
      n_others++;
    }
  gtk_widget_set_visible (self->others_row, n_others > 0);
  self->partners_row = create_list (self, _ ("Invite partners"));
  gtk_widget_set_visible (self->partners_row, self->partners->len > 0);
  g_signal_connect_object (self->partners_row, "notify::expanded",
                           G_CALLBACK (partners_expanded_cb), self, G_CONNECT_SWAPPED);
}

/* Showing */

/* A series is planned for the school year that it begins in, which ends in July. */
static KlDate
propose_end (KlDate first)
{
  return first != KL_DATE_NONE ? kl_date_new (kl_date_get_school_year (first) + 1, 7, 31)
                               : KL_DATE_NONE;
}

static void
show (KlMeetingPlanDialog *self, const KlMeeting *meeting)
{
  g_autofree char *start = kl_minutes_format_clock (meeting->starts_at);

  self->showing = TRUE;
  adw_combo_row_set_selected (self->kind_row, meeting->kind);
  kl_date_button_set_date (self->date_button, meeting->date);
  gtk_editable_set_text (self->start_row, start);
  adw_spin_row_set_value (self->duration_row, meeting->duration);
  gtk_editable_set_text (self->place_row, meeting->place != NULL ? meeting->place : "");
  kl_date_button_set_date (self->until_button, propose_end (meeting->date));
  gtk_widget_set_visible (self->series_group, self->meeting_id == 0);
  show_people (self, meeting);
  self->showing = FALSE;
  changed_cb (self);
}

static void
propose (KlMeetingPlanDialog *self, KlMeetingKind kind)
{
  g_autoptr (KlMeeting) meeting =
    kl_agenda_propose (self->meetings, self->school_id, kind, self->calendar, kl_clock_today ());

  if (meeting->attendees->len == 0)
    kl_agenda_invite_usual (meeting, self->professionals);
  show (self, meeting);
}

static KlMeeting *
collect (KlMeetingPlanDialog *self)
{
  KlMeeting *meeting = kl_meeting_new ();

  meeting->id = self->meeting_id;
  meeting->school_id = self->school_id;
  meeting->kind = adw_combo_row_get_selected (self->kind_row);
  meeting->date = kl_date_button_get_date (self->date_button);
  kl_agenda_parse_time (gtk_editable_get_text (self->start_row), &meeting->starts_at);
  meeting->duration = (int) adw_spin_row_get_value (self->duration_row);
  meeting->place = g_strstrip (g_strdup (gtk_editable_get_text (self->place_row)));
  for (guint i = 0; i < self->people->len; i++)
    {
      KlAttendeeRow *row = g_ptr_array_index (self->people, i);

      if (kl_attendee_row_get_invited (row))
        g_ptr_array_add (meeting->attendees,
                         kl_agenda_copy_attendee (kl_attendee_row_get_attendee (row)));
    }

  return meeting;
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlMeetingPlanDialog) self = KL_MEETING_PLAN_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  Brought *brought = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (brought == NULL || self->people_group == NULL)
    {
      if (error != NULL && self->toasts != NULL)
        show_error (self, error);
      g_clear_pointer (&brought, brought_free);
      return;
    }

  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  g_clear_pointer (&self->professionals, g_ptr_array_unref);
  g_clear_pointer (&self->calendar, kl_calendar_unref);
  self->meetings = g_steal_pointer (&brought->meetings);
  self->professionals = g_steal_pointer (&brought->professionals);
  g_clear_pointer (&self->partners, g_ptr_array_unref);
  self->partners = g_steal_pointer (&brought->partners);
  self->calendar = g_steal_pointer (&brought->calendar);
  if (brought->meeting != NULL)
    {
      self->school_id = brought->meeting->school_id;
      show (self, brought->meeting);
    }
  else
    {
      propose (self, KL_MEETING_CARE_TEAM);
    }
  brought_free (brought);
}

static void
start_loading (KlMeetingPlanDialog *self)
{
  const Wanted wanted = { self->school_id, self->meeting_id };

  kl_store_perform_async (kl_session_get_store (self->session), load,
                          g_memdup2 (&wanted, sizeof wanted), g_free, NULL, loaded_cb,
                          g_object_ref (self));
}

static void
school_changed_cb (KlMeetingPlanDialog *self)
{
  GPtrArray *schools;
  guint position = adw_combo_row_get_selected (self->school_row);

  if (self->showing || self->session == NULL)
    return;
  schools = kl_session_get_own_schools (self->session);
  if (position >= schools->len)
    return;

  self->school_id = ((const KlSchool *) g_ptr_array_index (schools, position))->id;
  start_loading (self);
}

static void
kind_changed_cb (KlMeetingPlanDialog *self)
{
  if (!self->showing && self->meeting_id == 0 && self->meetings != NULL)
    propose (self, adw_combo_row_get_selected (self->kind_row));
}

static void
cancel_cb (KlMeetingPlanDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlMeetingPlanDialog) self = KL_MEETING_PLAN_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *id = kl_store_perform_finish (KL_STORE (source), result, &error);

  self->saving = FALSE;
  if (self->toasts == NULL)
    return;
  if (id == NULL)
    {
      show_error (self, error);
      changed_cb (self);
      return;
    }

  if (self->meeting_id == 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-meeting", "x", *id);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
save_cb (KlMeetingPlanDialog *self)
{
  Plan *plan;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->save_button)))
    return;

  self->saving = TRUE;
  changed_cb (self);
  plan = g_new0 (Plan, 1);
  plan->meeting = collect (self);
  plan->days = list_days (self);
  kl_store_perform_async (kl_session_get_store (self->session), save, plan,
                          (GDestroyNotify) plan_free, NULL, saved_cb, g_object_ref (self));
}

static gboolean
save_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  save_cb (KL_MEETING_PLAN_DIALOG (widget));
  return GDK_EVENT_STOP;
}

/* Overrides */

static void
kl_meeting_plan_dialog_dispose (GObject *object)
{
  KlMeetingPlanDialog *self = KL_MEETING_PLAN_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->meetings, g_ptr_array_unref);
  g_clear_pointer (&self->professionals, g_ptr_array_unref);
  g_clear_pointer (&self->calendar, kl_calendar_unref);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  g_clear_pointer (&self->partners, g_ptr_array_unref);
  g_clear_pointer (&self->invited, g_hash_table_unref);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_MEETING_PLAN_DIALOG);
  G_OBJECT_CLASS (kl_meeting_plan_dialog_parent_class)->dispose (object);
}

static void
kl_meeting_plan_dialog_class_init (KlMeetingPlanDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_meeting_plan_dialog_dispose;

  g_type_ensure (KL_TYPE_DATE_BUTTON);

  gtk_widget_class_set_template_from_resource (widget_class, KL_RESOURCE_PREFIX
                                               "/meetings/meeting-plan-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, date_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, day_row);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, days_row);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, duration_row);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, people_group);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, place_row);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, school_row);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, series_group);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, series_row);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, start_row);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, until_button);
  gtk_widget_class_bind_template_child (widget_class, KlMeetingPlanDialog, weeks);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, school_changed_cb);
}

static void
kl_meeting_plan_dialog_init (KlMeetingPlanDialog *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);

  self->people = g_ptr_array_new ();
  self->invited = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  kl_dialog_set_width (ADW_DIALOG (self), 520);
  kl_save_keys_add (GTK_WIDGET (self), gtk_callback_action_new (save_shortcut_cb, NULL, NULL));
  for (guint i = 0; i < kl_words_get_size (KL_WORDS_MEETING_KIND); i++)
    gtk_string_list_append (kinds, kl_words_get_label (KL_WORDS_MEETING_KIND, (int) i));
  adw_combo_row_set_model (self->kind_row, G_LIST_MODEL (kinds));
  self->showing = FALSE;
}

static void
show_schools (KlMeetingPlanDialog *self)
{
  GPtrArray *schools = kl_session_get_own_schools (self->session);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint position = 0;

  for (guint i = 0; i < schools->len; i++)
    {
      const KlSchool *school = g_ptr_array_index (schools, i);

      gtk_string_list_append (names, school->name);
      if (school->id == self->school_id)
        position = i;
    }
  self->showing = TRUE;
  adw_combo_row_set_model (self->school_row, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->school_row, position);
  gtk_widget_set_visible (GTK_WIDGET (self->school_row),
                          schools->len > 1 && kl_session_get_school_id (self->session) == 0);
  self->showing = FALSE;
}

/* Public API */

/**
 * kl_meeting_plan_dialog_new:
 * @session: who works in which school
 *
 * Returns: (transfer floating): a dialog that plans a meeting and then shows it
 */
AdwDialog *
kl_meeting_plan_dialog_new (KlSession *session)
{
  KlMeetingPlanDialog *self = g_object_new (KL_TYPE_MEETING_PLAN_DIALOG, NULL);
  const KlSchool *school = kl_session_get_work_school (session);

  self->session = g_object_ref (session);
  self->school_id = school != NULL ? school->id : 0;
  show_schools (self);
  if (self->school_id != 0)
    start_loading (self);

  return ADW_DIALOG (self);
}

/**
 * kl_meeting_plan_dialog_new_for_meeting:
 * @session: who works in which school
 * @meeting_id: a meeting
 *
 * Returns: (transfer floating): a dialog that changes when a meeting is, where, and who comes
 */
AdwDialog *
kl_meeting_plan_dialog_new_for_meeting (KlSession *session, gint64 meeting_id)
{
  KlMeetingPlanDialog *self = g_object_new (KL_TYPE_MEETING_PLAN_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->meeting_id = meeting_id;
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Meeting"));
  gtk_button_set_label (self->save_button, _ ("_Save"));
  start_loading (self);

  return ADW_DIALOG (self);
}
