/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <json-glib/json-glib.h>
#include <stdlib.h>
#include <string.h>

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

/* "School: KC De Wilgenroos", NULL where the window is too narrow for it. */
static char *
dup_switcher (KlDriver *driver)
{
  g_auto (GStrv) buttons = kl_driver_list (driver, ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_FRAME, "");

  for (guint i = 0; buttons[i] != NULL; i++)
    if (g_str_has_prefix (buttons[i], "School: "))
      return g_strdup (buttons[i]);

  return NULL;
}

/* A key that comes before the last one was heard would go past a school. */
static void
go_to_next_school (KlDriver *driver)
{
  g_autofree char *switcher = dup_switcher (driver);

  kl_driver_keys (driver, "ctrl+Tab");
  if (switcher != NULL)
    g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_INVALID, switcher));
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
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
      go_to_next_school (driver);
    }

  g_assert_not_reached ();
}

/* A question */

/**
 * kl_story_begin_question:
 * @driver: the program
 *
 * Opens the form of a question, with the cursor where it is said who it is about.
 */
void
kl_story_begin_question (KlDriver *driver)
{
  kl_driver_keys (driver, "ctrl+n");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag");
  kl_driver_find (driver, ATSPI_ROLE_TEXT, "Over wie");
}

/**
 * kl_story_name_subject:
 * @driver: the program, with the cursor where it is said who a question is about
 * @typed: what is typed to find them
 * @found: what they are called in what is found
 */
void
kl_story_name_subject (KlDriver *driver, const char *typed, const char *found)
{
  kl_driver_type (driver, typed);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, found);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, found));
}

/**
 * kl_story_catch:
 * @driver: the program
 * @typed: what is typed to find whom it is about
 * @about: what they are called in what is found
 * @words: what was said
 *
 * A parent asks, with the keyboard alone: Ctrl+N, Enter, Alt+2, Ctrl+Enter and the words.
 */
void
kl_story_catch (KlDriver *driver, const char *typed, const char *about, const char *words)
{
  kl_driver_keys_and_type (driver, "ctrl+n", typed);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag");
  kl_driver_find (driver, ATSPI_ROLE_LIST, "Gevonden");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, about);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST, "Gevonden"));
  kl_driver_keys (driver, "alt+2");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat werd er gezegd?"));
  kl_driver_type (driver, words);
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag"));
}

/**
 * kl_story_catch_question:
 * @driver: the program
 *
 * A parent asks about Jelle, with seven key presses besides the words.
 */
void
kl_story_catch_question (KlDriver *driver)
{
  const guint n_keys = kl_driver_get_n_keys (driver);

  kl_story_catch (driver, "Jelle", "Jelle van den Berg", "Komt vaak te laat, op een zeepkist.");
  g_assert_true (kl_driver_sees (driver, "Vraag vastgelegd"));
  g_assert_cmpuint (kl_driver_get_n_keys (driver) - n_keys, ==, N_CATCH_KEYS);
}

/**
 * kl_story_start_on_question:
 *
 * Returns: (transfer full): the program with the demo, on the page of the case that
 *   kl_story_catch_question() made
 */
KlDriver *
kl_story_start_on_question (void)
{
  KlDriver *driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_catch_question (driver);
  kl_story_open_question (driver);
  return driver;
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

/* Pages */

/**
 * kl_story_open_case:
 * @driver: the program
 * @words: what it is searched by, of which the case is the best find
 *
 * Goes to the page of a case, with the cursor in its composer.
 */
void
kl_story_open_case (KlDriver *driver, const char *words)
{
  kl_driver_keys_and_type (driver, "ctrl+k", words);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Zoeken");
  g_assert_true (kl_driver_sees (driver, " gevonden"));
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Zoeken"));
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat gebeurde er?"));
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
  kl_story_open_case (driver, "zeepkist");
}

/**
 * kl_story_open_agenda:
 * @driver: the program
 *
 * Goes to the next meeting of %KL_STORY_SCHOOL, to prepare it.
 */
void
kl_story_open_agenda (KlDriver *driver)
{
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+3");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Agenda voorbereiden");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Punt 2");
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

/* Forms */

/**
 * kl_story_fill:
 * @driver: the program
 * @field: a field
 * @words: what it has to say, and no more
 */
void
kl_story_fill (KlDriver *driver, const char *field, const char *words)
{
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, field);
  kl_driver_keys (driver, "ctrl+a");
  kl_driver_type (driver, words);
}

/* "3 okt 2025", typed with a number for the month. */
static char *
dup_typed_day (const char *day)
{
  static const char *const months[] = { "jan", "feb", "mrt", "apr", "mei", "jun",
                                        "jul", "aug", "sep", "okt", "nov", "dec" };
  g_auto (GStrv) parts = g_strsplit (day, " ", 3);

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_has_prefix (parts[1], months[i]))
      return g_strdup_printf ("%s-%u-%s", parts[0], i + 1, parts[2]);

  g_error ("“%s” is no day", day);
}

