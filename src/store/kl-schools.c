/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-schools.h"

#include "kl-audit.h"
#include "kl-db-private.h"
#include "kl-people-private.h"

#define COLUMNS                                                                                    \
  "s.id, s.name, s.brin, s.location_code, s.neighbourhood, s.kind, s.region, s.contact_norm,"      \
  " (SELECT count(*) FROM pupil p"                                                                 \
  "  WHERE p.school_id = s.id AND p.listed = 1 AND " KL_SQL_PRESENT (                              \
    "p") "),"                                                                                      \
         " s.address, s.postcode, s.town, s.latitude, s.longitude"

enum
{
  SQL_LIST,
  SQL_GET,
  SQL_GET_REGION,
  SQL_FIND,
  SQL_ADD,
  SQL_UPDATE,
  SQL_PLACE,
  SQL_ADD_YEAR,
  SQL_LIST_YEARS,
  SQL_LIST_HOLIDAYS,
  SQL_LIST_ALL_HOLIDAYS,
  SQL_REMOVE_HOLIDAYS,
  SQL_ADD_HOLIDAY,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST] =
    "SELECT " COLUMNS " FROM school s ORDER BY s.name, s.id",
  [SQL_GET] =
    "SELECT " COLUMNS " FROM school s WHERE s.id = ?1",
  [SQL_GET_REGION] =
    "SELECT region FROM school WHERE id = ?1",
  [SQL_FIND] =
    "SELECT id FROM school WHERE brin = ?1"
    " AND (coalesce (location_code, '00') = ?2 OR ?2 = '') ORDER BY location_code LIMIT 1",
  [SQL_ADD] =
    "INSERT INTO school (name, brin, location_code, neighbourhood, kind, region, contact_norm)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)",
  [SQL_UPDATE] =
    "UPDATE school SET name = ?1, brin = ?2, location_code = ?3, neighbourhood = ?4, kind = ?5,"
    " region = ?6, contact_norm = ?7 WHERE id = ?8",
  [SQL_PLACE] =
    "UPDATE school SET address = ?1, postcode = ?2, town = ?3, latitude = ?4, longitude = ?5"
    " WHERE id = ?6",
  [SQL_ADD_YEAR] =
    "INSERT INTO school_year (school_id, year) VALUES (?, ?) ON CONFLICT DO NOTHING",
  [SQL_LIST_YEARS] =
    "SELECT year FROM school_year WHERE school_id = ? ORDER BY year",
  [SQL_LIST_HOLIDAYS] =
    "SELECT name, first_day, last_day FROM holiday WHERE school_id = ? AND school_year = ?"
    " ORDER BY first_day, id",
  [SQL_LIST_ALL_HOLIDAYS] =
    "SELECT name, first_day, last_day FROM holiday WHERE school_id = ? ORDER BY first_day, id",
  [SQL_REMOVE_HOLIDAYS] =
    "DELETE FROM holiday WHERE school_id = ? AND school_year = ?",
  [SQL_ADD_HOLIDAY] =
    "INSERT INTO holiday (school_id, school_year, name, first_day, last_day)"
    " VALUES (?, ?, ?, ?, ?)",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

#define DEFAULT_CONTACT_NORM 7

static KlSchool *
read_school (KlStmt *stmt)
{
  KlSchool *school = g_new0 (KlSchool, 1);

  school->id = kl_stmt_get_int (stmt, 0);
  school->name = kl_stmt_dup_text (stmt, 1);
  school->brin = kl_stmt_dup_text (stmt, 2);
  school->location_code = kl_stmt_dup_text (stmt, 3);
  school->neighbourhood = kl_stmt_dup_text (stmt, 4);
  school->kind = kl_stmt_get_int (stmt, 5);
  school->region = kl_stmt_get_int (stmt, 6);
  school->contact_norm = (int) kl_stmt_get_int (stmt, 7);
  school->n_pupils = (int) kl_stmt_get_int (stmt, 8);
  school->address = kl_stmt_dup_text (stmt, 9);
  school->postcode = kl_stmt_dup_text (stmt, 10);
  school->town = kl_stmt_dup_text (stmt, 11);
  school->has_location = !kl_stmt_is_null (stmt, 12) && !kl_stmt_is_null (stmt, 13);
  school->latitude = kl_stmt_get_double (stmt, 12);
  school->longitude = kl_stmt_get_double (stmt, 13);

  return school;
}

