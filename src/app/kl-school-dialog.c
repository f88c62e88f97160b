/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-school-dialog.h"

#include <glib/gi18n-lib.h>

#include "cases/kl-doubles-dialog.h"
#include "charts/kl-date-button.h"
#include "charts/kl-held-focus.h"
#include "kl-colleague-page.h"
#include "kl-config.h"
#include "model/kl-calendar.h"
#include "store/kl-professionals.h"
#include "store/kl-schools.h"

/* School years that can be chosen: the one before, this one and the next. */
#define N_YEARS 3

struct _KlSchoolDialog
{
  AdwPreferencesDialog parent_instance;

  AdwPreferencesGroup *colleagues_group;
  AdwPreferencesGroup *holidays_group;
  GtkEditable *name_row;
  GtkEditable *neighbourhood_row;
  AdwSpinRow *norm_row;
  AdwComboRow *region_row;
  AdwComboRow *year_row;

  KlSession *session;
  KlSchool *school;
  GPtrArray *holidays;
  GPtrArray *holiday_rows;
  GPtrArray *colleague_rows;
  gboolean loading;
  gint64 colleague_id; /* whose page opens when they are there, or 0 */
};

G_DEFINE_FINAL_TYPE (KlSchoolDialog, kl_school_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void load (KlSchoolDialog *self);

/* On the store's thread */

typedef struct
{
  KlSchool *school;
  int school_year;
  GPtrArray *holidays;
  GPtrArray *colleagues;
} Work;

static void
work_free (Work *work)
{
  g_clear_pointer (&work->school, kl_school_free);
  g_clear_pointer (&work->holidays, g_ptr_array_unref);
  g_clear_pointer (&work->colleagues, g_ptr_array_unref);
  g_free (work);
}

static void
run_load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Work *wanted = data;
  Work *work = g_new0 (Work, 1);
  GError *error = NULL;

  work->school_year = wanted->school_year;
  work->school = kl_schools_get (db, wanted->school->id, &error);
  if (work->school != NULL && kl_schools_use_year (db, work->school->id, work->school_year, &error))
    work->holidays = kl_schools_list_holidays (db, work->school->id, work->school_year, &error);
  if (work->holidays != NULL)
    work->colleagues = kl_professionals_list_ever (db, work->school->id, &error);

  if (work->colleagues != NULL)
    {
      g_task_return_pointer (task, work, (GDestroyNotify) work_free);
      return;
    }

  work_free (work);
  g_task_return_error (task, error);
}

static void
run_save_school (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;

  if (kl_schools_update (db, work->school, &error))
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

static void
run_save_holidays (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Work *work = data;
  GError *error = NULL;

  if (kl_schools_replace_holidays (db, work->school->id, work->school_year, work->holidays, &error))
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

/* Auxiliary functions */

static int
get_year (KlSchoolDialog *self)
{
  return kl_date_get_school_year (kl_clock_today ()) - 1
         + (int) adw_combo_row_get_selected (self->year_row);
}

static Work *
create_work (KlSchoolDialog *self)
{
  Work *work = g_new0 (Work, 1);

  work->school = kl_school_copy (self->school);
  work->school_year = get_year (self);

  return work;
}

static void
show_message (KlSchoolDialog *self, const char *message)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), toast);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlSchoolDialog) self = KL_SCHOOL_DIALOG (user_data);
  g_autoptr (GError) error = NULL;

  if (kl_store_perform_finish (KL_STORE (source), result, &error) == NULL)
    show_message (self, error->message);
  else
    kl_session_reload_schools (self->session);
  /* What stands in the file is what is shown, also when it was refused. */
  load (self);
}

static void
perform (KlSchoolDialog *self, KlStoreFunc function, Work *work)
{
  kl_store_perform_async (kl_session_get_store (self->session), function, work,
                          (GDestroyNotify) work_free, NULL, saved_cb, g_object_ref (self));
}

static void
save_holidays (KlSchoolDialog *self)
{
  Work *work;

  for (guint i = 0; i < self->holidays->len; i++)
    if (!kl_holiday_is_valid (g_ptr_array_index (self->holidays, i)))
      {
        show_message (self, _ ("A holiday needs a name, and ends on or after its first day."));
        return;
      }

  work = create_work (self);
  work->holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);
  for (guint i = 0; i < self->holidays->len; i++)
    g_ptr_array_add (work->holidays, kl_holiday_copy (g_ptr_array_index (self->holidays, i)));
  perform (self, run_save_holidays, work);
}