/**
 * kl_story_set_day:
 * @driver: the program
 * @button: what opens the calendar
 * @day: a day, as the program writes it ("3 okt 2025")
 */
void
kl_story_set_day (KlDriver *driver, const char *button, const char *day)
{
  g_autofree char *typed = dup_typed_day (day);

  kl_driver_focus (driver, ATSPI_ROLE_TOGGLE_BUTTON, button);
  kl_driver_keys (driver, "Return");
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, "Dag, bijvoorbeeld", typed);
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Dag, bijvoorbeeld");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_TEXT, "Dag, bijvoorbeeld"));
}

/**
 * kl_story_save:
 * @driver: the program
 * @dialog: the form that is kept, and closes
 */
void
kl_story_save (KlDriver *driver, const char *dialog)
{
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, dialog));
}

/**
 * kl_story_close_dialog:
 * @driver: the program
 * @button: the button of @dialog that closes it
 * @dialog: a dialog
 */
void
kl_story_close_dialog (KlDriver *driver, const char *button, const char *dialog)
{
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, button, ATSPI_ROLE_DIALOG, dialog);
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, dialog));
}

/**
 * kl_story_save_and_read:
 * @driver: the program, with the preview of a paper
 * @portal: what stands in for the desktop
 * @folder: where the file goes
 *
 * Returns: (transfer full): what it says
 */
char *
kl_story_save_and_read (KlDriver *driver, KlPortal *portal, const char *folder)
{
  g_autofree char *file = NULL;

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Opslaan als PDF");
  file = kl_portal_save_file (portal, folder);
  g_assert_true (kl_driver_sees (driver, "Opgeslagen"));

  return kl_story_read_paper (file);
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

/* Files */

/**
 * kl_story_get_sample:
 * @name: a file that comes with the tests of the window
 *
 * Returns: (transfer full): where it is
 */
char *
kl_story_get_sample (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "tests", "ui", "data", name, NULL);
}

/**
 * kl_story_write_file:
 * @folder: a folder that is there
 * @name: what the file is called
 * @text: what stands in it
 *
 * Returns: (transfer full): where it is
 */
char *
kl_story_write_file (const char *folder, const char *name, const char *text)
{
  char *file = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, text, -1, &error);
  g_assert_no_error (error);
  return file;
}

/**
 * kl_story_read_paper:
 * @file: a PDF
 *
 * Returns: (transfer full): what it says, in one line
 */
char *
kl_story_read_paper (const char *file)
{
  g_autofree char *quoted = g_shell_quote (file);
  g_autofree char *command = g_strdup_printf ("pdftotext %s - | tr '\n' ' '", quoted);

  return kl_story_dup_output (command);
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

  g_string_printf (line, "echo '" KL_STORY_PASSWORD "' | '%s' %s '%s'", program, command, vault);
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
 * kl_story_find_case:
 * @vault: a vault that no window has open
 * @title: what a case is called
 * @other_than: a case with that title that is not meant, or 0
 *
 * Returns: its number; it is a failure of the test when there is none
 */
gint64
kl_story_find_case (const char *vault, const char *title, gint64 other_than)
{
  g_autofree char *output = kl_story_command (vault, "list", "cases", "--format", "json", NULL);
  g_autoptr (JsonNode) node = json_from_string (output, NULL);
  JsonArray *rows = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const gint64 id = json_object_get_int_member (row, "id");

      if (id != other_than && g_str_equal (json_object_get_string_member (row, "title"), title))
        return id;
    }

  g_error ("There is no case “%s”", title);
}

/**
 * kl_story_show_case:
 * @vault: a vault that no window has open
 * @id: a case
 *
 * Returns: (transfer full): what it tells of itself
 */
char *
kl_story_show_case (const char *vault, gint64 id)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);

  return kl_story_command (vault, "show", "case", number, NULL);
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

static KlDriver *
open_vault (const char *vault, const char *day, const char *password)
{
  const char *const args[] = { "--vault", vault, "--today", day, NULL };
  KlDriver *driver = kl_driver_start (args);

  g_assert_true (kl_driver_sees (driver, "Openen"));
  kl_driver_type (driver, password);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));

  return driver;
}

/**
 * kl_story_make_vault_as:
 * @user: somebody who works in the demo
 *
 * Returns: (transfer full): a folder with the demo school year, which @user opens
 */
char *
kl_story_make_vault_as (const char *user)
{
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  char *vault = g_build_filename (folder, "vault", NULL);
  g_autofree char *output = kl_story_command (vault, "demo", "--as", user, NULL);

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
  return open_vault (vault, KL_STORY_TODAY, KL_STORY_PASSWORD);
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
  return open_vault (vault, day, KL_STORY_PASSWORD);
}

/**
 * kl_story_open_vault_as:
 * @vault: what kl_story_make_vault() made
 * @password: of somebody who has a key to it
 *
 * Returns: (transfer full): the program with it open, for the one whose password it is
 */
KlDriver *
kl_story_open_vault_as (const char *vault, const char *password)
{
  return open_vault (vault, KL_STORY_TODAY, password);
}
