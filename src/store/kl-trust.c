/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-trust.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-ids.h"
#include "kl-people-private.h"

enum
{
  SQL_LIST,
  SQL_GET_LAST,
  SQL_FIND_LAST_OF,
  SQL_GET,
  SQL_ADD,
  SQL_MAKE_ROOM,
  SQL_CHANGE,
  SQL_FORGET,
  SQL_REMOVE,
  SQL_CLOSE_UP,
  SQL_HAND_OVER,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST] =
    "SELECT t.id, t.position, t.person_kind, t.person_id, t.person_name, t.partner_id,"
    " i.person_kind, i.person_id, i.person_name, t.since, t.reachable,"
    " t.person_kind = 0 AND EXISTS (SELECT 1 FROM membership m WHERE m.school_id = t.school_id"
    " AND m.professional_id = t.person_id)"
    " AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.school_id = t.school_id"
    " AND m.professional_id = t.person_id AND " KL_SQL_WORKS ("m", "?2") ")"
    " FROM trust_link t LEFT JOIN trust_link i ON i.id = t.introduced_by"
    " WHERE t.case_id = ?1 ORDER BY t.position",
  [SQL_GET_LAST] =
    "SELECT position FROM trust_link WHERE case_id = ?1 ORDER BY position DESC LIMIT 1",
  [SQL_FIND_LAST_OF] =
    "SELECT id FROM trust_link WHERE case_id = ?1 AND person_kind = ?2 AND person_id = ?3"
    " ORDER BY position DESC LIMIT 1",
  [SQL_GET] =
    "SELECT case_id, position FROM trust_link WHERE id = ?1",
  [SQL_MAKE_ROOM] =
    "UPDATE trust_link SET position = position + 1 WHERE case_id = ?1 AND position > ?2",
  [SQL_CHANGE] =
    "UPDATE trust_link SET introduced_by = ?2, since = ?3, reachable = ?4 WHERE id = ?1",
  [SQL_FORGET] =
    "UPDATE trust_link SET introduced_by = NULL WHERE introduced_by = ?1",
  [SQL_REMOVE] =
    "DELETE FROM trust_link WHERE id = ?1",
  [SQL_CLOSE_UP] =
    "UPDATE trust_link SET position = position - 1 WHERE case_id = ?1 AND position > ?2",
  [SQL_ADD] =
    "INSERT INTO trust_link (school_id, case_id, position, person_kind, person_id, person_name,"
    " partner_id, introduced_by, since, reachable) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_HAND_OVER] =
    "UPDATE care_case SET trusted_id = ?2,"
    " owner_id = CASE WHEN ?3 THEN ?2 ELSE owner_id END WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 case_id;
  const KlTrustLink *link;
  gboolean owner_too;
  gboolean between;
  gint64 after_id; /* when it comes between others: behind which, or 0 before all of them */
  gint64 id;
} Adding;

static KlTrustLink *
read_link (KlStmt *stmt, KlPersonBook *book)
{
  KlTrustLink *link = g_new0 (KlTrustLink, 1);
  gboolean has_person = kl_stmt_get_int (stmt, 3) != 0 || !kl_stmt_is_null (stmt, 4);

  link->id = kl_stmt_get_int (stmt, 0);
  link->position = (int) kl_stmt_get_int (stmt, 1);
  if (has_person)
    link->person = kl_person_book_dup (book, kl_stmt_get_int (stmt, 2), kl_stmt_get_int (stmt, 3),
                                       kl_stmt_get_text (stmt, 4));
  link->partner = kl_person_book_dup_partner (book, kl_stmt_get_int (stmt, 5));
  if (!kl_stmt_is_null (stmt, 6))
    link->introduced_by =
      kl_person_book_dup (book, kl_stmt_get_int (stmt, 6), kl_stmt_get_int (stmt, 7),
                          kl_stmt_get_text (stmt, 8));
  link->since = (KlDate) kl_stmt_get_int (stmt, 9);
  link->reachable = kl_stmt_get_int (stmt, 10) != 0;
  link->left = kl_stmt_get_int (stmt, 11) != 0;

  return link;
}

/**
 * kl_trust_list:
 * @db: a connection
 * @case_id: a case
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlTrustLink): the chain of trust, the first face
 *   first
 */
GPtrArray *
kl_trust_list (KlDb *db, gint64 case_id, GError **error)
{
  g_autoptr (GPtrArray) chain =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_trust_link_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  book = kl_person_book_new (db, kl_ids_get_school (case_id));
  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, case_id);
  kl_stmt_bind_int (stmt, 2, kl_clock_today ());
  while (kl_stmt_step (stmt))
    g_ptr_array_add (chain, read_link (stmt, book));
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&chain);
}

static gboolean
get_last (KlDb *db, gint64 case_id, int *position, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_LAST);

  *position = 0;
  kl_stmt_bind_int (stmt, 1, case_id);
  if (kl_stmt_step (stmt))
    *position = (int) kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

