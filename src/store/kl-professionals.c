/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-professionals.h"

#include "kl-audit.h"
#include "kl-db-private.h"
#include "kl-people-private.h"

/* clang-format off */
#define COLUMNS \
  "p.id, m.school_id, m.external_key, p.given, p.prefix, p.surname, m.role, m.hours," \
  " m.first_day, m.last_day," \
  " (SELECT group_concat (g.name, ', ') FROM group_teacher t" \
  "  JOIN school_group g ON g.id = t.group_id" \
  "  WHERE t.professional_id = p.id AND g.school_id = m.school_id" \
  "  AND g.school_year = (SELECT max (y.school_year) FROM school_group y" \
                        " WHERE y.school_id = m.school_id))"
/* clang-format on */

enum
{
  SQL_LIST,
  SQL_LIST_EVER,
  SQL_FIND,
  SQL_GET,
  SQL_GET_AT_SCHOOL,
  SQL_LIST_MEMBERSHIPS,
  SQL_ADD,
  SQL_UPDATE,
  SQL_SET_MEMBERSHIP,
  SQL_SET_PERIOD,
  SQL_REMOVE_MEMBERSHIP,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST] =
    "SELECT " COLUMNS " FROM membership m JOIN professional p ON p.id = m.professional_id"
    " WHERE m.school_id = ?1 AND " KL_SQL_WORKS ("m", "?2") " ORDER BY p.sort_key, p.id",
  [SQL_LIST_EVER] =
    "SELECT " COLUMNS " FROM membership m JOIN professional p ON p.id = m.professional_id"
    " WHERE m.school_id = ?1 ORDER BY p.sort_key, p.id",
  [SQL_FIND] =
    "SELECT " COLUMNS " FROM membership m JOIN professional p ON p.id = m.professional_id"
    " WHERE p.name_folded = ?1 ORDER BY m.school_id LIMIT 1",
  [SQL_GET] =
    "SELECT " COLUMNS " FROM professional p"
    " LEFT JOIN membership m ON m.professional_id = p.id"
    " WHERE p.id = ? ORDER BY m.school_id LIMIT 1",
  [SQL_GET_AT_SCHOOL] =
    "SELECT " COLUMNS " FROM professional p"
    " LEFT JOIN membership m ON m.professional_id = p.id AND m.school_id = ?2 WHERE p.id = ?1",
  [SQL_LIST_MEMBERSHIPS] =
    "SELECT " COLUMNS " FROM membership m JOIN professional p ON p.id = m.professional_id"
    " WHERE p.id = ? ORDER BY m.school_id",
  [SQL_ADD] =
    "INSERT INTO professional (given, prefix, surname, sort_key, name_folded)"
    " VALUES (?1, ?2, ?3, ?4, ?5)",
  [SQL_UPDATE] =
    "UPDATE professional SET given = ?1, prefix = ?2, surname = ?3, sort_key = ?4,"
    " name_folded = ?5 WHERE id = ?6",
  [SQL_SET_MEMBERSHIP] =
    "INSERT INTO membership (professional_id, school_id, role, hours, external_key)"
    " VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (school_id, professional_id) DO UPDATE SET role = excluded.role,"
    " hours = excluded.hours, external_key = coalesce (excluded.external_key, external_key)",
  [SQL_SET_PERIOD] =
    "UPDATE membership SET first_day = ?3, last_day = ?4"
    " WHERE professional_id = ?1 AND school_id = ?2",
  [SQL_REMOVE_MEMBERSHIP] =
    "DELETE FROM membership WHERE professional_id = ? AND school_id = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static KlProfessional *
read_professional (KlStmt *stmt)
{
  KlProfessional *professional = g_new0 (KlProfessional, 1);

  professional->id = kl_stmt_get_int (stmt, 0);
  professional->school_id = kl_stmt_get_int (stmt, 1);
  professional->external_key = kl_stmt_dup_text (stmt, 2);
  professional->given = kl_stmt_dup_text (stmt, 3);
  professional->prefix = kl_stmt_dup_text (stmt, 4);
  professional->surname = kl_stmt_dup_text (stmt, 5);
  professional->role = kl_stmt_get_int (stmt, 6);
  professional->hours = kl_stmt_get_double (stmt, 7);
  professional->first_day = (KlDate) kl_stmt_get_int (stmt, 8);
  professional->last_day = (KlDate) kl_stmt_get_int (stmt, 9);
  professional->group_names = kl_stmt_dup_text (stmt, 10);
  professional->name = kl_people_read_name (stmt, 3);

  return professional;
}

