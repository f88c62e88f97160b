/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "charts/kl-time-scale.h"
#include "model/kl-timeline-strip.h"

G_BEGIN_DECLS

/**
 * KlChronologyReferral:
 * @entry_id: the entry of sending it
 * @partner_id: referrals to one partner share a line
 * @sent: when it was sent; one that was not is not drawn
 * @answered: first answer, or %KL_DATE_NONE
 * @until: when it finished or was withdrawn, or %KL_DATE_NONE
 * @status: how it stands
 * @label: the partner, or what for
 */
typedef struct
{
  gint64 entry_id;
  gint64 partner_id;
  KlDate sent;
  KlDate answered;
  KlDate until;
  KlReferralStatus status;
  const char *label;
} KlChronologyReferral;

/**
 * KlChronologyConsent:
 * @entry_id: the entry of asking it
 * @first: first day
 * @last: last day, or %KL_DATE_NONE when it has no end
 * @status: given, refused or withdrawn (then @last is the day of that)
 * @label: for whom
 */
typedef struct
{
  gint64 entry_id;
  KlDate first;
  KlDate last;
  KlConsentStatus status;
  const char *label;
} KlChronologyConsent;

/**
 * KlChronologyPlan:
 * @entry_id: the entry that it stands in
 * @first: the day of this version
 * @last: the day before the next one, or %KL_DATE_NONE when it is the newest
 * @version: from 1
 */
typedef struct
{
  gint64 entry_id;
  KlDate first;
  KlDate last;
  guint version;
} KlChronologyPlan;

/* What is drawn; the arrays stay the caller's. */
typedef struct
{
  KlDate first; /* the period, its end not included */
  KlDate end;
  KlDate today;
  const KlStripMark *marks; /* care-team meetings too, and those to come */
  guint n_marks;
  const KlChronologyReferral *referrals;
  guint n_referrals;
  const KlChronologyConsent *consents;
  guint n_consents;
  const KlChronologyPlan *plans; /* without them there is no lane for them */
  guint n_plans;
  KlCalendar *calendar; /* (nullable) */
} KlChronologyData;

/* KlLane counts from one; there is nothing in the lane of what is not drawn. */
#define KL_CHRONOLOGY_N_LANES (KL_LANE_PLAN + 1)

/* A text of which the second part is bold. An empty box: there was no room. */
typedef struct
{
  KlBox box;
  char *text;
  char *bold;
  double text_width; /* where the bold part begins */
  gboolean dimmed;
} KlChronologyLabel;

typedef struct
{
  guint index; /* in the marks that were given */
  KlMark mark;
  double x; /* middle */
  double y;
  guint n_more; /* marks that had no room and are told with this one */
} KlChronologyPlace;

typedef struct
{
  guint index;
  double x;
  gboolean planned;
  KlChronologyLabel label;
} KlChronologyMeeting;

typedef struct
{
  guint index;
  KlBox bar;         /* from sent to the answer, or to today */
  gboolean waiting;  /* no answer yet: hatched */
  gboolean has_sent; /* the day it was sent is in sight */
  gboolean has_answer;
  double sent_x;
  double answer_x;
  double involved_x; /* how far the partner stays involved; answer_x when not */
  KlChronologyLabel label;
} KlChronologyBar;

typedef struct
{
  guint index;
  KlBox pill;
  KlBox used;      /* the part that is past */
  gboolean active; /* valid today */
  KlChronologyLabel label;
} KlChronologyPill;

/* What can be pointed at and stepped over, by date. */
typedef struct
{
  KlBox box;
  KlDate date;
  gint64 entry_id;
  KlLane lane;
  guint index; /* in places, meetings, bars, pills or plans, as the lane says */
} KlChronologyStop;

typedef struct
{
  double width;
  double height;
  KlBox plot;                         /* below the months, right of the lane names */
  KlBox lanes[KL_CHRONOLOGY_N_LANES]; /* the whole width, names included */
  GArray *ticks;                      /* KlMonthTick */
  GArray *months;                     /* KlChronologyLabel */
  GArray *holidays;                   /* KlBox */
  GArray *places;                     /* KlChronologyPlace */
  GArray *meetings;                   /* KlChronologyMeeting */
  GArray *bars;                       /* KlChronologyBar */
  GArray *pills;                      /* KlChronologyPill */
  GArray *plans;                      /* KlChronologyPill, its label inside */
  GArray *stops;                      /* KlChronologyStop */
  gboolean has_today;
  double today_x;
  KlChronologyLabel today; /* box of the pill, text in it */
} KlChronologyLayout;

/* How it is drawn: everything grows with the scale. */
typedef struct
{
  double width;
  double label_width; /* of the column with the names of the lanes */
  double scale;       /* 1 on screen at normal text size */
  gboolean mirrored;  /* time runs from right to left */
  KlMeasureText measure;
  gpointer measure_data;
} KlChronologyStyle;

KlChronologyLayout *kl_chronology_layout_new (const KlChronologyData *data,
                                              const KlChronologyStyle *style);
double kl_chronology_layout_get_least_height (double scale);
void kl_chronology_layout_free (KlChronologyLayout *layout);
const char *kl_chronology_layout_get_lane_name (KlLane lane);
char *kl_chronology_referral_describe (const KlChronologyReferral *referral, KlDate today);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlChronologyLayout, kl_chronology_layout_free)

G_END_DECLS
