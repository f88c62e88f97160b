/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-calendar.h"

#include <glib/gi18n-lib.h>

/*
 * The school holidays as the national government publishes them. The summer and
 * Christmas holidays and one week in May are fixed by the minister and hold for
 * every school; the autumn and spring holidays are advice from which a school may
 * depart, and many schools take a second week in May. A school therefore gets
 * these as a start and edits its own list.
 */
typedef enum
{
  AUTUMN,    /* advisory */
  CHRISTMAS, /* official */
  SPRING,    /* advisory */
  MAY,       /* official, this one week */
  SUMMER,    /* official */
  N_VACATIONS,
} Vacation;

typedef struct
{
  guint16 year;
  guint8 month, day;
  guint8 weeks;
} Span;

typedef struct
{
  int school_year;
  Span spans[N_VACATIONS][3]; /* first Saturday and weeks; Noord, Midden, Zuid */
} PublishedYear;

static const char *const vacation_names[N_VACATIONS] = {
  N_ ("Autumn holiday"), N_ ("Christmas holiday"), N_ ("Spring holiday"),
  N_ ("May holiday"),    N_ ("Summer holiday"),
};

/* Every holiday runs from a Saturday; one of a week ends on the second Sunday. */
#define ALL(year, month, day, weeks)                                                               \
  {                                                                                                \
    { year, month, day, weeks }, { year, month, day, weeks },                                      \
    {                                                                                              \
      year, month, day, weeks                                                                      \
    }                                                                                              \
  }

/* clang-format off */
static const PublishedYear published_years[] = {
  { 2023, {
    { { 2023, 10, 21, 1 }, { 2023, 10, 14, 1 }, { 2023, 10, 14, 1 } },
    ALL (2023, 12, 23, 2),
    { { 2024, 2, 17, 1 }, { 2024, 2, 17, 1 }, { 2024, 2, 10, 1 } },
    ALL (2024, 4, 27, 1),
    { { 2024, 7, 20, 6 }, { 2024, 7, 13, 6 }, { 2024, 7, 6, 6 } },
  } },
  { 2024, {
    { { 2024, 10, 26, 1 }, { 2024, 10, 26, 1 }, { 2024, 10, 19, 1 } },
    ALL (2024, 12, 21, 2),
    { { 2025, 2, 15, 1 }, { 2025, 2, 22, 1 }, { 2025, 2, 22, 1 } },
    ALL (2025, 4, 26, 1),
    { { 2025, 7, 12, 6 }, { 2025, 7, 19, 6 }, { 2025, 7, 5, 6 } },
  } },
  { 2025, {
    { { 2025, 10, 18, 1 }, { 2025, 10, 18, 1 }, { 2025, 10, 11, 1 } },
    ALL (2025, 12, 20, 2),
    { { 2026, 2, 21, 1 }, { 2026, 2, 14, 1 }, { 2026, 2, 14, 1 } },
    ALL (2026, 4, 25, 1),
    { { 2026, 7, 4, 6 }, { 2026, 7, 18, 6 }, { 2026, 7, 11, 6 } },
  } },
  { 2026, {
    { { 2026, 10, 10, 1 }, { 2026, 10, 17, 1 }, { 2026, 10, 17, 1 } },
    ALL (2026, 12, 19, 2),
    { { 2027, 2, 20, 1 }, { 2027, 2, 20, 1 }, { 2027, 2, 13, 1 } },
    ALL (2027, 4, 24, 1),
    { { 2027, 7, 10, 6 }, { 2027, 7, 17, 6 }, { 2027, 7, 24, 6 } },
  } },
  { 2027, {
    { { 2027, 10, 16, 1 }, { 2027, 10, 16, 1 }, { 2027, 10, 23, 1 } },
    ALL (2027, 12, 25, 2),
    { { 2028, 2, 19, 1 }, { 2028, 2, 26, 1 }, { 2028, 2, 26, 1 } },
    ALL (2028, 4, 29, 1),
    { { 2028, 7, 15, 6 }, { 2028, 7, 8, 6 }, { 2028, 7, 22, 6 } },
  } },
  { 2028, {
    { { 2028, 10, 14, 1 }, { 2028, 10, 21, 1 }, { 2028, 10, 21, 1 } },
    ALL (2028, 12, 23, 2),
    { { 2029, 2, 17, 1 }, { 2029, 2, 17, 1 }, { 2029, 2, 10, 1 } },
    ALL (2029, 4, 28, 1),
    { { 2029, 7, 21, 6 }, { 2029, 7, 7, 6 }, { 2029, 7, 14, 6 } },
  } },
};
/* clang-format on */

/* Auxiliary functions */

