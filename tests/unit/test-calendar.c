/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-calendar.h"

#include "dutch.h"

static KlDate
day (const char *text)
{
  KlDate date = KL_DATE_NONE;

  g_assert_true (kl_date_parse (text, &date));
  return date;
}

static const KlHoliday *
find (GPtrArray *holidays, const char *name)
{
  for (guint i = 0; i < holidays->len; i++)
    {
      const KlHoliday *holiday = g_ptr_array_index (holidays, i);

      if (g_str_equal (holiday->name, name))
        return holiday;
    }

  return NULL;
}

/* The published tables again, written as people read them: first and last day. */
static void
test_published (void)
{
  static const struct
  {
    int school_year;
    const char *name;
    const char *spans[3][2]; /* noord, midden, zuid */
  } cases[] = {
    { 2024,
      "herfstvakantie",
      { { "26-10-2024", "3-11-2024" },
        { "26-10-2024", "3-11-2024" },
        { "19-10-2024", "27-10-2024" } } },
    { 2024,
      "kerstvakantie",
      { { "21-12-2024", "5-1-2025" },
        { "21-12-2024", "5-1-2025" },
        { "21-12-2024", "5-1-2025" } } },
    { 2024,
      "voorjaarsvakantie",
      { { "15-2-2025", "23-2-2025" }, { "22-2-2025", "2-3-2025" }, { "22-2-2025", "2-3-2025" } } },
    { 2024,
      "meivakantie",
      { { "26-4-2025", "4-5-2025" }, { "26-4-2025", "4-5-2025" }, { "26-4-2025", "4-5-2025" } } },
    { 2024,
      "zomervakantie",
      { { "12-7-2025", "24-8-2025" }, { "19-7-2025", "31-8-2025" }, { "5-7-2025", "17-8-2025" } } },
    { 2025,
      "herfstvakantie",
      { { "18-10-2025", "26-10-2025" },
        { "18-10-2025", "26-10-2025" },
        { "11-10-2025", "19-10-2025" } } },
    { 2025,
      "kerstvakantie",
      { { "20-12-2025", "4-1-2026" },
        { "20-12-2025", "4-1-2026" },
        { "20-12-2025", "4-1-2026" } } },
    { 2025,
      "voorjaarsvakantie",
      { { "21-2-2026", "1-3-2026" }, { "14-2-2026", "22-2-2026" }, { "14-2-2026", "22-2-2026" } } },
    { 2025,
      "meivakantie",
      { { "25-4-2026", "3-5-2026" }, { "25-4-2026", "3-5-2026" }, { "25-4-2026", "3-5-2026" } } },
    { 2025,
      "zomervakantie",
      { { "4-7-2026", "16-8-2026" }, { "18-7-2026", "30-8-2026" }, { "11-7-2026", "23-8-2026" } } },
    { 2026,
      "herfstvakantie",
      { { "10-10-2026", "18-10-2026" },
        { "17-10-2026", "25-10-2026" },
        { "17-10-2026", "25-10-2026" } } },
    { 2026,
      "kerstvakantie",
      { { "19-12-2026", "3-1-2027" },
        { "19-12-2026", "3-1-2027" },
        { "19-12-2026", "3-1-2027" } } },
    { 2026,
      "voorjaarsvakantie",
      { { "20-2-2027", "28-2-2027" },
        { "20-2-2027", "28-2-2027" },
        { "13-2-2027", "21-2-2027" } } },
    { 2026,
      "meivakantie",
      { { "24-4-2027", "2-5-2027" }, { "24-4-2027", "2-5-2027" }, { "24-4-2027", "2-5-2027" } } },
    { 2026,
      "zomervakantie",
      { { "10-7-2027", "22-8-2027" }, { "17-7-2027", "29-8-2027" }, { "24-7-2027", "5-9-2027" } } },
    { 2027,
      "herfstvakantie",
      { { "16-10-2027", "24-10-2027" },
        { "16-10-2027", "24-10-2027" },
        { "23-10-2027", "31-10-2027" } } },
    { 2027,
      "kerstvakantie",
      { { "25-12-2027", "9-1-2028" },
        { "25-12-2027", "9-1-2028" },
        { "25-12-2027", "9-1-2028" } } },
    { 2027,
      "voorjaarsvakantie",
      { { "19-2-2028", "27-2-2028" }, { "26-2-2028", "5-3-2028" }, { "26-2-2028", "5-3-2028" } } },
    { 2027,
      "meivakantie",
      { { "29-4-2028", "7-5-2028" }, { "29-4-2028", "7-5-2028" }, { "29-4-2028", "7-5-2028" } } },
    { 2027,
      "zomervakantie",
      { { "15-7-2028", "27-8-2028" }, { "8-7-2028", "20-8-2028" }, { "22-7-2028", "3-9-2028" } } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int region = KL_REGION_NOORD; region <= KL_REGION_ZUID; region++)
      {
        g_autoptr (GPtrArray) holidays = kl_holidays_get_published (region, cases[i].school_year);
        const KlHoliday *holiday = find (holidays, cases[i].name);

        g_assert_nonnull (holiday);
        g_assert_cmpint (holiday->from, ==, day (cases[i].spans[region][0]));
        g_assert_cmpint (holiday->until, ==, day (cases[i].spans[region][1]));
      }
}

/* What holds for every published holiday, also in the years not written out above. */
static void
test_published_shape (void)
{
  int first, last;

  kl_holidays_get_published_range (&first, &last);
  g_assert_cmpint (first, <=, 2024);
  g_assert_cmpint (last, >=, 2027);

  for (int school_year = first; school_year <= last; school_year++)
    for (int region = KL_REGION_NOORD; region <= KL_REGION_ZUID; region++)
      {
        g_autoptr (GPtrArray) holidays = kl_holidays_get_published (region, school_year);
        guint n_long = 0;

        for (guint i = 0; i < holidays->len; i++)
          {
            const KlHoliday *holiday = g_ptr_array_index (holidays, i);
            const KlHoliday *before = i > 0 ? g_ptr_array_index (holidays, i - 1) : NULL;

            g_assert_true (kl_holiday_is_valid (holiday));
            g_assert_cmpint (kl_date_get_school_year (holiday->from), ==, school_year);
            if (before != NULL)
              g_assert_cmpint (holiday->from, >, before->until);
            if (holiday->until - holiday->from < 7)
              continue;
            n_long++;
            g_assert_cmpint (kl_date_get_weekday (holiday->from), ==, 6);
            g_assert_cmpint (kl_date_get_weekday (holiday->until), ==, 7);
          }
        g_assert_cmpuint (n_long, ==, 5);
      }
}

static void
test_days_off (void)
{
  static const struct
  {
    int school_year;
    const char *name;
    const char *date; /* NULL when it is not there, or inside a holiday */
  } cases[] = {
    { 2024, "Tweede Paasdag", "21-4-2025" },
    { 2024, "Koningsdag", NULL }, /* 26 April 2025, in the May holiday */
    { 2024, "Bevrijdingsdag", "5-5-2025" },
    { 2024, "Hemelvaartsdag", "29-5-2025" },
    { 2024, "Tweede Pinksterdag", "9-6-2025" },
    { 2025, "Tweede Paasdag", "6-4-2026" },
    { 2025, "Bevrijdingsdag", NULL },
    { 2025, "Hemelvaartsdag", "14-5-2026" },
    { 2025, "Tweede Pinksterdag", "25-5-2026" },
    { 2025, "Nieuwjaarsdag", NULL },
    { 2026, "Tweede Paasdag", "29-3-2027" },
    { 2026, "Hemelvaartsdag", "6-5-2027" },
    { 2026, "Tweede Pinksterdag", "17-5-2027" },
    { 2027, "Tweede Paasdag", "17-4-2028" },
    { 2027, "Koningsdag", "27-4-2028" },
    { 2027, "Hemelvaartsdag", "25-5-2028" },
    { 2027, "Tweede Pinksterdag", "5-6-2028" },
    /* Years without published holidays still have these. */
    { 2029, "Kerst", "25-12-2029" },
    { 2029, "Nieuwjaarsdag", "1-1-2030" },
    { 2029, "Bevrijdingsdag", "5-5-2030" },
    { 2030, "Koningsdag", "26-4-2031" }, /* the 27th is a Sunday */
    { 2037, "Tweede Paasdag", "26-4-2038" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) holidays =
        kl_holidays_get_published (KL_REGION_ZUID, cases[i].school_year);
      const KlHoliday *holiday = find (holidays, cases[i].name);

      g_assert_cmpint (holiday != NULL, ==, cases[i].date != NULL);
      if (holiday != NULL)
        g_assert_cmpint (holiday->from, ==, day (cases[i].date));
    }
}

static KlCalendar *
new_calendar (const char *const *spans)
{
  g_autoptr (GPtrArray) holidays =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);

  for (; spans[0] != NULL; spans += 2)
    g_ptr_array_add (holidays, kl_holiday_new ("vrij", day (spans[0]), day (spans[1])));

  return kl_calendar_new (holidays);
}

