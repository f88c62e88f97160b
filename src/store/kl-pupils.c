/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pupils.h"

#include "kl-audit.h"
#include "kl-db-private.h"
#include "kl-ids.h"
#include "kl-people-private.h"
#include "kl-pupils-private.h"
#include "model/kl-name-sound.h"

/* clang-format off */
#define FROM \
  " FROM pupil p JOIN school s ON s.id = p.school_id" \
  " LEFT JOIN school_group g ON g.id = p.group_id"

#define FILTER \
  " WHERE p.school_id = ?1" \
  " AND (?2 = 0 OR p.group_id = ?2" \
       " OR EXISTS (SELECT 1 FROM pupil_group c WHERE c.pupil_id = p.id AND c.group_id = ?2))" \
  " AND (?3 OR " KL_SQL_PRESENT ("p") ")" \
  " AND (?4 OR p.listed = 1)"
/* clang-format on */

enum
{
  SQL_LIST,
  SQL_COUNT,
  SQL_GET,
  SQL_NEXT_ID,
  SQL_ADD,
  SQL_UPDATE,
  SQL_SET_LEFT,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST] =
    "SELECT " KL_PUPIL_COLUMNS FROM FILTER " AND (p.sort_key, p.id) > (?5, ?6)"
    " ORDER BY p.sort_key, p.id LIMIT ?7",
  [SQL_COUNT] =
    "SELECT count(*) FROM pupil p" FILTER,
  [SQL_GET] =
    "SELECT " KL_PUPIL_COLUMNS FROM " WHERE p.id = ?",
  [SQL_NEXT_ID] =
    "SELECT max (coalesce ((SELECT max (id) FROM pupil WHERE id > ?1 AND id < ?2), ?1),"
    " coalesce ((SELECT max (id) FROM pupil_merged WHERE id > ?1 AND id < ?2), ?1)) + 1",
  [SQL_ADD] =
    "INSERT INTO pupil (given, prefix, surname, sort_key, name_folded, initials, school_id,"
    " family_id, group_id, external_key, birth, sex, year, municipality, postcode, entered_on,"
    " left_on, listed, elsewhere, sounds, id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_UPDATE] =
    "UPDATE pupil SET given = ?, prefix = ?, surname = ?, sort_key = ?, name_folded = ?,"
    " initials = ?, school_id = ?, family_id = ?, group_id = ?, external_key = ?, birth = ?,"
    " sex = ?, year = ?, municipality = ?, postcode = ?, entered_on = ?, left_on = ?, listed = ?,"
    " elsewhere = ?, sounds = ? WHERE id = ?",
  [SQL_SET_LEFT] =
    "UPDATE pupil SET left_on = ?2 WHERE id = ?1",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* Private to the store: a pupil from KL_PUPIL_COLUMNS. */
KlPupil *
kl_pupils_read (KlStmt *stmt)
{
  KlPupil *pupil = g_new0 (KlPupil, 1);
  int column = 0;

  pupil->id = kl_stmt_get_int (stmt, column++);
  pupil->school_id = kl_stmt_get_int (stmt, column++);
  pupil->family_id = kl_stmt_get_int (stmt, column++);
  pupil->group_id = kl_stmt_get_int (stmt, column++);
  pupil->external_key = kl_stmt_dup_text (stmt, column++);
  pupil->given = kl_stmt_dup_text (stmt, column++);
  pupil->prefix = kl_stmt_dup_text (stmt, column++);
  pupil->surname = kl_stmt_dup_text (stmt, column++);
  pupil->initials = kl_stmt_dup_text (stmt, column++);
  pupil->birth = (KlDate) kl_stmt_get_int (stmt, column++);
  pupil->sex = (int) kl_stmt_get_int (stmt, column++);
  pupil->year = (int) kl_stmt_get_int (stmt, column++);
  pupil->municipality = kl_stmt_dup_text (stmt, column++);
  pupil->postcode = kl_stmt_dup_text (stmt, column++);
  pupil->entered_on = (KlDate) kl_stmt_get_int (stmt, column++);
  pupil->left_on = (KlDate) kl_stmt_get_int (stmt, column++);
  pupil->listed = kl_stmt_get_int (stmt, column++) != 0;
  pupil->elsewhere = kl_stmt_dup_text (stmt, column++);
  pupil->school_name = kl_stmt_dup_text (stmt, column++);
  pupil->group_name = kl_stmt_dup_text (stmt, column++);
  pupil->name =
    kl_people_make_display (pupil->given, pupil->prefix, pupil->surname, pupil->initials);

  return pupil;
}

static KlName *
make_name (const KlPupil *pupil)
{
  return kl_name_new (pupil->given, pupil->prefix, pupil->surname, pupil->initials);
}

static void
bind_filter (KlStmt *stmt, const KlPupilFilter *filter)
{
  kl_stmt_bind_int (stmt, 1, filter->school_id);
  kl_stmt_bind_int (stmt, 2, filter->group_id);
  kl_stmt_bind_int (stmt, 3, filter->with_left);
  kl_stmt_bind_int (stmt, 4, filter->with_unlisted);
  kl_people_bind_today (stmt);
}