/* Easter Sunday in the Gregorian calendar, by the rule of Meeus and Butcher. */
static KlDate
get_easter (int year)
{
  const int golden = year % 19;
  const int century = year / 100;
  const int leap_correction = century - century / 4;
  const int moon_correction = (8 * century + 13) / 25;
  const int epact = (leap_correction - moon_correction + 19 * golden + 15) % 30;
  const int full_moon =
    epact - (epact / 28) * (1 - (epact / 28) * (29 / (epact + 1)) * ((21 - golden) / 11));
  const int weekday = (year + year / 4 + full_moon + 2 - leap_correction) % 7;
  const int offset = full_moon - weekday; /* days after 28 March */
  const int month = 3 + (offset + 40) / 44;

  return kl_date_new (year, month, offset + 28 - 31 * (month / 4));
}

static KlDate
get_kings_day (int year)
{
  KlDate date = kl_date_new (year, 4, 27);

  return kl_date_get_weekday (date) == 7 ? date - 1 : date;
}

static gboolean
is_covered (GPtrArray *holidays, KlDate date)
{
  for (guint i = 0; i < holidays->len; i++)
    {
      const KlHoliday *holiday = g_ptr_array_index (holidays, i);

      if (date >= holiday->from && date <= holiday->until)
        return TRUE;
    }

  return FALSE;
}

/* A day off inside a holiday would only be a second line to read. */
static void
add_day_off (GPtrArray *holidays, int school_year, const char *name, KlDate date)
{
  if (kl_date_get_school_year (date) == school_year && !is_covered (holidays, date))
    g_ptr_array_add (holidays, kl_holiday_new (name, date, date));
}

static void
add_days_off (GPtrArray *holidays, int school_year, int year)
{
  const KlDate easter = get_easter (year);
  const KlDate christmas = kl_date_new (year, 12, 25);

  add_day_off (holidays, school_year, _ ("New Year’s Day"), kl_date_new (year, 1, 1));
  add_day_off (holidays, school_year, _ ("Easter Monday"), easter + 1);
  add_day_off (holidays, school_year, _ ("King’s Day"), get_kings_day (year));
  /* For most people a day off once in five years only. */
  if (year % 5 == 0)
    add_day_off (holidays, school_year, _ ("Liberation Day"), kl_date_new (year, 5, 5));
  add_day_off (holidays, school_year, _ ("Ascension Day"), easter + 39);
  add_day_off (holidays, school_year, _ ("Whit Monday"), easter + 50);
  if (kl_date_get_school_year (christmas) == school_year && !is_covered (holidays, christmas))
    g_ptr_array_add (holidays, kl_holiday_new (_ ("Christmas"), christmas, christmas + 1));
}

static int
compare_holidays (gconstpointer a, gconstpointer b)
{
  const KlHoliday *one = *(const KlHoliday *const *) a;
  const KlHoliday *other = *(const KlHoliday *const *) b;

  return one->from != other->from ? (one->from < other->from ? -1 : 1)
                                  : (one->until > other->until) - (one->until < other->until);
}

/* Public API */

/**
 * kl_holidays_get_published_range:
 * @first_school_year: (out): the first school year of which the holidays are known
 * @last_school_year: (out): the last one
 *
 * Outside these years kl_holidays_get_published() knows the public holidays alone.
 */
void
kl_holidays_get_published_range (int *first_school_year, int *last_school_year)
{
  g_return_if_fail (first_school_year != NULL);
  g_return_if_fail (last_school_year != NULL);

  *first_school_year = published_years[0].school_year;
  *last_school_year = published_years[G_N_ELEMENTS (published_years) - 1].school_year;
}

/**
 * kl_holidays_get_published:
 * @region: the holiday region of the school
 * @school_year: the year in which the school year starts
 *
 * The holidays that start in a school year: those published by the government for
 * the region, and the public holidays that do not fall inside them. Names are in the
 * language of the interface.
 *
 * Returns: (transfer full) (element-type KlHoliday): the holidays, sorted by first day
 */
GPtrArray *
kl_holidays_get_published (KlRegion region, int school_year)
{
  GPtrArray *holidays = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);

  g_return_val_if_fail (region >= KL_REGION_NOORD && region <= KL_REGION_ZUID, holidays);

  for (gsize i = 0; i < G_N_ELEMENTS (published_years); i++)
    {
      if (published_years[i].school_year != school_year)
        continue;

      for (int vacation = 0; vacation < N_VACATIONS; vacation++)
        {
          const Span *span = &published_years[i].spans[vacation][region];
          const KlDate from = kl_date_new (span->year, span->month, span->day);

          g_ptr_array_add (holidays, kl_holiday_new (_ (vacation_names[vacation]), from,
                                                     from + span->weeks * 7 + 1));
        }
    }

  add_days_off (holidays, school_year, school_year);
  add_days_off (holidays, school_year, school_year + 1);
  g_ptr_array_sort (holidays, compare_holidays);

  return holidays;
}
