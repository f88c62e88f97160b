/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "kl-date.h"
#include "kl-words.h"

G_BEGIN_DECLS

/**
 * KlHoliday:
 * @name: as the school calls it ("herfstvakantie")
 * @from: the first day off
 * @until: the last day off, the same as @from for a single day
 *
 * Days without school in a row. Weekends at both ends belong to it when the
 * published dates include them.
 */
typedef struct
{
  char *name;
  KlDate from;
  KlDate until;
} KlHoliday;

/**
 * KlCalendar:
 *
 * The days off of one school, sorted; immutable and shared by reference. Where a
 * calendar is asked for, %NULL is one without days off.
 */
typedef struct _KlCalendar KlCalendar;

/* More than somebody plans ahead. */
#define KL_CALENDAR_MAX_TIMES 100

#define KL_TYPE_HOLIDAY (kl_holiday_get_type ())
#define KL_TYPE_CALENDAR (kl_calendar_get_type ())

GType kl_holiday_get_type (void) G_GNUC_CONST;
KlHoliday *kl_holiday_new (const char *name, KlDate from, KlDate until);
KlHoliday *kl_holiday_copy (const KlHoliday *holiday);
void kl_holiday_free (KlHoliday *holiday);
gboolean kl_holiday_is_valid (const KlHoliday *holiday);

GPtrArray *kl_holidays_get_published (KlRegion region, int school_year);
void kl_holidays_get_published_range (int *first_school_year, int *last_school_year);

GType kl_calendar_get_type (void) G_GNUC_CONST;
KlCalendar *kl_calendar_new (GPtrArray *holidays);
KlCalendar *kl_calendar_new_for_region (KlRegion region);
KlCalendar *kl_calendar_ref (KlCalendar *calendar);
void kl_calendar_unref (KlCalendar *calendar);
guint kl_calendar_get_n_holidays (const KlCalendar *calendar);
const KlHoliday *kl_calendar_get_holiday (const KlCalendar *calendar, guint position);
GPtrArray *kl_calendar_get_holidays_between (const KlCalendar *calendar, KlDate from, KlDate until);
const KlHoliday *kl_calendar_find_holiday (const KlCalendar *calendar, KlDate date);

gboolean kl_calendar_is_holiday (const KlCalendar *calendar, KlDate date);
gboolean kl_calendar_is_school_day (const KlCalendar *calendar, KlDate date);
gboolean kl_calendar_is_school_week (const KlCalendar *calendar, KlDate date);
int kl_calendar_count_contact_days (const KlCalendar *calendar, KlDate from, KlDate to);
KlDate kl_calendar_get_next_school_day (const KlCalendar *calendar, KlDate date);
KlDate kl_calendar_add_school_weeks (const KlCalendar *calendar, KlDate date, int weeks);
GArray *kl_calendar_make_series (const KlCalendar *calendar, KlDate first, int n_times);
GArray *kl_calendar_list_every (const KlCalendar *calendar, KlDate first, int weeks, KlDate until);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlHoliday, kl_holiday_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlCalendar, kl_calendar_unref)

G_END_DECLS