/**
 * kl_pupils_list:
 * @db: a connection
 * @filter: which pupils
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPupil): a page of pupils, by surname without
 *   prefix
 */
GPtrArray *
kl_pupils_list (KlDb *db, const KlPupilFilter *filter, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST);
  g_autoptr (GPtrArray) pupils = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  g_autoptr (KlName) last = filter->after != NULL ? make_name (filter->after) : NULL;
  g_autofree char *key = last != NULL ? kl_name_get_sort_key (last) : g_strdup ("");

  bind_filter (stmt, filter);
  kl_stmt_bind_text (stmt, 5, key);
  kl_stmt_bind_int (stmt, 6, filter->after != NULL ? filter->after->id : G_MININT64);
  kl_stmt_bind_int (stmt, 7, filter->limit > 0 ? (gint64) filter->limit : -1);
  while (kl_stmt_step (stmt))
    g_ptr_array_add (pupils, kl_pupils_read (stmt));

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&pupils) : NULL;
}

/**
 * kl_pupils_count:
 * @db: a connection
 * @filter: which pupils; the page is not looked at
 * @error: (out): return location for what went wrong
 *
 * Returns: how many there are, or -1
 */
gint64
kl_pupils_count (KlDb *db, const KlPupilFilter *filter, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_COUNT);
  gint64 count = 0;

  bind_filter (stmt, filter);
  if (kl_stmt_step (stmt))
    count = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error) ? count : -1;
}

/**
 * kl_pupils_get:
 * @db: a connection
 * @pupil_id: a pupil
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_NOT_FOUND when there is none
 *
 * Returns: (transfer full): the pupil
 */
KlPupil *
kl_pupils_get (KlDb *db, gint64 pupil_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET);
  g_autoptr (KlPupil) pupil = NULL;

  kl_stmt_bind_int (stmt, 1, pupil_id);
  if (kl_stmt_step (stmt))
    pupil = kl_pupils_read (stmt);
  if (!kl_stmt_finish (stmt, error))
    return NULL;
  if (pupil == NULL)
    kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);

  return g_steal_pointer (&pupil);
}

/**
 * kl_pupils_get_many:
 * @db: a connection
 * @pupil_ids: (element-type gint64): pupils
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPupil): those of them that are there, in the same
 *   order
 */
GPtrArray *
kl_pupils_get_many (KlDb *db, GArray *pupil_ids, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET);
  g_autoptr (GPtrArray) pupils = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);

  for (guint i = 0; i < pupil_ids->len; i++)
    {
      kl_stmt_bind_int (stmt, 1, g_array_index (pupil_ids, gint64, i));
      if (kl_stmt_step (stmt))
        g_ptr_array_add (pupils, kl_pupils_read (stmt));
      if (!kl_stmt_finish (stmt, error))
        return NULL;
    }

  return g_steal_pointer (&pupils);
}

/* Private to the store: the id of the next new pupil of a school. */
gboolean
kl_pupils_get_next_id (KlDb *db, gint64 school_id, gint64 *next_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_NEXT_ID);

  kl_stmt_bind_int (stmt, 1, kl_ids_pupil_at (school_id, 0));
  kl_stmt_bind_int (stmt, 2, kl_ids_pupil_at (school_id, KL_MAX_PUPILS + 1));
  if (kl_stmt_step (stmt))
    *next_id = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/* The texts are borrowed from @pupil and @name until it is written. */
static void
bind_pupil (KlStmt *stmt, const KlPupil *pupil, const KlName *name, gint64 id)
{
  g_autofree char *display = kl_name_get_display (name);
  g_autofree char *folded = kl_text_fold (display);
  int parameter = 6;

  kl_people_bind_name (stmt, 1, name);
  kl_stmt_bind_borrowed_text (stmt, parameter++, name->initials != NULL ? name->initials : "");
  kl_stmt_bind_int (stmt, parameter++, pupil->school_id);
  kl_stmt_bind_id (stmt, parameter++, pupil->family_id);
  kl_stmt_bind_id (stmt, parameter++, pupil->group_id);
  kl_stmt_bind_borrowed_text (stmt, parameter++, pupil->external_key);
  kl_stmt_bind_int (stmt, parameter++, pupil->birth);
  kl_stmt_bind_int (stmt, parameter++, pupil->sex);
  kl_stmt_bind_int (stmt, parameter++, pupil->year);
  kl_stmt_bind_borrowed_text (stmt, parameter++, pupil->municipality);
  kl_stmt_bind_borrowed_text (stmt, parameter++, pupil->postcode);
  kl_stmt_bind_int (stmt, parameter++, pupil->entered_on);
  kl_stmt_bind_int (stmt, parameter++, pupil->left_on);
  kl_stmt_bind_int (stmt, parameter++, pupil->listed);
  kl_stmt_bind_borrowed_text (stmt, parameter++, pupil->elsewhere);
  kl_stmt_take_text (stmt, parameter++, kl_name_sound_make_keys (folded));
  kl_stmt_bind_int (stmt, parameter++, id);
}

