/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <json-glib/json-glib.h>
#include <string.h>

/*
 * Referrals made by hand, on the days on which they were made: a partner that passes a family on to
 * others, and a report of concern. Afterwards they stand in the list as those do that came with the
 * demo.
 */

/* Whom the demo has in the same story. */
#define FAMILY "gezin El Amrani"
#define LOADED_CHAIN "Niet mee met zwemles: geldzorgen"
#define LOADED_REPORT "Bang in het donker"

/* What is caught here. */
#define CHAIN "Met de hand: zwemles en geldzorgen"
#define REPORT "Met de hand: bang in het donker"
#define REASON "Acuut onveilig: vandaag moet iemand kijken."

/* What happens to a referral */

static void
take_step (KlDriver *driver, const char *partner, const char *step)
{
  g_autofree char *button = g_strconcat ("Wat gebeurde er bij ", partner, NULL);

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, button);
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, step);
}

static void
record_answer (KlDriver *driver, const char *partner, const char *day)
{
  take_step (driver, partner, "Ze nemen het aan");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Aangenomen");
  kl_story_set_day (driver, "Wanneer?", day);
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Ze laten nog van zich horen");
  kl_story_save (driver, "Aangenomen");
}

static void
pass_on (KlDriver *driver, const char *partner, const char *day, const char *words)
{
  take_step (driver, "Buurtteam West", "Ze verwijzen door");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Doorverwezen");
  kl_driver_select (driver, "Naar wie?", partner, partner);
  kl_driver_select (driver, "Welke soort?", NULL, "Toeleiding");
  kl_story_set_day (driver, "Wanneer?", day);
  kl_story_fill (driver, "Wat wordt hun gevraagd?", words);
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Ze laten nog van zich horen");
  kl_driver_screenshot (driver, "passed-on");
  kl_story_save (driver, "Doorverwezen");
}

/* The list */

static char *
format_row (JsonObject *row, const char *const *members)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; members[i] != NULL; i++)
    {
      g_autofree char *value = json_to_string (json_object_get_member (row, members[i]), FALSE);

      g_string_append_printf (line, "%s=%s ", members[i], value);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The referrals of one case, in order and without what tells them apart: its number and title. */
static char *
list_referrals (const char *vault, const char *title, const char *const *members)
{
  g_autofree char *output = kl_story_command (vault, "list", "referrals", "--format", "json", NULL);
  g_autoptr (JsonNode) node = json_from_string (output, NULL);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  JsonArray *rows = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      if (g_str_equal (json_object_get_string_member (row, "case"), title))
        g_ptr_array_add (lines, format_row (row, members));
    }
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

/* A family that is passed on */

static void
refer_family (KlDriver *driver)
{
  kl_story_catch (driver, FAMILY, FAMILY, CHAIN);
  kl_story_open_case (driver, CHAIN);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Verwijzing maken");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe verwijzing");
  kl_driver_select (driver, "Welke soort?", NULL, "Doorgeleiding");
  kl_driver_select (driver, "Naar wie?", "Buurtteam West", "Buurtteam West");
  kl_driver_screenshot (driver, "chain-chosen");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Ilias El Amrani");
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Sanae El Amrani");
  kl_story_fill (driver, "Wat vraag je de partner?", "Warme overdracht in hetzelfde gebouw.");

  /* Nobody was asked yet. */
  g_assert_true (kl_driver_sees (driver, "ontbreekt"));
  g_assert_true (kl_driver_sees (driver, "Je kunt nog niet versturen"));
  kl_driver_screenshot (driver, "chain-stopped");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Toestemming vastleggen");
  g_assert_true (kl_driver_sees (driver, "Wie beslist?"));
  kl_driver_screenshot (driver, "chain-consent");
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Toestemming is er"));
  kl_story_save (driver, "Nieuwe verwijzing");
}

