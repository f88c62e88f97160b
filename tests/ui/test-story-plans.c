/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-strip.h"
#include "kl-story.h"

/* The plan of a child, of which every version is written down on the page of its case, and lies on
 * the strip until the next one. */

#define STRIP "Tijdlijn"
#define FIRST "Elke ochtend met de bus van acht uur."
#define SECOND "Op de fiets, samen met een buurjongen."

#define CAUGHT "do 20 nov: gesprek"
#define FIRST_HOLDS "ma 6 okt: plan, versie 1, geldt nog"
#define FIRST_ENDED "ma 6 okt: plan, versie 1, tot en met 2 nov"
#define SECOND_HOLDS "ma 3 nov: plan, versie 2, geldt nog"
#define SECOND_ENDED "ma 3 nov: plan, versie 2, tot en met 20 nov"

static void
write_plan (KlDriver *driver, const char *words, const char *day)
{
  kl_driver_select (driver, "Andere soort gebeurtenis", NULL, "Plan");
  kl_story_set_day (driver, "vandaag", day);
  kl_story_add_entry (driver, words);
}

static void
assert_strip (KlDriver *driver, const char *expected)
{
  g_auto (GStrv) marks = kl_casebook_strip_read (driver);
  g_autofree char *told = g_strjoinv ("\n", marks);

  g_assert_cmpstr (told, ==, expected);
}

/* From the mark of the strip to what was written then. */
static void
go_to_first (KlDriver *driver, const char *mark)
{
  kl_driver_focus (driver, ATSPI_ROLE_IMAGE, STRIP);
  kl_driver_keys (driver, "Home");
  g_assert_true (kl_driver_sees (driver, mark));
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_LIST_ITEM, FIRST));
}

static void
close_case (KlDriver *driver)
{
  static const char *const answers[][2] = {
    { "Heeft het kind of gezin hulp gekregen?", "Ja" },
    { "Is de vraag doorgegeven?", "Nee" },
    { "Houden jullie contact?", "Nee" },
    { "Hoe kijken kind en ouders terug?", "Tevreden" },
  };

  kl_driver_choose (driver, "Meer", "Casus afsluiten");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Casus afsluiten");
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    kl_driver_press_in (driver, ATSPI_ROLE_RADIO_BUTTON, answers[i][1], ATSPI_ROLE_GROUPING,
                        answers[i][0]);
  kl_story_fill (driver, "Een laatste woord", "Hij komt op tijd.");
  kl_story_save (driver, "Casus afsluiten");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Afsluiting");
}

/* A version ends where the next one begins, and the last one with the case. */
static void
test_versions (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  assert_strip (driver, CAUGHT);
  write_plan (driver, FIRST, "6 okt 2025");
  assert_strip (driver, FIRST_HOLDS "\n" CAUGHT);
  kl_driver_screenshot (driver, "plans-one");
  write_plan (driver, SECOND, "3 nov 2025");
  assert_strip (driver, FIRST_ENDED "\n" SECOND_HOLDS "\n" CAUGHT);
  kl_driver_screenshot (driver, "plans-two");
  close_case (driver);
  assert_strip (driver, FIRST_ENDED "\n" SECOND_ENDED "\n" CAUGHT);
}

/* What the timeline is narrowed to does not keep a mark from its words. */
static void
test_go_to (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  write_plan (driver, FIRST, "6 okt 2025");
  go_to_first (driver, FIRST_HOLDS);
  kl_driver_screenshot (driver, "plans-entry");

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Met gezin");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, FIRST));
  go_to_first (driver, FIRST_HOLDS);
}

/* On the page of a case in which a lot happened as well. */
static void
test_long_page (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();
  g_auto (GStrv) marks = NULL;

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_open_case (driver, "Driftbuien thuis");
  write_plan (driver, FIRST, "6 okt 2025");
  marks = kl_casebook_strip_read (driver);
  g_assert_true (g_strv_contains ((const char *const *) marks, FIRST_HOLDS));
  kl_driver_screenshot (driver, "plans-long");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/plans/versions", test_versions);
  g_test_add_func ("/story/plans/go-to", test_go_to);
  g_test_add_func ("/story/plans/long-page", test_long_page);

  return g_test_run ();
}
