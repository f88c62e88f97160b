/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-case-rows.h"

#include <glib/gi18n-lib.h>

#include "kl-people-private.h"
#include "kl-schools.h"
#include "model/kl-about.h"

/* One row and what it is made from. */
typedef struct
{
  KlCaseRow *row;
  GPtrArray *pupils;
  char *group_name;
  char *family_name;
  char *waits_for;
  KlDate waits_since;
  KlDate reopened_on;
} Item;

struct _KlCaseRows
{
  KlDb *db;
  KlPersonBook *book;
  KlDate today;
  GPtrArray *items;
  GHashTable *by_id;
  GHashTable *schools;
  GError *error;
};

/* The author matters only to what is not for the team: the index then serves the rest alone. */
#define MARK_COLUMNS                                                                               \
  "e.case_id, e.happened_on, e.kind, e.id, e.visibility,"                                          \
  " CASE WHEN e.visibility = 0 THEN 0 WHEN e.author_kind = 0 THEN e.author_id ELSE -1 END"
#define PUPIL_COLUMNS "cp.case_id, p.id, p.given, p.prefix, p.surname, p.initials, pg.name"
#define PUPIL_TABLES                                                                               \
  " JOIN pupil p ON p.id = cp.pupil_id LEFT JOIN school_group pg ON pg.id = p.group_id"
/* Sent or received, and nothing heard. */
#define WAITS(r) r ".status IN (1, 2) AND " r ".answered_on = 0"

enum
{
  SQL_GET_SCHOOL,
  SQL_LIST_PUPILS_OF_CASE,
  SQL_LIST_PUPILS_OF_SCHOOL,
  SQL_LIST_MARKS_OF_CASE,
  SQL_LIST_MARKS_OF_SCHOOL,
  SQL_LIST_MEETINGS_OF_CASE,
  SQL_LIST_MEETINGS_OF_SCHOOL,
  SQL_COUNT_ACTIONS_OF_CASE,
  SQL_LIST_WAITS_OF_CASE,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET_SCHOOL] =
    "SELECT s.name, s.contact_norm, m.role FROM school s"
    " LEFT JOIN membership m ON m.school_id = s.id AND m.professional_id = ?2"
    " AND " KL_SQL_WORKS ("m", "?3") " WHERE s.id = ?1",
  [SQL_LIST_PUPILS_OF_CASE] =
    "SELECT " PUPIL_COLUMNS " FROM case_pupil cp" PUPIL_TABLES
    " WHERE cp.case_id = ?1 ORDER BY p.id",
  [SQL_LIST_PUPILS_OF_SCHOOL] =
    "SELECT " PUPIL_COLUMNS " FROM care_case c CROSS JOIN case_pupil cp" PUPIL_TABLES
    " WHERE c.school_id = ?1 AND " KL_SQL_OPEN ("c") " AND cp.case_id = c.id"
    " ORDER BY cp.case_id, p.id",
  [SQL_LIST_MARKS_OF_CASE] =
    "SELECT " MARK_COLUMNS " FROM entry e WHERE e.case_id = ?1 AND e.happened_on >= ?2",
  [SQL_LIST_MARKS_OF_SCHOOL] =
    "SELECT " MARK_COLUMNS " FROM care_case c CROSS JOIN entry e"
    " WHERE c.school_id = ?1 AND " KL_SQL_OPEN ("c")
    " AND e.case_id = c.id AND e.happened_on >= ?2",
  [SQL_LIST_MEETINGS_OF_CASE] =
    "SELECT i.case_id, min (m.day) FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id"
    " WHERE i.case_id = ?1 AND m.day >= ?2 AND m.settled = 0 GROUP BY i.case_id",
  [SQL_LIST_MEETINGS_OF_SCHOOL] =
    "SELECT i.case_id, min (m.day) FROM meeting m JOIN agenda_item i ON i.meeting_id = m.id"
    " WHERE m.school_id = ?1 AND m.day >= ?2 AND m.settled = 0 AND i.case_id IS NOT NULL"
    " GROUP BY i.case_id",
  [SQL_COUNT_ACTIONS_OF_CASE] =
    "SELECT count (*), coalesce (sum (CASE WHEN due <> 0 AND due < ?2 THEN 1 ELSE 0 END), 0)"
    " FROM action WHERE case_id = ?1 AND done_on = 0",
  [SQL_LIST_WAITS_OF_CASE] =
    "SELECT p.name, r.sent_on FROM referral r JOIN partner p ON p.id = r.partner_id"
    " WHERE r.case_id = ?1 AND " WAITS ("r"),
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static void
item_free (gpointer pointer)
{
  Item *item = pointer;

  kl_case_row_free (item->row);
  g_ptr_array_unref (item->pupils);
  g_free (item->group_name);
  g_free (item->family_name);
  g_free (item->waits_for);
  g_free (item);
}

