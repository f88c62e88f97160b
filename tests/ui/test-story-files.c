/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

/*
 * What comes in and goes out by files and paper, through the portals of the desktop: the program
 * shows no chooser of its own, so a sandbox can keep all other files from it.
 */

#define SCHOOL "School 99ZZ"
#define PRIVATE_NUMBER "100000009"

/* On the agenda of the next meeting in the demo. */
#define N_ITEMS 6

/* Pupils come in */

static char *
list_pupils (const char *vault)
{
  return kl_story_command (vault, "list", "pupils", "--format", "csv", NULL);
}

static void
open_dialog (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Hoofdmenu");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Leerlingen inlezen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Leerlingen inlezen");
}

static void
choose (KlDriver *driver, KlPortal *portal, const char *sample)
{
  g_autofree char *file = kl_story_get_sample (sample);

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bestand kiezen");
  kl_portal_open_file (portal, file);
}

static void
accept (KlDriver *driver)
{
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Inlezen", ATSPI_ROLE_DIALOG,
                      "Leerlingen inlezen");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Ingelezen");
}

/* Where a question is asked, they can be found by name. */
static void
find_pupil (KlDriver *driver, const char *name, const char *group)
{
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "School: ");
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, SCHOOL);
  kl_driver_find (driver, ATSPI_ROLE_TOGGLE_BUTTON, "School: " SCHOOL);
  kl_driver_keys_and_type (driver, "ctrl+n", name);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, name);
  g_assert_true (kl_driver_sees (driver, group));
  kl_driver_screenshot (driver, "import-found");
}

static void
test_import (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *pupils = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  open_dialog (driver);
  choose (driver, portal, "september.xml");
  kl_driver_find (driver, ATSPI_ROLE_LABEL,
                  "3 nieuwe leerlingen, 2 nieuwe klassen, 1 nieuwe medewerker");
  kl_driver_find (driver, ATSPI_ROLE_LABEL,
                  "2 × Burgerservicenummer (BSN), 1 × Onderwijsnummer, 1 × ECK iD");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Mira Boomvalk");
  kl_driver_screenshot (driver, "import-proposal");
  accept (driver);
  kl_story_close_dialog (driver, "Sluiten", "Leerlingen inlezen");

  /* Half a year later: all that can happen to a pupil. */
  open_dialog (driver);
  choose (driver, portal, "january.xml");
  kl_driver_find (driver, ATSPI_ROLE_LABEL,
                  "1 nieuwe leerling, 1 gewijzigd, 1 naar een andere klas, 1 vertrokken, "
                  "1 mogelijk dubbel");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Boomvalk → Slechtvalk");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Groep 3 → Groep 4");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Loek Waterhoen");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Lijkt op iemand die er al is: Daan Veldmuis");
  kl_driver_screenshot (driver, "import-changes");
  accept (driver);
  kl_driver_find (driver, ATSPI_ROLE_LABEL,
                  "2 nieuwe leerlingen, 2 leerlingen gewijzigd, 1 vertrokken");
  kl_story_close_dialog (driver, "Sluiten", "Leerlingen inlezen");

  open_dialog (driver);
  choose (driver, portal, "january.xml");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Alles is al bijgewerkt");
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, "Inlezen"));
  kl_story_close_dialog (driver, "Annuleren", "Leerlingen inlezen");

  find_pupil (driver, "Mira Slechtvalk", "Groep 3");
  kl_driver_stop (driver);
  pupils = list_pupils (vault);
  g_assert_nonnull (strstr (pupils, "Slechtvalk"));
  g_assert_nonnull (strstr (pupils, "Otter"));
  g_assert_null (strstr (pupils, "Boomvalk"));
  g_assert_null (strstr (pupils, PRIVATE_NUMBER));
}

/* Files that are refused, and changes of mind */

#define HEAD                                                                                       \
  "<EDEX><school><schooljaar>2025-2026</schooljaar><brincode>99ZZ</brincode></school>"             \
  "<leerlingen>"

static const struct
{
  const char *text;
  const char *message;
} hostile[] = {
  { "<!DOCTYPE EDEX [<!ENTITY a \"aaaa\">]>" HEAD "</leerlingen></EDEX>",
    "brengt eigen regels mee" },
  { HEAD "<leerling key='1'><achternaam>Nooit</achternaam></leerl", "Maak een nieuwe export" },
  { "PK\003\004 een rekenblad", "dit is geen XML-bestand" },
};

static void
test_hostile (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *folder = g_path_get_dirname (vault);
  g_autofree char *before = list_pupils (vault);
  g_autofree char *after = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  open_dialog (driver);
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *file = kl_story_write_file (folder, "vreemd.xml", hostile[i].text);

      kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, i == 0 ? "Bestand kiezen" : "Ander bestand");
      kl_portal_open_file (portal, file);
      kl_driver_find (driver, ATSPI_ROLE_LABEL, hostile[i].message);
      g_assert_false (kl_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, "Inlezen"));
    }
  kl_driver_screenshot (driver, "import-refused");
  kl_story_close_dialog (driver, "Annuleren", "Leerlingen inlezen");
  kl_driver_stop (driver);

  after = list_pupils (vault);
  g_assert_cmpstr (after, ==, before);
}