static void
test_chain (void)
{
  static const char *const members[] = { "partner",  "about",       "purpose", "status",
                                         "sender",   "sent_on",     "days",    "waits",
                                         "bridging", "expected_on", "school",  "answered_on",
                                         NULL };
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *loaded = NULL;
  g_autofree char *made = NULL;
  KlDriver *driver = kl_story_open_vault_on (vault, "2025-10-03");

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  refer_family (driver);
  kl_driver_stop (driver);

  driver = kl_story_open_vault (vault);
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_open_case (driver, CHAIN);
  record_answer (driver, "Buurtteam West", "5 okt 2025");
  pass_on (driver, "Jeugdfonds Sport", "7 okt 2025", "Zwemles en contributie.");
  pass_on (driver, "Stichting Leergeld", "7 okt 2025", "Schoolkosten.");
  pass_on (driver, "Quiet", "8 okt 2025", "Kennismaking.");
  pass_on (driver, "Voedselbank", "8 okt 2025", "Aanmelding.");
  record_answer (driver, "Jeugdfonds Sport", "20 okt 2025");
  record_answer (driver, "Stichting Leergeld", "14 okt 2025");
  record_answer (driver, "Voedselbank", "13 okt 2025");
  kl_driver_screenshot (driver, "chain");
  kl_driver_stop (driver);

  loaded = list_referrals (vault, LOADED_CHAIN, members);
  made = list_referrals (vault, CHAIN, members);
  g_assert_nonnull (strstr (loaded, "Buurtteam West"));
  g_assert_cmpstr (made, ==, loaded);
}

/* A report of concern */

static void
report (KlDriver *driver)
{
  kl_story_catch (driver, "Guus Peeters", "Guus Peeters", REPORT);
  kl_story_open_case (driver, REPORT);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Verwijzing maken");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe verwijzing");

  /* To whom a report goes is known; without a reason it stays. */
  kl_driver_select (driver, "Welke soort?", NULL, "Melding");
  g_assert_true (kl_driver_sees (driver, "Veilig Thuis"));
  kl_story_fill (driver, "Wat vraag je de partner?", "Onderzoek naar de veiligheid thuis.");
  g_assert_true (kl_driver_sees (driver, "Schrijf op waarom dit zonder toestemming gaat"));
  kl_driver_screenshot (driver, "report-stopped");
  kl_driver_keys (driver, "ctrl+Return");
  kl_story_fill (driver, "Waarom gaat het zonder toestemming?", REASON);
  g_assert_true (kl_driver_sees (driver, "Mag zonder toestemming"));
  kl_driver_screenshot (driver, "report");
  kl_story_save (driver, "Nieuwe verwijzing");
}

static void
test_report (void)
{
  /* Who refers is who works here: in the demo somebody else did. */
  static const char *const members[] = { "partner",  "about",       "purpose", "status",
                                         "sent_on",  "days",        "waits",   "answered_on",
                                         "bridging", "expected_on", "school",  NULL };
  g_autofree char *vault = kl_story_make_vault ();
  g_autofree char *loaded = NULL;
  g_autofree char *made = NULL;
  KlDriver *driver = kl_story_open_vault_on (vault, "2025-09-05");

  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  report (driver);

  /* Why, can be read afterwards. */
  take_step (driver, "Veilig Thuis", "Het verloop");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Het verloop");
  g_assert_true (kl_driver_sees (driver, REASON));
  kl_driver_screenshot (driver, "report-history");
  kl_driver_stop (driver);

  driver = kl_story_open_vault (vault);
  kl_story_go_to_school (driver, KL_STORY_SCHOOL);
  kl_story_open_case (driver, REPORT);
  record_answer (driver, "Veilig Thuis", "10 sep 2025");
  kl_driver_stop (driver);

  loaded = list_referrals (vault, LOADED_REPORT, members);
  made = list_referrals (vault, REPORT, members);
  g_assert_nonnull (strstr (made, "melding"));
  g_assert_nonnull (strstr (loaded, made));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/story/referrals/chain", test_chain);
  g_test_add_func ("/story/referrals/report", test_report);

  return g_test_run ();
}
