/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-reminder-mail.h"

#include <glib/gi18n-lib.h>

#include "kl-config.h"
#include "store/kl-audit.h"
#include "store/kl-partner-parts.h"
#include "store/kl-partners.h"
#include "store/kl-professionals.h"
#include "store/kl-referrals.h"
#include "store/kl-schools.h"
#include "store/kl-ids.h"

typedef struct
{
  gint64 referral_id;
  KlReferral *referral;
  KlReminderMail *mail;
} Loading;

/* Auxiliary functions */

static gboolean
has_words (const char *text)
{
  return text != NULL && *text != '\0';
}

/* The person who was asked, if there still; the mail of everybody otherwise. */
static gboolean
fill_receiver (KlDb *db, Loading *loading, GError **error)
{
  const KlReferral *referral = loading->referral;
  KlReminderMail *mail = loading->mail;
  g_autoptr (KlPartner) partner = kl_partners_get (db, referral->partner->id, error);
  g_autoptr (GPtrArray) contacts =
    partner != NULL ? kl_partner_contacts_list (db, partner->id, 0, error) : NULL;

  if (contacts == NULL)
    return FALSE;

  for (guint i = 0; i < contacts->len; i++)
    {
      const KlPartnerContact *contact = g_ptr_array_index (contacts, i);

      if (contact->id != referral->contact_id || contact->left_on != KL_DATE_NONE)
        continue;
      mail->greeting = g_strdup_printf (_ ("Dear %s,"), contact->name);
      if (has_words (contact->email))
        mail->to = g_strdup (contact->email);
    }
  if (mail->greeting == NULL)
    mail->greeting = g_strdup (_ ("Dear colleague,"));
  if (mail->to == NULL && has_words (partner->email))
    mail->to = g_strdup (partner->email);

  return TRUE;
}

static gboolean
load (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;
  g_autoptr (KlSchool) school = NULL;

  loading->referral = kl_referrals_get (db, loading->referral_id, error);
  if (loading->referral == NULL)
    return FALSE;
  loading->mail->sent_on = loading->referral->sent_on;
  loading->mail->answered = loading->referral->answered_on != KL_DATE_NONE;
  school = kl_schools_get (db, kl_ids_get_school (loading->referral->case_id), error);
  if (school == NULL)
    return FALSE;
  loading->mail->school = g_strdup (school->name);

  return fill_receiver (db, loading, error)
         && kl_audit_append_for_case (db, KL_AUDIT_EXPORT, KL_AUDIT_REFERRAL, loading->referral_id,
                                      loading->referral->case_id, "reminder", error);
}

static char *
format_opening (const KlReminderMail *mail)
{
  const int waited = MAX (0, mail->today - mail->sent_on);
  g_autofree char *sent = kl_date_format (mail->sent_on, KL_DATE_STYLE_DAY_MONTH);

  if (mail->answered)
    return g_strdup_printf (_ ("On %s we asked for your help. Thank you for your answer. How is it "
                               "going now?"),
                            sent);

  return g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE,
                 "On %s we asked for your help. We have no answer yet; that is %d day ago now.",
                 "On %s we asked for your help. We have no answer yet; that is %d days ago now.",
                 (gulong) waited),
    sent, waited);
}

static void
append_escaped (GString *uri, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  /* A mailto address ends its lines with both signs (RFC 6068). */
  g_autofree char *joined = g_strjoinv ("\r\n", lines);
  g_autofree char *escaped = g_uri_escape_string (joined, NULL, FALSE);

  g_string_append (uri, escaped);
}

/* Public API */

/**
 * kl_reminder_mail_load:
 * @db: a connection
 * @referral_id: a referral that waits for an answer
 * @answer_by: before which day an answer is hoped for, or %KL_DATE_NONE
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Puts together whom a reminder goes to, and writes in the log that it is made. Who signs is up to
 * the caller.
 *
 * Returns: (transfer full): the mail
 */
