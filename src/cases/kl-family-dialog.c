/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-family-dialog.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-dialog-width.h"
#include "charts/kl-held-focus.h"
#include "kl-config.h"
#include "kl-family-form.h"
#include "model/kl-about.h"

/*
 * The children of a case, their brothers and sisters and their parents; whoever is chosen comes up
 * in a dialog of its own. It is read again whenever somebody changes something.
 */
struct _KlFamilyDialog
{
  AdwDialog parent_instance;

  AdwPreferencesGroup *children_group;
  AdwPreferencesGroup *guardians_group;
  GtkWidget *add_sibling_button;
  GtkWidget *add_guardian_button;
  AdwBanner *banner;
  GPtrArray *rows;
  GPtrArray *groups; /* in which each row stands */

  KlSession *session;
  gint64 case_id;
  KlKin *kin;
};

G_DEFINE_FINAL_TYPE (KlFamilyDialog, kl_family_dialog, ADW_TYPE_DIALOG)

/* Lines */

/* Takes the word. */
static void
add_word (GPtrArray *words, char *word)
{
  if (word != NULL && *word != '\0')
    g_ptr_array_add (words, word);
  else
    g_free (word);
}

static char *
describe_child (const KlPupil *child)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  const int age =
    child->birth != KL_DATE_NONE ? kl_date_get_age (child->birth, kl_clock_today ()) : -1;

  if (age >= 0)
    add_word (words, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d year old", "%d years old",
                                                   (gulong) age),
                                      age));
  add_word (words, g_strdup (child->elsewhere != NULL ? child->elsewhere : child->school_name));
  add_word (words, g_strdup (child->municipality));
  g_ptr_array_add (words, NULL);

  return g_strjoinv (", ", (char **) words->pdata);
}

/* Whether somebody is to two children the same. */
static gboolean
is_same_tie (const KlGuardian *one, const KlGuardian *other)
{
  return one != NULL && other != NULL && one->relation == other->relation
         && one->custody == other->custody;
}

/* What somebody is to the children from @first on to whom it is the same, NULL when that has been
 * said of one before. */
static char *
describe_ties (const KlKin *kin, const KlGuardian *guardian, guint first)
{
  const KlPupil *child = g_ptr_array_index (kin->children, first);
  const KlGuardian *tie = kl_kin_find_tie (kin, guardian->id, child->id);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *joined = NULL;

  if (tie == NULL)
    return NULL;

  for (guint i = 0; i < kin->children->len; i++)
    {
      child = g_ptr_array_index (kin->children, i);
      if (!is_same_tie (tie, kl_kin_find_tie (kin, guardian->id, child->id)))
        continue;
      if (i < first)
        return NULL;
      g_ptr_array_add (names, (gpointer) (child->given != NULL ? child->given : child->name));
    }
  joined = kl_about_join_words (names);

  /* Translators: "mother of Noor and Sam, custody" */
  return g_strdup_printf (tie->custody ? _ ("%s of %s, custody") : _ ("%s of %s, no custody"),
                          kl_words_get_label (KL_WORDS_GUARDIAN_RELATION, (int) tie->relation),
                          joined);
}

static char *
describe_guardian (const KlKin *kin, const KlGuardian *guardian)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < kin->children->len; i++)
    add_word (words, describe_ties (kin, guardian, i));
  if (guardian->household > 1)
    add_word (words, g_strdup_printf (_ ("address %d"), guardian->household));
  add_word (words, g_strdup (guardian->municipality));
  add_word (words, g_strdup (guardian->language));
  if (guardian->interpreter)
    add_word (words, g_strdup (_ ("interpreter needed")));
  g_ptr_array_add (words, NULL);

  return g_strjoinv (", ", (char **) words->pdata);
}

/* Rows */

static AdwDialog *
create_child_form (KlFamilyDialog *self, gint64 id)
{
  for (guint i = 0; i < self->kin->children->len; i++)
    {
      const KlPupil *child = g_ptr_array_index (self->kin->children, i);

      if (child->id == id)
        return kl_child_form_new (self->session, self->kin, child);
    }

  return NULL;
}

static void
row_activated_cb (KlFamilyDialog *self, GtkWidget *row)
{
  const gint64 *id = g_object_get_data (G_OBJECT (row), "kl-id");
  AdwDialog *form = g_object_get_data (G_OBJECT (row), "kl-child") != NULL
                      ? create_child_form (self, *id)
                      : kl_guardian_form_new (self->session, self->kin, *id);

  if (form != NULL)
    adw_dialog_present (form, GTK_WIDGET (self));
}

static void
append_row (KlFamilyDialog *self,
            AdwPreferencesGroup *group,
            const char *name,
            const char *detail,
            gint64 id)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (28, name, TRUE));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  kl_held_focus_set_id (row, id);
  g_object_set_data_full (G_OBJECT (row), "kl-id", g_memdup2 (&id, sizeof id), g_free);
  if (group == self->children_group)
    g_object_set_data (G_OBJECT (row), "kl-child", row);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->groups, group);
}

