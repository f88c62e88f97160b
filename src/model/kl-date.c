/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-date.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIRST_PLAUSIBLE_YEAR 1900
#define LAST_PLAUSIBLE_YEAR 2199
#define SCHOOL_YEAR_MONTH G_DATE_AUGUST

/* The rule of the zone since 1996, for a system without a time zone database. */
#define ZONE_NAME "Europe/Amsterdam"
#define ZONE_RULE "CET-1CEST,M3.5.0,M10.5.0/3"

/*
 * Names are our own and not strftime's: the locale of the system need not be
 * that of the interface, and often is not installed at all.
 */
static const char *const month_names[12] = {
  NC_ ("month", "January"), NC_ ("month", "February"), NC_ ("month", "March"),
  NC_ ("month", "April"),   NC_ ("month", "May"),      NC_ ("month", "June"),
  NC_ ("month", "July"),    NC_ ("month", "August"),   NC_ ("month", "September"),
  NC_ ("month", "October"), NC_ ("month", "November"), NC_ ("month", "December"),
};

static const char *const short_month_names[12] = {
  NC_ ("short month", "Jan"), NC_ ("short month", "Feb"), NC_ ("short month", "Mar"),
  NC_ ("short month", "Apr"), NC_ ("short month", "May"), NC_ ("short month", "Jun"),
  NC_ ("short month", "Jul"), NC_ ("short month", "Aug"), NC_ ("short month", "Sep"),
  NC_ ("short month", "Oct"), NC_ ("short month", "Nov"), NC_ ("short month", "Dec"),
};

static const char *const weekday_names[7] = {
  NC_ ("weekday", "Monday"),   NC_ ("weekday", "Tuesday"), NC_ ("weekday", "Wednesday"),
  NC_ ("weekday", "Thursday"), NC_ ("weekday", "Friday"),  NC_ ("weekday", "Saturday"),
  NC_ ("weekday", "Sunday"),
};

static const char *const short_weekday_names[7] = {
  NC_ ("short weekday", "Mon"), NC_ ("short weekday", "Tue"), NC_ ("short weekday", "Wed"),
  NC_ ("short weekday", "Thu"), NC_ ("short weekday", "Fri"), NC_ ("short weekday", "Sat"),
  NC_ ("short weekday", "Sun"),
};

/* The day that --today sets; read from several threads, so only atomically. */
static int fixed_today = KL_DATE_NONE;

/* Auxiliary functions */

static GTimeZone *
get_zone (void)
{
  static GTimeZone *zone;

  if (g_once_init_enter_pointer (&zone))
    {
      GTimeZone *loaded = g_time_zone_new_identifier (ZONE_NAME);

      if (loaded == NULL)
        loaded = g_time_zone_new_identifier (ZONE_RULE);
      if (loaded == NULL)
        loaded = g_time_zone_new_offset (3600);
      g_once_init_leave_pointer (&zone, loaded);
    }

  return zone;
}

static void
to_gdate (KlDate date, GDate *gdate)
{
  g_date_clear (gdate, 1);
  g_date_set_julian (gdate, (guint32) date);
}

/* Reads between @min_digits and @max_digits digits; moves @text past them. */
static gboolean
read_number (const char **text, int min_digits, int max_digits, int *number)
{
  int n_digits = 0;

  *number = 0;
  for (; n_digits < max_digits && g_ascii_isdigit (**text); (*text)++, n_digits++)
    *number = *number * 10 + (**text - '0');

  return n_digits >= min_digits && !g_ascii_isdigit (**text);
}

static gboolean
read_separator (const char **text, const char *separators, char *separator)
{
  if (**text == '\0' || strchr (separators, **text) == NULL)
    return FALSE;

  *separator = **text;
  (*text)++;
  return TRUE;
}

static gboolean
read_iso (const char **text, int *year, int *month, int *day)
{
  char separator;

  return read_number (text, 4, 4, year) && read_separator (text, "-", &separator)
         && read_number (text, 2, 2, month) && read_separator (text, "-", &separator)
         && read_number (text, 2, 2, day);
}

static gboolean
read_dutch (const char **text, int *year, int *month, int *day)
{
  char first, second;

  return read_number (text, 1, 2, day) && read_separator (text, "-/.", &first)
         && read_number (text, 1, 2, month) && read_separator (text, "-/.", &second)
         && first == second && read_number (text, 4, 4, year);
}

static GDateTime *
get_local (gint64 moment)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (moment);

  return utc != NULL ? g_date_time_to_timezone (utc, get_zone ()) : NULL;
}

static const char *
translate_name (const char *context, const char *name)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, context, name);
}

