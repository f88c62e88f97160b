/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-audit.h"

#include <string.h>

#include "kl-db-private.h"

#define COLUMNS                                                                                    \
  "id, at, user_id, act, subject, subject_id, school_id, pupil_id, ground, previous, hash"

/* What is printed of a hash; less would be found by chance. */
#define MIN_HEAD_SIZE 8

enum
{
  SQL_GET_HEAD,
  SQL_GET_WRITTEN_HEAD,
  SQL_ADD,
  SQL_LIST_ALL,
  SQL_FIND_HEAD,
  SQL_LIST_FOR_PUPIL,
  SQL_GET_SCHOOL,
  SQL_LIST_PUPILS,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET_HEAD] =
    "SELECT id, hash FROM audit_record ORDER BY id DESC LIMIT 1",
  [SQL_GET_WRITTEN_HEAD] =
    "SELECT hash FROM audit_record WHERE act IN (?, ?) ORDER BY id DESC LIMIT 1",
  [SQL_ADD] =
    "INSERT OR FAIL INTO audit_record (" COLUMNS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_LIST_ALL] =
    "SELECT " COLUMNS " FROM audit_record ORDER BY id",
  [SQL_FIND_HEAD] =
    "SELECT id FROM audit_record WHERE substr (hash, 1, ?2) = ?1 ORDER BY id DESC LIMIT 1",
  [SQL_LIST_FOR_PUPIL] =
    "SELECT " COLUMNS " FROM audit_record WHERE id < ?2 AND pupil_id IN"
    " (SELECT ?1 UNION ALL SELECT id FROM pupil_merged WHERE kept_id = ?1)"
    " ORDER BY id DESC LIMIT ?3",
  [SQL_GET_SCHOOL] =
    "SELECT school_id FROM care_case WHERE id = ?",
  [SQL_LIST_PUPILS] =
    "SELECT pupil_id FROM case_pupil WHERE case_id = ? ORDER BY pupil_id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static gboolean
read_head (KlDb *db, gint64 *id, guint8 hash[KL_AUDIT_HASH_SIZE], GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_HEAD);
  gconstpointer bytes;
  gsize size;

  *id = 0;
  memset (hash, 0, KL_AUDIT_HASH_SIZE);
  if (kl_stmt_step (stmt))
    {
      *id = kl_stmt_get_int (stmt, 0);
      bytes = kl_stmt_get_blob (stmt, 1, &size);
      if (size == KL_AUDIT_HASH_SIZE)
        memcpy (hash, bytes, size);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
write_record (KlDb *db, const KlAuditRecord *record, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD);
  int parameter = 1;

  kl_stmt_bind_int (stmt, parameter++, record->id);
  kl_stmt_bind_int (stmt, parameter++, record->at);
  kl_stmt_bind_borrowed_text (stmt, parameter++, record->user_id);
  kl_stmt_bind_int (stmt, parameter++, record->act);
  kl_stmt_bind_int (stmt, parameter++, record->subject);
  kl_stmt_bind_int (stmt, parameter++, record->subject_id);
  kl_stmt_bind_int (stmt, parameter++, record->school_id);
  kl_stmt_bind_int (stmt, parameter++, record->pupil_id);
  kl_stmt_bind_borrowed_text (stmt, parameter++, record->ground != NULL ? record->ground : "");
  kl_stmt_bind_borrowed_blob (stmt, parameter++, record->previous, sizeof record->previous);
  kl_stmt_bind_borrowed_blob (stmt, parameter++, record->hash, sizeof record->hash);

  return kl_stmt_run (stmt, error);
}

/* Within a transaction nobody else writes: what was read or written last is still the newest. */
static gboolean
find_head (KlDb *db, GError **error)
{
  if (!db->head_known)
    db->head_known = read_head (db, &db->head_id, db->head_hash, error);

  return db->head_known;
}

