/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-doubles-dialog.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-dialog-width.h"
#include "charts/kl-held-focus.h"
#include "kl-merge-form.h"
#include "kl-who-entry.h"
#include "store/kl-cases.h"
#include "store/kl-pupil-merge.h"
#include "store/kl-pupils.h"

/*
 * Pupils that may be one child, those that were put together, and the way back. Of a school or of
 * the children of one case.
 */
struct _KlDoublesDialog
{
  AdwDialog parent_instance;

  AdwToastOverlay *toasts;
  AdwPreferencesGroup *doubles_group;
  AdwPreferencesGroup *merges_group;
  KlWhoEntry *one_entry;
  KlWhoEntry *other_entry;
  GtkWidget *compare_button;
  GPtrArray *rows;
  GPtrArray *groups; /* in which each row stands */

  KlSession *session;
  gint64 school_id;
  gint64 case_id;
  gboolean named; /* whether the child of the case was filled in */
};

G_DEFINE_FINAL_TYPE (KlDoublesDialog, kl_doubles_dialog, ADW_TYPE_DIALOG)

/* On the store's thread */

typedef struct
{
  gint64 school_id;
  gint64 case_id;
} Wanted;

typedef struct
{
  GPtrArray *doubles;    /* KlPupilDouble */
  GPtrArray *merges;     /* KlPupilMerge */
  GPtrArray *kept;       /* KlPupil, of each merge */
  GPtrArray *members;    /* KlPupil, of the case */
  GPtrArray *candidates; /* KlWho */
} Brought;

static void
brought_free (Brought *brought)
{
  g_clear_pointer (&brought->doubles, g_ptr_array_unref);
  g_clear_pointer (&brought->merges, g_ptr_array_unref);
  g_clear_pointer (&brought->kept, g_ptr_array_unref);
  g_clear_pointer (&brought->members, g_ptr_array_unref);
  g_clear_pointer (&brought->candidates, g_ptr_array_unref);
  g_free (brought);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Brought, brought_free)

static gboolean
is_member (const Brought *brought, gint64 pupil_id)
{
  for (guint i = 0; i < brought->members->len; i++)
    if (((const KlPupil *) g_ptr_array_index (brought->members, i))->id == pupil_id)
      return TRUE;

  return FALSE;
}

static gboolean
bring_members (KlDb *db, const Wanted *wanted, Brought *brought, GError **error)
{
  g_autoptr (KlCaseFile) file = NULL;

  brought->members = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  if (wanted->case_id == 0)
    return TRUE;

  file = kl_cases_load_file (db, wanted->case_id, kl_clock_today (), error);
  for (guint i = 0; file != NULL && i < file->pupils->len; i++)
    g_ptr_array_add (brought->members,
                     kl_pupil_copy (
                       ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil));

  return file != NULL;
}

static gboolean
bring_doubles (KlDb *db, const Wanted *wanted, Brought *brought, GError **error)
{
  brought->doubles = kl_pupils_find_doubles (db, wanted->school_id, error);
  if (brought->doubles == NULL)
    return FALSE;

  for (guint i = brought->doubles->len; wanted->case_id != 0 && i > 0; i--)
    {
      const KlPupilDouble *pair = g_ptr_array_index (brought->doubles, i - 1);

      if (!is_member (brought, pair->one->id) && !is_member (brought, pair->other->id))
        g_ptr_array_remove_index (brought->doubles, i - 1);
    }

  return TRUE;
}

static gboolean
bring_merges (KlDb *db, const Wanted *wanted, Brought *brought, GError **error)
{
  brought->kept = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  brought->merges = kl_pupils_list_merges_of_school (db, wanted->school_id, error);
  if (brought->merges == NULL)
    return FALSE;

  for (guint i = brought->merges->len; wanted->case_id != 0 && i > 0; i--)
    if (!is_member (brought,
                    ((const KlPupilMerge *) g_ptr_array_index (brought->merges, i - 1))->kept_id))
      g_ptr_array_remove_index (brought->merges, i - 1);
  for (guint i = 0; i < brought->merges->len; i++)
    {
      const KlPupilMerge *merge = g_ptr_array_index (brought->merges, i);
      KlPupil *kept = kl_pupils_get (db, merge->kept_id, error);

      if (kept == NULL)
        return FALSE;
      g_ptr_array_add (brought->kept, kept);
    }

  return TRUE;
}

