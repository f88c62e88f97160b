/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-tip.h"

/*
 * gtk_widget_set_tooltip_text() asks the screen where the pointer is, five times to and fro for
 * each text, also where the window is not yet in sight. A first page has fifty of them, and waited
 * for that longer than for the file with the dossiers.
 */

#define TEXT "kl-tip"

static gboolean
query_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (widget), TEXT));
  return TRUE;
}

/**
 * kl_tip_set:
 * @widget: a widget
 * @text: (nullable): what is told about it when the pointer rests upon it
 *
 * Gives it a tooltip that is asked for when it is to be shown. A screen reader is not told: its
 * name the widget has to have from elsewhere.
 */
void
kl_tip_set (GtkWidget *widget, const char *text)
{
  const gboolean shown = text != NULL && *text != '\0';

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (g_object_get_data (G_OBJECT (widget), TEXT), text) == 0)
    return;

  g_object_set_data_full (G_OBJECT (widget), TEXT, g_strdup (text), g_free);
  g_signal_handlers_disconnect_by_func (widget, query_cb, NULL);
  if (shown)
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (query_cb), NULL);
  gtk_widget_set_has_tooltip (widget, shown);
}
