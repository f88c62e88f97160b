/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-people.h"

G_BEGIN_DECLS

/* What a decision becomes when its point is finished. Kept as numbers: only append. */
typedef enum
{
  KL_DECISION_ACTION,
  KL_DECISION_REFERRAL, /* made ready, not sent */
  KL_DECISION_STATUS,   /* @value is a #KlCaseStatus */
  KL_DECISION_LEVEL,    /* @value is a support level from 1 to 5 */
  KL_DECISION_AGAIN,    /* comes back on the agenda from @day on */
  KL_DECISION_AGREED,   /* stands in the minutes and becomes nothing else */
} KlDecisionKind;

#define KL_N_DECISION_KINDS 6

/**
 * KlDecision:
 * @item_id: the point of the agenda
 * @text: as it was typed
 * @owner: (nullable): who does it
 * @partner: (nullable): to whom a referral goes
 * @day: by when, or when it comes back; %KL_DATE_NONE when nobody said
 * @value: see #KlDecisionKind
 * @applied: whether it became what it is
 * @was: what the level or status was before, or -1
 * @was_day: until when it was followed before, or %KL_DATE_NONE
 * @action_id: the action that it became, or 0
 * @referral_id: the referral that it became, or 0
 */
typedef struct
{
  gint64 id;
  gint64 item_id;
  KlDecisionKind kind;
  char *text;
  KlPerson *owner;
  KlPerson *partner;
  KlDate day;
  int value;
  gboolean applied;
  int was;
  KlDate was_day;
  gint64 action_id;
  gint64 referral_id;
} KlDecision;

/**
 * KlDecisionContext:
 * @people: (nullable) (element-type KlPerson): who could do something
 * @partners: (nullable) (element-type KlPerson): to whom somebody could be referred
 * @me: (nullable): who types
 * @today: the day of the meeting
 *
 * What a typed sentence is read against.
 */
typedef struct
{
  GPtrArray *people;
  GPtrArray *partners;
  const KlPerson *me;
  KlDate today;
} KlDecisionContext;

KlDecision *kl_decision_read (const char *text, const KlDecisionContext *context);
KlDate kl_decision_find_day (const char *text, KlDate today);
KlDecision *kl_decision_copy (const KlDecision *decision);
void kl_decision_free (KlDecision *decision);
const char *kl_decision_kind_get_label (KlDecisionKind kind);
gboolean kl_decision_kind_needs_case (KlDecisionKind kind);
char *kl_decision_format_outcome (const KlDecision *decision);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlDecision, kl_decision_free)

G_END_DECLS
