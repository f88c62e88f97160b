/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

#include "kl-casebook-steps.h"
#include "kl-casebook-strip.h"
#include "kl-casebook-work.h"

/*
 * Stories of practice, entered by hand beside those that come with the demo: what the one that was
 * loaded tells of itself is entered in the window, and afterwards both must tell the same. Those of
 * schools where the social worker of the demo does not come are entered by a colleague who does.
 */

/* The last day is that of the stories. */
#define LAST_DAY "20 nov 2025"

/**
 * kl_casebook_story_get_first:
 * @run: a story
 *
 * What was known of before is told later: it begins with the first entry of the day on which the
 * case was opened.
 *
 * Returns: with what it began
 */
const KlCasebookEntry *
kl_casebook_story_get_first (const KlCasebookRun *run)
{
  g_autofree char *opened = kl_casebook_told_dup_fact (run->loaded, "Begonnen");
  const guint day = kl_casebook_parse_day (opened);

  for (guint i = 0; i < run->loaded->entries->len; i++)
    {
      const KlCasebookEntry *entry = g_ptr_array_index (run->loaded->entries, i);

      if (entry->day == day)
        return entry;
    }

  g_error ("Nothing happened on %s", opened);
}

/* The window, on a day */

static void
open_window (KlCasebookRun *run, guint day)
{
  g_autoptr (GDate) date = g_date_new_julian (day);
  g_autofree char *on = g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date),
                                         g_date_get_month (date), g_date_get_day (date));

  run->driver = kl_story_open_vault_on (run->vault, on);
  run->day = day;
  kl_story_go_to_school (run->driver, run->story->school);
}

/* From the page of the case to the same page on another day. */
static void
go_to_day (KlCasebookRun *run, guint day)
{
  const KlCasebookEntry *first = kl_casebook_story_get_first (run);

  if (run->day == day)
    return;

  kl_driver_stop (run->driver);
  open_window (run, day);
  kl_story_open_case (run->driver, first->text->str);
}

/* What can be entered later is, on the day of what cannot. */
static guint
choose_day (const KlCasebookRun *run, guint index)
{
  for (guint i = index; i < run->loaded->entries->len; i++)
    {
      const KlCasebookEntry *entry = g_ptr_array_index (run->loaded->entries, i);

      if (kl_casebook_needs_its_day (entry))
        return entry->day;
    }

  return kl_casebook_parse_day (LAST_DAY);
}

/* Before there is another one of the same words. */
static void
read_strip (KlCasebookRun *run)
{
  const KlCasebookEntry *first = kl_casebook_story_get_first (run);

  open_window (run, kl_casebook_parse_day (LAST_DAY));
  kl_story_open_case (run->driver, first->text->str);
  run->loaded->strip = kl_casebook_strip_read (run->driver);
  kl_driver_stop (run->driver);
}

/* Returns the strip of what was entered, NULL when it is not compared. */
static GStrv
enter_story (KlCasebookRun *run)
{
  GPtrArray *entries = run->loaded->entries;
  const KlCasebookEntry *first = kl_casebook_story_get_first (run);
  /* Of two cases of one title an agenda cannot be told which one is meant. */
  const gboolean has_team = kl_casebook_told_has_kind (run->loaded, "Zorgteam");
  GStrv strip = NULL;

  open_window (run, choose_day (run, 0));
  kl_casebook_catch (run, first);
  kl_story_open_case (run->driver, first->text->str);
  if (!has_team)
    kl_casebook_rename (run);
  for (guint i = 0; i < entries->len; i++)
    {
      if (g_ptr_array_index (entries, i) == first)
        continue;
      go_to_day (run, choose_day (run, i));
      kl_casebook_enter (run, g_ptr_array_index (entries, i));
    }
  go_to_day (run, kl_casebook_parse_day (LAST_DAY));
  if (has_team)
    kl_casebook_rename (run);
  kl_casebook_finish (run);
  if (run->story->strip)
    strip = kl_casebook_strip_read (run->driver);
  kl_driver_stop (run->driver);

  return strip;
}

/**
 * kl_casebook_story_get_user:
 * @story: a story
 *
 * Returns: who enters it
 */
const char *
kl_casebook_story_get_user (const KlCasebookStory *story)
{
  return story->user != NULL ? story->user : KL_CASEBOOK_USER;
}

/* Reads the story that was loaded, enters it by hand, and lets both tell the same. */
static void
test_story (gconstpointer story)
{
  const char *user = kl_casebook_story_get_user (story);
  g_autofree char *vault = kl_story_make_vault_as (user);
  KlCasebookRun run = { .story = story, .vault = vault };
  g_autoptr (KlCasebookTold) loaded = kl_casebook_told_read (vault, run.story->title, 0);
  g_autoptr (KlCasebookTold) entered = NULL;
  g_auto (GStrv) strip = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *got = NULL;

  run.loaded = loaded;
  if (run.story->strip)
    read_strip (&run);
  expected = kl_casebook_told_format (loaded);
  kl_casebook_plan_done (&run);
  strip = enter_story (&run);
  entered = kl_casebook_told_read (vault, run.story->title, loaded->id);
  entered->strip = g_steal_pointer (&strip);
  got = kl_casebook_told_format (entered);
  g_assert_cmpstr (got, ==, expected);
}

/**
 * kl_casebook_story_run:
 * @argc: of the program
 * @argv: of the program
 * @story: what it enters
 *
 * A program for each story: a long one takes its time.
 *
 * Returns: what the program returns
 */
int
kl_casebook_story_run (int argc, char **argv, const KlCasebookStory *story)
{
  g_autofree char *path = g_strconcat ("/story/casebook/", story->name, NULL);

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func (path, story, test_story);

  return g_test_run ();
}
