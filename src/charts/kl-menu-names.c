/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-menu-names.h"

/* Auxiliary functions */

static GtkWidget *
find_label (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LABEL (child))
      return child;

  return NULL;
}

static gboolean
is_item (GtkWidget *widget)
{
  GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

  return role == GTK_ACCESSIBLE_ROLE_MENU_ITEM || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_CHECKBOX
         || role == GTK_ACCESSIBLE_ROLE_MENU_ITEM_RADIO;
}

static void
name_items (GtkWidget *widget)
{
  GtkWidget *label = is_item (widget) ? find_label (widget) : NULL;

  if (label != NULL)
    {
      /* It goes before a name. */
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      gtk_label_get_text (GTK_LABEL (label)), -1);
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    name_items (child);
}

static void
create_popup_cb (GtkMenuButton *button, gpointer model)
{
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;

  popover = gtk_popover_menu_new_from_model (model);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  button, NULL, -1);
  gtk_menu_button_set_popover (button, popover);
}

/* Public API */

/**
 * kl_menu_button_name_items:
 * @button: a button with a menu model
 *
 * Tells a screen reader what the items of its menu are called. In the toolkit an item refers to
 * its label, which is told to be no more than decoration, so that it has no name at all. To be
 * called when the menu opens, by when the toolkit has made its items.
 */
void
kl_menu_button_name_items (GtkMenuButton *button)
{
  GtkPopover *popover;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  popover = gtk_menu_button_get_popover (button);
  if (popover != NULL)
    name_items (GTK_WIDGET (popover));
}

/**
 * kl_menu_button_set_model:
 * @button: a button
 * @model: the menu that it opens
 *
 * Gives it a menu whose items a screen reader can tell. The menu is made when it opens for the
 * first time: few ever do.
 */
void
kl_menu_button_set_model (GtkMenuButton *button, GMenuModel *model)
{
  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (G_IS_MENU_MODEL (model));

  gtk_menu_button_set_popover (button, NULL);
  gtk_menu_button_set_create_popup_func (button, create_popup_cb, g_object_ref (model),
                                         g_object_unref);
  g_signal_handlers_disconnect_by_func (button, kl_menu_button_name_items, NULL);
  g_signal_connect (button, "notify::active", G_CALLBACK (kl_menu_button_name_items), NULL);
}