static void
test_contact_days (void)
{
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_ZUID);
  static const struct
  {
    const char *from;
    const char *to;
    int days;
  } cases[] = {
    { "7-11-2025", "20-11-2025", 13 }, /* weekends count */
    { "11-11-2025", "20-11-2025", 9 }, /* */
    { "20-11-2025", "20-11-2025", 0 }, /* */
    { "21-11-2025", "20-11-2025", 0 }, /* */
    { "10-10-2025", "20-10-2025", 1 }, /* the autumn holiday inside */
    { "10-10-2025", "15-10-2025", 0 }, /* from the last day of school on, all off */
    { "12-10-2025", "17-10-2025", 0 }, /* wholly inside */
    { "14-10-2025", "22-10-2025", 3 }, /* from inside a holiday */
    { "9-10-2025", "14-10-2025", 1 },  /* into a holiday */
    { "19-12-2025", "5-1-2026", 1 },   /* New Year inside the Christmas holiday */
    { "18-12-2025", "8-1-2026", 5 },   /* */
    { "4-7-2025", "18-8-2025", 1 },    /* six weeks of summer */
    { "10-10-2025", "5-1-2026", 62 },  /* two holidays */
    { "28-3-2025", "31-3-2025", 3 },   /* the day of 23 hours */
    { "28-2-2024", "1-3-2024", 2 },    /* a leap day */
    { "28-5-2025", "30-5-2025", 1 },   /* one day off */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kl_calendar_count_contact_days (calendar, day (cases[i].from),
                                                     day (cases[i].to)),
                     ==, cases[i].days);

  g_assert_cmpint (kl_calendar_count_contact_days (NULL, day ("10-10-2025"), day ("20-10-2025")),
                   ==, 10);
  g_assert_cmpint (kl_calendar_count_contact_days (calendar, KL_DATE_NONE, day ("1-1-2025")), ==,
                   0);
}

