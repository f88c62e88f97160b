/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-map-print.h"

#include "documents/kl-print-preview.h"

/* Public API */

/**
 * kl_map_print:
 * @parent: where the preview belongs
 * @session: who works in which school
 * @day: the day that is shown
 * @plan: (nullable): who stands in which direction, as on the screen
 * @paper: A4 or A3
 *
 * Shows the map of help on paper, to print or to save.
 */
void
kl_map_print (GtkWidget *parent,
              KlSession *session,
              KlDate day,
              KlLinesPlan *plan,
              KlNetworkPaper paper)
{
  g_autoptr (KlPrintOrder) order = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && KL_IS_SESSION (session));

  order = kl_print_order_new (KL_PRINTOUT_MAP, kl_session_get_school_id (session));
  order->day = day;
  order->plan = plan != NULL ? kl_lines_plan_ref (plan) : NULL;
  order->other_paper = paper == KL_NETWORK_PAPER_A3;
  kl_print_preview_present (parent, session, order);
}
