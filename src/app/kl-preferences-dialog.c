/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-preferences-dialog.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "map/kl-tile-address.h"
#include "map/kl-tile-cache.h"

struct _KlPreferencesDialog
{
  AdwPreferencesDialog parent_instance;

  AdwEntryRow *address_row;
  GtkLabel *address_error;
  AdwEntryRow *attribution_row;
  AdwActionRow *cache_row;
  GtkWidget *clear_button;
  AdwSpinRow *lock_row;
  AdwSwitchRow *notify_row;
  AdwSwitchRow *tiles_row;

  GSettings *settings;
  KlTileCache *cache;
};

G_DEFINE_FINAL_TYPE (KlPreferencesDialog, kl_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* Auxiliary functions */

static void
show_error (KlPreferencesDialog *self, const char *message)
{
  GtkWidget *row = GTK_WIDGET (self->address_row);

  gtk_label_set_label (self->address_error, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->address_error), message != NULL);
  if (message != NULL)
    {
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (self), message,
                               GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE
                                               : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

/* Whose pictures they were no longer holds for another server. */
static void
keep_address (KlPreferencesDialog *self, const char *address)
{
  g_autofree char *before = g_settings_get_string (self->settings, "map-tiles-address");

  if (g_str_equal (before, address))
    return;

  g_settings_set_string (self->settings, "map-tiles-address", address);
  g_settings_set_string (self->settings, "map-tiles-attribution", "");
}

static void
show_address (KlPreferencesDialog *self)
{
  g_autofree char *address = g_settings_get_string (self->settings, "map-tiles-address");

  gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
  show_error (self, NULL);
}

/* The cache, on a thread */

static void
show_size (KlPreferencesDialog *self, guint64 size)
{
  g_autofree char *used = g_format_size (size);
  g_autofree char *limit = g_format_size (KL_TILE_CACHE_LIMIT);
  g_autofree char *text =
    g_strdup_printf (_ ("%s on this computer, never more than %s"), used, limit);

  adw_action_row_set_subtitle (self->cache_row, text);
  gtk_widget_set_sensitive (self->clear_button, size > 0);
}

static void
count_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, (gssize) kl_tile_cache_get_size (data));
}

static void
clear_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (kl_tile_cache_clear (data, &error))
    g_task_return_int (task, 0);
  else
    g_task_return_error (task, error);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPreferencesDialog) self = KL_PREFERENCES_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  const gssize size = g_task_propagate_int (G_TASK (result), &error);

  if (self->cache_row == NULL)
    return;
  if (error != NULL)
    adw_action_row_set_subtitle (self->cache_row, error->message);
  else
    show_size (self, (guint64) size);
}

static void
run_on_cache (KlPreferencesDialog *self, GTaskThreadFunc function)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, counted_cb, g_object_ref (self));

  g_task_set_source_tag (task, run_on_cache);
  g_task_set_task_data (task, kl_tile_cache_ref (self->cache),
                        (GDestroyNotify) kl_tile_cache_unref);
  g_task_run_in_thread (task, function);
}

/* Callbacks */

static void
address_applied_cb (KlPreferencesDialog *self)
{
  g_autofree char *address = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address_row)));
  g_autoptr (GError) error = NULL;

  g_strstrip (address);
  if (kl_tile_address_check (address, &error))
    keep_address (self, address);
  show_error (self, error != NULL ? error->message : NULL);
}

static void
reset_cb (KlPreferencesDialog *self)
{
  g_settings_reset (self->settings, "map-tiles-address");
  g_settings_reset (self->settings, "map-tiles-attribution");
  show_address (self);
}

static void
clear_cb (KlPreferencesDialog *self)
{
  run_on_cache (self, clear_thread);
}

/* Overrides */

static void
kl_preferences_dialog_dispose (GObject *object)
{
  KlPreferencesDialog *self = KL_PREFERENCES_DIALOG (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->cache, kl_tile_cache_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (kl_preferences_dialog_parent_class)->dispose (object);
}

static void
kl_preferences_dialog_class_init (KlPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/app/preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPreferencesDialog, address_error);
  gtk_widget_class_bind_template_child (widget_class, KlPreferencesDialog, address_row);
  gtk_widget_class_bind_template_child (widget_class, KlPreferencesDialog, attribution_row);
  gtk_widget_class_bind_template_child (widget_class, KlPreferencesDialog, cache_row);
  gtk_widget_class_bind_template_child (widget_class, KlPreferencesDialog, clear_button);
  gtk_widget_class_bind_template_child (widget_class, KlPreferencesDialog, lock_row);
  gtk_widget_class_bind_template_child (widget_class, KlPreferencesDialog, notify_row);
  gtk_widget_class_bind_template_child (widget_class, KlPreferencesDialog, tiles_row);
  gtk_widget_class_bind_template_callback (widget_class, address_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
kl_preferences_dialog_init (KlPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cache = kl_tile_cache_new_default ();
  run_on_cache (self, count_thread);
}

/* Public API */

/**
 * kl_preferences_dialog_new:
 * @settings: the preferences of the program
 *
 * Returns: (transfer floating): the dialog in which they are changed
 */
AdwDialog *
kl_preferences_dialog_new (GSettings *settings)
{
  KlPreferencesDialog *self = g_object_new (KL_TYPE_PREFERENCES_DIALOG, NULL);

  g_return_val_if_fail (G_IS_SETTINGS (settings), ADW_DIALOG (self));

  self->settings = g_object_ref (settings);
  g_settings_bind (settings, "auto-lock-minutes", self->lock_row, "value", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "notify-actions", self->notify_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "map-tiles", self->tiles_row, "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "map-tiles-attribution", self->attribution_row, "text",
                   G_SETTINGS_BIND_DEFAULT);
  show_address (self);

  return ADW_DIALOG (self);
}
