/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-story.h"

#include "kl-casebook-steps.h"

/* The last day is that of the stories. */
#define LAST_DAY "20 nov 2025"

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
  const KlCasebookEntry *first = g_ptr_array_index (run->loaded->entries, 0);

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

static void
enter_story (KlCasebookRun *run)
{
  GPtrArray *entries = run->loaded->entries;
  const KlCasebookEntry *first = g_ptr_array_index (entries, 0);

  open_window (run, choose_day (run, 0));
  kl_casebook_catch (run, first);
  kl_story_open_case (run->driver, first->text->str);
  kl_casebook_rename (run);
  for (guint i = 1; i < entries->len; i++)
    {
      go_to_day (run, choose_day (run, i));
      kl_casebook_enter (run, g_ptr_array_index (entries, i));
    }
  go_to_day (run, kl_casebook_parse_day (LAST_DAY));
  kl_casebook_finish (run);
  kl_driver_stop (run->driver);
}

/**
 * kl_casebook_story_test:
 * @story: a #KlCasebookStory
 *
 * Reads the story that was loaded, enters it by hand, and lets both tell the same.
 */
void
kl_casebook_story_test (gconstpointer story)
{
  g_autofree char *vault = kl_story_make_vault ();
  g_autoptr (GHashTable) answered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  KlCasebookRun run = { .story = story, .vault = vault, .answered = answered };
  g_autoptr (KlCasebookTold) loaded = kl_casebook_told_read (vault, run.story->title, 0);
  g_autofree char *expected = kl_casebook_told_format (loaded);
  g_autoptr (KlCasebookTold) entered = NULL;
  g_autofree char *got = NULL;

  run.loaded = loaded;
  enter_story (&run);
  entered = kl_casebook_told_read (vault, run.story->title, loaded->id);
  got = kl_casebook_told_format (entered);
  g_assert_cmpstr (got, ==, expected);
}