static gboolean
append (KlDb *db, gpointer data, GError **error)
{
  KlAuditRecord *record = data;

  if (!find_head (db, error))
    return FALSE;

  record->id = db->head_id + 1;
  memcpy (record->previous, db->head_hash, sizeof record->previous);
  kl_audit_record_compute_hash (record, record->hash);
  if (!write_record (db, record, error))
    {
      db->head_known = FALSE;
      return FALSE;
    }

  db->head_id = record->id;
  memcpy (db->head_hash, record->hash, sizeof db->head_hash);
  return TRUE;
}

/**
 * kl_audit_append:
 * @db: a connection, inside the transaction of what is recorded
 * @act: what is done
 * @subject: to which kind of thing
 * @subject_id: to which one, or 0
 * @school_id: the school it belongs to, or 0
 * @pupil_id: the pupil concerned, or 0 when none
 * @ground: (nullable): on what ground; never words from a file
 * @error: (out): return location for what went wrong
 *
 * Adds a line to the log in the name of the one who acts (kl_db_set_actor()). A failure must
 * undo what would have been recorded. A file that is open for reading only keeps no log.
 *
 * Returns: %TRUE when it stands in the log
 */
gboolean
kl_audit_append (KlDb *db,
                 KlAuditAct act,
                 KlAuditSubject subject,
                 gint64 subject_id,
                 gint64 school_id,
                 gint64 pupil_id,
                 const char *ground,
                 GError **error)
{
  KlAuditRecord record = {
    .at = kl_clock_now (),
    .user_id = (char *) kl_db_get_user_id (db),
    .act = act,
    .subject = subject,
    .subject_id = subject_id,
    .school_id = school_id,
    .pupil_id = pupil_id,
    .ground = (char *) ground,
  };

  if (kl_db_is_read_only (db))
    return TRUE;
  /* Inside a transaction the head cannot move between reading and writing. */
  return kl_db_in_transaction (db) ? append (db, &record, error)
                                   : kl_db_transaction (db, append, &record, error);
}

static gboolean
get_school (KlDb *db, gint64 case_id, gint64 *school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_SCHOOL);

  *school_id = 0;
  kl_stmt_bind_int (stmt, 1, case_id);
  if (kl_stmt_step (stmt))
    *school_id = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

static GArray *
list_pupils (KlDb *db, gint64 case_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_PUPILS);
  g_autoptr (GArray) pupils = g_array_new (FALSE, FALSE, sizeof (gint64));

  kl_stmt_bind_int (stmt, 1, case_id);
  while (kl_stmt_step (stmt))
    {
      gint64 pupil_id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (pupils, pupil_id);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&pupils) : NULL;
}

typedef struct
{
  KlAuditAct act;
  KlAuditSubject subject;
  gint64 subject_id;
  gint64 case_id;
  const char *ground;
} CaseAct;

static gboolean
append_for_case (KlDb *db, gpointer data, GError **error)
{
  const CaseAct *act = data;
  g_autoptr (GArray) pupils = list_pupils (db, act->case_id, error);
  gint64 school_id;

  if (pupils == NULL || !get_school (db, act->case_id, &school_id, error))
    return FALSE;

  if (pupils->len == 0)
    return kl_audit_append (db, act->act, act->subject, act->subject_id, school_id, 0, act->ground,
                            error);
  for (guint i = 0; i < pupils->len; i++)
    if (!kl_audit_append (db, act->act, act->subject, act->subject_id, school_id,
                          g_array_index (pupils, gint64, i), act->ground, error))
      return FALSE;

  return TRUE;
}

/**
 * kl_audit_append_for_case:
 * @db: a connection, inside the transaction of what is recorded
 * @act: what is done
 * @subject: to which kind of thing in the case
 * @subject_id: to which one
 * @case_id: the case
 * @ground: (nullable): on what ground; never words from a file
 * @error: (out): return location for what went wrong
 *
 * Adds one line per pupil whom the case concerns, so that the log of a pupil holds all that was
 * done; or one line when it concerns no pupil in particular.
 *
 * Returns: %TRUE when it stands in the log
 */
