/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

/* Whom a case is about, driven from outside. */

static void
open_members (KlDriver *driver)
{
  kl_driver_choose (driver, "Meer", "Om wie het gaat");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Om wie het gaat");
}

/* A second child comes in with a part of its own, and goes again. */
static void
test_members (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  open_members (driver);
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, "Jelle van den Berg");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Kind toevoegen");
  kl_driver_type (driver, "Sem Maas");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Sem Maas");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Sem Maas weghalen");
  kl_driver_select (driver, "Rol van wie je toevoegt", NULL, "Heeft het gezien");
  kl_driver_screenshot (driver, "subjects-members");
  kl_story_save (driver, "Om wie het gaat");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Sem Maas, ");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Heeft het gezien");
  kl_driver_screenshot (driver, "subjects-members-page");

  open_members (driver);
  kl_driver_select (driver, "Sem Maas", NULL, "Hoort er niet bij");
  kl_story_save (driver, "Om wie het gaat");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "Sem Maas, "));
}

/* What began with one child turns out to be about the class, the family, the school. */
static void
test_subject (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  open_members (driver);
  kl_driver_select (driver, "Waar gaat het over?", NULL, "Klas");
  kl_driver_select (driver, "Welke klas?", NULL, "groep 2");
  kl_story_save (driver, "Om wie het gaat");
  kl_driver_find (driver, ATSPI_ROLE_HEADING, "groep 2");

  open_members (driver);
  kl_driver_select (driver, "Waar gaat het over?", NULL, "Gezin");
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, "Welk gezin?");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Alle kinderen van het gezin horen erbij");
  kl_story_save (driver, "Om wie het gaat");
  kl_driver_find (driver, ATSPI_ROLE_HEADING, "gezin van den Berg");
  kl_driver_find (driver, ATSPI_ROLE_GROUPING, "Fenna van den Berg, ");
  kl_driver_screenshot (driver, "subjects-family-page");

  open_members (driver);
  kl_driver_select (driver, "Waar gaat het over?", NULL, "De school");
  kl_story_save (driver, "Om wie het gaat");
  kl_driver_find (driver, ATSPI_ROLE_HEADING, "de school");
}

/* The family */

/* A father who has custody after all and speaks another language, a grandmother, a brother. */
static void
test_family (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  kl_driver_find (driver, ATSPI_ROLE_LABEL, "geen gezag");
  kl_driver_choose (driver, "Meer", "Gezin");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Gezin");
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, "Edwin van den Berg");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Ouder of verzorger");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Heeft gezag over Jelle van den Berg");
  kl_story_fill (driver, "Taal", "Pools");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Er is een tolk nodig");
  kl_driver_screenshot (driver, "subjects-guardian");
  kl_story_save (driver, "Ouder of verzorger");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "vader van Jelle, gezag");

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Broer of zus toevoegen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Broer of zus");
  kl_story_fill (driver, "Naam", "Tijn van den Berg");
  kl_driver_screenshot (driver, "subjects-sibling");
  kl_story_save (driver, "Broer of zus");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Tijn van den Berg");
  kl_driver_screenshot (driver, "subjects-family");
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Gezin"));
  kl_driver_find (driver, ATSPI_ROLE_LABEL,
                  "Edwin van den Berg, vader, Pools, tolk nodig, adres 2, Vught");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "broer of zus Tijn");
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_LABEL, "geen gezag"));
}

/* How it stands, with why, and how it came in */

static void
test_status (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  kl_driver_choose (driver, "Meer", "Status");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Status");
  kl_driver_select (driver, "Hoe staat het ervoor?", NULL, "Wacht");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Waarom?");
  kl_driver_type (driver, "Het buurtteam belt terug.");
  kl_story_save (driver, "Status");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, ", wacht");

  kl_driver_choose (driver, "Meer", "Status");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Het buurtteam belt terug.");
  kl_driver_screenshot (driver, "subjects-status");
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Status"));

  kl_driver_choose (driver, "Meer", "De vraag");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "De vraag");
  kl_driver_select (driver, "Gevraagd door", NULL, "Leerkracht");
  kl_driver_screenshot (driver, "subjects-request");
  kl_story_save (driver, "De vraag");
  kl_driver_choose (driver, "Meer", "De vraag");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "De vraag");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Leerkracht");
}

