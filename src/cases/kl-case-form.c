/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-form.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-dialog-width.h"
#include "charts/kl-first-keys.h"
#include "charts/kl-markup-keys.h"
#include "charts/kl-save-keys.h"
#include "charts/kl-spelling.h"

/*
 * A small dialog that changes one thing about a case: its widgets stand below each other, the
 * button is insensitive while something is missing, and what the store refuses is said in it.
 */
struct _KlCaseForm
{
  AdwDialog parent_instance;

  GtkLabel *error_label;
  GtkLabel *hint_label;
  GtkBox *box;
  GtkButton *save_button;

  KlStore *store;
  KlCaseFormFill fill;
  KlCaseFormRefused refused;
  KlCaseFormSaved saved;
  gpointer fill_data;
  GDestroyNotify fill_destroy;
  gboolean saving;
};

G_DEFINE_FINAL_TYPE (KlCaseForm, kl_case_form, ADW_TYPE_DIALOG)

/* Callbacks */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlCaseForm) self = KL_CASE_FORM (user_data);
  g_autoptr (KlCaseWorkDone) done = kl_case_work_finish (KL_STORE (source), result);

  self->saving = FALSE;
  if (done->error == NULL)
    {
      if (self->saved != NULL)
        self->saved (self, done, self->fill_data);
      adw_dialog_force_close (ADW_DIALOG (self));
      return;
    }

  kl_case_form_changed (self);
  if (self->refused != NULL && self->refused (self, done, self->fill_data))
    return;
  gtk_label_set_label (self->error_label, done->error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), TRUE);
}

static void
save_cb (KlCaseForm *self)
{
  KlCaseWork *work =
    self->fill != NULL && !self->saving ? self->fill (self, self->fill_data) : NULL;

  if (work == NULL)
    return;

  self->saving = TRUE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), FALSE);
  kl_case_work_perform (self->store, work, saved_cb, g_object_ref (self));
}

static gboolean
save_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  KlCaseForm *self = KL_CASE_FORM (widget);

  if (gtk_widget_get_sensitive (GTK_WIDGET (self->save_button)))
    save_cb (self);

  return GDK_EVENT_STOP;
}

static void
cancel_cb (KlCaseForm *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* Building */

static GtkWidget *
create_header (KlCaseForm *self)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  /* The title is read whole between the two buttons of a telephone rather than in the middle. */
  adw_header_bar_set_centering_policy (ADW_HEADER_BAR (header), ADW_CENTERING_POLICY_LOOSE);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (cancel_cb), self, G_CONNECT_SWAPPED);
  self->save_button = GTK_BUTTON (gtk_button_new ());
  gtk_button_set_use_underline (self->save_button, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->save_button), "suggested-action");
  g_signal_connect_object (self->save_button, "clicked", G_CALLBACK (save_cb), self,
                           G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), GTK_WIDGET (self->save_button));

  return header;
}

static GtkLabel *
create_message (const char *style_class, GtkAccessibleRole role)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", role, "xalign", 0.0, "wrap",
                                   TRUE, "visible", FALSE, NULL);

  gtk_widget_add_css_class (label, style_class);
  return GTK_LABEL (label);
}

static GtkWidget *
find_focusable (GtkWidget *widget)
{
  GtkWidget *found = gtk_widget_get_focusable (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_focusable (child);

  return found;
}

/* The cursor starts in what is asked for first, not on the buttons above it. */
static void
begin_with (KlCaseForm *self, GtkWidget *widget)
{
  GtkWidget *first = find_focusable (widget);
  GtkEditable *text =
    GTK_IS_EDITABLE (widget) ? gtk_editable_get_delegate (GTK_EDITABLE (widget)) : NULL;

  if (adw_dialog_get_focus (ADW_DIALOG (self)) != NULL)
    return;

  if (text != NULL || GTK_IS_TEXT_VIEW (widget))
    kl_first_keys_catch (ADW_DIALOG (self), widget, text != NULL ? GTK_WIDGET (text) : widget);
  else if (first != NULL)
    adw_dialog_set_focus (ADW_DIALOG (self), first);
}

/* Overrides */

static void
kl_case_form_dispose (GObject *object)
{
  KlCaseForm *self = KL_CASE_FORM (object);

  g_clear_object (&self->store);
  self->fill = NULL;
  self->refused = NULL;
  self->saved = NULL;
  if (self->fill_destroy != NULL)
    g_steal_pointer (&self->fill_destroy) (g_steal_pointer (&self->fill_data));

  G_OBJECT_CLASS (kl_case_form_parent_class)->dispose (object);
}

static void
kl_case_form_class_init (KlCaseFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_case_form_dispose;
}

static void
kl_case_form_init (KlCaseForm *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 10));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "kl-form");
  self->error_label = create_message ("error", GTK_ACCESSIBLE_ROLE_ALERT);
  self->hint_label = create_message ("kl-second", GTK_ACCESSIBLE_ROLE_LABEL);
  gtk_box_append (self->box, GTK_WIDGET (self->error_label));
  gtk_box_append (self->box, GTK_WIDGET (self->hint_label));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), create_header (self));
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), scroller);
  adw_dialog_set_child (ADW_DIALOG (self), view);
  kl_save_keys_add (GTK_WIDGET (self), gtk_callback_action_new (save_shortcut_cb, NULL, NULL));
  kl_dialog_set_width (ADW_DIALOG (self), 480);
}

