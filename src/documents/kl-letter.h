/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-typesetter.h"
#include "model/kl-date.h"

G_BEGIN_DECLS

/**
 * KlLetter:
 * @school: who writes
 * @partner: to whom
 * @attention: (nullable): to which person there ("Ilse van Rooij, regisseur West")
 * @address: (element-type utf8): lines of the address, may be empty
 * @date: the day of the letter
 * @subject: whom it is about and what is asked ("Jelle van den Berg, 10 jaar, groep 7: aanjagen")
 * @service: (nullable): which offer of the partner it is about
 * @ground: why it may be sent ("moeder, 30 oktober 2025, geldig t/m 11 december 2025")
 * @greeting: whole ("Beste Ilse,")
 * @paragraphs: (element-type utf8): what is said
 * @question: (nullable): what is asked, set apart
 * @writer: who signs
 * @writer_role: (nullable): as what
 * @reply_until: before which day an answer is hoped for, or %KL_DATE_NONE
 * @left_out: (element-type utf8): which kinds of things the letter does not tell
 * @purpose: (nullable): for the foot: what the receiver may use it for
 * @printed_at: the moment, Unix seconds; also the date of the document
 * @audit_head: (nullable): the newest hash of the log, short
 *
 * A referral on paper. Everything in here is printed: who fills it decides what the receiver may
 * know. All strings are Dutch, ready to print, and owned by the struct.
 */
typedef struct
{
  char *school;
  char *partner;
  char *attention;
  GPtrArray *address;
  KlDate date;
  char *subject;
  char *service;
  char *ground;
  char *greeting;
  GPtrArray *paragraphs;
  char *question;
  char *writer;
  char *writer_role;
  KlDate reply_until;
  GPtrArray *left_out;
  char *purpose;
  gint64 printed_at;
  char *audit_head;
} KlLetter;

KlLetter *kl_letter_new (void);
void kl_letter_free (KlLetter *letter);
char *kl_letter_get_title (const KlLetter *letter);
GBytes *kl_letter_render (const KlLetter *letter,
                          KlTypesetter *typesetter,
                          GCancellable *cancellable,
                          GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlLetter, kl_letter_free)

G_END_DECLS