static void
school_free (gpointer pointer)
{
  KlCaseSchool *school = pointer;

  g_free (school->name);
  g_clear_pointer (&school->calendar, kl_calendar_unref);
  g_free (school);
}

/* Makes an empty list of rows around @book, which must outlive it. */
KlCaseRows *
kl_case_rows_new (KlDb *db, KlPersonBook *book, KlDate today)
{
  KlCaseRows *rows = g_new0 (KlCaseRows, 1);

  rows->db = db;
  rows->book = book;
  rows->today = today;
  rows->items = g_ptr_array_new_with_free_func (item_free);
  rows->by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  rows->schools = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, school_free);

  return rows;
}

void
kl_case_rows_free (KlCaseRows *rows)
{
  if (rows == NULL)
    return;

  g_hash_table_unref (rows->by_id);
  g_hash_table_unref (rows->schools);
  g_ptr_array_unref (rows->items);
  g_clear_error (&rows->error);
  g_free (rows);
}

/* Not through kl_schools_get(): that counts the pupils. */
static gboolean
load_school (KlDb *db, KlCaseSchool *school, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_SCHOOL);

  kl_stmt_bind_int (stmt, 1, school->id);
  kl_stmt_bind_int (stmt, 2, kl_db_get_professional_id (db));
  kl_stmt_bind_int (stmt, 3, kl_clock_today ());
  if (kl_stmt_step (stmt))
    {
      school->name = kl_stmt_dup_text (stmt, 0);
      school->contact_norm = (int) kl_stmt_get_int (stmt, 1);
      school->is_director = kl_stmt_get_int (stmt, 2) == KL_ROLE_DIRECTOR;
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  school->calendar = kl_schools_get_calendar (db, school->id, error);
  return school->calendar != NULL;
}

/* The school of a row, looked up once; never NULL. */
const KlCaseSchool *
kl_case_rows_get_school (KlCaseRows *rows, gint64 school_id)
{
  KlCaseSchool *school = g_hash_table_lookup (rows->schools, &school_id);

  if (school != NULL)
    return school;

  school = g_new0 (KlCaseSchool, 1);
  school->id = school_id;
  school->contact_norm = KL_CONTACT_NORM_DEFAULT;
  g_hash_table_insert (rows->schools, &school->id, school);
  if (rows->error == NULL)
    load_school (rows->db, school, &rows->error);

  return school;
}

/* Takes KL_CASE_ROW_COLUMNS from a statement on a row; the row stays with the list. */
KlCaseRow *
kl_case_rows_read (KlCaseRows *rows, KlStmt *stmt)
{
  KlCaseRow *row = kl_case_row_new ();
  Item *item = g_new0 (Item, 1);

  row->id = kl_stmt_get_int (stmt, 0);
  row->school_id = kl_stmt_get_int (stmt, 1);
  row->title = kl_stmt_dup_text (stmt, 2);
  row->subject = kl_stmt_get_int (stmt, 3);
  row->theme = kl_stmt_get_int (stmt, 4);
  row->status = kl_stmt_get_int (stmt, 5);
  row->support_level = (int) kl_stmt_get_int (stmt, 6);
  row->owner = kl_person_book_dup_professional (rows->book, kl_stmt_get_int (stmt, 7));
  row->trusted = kl_person_book_dup_professional (rows->book, kl_stmt_get_int (stmt, 8));
  row->opened_on = (KlDate) kl_stmt_get_int (stmt, 9);
  row->closed_on = (KlDate) kl_stmt_get_int (stmt, 10);
  row->monitor_until = (KlDate) kl_stmt_get_int (stmt, 11);
  row->last_contact = (KlDate) kl_stmt_get_int (stmt, 12);
  row->last_contact_kind = kl_stmt_get_int (stmt, 13);

  item->row = row;
  item->pupils = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  item->group_name = kl_stmt_dup_text (stmt, 14);
  item->family_name = kl_stmt_dup_text (stmt, 15);
  g_ptr_array_add (rows->items, item);
  g_hash_table_insert (rows->by_id, &row->id, item);

  return row;
}

