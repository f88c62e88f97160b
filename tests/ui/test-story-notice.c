/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-notices.h"
#include "kl-story.h"

#include <string.h>

/* On the day of an action the desktop says so: once, without a name, and not while it is locked. */

#define DAY "2025-11-21"
#define DUE "Gedaan: Toegang en Regie terugbellen"
#define PASSWORD "een lange zin"

static void
assert_says_nothing (const char *told)
{
  static const char *const words[] = { "Toegang", "Regie",      "Driftbuien",
                                       "Jelle",   "Wilgenroos", "Samira" };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    g_assert_null (strstr (told, words[i]));
}

/* What is due is read by now, and counted before it. */
static void
see_actions (KlDriver *driver)
{
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_choose (driver, "Meer", "Acties, van mij en van collega");
  kl_driver_find (driver, ATSPI_ROLE_CHECK_BOX, DUE);
}

static void
test_once (void)
{
  g_autoptr (KlNotices) notices = kl_notices_start ();
  g_autofree char *vault = kl_story_make_vault ();
  g_autoptr (KlDriver) driver = kl_story_open_vault_on (vault, DAY);
  g_autofree char *told = kl_notices_wait (notices);
  g_autofree char *taken = NULL;

  g_test_message ("%s", told);
  g_assert_true (g_str_has_prefix (told, "Korte Lijnen: Vandaag sta"));
  assert_says_nothing (told);

  /* Locked it is gone, and open again on the same day it does not come back. */
  kl_driver_keys (driver, "ctrl+l");
  g_assert_true (kl_driver_sees (driver, "Openen"));
  taken = kl_notices_wait (notices);
  g_assert_cmpstr (taken, ==, "taken back");
  kl_driver_type (driver, PASSWORD);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Vraagt aandacht"));
  see_actions (driver);
  g_assert_true (kl_notices_is_quiet (notices));
}

/* Who does not want it hears nothing. */
static void
test_off (void)
{
  g_autoptr (KlNotices) notices = kl_notices_start ();
  g_autofree char *vault = kl_story_make_vault ();
  g_autoptr (KlDriver) driver = kl_story_open_vault (vault);

  kl_driver_keys (driver, "ctrl+comma");
  kl_driver_focus (driver, ATSPI_ROLE_INVALID, "Melding op de dag van een actie");
  kl_driver_keys (driver, "Return");
  kl_driver_screenshot (driver, "notice-preferences");
  kl_driver_stop (g_steal_pointer (&driver));
  while (!kl_notices_is_quiet (notices))
    g_free (kl_notices_wait (notices));

  driver = kl_story_open_vault_on (vault, DAY);
  see_actions (driver);
  g_assert_true (kl_notices_is_quiet (notices));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* What a person chose is still so when the program starts again. */
  g_setenv ("GSETTINGS_BACKEND", "keyfile", TRUE);

  g_test_add_func ("/story/notice/once", test_once);
  g_test_add_func ("/story/notice/off", test_off);

  return g_test_run ();
}
