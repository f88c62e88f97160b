/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

/* The page of a case, driven from outside. */

#define ENTRY "Gebeld met moeder over de ochtend."
#define CORRECTED "Gebeld met vader over de avond."
#define REASON "Verkeerde ouder"
#define ACTION "Wekker kopen met moeder"

static void
test_correct (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  kl_story_add_entry (driver, ENTRY);
  kl_driver_screenshot (driver, "case-entry");
  kl_story_correct_entry (driver, CORRECTED, REASON);
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_LABEL, ENTRY));

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "gecorrigeerd");
  g_assert_true (kl_driver_sees (driver, "Versie 1"));
  kl_driver_find (driver, ATSPI_ROLE_LABEL, ENTRY);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, CORRECTED);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, REASON);
  kl_driver_screenshot (driver, "case-versions");
}

/* What is typed in the dialog of an entry stays there, whatever comes in below it. */
static void
test_correct_while_recording (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();
  g_autofree char *text = NULL;
  g_autofree char *composed = NULL;

  kl_story_add_entry (driver, ENTRY);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Corrigeren");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Corrigeren");
  kl_driver_keys_and_type (driver, "ctrl+End", " Ook met vader.");
  text = kl_driver_get_text (driver, ATSPI_ROLE_TEXT, "Wat er moet staan");
  g_assert_cmpstr (text, ==, ENTRY " Ook met vader.");
  composed = kl_driver_get_text (driver, ATSPI_ROLE_TEXT, "Wat gebeurde er?");
  g_assert_cmpstr (composed, ==, "");
}

static void
test_action (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Nieuwe actie");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat spreken we af?"));
  kl_driver_type (driver, ACTION);
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_CHECK_BOX, ACTION ", do 27 nov");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 open");

  /* That it was agreed is told on the timeline as well. */
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Actie afgesproken");
  kl_driver_screenshot (driver, "case-action");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, ACTION);
  kl_driver_find (driver, ATSPI_ROLE_CHECK_BOX, ACTION ", gedaan");
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_LABEL, "1 open"));
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_CHECK_BOX, ACTION));
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ongedaan maken");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 open");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/case/correct", test_correct);
  g_test_add_func ("/story/case/correct-while-recording", test_correct_while_recording);
  g_test_add_func ("/story/case/action", test_action);

  return g_test_run ();
}