static Item *
find_item (KlCaseRows *rows, gint64 case_id)
{
  return g_hash_table_lookup (rows->by_id, &case_id);
}

KlCaseRow *
kl_case_rows_find (KlCaseRows *rows, gint64 case_id)
{
  Item *item = find_item (rows, case_id);

  return item != NULL ? item->row : NULL;
}

static KlContactHistory
get_history (const Item *item)
{
  return (KlContactHistory) { .status = item->row->status,
                              .opened_on = item->row->opened_on,
                              .reopened_on = item->reopened_on,
                              .last_contact = item->row->last_contact };
}

/* From when the days without contact of each row count, once the marks are filled in. */
void
kl_case_rows_copy_histories (KlCaseRows *rows, GArray *histories)
{
  for (guint i = 0; i < rows->items->len; i++)
    {
      KlContactHistory history = get_history (g_ptr_array_index (rows->items, i));

      g_array_append_val (histories, history);
    }
}

/* Notes that a case waits for a partner; the longest wait is told. */
void
kl_case_rows_add_wait (KlCaseRows *rows, gint64 case_id, const char *partner, KlDate since)
{
  Item *item = find_item (rows, case_id);

  if (item == NULL || (item->waits_for != NULL && item->waits_since <= since))
    return;

  g_set_str (&item->waits_for, partner);
  item->waits_since = since;
}

static KlPupil *
read_pupil (KlStmt *stmt)
{
  KlPupil *pupil = g_new0 (KlPupil, 1);

  pupil->id = kl_stmt_get_int (stmt, 1);
  pupil->given = kl_stmt_dup_text (stmt, 2);
  pupil->prefix = kl_stmt_dup_text (stmt, 3);
  pupil->surname = kl_stmt_dup_text (stmt, 4);
  pupil->name = kl_people_read_name (stmt, 2);
  pupil->initials = kl_stmt_dup_text (stmt, 5);
  pupil->group_name = kl_stmt_dup_text (stmt, 6);

  return pupil;
}

static void
take_pupils (KlCaseRows *rows, KlStmt *stmt)
{
  while (kl_stmt_step (stmt))
    {
      Item *item = find_item (rows, kl_stmt_get_int (stmt, 0));

      if (item != NULL)
        g_ptr_array_add (item->pupils, read_pupil (stmt));
    }
  kl_stmt_finish (stmt, rows->error == NULL ? &rows->error : NULL);
}

/* Kind and day of an entry are caseload, which a director sees; what is not for the team is not. */
static gboolean
sees_mark (KlDb *db, const KlCaseSchool *school, gint64 owner_id, int visibility, gint64 author_id)
{
  gint64 reader = kl_db_get_professional_id (db);

  switch (visibility)
    {
    case KL_VISIBILITY_TEAM:
      return TRUE;
    case KL_VISIBILITY_OWNER_AND_DIRECTOR:
      return reader == 0 || school->is_director || reader == owner_id || reader == author_id;
    case KL_VISIBILITY_PRIVATE:
    default:
      return reader == author_id;
    }
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  const KlStripMark *first = a;
  const KlStripMark *second = b;

  if (first->date != second->date)
    return first->date < second->date ? -1 : 1;
  return (first->entry_id > second->entry_id) - (first->entry_id < second->entry_id);
}

static void
take_marks (KlCaseRows *rows, KlStmt *stmt)
{
  Item *item = NULL;

  while (kl_stmt_step (stmt))
    {
      gint64 case_id = kl_stmt_get_int (stmt, 0);
      KlStripMark mark = { .date = (KlDate) kl_stmt_get_int (stmt, 1),
                           .kind = kl_stmt_get_int (stmt, 2),
                           .entry_id = kl_stmt_get_int (stmt, 3) };
      gint64 owner_id;

      if (item == NULL || item->row->id != case_id)
        item = find_item (rows, case_id);
      if (item == NULL)
        continue;

      if (mark.kind == KL_ENTRY_REOPENING)
        item->reopened_on = MAX (item->reopened_on, mark.date);
      owner_id = item->row->owner != NULL ? item->row->owner->id : 0;
      if (sees_mark (rows->db, kl_case_rows_get_school (rows, item->row->school_id), owner_id,
                     (int) kl_stmt_get_int (stmt, 4), kl_stmt_get_int (stmt, 5)))
        g_array_append_val (item->row->marks, mark);
    }
  kl_stmt_finish (stmt, rows->error == NULL ? &rows->error : NULL);
}

