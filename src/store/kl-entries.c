/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-entries.h"

#include <glib/gi18n-lib.h>

#include "kl-case-moves.h"
#include "kl-case-private.h"
#include "kl-ids.h"
#include "kl-visibility.h"

#define COLUMNS                                                                                    \
  "e.id, e.case_id, e.version, e.kind, e.happened_on, e.happened_at, e.recorded_at,"               \
  " e.author_kind, e.author_id, e.visibility, e.body, e.decision, e.reason, e.partner_id,"         \
  " e.referral_id, e.action_id, e.consent_id, e.meeting_id, e.meldcode_step"

/* Contact with child, parent or family; the same kinds as kl_entry_kind_is_contact(). */
#define CONTACT_KINDS "(0, 1, 2, 3, 8)"

enum
{
  SQL_GET_LAST_ID,
  SQL_ADD,
  SQL_ADD_PERSON,
  SQL_ADD_PUPIL,
  SQL_COUNT_ENTRY,
  SQL_UPDATE_CONTACT,
  SQL_GET_STAND,
  SQL_CORRECT,
  SQL_CLEAR_PERSONS,
  SQL_CLEAR_PUPILS,
  SQL_GET,
  SQL_LIST,
  SQL_LIST_SINCE,
  SQL_LIST_PERSONS,
  SQL_LIST_PUPILS,
  SQL_LIST_VERSIONS,
  SQL_COUNT_VISIBLE,
  SQL_COUNT_ALL,
  SQL_COUNT_BY_KIND,
  SQL_COUNT_NOT_FOR_TEAM,
  SQL_GET_VERSION,
  SQL_REMOVE,
  SQL_UNCOUNT_ENTRY,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET_LAST_ID] =
    "SELECT max (id) FROM entry WHERE id > ?1 AND id < ?2",
  [SQL_ADD] =
    "INSERT INTO entry (id, school_id, case_id, kind, happened_on, happened_at, recorded_at,"
    " author_kind, author_id, visibility, body, decision, partner_id, referral_id, action_id,"
    " consent_id, meeting_id, meldcode_step)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_ADD_PERSON] =
    "INSERT INTO entry_person (entry_id, position, person_kind, person_id, person_name)"
    " VALUES (?, ?, ?, ?, ?)",
  [SQL_ADD_PUPIL] =
    "INSERT INTO entry_pupil (entry_id, pupil_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
  [SQL_COUNT_ENTRY] =
    "UPDATE care_case SET n_entries = n_entries + 1 WHERE id = ?",
  [SQL_UPDATE_CONTACT] =
    "UPDATE care_case SET (last_contact, last_contact_kind) ="
    " (SELECT coalesce (max (happened_on), 0), coalesce (max (kind), 0) FROM"
      " (SELECT happened_on, kind FROM entry WHERE case_id = ?1 AND kind IN " CONTACT_KINDS
       " ORDER BY happened_on DESC, id DESC LIMIT 1) AS newest)"
    " WHERE id = ?1",
  [SQL_GET_STAND] =
    "SELECT e.version, e.visibility,"
    " coalesce (v.author_kind, e.author_kind), coalesce (v.author_id, e.author_id)"
    " FROM entry e LEFT JOIN entry_version v ON v.entry_id = e.id AND v.version = 1"
    " WHERE e.id = ?",
  [SQL_CORRECT] =
    "UPDATE entry SET version = version + 1, kind = ?3, happened_on = ?4, happened_at = ?5,"
    " recorded_at = ?6, author_kind = ?7, author_id = ?8, visibility = ?9, body = ?10,"
    " decision = ?11, reason = ?12"
    " WHERE id = ?1 AND version = ?2",
  [SQL_CLEAR_PERSONS] =
    "DELETE FROM entry_person WHERE entry_id = ?",
  [SQL_CLEAR_PUPILS] =
    "DELETE FROM entry_pupil WHERE entry_id = ?",
  [SQL_GET] =
    "SELECT " COLUMNS " FROM entry e WHERE e.id = ?1 AND " KL_SQL_SEES ("e"),
  [SQL_LIST] =
    "SELECT " COLUMNS " FROM entry e"
    " WHERE e.case_id = ?1 AND (e.happened_on, e.id) < (?2, ?3)"
    " AND (?4 = 0 OR ((?4 >> e.kind) & 1) = 1)"
    " AND ?5 > 0 AND " KL_SQL_SEES ("e")
    " ORDER BY e.happened_on DESC, e.id DESC LIMIT ?5",
  [SQL_LIST_SINCE] =
    "SELECT " COLUMNS " FROM entry e"
    " WHERE e.case_id = ?1 AND e.happened_on > ?2 AND " KL_SQL_SEES ("e")
    " ORDER BY e.happened_on, e.id",
  [SQL_LIST_PERSONS] =
    "SELECT entry_id, person_kind, person_id, person_name FROM entry_person"
    " WHERE entry_id BETWEEN ?1 AND ?2 ORDER BY entry_id, position",
  [SQL_LIST_PUPILS] =
    "SELECT entry_id, pupil_id FROM entry_pupil"
    " WHERE entry_id BETWEEN ?1 AND ?2 ORDER BY entry_id, pupil_id",
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
  [SQL_COUNT_NOT_FOR_TEAM] =
    "SELECT visibility, count (*) FROM entry WHERE case_id = ?1 AND visibility <> 0"
    " GROUP BY visibility",
  [SQL_GET_VERSION] =
    "SELECT version FROM entry WHERE id = ?",
  [SQL_REMOVE] =
    "DELETE FROM entry WHERE id = ?",
  [SQL_UNCOUNT_ENTRY] =
    "UPDATE care_case SET n_entries = n_entries - 1 WHERE id = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlEntry *entry;
  KlDate today;
  gint64 id;
} Adding;

