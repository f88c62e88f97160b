/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-entries.h"

#include <glib/gi18n-lib.h>

#include "kl-case-moves.h"
#include "kl-case-private.h"
#include "kl-ids.h"

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
