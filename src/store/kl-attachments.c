/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-attachments.h"

#include <string.h>

#include "kl-audit.h"
#include "kl-case-private.h"
#include "kl-db-private.h"
#include "kl-entries.h"
#include "kl-ids.h"
#include "kl-people-private.h"
#include "kl-visibility.h"

/* A page of the database holds 4 kB; a piece is read and checked as one. */
#define PIECE_SIZE (256 * 1024)

enum
{
  SQL_ADD,
  SQL_ADD_PIECE,
  SQL_LIST,
  SQL_GET,
  SQL_GET_HASH,
  SQL_LIST_PIECES,
  SQL_REMOVE,
  SQL_REMOVE_PIECES,
  SQL_REMOVE_PROOF,
  N_SQL
};

/* clang-format off */
#define COLUMNS \
  "SELECT a.id, a.case_id, a.name, a.kind, a.state, a.size, a.n_pages, e.happened_on," \
  " a.removed_on, a.reason, e.visibility, e.author_kind, e.author_id, p.given, p.prefix, p.surname" \
  " FROM attachment a JOIN entry e ON e.id = a.id" \
  " LEFT JOIN professional p ON e.author_kind = 0 AND p.id = e.author_id"

static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO attachment (id, school_id, case_id, name, kind, state, size, n_pages, hash, body)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_ADD_PIECE] =
    "INSERT INTO attachment_piece (attachment_id, position, content) VALUES (?, ?, ?)",
  [SQL_LIST] =
    COLUMNS " WHERE a.case_id = :case AND " KL_SQL_SEES ("e")
    " ORDER BY e.happened_on DESC, a.id DESC",
  [SQL_GET] =
    COLUMNS " WHERE a.id = :id AND " KL_SQL_SEES ("e"),
  [SQL_GET_HASH] =
    "SELECT hash FROM attachment WHERE id = ?",
  [SQL_LIST_PIECES] =
    "SELECT content FROM attachment_piece WHERE attachment_id = ? ORDER BY position",
  [SQL_REMOVE] =
    "UPDATE attachment SET body = '', removed_on = ?2, removed_by = ?3, reason = ?4"
    " WHERE id = ?1",
  [SQL_REMOVE_PIECES] =
    "DELETE FROM attachment_piece WHERE attachment_id = ?",
  [SQL_REMOVE_PROOF] =
    "UPDATE consent SET evidence_document = 0 WHERE case_id = ?1 AND evidence_document = ?2",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static void
make_hash (GBytes *bytes, guint8 hash[KL_ATTACHMENT_HASH_SIZE])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size;
  gsize length = KL_ATTACHMENT_HASH_SIZE;
  gconstpointer start = g_bytes_get_data (bytes, &size);

  g_checksum_update (checksum, start, (gssize) size);
  g_checksum_get_digest (checksum, hash, &length);
}

/* Adding */

typedef struct
{
  const KlNewAttachment *attachment;
  KlDate today;
  gint64 id;
} Adding;

static gboolean
insert (KlDb *db, const Adding *adding, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD);
  const KlNewAttachment *attachment = adding->attachment;
  guint8 hash[KL_ATTACHMENT_HASH_SIZE];
  int parameter = 1;

  make_hash (attachment->bytes, hash);
  kl_stmt_bind_int (stmt, parameter++, adding->id);
  kl_stmt_bind_int (stmt, parameter++, school_id);
  kl_stmt_bind_int (stmt, parameter++, attachment->case_id);
  kl_stmt_bind_text (stmt, parameter++, attachment->name);
  kl_stmt_bind_int (stmt, parameter++, attachment->kind);
  kl_stmt_bind_int (stmt, parameter++, attachment->state);
  kl_stmt_bind_int (stmt, parameter++, (gint64) g_bytes_get_size (attachment->bytes));
  kl_stmt_bind_int (stmt, parameter++, attachment->n_pages);
  kl_stmt_bind_blob (stmt, parameter++, hash, sizeof hash);
  kl_stmt_bind_text (stmt, parameter++, attachment->text != NULL ? attachment->text : "");

  return kl_stmt_run (stmt, error);
}

