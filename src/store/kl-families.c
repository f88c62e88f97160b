/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-families.h"

#include "kl-audit.h"
#include "kl-db-private.h"
#include "kl-pupils.h"
#include "kl-pupils-private.h"

#define GUARDIAN_COLUMNS                                                                           \
  "g.id, g.family_id, g.household, g.name, g.language, g.interpreter, g.municipality"

/* clang-format off */
#define PUPIL_FROM \
  " FROM pupil p JOIN school s ON s.id = p.school_id" \
  " LEFT JOIN school_group g ON g.id = p.group_id"
/* Who has no date of birth comes last. */
#define OLDEST_FIRST " ORDER BY p.birth = 0, p.birth, p.sort_key, p.id"
/* clang-format on */

enum
{
  SQL_LIST_GUARDIANS,
  SQL_LIST_FAMILY_GUARDIANS,
  SQL_ADD_GUARDIAN,
  SQL_UPDATE_GUARDIAN,
  SQL_LINK_GUARDIAN,
  SQL_UNLINK_GUARDIAN,
  SQL_LIST_GUARDIAN_PUPILS,
  SQL_LIST_FAMILIES,
  SQL_GET_FAMILY,
  SQL_ADD_FAMILY,
  SQL_RENAME_FAMILY,
  SQL_LINK_PUPIL,
  SQL_LINK_FAMILY_GUARDIAN,
  SQL_LIST_CHILDREN,
  SQL_LIST_SIBLINGS,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_GUARDIANS] =
    "SELECT " GUARDIAN_COLUMNS ", l.relation, l.custody FROM pupil_guardian l"
    " JOIN guardian g ON g.id = l.guardian_id WHERE l.pupil_id = ?"
    " ORDER BY g.household, l.custody DESC, l.relation, g.name, g.id",
  [SQL_LIST_FAMILY_GUARDIANS] =
    "SELECT " GUARDIAN_COLUMNS ","
    " (SELECT min (l.relation) FROM pupil_guardian l WHERE l.guardian_id = g.id),"
    " (SELECT max (l.custody) FROM pupil_guardian l WHERE l.guardian_id = g.id)"
    " FROM guardian g WHERE g.family_id = ? ORDER BY g.household, g.name, g.id",
  [SQL_ADD_GUARDIAN] =
    "INSERT INTO guardian (family_id, household, name, language, interpreter, municipality)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
  [SQL_UPDATE_GUARDIAN] =
    "UPDATE guardian SET family_id = ?1, household = ?2, name = ?3, language = ?4,"
    " interpreter = ?5, municipality = ?6 WHERE id = ?7",
  [SQL_LINK_GUARDIAN] =
    "INSERT INTO pupil_guardian (pupil_id, guardian_id, relation, custody) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (pupil_id, guardian_id)"
    " DO UPDATE SET relation = excluded.relation, custody = excluded.custody",
  [SQL_UNLINK_GUARDIAN] =
    "DELETE FROM pupil_guardian WHERE guardian_id = ? AND pupil_id = ?",
  [SQL_LIST_GUARDIAN_PUPILS] =
    "SELECT p.id, p.school_id FROM pupil_guardian l JOIN pupil p ON p.id = l.pupil_id"
    " WHERE l.guardian_id = ? ORDER BY p.id",
  [SQL_LIST_FAMILIES] =
    "SELECT f.id, f.name FROM family f"
    " WHERE f.id IN (SELECT family_id FROM pupil WHERE school_id = ?) ORDER BY f.name, f.id",
  [SQL_GET_FAMILY] =
    "SELECT id, name FROM family WHERE id = ?",
  [SQL_ADD_FAMILY] =
    "INSERT INTO family (name) VALUES (?)",
  [SQL_RENAME_FAMILY] =
    "UPDATE family SET name = ?2 WHERE id = ?1",
  [SQL_LINK_PUPIL] =
    "UPDATE pupil SET family_id = ?2 WHERE id = ?1",
  [SQL_LINK_FAMILY_GUARDIAN] =
    "UPDATE guardian SET family_id = ?2, household = ?3 WHERE id = ?1",
  [SQL_LIST_CHILDREN] =
    "SELECT " KL_PUPIL_COLUMNS PUPIL_FROM " WHERE p.family_id = ?" OLDEST_FIRST,
  [SQL_LIST_SIBLINGS] =
    "SELECT " KL_PUPIL_COLUMNS PUPIL_FROM
    " WHERE p.family_id = (SELECT family_id FROM pupil WHERE id = ?1) AND p.id <> ?1" OLDEST_FIRST,
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static gboolean
has_text (const char *text, GError **error)
{
  if (text != NULL && *text != '\0')
    return TRUE;

  kl_store_error_set (error, KL_STORE_ERROR_INVALID);
  return FALSE;
}