static gboolean
find_last_of (KlDb *db, gint64 case_id, const KlPerson *person, gint64 *id, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  *id = 0;
  if (person == NULL)
    return TRUE;

  stmt = kl_db_statement (db, &sql, SQL_FIND_LAST_OF);
  kl_stmt_bind_int (stmt, 1, case_id);
  kl_stmt_bind_int (stmt, 2, person->kind);
  kl_stmt_bind_int (stmt, 3, person->id);
  if (kl_stmt_step (stmt))
    *id = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/* A partner of which nobody is known yet has no name beside its own. */
static void
bind_face (KlStmt *stmt, int parameter, const KlTrustLink *link)
{
  const KlPerson nobody = { .kind = KL_PERSON_PARTNER };

  kl_person_bind (stmt, parameter, link->person != NULL ? link->person : &nobody);
}

static gboolean
get_place (KlDb *db, gint64 link_id, gint64 *case_id, int *position, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET);
  gboolean found = FALSE;

  kl_stmt_bind_int (stmt, 1, link_id);
  if (kl_stmt_step (stmt))
    {
      found = TRUE;
      *case_id = kl_stmt_get_int (stmt, 0);
      *position = (int) kl_stmt_get_int (stmt, 1);
    }

  return kl_stmt_finish (stmt, error)
         && (found
             || kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND,
                                 _ ("This link of the chain is not there any more")));
}

static gboolean
run_at (KlDb *db, guint which, gint64 id, int position, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, which);

  kl_stmt_bind_int (stmt, 1, id);
  if (position >= 0)
    kl_stmt_bind_int (stmt, 2, position);

  return kl_stmt_run (stmt, error);
}

/* Behind which position it comes, with room for it. */
static gboolean
find_room (KlDb *db, const Adding *adding, int *position, GError **error)
{
  gint64 case_id = adding->case_id;

  *position = 0;
  if (!adding->between)
    return get_last (db, adding->case_id, position, error);
  if (adding->after_id != 0 && !get_place (db, adding->after_id, &case_id, position, error))
    return FALSE;
  if (case_id != adding->case_id)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("This link of the chain is not there any more"));

  return run_at (db, SQL_MAKE_ROOM, case_id, *position, error);
}

