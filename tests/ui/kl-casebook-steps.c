/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-steps.h"

#include <string.h>

#include "kl-casebook-parts.h"
#include "kl-casebook-team.h"
#include "kl-casebook-wheel.h"
#include "kl-casebook-work.h"

/* Fields */

/* At once: that it can be typed is shown elsewhere. */
static void
fill (KlDriver *driver, const char *field, const char *words)
{
  kl_driver_focus (driver, ATSPI_ROLE_TEXT, field);
  kl_driver_set_text (driver, ATSPI_ROLE_TEXT, field, words);
}

static gboolean
is_today (const KlCasebookRun *run, const KlCasebookEntry *entry)
{
  return entry->day == run->day;
}

/* Who was there */

/* "Buurtteam West, met Ilse van Dam, Mark Jansen": a partner is found as people are. */
static GStrv
list_present (const char *rest)
{
  g_auto (GStrv) words = g_strsplit (rest, "met ", 2);
  g_autofree char *joined = g_strjoinv ("", words);

  return *joined != '\0' ? g_strsplit (joined, ", ", -1) : g_new0 (char *, 1);
}

static gboolean
is_subject (const KlCasebookStory *story, const char *button)
{
  for (guint i = 0; i < G_N_ELEMENTS (story->children) && story->children[i] != NULL; i++)
    if (g_str_has_prefix (button, story->children[i]))
      return TRUE;

  return g_str_has_prefix (button, story->about);
}

/* Who is proposed goes; whom a question is about is taken away in the same words, and stays. */
static void
clear_present (KlCasebookRun *run, AtspiRole role, const char *within)
{
  g_auto (GStrv) buttons = kl_driver_list (run->driver, ATSPI_ROLE_PUSH_BUTTON, role, within);

  for (guint i = 0; buttons[i] != NULL; i++)
    {
      if (!g_str_has_suffix (buttons[i], " weghalen") || is_subject (run->story, buttons[i]))
        continue;
      kl_driver_press (run->driver, ATSPI_ROLE_PUSH_BUTTON, buttons[i]);
      g_assert_true (kl_driver_wait_gone (run->driver, ATSPI_ROLE_PUSH_BUTTON, buttons[i]));
    }
}

static void
add_present (KlDriver *driver, const char *name)
{
  kl_driver_focus (driver, ATSPI_ROLE_TOGGLE_BUTTON, "Iemand toevoegen");
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_ENTRY, "Naam"));
  kl_driver_type (driver, name);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_ENTRY, "Naam"));
}

static void
set_present (KlCasebookRun *run, AtspiRole role, const char *within, const char *rest)
{
  g_auto (GStrv) present = list_present (rest);

  clear_present (run, role, within);
  for (guint i = 0; present[i] != NULL; i++)
    add_present (run->driver, present[i]);
}

/* The question, and the page of its case */

static void
choose_way (KlCasebookRun *run)
{
  const KlCasebookStory *story = run->story;
  KlDriver *driver = run->driver;

  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, story->asked_by);
  if (story->asker != NULL)
    kl_driver_select (driver, "Wie was het?", NULL, story->asker);
  if (story->route != NULL)
    kl_driver_press_in (driver, ATSPI_ROLE_RADIO_BUTTON, story->route, ATSPI_ROLE_GROUPING,
                        "Langs welke weg");
  if (story->via != NULL)
    kl_driver_select (driver, "Via wie", story->via, story->via);
}

static void
choose_subject (KlCasebookRun *run)
{
  KlDriver *driver = run->driver;
  const char *about = run->story->about;

  kl_driver_type (driver, about);
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, about);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST, "Gevonden"));
}

/* Of a class with the part of each; of a family it is about all of them. */
static void
choose_children (KlCasebookRun *run)
{
  const KlCasebookStory *story = run->story;

  for (guint i = 0; i < G_N_ELEMENTS (story->children) && story->children[i] != NULL; i++)
    {
      g_autofree char *role = g_strconcat ("Rol van ", story->children[i], NULL);

      kl_story_name_subject (run->driver, story->children[i], story->children[i]);
      if (story->roles[i] != NULL)
        kl_driver_select (run->driver, role, NULL, story->roles[i]);
      kl_driver_focus (run->driver, ATSPI_ROLE_TEXT, "Over wie");
    }
}

/* Those that are asked for most stand there; others are typed. */
static void
choose_topic (KlDriver *driver, const char *topic)
{
  g_auto (GStrv) topics =
    kl_driver_list (driver, ATSPI_ROLE_TOGGLE_BUTTON, ATSPI_ROLE_GROUPING, "Onderwerpen");

  if (!g_strv_contains ((const char *const *) topics, topic))
    {
      kl_driver_focus (driver, ATSPI_ROLE_TEXT, "Een ander onderwerp");
      kl_driver_type (driver, topic);
      kl_driver_keys (driver, "Return");
      kl_driver_find (driver, ATSPI_ROLE_TOGGLE_BUTTON, topic);
      return;
    }

  kl_driver_press_in (driver, ATSPI_ROLE_TOGGLE_BUTTON, topic, ATSPI_ROLE_GROUPING, "Onderwerpen");
}