static char *
format_days_away (int days)
{
  const int n = ABS (days);

  if (n < 28)
    return g_strdup_printf (days > 0
                              ? g_dngettext (GETTEXT_PACKAGE, "in %d day", "in %d days", n)
                              : g_dngettext (GETTEXT_PACKAGE, "%d day ago", "%d days ago", n),
                            n);

  return g_strdup_printf (days > 0
                            ? g_dngettext (GETTEXT_PACKAGE, "in %d week", "in %d weeks", n / 7)
                            : g_dngettext (GETTEXT_PACKAGE, "%d week ago", "%d weeks ago", n / 7),
                          n / 7);
}

static char *
format_months_away (int months, gboolean ahead)
{
  const int years = months / 12;

  if (months < 24)
    return g_strdup_printf (ahead
                              ? g_dngettext (GETTEXT_PACKAGE, "in %d month", "in %d months", months)
                              : g_dngettext (GETTEXT_PACKAGE, "%d month ago", "%d months ago",
                                             months),
                            months);

  return g_strdup_printf (ahead
                            ? g_dngettext (GETTEXT_PACKAGE, "in %d year", "in %d years", years)
                            : g_dngettext (GETTEXT_PACKAGE, "%d year ago", "%d years ago", years),
                          years);
}

/* Whole months between two days, as people count them: 31 Jan to 28 Feb is one. */
static int
count_months (KlDate from, KlDate until)
{
  int from_year, from_month, until_year, until_month, months;

  kl_date_split (from, &from_year, &from_month, NULL);
  kl_date_split (until, &until_year, &until_month, NULL);
  months = (until_year - from_year) * 12 + until_month - from_month;

  return kl_date_add_months (from, months) > until ? months - 1 : months;
}

/* Public API: days */

/**
 * kl_date_new:
 * @year: 1 to 9999
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Returns: the day, or %KL_DATE_NONE when there is no such day
 */
KlDate
kl_date_new (int year, int month, int day)
{
  GDate gdate;

  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31)
    return KL_DATE_NONE;
  if (!g_date_valid_dmy ((GDateDay) day, (GDateMonth) month, (GDateYear) year))
    return KL_DATE_NONE;

  g_date_clear (&gdate, 1);
  g_date_set_dmy (&gdate, (GDateDay) day, (GDateMonth) month, (GDateYear) year);

  return (KlDate) g_date_get_julian (&gdate);
}

/**
 * kl_date_parse:
 * @text: (nullable): what a person typed or a file holds
 * @date: (out): the day
 *
 * Reads ISO dates ("2025-11-20") and Dutch ones ("20-11-2025", "20/11/2025",
 * "20.11.2025", one digit for day or month allowed), with space around them. A year
 * has four digits: to guess a century would be to guess a child's age. Whether
 * the day is plausible is for the caller to ask.
 *
 * Returns: whether @text is an existing day; @date is left alone if not
 */
gboolean
kl_date_parse (const char *text, KlDate *date)
{
  const char *rest;
  int year, month, day;
  KlDate parsed;

  g_return_val_if_fail (date != NULL, FALSE);

  if (text == NULL)
    return FALSE;

  while (g_ascii_isspace (*text))
    text++;

  rest = text;
  if (!read_iso (&rest, &year, &month, &day))
    {
      rest = text;
      if (!read_dutch (&rest, &year, &month, &day))
        return FALSE;
    }

  while (g_ascii_isspace (*rest))
    rest++;
  if (*rest != '\0')
    return FALSE;

  parsed = kl_date_new (year, month, day);
  if (parsed == KL_DATE_NONE)
    return FALSE;

  *date = parsed;
  return TRUE;
}

/**
 * kl_date_is_plausible:
 * @date: a day
 *
 * Returns: whether @date can be the day of something planned or done: from 1900,
 *   before 2200
 */
gboolean
kl_date_is_plausible (KlDate date)
{
  return date >= kl_date_new (FIRST_PLAUSIBLE_YEAR, 1, 1)
         && date <= kl_date_new (LAST_PLAUSIBLE_YEAR, 12, 31);
}

/**
 * kl_date_is_plausible_past:
 * @date: a day
 * @today: the current day
 *
 * Returns: whether @date can be the day of something that has happened: from 1900,
 *   not after @today
 */
gboolean
kl_date_is_plausible_past (KlDate date, KlDate today)
{
  return kl_date_is_plausible (date) && date <= today;
}

/**
 * kl_date_is_plausible_birth:
 * @date: a date of birth
 * @today: the current day
 *
 * Returns: whether a person who lives now can have been born on @date: from 1900,
 *   not after @today
 */
