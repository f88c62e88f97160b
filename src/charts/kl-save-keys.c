/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-save-keys.h"

/**
 * kl_save_keys_add:
 * @widget: what somebody writes in
 * @action: (transfer full): what keeps it
 *
 * Ctrl with either Enter keeps what is written, wherever in @widget the keyboard stands: before a
 * text takes it for a new line, with Ctrl or without.
 */
void
kl_save_keys_add (GtkWidget *widget, GtkShortcutAction *action)
{
  GtkEventController *controller;
  GtkShortcutTrigger *trigger;

  g_return_if_fail (GTK_IS_WIDGET (widget) && GTK_IS_SHORTCUT_ACTION (action));

  controller = gtk_shortcut_controller_new ();
  trigger =
    gtk_alternative_trigger_new (gtk_keyval_trigger_new (GDK_KEY_Return, GDK_CONTROL_MASK),
                                 gtk_keyval_trigger_new (GDK_KEY_KP_Enter, GDK_CONTROL_MASK));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (trigger, action));
  gtk_widget_add_controller (widget, controller);
}
