/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-form.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-date-button.h"
#include "kl-config.h"
#include "store/kl-drafts.h"

/* Words are never longer than this in memory alone. */
#define DRAFT_DELAY_MS 800

#define DRAFT_GROUP "form"

typedef enum
{
  FIELD_WIDGET,
  FIELD_ENTRY,
  FIELD_TEXT,
  FIELD_CHOICE,
  FIELD_DATE,
  FIELD_CHECK,
} FieldKind;

/* One thing that is asked: its row in the list, and what holds its value. */
typedef struct
{
  char *name;
  FieldKind kind;
  GtkWidget *row;
  GtkWidget *control;
  char *initial; /* as it stood before anybody typed */
} Field;

/*
 * A dialog that asks some facts and makes one change of them. It says what is missing, keeps what
 * was typed as a draft until it is saved, and says what the store refuses.
 */
struct _KlForm
{
  AdwDialog parent_instance;

  GtkBox *box;
  AdwBanner *draft_banner;
  GtkLabel *error_label;
  GtkBox *foot;
  GtkLabel *hint_label;
  GtkLabel *missing_label;
  GtkButton *save_button;

  GtkWidget *second_button;
  KlSession *session;
  GPtrArray *fields;
  AdwPreferencesGroup *group;
  KlFormCheck check;
  KlFormCollect collect;
  gpointer data;
  GDestroyNotify destroy;
  char *place; /* of the draft */
  guint draft_timer;
  gboolean loading;
  gboolean ready;
  gboolean saving;
  gboolean finished;
};

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

/* Fields */

static void
field_free (Field *field)
{
  g_free (field->name);
  g_free (field->initial);
  g_free (field);
}

static Field *
find_field (KlForm *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      if (g_str_equal (field->name, name))
        return field;
    }

  g_return_val_if_reached (NULL);
}

static char *
dup_buffer (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* What stands in a field as one text, as it is kept in a draft. */
static char *
dup_value (const Field *field)
{
  switch (field->kind)
    {
    case FIELD_ENTRY:
      return g_strdup (gtk_editable_get_text (GTK_EDITABLE (field->control)));
    case FIELD_TEXT:
      return dup_buffer (GTK_TEXT_VIEW (field->control));
    case FIELD_CHOICE:
      return g_strdup_printf ("%u", adw_combo_row_get_selected (ADW_COMBO_ROW (field->control)));
    case FIELD_DATE:
      return g_strdup_printf ("%d", kl_date_button_get_date (KL_DATE_BUTTON (field->control)));
    case FIELD_CHECK:
      return g_strdup (adw_switch_row_get_active (ADW_SWITCH_ROW (field->control)) ? "1" : "0");
    case FIELD_WIDGET:
    default:
      return NULL;
    }
}

static void
set_value (const Field *field, const char *value)
{
  switch (field->kind)
    {
    case FIELD_ENTRY:
      gtk_editable_set_text (GTK_EDITABLE (field->control), value);
      break;
    case FIELD_TEXT:
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->control)), value,
                                -1);
      break;
    case FIELD_CHOICE:
      adw_combo_row_set_selected (ADW_COMBO_ROW (field->control),
                                  (guint) g_ascii_strtoull (value, NULL, 10));
      break;
    case FIELD_DATE:
      kl_date_button_set_date (KL_DATE_BUTTON (field->control),
                               (KlDate) g_ascii_strtoll (value, NULL, 10));
      break;
    case FIELD_CHECK:
      adw_switch_row_set_active (ADW_SWITCH_ROW (field->control), g_str_equal (value, "1"));
      break;
    case FIELD_WIDGET:
    default:
      break;
    }
}

static void
add_field (KlForm *self,
           const char *name,
           FieldKind kind,
           GtkWidget *row,
           GtkWidget *control,
           const char *signal_name,
           gpointer instance)
{
  Field *field = g_new0 (Field, 1);

  field->name = g_strdup (name);
  field->kind = kind;
  field->row = row;
  field->control = control;
  field->initial = dup_value (field);
  g_ptr_array_add (self->fields, field);
  if (kind != FIELD_WIDGET)
    {
      if (self->group == NULL)
        kl_form_add_section (self, NULL);
      adw_preferences_group_add (self->group, row);
    }
  if (signal_name != NULL)
    g_signal_connect_object (instance, signal_name, G_CALLBACK (kl_form_changed), self,
                             G_CONNECT_SWAPPED);
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
      const Field *field = g_ptr_array_index (self->fields, i);
      g_autofree char *value = dup_value (field);

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
      const Field *field = g_ptr_array_index (self->fields, i);
      g_autofree char *value = g_key_file_get_string (file, DRAFT_GROUP, field->name, NULL);

      if (value == NULL)
        continue;
      set_value (field, value);
      restored = TRUE;
    }

  return restored;
}

