/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

/*
 * The chain of trust: a colleague or somebody at a partner is introduced, with the talk, the
 * consent and what happens next in one go, and with a way back.
 */

#define CASE "Driftbuien thuis"
#define FORM "Warm overdragen"
#define LINK "Vertrouwensketen"
#define PARTNER "Quiet"

static void
open_case (KlDriver *driver)
{
  kl_driver_resize (driver, 1440, 1000);
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+2");
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, CASE);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Afdrukken");
}

/* From the face that knows the family. */
static void
open_form (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Samira Bouali, regie, vertrouwd");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Warm overdragen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, FORM);
}

static void
choose_whom (KlDriver *driver, const char *name)
{
  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, "Wie stel je voor?");
  kl_driver_keys (driver, "space");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Ruud van Esch");
  kl_driver_type (driver, name);
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "Ruud van Esch"));
  kl_driver_focus (driver, ATSPI_ROLE_LIST_ITEM, name);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "Kies wie je voorstelt."));
}

static void
save (KlDriver *driver)
{
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Overdragen", ATSPI_ROLE_DIALOG, FORM);
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, FORM));
}

static void
test_colleague (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  open_case (driver);
  open_form (driver);
  g_assert_true (kl_driver_sees (driver, "Kies wie je voorstelt."));
  choose_whom (driver, "Karin Verhagen");
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, "Wat is er besproken?", "Samen op de koffie.");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Voert voortaan de regie");
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, "Wat gebeurt er daarna?", "Over een week bellen");
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, "Wie doet dat?");
  kl_driver_screenshot (driver, "trust-form");
  save (driver);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Karin Verhagen, regie, vertrouwd");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Samen op de koffie.");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Over een week bellen");
  kl_driver_screenshot (driver, "trust-chain");

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ongedaan maken");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Samira Bouali, regie, vertrouwd");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "Over een week bellen"));
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Deze overdracht is ongedaan gemaakt.");
}

/* A partner hears nothing before the parents agreed; that is said there, and recorded there. */
static void
test_partner (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  open_case (driver);
  open_form (driver);
  choose_whom (driver, PARTNER);
  g_assert_true (
    kl_driver_sees (driver, "heeft nog geen ja gezegd. Zonder dat mag " PARTNER " niets horen."));
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, "Wie is het daar?", "Esra Kaya");
  kl_driver_screenshot (driver, "trust-consent");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "vindt het goed dat dit gedeeld wordt");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "heeft nog geen ja gezegd"));
  save (driver);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Esra Kaya");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Warme overdracht aan Esra Kaya.");
  kl_driver_find (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Toestemming voor " PARTNER);
  kl_driver_screenshot (driver, "trust-partner");
}

/* Who came in before it was written down is added at the place where that was; what was written
 * down wrong is corrected, and taken away. */
static void
test_link (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  open_case (driver);
  kl_driver_choose (driver, "Meer", "Toevoegen aan de vertrouwensketen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, LINK);
  g_assert_true (kl_driver_sees (driver, "Kies wie erbij komt."));
  kl_driver_select (driver, "Wie kent het gezin?", "Quiet", PARTNER);
  kl_driver_select (driver, "Na wie in de keten?", NULL, "Anke de Laat");
  kl_driver_select (driver, "Door wie voorgesteld?", NULL, "Samira Bouali");
  g_assert_true (
    kl_driver_sees (driver, "Wie iemand voorstelt, staat in de keten vóór die ander."));
  kl_driver_select (driver, "Door wie voorgesteld?", NULL, "Anke de Laat");
  kl_story_set_day (driver, "Bekend sinds", "1 sep 2025");
  kl_driver_screenshot (driver, "trust-link");
  kl_story_save (driver, LINK);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, PARTNER ", nog geen gezicht, sinds 1 sep");

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Deze schakel wijzigen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, LINK);
  kl_story_set_day (driver, "Bekend sinds", "3 sep 2025");
  kl_story_save (driver, LINK);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, PARTNER ", nog geen gezicht, sinds 3 sep");
  kl_driver_screenshot (driver, "trust-link-face");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Deze schakel wijzigen");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Uit de keten halen");
  g_assert_true (
    kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, PARTNER ", nog geen gezicht"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/trust/colleague", test_colleague);
  g_test_add_func ("/trust/partner", test_partner);
  g_test_add_func ("/trust/link", test_link);

  return g_test_run ();
}