gboolean
kl_audit_append_for_case (KlDb *db,
                          KlAuditAct act,
                          KlAuditSubject subject,
                          gint64 subject_id,
                          gint64 case_id,
                          const char *ground,
                          GError **error)
{
  CaseAct data = { act, subject, subject_id, case_id, ground };

  if (kl_db_is_read_only (db))
    return TRUE;
  return kl_db_in_transaction (db) ? append_for_case (db, &data, error)
                                   : kl_db_transaction (db, append_for_case, &data, error);
}

static gboolean
copy_hash (KlStmt *stmt, int column, guint8 hash[KL_AUDIT_HASH_SIZE])
{
  gsize size;
  gconstpointer bytes = kl_stmt_get_blob (stmt, column, &size);

  if (size != KL_AUDIT_HASH_SIZE)
    return FALSE;
  memcpy (hash, bytes, size);
  return TRUE;
}

/* Borrows the texts of the row. */
static gboolean
read_record (KlStmt *stmt, KlAuditRecord *record)
{
  record->id = kl_stmt_get_int (stmt, 0);
  record->at = kl_stmt_get_int (stmt, 1);
  record->user_id = (char *) kl_stmt_get_text (stmt, 2);
  record->act = kl_stmt_get_int (stmt, 3);
  record->subject = kl_stmt_get_int (stmt, 4);
  record->subject_id = kl_stmt_get_int (stmt, 5);
  record->school_id = kl_stmt_get_int (stmt, 6);
  record->pupil_id = kl_stmt_get_int (stmt, 7);
  record->ground = (char *) kl_stmt_get_text (stmt, 8);

  return copy_hash (stmt, 9, record->previous) && copy_hash (stmt, 10, record->hash);
}

/**
 * kl_audit_list_for_pupil:
 * @db: a connection
 * @pupil_id: a pupil
 * @before_id: the last line of the page before, or 0 for the newest
 * @limit: at most how many
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlAuditRecord): what was done with this pupil's
 *   data, newest first
 */
GPtrArray *
kl_audit_list_for_pupil (KlDb *db, gint64 pupil_id, gint64 before_id, guint limit, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_FOR_PUPIL);
  g_autoptr (GPtrArray) records =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_audit_record_free);

  kl_stmt_bind_int (stmt, 1, pupil_id);
  kl_stmt_bind_int (stmt, 2, before_id > 0 ? before_id : G_MAXINT64);
  kl_stmt_bind_int (stmt, 3, limit);
  while (kl_stmt_step (stmt))
    {
      KlAuditRecord *record = g_new0 (KlAuditRecord, 1);

      read_record (stmt, record);
      record->user_id = g_strdup (record->user_id);
      record->ground = g_strdup (record->ground);
      g_ptr_array_add (records, record);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&records) : NULL;
}

/**
 * kl_audit_get_head:
 * @db: a connection
 * @n_records: (out) (optional): how long the log is
 * @error: (out): return location for what went wrong
 *
 * The newest hash vouches for every line before it. Printed or kept elsewhere it can later be
 * compared with kl_audit_has_head().
 *
 * Returns: (transfer full): the newest hash in its printed form
 */
char *
kl_audit_get_head (KlDb *db, gint64 *n_records, GError **error)
{
  guint8 hash[KL_AUDIT_HASH_SIZE];
  gint64 id;

  if (!read_head (db, &id, hash, error))
    return NULL;

  if (n_records != NULL)
    *n_records = id;
  return kl_audit_hash_to_string (hash);
}

