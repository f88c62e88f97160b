/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-casebook-told.h"

#include <stdlib.h>
#include <string.h>

#include "kl-story.h"

/* Days */

static guint
parse_month (const char *word)
{
  static const char *const months[] = { "jan", "feb", "mrt", "apr", "mei", "jun",
                                        "jul", "aug", "sep", "okt", "nov", "dec" };

  for (guint i = 0; i < G_N_ELEMENTS (months); i++)
    if (g_str_has_prefix (word, months[i]))
      return i + 1;

  g_error ("“%s” is no month", word);
}

/**
 * kl_casebook_parse_day:
 * @on: "3 okt 2025"
 *
 * Returns: a number that orders it among other days
 */
guint
kl_casebook_parse_day (const char *on)
{
  g_auto (GStrv) parts = g_strsplit (on, " ", 3);
  g_autoptr (GDate) date = NULL;

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  date = g_date_new_dmy ((GDateDay) atoi (parts[0]), (GDateMonth) parse_month (parts[1]),
                         (GDateYear) atoi (parts[2]));
  return g_date_get_julian (date);
}

/**
 * kl_casebook_dup_between:
 * @sentence: what is told
 * @before: what stands before what is looked for
 * @after: what stands behind it, or else it goes on to the end
 *
 * Returns: (transfer full) (nullable): what stands between both, %NULL without @before
 */
char *
kl_casebook_dup_between (const char *sentence, const char *before, const char *after)
{
  const char *start = strstr (sentence, before);
  const char *end;

  if (start == NULL)
    return NULL;

  start += strlen (before);
  end = strstr (start, after);
  return end != NULL ? g_strndup (start, (gsize) (end - start)) : g_strdup (start);
}

/* Reading */

/* The lines under a heading, each with what runs on below it. */
static GStrv
list_lines (const char *shown, const char *heading)
{
  g_autofree char *before = g_strconcat ("\n\n", heading, "\n", NULL);
  g_autofree char *part = kl_casebook_dup_between (shown, before, "\n\n");
  g_auto (GStrv) lines = NULL;
  g_autofree char *joined = NULL;

  if (part == NULL)
    return g_new0 (char *, 1);

  lines = g_strsplit (part, "\n      ", -1);
  joined = g_strjoinv (" ", lines);
  return g_strsplit (joined, "\n", -1);
}

static void
entry_free (gpointer pointer)
{
  KlCasebookEntry *entry = pointer;

  g_free (entry->on);
  g_free (entry->kind);
  g_free (entry->by);
  g_free (entry->rest);
  g_string_free (entry->text, TRUE);
  g_free (entry);
}

/* "  3 okt 2025, Gesprek, Samira Bouali, met Femke Bakker", of a round of the wheel
 * "  Op 13 nov 2025, Jelle van den Berg, Samira Bouali" */
static KlCasebookEntry *
parse_head (const char *line)
{
  const char *start = g_str_has_prefix (line, "  Op ") ? line + strlen ("  Op ") : line + 2;
  g_auto (GStrv) words = g_strsplit (start, ", ", 4);
  KlCasebookEntry *entry = g_new0 (KlCasebookEntry, 1);

  g_assert_cmpuint (g_strv_length (words), >=, 3);
  entry->on = g_strdup (words[0]);
  entry->day = kl_casebook_parse_day (words[0]);
  entry->kind = g_strdup (words[1]);
  entry->by = g_strdup (words[2]);
  entry->rest = g_strdup (words[3] != NULL ? words[3] : "");
  entry->text = g_string_new (NULL);

  return entry;
}

/* A heading begins with its day, and may run on below it; words stand deeper. */
static gboolean
is_head (const char *line)
{
  return g_str_has_prefix (line, "  ") && line[2] != ' ' && line[2] != '\0';
}

/* What stands below a heading that begins like that, the oldest first. */
static GPtrArray *
list_entries (const char *shown, const char *heading)
{
  const char *part = strstr (shown, heading);
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  g_auto (GStrv) lines = g_strsplit (part != NULL ? part + 1 : "", "\n", -1);
  g_autoptr (GString) head = g_string_new (NULL);
  KlCasebookEntry *entry = NULL;

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      /* What comes below the next heading is no event. */
      if (*lines[i] != '\0' && *lines[i] != ' ')
        break;
      if (is_head (lines[i]))
        {
          g_string_append (head, head->len == 0 ? lines[i] : lines[i] + 1);
          entry = NULL;
          continue;
        }
      /* "  1 notitie is niet voor jou." */
      if (strchr (head->str, ',') == NULL)
        g_string_truncate (head, 0);
      if (entry == NULL && head->len > 0)
        {
          entry = parse_head (head->str);
          g_string_truncate (head, 0);
          g_ptr_array_insert (entries, 0, entry);
        }
      if (entry != NULL && *lines[i] != '\0')
        g_string_append_printf (entry->text, "%s%s", entry->text->len > 0 ? " " : "", lines[i] + 4);
    }

  return entries;
}