/* Counting day by day must give the same as the sums. */
static void
test_contact_days_one_by_one (void)
{
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_NOORD);
  const KlDate from = day ("1-8-2024");
  int counted = 0;

  for (KlDate date = from + 1; date < from + 1600; date++)
    {
      counted += !kl_calendar_is_holiday (calendar, date);
      g_assert_cmpint (kl_calendar_count_contact_days (calendar, from, date), ==, counted);
    }
}

static void
test_own_list (void)
{
  static const char *const spans[] = {
    "10-3-2025", "14-3-2025", /* inside the next */
    "8-3-2025",  "16-3-2025", /* */
    "17-3-2025", "17-3-2025", /* touches */
    "8-3-2025",  "16-3-2025", /* twice */
    "20-3-2025", "19-3-2025", /* ends before it begins */
    "1-6-2025",  "1-6-2052",  /* a slip of the pen */
    "3-2-2025",  "3-2-2025",  /* */
    NULL,
  };
  g_autoptr (KlCalendar) calendar = new_calendar (spans);
  g_autoptr (KlCalendar) same = kl_calendar_ref (calendar);
  g_autoptr (GPtrArray) between =
    kl_calendar_get_holidays_between (calendar, day ("16-3-2025"), day ("17-3-2025"));

  g_assert_cmpuint (kl_calendar_get_n_holidays (same), ==, 4);
  g_assert_cmpint (kl_calendar_get_holiday (calendar, 0)->from, ==, day ("3-2-2025"));
  g_assert_cmpint (kl_calendar_get_holiday (calendar, 3)->from, ==, day ("17-3-2025"));
  g_assert_cmpuint (between->len, ==, 2);
  g_assert_cmpint (kl_calendar_count_contact_days (calendar, day ("7-3-2025"), day ("18-3-2025")),
                   ==, 1);
  g_assert_true (kl_calendar_is_holiday (calendar, day ("17-3-2025")));
  g_assert_false (kl_calendar_is_holiday (calendar, day ("18-3-2025")));
  g_assert_false (kl_calendar_is_holiday (calendar, day ("7-3-2025")));
  g_assert_false (kl_calendar_is_holiday (calendar, day ("1-7-2025")));
  g_assert_nonnull (kl_calendar_find_holiday (calendar, day ("12-3-2025")));
  g_assert_null (kl_calendar_find_holiday (calendar, day ("18-3-2025")));
  g_assert_null (kl_calendar_find_holiday (NULL, day ("18-3-2025")));
}

