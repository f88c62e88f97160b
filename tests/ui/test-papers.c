/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <glib/gstdio.h>
#include <string.h>

/*
 * Paper as it is made in the window: for whom, what is left out, what is sought in it, and how it
 * leaves.
 */

#define CASE "Driftbuien thuis"
#define PARTNER "Team Toegang en Regie"
#define TEAM_ACTION "Veiligheidsafspraak op papier"

/* On which day the demo has a meeting. */
#define MEETING "2025-11-25"

/* What files say */

/* The tool that reads text cuts long passwords off. */
static char *
read_text (const char *file, const char *phrase)
{
  g_autofree char *quoted = g_shell_quote (file);
  g_autofree char *word = g_shell_quote (phrase);
  g_autofree char *open = g_strconcat (file, ".open", NULL);
  g_autofree char *quoted_open = g_shell_quote (open);
  g_autofree char *command =
    g_strdup_printf ("qpdf --decrypt --password=%s %s %s && pdftotext %s -", word, quoted,
                     quoted_open, quoted_open);

  return kl_story_dup_output (command);
}

/* Locked with AES-256, and for who has the words only. */
static void
check_locked (const char *file, const char *phrase)
{
  g_autofree char *quoted = g_shell_quote (file);
  g_autofree char *word = g_shell_quote (phrase);
  g_autofree char *command =
    g_strdup_printf ("qpdf --password=%s --show-encryption %s", word, quoted);
  g_autofree char *refused = g_strdup_printf ("! qpdf --check %s 2> /dev/null", quoted);
  g_autofree char *shown = kl_story_dup_output (command);
  g_autofree char *output = kl_story_dup_output (refused);

  g_assert_nonnull (strstr (shown, "R = 6"));
  g_assert_nonnull (strstr (shown, "AESv3"));
}

/* In the window */

static void
wait_for_pages (KlDriver *driver)
{
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
}

/* With the keyboard: what is typed narrows the list down. */
static void
choose_reader (KlDriver *driver, const char *name)
{
  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, "Voor wie");
  kl_driver_keys (driver, "space");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, name);
  kl_driver_type (driver, name);
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, "Het hele team"));
  kl_driver_focus (driver, ATSPI_ROLE_LIST_ITEM, name);
  kl_driver_keys (driver, "Return");
}

static void
open_case (KlDriver *driver)
{
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+2");
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, CASE);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Afdrukken");
  wait_for_pages (driver);
}

static void
seek (KlDriver *driver)
{
  kl_driver_keys_and_type (driver, "ctrl+f", "staat hier niet");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Niet gevonden");
  kl_driver_keys_and_type (driver, "ctrl+f", "toegang en regie");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "Niet gevonden"));
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Volgende plek");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "2 van ");
  kl_driver_screenshot (driver, "papers-found");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Vorige plek");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
}

/* The pass-phrase is the label of six words in small letters. */
static char *
read_phrase (KlDriver *driver)
{
  g_auto (GStrv) labels =
    kl_driver_list (driver, ATSPI_ROLE_LABEL, ATSPI_ROLE_DIALOG, "Met wachtwoord opslaan");

  for (guint i = 0; labels[i] != NULL; i++)
    if (g_regex_match_simple ("^[a-z]+( [a-z]+){5}$", labels[i], 0, 0))
      return g_strdup (labels[i]);

  g_error ("No pass-phrase on the screen");
}

static char *
save_locked (KlDriver *driver, KlPortal *portal, const char *folder, char **phrase)
{
  g_autofree char *first = NULL;
  char *file;

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Met wachtwoord");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Met wachtwoord opslaan");
  first = read_phrase (driver);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Andere woorden");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, first));
  *phrase = read_phrase (driver);
  kl_driver_screenshot (driver, "papers-phrase");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bestand opslaan");
  kl_portal_dismiss (portal, "SaveFile");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bestand opslaan");
  file = kl_portal_save_file (portal, folder);
  g_assert_true (kl_driver_sees (driver, "Opgeslagen"));
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Met wachtwoord opslaan"));

  return file;
}

