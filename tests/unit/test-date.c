/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-date.h"

#include "dutch.h"

#define DATE(y, m, d) kl_date_new (y, m, d)

static void
test_new (void)
{
  static const struct
  {
    int year, month, day;
    gboolean exists;
  } cases[] = {
    { 2025, 11, 20, TRUE }, { 2024, 2, 29, TRUE },  { 2000, 2, 29, TRUE },  { 1, 1, 1, TRUE },
    { 9999, 12, 31, TRUE }, { 2025, 2, 29, FALSE }, { 1900, 2, 29, FALSE }, { 2025, 4, 31, FALSE },
    { 2025, 13, 1, FALSE }, { 2025, 0, 1, FALSE },  { 2025, 1, 0, FALSE },  { 2025, 1, 32, FALSE },
    { 0, 1, 1, FALSE },     { 10000, 1, 1, FALSE }, { -5, 1, 1, FALSE },    { 2025, 257, 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlDate date = DATE (cases[i].year, cases[i].month, cases[i].day);
      int year, month, day;

      g_assert_cmpint (date != KL_DATE_NONE, ==, cases[i].exists);
      if (!cases[i].exists)
        continue;
      kl_date_split (date, &year, &month, &day);
      g_assert_cmpint (year, ==, cases[i].year);
      g_assert_cmpint (month, ==, cases[i].month);
      g_assert_cmpint (day, ==, cases[i].day);
    }

  g_assert_cmpint (DATE (2024, 3, 1) - DATE (2024, 2, 28), ==, 2);
  g_assert_cmpint (DATE (2025, 3, 1) - DATE (2025, 2, 28), ==, 1);
}

static void
test_parse (void)
{
  static const struct
  {
    const char *text;
    const char *iso; /* NULL when refused */
  } cases[] = {
    { "2025-11-20", "2025-11-20" },
    { "20-11-2025", "2025-11-20" },
    { "20/11/2025", "2025-11-20" },
    { "20.11.2025", "2025-11-20" },
    { "1-2-2025", "2025-02-01" },
    { "01-2-2025", "2025-02-01" },
    { "  3-12-2024\n", "2024-12-03" },
    { "29-2-2024", "2024-02-29" },
    { "2024-02-29", "2024-02-29" },
    { "1-1-1899", "1899-01-01" },
    { "29-2-2025", NULL },
    { "2025-02-29", NULL },
    { "31-4-2025", NULL },
    { "0-1-2025", NULL },
    { "1-13-2025", NULL },
    { "20-11-25", NULL },
    { "20-11-20255", NULL },
    { "2025-1-2", NULL },
    { "2025/11/20", NULL },
    { "20-11/2025", NULL },
    { "20-11-2025x", NULL },
    { "20-11", NULL },
    { "-1-11-2025", NULL },
    { "123-11-2025", NULL },
    { "2025-11-200", NULL },
    { "99999999999999999999", NULL },
    { "today", NULL },
    { "\xd9\xa1-1-2025", NULL },
    { "", NULL },
    { " ", NULL },
    { NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlDate date = 42;
      gboolean parsed = kl_date_parse (cases[i].text, &date);

      g_assert_cmpint (parsed, ==, cases[i].iso != NULL);
      if (parsed)
        {
          g_autofree char *iso = kl_date_format (date, KL_DATE_STYLE_ISO);

          g_assert_cmpstr (iso, ==, cases[i].iso);
        }
      else
        {
          g_assert_cmpint (date, ==, 42);
        }
    }
}

/* As people type them, and as the program writes them. On 20 November 2025. */
static void
test_parse_typed (void)
{
  static const struct
  {
    const char *text;
    const char *iso; /* NULL when refused */
  } cases[] = {
    { "5 okt 2025", "2025-10-05" },
    { "5 oktober 2025", "2025-10-05" },
    { " 5  OKT.  2025 ", "2025-10-05" },
    { "1 mrt 2024", "2024-03-01" },
    { "1 maart 2024", "2024-03-01" },
    { "3 mei 2016", "2016-05-03" },
    { "5 okt", "2025-10-05" },
    { "zo 5 okt", "2025-10-05" },
    { "do 20 november", "2025-11-20" },
    { "31 december", "2025-12-31" },
    { "2 januari", "2026-01-02" },
    { "1. sept 2025", "2025-09-01" },
    { "29 feb 2024", "2024-02-29" },
    { "vandaag", "2025-11-20" },
    { "Gisteren", "2025-11-19" },
    { "eergisteren", "2025-11-18" },
    { "morgen", "2025-11-21" },
    { "20-11-2025", "2025-11-20" },
    { "29 feb 2025", NULL },
    { "32 okt 2025", NULL },
    { "5 okt 25", NULL },
    { "5 foo 2025", NULL },
    { "okt 2025", NULL },
    { "5 okt 2025 x", NULL },
    { "do", NULL },
    { "volgende week", NULL },
    { "5 okt\xff", NULL },
    { "", NULL },
    { NULL, NULL },
  };
  const KlDate today = DATE (2025, 11, 20);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KlDate date = 42;
      g_autofree char *iso = NULL;

      g_assert_cmpint (kl_date_parse_typed (cases[i].text, today, &date), ==, cases[i].iso != NULL);
      iso = date != 42 ? kl_date_format (date, KL_DATE_STYLE_ISO) : NULL;
      g_assert_cmpstr (iso, ==, cases[i].iso);
    }
}

/* Every day of a year is read back from what stands in the field. */
static void
test_read_back (void)
{
  const KlDate today = DATE (2025, 11, 20);

  for (KlDate day = DATE (2025, 6, 1); day < DATE (2026, 5, 1); day++)
    {
      g_autofree char *written = kl_date_format (day, KL_DATE_STYLE_SHORT_YEAR);
      g_autofree char *in_full = kl_date_format (day, KL_DATE_STYLE_LONG);
      g_autofree char *weekday = kl_date_format (day, KL_DATE_STYLE_SHORT_WEEKDAY);
      KlDate read = KL_DATE_NONE;

      g_assert_true (kl_date_parse_typed (written, today, &read));
      g_assert_cmpint (read, ==, day);
      g_assert_true (kl_date_parse_typed (in_full, today, &read));
      g_assert_cmpint (read, ==, day);
      if (ABS (day - today) > 180)
        continue;
      g_assert_true (kl_date_parse_typed (weekday, today, &read));
      g_assert_cmpint (read, ==, day);
    }
}

static void
test_plausible (void)
{
  const KlDate today = DATE (2025, 11, 20);
  const struct
  {
    KlDate date;
    gboolean plausible;
    gboolean past;
  } cases[] = {
    { DATE (1899, 12, 31), FALSE, FALSE },
    { DATE (1900, 1, 1), TRUE, TRUE },
    { DATE (2015, 5, 5), TRUE, TRUE },
    { today, TRUE, TRUE },
    { today + 1, TRUE, FALSE },
    { DATE (2199, 12, 31), TRUE, FALSE },
    { DATE (2200, 1, 1), FALSE, FALSE },
    { KL_DATE_NONE, FALSE, FALSE },
    { DATE (215, 5, 5), FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_assert_cmpint (kl_date_is_plausible (cases[i].date), ==, cases[i].plausible);
      g_assert_cmpint (kl_date_is_plausible_past (cases[i].date, today), ==, cases[i].past);
      g_assert_cmpint (kl_date_is_plausible_birth (cases[i].date, today), ==, cases[i].past);
    }
}

static void
test_add_months (void)
{
  const struct
  {
    KlDate date;
    int months;
    KlDate result;
  } cases[] = {
    { DATE (2025, 1, 31), 1, DATE (2025, 2, 28) },
    { DATE (2024, 1, 31), 1, DATE (2024, 2, 29) },
    { DATE (2025, 11, 20), 2, DATE (2026, 1, 20) },
    { DATE (2025, 1, 20), -1, DATE (2024, 12, 20) },
    { DATE (2025, 12, 31), -1, DATE (2025, 11, 30) },
    { DATE (2024, 2, 29), 12, DATE (2025, 2, 28) },
    { DATE (2024, 2, 29), 48, DATE (2028, 2, 29) },
    { DATE (2025, 11, 20), 0, DATE (2025, 11, 20) },
    { DATE (1, 1, 1), -1, KL_DATE_NONE },
    { DATE (9999, 12, 1), 1, KL_DATE_NONE },
    { DATE (2025, 1, 1), G_MAXINT, KL_DATE_NONE },
    { KL_DATE_NONE, 1, KL_DATE_NONE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kl_date_add_months (cases[i].date, cases[i].months), ==, cases[i].result);
}

static void
test_weeks (void)
{
  const struct
  {
    KlDate date;
    int weekday;
    int week;
    int iso_year;
  } cases[] = {
    { DATE (2025, 11, 20), 4, 47, 2025 }, /* the Thursday of the mock-ups */
    { DATE (2020, 12, 31), 4, 53, 2020 }, /* a year of 53 weeks */
    { DATE (2021, 1, 3), 7, 53, 2020 },
    { DATE (2021, 1, 4), 1, 1, 2021 },
    { DATE (2024, 12, 29), 7, 52, 2024 },
    { DATE (2024, 12, 30), 1, 1, 2025 }, /* New Year's week starts in December */
    { DATE (2025, 1, 1), 3, 1, 2025 },
    { DATE (2026, 1, 1), 4, 1, 2026 },
    { DATE (2026, 12, 31), 4, 53, 2026 },
    { DATE (2027, 1, 3), 7, 53, 2026 },
    { DATE (2027, 1, 4), 1, 1, 2027 },
    { DATE (2023, 1, 1), 7, 52, 2022 },
    { DATE (2024, 2, 29), 4, 9, 2024 },
    { DATE (2025, 3, 30), 7, 13, 2025 }, /* a day of 23 hours */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      int iso_year;

      g_assert_cmpint (kl_date_get_weekday (cases[i].date), ==, cases[i].weekday);
      g_assert_cmpint (kl_date_get_iso_week (cases[i].date, &iso_year), ==, cases[i].week);
      g_assert_cmpint (iso_year, ==, cases[i].iso_year);
      g_assert_cmpint (kl_date_get_monday (cases[i].date), ==,
                       cases[i].date - cases[i].weekday + 1);
    }

  g_assert_cmpint (kl_date_get_weekday (KL_DATE_NONE), ==, 0);
  g_assert_cmpint (kl_date_get_monday (KL_DATE_NONE), ==, KL_DATE_NONE);
  g_assert_cmpint (kl_date_get_iso_week (KL_DATE_NONE, NULL), ==, 0);
}

/* Against GDate, which counts weeks in a way of its own. */
static void
test_weeks_against_glib (void)
{
  for (KlDate date = DATE (1990, 1, 1); date < DATE (2060, 1, 1); date++)
    {
      GDate gdate;

      g_date_clear (&gdate, 1);
      g_date_set_julian (&gdate, (guint32) date);
      g_assert_cmpint (kl_date_get_iso_week (date, NULL), ==,
                       g_date_get_iso8601_week_of_year (&gdate));
      g_assert_cmpint (kl_date_get_weekday (date), ==, g_date_get_weekday (&gdate));
    }
}

static void
test_age (void)
{
  const struct
  {
    KlDate birth, today;
    int age;
  } cases[] = {
    { DATE (2015, 11, 20), DATE (2025, 11, 20), 10 },
    { DATE (2015, 11, 21), DATE (2025, 11, 20), 9 },
    { DATE (2025, 11, 20), DATE (2025, 11, 20), 0 },
    { DATE (2016, 2, 29), DATE (2025, 2, 28), 8 },
    { DATE (2016, 2, 29), DATE (2025, 3, 1), 9 },
    { DATE (2016, 2, 29), DATE (2028, 2, 29), 12 },
    { DATE (2025, 11, 21), DATE (2025, 11, 20), -1 },
    { KL_DATE_NONE, DATE (2025, 11, 20), -1 },
    { DATE (2015, 11, 20), KL_DATE_NONE, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kl_date_get_age (cases[i].birth, cases[i].today), ==, cases[i].age);
}

static void
test_school_year (void)
{
  const struct
  {
    KlDate date;
    int school_year;
    const char *text;
  } cases[] = {
    { DATE (2025, 7, 31), 2024, "2024-2025" },  { DATE (2025, 8, 1), 2025, "2025-2026" },
    { DATE (2025, 12, 31), 2025, "2025-2026" }, { DATE (2026, 1, 1), 2025, "2025-2026" },
    { DATE (2000, 1, 1), 1999, "1999-2000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = kl_school_year_to_string (cases[i].school_year);

      g_assert_cmpint (kl_date_get_school_year (cases[i].date), ==, cases[i].school_year);
      g_assert_cmpstr (text, ==, cases[i].text);
    }

  g_assert_cmpint (kl_date_get_school_year (KL_DATE_NONE), ==, 0);
  g_assert_cmpint (kl_school_year_get_start (2025), ==, DATE (2025, 8, 1));
}

static void
test_format (void)
{
  const struct
  {
    KlDate date;
    KlDateStyle style;
    const char *text;
  } cases[] = {
    { DATE (2025, 11, 20), KL_DATE_STYLE_ISO, "2025-11-20" },
    { DATE (33, 1, 2), KL_DATE_STYLE_ISO, "0033-01-02" },
    { DATE (2025, 11, 20), KL_DATE_STYLE_SHORT, "20 nov" },
    { DATE (2025, 3, 1), KL_DATE_STYLE_SHORT, "1 mrt" },
    { DATE (2025, 11, 20), KL_DATE_STYLE_SHORT_WEEKDAY, "do 20 nov" },
    { DATE (2025, 11, 20), KL_DATE_STYLE_SHORT_YEAR, "20 nov 2025" },
    { DATE (2025, 11, 20), KL_DATE_STYLE_DAY_MONTH, "20 november" },
    { DATE (2025, 11, 20), KL_DATE_STYLE_LONG, "20 november 2025" },
    { DATE (2025, 11, 20), KL_DATE_STYLE_FULL, "donderdag 20 november 2025" },
    { DATE (2024, 2, 29), KL_DATE_STYLE_FULL, "donderdag 29 februari 2024" },
    { KL_DATE_NONE, KL_DATE_STYLE_FULL, "" },
  };
  static const char *const short_months[] = { "jan", "feb", "mrt", "apr", "mei", "jun",
                                              "jul", "aug", "sep", "okt", "nov", "dec" };
  static const char *const months[] = { "januari",   "februari", "maart",    "april",
                                        "mei",       "juni",     "juli",     "augustus",
                                        "september", "oktober",  "november", "december" };
  static const char *const short_weekdays[] = { "ma", "di", "wo", "do", "vr", "za", "zo" };
  static const char *const weekdays[] = { "maandag", "dinsdag",  "woensdag", "donderdag",
                                          "vrijdag", "zaterdag", "zondag" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = kl_date_format (cases[i].date, cases[i].style);

      g_assert_cmpstr (text, ==, cases[i].text);
    }

  for (int month = 1; month <= 12; month++)
    {
      g_assert_cmpstr (kl_month_get_name (month, TRUE), ==, short_months[month - 1]);
      g_assert_cmpstr (kl_month_get_name (month, FALSE), ==, months[month - 1]);
    }
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      g_assert_cmpstr (kl_weekday_get_name (weekday, TRUE), ==, short_weekdays[weekday - 1]);
      g_assert_cmpstr (kl_weekday_get_name (weekday, FALSE), ==, weekdays[weekday - 1]);
    }
}

static void
test_relative (void)
{
  const KlDate today = DATE (2025, 11, 20);
  const struct
  {
    KlDate date;
    const char *text;
  } cases[] = {
    { today, "vandaag" },
    { today - 1, "gisteren" },
    { today + 1, "morgen" },
    { today + 5, "over 5 dagen" },
    { today - 3, "3 dagen geleden" },
    { today + 27, "over 27 dagen" },
    { today + 28, "over 4 weken" },
    { today - 62, "8 weken geleden" },
    { DATE (2025, 9, 18), "2 maanden geleden" },
    { DATE (2026, 2, 19), "over 2 maanden" },
    { DATE (2026, 2, 20), "over 3 maanden" },
    { DATE (2024, 11, 21), "11 maanden geleden" },
    { DATE (2023, 11, 20), "2 jaar geleden" },
    { DATE (2023, 11, 21), "23 maanden geleden" },
    { DATE (2028, 11, 19), "over 2 jaar" },
    { KL_DATE_NONE, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = kl_date_format_relative (cases[i].date, today);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static gint64
utc (const char *iso)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static void
test_zone (void)
{
  const struct
  {
    const char *utc;
    KlDate date;
    int minutes;
    const char *clock;
    gboolean round_trip; /* FALSE where the clock shows a time twice, the first time */
  } cases[] = {
    { "2025-11-20T13:10:00Z", DATE (2025, 11, 20), 14 * 60 + 10, "14.10", TRUE },
    { "2025-11-20T22:59:00Z", DATE (2025, 11, 20), 23 * 60 + 59, "23.59", TRUE },
    { "2025-11-20T23:00:00Z", DATE (2025, 11, 21), 0, "0.00", TRUE },
    { "2025-07-01T07:05:00Z", DATE (2025, 7, 1), 9 * 60 + 5, "9.05", TRUE },
    { "2025-12-31T23:00:00Z", DATE (2026, 1, 1), 0, "0.00", TRUE },
    { "2025-03-30T00:59:00Z", DATE (2025, 3, 30), 1 * 60 + 59, "1.59", TRUE },
    { "2025-03-30T01:00:00Z", DATE (2025, 3, 30), 3 * 60, "3.00", TRUE },
    { "2025-10-26T00:30:00Z", DATE (2025, 10, 26), 2 * 60 + 30, "2.30", FALSE },
    { "2025-10-26T01:30:00Z", DATE (2025, 10, 26), 2 * 60 + 30, "2.30", TRUE },
    { "2024-02-29T23:30:00Z", DATE (2024, 3, 1), 30, "0.30", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gint64 moment = utc (cases[i].utc);
      g_autofree char *clock = kl_time_format_clock (moment);

      g_assert_cmpint (kl_time_get_date (moment), ==, cases[i].date);
      g_assert_cmpint (kl_time_get_minutes (moment), ==, cases[i].minutes);
      g_assert_cmpstr (clock, ==, cases[i].clock);
      g_assert_cmpint (kl_time_from_local (cases[i].date, cases[i].minutes), ==,
                       moment + (cases[i].round_trip ? 0 : 3600));
    }

  /* The hour that does not exist is over when it begins. */
  g_assert_cmpint (kl_time_from_local (DATE (2025, 3, 30), 2 * 60 + 30), ==,
                   utc ("2025-03-30T01:00:00Z"));
  g_assert_cmpint (kl_time_from_local (KL_DATE_NONE, 0), ==, 0);
}

/* The same table on a system without a time zone database. */
static void
test_zone_without_tzdata (void)
{
  g_auto (GStrv) envp = g_environ_setenv (g_get_environ (), "TZDIR", "/nonexistent", TRUE);

  g_test_trap_subprocess_with_envp ("/date/zone", (const char *const *) envp, 0,
                                    G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_clock (void)
{
  const KlDate fixed = DATE (2025, 11, 20);
  const gint64 before = g_get_real_time () / G_USEC_PER_SEC;
  gint64 now = kl_clock_now ();

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, before + 60);

  kl_clock_fix (fixed);
  now = kl_clock_now ();
  g_assert_cmpint (kl_clock_today (), ==, fixed);
  g_assert_cmpint (kl_time_get_date (now), ==, fixed);
  g_assert_cmpint ((now - before) % 60 >= 0, ==, TRUE);

  /* The time of day goes on: a second later is later. */
  g_usleep (1100 * 1000);
  if (kl_time_get_minutes (now) < 24 * 60 - 1)
    g_assert_cmpint (kl_clock_now (), >, now);

  kl_clock_fix (KL_DATE_NONE);
  g_assert_cmpint (kl_clock_today (), !=, fixed);
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/date/new", test_new);
  g_test_add_func ("/date/parse", test_parse);
  g_test_add_func ("/date/parse-typed", test_parse_typed);
  g_test_add_func ("/date/read-back", test_read_back);
  g_test_add_func ("/date/plausible", test_plausible);
  g_test_add_func ("/date/add-months", test_add_months);
  g_test_add_func ("/date/weeks", test_weeks);
  g_test_add_func ("/date/weeks-against-glib", test_weeks_against_glib);
  g_test_add_func ("/date/age", test_age);
  g_test_add_func ("/date/school-year", test_school_year);
  g_test_add_func ("/date/format", test_format);
  g_test_add_func ("/date/relative", test_relative);
  g_test_add_func ("/date/zone", test_zone);
  g_test_add_func ("/date/zone-without-tzdata", test_zone_without_tzdata);
  g_test_add_func ("/date/clock", test_clock);

  return g_test_run ();
}
