/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-template-button.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-mark-icon.h"
#include "kl-template-work.h"
#include "kl-templates-dialog.h"

/* Words to start an entry with: a list that drops down, and the way to those who keep it. */
struct _KlTemplateButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkListBox *list;
  GtkWidget *empty_label;
  GtkWidget *popover;

  KlSession *session;
  gint64 school_id;
  GPtrArray *templates; /* KlEntryTemplate */
};

G_DEFINE_FINAL_TYPE (KlTemplateButton, kl_template_button, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static GtkWidget *
create_row (const KlEntryTemplate *template)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *label = gtk_label_new (template->name);
  g_autofree char *kind = kl_template_describe_kind (template);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", template->name, kind);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (template->kind >= 0)
    gtk_box_append (GTK_BOX (box),
                    kl_mark_icon_new (kl_entry_kind_get_mark ((KlEntryKind) template->kind),
                                      FALSE));
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);

  return row;
}

static void
show_templates (KlTemplateButton *self)
{
  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < self->templates->len; i++)
    gtk_list_box_append (self->list, create_row (g_ptr_array_index (self->templates, i)));
  gtk_widget_set_visible (self->empty_label, self->templates->len == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->templates->len > 0);
}

/* Callbacks */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlTemplateButton) self = KL_TEMPLATE_BUTTON (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *templates = kl_store_perform_finish (KL_STORE (source), result, &error);

  if (templates == NULL)
    {
      g_debug ("The templates could not be read: %s", error->message);
      return;
    }

  g_clear_pointer (&self->templates, g_ptr_array_unref);
  self->templates = templates;
  if (self->list != NULL)
    show_templates (self);
}

static void
reload (KlTemplateButton *self)
{
  kl_template_load_async (kl_session_get_store (self->session), self->school_id, loaded_cb,
                          g_object_ref (self));
}

static void
store_changed_cb (KlTemplateButton *self, guint what)
{
  if ((what & KL_CHANGE_TOPICS) != 0)
    reload (self);
}

static void
row_activated_cb (KlTemplateButton *self, GtkListBoxRow *row)
{
  guint position = (guint) gtk_list_box_row_get_index (row);

  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (position < self->templates->len)
    g_signal_emit (self, signals[CHOSEN], 0, g_ptr_array_index (self->templates, position));
}

static void
manage_cb (KlTemplateButton *self)
{
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  if (self->session != NULL)
    adw_dialog_present (kl_templates_dialog_new (self->session, self->school_id),
                        GTK_WIDGET (self));
}

static void
shown_cb (KlTemplateButton *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (first != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

/* Building */

static GtkWidget *
create_list (KlTemplateButton *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Templates"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 300);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));

  return scroller;
}

static void
create_popover (KlTemplateButton *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *manage = gtk_button_new_with_mnemonic (_ ("_Manage templates…"));

  self->popover = gtk_popover_new ();
  self->empty_label = gtk_label_new (_ ("No templates yet"));
  gtk_widget_add_css_class (self->empty_label, "kl-second");
  gtk_widget_add_css_class (manage, "flat");
  g_signal_connect_object (manage, "clicked", G_CALLBACK (manage_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_size_request (box, 240, -1);
  gtk_box_append (GTK_BOX (box), self->empty_label);
  gtk_box_append (GTK_BOX (box), create_list (self));
  gtk_box_append (GTK_BOX (box), manage);
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_menu_button_set_popover (self->button, self->popover);
}

/* Overrides */

static void
kl_template_button_dispose (GObject *object)
{
  KlTemplateButton *self = KL_TEMPLATE_BUTTON (object);

  self->list = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->templates, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_template_button_parent_class)->dispose (object);
}

static void
kl_template_button_class_init (KlTemplateButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_template_button_dispose;

  /**
   * KlTemplateButton::chosen:
   * @self: a button
   * @template: the #KlEntryTemplate
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
kl_template_button_init (KlTemplateButton *self)
{
  self->templates = g_ptr_array_new ();
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->button, "insert-text-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "kl-composer-button");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Start with a template (Ctrl+T)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Start with a template"), -1);
  create_popover (self);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/* Public API */

/**
 * kl_template_button_set_school:
 * @self: a button
 * @session: who writes
 * @school_id: the school of the case
 */
void
kl_template_button_set_school (KlTemplateButton *self, KlSession *session, gint64 school_id)
{
  g_return_if_fail (KL_IS_TEMPLATE_BUTTON (self) && KL_IS_SESSION (session));

  if (self->session == session && self->school_id == school_id)
    return;
  if (self->session == NULL)
    g_signal_connect_object (kl_session_get_store (session), "changed",
                             G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->session, session);
  self->school_id = school_id;
  reload (self);
}

/**
 * kl_template_button_popup:
 * @self: a button
 *
 * Shows the list.
 */
void
kl_template_button_popup (KlTemplateButton *self)
{
  g_return_if_fail (KL_IS_TEMPLATE_BUTTON (self));

  gtk_menu_button_popup (self->button);
}
