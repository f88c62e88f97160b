/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/kl-timeline-strip.h"

#include "dutch.h"

#define TODAY "20-11-2025"
#define LAST (KL_STRIP_WEEKS - 1)

typedef struct
{
  const char *date;
  KlEntryKind kind;
} Entry;

static KlDate
day (const char *text)
{
  KlDate date = KL_DATE_NONE;

  if (text != NULL)
    g_assert_true (kl_date_parse (text, &date));
  return date;
}

static GArray *
new_marks (const Entry *entries, gsize n_entries)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (KlStripMark));

  for (gsize i = 0; i < n_entries; i++)
    {
      KlStripMark mark = { day (entries[i].date), entries[i].kind, (gint64) i + 1 };

      g_array_append_val (marks, mark);
    }

  return marks;
}

/* A case as in the mock-ups, newest first as a store may give it. */
static const Entry jelle[] = {
  { "25-11-2025", KL_ENTRY_CARE_TEAM }, /* planned */
  { "18-11-2025", KL_ENTRY_CONVERSATION },
  { "11-11-2025", KL_ENTRY_CONVERSATION },
  { "4-11-2025", KL_ENTRY_REFERRAL },
  { "4-11-2025", KL_ENTRY_CONSULTATION },
  { "3-11-2025", KL_ENTRY_CONSENT },
  { "3-11-2025", KL_ENTRY_HOME_VISIT },
  { "3-11-2025", KL_ENTRY_SIGNAL },
  { "3-11-2025", KL_ENTRY_NOTE },
  { "30-9-2025", KL_ENTRY_CARE_TEAM },
  { "1-10-2025", KL_ENTRY_CONVERSATION },
  { "24-9-2025", KL_ENTRY_CONVERSATION },
  { "3-6-2025", KL_ENTRY_CARE_TEAM },
  { "6-6-2025", KL_ENTRY_CONVERSATION },
  { "25-5-2025", KL_ENTRY_CONVERSATION }, /* the Sunday before the first week */
};

static void
test_strip (void)
{
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_ZUID);
  g_autoptr (GArray) marks = new_marks (jelle, G_N_ELEMENTS (jelle));
  g_autofree char *words = NULL;
  static const struct
  {
    int week;
    guint n_above, n_below;
    const char *care_team;
    gboolean holiday;
    const char *words;
  } cases[] = {
    { LAST, 1, 0, NULL, FALSE, "wk 47: gesprek 18 nov" },
    { LAST - 1, 1, 0, NULL, FALSE, "wk 46: gesprek 11 nov" },
    { LAST - 2, 2, 2, NULL, FALSE,
      "wk 45: huisbezoek 3 nov; signaal 3 nov; verwijzing 4 nov; overleg 4 nov" },
    { LAST - 3, 0, 0, NULL, FALSE, "wk 44: niets vastgelegd" },
    { LAST - 5, 0, 0, NULL, TRUE, "wk 42: vakantie" },
    { LAST - 7, 1, 0, "30-9-2025", FALSE, "wk 40: gesprek 1 okt; zorgteam 30 sep" },
    { LAST - 15, 0, 0, NULL, TRUE, "wk 32: vakantie" },
    { LAST - 24, 1, 0, "3-6-2025", FALSE, "wk 23: gesprek 6 jun; zorgteam 3 jun" },
    { 0, 0, 0, NULL, FALSE, "wk 22: niets vastgelegd" },
  };
  KlStrip strip;

  kl_strip_init (&strip, marks, day ("11-2-2025"), day (TODAY), calendar);
  g_assert_cmpint (strip.start_week, ==, -1);
  g_assert_cmpint (strip.weeks[LAST].monday, ==, day ("17-11-2025"));
  g_assert_cmpint (strip.weeks[0].monday, ==, day ("26-5-2025"));
  g_assert_cmpint (strip.last_contact, ==, day ("18-11-2025"));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const KlStripWeek *week = &strip.weeks[cases[i].week];
      g_autofree char *week_words = kl_strip_describe_week (&strip, (guint) cases[i].week);

      g_assert_cmpuint (week->n_above, ==, cases[i].n_above);
      g_assert_cmpuint (week->n_below, ==, cases[i].n_below);
      g_assert_cmpint (week->care_team_on, ==, day (cases[i].care_team));
      g_assert_cmpint (week->holiday, ==, cases[i].holiday);
      g_assert_cmpstr (week_words, ==, cases[i].words);
    }

  words = kl_strip_describe (&strip);
  g_assert_cmpstr (words, ==,
                   "26 weken: 5 gesprekken, 1 huisbezoek, 1 overleg, 1 verwijzing, 2 zorgteams, "
                   "1 signaal, laatste contact 18 nov");
}

