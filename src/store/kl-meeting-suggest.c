/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meetings.h"

#include <glib/gi18n-lib.h>

#include "kl-caseload.h"

/* From so many new entries on a case is worth a look even if nothing is due. */
#define MANY_ENTRIES 3

static KlSuggestion *
find_suggestion (GPtrArray *suggestions, gint64 case_id)
{
  for (guint i = 0; i < suggestions->len; i++)
    {
      KlSuggestion *suggestion = g_ptr_array_index (suggestions, i);

      if (suggestion->case_id == case_id)
        return suggestion;
    }

  return NULL;
}

static KlSuggestion *
add_suggestion (GPtrArray *suggestions, const KlCaseRow *row)
{
  KlSuggestion *suggestion = g_new0 (KlSuggestion, 1);

  suggestion->case_id = row->id;
  suggestion->title = g_strdup (row->title);
  suggestion->about = g_strdup (row->about);
  suggestion->about_group = g_strdup (row->about_group);
  suggestion->reasons = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (suggestions, suggestion);

  return suggestion;
}

static char *
describe (const KlAttention *attention)
{
  switch (attention->reason)
    {
    case KL_ATTENTION_NO_CONTACT:
      /* TRANSLATORS: a number of days in words: "13 days without contact" */
      return g_strdup_printf (_ ("%s without contact"), attention->days_text);
    case KL_ATTENTION_NO_ANSWER:
      /* TRANSLATORS: a partner, and how long it has been silent */
      return g_strdup_printf (_ ("No answer from %s, %s"), attention->title, attention->days_text);
    case KL_ATTENTION_ACTION_DUE:
      return attention->urgency == KL_URGENCY_LATE
               ? g_strdup_printf (_ ("Action late: %s"), attention->title)
               : g_strdup_printf (_ ("Action for today: %s"), attention->title);
    case KL_ATTENTION_CONSENT_ENDING:
      /* TRANSLATORS: a receiver, and when ("in 4 days") */
      return g_strdup_printf (_ ("Consent for %s ends %s"), attention->title, attention->days_text);
    case KL_ATTENTION_NEW_QUESTION:
      return g_strdup (_ ("New question, nobody in charge yet"));
    case KL_ATTENTION_PLAN_REVIEW:
    case KL_ATTENTION_RETENTION:
    default:
      return NULL;
    }
}

static const KlCaseRow *
find_row (GPtrArray *cases, gint64 case_id)
{
  for (guint i = 0; i < cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (cases, i);

      if (row->id == case_id)
        return row;
    }

  return NULL;
}

static void
suggest_due (GPtrArray *suggestions, const KlCaseload *caseload)
{
  for (guint i = 0; i < caseload->attention->len; i++)
    {
      const KlAttention *attention = g_ptr_array_index (caseload->attention, i);
      const KlCaseRow *row = find_row (caseload->cases, attention->case_id);
      g_autofree char *reason = describe (attention);
      KlSuggestion *suggestion;

      if (row == NULL || reason == NULL)
        continue;

      suggestion = find_suggestion (suggestions, row->id);
      if (suggestion == NULL)
        suggestion = add_suggestion (suggestions, row);
      suggestion->late = suggestion->late || attention->urgency == KL_URGENCY_LATE;
      g_ptr_array_add (suggestion->reasons, g_steal_pointer (&reason));
    }
}

static char *
describe_news (int n, KlDate since)
{
  g_autofree char *day = kl_date_format (since, KL_DATE_STYLE_DAY_MONTH);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d event since %s", "%d events since %s",
                                       n),
                          n, day);
}

static void
suggest_news (GPtrArray *suggestions, const KlCaseload *caseload, KlDate previous)
{
  for (guint i = 0; i < caseload->cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (caseload->cases, i);
      KlSuggestion *suggestion = find_suggestion (suggestions, row->id);
      int n = 0;

      for (guint j = 0; j < row->marks->len; j++)
        n += g_array_index (row->marks, KlStripMark, j).date > previous;

      if (suggestion == NULL && n >= MANY_ENTRIES)
        suggestion = add_suggestion (suggestions, row);
      if (suggestion != NULL && n > 0)
        g_ptr_array_add (suggestion->reasons, describe_news (n, previous));
    }
}

/* What is late comes first; within that the order of the dashboard stays. */
static int
compare_suggestions (gconstpointer a, gconstpointer b, gpointer unused)
{
  const KlSuggestion *first = *(const KlSuggestion *const *) a;
  const KlSuggestion *second = *(const KlSuggestion *const *) b;

  return second->late - first->late;
}

/**
 * kl_meetings_suggest:
 * @db: a connection
 * @meeting_id: a meeting that is being prepared
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Says which cases the agenda could do with, and why: the contact norm passed, no answer from a
 * partner, an action overdue, a consent about to end, nobody in charge, or much that happened since
 * the meeting before. A case that stands on the agenda stays in the list, with its place.
 *
 * Returns: (transfer container) (element-type KlSuggestion): cases, what is late first
 */
GPtrArray *
kl_meetings_suggest (KlDb *db, gint64 meeting_id, KlDate today, GError **error)
{
  g_autoptr (GPtrArray) suggestions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_suggestion_free);
  g_autoptr (KlMeeting) meeting = NULL;
  g_autoptr (KlCaseload) caseload = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  meeting = kl_meetings_get (db, meeting_id, error);
  if (meeting == NULL || !kl_caseload_check_school (db, meeting->school_id, error))
    return NULL;
  caseload = kl_caseload_load (db, meeting->school_id, today, error);
  if (caseload == NULL)
    return NULL;

  suggest_due (suggestions, caseload);
  if (meeting->previous_on != KL_DATE_NONE)
    suggest_news (suggestions, caseload, meeting->previous_on);

  for (guint i = 0; i < meeting->items->len; i++)
    {
      const KlAgendaItem *item = g_ptr_array_index (meeting->items, i);
      KlSuggestion *suggestion =
        item->case_id != 0 ? find_suggestion (suggestions, item->case_id) : NULL;

      if (suggestion != NULL)
        suggestion->position = (int) i + 1;
    }
  g_ptr_array_sort_with_data (suggestions, compare_suggestions, NULL);

  return g_steal_pointer (&suggestions);
}
