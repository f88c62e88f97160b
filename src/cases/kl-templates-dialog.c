/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-templates-dialog.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-held-focus.h"
#include "kl-config.h"
#include "kl-template-form.h"
#include "kl-template-work.h"

/* The templates of a school: made, changed, put in order and removed. */
struct _KlTemplatesDialog
{
  AdwDialog parent_instance;

  GtkListBox *list;
  GtkStack *stack;
  AdwToastOverlay *toasts;

  KlSession *session;
  gint64 school_id;
  GPtrArray *templates;  /* KlEntryTemplate */
  KlEntryTemplate *gone; /* (nullable) the one that was removed last */
  guint gone_position;
  int restored_row; /* which gets the focus when the list comes, or -1 */
};

G_DEFINE_FINAL_TYPE (KlTemplatesDialog, kl_templates_dialog, ADW_TYPE_DIALOG)

/* Auxiliary functions */

static void
show_message (KlTemplatesDialog *self, const char *message)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, message);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static const KlEntryTemplate *
get_template (KlTemplatesDialog *self, guint position)
{
  return position < self->templates->len ? g_ptr_array_index (self->templates, position) : NULL;
}

static guint
get_position (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, GTK_TYPE_LIST_BOX_ROW);

  return (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
}

/* Work */

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlTemplatesDialog) self = KL_TEMPLATES_DIALOG (user_data);
  g_autoptr (GError) error = NULL;

  if (kl_work_finish (KL_STORE (source), result, &error) == 0 && self->session != NULL)
    show_message (self, error->message);
}

static void
start (KlTemplatesDialog *self, KlWork *work)
{
  kl_work_perform (kl_session_get_store (self->session), work, done_cb, g_object_ref (self));
}

static void
move (KlTemplatesDialog *self, guint from, int step)
{
  guint to = from + (guint) step;

  if (from >= self->templates->len || to >= self->templates->len)
    return;

  start (self, kl_template_order_work_new (self->templates, from, to));
}

static void
restore_cb (KlTemplatesDialog *self)
{
  if (self->gone == NULL || self->session == NULL)
    return;

  self->restored_row = (int) self->gone_position;
  start (self, kl_template_restore_work_new (self->templates, self->gone_position,
                                             g_steal_pointer (&self->gone)));
}

static void
remove_at (KlTemplatesDialog *self, guint position)
{
  const KlEntryTemplate *template = get_template (self, position);
  AdwToast *toast;

  if (template == NULL)
    return;

  g_clear_pointer (&self->gone, kl_entry_template_free);
  self->gone = kl_template_copy (template);
  self->gone_position = position;
  start (self, kl_template_remove_work_new (template->id));
  toast = adw_toast_new (_ ("Template removed; what was written with it stays"));
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (restore_cb), self,
                           G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Callbacks */

static void
up_cb (KlTemplatesDialog *self, GtkWidget *button)
{
  move (self, get_position (button), -1);
}

static void
down_cb (KlTemplatesDialog *self, GtkWidget *button)
{
  move (self, get_position (button), 1);
}

static void
remove_cb (KlTemplatesDialog *self, GtkWidget *button)
{
  remove_at (self, get_position (button));
}

static void
add_cb (KlTemplatesDialog *self)
{
  kl_template_form_present (GTK_WIDGET (self), self->session, self->school_id, NULL);
}

static void
row_activated_cb (KlTemplatesDialog *self, GtkListBoxRow *row)
{
  const KlEntryTemplate *template = get_template (self, (guint) gtk_list_box_row_get_index (row));

  if (template != NULL)
    kl_template_form_present (GTK_WIDGET (self), self->session, self->school_id, template);
}

static gboolean
key_cb (KlTemplatesDialog *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  guint position;

  if (focus == NULL)
    return GDK_EVENT_PROPAGATE;

  position = (guint) gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (focus));
  if (key == GDK_KEY_Up && (state & GDK_ALT_MASK) != 0)
    move (self, position, -1);
  else if (key == GDK_KEY_Down && (state & GDK_ALT_MASK) != 0)
    move (self, position, 1);
  else if (key == GDK_KEY_Delete)
    remove_at (self, position);
  else
    return GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

/* The list */

static GtkWidget *
create_button (KlTemplatesDialog *self, const char *icon, const char *label, GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static GtkWidget *
create_row (KlTemplatesDialog *self, guint position)
{
  const KlEntryTemplate *template = get_template (self, position);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *kind = kl_template_describe_kind (template);
  g_autofree char *subtitle =
    g_strdup_printf ("%s, %s", kind,
                     template->school_id == 0 ? _ ("all schools") : _ ("this school"));
  /* Translators: %s is a template */
  g_autofree char *up_label = g_strdup_printf (_ ("Move %s up"), template->name);
  g_autofree char *down_label = g_strdup_printf (_ ("Move %s down"), template->name);
  g_autofree char *remove_label = g_strdup_printf (_ ("Remove %s"), template->name);
  GtkWidget *up = create_button (self, "go-up-symbolic", up_label, G_CALLBACK (up_cb));
  GtkWidget *down = create_button (self, "go-down-symbolic", down_label, G_CALLBACK (down_cb));

  /* Translators: a template, for which entries and schools, and its place in the list: "2 of 5" */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %s, %u of %u"), template->name, subtitle,
                                             position + 1, self->templates->len);

  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  kl_held_focus_set_id (row, template->id);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), template->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_sensitive (up, position > 0);
  gtk_widget_set_sensitive (down, position + 1 < self->templates->len);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), up);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), down);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             create_button (self, "user-trash-symbolic", remove_label,
                                            G_CALLBACK (remove_cb)));

  return row;
}

