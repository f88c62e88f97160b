/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-rosters.h"

#include "kl-audit.h"
#include "kl-bulk.h"
#include "kl-db-private.h"
#include "kl-groups.h"
#include "kl-people-private.h"
#include "kl-professionals.h"
#include "kl-pupils.h"
#include "kl-pupils-private.h"
#include "kl-schools.h"
#include "kl-search-private.h"

/* From so many new pupils on they are put in the indexes together. */
#define MIN_BULK 100

enum
{
  SQL_LIST_PUPILS,
  SQL_COUNT_PUPILS,
  SQL_LIST_DOUBLES,
  SQL_LIST_COMBINED,
  SQL_LIST_TAUGHT,
  SQL_REMOVE_COMBINED,
  SQL_ADD_COMBINED,
  SQL_REMOVE_TAUGHT,
  SQL_ADD_MEMBER,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_PUPILS] =
    "SELECT " KL_PUPIL_COLUMNS " FROM pupil p JOIN school s ON s.id = p.school_id"
    " LEFT JOIN school_group g ON g.id = p.group_id"
    " WHERE p.school_id = ? ORDER BY p.id",
  [SQL_COUNT_PUPILS] =
    "SELECT count (*) FROM (SELECT 1 FROM pupil LIMIT ?) AS counted",
  /* Who was merged into one that was merged later is the last of them. */
  [SQL_LIST_DOUBLES] =
    "WITH RECURSIVE chain (id, kept_id) AS (SELECT id, kept_id FROM pupil_merged"
    " WHERE school_id = ?1 UNION SELECT c.id, m.kept_id FROM chain c"
    " JOIN pupil_merged m ON m.id = c.kept_id)"
    " SELECT m.external_key, m.given, m.surname, m.birth, c.kept_id FROM chain c"
    " JOIN pupil_merged m ON m.id = c.id JOIN pupil p ON p.id = c.kept_id"
    " WHERE p.school_id = ?1 ORDER BY c.id",
  [SQL_LIST_COMBINED] =
    "SELECT c.pupil_id, c.group_id FROM school_group g JOIN pupil_group c ON c.group_id = g.id"
    " WHERE g.school_id = ? AND g.school_year = ? ORDER BY c.pupil_id, c.group_id",
  [SQL_LIST_TAUGHT] =
    "SELECT t.professional_id, t.group_id FROM school_group g"
    " JOIN group_teacher t ON t.group_id = g.id"
    " WHERE g.school_id = ? AND g.school_year = ? ORDER BY t.professional_id, t.group_id",
  [SQL_REMOVE_COMBINED] =
    "DELETE FROM pupil_group WHERE pupil_id = ?1 AND group_id IN"
    " (SELECT id FROM school_group WHERE school_id = ?2 AND school_year = ?3)",
  [SQL_ADD_COMBINED] =
    "INSERT INTO pupil_group (pupil_id, group_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
  [SQL_REMOVE_TAUGHT] =
    "DELETE FROM group_teacher WHERE professional_id = ?1 AND group_id IN"
    " (SELECT id FROM school_group WHERE school_id = ?2 AND school_year = ?3)",
  /* A role is given by a person; a file only introduces somebody. */
  [SQL_ADD_MEMBER] =
    "INSERT INTO membership (professional_id, school_id, role, external_key) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (school_id, professional_id) DO UPDATE SET external_key = excluded.external_key",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* Loading */

/* From the id of a class to its place in the roster, plus one. */
static GHashTable *
load_groups (KlDb *db, KlRoster *roster, GError **error)
{
  g_autoptr (GPtrArray) groups =
    kl_groups_list (db, roster->school->id, roster->school_year, error);
  GHashTable *places;

  if (groups == NULL)
    return NULL;

  places = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, NULL);
  g_ptr_array_set_free_func (groups, NULL);
  for (guint i = 0; i < groups->len; i++)
    {
      KlGroup *group = g_ptr_array_index (groups, i);
      guint place = kl_roster_add_group (roster, group, FALSE);

      g_hash_table_insert (places, &group->id, GUINT_TO_POINTER (place + 1));
    }

  return places;
}

/* A class of another year has no place: the pupil is in none of this one. */
static int
get_place (GHashTable *places, gint64 group_id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (places, &group_id)) - 1;
}

static gboolean
load_pupils (KlDb *db, KlRoster *roster, GHashTable *places, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_PUPILS);

  kl_stmt_bind_int (stmt, 1, roster->school->id);
  while (kl_stmt_step (stmt))
    {
      KlPupil *pupil = kl_pupils_read (stmt);

      kl_roster_add_pupil (roster, pupil, get_place (places, pupil->group_id), FALSE);
    }

  return kl_stmt_finish (stmt, error);
}

