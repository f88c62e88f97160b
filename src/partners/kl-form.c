/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-form-private.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-dialog-width.h"
#include "charts/kl-save-keys.h"
#include "kl-config.h"

/* Words are never longer than this in memory alone. */
#define DRAFT_DELAY_MS 800

#define WIDTH 520

#define DRAFT_GROUP "form"

enum
{
  SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (KlForm, kl_form, ADW_TYPE_DIALOG)

/* Said aloud when it is new: the name of a label that is a status or an alert is not read. */
static void
say (GtkLabel *label, const char *words)
{
  if (g_str_equal (gtk_label_get_label (label), words))
    return;

  gtk_label_set_label (label, words);
  if (*words != '\0')
    gtk_accessible_announce (GTK_ACCESSIBLE (label), words,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* A dialog looks at its height when it comes; what is asked for later needs room as well. That the
 * dialog follows its content would do the same, but then its width does too. */
static void
fit_height (KlForm *self)
{
  GtkWidget *child = adw_dialog_get_child (ADW_DIALOG (self));
  const int width = gtk_widget_get_width (child);
  int natural;

  if (width <= 0)
    return;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &natural, NULL, NULL);
  adw_dialog_set_content_height (ADW_DIALOG (self), natural);
}

/* Drafts */

/* NULL when everything stands as it did at first. */
static char *
serialize (KlForm *self)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gboolean changed = FALSE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const KlFormField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *value = kl_form_field_dup_value (field);

      if (value == NULL || g_strcmp0 (value, field->initial) == 0)
        continue;
      g_key_file_set_string (file, DRAFT_GROUP, field->name, value);
      changed = TRUE;
    }

  return changed ? g_key_file_to_data (file, NULL, NULL) : NULL;
}

static gboolean
restore (KlForm *self, const char *draft)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  gboolean restored = FALSE;

  if (!g_key_file_load_from_data (file, draft, strlen (draft), G_KEY_FILE_NONE, NULL))
    return FALSE;

  for (guint i = 0; i < self->fields->len; i++)
    {
      const KlFormField *field = g_ptr_array_index (self->fields, i);
      g_autofree char *value = g_key_file_get_string (file, DRAFT_GROUP, field->name, NULL);

      if (value == NULL)
        continue;
      kl_form_field_set_value (field, value);
      restored = TRUE;
    }

  return restored;
}

static void
keep_draft (KlForm *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  if (self->keeper == NULL || self->finished || self->loading || self->session == NULL)
    return;

  text = serialize (self);
  kl_draft_keeper_keep (self->keeper, text);
}

static void
draft_timer_cb (gpointer user_data)
{
  KlForm *self = KL_FORM (user_data);

  self->draft_timer = 0;
  keep_draft (self);
}

static void
draft_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlForm) self = KL_FORM (user_data);
  g_autofree char *draft = kl_draft_keeper_load_finish (KL_DRAFT_KEEPER (source), result, NULL);
  g_autofree char *typed = NULL;

  if (self->session == NULL)
    return;

  /* Who began to type before it came does not want the old words. */
  typed = serialize (self);
  if (draft != NULL && typed == NULL && restore (self, draft))
    adw_banner_set_revealed (self->draft_banner, TRUE);
  self->loading = FALSE;
  kl_form_changed (self);
}

/* Callbacks */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlForm) self = KL_FORM (user_data);
  g_autoptr (GError) error = NULL;
  gint64 id = kl_work_finish (KL_STORE (source), result, &error);

  self->saving = FALSE;
  if (self->session == NULL)
    return;
  if (id == 0)
    {
      say (self->error_label, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
      kl_form_changed (self);
      return;
    }

  self->finished = TRUE;
  if (self->keeper != NULL)
    kl_draft_keeper_keep (self->keeper, NULL);
  g_signal_emit (self, signals[SAVED], 0, id);
  adw_dialog_force_close (ADW_DIALOG (self));
}

static void
save_cb (KlForm *self)
{
  kl_form_save (self);
}

static gboolean
save_shortcut_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  kl_form_save (KL_FORM (widget));
  return TRUE;
}

static void
cancel_cb (KlForm *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
start_again_cb (KlForm *self)
{
  adw_banner_set_revealed (self->draft_banner, FALSE);
  for (guint i = 0; i < self->fields->len; i++)
    {
      const KlFormField *field = g_ptr_array_index (self->fields, i);

      if (field->initial != NULL)
        kl_form_field_set_value (field, field->initial);
    }
  kl_form_changed (self);
}

/* Overrides */

static void
kl_form_closed (AdwDialog *dialog)
{
  keep_draft (KL_FORM (dialog));
}

/* The focus would be on Cancel, and the first blank that is typed would close the form. */
static void
kl_form_map (GtkWidget *widget)
{
  KlForm *self = KL_FORM (widget);

  GTK_WIDGET_CLASS (kl_form_parent_class)->map (widget);

  for (guint i = 0; i < self->fields->len; i++)
    {
      const KlFormField *field = g_ptr_array_index (self->fields, i);

      if (field->kind != FIELD_WIDGET && gtk_widget_get_visible (field->row)
          && gtk_widget_grab_focus (field->control))
        break;
    }
}

static void
kl_form_dispose (GObject *object)
{
  KlForm *self = KL_FORM (object);

  keep_draft (self);
  g_clear_object (&self->keeper);
  g_clear_object (&self->session);
  self->check = NULL;
  self->collect = NULL;
  if (self->destroy != NULL)
    g_steal_pointer (&self->destroy) (g_steal_pointer (&self->data));
  g_ptr_array_set_size (self->fields, 0);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_FORM);
  G_OBJECT_CLASS (kl_form_parent_class)->dispose (object);
}

