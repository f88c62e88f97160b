/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-calendar.h"

/* Holidays that touch or overlap, as one; @days_before counts those of all earlier ones. */
typedef struct
{
  KlDate from;
  KlDate until;
  int days_before;
} Run;

struct _KlCalendar
{
  GPtrArray *holidays;
  GArray *runs;
};

G_DEFINE_BOXED_TYPE (KlHoliday, kl_holiday, kl_holiday_copy, kl_holiday_free)
G_DEFINE_BOXED_TYPE (KlCalendar, kl_calendar, kl_calendar_ref, kl_calendar_unref)

/* Auxiliary functions */

static int
compare_holidays (gconstpointer a, gconstpointer b)
{
  const KlHoliday *one = *(const KlHoliday *const *) a;
  const KlHoliday *other = *(const KlHoliday *const *) b;

  if (one->from != other->from)
    return one->from < other->from ? -1 : 1;
  if (one->until != other->until)
    return one->until < other->until ? -1 : 1;

  return g_strcmp0 (one->name, other->name);
}

static void
add_to_runs (GArray *runs, const KlHoliday *holiday)
{
  Run run = { holiday->from, holiday->until, 0 };

  if (runs->len > 0)
    {
      Run *last = &g_array_index (runs, Run, runs->len - 1);

      if (holiday->from <= last->until + 1)
        {
          last->until = MAX (last->until, holiday->until);
          return;
        }
      run.days_before = last->days_before + (last->until - last->from + 1);
    }

  g_array_append_val (runs, run);
}

/* The last run that starts on @date or before; %NULL when there is none. */
static const Run *
find_run (const KlCalendar *calendar, KlDate date)
{
  guint low = 0, high;

  if (calendar == NULL)
    return NULL;

  high = calendar->runs->len;
  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (calendar->runs, Run, middle).from <= date)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 ? &g_array_index (calendar->runs, Run, low - 1) : NULL;
}

/* Days off from the beginning of the calendar up to and including @date. */
static int
count_days_off (const KlCalendar *calendar, KlDate date)
{
  const Run *run = find_run (calendar, date);

  return run != NULL ? run->days_before + (MIN (date, run->until) - run->from + 1) : 0;
}

static void
calendar_clear (gpointer data)
{
  KlCalendar *calendar = data;

  g_ptr_array_unref (calendar->holidays);
  g_array_unref (calendar->runs);
}

/* Public API: holidays */

/**
 * kl_holiday_new:
 * @name: what it is called
 * @from: the first day off
 * @until: the last day off
 *
 * Returns: (transfer full): a holiday; free with kl_holiday_free()
 */
KlHoliday *
kl_holiday_new (const char *name, KlDate from, KlDate until)
{
  KlHoliday *holiday = g_new0 (KlHoliday, 1);

  holiday->name = g_strdup (name);
  holiday->from = from;
  holiday->until = until;

  return holiday;
}

/**
 * kl_holiday_copy:
 * @holiday: (nullable): a holiday
 *
 * Returns: (transfer full) (nullable): a copy of @holiday
 */
KlHoliday *
kl_holiday_copy (const KlHoliday *holiday)
{
  return holiday != NULL ? kl_holiday_new (holiday->name, holiday->from, holiday->until) : NULL;
}

/**
 * kl_holiday_free:
 * @holiday: (transfer full) (nullable): a holiday
 */
void
kl_holiday_free (KlHoliday *holiday)
{
  if (holiday == NULL)
    return;

  g_free (holiday->name);
  g_free (holiday);
}

/**
 * kl_holiday_is_valid:
 * @holiday: a holiday as somebody typed it
 *
 * Returns: whether it has a name and plausible days, the last not before the first,
 *   and lasts no longer than 100 days (a slip of the pen in a year would silence the
 *   contact norm)
 */
gboolean
kl_holiday_is_valid (const KlHoliday *holiday)
{
  g_return_val_if_fail (holiday != NULL, FALSE);

  return holiday->name != NULL && *holiday->name != '\0' && kl_date_is_plausible (holiday->from)
         && kl_date_is_plausible (holiday->until) && holiday->until >= holiday->from
         && holiday->until - holiday->from < 100;
}

/* Public API: calendars */

/**
 * kl_calendar_new:
 * @holidays: (nullable) (element-type KlHoliday) (transfer none): the days off of a
 *   school in any order; they may overlap
 *
 * What is not valid (see kl_holiday_is_valid()) or stands there twice is left out.
 *
 * Returns: (transfer full): a calendar; release with kl_calendar_unref()
 */
