/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-password-dialog.h"

#include <glib/gi18n-lib.h>

#include "vault/kl-password-hint.h"

struct _KlPasswordDialog
{
  AdwAlertDialog parent_instance;

  GtkEditable *password_row;
  GtkEditable *repeat_row;
  GtkLabel *hint_label;

  KlVault *vault;
  char *user_id;
};

G_DEFINE_FINAL_TYPE (KlPasswordDialog, kl_password_dialog, ADW_TYPE_ALERT_DIALOG)

/* Setting the password */

typedef struct
{
  char *user_id;
  KlSecret *password;
} Change;

static void
change_free (Change *change)
{
  g_free (change->user_id);
  kl_secret_unref (change->password);
  g_free (change);
}

static void
change_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Change *change = task_data;
  GError *error = NULL;

  if (kl_vault_reset_password (KL_VAULT (source), change->user_id,
                               kl_secret_get_text (change->password), kl_vault_cost_calibrated (),
                               &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
changed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) window = user_data;
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    gtk_widget_activate_action (window, "win.toast", "s", _ ("Your new password is set"));
  else
    gtk_widget_activate_action (window, "win.toast", "s", error->message);
}

static void
response_cb (KlPasswordDialog *self, const char *response)
{
  Change *change;
  g_autoptr (GTask) task = NULL;

  if (!g_str_equal (response, "set"))
    return;

  change = g_new0 (Change, 1);
  change->user_id = g_strdup (self->user_id);
  change->password = kl_secret_new_text (gtk_editable_get_text (self->password_row));
  task = g_task_new (self->vault, NULL, changed_cb,
                     g_object_ref (gtk_widget_get_root (GTK_WIDGET (self))));
  g_task_set_task_data (task, change, (GDestroyNotify) change_free);
  g_task_run_in_thread (task, change_thread);
}

/* Callbacks */

static void
typed_cb (KlPasswordDialog *self)
{
  const char *password = gtk_editable_get_text (self->password_row);
  const char *repeat = gtk_editable_get_text (self->repeat_row);
  const char *hint = "";
  gboolean same = g_str_equal (password, repeat);
  KlPasswordLevel level = kl_password_judge (password, NULL, &hint);

  if (*repeat != '\0' && !same)
    gtk_label_set_label (self->hint_label, _ ("The two are not the same yet."));
  else
    gtk_label_set_label (self->hint_label, *password != '\0' ? hint : "");
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "set",
                                         level >= KL_PASSWORD_SHORT && same);
}

/* Overrides */

static void
kl_password_dialog_finalize (GObject *object)
{
  KlPasswordDialog *self = KL_PASSWORD_DIALOG (object);

  g_clear_object (&self->vault);
  g_clear_pointer (&self->user_id, g_free);

  G_OBJECT_CLASS (kl_password_dialog_parent_class)->finalize (object);
}

static void
kl_password_dialog_class_init (KlPasswordDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_password_dialog_finalize;
}

static void
kl_password_dialog_init (KlPasswordDialog *self)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (self);
  GtkWidget *group = adw_preferences_group_new ();

  self->password_row = GTK_EDITABLE (adw_password_entry_row_new ());
  self->repeat_row = GTK_EDITABLE (adw_password_entry_row_new ());
  self->hint_label = GTK_LABEL (gtk_label_new (NULL));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password_row), _ ("New password"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->repeat_row), _ ("The same once more"));
  gtk_label_set_wrap (self->hint_label, TRUE);
  gtk_label_set_xalign (self->hint_label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->hint_label), "caption");
  gtk_widget_set_margin_top (GTK_WIDGET (self->hint_label), 6);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->password_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->repeat_row));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->hint_label));

  adw_alert_dialog_set_heading (dialog, _ ("Choose a new password"));
  adw_alert_dialog_set_body (dialog, _ ("The recovery words let you in once. From now on you open "
                                        "the file with a new password."));
  adw_alert_dialog_set_extra_child (dialog, group);
  adw_alert_dialog_add_responses (dialog, "later", _ ("_Later"), "set", _ ("_Set"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "set", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "set");
  adw_alert_dialog_set_response_enabled (dialog, "set", FALSE);

  g_signal_connect_swapped (self->password_row, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->repeat_row, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect (self, "response", G_CALLBACK (response_cb), NULL);
}

/* Public API */

/**
 * kl_password_dialog_new:
 * @vault: an unlocked vault
 * @user_id: whose password is set
 *
 * Asks for a new password after the recovery words were used.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_password_dialog_new (KlVault *vault, const char *user_id)
{
  KlPasswordDialog *self = g_object_new (KL_TYPE_PASSWORD_DIALOG, NULL);

  self->vault = g_object_ref (vault);
  self->user_id = g_strdup (user_id);

  return ADW_DIALOG (self);
}