static gboolean
touch_one (KlDb *db, GError **error)
{
  if (kl_db_get_n_changed (db) == 0)
    {
      kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);
      return FALSE;
    }

  kl_db_touch (db, KL_CHANGE_PUPILS, 0);
  return TRUE;
}

static gboolean
log_pupil (KlDb *db,
           KlAuditSubject subject,
           gint64 subject_id,
           gint64 pupil_id,
           const char *ground,
           GError **error)
{
  g_autoptr (KlPupil) pupil = kl_pupils_get (db, pupil_id, error);

  return pupil != NULL
         && kl_audit_append (db, KL_AUDIT_WRITE, subject, subject_id, pupil->school_id, pupil_id,
                             ground, error);
}

/* Guardians */

static KlGuardian *
read_guardian (KlStmt *stmt, gint64 pupil_id)
{
  KlGuardian *guardian = g_new0 (KlGuardian, 1);

  guardian->id = kl_stmt_get_int (stmt, 0);
  guardian->family_id = kl_stmt_get_int (stmt, 1);
  guardian->household = (int) kl_stmt_get_int (stmt, 2);
  guardian->name = kl_stmt_dup_text (stmt, 3);
  guardian->language = kl_stmt_dup_text (stmt, 4);
  guardian->interpreter = kl_stmt_get_int (stmt, 5) != 0;
  guardian->municipality = kl_stmt_dup_text (stmt, 6);
  guardian->relation =
    kl_stmt_is_null (stmt, 7) ? KL_GUARDIAN_OTHER : (KlGuardianRelation) kl_stmt_get_int (stmt, 7);
  guardian->custody = kl_stmt_get_int (stmt, 8) != 0;
  guardian->pupil_id = pupil_id;

  return guardian;
}

static GPtrArray *
list_guardians (KlDb *db, guint statement, gint64 id, gint64 pupil_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);
  g_autoptr (GPtrArray) guardians =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_guardian_free);

  kl_stmt_bind_int (stmt, 1, id);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (guardians, read_guardian (stmt, pupil_id));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&guardians) : NULL;
}

/**
 * kl_guardians_list:
 * @db: a connection
 * @pupil_id: a pupil
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlGuardian): the pupil's parents and carers, by
 *   household, those with custody first
 */
GPtrArray *
kl_guardians_list (KlDb *db, gint64 pupil_id, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return list_guardians (db, SQL_LIST_GUARDIANS, pupil_id, pupil_id, error);
}

static gboolean
write_guardian (KlDb *db, guint statement, const KlGuardian *guardian, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_id (stmt, 1, guardian->family_id);
  kl_stmt_bind_int (stmt, 2, MAX (guardian->household, 1));
  kl_stmt_bind_text (stmt, 3, guardian->name);
  kl_stmt_bind_text (stmt, 4, guardian->language);
  kl_stmt_bind_int (stmt, 5, guardian->interpreter);
  kl_stmt_bind_text (stmt, 6, guardian->municipality);
  if (statement == SQL_UPDATE_GUARDIAN)
    kl_stmt_bind_int (stmt, 7, guardian->id);

  return kl_stmt_run (stmt, error) && touch_one (db, error);
}

static gboolean
link_guardian (KlDb *db, const KlGuardian *guardian, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LINK_GUARDIAN);

  kl_stmt_bind_int (stmt, 1, guardian->pupil_id);
  kl_stmt_bind_int (stmt, 2, guardian->id);
  kl_stmt_bind_int (stmt, 3, guardian->relation);
  kl_stmt_bind_int (stmt, 4, guardian->custody);

  return kl_stmt_run (stmt, error) && touch_one (db, error)
         && log_pupil (db, KL_AUDIT_GUARDIAN, guardian->id, guardian->pupil_id, "link", error);
}

static gboolean
add_guardian (KlDb *db, gpointer data, GError **error)
{
  KlGuardian *guardian = data;

  if (!write_guardian (db, SQL_ADD_GUARDIAN, guardian, error))
    return FALSE;

  guardian->id = kl_db_get_last_id (db);
  if (guardian->pupil_id != 0)
    return link_guardian (db, guardian, error);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_GUARDIAN, guardian->id, 0, 0, "add", error);
}

