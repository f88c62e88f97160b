/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-date.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

/**
 * KlReminderMail:
 * @to: (nullable): the address of whom it goes to
 * @greeting: whole ("Beste Ilse,")
 * @sent_on: when the partner was asked for help
 * @answered: whether it answered since, and more is waited for
 * @today: the day of the mail
 * @answer_by: before which day an answer is hoped for, or %KL_DATE_NONE
 * @writer: who signs
 * @writer_role: (nullable): as what
 * @school: of which school
 *
 * What a reminder by mail tells a partner. A mail is open on its way, so there is no place in it
 * for a child, for what is asked, or for what kind of help it is.
 */
typedef struct
{
  char *to;
  char *greeting;
  KlDate sent_on;
  gboolean answered;
  KlDate today;
  KlDate answer_by;
  char *writer;
  char *writer_role;
  char *school;
} KlReminderMail;

KlReminderMail *kl_reminder_mail_load (KlDb *db,
                                       gint64 referral_id,
                                       KlDate answer_by,
                                       KlDate today,
                                       GError **error);
void kl_reminder_mail_free (KlReminderMail *mail);
char *kl_reminder_mail_format_subject (const KlReminderMail *mail);
char *kl_reminder_mail_format_body (const KlReminderMail *mail);
char *kl_reminder_mail_format_uri (const KlReminderMail *mail);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlReminderMail, kl_reminder_mail_free)

G_END_DECLS