static GPtrArray *
list (KlDb *db, guint statement, gint64 id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);
  g_autoptr (GPtrArray) professionals =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_professional_free);

  kl_stmt_bind_int (stmt, 1, id);
  if (statement == SQL_LIST)
    kl_stmt_bind_int (stmt, 2, kl_clock_today ());
  while (kl_stmt_step (stmt))
    g_ptr_array_add (professionals, read_professional (stmt));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&professionals) : NULL;
}

/**
 * kl_professionals_list:
 * @db: a connection
 * @school_id: a school
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlProfessional): who has a role there today, by
 *   surname
 */
GPtrArray *
kl_professionals_list (KlDb *db, gint64 school_id, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return list (db, SQL_LIST, school_id, error);
}

/**
 * kl_professionals_list_ever:
 * @db: a connection
 * @school_id: a school
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlProfessional): who has, had or will have a role
 *   there, by surname
 */
GPtrArray *
kl_professionals_list_ever (KlDb *db, gint64 school_id, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return list (db, SQL_LIST_EVER, school_id, error);
}

/**
 * kl_professionals_find:
 * @db: a connection
 * @name: a full name; capitals and accents do not matter
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (nullable): somebody of that name with a role at some school; %NULL
 *   without an error when there is nobody
 */
KlProfessional *
kl_professionals_find (KlDb *db, const char *name, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  g_autoptr (KlName) parts = NULL;
  g_autofree char *display = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (KlProfessional) found = NULL;

  g_return_val_if_fail (db != NULL && name != NULL, NULL);

  parts = kl_name_parse (name);
  display = kl_name_get_display (parts);
  folded = kl_text_fold (display);
  stmt = kl_db_statement (db, &sql, SQL_FIND);
  kl_stmt_bind_text (stmt, 1, folded);
  if (kl_stmt_step (stmt))
    found = read_professional (stmt);

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&found) : NULL;
}

/**
 * kl_professionals_list_memberships:
 * @db: a connection
 * @professional_id: somebody
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlProfessional): the same person once for every
 *   school, with the role there
 */
GPtrArray *
kl_professionals_list_memberships (KlDb *db, gint64 professional_id, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return list (db, SQL_LIST_MEMBERSHIPS, professional_id, error);
}

/**
 * kl_professionals_get:
 * @db: a connection
 * @professional_id: somebody
 * @school_id: the school of which the role is asked, or 0 for the first of them
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full): that person
 */
KlProfessional *
kl_professionals_get (KlDb *db, gint64 professional_id, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt =
    kl_db_statement (db, &sql, school_id != 0 ? SQL_GET_AT_SCHOOL : SQL_GET);
  g_autoptr (KlProfessional) professional = NULL;

  kl_stmt_bind_int (stmt, 1, professional_id);
  if (school_id != 0)
    kl_stmt_bind_int (stmt, 2, school_id);
  if (kl_stmt_step (stmt))
    professional = read_professional (stmt);
  if (!kl_stmt_finish (stmt, error))
    return NULL;
  if (professional == NULL)
    kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);

  return g_steal_pointer (&professional);
}

static gboolean
log_professional (KlDb *db,
                  gint64 professional_id,
                  gint64 school_id,
                  const char *ground,
                  GError **error)
{
  kl_db_touch (db, KL_CHANGE_PROFESSIONALS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_PROFESSIONAL, professional_id, school_id, 0,
                          ground, error);
}

static gboolean
write_membership (KlDb *db, const KlProfessional *professional, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_MEMBERSHIP);

  kl_stmt_bind_int (stmt, 1, professional->id);
  kl_stmt_bind_int (stmt, 2, professional->school_id);
  kl_stmt_bind_int (stmt, 3, professional->role);
  kl_stmt_bind_double (stmt, 4, professional->hours);
  kl_stmt_bind_text (stmt, 5, professional->external_key);

  return kl_stmt_run (stmt, error);
}

/* Private to the store, also for an import, which logs in its own way. */
gboolean
kl_professionals_write (KlDb *db, KlProfessional *professional, GError **error)
{
  g_autoptr (KlStmt) stmt =
    kl_db_statement (db, &sql, professional->id == 0 ? SQL_ADD : SQL_UPDATE);
  g_autoptr (KlName) name =
    kl_name_new (professional->given, professional->prefix, professional->surname, NULL);

  kl_people_bind_name (stmt, 1, name);
  if (professional->id != 0)
    kl_stmt_bind_int (stmt, 6, professional->id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  if (professional->id == 0)
    professional->id = kl_db_get_last_id (db);
  kl_db_touch (db, KL_CHANGE_PROFESSIONALS, 0);
  return professional->school_id == 0 || write_membership (db, professional, error);
}

/* Apart from the rest: an import knows no period, and leaves it as it is. */
static gboolean
write_period (KlDb *db, const KlProfessional *professional, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_PERIOD);

  kl_stmt_bind_int (stmt, 1, professional->id);
  kl_stmt_bind_int (stmt, 2, professional->school_id);
  kl_stmt_bind_int (stmt, 3, professional->first_day);
  kl_stmt_bind_int (stmt, 4, professional->last_day);

  return kl_stmt_run (stmt, error);
}

