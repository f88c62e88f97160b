/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define WRONG_PASSWORD "Met dit wachtwoord gaat de kluis niet open"

static void
test_catch_and_find (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_catch_question (driver);
  g_assert_true (kl_driver_sees (driver, "Komt vaak te laat"));
  kl_driver_screenshot (driver, "caught");

  kl_story_search_question (driver);
  kl_driver_screenshot (driver, "search");
  kl_driver_keys (driver, "Escape");
}

static void
test_lock (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_driver_keys (driver, "ctrl+l");
  g_assert_true (kl_driver_sees (driver, "De demo gaat open met het wachtwoord"));
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_INVALID, "Jelle"));
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_INVALID, WRONG_PASSWORD));
  kl_driver_screenshot (driver, "locked");

  kl_driver_type (driver, "verkeerd");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_INVALID, WRONG_PASSWORD);
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_INVALID, "Vraagt aandacht"));
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_INVALID, "Jelle"));
  kl_driver_screenshot (driver, "locked-wrong");
  kl_driver_keys (driver, "ctrl+a");
  kl_driver_type (driver, "korte lijnen");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
}

static void
test_draft_survives (void)
{
  g_autofree char *vault = kl_story_make_vault ();

  for (int round = 0; round < 2; round++)
    {
      g_autoptr (KlDriver) driver = kl_story_open_vault (vault);

      kl_driver_keys (driver, "ctrl+n");
      g_assert_true (kl_driver_sees (driver, "Gevraagd door"));
      if (round == 0)
        {
          kl_driver_keys (driver, "alt+1");
          kl_driver_type (driver, "Nog niet vastgelegd verhaal");
          /* The draft is handed to the store within a second of typing. */
          g_usleep (3 * G_USEC_PER_SEC);
          kl_driver_kill (driver);
        }
      else
        {
          g_assert_true (kl_driver_sees (driver, "Nog niet vastgelegd verhaal"));
        }
    }
}

/* The words as they would stand on paper: each label is its number and its word. */
static char *
read_recovery_words (KlDriver *driver)
{
  g_auto (GStrv) labels =
    kl_driver_list (driver, ATSPI_ROLE_LABEL, ATSPI_ROLE_TABLE, "Herstelwoorden");
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; labels[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (labels[i], "  ", 2);

      g_assert_cmpint (atoi (parts[0]), ==, (int) i + 1);
      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", parts[1]);
    }
  g_assert_cmpuint (g_strv_length (labels), ==, 24);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
test_first_run (void)
{
  const char *const args[] = { "--today", KL_STORY_TODAY, NULL };
  g_autoptr (KlDriver) driver = kl_driver_start (args);
  g_autofree char *words = NULL;

  g_assert_true (kl_driver_sees (driver, "Welkom bij Korte Lijnen"));
  kl_driver_screenshot (driver, "first-run");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Een nieuw bestand beginnen");
  g_assert_true (kl_driver_sees (driver, "Wie ben je?"));
  kl_driver_type (driver, "Petra Proef\t\tDe Proefschool");
  kl_driver_screenshot (driver, "first-run-about");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Volgende");
  g_assert_true (kl_driver_sees (driver, "Nog een keer hetzelfde"));
  kl_driver_type (driver, "paarse fietsen in de regen\t\tpaarse fietsen in de regen");
  kl_driver_screenshot (driver, "first-run-password");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Volgende");
  g_assert_true (kl_driver_sees (driver, "Ik heb ze opgeschreven"));
  kl_driver_screenshot (driver, "first-run-words");

  words = read_recovery_words (driver);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ik heb ze opgeschreven");
  g_assert_true (kl_driver_sees (driver, "Typ de woorden van je papier"));
  kl_driver_type (driver, words);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Klaar");
  g_assert_true (kl_driver_sees (driver, "Petra Proef"));
  g_assert_true (kl_driver_sees (driver, "De Proefschool"));
  kl_driver_screenshot (driver, "first-run-done");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/story/catch-and-find", test_catch_and_find);
  g_test_add_func ("/story/lock", test_lock);
  g_test_add_func ("/story/draft-survives", test_draft_survives);
  g_test_add_func ("/story/first-run", test_first_run);

  return g_test_run ();
}
