/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-groups.h"

#include "kl-audit.h"
#include "kl-db-private.h"
#include "kl-people-private.h"
#include "kl-schools.h"

#define COLUMNS                                                                                    \
  "g.id, g.school_id, g.school_year, g.external_key, g.name, g.year, g.combined,"                  \
  " (SELECT count(*) FROM pupil p WHERE p.group_id = g.id AND " KL_SQL_PRESENT (                   \
    "p") ")"                                                                                       \
         " + (SELECT count(*) FROM pupil_group c JOIN pupil p ON p.id = c.pupil_id"                \
         "    WHERE c.group_id = g.id AND " KL_SQL_PRESENT ("p") ")"

/* Classes as a school lists them: the youngest first, then by name; those without a year last. */
#define ORDER " ORDER BY g.combined, CASE WHEN g.year < 0 THEN 99 ELSE g.year END, g.name, g.id"

enum
{
  SQL_LIST,
  SQL_LATEST_YEAR,
  SQL_GET,
  SQL_ADD,
  SQL_UPDATE,
  SQL_LIST_TEACHERS,
  SQL_REMOVE_TEACHERS,
  SQL_ADD_TEACHER,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST] =
    "SELECT " COLUMNS " FROM school_group g WHERE g.school_id = ?1 AND g.school_year = ?2" ORDER,
  [SQL_LATEST_YEAR] =
    "SELECT max(school_year) FROM school_group WHERE school_id = ?",
  [SQL_GET] =
    "SELECT " COLUMNS " FROM school_group g WHERE g.id = ?1",
  [SQL_ADD] =
    "INSERT INTO school_group (school_id, school_year, external_key, name, year, combined)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  [SQL_UPDATE] =
    "UPDATE school_group SET school_id = ?1, school_year = ?2, external_key = ?3, name = ?4,"
    " year = ?5, combined = ?6 WHERE id = ?7",
  [SQL_LIST_TEACHERS] =
    "SELECT p.given, p.prefix, p.surname FROM group_teacher t"
    " JOIN professional p ON p.id = t.professional_id WHERE t.group_id = ?"
    " ORDER BY p.sort_key, p.id",
  [SQL_REMOVE_TEACHERS] =
    "DELETE FROM group_teacher WHERE group_id = ?",
  [SQL_ADD_TEACHER] =
    "INSERT INTO group_teacher (group_id, professional_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static KlGroup *
read_group (KlStmt *stmt)
{
  KlGroup *group = g_new0 (KlGroup, 1);

  group->id = kl_stmt_get_int (stmt, 0);
  group->school_id = kl_stmt_get_int (stmt, 1);
  group->school_year = (int) kl_stmt_get_int (stmt, 2);
  group->external_key = kl_stmt_dup_text (stmt, 3);
  group->name = kl_stmt_dup_text (stmt, 4);
  group->year = (int) kl_stmt_get_int (stmt, 5);
  group->combined = kl_stmt_get_int (stmt, 6) != 0;
  group->n_pupils = (int) kl_stmt_get_int (stmt, 7);

  return group;
}

static gboolean
read_teachers (KlDb *db, KlGroup *group, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_TEACHERS);
  g_autoptr (GString) teachers = g_string_new (NULL);

  kl_stmt_bind_int (stmt, 1, group->id);
  while (kl_stmt_step (stmt))
    {
      g_autofree char *name = kl_people_read_name (stmt, 0);

      g_string_append_printf (teachers, "%s%s", teachers->len > 0 ? ", " : "", name);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  if (teachers->len > 0)
    group->teachers = g_strdup (teachers->str);
  return TRUE;
}

static gboolean
find_year (KlDb *db, gint64 school_id, int *school_year, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LATEST_YEAR);

  kl_stmt_bind_int (stmt, 1, school_id);
  if (kl_stmt_step (stmt))
    *school_year = (int) kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_groups_list:
 * @db: a connection
 * @school_id: a school
 * @school_year: the year it starts in, or 0 for the newest that has classes
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlGroup): its classes, the youngest first, combined
 *   ones behind them
 */
GPtrArray *
kl_groups_list (KlDb *db, gint64 school_id, int school_year, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_group_free);

  if (school_year == 0 && !find_year (db, school_id, &school_year, error))
    return NULL;

  kl_stmt_bind_int (stmt, 1, school_id);
  kl_stmt_bind_int (stmt, 2, school_year);
  kl_people_bind_today (stmt);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (groups, read_group (stmt));
  if (!kl_stmt_finish (stmt, error))
    return NULL;

  for (guint i = 0; i < groups->len; i++)
    if (!read_teachers (db, g_ptr_array_index (groups, i), error))
      return NULL;

  return g_steal_pointer (&groups);
}

