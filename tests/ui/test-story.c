/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-driver.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define TODAY "2025-11-20"

static KlDriver *
start_demo (void)
{
  const char *const args[] = { "--demo", "--today", TODAY, NULL };
  KlDriver *driver = kl_driver_start (args);

  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
  return driver;
}

/* The demo opens where most asks for attention; Ctrl+Tab goes on to the next school. */
static void
go_to_school (KlDriver *driver, const char *name)
{
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *subtitle = g_strconcat (name, ", vandaag", NULL);
      g_autoptr (AtspiAccessible) found = NULL;

      kl_driver_keys (driver, "ctrl+n");
      g_assert_true (kl_driver_sees (driver, ", vandaag"));
      found = kl_driver_find_now (driver, ATSPI_ROLE_INVALID, subtitle);
      kl_driver_keys (driver, "Escape");
      g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag"));
      if (found != NULL)
        return;
      kl_driver_keys (driver, "ctrl+Tab");
    }

  g_assert_not_reached ();
}

/* A question is caught with seven key presses besides the words: Ctrl+N, Enter, Alt+2,
 * Ctrl+Enter. */
static void
catch_question (KlDriver *driver)
{
  kl_driver_keys (driver, "ctrl+n");
  g_assert_true (kl_driver_sees (driver, "Gevraagd door"));
  kl_driver_type (driver, "Jelle");
  g_assert_true (kl_driver_sees (driver, "Jelle van den Berg"));
  kl_driver_keys (driver, "Return");
  kl_driver_keys (driver, "alt+2");
  kl_driver_type (driver, "Komt vaak te laat, op een zeepkist.");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Vraag vastgelegd"));
}

/* The question is found twice: as a case and as the note that began it. */
static void
search_question (KlDriver *driver)
{
  kl_driver_keys (driver, "ctrl+k");
  g_assert_true (kl_driver_sees (driver, "zoeken komt in het logboek"));
  kl_driver_type (driver, "zeepkist");
  g_assert_true (kl_driver_sees (driver, "2 gevonden"));
}

static void
test_catch_and_find (void)
{
  g_autoptr (KlDriver) driver = start_demo ();

  go_to_school (driver, "KC De Wilgenroos");
  catch_question (driver);
  g_assert_true (kl_driver_sees (driver, "Komt vaak te laat"));
  kl_driver_screenshot (driver, "caught");

  search_question (driver);
  kl_driver_screenshot (driver, "search");
  kl_driver_keys (driver, "Escape");
}

static void
test_lock (void)
{
  g_autoptr (KlDriver) driver = start_demo ();
  g_autoptr (AtspiAccessible) name = NULL;

  kl_driver_keys (driver, "ctrl+l");
  g_assert_true (kl_driver_sees (driver, "De demo gaat open met het wachtwoord"));
  name = kl_driver_find_now (driver, ATSPI_ROLE_INVALID, "Jelle");
  g_assert_null (name);
  kl_driver_screenshot (driver, "locked");

  kl_driver_type (driver, "verkeerd");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "wachtwoord"));
  kl_driver_keys (driver, "ctrl+a");
  kl_driver_type (driver, "korte lijnen");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
}

static void
test_draft_survives (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kl-draft-XXXXXX", NULL);
  g_autofree char *vault = g_build_filename (folder, "vault", NULL);
  g_autofree char *program =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "src", "korte-lijnen", NULL);
  g_autofree char *command =
    g_strdup_printf ("echo 'een lange zin' | '%s' demo '%s' --today " TODAY " --password-fd 0",
                     program, vault);
  const char *const make[] = { "sh", "-c", command, NULL };
  const char *const args[] = { "--vault", vault, "--today", TODAY, NULL };
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) make, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  for (int round = 0; round < 2; round++)
    {
      KlDriver *driver = kl_driver_start (args);

      g_assert_true (kl_driver_sees (driver, "Openen"));
      kl_driver_type (driver, "een lange zin");
      kl_driver_keys (driver, "Return");
      g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
      kl_driver_keys (driver, "ctrl+n");
      g_assert_true (kl_driver_sees (driver, "Gevraagd door"));
      if (round == 0)
        {
          kl_driver_keys (driver, "alt+1");
          kl_driver_type (driver, "Nog niet vastgelegd verhaal");
          /* The draft is handed to the store within a second of typing. */
          g_usleep (4 * G_USEC_PER_SEC);
          kl_driver_kill (driver);
        }
      else
        {
          g_assert_true (kl_driver_sees (driver, "Nog niet vastgelegd verhaal"));
        }
      kl_driver_stop (driver);
    }
}

/* A case from the search: what is added stands on its page. */
static void
test_case_page (void)
{
  g_autoptr (KlDriver) driver = start_demo ();
  g_autoptr (AtspiAccessible) entry = NULL;

  go_to_school (driver, "KC De Wilgenroos");
  catch_question (driver);
  search_question (driver);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Nieuwe actie"));

  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat gebeurde er?");
  kl_driver_type (driver, "Gebeld met moeder over de ochtend.");
  kl_driver_keys (driver, "ctrl+Return");
  entry = kl_driver_find (driver, ATSPI_ROLE_LABEL, "Gebeld met moeder");
  kl_driver_screenshot (driver, "case-entry");
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
  const char *const args[] = { "--today", TODAY, NULL };
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

static void
test_sizes (void)
{
  static const struct
  {
    int width;
    int height;
  } sizes[] = { { 1440, 900 }, { 1200, 800 }, { 800, 800 }, { 400, 800 }, { 360, 640 } };
  g_autoptr (KlDriver) driver = start_demo ();

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("today-%dx%d", sizes[i].width, sizes[i].height);

      kl_driver_resize (driver, sizes[i].width, sizes[i].height);
      g_usleep (G_USEC_PER_SEC);
      kl_driver_screenshot (driver, name);
      g_assert_true (kl_driver_fits (driver));
    }
}

static void
test_names (void)
{
  static const char *const keys[] = { "ctrl+1", "ctrl+2", "ctrl+3", "ctrl+n" };
  g_autoptr (KlDriver) driver = start_demo ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      kl_driver_keys (driver, keys[i]);
      g_usleep (G_USEC_PER_SEC);
      g_assert_cmpuint (kl_driver_count_nameless (driver), ==, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* The accessibility bus warns about whatever comes and goes while it is looked at. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL);
  g_assert_cmpint (atspi_init (), <=, 1);

  g_test_add_func ("/story/catch-and-find", test_catch_and_find);
  g_test_add_func ("/story/lock", test_lock);
  g_test_add_func ("/story/draft-survives", test_draft_survives);
  g_test_add_func ("/story/case-page", test_case_page);
  g_test_add_func ("/story/first-run", test_first_run);
  g_test_add_func ("/story/sizes", test_sizes);
  g_test_add_func ("/story/names", test_names);

  return g_test_run ();
}
