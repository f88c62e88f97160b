/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-answer-time.h"
#include "kl-calendar.h"
#include "kl-partner.h"

G_BEGIN_DECLS

/**
 * KlNetworkTalk:
 *
 * A day on which somebody of the school spoke to a partner.
 */
typedef struct
{
  gint64 partner_id;
  KlDate day;
} KlNetworkTalk;

/**
 * KlNetworkFacts:
 * @school_id: the school in the middle, or 0 for all those of the one who asks
 * @name: (nullable): what it is called
 * @today: the last day that can be looked at
 * @partners: (element-type KlPartner): those that the school knows, also the ones that stopped
 * @referrals: (element-type KlReferralDays): every referral that left, oldest first
 * @talks: (element-type KlNetworkTalk): oldest first
 * @people: (element-type KlPerson): the faces in the middle: who keeps cases moving
 * @calendar: (nullable): the days off of the school
 *
 * All that is needed to see the network on any day: read once, then looked at with
 * kl_network_new() for every place of the time slider.
 */
typedef struct
{
  gint64 school_id;
  char *name;
  KlDate today;
  GPtrArray *partners;
  GArray *referrals;
  GArray *talks;
  GPtrArray *people;
  KlCalendar *calendar;
} KlNetworkFacts;

/**
 * KlNetworkPartner:
 * @partner: what is known of it; belongs to the facts
 * @answer_time: how fast it answers on that day
 * @days: how long the line is: the median, or without answers the longest wait, or without
 *   either what was told as usual; -1 when nothing is known
 * @is_measured: whether @days is a median of answers
 * @n_referrals: referrals in the school year up to that day
 * @last_spoken: the last talk up to that day, or %KL_DATE_NONE
 *
 * One partner in the network on a day.
 */
typedef struct
{
  const KlPartner *partner;
  KlAnswerTime answer_time;
  int days;
  gboolean is_measured;
  int n_referrals;
  KlDate last_spoken;
} KlNetworkPartner;

/**
 * KlNetwork:
 * @facts: what it was made from; a reference
 * @day: the day that it shows
 * @school_year: in which that day is
 * @partners: (element-type KlNetworkPartner): those that were there on that day, by ring and name
 * @n_referrals: in the school year up to that day
 * @n_waiting: referrals that wait on that day
 * @weeks: (element-type int): referrals sent in every week of the school year, up to the week of
 *   @day; the first is the week of 1 August
 *
 * The short lines of a school on one day.
 */
typedef struct
{
  KlNetworkFacts *facts;
  KlDate day;
  int school_year;
  GPtrArray *partners;
  int n_referrals;
  int n_waiting;
  GArray *weeks;
} KlNetwork;

typedef enum
{
  KL_NETWORK_CHANGE_NEW,      /* a partner that was not there before */
  KL_NETWORK_CHANGE_GONE,     /* one that stopped */
  KL_NETWORK_CHANGE_SLOWER,   /* the median went up */
  KL_NETWORK_CHANGE_FASTER,   /* the median went down */
  KL_NETWORK_CHANGE_WAITING,  /* more wait for an answer */
  KL_NETWORK_CHANGE_ANSWERED, /* fewer wait for an answer */
  KL_NETWORK_CHANGE_MORE,     /* more referrals */
  KL_NETWORK_CHANGE_FEWER,    /* fewer referrals */
} KlNetworkChangeKind;

/**
 * KlNetworkChange:
 * @partner: which partner; belongs to the facts of the networks
 * @before: the number before: days, referrals or waiting, as @kind says
 * @after: the number after
 */
typedef struct
{
  KlNetworkChangeKind kind;
  const KlPartner *partner;
  int before;
  int after;
} KlNetworkChange;

#define KL_TYPE_NETWORK_FACTS (kl_network_facts_get_type ())
#define KL_TYPE_NETWORK (kl_network_get_type ())

GType kl_network_facts_get_type (void) G_GNUC_CONST;
KlNetworkFacts *kl_network_facts_new (void);
KlNetworkFacts *kl_network_facts_ref (KlNetworkFacts *facts);
void kl_network_facts_unref (KlNetworkFacts *facts);
KlDate kl_network_facts_get_first_day (const KlNetworkFacts *facts);

GType kl_network_get_type (void) G_GNUC_CONST;
KlNetwork *kl_network_new (KlNetworkFacts *facts, KlDate day);
KlNetwork *kl_network_ref (KlNetwork *network);
void kl_network_unref (KlNetwork *network);
const KlNetworkPartner *kl_network_find (const KlNetwork *network, gint64 partner_id);
GArray *kl_network_list_answers (const KlNetwork *network, gint64 partner_id);

GArray *kl_network_compare (const KlNetwork *before, const KlNetwork *after);
char *kl_network_change_format (const KlNetworkChange *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlNetworkFacts, kl_network_facts_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlNetwork, kl_network_unref)

G_END_DECLS