static void
take_meetings (KlCaseRows *rows, KlStmt *stmt)
{
  while (kl_stmt_step (stmt))
    {
      KlCaseRow *row = kl_case_rows_find (rows, kl_stmt_get_int (stmt, 0));

      if (row != NULL)
        row->in_care_team_on = (KlDate) kl_stmt_get_int (stmt, 1);
    }
  kl_stmt_finish (stmt, rows->error == NULL ? &rows->error : NULL);
}

static KlStmt *
take_statement (KlCaseRows *rows, guint statement, gint64 id)
{
  KlStmt *stmt = kl_db_statement (rows->db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, id);
  return stmt;
}

static KlDate
get_first_day (KlCaseRows *rows)
{
  return kl_date_get_monday (rows->today) - 7 * (KL_CASE_ROW_WEEKS - 1);
}

static void
fill_counts (KlCaseRows *rows, KlCaseRow *row)
{
  g_autoptr (KlStmt) actions = take_statement (rows, SQL_COUNT_ACTIONS_OF_CASE, row->id);
  g_autoptr (KlStmt) waits = take_statement (rows, SQL_LIST_WAITS_OF_CASE, row->id);

  kl_stmt_bind_int (actions, 2, rows->today);
  if (kl_stmt_step (actions))
    {
      row->n_open_actions = (int) kl_stmt_get_int (actions, 0);
      row->n_late_actions = (int) kl_stmt_get_int (actions, 1);
    }
  kl_stmt_finish (actions, rows->error == NULL ? &rows->error : NULL);

  while (kl_stmt_step (waits))
    kl_case_rows_add_wait (rows, row->id, kl_stmt_get_text (waits, 0),
                           (KlDate) kl_stmt_get_int (waits, 1));
  kl_stmt_finish (waits, rows->error == NULL ? &rows->error : NULL);
}

/* No more than whom each case is about. */
void
kl_case_rows_fill_pupils (KlCaseRows *rows)
{
  for (guint i = 0; i < rows->items->len && rows->error == NULL; i++)
    {
      Item *item = g_ptr_array_index (rows->items, i);
      g_autoptr (KlStmt) pupils = take_statement (rows, SQL_LIST_PUPILS_OF_CASE, item->row->id);

      take_pupils (rows, pupils);
    }
}

/* What a page of a list needs, case by case: a page has few rows, in no order of the tables. */
void
kl_case_rows_fill_each (KlCaseRows *rows)
{
  for (guint i = 0; i < rows->items->len && rows->error == NULL; i++)
    {
      Item *item = g_ptr_array_index (rows->items, i);
      gint64 id = item->row->id;
      g_autoptr (KlStmt) pupils = take_statement (rows, SQL_LIST_PUPILS_OF_CASE, id);
      g_autoptr (KlStmt) marks = take_statement (rows, SQL_LIST_MARKS_OF_CASE, id);
      g_autoptr (KlStmt) meetings = take_statement (rows, SQL_LIST_MEETINGS_OF_CASE, id);

      kl_stmt_bind_int (marks, 2, get_first_day (rows));
      kl_stmt_bind_int (meetings, 2, rows->today);
      take_pupils (rows, pupils);
      take_marks (rows, marks);
      take_meetings (rows, meetings);
      fill_counts (rows, item->row);
    }
}

/* What a dashboard needs for all open cases of a school, in one statement per kind of thing; its
 * actions and referrals it reads itself. */
void
kl_case_rows_fill_school (KlCaseRows *rows, gint64 school_id)
{
  g_autoptr (KlStmt) pupils = take_statement (rows, SQL_LIST_PUPILS_OF_SCHOOL, school_id);
  g_autoptr (KlStmt) marks = take_statement (rows, SQL_LIST_MARKS_OF_SCHOOL, school_id);
  g_autoptr (KlStmt) meetings = take_statement (rows, SQL_LIST_MEETINGS_OF_SCHOOL, school_id);

  kl_stmt_bind_int (marks, 2, get_first_day (rows));
  kl_stmt_bind_int (meetings, 2, rows->today);
  take_pupils (rows, pupils);
  take_marks (rows, marks);
  take_meetings (rows, meetings);
}

