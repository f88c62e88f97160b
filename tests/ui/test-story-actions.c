/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

/* Who does what by when: my actions and those of colleagues, what comes back, and a calendar. */

#define TEXT "Luisteruur met de tutor"
#define CHANGED TEXT " in lokaal 4"
#define ROW CHANGED ", do 27 nov, over 7 dagen, elke 6 maanden"
#define NEXT CHANGED ", wo 27 mei"
#define MINE "Gedaan: Toegang en Regie terugbellen"
#define THEIRS "Gesprek met ouders plannen"

static void
go_to_actions (KlDriver *driver)
{
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_choose (driver, "Meer", "Acties, van mij en van collega");
  kl_driver_find (driver, ATSPI_ROLE_CHECK_BOX, MINE);
}

static void
add_action (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Nieuwe actie");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat spreken we af?"));
  kl_driver_type (driver, TEXT);
  kl_driver_screenshot (driver, "actions-new");
  kl_driver_keys (driver, "ctrl+Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, TEXT ", do 27 nov");
}

/* The list may not have the focus yet when a key comes: people press it again. */
static void
choose_last (KlDriver *driver, const char *combo, const char *shows)
{
  for (int i = 0; i < 3 && !kl_driver_has (driver, ATSPI_ROLE_COMBO_BOX, shows); i++)
    {
      kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, combo);
      kl_driver_keys (driver, "Return");
      kl_driver_find (driver, ATSPI_ROLE_LABEL, "elke 2 weken");
      kl_driver_keys (driver, "End");
      kl_driver_keys (driver, "Return");
      g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "elke 2 weken"));
    }
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, shows);
}

static void
change_action (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Wijzigen: " TEXT);
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat spreken we af?"));
  kl_driver_keys_and_type (driver, "End", " in lokaal 4");
  choose_last (driver, "Komt terug", "Tot wanneer?");
  kl_driver_screenshot (driver, "actions-change");
  kl_driver_keys (driver, "ctrl+Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, ROW);
}

static void
test_recurring (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  go_to_actions (driver);
  add_action (driver);
  change_action (driver);
  kl_driver_screenshot (driver, "actions-mine");

  /* Done, it is there again half a year later; undone, that one goes. */
  kl_driver_focus (driver, ATSPI_ROLE_LIST_ITEM, ROW);
  kl_driver_keys (driver, "Tab");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_CHECK_BOX, "Gedaan: " CHANGED));
  kl_driver_keys (driver, "space");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, NEXT);
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, ROW));
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ongedaan maken");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, ROW);
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, NEXT));
}

/* A colleague's, as far as the team may know; a part of the name finds who that is. */
static void
test_colleagues (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  go_to_actions (driver);
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_LIST_ITEM, THEIRS));
  kl_driver_select (driver, "Wiens acties", "kuij", "Marleen Kuijpers");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, THEIRS ", di 18 nov, 2 dagen geleden");
  g_assert_true (kl_driver_sees (driver, "Te laat"));
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_CHECK_BOX, MINE));
  kl_driver_screenshot (driver, "actions-colleague");
}

/* A calendar says nothing that was not asked for, and never of which case it is. */
static void
save_calendar (KlPortal *portal, const char *folder, const char *how, gboolean with_words)
{
  g_autofree char *file = NULL;
  g_autofree char *calendar = NULL;
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  go_to_actions (driver);
  kl_driver_choose (driver, "Meer", "Voor een andere agenda");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, how);
  kl_driver_screenshot (driver, "actions-calendar");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, how);
  file = kl_portal_save_file (portal, folder);
  g_assert_true (g_str_has_suffix (file, ".ics"));
  g_assert_true (kl_driver_sees (driver, "Opgeslagen"));
  g_assert_true (g_file_get_contents (file, &calendar, NULL, NULL));
  g_assert_nonnull (strstr (calendar, "BEGIN:VTODO"));
  g_assert_nonnull (strstr (calendar, "DUE;VALUE=DATE:20251121"));
  g_assert_true ((strstr (calendar, "SUMMARY:Toegang en Regie terugbellen") != NULL) == with_words);
  g_assert_true ((strstr (calendar, "SUMMARY:Actie\\, " KL_STORY_SCHOOL) != NULL) != with_words);
  g_assert_null (strstr (calendar, "Driftbuien"));
}

static void
test_calendar (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);

  save_calendar (portal, folder, "Zonder woorden", FALSE);
  save_calendar (portal, folder, "Met woorden", TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/actions/recurring", test_recurring);
  g_test_add_func ("/story/actions/colleagues", test_colleagues);
  g_test_add_func ("/story/actions/calendar", test_calendar);

  return g_test_run ();
}