static void
choose_topics (KlCasebookRun *run)
{
  const KlCasebookStory *story = run->story;

  kl_driver_press (run->driver, ATSPI_ROLE_TOGGLE_BUTTON, story->theme);
  for (guint i = 0; i < G_N_ELEMENTS (story->topics) && story->topics[i] != NULL; i++)
    choose_topic (run->driver, story->topics[i]);
}

static void
choose_kind (KlCasebookRun *run, const char *kind)
{
  if (!kl_driver_has (run->driver, ATSPI_ROLE_COMBO_BOX, kind))
    kl_driver_select (run->driver, "Hoe het kwam", NULL, kind);
}

/**
 * kl_casebook_catch:
 * @run: a story, in the window of its school
 * @first: what was said
 *
 * Catches the question with which it begins.
 */
void
kl_casebook_catch (KlCasebookRun *run, const KlCasebookEntry *first)
{
  KlDriver *driver = run->driver;

  kl_story_begin_question (driver);
  choose_subject (run);
  choose_children (run);
  choose_way (run);
  choose_topics (run);
  kl_story_set_day (driver, "Wanneer is het gevraagd?", first->on);
  choose_kind (run, first->kind);
  set_present (run, ATSPI_ROLE_DIALOG, "Nieuwe vraag", first->rest);
  fill (driver, "Wat werd er gezegd?", first->text->str);
  kl_driver_screenshot (driver, "casebook-question");
  kl_story_save (driver, "Nieuwe vraag");
}

/**
 * kl_casebook_rename:
 * @run: a story, on the page of its case
 *
 * Calls it what the one that was loaded is called.
 */
void
kl_casebook_rename (KlCasebookRun *run)
{
  kl_driver_choose (run->driver, "Meer", "Titel");
  kl_driver_find (run->driver, ATSPI_ROLE_DIALOG, "Titel");
  fill (run->driver, "Hoe heet deze casus?", run->story->title);
  kl_story_save (run->driver, "Titel");
  g_assert_true (kl_driver_sees (run->driver, run->story->title));
}

/* What happened */

#define OTHER_KIND "Andere soort gebeurtenis"
#define MELDCODE "Stap van de meldcode"

/* "Stap van de meldcode 4" */
static void
choose_meldcode_step (KlDriver *driver, const char *number)
{
  static const char *const steps[] = { "Stap 1: signalen", "Stap 2: overleg", "Stap 3: gesprek",
                                       "Stap 4: wegen", "Stap 5: beslissen" };
  const guint64 step = g_ascii_strtoull (number, NULL, 10);

  g_assert_cmpuint (step, >=, 1);
  g_assert_cmpuint (step, <=, G_N_ELEMENTS (steps));
  kl_driver_select (driver, OTHER_KIND, NULL, MELDCODE);
  kl_driver_select (driver, "Welke stap van de meldcode", NULL, steps[step - 1]);
}

/* The first six have a key of their own, which brings the cursor to the words as well. */
static gboolean
press_kind (KlDriver *driver, const char *kind)
{
  static const char *const kinds[] = { "Gesprek", "Telefoon", "Huisbezoek",
                                       "Overleg", "Signaal",  "Notitie" };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i], kind))
      {
        g_autofree char *keys = g_strdup_printf ("alt+%u", i + 1);

        kl_driver_keys (driver, keys);
        g_assert_true (kl_driver_wait_focus (driver, ATSPI_ROLE_TEXT, "Wat gebeurde er?"));
        return TRUE;
      }

  return FALSE;
}

/* All that is asked of an event stands near its words: from elsewhere the way leads along all that
 * happened. */
static void
choose_entry_kind (KlDriver *driver, const char *kind)
{
  if (press_kind (driver, kind))
    return;

  press_kind (driver, "Notitie");
  if (g_str_has_prefix (kind, MELDCODE))
    choose_meldcode_step (driver, kind + strlen (MELDCODE));
  else
    kl_driver_select (driver, OTHER_KIND, NULL, kind);
}

static void
add_entry (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  KlDriver *driver = run->driver;

  choose_entry_kind (driver, entry->kind);
  if (!is_today (run, entry))
    kl_story_set_day (driver, "vandaag", entry->on);
  set_present (run, ATSPI_ROLE_FRAME, "", entry->rest);
  press_kind (driver, entry->kind);
  fill (driver, "Wat gebeurde er?", entry->text->str);
  kl_driver_keys (driver, "ctrl+Return");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, entry->text->str);
}