/* A summary for the team, then for a partner: what it gets less, and that the file says so too. */
static void
test_case (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autofree char *vault = kl_story_make_vault ();
  g_autoptr (KlDriver) driver = kl_story_open_vault (vault);
  g_autofree char *phrase = NULL;
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;

  open_case (driver);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "1 werknotitie");
  choose_reader (driver, PARTNER);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Vergeleken met");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Nu niet: 2 acties");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "alleen voor het team");
  wait_for_pages (driver);
  kl_driver_screenshot (driver, "papers-partner");
  seek (driver);

  file = save_locked (driver, portal, folder, &phrase);
  check_locked (file, phrase);
  text = read_text (file, phrase);
  g_assert_nonnull (strstr (text, "Samenvatting voor " PARTNER));
  g_assert_null (strstr (text, TEAM_ACTION));
  g_assert_null (strstr (file, "Jelle"));

  /* Who has not agreed to anything gets nothing, and there is nothing to save. */
  choose_reader (driver, "Ouders samen");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Niet meer weggelaten: 1 verwijzing");
  wait_for_pages (driver);
}

/* In the writer's own words, on half the paper: this is what is saved. */
static void
write_to_child (KlDriver *driver, KlPortal *portal, const char *folder)
{
  g_autofree char *file = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *command = NULL;
  g_autofree char *text = NULL;

  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, "Woorden voor het kind", "Wij praten op maandag.");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Op het blad zetten");
  g_assert_true (kl_driver_sees (driver, "van 100"));
  wait_for_pages (driver);
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Half zo groot (A5)");
  wait_for_pages (driver);
  kl_driver_screenshot (driver, "papers-child-own");

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Opslaan als PDF");
  file = kl_portal_save_file (portal, folder);
  g_assert_true (kl_driver_sees (driver, "Opgeslagen"));
  quoted = g_shell_quote (file);
  command = g_strdup_printf ("pdfinfo %s && pdftotext %s -", quoted, quoted);
  text = kl_story_dup_output (command);
  g_assert_nonnull (strstr (text, "419.5"));
  g_assert_nonnull (strstr (text, "Wij praten op maandag."));
}

/* The page for a child tells how it reads; the whole file is for who has a right to it. */
static void
test_family (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+2");
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, CASE);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Afdrukken");
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Op papier");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Blad voor het kind");
  wait_for_pages (driver);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Hoe het leest");
  kl_driver_screenshot (driver, "papers-child");
  write_to_child (driver, portal, folder);
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Blad voor het kind"));

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Op papier");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Het hele dossier");
  wait_for_pages (driver);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Het hele dossier");

  /* Jelle is ten: the file is not for him alone. */
  choose_reader (driver, "Jelle");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Mag nog niet weg");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Dit document kan niet worden getoond");
}

/* A pack for each who comes, byte for byte what the command makes. */
static void
test_packs (void)
{
  static const struct
  {
    const char *name;
    const char *reader;
  } readers[] = {
    { "Marleen Kuijpers", "participant:1" }, { "Ruud van Esch", "participant:2" },
    { "Samira Bouali", "participant:3" },    { "Karin Verhagen", "participant:4" },
    { "Anke de Laat", "participant:6" },
  };
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *other = g_build_filename (folder, "opdracht.pdf", NULL);
  KlDriver *driver = kl_story_open_vault (vault);

  kl_story_open_agenda (driver);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer voor dit overleg");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Een pak per deelnemer");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Anke de Laat");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Map kiezen");
  kl_portal_open_file (portal, folder);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "5 pakken staan in de map");
  kl_driver_screenshot (driver, "papers-packs");
  kl_driver_stop (driver);

  for (gsize i = 0; i < G_N_ELEMENTS (readers); i++)
    {
      g_autofree char *name = g_strdup_printf ("Zorgteam-pak " MEETING ", %s.pdf", readers[i].name);
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *output =
        kl_story_command (vault, "print", "pack", "--school", "wilgenroos", "--meeting", MEETING,
                          "--for", readers[i].reader, "--output", other, NULL);
      g_autofree char *mine = NULL;
      g_autofree char *theirs = NULL;
      gsize my_size, their_size;

      g_assert_true (g_file_get_contents (file, &mine, &my_size, NULL));
      g_assert_true (g_file_get_contents (other, &theirs, &their_size, NULL));
      g_assert_cmpmem (mine, my_size, theirs, their_size);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/papers/case", test_case);
  g_test_add_func ("/papers/family", test_family);
  g_test_add_func ("/papers/packs", test_packs);

  return g_test_run ();
}