gboolean
kl_date_is_plausible_birth (KlDate date, KlDate today)
{
  return kl_date_is_plausible_past (date, today);
}

/**
 * kl_date_split:
 * @date: a day
 * @year: (out) (optional): its year
 * @month: (out) (optional): its month, 1 to 12
 * @day: (out) (optional): its day of the month, from 1
 *
 * Takes a day apart; %KL_DATE_NONE gives zeroes.
 */
void
kl_date_split (KlDate date, int *year, int *month, int *day)
{
  GDate gdate;
  gboolean known = date > KL_DATE_NONE;

  if (known)
    to_gdate (date, &gdate);
  if (year != NULL)
    *year = known ? g_date_get_year (&gdate) : 0;
  if (month != NULL)
    *month = known ? (int) g_date_get_month (&gdate) : 0;
  if (day != NULL)
    *day = known ? g_date_get_day (&gdate) : 0;
}

/**
 * kl_date_add_months:
 * @date: a day
 * @months: how many months later, or earlier when negative
 *
 * Returns: the same day of that month, or its last day when the month is shorter;
 *   %KL_DATE_NONE stays so, and comes back too when the result is before year 1
 *   or after 9999
 */
KlDate
kl_date_add_months (KlDate date, int months)
{
  int year, month, day, n_days;
  gint64 total;

  if (date <= KL_DATE_NONE)
    return KL_DATE_NONE;

  kl_date_split (date, &year, &month, &day);
  total = (gint64) year * 12 + (month - 1) + months;
  if (total < 12 || total >= 10000 * 12)
    return KL_DATE_NONE;

  year = (int) (total / 12);
  month = (int) (total % 12) + 1;
  n_days = g_date_get_days_in_month ((GDateMonth) month, (GDateYear) year);

  return kl_date_new (year, month, MIN (day, n_days));
}

/**
 * kl_date_get_weekday:
 * @date: a day
 *
 * Returns: 1 for Monday to 7 for Sunday, 0 for %KL_DATE_NONE
 */
int
kl_date_get_weekday (KlDate date)
{
  /* Day 1 of year 1 was a Monday in this calendar. */
  return date > KL_DATE_NONE ? (date - 1) % 7 + 1 : 0;
}

/**
 * kl_date_get_monday:
 * @date: a day
 *
 * Returns: the Monday of its ISO week, @date itself on a Monday
 */
KlDate
kl_date_get_monday (KlDate date)
{
  return date > KL_DATE_NONE ? date - (kl_date_get_weekday (date) - 1) : KL_DATE_NONE;
}

/**
 * kl_date_get_iso_week:
 * @date: a day
 * @iso_year: (out) (optional): the year that the week belongs to, which around New
 *   Year need not be the year of @date
 *
 * Returns: the ISO 8601 week number, 1 to 53; 0 for %KL_DATE_NONE
 */
int
kl_date_get_iso_week (KlDate date, int *iso_year)
{
  KlDate thursday;
  int year;

  if (iso_year != NULL)
    *iso_year = 0;
  if (date <= KL_DATE_NONE)
    return 0;

  /* A week belongs to the year that has its Thursday. */
  thursday = kl_date_get_monday (date) + 3;
  kl_date_split (thursday, &year, NULL, NULL);
  if (iso_year != NULL)
    *iso_year = year;

  return (thursday - kl_date_new (year, 1, 1)) / 7 + 1;
}

/**
 * kl_date_get_age:
 * @birth: a date of birth
 * @today: the day to count to
 *
 * Who is born on 29 February has their birthday on 1 March in other years.
 *
 * Returns: the age in whole years, or -1 when a date is not known or @birth is
 *   after @today
 */
int
kl_date_get_age (KlDate birth, KlDate today)
{
  int birth_year, birth_month, birth_day, year, month, day;

  if (birth <= KL_DATE_NONE || today < birth)
    return -1;

  kl_date_split (birth, &birth_year, &birth_month, &birth_day);
  kl_date_split (today, &year, &month, &day);

  if (month < birth_month || (month == birth_month && day < birth_day))
    return year - birth_year - 1;

  return year - birth_year;
}

/**
 * kl_date_get_school_year:
 * @date: a day
 *
 * Returns: the year in which its school year starts (2025 for 2025-2026, from
 *   1 August), or 0 for %KL_DATE_NONE
 */
int
kl_date_get_school_year (KlDate date)
{
  int year, month;

  kl_date_split (date, &year, &month, NULL);

  return year > 0 && month < (int) SCHOOL_YEAR_MONTH ? year - 1 : year;
}

