/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-colleague-page.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "charts/kl-save-keys.h"
#include "kl-config.h"
#include "store/kl-professionals.h"

struct _KlColleaguePage
{
  AdwNavigationPage parent_instance;

  GtkLabel *error_label;
  KlDateButton *from_button;
  AdwExpanderRow *from_row;
  AdwSpinRow *hours_row;
  GtkEditable *name_row;
  AdwComboRow *role_row;
  GtkWidget *save_button;
  KlDateButton *until_button;
  AdwExpanderRow *until_row;

  KlSession *session;
  KlProfessional *orig; /* id 0 for somebody new */
};

/* What goes to the store and back: whom to keep, and who had that name already. */
typedef struct
{
  KlProfessional *colleague;
  KlProfessional *namesake;
  gboolean sure; /* nobody else of that name is meant */
} Work;

enum
{
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void save (KlColleaguePage *self, KlProfessional *colleague, gboolean sure);

G_DEFINE_FINAL_TYPE (KlColleaguePage, kl_colleague_page, ADW_TYPE_NAVIGATION_PAGE)

/* On the store's thread */

static void
work_free (Work *work)
{
  g_clear_pointer (&work->colleague, kl_professional_free);
  g_clear_pointer (&work->namesake, kl_professional_free);
  g_free (work);
}

static gboolean
keep (KlDb *db, Work *work, GError **error)
{
  KlProfessional *colleague = work->colleague;
  GError *local = NULL;

  if (colleague->id != 0)
    return kl_professionals_update (db, colleague, error);
  if (!work->sure)
    work->namesake = kl_professionals_find (db, colleague->name, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }

  return work->namesake != NULL || kl_professionals_add (db, colleague, error);
}

static void
run_save (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  Work *work = data;
  Work *done;
  GError *error = NULL;

  if (!keep (db, work, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  done = g_new0 (Work, 1);
  done->colleague = kl_professional_copy (work->colleague);
  done->namesake = g_steal_pointer (&work->namesake);
  g_task_return_pointer (task, done, (GDestroyNotify) work_free);
}

/* Auxiliary functions */

static char *
dup_name (KlColleaguePage *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));
}

static KlDate
get_day (AdwExpanderRow *row, KlDateButton *button)
{
  return adw_expander_row_get_enable_expansion (row) ? kl_date_button_get_date (button)
                                                     : KL_DATE_NONE;
}

static void
set_day (AdwExpanderRow *row, KlDateButton *button, KlDate day)
{
  adw_expander_row_set_enable_expansion (row, day != KL_DATE_NONE);
  adw_expander_row_set_expanded (row, day != KL_DATE_NONE);
  kl_date_button_set_date (button, day != KL_DATE_NONE ? day : kl_clock_today ());
}

static void
show_error (KlColleaguePage *self, const char *message)
{
  gtk_label_set_label (self->error_label, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), message != NULL);
}

/* A name that was not touched keeps its parts: they cannot be told from the whole again. */
static KlProfessional *
collect (KlColleaguePage *self)
{
  g_autofree char *name = dup_name (self);
  KlProfessional *colleague = g_strcmp0 (name, self->orig->name) == 0
                                ? kl_professional_copy (self->orig)
                                : kl_professional_new_from_name (name);

  colleague->id = self->orig->id;
  colleague->school_id = self->orig->school_id;
  colleague->role = (KlRole) adw_combo_row_get_selected (self->role_row);
  colleague->hours = adw_spin_row_get_value (self->hours_row);
  colleague->first_day = get_day (self->from_row, self->from_button);
  colleague->last_day = get_day (self->until_row, self->until_button);

  return colleague;
}

/* Callbacks */

static void
same_person_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlColleaguePage) self = KL_COLLEAGUE_PAGE (user_data);
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  KlProfessional *colleague;

  if (self->name_row == NULL || g_str_equal (response, "cancel"))
    return;

  colleague = collect (self);
  if (g_str_equal (response, "same"))
    colleague->id = GPOINTER_TO_SIZE (g_object_get_data (source, "kl-namesake"));
  save (self, colleague, TRUE);
}

/* Who works at two schools is one person, with one name under what was written. */
static void
ask_same_person (KlColleaguePage *self, const KlProfessional *namesake)
{
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Is this the same person?"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _ ("There is a %s already, %s at another school or at this one."),
                                namesake->name,
                                kl_words_get_label (KL_WORDS_ROLE, (int) namesake->role));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "other",
                                  _ ("_Somebody else"), "same", _ ("The same _person"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "same",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "same");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), "kl-namesake", GSIZE_TO_POINTER (namesake->id));
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (self), NULL, same_person_cb,
                           g_object_ref (self));
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlColleaguePage) self = KL_COLLEAGUE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  Work *work = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (self->name_row == NULL)
    {
      g_clear_pointer (&work, work_free);
      return;
    }

  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (work == NULL)
    show_error (self, error->message);
  else if (work->namesake != NULL)
    ask_same_person (self, work->namesake);
  else
    g_signal_emit (self, signals[SIGNAL_SAVED], 0);
  g_clear_pointer (&work, work_free);
}

