/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-attention-extras.h"

#include <glib/gi18n-lib.h>

#include "charts/kl-tip.h"
#include "kl-aside-dialog.h"
#include "kl-config.h"
#include "kl-renewals-dialog.h"
#include "model/kl-overview.h"
#include "store/kl-consents.h"

/*
 * What stands beside the heading of what asks for attention: how much was set aside, and how many
 * consents there are to renew. Both are out of sight when there are none.
 */

struct _KlAttentionExtras
{
  AdwBin parent_instance;

  GtkWidget *aside_button;
  GtkWidget *renewals_button;
  AdwDialog *aside_dialog;    /* not owned */
  AdwDialog *renewals_dialog; /* not owned */

  KlSession *session;
  GCancellable *cancellable;
  KlItem *dashboard;
  GPtrArray *renewals;
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (KlAttentionExtras, kl_attention_extras, ADW_TYPE_BIN)

/* Auxiliary functions */

static guint
count_aside (KlAttentionExtras *self)
{
  const KlDashboard *dashboard =
    self->dashboard != NULL ? kl_item_get_value (self->dashboard) : NULL;

  return dashboard != NULL ? dashboard->snoozed->len : 0;
}

/* Where there is little room the number has to do; a screen reader always says the words. */
static void
show_button (KlAttentionExtras *self, GtkWidget *button, guint n, const char *words)
{
  GtkWidget *content = gtk_button_get_child (GTK_BUTTON (button));
  g_autofree char *number = g_strdup_printf ("%u", n);

  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), self->narrow ? number : words);
  kl_tip_set (button, words);
  /* What it holds says that it labels the button, and that goes before a name. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_set_visible (button, n > 0);
}

static void
update (KlAttentionExtras *self)
{
  guint n_aside = count_aside (self);
  guint n_renewals = self->renewals != NULL ? self->renewals->len : 0;
  g_autofree char *aside =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u set aside", "%u set aside", n_aside),
                     n_aside);
  g_autofree char *renewals = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u consent to renew",
                                                            "%u consents to renew", n_renewals),
                                               n_renewals);

  show_button (self, self->aside_button, n_aside, aside);
  show_button (self, self->renewals_button, n_renewals, renewals);
}

static void
load_renewals (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const gint64 *school_id = data;
  GError *error = NULL;
  GPtrArray *renewals = kl_consents_list_renewals (db, *school_id, kl_clock_today (), &error);

  if (renewals == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, renewals, (GDestroyNotify) g_ptr_array_unref);
}

/* Callbacks */

/* What cannot be read here is told by the page itself. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlAttentionExtras) self = KL_ATTENTION_EXTRAS (user_data);
  g_autoptr (GPtrArray) renewals = kl_store_perform_finish (KL_STORE (source), result, NULL);

  if (renewals == NULL || self->session == NULL)
    return;

  g_clear_pointer (&self->renewals, g_ptr_array_unref);
  self->renewals = g_steal_pointer (&renewals);
  if (self->renewals_dialog != NULL)
    kl_renewals_dialog_set_renewals (KL_RENEWALS_DIALOG (self->renewals_dialog), self->renewals);
  update (self);
}

static void
aside_cb (KlAttentionExtras *self)
{
  if (self->aside_dialog != NULL)
    return;

  g_set_weak_pointer (&self->aside_dialog, kl_aside_dialog_new (self->session));
  kl_aside_dialog_set_dashboard (KL_ASIDE_DIALOG (self->aside_dialog), self->dashboard);
  adw_dialog_present (self->aside_dialog, GTK_WIDGET (self));
}

static void
renewals_cb (KlAttentionExtras *self)
{
  if (self->renewals_dialog != NULL)
    return;

  g_set_weak_pointer (&self->renewals_dialog, kl_renewals_dialog_new (self->session));
  kl_renewals_dialog_set_renewals (KL_RENEWALS_DIALOG (self->renewals_dialog), self->renewals);
  adw_dialog_present (self->renewals_dialog, GTK_WIDGET (self));
}

/* Overrides */

static void
kl_attention_extras_dispose (GObject *object)
{
  KlAttentionExtras *self = KL_ATTENTION_EXTRAS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->aside_dialog);
  g_clear_weak_pointer (&self->renewals_dialog);
  g_clear_object (&self->session);
  g_clear_object (&self->dashboard);
  g_clear_pointer (&self->renewals, g_ptr_array_unref);

  G_OBJECT_CLASS (kl_attention_extras_parent_class)->dispose (object);
}

static void
kl_attention_extras_class_init (KlAttentionExtrasClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_attention_extras_dispose;
}

static GtkWidget *
create_button (KlAttentionExtras *self, const char *icon_name, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon_name);
  adw_button_content_set_can_shrink (ADW_BUTTON_CONTENT (content), TRUE);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (button, FALSE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "kl-small");
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);

  return button;
}

static void
kl_attention_extras_init (KlAttentionExtras *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  self->aside_button = create_button (self, "kl-status-waiting-symbolic", G_CALLBACK (aside_cb));
  self->renewals_button = create_button (self, "kl-consent-symbolic", G_CALLBACK (renewals_cb));
  gtk_box_append (GTK_BOX (box), self->aside_button);
  gtk_box_append (GTK_BOX (box), self->renewals_button);
  adw_bin_set_child (ADW_BIN (self), box);
}

/* Public API */

/**
 * kl_attention_extras_new:
 * @session: who works here
 *
 * Returns: (transfer floating): buttons to fill with kl_attention_extras_set_dashboard()
 */
GtkWidget *
kl_attention_extras_new (KlSession *session)
{
  KlAttentionExtras *self = g_object_new (KL_TYPE_ATTENTION_EXTRAS, NULL);

  self->session = g_object_ref (session);

  return GTK_WIDGET (self);
}

/**
 * kl_attention_extras_set_dashboard:
 * @self: the buttons
 * @dashboard: a #KlDashboard; a reference is kept
 *
 * Shows what is set aside in it, and looks for consents to renew in its school.
 */
void
kl_attention_extras_set_dashboard (KlAttentionExtras *self, KlItem *dashboard)
{
  const KlDashboard *value;

  g_return_if_fail (KL_IS_ATTENTION_EXTRAS (self) && KL_IS_ITEM (dashboard));

  value = kl_item_get_value (dashboard);
  g_set_object (&self->dashboard, dashboard);
  if (self->aside_dialog != NULL)
    kl_aside_dialog_set_dashboard (KL_ASIDE_DIALOG (self->aside_dialog), dashboard);
  update (self);
  if (value->school == NULL)
    return;

  kl_store_forget_question (&self->cancellable);
  kl_store_perform_async (kl_session_get_store (self->session), load_renewals,
                          g_memdup2 (&value->school->id, sizeof (gint64)), g_free,
                          self->cancellable, loaded_cb, g_object_ref (self));
}

/**
 * kl_attention_extras_set_narrow:
 * @self: the buttons
 * @narrow: whether there is little room
 */
void
kl_attention_extras_set_narrow (KlAttentionExtras *self, gboolean narrow)
{
  g_return_if_fail (KL_IS_ATTENTION_EXTRAS (self));

  self->narrow = narrow;
  update (self);
}