/**
 * kl_school_year_get_start:
 * @school_year: the year in which the school year starts
 *
 * Its last day is the day before the start of the next.
 *
 * Returns: its first day, 1 August
 */
KlDate
kl_school_year_get_start (int school_year)
{
  return kl_date_new (school_year, SCHOOL_YEAR_MONTH, 1);
}

/**
 * kl_school_year_to_string:
 * @school_year: the year in which the school year starts
 *
 * Returns: (transfer full): "2025-2026"
 */
char *
kl_school_year_to_string (int school_year)
{
  return g_strdup_printf ("%d-%d", school_year, school_year + 1);
}

/**
 * kl_month_get_name:
 * @month: 1 to 12
 * @abbreviated: whether three letters will do
 *
 * Returns: (transfer none): the translated month, "november" or "nov"
 */
const char *
kl_month_get_name (int month, gboolean abbreviated)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");

  return abbreviated ? translate_name ("short month", short_month_names[month - 1])
                     : translate_name ("month", month_names[month - 1]);
}

/**
 * kl_weekday_get_name:
 * @weekday: 1 for Monday to 7 for Sunday
 * @abbreviated: whether the short form will do
 *
 * Returns: (transfer none): the translated weekday, "donderdag" or "do"
 */
const char *
kl_weekday_get_name (int weekday, gboolean abbreviated)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, "");

  return abbreviated ? translate_name ("short weekday", short_weekday_names[weekday - 1])
                     : translate_name ("weekday", weekday_names[weekday - 1]);
}

/**
 * kl_date_format:
 * @date: a day
 * @style: how to write it
 *
 * Writes a day in the language of the interface; %KL_DATE_STYLE_ISO is the same in
 * every language and is for files and the store.
 *
 * Returns: (transfer full): the text, empty for %KL_DATE_NONE
 */
char *
kl_date_format (KlDate date, KlDateStyle style)
{
  int year, month, day, weekday;

  if (date <= KL_DATE_NONE)
    return g_strdup ("");

  kl_date_split (date, &year, &month, &day);
  weekday = kl_date_get_weekday (date);

  switch (style)
    {
    case KL_DATE_STYLE_SHORT:
      /* Translators: day, short month: "20 Nov" */
      return g_strdup_printf (C_ ("short date", "%1$d %2$s"), day, kl_month_get_name (month, TRUE));
    case KL_DATE_STYLE_SHORT_WEEKDAY:
      /* Translators: short weekday, day, short month: "Thu 20 Nov" */
      return g_strdup_printf (C_ ("short date", "%1$s %2$d %3$s"),
                              kl_weekday_get_name (weekday, TRUE), day,
                              kl_month_get_name (month, TRUE));
    case KL_DATE_STYLE_SHORT_YEAR:
      /* Translators: day, short month, year: "20 Nov 2025" */
      return g_strdup_printf (C_ ("short date", "%1$d %2$s %3$d"), day,
                              kl_month_get_name (month, TRUE), year);
    case KL_DATE_STYLE_DAY_MONTH:
      /* Translators: day, month: "20 November" */
      return g_strdup_printf (C_ ("date", "%1$d %2$s"), day, kl_month_get_name (month, FALSE));
    case KL_DATE_STYLE_LONG:
      /* Translators: day, month, year: "20 November 2025" */
      return g_strdup_printf (C_ ("date", "%1$d %2$s %3$d"), day, kl_month_get_name (month, FALSE),
                              year);
    case KL_DATE_STYLE_FULL:
      /* Translators: weekday, day, month, year: "Thursday 20 November 2025" */
      return g_strdup_printf (C_ ("date", "%1$s %2$d %3$s %4$d"),
                              kl_weekday_get_name (weekday, FALSE), day,
                              kl_month_get_name (month, FALSE), year);
    case KL_DATE_STYLE_ISO:
    default:
      return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
    }
}

/**
 * kl_date_format_relative:
 * @date: a day
 * @today: the current day
 *
 * Writes how far away a day is: days up to four weeks, weeks up to nine, then
 * months and years, always rounded down.
 *
 * Returns: (transfer full): "today", "tomorrow", "in 5 days", "3 days ago", "2 months
 *   ago"; empty for %KL_DATE_NONE
 */
char *
kl_date_format_relative (KlDate date, KlDate today)
{
  const int days = date - today;

  if (date <= KL_DATE_NONE)
    return g_strdup ("");

  switch (days)
    {
    case -1:
      return g_strdup (_ ("yesterday"));
    case 0:
      return g_strdup (_ ("today"));
    case 1:
      return g_strdup (_ ("tomorrow"));
    default:
      if (ABS (days) < 9 * 7)
        return format_days_away (days);
      return format_months_away (count_months (MIN (date, today), MAX (date, today)), days > 0);
    }
}