static void
test_school_days (void)
{
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_ZUID);
  static const struct
  {
    const char *date;
    gboolean school;
    const char *next;
  } cases[] = {
    { "20-11-2025", TRUE, "21-11-2025" },  { "21-11-2025", TRUE, "24-11-2025" },
    { "22-11-2025", FALSE, "24-11-2025" }, { "10-10-2025", TRUE, "20-10-2025" },
    { "15-10-2025", FALSE, "20-10-2025" }, { "19-12-2025", TRUE, "5-1-2026" },
    { "31-12-2025", FALSE, "5-1-2026" },   { "28-5-2025", TRUE, "30-5-2025" },
    { "6-6-2025", TRUE, "10-6-2025" },     { "4-7-2025", TRUE, "18-8-2025" },
    { "28-3-2025", TRUE, "31-3-2025" },    { "28-2-2024", TRUE, "29-2-2024" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (kl_calendar_is_school_day (calendar, day (cases[i].date)), ==,
                       cases[i].school);
      g_assert_cmpint (kl_calendar_get_next_school_day (calendar, day (cases[i].date)), ==,
                       day (cases[i].next));
    }

  g_assert_false (kl_calendar_is_school_day (calendar, KL_DATE_NONE));
  g_assert_cmpint (kl_calendar_get_next_school_day (calendar, KL_DATE_NONE), ==, KL_DATE_NONE);
  g_assert_cmpint (kl_calendar_get_next_school_day (NULL, day ("10-10-2025")), ==,
                   day ("13-10-2025"));
  g_assert_true (kl_calendar_is_school_week (calendar, day ("23-11-2025")));
  g_assert_false (kl_calendar_is_school_week (calendar, day ("13-10-2025")));
}

static void
test_school_weeks (void)
{
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_ZUID);
  static const struct
  {
    const char *date;
    int weeks;
    const char *result;
  } cases[] = {
    { "3-11-2025", 6, "15-12-2025" },  /* nothing in between */
    { "20-11-2025", 6, "15-1-2026" },  /* over the Christmas holiday */
    { "8-9-2025", 6, "27-10-2025" },   /* over the autumn holiday */
    { "20-11-2025", 0, "20-11-2025" }, /* */
    { "22-11-2025", 0, "24-11-2025" }, /* a Saturday is not a day for a review */
    { "22-5-2025", 1, "30-5-2025" },   /* the very day is Ascension Day */
    { "15-10-2025", 1, "22-10-2025" }, /* from inside a holiday */
    { "2-7-2025", 1, "20-8-2025" },    /* over the summer */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kl_calendar_add_school_weeks (calendar, day (cases[i].date), cases[i].weeks),
                     ==, day (cases[i].result));

  g_assert_cmpint (kl_calendar_add_school_weeks (calendar, KL_DATE_NONE, 6), ==, KL_DATE_NONE);
  g_assert_cmpint (kl_calendar_add_school_weeks (NULL, day ("20-11-2025"), 6), ==,
                   day ("1-1-2026"));
}

