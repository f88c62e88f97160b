/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-recurrence.h"

#include "dutch.h"

static KlDate
day (const char *text)
{
  KlDate date = KL_DATE_NONE;

  if (text != NULL)
    g_assert_true (kl_date_parse (text, &date));
  return date;
}

static void
test_following (void)
{
  static const struct
  {
    KlRepeat unit;
    int every;
    const char *from, *until, *due, *done, *next;
  } cases[] = {
    { KL_REPEAT_NEVER, 0, NULL, NULL, "20-11-2025", "20-11-2025", NULL },
    { KL_REPEAT_WEEKS, 1, "20-11-2025", NULL, "20-11-2025", "20-11-2025", "27-11-2025" },
    /* early: not again for the time that it was done for */
    { KL_REPEAT_WEEKS, 1, "20-11-2025", NULL, "27-11-2025", "24-11-2025", "4-12-2025" },
    /* late: not for the times that passed, and on the same weekday */
    { KL_REPEAT_WEEKS, 1, "20-11-2025", NULL, "20-11-2025", "10-12-2025", "11-12-2025" },
    { KL_REPEAT_WEEKS, 1, "20-11-2025", NULL, "20-11-2025", "11-12-2025", "18-12-2025" },
    { KL_REPEAT_WEEKS, 6, "20-11-2025", NULL, "20-11-2025", "22-11-2025", "1-1-2026" },
    /* a holiday does not move it */
    { KL_REPEAT_WEEKS, 2, "11-12-2025", NULL, "11-12-2025", "11-12-2025", "25-12-2025" },
    { KL_REPEAT_MONTHS, 1, "31-10-2025", NULL, "31-10-2025", "31-10-2025", "30-11-2025" },
    { KL_REPEAT_MONTHS, 1, "31-10-2025", NULL, "30-11-2025", "1-12-2025", "31-12-2025" },
    { KL_REPEAT_MONTHS, 1, "31-10-2025", NULL, "31-1-2026", "31-1-2026", "28-2-2026" },
    { KL_REPEAT_MONTHS, 3, "15-9-2025", NULL, "15-9-2025", "20-1-2026", "15-3-2026" },
    { KL_REPEAT_MONTHS, 12, "29-2-2024", NULL, "29-2-2024", "1-3-2024", "28-2-2025" },
    /* the end, that day among it */
    { KL_REPEAT_WEEKS, 1, "20-11-2025", "27-11-2025", "20-11-2025", "20-11-2025", "27-11-2025" },
    { KL_REPEAT_WEEKS, 1, "20-11-2025", "26-11-2025", "20-11-2025", "20-11-2025", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlRecurrence recurrence = { cases[i].unit, cases[i].every, day (cases[i].from),
                                        day (cases[i].until) };

      g_assert_true (kl_recurrence_is_valid (&recurrence));
      g_assert_cmpint (kl_recurrence_get_following (&recurrence, day (cases[i].due),
                                                    day (cases[i].done)),
                       ==, day (cases[i].next));
    }
}

/* Every time is after the day that was asked, in the rhythm, and none lies between. */
static void
test_every_time (void)
{
  for (int round = 0; round < 2000; round++)
    {
      KlRecurrence recurrence = { g_test_rand_bit () ? KL_REPEAT_WEEKS : KL_REPEAT_MONTHS,
                                  g_test_rand_int_range (1, 13),
                                  day ("1-8-2025") + g_test_rand_int_range (0, 400), KL_DATE_NONE };
      KlDate after = recurrence.from + g_test_rand_int_range (-50, 4000);
      KlDate next = kl_recurrence_get_next (&recurrence, after);
      KlDate before = kl_recurrence_get_next (&recurrence, recurrence.from - 1);

      g_assert_cmpint (before, ==, recurrence.from);
      g_assert_cmpint (next, >, after);
      g_assert_cmpint (next, >=, recurrence.from);
      g_assert_cmpint (kl_recurrence_get_next (&recurrence, next - 1), ==, next);
      if (after >= recurrence.from)
        g_assert_cmpint (next - after, <=,
                         recurrence.every * (recurrence.unit == KL_REPEAT_WEEKS ? 7 : 31));
    }
}

static void
test_valid (void)
{
  static const struct
  {
    KlRecurrence recurrence;
    gboolean valid;
  } cases[] = {
    { { KL_REPEAT_NEVER, 0, 0, 0 }, TRUE },
    { { KL_REPEAT_WEEKS, 1, 739575, 0 }, TRUE },
    { { KL_REPEAT_WEEKS, 0, 739575, 0 }, FALSE },
    { { KL_REPEAT_WEEKS, 53, 739575, 0 }, FALSE },
    { { KL_REPEAT_MONTHS, 12, 739575, 739575 }, TRUE },
    { { KL_REPEAT_MONTHS, 13, 739575, 0 }, FALSE },
    { { KL_REPEAT_MONTHS, 1, 739575, 739574 }, FALSE },
    { { KL_REPEAT_WEEKS, 1, KL_DATE_NONE, 0 }, FALSE },
    { { 7, 1, 739575, 0 }, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (kl_recurrence_is_valid (&cases[i].recurrence), ==, cases[i].valid);
}

static void
test_words (void)
{
  static const struct
  {
    KlRepeat unit;
    int every;
    const char *until, *words;
  } cases[] = {
    { KL_REPEAT_NEVER, 0, NULL, "" },
    { KL_REPEAT_WEEKS, 1, NULL, "elke week" },
    { KL_REPEAT_WEEKS, 6, NULL, "elke 6 weken" },
    { KL_REPEAT_MONTHS, 1, NULL, "elke maand" },
    { KL_REPEAT_MONTHS, 3, "31-7-2026", "elke 3 maanden tot en met 31 jul 2026" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlRecurrence recurrence = { cases[i].unit, cases[i].every, day ("20-11-2025"),
                                        day (cases[i].until) };
      g_autofree char *words = kl_recurrence_format (&recurrence);

      g_assert_cmpstr (words, ==, cases[i].words);
    }

  g_assert_cmpint (kl_recurrence_get_year_end (day ("20-11-2025")), ==, day ("31-7-2026"));
  g_assert_cmpint (kl_recurrence_get_year_end (day ("31-7-2026")), ==, day ("31-7-2026"));
  g_assert_cmpint (kl_recurrence_get_year_end (day ("1-8-2026")), ==, day ("31-7-2027"));
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/model/recurrence/following", test_following);
  g_test_add_func ("/model/recurrence/every-time", test_every_time);
  g_test_add_func ("/model/recurrence/valid", test_valid);
  g_test_add_func ("/model/recurrence/words", test_words);

  return g_test_run ();
}