typedef struct
{
  const KlEntry *changed;
  const char *reason;
  KlDate today;
  gint64 case_id;
} Correcting;

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

/* Persons and pupils of a page of entries at once: their ids lie close together. */
static gboolean
fill_entries (KlDb *db, GPtrArray *entries, KlPersonBook *book, GError **error)
{
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (KlStmt) persons = kl_db_statement (db, &sql, SQL_LIST_PERSONS);
  g_autoptr (KlStmt) pupils = kl_db_statement (db, &sql, SQL_LIST_PUPILS);
  gint64 first = G_MAXINT64;
  gint64 last = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      KlEntry *entry = g_ptr_array_index (entries, i);

      first = MIN (first, entry->id);
      last = MAX (last, entry->id);
      g_hash_table_insert (by_id, &entry->id, entry);
    }

  kl_stmt_bind_int (persons, 1, first);
  kl_stmt_bind_int (persons, 2, last);
  while (kl_stmt_step (persons))
    {
      gint64 id = kl_stmt_get_int (persons, 0);
      KlEntry *entry = g_hash_table_lookup (by_id, &id);
      KlPerson *person = entry == NULL ? NULL
                                       : kl_person_book_dup (book, kl_stmt_get_int (persons, 1),
                                                             kl_stmt_get_int (persons, 2),
                                                             kl_stmt_get_text (persons, 3));

      if (person != NULL)
        g_ptr_array_add (entry->people, person);
    }

  kl_stmt_bind_int (pupils, 1, first);
  kl_stmt_bind_int (pupils, 2, last);
  while (kl_stmt_step (pupils))
    {
      gint64 id = kl_stmt_get_int (pupils, 0);
      gint64 pupil_id = kl_stmt_get_int (pupils, 1);
      KlEntry *entry = g_hash_table_lookup (by_id, &id);

      if (entry != NULL)
        g_array_append_val (entry->pupil_ids, pupil_id);
    }

  if (!kl_stmt_finish (persons, error))
    {
      kl_stmt_finish (pupils, NULL);
      return FALSE;
    }
  return kl_stmt_finish (pupils, error) && kl_person_book_finish (book, error);
}

/* Writing */

static gboolean
check_entry (const KlEntry *entry, KlDate today, GError **error)
{
  if (!kl_date_is_plausible_past (entry->happened_on, today))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("This day cannot be: choose one from 1900 until today"));
  if (entry->happened_at < -1 || entry->happened_at >= 24 * 60)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("This time of day cannot be"));

  return kl_store_check_text (entry->text, error);
}

static gboolean
get_next_id (KlDb *db, gint64 case_id, gint64 *id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_LAST_ID);
  gint64 below = kl_ids_entry_at (case_id, 0);

  *id = 0;
  kl_stmt_bind_int (stmt, 1, below);
  kl_stmt_bind_int (stmt, 2, kl_ids_entry_at (case_id, KL_MAX_ENTRIES + 1));
  if (kl_stmt_step (stmt))
    *id = kl_stmt_get_int (stmt, 0);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  *id = MAX (*id, below) + 1;
  return *id - below <= KL_MAX_ENTRIES
         || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                             _ ("This case holds as many events as one case can: 65,535. Close it "
                                "and go on in a new one."));
}

