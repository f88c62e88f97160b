/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <stdlib.h>
#include <string.h>

#define PASSWORD "een lange zin"
#define MAX_SCHOOLS 5

/* Eight are allowed. */
#define N_CATCH_KEYS 7

/**
 * kl_story_start_demo:
 *
 * Returns: (transfer full): the program with the demo school year, which nobody keeps
 */
KlDriver *
kl_story_start_demo (void)
{
  const char *const args[] = { "--demo", "--today", KL_STORY_TODAY, NULL };
  KlDriver *driver = kl_driver_start (args);

  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
  return driver;
}

/**
 * kl_story_go_to_school:
 * @driver: the program
 * @name: a school
 *
 * It opens where most asks for attention; Ctrl+Tab goes on to the next school. The switcher tells
 * which one that is, or the heading where the window is too narrow for it.
 */
void
kl_story_go_to_school (KlDriver *driver, const char *name)
{
  g_autofree char *switcher = g_strconcat ("School: ", name, NULL);
  g_autofree char *heading = g_strconcat (name, ", do 20 nov", NULL);

  for (int i = 0; i < MAX_SCHOOLS; i++)
    {
      if (kl_driver_has (driver, ATSPI_ROLE_INVALID, switcher)
          || kl_driver_has (driver, ATSPI_ROLE_LABEL, heading))
        return;
      kl_driver_keys (driver, "ctrl+Tab");
      g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
    }

  g_assert_not_reached ();
}

/**
 * kl_story_catch_question:
 * @driver: the program
 *
 * A parent asks about Jelle, with seven key presses besides the words: Ctrl+N, Enter, Alt+2,
 * Ctrl+Enter.
 */
void
kl_story_catch_question (KlDriver *driver)
{
  guint n_keys = kl_driver_get_n_keys (driver);

  kl_driver_keys_and_type (driver, "ctrl+n", "Jelle");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag");
  kl_driver_find (driver, ATSPI_ROLE_LIST, "Gevonden");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Jelle van den Berg");
  kl_driver_keys (driver, "Return");
  kl_driver_keys (driver, "alt+2");
  kl_driver_type (driver, "Komt vaak te laat, op een zeepkist.");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Vraag vastgelegd"));
  g_assert_cmpuint (kl_driver_get_n_keys (driver) - n_keys, ==, N_CATCH_KEYS);
}

/**
 * kl_story_search_question:
 * @driver: the program
 *
 * Finds the question that was caught twice: as a case and as the note that began it.
 */
void
kl_story_search_question (KlDriver *driver)
{
  kl_driver_keys_and_type (driver, "ctrl+k", "zeepkist");
  g_assert_true (kl_driver_sees (driver, "2 gevonden"));
}

/**
 * kl_story_open_question:
 * @driver: the program
 *
 * Goes to the page of the case that was caught.
 */
void
kl_story_open_question (KlDriver *driver)
{
  kl_story_search_question (driver);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Zoeken"));
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat gebeurde er?"));
}

/**
 * kl_story_add_entry:
 * @driver: the program, on the page of a case with the cursor in its composer
 * @text: what happened
 */
void
kl_story_add_entry (KlDriver *driver, const char *text)
{
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat gebeurde er?");
  kl_driver_type (driver, text);
  kl_driver_keys (driver, "ctrl+Return");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, text);
}

/**
 * kl_story_correct_entry:
 * @driver: the program, on the page of a case
 * @text: what the newest entry should say
 * @reason: why
 */
void
kl_story_correct_entry (KlDriver *driver, const char *text, const char *reason)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Corrigeren");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat er moet staan"));
  kl_driver_keys (driver, "ctrl+a");
  kl_driver_type (driver, text);
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Waarom corrigeer je dit?");
  kl_driver_type (driver, reason);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bewaren");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Corrigeren"));
  kl_driver_find (driver, ATSPI_ROLE_LABEL, text);
}

/* The map of help */

/**
 * kl_story_get_median:
 * @sentence: what a partner on the map says of itself
 *
 * Returns: its days until an answer, -1 when it says none
 */
int
kl_story_get_median (const char *sentence)
{
  const char *median = strstr (sentence, "mediaan ");

  return median != NULL ? atoi (median + strlen ("mediaan ")) : -1;
}

/**
 * kl_story_find_slowest:
 * @driver: the program, with the map of help
 *
 * What a listener would do.
 *
 * Returns: (transfer full): of all sentences the one with the most days
 */
char *
kl_story_find_slowest (KlDriver *driver)
{
  g_auto (GStrv) sentences =
    kl_driver_list (driver, ATSPI_ROLE_PUSH_BUTTON, ATSPI_ROLE_INVALID, KL_STORY_MAP);
  char *slowest = NULL;
  int most = -1;

  for (guint i = 0; sentences[i] != NULL; i++)
    {
      const int days = kl_story_get_median (sentences[i]);

      if (days <= most)
        continue;
      most = days;
      g_free (slowest);
      slowest = g_strdup (sentences[i]);
    }
  g_assert_cmpint (most, >, 7);
  return slowest;
}

/* With a vault that is kept */

/**
 * kl_story_dup_output:
 * @command: a command of the shell
 *
 * Returns: (transfer full): what it writes; it is a failure of the test when it fails
 */
char *
kl_story_dup_output (const char *command)
{
  const char *const argv[] = { "bash", "-o", "pipefail", "-c", command, NULL };
  g_autoptr (GError) error = NULL;
  char *output = NULL;
  int status = -1;

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &output,
                               NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);

  return output;
}

/**
 * kl_story_command:
 * @vault: a vault that no window has open
 * @command: a command of the program
 * @...: (null-terminated): what follows the vault
 *
 * Returns: (transfer full): what it writes
 */
char *
kl_story_command (const char *vault, const char *command, ...)
{
  g_autofree char *program =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "src", "korte-lijnen", NULL);
  g_autoptr (GString) line = g_string_new (NULL);
  const char *word;
  va_list words;

  g_string_printf (line, "echo '" PASSWORD "' | '%s' %s '%s'", program, command, vault);
  va_start (words, command);
  while ((word = va_arg (words, const char *)) != NULL)
    {
      g_autofree char *quoted = g_shell_quote (word);

      g_string_append_printf (line, " %s", quoted);
    }
  va_end (words);
  g_string_append (line, " --today " KL_STORY_TODAY " --password-fd 0");

  return kl_story_dup_output (line->str);
}

/**
 * kl_story_make_vault:
 *
 * Returns: (transfer full): a folder with the demo school year
 */
char *
kl_story_make_vault (void)
{
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  char *vault = g_build_filename (folder, "vault", NULL);
  g_autofree char *output = kl_story_command (vault, "demo", NULL);

  return vault;
}

/**
 * kl_story_open_vault:
 * @vault: what kl_story_make_vault() made
 *
 * Returns: (transfer full): the program with it open
 */
KlDriver *
kl_story_open_vault (const char *vault)
{
  return kl_story_open_vault_on (vault, KL_STORY_TODAY);
}

/**
 * kl_story_open_vault_on:
 * @vault: what kl_story_make_vault() made
 * @day: which day it is ("2025-11-20")
 *
 * Returns: (transfer full): the program with it open
 */
KlDriver *
kl_story_open_vault_on (const char *vault, const char *day)
{
  const char *const args[] = { "--vault", vault, "--today", day, NULL };
  KlDriver *driver = kl_driver_start (args);

  g_assert_true (kl_driver_sees (driver, "Openen"));
  kl_driver_type (driver, PASSWORD);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));

  return driver;
}
