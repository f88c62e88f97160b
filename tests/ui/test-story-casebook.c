/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-story.h"

#include <string.h>

/*
 * Stories of practice, entered by hand beside those that come with the demo: what the one that was
 * loaded tells of itself is typed into the window, and afterwards both must tell the same.
 *
 * One person enters all of it here, who had not written all of it there: who wrote an entry is left
 * out of what is compared, and the number of a case is its own. To hand over warmly is another
 * story: who came in that way, and who has the case since, are left out too.
 */

#define PATH "/story/casebook/"

typedef struct
{
  const char *name;
  const char *title;
  const char *school;
  const char *about;    /* what is typed to find them */
  const char *asked_by; /* as the window calls it */
  const char *theme;
  const char *topics[3];
  const char *silent[3]; /* who is not asked for consent, though the rule names them */
} Story;

typedef struct
{
  char *day;
  char *kind;
  char *people; /* with whom, or "" */
  GString *text;
} Entry;

/* What a case tells of itself */

static void
entry_free (Entry *entry)
{
  g_free (entry->day);
  g_free (entry->kind);
  g_free (entry->people);
  g_string_free (entry->text, TRUE);
  g_free (entry);
}

static gboolean
is_head (const char *line)
{
  return g_str_has_prefix (line, "  ") && g_ascii_isdigit (line[2]);
}

/* "  3 okt 2025, Gesprek, Samira Bouali, met Femke Bakker" */
static Entry *
parse_head (const char *line)
{
  g_auto (GStrv) words = g_strsplit (line + 2, ", ", 4);
  const char *people = strstr (line, ", met ");
  Entry *entry = g_new0 (Entry, 1);

  g_assert_cmpuint (g_strv_length (words), >=, 3);
  entry->day = g_strdup (words[0]);
  entry->kind = g_strdup (words[1]);
  entry->people = g_strdup (people != NULL ? people + strlen (", met ") : "");
  entry->text = g_string_new (NULL);
  return entry;
}

/* The timeline, oldest first; what runs over several lines is put together again. */
static GPtrArray *
list_entries (const char *shown)
{
  g_auto (GStrv) lines = g_strsplit (strstr (shown, "\nTijdlijn"), "\n", -1);
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  Entry *entry = NULL;

  for (guint i = 2; lines[i] != NULL; i++)
    {
      if (is_head (lines[i]))
        {
          entry = parse_head (lines[i]);
          g_ptr_array_insert (entries, 0, entry);
        }
      else if (entry != NULL && *lines[i] != '\0')
        {
          g_string_append_printf (entry->text, "%s%s", entry->text->len > 0 ? " " : "",
                                  lines[i] + 4);
        }
    }

  return entries;
}

/* What runs over several lines, in one; how consent was given is told in a word there that the
 * window has as another. */
static char *
dup_unwrapped (const char *shown)
{
  g_auto (GStrv) lines = g_strsplit (shown, "\n      ", -1);
  g_autofree char *joined = g_strjoinv (" ", lines);
  g_auto (GStrv) parts = g_strsplit (joined, ", mondeling,", -1);

  return g_strjoinv (", In een gesprek,", parts);
}

/* A number of its own, and what comes of handing over: the third face of a chain is one. */
static gboolean
is_left_out (const char *line)
{
  return g_str_has_prefix (line, "  Nummer") || g_str_has_prefix (line, "  Trekker")
         || g_str_has_prefix (line, "  3. ");
}

/* Without its number, and without who wrote what. */
static char *
dup_comparable (const char *shown)
{
  g_autofree char *unwrapped = dup_unwrapped (shown);
  g_auto (GStrv) lines = g_strsplit (unwrapped, "\n", -1);
  g_autoptr (GString) told = g_string_new (NULL);
  gboolean is_timeline = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      is_timeline = is_timeline || g_str_has_prefix (lines[i], "Tijdlijn");
      if (is_left_out (lines[i]))
        continue;
      if (is_timeline && is_head (lines[i]))
        {
          Entry *entry = parse_head (lines[i]);

          g_string_append_printf (told, "%s, %s, %s\n", entry->day, entry->kind, entry->people);
          entry_free (entry);
          continue;
        }
      g_string_append_printf (told, "%s\n", lines[i]);
    }

  return g_string_free (g_steal_pointer (&told), FALSE);
}

/* The question, and the page of its case */

static void
catch_question (KlDriver *driver, const Story *story, const Entry *first)
{
  kl_driver_keys (driver, "ctrl+n");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Nieuwe vraag");
  kl_driver_find (driver, ATSPI_ROLE_TEXT, "Over wie");
  kl_driver_type (driver, story->about);
  kl_driver_find (driver, ATSPI_ROLE_LIST, "Gevonden");
  kl_driver_find (driver, ATSPI_ROLE_LIST_ITEM, story->about);
  kl_driver_keys (driver, "Return");
  g_assert_true (kl_driver_wait_gone (driver, ATSPI_ROLE_LIST, "Gevonden"));
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, story->asked_by);
  kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, story->theme);
  for (guint i = 0; i < G_N_ELEMENTS (story->topics) && story->topics[i] != NULL; i++)
    kl_driver_press (driver, ATSPI_ROLE_TOGGLE_BUTTON, story->topics[i]);
  kl_story_set_day (driver, "Wanneer is het gevraagd?", first->day);
  kl_story_fill (driver, "Wat werd er gezegd?", first->text->str);
  kl_driver_screenshot (driver, "casebook-question");
  kl_story_save (driver, "Nieuwe vraag");
}