/* While a file is chosen, while it is read by a worker that never ends, and at the proposal. */
static void
test_cancel (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *folder = g_path_get_dirname (vault);
  g_autofree char *before = list_pupils (vault);
  g_autofree char *endless = kl_story_write_file (folder, "eindeloos.xml", "sleep");
  g_autofree char *worker = g_strdup (g_getenv ("KL_WORKER"));
  g_autofree char *bad_worker =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "tests", "exchange", "bad-worker", NULL);
  g_autofree char *after = NULL;
  KlDriver *driver;

  g_setenv ("KL_WORKER", bad_worker, TRUE);
  driver = kl_story_open_vault (vault);
  g_setenv ("KL_WORKER", worker, TRUE);
  open_dialog (driver);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bestand kiezen");
  kl_portal_dismiss (portal, "OpenFile");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bestand kiezen");
  kl_portal_open_file (portal, endless);
  kl_driver_find (driver, ATSPI_ROLE_PROGRESS_BAR, "Voortgang");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Annuleren");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Bestand kiezen");
  kl_story_close_dialog (driver, "Annuleren", "Leerlingen inlezen");
  kl_driver_stop (driver);

  driver = kl_story_open_vault (vault);
  open_dialog (driver);
  choose (driver, portal, "september.xml");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "3 nieuwe leerlingen");
  kl_story_close_dialog (driver, "Annuleren", "Leerlingen inlezen");
  kl_driver_stop (driver);

  after = list_pupils (vault);
  g_assert_cmpstr (after, ==, before);
}

/* The papers for a meeting go out */

/* In small letters, and with a space for every end of a line. */
static char *
fold (const char *text)
{
  g_autofree char *folded = g_utf8_casefold (text, -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \n\f", -1);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (line, "%s ", words[i]);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static char *
read_text (GBytes *pdf, const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "printed.pdf", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_set_contents (file, g_bytes_get_data (pdf, NULL), (gssize) g_bytes_get_size (pdf), &error);
  g_assert_no_error (error);
  text = kl_story_read_paper (file);

  return fold (text);
}

/* "Punt 2, Jelle van den Berg, groep 7, Driftbuien thuis, 13.20, …": what stands before the time
 * has to be on paper. */
static void
check_item (const char *item, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (item, ", ", -1);

  g_assert_cmpuint (g_strv_length (parts), >, 2);
  for (guint i = 1; parts[i] != NULL && !g_ascii_isdigit (*parts[i]); i++)
    {
      g_autofree char *part = fold (parts[i]);

      if (strstr (text, g_strchomp (part)) == NULL)
        g_error ("“%s” is not on paper", parts[i]);
    }
}

static void
test_print (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autoptr (KlDriver) driver = kl_story_start_demo ();
  g_auto (GStrv) items = NULL;
  g_autoptr (GBytes) printed = NULL;
  g_autofree char *saved = NULL;
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  kl_story_open_agenda (driver);
  items = kl_driver_list (driver, ATSPI_ROLE_LIST_ITEM, ATSPI_ROLE_LIST, "Agenda");
  g_assert_cmpuint (g_strv_length (items), ==, N_ITEMS);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Pak bekijken");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Afdrukken");
  kl_portal_dismiss (portal, "PreparePrint");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Afdrukken");
  printed = kl_portal_print (portal);
  g_assert_true (kl_driver_sees (driver, "Naar de printer gestuurd"));
  text = read_text (printed, folder);
  for (guint i = 0; items[i] != NULL; i++)
    check_item (items[i], text);

  /* The same bytes, under a name that tells of nobody. */
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Opslaan als PDF");
  file = kl_portal_save_file (portal, folder);
  g_assert_true (kl_driver_sees (driver, "Opgeslagen"));
  g_assert_true (g_file_get_contents (file, &saved, &length, NULL));
  g_assert_cmpmem (saved, length, g_bytes_get_data (printed, NULL), g_bytes_get_size (printed));
  g_assert_true (g_str_has_suffix (file, ".pdf"));
  g_assert_null (strstr (file, "Jelle"));
}

/* A portal may take its time; Escape meanwhile closes neither the preview nor what it asked for. */
static void
test_close_while_choosing (void)
{
  static const struct
  {
    const char *button;
    const char *method;
  } choosers[] = { { "Opslaan als PDF", "SaveFile" }, { "Afdrukken", "PreparePrint" } };
  g_autoptr (KlPortal) portal = kl_portal_start ();
  KlDriver *driver = kl_story_start_demo ();

  kl_story_open_agenda (driver);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Pak bekijken");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
  for (gsize i = 0; i < G_N_ELEMENTS (choosers); i++)
    {
      kl_portal_hold (portal);
      kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, choosers[i].button);
      kl_portal_wait (portal, choosers[i].method);
      kl_driver_keys (driver, "Escape");
      kl_portal_let_go (portal);
      kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Opslaan als PDF");
    }
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Opslaan als PDF"));
  kl_driver_stop (driver);
}

