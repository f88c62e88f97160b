/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

/*
 * The main work from beginning to end, on one vault: catch a question, find it on the dashboard,
 * add to it and correct that, agree on an action, plan the meeting, put the case on its agenda and
 * print the papers to a file. What it left behind is read by the program's own commands.
 *
 * Width, height, light or dark and the size of text come from the test that runs it.
 */

#define ENTRY "Gebeld met moeder over de ochtend."
#define CORRECTED "Gebeld met vader over de avond."
#define ACTION "Wekker kopen met moeder"
#define QUESTION "Wie loopt de eerste week mee naar school?"

static int width = 1200;
static int height = 800;
static const char *name = "tour";

static const GOptionEntry options[] = {
  { "width", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &width, NULL, NULL },
  { "height", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_INT, &height, NULL, NULL },
  { "name", 0, G_OPTION_FLAG_NONE, G_OPTION_ARG_STRING, &name, NULL, NULL },
  { NULL, 0, 0, 0, NULL, NULL, NULL },
};

static void
take_picture (KlDriver *driver, const char *what)
{
  g_autofree char *file = g_strdup_printf ("%s-%s", name, what);

  kl_driver_screenshot (driver, file);
  g_assert_cmpuint (kl_driver_count_outside (driver), ==, 0);
}

static void
catch_and_find (KlDriver *driver)
{
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_catch_question (driver);
  kl_driver_keys (driver, "ctrl+1");
  g_assert_true (kl_driver_sees (driver, "Komt vaak te laat"));
  take_picture (driver, "dashboard");
}

static void
add_and_correct (KlDriver *driver)
{
  kl_story_open_question (driver);
  take_picture (driver, "case");
  kl_driver_type (driver, ENTRY);
  kl_driver_click (driver, ATSPI_ROLE_PUSH_BUTTON, "Vastleggen");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, ENTRY);
  kl_story_correct_entry (driver, CORRECTED, "Verkeerde ouder");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "gecorrigeerd");
  g_assert_true (kl_driver_sees (driver, "Versie 1"));
  kl_driver_find (driver, ATSPI_ROLE_LABEL, ENTRY);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, CORRECTED);
  take_picture (driver, "versions");
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Versies"));
}

static void
agree_on_action (KlDriver *driver)
{
  gboolean beside = kl_driver_has (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Nieuwe actie");

  if (!beside)
    kl_driver_keys (driver, "F9");
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Nieuwe actie");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat spreken we af?"));
  kl_driver_type (driver, ACTION);
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_CHECK_BOX, ACTION);
  take_picture (driver, "action");
  if (!beside)
    kl_driver_keys (driver, "F9");
}

static void
plan_meeting (KlDriver *driver)
{
  kl_driver_keys (driver, "ctrl+3");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Overleg plannen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Overleg plannen");
  take_picture (driver, "plan");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Plannen");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Overleg plannen"));
}

static void
add_case (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Casus of ander punt toevoegen");
  kl_driver_focus (driver, ATSPI_ROLE_ENTRY, "Wat komt er op de agenda");
  kl_driver_type (driver, "zeepkist");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Komt vaak te laat");
  kl_driver_keys (driver, "Return");
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wat we het team vragen over");
  kl_driver_type (driver, QUESTION);
  take_picture (driver, "agenda");
}

static char *
print_to_file (KlDriver *driver, KlPortal *portal, const char *folder)
{
  char *file;

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Pak bekijken");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Opslaan als PDF");
  take_picture (driver, "preview");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Opslaan als PDF");
  file = kl_portal_save_file (portal, folder);
  g_assert_true (kl_driver_sees (driver, "Opgeslagen"));

  return file;
}

static void
check_file (const char *file)
{
  g_autofree char *quoted = g_shell_quote (file);
  g_autofree char *read_text = g_strconcat ("pdftotext -layout ", quoted, " -", NULL);
  g_autofree char *read_tags = g_strconcat ("pdfinfo -struct-text ", quoted, NULL);
  g_autofree char *read_facts = g_strconcat ("pdfinfo ", quoted, NULL);
  g_autofree char *text = kl_story_dup_output (read_text);
  g_autofree char *tags = kl_story_dup_output (read_tags);
  g_autofree char *facts = kl_story_dup_output (read_facts);

  g_assert_nonnull (strstr (text, "Komt vaak te laat, op een zeepkist"));
  g_assert_nonnull (strstr (text, QUESTION));
  g_assert_nonnull (strstr (text, ACTION));
  g_assert_nonnull (strstr (tags, "H1"));
  g_assert_nonnull (strstr (facts, "Tagged:          yes"));
}

/* Without the window, from what was written to disk. */
static void
check_vault (const char *vault)
{
  const gint64 id = kl_story_find_case (vault, "Komt vaak te laat, op een zeepkist", 0);
  g_autofree char *page = kl_story_show_case (vault, id);
  g_autofree char *health = kl_story_command (vault, "check", NULL);

  g_assert_nonnull (strstr (page, CORRECTED));
  g_assert_nonnull (strstr (page, ACTION));
}

static void
test_tour (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *folder = g_path_get_dirname (vault);
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *file = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, width, height);
  catch_and_find (driver);
  add_and_correct (driver);
  agree_on_action (driver);
  plan_meeting (driver);
  add_case (driver);
  file = print_to_file (driver, portal, folder);
  kl_driver_stop (driver);

  check_file (file);
  check_vault (vault);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  g_option_context_add_main_entries (context, options, NULL);
  g_option_context_parse (context, &argc, &argv, &error);
  g_assert_no_error (error);

  g_test_add_func ("/story/tour", test_tour);

  return g_test_run ();
}
