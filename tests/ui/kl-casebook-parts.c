/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-parts.h"

#include <string.h>

#define LINK "Vertrouwensketen"
#define NOBODY "Niemand"

/* Referrals */

/* "  Buurtteam Noord, Doorgeleiding, Aangenomen, verstuurd 28 okt 2025, antwoord 2 nov 2025" */
static const char *
find_referral (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  g_autofree char *partner = g_strdup_printf ("  %s, ", entry->rest);
  g_autofree char *sent = g_strdup_printf (", verstuurd %s", entry->on);

  for (guint i = 0; run->loaded->referrals[i] != NULL; i++)
    if (g_str_has_prefix (run->loaded->referrals[i], partner)
        && strstr (run->loaded->referrals[i], sent) != NULL)
      return run->loaded->referrals[i];

  g_error ("Nothing went to “%s” on %s", entry->rest, entry->on);
}

/* A report knows to whom it goes. */
static void
choose_partner (KlDriver *driver, const char *purpose, const char *partner)
{
  if (!kl_driver_has (driver, ATSPI_ROLE_LABEL, purpose))
    kl_driver_select (driver, "Welke soort?", NULL, purpose);
  if (g_str_equal (purpose, "Melding"))
    g_assert_true (kl_driver_sees (driver, partner));
  else
    kl_driver_select (driver, "Naar wie?", partner, partner);
}

/* For all of them. */
static void
choose_children (KlCasebookRun *run)
{
  const KlCasebookStory *story = run->story;

  for (guint i = 0; i < G_N_ELEMENTS (story->children) && story->children[i] != NULL; i++)
    kl_driver_press (run->driver, ATSPI_ROLE_CHECK_BOX, story->children[i]);
}

/* What leaves without consent says why. */
static void
say_why (KlCasebookRun *run, const char *purpose)
{
  KlDriver *driver = run->driver;

  if (run->story->reason == NULL)
    {
      g_assert_true (kl_driver_sees (driver, "Toestemming is er"));
      return;
    }

  if (!g_str_equal (purpose, "Melding"))
    kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Dit kan niet op toestemming wachten");
  kl_story_fill (driver, "Waarom gaat het zonder toestemming?", run->story->reason);
  g_assert_true (kl_driver_sees (driver, "Mag zonder toestemming"));
}

/**
 * kl_casebook_refer:
 * @run: a story, on the page of its case
 * @entry: what was asked of a partner
 *
 * Refers on the day on which that was.
 */
void
kl_casebook_refer (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  KlDriver *driver = run->driver;
  const char *referral = find_referral (run, entry);
  g_auto (GStrv) words = g_strsplit (referral, ", ", 3);
  g_autofree char *expected = kl_casebook_dup_between (referral, "antwoord verwacht ", ",");
  g_autofree char *bridging = kl_casebook_dup_between (referral, ", intussen: ", "\n");

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Verwijzing maken");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe verwijzing");
  choose_partner (driver, words[1], entry->rest);
  choose_children (run);
  kl_story_set_day (driver, "Verstuurd op", entry->on);
  kl_story_fill (driver, "Wat vraag je de partner?", entry->text->str);
  if (expected != NULL)
    kl_story_set_day (driver, "Antwoord verwacht op", expected);
  if (bridging != NULL)
    kl_story_fill (driver, "Wat gebeurt er intussen?", bridging);
  say_why (run, words[1]);
  kl_driver_screenshot (driver, "casebook-referral");
  kl_story_save (driver, "Nieuwe verwijzing");
}

static void
decline (KlDriver *driver, const char *words)
{
  g_autofree char *why = kl_casebook_dup_between (words, "Afgewezen: ", ". Verwijst naar ");
  g_autofree char *other = kl_casebook_dup_between (words, ". Verwijst naar ", "\n");

  g_assert_true (g_str_has_suffix (other, "."));
  other[strlen (other) - 1] = '\0';
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Afgewezen");
  kl_story_fill (driver, "Waarom helpen ze niet?", why);
  kl_driver_select (driver, "Naar wie verwijzen ze?", NULL, "Iemand anders");
  kl_story_fill (driver, "Naar wie?", other);
}

/**
 * kl_casebook_answer:
 * @run: a story, on the page of its case
 * @entry: what a partner answered
 *
 * Records the answer to the referral that went there.
 */