KlCalendar *
kl_calendar_new (GPtrArray *holidays)
{
  KlCalendar *calendar = g_atomic_rc_box_new0 (KlCalendar);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  calendar->holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);
  calendar->runs = g_array_new (FALSE, FALSE, sizeof (Run));

  for (guint i = 0; holidays != NULL && i < holidays->len; i++)
    if (kl_holiday_is_valid (g_ptr_array_index (holidays, i)))
      g_ptr_array_add (sorted, g_ptr_array_index (holidays, i));
  g_ptr_array_sort (sorted, compare_holidays);

  for (guint i = 0; i < sorted->len; i++)
    {
      const KlHoliday *holiday = g_ptr_array_index (sorted, i);

      if (i > 0 && compare_holidays (&sorted->pdata[i - 1], &sorted->pdata[i]) == 0)
        continue;
      g_ptr_array_add (calendar->holidays, kl_holiday_copy (holiday));
      add_to_runs (calendar->runs, holiday);
    }

  return calendar;
}

/**
 * kl_calendar_new_for_region:
 * @region: a holiday region
 *
 * Returns: (transfer full): a calendar of all published years for that region, see
 *   kl_holidays_get_published(); release with kl_calendar_unref()
 */
KlCalendar *
kl_calendar_new_for_region (KlRegion region)
{
  g_autoptr (GPtrArray) holidays =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);
  int first, last;

  kl_holidays_get_published_range (&first, &last);
  for (int school_year = first; school_year <= last; school_year++)
    g_ptr_array_extend_and_steal (holidays, kl_holidays_get_published (region, school_year));

  return kl_calendar_new (holidays);
}

/**
 * kl_calendar_ref:
 * @calendar: a calendar
 *
 * Returns: (transfer full): @calendar with one more owner
 */
KlCalendar *
kl_calendar_ref (KlCalendar *calendar)
{
  g_return_val_if_fail (calendar != NULL, NULL);

  return g_atomic_rc_box_acquire (calendar);
}

/**
 * kl_calendar_unref:
 * @calendar: (transfer full) (nullable): a calendar
 *
 * Releases one owner; the last one frees it.
 */
void
kl_calendar_unref (KlCalendar *calendar)
{
  if (calendar != NULL)
    g_atomic_rc_box_release_full (calendar, calendar_clear);
}

/**
 * kl_calendar_get_n_holidays:
 * @calendar: (nullable): a calendar
 *
 * Returns: how many holidays it has
 */
guint
kl_calendar_get_n_holidays (const KlCalendar *calendar)
{
  return calendar != NULL ? calendar->holidays->len : 0;
}

/**
 * kl_calendar_get_holiday:
 * @calendar: a calendar
 * @position: from 0, in order of the first day
 *
 * Returns: (transfer none): that holiday
 */
const KlHoliday *
kl_calendar_get_holiday (const KlCalendar *calendar, guint position)
{
  g_return_val_if_fail (calendar != NULL, NULL);
  g_return_val_if_fail (position < calendar->holidays->len, NULL);

  return g_ptr_array_index (calendar->holidays, position);
}

/**
 * kl_calendar_get_holidays_between:
 * @calendar: (nullable): a calendar
 * @from: the first day looked at
 * @until: the last day looked at
 *
 * Returns: (transfer full) (element-type KlHoliday): copies of the holidays that touch
 *   those days, as drawn widgets hatch them
 */
GPtrArray *
kl_calendar_get_holidays_between (const KlCalendar *calendar, KlDate from, KlDate until)
{
  GPtrArray *between = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);

  for (guint i = 0; i < kl_calendar_get_n_holidays (calendar); i++)
    {
      const KlHoliday *holiday = kl_calendar_get_holiday (calendar, i);

      if (holiday->from <= until && holiday->until >= from)
        g_ptr_array_add (between, kl_holiday_copy (holiday));
    }

  return between;
}

/**
 * kl_calendar_find_holiday:
 * @calendar: (nullable): a calendar
 * @date: a day
 *
 * Returns: (transfer none) (nullable): the first holiday that @date lies in, if any
 */
const KlHoliday *
kl_calendar_find_holiday (const KlCalendar *calendar, KlDate date)
{
  if (!kl_calendar_is_holiday (calendar, date))
    return NULL;

  for (guint i = 0; i < calendar->holidays->len; i++)
    {
      const KlHoliday *holiday = g_ptr_array_index (calendar->holidays, i);

      if (date >= holiday->from && date <= holiday->until)
        return holiday;
    }

  return NULL;
}

/**
 * kl_calendar_is_holiday:
 * @calendar: (nullable): a calendar
 * @date: a day
 *
 * Returns: whether @date lies in a holiday; a weekend by itself does not
 */
gboolean
kl_calendar_is_holiday (const KlCalendar *calendar, KlDate date)
{
  const Run *run = find_run (calendar, date);

  return run != NULL && date <= run->until;
}

/**
 * kl_calendar_is_school_day:
 * @calendar: (nullable): a calendar
 * @date: a day
 *
 * Returns: whether there is school: Monday to Friday, and no holiday
 */
gboolean
kl_calendar_is_school_day (const KlCalendar *calendar, KlDate date)
{
  const int weekday = kl_date_get_weekday (date);

  return weekday >= 1 && weekday <= 5 && !kl_calendar_is_holiday (calendar, date);
}

/**
 * kl_calendar_is_school_week:
 * @calendar: (nullable): a calendar
 * @date: a day
 *
 * Returns: whether there is school on any day of the week of @date
 */
