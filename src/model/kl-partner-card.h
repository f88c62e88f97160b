/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-answer-time.h"
#include "kl-case.h"
#include "kl-partner.h"

G_BEGIN_DECLS

/**
 * KlPartnerReferral:
 * @about: whom the case is about in one line
 * @case_title: the title of the case
 * @school_name: its school
 * @partner: to whom
 * @sender: (nullable): who sent it
 * @days: days until the first answer, or without one until the day that is looked at; -1 when it
 *   never left or was withdrawn before
 * @waits: whether it was sent and has no answer yet
 * @feedback_late: whether the day has passed on which the partner would tell more
 * @has_bridging: whether something was agreed for meanwhile
 * @bridging: (nullable): what; %NULL when the one who asks has no part in the case
 *
 * A referral as a line of a list: on the card of a partner, among all that wait.
 */
typedef struct
{
  gint64 id;
  gint64 case_id;
  gint64 school_id;
  char *about;
  char *case_title;
  char *school_name;
  KlPerson *partner;
  KlPerson *sender;
  KlReferralPurpose purpose;
  KlReferralStatus status;
  KlDate sent_on;
  KlDate answered_on;
  KlDate ended_on;
  KlDate expected_on;
  int days;
  gboolean waits;
  gboolean feedback_late;
  gboolean has_bridging;
  char *bridging;
} KlPartnerReferral;

/**
 * KlPartnerCard:
 * @day: the day on which it is looked at
 * @services: (element-type KlPartnerService): what is offered, stopped ones last
 * @contacts: (element-type KlPartnerContact): persons, those who left last
 * @talks: (element-type KlPartnerTalk): the newest ten talks, newest first
 * @referrals: (element-type KlPartnerReferral): open ones, those that wait first, longest first
 * @answers: (element-type KlReferralDays): what the median is taken from and what waits, oldest
 *   first
 * @n_this_year: referrals in the school year
 * @n_answered_this_year: how many of those were answered
 * @last_spoken: the last day that anybody of the school spoke to anybody there, or %KL_DATE_NONE
 * @last_spoken_by: (nullable): who that was
 * @doubles: (element-type KlPartner): rows that may be the same organisation
 *
 * All that the card of a partner shows.
 */
typedef struct
{
  KlDate day;
  KlPartner *partner;
  KlAnswerTime answer_time;
  GPtrArray *services;
  GPtrArray *contacts;
  GPtrArray *talks;
  GPtrArray *referrals;
  GArray *answers;
  int n_this_year;
  int n_answered_this_year;
  KlDate last_spoken;
  KlPerson *last_spoken_by;
  GPtrArray *doubles;
} KlPartnerCard;

KlPartnerCard *kl_partner_card_new (void);
void kl_partner_card_free (KlPartnerCard *card);
void kl_partner_referral_free (KlPartnerReferral *referral);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerCard, kl_partner_card_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPartnerReferral, kl_partner_referral_free)

G_END_DECLS