/* Public API */

/**
 * kl_case_form_new:
 * @store: the store
 * @title: of the dialog
 * @save_label: of the button that does it, with a mnemonic
 *
 * Returns: (transfer floating): an empty form
 */
KlCaseForm *
kl_case_form_new (KlStore *store, const char *title, const char *save_label)
{
  KlCaseForm *self;

  g_return_val_if_fail (KL_IS_STORE (store), NULL);

  self = g_object_new (KL_TYPE_CASE_FORM, "title", title, NULL);
  self->store = g_object_ref (store);
  gtk_button_set_label (self->save_button, save_label);

  return self;
}

/**
 * kl_case_form_add:
 * @self: a form
 * @label: (nullable): what stands above it, and what a screen reader calls it
 * @widget: a widget
 */
void
kl_case_form_add (KlCaseForm *self, const char *label, GtkWidget *widget)
{
  g_return_if_fail (KL_IS_CASE_FORM (self) && GTK_IS_WIDGET (widget));

  if (label != NULL)
    {
      GtkWidget *above = gtk_label_new (label);

      gtk_label_set_xalign (GTK_LABEL (above), 0);
      gtk_label_set_wrap (GTK_LABEL (above), TRUE);
      gtk_widget_add_css_class (above, "heading");
      gtk_box_append (self->box, above);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                      -1);
    }
  gtk_box_append (self->box, widget);
  begin_with (self, widget);
}

/**
 * kl_case_form_add_text:
 * @self: a form
 * @label: what stands above it
 * @text: (nullable): what is in it
 *
 * Returns: (transfer none): a text that changes the form; see kl_case_form_dup_text()
 */
GtkWidget *
kl_case_form_add_text (KlCaseForm *self, const char *label, const char *text)
{
  GtkWidget *frame = gtk_scrolled_window_new ();
  GtkWidget *view = gtk_text_view_new ();

  g_return_val_if_fail (KL_IS_CASE_FORM (self), NULL);

  kl_spelling_attach (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (frame, "kl-text-field");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (frame), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (frame), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (frame), 72);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (frame), 240);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (frame), view);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)),
                            text != NULL ? text : "", -1);
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                           G_CALLBACK (kl_case_form_changed), self, G_CONNECT_SWAPPED);
  kl_markup_keys_attach (GTK_TEXT_VIEW (view));
  begin_with (self, view);
  kl_case_form_add (self, label, frame);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_MULTI_LINE, TRUE, -1);

  return view;
}

/**
 * kl_case_form_dup_text:
 * @text_view: what kl_case_form_add_text() made
 *
 * Returns: (transfer full): its text without blanks around it
 */
char *
kl_case_form_dup_text (GtkWidget *text_view)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (text_view), NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (text_view));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/**
 * kl_case_form_set_fill:
 * @self: a form
 * @fill: makes the change
 * @refused: (nullable): what to do when it is refused, besides saying why
 * @user_data: for both
 * @destroy: (nullable): frees @user_data
 */
void
kl_case_form_set_fill (KlCaseForm *self,
                       KlCaseFormFill fill,
                       KlCaseFormRefused refused,
                       gpointer user_data,
                       GDestroyNotify destroy)
{
  g_return_if_fail (KL_IS_CASE_FORM (self) && fill != NULL && self->fill == NULL);

  self->fill = fill;
  self->refused = refused;
  self->fill_data = user_data;
  self->fill_destroy = destroy;
  kl_case_form_changed (self);
}

/**
 * kl_case_form_set_saved:
 * @self: a form that knows how it is filled
 * @saved: hears that it is kept, with the same data
 */
void
kl_case_form_set_saved (KlCaseForm *self, KlCaseFormSaved saved)
{
  g_return_if_fail (KL_IS_CASE_FORM (self) && self->fill != NULL);

  self->saved = saved;
}

/**
 * kl_case_form_changed:
 * @self: a form
 *
 * Looks again whether everything is there.
 */
void
kl_case_form_changed (KlCaseForm *self)
{
  KlCaseWork *work;

  g_return_if_fail (KL_IS_CASE_FORM (self));

  if (self->fill == NULL)
    return;

  work = self->fill (self, self->fill_data);
  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), work != NULL && !self->saving);
  g_clear_pointer (&work, kl_case_work_free);
}

/**
 * kl_case_form_set_hint:
 * @self: a form
 * @hint: (nullable): what is missing or what will happen
 */
void
kl_case_form_set_hint (KlCaseForm *self, const char *hint)
{
  g_return_if_fail (KL_IS_CASE_FORM (self));

  gtk_label_set_label (self->hint_label, hint != NULL ? hint : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), hint != NULL && *hint != '\0');
}