static gboolean
bring_candidates (KlDb *db, const Wanted *wanted, Brought *brought, GError **error)
{
  const KlPupilFilter filter = { .school_id = wanted->school_id,
                                 .with_left = TRUE,
                                 .with_unlisted = TRUE };
  g_autoptr (GPtrArray) pupils = kl_pupils_list (db, &filter, error);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  if (pupils != NULL)
    brought->candidates = kl_who_collect (pupils, none);

  return pupils != NULL;
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Wanted *wanted = data;
  g_autoptr (Brought) brought = g_new0 (Brought, 1);
  GError *error = NULL;

  if (bring_members (db, wanted, brought, &error) && bring_doubles (db, wanted, brought, &error)
      && bring_merges (db, wanted, brought, &error)
      && bring_candidates (db, wanted, brought, &error))
    g_task_return_pointer (task, g_steal_pointer (&brought), (GDestroyNotify) brought_free);
  else
    g_task_return_error (task, error);
}

static gint64
split (KlDb *db, gpointer data, GError **error)
{
  const gint64 double_id = *(const gint64 *) data;

  return kl_pupils_split (db, double_id, error) ? double_id : 0;
}

/* Splitting */

static void
show_message (KlDoublesDialog *self, const char *message)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
split_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDoublesDialog) self = KL_DOUBLES_DIALOG (user_data);
  g_autoptr (GError) error = NULL;

  if (kl_work_finish (KL_STORE (source), result, &error) != 0)
    show_message (self, _ ("They are two again, each with what was its own"));
  else
    show_message (self, error->message);
}

static void
start_split (KlDoublesDialog *self, gint64 double_id)
{
  kl_work_perform (kl_session_get_store (self->session),
                   kl_work_new (split, g_memdup2 (&double_id, sizeof double_id), g_free),
                   split_done_cb, g_object_ref (self));
}

static void
split_cb (KlDoublesDialog *self, GtkWidget *button)
{
  start_split (self, *(const gint64 *) g_object_get_data (G_OBJECT (button), "kl-double"));
}

static void
undo_cb (KlDoublesDialog *self, AdwToast *toast)
{
  start_split (self, *(const gint64 *) g_object_get_data (G_OBJECT (toast), "kl-double"));
}

/* Merging */

static void
merged_cb (KlDoublesDialog *self, gint64 double_id)
{
  AdwToast *toast = adw_toast_new (_ ("Merged into one child"));

  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_object_set_data_full (G_OBJECT (toast), "kl-double", g_memdup2 (&double_id, sizeof double_id),
                          g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

typedef struct
{
  gint64 one_id;
  gint64 other_id;
} Pair;

static void
load_pair (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Pair *pair = data;
  GError *error = NULL;
  KlMergePair *found = kl_merge_pair_load (db, pair->one_id, pair->other_id, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) kl_merge_pair_free);
  else
    g_task_return_error (task, error);
}

static void
pair_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDoublesDialog) self = KL_DOUBLES_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  KlMergePair *pair = kl_store_perform_finish (KL_STORE (source), result, &error);
  KlForm *form;

  if (pair == NULL)
    {
      show_message (self, error->message);
      return;
    }
  if (self->session == NULL)
    {
      kl_merge_pair_free (pair);
      return;
    }

  form = kl_merge_form_new (self->session, pair);
  g_signal_connect_object (form, "saved", G_CALLBACK (merged_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (form), GTK_WIDGET (self));
}

static void
compare (KlDoublesDialog *self, gint64 one_id, gint64 other_id)
{
  const Pair pair = { one_id, other_id };

  kl_store_perform_async (kl_session_get_store (self->session), load_pair,
                          g_memdup2 (&pair, sizeof pair), g_free, NULL, pair_loaded_cb,
                          g_object_ref (self));
}