static void
show_templates (KlTemplatesDialog *self)
{
  g_autoptr (KlHeldFocus) focus = kl_held_focus_take (GTK_WIDGET (self->list));
  GtkListBoxRow *row;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->templates->len; i++)
    gtk_list_box_append (self->list, create_row (self, i));
  gtk_stack_set_visible_child_name (self->stack, self->templates->len > 0 ? "list" : "empty");
  if (self->restored_row < 0)
    return;

  g_clear_pointer (&focus, kl_held_focus_give_back);
  row = gtk_list_box_get_row_at_index (self->list, self->restored_row);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
  self->restored_row = -1;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlTemplatesDialog) self = KL_TEMPLATES_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *templates = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (self->session == NULL)
    {
      g_clear_pointer (&templates, g_ptr_array_unref);
      return;
    }
  if (templates == NULL)
    {
      show_message (self, error->message);
      return;
    }

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = templates;
  show_templates (self);
}

static void
reload (KlTemplatesDialog *self)
{
  kl_template_load_async (kl_session_get_store (self->session), self->school_id, loaded_cb,
                          g_object_ref (self));
}

static void
store_changed_cb (KlTemplatesDialog *self, guint what)
{
  if ((what & KL_CHANGE_TOPICS) != 0 && self->session != NULL)
    reload (self);
}

/* Overrides */

static void
kl_templates_dialog_dispose (GObject *object)
{
  KlTemplatesDialog *self = KL_TEMPLATES_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->templates, g_ptr_array_unref);
  g_clear_pointer (&self->gone, kl_entry_template_free);

  G_OBJECT_CLASS (kl_templates_dialog_parent_class)->dispose (object);
}

static void
kl_templates_dialog_class_init (KlTemplatesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_templates_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/cases/templates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlTemplatesDialog, list);
  gtk_widget_class_bind_template_child (widget_class, KlTemplatesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, KlTemplatesDialog, toasts);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
kl_templates_dialog_init (KlTemplatesDialog *self)
{
  self->templates = g_ptr_array_new ();
  self->restored_row = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Public API */

/**
 * kl_templates_dialog_new:
 * @session: who keeps them
 * @school_id: the school
 *
 * Returns: (transfer floating): the templates of that school and those of all schools
 */
AdwDialog *
kl_templates_dialog_new (KlSession *session, gint64 school_id)
{
  KlTemplatesDialog *self;

  g_return_val_if_fail (KL_IS_SESSION (session), NULL);

  self = g_object_new (KL_TYPE_TEMPLATES_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->school_id = school_id;
  g_signal_connect_object (kl_session_get_store (session), "changed", G_CALLBACK (store_changed_cb),
                           self, G_CONNECT_SWAPPED);
  reload (self);

  return ADW_DIALOG (self);
}
