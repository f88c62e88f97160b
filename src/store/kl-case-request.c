/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-request.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-topics.h"

enum
{
  SQL_SET_REQUEST,
  SQL_CLEAR_TOPICS,
  SQL_LINK_TOPIC,
  SQL_SET_SUBJECT,
  SQL_CHECK_GROUP,
  SQL_CHECK_FAMILY,
  SQL_ADD_FAMILY,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_SET_REQUEST] =
    "UPDATE care_case SET asked_by = ?2, route = ?3, route_via = ?4, theme = ?5 WHERE id = ?1",
  [SQL_CLEAR_TOPICS] =
    "DELETE FROM case_topic WHERE case_id = ?1",
  [SQL_LINK_TOPIC] =
    "INSERT INTO case_topic (case_id, topic_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
  [SQL_SET_SUBJECT] =
    "UPDATE care_case SET subject = ?2, group_id = ?3, family_id = ?4 WHERE id = ?1",
  /* A class of another school is none of this one. */
  [SQL_CHECK_GROUP] =
    "SELECT 1 FROM school_group WHERE id = ?1 AND school_id = ?2",
  [SQL_CHECK_FAMILY] =
    "SELECT 1 FROM family WHERE id = ?1 AND ?2 = ?2",
  /* Brothers and sisters, also at other schools; who is in it keeps the role that was given. */
  [SQL_ADD_FAMILY] =
    "INSERT INTO case_pupil (case_id, pupil_id, role)"
    " SELECT c.id, p.id, ?2 FROM care_case c JOIN pupil p ON p.family_id = c.family_id"
    " WHERE c.id = ?1 ON CONFLICT DO NOTHING",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 case_id;
  const KlCaseRequest *request;
  const KlCaseSubject *subject;
  KlCaseRole role;
} Changing;

static gboolean
log_change (KlDb *db, const Changing *changing, GError **error)
{
  return kl_case_log_write (db, KL_AUDIT_CASE, changing->case_id, changing->case_id,
                            KL_CHANGE_CASES, error);
}

/* How it came in */

static gboolean
link_topics (KlDb *db, const Changing *changing, GError **error)
{
  const KlCaseRequest *request = changing->request;

  for (guint i = 0; request->topics != NULL && i < request->topics->len; i++)
    {
      gint64 topic_id =
        kl_topics_ensure (db, request->theme, g_ptr_array_index (request->topics, i), error);
      g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LINK_TOPIC);

      kl_stmt_bind_int (stmt, 1, changing->case_id);
      kl_stmt_bind_int (stmt, 2, topic_id);
      if (topic_id == 0 || !kl_stmt_run (stmt, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
clear_topics (KlDb *db, const Changing *changing, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_CLEAR_TOPICS);

  kl_stmt_bind_int (stmt, 1, changing->case_id);

  return kl_stmt_run (stmt, error);
}

static gboolean
set_request (KlDb *db, gpointer data, GError **error)
{
  const Changing *changing = data;
  const KlCaseRequest *request = changing->request;
  const KlPerson *via = request->via;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_REQUEST);
  KlCaseFacts facts;

  if (!kl_case_get_facts (db, changing->case_id, &facts, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, changing->case_id);
  kl_stmt_bind_int (stmt, 2, request->asked_by);
  kl_stmt_bind_int (stmt, 3, request->route);
  kl_stmt_bind_id (stmt, 4, via != NULL && via->kind == KL_PERSON_PROFESSIONAL ? via->id : 0);
  kl_stmt_bind_int (stmt, 5, request->theme);

  return kl_stmt_run (stmt, error) && clear_topics (db, changing, error)
         && link_topics (db, changing, error) && log_change (db, changing, error);
}

/**
 * kl_cases_set_request:
 * @db: a connection
 * @case_id: a case
 * @request: how the question came in and what it is about
 * @error: (out): return location for what went wrong
 *
 * Corrects what was caught. Who asked and through whom stay in the chain of trust as they were.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_set_request (KlDb *db, gint64 case_id, const KlCaseRequest *request, GError **error)
{
  Changing changing = { .case_id = case_id, .request = request };

  g_return_val_if_fail (db != NULL && request != NULL, FALSE);

  return kl_db_transaction (db, set_request, &changing, error);
}

/* Whom it is about */

static gboolean
is_there (KlDb *db, guint statement, gint64 id, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);
  gboolean found;

  kl_stmt_bind_int (stmt, 1, id);
  kl_stmt_bind_int (stmt, 2, school_id);
  found = kl_stmt_step (stmt);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  return found
         || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                             _ ("This class or family is not there any more"));
}

static gboolean
check_subject (KlDb *db, const KlCaseSubject *subject, gint64 school_id, GError **error)
{
  if (subject->subject == KL_SUBJECT_GROUP && subject->group_id == 0)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("Choose the class it is about"));
  if (subject->subject == KL_SUBJECT_FAMILY && subject->family_id == 0)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("Choose the family it is about"));

  return (subject->group_id == 0
          || is_there (db, SQL_CHECK_GROUP, subject->group_id, school_id, error))
         && (subject->family_id == 0
             || is_there (db, SQL_CHECK_FAMILY, subject->family_id, school_id, error));
}

static gboolean
set_subject (KlDb *db, gpointer data, GError **error)
{
  const Changing *changing = data;
  const KlCaseSubject *subject = changing->subject;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_SUBJECT);
  KlCaseFacts facts;

  if (!kl_case_get_facts (db, changing->case_id, &facts, error)
      || !check_subject (db, subject, facts.school_id, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, changing->case_id);
  kl_stmt_bind_int (stmt, 2, subject->subject);
  kl_stmt_bind_id (stmt, 3, subject->group_id);
  kl_stmt_bind_id (stmt, 4, subject->family_id);

  return kl_stmt_run (stmt, error) && log_change (db, changing, error);
}

/**
 * kl_cases_set_subject:
 * @db: a connection
 * @case_id: a case
 * @subject: whether it is about pupils, a family, a class or the school community, and which
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID for a class or family
 *   that is not named, %KL_STORE_ERROR_NOT_FOUND for one that is none of the school
 *
 * A question about one child can turn out to be one of the family or the class. The pupils in it
 * and their roles stay as they are.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_set_subject (KlDb *db, gint64 case_id, const KlCaseSubject *subject, GError **error)
{
  Changing changing = { .case_id = case_id, .subject = subject };

  g_return_val_if_fail (db != NULL && subject != NULL, FALSE);

  return kl_db_transaction (db, set_subject, &changing, error);
}

static gboolean
add_family (KlDb *db, gpointer data, GError **error)
{
  const Changing *changing = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_FAMILY);
  KlCaseFacts facts;

  if (!kl_case_get_facts (db, changing->case_id, &facts, error))
    return FALSE;

  kl_stmt_bind_int (stmt, 1, changing->case_id);
  kl_stmt_bind_int (stmt, 2, changing->role);

  return kl_stmt_run (stmt, error) && log_change (db, changing, error);
}

/**
 * kl_cases_add_family:
 * @db: a connection
 * @case_id: a case that names a family
 * @role: the role of those who are not in it yet
 * @error: (out): return location for what went wrong
 *
 * Brings the brothers and sisters of the family into the case, also those at other schools. Who is
 * in it keeps the role of its own.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_cases_add_family (KlDb *db, gint64 case_id, KlCaseRole role, GError **error)
{
  Changing changing = { .case_id = case_id, .role = role };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, add_family, &changing, error);
}