/**
 * kl_schools_list:
 * @db: a connection
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlSchool): every school of the vault, by name
 */
GPtrArray *
kl_schools_list (KlDb *db, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST);
  g_autoptr (GPtrArray) schools = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_school_free);

  kl_people_bind_today (stmt);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (schools, read_school (stmt));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&schools) : NULL;
}

/**
 * kl_schools_get:
 * @db: a connection
 * @school_id: a school
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full): the school
 */
KlSchool *
kl_schools_get (KlDb *db, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET);
  g_autoptr (KlSchool) school = NULL;

  kl_stmt_bind_int (stmt, 1, school_id);
  kl_people_bind_today (stmt);
  if (kl_stmt_step (stmt))
    school = read_school (stmt);
  if (!kl_stmt_finish (stmt, error))
    return NULL;
  if (school == NULL)
    kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);

  return g_steal_pointer (&school);
}

/**
 * kl_schools_find:
 * @db: a connection
 * @brin: the BRIN of an institution, four signs
 * @location_code: (nullable): the two digits of a location, %NULL when any will do
 * @school_id: (out): the school, or 0 when there is none
 * @error: (out): return location for what went wrong
 *
 * Finds the school that a file speaks of. A school without a location code is the main one ("00").
 *
 * Returns: %TRUE when it could be looked up
 */
gboolean
kl_schools_find (KlDb *db,
                 const char *brin,
                 const char *location_code,
                 gint64 *school_id,
                 GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_FIND);

  *school_id = 0;
  kl_stmt_bind_text (stmt, 1, brin);
  kl_stmt_bind_text_or_empty (stmt, 2, location_code);
  if (kl_stmt_step (stmt))
    *school_id = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/* An empty text in a form is no text. */
static void
bind_optional (KlStmt *stmt, int parameter, const char *text)
{
  kl_stmt_bind_text (stmt, parameter, text != NULL && *text != '\0' ? text : NULL);
}

static gboolean
is_whole (const KlSchool *school, GError **error)
{
  if (school->name != NULL && *school->name != '\0')
    return TRUE;

  kl_store_error_set (error, KL_STORE_ERROR_INVALID);
  return FALSE;
}

static gboolean
write_school (KlDb *db, guint statement, const KlSchool *school, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_text (stmt, 1, school->name);
  bind_optional (stmt, 2, school->brin);
  bind_optional (stmt, 3, school->location_code);
  bind_optional (stmt, 4, school->neighbourhood);
  kl_stmt_bind_int (stmt, 5, school->kind);
  kl_stmt_bind_int (stmt, 6, school->region);
  kl_stmt_bind_int (stmt, 7,
                    school->contact_norm > 0 ? school->contact_norm : DEFAULT_CONTACT_NORM);
  if (statement == SQL_UPDATE)
    kl_stmt_bind_int (stmt, 8, school->id);

  return kl_stmt_run (stmt, error);
}

static gboolean
log_school (KlDb *db, gint64 school_id, const char *ground, GError **error)
{
  kl_db_touch (db, KL_CHANGE_SCHOOLS, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_SCHOOL, school_id, school_id, 0, ground,
                          error);
}

static gboolean
add (KlDb *db, gpointer data, GError **error)
{
  KlSchool *school = data;

  if (!write_school (db, SQL_ADD, school, error))
    return FALSE;

  school->id = kl_db_get_last_id (db);
  return log_school (db, school->id, "add", error)
         && kl_schools_use_year (db, school->id, kl_date_get_school_year (kl_clock_today ()),
                                 error);
}

