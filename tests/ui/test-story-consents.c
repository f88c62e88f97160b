/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

/* Consent that several people give for several receivers in one go. By keyboard. */

#define CONSENT "Toestemming"

/* A mother and a father with custody say yes to two receivers: that is four, each by itself. */
static void
test_consents (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_driver_resize (driver, 1440, 1000);
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, "KC De Weerlicht");
  kl_driver_find (driver, ATSPI_ROLE_INVALID, "School: KC De Weerlicht");
  kl_story_open_case (driver, "vastgelopen");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Toestemming vastleggen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, CONSENT);
  kl_driver_find (driver, ATSPI_ROLE_CHECK_BOX, "Chantal Verhoef, moeder");
  kl_driver_find (driver, ATSPI_ROLE_CHECK_BOX, "Dennis de Graaf, vader");
  kl_driver_select (driver, "Met", "Quiet", "Quiet");
  kl_driver_select (driver, "En met (2)", "Leergeld", "Stichting Leergeld");
  kl_driver_screenshot (driver, "consents-several");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_DIALOG, CONSENT));
  kl_driver_find (driver, ATSPI_ROLE_TOGGLE_BUTTON,
                  "Toestemming voor Quiet: tot 1 jan 2026, moeder");
  kl_driver_find (driver, ATSPI_ROLE_TOGGLE_BUTTON,
                  "Toestemming voor Quiet: tot 1 jan 2026, vader");
  kl_driver_find (driver, ATSPI_ROLE_TOGGLE_BUTTON,
                  "Toestemming voor Stichting Leergeld: tot 1 jan 2026, moeder");
  kl_driver_find (driver, ATSPI_ROLE_TOGGLE_BUTTON,
                  "Toestemming voor Stichting Leergeld: tot 1 jan 2026, vader");
  kl_driver_screenshot (driver, "consents-several-page");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/consents/several", test_consents);

  return g_test_run ();
}
