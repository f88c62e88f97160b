/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referral-letter.h"

#include "documents/kl-print-preview.h"

/* Public API */

/**
 * kl_referral_letter_present:
 * @parent: where the preview belongs
 * @session: who works here
 * @referral_id: a referral
 *
 * Shows the letter of a referral as its receiver may have it, to print or to save.
 */
void
kl_referral_letter_present (GtkWidget *parent, KlSession *session, gint64 referral_id)
{
  g_autoptr (KlPrintOrder) order = kl_print_order_new (KL_PRINTOUT_LETTER, referral_id);

  kl_print_preview_present (parent, session, order);
}