/* The second line under the status: what it waits for, until when, since when. */
static char *
make_status_note (const Item *item, KlDate today)
{
  const KlCaseRow *row = item->row;
  g_autofree char *day = NULL;
  g_autofree char *days = NULL;

  if (row->status != KL_CASE_STATUS_CLOSED && row->n_late_actions > 0)
    return g_strdup (
      g_dngettext (GETTEXT_PACKAGE, "action late", "actions late", row->n_late_actions));

  switch (row->status)
    {
    case KL_CASE_STATUS_NEW:
      day = kl_date_format (row->opened_on, KL_DATE_STYLE_SHORT);
      return g_strdup_printf (_ ("since %s"), day);
    case KL_CASE_STATUS_WAITING:
      if (item->waits_for == NULL)
        return NULL;
      days = kl_contact_norm_format_days (MAX (today - item->waits_since, 0));
      /* TRANSLATORS: a partner and how long it has been silent: "Quiet, 43 days" */
      return g_strdup_printf (_ ("%s, %s"), item->waits_for, days);
    case KL_CASE_STATUS_MONITORING:
      if (row->monitor_until == KL_DATE_NONE)
        return NULL;
      day = kl_date_format (row->monitor_until, KL_DATE_STYLE_SHORT);
      return g_strdup_printf (_ ("until %s"), day);
    case KL_CASE_STATUS_CLOSED:
      day = kl_date_format (row->closed_on, KL_DATE_STYLE_SHORT_YEAR);
      return g_steal_pointer (&day);
    case KL_CASE_STATUS_ACTIVE:
    default:
      return NULL;
    }
}

static void
finish_item (KlCaseRows *rows, Item *item)
{
  KlCaseRow *row = item->row;
  const KlCaseSchool *school = kl_case_rows_get_school (rows, row->school_id);
  const KlAbout about = { .subject = row->subject,
                          .family_name = item->family_name,
                          .group_name = item->group_name,
                          .pupils = item->pupils };
  const KlContactHistory history = get_history (item);

  g_array_sort (row->marks, compare_marks);
  row->school_name = g_strdup (school->name);
  row->about = kl_about_format (&about);
  row->about_group = kl_about_format_groups (&about);
  row->about_short = kl_about_format_short (&about);
  row->contact_norm = school->contact_norm;
  row->contact_days = kl_contact_norm_count_days (&history, rows->today, school->calendar);
  row->status_note = make_status_note (item, rows->today);
}

/* Composes what rows say; they are the caller's then. */
GPtrArray *
kl_case_rows_finish (KlCaseRows *rows, GError **error)
{
  g_autoptr (GPtrArray) finished =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_case_row_free);

  for (guint i = 0; i < rows->items->len && rows->error == NULL; i++)
    {
      Item *item = g_ptr_array_index (rows->items, i);

      finish_item (rows, item);
      g_ptr_array_add (finished, g_steal_pointer (&item->row));
    }

  g_hash_table_remove_all (rows->by_id);
  g_ptr_array_set_size (rows->items, 0);
  if (rows->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&rows->error));
      return NULL;
    }
  return kl_person_book_finish (rows->book, error) ? g_steal_pointer (&finished) : NULL;
}

/* Marks of one case from a day on, oldest first, for its own strip. */
gboolean
kl_case_load_marks (KlDb *db,
                    const KlCaseSchool *school,
                    gint64 case_id,
                    gint64 owner_id,
                    KlDate from,
                    GArray *marks,
                    GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_MARKS_OF_CASE);

  kl_stmt_bind_int (stmt, 1, case_id);
  kl_stmt_bind_int (stmt, 2, from);
  while (kl_stmt_step (stmt))
    {
      KlStripMark mark = { .date = (KlDate) kl_stmt_get_int (stmt, 1),
                           .kind = kl_stmt_get_int (stmt, 2),
                           .entry_id = kl_stmt_get_int (stmt, 3) };

      if (sees_mark (db, school, owner_id, (int) kl_stmt_get_int (stmt, 4),
                     kl_stmt_get_int (stmt, 5)))
        g_array_append_val (marks, mark);
    }
  g_array_sort (marks, compare_marks);

  return kl_stmt_finish (stmt, error);
}