/**
 * kl_schools_add:
 * @db: a connection
 * @school: the school; its id is set
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID without a name
 *
 * Adds a school with the holidays of the running school year, as published for its region. A
 * contact norm of 0 becomes 7 days.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_schools_add (KlDb *db, KlSchool *school, GError **error)
{
  g_return_val_if_fail (db != NULL && school != NULL, FALSE);

  return is_whole (school, error) && kl_db_transaction (db, add, school, error);
}

/* Holidays */

static GPtrArray *
list_years (KlDb *db, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_YEARS);
  g_autoptr (GPtrArray) years = g_ptr_array_new ();

  kl_stmt_bind_int (stmt, 1, school_id);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (years, GINT_TO_POINTER ((int) kl_stmt_get_int (stmt, 0)));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&years) : NULL;
}

static gboolean
write_holidays (KlDb *db, gint64 school_id, int school_year, GPtrArray *holidays, GError **error)
{
  g_autoptr (KlStmt) remove = kl_db_statement (db, &sql, SQL_REMOVE_HOLIDAYS);
  g_autoptr (KlStmt) add_one = kl_db_statement (db, &sql, SQL_ADD_HOLIDAY);

  kl_stmt_bind_int (remove, 1, school_id);
  kl_stmt_bind_int (remove, 2, school_year);
  if (!kl_stmt_run (remove, error))
    return FALSE;

  for (guint i = 0; holidays != NULL && i < holidays->len; i++)
    {
      const KlHoliday *holiday = g_ptr_array_index (holidays, i);

      kl_stmt_bind_int (add_one, 1, school_id);
      kl_stmt_bind_int (add_one, 2, school_year);
      kl_stmt_bind_text (add_one, 3, holiday->name);
      kl_stmt_bind_int (add_one, 4, holiday->from);
      kl_stmt_bind_int (add_one, 5, holiday->until);
      if (!kl_stmt_run (add_one, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
add_year (KlDb *db, gint64 school_id, int school_year, gboolean *is_new, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_YEAR);

  kl_stmt_bind_int (stmt, 1, school_id);
  kl_stmt_bind_int (stmt, 2, school_year);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  *is_new = kl_db_get_n_changed (db) > 0;
  return TRUE;
}

static gboolean
fill_year (KlDb *db, gint64 school_id, int school_year, GError **error)
{
  g_autoptr (KlSchool) school = kl_schools_get (db, school_id, error);
  g_autoptr (GPtrArray) published = NULL;
  gboolean is_new = FALSE;

  if (school == NULL || !add_year (db, school_id, school_year, &is_new, error))
    return FALSE;
  if (!is_new)
    return TRUE;

  published = kl_holidays_get_published (school->region, school_year);
  return write_holidays (db, school_id, school_year, published, error);
}

/**
 * kl_schools_use_year:
 * @db: a connection
 * @school_id: a school
 * @school_year: the year it starts in
 * @error: (out): return location for what went wrong
 *
 * Makes a school year of the school's own: the first time, its holidays become those that are
 * published for the region. From then on they are the school's.
 *
 * Returns: %TRUE when the year is there
 */
gboolean
kl_schools_use_year (KlDb *db, gint64 school_id, int school_year, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_begin (db, error)
         && kl_db_end (db, fill_year (db, school_id, school_year, error), error);
}

static void
read_holidays (KlStmt *stmt, GPtrArray *holidays)
{
  while (kl_stmt_step (stmt))
    g_ptr_array_add (holidays,
                     kl_holiday_new (kl_stmt_get_text (stmt, 0), (KlDate) kl_stmt_get_int (stmt, 1),
                                     (KlDate) kl_stmt_get_int (stmt, 2)));
}

static GPtrArray *
read_year (KlDb *db, gint64 school_id, int school_year, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_HOLIDAYS);
  g_autoptr (GPtrArray) holidays =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);

  kl_stmt_bind_int (stmt, 1, school_id);
  kl_stmt_bind_int (stmt, 2, school_year);
  read_holidays (stmt, holidays);

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&holidays) : NULL;
}

