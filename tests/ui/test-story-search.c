/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

/*
 * What a search finds opens where one goes on with it, whatever it is: a partner on the map, a
 * colleague, a child about whom nothing is known yet, a document in its case.
 */

#define PARTNER "Quiet"
#define PARTNER_ROW PARTNER ", antwoordt gewoonlijk"
#define COLLEAGUE "Karin Verhagen"
#define PUPIL "Kian Aalbers"
#define CASE "Driftbuien thuis"

static void
search (KlDriver *driver, const char *words)
{
  kl_driver_keys_and_type (driver, "ctrl+k", words);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Zoeken");
  g_assert_true (kl_driver_sees (driver, " gevonden"));
}

/* Of several hits the one that is meant is walked to; what is typed stays in the field. */
static void
open_hit (KlDriver *driver, const char *words, const char *hit)
{
  search (driver, words);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, hit);
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, hit);
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Zoeken"));
}

/* The card lies beside the lines, and is among what was opened last. */
static void
test_partner (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_driver_resize (driver, 1440, 900);
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  open_hit (driver, "quiet", PARTNER_ROW);
  kl_driver_find (driver, ATSPI_ROLE_INVALID, KL_STORY_MAP);
  kl_driver_find (driver, ATSPI_ROLE_HEADING, PARTNER);
  g_assert_true (kl_driver_sees (driver, "Contactpersonen"));
  kl_driver_screenshot (driver, "search-partner");

  kl_driver_keys (driver, "ctrl+1");
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
  kl_driver_keys (driver, "ctrl+k");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Zoeken");
  g_assert_true (kl_driver_sees (driver, "Laatst bekeken"));
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, PARTNER_ROW);
  kl_driver_screenshot (driver, "search-recent");
}

/* With the role at this school, where it is changed. */
static void
test_colleague (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();
  g_autofree char *name = NULL;

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  open_hit (driver, "verhagen", COLLEAGUE);
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, "Rol op deze school");
  name = kl_driver_get_text (driver, ATSPI_ROLE_TEXT, "Voornaam en achternaam");
  g_assert_cmpstr (name, ==, COLLEAGUE);
  kl_driver_screenshot (driver, "search-colleague");
}

/* Nothing is kept of a child without a case: a question about it can be caught. */
static void
test_pupil (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  open_hit (driver, PUPIL, PUPIL);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, PUPIL " weghalen");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat werd er gezegd?");
  kl_driver_type (driver, "Een kwartelei in de broodtrommel.");
  kl_driver_screenshot (driver, "search-pupil");
  kl_story_save (driver, "Nieuwe vraag");

  /* Then there is a case, and that opens. */
  open_hit (driver, PUPIL, PUPIL);
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat gebeurde er?"));
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Een kwartelei in de broodtrommel.");
}

static void
test_document (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *folder = g_path_get_dirname (vault);
  g_autofree char *file = g_build_filename (folder, "Kwartelverslag.pdf", NULL);
  g_autofree char *output =
    kl_story_command (vault, "print", "map", "--school", "wilgenroos", "--output", file, NULL);
  KlDriver *driver = kl_story_open_vault (vault);

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_open_case (driver, CASE);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Document toevoegen");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Team: kies een bestand");
  kl_portal_open_file (portal, file);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Kwartelverslag.pdf");
  kl_driver_keys (driver, "ctrl+1");
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));

  open_hit (driver, "kwartelverslag", "Kwartelverslag.pdf");
  kl_driver_find (driver, ATSPI_ROLE_TEXT, "Wat gebeurde er?");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Kwartelverslag.pdf");
  kl_driver_screenshot (driver, "search-document");
  kl_driver_stop (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/search/partner", test_partner);
  g_test_add_func ("/search/colleague", test_colleague);
  g_test_add_func ("/search/pupil", test_pupil);
  g_test_add_func ("/search/document", test_document);

  return g_test_run ();
}