static gboolean
insert_entry (KlDb *db, const KlEntry *entry, gint64 id, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD);
  int n = 1;

  kl_stmt_bind_int (stmt, n++, id);
  kl_stmt_bind_int (stmt, n++, school_id);
  kl_stmt_bind_int (stmt, n++, entry->case_id);
  kl_stmt_bind_int (stmt, n++, entry->kind);
  kl_stmt_bind_int (stmt, n++, entry->happened_on);
  kl_stmt_bind_int (stmt, n++, entry->happened_at);
  kl_stmt_bind_int (stmt, n++, entry->recorded_at > 0 ? entry->recorded_at : kl_clock_now ());
  kl_stmt_bind_int (stmt, n++,
                    entry->author != NULL ? entry->author->kind : KL_PERSON_PROFESSIONAL);
  kl_stmt_bind_int (stmt, n++,
                    entry->author != NULL ? entry->author->id : kl_db_get_professional_id (db));
  kl_stmt_bind_int (stmt, n++, entry->visibility);
  kl_stmt_bind_text_or_empty (stmt, n++, entry->text);
  kl_stmt_bind_text_or_empty (stmt, n++, entry->decision);
  kl_stmt_bind_id (stmt, n++, entry->partner != NULL ? entry->partner->id : 0);
  kl_stmt_bind_id (stmt, n++, entry->referral_id);
  kl_stmt_bind_id (stmt, n++, entry->action_id);
  kl_stmt_bind_id (stmt, n++, entry->consent_id);
  kl_stmt_bind_id (stmt, n++, entry->meeting_id);
  kl_stmt_bind_int (stmt, n++, entry->meldcode_step);

  return kl_stmt_run (stmt, error);
}

static gboolean
insert_people (KlDb *db, const KlEntry *entry, gint64 id, GError **error)
{
  for (guint i = 0; i < entry->people->len; i++)
    {
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_PERSON);

      kl_stmt_bind_int (stmt, 1, id);
      kl_stmt_bind_int (stmt, 2, i);
      kl_person_bind (stmt, 3, g_ptr_array_index (entry->people, i));
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  for (guint i = 0; i < entry->pupil_ids->len; i++)
    {
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_PUPIL);

      kl_stmt_bind_int (stmt, 1, id);
      kl_stmt_bind_int (stmt, 2, g_array_index (entry->pupil_ids, gint64, i));
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
run_for_id (KlDb *db, guint statement, gint64 id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, id);

  return kl_stmt_run (stmt, error);
}

static gboolean
add_entry (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  const KlEntry *entry = adding->entry;
  KlCaseFacts facts;

  if (!check_entry (entry, adding->today, error)
      || !kl_case_get_facts (db, entry->case_id, &facts, error)
      || !get_next_id (db, entry->case_id, &adding->id, error))
    return FALSE;

  if (!insert_entry (db, entry, adding->id, facts.school_id, error)
      || !insert_people (db, entry, adding->id, error)
      || !run_for_id (db, SQL_COUNT_ENTRY, entry->case_id, error))
    return FALSE;
  if (kl_entry_kind_is_contact (entry->kind)
      && !run_for_id (db, SQL_UPDATE_CONTACT, entry->case_id, error))
    return FALSE;

  return kl_case_log_write (db, KL_AUDIT_ENTRY, adding->id, entry->case_id,
                            KL_CHANGE_ENTRIES | KL_CHANGE_CASES, error);
}

/**
 * kl_entries_add:
 * @db: a connection
 * @entry: what happened; its id, version and reason are not looked at. Without an author it is of
 *   the one who acts, without a moment of recording it is of now
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Adds an entry to the timeline of a case and brings the case's last contact up to date, in one
 * transaction with the record in the log. A day before 1900 or after @today is refused.
 *
 * Returns: the id of the entry, 0 when it was not kept
 */
gint64
kl_entries_add (KlDb *db, const KlEntry *entry, KlDate today, GError **error)
{
  Adding adding = { .entry = entry, .today = today };

  g_return_val_if_fail (db != NULL && entry != NULL, 0);

  return kl_db_transaction (db, add_entry, &adding, error) ? adding.id : 0;
}

