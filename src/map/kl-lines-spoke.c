/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-lines-spoke.h"

#include <math.h>

/*
 * The line from the school to one partner, as a screen reader meets it. The view draws all lines at
 * once; this one says what its line shows and where it runs, and is not in the way of the mouse.
 */

struct _KlLinesSpoke
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (KlLinesSpoke, kl_lines_spoke, GTK_TYPE_WIDGET)

static void
kl_lines_spoke_class_init (KlLinesSpokeClass *klass)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "kl-spoke");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
kl_lines_spoke_init (KlLinesSpoke *self)
{
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

/**
 * kl_lines_spoke_new:
 *
 * Returns: (transfer floating): a line that says nothing yet
 */
GtkWidget *
kl_lines_spoke_new (void)
{
  return g_object_new (KL_TYPE_LINES_SPOKE, NULL);
}

/**
 * kl_lines_spoke_set_entry:
 * @self: a line
 * @entry: the partner it goes to
 */
void
kl_lines_spoke_set_entry (KlLinesSpoke *self, const KlLinesEntry *entry)
{
  g_autofree char *words = NULL;

  g_return_if_fail (KL_IS_LINES_SPOKE (self));

  words = kl_lines_entry_describe_line (entry);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/**
 * kl_lines_spoke_place:
 * @self: a line
 * @from_x: where it begins, in the view
 * @from_y: the same
 * @x: where it ends
 * @y: the same
 *
 * Gives the line the box that it runs through.
 */
void
kl_lines_spoke_place (KlLinesSpoke *self, double from_x, double from_y, double x, double y)
{
  const int width = MAX (1, (int) ceil (fabs (x - from_x)));
  const int height = MAX (1, (int) ceil (fabs (y - from_y)));

  g_return_if_fail (KL_IS_LINES_SPOKE (self));

  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_allocate (GTK_WIDGET (self), width, height, -1,
                       gsk_transform_translate (NULL,
                                                &GRAPHENE_POINT_INIT ((float) MIN (x, from_x),
                                                                      (float) MIN (y, from_y))));
}