gboolean
kl_calendar_is_school_week (const KlCalendar *calendar, KlDate date)
{
  const KlDate monday = kl_date_get_monday (date);

  for (int i = 0; i < 5; i++)
    if (kl_calendar_is_school_day (calendar, monday + i))
      return TRUE;

  return FALSE;
}

/**
 * kl_calendar_count_contact_days:
 * @calendar: (nullable): the calendar of the school
 * @from: the day of the last contact
 * @to: the day to count to, as a rule today
 *
 * Counts the days after @from up to and including @to that do not lie in a holiday.
 * Weekends count: a family waits on Sundays too.
 *
 * Returns: the number of days, 0 when @to is not after @from or one is not known
 */
int
kl_calendar_count_contact_days (const KlCalendar *calendar, KlDate from, KlDate to)
{
  if (from <= KL_DATE_NONE || to <= from)
    return 0;

  return (to - from) - (count_days_off (calendar, to) - count_days_off (calendar, from));
}

/**
 * kl_calendar_get_next_school_day:
 * @calendar: (nullable): a calendar
 * @date: a day
 *
 * Returns: the first school day after @date; %KL_DATE_NONE stays so
 */
KlDate
kl_calendar_get_next_school_day (const KlCalendar *calendar, KlDate date)
{
  if (date <= KL_DATE_NONE)
    return KL_DATE_NONE;

  for (date++; !kl_calendar_is_school_day (calendar, date);)
    {
      const Run *run = find_run (calendar, date);

      date = run != NULL && date <= run->until ? run->until + 1 : date + 1;
    }

  return date;
}

/**
 * kl_calendar_add_school_weeks:
 * @calendar: (nullable): a calendar
 * @date: a day
 * @weeks: how many weeks with school to go on, at least 0
 *
 * Goes on by weeks, not counting those that are wholly off: "every six weeks" is
 * six weeks of school. When that very day is off, it is the next school day.
 *
 * Returns: the day, %KL_DATE_NONE for %KL_DATE_NONE
 */
KlDate
kl_calendar_add_school_weeks (const KlCalendar *calendar, KlDate date, int weeks)
{
  g_return_val_if_fail (weeks >= 0, KL_DATE_NONE);

  if (date <= KL_DATE_NONE)
    return KL_DATE_NONE;

  while (weeks > 0)
    {
      date += 7;
      if (kl_calendar_is_school_week (calendar, date))
        weeks--;
    }

  return kl_calendar_is_school_day (calendar, date)
           ? date
           : kl_calendar_get_next_school_day (calendar, date);
}

/**
 * kl_calendar_make_series:
 * @calendar: (nullable): a calendar
 * @first: the day of the first time
 * @n_times: how many times, at least 0
 *
 * Plans a weekly series, such as six lessons on Tuesday, that skips the weeks in
 * which that weekday is off. A weekday at the weekend only skips holidays.
 *
 * Returns: (transfer full) (element-type KlDate): the days, oldest first
 */
GArray *
kl_calendar_make_series (const KlCalendar *calendar, KlDate first, int n_times)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (KlDate));

  g_return_val_if_fail (n_times >= 0, days);

  if (first <= KL_DATE_NONE)
    return days;

  for (KlDate date = first; (int) days->len < n_times; date += 7)
    if (!kl_calendar_is_holiday (calendar, date))
      g_array_append_val (days, date);

  return days;
}

/* The day itself, or when it falls in a holiday the first one with school after it. */
static KlDate
leave_holiday (const KlCalendar *calendar, KlDate date)
{
  return kl_calendar_is_holiday (calendar, date) ? kl_calendar_get_next_school_day (calendar, date)
                                                 : date;
}

/**
 * kl_calendar_list_every:
 * @calendar: (nullable): a calendar
 * @first: the day of the first time
 * @weeks: every how many weeks with school, at least 1
 * @until: the last day that it may be
 *
 * Plans what returns, such as a meeting every six weeks. Weeks that are wholly off
 * do not count; a single day off moves to the next school day, and the time after
 * it is on the weekday of the first again.
 *
 * Returns: (transfer full) (element-type KlDate): the days, oldest first, at most
 *   #KL_CALENDAR_MAX_TIMES
 */
GArray *
kl_calendar_list_every (const KlCalendar *calendar, KlDate first, int weeks, KlDate until)
{
  GArray *days = g_array_new (FALSE, FALSE, sizeof (KlDate));
  KlDate anchor = first;

  g_return_val_if_fail (weeks >= 1, days);

  if (first <= KL_DATE_NONE)
    return days;

  while (days->len < KL_CALENDAR_MAX_TIMES)
    {
      const KlDate day = leave_holiday (calendar, anchor);

      if (day > until)
        break;
      /* A first time in a holiday can meet the second. */
      if (days->len == 0 || day > g_array_index (days, KlDate, days->len - 1))
        g_array_append_val (days, day);
      for (int i = 0; i < weeks; i++)
        do
          anchor += 7;
        while (!kl_calendar_is_school_week (calendar, anchor));
    }

  return days;
}