static void
keep_draft (KlForm *self)
{
  g_autofree char *text = NULL;

  g_clear_handle_id (&self->draft_timer, g_source_remove);
  if (self->place == NULL || self->finished || self->loading || self->session == NULL)
    return;

  text = serialize (self);
  kl_session_keep_draft (self->session, self->place, text);
}

static void
draft_timer_cb (gpointer user_data)
{
  KlForm *self = KL_FORM (user_data);

  self->draft_timer = 0;
  keep_draft (self);
}

static void
load_draft (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *text = NULL;

  if (kl_drafts_load (db, data, &text, NULL, &error))
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

static void
draft_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlForm) self = KL_FORM (user_data);
  g_autofree char *draft = kl_store_perform_finish (KL_STORE (source), result, NULL);
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
  if (self->place != NULL)
    kl_session_keep_draft (self->session, self->place, NULL);
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
      const Field *field = g_ptr_array_index (self->fields, i);

      if (field->initial != NULL)
        set_value (field, field->initial);
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
      const Field *field = g_ptr_array_index (self->fields, i);

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
  g_free (self->place);

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
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, save_shortcut_cb,
                                NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, save_shortcut_cb,
                                NULL);
}

static void
kl_form_init (KlForm *self)
{
  self->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
  gtk_widget_init_template (GTK_WIDGET (self));
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

/**
 * kl_form_add_section:
 * @self: a form
 * @title: (nullable): what stands above the fields that follow
 *
 * Returns: (transfer none): the group that the fields that follow come in
 */
AdwPreferencesGroup *
kl_form_add_section (KlForm *self, const char *title)
{
  g_return_val_if_fail (KL_IS_FORM (self), NULL);

  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  if (title != NULL)
    adw_preferences_group_set_title (self->group, title);
  gtk_box_append (self->box, GTK_WIDGET (self->group));

  return self->group;
}

/**
 * kl_form_add_widget:
 * @self: a form
 * @name: how it is called in kl_form_get_field()
 * @widget: something that is no field
 */
void
kl_form_add_widget (KlForm *self, const char *name, GtkWidget *widget)
{
  g_return_if_fail (KL_IS_FORM (self) && GTK_IS_WIDGET (widget));

  add_field (self, name, FIELD_WIDGET, widget, widget, NULL, NULL);
  self->group = NULL;
  gtk_box_append (self->box, widget);
}

/**
 * kl_form_add_entry:
 * @self: a form
 * @name: of the field
 * @label: what is asked
 * @text: (nullable): what stands in it
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
kl_form_add_entry (KlForm *self, const char *name, const char *label, const char *text)
{
  GtkWidget *row = adw_entry_row_new ();

  g_return_val_if_fail (KL_IS_FORM (self), NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
  add_field (self, name, FIELD_ENTRY, row, row, "changed", row);

  return row;
}

/**
 * kl_form_add_text:
 * @self: a form
 * @name: of the field
 * @label: what is asked
 * @text: (nullable): what stands in it
 *
 * Returns: (transfer none): the text view, of several lines
 */
GtkWidget *
kl_form_add_text (KlForm *self, const char *name, const char *label, const char *text)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *above = gtk_label_new (label);
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  g_return_val_if_fail (KL_IS_FORM (self), NULL);

  gtk_label_set_xalign (GTK_LABEL (above), 0);
  gtk_label_set_wrap (GTK_LABEL (above), TRUE);
  gtk_widget_add_css_class (above, "caption");
  gtk_widget_add_css_class (above, "kl-second");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_buffer_set_text (buffer, text != NULL ? text : "", -1);
  gtk_widget_set_size_request (view, -1, 44);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE, -1);
  gtk_widget_add_css_class (box, "kl-text-row");
  gtk_box_append (GTK_BOX (box), above);
  gtk_box_append (GTK_BOX (box), view);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  add_field (self, name, FIELD_TEXT, row, view, "changed", buffer);

  return view;
}

/**
 * kl_form_add_choice:
 * @self: a form
 * @name: of the field
 * @label: what is asked
 * @choices: (array zero-terminated=1): the answers
 * @selected: which of them stands in it
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
kl_form_add_choice (KlForm *self,
                    const char *name,
                    const char *label,
                    const char *const *choices,
                    guint selected)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  g_return_val_if_fail (KL_IS_FORM (self), NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  add_field (self, name, FIELD_CHOICE, row, row, "notify::selected", row);

  return row;
}

/**
 * kl_form_add_date:
 * @self: a form
 * @name: of the field
 * @label: what is asked
 * @date: what stands in it
 *
 * Returns: (transfer none): a #KlDateButton
 */
GtkWidget *
kl_form_add_date (KlForm *self, const char *name, const char *label, KlDate date)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = kl_date_button_new ();

  g_return_val_if_fail (KL_IS_FORM (self), NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  kl_date_button_set_date (KL_DATE_BUTTON (button), date);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  add_field (self, name, FIELD_DATE, row, button, "notify::date", button);

  return button;
}