/* Public API: moments */

/**
 * kl_time_get_date:
 * @moment: Unix seconds
 *
 * Returns: the day in the Netherlands at that moment
 */
KlDate
kl_time_get_date (gint64 moment)
{
  g_autoptr (GDateTime) local = get_local (moment);
  int year, month, day;

  g_return_val_if_fail (local != NULL, KL_DATE_NONE);

  g_date_time_get_ymd (local, &year, &month, &day);
  return kl_date_new (year, month, day);
}

/**
 * kl_time_get_minutes:
 * @moment: Unix seconds
 *
 * Returns: what the clock in the Netherlands shows, in minutes after 0.00, 0 to 1439
 */
int
kl_time_get_minutes (gint64 moment)
{
  g_autoptr (GDateTime) local = get_local (moment);

  g_return_val_if_fail (local != NULL, 0);

  return g_date_time_get_hour (local) * 60 + g_date_time_get_minute (local);
}

/**
 * kl_time_from_local:
 * @date: a day in the Netherlands
 * @minutes: what the clock shows, in minutes after 0.00, 0 to 1439
 *
 * A time in the hour that summer time skips is the first moment after that hour; in
 * the hour that comes twice, the second one is meant.
 *
 * Returns: the moment in Unix seconds, 0 for %KL_DATE_NONE
 */
gint64
kl_time_from_local (KlDate date, int minutes)
{
  g_autoptr (GDateTime) local = NULL;
  int year, month, day;

  g_return_val_if_fail (minutes >= 0 && minutes < 24 * 60, 0);

  if (date <= KL_DATE_NONE)
    return 0;

  kl_date_split (date, &year, &month, &day);
  local = g_date_time_new (get_zone (), year, month, day, minutes / 60, minutes % 60, 0);

  return local != NULL ? g_date_time_to_unix (local) : 0;
}

/**
 * kl_time_format_clock:
 * @moment: Unix seconds
 *
 * Returns: (transfer full): what the clock in the Netherlands shows, as the language
 *   of the interface writes it: "14:10", "14.10"
 */
char *
kl_time_format_clock (gint64 moment)
{
  return kl_minutes_format_clock (kl_time_get_minutes (moment));
}

/**
 * kl_minutes_format_clock:
 * @minutes: minutes after 0.00, 0 to 1439
 *
 * Returns: (transfer full): the time of day as the language of the interface writes
 *   it: "14:10", "14.10"
 */
char *
kl_minutes_format_clock (int minutes)
{
  g_return_val_if_fail (minutes >= 0 && minutes < 24 * 60, g_strdup (""));

  /* Translators: a time of day, hours and minutes; Dutch writes a dot: 14.10 */
  return g_strdup_printf (C_ ("clock", "%1$d:%2$02d"), minutes / 60, minutes % 60);
}

/* Public API: the clock */

/**
 * kl_clock_today:
 *
 * Returns: the current day in the Netherlands, or the day set by kl_clock_fix()
 */
KlDate
kl_clock_today (void)
{
  KlDate fixed = g_atomic_int_get (&fixed_today);

  return fixed != KL_DATE_NONE ? fixed : kl_time_get_date (g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * kl_clock_now:
 *
 * Returns: the current moment in Unix seconds; with a fixed day the present time of
 *   day on that day, so that what is recorded keeps its order
 */
gint64
kl_clock_now (void)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  KlDate fixed = g_atomic_int_get (&fixed_today);

  if (fixed == KL_DATE_NONE)
    return now;

  return kl_time_from_local (fixed, kl_time_get_minutes (now)) + now % 60;
}

/**
 * kl_clock_stamp:
 *
 * Returns: the moment that stands on what is printed, in Unix seconds; with a fixed day the middle
 *   of it, so that the same can be made again
 */
gint64
kl_clock_stamp (void)
{
  KlDate fixed = g_atomic_int_get (&fixed_today);

  return fixed != KL_DATE_NONE ? kl_time_from_local (fixed, 12 * 60) : kl_clock_now ();
}

/**
 * kl_clock_fix:
 * @today: the day that it is from now on, or %KL_DATE_NONE for the real one
 *
 * Fixes the day for the whole program; the time of day goes on.
 */
void
kl_clock_fix (KlDate today)
{
  g_return_if_fail (today >= KL_DATE_NONE);

  g_atomic_int_set (&fixed_today, today);
}
