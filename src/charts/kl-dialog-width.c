/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-dialog-width.h"

/* Public API */

/**
 * kl_dialog_set_width:
 * @dialog: a dialog
 * @width: how wide what is in it is with text of the usual size
 *
 * Lets larger text have as much more room, as far as the window has it: a dialog does not grow by
 * itself, and titles and answers would be cut off beside an empty half of the window.
 */
void
kl_dialog_set_width (AdwDialog *dialog, int width)
{
  double pixels;

  g_return_if_fail (ADW_IS_DIALOG (dialog) && width > 0);

  pixels = adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, width,
                                  gtk_widget_get_settings (GTK_WIDGET (dialog)));
  adw_dialog_set_content_width (dialog, (int) pixels);
}
