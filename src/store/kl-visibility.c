/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-visibility.h"

#include "kl-people-private.h"
#include "model/kl-words.h"
#include "model/kl-people.h"

enum
{
  SQL_GET_STAND,
  SQL_GET_ROLE,
  SQL_IS_IN_CASE,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET_STAND] =
    "SELECT m.role, c.owner_id"
    " FROM care_case c"
    " LEFT JOIN membership m ON m.school_id = c.school_id AND m.professional_id = ?2"
    " AND " KL_SQL_WORKS ("m", "?3") " WHERE c.id = ?1",
  [SQL_GET_ROLE] =
    "SELECT m.role FROM membership m WHERE m.school_id = ?1 AND m.professional_id = ?2"
    " AND " KL_SQL_WORKS ("m", "?3"),
  [SQL_IS_IN_CASE] =
    "SELECT EXISTS (SELECT 1 FROM care_case"
                   " WHERE id = ?1 AND (owner_id = ?2 OR trusted_id = ?2 OR route_via = ?2))"
    " OR EXISTS (SELECT 1 FROM trust_link"
               " WHERE case_id = ?1 AND person_kind = 0 AND person_id = ?2)"
    " OR EXISTS (SELECT 1 FROM agenda_item i JOIN attendee a ON a.meeting_id = i.meeting_id"
               " WHERE i.case_id = ?1 AND a.person_kind = 0 AND a.person_id = ?2"
               /* Who comes for some of its points is there for no others. */
               " AND (EXISTS (SELECT 1 FROM attendee_item o WHERE o.item_id = i.id"
                            " AND o.person_kind = 0 AND o.person_id = ?2)"
                " OR NOT EXISTS (SELECT 1 FROM attendee_item o JOIN agenda_item p ON p.id = o.item_id"
                            " WHERE p.meeting_id = i.meeting_id"
                            " AND o.person_kind = 0 AND o.person_id = ?2)))",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static gboolean
is_in_case (KlDb *db, gint64 case_id, gint64 reader, gboolean *inside, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_IS_IN_CASE);

  kl_stmt_bind_int (stmt, 1, case_id);
  kl_stmt_bind_int (stmt, 2, reader);
  if (kl_stmt_step (stmt))
    *inside = kl_stmt_get_int (stmt, 0) != 0;

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_visibility_get_case_for:
 * @db: a connection
 * @case_id: a case
 * @professional_id: somebody, or 0 for nobody in particular
 * @sight: (out): what that person may see of it
 * @error: (out): return location for what went wrong
 *
 * Like kl_visibility_get_case(), for somebody else than the one who acts.
 *
 * Returns: %TRUE when @sight is set
 */
gboolean
kl_visibility_get_case_for (KlDb *db,
                            gint64 case_id,
                            gint64 professional_id,
                            KlSight *sight,
                            GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_STAND);
  const gint64 reader = professional_id;
  gboolean director = FALSE;
  gboolean member = FALSE;
  gboolean inside = FALSE;

  *sight = (KlSight) { .reader = reader };
  kl_stmt_bind_int (stmt, 1, case_id);
  kl_stmt_bind_int (stmt, 2, reader);
  kl_stmt_bind_int (stmt, 3, kl_clock_today ());
  if (kl_stmt_step (stmt))
    {
      member = reader == 0 || !kl_stmt_is_null (stmt, 0);
      director = reader != 0 && kl_stmt_get_int (stmt, 0) == KL_ROLE_DIRECTOR;
      sight->confidential = reader == 0 || director || (kl_stmt_get_int (stmt, 1) == reader);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  if (reader != 0 && (director || !member) && !is_in_case (db, case_id, reader, &inside, error))
    return FALSE;
  sight->team = director || !member ? inside : TRUE;
  sight->caseload = member || inside;

  return TRUE;
}

/**
 * kl_visibility_get_case:
 * @db: a connection
 * @case_id: a case
 * @sight: (out): what the one who acts may see of it
 * @error: (out): return location for what went wrong
 *
 * A role holds per school. A director sees what was written for the team only when he or she is
 * in the case or at its meeting; who has no role at the school, or not any more, sees only what he
 * or she wrote. When nobody in particular acts (the owner of a vault without professionals) nothing
 * but private notes is held back. A case that is not there is seen by nobody.
 *
 * Returns: %TRUE when @sight is set
 */
gboolean
kl_visibility_get_case (KlDb *db, gint64 case_id, KlSight *sight, GError **error)
{
  return kl_visibility_get_case_for (db, case_id, kl_db_get_professional_id (db), sight, error);
}

/**
 * kl_visibility_get_school:
 * @db: a connection
 * @school_id: a school
 * @team: (out): whether the one who acts sees what was written for the team in every case there
 * @error: (out): return location for what went wrong
 *
 * Asked once for a school where many of its cases are gone through. Where @team is %FALSE, and for
 * what was not written for the team, kl_visibility_get_case() says it of each case.
 *
 * Returns: %TRUE when @team is set
 */
gboolean
kl_visibility_get_school (KlDb *db, gint64 school_id, gboolean *team, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_ROLE);
  const gint64 reader = kl_db_get_professional_id (db);

  kl_stmt_bind_int (stmt, 1, school_id);
  kl_stmt_bind_int (stmt, 2, reader);
  kl_stmt_bind_int (stmt, 3, kl_clock_today ());
  *team = reader == 0;
  if (kl_stmt_step (stmt))
    *team = reader == 0 || kl_stmt_get_int (stmt, 0) != KL_ROLE_DIRECTOR;

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_visibility_bind:
 * @stmt: a statement with KL_SQL_SEES()
 * @sight: what may be seen
 *
 * Binds :team, :confidential and :reader.
 */
void
kl_visibility_bind (KlStmt *stmt, const KlSight *sight)
{
  kl_stmt_bind_int (stmt, kl_stmt_get_parameter (stmt, ":team"), sight->team);
  kl_stmt_bind_int (stmt, kl_stmt_get_parameter (stmt, ":confidential"), sight->confidential);
  kl_stmt_bind_int (stmt, kl_stmt_get_parameter (stmt, ":reader"), sight->reader);
}
