/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-view-row.h"

/* A row of a #KlRowView. */
struct _KlViewRow
{
  GtkWidget parent_instance;

  GtkWidget *child;
  GObject *item;
  KlViewRow *next; /* unowned: both belong to the same list */
  guint position;
  guint n_rows;
  gboolean kept;
};

static void init_accessible (GtkAccessibleInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KlViewRow,
                               kl_view_row,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, init_accessible))

/* Callbacks */

/* Buttons within the row take their presses themselves. */
static void
pressed_cb (KlViewRow *self)
{
  if (gtk_widget_get_focusable (GTK_WIDGET (self)))
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/* Overrides */

static GtkAccessible *
get_next_accessible_sibling (GtkAccessible *accessible)
{
  KlViewRow *self = KL_VIEW_ROW (accessible);

  return self->next != NULL ? GTK_ACCESSIBLE (g_object_ref (self->next)) : NULL;
}

static void
init_accessible (GtkAccessibleInterface *iface)
{
  iface->get_next_accessible_sibling = get_next_accessible_sibling;
}

static void
kl_view_row_dispose (GObject *object)
{
  KlViewRow *self = KL_VIEW_ROW (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (kl_view_row_parent_class)->dispose (object);
}

static void
kl_view_row_class_init (KlViewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_view_row_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
kl_view_row_init (KlViewRow *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* Public API */

/**
 * kl_view_row_new:
 *
 * Returns: (transfer floating): an empty row that can have the focus
 */
GtkWidget *
kl_view_row_new (void)
{
  return g_object_new (KL_TYPE_VIEW_ROW, NULL);
}

/**
 * kl_view_row_set_child:
 * @self: a row
 * @child: (nullable): what it shows
 */
void
kl_view_row_set_child (KlViewRow *self, GtkWidget *child)
{
  g_return_if_fail (KL_IS_VIEW_ROW (self));
  g_return_if_fail (child == NULL || child == self->child || gtk_widget_get_parent (child) == NULL);

  if (self->child == child)
    return;

  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child != NULL)
    gtk_widget_set_parent (child, GTK_WIDGET (self));
}

/**
 * kl_view_row_get_child:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
GtkWidget *
kl_view_row_get_child (KlViewRow *self)
{
  g_return_val_if_fail (KL_IS_VIEW_ROW (self), NULL);

  return self->child;
}

/**
 * kl_view_row_set_label:
 * @self: a row
 * @label: what a screen reader says
 */
void
kl_view_row_set_label (KlViewRow *self, const char *label)
{
  g_return_if_fail (KL_IS_VIEW_ROW (self) && label != NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * kl_view_row_set_kept:
 * @self: a row
 * @kept: whether it is left with its item wherever the list is scrolled to, which suits one row
 *   that is unlike the others and costly to make
 */
void
kl_view_row_set_kept (KlViewRow *self, gboolean kept)
{
  g_return_if_fail (KL_IS_VIEW_ROW (self));

  self->kept = kept;
}

/**
 * kl_view_row_get_kept:
 * @self: a row
 *
 * Returns: whether it is left with its item
 */
gboolean
kl_view_row_get_kept (KlViewRow *self)
{
  g_return_val_if_fail (KL_IS_VIEW_ROW (self), FALSE);

  return self->kept;
}

/**
 * kl_view_row_set_item:
 * @self: a row
 * @item: (nullable): an object; for the list alone
 */
void
kl_view_row_set_item (KlViewRow *self, gpointer item)
{
  g_return_if_fail (KL_IS_VIEW_ROW (self));

  g_set_object (&self->item, item);
}

/**
 * kl_view_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what stands there in the model
 */
gpointer
kl_view_row_get_item (KlViewRow *self)
{
  g_return_val_if_fail (KL_IS_VIEW_ROW (self), NULL);

  return self->item;
}

/**
 * kl_view_row_set_position:
 * @self: a row
 * @position: where it stands in the model; for the list alone
 * @n_rows: of how many
 */
void
kl_view_row_set_position (KlViewRow *self, guint position, guint n_rows)
{
  g_return_if_fail (KL_IS_VIEW_ROW (self));

  if (self->position == position && self->n_rows == n_rows)
    return;

  self->position = position;
  self->n_rows = n_rows;
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_POS_IN_SET,
                                  (int) position + 1, GTK_ACCESSIBLE_RELATION_SET_SIZE,
                                  (int) n_rows, -1);
}

/**
 * kl_view_row_get_position:
 * @self: a row
 *
 * Returns: where it stands in the model
 */
guint
kl_view_row_get_position (KlViewRow *self)
{
  g_return_val_if_fail (KL_IS_VIEW_ROW (self), 0);

  return self->position;
}

/**
 * kl_view_row_set_next:
 * @self: a row
 * @next: (nullable): the row that a screen reader reads after it; for the list alone
 */
void
kl_view_row_set_next (KlViewRow *self, KlViewRow *next)
{
  g_return_if_fail (KL_IS_VIEW_ROW (self));

  self->next = next;
}
