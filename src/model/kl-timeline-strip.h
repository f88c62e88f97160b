/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-calendar.h"
#include "kl-case.h"

G_BEGIN_DECLS

/*
 * Where marks stand in the strip of a row and in the chronology of a case page, and
 * the words for them. Drawing, tooltips and what a screen reader speaks all come from
 * here.
 */

#define KL_STRIP_WEEKS 26

/* Marks of one week drawn in one lane; what follows is "+n" in the tooltip. */
#define KL_STRIP_STACK 2

/* Days ahead that the chronology shows, for what is planned. */
#define KL_CHRONOLOGY_AHEAD (6 * 7)

typedef enum
{
  KL_LANE_NONE, /* on the timeline only */
  KL_LANE_CARE_TEAM,
  KL_LANE_FAMILY, /* with child and family */
  KL_LANE_TEAM,   /* with each other */
  KL_LANE_REFERRAL,
  KL_LANE_CONSENT,
  KL_LANE_PLAN, /* each version of a plan until the next one */
} KlLane;

/**
 * KlStripWeek:
 * @monday: its first day
 * @above: (array length=n_above): marks with child and family, oldest first; no more than
 *   %KL_STRIP_STACK are kept
 * @below: marks with each other, the same
 * @n_above: how many there are, also those that are not kept
 * @n_below: the same below the line
 * @care_team_on: a care-team meeting in this week, or %KL_DATE_NONE
 * @holiday: whether there is no school in this week
 */
typedef struct
{
  KlDate monday;
  KlStripMark above[KL_STRIP_STACK];
  KlStripMark below[KL_STRIP_STACK];
  guint n_above;
  guint n_below;
  KlDate care_team_on;
  gint64 care_team_entry;
  gboolean holiday;
} KlStripWeek;

/**
 * KlStrip:
 * @weeks: ISO weeks, the last one is that of today
 * @start_week: where the case starts: the line begins there; -1 when before the first
 * @last_contact: the last contact in these weeks, or %KL_DATE_NONE
 * @n_marks: how many of each mark, as people count them
 */
typedef struct
{
  KlDate today;
  KlStripWeek weeks[KL_STRIP_WEEKS];
  int start_week;
  KlDate last_contact;
  guint n_marks[KL_MARK_NOTE + 1];
} KlStrip;

/**
 * KlChronologyMonth:
 * @from: its first day
 * @until: the last day of it that is shown
 * @shows_year: whether the year belongs beside its name
 */
typedef struct
{
  int year;
  int month;
  KlDate from;
  KlDate until;
  gboolean shows_year;
} KlChronologyMonth;

/**
 * KlChronologyMark:
 * @x: where it stands, 0 to 1 of the width
 * @position: its place among marks of the same day in the same lane, from 0
 */
typedef struct
{
  KlStripMark mark;
  KlLane lane;
  double x;
  guint position;
} KlChronologyMark;

/**
 * KlChronology:
 * @from: the first day shown, the first of a month
 * @until: the last day shown
 * @months: (element-type KlChronologyMonth):
 * @marks: (element-type KlChronologyMark): oldest first
 */
typedef struct
{
  KlDate today;
  KlDate from;
  KlDate until;
  GArray *months;
  GArray *marks;
} KlChronology;

KlLane kl_entry_kind_get_lane (KlEntryKind kind);

void kl_strip_init (KlStrip *strip,
                    const GArray *marks,
                    KlDate opened_on,
                    KlDate today,
                    const KlCalendar *calendar);
char *kl_strip_describe (const KlStrip *strip);
char *kl_strip_describe_week (const KlStrip *strip, guint week);
int kl_strip_get_week (const KlStrip *strip, KlDate date);

KlChronology *kl_chronology_new (const GArray *marks, KlDate opened_on, int n_months, KlDate today);
void kl_chronology_free (KlChronology *chronology);
double kl_chronology_get_x (const KlChronology *chronology, KlDate date);
KlDate kl_chronology_get_date (const KlChronology *chronology, double x);
char *kl_chronology_describe (const KlChronology *chronology);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlChronology, kl_chronology_free)

G_END_DECLS