/**
 * kl_groups_get:
 * @db: a connection
 * @group_id: a class
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full): the class
 */
KlGroup *
kl_groups_get (KlDb *db, gint64 group_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET);
  g_autoptr (KlGroup) group = NULL;

  kl_stmt_bind_int (stmt, 1, group_id);
  kl_people_bind_today (stmt);
  if (kl_stmt_step (stmt))
    group = read_group (stmt);
  if (!kl_stmt_finish (stmt, error))
    return NULL;
  if (group == NULL)
    kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);
  else if (!read_teachers (db, group, error))
    return NULL;

  return g_steal_pointer (&group);
}

static gboolean
is_whole (const KlGroup *group, GError **error)
{
  if (group->name != NULL && *group->name != '\0' && group->school_year > 0)
    return TRUE;

  kl_store_error_set (error, KL_STORE_ERROR_INVALID);
  return FALSE;
}

/* Private to the store, also for an import, which logs in its own way. */
gboolean
kl_groups_write (KlDb *db, KlGroup *group, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, group->id == 0 ? SQL_ADD : SQL_UPDATE);

  kl_stmt_bind_int (stmt, 1, group->school_id);
  kl_stmt_bind_int (stmt, 2, group->school_year);
  kl_stmt_bind_text (stmt, 3, group->external_key);
  kl_stmt_bind_text (stmt, 4, group->name);
  kl_stmt_bind_int (stmt, 5, group->year);
  kl_stmt_bind_int (stmt, 6, group->combined);
  if (group->id != 0)
    kl_stmt_bind_int (stmt, 7, group->id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  if (group->id == 0)
    group->id = kl_db_get_last_id (db);
  kl_db_touch (db, KL_CHANGE_GROUPS, 0);
  return TRUE;
}

static gboolean
write_and_log (KlDb *db, KlGroup *group, const char *ground, GError **error)
{
  return kl_schools_use_year (db, group->school_id, group->school_year, error)
         && kl_groups_write (db, group, error)
         && kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_GROUP, group->id, group->school_id, 0,
                             ground, error);
}

/**
 * kl_groups_add:
 * @db: a connection
 * @group: the class; its id is set
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID without a name or
 *   school year
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_groups_add (KlDb *db, KlGroup *group, GError **error)
{
  g_return_val_if_fail (db != NULL && group != NULL, FALSE);

  group->id = 0;
  return is_whole (group, error) && kl_db_begin (db, error)
         && kl_db_end (db, write_and_log (db, group, "add", error), error);
}

/**
 * kl_groups_update:
 * @db: a connection
 * @group: a class as it is to be
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_groups_update (KlDb *db, const KlGroup *group, GError **error)
{
  KlGroup copy;

  g_return_val_if_fail (db != NULL && group != NULL && group->id != 0, FALSE);

  copy = *group;
  return is_whole (group, error) && kl_db_begin (db, error)
         && kl_db_end (db, write_and_log (db, &copy, "change", error), error);
}

/* Private to the store, also for an import. */
gboolean
kl_groups_write_teacher (KlDb *db, gint64 group_id, gint64 professional_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_TEACHER);

  kl_stmt_bind_int (stmt, 1, group_id);
  kl_stmt_bind_int (stmt, 2, professional_id);

  return kl_stmt_run (stmt, error);
}

static gboolean
replace_teachers (KlDb *db, gint64 group_id, GArray *professional_ids, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_REMOVE_TEACHERS);
  g_autoptr (KlGroup) group = kl_groups_get (db, group_id, error);

  if (group == NULL)
    return FALSE;

  kl_stmt_bind_int (stmt, 1, group_id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;
  for (guint i = 0; i < professional_ids->len; i++)
    if (!kl_groups_write_teacher (db, group_id, g_array_index (professional_ids, gint64, i), error))
      return FALSE;

  kl_db_touch (db, KL_CHANGE_GROUPS | KL_CHANGE_PROFESSIONALS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_GROUP, group_id, group->school_id, 0,
                          "teachers", error);
}

/**
 * kl_groups_set_teachers:
 * @db: a connection
 * @group_id: a class
 * @professional_ids: (element-type gint64): who teaches it
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_groups_set_teachers (KlDb *db, gint64 group_id, GArray *professional_ids, GError **error)
{
  g_return_val_if_fail (db != NULL && professional_ids != NULL, FALSE);

  return kl_db_begin (db, error)
         && kl_db_end (db, replace_teachers (db, group_id, professional_ids, error), error);
}
