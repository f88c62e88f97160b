/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meetings-private.h"

typedef struct
{
  GtkWidget *widget;
  KlDraftKeeper *keeper;
} Sending;

static void
sending_free (Sending *sending)
{
  g_object_unref (sending->widget);
  g_clear_object (&sending->keeper);
  g_free (sending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sending, sending_free)

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sending) sending = user_data;
  g_autoptr (GError) error = NULL;

  if (!kl_agenda_change_send_finish (KL_STORE (source), result, &error))
    kl_meetings_show_error (sending->widget, error);
  else if (sending->keeper != NULL)
    kl_draft_keeper_keep (sending->keeper, NULL);
}

/* Sends words to the store; only when they are kept they need no draft in @keeper any more. */
void
kl_meetings_send_words (GtkWidget *widget,
                        KlSession *session,
                        KlAgendaChange *change,
                        KlDraftKeeper *keeper)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->widget = g_object_ref (widget);
  g_set_object (&sending->keeper, keeper);
  kl_agenda_change_send_async (change, kl_session_get_store (session), sent_cb, sending);
}

/*
 * Sends a change of the agenda to the store and takes it over; the page hears from the store when
 * it is kept, and who works hears from here when it is not.
 */
void
kl_meetings_send (GtkWidget *widget, KlSession *session, KlAgendaChange *change)
{
  kl_meetings_send_words (widget, session, change, NULL);
}

void
kl_meetings_show_error (GtkWidget *widget, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!gtk_widget_activate_action (widget, "win.toast", "s", error->message))
    g_warning ("A change of an agenda was not kept: %s", error->message);
}