static gboolean
has_year (GPtrArray *years, int school_year)
{
  return g_ptr_array_find (years, GINT_TO_POINTER (school_year), NULL);
}

/**
 * kl_schools_list_holidays:
 * @db: a connection
 * @school_id: a school
 * @school_year: the year it starts in
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlHoliday): the days off of that year: the school's
 *   own, or what is published for its region when the year was not used yet
 */
GPtrArray *
kl_schools_list_holidays (KlDb *db, gint64 school_id, int school_year, GError **error)
{
  g_autoptr (KlSchool) school = kl_schools_get (db, school_id, error);
  g_autoptr (GPtrArray) years = school != NULL ? list_years (db, school_id, error) : NULL;

  if (years == NULL)
    return NULL;
  if (!has_year (years, school_year))
    return kl_holidays_get_published (school->region, school_year);

  return read_year (db, school_id, school_year, error);
}

static gboolean
are_valid (GPtrArray *holidays, GError **error)
{
  for (guint i = 0; holidays != NULL && i < holidays->len; i++)
    if (!kl_holiday_is_valid (g_ptr_array_index (holidays, i)))
      {
        kl_store_error_set (error, KL_STORE_ERROR_INVALID);
        return FALSE;
      }

  return TRUE;
}

static gboolean
replace (KlDb *db, gint64 school_id, int school_year, GPtrArray *holidays, GError **error)
{
  gboolean is_new;

  return add_year (db, school_id, school_year, &is_new, error)
         && write_holidays (db, school_id, school_year, holidays, error)
         && log_school (db, school_id, "holidays", error);
}

/**
 * kl_schools_replace_holidays:
 * @db: a connection
 * @school_id: a school
 * @school_year: the year it starts in
 * @holidays: (element-type KlHoliday): all days off of that year
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID when one of them
 *   cannot be
 *
 * Returns: %TRUE when they are kept
 */
gboolean
kl_schools_replace_holidays (KlDb *db,
                             gint64 school_id,
                             int school_year,
                             GPtrArray *holidays,
                             GError **error)
{
  g_return_val_if_fail (db != NULL && holidays != NULL, FALSE);

  return are_valid (holidays, error) && kl_db_begin (db, error)
         && kl_db_end (db, replace (db, school_id, school_year, holidays, error), error);
}

/* A year that the school did not use yet counts with the published holidays. */
static void
add_published (GPtrArray *holidays, GPtrArray *years, KlRegion region)
{
  int first;
  int last;

  kl_holidays_get_published_range (&first, &last);
  for (int year = first; year <= last; year++)
    if (!has_year (years, year))
      {
        g_autoptr (GPtrArray) published = kl_holidays_get_published (region, year);

        for (guint i = 0; published != NULL && i < published->len; i++)
          g_ptr_array_add (holidays, kl_holiday_copy (g_ptr_array_index (published, i)));
      }
}

/* Not through kl_schools_get(): that counts the pupils, and days are counted for every list. */
static gboolean
get_region (KlDb *db, gint64 school_id, KlRegion *region, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_REGION);
  gboolean found;

  kl_stmt_bind_int (stmt, 1, school_id);
  found = kl_stmt_step (stmt);
  if (found)
    *region = (KlRegion) kl_stmt_get_int (stmt, 0);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;
  if (!found)
    kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);

  return found;
}

/**
 * kl_schools_get_calendar:
 * @db: a connection
 * @school_id: a school
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): all days off of the school that are known, for counting contact days
 */
