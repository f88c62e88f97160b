/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-work.h"

#include <string.h>

/* Actions */

/* "  [ ] Onderzoek naar dyslexie door school., Ellen Goossens, voor 20 nov 2025", from behind what
 * is to be done */
static const char *
find_action (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  for (guint i = 0; run->loaded->actions[i] != NULL; i++)
    {
      const char *found = strstr (run->loaded->actions[i], entry->text->str);

      if (found != NULL)
        return found + entry->text->len;
    }

  g_error ("Nobody does “%s”", entry->text->str);
}

/**
 * kl_casebook_agree:
 * @run: a story, on the page of its case
 * @entry: what was agreed
 *
 * Says who does what by when.
 */
void
kl_casebook_agree (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  KlDriver *driver = run->driver;
  const char *action = find_action (run, entry);
  g_autofree char *owner = kl_casebook_dup_between (action, ", ", ",");
  g_autofree char *due = kl_casebook_dup_between (action, ", voor ", ",");

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Nieuwe actie");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Meer: komt terug");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe actie");
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, "Wat spreken we af?", entry->text->str);
  if (!g_str_equal (owner, kl_casebook_story_get_user (run->story)))
    kl_driver_select (driver, "Wie het doet", owner, owner);
  kl_story_set_day (driver, "Wanneer klaar?", due);
  if (entry->day != run->day)
    kl_story_set_day (driver, "Afgesproken op", entry->on);
  kl_driver_screenshot (driver, "casebook-action");
  kl_story_save (driver, "Nieuwe actie");
}

static KlCasebookEntry *
create_done (const KlCasebookEntry *agreed, const char *on)
{
  KlCasebookEntry *done = g_new0 (KlCasebookEntry, 1);

  done->day = kl_casebook_parse_day (on);
  done->on = g_strdup (on);
  done->kind = g_strdup (KL_CASEBOOK_DONE);
  done->by = g_strdup (agreed->by);
  done->rest = g_strdup ("");
  done->text = g_string_new (agreed->text->str);

  return done;
}

/* Behind all that happened until that day. */
static void
insert_in_time (GPtrArray *entries, KlCasebookEntry *entry)
{
  guint place = entries->len;

  while (place > 0
         && ((KlCasebookEntry *) g_ptr_array_index (entries, place - 1))->day > entry->day)
    place--;
  g_ptr_array_insert (entries, (int) place, entry);
}

/**
 * kl_casebook_plan_done:
 * @run: a story, of which nothing is entered yet
 *
 * Has what was done, done on that day as well.
 */
void
kl_casebook_plan_done (KlCasebookRun *run)
{
  GPtrArray *entries = run->loaded->entries;

  for (guint i = 0; i < entries->len; i++)
    {
      const KlCasebookEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *on = NULL;

      if (g_str_equal (entry->kind, "Actie afgesproken"))
        on = kl_casebook_dup_between (find_action (run, entry), ", gedaan ", ",");
      if (on != NULL)
        insert_in_time (entries, create_done (entry, on));
    }
}

/**
 * kl_casebook_do:
 * @run: a story, on the page of its case, on the day on which something was done
 * @entry: what
 *
 * Ticks it off.
 */
void
kl_casebook_do (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  g_autofree char *done = g_strconcat (entry->text->str, ", gedaan", NULL);

  kl_driver_press (run->driver, ATSPI_ROLE_CHECK_BOX, entry->text->str);
  kl_driver_find (run->driver, ATSPI_ROLE_CHECK_BOX, done);
}

/* What a partner passes on */

/* "  Jeugdfonds Sport, Toeleiding, Aangenomen, verstuurd 7 okt 2025, antwoord 20 okt 2025" */
static char *
dup_purpose (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  g_autofree char *partner = g_strdup_printf ("  %s, ", entry->rest);

  for (guint i = 0; run->loaded->referrals[i] != NULL; i++)
    if (g_str_has_prefix (run->loaded->referrals[i], partner))
      return kl_casebook_dup_between (run->loaded->referrals[i], ", ", ",");

  g_error ("Nothing went to “%s”", entry->rest);
}

/**
 * kl_casebook_is_passed_on:
 * @run: a story
 * @entry: a referral
 *
 * Returns: whether it was a partner that sent it
 */
gboolean
kl_casebook_is_passed_on (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  g_autofree char *partner = g_strdup_printf ("  %s, ", entry->by);

  for (guint i = 0; run->loaded->referrals[i] != NULL; i++)
    if (g_str_has_prefix (run->loaded->referrals[i], partner))
      return TRUE;

  return FALSE;
}

/**
 * kl_casebook_pass_on:
 * @run: a story, on the page of its case
 * @entry: what a partner asked of another one
 *
 * Says where the partner sent the family on to.
 */
void
kl_casebook_pass_on (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  KlDriver *driver = run->driver;
  g_autofree char *button = g_strconcat ("Wat gebeurde er bij ", entry->by, NULL);
  g_autofree char *purpose = dup_purpose (run, entry);

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, button);
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM, "Ze verwijzen door");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Doorverwezen");
  kl_driver_select (driver, "Naar wie?", entry->rest, entry->rest);
  kl_driver_select (driver, "Welke soort?", NULL, purpose);
  kl_story_set_day (driver, "Wanneer?", entry->on);
  kl_story_fill (driver, "Wat wordt hun gevraagd?", entry->text->str);
  kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Ze laten nog van zich horen");
  kl_driver_screenshot (driver, "casebook-passed-on");
  kl_story_save (driver, "Doorverwezen");
}

/* The next meeting */

/**
 * kl_casebook_put_on_agenda:
 * @run: a story, on the page of its case today
 *
 * Puts it on the agenda of the next meeting when it stands there, and goes back to its page.
 */
void
kl_casebook_put_on_agenda (KlCasebookRun *run)
{
  KlDriver *driver = run->driver;
  g_autofree char *meeting = kl_casebook_told_dup_fact (run->loaded, "In zorgteam");
  /* What is found stands above it; the case that was loaded has a row of the same words. */
  g_autofree char *last = g_strconcat (run->story->title, ", als los punt", NULL);

  if (meeting == NULL)
    return;

  kl_driver_keys (driver, "ctrl+3");
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Agenda voorbereiden");
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Casus of ander punt toevoegen");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_ENTRY, "Wat komt er op de agenda"));
  kl_driver_type (driver, run->story->title);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, last);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_ENTRY, "Wat komt er op de agenda"));
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, "Punt 7");
  kl_story_open_case (driver, kl_casebook_story_get_first (run)->text->str);
}