KlReminderMail *
kl_reminder_mail_load (KlDb *db, gint64 referral_id, KlDate answer_by, KlDate today, GError **error)
{
  Loading loading = { .referral_id = referral_id };
  gboolean done;

  g_return_val_if_fail (db != NULL, NULL);

  loading.mail = g_new0 (KlReminderMail, 1);
  loading.mail->today = today;
  loading.mail->answer_by = answer_by;
  done = kl_db_transaction (db, load, &loading, error);
  g_clear_pointer (&loading.referral, kl_referral_free);
  if (!done)
    g_clear_pointer (&loading.mail, kl_reminder_mail_free);

  return loading.mail;
}

/**
 * kl_reminder_mail_free:
 * @mail: (nullable) (transfer full): a mail
 */
void
kl_reminder_mail_free (KlReminderMail *mail)
{
  if (mail == NULL)
    return;

  g_free (mail->to);
  g_free (mail->greeting);
  g_free (mail->writer);
  g_free (mail->writer_role);
  g_free (mail->school);
  g_free (mail);
}

/**
 * kl_reminder_mail_format_subject:
 * @mail: a mail
 *
 * Returns: (transfer full): what it is about, without anybody's name
 */
char *
kl_reminder_mail_format_subject (const KlReminderMail *mail)
{
  g_autofree char *day = NULL;

  g_return_val_if_fail (mail != NULL, NULL);

  day = kl_date_format (mail->sent_on, KL_DATE_STYLE_DAY_MONTH);
  /* Translators: the subject of a mail; %s is a day */
  return g_strdup_printf (_ ("Reminder: our question of %s"), day);
}

/**
 * kl_reminder_mail_format_body:
 * @mail: a mail
 *
 * Returns: (transfer full): its text, in lines
 */
char *
kl_reminder_mail_format_body (const KlReminderMail *mail)
{
  g_autoptr (GString) body = NULL;
  g_autofree char *opening = NULL;

  g_return_val_if_fail (mail != NULL && mail->greeting != NULL, NULL);

  body = g_string_new (mail->greeting);
  opening = format_opening (mail);
  g_string_append_printf (body, "\n\n%s", opening);
  if (mail->answer_by != KL_DATE_NONE)
    {
      g_autofree char *until = kl_date_format (mail->answer_by, KL_DATE_STYLE_LONG);

      g_string_append (body, "\n\n");
      /* Translators: %s is a day */
      g_string_append_printf (body, _ ("We hope to hear from you before %s."), until);
    }
  g_string_append_printf (body, " %s\n\n%s\n\n%s\n",
                          _ ("A no is an answer too: then we look further together."),
                          _ ("In a mail we name nobody. Call me to hear whom it is about."),
                          C_ ("print", "With kind regards,"));
  if (has_words (mail->writer))
    g_string_append_printf (body, "%s\n", mail->writer);
  if (has_words (mail->writer_role))
    g_string_append_printf (body, "%s, ", mail->writer_role);
  g_string_append (body, mail->school != NULL ? mail->school : "");

  return g_string_free (g_steal_pointer (&body), FALSE);
}

/**
 * kl_reminder_mail_format_uri:
 * @mail: a mail
 *
 * Returns: (transfer full): an address that a program for mail opens as a mail to be sent
 */
char *
kl_reminder_mail_format_uri (const KlReminderMail *mail)
{
  g_autoptr (GString) uri = NULL;
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;

  g_return_val_if_fail (mail != NULL, NULL);

  uri = g_string_new ("mailto:");
  subject = kl_reminder_mail_format_subject (mail);
  body = kl_reminder_mail_format_body (mail);
  if (mail->to != NULL)
    g_string_append_uri_escaped (uri, mail->to, "@", FALSE);
  g_string_append (uri, "?subject=");
  append_escaped (uri, subject);
  g_string_append (uri, "&body=");
  append_escaped (uri, body);

  return g_string_free (g_steal_pointer (&uri), FALSE);
}