/* Holidays */

static KlHoliday *
get_holiday (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (widget, ADW_TYPE_EXPANDER_ROW)),
                            "kl-holiday");
}

static void
holiday_name_cb (KlSchoolDialog *self, AdwEntryRow *row)
{
  KlHoliday *holiday = get_holiday (GTK_WIDGET (row));

  g_set_str (&holiday->name, gtk_editable_get_text (GTK_EDITABLE (row)));
  save_holidays (self);
}

static void
holiday_from_cb (KlSchoolDialog *self, GParamSpec *pspec, KlDateButton *button)
{
  KlHoliday *holiday = get_holiday (GTK_WIDGET (button));
  KlDate date = kl_date_button_get_date (button);

  holiday->until = MAX (date, holiday->until);
  holiday->from = date;
  save_holidays (self);
}

static void
holiday_until_cb (KlSchoolDialog *self, GParamSpec *pspec, KlDateButton *button)
{
  get_holiday (GTK_WIDGET (button))->until = kl_date_button_get_date (button);
  save_holidays (self);
}

static void
remove_holiday_cb (KlSchoolDialog *self, AdwButtonRow *row)
{
  g_ptr_array_remove (self->holidays, get_holiday (GTK_WIDGET (row)));
  save_holidays (self);
}

static GtkWidget *
create_date_row (const char *title, KlDate date, GCallback callback, KlSchoolDialog *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = kl_date_button_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  kl_date_button_set_date (KL_DATE_BUTTON (button), date);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  g_signal_connect_object (button, "notify::date", callback, self, G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
create_holiday_row (KlSchoolDialog *self, KlHoliday *holiday)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *name = adw_entry_row_new ();
  GtkWidget *remove = adw_button_row_new ();
  g_autofree char *from = kl_date_format (holiday->from, KL_DATE_STYLE_SHORT);
  g_autofree char *until = kl_date_format (holiday->until, KL_DATE_STYLE_SHORT_YEAR);
  /* Translators: a period, "18 okt t/m 26 okt 2025" */
  g_autofree char *period = g_strdup_printf (_ ("%s up to and including %s"), from, until);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), holiday->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), period);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  holiday->name, -1);
  g_object_set_data (G_OBJECT (row), "kl-holiday", holiday);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (name), _ ("Name"));
  gtk_editable_set_text (GTK_EDITABLE (name), holiday->name);
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (name), TRUE);
  g_signal_connect_object (name, "apply", G_CALLBACK (holiday_name_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (remove), _ ("Remove this holiday"));
  gtk_widget_add_css_class (remove, "destructive-action");
  g_signal_connect_object (remove, "activated", G_CALLBACK (remove_holiday_cb), self,
                           G_CONNECT_SWAPPED);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), name);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                            create_date_row (_ ("First day"), holiday->from,
                                             G_CALLBACK (holiday_from_cb), self));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row),
                            create_date_row (_ ("Last day"), holiday->until,
                                             G_CALLBACK (holiday_until_cb), self));
  adw_expander_row_add_row (ADW_EXPANDER_ROW (row), remove);

  return row;
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
show_holidays (KlSchoolDialog *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take_in_groups (GTK_WIDGET (self->holidays_group));

  clear_rows (self->holidays_group, self->holiday_rows);
  for (guint i = 0; i < self->holidays->len; i++)
    {
      GtkWidget *row = create_holiday_row (self, g_ptr_array_index (self->holidays, i));

      adw_preferences_group_add (self->holidays_group, row);
      g_ptr_array_add (self->holiday_rows, row);
    }
}

/* Colleagues */

/* "Jeugdverpleegkundige, 6,5 uur", and whether the period has not begun yet or is over. */
static char *
describe_colleague (const KlProfessional *colleague)
{
  g_autoptr (GString) line =
    g_string_new (kl_words_get_label (KL_WORDS_ROLE, (int) colleague->role));
  const KlDate day = colleague->last_day != KL_DATE_NONE        ? colleague->last_day
                     : colleague->first_day > kl_clock_today () ? colleague->first_day
                                                                : KL_DATE_NONE;
  g_autofree char *text =
    day != KL_DATE_NONE ? kl_date_format (day, KL_DATE_STYLE_SHORT_YEAR) : NULL;

  if (colleague->group_names != NULL && *colleague->group_names != '\0')
    /* Translators: the classes of a teacher; first those that go by a number ("7, 8") */
    g_string_append_printf (line,
                            g_ascii_isdigit (*colleague->group_names) ? _ (" of group %s")
                                                                      : _ (" of %s"),
                            colleague->group_names);
  if (colleague->hours > 0)
    /* Translators: hours a week */
    g_string_append_printf (line, _ (", %g hours a week"), colleague->hours);
  if (colleague->last_day != KL_DATE_NONE)
    /* Translators: the last day somebody works here */
    g_string_append_printf (line, _ (", up to and including %s"), text);
  else if (text != NULL)
    /* Translators: the first day somebody works here */
    g_string_append_printf (line, _ (", from %s"), text);

  return g_string_free_and_steal (g_steal_pointer (&line));
}

