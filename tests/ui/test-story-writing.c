/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

/* Writing in the file of a case: drafts, and two windows on one vault. */

#define FIELD "Wat gebeurde er?"

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
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

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

/* Templates */

#define NAME "Naam"
#define WORDS "Woorden om mee te beginnen"

static void
add_template (KlDriver *driver, const char *name, const char *words)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Nieuw sjabloon");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, NAME));
  kl_driver_type (driver, name);
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, WORDS);
  kl_driver_type (driver, words);
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_TEXT, WORDS));
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, name);
}

/* Two templates, of which the second one has the keyboard after it was put first: a button goes
 * with its row, and who changes one in a dialog of its own comes back to it. */
static void
assert_rows_keep_keyboard (KlDriver *driver)
{
  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Huisbezoek weghalen");
  kl_driver_keys (driver, "alt+Down");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM,
                  "Huisbezoek, voor elke soort, deze school, 2 van 2");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Huisbezoek weghalen"));
  kl_driver_keys (driver, "alt+Up");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM,
                  "Huisbezoek, voor elke soort, deze school, 1 van 2");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Huisbezoek weghalen"));

  kl_driver_focus (driver, ATSPI_ROLE_LIST_ITEM, "Belletje");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, NAME));
  kl_driver_keys (driver, "End");
  kl_driver_type (driver, " kort");
  kl_driver_keys (driver, "ctrl+Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Belletje kort");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_LIST_ITEM, "Belletje kort"));
}

/* A sentence of the school is made, put first, chosen, written on and removed: all by keys. */
static void
test_templates (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();
  g_auto (GStrv) names = NULL;

  kl_driver_keys (driver, "ctrl+t");
  g_assert_true (kl_driver_sees (driver, "Nog geen sjablonen"));
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Sjablonen beheren");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Sjablonen");
  kl_driver_screenshot (driver, "templates-none");
  add_template (driver, "Belletje", "Gebeld over {}.");
  add_template (driver, "Huisbezoek", "Bij {leerling} thuis: {}. Afgesproken:");
  kl_driver_focus (driver, ATSPI_ROLE_LIST_ITEM, "Huisbezoek");
  kl_driver_keys (driver, "alt+Up");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM,
                  "Huisbezoek, voor elke soort, deze school, 1 van 2");
  kl_driver_screenshot (driver, "templates");
  assert_rows_keep_keyboard (driver);
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Sjablonen"));

  kl_driver_focus (driver, ATSPI_ROLE_TEXT, FIELD);
  kl_driver_keys (driver, "ctrl+t");
  kl_driver_find (driver, ATSPI_ROLE_LIST, "Sjablonen");
  names = kl_driver_list (driver, ATSPI_ROLE_LIST_ITEM, ATSPI_ROLE_LIST, "Sjablonen");
  g_assert_true (g_str_has_prefix (names[0], "Huisbezoek"));
  g_assert_true (g_str_has_prefix (names[1], "Belletje"));
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_LIST_ITEM, "Huisbezoek"));
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, FIELD));
  kl_driver_type (driver, "rustig");
  assert_field (driver, "Bij Jelle van den Berg thuis: rustig. Afgesproken:");
}

/* Bold words and a list: signs while they are written, words when they are read. */
static void
test_markup (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  kl_driver_keys (driver, "ctrl+b");
  kl_driver_type (driver, "Afspraak");
  kl_driver_keys (driver, "End");
  kl_driver_type (driver, " met moeder:");
  kl_driver_keys (driver, "Return");
  kl_driver_type (driver, "* bellen");
  kl_driver_keys (driver, "Return");
  kl_driver_type (driver, "mailen");
  kl_driver_keys (driver, "Return");
  kl_driver_keys (driver, "Return");
  kl_driver_type (driver, "Vader weet het.");
  assert_field (driver, "**Afspraak** met moeder:\n* bellen\n* mailen\nVader weet het.");
  kl_driver_screenshot (driver, "markup-composer");
  kl_driver_keys (driver, "ctrl+Return");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Afspraak met moeder:\n• bellen\n• mailen");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Afspraak met moeder:");
  kl_driver_screenshot (driver, "markup-row");

  kl_driver_keys_and_type (driver, "ctrl+k", "afspraak");
  g_assert_true (kl_driver_sees (driver, "Afspraak met moeder: • bellen"));
}

/* A long file: closer to a mark by keys, only what is new since the zorgteam, and back to a day. */
static void
test_long_file (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_open_case (driver, "driftbuien");

  kl_driver_focus (driver, ATSPI_ROLE_INVALID, "Tijdlijn");
  kl_driver_keys (driver, "plus");
  kl_driver_find (driver, ATSPI_ROLE_INVALID, "Van ");
  kl_driver_keys (driver, "plus");
  kl_driver_keys (driver, "plus");
  kl_driver_keys (driver, "plus");
  kl_driver_keys (driver, "plus");
  kl_driver_keys (driver, "plus");
  kl_driver_keys (driver, "plus");
  kl_driver_screenshot (driver, "chronology-close");

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Sinds zorgteam 3 jun");
  kl_driver_keys (driver, "ctrl+g");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Ga naar deze dag");
  kl_driver_screenshot (driver, "go-to-day");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ga naar deze dag");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_LIST_ITEM, "18 november"));
  kl_driver_screenshot (driver, "since-care-team");
}

/* The meldcode */

#define KINDS "Andere soort gebeurtenis"
#define MELDCODE "Stap van de meldcode"
#define STEPS "Welke stap van de meldcode"

static void
assert_step (KlDriver *driver, const char *step)
{
  const char *const chosen[] = { step, NULL };
  g_auto (GStrv) labels = kl_driver_list (driver, ATSPI_ROLE_LABEL, ATSPI_ROLE_COMBO_BOX, STEPS);

  g_assert_cmpstrv (labels, chosen);
}

static void
assert_steps (KlDriver *driver)
{
  static const char *const steps[] = {
    "Stap 1: signalen", "Stap 2: overleg",   "Stap 3: gesprek",
    "Stap 4: wegen",    "Stap 5: beslissen", NULL,
  };
  g_auto (GStrv) offered = NULL;

  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, STEPS);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_LIST_ITEM, steps[0]));
  offered = kl_driver_list (driver, ATSPI_ROLE_LIST_ITEM, ATSPI_ROLE_COMBO_BOX, STEPS);
  g_assert_cmpstrv (offered, steps);
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, steps[4]));
}

/* The steps stand in their order, and the next one is there: in a new window too, and whatever is
 * left lying as a draft. */
static void
test_meldcode (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_on_question ();

  kl_driver_select (driver, KINDS, NULL, MELDCODE);
  assert_step (driver, "Stap 1: signalen");
  assert_steps (driver);
  kl_story_add_entry (driver, "Signalen naast elkaar gelegd.");
  assert_step (driver, "Stap 2: overleg");
  kl_story_add_entry (driver, "Overlegd met een collega.");
  assert_step (driver, "Stap 3: gesprek");

  open_second_window (driver);
  kl_story_open_question (driver);
  kl_driver_select (driver, KINDS, NULL, MELDCODE);
  assert_step (driver, "Stap 3: gesprek");
  kl_driver_screenshot (driver, "meldcode-next");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/writing/long-file", test_long_file);
  g_test_add_func ("/story/writing/markup", test_markup);
  g_test_add_func ("/story/writing/meldcode", test_meldcode);
  g_test_add_func ("/story/writing/templates", test_templates);
  g_test_add_func ("/story/writing/two-windows", test_two_windows);

  return g_test_run ();
}
