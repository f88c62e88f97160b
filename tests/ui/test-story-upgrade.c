/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

/* A large vault of an older version is brought up to date: somebody sees how far it is, and can
 * stop it without losing anything. */

#define UPGRADING "Het bestand wordt bijgewerkt voor deze versie"

static char *
make_old_vault (void)
{
  char *vault = kl_story_make_vault ();
  g_autofree char *program =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "tests", "ui", "old-vault", NULL);
  g_autofree char *command =
    g_strdup_printf ("echo '" KL_STORY_PASSWORD "' | '%s' '%s'", program, vault);
  g_autofree char *output = kl_story_dup_output (command);

  g_assert_cmpstr (output, ==, "");
  return vault;
}

static void
unlock (KlDriver *driver)
{
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Wachtwoord");
  kl_driver_keys (driver, "ctrl+a");
  kl_driver_type (driver, KL_STORY_PASSWORD);
  kl_driver_keys (driver, "Return");
}

static void
test_window (void)
{
  g_autofree char *vault = make_old_vault ();
  const char *const args[] = { "--vault", vault, "--today", KL_STORY_TODAY, NULL };
  g_autoptr (KlDriver) driver = kl_driver_start (args);

  g_assert_true (kl_driver_sees (driver, "Openen"));
  kl_driver_type (driver, KL_STORY_PASSWORD);
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, UPGRADING);
  kl_driver_find (driver, ATSPI_ROLE_PROGRESS_BAR, UPGRADING);
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, "Openen"));
  kl_driver_screenshot (driver, "upgrade");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Stoppen");
  g_assert_true (kl_driver_sees (driver, "Gestopt; er is niets verloren"));
  g_assert_false (kl_driver_has (driver, ATSPI_ROLE_PROGRESS_BAR, UPGRADING));
  kl_driver_screenshot (driver, "upgrade-stopped");

  unlock (driver);
  kl_driver_find (driver, ATSPI_ROLE_PROGRESS_BAR, UPGRADING);
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/upgrade/window", test_window);

  return g_test_run ();
}