static gboolean
insert_pieces (KlDb *db, gint64 id, GBytes *bytes, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_PIECE);
  gsize size;
  const guint8 *start = g_bytes_get_data (bytes, &size);

  for (gsize at = 0; at < size; at += PIECE_SIZE)
    {
      kl_stmt_bind_int (stmt, 1, id);
      kl_stmt_bind_int (stmt, 2, (gint64) (at / PIECE_SIZE));
      kl_stmt_bind_borrowed_blob (stmt, 3, start + at, MIN (PIECE_SIZE, size - at));
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
log_document (KlDb *db,
              KlAuditAct act,
              gint64 id,
              gint64 case_id,
              const char *ground,
              GError **error)
{
  return kl_audit_append_for_case (db, act, KL_AUDIT_DOCUMENT, id, case_id, ground, error);
}

static KlEntry *
make_entry (const KlNewAttachment *attachment, KlDate today)
{
  KlEntry *entry = kl_entry_new ();

  entry->case_id = attachment->case_id;
  entry->kind = KL_ENTRY_DOCUMENT;
  entry->happened_on = today;
  entry->visibility = attachment->visibility;
  g_set_str (&entry->text, attachment->name);

  return entry;
}

static gboolean
add (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  const KlNewAttachment *attachment = adding->attachment;
  g_autoptr (KlEntry) entry = make_entry (attachment, adding->today);
  KlCaseFacts facts;
  KlSight sight;

  if (!kl_visibility_get_case (db, attachment->case_id, &sight, error))
    return FALSE;
  if (!sight.team)
    {
      kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);
      return FALSE;
    }

  adding->id = kl_entries_add (db, entry, adding->today, error);
  return adding->id != 0 && kl_case_get_facts (db, attachment->case_id, &facts, error)
         && insert (db, adding, facts.school_id, error)
         && insert_pieces (db, adding->id, attachment->bytes, error)
         && log_document (db, KL_AUDIT_WRITE, adding->id, attachment->case_id, "attach", error);
}

/**
 * kl_attachments_add:
 * @db: a connection
 * @attachment: the document
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID for one without a
 *   name, an empty one and one that is too large
 *
 * Keeps a document with an entry on the timeline that has its name, in one transaction with the
 * records in the log.
 *
 * Returns: the id of the document and its entry, 0 when it was not kept
 */
gint64
kl_attachments_add (KlDb *db, const KlNewAttachment *attachment, KlDate today, GError **error)
{
  Adding adding = { .attachment = attachment, .today = today };
  gsize size;

  g_return_val_if_fail (db != NULL && attachment != NULL, 0);
  g_return_val_if_fail (attachment->bytes != NULL && attachment->name != NULL, 0);

  size = g_bytes_get_size (attachment->bytes);
  if (size == 0 || size > KL_ATTACHMENT_MAX_SIZE || *attachment->name == '\0'
      || strlen (attachment->name) > KL_ATTACHMENT_MAX_NAME)
    {
      kl_store_error_set (error, KL_STORE_ERROR_INVALID);
      return 0;
    }

  return kl_db_transaction (db, add, &adding, error) ? adding.id : 0;
}

/* Reading */