static void
test_stack (void)
{
  static const Entry entries[] = {
    { "19-11-2025", KL_ENTRY_PHONE_CALL },   { "17-11-2025", KL_ENTRY_CONVERSATION },
    { "18-11-2025", KL_ENTRY_HOME_VISIT },   { "20-11-2025", KL_ENTRY_GROUP_TALK },
    { "21-11-2025", KL_ENTRY_CONVERSATION }, /* tomorrow */
  };
  g_autoptr (GArray) marks = new_marks (entries, G_N_ELEMENTS (entries));
  g_autofree char *words = NULL;
  KlStrip strip;

  kl_strip_init (&strip, marks, day ("17-11-2025"), day (TODAY), NULL);
  g_assert_cmpint (strip.start_week, ==, LAST);
  g_assert_cmpuint (strip.weeks[LAST].n_above, ==, 4);
  g_assert_cmpint (strip.weeks[LAST].above[0].kind, ==, KL_ENTRY_CONVERSATION);
  g_assert_cmpint (strip.weeks[LAST].above[1].kind, ==, KL_ENTRY_HOME_VISIT);
  words = kl_strip_describe_week (&strip, LAST);
  g_assert_cmpstr (words, ==, "wk 47: gesprek 17 nov; huisbezoek 18 nov; +2");
}