/**
 * kl_guardians_add:
 * @db: a connection
 * @guardian: a parent or carer; its id is set, and it is tied to its pupil when it has one
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID without a name
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_guardians_add (KlDb *db, KlGuardian *guardian, GError **error)
{
  g_return_val_if_fail (db != NULL && guardian != NULL, FALSE);

  return has_text (guardian->name, error) && kl_db_transaction (db, add_guardian, guardian, error);
}

/* One line in the log of every child of the guardian. */
static gboolean
log_guardian (KlDb *db, gint64 guardian_id, const char *ground, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_GUARDIAN_PUPILS);
  gboolean any = FALSE;
  gboolean logged = TRUE;

  kl_stmt_bind_int (stmt, 1, guardian_id);
  while (logged && kl_stmt_step (stmt))
    {
      any = TRUE;
      logged =
        kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_GUARDIAN, guardian_id,
                         kl_stmt_get_int (stmt, 1), kl_stmt_get_int (stmt, 0), ground, error);
    }
  if (!logged || !kl_stmt_finish (stmt, error))
    return FALSE;

  return any
         || kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_GUARDIAN, guardian_id, 0, 0, ground,
                             error);
}

/**
 * kl_guardians_update:
 * @db: a connection
 * @guardian: a parent or carer as it is to be; relation and custody stay, see kl_guardians_link()
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_guardians_update (KlDb *db, const KlGuardian *guardian, GError **error)
{
  g_return_val_if_fail (db != NULL && guardian != NULL && guardian->id != 0, FALSE);

  return has_text (guardian->name, error) && kl_db_begin (db, error)
         && kl_db_end (db,
                       write_guardian (db, SQL_UPDATE_GUARDIAN, guardian, error)
                         && log_guardian (db, guardian->id, "change", error),
                       error);
}

/**
 * kl_guardians_link:
 * @db: a connection
 * @guardian_id: a parent or carer
 * @pupil_id: a child
 * @relation: what the one is to the other
 * @custody: whether with custody
 * @error: (out): return location for what went wrong
 *
 * Ties the two, or changes what ties them.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_guardians_link (KlDb *db,
                   gint64 guardian_id,
                   gint64 pupil_id,
                   KlGuardianRelation relation,
                   gboolean custody,
                   GError **error)
{
  KlGuardian guardian = {
    .id = guardian_id, .pupil_id = pupil_id, .relation = relation, .custody = custody
  };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_begin (db, error) && kl_db_end (db, link_guardian (db, &guardian, error), error);
}

static gboolean
unlink_guardian (KlDb *db, gint64 guardian_id, gint64 pupil_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_UNLINK_GUARDIAN);

  kl_stmt_bind_int (stmt, 1, guardian_id);
  kl_stmt_bind_int (stmt, 2, pupil_id);

  return kl_stmt_run (stmt, error) && touch_one (db, error)
         && log_pupil (db, KL_AUDIT_GUARDIAN, guardian_id, pupil_id, "unlink", error);
}

/**
 * kl_guardians_unlink:
 * @db: a connection
 * @guardian_id: a parent or carer
 * @pupil_id: a child
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when the tie is gone; both stay
 */
gboolean
kl_guardians_unlink (KlDb *db, gint64 guardian_id, gint64 pupil_id, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_begin (db, error)
         && kl_db_end (db, unlink_guardian (db, guardian_id, pupil_id, error), error);
}

/* Families */

static KlFamily *
read_family (KlStmt *stmt)
{
  KlFamily *family = g_new0 (KlFamily, 1);

  family->id = kl_stmt_get_int (stmt, 0);
  family->name = kl_stmt_dup_text (stmt, 1);

  return family;
}

static GPtrArray *
list_pupils (KlDb *db, guint statement, gint64 id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);
  g_autoptr (GPtrArray) pupils = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);

  kl_stmt_bind_int (stmt, 1, id);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (pupils, kl_pupils_read (stmt));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&pupils) : NULL;
}

/**
 * kl_families_list:
 * @db: a connection
 * @school_id: a school
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlFamily): families with a child there, by name,
 *   without children and guardians
 */
GPtrArray *
kl_families_list (KlDb *db, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_FAMILIES);
  g_autoptr (GPtrArray) families = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_family_free);

  kl_stmt_bind_int (stmt, 1, school_id);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (families, read_family (stmt));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&families) : NULL;
}

/**
 * kl_families_get:
 * @db: a connection
 * @family_id: a family
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full): the family, with children also at other schools and every household
 */
KlFamily *
kl_families_get (KlDb *db, gint64 family_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_FAMILY);
  g_autoptr (KlFamily) family = NULL;

  kl_stmt_bind_int (stmt, 1, family_id);
  if (kl_stmt_step (stmt))
    family = read_family (stmt);
  if (!kl_stmt_finish (stmt, error))
    return NULL;
  if (family == NULL)
    {
      kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);
      return NULL;
    }

  family->children = list_pupils (db, SQL_LIST_CHILDREN, family_id, error);
  if (family->children != NULL)
    family->guardians = list_guardians (db, SQL_LIST_FAMILY_GUARDIANS, family_id, 0, error);

  return family->guardians != NULL ? g_steal_pointer (&family) : NULL;
}