static void
colleague_saved_cb (KlSchoolDialog *self)
{
  adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (self));
  kl_session_reload_schools (self->session);
  load (self);
}

static void
push_colleague (KlSchoolDialog *self, const KlProfessional *colleague)
{
  AdwNavigationPage *page = kl_colleague_page_new (self->session, self->school->id, colleague);

  g_signal_connect_object (page, "saved", G_CALLBACK (colleague_saved_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (self), page);
}

static void
push_wanted_colleague (KlSchoolDialog *self, const GPtrArray *colleagues)
{
  for (guint i = 0; self->colleague_id != 0 && i < colleagues->len; i++)
    {
      const KlProfessional *colleague = g_ptr_array_index (colleagues, i);

      if (colleague->id == self->colleague_id)
        push_colleague (self, colleague);
    }
  self->colleague_id = 0;
}

static void
colleague_activated_cb (KlSchoolDialog *self, GtkWidget *row)
{
  push_colleague (self, g_object_get_data (G_OBJECT (row), "kl-colleague"));
}

static void
add_colleague_cb (KlSchoolDialog *self)
{
  push_colleague (self, NULL);
}

static void
show_colleagues (KlSchoolDialog *self, GPtrArray *colleagues)
{
  g_autoptr (KlHeldFocus) focus =
    kl_held_focus_take_in_groups (GTK_WIDGET (self->colleagues_group));

  clear_rows (self->colleagues_group, self->colleague_rows);
  for (guint i = 0; i < colleagues->len; i++)
    {
      const KlProfessional *colleague = g_ptr_array_index (colleagues, i);
      GtkWidget *row = adw_action_row_new ();
      g_autofree char *line = describe_colleague (colleague);
      GtkWidget *next = gtk_image_new_from_icon_name ("go-next-symbolic");

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), colleague->name);
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), line);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (28, colleague->name, TRUE));
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), next);
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      kl_held_focus_set_id (row, colleague->id);
      g_object_set_data_full (G_OBJECT (row), "kl-colleague", kl_professional_copy (colleague),
                              (GDestroyNotify) kl_professional_free);
      g_signal_connect_object (row, "activated", G_CALLBACK (colleague_activated_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (self->colleagues_group, row);
      g_ptr_array_add (self->colleague_rows, row);
    }
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlSchoolDialog) self = KL_SCHOOL_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  Work *work = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (work == NULL)
    {
      show_message (self, error->message);
      return;
    }

  self->loading = TRUE;
  g_clear_pointer (&self->school, kl_school_free);
  g_clear_pointer (&self->holidays, g_ptr_array_unref);
  self->school = g_steal_pointer (&work->school);
  self->holidays = g_steal_pointer (&work->holidays);
  gtk_editable_set_text (self->name_row, self->school->name);
  gtk_editable_set_text (self->neighbourhood_row,
                         self->school->neighbourhood != NULL ? self->school->neighbourhood : "");
  adw_spin_row_set_value (self->norm_row, self->school->contact_norm);
  adw_combo_row_set_selected (self->region_row, self->school->region);
  show_holidays (self);
  show_colleagues (self, work->colleagues);
  push_wanted_colleague (self, work->colleagues);
  self->loading = FALSE;
  work_free (work);
}

static void
load (KlSchoolDialog *self)
{
  kl_store_perform_async (kl_session_get_store (self->session), run_load, create_work (self),
                          (GDestroyNotify) work_free, NULL, loaded_cb, g_object_ref (self));
}