/* Lists go out as tables */

static void
save_table (KlDriver *driver, KlPortal *portal, const char *folder, const char *head)
{
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Opslaan als CSV");
  file = kl_portal_save_file (portal, folder);
  g_assert_true (g_str_has_suffix (file, ".csv"));
  g_assert_true (kl_driver_sees (driver, "Opgeslagen"));
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, head));
  g_assert_nonnull (strstr (strchr (text, '\n'), ";"));
}

static void
test_lists (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+2");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Driftbuien thuis");
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Opslaan als CSV");
  kl_portal_dismiss (portal, "SaveFile");
  save_table (driver, portal, folder, "Nr.;Casus;");

  kl_driver_keys (driver, "ctrl+4");
  kl_driver_focus (driver, ATSPI_ROLE_RADIO_BUTTON, "Lijnen");
  for (int i = 0; i < 2 && !kl_driver_has (driver, ATSPI_ROLE_INVALID, "Partners zoeken"); i++)
    {
      kl_driver_keys (driver, "Right");
      kl_driver_keys (driver, "space");
    }
  g_assert_true (kl_driver_sees (driver, "Buurtteam West"));
  save_table (driver, portal, folder, "Nr.;Partner;");
  kl_driver_screenshot (driver, "partners-saved");
}

/* Partners go out for other programs and come in again */

static void
bring_in_partners (KlDriver *driver, KlPortal *portal, const char *file)
{
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Partners inlezen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Partners inlezen");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bestand kiezen");
  kl_portal_open_file (portal, file);
}

static void
test_partners (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autofree char *cards = g_build_filename (folder, "nieuw.vcf", NULL);
  g_autofree char *zip = NULL;
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+4");
  kl_driver_focus (driver, ATSPI_ROLE_RADIO_BUTTON, "Lijnen");
  for (int i = 0; i < 2 && !kl_driver_has (driver, ATSPI_ROLE_INVALID, "Partners zoeken"); i++)
    {
      kl_driver_keys (driver, "Right");
      kl_driver_keys (driver, "space");
    }
  g_assert_true (kl_driver_sees (driver, "Buurtteam West"));

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Opslaan voor andere programma's");
  zip = kl_portal_save_file (portal, folder);
  g_assert_true (g_str_has_suffix (zip, ".zip"));
  g_assert_true (kl_driver_sees (driver, "Opgeslagen"));
  bring_in_partners (driver, portal, zip);
  g_assert_true (kl_driver_sees (driver, "Alle partners zijn al zoals het bestand zegt"));
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Partners inlezen"));

  g_file_set_contents (cards,
                       "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nUID:urn:nieuw\r\n"
                       "FN:Stichting De Nieuwe Lijn\r\nEND:VCARD\r\n",
                       -1, NULL);
  bring_in_partners (driver, portal, cards);
  g_assert_true (kl_driver_sees (driver, "Stichting De Nieuwe Lijn"));
  kl_driver_screenshot (driver, "partners-proposal");
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Inlezen", ATSPI_ROLE_DIALOG,
                      "Partners inlezen");
  g_assert_true (kl_driver_sees (driver, "1 partner toegevoegd"));
}

/* Neighbourhoods: what changes is shown, whose map it is asked for, and a file that is off tells
 * what is wrong with it. */
static void
bring_in (KlDriver *driver, KlPortal *portal, const char *sample)
{
  g_autofree char *file = kl_story_get_sample (sample);

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer voor de kaart");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Wijken inlezen");
  kl_portal_open_file (portal, file);
}

static void
test_areas (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *vault = kl_story_make_vault ();
  KlDriver *driver = kl_story_open_vault (vault);

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+4");
  bring_in (driver, portal, "crossing.geojson");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "kruist zichzelf");
  kl_driver_screenshot (driver, "areas-refused");
  kl_driver_keys (driver, "Escape");

  bring_in (driver, portal, "wijken.geojson");
  g_assert_true (kl_driver_sees (driver, "2 nieuwe gebieden"));
  kl_driver_focus (driver, ATSPI_ROLE_INVALID, "Van wie is deze kaart?");
  kl_driver_type (driver, "Gemeente Proefstad");
  kl_driver_screenshot (driver, "areas-proposal");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Inlezen");
  g_assert_true (kl_driver_sees (driver, "2 gebieden ingelezen"));

  bring_in (driver, portal, "wijken.geojson");
  g_assert_true (kl_driver_sees (driver, "er verandert niets"));
  kl_driver_stop (driver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/files/import", test_import);
  g_test_add_func ("/story/files/hostile", test_hostile);
  g_test_add_func ("/story/files/cancel", test_cancel);
  g_test_add_func ("/story/files/print", test_print);
  g_test_add_func ("/story/files/close-while-choosing", test_close_while_choosing);
  g_test_add_func ("/story/files/lists", test_lists);
  g_test_add_func ("/story/files/partners", test_partners);
  g_test_add_func ("/story/files/areas", test_areas);

  return g_test_run ();
}