/* What is not for everybody is corrected by its writer alone, and nobody else narrows who may read
 * it: that would take the words away from those who work with them. */
static gboolean
check_correction (KlDb *db, const KlEntry *changed, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_STAND);
  KlVisibility visibility = KL_VISIBILITY_TEAM;
  gboolean found = FALSE;
  gboolean own = FALSE;
  gboolean newer = FALSE;

  kl_stmt_bind_int (stmt, 1, changed->id);
  if (kl_stmt_step (stmt))
    {
      found = TRUE;
      newer = kl_stmt_get_int (stmt, 0) != changed->version;
      visibility = kl_stmt_get_int (stmt, 1);
      own = kl_stmt_get_int (stmt, 2) == KL_PERSON_PROFESSIONAL
            && kl_stmt_get_int (stmt, 3) == kl_db_get_professional_id (db);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  if (!found)
    return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                            _ ("This event is not there any more"));
  if (!own && (visibility != KL_VISIBILITY_TEAM || changed->visibility != KL_VISIBILITY_TEAM))
    return kl_store_refuse (error, KL_STORE_ERROR_REFUSED,
                            _ ("Only who wrote this may correct it or change who reads it"));

  return !newer
         || kl_store_refuse (error, KL_STORE_ERROR_CONFLICT,
                             _ ("Somebody corrected this in the meantime. Both texts are kept: "
                                "choose what it should say."));
}

static gboolean
update_entry (KlDb *db, const KlEntry *changed, const char *reason, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_CORRECT);
  int n = 1;

  kl_stmt_bind_int (stmt, n++, changed->id);
  kl_stmt_bind_int (stmt, n++, changed->version);
  kl_stmt_bind_int (stmt, n++, changed->kind);
  kl_stmt_bind_int (stmt, n++, changed->happened_on);
  kl_stmt_bind_int (stmt, n++, changed->happened_at);
  kl_stmt_bind_int (stmt, n++, kl_clock_now ());
  kl_stmt_bind_int (stmt, n++, KL_PERSON_PROFESSIONAL);
  kl_stmt_bind_int (stmt, n++, kl_db_get_professional_id (db));
  kl_stmt_bind_int (stmt, n++, changed->visibility);
  kl_stmt_bind_text_or_empty (stmt, n++, changed->text);
  kl_stmt_bind_text_or_empty (stmt, n++, changed->decision);
  kl_stmt_bind_text_or_empty (stmt, n++, reason);

  return kl_stmt_run (stmt, error);
}

static gboolean
correct_entry (KlDb *db, gpointer data, GError **error)
{
  Correcting *correcting = data;
  const KlEntry *changed = correcting->changed;
  gint64 case_id = kl_ids_get_case (changed->id);

  if (!check_entry (changed, correcting->today, error) || !check_correction (db, changed, error))
    return FALSE;

  if (!update_entry (db, changed, correcting->reason, error)
      || !run_for_id (db, SQL_CLEAR_PERSONS, changed->id, error)
      || !run_for_id (db, SQL_CLEAR_PUPILS, changed->id, error)
      || !insert_people (db, changed, changed->id, error)
      || !run_for_id (db, SQL_UPDATE_CONTACT, case_id, error))
    return FALSE;

  return kl_case_log_write (db, KL_AUDIT_ENTRY, changed->id, case_id,
                            KL_CHANGE_ENTRIES | KL_CHANGE_CASES, error);
}

/**
 * kl_entries_correct:
 * @db: a connection
 * @changed: the entry as it should read, with the id and the version that the writer saw
 * @reason: (nullable): why; needed
 * @today: the current day
 * @current: (out) (optional) (nullable): on %KL_STORE_ERROR_CONFLICT the entry as somebody else
 *   left it, to lay beside @changed; free with kl_entry_free()
 * @error: (out): return location for what went wrong
 *
 * Writes a new version; the old one stays readable. When somebody else was first nothing is
 * written and both texts are at hand. What is not for the team is corrected by its writer alone.
 *
 * Returns: %TRUE when the new version is kept
 */
