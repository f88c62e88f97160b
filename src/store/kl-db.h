/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-store-error.h"
#include "model/kl-date.h"

G_BEGIN_DECLS

/**
 * KlDb:
 *
 * The connection to one encrypted database. It belongs to one thread at a time: the worker of a
 * #KlStore, or a test.
 */
typedef struct _KlDb KlDb;

#define KL_DB_KEY_SIZE 32
#define KL_DB_SCHEMA_VERSION 13

typedef enum
{
  KL_DB_DEFAULT = 0,
  KL_DB_CREATE = 1 << 0,    /* make the file when it is not there */
  KL_DB_READ_ONLY = 1 << 1, /* refuse every write */
} KlDbFlags;

KlDb *
kl_db_open (const char *path, const guint8 *key, gsize key_size, KlDbFlags flags, GError **error);
gboolean kl_db_close (KlDb *db, GError **error);
void kl_db_free (KlDb *db);

gboolean kl_db_is_read_only (KlDb *db);
int kl_db_get_version (KlDb *db);

/* Who acts: for the log and for what may be seen. */
void kl_db_set_actor (KlDb *db, const char *user_id, gint64 professional_id);
const char *kl_db_get_user_id (KlDb *db);
gint64 kl_db_get_professional_id (KlDb *db);

/**
 * KlDbFunc:
 *
 * Work inside a transaction. Returns: %FALSE with @error set undoes all of it.
 */
typedef gboolean (*KlDbFunc) (KlDb *db, gpointer data, GError **error);

gboolean kl_db_begin (KlDb *db, GError **error);
gboolean kl_db_end (KlDb *db, gboolean keep, GError **error);
gboolean kl_db_transaction (KlDb *db, KlDbFunc func, gpointer data, GError **error);
gboolean kl_db_in_transaction (KlDb *db);
void kl_db_set_cancellable (KlDb *db, GCancellable *cancellable);
gint64 kl_db_get_last_id (KlDb *db);
int kl_db_get_n_changed (KlDb *db);

/**
 * KlChange:
 *
 * What a transaction changed, so that views know whether to look again.
 */
typedef enum
{
  KL_CHANGE_SCHOOLS = 1 << 0,
  KL_CHANGE_GROUPS = 1 << 1,
  KL_CHANGE_PUPILS = 1 << 2, /* also guardians and families */
  KL_CHANGE_PROFESSIONALS = 1 << 3,
  KL_CHANGE_CASES = 1 << 4,
  KL_CHANGE_ENTRIES = 1 << 5,
  KL_CHANGE_ACTIONS = 1 << 6,
  KL_CHANGE_MEETINGS = 1 << 7,
  KL_CHANGE_PARTNERS = 1 << 8,
  KL_CHANGE_REFERRALS = 1 << 9,
  KL_CHANGE_CONSENTS = 1 << 10,
  KL_CHANGE_TOPICS = 1 << 11,
  KL_CHANGE_USERS = 1 << 12,
} KlChange;

void kl_db_touch (KlDb *db, KlChange what, gint64 case_id);
KlChange kl_db_take_changes (KlDb *db, gint64 *case_id);

/**
 * KlSql:
 * @statements: the SQL of one file, indexed by that file's enum
 * @n_statements: how many there are
 *
 * The statements of one repository file. Each is prepared when it is first used and kept for the
 * life of the connection:
 *
 * |[<!-- language="C" -->
 * enum { SQL_GET, SQL_ADD, N_SQL };
 * static const char *const statements[N_SQL] = {
 *   [SQL_GET] = "SELECT name FROM school WHERE id = ?",
 *   [SQL_ADD] = "INSERT INTO school (name) VALUES (?)",
 * };
 * static const KlSql sql = KL_SQL (statements);
 *
 * g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET);
 *
 * kl_stmt_bind_int (stmt, 1, id);
 * while (kl_stmt_step (stmt))
 *   name = kl_stmt_dup_text (stmt, 0);
 * if (!kl_stmt_finish (stmt, error))
 *   return NULL;
 * ]|
 */
typedef struct
{
  const char *const *statements;
  guint n_statements;
} KlSql;

#define KL_SQL(array) { (array), G_N_ELEMENTS (array) }

/**
 * KL_SQL_IN_SCHOOLS:
 * @school: a parameter that is one school, or 0 for all
 *
 * What follows the name of a column in a statement. Unlike "?1 = 0 OR school_id = ?1" an index can
 * look up either.
 */
#define KL_SQL_IN_SCHOOLS(school)                                                                  \
  "IN (SELECT id FROM school WHERE " school " = 0 OR id = " school ")"

/**
 * KL_SQL_IN_SCHOOLS_OF:
 * @school: a parameter that is one school, or 0 for all
 * @reader: a parameter that is who asks, or 0 for nobody in particular
 *
 * As KL_SQL_IN_SCHOOLS(); of all schools only those count at which the one who asks has a role.
 */
#define KL_SQL_IN_SCHOOLS_OF(school, reader)                                                       \
  "IN (SELECT id FROM school WHERE id = " school " OR " school " = 0 AND (" reader " = 0"          \
  " OR id IN (SELECT school_id FROM membership WHERE professional_id = " reader ")))"

/**
 * KlStmt:
 *
 * A prepared statement in use. Failures of preparing, binding and stepping stay in it until
 * kl_stmt_finish() or kl_stmt_run() hands them out; one of these must follow every use.
 */
typedef struct _KlStmt KlStmt;

KlStmt *kl_db_statement (KlDb *db, const KlSql *sql, guint index);
void kl_stmt_reset (KlStmt *stmt);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlStmt, kl_stmt_reset)

/* Parameters count from 1. */
void kl_stmt_bind_int (KlStmt *stmt, int parameter, gint64 value);
void kl_stmt_bind_id (KlStmt *stmt, int parameter, gint64 id);
void kl_stmt_bind_double (KlStmt *stmt, int parameter, double value);
void kl_stmt_bind_text (KlStmt *stmt, int parameter, const char *text);
void kl_stmt_bind_text_or_empty (KlStmt *stmt, int parameter, const char *text);
void kl_stmt_bind_blob (KlStmt *stmt, int parameter, gconstpointer bytes, gsize size);
void kl_stmt_bind_null (KlStmt *stmt, int parameter);
int kl_stmt_get_parameter (KlStmt *stmt, const char *name);

gboolean kl_stmt_step (KlStmt *stmt);
gboolean kl_stmt_finish (KlStmt *stmt, GError **error);
gboolean kl_stmt_run (KlStmt *stmt, GError **error);

/* Columns count from 0. */
gint64 kl_stmt_get_int (KlStmt *stmt, int column);
double kl_stmt_get_double (KlStmt *stmt, int column);
const char *kl_stmt_get_text (KlStmt *stmt, int column);
char *kl_stmt_dup_text (KlStmt *stmt, int column);
gconstpointer kl_stmt_get_blob (KlStmt *stmt, int column, gsize *size);
gboolean kl_stmt_is_null (KlStmt *stmt, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlDb, kl_db_free)

G_END_DECLS