static gboolean
append_link (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  const KlTrustLink *link = adding->link;
  g_autoptr (KlStmt) stmt = NULL;
  KlCaseFacts facts;
  gint64 introduced_by;
  int position;

  if (!kl_case_get_facts (db, adding->case_id, &facts, error)
      || !find_room (db, adding, &position, error)
      || !find_last_of (db, adding->case_id, link->introduced_by, &introduced_by, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_ADD);
  kl_stmt_bind_int (stmt, 1, facts.school_id);
  kl_stmt_bind_int (stmt, 2, adding->case_id);
  kl_stmt_bind_int (stmt, 3, position + 1);
  bind_face (stmt, 4, link);
  kl_stmt_bind_id (stmt, 7, link->partner != NULL ? link->partner->id : 0);
  kl_stmt_bind_id (stmt, 8, introduced_by);
  kl_stmt_bind_int (stmt, 9, link->since);
  kl_stmt_bind_int (stmt, 10, link->reachable);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  adding->id = kl_db_get_last_id (db);
  return kl_case_log_write (db, KL_AUDIT_TRUST, adding->id, adding->case_id, KL_CHANGE_CASES,
                            error);
}

/**
 * kl_trust_append:
 * @db: a connection
 * @case_id: a case
 * @link: a face, or a partner of which the face is not known yet; its position is not looked at
 * @error: (out): return location for what went wrong
 *
 * Adds a link at the end of the chain of trust. Who introduced this person must stand in the chain
 * to be remembered.
 *
 * Returns: the id of the link, 0 when it was not kept
 */
gint64
kl_trust_append (KlDb *db, gint64 case_id, const KlTrustLink *link, GError **error)
{
  Adding adding = { .case_id = case_id, .link = link };

  g_return_val_if_fail (db != NULL && link != NULL, 0);
  g_return_val_if_fail (link->person != NULL || link->partner != NULL, 0);

  if (link->since != KL_DATE_NONE && !kl_store_check_day (link->since, error))
    return 0;

  return kl_db_transaction (db, append_link, &adding, error) ? adding.id : 0;
}

/**
 * kl_trust_insert:
 * @db: a connection
 * @case_id: a case
 * @link: as for kl_trust_append()
 * @after_id: the link that it comes behind, or 0 for the beginning of the chain
 * @error: (out): return location for what went wrong
 *
 * Adds somebody to the chain of trust at the place where he or she came in.
 *
 * Returns: the id of the link, 0 when it was not kept
 */
gint64
kl_trust_insert (KlDb *db, gint64 case_id, const KlTrustLink *link, gint64 after_id, GError **error)
{
  Adding adding = { .case_id = case_id, .link = link, .between = TRUE, .after_id = after_id };

  g_return_val_if_fail (db != NULL && link != NULL, 0);
  g_return_val_if_fail (link->person != NULL || link->partner != NULL, 0);

  if (link->since != KL_DATE_NONE && !kl_store_check_day (link->since, error))
    return 0;

  return kl_db_transaction (db, append_link, &adding, error) ? adding.id : 0;
}

static gboolean
change_link (KlDb *db, gpointer data, GError **error)
{
  const KlTrustLink *link = data;
  g_autoptr (KlStmt) stmt = NULL;
  gint64 case_id, introduced_by;
  int position;

  if (!get_place (db, link->id, &case_id, &position, error)
      || !find_last_of (db, case_id, link->introduced_by, &introduced_by, error))
    return FALSE;

  stmt = kl_db_statement (db, &sql, SQL_CHANGE);
  kl_stmt_bind_int (stmt, 1, link->id);
  kl_stmt_bind_id (stmt, 2, introduced_by != link->id ? introduced_by : 0);
  kl_stmt_bind_int (stmt, 3, link->since);
  kl_stmt_bind_int (stmt, 4, link->reachable);

  return kl_stmt_run (stmt, error)
         && kl_case_log_write (db, KL_AUDIT_TRUST, link->id, case_id, KL_CHANGE_CASES, error);
}

/**
 * kl_trust_change:
 * @db: a connection
 * @link: a link with who introduced this person, since when and who stays reachable, as they are to
 *   be; who it is stays
 * @error: (out): return location for what went wrong
 *
 * Corrects how somebody came into the chain of trust.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_trust_change (KlDb *db, const KlTrustLink *link, GError **error)
{
  g_return_val_if_fail (db != NULL && link != NULL && link->id != 0, FALSE);

  return (link->since == KL_DATE_NONE || kl_store_check_day (link->since, error))
         && kl_db_transaction (db, change_link, (gpointer) link, error);
}

static gboolean
remove_link (KlDb *db, gpointer data, GError **error)
{
  const gint64 id = *(const gint64 *) data;
  gint64 case_id;
  int position;

  return get_place (db, id, &case_id, &position, error) && run_at (db, SQL_FORGET, id, -1, error)
         && run_at (db, SQL_REMOVE, id, -1, error)
         && run_at (db, SQL_CLOSE_UP, case_id, position, error)
         && kl_case_log_write (db, KL_AUDIT_TRUST, id, case_id, KL_CHANGE_CASES, error);
}

/**
 * kl_trust_remove:
 * @db: a connection
 * @link_id: a link of a chain of trust
 * @error: (out): return location for what went wrong
 *
 * Takes a link away that should not have been there. Those that it introduced stay.
 *
 * Returns: %TRUE when it is gone
 */
gboolean
kl_trust_remove (KlDb *db, gint64 link_id, GError **error)
{
  g_return_val_if_fail (db != NULL && link_id != 0, FALSE);

  return kl_db_transaction (db, remove_link, &link_id, error);
}

static gboolean
hand_over (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_HAND_OVER);

  kl_stmt_bind_int (stmt, 1, adding->case_id);
  kl_stmt_bind_int (stmt, 2, adding->link->person->id);
  kl_stmt_bind_int (stmt, 3, adding->owner_too);

  return kl_stmt_run (stmt, error) && append_link (db, adding, error);
}

/**
 * kl_trust_hand_over:
 * @db: a connection
 * @case_id: a case
 * @to_professional_id: the new trusted face
 * @day: when they met
 * @reachable: whether the one who introduces stays reachable
 * @owner_too: whether the new face also keeps the case moving from now on
 * @error: (out): return location for what went wrong
 *
 * Hands a case over warmly: the one who acts introduces somebody, who becomes the trusted face and
 * the last link of the chain.
 *
 * Returns: the id of the new link, 0 when it was not kept
 */
gint64
kl_trust_hand_over (KlDb *db,
                    gint64 case_id,
                    gint64 to_professional_id,
                    KlDate day,
                    gboolean reachable,
                    gboolean owner_too,
                    GError **error)
{
  KlPerson to = { .kind = KL_PERSON_PROFESSIONAL, .id = to_professional_id };
  KlPerson actor = { .kind = KL_PERSON_PROFESSIONAL, .id = kl_db_get_professional_id (db) };
  KlTrustLink link = { .person = &to, .since = day, .reachable = reachable };
  Adding adding = { .case_id = case_id, .link = &link, .owner_too = owner_too };

  g_return_val_if_fail (db != NULL && to_professional_id > 0, 0);

  if (actor.id != 0)
    link.introduced_by = &actor;

  return kl_store_check_day (day, error) && kl_db_transaction (db, hand_over, &adding, error)
           ? adding.id
           : 0;
}
