/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-users.h"

#include "kl-audit.h"
#include "kl-db-private.h"
#include "kl-professionals.h"

enum
{
  SQL_ADD,
  SQL_SET_PROFESSIONAL,
  SQL_GET,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO vault_user (id, name, professional_id) VALUES (?1, ?2, ?3)"
    " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
    " professional_id = excluded.professional_id",
  [SQL_SET_PROFESSIONAL] =
    "UPDATE vault_user SET professional_id = ?2 WHERE id = ?1",
  [SQL_GET] =
    "SELECT name, professional_id FROM vault_user WHERE id = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static gboolean
log_user (KlDb *db, gint64 professional_id, const char *ground, GError **error)
{
  kl_db_touch (db, KL_CHANGE_USERS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_USER, professional_id, 0, 0, ground, error);
}

static gboolean
add (KlDb *db, const char *user_id, const char *name, gint64 professional_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD);

  kl_stmt_bind_text (stmt, 1, user_id);
  kl_stmt_bind_text_or_empty (stmt, 2, name);
  kl_stmt_bind_id (stmt, 3, professional_id);

  return kl_stmt_run (stmt, error) && log_user (db, professional_id, "add", error);
}

/**
 * kl_users_add:
 * @db: a connection
 * @user_id: the id of the key slot
 * @name: (nullable): whose slot it is
 * @professional_id: who that is among the professionals, or 0
 * @error: (out): return location for what went wrong
 *
 * Makes a key slot known to the file, or changes what is known of it.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_users_add (KlDb *db,
              const char *user_id,
              const char *name,
              gint64 professional_id,
              GError **error)
{
  g_return_val_if_fail (db != NULL && user_id != NULL, FALSE);

  return kl_db_begin (db, error)
         && kl_db_end (db, add (db, user_id, name, professional_id, error), error);
}

static gboolean
set_professional (KlDb *db, const char *user_id, gint64 professional_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_PROFESSIONAL);

  kl_stmt_bind_text (stmt, 1, user_id);
  kl_stmt_bind_id (stmt, 2, professional_id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;
  if (kl_db_get_n_changed (db) == 0)
    {
      kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);
      return FALSE;
    }

  return log_user (db, professional_id, "professional", error);
}

/**
 * kl_users_set_professional:
 * @db: a connection
 * @user_id: the id of a known key slot
 * @professional_id: who that is among the professionals, or 0
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_users_set_professional (KlDb *db, const char *user_id, gint64 professional_id, GError **error)
{
  g_return_val_if_fail (db != NULL && user_id != NULL, FALSE);

  return kl_db_begin (db, error)
         && kl_db_end (db, set_professional (db, user_id, professional_id, error), error);
}

/**
 * kl_users_get_professional:
 * @db: a connection
 * @user_id: the id of a key slot
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (nullable): who that is, with the role at the first school; %NULL
 *   without @error when nobody is known
 */
KlProfessional *
kl_users_get_professional (KlDb *db, const char *user_id, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  gint64 professional_id = 0;

  g_return_val_if_fail (db != NULL && user_id != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_GET);
  kl_stmt_bind_text (stmt, 1, user_id);
  if (kl_stmt_step (stmt))
    professional_id = kl_stmt_get_int (stmt, 1);
  if (!kl_stmt_finish (stmt, error) || professional_id == 0)
    return NULL;

  return kl_professionals_get (db, professional_id, 0, error);
}

/**
 * kl_users_get_name:
 * @db: a connection
 * @user_id: the id of a key slot
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (nullable): whose slot it is; %NULL without @error when nobody is known
 */
char *
kl_users_get_name (KlDb *db, const char *user_id, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (db != NULL && user_id != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_GET);
  kl_stmt_bind_text (stmt, 1, user_id);
  if (kl_stmt_step (stmt))
    name = kl_stmt_dup_text (stmt, 0);

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&name) : NULL;
}
