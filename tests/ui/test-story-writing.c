/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

/* Writing in the file of a case: drafts, and two windows on one vault. */

#define FIELD "Wat gebeurde er?"

static KlDriver *
start_on_page (void)
{
  KlDriver *driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_catch_question (driver);
  kl_story_open_question (driver);
  return driver;
}

static void
assert_field (KlDriver *driver, const char *expected)
{
  g_autofree char *text = kl_driver_get_text (driver, ATSPI_ROLE_TEXT, FIELD);

  g_assert_cmpstr (text, ==, expected);
}

/* The new window lies on top, and is the one that is looked at. */
static void
open_second_window (KlDriver *driver)
{
  kl_driver_keys (driver, "ctrl+shift+n");
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
}

/* The first one comes to light again. */
static void
close_second_window (KlDriver *driver, const char *text)
{
  kl_driver_keys (driver, "ctrl+w");
  g_assert_true (kl_driver_sees (driver, text));
  assert_field (driver, text);
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, FIELD);
}

/* Both go on with the same words; neither writes over the other, and they can be put together. */
static void
test_two_windows (void)
{
  g_autoptr (KlDriver) driver = start_on_page ();

  kl_driver_type (driver, "Moeder belde.");
  open_second_window (driver);
  kl_story_open_question (driver);
  g_assert_true (kl_driver_sees (driver, "Moeder belde."));
  assert_field (driver, "Moeder belde.");
  kl_driver_keys_and_type (driver, "ctrl+End", " Vader ook.");
  assert_field (driver, "Moeder belde. Vader ook.");
  close_second_window (driver, "Moeder belde.");

  kl_driver_keys_and_type (driver, "ctrl+End", " Ze kwam langs.");
  g_assert_true (kl_driver_sees (driver, "Beide teksten zijn bewaard"));
  kl_driver_screenshot (driver, "two-windows-note");

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Beide lezen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nog niet vastgelegd");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Moeder belde. Ze kwam langs.");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Moeder belde. Vader ook.");
  kl_driver_screenshot (driver, "two-windows-both");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bij mijn tekst zetten");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nog niet vastgelegd"));
  assert_field (driver, "Moeder belde. Ze kwam langs.\nMoeder belde. Vader ook.");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Beide lezen"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/writing/two-windows", test_two_windows);

  return g_test_run ();
}
