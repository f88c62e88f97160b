/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-cases.h"

#include "kl-actions.h"
#include "kl-case-rows.h"
#include "kl-case-steps.h"
#include "kl-consents.h"
#include "kl-entries.h"
#include "kl-ids.h"
#include "kl-pupils-private.h"
#include "kl-referrals.h"
#include "kl-trust.h"
#include "kl-visibility.h"

/* Everything the page of a case shows, in one snapshot. */

#define FIRST_PAGE 50

/* The strip goes back to the start of the case, and shows the six weeks to come; a young case has
 * the holidays of the year before as well. */
#define STRIP_MONTHS 13
#define STRIP_DAYS_AHEAD 42

/* After those of KL_PUPIL_COLUMNS. */
#define ROLE_COLUMN 20

#define PUPIL_TABLES                                                                               \
  " LEFT JOIN school_group g ON g.id = p.group_id LEFT JOIN school s ON s.id = p.school_id"

enum
{
  SQL_GET_CASE,
  SQL_LIST_PUPILS,
  SQL_LIST_SIBLINGS,
  SQL_LIST_GUARDIANS,
  SQL_LIST_TOPICS,
  SQL_LIST_MEETINGS,
  SQL_LIST_TELLINGS,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET_CASE] =
    "SELECT " KL_CASE_ROW_COLUMNS
    ", c.asked_by, c.route, c.route_via, c.help, c.led_to_help, c.passed_on, c.contact_continues,"
    " c.satisfied, c.group_id, c.family_id" KL_CASE_ROW_TABLES " WHERE c.id = ?",
  [SQL_LIST_PUPILS] =
    "SELECT " KL_PUPIL_COLUMNS ", cp.role FROM case_pupil cp JOIN pupil p ON p.id = cp.pupil_id"
    PUPIL_TABLES " WHERE cp.case_id = ?1 ORDER BY p.id",
  [SQL_LIST_SIBLINGS] =
    "SELECT " KL_PUPIL_COLUMNS " FROM pupil p" PUPIL_TABLES
    " WHERE p.family_id IN (SELECT q.family_id FROM case_pupil cp"
      " JOIN pupil q ON q.id = cp.pupil_id WHERE cp.case_id = ?1)"
    " AND p.id NOT IN (SELECT pupil_id FROM case_pupil WHERE case_id = ?1)"
    " ORDER BY p.birth, p.id",
  [SQL_LIST_GUARDIANS] =
    "SELECT u.id, pg.pupil_id, u.name, pg.relation, pg.custody, u.language, u.interpreter,"
    " u.municipality, u.household FROM case_pupil cp JOIN pupil_guardian pg ON pg.pupil_id = cp.pupil_id"
    " JOIN guardian u ON u.id = pg.guardian_id WHERE cp.case_id = ?1 ORDER BY u.id, pg.pupil_id",
  [SQL_LIST_TOPICS] =
    "SELECT t.label FROM case_topic ct JOIN topic t ON t.id = ct.topic_id"
    " WHERE ct.case_id = ?1 ORDER BY t.id",
  [SQL_LIST_MEETINGS] =
    "SELECT DISTINCT m.day FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id"
    " WHERE i.case_id = ?1 ORDER BY m.day",
  /* 11 is a consent, 12 a referral: the index knows that of every row. */
  [SQL_LIST_TELLINGS] =
    "SELECT e.id, e.referral_id, e.consent_id FROM entry e"
    " WHERE e.case_id = ?1 AND e.kind IN (11, 12) AND " KL_SQL_SEES ("e")
    " ORDER BY e.happened_on, e.id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 case_id;
  KlDate today;
  gboolean with_entries;
  KlSight sight;
  KlPersonBook *book;
  KlCaseRows *rows;
  KlCaseFile *file;
} Loading;

static KlStmt *
take_statement (KlDb *db, guint statement, const Loading *loading)
{
  KlStmt *stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, loading->case_id);
  return stmt;
}