static gboolean
write_and_log (KlDb *db, KlProfessional *professional, const char *ground, GError **error)
{
  return kl_professionals_write (db, professional, error) && write_period (db, professional, error)
         && log_professional (db, professional->id, professional->school_id, ground, error);
}

static gboolean
is_whole (const KlProfessional *professional, GError **error)
{
  g_autofree char *display =
    kl_people_make_display (professional->given, professional->prefix, professional->surname, NULL);

  if (*display != '\0' && professional->hours >= 0
      && (professional->last_day == KL_DATE_NONE
          || professional->last_day >= professional->first_day))
    return TRUE;

  kl_store_error_set (error, KL_STORE_ERROR_INVALID);
  return FALSE;
}

/**
 * kl_professionals_add:
 * @db: a connection
 * @professional: somebody; the id is set. With a school also the role, hours and period there are
 *   kept.
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID without any name, or
 *   with an end before the start
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_professionals_add (KlDb *db, KlProfessional *professional, GError **error)
{
  g_return_val_if_fail (db != NULL && professional != NULL, FALSE);

  professional->id = 0;
  return is_whole (professional, error) && kl_db_begin (db, error)
         && kl_db_end (db, write_and_log (db, professional, "add", error), error);
}

/**
 * kl_professionals_update:
 * @db: a connection
 * @professional: somebody as to be: the name and, with a school, the role, hours and period there
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_professionals_update (KlDb *db, const KlProfessional *professional, GError **error)
{
  KlProfessional copy;

  g_return_val_if_fail (db != NULL && professional != NULL && professional->id != 0, FALSE);

  copy = *professional;
  return is_whole (professional, error) && kl_db_begin (db, error)
         && kl_db_end (db, write_and_log (db, &copy, "change", error), error);
}

/**
 * kl_professionals_set_membership:
 * @db: a connection
 * @professional_id: somebody
 * @school_id: a school
 * @role: the role there
 * @hours: hours a week there
 * @error: (out): return location for what went wrong
 *
 * Gives somebody a role at a school, or changes it.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_professionals_set_membership (KlDb *db,
                                 gint64 professional_id,
                                 gint64 school_id,
                                 KlRole role,
                                 double hours,
                                 GError **error)
{
  KlProfessional professional = {
    .id = professional_id, .school_id = school_id, .role = role, .hours = hours
  };

  g_return_val_if_fail (db != NULL && school_id != 0, FALSE);

  return kl_db_begin (db, error)
         && kl_db_end (db,
                       write_membership (db, &professional, error)
                         && log_professional (db, professional_id, school_id, "role", error),
                       error);
}

static gboolean
remove_membership (KlDb *db, gint64 professional_id, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_REMOVE_MEMBERSHIP);

  kl_stmt_bind_int (stmt, 1, professional_id);
  kl_stmt_bind_int (stmt, 2, school_id);

  return kl_stmt_run (stmt, error)
         && log_professional (db, professional_id, school_id, "leave", error);
}

/**
 * kl_professionals_remove_membership:
 * @db: a connection
 * @professional_id: somebody
 * @school_id: a school
 * @error: (out): return location for what went wrong
 *
 * Takes the role at the school away; what the person wrote stays under the name.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_professionals_remove_membership (KlDb *db,
                                    gint64 professional_id,
                                    gint64 school_id,
                                    GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_begin (db, error)
         && kl_db_end (db, remove_membership (db, professional_id, school_id, error), error);
}

/**
 * kl_professional_new_from_name:
 * @name: a full name ("Samira Bouali")
 *
 * Returns: (transfer full): somebody of that name, not kept yet
 */
KlProfessional *
kl_professional_new_from_name (const char *name)
{
  g_autoptr (KlName) parts = kl_name_parse (name);
  KlProfessional *professional = g_new0 (KlProfessional, 1);

  professional->given = g_strdup (parts->given);
  professional->prefix = g_strdup (parts->prefix);
  professional->surname = g_strdup (parts->surname);
  professional->name = kl_name_get_display (parts);

  return professional;
}
