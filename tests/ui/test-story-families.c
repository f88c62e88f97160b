/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

/*
 * A case about brothers and sisters reads as a family; and whoever comes to the school with a
 * question is named, also somebody of a partner, of the childcare, or one who sends the family.
 */

#define MOTHER "Miranda Smits, moeder"
#define DENNIS "Dennis de Graaf, vader, Oss, "

/* The family */

static void
test_header (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_driver_resize (driver, 1440, 1000);
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, "KC De Weerlicht");
  kl_driver_find (driver, ATSPI_ROLE_INVALID, "School: KC De Weerlicht");
  kl_story_open_case (driver, "vastgelopen");
  kl_driver_find (driver, ATSPI_ROLE_HEADING, "gezin de Graaf");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "3 kinderen, 2 adressen");
  kl_driver_find (driver, ATSPI_ROLE_GROUPING,
                  "Milan de Graaf, 11 jaar, groep 8, over wie het gaat");
  kl_driver_find (driver, ATSPI_ROLE_GROUPING, "Chantal Verhoef, moeder, gezag, Adres 1");
  kl_driver_find (driver, ATSPI_ROLE_GROUPING, DENNIS "gezag, Adres 2");
  kl_driver_screenshot (driver, "families-header");

  kl_driver_choose (driver, "Meer", "Gezin");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Gezin");
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, "Dennis de Graaf");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Ouder of verzorger");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Heeft gezag over Bo de Graaf");
  kl_driver_select (driver, "Is voor Lisa de Graaf", NULL, "Geen ouder of verzorger");
  kl_story_save (driver, "Ouder of verzorger");
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Gezin"));
  kl_driver_find (driver, ATSPI_ROLE_GROUPING,
                  "Dennis de Graaf, vader van Milan en Bo, Oss, gezag over Milan, Adres 2");
  kl_driver_screenshot (driver, "families-custody");

  /* What does not fit is told by the toolkit, and ends it here. */
  kl_driver_resize (driver, 400, 1000);
  kl_driver_find (driver, ATSPI_ROLE_HEADING, "gezin de Graaf");
  kl_driver_screenshot (driver, "families-narrow");
}

/* Who asks */

static void
begin (KlDriver *driver)
{
  kl_driver_resize (driver, 1200, 1000);
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_begin_question (driver);
  kl_story_name_subject (driver, "Jelle", "Jelle van den Berg");
}

static void
say_and_open (KlDriver *driver, const char *words)
{
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat werd er gezegd?");
  kl_driver_type (driver, words);
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag"));
  kl_story_open_case (driver, words);
}

/* A contact person is the first face, was spoken to, and is heard with the partner. */
static void
test_partner (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  begin (driver);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Partner");
  kl_driver_select (driver, "Wie was het?", "vrom", "Kees Vromans, Leerplicht");
  kl_driver_screenshot (driver, "askers-partner");
  say_and_open (driver, "Kwartelzuring bij de poort.");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Kees Vromans");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Kees Vromans en Leerplicht");
  kl_driver_screenshot (driver, "askers-partner-page");
}

/* Nobody of a childcare is in the list: a name is enough, and it may be left out. */
static void
test_childcare (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  begin (driver);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Kinderopvang");
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, "Wie is het daar?", "Lies van de peutergroep");
  kl_driver_screenshot (driver, "askers-childcare");
  say_and_open (driver, "Kwartelzuring in de hal.");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Lies van de peutergroep");
}

static void
choose_via_partner (KlDriver *driver)
{
  /* What comes in here moves what stands below. */
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, "Wie was het?");
  kl_driver_focus (driver, ATSPI_ROLE_RADIO_BUTTON, "Direct");
  for (int i = 0; i < 3; i++)
    kl_driver_keys (driver, "Right");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_RADIO_BUTTON, "Via partner"));
  kl_driver_keys (driver, "space");
}

/* A parent who was sent by somebody in no list. */
static void
test_sent (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  begin (driver);
  choose_via_partner (driver);
  kl_driver_select (driver, "Via wie?", "iemand", "Iemand anders");
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, "Wie is het daar?", "Esra Kaya");
  kl_driver_screenshot (driver, "askers-sent");
  say_and_open (driver, "Kwartelzuring aan het hek.");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Esra Kaya");
}

/* What was left */

static void
assert_chosen (KlDriver *driver, const char *field, const char *chosen)
{
  g_auto (GStrv) labels = kl_driver_list (driver, ATSPI_ROLE_LABEL, ATSPI_ROLE_COMBO_BOX, field);

  g_assert_nonnull (labels[0]);
  g_assert_cmpstr (labels[0], ==, chosen);
}

/* Of a question that is closed before it is recorded everything is there again: whom it is about,
 * which parent asked and who sent them. */
static void
test_draft (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  begin (driver);
  kl_driver_select (driver, "Wie was het?", NULL, MOTHER);
  choose_via_partner (driver);
  kl_driver_select (driver, "Via wie?", "iemand", "Iemand anders");
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, "Wie is het daar?", "Esra Kaya");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat werd er gezegd?");
  kl_driver_type (driver, "Kwartelzuring op de trap.");
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag"));

  kl_story_begin_question (driver);
  g_assert_true (kl_driver_sees (driver, "Kwartelzuring op de trap."));
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Jelle van den Berg weghalen");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, MOTHER);
  assert_chosen (driver, "Wie was het?", MOTHER);
  assert_chosen (driver, "Via wie?", "Iemand anders");
  kl_driver_screenshot (driver, "askers-draft");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag"));
  kl_story_open_case (driver, "Kwartelzuring op de trap.");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Miranda Smits");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Esra Kaya");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/families/header", test_header);
  g_test_add_func ("/askers/partner", test_partner);
  g_test_add_func ("/askers/childcare", test_childcare);
  g_test_add_func ("/askers/sent", test_sent);
  g_test_add_func ("/askers/draft", test_draft);

  return g_test_run ();
}