static void
rename_case (KlDriver *driver, const char *title)
{
  kl_driver_choose (driver, "Meer", "Titel");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Titel");
  kl_story_fill (driver, "Hoe heet deze casus?", title);
  kl_story_save (driver, "Titel");
  g_assert_true (kl_driver_sees (driver, title));
}

/* What happened */

static void
add_entry (KlDriver *driver, const Entry *entry)
{
  if (kl_driver_has (driver, ATSPI_ROLE_RADIO_BUTTON, entry->kind))
    kl_driver_press (driver, ATSPI_ROLE_RADIO_BUTTON, entry->kind);
  else
    kl_driver_select (driver, "Andere soort gebeurtenis", NULL, entry->kind);
  kl_story_set_day (driver, "vandaag", entry->day);
  kl_story_fill (driver, "Wat gebeurde er?", entry->text->str);
  kl_driver_keys (driver, "ctrl+Return");
  kl_driver_find (driver, ATSPI_ROLE_LABEL, entry->text->str);
}

/* What stands between two words of a sentence. */
static char *
dup_between (const char *sentence, const char *before, const char *after)
{
  const char *start = strstr (sentence, before);
  const char *end = start != NULL ? strstr (start + strlen (before), after) : NULL;

  if (start == NULL)
    return NULL;
  start += strlen (before);
  return end != NULL ? g_strndup (start, end - start) : g_strdup (start);
}

/* "  Gegeven, door Femke Bakker, te delen met Karin Verhagen, mondeling, vanaf 3 okt 2025, tot en
 * met 14 nov 2025" */
static char *
dup_consent (const char *shown)
{
  g_autofree char *unwrapped = dup_unwrapped (shown);

  return dup_between (unwrapped, "\nToestemming\n", "\n\n");
}

/* Of all who could decide, one did. */
static void
record_consent (KlDriver *driver, const Story *story, const char *consent, const Entry *entry)
{
  g_autofree char *receiver = dup_between (consent, "te delen met ", ",");
  g_autofree char *last = dup_between (consent, "tot en met ", "\n");

  kl_driver_press (driver, ATSPI_ROLE_PUSH_BUTTON, "Vragen");
  kl_driver_find (driver, ATSPI_ROLE_DIALOG, "Toestemming");
  for (guint i = 0; i < G_N_ELEMENTS (story->silent) && story->silent[i] != NULL; i++)
    kl_driver_press (driver, ATSPI_ROLE_CHECK_BOX, story->silent[i]);
  kl_driver_select (driver, "Met", receiver, receiver);
  kl_story_set_day (driver, "Gezegd op", entry->day);
  kl_story_set_day (driver, "Laatste dag", last);
  kl_story_fill (driver, "Wat is er gezegd?", entry->text->str);
  kl_driver_screenshot (driver, "casebook-consent");
  kl_story_save (driver, "Toestemming");
}

/* Stories */

static void
test_story (gconstpointer data)
{
  const Story *story = data;
  g_autofree char *vault = kl_story_make_vault ();
  const gint64 loaded = kl_story_find_case (vault, story->title, 0);
  g_autofree char *told = kl_story_show_case (vault, loaded);
  g_autoptr (GPtrArray) entries = list_entries (told);
  g_autofree char *expected = dup_comparable (told);
  g_autofree char *consent = dup_consent (told);
  g_autofree char *shown = NULL;
  g_autofree char *got = NULL;
  KlDriver *driver = kl_story_open_vault (vault);

  kl_story_go_to_school (driver, story->school);
  catch_question (driver, story, g_ptr_array_index (entries, 0));
  kl_story_open_case (driver, ((const Entry *) g_ptr_array_index (entries, 0))->text->str);
  rename_case (driver, story->title);
  for (guint i = 1; i < entries->len; i++)
    {
      const Entry *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (entry->kind, "Toestemming"))
        record_consent (driver, story, consent, entry);
      else
        add_entry (driver, entry);
    }
  kl_driver_screenshot (driver, "casebook");
  kl_driver_stop (driver);

  shown = kl_story_show_case (vault, kl_story_find_case (vault, story->title, loaded));
  got = dup_comparable (shown);
  g_assert_cmpstr (got, ==, expected);
}

static const Story stories[] = {
  { "bullying",
    "Bang voor de brugklas",
    KL_STORY_SCHOOL,
    "Femke Bakker",
    "Leerling",
    "Opvoeden en opgroeien",
    { "pesten", "gezondheid" },
    { "Marieke Bakker", "Jeroen Bakker" } },
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (stories); i++)
    {
      g_autofree char *path = g_strconcat (PATH, stories[i].name, NULL);

      g_test_add_data_func (path, &stories[i], test_story);
    }

  return g_test_run ();
}
