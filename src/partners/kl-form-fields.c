/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-form-private.h"

#include "charts/kl-choice-names.h"
#include "charts/kl-date-button.h"
#include "charts/kl-spelling.h"

/* What a form asks: its rows, and the values that stand in them. */

/* Fields */

void
kl_form_field_free (KlFormField *field)
{
  g_free (field->name);
  g_free (field->initial);
  g_free (field);
}

static KlFormField *
find_field (KlForm *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      KlFormField *field = g_ptr_array_index (self->fields, i);

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
char *
kl_form_field_dup_value (const KlFormField *field)
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

void
kl_form_field_set_value (const KlFormField *field, const char *value)
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
           KlFormFieldKind kind,
           GtkWidget *row,
           GtkWidget *control,
           const char *signal_name,
           gpointer instance)
{
  KlFormField *field = g_new0 (KlFormField, 1);

  field->name = g_strdup (name);
  field->kind = kind;
  field->row = row;
  field->control = control;
  field->initial = kl_form_field_dup_value (field);
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

/* Public API: building */

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
  GtkTextBuffer *buffer;

  g_return_val_if_fail (KL_IS_FORM (self), NULL);

  kl_spelling_attach (GTK_TEXT_VIEW (view));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

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
  kl_choice_name_items (row);
  add_field (self, name, FIELD_CHOICE, row, row, "notify::selected", row);

  return row;
}

/**
 * kl_form_make_searchable:
 * @row: what kl_form_add_choice() returned
 *
 * Lets a long list of choices be searched by typing.
 */
void
kl_form_make_searchable (GtkWidget *row)
{
  g_autoptr (GtkExpression) expression =
    gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  g_return_if_fail (ADW_IS_COMBO_ROW (row));

  adw_combo_row_set_expression (ADW_COMBO_ROW (row), expression);
  adw_combo_row_set_search_match_mode (ADW_COMBO_ROW (row), GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_combo_row_set_enable_search (ADW_COMBO_ROW (row), TRUE);
}

/**
 * kl_form_add_words:
 * @self: a form
 * @name: of the field
 * @label: what is asked
 * @words: which words of the field are the answers
 * @first: (nullable): an answer before all of them
 * @selected: which of them stands in it, @first among them
 *
 * Returns: (transfer none): the row
 */
GtkWidget *
kl_form_add_words (KlForm *self,
                   const char *name,
                   const char *label,
                   KlVocabulary words,
                   const char *first,
                   guint selected)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new ();

  if (first != NULL)
    g_ptr_array_add (choices, (gpointer) first);
  for (int i = 0; i < (int) kl_words_get_size (words); i++)
    g_ptr_array_add (choices, (gpointer) kl_words_get_label (words, i));
  g_ptr_array_add (choices, NULL);

  return kl_form_add_choice (self, name, label, (const char *const *) choices->pdata, selected);
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
  kl_date_button_set_title (KL_DATE_BUTTON (button), label);
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
  const KlFormField *field = find_field (self, name);

  return g_strstrip (kl_form_field_dup_value (field));
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
  kl_form_field_set_value (find_field (self, name), text != NULL ? text : "");
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
 * kl_form_set_choices:
 * @self: a form
 * @name: of a field with choices
 * @choices: (array zero-terminated=1): other answers than before
 * @selected: which of them stands in it
 */
void
kl_form_set_choices (KlForm *self, const char *name, const char *const *choices, guint selected)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_field (self, name)->control);
  g_autoptr (GtkStringList) model = gtk_string_list_new (choices);

  adw_combo_row_set_model (row, G_LIST_MODEL (model));
  adw_combo_row_set_selected (row, selected);
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