static KlAttachment *
read_row (KlStmt *stmt, const KlSight *sight)
{
  KlAttachment *attachment = g_new0 (KlAttachment, 1);
  const gint64 author_id = kl_stmt_get_int (stmt, 12);

  attachment->id = kl_stmt_get_int (stmt, 0);
  attachment->case_id = kl_stmt_get_int (stmt, 1);
  attachment->name = kl_stmt_dup_text (stmt, 2);
  attachment->kind =
    (KlAttachmentKind) CLAMP (kl_stmt_get_int (stmt, 3), 0, KL_N_ATTACHMENT_KINDS - 1);
  attachment->state =
    (KlAttachmentState) CLAMP (kl_stmt_get_int (stmt, 4), 0, KL_N_ATTACHMENT_STATES - 1);
  attachment->size = kl_stmt_get_int (stmt, 5);
  attachment->n_pages = (guint) kl_stmt_get_int (stmt, 6);
  attachment->day = (KlDate) kl_stmt_get_int (stmt, 7);
  attachment->removed_on = (KlDate) kl_stmt_get_int (stmt, 8);
  attachment->reason = kl_stmt_dup_text (stmt, 9);
  attachment->visibility = (KlVisibility) kl_stmt_get_int (stmt, 10);
  if (kl_stmt_get_int (stmt, 11) == KL_PERSON_PROFESSIONAL && author_id != 0)
    {
      g_autofree char *name = kl_people_read_name (stmt, 13);

      attachment->author = kl_person_new (KL_PERSON_PROFESSIONAL, author_id, name, NULL);
    }
  attachment->may_remove =
    attachment->removed_on == KL_DATE_NONE && (author_id == sight->reader || sight->confidential);

  return attachment;
}

/**
 * kl_attachments_list:
 * @db: a connection
 * @case_id: a case
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlAttachment): its documents that may be seen, the
 *   newest first
 */
GPtrArray *
kl_attachments_list (KlDb *db, gint64 case_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST);
  g_autoptr (GPtrArray) attachments =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attachment_free);
  KlSight sight;

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_visibility_get_case (db, case_id, &sight, error))
    return NULL;
  kl_visibility_bind (stmt, &sight);
  kl_stmt_bind_int (stmt, kl_stmt_get_parameter (stmt, ":case"), case_id);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (attachments, read_row (stmt, &sight));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&attachments) : NULL;
}

/**
 * kl_attachments_get:
 * @db: a connection
 * @id: a document
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND when there is none
 *   or it may not be seen
 *
 * Returns: (transfer full): what is known of it
 */
KlAttachment *
kl_attachments_get (KlDb *db, gint64 id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET);
  KlAttachment *attachment = NULL;
  KlSight sight;

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_visibility_get_case (db, kl_ids_get_case (id), &sight, error))
    return NULL;
  kl_visibility_bind (stmt, &sight);
  kl_stmt_bind_int (stmt, kl_stmt_get_parameter (stmt, ":id"), id);
  if (kl_stmt_step (stmt))
    attachment = read_row (stmt, &sight);
  if (!kl_stmt_finish (stmt, error))
    g_clear_pointer (&attachment, kl_attachment_free);
  else if (attachment == NULL)
    kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);

  return attachment;
}

static GBytes *
read_pieces (KlDb *db, gint64 id, gsize size, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_PIECES);
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new ((guint) size);

  kl_stmt_bind_int (stmt, 1, id);
  while (kl_stmt_step (stmt))
    {
      gsize n;
      gconstpointer piece = kl_stmt_get_blob (stmt, 0, &n);

      g_byte_array_append (bytes, piece, (guint) n);
    }

  return kl_stmt_finish (stmt, error) ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes))
                                      : NULL;
}

static gboolean
has_hash (KlDb *db, gint64 id, GBytes *bytes, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_HASH);
  guint8 hash[KL_ATTACHMENT_HASH_SIZE];
  gboolean same = FALSE;

  make_hash (bytes, hash);
  kl_stmt_bind_int (stmt, 1, id);
  if (kl_stmt_step (stmt))
    {
      gsize size;
      gconstpointer kept = kl_stmt_get_blob (stmt, 0, &size);

      same = size == sizeof hash && memcmp (kept, hash, size) == 0;
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;
  if (!same)
    kl_store_error_set (error, KL_STORE_ERROR_DAMAGED);

  return same;
}