static void
school_changed_cb (KlSchoolDialog *self)
{
  g_autofree char *name = NULL;
  Work *work;

  if (self->loading || self->school == NULL)
    return;

  name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
  if (*name == '\0')
    {
      show_message (self, _ ("A school needs a name."));
      return;
    }

  work = create_work (self);
  g_set_str (&work->school->name, name);
  g_set_str (&work->school->neighbourhood, gtk_editable_get_text (self->neighbourhood_row));
  work->school->contact_norm = (int) adw_spin_row_get_value (self->norm_row);
  work->school->region = adw_combo_row_get_selected (self->region_row);
  perform (self, run_save_school, work);
}

static void
year_cb (KlSchoolDialog *self)
{
  if (!self->loading && self->session != NULL)
    load (self);
}

static void
doubles_cb (KlSchoolDialog *self)
{
  adw_dialog_present (kl_doubles_dialog_new (self->session, self->school->id, 0),
                      GTK_WIDGET (self));
}

static void
add_holiday_cb (KlSchoolDialog *self)
{
  KlDate day = MAX (kl_clock_today (), kl_school_year_get_start (get_year (self)));

  g_ptr_array_add (self->holidays, kl_holiday_new (_ ("Study day"), day, day));
  save_holidays (self);
}

static void
reset_cb (KlSchoolDialog *self)
{
  g_clear_pointer (&self->holidays, g_ptr_array_unref);
  self->holidays = kl_holidays_get_published (self->school->region, get_year (self));
  save_holidays (self);
}

/* Overrides */

static void
kl_school_dialog_dispose (GObject *object)
{
  KlSchoolDialog *self = KL_SCHOOL_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->school, kl_school_free);
  g_clear_pointer (&self->holidays, g_ptr_array_unref);
  g_clear_pointer (&self->holiday_rows, g_ptr_array_unref);
  g_clear_pointer (&self->colleague_rows, g_ptr_array_unref);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_SCHOOL_DIALOG);
  G_OBJECT_CLASS (kl_school_dialog_parent_class)->dispose (object);
}

static void
kl_school_dialog_class_init (KlSchoolDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_school_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/app/school-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlSchoolDialog, colleagues_group);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolDialog, holidays_group);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolDialog, name_row);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolDialog, neighbourhood_row);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolDialog, norm_row);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolDialog, region_row);
  gtk_widget_class_bind_template_child (widget_class, KlSchoolDialog, year_row);
  gtk_widget_class_bind_template_callback (widget_class, add_colleague_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_holiday_cb);
  gtk_widget_class_bind_template_callback (widget_class, doubles_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, school_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, year_cb);
}

static void
fill_years (KlSchoolDialog *self)
{
  int this_year = kl_date_get_school_year (kl_clock_today ());
  g_autoptr (GtkStringList) years = gtk_string_list_new (NULL);

  for (int i = 0; i < N_YEARS; i++)
    {
      g_autofree char *text = kl_school_year_to_string (this_year - 1 + i);

      gtk_string_list_append (years, text);
    }
  adw_combo_row_set_model (self->year_row, G_LIST_MODEL (years));
  adw_combo_row_set_selected (self->year_row, 1);
}

static void
kl_school_dialog_init (KlSchoolDialog *self)
{
  g_autoptr (GtkStringList) regions = gtk_string_list_new (NULL);

  self->loading = TRUE;
  self->holiday_rows = g_ptr_array_new ();
  self->colleague_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  for (guint i = 0; i < kl_words_get_size (KL_WORDS_REGION); i++)
    gtk_string_list_append (regions, kl_words_get_label (KL_WORDS_REGION, i));
  adw_combo_row_set_model (self->region_row, G_LIST_MODEL (regions));
  fill_years (self);
  self->loading = FALSE;
}

/* Public API */

/**
 * kl_school_dialog_new:
 * @session: of whose chosen school
 *
 * The school's name, contact norm, region, colleagues and days off.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_school_dialog_new (KlSession *session)
{
  KlSchoolDialog *self = g_object_new (KL_TYPE_SCHOOL_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->school = kl_school_copy (kl_session_get_work_school (session));
  load (self);

  return ADW_DIALOG (self);
}

/**
 * kl_school_dialog_show_colleague:
 * @self: the dialog, before it has read the school
 * @professional_id: a colleague of that school
 *
 * Opens the page of a colleague as soon as it is there.
 */
void
kl_school_dialog_show_colleague (KlSchoolDialog *self, gint64 professional_id)
{
  g_return_if_fail (KL_IS_SCHOOL_DIALOG (self));

  self->colleague_id = professional_id;
}