/* Private to the store: writes a pupil without a line in the log. A new one gets @next_id, which
 * moves on. */
gboolean
kl_pupils_write (KlDb *db, KlPupil *pupil, gint64 *next_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, pupil->id == 0 ? SQL_ADD : SQL_UPDATE);
  g_autoptr (KlName) name = make_name (pupil);
  gint64 id = pupil->id != 0 ? pupil->id : *next_id;

  /* The id says the school: who goes to another one is a new pupil there. */
  if (id <= kl_ids_pupil_at (pupil->school_id, 0)
      || id > kl_ids_pupil_at (pupil->school_id, KL_MAX_PUPILS))
    {
      kl_store_error_set (error, KL_STORE_ERROR_INVALID);
      return FALSE;
    }

  bind_pupil (stmt, pupil, name, id);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  if (pupil->id == 0)
    pupil->id = (*next_id)++;
  kl_db_touch (db, KL_CHANGE_PUPILS, 0);
  return TRUE;
}

static gboolean
log_pupil (KlDb *db, const KlPupil *pupil, const char *ground, GError **error)
{
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_PUPIL, pupil->id, pupil->school_id,
                          pupil->id, ground, error);
}

static gboolean
is_whole (const KlPupil *pupil, GError **error)
{
  g_autoptr (KlName) name = make_name (pupil);
  g_autofree char *display = kl_name_get_display (name);

  if (*display != '\0')
    return TRUE;

  kl_store_error_set (error, KL_STORE_ERROR_INVALID);
  return FALSE;
}

static gboolean
add (KlDb *db, gpointer data, GError **error)
{
  KlPupil *pupil = data;
  gint64 next_id;

  pupil->id = 0;
  return kl_pupils_get_next_id (db, pupil->school_id, &next_id, error)
         && kl_pupils_write (db, pupil, &next_id, error) && log_pupil (db, pupil, "add", error);
}

/**
 * kl_pupils_add:
 * @db: a connection
 * @pupil: the pupil; its id is set
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID without any name
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_pupils_add (KlDb *db, KlPupil *pupil, GError **error)
{
  g_return_val_if_fail (db != NULL && pupil != NULL, FALSE);

  return is_whole (pupil, error) && kl_db_transaction (db, add, pupil, error);
}

/**
 * kl_pupils_add_unlisted:
 * @db: a connection
 * @school_id: the school that keeps the record
 * @name: a full name, or a given name alone
 * @error: (out): return location for what went wrong
 *
 * Adds somebody who is not in the pupil administration.
 *
 * Returns: the pupil's id, or 0
 */
gint64
kl_pupils_add_unlisted (KlDb *db, gint64 school_id, const char *name, GError **error)
{
  g_autoptr (KlName) parts = NULL;
  KlPupil pupil = { .school_id = school_id, .year = -1 };

  g_return_val_if_fail (db != NULL && name != NULL, 0);

  parts = kl_name_parse (name);
  pupil.given = parts->given;
  pupil.prefix = parts->prefix;
  pupil.surname = parts->surname;

  return kl_pupils_add (db, &pupil, error) ? pupil.id : 0;
}

static gboolean
update (KlDb *db, gpointer data, GError **error)
{
  KlPupil copy = *(const KlPupil *) data;
  g_autoptr (KlPupil) before = kl_pupils_get (db, copy.id, error);

  return before != NULL && kl_pupils_write (db, &copy, NULL, error)
         && log_pupil (db, &copy, "change", error);
}

/**
 * kl_pupils_update:
 * @db: a connection
 * @pupil: a pupil as it is to be
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_pupils_update (KlDb *db, const KlPupil *pupil, GError **error)
{
  g_return_val_if_fail (db != NULL && pupil != NULL && pupil->id != 0, FALSE);

  return is_whole (pupil, error) && kl_db_transaction (db, update, (gpointer) pupil, error);
}

static gboolean
set_left (KlDb *db, gint64 pupil_id, KlDate left_on, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_SET_LEFT);
  g_autoptr (KlPupil) pupil = kl_pupils_get (db, pupil_id, error);

  if (pupil == NULL)
    return FALSE;

  kl_stmt_bind_int (stmt, 1, pupil_id);
  kl_stmt_bind_int (stmt, 2, left_on);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  kl_db_touch (db, KL_CHANGE_PUPILS, 0);
  return log_pupil (db, pupil, "left", error);
}

/**
 * kl_pupils_set_left:
 * @db: a connection
 * @pupil_id: a pupil
 * @left_on: the last day at the school, or %KL_DATE_NONE for one who came back
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_pupils_set_left (KlDb *db, gint64 pupil_id, KlDate left_on, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_begin (db, error) && kl_db_end (db, set_left (db, pupil_id, left_on, error), error);
}
