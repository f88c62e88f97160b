/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-aside-dialog.h"

#include <glib/gi18n-lib.h>

#include "kl-list-frame.h"
#include "kl-settlement.h"
#include "model/kl-attention.h"

/* What was set aside: by whom, why and until when; and back again. */

struct _KlAsideDialog
{
  AdwDialog parent_instance;

  KlListFrame *frame;

  KlSession *session;
  KlItem *dashboard;
};

G_DEFINE_FINAL_TYPE (KlAsideDialog, kl_aside_dialog, ADW_TYPE_DIALOG)

/* What waits for the store. */
typedef struct
{
  KlAsideDialog *dialog;
  KlSettlement *settlement;
} Waking;

/* Callbacks */

static void
waking_free (Waking *waking)
{
  g_object_unref (waking->dialog);
  kl_settlement_free (waking->settlement);
  g_free (waking);
}

static void
woken_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waking *waking = user_data;
  KlAsideDialog *self = waking->dialog;
  g_autoptr (GError) error = NULL;

  if (self->frame != NULL && !kl_settlement_finish (KL_STORE (source), result, &error))
    kl_list_frame_say (self->frame, error->message);
  else if (self->frame != NULL)
    kl_list_frame_add_toast (self->frame,
                             kl_settlement_create_toast (waking->settlement, self->session,
                                                         GTK_WIDGET (self)));
  waking_free (waking);
}

static void
wake_cb (GtkButton *button, KlItem *item)
{
  GtkWidget *widget = gtk_widget_get_ancestor (GTK_WIDGET (button), KL_TYPE_ASIDE_DIALOG);
  KlAsideDialog *self = KL_ASIDE_DIALOG (widget);
  Waking *waking = g_new0 (Waking, 1);

  waking->dialog = g_object_ref (self);
  waking->settlement = kl_settlement_new_awake (kl_item_get_value (item));
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  kl_settlement_apply_async (waking->settlement, kl_session_get_store (self->session), woken_cb,
                             waking);
}

/* Rows */

static void
item_unref (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

static char *
describe (const KlAttention *attention)
{
  const KlSnooze *snooze = attention->snooze;
  g_autofree char *day = kl_date_format (snooze->until, KL_DATE_STYLE_SHORT_WEEKDAY);
  /* Translators: a reason ("no contact"), then a short date */
  g_autofree char *until =
    g_strdup_printf (_ ("%s; back on %s"),
                     kl_attention_reason_get_label (attention->reason, attention->urgency), day);

  if (snooze->who == NULL)
    return g_strdup_printf ("%s\n%s", until, snooze->why);

  return g_strdup_printf ("%s\n%s: %s", until, snooze->who->name, snooze->why);
}

static GtkWidget *
create_row (KlAsideDialog *self, const KlAttention *attention)
{
  g_autofree char *title = attention->context != NULL && *attention->context != '\0'
                             ? g_strdup_printf ("%s, %s", attention->title, attention->context)
                             : g_strdup (attention->title);
  g_autofree char *detail = describe (attention);
  /* Translators: %s is what was set aside */
  g_autofree char *spoken = g_strdup_printf (_ ("Bring back: %s"), attention->title);
  GtkWidget *row = kl_list_frame_create_row (title, detail);
  GtkWidget *button = gtk_button_new_with_label (_ ("Bring back"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  g_signal_connect_data (button, "clicked", G_CALLBACK (wake_cb),
                         kl_item_new_part (attention, self->dashboard), item_unref, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

/* Overrides */

static void
kl_aside_dialog_dispose (GObject *object)
{
  KlAsideDialog *self = KL_ASIDE_DIALOG (object);

  self->frame = NULL;
  g_clear_object (&self->dashboard);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (kl_aside_dialog_parent_class)->dispose (object);
}

static void
kl_aside_dialog_class_init (KlAsideDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kl_aside_dialog_dispose;
}

static void
kl_aside_dialog_init (KlAsideDialog *self)
{
  self->frame = KL_LIST_FRAME (
    kl_list_frame_new (_ ("Set aside"), _ ("Nothing is set aside"),
                       _ ("What can wait for a while stands here, and comes back by itself.")));
  kl_list_frame_put_in (self->frame, ADW_DIALOG (self));
}

/* Public API */

/**
 * kl_aside_dialog_new:
 * @session: who works here
 *
 * Returns: (transfer floating): a dialog to fill with kl_aside_dialog_set_dashboard()
 */
AdwDialog *
kl_aside_dialog_new (KlSession *session)
{
  KlAsideDialog *self = g_object_new (KL_TYPE_ASIDE_DIALOG, NULL);

  self->session = g_object_ref (session);

  return ADW_DIALOG (self);
}

/**
 * kl_aside_dialog_set_dashboard:
 * @self: a dialog
 * @dashboard: a #KlDashboard; a reference is kept
 *
 * Shows what is set aside in it.
 */
void
kl_aside_dialog_set_dashboard (KlAsideDialog *self, KlItem *dashboard)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  const KlDashboard *value;

  g_return_if_fail (KL_IS_ASIDE_DIALOG (self) && KL_IS_ITEM (dashboard));

  value = kl_item_get_value (dashboard);
  g_set_object (&self->dashboard, dashboard);
  for (guint i = 0; i < value->snoozed->len; i++)
    g_ptr_array_add (rows, create_row (self, g_ptr_array_index (value->snoozed, i)));
  kl_list_frame_set_rows (self->frame, rows);
}