static void
test_series (void)
{
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_ZUID);
  static const char *const expected[] = { "23-9-2025",  "30-9-2025",  "7-10-2025",
                                          "21-10-2025", "28-10-2025", "4-11-2025" };
  g_autoptr (GArray) days = kl_calendar_make_series (calendar, day ("23-9-2025"), 6);
  g_autoptr (GArray) none = kl_calendar_make_series (calendar, KL_DATE_NONE, 6);

  g_assert_cmpuint (days->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < days->len; i++)
    g_assert_cmpint (g_array_index (days, KlDate, i), ==, day (expected[i]));
  g_assert_cmpuint (none->len, ==, 0);
}

static void
assert_days (GArray *days, const char *expected)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < days->len; i++)
    {
      g_autofree char *date = kl_date_format (g_array_index (days, KlDate, i), KL_DATE_STYLE_ISO);

      g_string_append_printf (found, "%s%s", i > 0 ? " " : "", date);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

/* What returns every so many weeks of school, up to a day. */
static void
test_every (void)
{
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_ZUID);
  static const struct
  {
    const char *first;
    int weeks;
    const char *until;
    const char *days;
  } rows[] = {
    /* Over autumn, Christmas and spring; a week that is off does not count. */
    { "8-9-2025", 6, "1-5-2026", "2025-09-08 2025-10-27 2025-12-08 2026-02-02 2026-03-23" },
    /* The last day counts, the day before it does not. */
    { "8-9-2025", 6, "27-10-2025", "2025-09-08 2025-10-27" },
    { "8-9-2025", 6, "26-10-2025", "2025-09-08" },
    /* Easter Monday moves to Tuesday, and what follows is on Monday again. */
    { "30-3-2026", 1, "17-4-2026", "2026-03-30 2026-04-07 2026-04-13" },
    /* A first time in the holiday is after it, and not there twice. */
    { "22-12-2025", 1, "16-1-2026", "2026-01-05 2026-01-12" },
    { "8-9-2025", 2, "1-9-2025", "" },
  };
  g_autoptr (GArray) none = kl_calendar_list_every (calendar, KL_DATE_NONE, 6, day ("1-5-2026"));
  g_autoptr (GArray) many = kl_calendar_list_every (NULL, day ("8-9-2025"), 1, day ("1-5-2099"));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) days =
        kl_calendar_list_every (calendar, day (rows[i].first), rows[i].weeks, day (rows[i].until));

      assert_days (days, rows[i].days);
    }
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (many->len, ==, KL_CALENDAR_MAX_TIMES);
}

static void
test_boxed (void)
{
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_MIDDEN);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (KlHoliday) copy = kl_holiday_copy (kl_calendar_get_holiday (calendar, 0));

  g_value_init (&value, KL_TYPE_CALENDAR);
  g_value_set_boxed (&value, calendar);
  g_assert_true (g_value_get_boxed (&value) == (gpointer) calendar);
  g_assert_cmpstr (copy->name, ==, kl_calendar_get_holiday (calendar, 0)->name);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/published", test_published);
  g_test_add_func ("/calendar/published-shape", test_published_shape);
  g_test_add_func ("/calendar/days-off", test_days_off);
  g_test_add_func ("/calendar/contact-days", test_contact_days);
  g_test_add_func ("/calendar/contact-days-one-by-one", test_contact_days_one_by_one);
  g_test_add_func ("/calendar/own-list", test_own_list);
  g_test_add_func ("/calendar/school-days", test_school_days);
  g_test_add_func ("/calendar/school-weeks", test_school_weeks);
  g_test_add_func ("/calendar/series", test_series);
  g_test_add_func ("/calendar/every", test_every);
  g_test_add_func ("/calendar/boxed", test_boxed);

  return g_test_run ();
}
