/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-meetings.h"

#include <glib/gi18n-lib.h>

#include "kl-caseload.h"
#include "kl-visibility.h"

/* From so many new entries on a case is worth a look even if nothing is due. */
#define MANY_ENTRIES 3

enum
{
  SQL_COUNT_NEWS,
  SQL_LIST_AGAIN,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_COUNT_NEWS] =
    "SELECT e.case_id, count (*) FROM care_case c CROSS JOIN entry e"
    " WHERE c.school_id = ?1 AND " KL_SQL_OPEN ("c")
    " AND e.case_id = c.id AND e.happened_on > ?2 AND e.visibility = 0 GROUP BY e.case_id",
  /* What a meeting wanted to see back by the day of this one, unless another saw it meanwhile. */
  [SQL_LIST_AGAIN] =
    "SELECT i.case_id, m.day, d.body FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id"
    " JOIN decision d ON d.item_id = i.id"
    " WHERE m.school_id = ?1 AND m.day < ?2 AND d.kind = 4 AND d.applied = 1 AND d.day <= ?2"
    " AND NOT EXISTS (SELECT 1 FROM agenda_item l JOIN meeting n ON n.id = l.meeting_id"
                    " WHERE l.case_id = i.case_id AND l.state = 1 AND n.day > m.day"
                    " AND n.day >= d.day)"
    " ORDER BY m.day, i.position, d.position",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

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
      if (attention->urgency == KL_URGENCY_LATE)
        /* TRANSLATORS: %s is a receiver */
        return g_strdup_printf (_ ("Consent for %s has ended"), attention->title);
      /* TRANSLATORS: a receiver, and when ("in 4 days") */
      return g_strdup_printf (_ ("Consent for %s ends %s"), attention->title, attention->days_text);
    case KL_ATTENTION_NEW_QUESTION:
      return g_strdup (_ ("New question, nobody in charge yet"));
    case KL_ATTENTION_FEEDBACK_LATE:
      /* TRANSLATORS: a partner, and how long it is late */
      return g_strdup_printf (_ ("No feedback from %s, %s late"), attention->title,
                              attention->days_text);
    case KL_ATTENTION_NO_BRIDGING:
      /* TRANSLATORS: a partner, and how long somebody waits for it */
      return g_strdup_printf (_ ("Waits for %s for %s, with no help meanwhile"), attention->title,
                              attention->days_text);
    case KL_ATTENTION_OFF_RADAR:
      /* TRANSLATORS: two municipalities ("Oss and Tilburg") */
      return g_strdup_printf (_ ("May drop off the radar: %s"), attention->reference);
    case KL_ATTENTION_PARTNER_SILENT:
    case KL_ATTENTION_PARTNER_FACTS:
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
take_news (GPtrArray *suggestions, const KlCaseRow *row, int n, KlDate previous)
{
  KlSuggestion *suggestion = find_suggestion (suggestions, row->id);

  if (suggestion == NULL && n < MANY_ENTRIES)
    return;
  if (suggestion == NULL)
    suggestion = add_suggestion (suggestions, row);
  g_ptr_array_add (suggestion->reasons, describe_news (n, previous));
}

/* An agenda is for the team: what was written for fewer does not count. */
static gboolean
suggest_news (KlDb *db,
              GPtrArray *suggestions,
              const KlCaseload *caseload,
              const KlMeeting *meeting,
              GError **error)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_COUNT_NEWS);

  kl_stmt_bind_int (stmt, 1, meeting->school_id);
  kl_stmt_bind_int (stmt, 2, meeting->previous_on);
  while (kl_stmt_step (stmt))
    {
      gint64 case_id = kl_stmt_get_int (stmt, 0);

      g_hash_table_insert (counts, g_memdup2 (&case_id, sizeof case_id),
                           GINT_TO_POINTER ((int) kl_stmt_get_int (stmt, 1)));
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  for (guint i = 0; i < caseload->cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (caseload->cases, i);
      int n = GPOINTER_TO_INT (g_hash_table_lookup (counts, &row->id));

      if (n > 0)
        take_news (suggestions, row, n, meeting->previous_on);
    }

  return TRUE;
}

/* What the team itself wanted to see back. */
static gboolean
suggest_again (KlDb *db,
               GPtrArray *suggestions,
               const KlCaseload *caseload,
               const KlMeeting *meeting,
               GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_AGAIN);

  kl_stmt_bind_int (stmt, 1, meeting->school_id);
  kl_stmt_bind_int (stmt, 2, meeting->date);
  while (kl_stmt_step (stmt))
    {
      const KlCaseRow *row = find_row (caseload->cases, kl_stmt_get_int (stmt, 0));
      KlSuggestion *suggestion = row != NULL ? find_suggestion (suggestions, row->id) : NULL;
      g_autofree char *day =
        kl_date_format ((KlDate) kl_stmt_get_int (stmt, 1), KL_DATE_STYLE_DAY_MONTH);

      if (row == NULL)
        continue;
      if (suggestion == NULL)
        suggestion = add_suggestion (suggestions, row);
      g_ptr_array_add (suggestion->reasons,
                       /* TRANSLATORS: the day of a meeting, and what was agreed there */
                       g_strdup_printf (_ ("Agreed %s: %s"), day, kl_stmt_get_text (stmt, 2)));
    }

  return kl_stmt_finish (stmt, error);
}

/* What is done and agreed in a case is content: it is for those who may see that of the case. */
static gboolean
drop_hidden (KlDb *db, GPtrArray *suggestions, GError **error)
{
  for (guint i = suggestions->len; i > 0; i--)
    {
      const KlSuggestion *suggestion = g_ptr_array_index (suggestions, i - 1);
      KlSight sight;

      if (!kl_visibility_get_case (db, suggestion->case_id, &sight, error))
        return FALSE;
      if (!sight.team)
        g_ptr_array_remove_index (suggestions, i - 1);
    }

  return TRUE;
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
 * partner, an action overdue, a consent about to end, nobody in charge, a case that an earlier
 * meeting wanted to see back, or much that happened since the meeting before. A case that stands on
 * the agenda stays in the list, with its place; one of which the one who acts may see no content is
 * not in it.
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
  if (!suggest_again (db, suggestions, caseload, meeting, error))
    return NULL;
  if (meeting->previous_on != KL_DATE_NONE
      && !suggest_news (db, suggestions, caseload, meeting, error))
    return NULL;
  if (!drop_hidden (db, suggestions, error))
    return NULL;

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
