/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-choice-names.h"

/*
 * The toolkit puts the words of a choice in a label within each row of its list, and tells a
 * screen reader no name of the row: whoever goes up and down hears nothing. It also begins at the
 * first row, where Enter still takes the one that was chosen before. The rows that are made here
 * look as those of the toolkit do, say what they are, and begin where the choice is.
 */

#define SPACING 6
#define CHECK_KEY "kl-choice-check"

/* Auxiliary functions */

static char *
dup_words (GObject *choice, GObject *item)
{
  g_autoptr (GtkExpression) expression = NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  g_object_get (choice, "expression", &expression, NULL);
  if (expression != NULL && gtk_expression_evaluate (expression, item, &value)
      && G_VALUE_HOLDS_STRING (&value))
    return g_value_dup_string (&value);
  if (GTK_IS_STRING_OBJECT (item))
    return g_strdup (gtk_string_object_get_string (GTK_STRING_OBJECT (item)));

  return g_strdup ("");
}

static void
show_check (GObject *choice, GParamSpec *pspec, GtkListItem *list_item)
{
  GtkWidget *check = g_object_get_data (G_OBJECT (list_item), CHECK_KEY);
  g_autoptr (GObject) selected = NULL;

  g_object_get (choice, "selected-item", &selected, NULL);
  gtk_widget_set_opacity (check, selected == gtk_list_item_get_item (list_item) ? 1 : 0);
}

/* Callbacks */

static void
map_cb (GtkWidget *box, GtkListItem *list_item)
{
  if (gtk_list_item_get_selected (list_item))
    gtk_widget_grab_focus (gtk_widget_get_parent (box));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GObject *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *check = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
                                   "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gboolean searches = FALSE;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (list_item, box);
  g_object_set_data (G_OBJECT (list_item), CHECK_KEY, check);

  /* A list that can be searched begins with what is typed. */
  g_object_get (choice, "enable-search", &searches, NULL);
  if (!searches)
    g_signal_connect_object (box, "map", G_CALLBACK (map_cb), list_item, G_CONNECT_DEFAULT);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GObject *choice)
{
  GtkWidget *box = gtk_list_item_get_child (list_item);
  g_autofree char *words = dup_words (choice, gtk_list_item_get_item (list_item));

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), words);
  gtk_list_item_set_accessible_label (list_item, words);
  g_signal_connect_object (choice, "notify::selected-item", G_CALLBACK (show_check), list_item,
                           G_CONNECT_DEFAULT);
  show_check (choice, NULL, list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, GObject *choice)
{
  g_signal_handlers_disconnect_by_func (choice, show_check, list_item);
}

/* Public API */

/**
 * kl_choice_name_items:
 * @choice: an #AdwComboRow, or a #GtkDropDown with a name of its own, of strings or with an
 *   expression
 *
 * Tells a screen reader what each row of its list is called.
 */
void
kl_choice_name_items (GtkWidget *choice)
{
  kl_choice_name_rows (choice);

  /* A name of its own comes after what stands in it, and would never be told. */
  if (GTK_IS_DROP_DOWN (choice))
    gtk_accessible_reset_relation (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}

/**
 * kl_choice_name_rows:
 * @choice: as for kl_choice_name_items(), but named by what is chosen in it
 *
 * Tells a screen reader what each row of its list is called, and leaves the choice itself its name.
 */
void
kl_choice_name_rows (GtkWidget *choice)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  g_return_if_fail (ADW_IS_COMBO_ROW (choice) || GTK_IS_DROP_DOWN (choice));

  factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), choice, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), choice, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), choice, G_CONNECT_DEFAULT);
  g_object_set (choice, "list-factory", factory, NULL);
}