static void
save (KlColleaguePage *self, KlProfessional *colleague, gboolean sure)
{
  Work *work = g_new0 (Work, 1);

  work->colleague = colleague;
  work->sure = sure;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  kl_store_perform_async (kl_session_get_store (self->session), run_save, work,
                          (GDestroyNotify) work_free, NULL, saved_cb, g_object_ref (self));
}

static void
save_cb (KlColleaguePage *self)
{
  g_autoptr (KlProfessional) colleague = NULL;

  if (!gtk_widget_get_sensitive (self->save_button))
    return;

  colleague = collect (self);
  if (colleague->last_day != KL_DATE_NONE && colleague->last_day < colleague->first_day)
    {
      show_error (self, _ ("The last day lies before the first one."));
      return;
    }

  show_error (self, NULL);
  save (self, g_steal_pointer (&colleague), FALSE);
}

static gboolean
save_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  save_cb (KL_COLLEAGUE_PAGE (widget));
  return GDK_EVENT_STOP;
}

static void
changed_cb (KlColleaguePage *self)
{
  g_autofree char *name = dup_name (self);

  gtk_widget_set_sensitive (self->save_button, *name != '\0');
}

/* Overrides */

static void
kl_colleague_page_dispose (GObject *object)
{
  KlColleaguePage *self = KL_COLLEAGUE_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->orig, kl_professional_free);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_COLLEAGUE_PAGE);
  G_OBJECT_CLASS (kl_colleague_page_parent_class)->dispose (object);
}

static void
kl_colleague_page_class_init (KlColleaguePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_colleague_page_dispose;

  /**
   * KlColleaguePage::saved:
   * @self: the page
   *
   * The colleague is kept; the page can go.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (KL_TYPE_DATE_BUTTON);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/app/colleague-page.ui");
  gtk_widget_class_bind_template_child (widget_class, KlColleaguePage, error_label);
  gtk_widget_class_bind_template_child (widget_class, KlColleaguePage, from_button);
  gtk_widget_class_bind_template_child (widget_class, KlColleaguePage, from_row);
  gtk_widget_class_bind_template_child (widget_class, KlColleaguePage, hours_row);
  gtk_widget_class_bind_template_child (widget_class, KlColleaguePage, name_row);
  gtk_widget_class_bind_template_child (widget_class, KlColleaguePage, role_row);
  gtk_widget_class_bind_template_child (widget_class, KlColleaguePage, save_button);
  gtk_widget_class_bind_template_child (widget_class, KlColleaguePage, until_button);
  gtk_widget_class_bind_template_child (widget_class, KlColleaguePage, until_row);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
kl_colleague_page_init (KlColleaguePage *self)
{
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  kl_save_keys_add (GTK_WIDGET (self), gtk_callback_action_new (save_shortcut_cb, NULL, NULL));
  for (guint i = 0; i < kl_words_get_size (KL_WORDS_ROLE); i++)
    gtk_string_list_append (roles, kl_words_get_label (KL_WORDS_ROLE, (int) i));
  adw_combo_row_set_model (self->role_row, G_LIST_MODEL (roles));
}

/* Public API */

/**
 * kl_colleague_page_new:
 * @session: who works in which school
 * @school_id: the school
 * @colleague: (nullable): somebody who has a role there, or %NULL for somebody new
 *
 * Returns: (transfer floating): a page to change or add who works at a school
 */
AdwNavigationPage *
kl_colleague_page_new (KlSession *session, gint64 school_id, const KlProfessional *colleague)
{
  KlColleaguePage *self = g_object_new (KL_TYPE_COLLEAGUE_PAGE, NULL);
  const KlProfessional *user = kl_session_get_user (session);

  self->session = g_object_ref (session);
  self->orig = colleague != NULL ? kl_professional_copy (colleague) : g_new0 (KlProfessional, 1);
  self->orig->school_id = school_id;
  if (colleague == NULL)
    self->orig->role = KL_ROLE_TEACHER;
  else
    adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), colleague->name);

  gtk_editable_set_text (self->name_row, self->orig->name != NULL ? self->orig->name : "");
  adw_combo_row_set_selected (self->role_row, self->orig->role);
  adw_spin_row_set_value (self->hours_row, self->orig->hours);
  set_day (self->from_row, self->from_button, self->orig->first_day);
  set_day (self->until_row, self->until_button, self->orig->last_day);
  /* Nobody shuts the door on himself. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->until_row),
                            user == NULL || user->id != self->orig->id);
  changed_cb (self);

  return ADW_NAVIGATION_PAGE (self);
}
