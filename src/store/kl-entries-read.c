/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-entries.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-ids.h"

/* Reading timelines; writing them stands in kl-entries.c. */

#define COLUMNS                                                                                    \
  "e.id, e.case_id, e.version, e.kind, e.happened_on, e.happened_at, e.recorded_at,"               \
  " e.author_kind, e.author_id, e.visibility, e.body, e.decision, e.reason, e.partner_id,"         \
  " e.referral_id, e.action_id, e.consent_id, e.meeting_id, e.meldcode_step"

/* Ids that lie this many times wider apart than there are entries are looked up one by one. */
#define RANGE_FACTOR 8

enum
{
  SQL_GET,
  SQL_LIST,
  SQL_LIST_NEWER,
  SQL_LIST_SINCE,
  SQL_LIST_PERSONS,
  SQL_LIST_PERSONS_OF,
  SQL_LIST_PUPILS,
  SQL_LIST_PUPILS_OF,
  SQL_LIST_VERSIONS,
  SQL_COUNT_VISIBLE,
  SQL_COUNT_ALL,
  SQL_COUNT_BY_KIND,
  SQL_COUNT_NEWER,
  SQL_GET_LAST_MEETING,
  SQL_GET_LAST_MELDCODE_STEP,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET] =
    "SELECT " COLUMNS " FROM entry e WHERE e.id = ?1 AND " KL_SQL_SEES ("e"),
  [SQL_LIST] =
    "SELECT " COLUMNS " FROM entry e"
    " WHERE e.case_id = ?1 AND (e.happened_on, e.id) < (?2, ?3) AND e.happened_on >= ?6"
    " AND (?4 = 0 OR ((?4 >> e.kind) & 1) = 1)"
    " AND ?5 > 0 AND " KL_SQL_SEES ("e")
    " ORDER BY e.happened_on DESC, e.id DESC LIMIT ?5",
  [SQL_LIST_NEWER] =
    "SELECT " COLUMNS " FROM entry e"
    " WHERE e.case_id = ?1 AND (e.happened_on, e.id) > (?2, ?3) AND e.happened_on >= ?6"
    " AND (?4 = 0 OR ((?4 >> e.kind) & 1) = 1)"
    " AND ?5 > 0 AND " KL_SQL_SEES ("e")
    " ORDER BY e.happened_on, e.id LIMIT ?5",
  [SQL_LIST_SINCE] =
    "SELECT " COLUMNS " FROM entry e"
    " WHERE e.case_id = ?1 AND e.happened_on > ?2 AND " KL_SQL_SEES ("e")
    " ORDER BY e.happened_on, e.id",
  [SQL_LIST_PERSONS] =
    "SELECT entry_id, person_kind, person_id, person_name FROM entry_person"
    " WHERE entry_id BETWEEN ?1 AND ?2 ORDER BY entry_id, position",
  [SQL_LIST_PERSONS_OF] =
    "SELECT entry_id, person_kind, person_id, person_name FROM entry_person"
    " WHERE entry_id = ?1 ORDER BY position",
  [SQL_LIST_PUPILS] =
    "SELECT entry_id, pupil_id FROM entry_pupil"
    " WHERE entry_id BETWEEN ?1 AND ?2 ORDER BY entry_id, pupil_id",
  [SQL_LIST_PUPILS_OF] =
    "SELECT entry_id, pupil_id FROM entry_pupil WHERE entry_id = ?1 ORDER BY pupil_id",
  [SQL_LIST_VERSIONS] =
    "SELECT e.entry_id, 0, e.version, e.kind, e.happened_on, e.happened_at, e.recorded_at,"
    " e.author_kind, e.author_id, e.visibility, e.body, e.decision, e.reason,"
    " NULL, NULL, NULL, NULL, NULL, 0"
    " FROM entry_version e WHERE e.entry_id = ?1 AND " KL_SQL_SEES ("e")
    " ORDER BY e.version DESC",
  [SQL_COUNT_VISIBLE] =
    "SELECT count (*) FROM entry e WHERE e.case_id = ?1 AND " KL_SQL_SEES ("e"),
  [SQL_COUNT_ALL] =
    "SELECT n_entries FROM care_case WHERE id = ?",
  [SQL_COUNT_BY_KIND] =
    "SELECT e.kind, count (*) FROM entry e WHERE e.case_id = ?1 AND " KL_SQL_SEES ("e")
    " GROUP BY e.kind",
  [SQL_COUNT_NEWER] =
    "SELECT count (*) FROM entry e WHERE e.case_id = ?1 AND e.happened_on > ?2"
    " AND (?3 = 0 OR ((?3 >> e.kind) & 1) = 1) AND " KL_SQL_SEES ("e"),
  /* 0 is a care team meeting, 14 what is told of one; a point that was not reached (2) was not
   * talked about. */
  [SQL_GET_LAST_MEETING] =
    "SELECT coalesce (max (day), 0) FROM"
    " (SELECT m.day AS day FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id"
      " WHERE i.case_id = ?1 AND m.kind = 0 AND m.day < ?2 AND i.state <> 2"
     " UNION ALL SELECT e.happened_on FROM entry e"
      " WHERE e.case_id = ?1 AND e.kind = 14 AND e.happened_on < ?2) AS talked",
  /* 15 is a step of the meldcode: the index knows that of every row. */
  [SQL_GET_LAST_MELDCODE_STEP] =
    "SELECT e.meldcode_step FROM entry e"
    " WHERE e.case_id = ?1 AND e.kind = 15 AND e.meldcode_step > 0 AND " KL_SQL_SEES ("e")
    " ORDER BY e.happened_on DESC, e.id DESC LIMIT 1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* Reading */

