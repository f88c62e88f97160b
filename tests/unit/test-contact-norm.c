/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-contact-norm.h"

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
test_count (void)
{
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_ZUID);
  static const struct
  {
    KlCaseStatus status;
    const char *opened, *reopened, *last_contact, *today;
    int days;
  } cases[] = {
    /* from the last contact, as on the dashboard */
    { KL_CASE_STATUS_ACTIVE, "1-10-2025", NULL, "7-11-2025", "20-11-2025", 13 },
    { KL_CASE_STATUS_NEW, "6-11-2025", NULL, "19-11-2025", "20-11-2025", 1 },
    { KL_CASE_STATUS_ACTIVE, "6-11-2025", NULL, "20-11-2025", "20-11-2025", 0 },
    /* no contact yet: from the start */
    { KL_CASE_STATUS_NEW, "6-11-2025", NULL, NULL, "20-11-2025", 14 },
    /* a conversation from before somebody made it a case */
    { KL_CASE_STATUS_ACTIVE, "18-11-2025", NULL, "10-11-2025", "20-11-2025", 10 },
    /* waiting for a partner still counts, and so does following */
    { KL_CASE_STATUS_WAITING, "1-10-2025", NULL, "11-11-2025", "20-11-2025", 9 },
    { KL_CASE_STATUS_MONITORING, "1-9-2025", NULL, "13-11-2025", "20-11-2025", 7 },
    /* closed never */
    { KL_CASE_STATUS_CLOSED, "1-9-2025", NULL, "13-11-2025", "20-11-2025", -1 },
    /* reopened: from there, until the next contact */
    { KL_CASE_STATUS_ACTIVE, "1-9-2024", "17-11-2025", "13-11-2024", "20-11-2025", 3 },
    { KL_CASE_STATUS_ACTIVE, "1-9-2024", "10-11-2025", "18-11-2025", "20-11-2025", 2 },
    { KL_CASE_STATUS_ACTIVE, "1-9-2024", "17-11-2025", NULL, "20-11-2025", 3 },
    /* holidays of the school do not count */
    { KL_CASE_STATUS_ACTIVE, "1-9-2025", NULL, "9-10-2025", "20-10-2025", 2 },
    { KL_CASE_STATUS_WAITING, "1-9-2025", NULL, "18-12-2025", "8-1-2026", 5 },
    { KL_CASE_STATUS_ACTIVE, "1-9-2025", NULL, "11-10-2025", "19-10-2025", 0 },
    { KL_CASE_STATUS_ACTIVE, "1-6-2025", NULL, "4-7-2025", "18-8-2025", 1 },
    /* planned for tomorrow already */
    { KL_CASE_STATUS_ACTIVE, "1-9-2025", NULL, "21-11-2025", "20-11-2025", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlContactHistory history = { cases[i].status, day (cases[i].opened),
                                         day (cases[i].reopened), day (cases[i].last_contact) };

      g_assert_cmpint (kl_contact_norm_count_days (&history, day (cases[i].today), calendar), ==,
                       cases[i].days);
    }
}

static void
test_level (void)
{
  static const struct
  {
    int days, norm;
    KlContactLevel level;
  } cases[] = {
    { -1, 7, KL_CONTACT_LEVEL_NONE }, { 0, 7, KL_CONTACT_LEVEL_OK },
    { 5, 7, KL_CONTACT_LEVEL_OK },    { 6, 7, KL_CONTACT_LEVEL_SOON },
    { 7, 7, KL_CONTACT_LEVEL_SOON },  { 8, 7, KL_CONTACT_LEVEL_OVER },
    { 13, 7, KL_CONTACT_LEVEL_OVER }, { 13, 14, KL_CONTACT_LEVEL_SOON },
    { 12, 14, KL_CONTACT_LEVEL_OK },  { 0, 1, KL_CONTACT_LEVEL_SOON },
    { 2, 1, KL_CONTACT_LEVEL_OVER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlContactReading gauge = kl_contact_norm_get_gauge (cases[i].days, cases[i].norm);

      g_assert_cmpint (kl_contact_norm_get_level (cases[i].days, cases[i].norm), ==,
                       cases[i].level);
      g_assert_cmpint (gauge.level, ==, cases[i].level);
      g_assert_cmpint (gauge.fraction > gauge.norm_fraction, ==,
                       cases[i].level == KL_CONTACT_LEVEL_OVER);
      g_assert_cmpfloat (gauge.fraction, >=, 0.0);
      g_assert_cmpfloat (gauge.fraction, <=, 1.0);
    }
}

static void
test_gauge (void)
{
  static const struct
  {
    int days, norm;
    double fraction, norm_fraction;
  } cases[] = {
    { 0, 7, 0.0, 0.5 },  { 7, 7, 0.5, 0.5 },         { 13, 7, 13 / 14.0, 0.5 },
    { 40, 7, 1.0, 0.5 }, { 10, 14, 10 / 28.0, 0.5 }, { 3, 5, 3 / 14.0, 5 / 14.0 },
    { -1, 7, 0.0, 0.5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlContactReading gauge = kl_contact_norm_get_gauge (cases[i].days, cases[i].norm);

      g_assert_cmpfloat_with_epsilon (gauge.fraction, cases[i].fraction, 1e-9);
      g_assert_cmpfloat_with_epsilon (gauge.norm_fraction, cases[i].norm_fraction, 1e-9);
    }
}

static void
test_words (void)
{
  static const struct
  {
    int days;
    const char *text;
  } cases[] = { { -1, "" }, { 0, "0 dagen" }, { 1, "1 dag" }, { 13, "13 dagen" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = kl_contact_norm_format_days (cases[i].days);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/contact-norm/count", test_count);
  g_test_add_func ("/contact-norm/level", test_level);
  g_test_add_func ("/contact-norm/gauge", test_gauge);
  g_test_add_func ("/contact-norm/words", test_words);

  return g_test_run ();
}
