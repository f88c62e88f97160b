/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

/* What asks for attention: why, setting it aside and back, consents that end. By keyboard. */

#define SILENT "Bang voor de brugklas"
#define SILENT_ROW "Geen contact: " SILENT
#define REASON "Moeder is tot maandag op reis"
#define BACK "Terughalen: " SILENT

#define RENEWALS "toestemmingen verlengen"
#define ENDED "Fatima El Amrani, voor Buurtteam West"
#define ENDED_ROW "Toestemming: Buurtteam West"
#define ENDING " Haddad, voor GGD jeugdarts"
#define ENDING_ROW "Toestemming: GGD jeugdarts"
#define LET_END "Nora is weer hele dagen op school"

#define FOLLOWED "Slaapt slecht sinds de verhuizing"
#define REVIEW_DAY "2025-12-01"

/* Setting aside */

/* The rows are one stop for Tab; the key for a menu tells more of the one that has the focus. */
static void
open_more (KlDriver *driver, const char *name)
{
  kl_driver_focus (driver, ATSPI_ROLE_LIST_ITEM, name);
  kl_driver_keys (driver, "shift+F10");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Opzij zetten"));
}

static void
set_aside (KlDriver *driver)
{
  open_more (driver, SILENT_ROW);
  g_assert_true (kl_driver_sees (driver, "Geen contact met kind of ouders sinds"));
  kl_driver_screenshot (driver, "attention-why");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Waarom kan het wachten?"));
  kl_driver_type (driver, REASON);
  kl_driver_screenshot (driver, "attention-aside");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, SILENT_ROW));
}

/* By whom, why and until when can be seen by all, and anybody can take it back. */
static void
bring_back (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "1 opzij gezet");
  g_assert_true (kl_driver_sees (driver, "Samira Bouali: " REASON));
  g_assert_true (kl_driver_sees (driver, "komt terug op ma 24 nov"));
  kl_driver_screenshot (driver, "attention-set-aside");
  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, BACK);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_sees (driver, "Vraagt weer aandacht: " SILENT));
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, BACK));
  g_assert_true (kl_driver_sees (driver, "Er staat niets opzij"));
  kl_driver_keys (driver, "Escape");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, SILENT_ROW);
}

static void
test_aside (void)
{
  g_autoptr (KlDriver) driver = kl_story_start_demo ();

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Meer over " SILENT);
  set_aside (driver);
  g_assert_true (kl_driver_sees (driver, "Opzij gezet tot ma 24 nov: " SILENT));
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ongedaan maken");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, SILENT_ROW);
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "opzij gezet"));

  set_aside (driver);
  bring_back (driver);
}

/* It comes back by itself: on Sunday it is still aside, on Monday it is not. */
static void
test_comes_back (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autoptr (KlDriver) driver = kl_story_open_vault (vault);
  KlDriver *later;

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Meer over " SILENT);
  set_aside (driver);
  kl_driver_stop (g_steal_pointer (&driver));

  later = kl_story_open_vault_on (vault, "2025-11-23");
  kl_driver_find (later, ATSPI_ROLE_PUSH_BUTTON, "1 opzij gezet");
  g_assert_false (kl_driver_has (later, ATSPI_ROLE_LIST_ITEM, SILENT_ROW));
  kl_driver_stop (later);

  later = kl_story_open_vault_on (vault, "2025-11-24");
  kl_driver_find (later, ATSPI_ROLE_LIST_ITEM, SILENT_ROW);
  g_assert_false (kl_driver_has (later, ATSPI_ROLE_PUSH_BUTTON, "opzij gezet"));
  kl_driver_stop (later);
}

/* Consents that end */

static guint
count_renewals (KlDriver *driver)
{
  g_auto (GStrv) rows =
    kl_driver_list (driver, ATSPI_ROLE_LIST_ITEM, ATSPI_ROLE_LIST, "Toestemmingen om te verlengen");

  return g_strv_length (rows);
}

/* The same is allowed again: a consent that follows the old one. */
static void
renew (KlDriver *driver)
{
  kl_driver_focus (driver, ATSPI_ROLE_PUSH_BUTTON, "Verlengen…: " ENDED);
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Toestemming verlengen");
  kl_driver_screenshot (driver, "attention-renew");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Verlengen…: " ENDED));
}

static void
let_end (KlDriver *driver, const char *giver)
{
  g_autofree char *more = g_strconcat ("Meer over ", giver, ENDING, NULL);

  kl_driver_choose (driver, more, "Niet verlengen");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Waarom is het niet meer nodig?"));
  kl_driver_type (driver, LET_END);
  kl_driver_screenshot (driver, "attention-let-end");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, more));
}

/* Both parents and the child who decides with them said yes, each for himself. */
static void
test_renewals (void)
{
  static const char *const givers[] = { "Nora", "Youssef", "Mohammed" };
  g_autoptr (KlDriver) driver = kl_story_start_demo ();
  guint n_renewals;

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, ENDED_ROW);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, RENEWALS);
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Verlengen…: " ENDED);
  kl_driver_screenshot (driver, "attention-renewals");
  n_renewals = count_renewals (driver);
  renew (driver);
  g_assert_cmpuint (count_renewals (driver), ==, n_renewals - 1);
  for (gsize i = 0; i < G_N_ELEMENTS (givers); i++)
    let_end (driver, givers[i]);
  g_assert_cmpuint (count_renewals (driver), ==, n_renewals - 1 - G_N_ELEMENTS (givers));

  /* None of them asks for attention any more, and the case says why. */
  kl_driver_keys (driver, "Escape");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, ENDED_ROW));
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST_ITEM, ENDING_ROW));
  kl_driver_keys (driver, "ctrl+2");
  kl_driver_press (driver, ATSPI_ROLE_LIST_ITEM, "Zes weken thuis");
  /* The first of the events stands below all that is said of the case. */
  kl_driver_resize (driver, 1440, 1180);
  g_assert_true (kl_driver_sees (driver, "De toestemming wordt niet verlengd: " LET_END));
}

/* A case that is only followed: the day has come, and it is followed on where the row stands. */
static void
test_review (void)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autoptr (KlDriver) driver = kl_story_open_vault_on (vault, REVIEW_DAY);

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  if (kl_driver_has (driver, ATSPI_ROLE_PUSH_BUTTON, "tonen"))
    kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "tonen");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Inplannen: " FOLLOWED);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Opnieuw kijken");
  kl_driver_screenshot (driver, "attention-review");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Opnieuw bekeken: " FOLLOWED));
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Inplannen: " FOLLOWED));
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Ongedaan maken");
  kl_driver_find (driver, ATSPI_ROLE_PUSH_BUTTON, "Inplannen: " FOLLOWED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/attention/aside", test_aside);
  g_test_add_func ("/story/attention/comes-back", test_comes_back);
  g_test_add_func ("/story/attention/renewals", test_renewals);
  g_test_add_func ("/story/attention/review", test_review);

  return g_test_run ();
}