static KlEntry *
read_entry (KlStmt *stmt, KlPersonBook *book)
{
  KlEntry *entry = kl_entry_new ();

  entry->id = kl_stmt_get_int (stmt, 0);
  entry->case_id = kl_ids_get_case (entry->id);
  entry->version = (int) kl_stmt_get_int (stmt, 2);
  entry->kind = kl_stmt_get_int (stmt, 3);
  entry->happened_on = (KlDate) kl_stmt_get_int (stmt, 4);
  entry->happened_at = (int) kl_stmt_get_int (stmt, 5);
  entry->recorded_at = kl_stmt_get_int (stmt, 6);
  entry->author =
    kl_person_book_dup (book, kl_stmt_get_int (stmt, 7), kl_stmt_get_int (stmt, 8), NULL);
  entry->visibility = kl_stmt_get_int (stmt, 9);
  entry->text = kl_stmt_dup_text (stmt, 10);
  entry->decision = kl_stmt_dup_text (stmt, 11);
  entry->reason = kl_stmt_dup_text (stmt, 12);
  entry->partner = kl_person_book_dup_partner (book, kl_stmt_get_int (stmt, 13));
  entry->referral_id = kl_stmt_get_int (stmt, 14);
  entry->action_id = kl_stmt_get_int (stmt, 15);
  entry->consent_id = kl_stmt_get_int (stmt, 16);
  entry->meeting_id = kl_stmt_get_int (stmt, 17);
  entry->meldcode_step = (int) kl_stmt_get_int (stmt, 18);

  return entry;
}

static GPtrArray *
read_entries (KlStmt *stmt, KlPersonBook *book, GError **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_entry_free);

  while (kl_stmt_step (stmt))
    g_ptr_array_add (entries, read_entry (stmt, book));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&entries) : NULL;
}

static void
take_persons (KlStmt *stmt, GHashTable *by_id, KlPersonBook *book)
{
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);
      KlEntry *entry = g_hash_table_lookup (by_id, &id);
      KlPerson *person =
        entry == NULL ? NULL
                      : kl_person_book_dup (book, kl_stmt_get_int (stmt, 1),
                                            kl_stmt_get_int (stmt, 2), kl_stmt_get_text (stmt, 3));

      if (person != NULL)
        g_ptr_array_add (entry->people, person);
    }
}

static void
take_pupils (KlStmt *stmt, GHashTable *by_id)
{
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);
      gint64 pupil_id = kl_stmt_get_int (stmt, 1);
      KlEntry *entry = g_hash_table_lookup (by_id, &id);

      if (entry != NULL)
        g_array_append_val (entry->pupil_ids, pupil_id);
    }
}