gboolean
kl_entries_correct (KlDb *db,
                    const KlEntry *changed,
                    const char *reason,
                    KlDate today,
                    KlEntry **current,
                    GError **error)
{
  Correcting correcting = { .changed = changed, .reason = reason, .today = today };
  g_autoptr (GError) local = NULL;

  g_return_val_if_fail (db != NULL && changed != NULL, FALSE);

  if (current != NULL)
    *current = NULL;
  if (!kl_store_check_text (reason, &local))
    {
      g_clear_error (&local);
      return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("Say why it is corrected"));
    }

  if (kl_db_transaction (db, correct_entry, &correcting, &local))
    return TRUE;

  if (current != NULL && g_error_matches (local, KL_STORE_ERROR, KL_STORE_ERROR_CONFLICT))
    *current = kl_entries_get (db, changed->id, NULL);
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* Private to the store: takes back an entry that came with an act which is undone; one that was
 * corrected since is somebody's words by now, and stays. */
gboolean
kl_entries_take_back (KlDb *db, gint64 entry_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_VERSION);
  gint64 case_id = kl_ids_get_case (entry_id);
  gint64 version = 0;

  kl_stmt_bind_int (stmt, 1, entry_id);
  if (kl_stmt_step (stmt))
    version = kl_stmt_get_int (stmt, 0);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;
  if (version != 1)
    return TRUE;

  return run_for_id (db, SQL_CLEAR_PERSONS, entry_id, error)
         && run_for_id (db, SQL_CLEAR_PUPILS, entry_id, error)
         && run_for_id (db, SQL_REMOVE, entry_id, error)
         && run_for_id (db, SQL_UNCOUNT_ENTRY, case_id, error)
         && run_for_id (db, SQL_UPDATE_CONTACT, case_id, error)
         && kl_case_log_write (db, KL_AUDIT_ENTRY, entry_id, case_id,
                               KL_CHANGE_ENTRIES | KL_CHANGE_CASES, error);
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

/**
 * kl_entries_list:
 * @db: a connection
 * @filter: which page of which timeline
 * @error: (out): return location for what went wrong
 *
 * Pages by key: give the day and the id of the last entry of a page to get the next. What the one
 * who asks may not see is left out.
 *
 * Returns: (transfer container) (element-type KlEntry): entries, newest first
 */
GPtrArray *
kl_entries_list (KlDb *db, const KlEntryFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;
  KlSight sight;
  gboolean first_page;

  g_return_val_if_fail (db != NULL && filter != NULL, NULL);

  if (!kl_visibility_get_case (db, filter->case_id, &sight, error))
    return NULL;

  first_page = filter->before_day == KL_DATE_NONE;
  book = kl_person_book_new (db, kl_ids_get_school (filter->case_id));
  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, filter->case_id);
  kl_stmt_bind_int (stmt, 2, first_page ? G_MAXINT32 : filter->before_day);
  kl_stmt_bind_int (stmt, 3, first_page ? G_MAXINT64 : filter->before_id);
  kl_stmt_bind_int (stmt, 4, filter->kinds);
  kl_stmt_bind_int (stmt, 5, filter->limit > 0 ? filter->limit : G_MAXINT32);
  kl_visibility_bind (stmt, &sight);
  entries = read_entries (stmt, book, error);
  if (entries == NULL || !fill_entries (db, entries, book, error))
    return NULL;

  return g_steal_pointer (&entries);
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

/**
 * kl_entries_count_not_for_team:
 * @db: a connection
 * @case_id: a case
 * @n_private: (out): how many private working notes there are, whoever wrote them
 * @n_confidential: (out): how many entries are for the owner and the director
 * @error: (out): return location for what went wrong
 *
 * What a document for the team leaves out, as numbers. They do not depend on who asks, so that a
 * page says the same whoever prints it.
 *
 * Returns: %TRUE when both are set
 */
gboolean
kl_entries_count_not_for_team (KlDb *db,
                               gint64 case_id,
                               int *n_private,
                               int *n_confidential,
                               GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && n_private != NULL && n_confidential != NULL, FALSE);

  *n_private = *n_confidential = 0;
  stmt = kl_db_statement (db, &sql, SQL_COUNT_NOT_FOR_TEAM);
  kl_stmt_bind_int (stmt, 1, case_id);
  while (kl_stmt_step (stmt))
    *(kl_stmt_get_int (stmt, 0) == KL_VISIBILITY_PRIVATE ? n_private : n_confidential) +=
      (int) kl_stmt_get_int (stmt, 1);

  return kl_stmt_finish (stmt, error);
}
