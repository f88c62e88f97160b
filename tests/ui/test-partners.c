/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

/* The help around the school, driven from outside. */

#define PARTNER "Quiet"

/* One stop for Tab; the arrows go on to the next way to look. */
static void
show_list (KlDriver *driver)
{
  kl_driver_keys (driver, "ctrl+4");
  kl_driver_focus (driver, ATSPI_ROLE_RADIO_BUTTON, "Lijnen");
  for (int i = 0; i < 2 && !kl_driver_has (driver, ATSPI_ROLE_INVALID, "Partners zoeken"); i++)
    {
      kl_driver_keys (driver, "Right");
      kl_driver_keys (driver, "space");
    }
  g_assert_true (kl_driver_sees (driver, "Buurtteam West"));
}

static void
find_partner (KlDriver *driver)
{
  show_list (driver);
  kl_driver_focus (driver, ATSPI_ROLE_INVALID, "Partners zoeken");
  kl_driver_type (driver, "quïet");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "Buurtteam West"));
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, PARTNER ", Informeel");
  g_assert_true (kl_driver_sees (driver, "Contactpersonen"));
  kl_driver_screenshot (driver, "partner-card");
}

/* Of the question that was caught; nobody was asked for consent yet. */
static void
begin_referral (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Verwijzing maken");
  g_assert_true (kl_driver_sees (driver, "Nieuwe verwijzing"));
  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, "Bij welke casus?");
  kl_driver_keys (driver, "Return");
  kl_driver_type (driver, "zeepkist");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "Femke Bakker"));
  kl_driver_keys (driver, "Down");
  kl_driver_keys (driver, "Return");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat vraag je de partner?");
  kl_driver_type (driver, "Wil iemand eens langsgaan?");
  g_assert_true (kl_driver_sees (driver, "Toestemming van Miranda Smits ontbreekt"));
  g_assert_true (kl_driver_sees (driver, "Je kunt nog niet versturen"));
  kl_driver_screenshot (driver, "referral-stopped");
}

static void
record_consent (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Toestemming vastleggen");
  g_assert_true (kl_driver_sees (driver, "Wie beslist?"));
  kl_driver_screenshot (driver, "consent");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Toestemming is er"));
}

static void
record_answer (KlDriver *driver)
{
  /* The menu begins at that they received it; next comes that they take it on. */
  kl_driver_focus (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Wat gebeurde er bij " PARTNER);
  kl_driver_keys (driver, "Return");
  kl_driver_keys (driver, "Down");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Aangenomen");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat is afgesproken?");
  kl_driver_type (driver, "Lieke belt moeder deze week.");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Lieke belt moeder deze week."));
  kl_driver_screenshot (driver, "referral-answered");
}

static void
test_refer (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_catch_question (driver);
  find_partner (driver);
  begin_referral (driver);
  record_consent (driver);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Versturen");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe verwijzing"));

  /* It waits on the card, which leads to the case. */
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, "Jelle van den Berg, Toeleiding");
  g_assert_true (kl_driver_sees (driver, "Nieuwe actie"));
  record_answer (driver);
}

/* What was typed for a new partner stays when the dialog is closed. */
static void
test_add (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  show_list (driver);
  for (int round = 0; round < 2; round++)
    {
      kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Nieuwe partner");
      kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe partner");
      if (round == 0)
        {
          g_assert_true (kl_driver_sees (driver, "Vul in hoe de partner heet."));
          kl_driver_type (driver, "Huis van de Wijk");
          kl_driver_keys (driver, "Escape");
          g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe partner"));
        }
    }
  g_assert_true (kl_driver_sees (driver, "Wat je eerder typte"));
  kl_driver_keys (driver, "ctrl+Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Huis van de Wijk");
  kl_driver_screenshot (driver, "partner-added");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/partners/refer", test_refer);
  g_test_add_func ("/story/partners/add", test_add);

  return g_test_run ();
}
