/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-case.h"
#include "kl-meeting.h"
#include "kl-partner-card.h"

G_BEGIN_DECLS

typedef enum
{
  KL_ATTENTION_NO_CONTACT,
  KL_ATTENTION_NO_ANSWER,
  KL_ATTENTION_ACTION_DUE,
  KL_ATTENTION_CONSENT_ENDING,
  KL_ATTENTION_PLAN_REVIEW,
  KL_ATTENTION_NEW_QUESTION,
  KL_ATTENTION_RETENTION,
  KL_ATTENTION_FEEDBACK_LATE,  /* taken on, and nothing heard since */
  KL_ATTENTION_NO_BRIDGING,    /* waits, and nothing happens meanwhile */
  KL_ATTENTION_OFF_RADAR,      /* a family at two municipalities */
  KL_ATTENTION_PARTNER_SILENT, /* nobody spoke to a partner for a year */
  KL_ATTENTION_PARTNER_FACTS,  /* what is known of a partner is old */
} KlAttentionReason;

#define KL_N_ATTENTION_REASONS 12

typedef enum
{
  KL_URGENCY_LATE, /* past the norm or the day */
  KL_URGENCY_SOON, /* coming, or waiting as expected */
} KlUrgency;

/**
 * KlSnooze:
 * @since: since when it asked for attention as it was set aside
 * @until: the day on which it asks again
 * @why: the reason that was given
 * @who: (nullable): who set it aside
 * @at: when, in Unix seconds, or 0 when that is now
 *
 * Something that was set aside for a while. It is for the whole team: who looks sees by whom and
 * why.
 */
typedef struct
{
  KlAttentionReason reason;
  gint64 school_id;
  gint64 case_id;
  gint64 target_id;
  KlDate since;
  KlDate until;
  char *why;
  KlPerson *who;
  gint64 at;
} KlSnooze;

/**
 * KlAttention:
 * @title: what it is about ("Bang voor de brugklas", "Quiet", "Gesprek met ouders plannen")
 * @context: (nullable): the dimmed words behind it (a pupil's name, the case's title)
 * @days: the number in bold: days without contact, days waiting, days late or days to go
 * @days_text: (nullable): that number in words ("13 dagen", "over 4 dagen", "vandaag")
 * @reference: (nullable): since when or what is usual ("sinds gesprek 7 nov", "gewoonlijk 8")
 * @who: (nullable): who acts
 * @target_id: the action, referral, consent, entry or partner that settles it, or 0
 * @since: since when it asks: the last contact, the day it was due or sent, the last talk; or
 *   %KL_DATE_NONE when it never happened
 * @norm: the days that are usual or agreed, -1 when there is no such number
 * @snooze: (nullable): how it was set aside, for those that were
 */
typedef struct
{
  KlAttentionReason reason;
  KlUrgency urgency;
  gint64 school_id;
  gint64 case_id;
  gint64 target_id;
  char *title;
  char *context;
  int days;
  char *days_text;
  char *reference;
  KlPerson *who;
  KlDate since;
  int norm;
  KlSnooze *snooze;
} KlAttention;

typedef struct
{
  int year;
  int month;
  int opened;
  int closed;
} KlFlowMonth;

/**
 * KlLoad:
 * @who: a professional
 * @n_cases: open cases the person owns
 * @n_attention: what of those asks for attention
 * @hours: hours a week at the school
 */
typedef struct
{
  KlPerson *who;
  int n_cases;
  int n_attention;
  double hours;
} KlLoad;

/**
 * KlDashboard:
 * @holidays: (element-type KlHoliday): those that touch the weeks shown
 * @attention: (element-type KlAttention): sorted by reason, longest first
 * @snoozed: (element-type KlAttention): what would ask for attention and was set aside, what comes
 *   back first before
 * @cases: (element-type KlCaseRow): open cases, longest without contact first
 * @next_meeting: (nullable): the next zorgteam with its agenda
 * @flow: (element-type KlFlowMonth): the last six months, oldest first
 * @n_themes: open cases per theme
 * @n_unanswered: referrals of open cases that wait for an answer
 * @waiting: (element-type KlPartnerReferral): all referrals that wait, the longest first, with what
 *   happens meanwhile
 */
typedef struct
{
  KlDate today;
  KlSchool *school;
  GPtrArray *holidays;
  GPtrArray *attention;
  GPtrArray *snoozed;
  GPtrArray *cases;
  KlMeeting *next_meeting;
  GArray *flow;
  int n_themes[KL_N_THEMES];
  int n_unanswered;
  GPtrArray *waiting;
} KlDashboard;

/**
 * KlSchoolOverview:
 * @n_kept: open cases within the contact norm
 * @loads: (element-type KlLoad): per professional
 *
 * One school as the director of several sees it: numbers, no content of cases.
 */
typedef struct
{
  KlSchool *school;
  int n_open;
  int n_new_this_month;
  int n_attention;
  int n_late;
  int n_kept;
  KlDate next_meeting_on;
  GPtrArray *loads;
} KlSchoolOverview;

KlAttention *kl_attention_new (KlAttentionReason reason);
void kl_attention_free (KlAttention *attention);
void kl_snooze_free (KlSnooze *snooze);
void kl_load_free (KlLoad *load);
KlDashboard *kl_dashboard_new (void);
void kl_dashboard_free (KlDashboard *dashboard);
KlSchoolOverview *kl_school_overview_new (void);
void kl_school_overview_free (KlSchoolOverview *overview);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlAttention, kl_attention_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSnooze, kl_snooze_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlLoad, kl_load_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlDashboard, kl_dashboard_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSchoolOverview, kl_school_overview_free)

G_END_DECLS
