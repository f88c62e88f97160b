/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-giver.h"
#include "kl-story.h"

#include <string.h>

/*
 * Files that are dragged onto the window from another program: what they are shows in what they
 * hold, whatever they are called, and each comes in its own way, or tells why it does not.
 */

#define SCHOOL "School 99ZZ"

/* Somewhere on the page. */
#define GROUND ATSPI_ROLE_INVALID, "Vraagt aandacht"

static void
test_pupils (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *september = kl_story_get_sample ("september.xml");
  g_autofree char *pupils = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  kl_giver_drop (driver, GROUND, september, NULL);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Leerlingen inlezen");
  kl_driver_find (driver, ATSPI_ROLE_LABEL,
                  "3 nieuwe leerlingen, 2 nieuwe klassen, 1 nieuwe medewerker");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Mira Boomvalk");
  kl_driver_screenshot (driver, "drop-pupils");
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Inlezen", ATSPI_ROLE_DIALOG,
                      "Leerlingen inlezen");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Ingelezen");
  kl_story_close_dialog (driver, "Sluiten", "Leerlingen inlezen");

  /* A second time nothing is left to bring in. */
  kl_giver_drop (driver, GROUND, september, NULL);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Alles is al bijgewerkt");
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, "Inlezen"));
  kl_story_close_dialog (driver, "Annuleren", "Leerlingen inlezen");
  kl_driver_stop (driver);

  pupils = kl_story_command (vault, "list", "pupils", "--format", "csv", NULL);
  g_assert_nonnull (strstr (pupils, "Boomvalk"));
}

#define CARD                                                                                       \
  "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:org\r\nUID:urn:nieuw\r\n"                                    \
  "FN:Stichting De Nieuwe Lijn\r\nEND:VCARD\r\n"

#define TABLE "id,name,description\r\n77,Stichting De Andere Lijn,Voor wie het nodig heeft\r\n"

/* In the ways in which partners come, under names that tell something else. */
static void
test_partners (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *folder = g_path_get_dirname (vault);
  g_autofree char *tables = g_build_filename (folder, "tabellen", NULL);
  g_autofree char *card = kl_story_write_file (folder, "leerlingen.xml", CARD);
  g_autofree char *table = NULL;
  g_autofree char *partners = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  kl_giver_drop (driver, GROUND, card, NULL);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Partners inlezen");
  g_assert_true (kl_driver_sees (driver, "Stichting De Nieuwe Lijn"));
  kl_driver_screenshot (driver, "drop-partners");
  kl_driver_press_in (driver, ATSPI_ROLE_PUSH_BUTTON, "Inlezen", ATSPI_ROLE_DIALOG,
                      "Partners inlezen");
  g_assert_true (kl_driver_sees (driver, "1 partner toegevoegd"));
  kl_story_close_dialog (driver, "Sluiten", "Partners inlezen");

  g_mkdir_with_parents (tables, 0700);
  table = kl_story_write_file (tables, "organization.csv", TABLE);
  kl_giver_drop (driver, GROUND, tables, NULL);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Partners inlezen");
  g_assert_true (kl_driver_sees (driver, "Stichting De Andere Lijn"));
  kl_story_close_dialog (driver, "Annuleren", "Partners inlezen");
  kl_driver_stop (driver);

  partners = kl_story_command (vault, "list", "partners", "--format", "csv", NULL);
  g_assert_nonnull (strstr (partners, "Stichting De Nieuwe Lijn"));
  g_assert_null (strstr (partners, "Stichting De Andere Lijn"));
}

static void
test_areas (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *wijken = kl_story_get_sample ("wijken.geojson");
  g_autofree char *crossing = kl_story_get_sample ("crossing.geojson");
  g_autofree char *again = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  kl_giver_drop (driver, GROUND, crossing, NULL);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "kruist zichzelf");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Sluiten");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "kruist zichzelf"));

  kl_giver_drop (driver, GROUND, wijken, NULL);
  g_assert_true (kl_driver_sees (driver, "2 nieuwe gebieden"));
  kl_driver_screenshot (driver, "drop-areas");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Inlezen");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, "2 nieuwe gebieden"));
  kl_driver_stop (driver);

  again = kl_story_command (vault, "import", wijken, NULL);
  g_assert_nonnull (strstr (again, "gebieden zijn al"));
}

/* What cannot come in says why, and changes nothing. */

#define HOSTILE "<!DOCTYPE EDEX [<!ENTITY a \"aaaa\">]><EDEX>&a;</EDEX>"

static void
refuse (KlDriver *driver, const char *file, const char *second, const char *message)
{
  kl_giver_drop (driver, GROUND, file, second, NULL);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, message);
  kl_driver_screenshot (driver, "drop-refused");
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, "Inlezen"));
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LABEL, message));
}

static void
test_refused (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *folder = g_path_get_dirname (vault);
  g_autofree char *before = kl_story_command (vault, "list", "pupils", "--format", "csv", NULL);
  g_autofree char *picture =
    kl_story_write_file (folder, "leerlingen.xml", "\x89PNG\r\n\x1a\n\x01\x02");
  g_autofree char *hostile = kl_story_write_file (folder, "partners.vcf", HOSTILE);
  g_autofree char *broken = kl_story_write_file (folder, "partners.zip", "PK\003\004 geen zip");
  g_autofree char *gone = g_build_filename (folder, "weg.xml", NULL);
  g_autofree char *after = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  refuse (driver, picture, NULL, "Dit bestand kun je hier niet inlezen");
  refuse (driver, hostile, NULL, "brengt eigen regels mee");
  refuse (driver, broken, NULL, "beschadigd");
  refuse (driver, gone, NULL, "niet (meer)");
  refuse (driver, hostile, broken, "één bestand tegelijk");
  kl_driver_stop (driver);

  after = kl_story_command (vault, "list", "pupils", "--format", "csv", NULL);
  g_assert_cmpstr (after, ==, before);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/drop/pupils", test_pupils);
  g_test_add_func ("/story/drop/partners", test_partners);
  g_test_add_func ("/story/drop/areas", test_areas);
  g_test_add_func ("/story/drop/refused", test_refused);

  return g_test_run ();
}