static gboolean
fill_range (KlDb *db,
            gint64 first,
            gint64 last,
            GHashTable *by_id,
            KlPersonBook *book,
            GError **error)
{
  gboolean one = first == last;
  g_autoptr (KlStmt) persons =
    kl_db_statement (db, &sql, one ? SQL_LIST_PERSONS_OF : SQL_LIST_PERSONS);
  g_autoptr (KlStmt) pupils =
    kl_db_statement (db, &sql, one ? SQL_LIST_PUPILS_OF : SQL_LIST_PUPILS);

  kl_stmt_bind_int (persons, 1, first);
  if (!one)
    kl_stmt_bind_int (persons, 2, last);
  take_persons (persons, by_id, book);
  kl_stmt_bind_int (pupils, 1, first);
  if (!one)
    kl_stmt_bind_int (pupils, 2, last);
  take_pupils (pupils, by_id);

  if (!kl_stmt_finish (persons, error))
    {
      kl_stmt_finish (pupils, NULL);
      return FALSE;
    }
  return kl_stmt_finish (pupils, error);
}

/* Persons and pupils of a page of entries: at once, since their ids lie close together; one by one
 * where something that was told much later lies between them. */
static gboolean
fill_entries (KlDb *db, GPtrArray *entries, KlPersonBook *book, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  gint64 first = G_MAXINT64;
  gint64 last = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      KlEntry *entry = g_ptr_array_index (entries, i);

      first = MIN (first, entry->id);
      last = MAX (last, entry->id);
      g_hash_table_insert (by_id, &entry->id, entry);
    }

  if (entries->len > 0 && last - first < RANGE_FACTOR * (gint64) entries->len)
    return fill_range (db, first, last, by_id, book, error) && kl_person_book_finish (book, error);

  for (guint i = 0; i < entries->len; i++)
    {
      const KlEntry *entry = g_ptr_array_index (entries, i);

      if (!fill_range (db, entry->id, entry->id, by_id, book, error))
        return FALSE;
    }
  return kl_person_book_finish (book, error);
}

/* Looking */

/**
 * kl_entries_get:
 * @db: a connection
 * @entry_id: an entry
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): the entry as it reads now; an error when it is not there or not for
 *   the one who asks
 */
KlEntry *
kl_entries_get (KlDb *db, gint64 entry_id, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;
  gint64 case_id = kl_ids_get_case (entry_id);
  KlSight sight;

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_visibility_get_case (db, case_id, &sight, error))
    return NULL;

  book = kl_person_book_new (db, kl_ids_get_school (case_id));
  stmt = kl_db_statement (db, &sql, SQL_GET);
  kl_stmt_bind_int (stmt, 1, entry_id);
  kl_visibility_bind (stmt, &sight);
  entries = read_entries (stmt, book, error);
  if (entries == NULL || !fill_entries (db, entries, book, error))
    return NULL;

  if (entries->len == 0)
    {
      kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND, _ ("This event is not there any more"));
      return NULL;
    }
  return g_ptr_array_steal_index (entries, 0);
}

static void
reverse (GPtrArray *entries)
{
  for (guint i = 0; i < entries->len / 2; i++)
    {
      gpointer other = entries->pdata[entries->len - 1 - i];

      entries->pdata[entries->len - 1 - i] = entries->pdata[i];
      entries->pdata[i] = other;
    }
}

/**
 * kl_entries_list:
 * @db: a connection
 * @filter: which page of which timeline
 * @error: (out): return location for what went wrong
 *
 * Pages by key, in the same time wherever the page is: give the day and the id of the last entry of
 * a page to get the next (older) one, or those of the first to get the one before (newer). To jump
 * to a day, give the day after it and no id: the page then starts with what happened on that day or
 * last before it. What the one who asks may not see is left out.
 *
 * Returns: (transfer container) (element-type KlEntry): entries, newest first
 */
GPtrArray *
kl_entries_list (KlDb *db, const KlEntryFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;
  gboolean newer, first_page;
  KlSight sight;

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);

  if (!kl_visibility_get_case (db, filter->case_id, &sight, error))
    return NULL;

  newer = filter->after_day != KL_DATE_NONE;
  first_page = filter->before_day == KL_DATE_NONE;
  book = kl_person_book_new (db, kl_ids_get_school (filter->case_id));
  stmt = kl_db_statement (db, &sql, newer ? SQL_LIST_NEWER : SQL_LIST);
  kl_stmt_bind_int (stmt, 1, filter->case_id);
  if (newer)
    kl_stmt_bind_int (stmt, 2, filter->after_day);
  else
    kl_stmt_bind_int (stmt, 2, first_page ? G_MAXINT32 : filter->before_day);
  if (newer)
    kl_stmt_bind_int (stmt, 3, filter->after_id);
  else
    kl_stmt_bind_int (stmt, 3, first_page ? G_MAXINT64 : filter->before_id);
  kl_stmt_bind_int (stmt, 4, filter->kinds);
  kl_stmt_bind_int (stmt, 5, filter->limit > 0 ? filter->limit : G_MAXINT32);
  kl_stmt_bind_int (stmt, 6, filter->since_day);
  kl_visibility_bind (stmt, &sight);
  entries = read_entries (stmt, book, error);
  if (entries == NULL || !fill_entries (db, entries, book, error))
    return NULL;

  if (newer)
    reverse (entries);
  return g_steal_pointer (&entries);
}

