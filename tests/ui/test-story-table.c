/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

/*
 * Who sits at the table of a meeting, and what they may see: a guest who comes for some points, a
 * case that not everybody there may know of, a sheet for one person, a series with the keyboard.
 */

#define GUEST "Team Toegang en Regie"

/* Guests */

static void
invite_guest (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Deelnemers kiezen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Overleg");
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, "Partners uitnodigen");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, GUEST);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bewaren");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Overleg"));
  kl_driver_find (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Voorzitten en afmelden: " GUEST);
}

/* Everything is ticked at first: who comes for one point comes not for the five others. */
static void
invite_for_one_point (KlDriver *driver)
{
  static const char *const others[] = { "1. ", "3. ", "4. ", "5. ", "6. " };

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Voorzitten en afmelden: " GUEST);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Voor welke punten");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, GUEST);
  kl_driver_find (driver, ATSPI_ROLE_CHECK_BOX, "2. Jelle van den Berg");
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, others[i]);
  kl_driver_screenshot (driver, "table-points");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Bewaren");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, GUEST));
  g_assert_true (kl_driver_sees (driver, "alleen voor punt 2"));
}

static void
show_large (KlDriver *driver)
{
  kl_driver_keys (driver, "F5");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "niet iedereen aan tafel mag die zien");
}

static void
close_large (KlDriver *driver)
{
  kl_driver_keys (driver, "Escape");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Deelnemers kiezen");
}

/* What a beamer shows is what the one who may see least may see: of a case with consent the
 * question, of one without nothing, and everything to those who stay when the guest is gone. */
static void
test_guest (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  invite_guest (driver);
  show_large (driver);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Punt 2 van 6");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Wat doen wij als Toegang en Regie niet antwoordt");
  kl_driver_keys (driver, "Right");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Punt 3 van 6");
  kl_driver_find (driver, ATSPI_ROLE_HEADING, "Niet voor iedereen aan tafel");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, GUEST " zit aan tafel en mag deze casus niet zien");
  kl_driver_screenshot (driver, "table-slide-closed");
  kl_driver_keys (driver, "Left");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Punt 2 van 6");
  close_large (driver);

  invite_for_one_point (driver);
  show_large (driver);
  kl_driver_keys (driver, "Right");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Punt 3 van 6");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Niet mee met zwemles: geldzorgen");
  kl_driver_screenshot (driver, "table-slide-open");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_HEADING, "Niet voor iedereen aan tafel"));
  close_large (driver);
  kl_driver_stop (driver);
}

static void
choose_reader (KlDriver *driver, const char *name)
{
  kl_driver_focus (driver, ATSPI_ROLE_COMBO_BOX, "Voor wie");
  kl_driver_keys (driver, "space");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, name);
  kl_driver_focus (driver, ATSPI_ROLE_LIST_ITEM, name);
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Vergeleken met");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
}

static void
check_saved (const char *folder, const char *name)
{
  g_autofree char *file = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
}

/* A case that one of those at the table may not know of is on paper for him a number and no more.
 */
static void
test_hidden (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *text = NULL;
  g_autofree char *other = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  invite_guest (driver);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Meer voor dit overleg");
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Notulen…");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van ");
  choose_reader (driver, GUEST);
  kl_driver_screenshot (driver, "table-hidden");
  text = kl_story_save_and_read (driver, portal, folder);
  g_assert_nonnull (strstr (text, "Alleen voor " GUEST));
  g_assert_nonnull (strstr (text, "Wat doen wij als Toegang en Regie niet antwoordt"));
  g_assert_null (strstr (text, "El Amrani"));
  g_assert_null (strstr (text, "zwemles"));

  /* Another reader's copy lies beside it. */
  choose_reader (driver, "Samira Bouali");
  other = kl_story_save_and_read (driver, portal, folder);
  g_assert_nonnull (strstr (other, "Alleen voor Samira Bouali"));
  check_saved (folder, "Notulen 25 november 2025, " GUEST ".pdf");
  check_saved (folder, "Notulen 25 november 2025, Samira Bouali.pdf");
  kl_driver_stop (driver);
}

/* A summary is ready when somebody says so: with one key, with the box, and it can be taken back.
 */
static void
test_ready (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "4 casussen, 3 klaar");
  kl_driver_keys (driver, "ctrl+Next");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Samenvatting klaar, verder met groep 7");
  kl_driver_keys (driver, "ctrl+Return");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "4 casussen, 4 klaar");
  g_assert_true (kl_driver_sees (driver, "Punt 4 van 6"));
  kl_driver_screenshot (driver, "table-ready");

  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Samenvatting van Mohammed Haddad klaar");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "4 casussen, 3 klaar");
  kl_driver_stop (driver);

  driver = kl_story_open_vault (vault);
  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "4 casussen, 3 klaar");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "zwemles: geldzorgen");
  kl_driver_stop (driver);
}

/* The sheet of one person has what that person does, and nothing of the others. */
static void
test_sheet (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *folder = g_dir_make_tmp ("kl-story-XXXXXX", NULL);
  g_autofree char *text = NULL;
  KlDriver *driver = kl_story_start_demo ();

  kl_driver_resize (driver, 1440, 900);
  kl_story_open_agenda (driver);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Voorzitten en afmelden: Samira");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Actielijst");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "1 van 1");
  kl_driver_find (driver, ATSPI_ROLE_COMBO_BOX, "Voor wie");
  kl_driver_screenshot (driver, "table-sheet");
  text = kl_story_save_and_read (driver, portal, folder);
  g_assert_nonnull (strstr (text, "Toegang en Regie terugbellen"));
  g_assert_nonnull (strstr (text, "Samira Bouali"));
  g_assert_null (strstr (text, "Karin Verhagen"));
  g_assert_null (strstr (text, "Marleen Kuijpers"));
  kl_driver_stop (driver);
}

/* A series is planned without the mouse: that it returns, how often, until when. */
static void
test_series (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *list = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  kl_driver_resize (driver, 1200, 1000);
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+3");
  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Overleg plannen");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Overleg plannen");
  kl_driver_focus (driver, ATSPI_ROLE_CHECK_BOX, "Keert terug");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "De dagen"));
  g_assert_true (kl_driver_sees (driver, "dinsdag 10 maart 2026"));
  kl_driver_focus (driver, ATSPI_ROLE_SPIN_BUTTON, "Om de hoeveel weken");
  for (int i = 0; i < 3; i++)
    kl_driver_keys (driver, "Down");
  g_assert_true (kl_driver_sees (driver, "dinsdag 10 februari 2026"));
  kl_driver_screenshot (driver, "table-series");
  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Plannen");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Overleg plannen"));
  kl_driver_find (driver, ATSPI_ROLE_LABEL, "Voorbereiding");
  kl_driver_stop (driver);

  list = kl_story_command (vault, "list", "meetings", "--format", "csv", NULL);
  g_assert_nonnull (strstr (list, "2026-01-20"));
  g_assert_nonnull (strstr (list, "2026-02-10"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/guest", test_guest);
  g_test_add_func ("/table/hidden", test_hidden);
  g_test_add_func ("/table/ready", test_ready);
  g_test_add_func ("/table/sheet", test_sheet);
  g_test_add_func ("/table/series", test_series);

  return g_test_run ();
}