/* The pupils are in the order of their ids. */
static int
find_pupil (const KlRoster *roster, gint64 pupil_id)
{
  guint low = 0, high = roster->pupils->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;
      const KlRosterPupil *row = g_ptr_array_index (roster->pupils, middle);

      if (row->pupil->id == pupil_id)
        return (int) middle;
      if (row->pupil->id < pupil_id)
        low = middle + 1;
      else
        high = middle;
    }

  return -1;
}

static gboolean
load_doubles (KlDb *db, KlRoster *roster, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_DOUBLES);

  kl_stmt_bind_int (stmt, 1, roster->school->id);
  while (kl_stmt_step (stmt))
    {
      const int kept = find_pupil (roster, kl_stmt_get_int (stmt, 4));
      KlPupil *pupil;

      if (kept < 0)
        continue;
      pupil = g_new0 (KlPupil, 1);
      pupil->external_key = kl_stmt_dup_text (stmt, 0);
      pupil->given = kl_stmt_dup_text (stmt, 1);
      pupil->surname = kl_stmt_dup_text (stmt, 2);
      pupil->birth = (KlDate) kl_stmt_get_int (stmt, 3);
      kl_roster_add_double (roster, pupil, kept);
    }

  return kl_stmt_finish (stmt, error);
}

/* Both lists are in the order of the pupils' ids. */
static gboolean
load_combined (KlDb *db, KlRoster *roster, GHashTable *places, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_COMBINED);
  guint i = 0;

  kl_stmt_bind_int (stmt, 1, roster->school->id);
  kl_stmt_bind_int (stmt, 2, roster->school_year);
  while (kl_stmt_step (stmt))
    {
      gint64 pupil_id = kl_stmt_get_int (stmt, 0);
      KlRosterPupil *row = NULL;

      for (; i < roster->pupils->len; i++)
        {
          row = g_ptr_array_index (roster->pupils, i);
          if (row->pupil->id >= pupil_id)
            break;
        }
      if (row != NULL && row->pupil->id == pupil_id)
        kl_roster_pupil_add_combined (row, (guint) get_place (places, kl_stmt_get_int (stmt, 1)));
    }

  return kl_stmt_finish (stmt, error);
}

static KlRosterTeacher *
find_teacher (KlRoster *roster, gint64 professional_id)
{
  for (guint i = 0; i < roster->teachers->len; i++)
    {
      KlRosterTeacher *row = g_ptr_array_index (roster->teachers, i);

      if (row->professional->id == professional_id)
        return row;
    }

  return NULL;
}

static gboolean
load_teachers (KlDb *db, KlRoster *roster, GHashTable *places, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_TAUGHT);
  g_autoptr (GPtrArray) professionals = kl_professionals_list_ever (db, roster->school->id, error);

  if (professionals == NULL)
    return FALSE;

  g_ptr_array_set_free_func (professionals, NULL);
  for (guint i = 0; i < professionals->len; i++)
    kl_roster_add_teacher (roster, g_ptr_array_index (professionals, i), FALSE);

  kl_stmt_bind_int (stmt, 1, roster->school->id);
  kl_stmt_bind_int (stmt, 2, roster->school_year);
  while (kl_stmt_step (stmt))
    {
      KlRosterTeacher *row = find_teacher (roster, kl_stmt_get_int (stmt, 0));

      if (row != NULL)
        kl_roster_teacher_add_group (row, (guint) get_place (places, kl_stmt_get_int (stmt, 1)));
    }

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_rosters_load:
 * @db: a connection
 * @school_id: a school
 * @school_year: the year it starts in
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): who is there: the classes of that year, every pupil of the school
 *   whether or not one left, everybody with a role; nothing is marked as changed
 */
KlRoster *
kl_rosters_load (KlDb *db, gint64 school_id, int school_year, GError **error)
{
  g_autoptr (KlRoster) roster = NULL;
  g_autoptr (GHashTable) places = NULL;

  g_return_val_if_fail (db != NULL && school_year > 0, NULL);

  roster = kl_roster_new (school_year);
  roster->school = kl_schools_get (db, school_id, error);
  places = roster->school != NULL ? load_groups (db, roster, error) : NULL;
  if (places == NULL || !load_pupils (db, roster, places, error)
      || !load_doubles (db, roster, error) || !load_combined (db, roster, places, error)
      || !load_teachers (db, roster, places, error))
    return NULL;

  return g_steal_pointer (&roster);
}

/* Applying */

typedef struct
{
  const KlRoster *roster;
  KlRosterResult result;
} Import;