static gboolean
log_family (KlDb *db, gint64 family_id, const char *ground, GError **error)
{
  kl_db_touch (db, KL_CHANGE_PUPILS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_FAMILY, family_id, 0, 0, ground, error);
}

static gboolean
add_family (KlDb *db, const char *name, gint64 *family_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_FAMILY);

  kl_stmt_bind_text (stmt, 1, name);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  *family_id = kl_db_get_last_id (db);
  return log_family (db, *family_id, "add", error);
}

/**
 * kl_families_add:
 * @db: a connection
 * @name: how the family is called
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID without a name
 *
 * Returns: the family's id, or 0
 */
gint64
kl_families_add (KlDb *db, const char *name, GError **error)
{
  gint64 family_id = 0;

  g_return_val_if_fail (db != NULL, 0);

  if (!has_text (name, error) || !kl_db_begin (db, error)
      || !kl_db_end (db, add_family (db, name, &family_id, error), error))
    return 0;

  return family_id;
}

static gboolean
rename_family (KlDb *db, gint64 family_id, const char *name, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_RENAME_FAMILY);

  kl_stmt_bind_int (stmt, 1, family_id);
  kl_stmt_bind_text (stmt, 2, name);

  return kl_stmt_run (stmt, error) && touch_one (db, error)
         && log_family (db, family_id, "change", error);
}

/**
 * kl_families_rename:
 * @db: a connection
 * @family_id: a family
 * @name: how it is called from now on
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_families_rename (KlDb *db, gint64 family_id, const char *name, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return has_text (name, error) && kl_db_begin (db, error)
         && kl_db_end (db, rename_family (db, family_id, name, error), error);
}

static gboolean
link_pupil (KlDb *db, gint64 family_id, gint64 pupil_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LINK_PUPIL);

  kl_stmt_bind_int (stmt, 1, pupil_id);
  kl_stmt_bind_id (stmt, 2, family_id);

  return kl_stmt_run (stmt, error) && touch_one (db, error)
         && log_pupil (db, KL_AUDIT_FAMILY, family_id, pupil_id, family_id != 0 ? "link" : "unlink",
                       error);
}

/**
 * kl_families_link_pupil:
 * @db: a connection
 * @family_id: a family
 * @pupil_id: a child, of any school
 * @error: (out): return location for what went wrong
 *
 * Makes the child one of the family; it leaves another.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_families_link_pupil (KlDb *db, gint64 family_id, gint64 pupil_id, GError **error)
{
  g_return_val_if_fail (db != NULL && family_id != 0, FALSE);

  return kl_db_begin (db, error)
         && kl_db_end (db, link_pupil (db, family_id, pupil_id, error), error);
}

/**
 * kl_families_unlink_pupil:
 * @db: a connection
 * @pupil_id: a child
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when the child belongs to no family
 */
gboolean
kl_families_unlink_pupil (KlDb *db, gint64 pupil_id, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_begin (db, error) && kl_db_end (db, link_pupil (db, 0, pupil_id, error), error);
}

static gboolean
link_family_guardian (KlDb *db, gint64 family_id, gint64 guardian_id, int household, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LINK_FAMILY_GUARDIAN);

  kl_stmt_bind_int (stmt, 1, guardian_id);
  kl_stmt_bind_id (stmt, 2, family_id);
  kl_stmt_bind_int (stmt, 3, household);

  return kl_stmt_run (stmt, error) && touch_one (db, error)
         && log_guardian (db, guardian_id, "household", error);
}

/**
 * kl_families_link_guardian:
 * @db: a connection
 * @family_id: a family, or 0 for none
 * @guardian_id: a parent or carer
 * @household: with whom the person lives, from 1
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_families_link_guardian (KlDb *db,
                           gint64 family_id,
                           gint64 guardian_id,
                           int household,
                           GError **error)
{
  g_return_val_if_fail (db != NULL && household > 0, FALSE);

  return kl_db_begin (db, error)
         && kl_db_end (db, link_family_guardian (db, family_id, guardian_id, household, error),
                       error);
}

/**
 * kl_families_list_siblings:
 * @db: a connection
 * @pupil_id: a pupil
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPupil): brothers and sisters, also at other
 *   schools, oldest first
 */
GPtrArray *
kl_families_list_siblings (KlDb *db, gint64 pupil_id, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return list_pupils (db, SQL_LIST_SIBLINGS, pupil_id, error);
}
