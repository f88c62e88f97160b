/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-phrase-dialog.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "kl-pass-phrase.h"

struct _KlPhraseDialog
{
  AdwDialog parent_instance;

  GtkLabel *phrase_label;
  AdwToastOverlay *toasts;

  KlSecret *phrase;
};

G_DEFINE_FINAL_TYPE (KlPhraseDialog, kl_phrase_dialog, ADW_TYPE_DIALOG)

enum
{
  ACCEPTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Auxiliary functions */

static void
renew (KlPhraseDialog *self)
{
  g_clear_pointer (&self->phrase, kl_secret_unref);
  self->phrase = kl_pass_phrase_new ();
  gtk_label_set_label (self->phrase_label, kl_secret_get_text (self->phrase));
}

/* Callbacks */

static void
renew_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPhraseDialog *self = KL_PHRASE_DIALOG (widget);

  renew (self);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->phrase_label),
                           gtk_label_get_label (self->phrase_label),
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
copy_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KlPhraseDialog *self = KL_PHRASE_DIALOG (widget);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), kl_secret_get_text (self->phrase));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (_ ("Copied")));
}

static void
accept_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit (widget, signals[ACCEPTED], 0);
}

static void
close_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  adw_dialog_close (ADW_DIALOG (widget));
}

/* Overrides */

static void
kl_phrase_dialog_dispose (GObject *object)
{
  KlPhraseDialog *self = KL_PHRASE_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), KL_TYPE_PHRASE_DIALOG);
  g_clear_pointer (&self->phrase, kl_secret_unref);

  G_OBJECT_CLASS (kl_phrase_dialog_parent_class)->dispose (object);
}

static void
kl_phrase_dialog_class_init (KlPhraseDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kl_phrase_dialog_dispose;

  /**
   * KlPhraseDialog::accepted:
   * @self: the dialog
   *
   * The document is to be saved with the pass-phrase that is shown.
   */
  signals[ACCEPTED] = g_signal_new ("accepted", KL_TYPE_PHRASE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               KL_RESOURCE_PREFIX "/documents/phrase-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, KlPhraseDialog, phrase_label);
  gtk_widget_class_bind_template_child (widget_class, KlPhraseDialog, toasts);
  gtk_widget_class_install_action (widget_class, "phrase.renew", NULL, renew_action_cb);
  gtk_widget_class_install_action (widget_class, "phrase.copy", NULL, copy_action_cb);
  gtk_widget_class_install_action (widget_class, "phrase.accept", NULL, accept_action_cb);
  gtk_widget_class_install_action (widget_class, "phrase.close", NULL, close_action_cb);
}

static void
kl_phrase_dialog_init (KlPhraseDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  renew (self);
}

/* Public API */

/**
 * kl_phrase_dialog_new:
 *
 * Shows a new pass-phrase for a document, large, to be told by phone. It stays in sight while the
 * file is saved: there is no other copy of it.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
kl_phrase_dialog_new (void)
{
  return g_object_new (KL_TYPE_PHRASE_DIALOG, NULL);
}

/**
 * kl_phrase_dialog_get_phrase:
 * @self: the dialog
 *
 * Returns: (transfer none): the pass-phrase that is shown
 */
KlSecret *
kl_phrase_dialog_get_phrase (KlPhraseDialog *self)
{
  g_return_val_if_fail (KL_IS_PHRASE_DIALOG (self), NULL);

  return self->phrase;
}