KlCalendar *
kl_schools_get_calendar (KlDb *db, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_ALL_HOLIDAYS);
  g_autoptr (GPtrArray) years = NULL;
  g_autoptr (GPtrArray) holidays =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_holiday_free);
  KlRegion region;

  if (!get_region (db, school_id, &region, error))
    return NULL;
  years = list_years (db, school_id, error);
  if (years == NULL)
    return NULL;

  kl_stmt_bind_int (stmt, 1, school_id);
  read_holidays (stmt, holidays);
  if (!kl_stmt_finish (stmt, error))
    return NULL;
  add_published (holidays, years, region);

  return kl_calendar_new (holidays);
}

/* Changing a school */

static gboolean
holidays_are_equal (GPtrArray *one, GPtrArray *other)
{
  if (one == NULL || other == NULL || one->len != other->len)
    return FALSE;

  for (guint i = 0; i < one->len; i++)
    {
      const KlHoliday *a = g_ptr_array_index (one, i);
      const KlHoliday *b = g_ptr_array_index (other, i);

      if (a->from != b->from || a->until != b->until)
        return FALSE;
    }

  return TRUE;
}

/* A year that nobody touched follows the region; what the school made its own stays. */
static gboolean
move_year (KlDb *db, const KlSchool *school, KlRegion before, int year, GError **error)
{
  g_autoptr (GPtrArray) own = read_year (db, school->id, year, error);
  g_autoptr (GPtrArray) old = kl_holidays_get_published (before, year);
  g_autoptr (GPtrArray) published = NULL;

  if (own == NULL)
    return FALSE;
  if (!holidays_are_equal (own, old))
    return TRUE;

  published = kl_holidays_get_published (school->region, year);
  return write_holidays (db, school->id, year, published, error);
}

static gboolean
move_years (KlDb *db, const KlSchool *school, KlRegion before, GError **error)
{
  g_autoptr (GPtrArray) years = NULL;

  if (before == school->region)
    return TRUE;

  years = list_years (db, school->id, error);
  if (years == NULL)
    return FALSE;
  for (guint i = 0; i < years->len; i++)
    if (!move_year (db, school, before, GPOINTER_TO_INT (g_ptr_array_index (years, i)), error))
      return FALSE;

  return TRUE;
}

static gboolean
update (KlDb *db, gpointer data, GError **error)
{
  const KlSchool *school = data;
  g_autoptr (KlSchool) before = kl_schools_get (db, school->id, error);

  return before != NULL && write_school (db, SQL_UPDATE, school, error)
         && move_years (db, school, before->region, error)
         && log_school (db, school->id, "change", error);
}

/**
 * kl_schools_update:
 * @db: a connection
 * @school: a school as it is to be
 * @error: (out): return location for what went wrong
 *
 * Changes names, codes, region and contact norm. With the region the holidays change of the years
 * in which the school kept to the published ones.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_schools_update (KlDb *db, const KlSchool *school, GError **error)
{
  g_return_val_if_fail (db != NULL && school != NULL, FALSE);

  return is_whole (school, error) && kl_db_transaction (db, update, (gpointer) school, error);
}

static gboolean
place (KlDb *db, gpointer data, GError **error)
{
  const KlSchool *school = data;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_PLACE);

  kl_stmt_bind_text_or_empty (stmt, 1, school->address);
  kl_stmt_bind_text_or_empty (stmt, 2, school->postcode);
  kl_stmt_bind_text_or_empty (stmt, 3, school->town);
  if (school->has_location)
    {
      kl_stmt_bind_double (stmt, 4, school->latitude);
      kl_stmt_bind_double (stmt, 5, school->longitude);
    }
  kl_stmt_bind_int (stmt, 6, school->id);

  return kl_stmt_run (stmt, error) && log_school (db, school->id, "place", error);
}

/**
 * kl_schools_place:
 * @db: a connection
 * @school: a school with its address and the place on the map; the rest is not looked at
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept where the school stands
 */
gboolean
kl_schools_place (KlDb *db, const KlSchool *school, GError **error)
{
  g_return_val_if_fail (db != NULL && school != NULL && school->id != 0, FALSE);

  return kl_db_transaction (db, place, (gpointer) school, error);
}
