/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

#define HUB KL_STORY_HUB
#define MENU "Meer voor de kaart"
#define VIEW KL_STORY_MAP

static KlDriver *
open_map (void)
{
  KlDriver *driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+4");
  kl_driver_find (driver, ATSPI_ROLE_INVALID, VIEW);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "mediaan");
  return driver;
}

/* Nothing but keys and what is read aloud: the partner that takes longest, and its card. */
static void
test_slowest (void)
{
  g_autoptr (KlDriver) driver = open_map ();
  g_autofree char *sentence = kl_story_find_slowest (driver);
  g_autofree char *name = g_strndup (sentence, strcspn (sentence, ","));
  g_autofree char *typed = g_utf8_strdown (name, 6);
  g_autofree char *line = g_strdup_printf ("Lijn naar %s: ", name);

  kl_driver_find (driver, ATSPI_ROLE_IMAGE, line);
  g_assert_nonnull (strstr (sentence, "dagen tot antwoord"));
  g_assert_nonnull (strstr (sentence, "verwijzing"));

  kl_driver_focus (driver, ATSPI_ROLE_INVALID, HUB);
  kl_driver_type (driver, typed);
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, sentence));
  kl_driver_screenshot (driver, "map-slowest");

  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Verwijzing maken"));
  kl_driver_find (driver, ATSPI_ROLE_INVALID, name);
  kl_driver_screenshot (driver, "map-card");
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Verwijzing maken"));
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, sentence));
}

/* From one to the next by angle all the way around, and back to the middle. */
static void
test_arrows (void)
{
  g_autoptr (KlDriver) driver = open_map ();
  g_auto (GStrv) sentences =
    kl_driver_list (driver, ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_INVALID, VIEW);
  const guint n = g_strv_length (sentences);

  kl_driver_focus (driver, ATSPI_ROLE_INVALID, HUB);
  kl_driver_type (driver, "leerp");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Leerplicht"));
  for (guint i = 0; i < n - 1; i++)
    kl_driver_keys (driver, "Right");
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_DIALOG, ""));
  kl_driver_keys (driver, "Right");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Leerplicht"));

  /* In its sector only Toegang en Regie is farther away. */
  kl_driver_keys (driver, "Up");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Toegang en Regie"));
  kl_driver_keys (driver, "Down");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Leerplicht"));
  kl_driver_keys (driver, "Home");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_INVALID, HUB));
}

static void
test_time_and_table (void)
{
  g_autoptr (KlDriver) driver = open_map ();

  kl_driver_focus (driver, ATSPI_ROLE_SLIDER, "Stand op");
  kl_driver_keys (driver, "Left");
  g_assert_true (kl_driver_sees (driver, "19 november"));
  kl_driver_keys (driver, "Right");
  g_assert_true (kl_driver_sees (driver, "20 november"));
  /* Beyond today there is nothing to see. */
  kl_driver_keys (driver, "Right");
  g_assert_true (kl_driver_sees (driver, "20 november"));

  g_assert_cmpuint (kl_driver_count_nameless (driver), ==, 0);
  kl_driver_resize (driver, 400, 800);
  kl_driver_find (driver, ATSPI_ROLE_INVALID, "Antwoord");
  g_assert_true (kl_driver_sees (driver, "Team Toegang en Regie"));
  kl_driver_screenshot (driver, "map-table");
}

/* The wheel brings closer what lies under the pointer: it stays there, and nothing breaks. */
static void
test_wheel (void)
{
  g_autoptr (KlDriver) driver = open_map ();

  for (int turn = 0; turn < 6; turn++)
    kl_driver_wheel (driver, ATSPI_ROLE_PUSH_BUTTON, "Leerplicht");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Leerplicht");
  kl_driver_screenshot (driver, "map-wheel");
  kl_driver_click (driver, ATSPI_ROLE_PUSH_BUTTON, "Leerplicht");
  g_assert_true (kl_driver_sees (driver, "Verwijzing maken"));
}

/* The map on paper, by way of its menu. */
static void
test_print (void)
{
  g_autoptr (KlDriver) driver = open_map ();

  kl_driver_choose (driver, MENU, "Afdrukken op A4");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Opslaan als PDF");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
  kl_driver_screenshot (driver, "map-print");
  kl_driver_keys (driver, "Escape");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/map/slowest", test_slowest);
  g_test_add_func ("/map/arrows", test_arrows);
  g_test_add_func ("/map/time-and-table", test_time_and_table);
  g_test_add_func ("/map/wheel", test_wheel);
  g_test_add_func ("/map/print", test_print);

  return g_test_run ();
}