void
kl_casebook_answer (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  KlDriver *driver = run->driver;
  g_autofree char *button = g_strconcat ("Wat gebeurde er bij ", entry->rest, NULL);
  const gboolean declines = g_str_has_prefix (entry->text->str, "Afgewezen");
  const char *dialog = declines ? "Afgewezen" : "Aangenomen";

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, button);
  kl_driver_press (driver, ATSPI_ROLE_MENU_ITEM,
                   declines ? "Ze wijzen het af" : "Ze nemen het aan");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, dialog);
  if (declines)
    decline (driver, entry->text->str);
  else
    kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "Ze laten nog van zich horen");
  kl_story_set_day (driver, "Wanneer?", entry->on);
  kl_driver_screenshot (driver, "casebook-answer");
  kl_story_save (driver, dialog);
}

/* Closing */

/**
 * kl_casebook_close:
 * @run: a story, on the page of its case
 * @entry: how it ended
 *
 * Closes the case on the day on which it ended.
 */
void
kl_casebook_close (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  static const char *const answers[][2] = {
    { "Heeft het kind of gezin hulp gekregen?", "Ja" },
    { "Is de vraag doorgegeven?", "Nee" },
    { "Houden jullie contact?", "Nee" },
    { "Hoe kijken kind en ouders terug?", "Tevreden" },
  };
  KlDriver *driver = run->driver;

  kl_casebook_set_facts (run);
  kl_driver_choose (driver, "Meer", "Casus afsluiten");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Casus afsluiten");
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    kl_driver_press_in (driver, ATSPI_ROLE_RADIO_BUTTON, answers[i][1], ATSPI_ROLE_GROUPING,
                        answers[i][0]);
  kl_story_fill (driver, "Een laatste woord", entry->text->str);
  kl_story_set_day (driver, "Afgesloten op", entry->on);
  kl_driver_screenshot (driver, "casebook-closing");
  kl_story_save (driver, "Casus afsluiten");
}

/* The chain of trust */

/* What a link says; NULL where it says nothing. */
typedef struct
{
  char *name;
  char *introducer;
  char *since;
} Link;

static void
link_clear (Link *link)
{
  g_free (link->name);
  g_free (link->introducer);
  g_free (link->since);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Link, link_clear)

/* "  2. Samira Bouali, voorgesteld door Dirk Spierings, sinds 10 okt 2025, de vorige blijft
 * bereikbaar" */
static Link
parse_link (const char *line)
{
  return (Link) { .name = kl_casebook_dup_between (line, ". ", ", "),
                  .introducer = kl_casebook_dup_between (line, ", voorgesteld door ", ", "),
                  .since = kl_casebook_dup_between (line, ", sinds ", ", ") };
}

/* "Linda Hendriks, moeder": who asked stands first, who caught it last. */
static GPtrArray *
list_caught (KlCasebookRun *run)
{
  const KlCasebookStory *story = run->story;
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  if (story->asker != NULL)
    {
      g_auto (GStrv) words = g_strsplit (story->asker, ", ", 2);

      g_ptr_array_add (names, g_strdup (words[0]));
    }
  else
    g_ptr_array_add (names, g_strdup (g_str_equal (story->asked_by, "Leerling") ? story->about
                                                                                : story->asked_by));
  if (story->via != NULL)
    g_ptr_array_add (names, g_strdup (story->via));
  g_ptr_array_add (names, g_strdup (kl_casebook_story_get_user (story)));

  return names;
}

static gboolean
find_name (GPtrArray *names, const char *name, guint *index)
{
  return g_ptr_array_find_with_equal_func (names, name, g_str_equal, index);
}

/* The day is set when it is known, and else it is not asked for. */
static void
set_since (KlDriver *driver, const char *since, gboolean known)
{
  if ((since != NULL) != known)
    kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, "De dag is bekend");
  if (since != NULL)
    kl_story_set_day (driver, "Bekend sinds", since);
}