static void
kl_form_finalize (GObject *object)
{
  KlForm *self = KL_FORM (object);

  g_ptr_array_unref (self->fields);

  G_OBJECT_CLASS (kl_form_parent_class)->finalize (object);
}

static void
kl_form_class_init (KlFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = kl_form_dispose;
  object_class->finalize = kl_form_finalize;
  widget_class->map = kl_form_map;
  ADW_DIALOG_CLASS (klass)->closed = kl_form_closed;

  /**
   * KlForm::saved:
   * @self: a form
   * @id: what the change gave
   *
   * The change was made; the form closes.
   */
  signals[SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/partners/form.ui");
  gtk_widget_class_bind_template_child (widget_class, KlForm, box);
  gtk_widget_class_bind_template_child (widget_class, KlForm, draft_banner);
  gtk_widget_class_bind_template_child (widget_class, KlForm, error_label);
  gtk_widget_class_bind_template_child (widget_class, KlForm, foot);
  gtk_widget_class_bind_template_child (widget_class, KlForm, hint_label);
  gtk_widget_class_bind_template_child (widget_class, KlForm, missing_label);
  gtk_widget_class_bind_template_child (widget_class, KlForm, save_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, start_again_cb);
}

static void
kl_form_init (KlForm *self)
{
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_form_field_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  kl_save_keys_add (GTK_WIDGET (self), gtk_callback_action_new (save_shortcut_cb, NULL, NULL));
  kl_dialog_set_width (ADW_DIALOG (self), WIDTH);
}

/* Public API: building */

/**
 * kl_form_new:
 * @session: who fills it in
 * @title: of the dialog
 * @save_label: of the button that makes the change, with a mnemonic
 *
 * Returns: (transfer floating): an empty form
 */
KlForm *
kl_form_new (KlSession *session, const char *title, const char *save_label)
{
  KlForm *self;

  g_return_val_if_fail (KL_IS_SESSION (session), NULL);

  self = g_object_new (KL_TYPE_FORM, "title", title, NULL);
  self->session = g_object_ref (session);
  gtk_button_set_label (self->save_button, save_label);
  g_signal_connect_object (session, "flush", G_CALLBACK (keep_draft), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * kl_form_get_session:
 * @self: a form
 *
 * Returns: (transfer none): who fills it in
 */
KlSession *
kl_form_get_session (KlForm *self)
{
  g_return_val_if_fail (KL_IS_FORM (self), NULL);

  return self->session;
}

/**
 * kl_form_set_hint:
 * @self: a form
 * @hint: (nullable): what it is about, above the fields
 */
void
kl_form_set_hint (KlForm *self, const char *hint)
{
  g_return_if_fail (KL_IS_FORM (self));

  gtk_label_set_label (self->hint_label, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), hint != NULL && *hint != '\0');
}

/* Public API: work */

/**
 * kl_form_set_work:
 * @self: a form
 * @check: (nullable): says what is missing
 * @collect: makes the change
 * @user_data: for both
 * @destroy: (nullable): frees @user_data
 *
 * To be called when all fields are there.
 */
void
kl_form_set_work (KlForm *self,
                  KlFormCheck check,
                  KlFormCollect collect,
                  gpointer user_data,
                  GDestroyNotify destroy)
{
  g_return_if_fail (KL_IS_FORM (self) && collect != NULL && self->collect == NULL);

  self->check = check;
  self->collect = collect;
  self->data = user_data;
  self->destroy = destroy;
  self->ready = TRUE;
  kl_form_changed (self);
}

/**
 * kl_form_set_draft:
 * @self: a form with all its fields
 * @place: where its draft is kept
 *
 * What is typed stays until it is saved, also when the form is closed or the program ends.
 */
void
kl_form_set_draft (KlForm *self, const char *place)
{
  g_return_if_fail (KL_IS_FORM (self) && self->keeper == NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      KlFormField *field = g_ptr_array_index (self->fields, i);

      g_free (field->initial);
      field->initial = kl_form_field_dup_value (field);
    }
  self->keeper = kl_draft_keeper_new (self->session, place);
  self->loading = TRUE;
  kl_draft_keeper_load_async (self->keeper, NULL, draft_loaded_cb, g_object_ref (self));
}

/**
 * kl_form_changed:
 * @self: a form
 *
 * Looks again whether everything is there.
 */
void
kl_form_changed (KlForm *self)
{
  g_autofree char *missing = NULL;

  g_return_if_fail (KL_IS_FORM (self));

  if (!self->ready || self->collect == NULL)
    return;

  if (self->check != NULL)
    missing = self->check (self, self->data);
  say (self->missing_label, missing != NULL ? missing : "");
  gtk_widget_set_visible (GTK_WIDGET (self->foot), missing != NULL || self->second_button != NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), missing == NULL && !self->saving);
  fit_height (self);
  if (self->keeper != NULL && !self->loading && self->draft_timer == 0)
    self->draft_timer = g_timeout_add_once (DRAFT_DELAY_MS, draft_timer_cb, self);
}

/**
 * kl_form_save:
 * @self: a form
 *
 * Makes the change when nothing is missing, and closes the form when it is kept.
 */
void
kl_form_save (KlForm *self)
{
  g_return_if_fail (KL_IS_FORM (self));

  if (self->collect != NULL && !self->saving
      && gtk_widget_get_sensitive (GTK_WIDGET (self->save_button)))
    kl_form_save_work (self, self->collect (self, self->data));
}

/**
 * kl_form_save_work:
 * @self: a form
 * @work: (transfer full): another change than the one that it stands for
 */
void
kl_form_save_work (KlForm *self, KlWork *work)
{
  g_return_if_fail (KL_IS_FORM (self) && work != NULL);

  self->saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  kl_work_perform (kl_session_get_store (self->session), work, saved_cb, g_object_ref (self));
}