static GBytes *
read_content (KlDb *db, gint64 id, gboolean to_export, GError **error)
{
  g_autoptr (KlAttachment) attachment = kl_attachments_get (db, id, error);
  g_autoptr (GBytes) bytes = NULL;

  if (attachment == NULL)
    return NULL;
  if (attachment->removed_on != KL_DATE_NONE)
    {
      kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);
      return NULL;
    }

  bytes = read_pieces (db, id, (gsize) attachment->size, error);
  if (bytes == NULL || !has_hash (db, id, bytes, error)
      || !log_document (db, to_export ? KL_AUDIT_EXPORT : KL_AUDIT_READ, id, attachment->case_id,
                        to_export ? "save" : NULL, error))
    return NULL;

  return g_steal_pointer (&bytes);
}

/**
 * kl_attachments_read:
 * @db: a connection
 * @id: a document
 * @to_export: whether it leaves the vault, which the log says
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_DAMAGED when it is not what
 *   was attached any more
 *
 * Returns: (transfer full): its content
 */
GBytes *
kl_attachments_read (KlDb *db, gint64 id, gboolean to_export, GError **error)
{
  GBytes *bytes;

  g_return_val_if_fail (db != NULL, NULL);

  if (!kl_db_begin (db, error))
    return NULL;
  bytes = read_content (db, id, to_export, error);
  if (!kl_db_end (db, bytes != NULL, error))
    g_clear_pointer (&bytes, g_bytes_unref);

  return bytes;
}

/* Removing */

typedef struct
{
  gint64 id;
  const char *reason;
  KlDate today;
} Removing;

static gboolean
mark_removed (KlDb *db, const Removing *removing, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_REMOVE);

  kl_stmt_bind_int (stmt, 1, removing->id);
  kl_stmt_bind_int (stmt, 2, removing->today);
  kl_stmt_bind_id (stmt, 3, kl_db_get_professional_id (db));
  kl_stmt_bind_text (stmt, 4, removing->reason);

  return kl_stmt_run (stmt, error);
}

static gboolean
drop_pieces (KlDb *db, gint64 id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_REMOVE_PIECES);

  kl_stmt_bind_int (stmt, 1, id);
  return kl_stmt_run (stmt, error);
}

/* What is gone proves nothing any more. */
static gboolean
drop_proof (KlDb *db, const KlAttachment *attachment, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_REMOVE_PROOF);

  kl_stmt_bind_int (stmt, 1, attachment->case_id);
  kl_stmt_bind_int (stmt, 2, attachment->id);
  kl_db_touch (db, KL_CHANGE_CONSENTS, attachment->case_id);
  return kl_stmt_run (stmt, error);
}

static gboolean
remove_content (KlDb *db, gpointer data, GError **error)
{
  const Removing *removing = data;
  g_autoptr (KlAttachment) attachment = kl_attachments_get (db, removing->id, error);

  if (attachment == NULL)
    return FALSE;
  if (!attachment->may_remove)
    {
      kl_store_error_set (error, KL_STORE_ERROR_INVALID);
      return FALSE;
    }

  kl_db_touch (db, KL_CHANGE_ENTRIES, attachment->case_id);
  return mark_removed (db, removing, error) && drop_pieces (db, removing->id, error)
         && drop_proof (db, attachment, error)
         && log_document (db, KL_AUDIT_WRITE, removing->id, attachment->case_id, "remove", error);
}

/**
 * kl_attachments_remove:
 * @db: a connection
 * @id: a document
 * @reason: why
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID when it is not up to
 *   the one who acts: the one who attached it, the owner of the case and the director may
 *
 * Takes the content and the text away for good. That there was a document of that name, who took it
 * away and why stays with its entry and in the log, as a retention rule would have it. A consent
 * that it proved has no document as its proof any more.
 *
 * Returns: %TRUE when it is gone
 */
gboolean
kl_attachments_remove (KlDb *db, gint64 id, const char *reason, KlDate today, GError **error)
{
  Removing removing = { id, reason, today };

  g_return_val_if_fail (db != NULL && reason != NULL, FALSE);

  return kl_store_check_text (reason, error)
         && kl_db_transaction (db, remove_content, &removing, error);
}