/* "  Gegeven, door Femke Bakker, te delen met Karin Verhagen, mondeling, vanaf 3 okt 2025, tot en
 * met 14 nov 2025" */
static const char *
find_consent (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  g_autofree char *from = g_strdup_printf (", vanaf %s", entry->on);

  for (guint i = 0; run->loaded->consents[i] != NULL; i++)
    if (strstr (run->loaded->consents[i], from) != NULL)
      return run->loaded->consents[i];

  g_error ("There is no consent of %s", entry->on);
}

/* With whom may be shared since that day, each once. */
static GPtrArray *
list_receivers (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  g_autofree char *from = g_strdup_printf (", vanaf %s", entry->on);
  GPtrArray *receivers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; run->loaded->consents[i] != NULL; i++)
    {
      const char *consent = run->loaded->consents[i];
      g_autofree char *receiver = kl_casebook_dup_between (consent, "te delen met ", ",");

      if (strstr (consent, from) != NULL
          && !g_ptr_array_find_with_equal_func (receivers, receiver, g_str_equal, NULL))
        g_ptr_array_add (receivers, g_steal_pointer (&receiver));
    }

  return receivers;
}

static void
choose_receivers (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  g_autoptr (GPtrArray) receivers = list_receivers (run, entry);

  for (guint i = 0; i < receivers->len; i++)
    {
      const char *receiver = g_ptr_array_index (receivers, i);
      g_autofree char *field = i == 0 ? g_strdup ("Met") : g_strdup_printf ("En met (%u)", i + 1);

      kl_driver_select (run->driver, field, receiver, receiver);
    }
}

/* Of all who could decide, some did. */
static void
record_consent (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  const KlCasebookStory *story = run->story;
  KlDriver *driver = run->driver;
  const char *consent = find_consent (run, entry);
  g_autofree char *last = kl_casebook_dup_between (consent, "tot en met ", ",");

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Toestemming vastleggen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Toestemming");
  for (guint i = 0; i < G_N_ELEMENTS (story->silent) && story->silent[i] != NULL; i++)
    kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, story->silent[i]);
  choose_receivers (run, entry);
  if (!is_today (run, entry))
    kl_story_set_day (driver, "Gezegd op", entry->on);
  kl_story_set_day (driver, "Laatste dag", last);
  fill (driver, "Wat is er gezegd?", entry->text->str);
  kl_driver_screenshot (driver, "casebook-consent");
  kl_story_save (driver, "Toestemming");
}

static void
refer (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  if (kl_casebook_is_passed_on (run, entry))
    kl_casebook_pass_on (run, entry);
  else
    kl_casebook_refer (run, entry);
}

static const struct
{
  const char *kind;
  gboolean on_its_day; /* the window takes no other day for it */
  void (*enter) (KlCasebookRun *run, const KlCasebookEntry *entry);
} steps[] = {
  { "Toestemming", FALSE, record_consent },
  { "Actie afgesproken", FALSE, kl_casebook_agree },
  { KL_CASEBOOK_DONE, TRUE, kl_casebook_do },
  { "Verwijzing", FALSE, refer },
  { "Terugkoppeling", FALSE, kl_casebook_answer },
  { "Afsluiting", FALSE, kl_casebook_close },
  { "Zorgteam", TRUE, kl_casebook_hold_team },
};

/**
 * kl_casebook_needs_its_day:
 * @entry: what a case tells
 *
 * Returns: whether it is entered on the day on which it happened
 */
gboolean
kl_casebook_needs_its_day (const KlCasebookEntry *entry)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].kind, entry->kind))
      return steps[i].on_its_day;

  return FALSE;
}

/**
 * kl_casebook_enter:
 * @run: a story, on the page of its case
 * @entry: what happened
 *
 * Enters it by hand.
 */
void
kl_casebook_enter (KlCasebookRun *run, const KlCasebookEntry *entry)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (steps[i].kind, entry->kind))
      {
        steps[i].enter (run, entry);
        return;
      }

  add_entry (run, entry);
}

/**
 * kl_casebook_finish:
 * @run: a story, on the page of its case today, with all that happened
 *
 * Enters what stands beside the timeline.
 */
void
kl_casebook_finish (KlCasebookRun *run)
{
  g_autofree char *status = kl_casebook_told_dup_fact (run->loaded, "Status");

  kl_casebook_turn_wheel (run);
  if (!g_str_has_prefix (status, "Afgesloten"))
    {
      kl_casebook_put_on_agenda (run);
      kl_casebook_set_facts (run);
      kl_casebook_set_status (run);
    }
  kl_driver_screenshot (run->driver, "casebook");
}
