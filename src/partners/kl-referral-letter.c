/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referral-letter.h"

#include <glib/gi18n-lib.h>

#include "documents/kl-print-preview.h"
#include "store/kl-referrals.h"

/*
 * The letter of a referral. That the letter of what was got ready is outside does not make it sent:
 * somebody may keep it on the desk. So that is offered, and done when somebody says it.
 */

/* Of a preview that may be gone when the store answers. */
typedef struct
{
  KlPreviewDialog *dialog;
  KlStore *store;
  gint64 referral_id;
  int output;
} Outside;

/* Auxiliary functions */

static void
outside_free (Outside *outside)
{
  g_object_unref (outside->dialog);
  g_object_unref (outside->store);
  g_free (outside);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outside, outside_free)

static void
free_with_closure (gpointer data, GClosure *closure)
{
  outside_free (data);
}

static AdwToast *
create_toast (const char *text)
{
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  return toast;
}

/* Sending */

static void
send (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const KlDate today = kl_clock_today ();
  /* An answer is expected on the day that was chosen, if that is still to come. */
  const KlSending sending = { .day = today };
  GError *error = NULL;

  if (kl_referrals_send (db, *(const gint64 *) data, &sending, today, NULL, &error))
    g_task_return_pointer (task, GINT_TO_POINTER (TRUE), NULL);
  else
    g_task_return_error (task, error);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlPreviewDialog) dialog = KL_PREVIEW_DIALOG (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean sent = kl_store_perform_finish (KL_STORE (source), result, &error) != NULL;

  kl_preview_dialog_add_toast (dialog, create_toast (sent ? _ ("The referral is sent from today on")
                                                          : error->message));
}

static void
sent_button_cb (AdwToast *toast, Outside *outside)
{
  kl_store_perform_async (outside->store, send, g_memdup2 (&outside->referral_id, sizeof (gint64)),
                          g_free, NULL, sent_cb, g_object_ref (outside->dialog));
}

/* Asking */

static void
look (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  KlReferral *referral = kl_referrals_get (db, *(const gint64 *) data, &error);

  if (referral != NULL)
    g_task_return_pointer (task, referral, (GDestroyNotify) kl_referral_free);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Outside) outside = user_data;
  g_autoptr (KlReferral) referral = kl_store_perform_finish (KL_STORE (source), result, NULL);
  KlPreviewDialog *dialog = outside->dialog;
  const gboolean printed = outside->output == KL_OUTPUT_PRINT;
  AdwToast *toast;

  if (referral == NULL || referral->status != KL_REFERRAL_PREPARED)
    {
      toast = create_toast (printed ? _ ("Sent to the printer") : _ ("Saved"));
      kl_preview_dialog_add_toast (dialog, toast);
      return;
    }

  toast = create_toast (printed ? _ ("Sent to the printer. Is the letter on its way?")
                                : _ ("Saved. Is the letter on its way?"));
  adw_toast_set_button_label (toast, _ ("It has been sent"));
  /* Nobody has to be quick; closing the letter leaves the referral as it was. */
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (sent_button_cb),
                         g_steal_pointer (&outside), free_with_closure, 0);
  kl_preview_dialog_add_toast (dialog, toast);
}

static gboolean
left_cb (KlPreviewDialog *dialog, int output, KlStore *store)
{
  const gint64 *referral_id = g_object_get_data (G_OBJECT (dialog), "kl-referral");
  Outside *outside = g_new0 (Outside, 1);

  outside->dialog = g_object_ref (dialog);
  outside->store = g_object_ref (store);
  outside->referral_id = *referral_id;
  outside->output = output;
  kl_store_perform_async (store, look, g_memdup2 (referral_id, sizeof (gint64)), g_free, NULL,
                          looked_cb, outside);

  return TRUE;
}

/* Public API */

/**
 * kl_referral_letter_present:
 * @parent: where the preview belongs
 * @session: who works here
 * @referral_id: a referral
 * @answer_by: by when an answer is hoped for, or %KL_DATE_NONE for what the referral says
 *
 * Shows the letter of a referral as its receiver may have it, to print or to save. Afterwards it is
 * asked of one that was got ready whether it is sent.
 */
void
kl_referral_letter_present (GtkWidget *parent,
                            KlSession *session,
                            gint64 referral_id,
                            KlDate answer_by)
{
  g_autoptr (KlPrintOrder) order = kl_print_order_new (KL_PRINTOUT_LETTER, referral_id);
  KlPreviewDialog *dialog;

  order->day = answer_by;
  dialog = kl_print_preview_present (parent, session, order);
  g_object_set_data_full (G_OBJECT (dialog), "kl-referral",
                          g_memdup2 (&referral_id, sizeof referral_id), g_free);
  g_signal_connect_object (dialog, "left", G_CALLBACK (left_cb), kl_session_get_store (session), 0);
}