static GStrv
list_head (const char *shown)
{
  const char *first = strstr (shown, "\n\n");
  const char *end = first != NULL ? strstr (first + 2, "\n\n") : NULL;
  g_autofree char *head = end != NULL ? g_strndup (shown, (gsize) (end - shown)) : g_strdup (shown);

  return g_strsplit (head, "\n", -1);
}

/**
 * kl_casebook_told_read:
 * @vault: a vault that no window has open
 * @title: what a case is called
 * @other_than: another one of the same title, or 0
 *
 * Returns: (transfer full): what it tells of itself
 */
KlCasebookTold *
kl_casebook_told_read (const char *vault, const char *title, gint64 other_than)
{
  KlCasebookTold *told = g_new0 (KlCasebookTold, 1);
  g_autofree char *shown = NULL;

  told->id = kl_story_find_case (vault, title, other_than);
  shown = kl_story_show_case (vault, told->id);
  told->head = list_head (shown);
  told->people = list_lines (shown, "Mensen");
  told->chain = list_lines (shown, "Vertrouwensketen");
  told->actions = list_lines (shown, "Acties");
  told->referrals = list_lines (shown, "Verwijzingen");
  told->consents = list_lines (shown, "Toestemming");
  told->entries = list_entries (shown, "\nTijdlijn");
  told->rounds = list_entries (shown, "\nKansencirkel");

  return told;
}

/**
 * kl_casebook_told_free:
 * @told: what a case tells
 */
void
kl_casebook_told_free (KlCasebookTold *told)
{
  g_strfreev (told->head);
  g_strfreev (told->people);
  g_strfreev (told->chain);
  g_strfreev (told->actions);
  g_strfreev (told->referrals);
  g_strfreev (told->consents);
  g_ptr_array_unref (told->entries);
  g_ptr_array_unref (told->rounds);
  g_strfreev (told->strip);
  g_free (told);
}

/**
 * kl_casebook_told_dup_fact:
 * @told: what a case tells
 * @name: the name of a fact, as "Status"
 *
 * Returns: (transfer full) (nullable): what it says
 */
char *
kl_casebook_told_dup_fact (const KlCasebookTold *told, const char *name)
{
  g_autofree char *start = g_strconcat ("  ", name, " ", NULL);

  for (guint i = 0; told->head[i] != NULL; i++)
    if (g_str_has_prefix (told->head[i], start))
      return g_strstrip (g_strdup (told->head[i] + strlen (start)));

  return NULL;
}

/**
 * kl_casebook_told_has_kind:
 * @told: what a case tells
 * @kind: a kind of event, as the window calls it
 *
 * Returns: whether one of its events is of that kind
 */
gboolean
kl_casebook_told_has_kind (const KlCasebookTold *told, const char *kind)
{
  for (guint i = 0; i < told->entries->len; i++)
    if (g_str_equal (((KlCasebookEntry *) g_ptr_array_index (told->entries, i))->kind, kind))
      return TRUE;

  return FALSE;
}

/* Comparing */

static void
format_lines (GString *text, const char *heading, GStrv lines)
{
  g_string_append_printf (text, "\n%s\n", heading);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      /* How consent was given is told in a word of its own by who loaded it; the window has the
       * same as a choice. */
      g_auto (GStrv) parts = g_strsplit (lines[i], ", mondeling,", -1);
      g_autofree char *line = g_strjoinv (", In een gesprek,", parts);

      g_string_append_printf (text, "%s\n", line);
    }
}

/* The strip also draws the care teams of the school that had the case on their agenda. Of those of
 * which the case itself tells nothing, what is entered beside it cannot have been a part. */
static void
format_strip (GString *text, const KlCasebookTold *told)
{
  const gboolean tells_of_teams = kl_casebook_told_has_kind (told, "Zorgteam");

  g_string_append (text, "\nStrook\n");
  for (guint i = 0; told->strip != NULL && told->strip[i] != NULL; i++)
    if (tells_of_teams || !g_str_has_suffix (told->strip[i], ": zorgteam"))
      g_string_append_printf (text, "%s\n", told->strip[i]);
}

static void
format_entries (GString *text, const GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const KlCasebookEntry *entry = g_ptr_array_index (entries, i);

      g_string_append_printf (text, "\n%s, %s, %s\n%s\n", entry->on, entry->kind, entry->rest,
                              entry->text->str);
    }
}

/**
 * kl_casebook_told_format:
 * @told: what a case tells
 *
 * Returns: (transfer full): all of it that can be the same for two cases: a number is the case's
 *   own, and one person writes down here what several had written there
 */
char *
kl_casebook_told_format (const KlCasebookTold *told)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; told->head[i] != NULL; i++)
    if (!g_str_has_prefix (told->head[i], "  Nummer"))
      g_string_append_printf (text, "%s\n", told->head[i]);
  format_lines (text, "Mensen", told->people);
  format_lines (text, "Vertrouwensketen", told->chain);
  format_lines (text, "Acties", told->actions);
  format_lines (text, "Verwijzingen", told->referrals);
  format_lines (text, "Toestemming", told->consents);
  format_strip (text, told);
  format_entries (text, told->entries);
  format_entries (text, told->rounds);

  return g_string_free (text, FALSE);
}
