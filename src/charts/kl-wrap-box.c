/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wrap-box.h"

/**
 * kl_wrap_box_clear:
 * @box: a wrap box
 *
 * Takes every child out. Libadwaita 1.7 has no call for it yet.
 */
void
kl_wrap_box_clear (AdwWrapBox *box)
{
  GtkWidget *child;

  g_return_if_fail (ADW_IS_WRAP_BOX (box));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    adw_wrap_box_remove (box, child);
}
