/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-portal.h"
#include "kl-story.h"

#include <glib/gstdio.h>
#include <string.h>

/* The proof of a consent: a form that comes in with it, one that is there already, looking at it,
 * and taking it away again. By keyboard. */

#define CASE "Driftbuien thuis"
#define CHIP "Toestemming voor Team Toegang en Regie: tot"
#define NEW_CHIP "Toestemming voor Quiet"
#define DIALOG "Bewijs van de toestemming"
#define FIELD "Document als bewijs"
#define FORM "Formulier van moeder.txt"

static void
open_case (KlDriver *driver)
{
  kl_driver_resize (driver, 1440, 1000);
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_keys (driver, "ctrl+2");
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, CASE);
  kl_driver_find (driver, ATSPI_ROLE_TOGGLE_BUTTON, CHIP);
}

static void
press_key_on (KlDriver *driver, AtspiRole role, const char *name)
{
  kl_driver_focus (driver, role, name);
  kl_driver_keys (driver, "Return");
}

static void
open_proof (KlDriver *driver, const char *chip, const char *button)
{
  press_key_on (driver, ATSPI_ROLE_TOGGLE_BUTTON, chip);
  press_key_on (driver, ATSPI_ROLE_PUSH_BUTTON, button);
}

static void
save (KlDriver *driver)
{
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, DIALOG));
}

/* Attached in the same step. */
static void
add_proof (KlDriver *driver, KlPortal *portal)
{
  g_autofree char *folder = g_dir_make_tmp ("kl-proof-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, FORM, NULL);

  g_assert_true (g_file_set_contents (path, "Getekend.", -1, NULL));
  open_proof (driver, CHIP, "Bewijs toevoegen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, DIALOG);
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_LIST_ITEM, FORM));
  press_key_on (driver, ATSPI_ROLE_PUSH_BUTTON, "Document toevoegen");
  kl_portal_open_file (portal, path);
  kl_driver_find (driver, ATSPI_ROLE_LABEL, FORM);
  g_unlink (path);
  g_rmdir (folder);
  kl_driver_screenshot (driver, "proof-form");
  save (driver);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, FORM ", 20 nov");
}

static void
view_proof (KlDriver *driver, const char *chip)
{
  press_key_on (driver, ATSPI_ROLE_TOGGLE_BUTTON, chip);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Bewijs bekijken");
  kl_driver_screenshot (driver, "proof-popover");
  press_key_on (driver, ATSPI_ROLE_PUSH_BUTTON, "Bewijs bekijken");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, FORM);
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, FORM));
}

static void
take_away (KlDriver *driver)
{
  open_proof (driver, CHIP, "Ander bewijs");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, DIALOG);
  kl_driver_select (driver, FIELD, NULL, "Geen document");
  save (driver);
  press_key_on (driver, ATSPI_ROLE_TOGGLE_BUTTON, CHIP);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Bewijs toevoegen");
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, "Bewijs bekijken"));
  kl_driver_keys (driver, "Escape");
}

/* The form that is there already proves another one too. */
static void
record_with_proof (KlDriver *driver)
{
  press_key_on (driver, ATSPI_ROLE_PUSH_BUTTON, "Toestemming vastleggen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Toestemming");
  kl_driver_select (driver, "Met", "Quiet", "Quiet");
  kl_driver_select (driver, FIELD, NULL, FORM);
  kl_driver_screenshot (driver, "proof-consent");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, "Toestemming"));
}

static char *
show_case (const char *vault)
{
  g_autofree char *rows = kl_story_command (vault, "list", "cases", "--format", "csv", NULL);
  const char *end = strstr (rows, ";" CASE ";");
  const char *start = end;
  g_autofree char *id = NULL;

  g_assert_nonnull (end);
  while (start > rows && start[-1] != '\n')
    start--;
  id = g_strndup (start, (gsize) (end - start));

  return kl_story_command (vault, "show", "case", id, NULL);
}

static void
test_proof (void)
{
  g_autoptr (KlPortal) portal = kl_portal_start ();
  g_autofree char *vault = kl_story_make_vault ();
  KlDriver *driver = kl_story_open_vault (vault);
  g_autofree char *shown = NULL;

  open_case (driver);
  add_proof (driver, portal);
  view_proof (driver, CHIP);
  take_away (driver);
  record_with_proof (driver);
  view_proof (driver, NEW_CHIP);
  kl_driver_resize (driver, 400, 800);
  press_key_on (driver, ATSPI_ROLE_TOGGLE_BUTTON, NEW_CHIP);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Bewijs bekijken");
  kl_driver_screenshot (driver, "proof-narrow");
  kl_driver_stop (driver);

  shown = show_case (vault);
  g_assert_nonnull (strstr (shown, "met een document als bewijs"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/proof/consent", test_proof);

  return g_test_run ();
}
