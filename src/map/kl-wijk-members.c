/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wijk-members.h"

#include "charts/kl-ring-icon.h"

/* Partners that share one pin, to choose from. */

typedef struct
{
  KlWijkMemberFunc chosen;
  gpointer user_data;
} Choice;

/* Callbacks */

static void
member_cb (GtkButton *button, GtkPopover *popover)
{
  const Choice *choice = g_object_get_data (G_OBJECT (popover), "kl-choice");
  const KlWijkPin *member = g_object_get_data (G_OBJECT (button), "kl-member");

  gtk_popover_popdown (popover);
  choice->chosen (member, choice->user_data);
}

/* The popover goes when it is closed, but not before the press that closed it is done. */
static void
closed_cb (GtkWidget *popover)
{
  g_idle_add_once ((GSourceOnceFunc) gtk_widget_unparent, popover);
}

/* Auxiliary functions */

static GtkWidget *
create_member (GtkWidget *popover, const KlWijkPin *member)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  gtk_box_append (GTK_BOX (box), kl_ring_icon_new (member->ring, 20));
  gtk_box_append (GTK_BOX (box), gtk_label_new (member->name));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  member->sentence, -1);
  g_object_set_data (G_OBJECT (button), "kl-member", (gpointer) member);
  g_signal_connect_object (button, "clicked", G_CALLBACK (member_cb), popover, G_CONNECT_DEFAULT);

  return button;
}

static void
point_to (GtkPopover *popover, GtkWidget *parent, GtkWidget *pin)
{
  graphene_rect_t bounds;

  if (!gtk_widget_compute_bounds (pin, parent, &bounds))
    return;

  gtk_popover_set_pointing_to (popover, &(GdkRectangle) {
                                          (int) bounds.origin.x, (int) bounds.origin.y,
                                          (int) bounds.size.width, (int) bounds.size.height });
}

/* Public API */

/**
 * kl_wijk_members_show:
 * @parent: where the list belongs; it presents its popovers when it is allocated
 * @pin: a pin that stands for several
 * @chosen: called with the one that is chosen
 * @user_data: given to @chosen; outlives @parent
 *
 * Lists them beside the pin.
 */
void
kl_wijk_members_show (GtkWidget *parent, KlPin *pin, KlWijkMemberFunc chosen, gpointer user_data)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GPtrArray *members = kl_pin_get_members (pin);
  Choice *choice = g_new0 (Choice, 1);

  g_return_if_fail (GTK_IS_WIDGET (parent) && KL_IS_PIN (pin) && chosen != NULL);

  choice->chosen = chosen;
  choice->user_data = user_data;
  g_object_set_data_full (G_OBJECT (popover), "kl-choice", choice, g_free);
  for (guint i = 0; i < members->len; i++)
    gtk_box_append (GTK_BOX (box), create_member (popover, g_ptr_array_index (members, i)));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_widget_set_parent (popover, parent);
  point_to (GTK_POPOVER (popover), parent, GTK_WIDGET (pin));
  g_signal_connect (popover, "closed", G_CALLBACK (closed_cb), NULL);
  gtk_popover_popup (GTK_POPOVER (popover));
}