/**
 * kl_form_add_check:
 * @self: a form
 * @name: of the field
 * @label: what is asked
 * @active: whether it is so
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
kl_form_add_check (KlForm *self, const char *name, const char *label, gboolean active)
{
  GtkWidget *row = adw_switch_row_new ();

  g_return_val_if_fail (KL_IS_FORM (self), NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  adw_switch_row_set_active (ADW_SWITCH_ROW (row), active);
  add_field (self, name, FIELD_CHECK, row, row, "notify::active", row);

  return row;
}

/**
 * kl_form_add_second_button:
 * @self: a form
 * @label: of the button, with a mnemonic
 *
 * Returns: (transfer none): another button at the foot of the form
 */
GtkButton *
kl_form_add_second_button (KlForm *self, const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_return_val_if_fail (KL_IS_FORM (self), NULL);

  gtk_box_append (self->foot, button);
  self->second_button = button;
  return GTK_BUTTON (button);
}

/* Public API: values */

/**
 * kl_form_dup_text:
 * @self: a form
 * @name: of a field with text
 *
 * Returns: (transfer full): its text without blanks around it
 */
char *
kl_form_dup_text (KlForm *self, const char *name)
{
  const Field *field = find_field (self, name);

  return g_strstrip (dup_value (field));
}

/**
 * kl_form_get_number:
 * @self: a form
 * @name: of a field with text
 * @none: what an empty field gives
 * @wrong: what something gives that is no number from 0 to 9999
 *
 * Returns: the number in it
 */
int
kl_form_get_number (KlForm *self, const char *name, int none, int wrong)
{
  g_autofree char *text = kl_form_dup_text (self, name);
  guint64 number;

  if (*text == '\0')
    return none;

  return g_ascii_string_to_unsigned (text, 10, 0, 9999, &number, NULL) ? (int) number : wrong;
}

/**
 * kl_form_get_choice:
 * @self: a form
 * @name: of a field with choices
 *
 * Returns: which of them is chosen
 */
guint
kl_form_get_choice (KlForm *self, const char *name)
{
  return adw_combo_row_get_selected (ADW_COMBO_ROW (find_field (self, name)->control));
}

/**
 * kl_form_get_date:
 * @self: a form
 * @name: of a field with a day
 *
 * Returns: the day
 */
KlDate
kl_form_get_date (KlForm *self, const char *name)
{
  return kl_date_button_get_date (KL_DATE_BUTTON (find_field (self, name)->control));
}

/**
 * kl_form_get_check:
 * @self: a form
 * @name: of a field that is so or not
 *
 * Returns: whether it is so
 */
gboolean
kl_form_get_check (KlForm *self, const char *name)
{
  return adw_switch_row_get_active (ADW_SWITCH_ROW (find_field (self, name)->control));
}

void
kl_form_set_text (KlForm *self, const char *name, const char *text)
{
  set_value (find_field (self, name), text != NULL ? text : "");
}

void
kl_form_set_choice (KlForm *self, const char *name, guint selected)
{
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_field (self, name)->control), selected);
}

void
kl_form_set_date (KlForm *self, const char *name, KlDate date)
{
  kl_date_button_set_date (KL_DATE_BUTTON (find_field (self, name)->control), date);
}

void
kl_form_set_check (KlForm *self, const char *name, gboolean active)
{
  adw_switch_row_set_active (ADW_SWITCH_ROW (find_field (self, name)->control), active);
}

/**
 * kl_form_set_visible:
 * @self: a form
 * @name: of a field
 * @visible: whether it is asked now
 */
void
kl_form_set_visible (KlForm *self, const char *name, gboolean visible)
{
  gtk_widget_set_visible (find_field (self, name)->row, visible);
}

/**
 * kl_form_get_field:
 * @self: a form
 * @name: of a field
 *
 * Returns: (transfer none): the widget that holds its value
 */
GtkWidget *
kl_form_get_field (KlForm *self, const char *name)
{
  return find_field (self, name)->control;
}

/* Public API: work */

/**
 * kl_form_set_save_label:
 * @self: a form
 * @label: of the button that makes the change, with a mnemonic
 */
void
kl_form_set_save_label (KlForm *self, const char *label)
{
  g_return_if_fail (KL_IS_FORM (self));

  gtk_button_set_label (self->save_button, label);
}

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
  g_return_if_fail (KL_IS_FORM (self) && self->place == NULL);

  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = g_ptr_array_index (self->fields, i);

      g_free (field->initial);
      field->initial = dup_value (field);
    }
  self->place = g_strdup (place);
  self->loading = TRUE;
  kl_store_perform_async (kl_session_get_store (self->session), load_draft, g_strdup (place),
                          g_free, NULL, draft_loaded_cb, g_object_ref (self));
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
  if (self->place != NULL && !self->loading && self->draft_timer == 0)
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