static void
double_activated_cb (KlDoublesDialog *self, GtkWidget *row)
{
  const Pair *pair = g_object_get_data (G_OBJECT (row), "kl-pair");

  compare (self, pair->one_id, pair->other_id);
}

/* The last that was chosen counts. */
static gint64
get_chosen (KlWhoEntry *entry)
{
  const GPtrArray *chosen = kl_who_entry_get_chosen (entry);

  return chosen->len > 0 ? ((const KlWho *) g_ptr_array_index (chosen, chosen->len - 1))->id : 0;
}

static void
compare_cb (KlDoublesDialog *self)
{
  compare (self, get_chosen (self->one_entry), get_chosen (self->other_entry));
}

static void
chosen_cb (KlDoublesDialog *self)
{
  const gint64 one = get_chosen (self->one_entry), other = get_chosen (self->other_entry);

  gtk_widget_set_sensitive (self->compare_button, one != 0 && other != 0 && one != other);
}

/* Showing */

static GtkWidget *
append_row (KlDoublesDialog *self,
            AdwPreferencesGroup *group,
            const char *title,
            const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_preferences_group_add (group, row);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->groups, group);

  return row;
}

static void
append_double (KlDoublesDialog *self, const KlPupilDouble *pair)
{
  g_autofree char *birth = kl_date_format (pair->one->birth, KL_DATE_STYLE_LONG);
  /* Translators: two names */
  g_autofree char *title = g_strdup_printf (_ ("%s and %s"), pair->one->name, pair->other->name);
  g_autofree char *subtitle = g_strdup_printf (_ ("both born on %s"), birth);
  GtkWidget *row = append_row (self, self->doubles_group, title, subtitle);
  const Pair ids = { pair->one->id, pair->other->id };

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  kl_held_focus_set_id (row, ids.other_id);
  g_object_set_data_full (G_OBJECT (row), "kl-pair", g_memdup2 (&ids, sizeof ids), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (double_activated_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
append_merge (KlDoublesDialog *self, const KlPupilMerge *merge, const KlPupil *kept)
{
  g_autofree char *day =
    kl_date_format (kl_time_get_date (merge->merged_at), KL_DATE_STYLE_SHORT_YEAR);
  g_autofree char *subtitle =
    merge->who != NULL
      /* Translators: a pupil, a day, a colleague */
      ? g_strdup_printf (_ ("is %s since %s, by %s"), kept->name, day, merge->who->name)
      /* Translators: a pupil, a day */
      : g_strdup_printf (_ ("is %s since %s"), kept->name, day);
  g_autofree char *spoken = g_strdup_printf (_ ("Split off %s"), merge->name);
  GtkWidget *row = append_row (self, self->merges_group, merge->name, subtitle);
  GtkWidget *button = gtk_button_new_with_label (_ ("Split"));

  kl_held_focus_set_id (row, merge->double_id);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, merge->last);
  if (!merge->last)
    gtk_widget_set_tooltip_text (button,
                                 _ ("This pupil was merged again later. Take that apart first."));
  /* The words on it alone do not say who is split off. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "kl-double",
                          g_memdup2 (&merge->double_id, sizeof merge->double_id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (split_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
clear_rows (KlDoublesDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (g_ptr_array_index (self->groups, i),
                                  g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->groups, 0);
}

static void
show_brought (KlDoublesDialog *self, const Brought *brought)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take_in_groups (GTK_WIDGET (self));

  clear_rows (self);
  for (guint i = 0; i < brought->doubles->len; i++)
    append_double (self, g_ptr_array_index (brought->doubles, i));
  adw_preferences_group_set_description (
    self->doubles_group,
    brought->doubles->len > 0 ? NULL : _ ("No two pupils with one birthday have names alike."));
  for (guint i = 0; i < brought->merges->len; i++)
    append_merge (self, g_ptr_array_index (brought->merges, i),
                  g_ptr_array_index (brought->kept, i));
  gtk_widget_set_visible (GTK_WIDGET (self->merges_group), brought->merges->len > 0);
  kl_who_entry_set_candidates (self->one_entry, brought->candidates);
  kl_who_entry_set_candidates (self->other_entry, brought->candidates);
  if (brought->members->len == 1 && !self->named)
    {
      const KlPupil *pupil = g_ptr_array_index (brought->members, 0);
      g_autoptr (KlWho) who = kl_who_new (KL_WHO_PUPIL, pupil->id, pupil->name, NULL);

      kl_who_entry_choose (self->one_entry, who);
    }
  self->named = TRUE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlDoublesDialog) self = KL_DOUBLES_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (Brought) brought = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (self->session == NULL)
    return;
  if (brought != NULL)
    show_brought (self, brought);
  else
    show_message (self, error->message);
}

static void
reload (KlDoublesDialog *self)
{
  const Wanted wanted = { self->school_id, self->case_id };

  kl_store_perform_async (kl_session_get_store (self->session), load,
                          g_memdup2 (&wanted, sizeof wanted), g_free, NULL, loaded_cb,
                          g_object_ref (self));
}

static void
store_changed_cb (KlDoublesDialog *self, guint what, gint64 case_id)
{
  if ((what & KL_CHANGE_PUPILS) != 0)
    reload (self);
}

/* Building */

static KlWhoEntry *
create_entry (KlDoublesDialog *self, GtkBox *box, const char *label)
{
  GtkWidget *entry = g_object_new (KL_TYPE_WHO_ENTRY, NULL);

  kl_who_entry_set_kinds (KL_WHO_ENTRY (entry), KL_WHO_KIND_BIT (KL_WHO_PUPIL), label, _ ("Name"));
  gtk_widget_add_css_class (entry, "card");
  g_signal_connect_object (entry, "notify::empty", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (box, entry);

  return KL_WHO_ENTRY (entry);
}

static AdwPreferencesGroup *
create_group (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);

  return group;
}

/* For two that no rule finds: a first name that was caught at the door has no birthday. */
static void
build_pointing (KlDoublesDialog *self, AdwPreferencesGroup *group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->one_entry = create_entry (self, GTK_BOX (box), _ ("This child"));
  self->other_entry = create_entry (self, GTK_BOX (box), _ ("is the same as"));
  self->compare_button = gtk_button_new_with_mnemonic (_ ("_Compare"));
  gtk_widget_set_halign (self->compare_button, GTK_ALIGN_END);
  gtk_widget_set_sensitive (self->compare_button, FALSE);
  g_signal_connect_object (self->compare_button, "clicked", G_CALLBACK (compare_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), self->compare_button);
  adw_preferences_group_add (group, box);
}

/* Overrides */

static void
kl_doubles_dialog_dispose (GObject *object)
{
  KlDoublesDialog *self = KL_DOUBLES_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->groups, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_doubles_dialog_parent_class)->dispose (object);
}

static void
kl_doubles_dialog_class_init (KlDoublesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_doubles_dialog_dispose;
}

static void
kl_doubles_dialog_init (KlDoublesDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  self->rows = g_ptr_array_new ();
  self->groups = g_ptr_array_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->doubles_group = create_group (page, _ ("Possibly the same child"));
  build_pointing (self, create_group (page, _ ("Point out two yourself")));
  self->merges_group = create_group (page, _ ("Merged before"));
  gtk_widget_set_visible (GTK_WIDGET (self->merges_group), FALSE);
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (page));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->toasts));
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Entered twice"));
  kl_dialog_set_width (ADW_DIALOG (self), 600);
  adw_dialog_set_content_height (ADW_DIALOG (self), 600);
  adw_dialog_set_child (ADW_DIALOG (self), view);
}

/* Public API */

/**
 * kl_doubles_dialog_new:
 * @session: who works here
 * @school_id: a school
 * @case_id: a case there, to look at its children alone; 0 for every pupil
 *
 * Returns: (transfer floating): pupils that may be the same child, to merge, and those that were
 *   merged, to split
 */
AdwDialog *
kl_doubles_dialog_new (KlSession *session, gint64 school_id, gint64 case_id)
{
  KlDoublesDialog *self = g_object_new (KL_TYPE_DOUBLES_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->school_id = school_id;
  self->case_id = case_id;
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (store_changed_cb),
                           self, G_CONNECT_SWAPPED);
  reload (self);

  return ADW_DIALOG (self);
}
