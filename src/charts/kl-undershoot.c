/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-undershoot.h"

/**
 * kl_undershoot_expect:
 * @view: a view that was built and has not been given a place yet
 * @top: whether it has a flat bar above what it shows
 * @bottom: whether it has a flat bar below it
 *
 * Gives @view the style classes that it gives itself when it is given its place. By then all
 * that stands in it has its styles, and a class of what stands around it makes those anew, in the
 * frame that was about to be painted: a third of all styles of a first page were made twice.
 */
void
kl_undershoot_expect (AdwToolbarView *view, gboolean top, gboolean bottom)
{
  g_return_if_fail (ADW_IS_TOOLBAR_VIEW (view));

  if (top)
    gtk_widget_add_css_class (GTK_WIDGET (view), "undershoot-top");
  if (bottom)
    gtk_widget_add_css_class (GTK_WIDGET (view), "undershoot-bottom");
}