/* One child that was entered twice */

static void
merge (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Vergelijken");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Hetzelfde kind?");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "In de leerlingadministratie");
  kl_driver_screenshot (driver, "subjects-compare");
  kl_story_save (driver, "Hetzelfde kind?");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Sem Maas splitsen");
}

/* Merged, undone, merged again and split. */
static void
test_doubles (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  kl_driver_choose (driver, "Meer", "Dubbel ingevoerd");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Dubbel ingevoerd");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Jelle van den Berg weghalen");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "is hetzelfde als");
  kl_driver_type (driver, "Sem Maas");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Sem Maas");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Sem Maas weghalen");
  merge (driver);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ongedaan maken");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Sem Maas splitsen"));

  merge (driver);
  kl_driver_screenshot (driver, "subjects-doubles");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Sem Maas splitsen");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Sem Maas splitsen"));
}

/* What is caught */

/* A class, and in it children with a part of their own, one of whom is not in the list. */
static void
test_class (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_begin_question (driver);
  kl_story_name_subject (driver, "groep 5", "groep 5");
  kl_story_name_subject (driver, "Sem Maas", "Sem Maas");
  kl_driver_type (driver, "Zazie");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Zazie");
  kl_driver_keys (driver, "Down");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, "Rol van Sem Maas");
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, "Rol van Zazie");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat werd er gezegd?");
  kl_driver_type (driver, "Een munt op de schoen.");
  kl_driver_screenshot (driver, "subjects-class");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag"));

  kl_driver_keys_and_type (driver, "ctrl+k", "munt schoen");
  g_assert_true (kl_driver_sees (driver, "2 gevonden"));
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_HEADING, "groep 5");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Sem Maas, ");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Zazie");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Heeft er last van");
  kl_driver_screenshot (driver, "subjects-class-page");
}

/* Caught, answered and closed in one dialog. */
static void
test_advice (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_begin_question (driver);
  kl_story_name_subject (driver, "Jelle", "Jelle van den Berg");
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, "Wie was het?");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat werd er gezegd?");
  kl_driver_type (driver, "Hoe laat naar bed bij kwartelvocht.");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Ondersteuning starten");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Advies gegeven");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Vastleggen en klaar");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat heb je geadviseerd?");
  kl_driver_type (driver, "Om acht uur, en elke avond even laat.");
  kl_driver_press_in (driver, ATSPI_ROLE_RADIO_BUTTON, "Ja", ATSPI_ROLE_GROUPING,
                      "Leidde dit tot hulp?");
  kl_driver_press_in (driver, ATSPI_ROLE_RADIO_BUTTON, "Nee", ATSPI_ROLE_GROUPING,
                      "Houden jullie contact?");
  kl_driver_press_in (driver, ATSPI_ROLE_RADIO_BUTTON, "Tevreden", ATSPI_ROLE_GROUPING,
                      "Is de vrager tevreden?");
  kl_driver_screenshot (driver, "subjects-advice");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Vraag vastgelegd en klaar"));

  kl_driver_keys_and_type (driver, "ctrl+k", "kwartelvocht");
  g_assert_true (kl_driver_sees (driver, "2 gevonden"));
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "afgesloten op 20 november 2025");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Om acht uur, en elke avond even laat.");
  kl_driver_screenshot (driver, "subjects-advice-page");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/subjects/members", test_members);

  g_test_add_func ("/story/subjects/subject", test_subject);
  g_test_add_func ("/story/subjects/status", test_status);
  g_test_add_func ("/story/subjects/doubles", test_doubles);
  g_test_add_func ("/story/subjects/family", test_family);
  g_test_add_func ("/story/subjects/class", test_class);
  g_test_add_func ("/story/subjects/advice", test_advice);

  return g_test_run ();
}