static void
add_link (KlDriver *driver, const Link *link, const char *before)
{
  kl_driver_choose (driver, "Meer", "Toevoegen aan de vertrouwensketen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, LINK);
  kl_driver_select (driver, "Wie kent het gezin?", link->name, link->name);
  kl_driver_select (driver, "Na wie in de keten?", NULL, before != NULL ? before : NOBODY);
  kl_driver_select (driver, "Door wie voorgesteld?", NULL,
                    link->introducer != NULL ? link->introducer : NOBODY);
  set_since (driver, link->since, TRUE);
  kl_driver_screenshot (driver, "casebook-link");
  kl_story_save (driver, LINK);
}

static void
correct_link (KlDriver *driver, const Link *link, const char *introducer)
{
  g_autofree char *face = g_strconcat (link->name, ", ", NULL);

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, face);
  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Deze schakel wijzigen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, LINK);
  if (g_strcmp0 (link->introducer, introducer) != 0)
    kl_driver_select (driver, "Door wie voorgesteld?", NULL,
                      link->introducer != NULL ? link->introducer : NOBODY);
  set_since (driver, link->since, introducer != NULL);
  kl_story_save (driver, LINK);
}

/* It begins with who asked and who caught it, who was introduced by the one before on that day. */
static void
set_link (KlCasebookRun *run, const GPtrArray *caught, const Link *link, const char *before)
{
  const KlCasebookEntry *first = kl_casebook_story_get_first (run);
  const char *introducer = NULL;
  guint place;

  if (!find_name ((GPtrArray *) caught, link->name, &place))
    {
      add_link (run->driver, link, before);
      return;
    }

  if (place > 0)
    introducer = g_ptr_array_index (caught, place - 1);
  if (g_strcmp0 (link->since, place > 0 ? first->on : NULL) != 0
      || g_strcmp0 (link->introducer, introducer) != 0)
    correct_link (run->driver, link, introducer);
}

static void
set_chain (KlCasebookRun *run)
{
  g_autoptr (GPtrArray) caught = list_caught (run);
  g_autofree char *before = NULL;

  for (guint i = 0; run->loaded->chain[i] != NULL; i++)
    {
      g_auto (Link) link = parse_link (run->loaded->chain[i]);

      set_link (run, caught, &link, before);
      g_set_str (&before, link.name);
    }
  kl_driver_screenshot (run->driver, "casebook-chain");
}

/* Who has it, and how it stands */

static void
set_person (KlCasebookRun *run, const char *fact, const char *item)
{
  g_autofree char *name = kl_casebook_told_dup_fact (run->loaded, fact);

  if (g_strcmp0 (name, kl_casebook_story_get_user (run->story)) == 0)
    return;

  kl_driver_choose (run->driver, "Meer", item);
  kl_driver_focus (run->driver, ATSPI_ROLE_MENU_ITEM, name);
  kl_driver_keys (run->driver, "Return");
  g_assert_true (kl_driver_wait_gone (run->driver, ATSPI_ROLE_MENU_ITEM, name));
}

/* By which way it came is no field of a question that is caught in a hurry. */
static void
set_way (KlCasebookRun *run)
{
  const KlCasebookStory *story = run->story;
  KlDriver *driver = run->driver;

  if (story->way == NULL)
    return;

  kl_driver_choose (driver, "Meer", "De vraag");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "De vraag");
  kl_driver_select (driver, "Langs welke weg", NULL, story->way);
  kl_story_save (driver, "De vraag");
}

/**
 * kl_casebook_set_facts:
 * @run: a story, on the page of its case, which is open
 *
 * Brings the chain of trust to how it was, and says who has the case.
 */
void
kl_casebook_set_facts (KlCasebookRun *run)
{
  set_way (run);
  set_chain (run);
  set_person (run, "Vertrouwd gezicht", "Vertrouwd gezicht");
  set_person (run, "Regie", "Regie");
}

/**
 * kl_casebook_set_status:
 * @run: a story, on the page of its case
 *
 * A case waits or is followed when that is how it stands.
 */
void
kl_casebook_set_status (KlCasebookRun *run)
{
  KlDriver *driver = run->driver;
  g_autofree char *told = kl_casebook_told_dup_fact (run->loaded, "Status");
  g_autofree char *until = kl_casebook_told_dup_fact (run->loaded, "Gevolgd tot");
  const char *status = until != NULL ? "Volgen" : "Wacht";

  if (!g_str_has_prefix (told, status))
    return;

  kl_driver_choose (driver, "Meer", "Status");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Status");
  kl_driver_select (driver, "Hoe staat het ervoor?", NULL, status);
  if (until != NULL)
    kl_story_set_day (driver, "Weer bekijken op", until);
  kl_story_fill (driver, "Waarom?", "Zo staat het ervoor.");
  kl_driver_screenshot (driver, "casebook-status");
  kl_story_save (driver, "Status");
}
