/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-first-keys.h"

#define KEYS "kl-first-keys"
#define TEXT "kl-first-keys-text"
#define TYPED "kl-first-keys-typed"

/* Libadwaita sets the focus in the second frame; a sheet that comes up from the bottom of a narrow
 * window then sets it once more, to whatever comes first in it. */
#define MIN_FRAMES 3
#define MAX_FRAMES 15

/* Auxiliary functions */

static void
stop (AdwDialog *dialog)
{
  GtkEventController *keys = g_object_steal_data (G_OBJECT (dialog), KEYS);

  if (keys != NULL)
    gtk_widget_remove_controller (gtk_event_controller_get_widget (keys), keys);
}

static gboolean
has_focus (GtkWidget *text)
{
  GtkRoot *root = gtk_widget_get_root (text);

  return root != NULL && gtk_root_get_focus (root) == text;
}

/* Whoever takes the focus selects all there is, so that the next letter would replace those before
 * it. What stood there before the first key stays selected: that is meant to be replaced. */
static void
keep_typed (GtkWidget *text)
{
  int start, end;

  if (g_object_get_data (G_OBJECT (text), TYPED) == NULL || !GTK_IS_EDITABLE (text))
    return;

  if (gtk_editable_get_selection_bounds (GTK_EDITABLE (text), &start, &end))
    gtk_editable_set_position (GTK_EDITABLE (text), -1);
}

/* Callbacks */

static gboolean
tick_cb (GtkWidget *field, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;
  GtkWidget *dialog = gtk_widget_get_ancestor (field, ADW_TYPE_DIALOG);
  GtkWidget *text = g_object_get_data (G_OBJECT (field), TEXT);

  if (dialog == NULL)
    return G_SOURCE_REMOVE;

  if (++*n_frames > MIN_FRAMES && !has_focus (text))
    gtk_widget_grab_focus (field);
  keep_typed (text);
  if (*n_frames < MAX_FRAMES)
    return G_SOURCE_CONTINUE;

  stop (ADW_DIALOG (dialog));
  return G_SOURCE_REMOVE;
}

static gboolean
key_cb (GtkWidget *text,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        GtkEventControllerKey *keys)
{
  keep_typed (text);
  /* What is selected with Ctrl+A stays so. */
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    g_object_set_data (G_OBJECT (text), TYPED, NULL);
  else if (gdk_keyval_to_unicode (keyval) != 0)
    g_object_set_data (G_OBJECT (text), TYPED, GINT_TO_POINTER (TRUE));

  return has_focus (text) ? GDK_EVENT_PROPAGATE : gtk_event_controller_key_forward (keys, text);
}

static void
map_cb (AdwDialog *dialog, GtkWidget *field)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set_data (g_object_get_data (G_OBJECT (field), TEXT), TYPED, NULL);
  stop (dialog);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb),
                           g_object_get_data (G_OBJECT (field), TEXT), G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (dialog))), keys);
  g_object_set_data (G_OBJECT (dialog), KEYS, keys);
  gtk_widget_add_tick_callback (field, tick_cb, g_new0 (guint, 1), g_free);
}

/* Public API */

/**
 * kl_first_keys_catch:
 * @dialog: a dialog that is not presented yet
 * @field: where it begins
 * @text: the widget inside of @field that takes its keys, or @field itself
 *
 * A dialog takes the focus from the page below it when it is presented, and gives it to its own
 * field some frames later. Who knows its key by heart has typed by then, and on a busy machine a
 * few frames are long: until then what is typed goes to @text.
 */
void
kl_first_keys_catch (AdwDialog *dialog, GtkWidget *field, GtkWidget *text)
{
  g_return_if_fail (ADW_IS_DIALOG (dialog) && GTK_IS_WIDGET (field) && GTK_IS_WIDGET (text));

  adw_dialog_set_focus (dialog, field);
  g_object_set_data (G_OBJECT (field), TEXT, text);
  g_signal_connect_object (dialog, "map", G_CALLBACK (map_cb), field, 0);
  g_signal_connect (dialog, "unmap", G_CALLBACK (stop), NULL);
}
