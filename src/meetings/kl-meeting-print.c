/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meeting-print.h"

#include "documents/kl-print-preview.h"

/* Public API */

/**
 * kl_meetings_print_pack:
 * @parent: where the preview belongs
 * @session: who works in which school
 * @meeting_id: a meeting
 *
 * Shows the pages for a meeting, to print or to save.
 */
void
kl_meetings_print_pack (GtkWidget *parent, KlSession *session, gint64 meeting_id)
{
  g_autoptr (KlPrintOrder) order = kl_print_order_new (KL_PRINTOUT_PACK, meeting_id);

  kl_print_preview_present (parent, session, order);
}

/**
 * kl_meetings_print_case:
 * @parent: where the preview belongs
 * @session: who works in which school
 * @case_id: a case
 *
 * Shows the summary of one case, to print or to save.
 */
void
kl_meetings_print_case (GtkWidget *parent, KlSession *session, gint64 case_id)
{
  g_autoptr (KlPrintOrder) order = kl_print_order_new (KL_PRINTOUT_CASE, case_id);

  kl_print_preview_present (parent, session, order);
}
