/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-team.h"

#include <string.h>

#define PLAN "Overleg plannen"
#define FIND "Wat komt er op de agenda"
#define NOTES "Wat is besproken"
#define DECIDE "Nieuw besluit"
#define DECISION " Besluit: "
#define SETTLE "Dit overleg afronden?"

/* The case beside its agenda. */
#define WIDTH 1440
#define HEIGHT 900

/* So many words find a case that is called after its first sentence. */
#define N_WORDS 3

/* Who comes */

/* "met Tineke Smulders, Samira Bouali" */
static GStrv
list_present (const KlCasebookEntry *entry)
{
  g_assert_true (g_str_has_prefix (entry->rest, "met "));
  return g_strsplit (entry->rest + strlen ("met "), ", ", -1);
}

/* Those of the last meeting are proposed; who was not there is left out. */
static void
choose_present (KlDriver *driver, const KlCasebookEntry *entry)
{
  g_auto (GStrv) present = list_present (entry);
  g_auto (GStrv) proposed = kl_driver_list (driver, ATSPI_ROLE_CHECK_BOX, ATSPI_ROLE_DIALOG, PLAN);

  for (guint i = 0; present[i] != NULL; i++)
    g_assert_true (g_strv_contains ((const char *const *) proposed, present[i]));
  for (guint i = 0; proposed[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) present, proposed[i]))
      kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, proposed[i]);
}

static void
plan (KlDriver *driver, const KlCasebookEntry *entry)
{
  kl_driver_keys (driver, "ctrl+3");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, PLAN);
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, PLAN);
  kl_story_set_day (driver, "Dag: ", entry->on);
  choose_present (driver, entry);
  kl_driver_screenshot (driver, "casebook-team-plan");
  kl_story_close_dialog (driver, "Plannen", PLAN);
}

/* The agenda */

/* By what the question says: the case that was loaded has a title of its own. */
static char *
dup_words (const char *text)
{
  g_auto (GStrv) words = g_strsplit (text, " ", N_WORDS + 1);

  g_clear_pointer (&words[MIN (g_strv_length (words), N_WORDS)], g_free);
  return g_strjoinv (" ", words);
}

static void
add_case (KlCasebookRun *run)
{
  KlDriver *driver = run->driver;
  g_autofree char *words = dup_words (kl_casebook_story_get_first (run)->text->str);
  /* What is found stands above it; a suggestion has the same words. */
  g_autofree char *last = g_strconcat (words, ", als los punt", NULL);

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Casus of ander punt toevoegen");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_ENTRY, FIND));
  kl_driver_type (driver, words);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, last);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_ENTRY, FIND));
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Punt 1");
}

/* The meeting */

/* What was said stands before what was decided, which becomes nothing but what it says. */
static void
write_down (KlDriver *driver, const KlCasebookEntry *entry)
{
  g_auto (GStrv) parts = g_strsplit (entry->text->str, DECISION, 2);
  g_autofree char *kept = NULL;

  g_assert_cmpuint (g_strv_length (parts), ==, 2);
  kept = g_strconcat (parts[1], ". Afspraak", NULL);
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, NOTES);
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, NOTES, parts[0]);
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, DECIDE);
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, DECIDE, parts[1]);
  kl_driver_keys (driver, "alt+6");
  kl_driver_keys (driver, "Return");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, kept);
  kl_driver_screenshot (driver, "casebook-team");
}

static void
hold (KlDriver *driver, const KlCasebookEntry *entry)
{
  kl_driver_keys (driver, "ctrl+shift+b");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, DECIDE));
  write_down (driver, entry);
  kl_driver_keys (driver, "ctrl+Return");
  g_assert_true (kl_driver_sees (driver, "Punt afgerond"));
}

/* A key that comes while the question still closes is lost. */
static void
settle (KlDriver *driver)
{
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Overleg afronden");
  g_assert_true (kl_driver_sees (driver, SETTLE));
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_INVALID, SETTLE));
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_PUSH_BUTTON, "Overleg afronden"));
}

/**
 * kl_casebook_hold_team:
 * @run: a story, on the page of its case on the day of the care team
 * @entry: what was said and decided there
 *
 * Plans the meeting, puts the case on its agenda, holds it, and goes back to the page of the case.
 */
void
kl_casebook_hold_team (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  KlDriver *driver = run->driver;

  kl_driver_resize (driver, WIDTH, HEIGHT);
  plan (driver, entry);
  add_case (run);
  hold (driver, entry);
  settle (driver);
  kl_story_open_case (driver, kl_casebook_story_get_first (run)->text->str);
}