static gboolean
log_row (KlDb *db,
         KlAuditSubject subject,
         gint64 id,
         gint64 school_id,
         gint64 pupil_id,
         GError **error)
{
  return kl_audit_append (db, KL_AUDIT_IMPORT, subject, id, school_id, pupil_id, NULL, error);
}

static gboolean
apply_groups (KlDb *db, Import *import, GError **error)
{
  const KlRoster *roster = import->roster;

  for (guint i = 0; i < roster->groups->len; i++)
    {
      KlRosterGroup *row = g_ptr_array_index (roster->groups, i);

      if (!row->changed)
        continue;
      (*(row->group->id == 0 ? &import->result.n_groups_added
                             : &import->result.n_groups_changed))++;
      row->group->school_id = roster->school->id;
      row->group->school_year = roster->school_year;
      if (!kl_groups_write (db, row->group, error)
          || !log_row (db, KL_AUDIT_GROUP, row->group->id, roster->school->id, 0, error))
        return FALSE;
    }

  return TRUE;
}

static gint64
get_group_id (const KlRoster *roster, int place)
{
  const KlRosterGroup *row;

  if (place < 0 || place >= (int) roster->groups->len)
    return 0;

  row = g_ptr_array_index (roster->groups, place);
  return row->group->id;
}

static gboolean
remove_in_year (KlDb *db, guint statement, const KlRoster *roster, gint64 id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, id);
  kl_stmt_bind_int (stmt, 2, roster->school->id);
  kl_stmt_bind_int (stmt, 3, roster->school_year);

  return kl_stmt_run (stmt, error);
}

