/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-first-keys.h"

#define KEYS "kl-first-keys"
#define TEXT "kl-first-keys-text"

/* Auxiliary functions */

static void
stop (AdwDialog *dialog)
{
  GtkEventController *keys = g_object_steal_data (G_OBJECT (dialog), KEYS);

  if (keys != NULL)
    gtk_widget_remove_controller (gtk_event_controller_get_widget (keys), keys);
}

/* Callbacks */

static gboolean
key_cb (AdwDialog *dialog,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        GtkEventControllerKey *keys)
{
  GtkWidget *root = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (root));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (dialog)))
    {
      stop (dialog);
      return GDK_EVENT_PROPAGATE;
    }

  return gtk_event_controller_key_forward (keys, g_object_get_data (G_OBJECT (keys), TEXT));
}

static void
map_cb (AdwDialog *dialog, GtkWidget *text)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  stop (dialog);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_object_set_data_full (G_OBJECT (keys), TEXT, g_object_ref (text), g_object_unref);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), dialog, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (dialog))), keys);
  g_object_set_data (G_OBJECT (dialog), KEYS, keys);
}

/* Public API */

/**
 * kl_first_keys_catch:
 * @dialog: a dialog that is not presented yet
 * @editable: where it begins
 *
 * A dialog takes the focus from the page below it when it is presented, and gives it to its own
 * field two frames later. Who knows its key by heart has typed by then, and on a busy machine two
 * frames are long: until the dialog has the focus, what is typed goes to @editable.
 */
void
kl_first_keys_catch (AdwDialog *dialog, GtkEditable *editable)
{
  GtkEditable *text;

  g_return_if_fail (ADW_IS_DIALOG (dialog) && GTK_IS_EDITABLE (editable));

  text = gtk_editable_get_delegate (editable);
  g_signal_connect_object (dialog, "map", G_CALLBACK (map_cb), text != NULL ? text : editable, 0);
  g_signal_connect (dialog, "unmap", G_CALLBACK (stop), NULL);
}