static void
show_kin (KlFamilyDialog *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take_in_groups (GTK_WIDGET (self));

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (g_ptr_array_index (self->groups, i),
                                  g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->groups, 0);

  for (guint i = 0; i < self->kin->children->len; i++)
    {
      const KlPupil *child = g_ptr_array_index (self->kin->children, i);
      g_autofree char *detail = describe_child (child);

      append_row (self, self->children_group, child->name, detail, child->id);
    }
  for (guint i = 0; i < self->kin->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (self->kin->guardians, i);
      g_autofree char *detail = describe_guardian (self->kin, guardian);

      append_row (self, self->guardians_group, guardian->name, detail, guardian->id);
    }
  gtk_widget_set_sensitive (self->add_sibling_button, self->kin->children->len > 0);
  gtk_widget_set_sensitive (self->add_guardian_button, self->kin->children->len > 0);
}

/* Reading */

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  KlKin *kin = kl_kin_load (db, *(const gint64 *) data, &error);

  if (kin != NULL)
    g_task_return_pointer (task, kin, (GDestroyNotify) kl_kin_free);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlFamilyDialog) self = KL_FAMILY_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  KlKin *kin = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (self->session == NULL)
    {
      kl_kin_free (kin);
      return;
    }
  adw_banner_set_revealed (self->banner, kin == NULL);
  if (kin == NULL)
    {
      adw_banner_set_title (self->banner, error->message);
      return;
    }

  g_clear_pointer (&self->kin, kl_kin_free);
  self->kin = kin;
  show_kin (self);
}

static void
reload (KlFamilyDialog *self)
{
  kl_store_perform_async (kl_session_get_store (self->session), load,
                          g_memdup2 (&self->case_id, sizeof self->case_id), g_free, NULL, loaded_cb,
                          g_object_ref (self));
}

static void
store_changed_cb (KlFamilyDialog *self, guint what, gint64 case_id)
{
  if ((what & (KL_CHANGE_PUPILS | KL_CHANGE_CASES)) != 0)
    reload (self);
}

/* Callbacks */

static void
add_sibling_cb (KlFamilyDialog *self)
{
  adw_dialog_present (kl_sibling_form_new (self->session, self->kin), GTK_WIDGET (self));
}

static void
add_guardian_cb (KlFamilyDialog *self)
{
  adw_dialog_present (kl_guardian_form_new (self->session, self->kin, 0), GTK_WIDGET (self));
}

/* Overrides */

static void
kl_family_dialog_dispose (GObject *object)
{
  KlFamilyDialog *self = KL_FAMILY_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->kin, kl_kin_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_family_dialog_parent_class)->dispose (object);
}

static void
kl_family_dialog_class_init (KlFamilyDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_family_dialog_dispose;
}

static AdwPreferencesGroup *
create_group (KlFamilyDialog *self,
              AdwPreferencesPage *page,
              const char *title,
              const char *add,
              GCallback callback,
              GtkWidget **button)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  *button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_widget_set_tooltip_text (*button, add);
  gtk_widget_set_valign (*button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (*button, FALSE);
  gtk_widget_add_css_class (*button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (*button), GTK_ACCESSIBLE_PROPERTY_LABEL, add, -1);
  g_signal_connect_object (*button, "clicked", callback, self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (group, title);
  adw_preferences_group_set_header_suffix (group, *button);
  adw_preferences_page_add (page, group);

  return group;
}

static void
kl_family_dialog_init (KlFamilyDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  self->rows = g_ptr_array_new ();
  self->groups = g_ptr_array_new ();
  self->banner = ADW_BANNER (adw_banner_new (""));
  self->guardians_group =
    create_group (self, page, _ ("Parents and carers"), _ ("Add a parent or carer"),
                  G_CALLBACK (add_guardian_cb), &self->add_guardian_button);
  self->children_group = create_group (self, page, _ ("Children"), _ ("Add a brother or sister"),
                                       G_CALLBACK (add_sibling_cb), &self->add_sibling_button);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->banner));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (page));
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Family"));
  kl_dialog_set_width (ADW_DIALOG (self), 560);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  adw_dialog_set_child (ADW_DIALOG (self), view);
}

/* Public API */

/**
 * kl_family_dialog_new:
 * @session: who works here
 * @case_id: a case about children or a family
 *
 * Returns: (transfer floating): their brothers and sisters and parents, to look at and to change
 */
AdwDialog *
kl_family_dialog_new (KlSession *session, gint64 case_id)
{
  KlFamilyDialog *self = g_object_new (KL_TYPE_FAMILY_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->case_id = case_id;
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (store_changed_cb),
                           self, G_CONNECT_SWAPPED);
  reload (self);

  return ADW_DIALOG (self);
}