/**
 * kl_entries_find_position:
 * @db: a connection
 * @case_id: a case
 * @kinds: kinds that are shown, joined from KL_ENTRY_KIND_BIT(); 0 for all
 * @day: a day to jump to
 * @position: (out): how many entries of the timeline come before those of @day, newest first
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when @position is set
 */
gboolean
kl_entries_find_position (KlDb *db,
                          gint64 case_id,
                          guint kinds,
                          KlDate day,
                          int *position,
                          GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  KlSight sight;

  g_return_val_if_fail (db != NULL && position != NULL, FALSE);

  *position = 0;
  if (!kl_visibility_get_case (db, case_id, &sight, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_COUNT_NEWER);
  kl_stmt_bind_int (stmt, 1, case_id);
  kl_stmt_bind_int (stmt, 2, day);
  kl_stmt_bind_int (stmt, 3, kinds);
  kl_visibility_bind (stmt, &sight);
  if (kl_stmt_step (stmt))
    *position = (int) kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_entries_get_last_meeting:
 * @db: a connection
 * @case_id: a case
 * @today: the current day
 * @day: (out): the day before @today on which the care team last talked about it, or %KL_DATE_NONE
 * @error: (out): return location for what went wrong
 *
 * For "since the last zorgteam": what happened after that day is what is new to the team.
 *
 * Returns: %TRUE when @day is set
 */
gboolean
kl_entries_get_last_meeting (KlDb *db, gint64 case_id, KlDate today, KlDate *day, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && day != NULL, FALSE);

  *day = KL_DATE_NONE;
  stmt = kl_db_statement (db, &sql, SQL_GET_LAST_MEETING);
  kl_stmt_bind_int (stmt, 1, case_id);
  kl_stmt_bind_int (stmt, 2, today);
  if (kl_stmt_step (stmt))
    *day = (KlDate) kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_entries_get_last_meldcode_step:
 * @db: a connection
 * @case_id: a case
 * @step: (out): which step of the meldcode stands highest in the timeline, from 1; 0 for none
 * @error: (out): return location for what went wrong
 *
 * A step that the one who asks may not see does not count: nothing is told of it.
 *
 * Returns: %TRUE when @step is set
 */
gboolean
kl_entries_get_last_meldcode_step (KlDb *db, gint64 case_id, int *step, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  KlSight sight;

  g_return_val_if_fail (db != NULL && step != NULL, FALSE);

  *step = 0;
  if (!kl_visibility_get_case (db, case_id, &sight, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_GET_LAST_MELDCODE_STEP);
  kl_stmt_bind_int (stmt, 1, case_id);
  kl_visibility_bind (stmt, &sight);
  if (kl_stmt_step (stmt))
    *step = (int) kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_entries_list_since:
 * @db: a connection
 * @case_id: a case
 * @after: a day, as a rule that of the meeting before
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlEntry): what happened after @after and may be seen,
 *   oldest first
 */
GPtrArray *
kl_entries_list_since (KlDb *db, gint64 case_id, KlDate after, GError **error)
{
  KlSight sight;

  g_return_val_if_fail (db != NULL, NULL);

  return kl_visibility_get_case (db, case_id, &sight, error)
           ? kl_entries_list_since_for (db, case_id, after, &sight, error)
           : NULL;
}

/**
 * kl_entries_list_since_for:
 * @db: a connection
 * @case_id: a case
 * @after: a day, as a rule that of the meeting before
 * @sight: what may be seen of the case
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlEntry): what happened after @after and @sight
 *   reaches, oldest first
 */
GPtrArray *
kl_entries_list_since_for (KlDb *db,
                           gint64 case_id,
                           KlDate after,
                           const KlSight *sight,
                           GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && sight != NULL, NULL);

  book = kl_person_book_new (db, kl_ids_get_school (case_id));
  stmt = kl_db_statement (db, &sql, SQL_LIST_SINCE);
  kl_stmt_bind_int (stmt, 1, case_id);
  kl_stmt_bind_int (stmt, 2, after);
  kl_visibility_bind (stmt, sight);
  entries = read_entries (stmt, book, error);
  if (entries == NULL || !fill_entries (db, entries, book, error))
    return NULL;

  return g_steal_pointer (&entries);
}

static gboolean
log_read (KlDb *db, gpointer data, GError **error)
{
  const gint64 *entry_id = data;

  return kl_audit_append_for_case (db, KL_AUDIT_READ, KL_AUDIT_ENTRY, *entry_id,
                                   kl_ids_get_case (*entry_id), "versions", error);
}

/**
 * kl_entries_list_versions:
 * @db: a connection
 * @entry_id: an entry
 * @error: (out): return location for what went wrong
 *
 * Reading old versions is recorded in the log. A version that was not for the one who asks when it
 * was written stays out.
 *
 * Returns: (transfer container) (element-type KlEntry): every version, the current one first;
 *   older ones have neither people nor links
 */
GPtrArray *
kl_entries_list_versions (KlDb *db, gint64 entry_id, GError **error)
{
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (KlEntry) current = NULL;
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;
  gint64 case_id = kl_ids_get_case (entry_id);
  KlSight sight;

  g_return_val_if_fail (db != NULL, NULL);

  current = kl_entries_get (db, entry_id, error);
  if (current == NULL || !kl_visibility_get_case (db, case_id, &sight, error)
      || !kl_db_transaction (db, log_read, &entry_id, error))
    return NULL;

  book = kl_person_book_new (db, kl_ids_get_school (case_id));
  stmt = kl_db_statement (db, &sql, SQL_LIST_VERSIONS);
  kl_stmt_bind_int (stmt, 1, entry_id);
  kl_visibility_bind (stmt, &sight);
  versions = read_entries (stmt, book, error);
  if (versions == NULL || !kl_person_book_finish (book, error))
    return NULL;

  g_ptr_array_insert (versions, 0, g_steal_pointer (&current));
  return g_steal_pointer (&versions);
}

static gboolean
count_for_case (KlDb *db,
                guint statement,
                gint64 case_id,
                const KlSight *sight,
                int *n,
                GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  *n = 0;
  kl_stmt_bind_int (stmt, 1, case_id);
  if (sight != NULL)
    kl_visibility_bind (stmt, sight);
  if (kl_stmt_step (stmt))
    *n = (int) kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_entries_count:
 * @db: a connection
 * @case_id: a case
 * @n_visible: (out): how many entries the one who asks may see
 * @n_hidden: (out): how many there are besides
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when both are set
 */
gboolean
kl_entries_count (KlDb *db, gint64 case_id, int *n_visible, int *n_hidden, GError **error)
{
  KlSight sight;

  g_return_val_if_fail (db != NULL && n_visible != NULL && n_hidden != NULL, FALSE);

  if (!kl_visibility_get_case (db, case_id, &sight, error)
      || !count_for_case (db, SQL_COUNT_VISIBLE, case_id, &sight, n_visible, error)
      || !count_for_case (db, SQL_COUNT_ALL, case_id, NULL, n_hidden, error))
    return FALSE;

  *n_hidden = MAX (*n_hidden - *n_visible, 0);
  return TRUE;
}

/**
 * kl_entries_count_by_kind:
 * @db: a connection
 * @case_id: a case
 * @counts: (out): per #KlEntryKind how many entries the one who asks may see
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when @counts is set
 */
gboolean
kl_entries_count_by_kind (KlDb *db,
                          gint64 case_id,
                          int counts[KL_ENTRY_REOPENING + 1],
                          GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  KlSight sight;

  g_return_val_if_fail (db != NULL && counts != NULL, FALSE);

  for (int kind = 0; kind <= KL_ENTRY_REOPENING; kind++)
    counts[kind] = 0;
  if (!kl_visibility_get_case (db, case_id, &sight, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_COUNT_BY_KIND);
  kl_stmt_bind_int (stmt, 1, case_id);
  kl_visibility_bind (stmt, &sight);
  while (kl_stmt_step (stmt))
    {
      gint64 kind = kl_stmt_get_int (stmt, 0);

      if (kind >= 0 && kind <= KL_ENTRY_REOPENING)
        counts[kind] = (int) kl_stmt_get_int (stmt, 1);
    }

  return kl_stmt_finish (stmt, error);
}