static gboolean
load_case (KlDb *db, Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = take_statement (db, SQL_GET_CASE, loading);
  KlCaseFile *file = loading->file;

  if (kl_stmt_step (stmt))
    {
      int n = KL_CASE_ROW_N_COLUMNS;

      kl_case_rows_read (loading->rows, stmt);
      file->group_name = kl_stmt_dup_text (stmt, n - 2);
      file->family_name = kl_stmt_dup_text (stmt, n - 1);
      file->asked_by = kl_stmt_get_int (stmt, n++);
      file->route = kl_stmt_get_int (stmt, n++);
      file->route_via =
        kl_person_book_dup_professional (loading->book, kl_stmt_get_int (stmt, n++));
      file->help = kl_stmt_get_int (stmt, n++);
      file->led_to_help = kl_stmt_get_int (stmt, n++) != 0;
      file->passed_on = kl_stmt_get_int (stmt, n++) != 0;
      file->contact_continues = kl_stmt_get_int (stmt, n++) != 0;
      file->satisfied = kl_stmt_get_int (stmt, n++);
      file->group_id = kl_stmt_get_int (stmt, n++);
      file->family_id = kl_stmt_get_int (stmt, n++);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
load_row (Loading *loading, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  kl_case_rows_fill_each (loading->rows);
  rows = kl_case_rows_finish (loading->rows, error);
  if (rows == NULL)
    return FALSE;

  kl_case_row_free (loading->file->row);
  loading->file->row = g_ptr_array_steal_index (rows, 0);
  return TRUE;
}

static gboolean
load_pupils (KlDb *db, Loading *loading, GError **error)
{
  g_autoptr (KlStmt) pupils = take_statement (db, SQL_LIST_PUPILS, loading);
  g_autoptr (KlStmt) siblings = take_statement (db, SQL_LIST_SIBLINGS, loading);

  while (kl_stmt_step (pupils))
    {
      KlCasePupil *member = g_new0 (KlCasePupil, 1);

      member->pupil = kl_pupils_read (pupils);
      member->role = kl_stmt_get_int (pupils, ROLE_COLUMN);
      g_ptr_array_add (loading->file->pupils, member);
    }
  if (!kl_stmt_finish (pupils, error))
    return FALSE;

  while (kl_stmt_step (siblings))
    g_ptr_array_add (loading->file->siblings, kl_pupils_read (siblings));

  return kl_stmt_finish (siblings, error);
}

static void
read_tie (KlStmt *stmt, GArray *ties)
{
  const KlCaseTie tie = {
    .guardian_id = kl_stmt_get_int (stmt, 0),
    .pupil_id = kl_stmt_get_int (stmt, 1),
    .relation = kl_stmt_get_int (stmt, 3),
    .custody = kl_stmt_get_int (stmt, 4) != 0,
  };

  g_array_append_val (ties, tie);
}

/* Parents of several pupils in the case stand there once, with the first of them. */
static gboolean
load_guardians (KlDb *db, Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = take_statement (db, SQL_LIST_GUARDIANS, loading);
  gint64 last = 0;

  while (kl_stmt_step (stmt))
    {
      KlGuardian *guardian;

      read_tie (stmt, loading->file->ties);
      if (kl_stmt_get_int (stmt, 0) == last)
        continue;

      guardian = g_new0 (KlGuardian, 1);
      guardian->id = last = kl_stmt_get_int (stmt, 0);
      guardian->pupil_id = kl_stmt_get_int (stmt, 1);
      guardian->name = kl_stmt_dup_text (stmt, 2);
      guardian->relation = kl_stmt_get_int (stmt, 3);
      guardian->custody = kl_stmt_get_int (stmt, 4) != 0;
      guardian->language = kl_stmt_dup_text (stmt, 5);
      guardian->interpreter = kl_stmt_get_int (stmt, 6) != 0;
      guardian->municipality = kl_stmt_dup_text (stmt, 7);
      guardian->household = (int) kl_stmt_get_int (stmt, 8);
      g_ptr_array_add (loading->file->guardians, guardian);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
load_topics (KlDb *db, Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = take_statement (db, SQL_LIST_TOPICS, loading);

  while (kl_stmt_step (stmt))
    g_ptr_array_add (loading->file->topics, kl_stmt_dup_text (stmt, 0));

  return kl_stmt_finish (stmt, error);
}

static gboolean
load_tellings (KlDb *db, Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = take_statement (db, SQL_LIST_TELLINGS, loading);

  kl_visibility_bind (stmt, &loading->sight);
  while (kl_stmt_step (stmt))
    {
      const KlCaseTelling telling = { .entry_id = kl_stmt_get_int (stmt, 0),
                                      .referral_id = kl_stmt_get_int (stmt, 1),
                                      .consent_id = kl_stmt_get_int (stmt, 2) };

      g_array_append_val (loading->file->tellings, telling);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
load_strip (KlDb *db, Loading *loading, GError **error)
{
  KlCaseFile *file = loading->file;
  const KlCaseSchool *school = kl_case_rows_get_school (loading->rows, file->row->school_id);
  KlDate from = kl_date_add_months (loading->today, -STRIP_MONTHS);
  gint64 owner_id = file->row->owner != NULL ? file->row->owner->id : 0;
  g_autoptr (KlStmt) meetings = NULL;

  if (!kl_case_load_marks (db, school, loading->case_id, owner_id, KL_DATE_NONE, file->marks, error)
      || !load_tellings (db, loading, error))
    return FALSE;

  from = MIN (from, file->row->opened_on);
  if (file->marks->len > 0)
    from = MIN (from, g_array_index (file->marks, KlStripMark, 0).date);
  g_clear_pointer (&file->holidays, g_ptr_array_unref);
  file->holidays =
    kl_calendar_get_holidays_between (school->calendar, from, loading->today + STRIP_DAYS_AHEAD);

  meetings = take_statement (db, SQL_LIST_MEETINGS, loading);
  while (kl_stmt_step (meetings))
    {
      KlStripMark mark = { .date = (KlDate) kl_stmt_get_int (meetings, 0),
                           .kind = KL_ENTRY_CARE_TEAM };

      g_array_append_val (file->meetings, mark);
    }

  return kl_stmt_finish (meetings, error);
}

static gboolean
take (GPtrArray **place, GPtrArray *list)
{
  if (list == NULL)
    return FALSE;

  g_ptr_array_unref (*place);
  *place = list;
  return TRUE;
}

/* What was done and said: for who may see what is for the team. */
static gboolean
load_work (KlDb *db, Loading *loading, GError **error)
{
  const KlActionFilter actions = { .case_id = loading->case_id };
  KlCaseFile *file = loading->file;

  if (file->restricted)
    return TRUE;

  return take (&file->actions, kl_actions_list (db, &actions, error))
         && take (&file->trust, kl_trust_list (db, loading->case_id, error))
         && take (&file->referrals, kl_referrals_list (db, loading->case_id, error))
         && take (&file->consents, kl_consents_list (db, loading->case_id, error))
         && load_guardians (db, loading, error);
}

static gboolean
load_entries (KlDb *db, Loading *loading, GError **error)
{
  const KlEntryFilter filter = { .case_id = loading->case_id, .limit = FIRST_PAGE };
  KlCaseFile *file = loading->file;

  if (!loading->with_entries)
    return TRUE;

  return take (&file->entries, kl_entries_list (db, &filter, error))
         && kl_entries_count (db, loading->case_id, &file->n_entries, &file->n_hidden, error)
         && kl_entries_count_by_kind (db, loading->case_id, file->n_of_kind, error);
}

static gboolean
load_file (KlDb *db, gpointer data, GError **error)
{
  Loading *loading = data;
  KlCaseFacts facts;

  if (!kl_case_get_facts (db, loading->case_id, &facts, error)
      || !kl_visibility_get_case (db, loading->case_id, &loading->sight, error))
    return FALSE;

  loading->file->restricted = !loading->sight.team;
  return load_case (db, loading, error) && load_row (loading, error)
         && load_pupils (db, loading, error) && load_topics (db, loading, error)
         && take (&loading->file->steps, kl_case_steps_list (db, loading->case_id, error))
         && load_work (db, loading, error) && load_entries (db, loading, error)
         && load_strip (db, loading, error)
         && kl_audit_append_for_case (db, KL_AUDIT_READ, KL_AUDIT_CASE, loading->case_id,
                                      loading->case_id, NULL, error);
}

/* Private to the store: the same, and without the words of the timeline when they are not wanted.
 */
KlCaseFile *
kl_case_load_file (KlDb *db, gint64 case_id, KlDate today, gboolean with_entries, GError **error)
{
  g_autoptr (KlCaseFile) file = kl_case_file_new ();
  g_autoptr (KlPersonBook) book = kl_person_book_new (db, kl_ids_get_school (case_id));
  g_autoptr (KlCaseRows) rows = kl_case_rows_new (db, book, today);
  Loading loading = { .case_id = case_id,
                      .today = today,
                      .with_entries = with_entries,
                      .book = book,
                      .rows = rows,
                      .file = file };

  if (!kl_db_transaction (db, load_file, &loading, error))
    return NULL;

  return g_steal_pointer (&file);
}

/**
 * kl_cases_load_file:
 * @db: a connection
 * @case_id: a case
 * @today: the current day
 * @error: (out): return location for what went wrong
 *
 * Reads a whole case in one snapshot and records that in the log. Entries that the one who asks may
 * not see are counted, not given. Who has no part in the case (a director who is not in it, a
 * colleague of another school) gets what the caseload tells of it and is told that it is
 * restricted.
 *
 * Returns: (transfer full): the case; an error when it is not there
 */
KlCaseFile *
kl_cases_load_file (KlDb *db, gint64 case_id, KlDate today, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return kl_case_load_file (db, case_id, today, TRUE, error);
}