/* The bytes behind the printed form; spaces and capitals do not matter. */
static gsize
parse_head (const char *printed, guint8 bytes[KL_AUDIT_HASH_SIZE])
{
  gsize n_digits = 0;

  for (const char *p = printed; *p != '\0'; p++)
    {
      if (g_ascii_isspace (*p))
        continue;
      if (!g_ascii_isxdigit (*p) || n_digits == 2 * KL_AUDIT_HASH_SIZE)
        return 0;
      if (n_digits % 2 == 0)
        bytes[n_digits / 2] = 0;
      bytes[n_digits / 2] |= (guint8) (g_ascii_xdigit_value (*p) << (n_digits % 2 == 0 ? 4 : 0));
      n_digits++;
    }

  return n_digits % 2 == 0 ? n_digits / 2 : 0;
}

/**
 * kl_audit_has_head:
 * @db: a connection
 * @printed: what stands at the foot of a page
 * @record_id: (out): the line of the log that was the newest then, 0 when there is none
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID when @printed is no
 *   such thing
 *
 * Compares a hash that was kept elsewhere with the log. When the log has it and kl_audit_verify()
 * finds nothing, all that came before that page was printed is as it was.
 *
 * Returns: %TRUE when it could be looked up
 */
gboolean
kl_audit_has_head (KlDb *db, const char *printed, gint64 *record_id, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  guint8 bytes[KL_AUDIT_HASH_SIZE];
  gsize size;

  g_return_val_if_fail (db != NULL && printed != NULL && record_id != NULL, FALSE);

  *record_id = 0;
  size = parse_head (printed, bytes);
  if (size < MIN_HEAD_SIZE)
    {
      kl_store_error_set (error, KL_STORE_ERROR_INVALID);
      return FALSE;
    }

  stmt = kl_db_statement (db, &sql, SQL_FIND_HEAD);
  kl_stmt_bind_blob (stmt, 1, bytes, size);
  kl_stmt_bind_int (stmt, 2, (gint64) size);
  if (kl_stmt_step (stmt))
    *record_id = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_audit_get_written_head:
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * What is printed carries this one: printing is a line of the log too, so that with the newest of
 * all no document could be made a second time with the same bytes.
 *
 * Returns: (transfer full): the hash of the newest line that changed something, in its printed
 *   form; it vouches for that line and all before it
 */
char *
kl_audit_get_written_head (KlDb *db, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_WRITTEN_HEAD);
  guint8 hash[KL_AUDIT_HASH_SIZE] = { 0 };

  kl_stmt_bind_int (stmt, 1, KL_AUDIT_WRITE);
  kl_stmt_bind_int (stmt, 2, KL_AUDIT_IMPORT);
  if (kl_stmt_step (stmt))
    copy_hash (stmt, 0, hash);

  return kl_stmt_finish (stmt, error) ? kl_audit_hash_to_string (hash) : NULL;
}

/**
 * kl_audit_verify:
 * @db: a connection
 * @broken_at: (out): the first line that does not follow from the one before, 0 when all do
 * @error: (out): return location for what went wrong while reading
 *
 * Computes the chain anew from the first line.
 *
 * Returns: %TRUE when the log could be read; look at @broken_at
 */
gboolean
kl_audit_verify (KlDb *db, gint64 *broken_at, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_ALL);
  guint8 previous[KL_AUDIT_HASH_SIZE] = { 0 };
  guint8 hash[KL_AUDIT_HASH_SIZE];
  gint64 expected = 1;

  *broken_at = 0;
  while (*broken_at == 0 && kl_stmt_step (stmt))
    {
      KlAuditRecord record = { 0 };
      gboolean whole = read_record (stmt, &record);

      kl_audit_record_compute_hash (&record, hash);
      if (!whole || record.id != expected
          || memcmp (record.previous, previous, sizeof previous) != 0
          || memcmp (record.hash, hash, sizeof hash) != 0)
        *broken_at = expected;
      memcpy (previous, record.hash, sizeof previous);
      expected++;
    }

  return kl_stmt_finish (stmt, error);
}
