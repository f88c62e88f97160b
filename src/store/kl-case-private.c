/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-private.h"

#include <glib/gi18n-lib.h>

#include "kl-ids.h"

enum
{
  SQL_GET_FACTS,
  SQL_GET_LAST_ID,
  N_SQL
};

static const char *const statements[N_SQL] = {
  [SQL_GET_FACTS] = "SELECT school_id, status, owner_id, opened_on FROM care_case WHERE id = ?",
  [SQL_GET_LAST_ID] = "SELECT max (id) FROM care_case WHERE id > ?1 AND id < ?2",
};

static const KlSql sql = KL_SQL (statements);

/* Looks up what most changes to a case need to know first; a case that is not there is an error. */
gboolean
kl_case_get_facts (KlDb *db, gint64 case_id, KlCaseFacts *facts, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_FACTS);
  gboolean found = FALSE;

  kl_stmt_bind_int (stmt, 1, case_id);
  if (kl_stmt_step (stmt))
    {
      found = TRUE;
      facts->school_id = kl_stmt_get_int (stmt, 0);
      facts->status = kl_stmt_get_int (stmt, 1);
      facts->owner_id = kl_stmt_get_int (stmt, 2);
      facts->opened_on = kl_stmt_get_int (stmt, 3);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return found
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("This case is not there any more"));
}

/* The id that follows the last case of a school. */
gboolean
kl_case_get_next_id (KlDb *db, gint64 school_id, gint64 *id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_LAST_ID);
  gint64 below = kl_ids_case_at (school_id, 0);

  *id = 0;
  kl_stmt_bind_int (stmt, 1, below);
  kl_stmt_bind_int (stmt, 2, kl_ids_case_at (school_id, KL_MAX_CASES + 1));
  if (kl_stmt_step (stmt))
    *id = kl_stmt_get_int (stmt, 0);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  *id = MAX (*id, below) + 1;
  return *id - below <= KL_MAX_CASES
         || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                             _ ("This school holds as many cases as one school can: 262,143"));
}

/* The log of a change and the sign for the views, at the end of its transaction. */
gboolean
kl_case_log_write (KlDb *db,
                   KlAuditSubject subject,
                   gint64 subject_id,
                   gint64 case_id,
                   KlChange changed,
                   GError **error)
{
  kl_db_touch (db, changed, case_id);
  return kl_audit_append_for_case (db, KL_AUDIT_WRITE, subject, subject_id, case_id, NULL, error);
}

/* Sets an error of the store in words for a person; always FALSE. */
gboolean
kl_store_refuse (GError **error, KlStoreError code, const char *message)
{
  g_set_error_literal (error, KL_STORE_ERROR, code, message);
  return FALSE;
}

/* Text that says something. */
gboolean
kl_store_check_text (const char *text, GError **error)
{
  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return TRUE;

  return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("Write a few words first"));
}

/* A day to plan something on. */
gboolean
kl_store_check_day (KlDate day, GError **error)
{
  return kl_date_is_plausible (day)
         || kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("Choose a day from 1900 to 2199"));
}

/* Binds kind, id and, for somebody without a row, the name: three parameters. */
void
kl_person_bind (KlStmt *stmt, int parameter, const KlPerson *person)
{
  kl_stmt_bind_int (stmt, parameter, person->kind);
  kl_stmt_bind_int (stmt, parameter + 1, person->id);
  kl_stmt_bind_text (stmt, parameter + 2, person->id == 0 ? person->name : NULL);
}