static gboolean
write_combined (KlDb *db, const KlRoster *roster, const KlRosterPupil *row, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_COMBINED);

  for (guint i = 0; row->combined != NULL && i < row->combined->len; i++)
    {
      kl_stmt_bind_int (stmt, 1, row->pupil->id);
      kl_stmt_bind_int (stmt, 2,
                        get_group_id (roster, (int) g_array_index (row->combined, guint, i)));
      if (!kl_stmt_run (stmt, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
apply_pupil (KlDb *db, Import *import, KlRosterPupil *row, gint64 *next_id, GError **error)
{
  const KlRoster *roster = import->roster;
  const gboolean is_new = row->pupil->id == 0;

  if (is_new)
    import->result.n_pupils_added++;
  else if (row->pupil->left_on != KL_DATE_NONE)
    import->result.n_pupils_left++;
  else
    import->result.n_pupils_changed++;

  row->pupil->school_id = roster->school->id;
  row->pupil->group_id = get_group_id (roster, row->group);
  return kl_pupils_write (db, row->pupil, next_id, error)
         && (is_new || remove_in_year (db, SQL_REMOVE_COMBINED, roster, row->pupil->id, error))
         && write_combined (db, roster, row, error)
         && log_row (db, KL_AUDIT_PUPIL, row->pupil->id, roster->school->id, row->pupil->id, error);
}

static gboolean
write_pupils (KlDb *db, Import *import, gint64 *next_id, GError **error)
{
  const KlRoster *roster = import->roster;

  for (guint i = 0; i < roster->pupils->len; i++)
    {
      KlRosterPupil *row = g_ptr_array_index (roster->pupils, i);

      if (row->changed && !apply_pupil (db, import, row, next_id, error))
        return FALSE;
    }

  return TRUE;
}

static guint
count_new_pupils (const KlRoster *roster)
{
  guint n = 0;

  for (guint i = 0; i < roster->pupils->len; i++)
    {
      const KlRosterPupil *row = g_ptr_array_index (roster->pupils, i);

      n += row->changed && row->pupil->id == 0 ? 1 : 0;
    }

  return n;
}

/* Whether @n are more than all the pupils of the vault; no more of those are counted. */
static gboolean
outnumbers_pupils (KlDb *db, guint n, gboolean *outnumbers, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_COUNT_PUPILS);

  kl_stmt_bind_int (stmt, 1, n);
  *outnumbers = kl_stmt_step (stmt) && kl_stmt_get_int (stmt, 0) < n;

  return kl_stmt_finish (stmt, error);
}

static gboolean
write_in_bulk (KlDb *db, Import *import, guint n_new, gint64 *next_id, GError **error)
{
  g_autofree char *trigger = NULL;
  g_autofree char *indexes = NULL;
  const gint64 first_id = *next_id;
  gboolean outnumbers;

  return outnumbers_pupils (db, n_new, &outnumbers, error)
         && kl_text_index_begin_bulk (db, KL_TEXT_INDEX_PUPILS, &trigger, error)
         && (!outnumbers || kl_bulk_drop_indexes (db, "pupil", &indexes, error))
         && write_pupils (db, import, next_id, error)
         && (!outnumbers || kl_bulk_make_indexes (db, indexes, error))
         && kl_text_index_end_bulk (db, KL_TEXT_INDEX_PUPILS, trigger, first_id, *next_id - 1,
                                    error);
}

static gboolean
apply_pupils (KlDb *db, Import *import, GError **error)
{
  const guint n_new = count_new_pupils (import->roster);
  gint64 next_id;

  if (!kl_pupils_get_next_id (db, import->roster->school->id, &next_id, error))
    return FALSE;

  return n_new >= MIN_BULK ? write_in_bulk (db, import, n_new, &next_id, error)
                           : write_pupils (db, import, &next_id, error);
}

static gboolean
write_member (KlDb *db, const KlProfessional *professional, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_MEMBER);

  kl_stmt_bind_int (stmt, 1, professional->id);
  kl_stmt_bind_int (stmt, 2, school_id);
  kl_stmt_bind_int (stmt, 3, professional->role);
  kl_stmt_bind_text (stmt, 4, professional->external_key);

  return kl_stmt_run (stmt, error);
}

static gboolean
apply_teacher (KlDb *db, Import *import, KlRosterTeacher *row, GError **error)
{
  const KlRoster *roster = import->roster;

  if (row->professional->id == 0)
    import->result.n_teachers_added++;
  else
    import->result.n_teachers_changed++;

  row->professional->school_id = 0;
  if (!kl_professionals_write (db, row->professional, error)
      || !write_member (db, row->professional, roster->school->id, error)
      || !remove_in_year (db, SQL_REMOVE_TAUGHT, roster, row->professional->id, error))
    return FALSE;

  for (guint i = 0; row->groups != NULL && i < row->groups->len; i++)
    if (!kl_groups_write_teacher (db,
                                  get_group_id (roster,
                                                (int) g_array_index (row->groups, guint, i)),
                                  row->professional->id, error))
      return FALSE;

  row->professional->school_id = roster->school->id;
  return log_row (db, KL_AUDIT_PROFESSIONAL, row->professional->id, roster->school->id, 0, error);
}

static gboolean
apply_teachers (KlDb *db, Import *import, GError **error)
{
  const KlRoster *roster = import->roster;

  for (guint i = 0; i < roster->teachers->len; i++)
    {
      KlRosterTeacher *row = g_ptr_array_index (roster->teachers, i);

      if (row->changed && !apply_teacher (db, import, row, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
apply (KlDb *db, gpointer data, GError **error)
{
  Import *import = data;
  const KlRoster *roster = import->roster;

  return kl_schools_use_year (db, roster->school->id, roster->school_year, error)
         && kl_audit_append (db, KL_AUDIT_IMPORT, KL_AUDIT_SCHOOL, roster->school->id,
                             roster->school->id, 0, NULL, error)
         && apply_groups (db, import, error) && apply_pupils (db, import, error)
         && apply_teachers (db, import, error);
}

static gboolean
has_changes (const KlRoster *roster)
{
  for (guint i = 0; i < roster->pupils->len; i++)
    if (((const KlRosterPupil *) g_ptr_array_index (roster->pupils, i))->changed)
      return TRUE;
  for (guint i = 0; i < roster->groups->len; i++)
    if (((const KlRosterGroup *) g_ptr_array_index (roster->groups, i))->changed)
      return TRUE;
  for (guint i = 0; i < roster->teachers->len; i++)
    if (((const KlRosterTeacher *) g_ptr_array_index (roster->teachers, i))->changed)
      return TRUE;

  return FALSE;
}

/**
 * kl_rosters_apply:
 * @db: a connection
 * @roster: a roster with the rows to be written marked as changed, its school set; new rows get
 *   their ids
 * @result: (out) (optional): what was written
 * @error: (out): return location for what went wrong
 *
 * Writes an accepted import in one transaction, with a line in the log for each pupil. What is
 * not marked is left alone, and where nothing is marked nothing at all is written. A pupil with
 * a last day counts as one who left.
 *
 * Returns: %TRUE when all of it is kept; nothing is when not
 */
gboolean
kl_rosters_apply (KlDb *db, const KlRoster *roster, KlRosterResult *result, GError **error)
{
  Import import = { .roster = roster };

  g_return_val_if_fail (db != NULL && roster != NULL && roster->school != NULL, FALSE);

  if (has_changes (roster) && !kl_db_transaction (db, apply, &import, error))
    return FALSE;
  if (result != NULL)
    *result = import.result;

  return TRUE;
}