static void
test_sentence (void)
{
  static const struct
  {
    Entry entries[2];
    const char *words;
  } cases[] = {
    { { { "18-11-2025", KL_ENTRY_CONVERSATION }, { "3-11-2025", KL_ENTRY_HOME_VISIT } },
      "26 weken: 1 gesprek, 1 huisbezoek, laatste contact 18 nov" },
    { { { "18-11-2025", KL_ENTRY_SIGNAL }, { "3-11-2025", KL_ENTRY_SIGNAL } },
      "26 weken: 2 signalen, geen contact" },
    { { { "18-11-2025", KL_ENTRY_NOTE }, { "1-1-2024", KL_ENTRY_HOME_VISIT } },
      "26 weken: niets vastgelegd" },
    { { { "18-11-2025", KL_ENTRY_PHONE_CALL }, { "19-11-2025", KL_ENTRY_REFERRAL } },
      "26 weken: 1 telefoontje, 1 verwijzing, laatste contact 18 nov" },
    /* a meeting with parents is contact, though it is drawn as a consultation */
    { { { "18-11-2025", KL_ENTRY_JOINT_MEETING }, { "19-11-2025", KL_ENTRY_CONSULTATION } },
      "26 weken: 2 overleggen, laatste contact 18 nov" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) marks = new_marks (cases[i].entries, 2);
      g_autofree char *words = NULL;
      KlStrip strip;

      kl_strip_init (&strip, marks, day ("1-1-2024"), day (TODAY), NULL);
      words = kl_strip_describe (&strip);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Weeks go on over New Year and a week 53. */
static void
test_week_53 (void)
{
  static const Entry entries[] = { { "1-1-2027", KL_ENTRY_PHONE_CALL },
                                   { "28-12-2026", KL_ENTRY_CONVERSATION } };
  g_autoptr (GArray) marks = new_marks (entries, G_N_ELEMENTS (entries));
  g_autoptr (KlCalendar) calendar = kl_calendar_new_for_region (KL_REGION_ZUID);
  g_autofree char *words = NULL;
  g_autofree char *next = NULL;
  KlStrip strip;

  kl_strip_init (&strip, marks, day ("28-12-2026"), day ("5-1-2027"), calendar);
  g_assert_cmpint (strip.start_week, ==, LAST - 1);
  words = kl_strip_describe_week (&strip, LAST - 1);
  next = kl_strip_describe_week (&strip, LAST);
  g_assert_cmpstr (words, ==, "wk 53: vakantie; gesprek 28 dec; telefoon 1 jan");
  g_assert_cmpstr (next, ==, "wk 1: niets vastgelegd");
}

static void
test_lanes (void)
{
  /* Whatever is contact is drawn with the family. */
  for (int kind = KL_ENTRY_CONVERSATION; kind <= KL_ENTRY_REOPENING; kind++)
    if (kl_entry_kind_is_contact (kind))
      g_assert_cmpint (kl_entry_kind_get_lane (kind), ==, KL_LANE_FAMILY);

  g_assert_cmpint (kl_entry_kind_get_lane (KL_ENTRY_CONSULTATION), ==, KL_LANE_TEAM);
  g_assert_cmpint (kl_entry_kind_get_lane (KL_ENTRY_REFERRAL), ==, KL_LANE_REFERRAL);
  g_assert_cmpint (kl_entry_kind_get_lane (KL_ENTRY_NOTE), ==, KL_LANE_NONE);
}

static void
test_months (void)
{
  static const struct
  {
    const char *today, *opened;
    int n_months;
    const char *from, *until;
    guint n_shown;
    int first_month, last_month;
  } cases[] = {
    { TODAY, "11-2-2025", 12, "1-12-2024", "1-1-2026", 14, 12, 1 },
    { TODAY, "11-2-2025", 6, "1-6-2025", "1-1-2026", 8, 6, 1 },
    { TODAY, "11-2-2024", 0, "1-2-2024", "1-1-2026", 24, 2, 1 },
    { TODAY, "11-11-2025", 0, "1-6-2025", "1-1-2026", 8, 6, 1 },
    { TODAY, NULL, 0, "1-6-2025", "1-1-2026", 8, 6, 1 },
    { "31-1-2026", "11-2-2025", 12, "1-2-2025", "14-3-2026", 14, 2, 3 },
    { "29-2-2024", "11-2-2024", 12, "1-3-2023", "11-4-2024", 14, 3, 4 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KlChronology) chronology =
        kl_chronology_new (NULL, day (cases[i].opened), cases[i].n_months, day (cases[i].today));
      const guint n = chronology->months->len;
      KlDate next = chronology->from;

      g_assert_cmpint (chronology->from, ==, day (cases[i].from));
      g_assert_cmpint (chronology->until, ==, day (cases[i].until));
      g_assert_cmpuint (n, ==, cases[i].n_shown);
      g_assert_cmpint (g_array_index (chronology->months, KlChronologyMonth, 0).month, ==,
                       cases[i].first_month);
      g_assert_cmpint (g_array_index (chronology->months, KlChronologyMonth, n - 1).month, ==,
                       cases[i].last_month);
      for (guint j = 0; j < n; j++)
        {
          const KlChronologyMonth *month =
            &g_array_index (chronology->months, KlChronologyMonth, j);

          g_assert_cmpint (month->from, ==, next);
          g_assert_cmpint (month->shows_year, ==, month->month == 1);
          next = month->until + 1;
        }
      g_assert_cmpint (next, ==, chronology->until + 1);
    }
}

/* What was recorded of the time before the question belongs to the whole too. */
static void
test_whole (void)
{
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (KlStripMark));
  const KlStripMark early = { .date = day ("12-3-2023"), .kind = KL_ENTRY_CONVERSATION };
  g_autoptr (KlChronology) whole = NULL;
  g_autoptr (KlChronology) year = NULL;

  g_array_append_val (marks, early);
  whole = kl_chronology_new (marks, day ("11-2-2025"), 0, day (TODAY));
  year = kl_chronology_new (marks, day ("11-2-2025"), 12, day (TODAY));
  g_assert_cmpint (whole->from, ==, day ("1-3-2023"));
  g_assert_cmpuint (whole->marks->len, ==, 1);
  g_assert_cmpint (year->from, ==, day ("1-12-2024"));
}

static void
test_places (void)
{
  g_autoptr (GArray) marks = new_marks (jelle, G_N_ELEMENTS (jelle));
  g_autoptr (KlChronology) chronology =
    kl_chronology_new (marks, day ("11-2-2025"), 12, day (TODAY));
  g_autofree char *words = kl_chronology_describe (chronology);
  double x = 0.0;

  for (KlDate date = chronology->from; date <= chronology->until; date++)
    g_assert_cmpint (kl_chronology_get_date (chronology, kl_chronology_get_x (chronology, date)),
                     ==, date);
  g_assert_cmpint (kl_chronology_get_date (chronology, -1.0), ==, chronology->from);
  g_assert_cmpint (kl_chronology_get_date (chronology, 2.0), ==, chronology->until);

  /* All but the note, in order, those of one day and lane beside each other. */
  g_assert_cmpuint (chronology->marks->len, ==, G_N_ELEMENTS (jelle) - 1);
  for (guint i = 0; i < chronology->marks->len; i++)
    {
      const KlChronologyMark *placed = &g_array_index (chronology->marks, KlChronologyMark, i);

      g_assert_cmpfloat (placed->x, >=, x);
      g_assert_cmpuint (placed->position, ==, placed->mark.kind == KL_ENTRY_SIGNAL ? 1 : 0);
      x = placed->x;
    }

  /* What is planned is drawn, not told as done. */
  g_assert_cmpstr (words, ==,
                   "12 maanden: 6 gesprekken, 1 huisbezoek, 1 overleg, 1 verwijzing, "
                   "2 zorgteams, 1 signaal, laatste contact 18 nov");
}

int
main (int argc, char **argv)
{
  use_dutch ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/timeline-strip/strip", test_strip);
  g_test_add_func ("/timeline-strip/stack", test_stack);
  g_test_add_func ("/timeline-strip/sentence", test_sentence);
  g_test_add_func ("/timeline-strip/week-53", test_week_53);
  g_test_add_func ("/timeline-strip/lanes", test_lanes);
  g_test_add_func ("/timeline-strip/months", test_months);
  g_test_add_func ("/timeline-strip/whole", test_whole);
  g_test_add_func ("/timeline-strip/places", test_places);

  return g_test_run ();
}
