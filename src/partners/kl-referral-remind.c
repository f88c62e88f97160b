/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-referral-remind.h"

#include <glib/gi18n-lib.h>

#include "documents/kl-reminder-mail.h"
#include "kl-referral-letter.h"

/*
 * What goes to a partner that has to be reminded: a mail, which the program for mail of this
 * computer shows and sends, or the letter, which asks again. This program sends nothing by itself;
 * that the partner was reminded is kept when somebody says so.
 */

typedef struct
{
  KlForm *form;
  gint64 referral_id;
} Reminding;

/* What goes to the store's thread. */
typedef struct
{
  gint64 referral_id;
  KlDate answer_by;
} Asked;

/* Auxiliary functions */

static void
say (KlForm *form, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (form), "win.toast", "s", text);
}

static GtkWindow *
get_window (KlForm *form)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (form));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
sign (KlReminderMail *mail, KlSession *session)
{
  const KlProfessional *user = kl_session_get_user (session);

  if (user == NULL)
    return;

  mail->writer = g_strdup (user->name);
  mail->writer_role = g_strdup (kl_words_get_label (KL_WORDS_ROLE, (int) user->role));
}

static void
load (GTask *task, KlDb *db, gpointer data, GCancellable *cancellable)
{
  const Asked *asked = data;
  GError *error = NULL;
  KlReminderMail *mail =
    kl_reminder_mail_load (db, asked->referral_id, asked->answer_by, kl_clock_today (), &error);

  if (mail != NULL)
    g_task_return_pointer (task, mail, (GDestroyNotify) kl_reminder_mail_free);
  else
    g_task_return_error (task, error);
}

/* Callbacks */

static void
launched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlForm) form = KL_FORM (user_data);
  g_autoptr (GError) error = NULL;

  if (!gtk_uri_launcher_launch_finish (GTK_URI_LAUNCHER (source), result, &error)
      && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    say (form, _ ("No program for mail opened. The letter can be printed or saved instead."));
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KlForm) form = KL_FORM (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlReminderMail) mail = kl_store_perform_finish (KL_STORE (source), result, &error);
  g_autoptr (GtkUriLauncher) launcher = NULL;
  g_autofree char *uri = NULL;

  if (mail == NULL)
    {
      say (form, error->message);
      return;
    }

  sign (mail, kl_form_get_session (form));
  uri = kl_reminder_mail_format_uri (mail);
  launcher = gtk_uri_launcher_new (uri);
  gtk_uri_launcher_launch (launcher, get_window (form), NULL, launched_cb, g_object_ref (form));
}

static void
mail_cb (Reminding *reminding)
{
  KlSession *session = kl_form_get_session (reminding->form);
  Asked *asked = g_new0 (Asked, 1);

  asked->referral_id = reminding->referral_id;
  asked->answer_by = kl_form_get_date (reminding->form, "expected");
  kl_store_perform_async (kl_session_get_store (session), load, asked, g_free, NULL, loaded_cb,
                          g_object_ref (reminding->form));
}

static void
letter_cb (Reminding *reminding)
{
  kl_referral_letter_present (GTK_WIDGET (reminding->form), kl_form_get_session (reminding->form),
                              reminding->referral_id,
                              kl_form_get_date (reminding->form, "expected"));
}

static GtkWidget *
create_button (const char *label, GCallback callback, Reminding *reminding)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", callback, reminding);
  return button;
}

/* Public API */

/**
 * kl_referral_remind_new:
 * @form: the form of a reminder, with a date "expected"
 * @referral: a referral that waits for an answer
 *
 * Returns: (transfer floating): buttons that get a mail or a letter to the partner ready
 */
GtkWidget *
kl_referral_remind_new (KlForm *form, const KlReferral *referral)
{
  GtkWidget *box, *buttons, *note;
  Reminding *reminding;

  g_return_val_if_fail (KL_IS_FORM (form) && referral != NULL, NULL);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  note = gtk_label_new (
    _ ("The mail names nobody: it is open on its way. The letter tells what consent allows."));
  reminding = g_new0 (Reminding, 1);
  reminding->form = form;
  reminding->referral_id = referral->id;
  gtk_box_append (GTK_BOX (buttons),
                  create_button (_ ("_Write a mail…"), G_CALLBACK (mail_cb), reminding));
  gtk_box_append (GTK_BOX (buttons),
                  create_button (_ ("View _letter…"), G_CALLBACK (letter_cb), reminding));
  gtk_label_set_wrap (GTK_LABEL (note), TRUE);
  gtk_label_set_xalign (GTK_LABEL (note), 0);
  gtk_widget_add_css_class (note, "kl-second");
  gtk_widget_add_css_class (note, "kl-dense");
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), note);
  g_object_set_data_full (G_OBJECT (box), "kl-reminding", reminding, g_free);

  return box;
}
