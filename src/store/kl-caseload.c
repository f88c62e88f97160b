/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-caseload.h"

#include <glib/gi18n-lib.h>

#include "kl-people-private.h"
#include "kl-referrals.h"
#include "kl-snoozes.h"
#include "model/kl-attention.h"
#include "model/kl-snooze.h"

enum
{
  SQL_LIST_CASES,
  SQL_LIST_ACTIONS,
  SQL_LIST_REFERRALS,
  SQL_LIST_CONSENTS,
  SQL_LIST_ENDED_CONSENTS,
  SQL_LIST_PARTNERS,
  SQL_LIST_MUNICIPALITIES,
  SQL_GET_RADAR,
  SQL_LIST_SCHOOLS,
  SQL_LIST_NEW_SCHOOLS,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_CASES] =
    "SELECT " KL_CASE_ROW_COLUMNS KL_CASE_ROW_TABLES
    " WHERE c.school_id = ?1 AND " KL_SQL_OPEN ("c"),
  [SQL_LIST_ACTIONS] =
    "SELECT id, case_id, body, owner_id, due FROM action WHERE school_id = ?1 AND done_on = 0",
  /* 1 is sent, 2 received, 3 accepted, 5 started. */
  [SQL_LIST_REFERRALS] =
    "SELECT r.id, r.case_id, r.status, r.sent_on, r.expected_on, r.sender_id, r.partner_id,"
    " p.usual_days, r.answered_on, r.bridging, c.title"
    " FROM referral r JOIN partner p ON p.id = r.partner_id JOIN care_case c ON c.id = r.case_id"
    " WHERE r.school_id = ?1 AND r.status IN (1, 2, 3, 5)"
    " AND (r.status IN (1, 2) AND r.answered_on = 0"
      " OR r.status IN (3, 5) AND r.expected_on BETWEEN 1 AND ?2 - 1)",
  /* 0 is given. What was renewed for the same receiver and purpose may end. */
  /* What parents and pupil allow the same receiver until the same day is one conversation. The
   * signs keep SQLite from looking through all that a receiver was ever allowed, in every school. */
  [SQL_LIST_CONSENTS] =
    "SELECT min (o.id), o.case_id, o.receiver_kind, o.receiver_id, o.receiver_name, o.last_day"
    " FROM consent o WHERE o.school_id = ?1 AND o.status = 0 AND o.last_day BETWEEN ?2 AND ?3"
    " AND NOT EXISTS (SELECT 1 FROM consent n WHERE n.case_id = o.case_id AND n.status = 0"
      " AND +n.receiver_kind = o.receiver_kind AND +n.receiver_id = o.receiver_id"
      " AND coalesce (n.receiver_name, '') = coalesce (o.receiver_name, '')"
      " AND n.giver_kind = o.giver_kind AND n.giver_id = o.giver_id"
      " AND coalesce (n.giver_name, '') = coalesce (o.giver_name, '')"
      " AND n.purpose = o.purpose AND (n.last_day > o.last_day OR n.last_day = 0))"
    " GROUP BY o.case_id, o.receiver_kind, o.receiver_id, o.receiver_name, o.last_day",
  /* Ended, and what is exchanged with that receiver goes on: prepared, sent, received, accepted or
   * started. 3 is a partner. */
  [SQL_LIST_ENDED_CONSENTS] =
    "SELECT min (o.id), o.case_id, o.receiver_kind, o.receiver_id, o.receiver_name, o.last_day"
    " FROM consent o WHERE o.school_id = ?1 AND o.status = 0 AND o.last_day BETWEEN ?2 AND ?3"
    " AND o.receiver_kind = 3 AND EXISTS (SELECT 1 FROM referral r WHERE r.case_id = o.case_id"
      " AND +r.partner_id = o.receiver_id AND r.status IN (0, 1, 2, 3, 5))"
    " AND NOT EXISTS (SELECT 1 FROM consent n WHERE n.case_id = o.case_id"
      " AND +n.receiver_kind = o.receiver_kind AND +n.receiver_id = o.receiver_id"
      " AND n.giver_kind = o.giver_kind AND n.giver_id = o.giver_id"
      " AND (n.last_day > o.last_day OR n.last_day = 0 OR n.id > o.id AND n.status <> 0))"
    " GROUP BY o.case_id, o.receiver_kind, o.receiver_id, o.receiver_name, o.last_day",
  /* Partners to which the school referred in the last twelve months. In a timeline 3, 4, 10 and 13
   * are a joint meeting, a consultation, a message and feedback. */
  [SQL_LIST_PARTNERS] =
    "SELECT p.id, p.name, p.checked_on,"
    " coalesce ((SELECT max (t.day) FROM partner_talk t"
      " WHERE t.partner_id = p.id AND t.school_id = ?1), 0),"
    " coalesce ((SELECT max (e.happened_on) FROM entry e WHERE e.partner_id = p.id"
      " AND e.school_id = ?1 AND e.kind IN (3, 4, 10, 13)), 0)"
    " FROM partner p WHERE p.id IN (SELECT partner_id FROM referral"
      " WHERE school_id = ?1 AND sent_on BETWEEN ?2 AND ?3)"
    " AND p.merged_into IS NULL AND (p.stopped_on = 0 OR p.stopped_on > ?3)",
  /* Where the children of open cases and those who have custody of them are registered. */
  [SQL_LIST_MUNICIPALITIES] =
    "SELECT c.id, p.municipality FROM care_case c JOIN case_pupil cp ON cp.case_id = c.id"
    " JOIN pupil p ON p.id = cp.pupil_id"
    " WHERE c.school_id = ?1 AND " KL_SQL_OPEN ("c") " AND coalesce (p.municipality, '') <> ''"
    " UNION SELECT c.id, g.municipality FROM care_case c JOIN case_pupil cp ON cp.case_id = c.id"
    " JOIN pupil_guardian pg ON pg.pupil_id = cp.pupil_id JOIN guardian g ON g.id = pg.guardian_id"
    " WHERE c.school_id = ?1 AND " KL_SQL_OPEN ("c") " AND pg.custody = 1"
    " AND coalesce (g.municipality, '') <> ''"
    " ORDER BY 1, 2",
  /* 4 is declined, 3 accepted and 5 started; a report of concern (4) is no help. */
  [SQL_GET_RADAR] =
    "SELECT coalesce (max (CASE WHEN status = 4 THEN answered_on END), 0),"
    " coalesce (max (CASE WHEN status IN (3, 5) AND purpose <> 4 THEN 1 ELSE 0 END), 0)"
    " FROM referral WHERE case_id = ?1",
  [SQL_LIST_SCHOOLS] =
    "SELECT s.id FROM school s WHERE ?1 = 0 OR EXISTS (SELECT 1 FROM membership m"
      " WHERE m.school_id = s.id AND m.professional_id = ?1 AND " KL_SQL_WORKS ("m", "?2") ") ORDER BY s.name, s.id",
  [SQL_LIST_NEW_SCHOOLS] =
    "SELECT s.id FROM school s WHERE NOT EXISTS (SELECT 1 FROM membership m"
      " WHERE m.school_id = s.id AND m.role NOT IN (?1, ?2)) ORDER BY s.name, s.id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  KlDb *db;
  gint64 school_id;
  KlDate today;
  gboolean is_director;
  KlPersonBook *book;
  KlCaseRows *rows;
  KlCaseload *caseload;
  GHashTable *medians; /* from partners to usual days */
} Loading;

/* Takes ownership of the row, if the rule gave one, and says whose it is. */
static void
add_attention (Loading *loading,
               KlAttention *attention,
               gint64 case_id,
               gint64 target_id,
               const char *title,
               const char *context,
               KlPerson *who)
{
  if (attention == NULL)
    {
      kl_person_free (who);
      return;
    }

  attention->school_id = loading->school_id;
  attention->case_id = case_id;
  attention->target_id = target_id;
  attention->title = g_strdup (title);
  attention->context = g_strdup (context);
  attention->who = who;
  g_ptr_array_add (loading->caseload->attention, attention);
}

static gboolean
load_cases (Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (loading->db, &sql, SQL_LIST_CASES);

  kl_stmt_bind_int (stmt, 1, loading->school_id);
  while (kl_stmt_step (stmt))
    kl_case_rows_read (loading->rows, stmt);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  kl_case_rows_fill_school (loading->rows, loading->school_id);
  return TRUE;
}

/* What is to be done is content of a case: a director sees that something is, and not what, unless
 * it is his or her own to do. */
static void
take_action (Loading *loading, KlStmt *stmt)
{
  gint64 case_id = kl_stmt_get_int (stmt, 1);
  gint64 owner_id = kl_stmt_get_int (stmt, 3);
  KlDate due = (KlDate) kl_stmt_get_int (stmt, 4);
  KlCaseRow *row = kl_case_rows_find (loading->rows, case_id);
  gboolean own = owner_id == kl_db_get_professional_id (loading->db);
  const char *title = kl_stmt_get_text (stmt, 2);
  KlAttention *attention;

  if (row == NULL && case_id != 0)
    return;

  if (row != NULL)
    {
      row->n_open_actions++;
      row->n_late_actions += due != KL_DATE_NONE && due < loading->today;
    }
  attention = kl_attention_check_action (due, KL_DATE_NONE, loading->today);
  if (attention == NULL)
    return;

  if (loading->is_director && !own && row != NULL)
    title = row->title;
  add_attention (loading, attention, case_id, kl_stmt_get_int (stmt, 0), title,
                 row != NULL && title != row->title ? row->title : NULL,
                 kl_person_book_dup_professional (loading->book, owner_id));
}

static gboolean
load_actions (Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (loading->db, &sql, SQL_LIST_ACTIONS);

  kl_stmt_bind_int (stmt, 1, loading->school_id);
  while (kl_stmt_step (stmt))
    take_action (loading, stmt);

  return kl_stmt_finish (stmt, error);
}

/* What is usual at a partner: the median of its answers to this school, or else what was told. */
static gboolean
find_usual_days (Loading *loading, gint64 partner_id, int told, int *days, GError **error)
{
  gpointer known;
  KlAnswerTime time;

  if (!g_hash_table_lookup_extended (loading->medians, GINT_TO_POINTER (partner_id), NULL, &known))
    {
      if (!kl_answer_time_load (loading->db, partner_id, loading->school_id, loading->today, &time,
                                error))
        return FALSE;
      known = GINT_TO_POINTER (time.median_days);
      g_hash_table_insert (loading->medians, GINT_TO_POINTER (partner_id), known);
    }

  *days = GPOINTER_TO_INT (known) >= 0 ? GPOINTER_TO_INT (known) : told;
  return TRUE;
}

/* A question that was closed while a partner still has to answer keeps asking for that answer. */
static gboolean
take_referral (Loading *loading, KlStmt *stmt, GError **error)
{
  gint64 case_id = kl_stmt_get_int (stmt, 1);
  KlReferral referral = { .id = kl_stmt_get_int (stmt, 0),
                          .status = kl_stmt_get_int (stmt, 2),
                          .sent_on = (KlDate) kl_stmt_get_int (stmt, 3),
                          .expected_on = (KlDate) kl_stmt_get_int (stmt, 4),
                          .answered_on = (KlDate) kl_stmt_get_int (stmt, 8),
                          .bridging = (char *) kl_stmt_get_text (stmt, 9) };
  KlCaseRow *row = kl_case_rows_find (loading->rows, case_id);
  g_autoptr (KlPerson) partner =
    kl_person_book_dup_partner (loading->book, kl_stmt_get_int (stmt, 6));
  KlPerson *who = kl_person_book_dup_professional (loading->book, kl_stmt_get_int (stmt, 5));
  const char *name = partner != NULL ? partner->name : "";
  KlAttention *attention;

  if (who == NULL && row != NULL)
    who = kl_person_copy (row->owner);
  if (!find_usual_days (loading, kl_stmt_get_int (stmt, 6), (int) kl_stmt_get_int (stmt, 7),
                        &referral.median_days, error))
    {
      kl_person_free (who);
      return FALSE;
    }

  if (row != NULL && kl_referral_is_waiting (&referral))
    {
      loading->caseload->n_waiting++;
      kl_case_rows_add_wait (loading->rows, case_id, name, referral.sent_on);
    }
  attention = kl_attention_check_referral (&referral, loading->today);
  if (attention == NULL)
    attention = kl_attention_check_feedback (&referral, loading->today);
  if (attention == NULL && row != NULL)
    attention = kl_attention_check_bridging (&referral, loading->today);
  add_attention (loading, attention, case_id, referral.id, name, kl_stmt_get_text (stmt, 10), who);

  return TRUE;
}

static gboolean
load_referrals (Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (loading->db, &sql, SQL_LIST_REFERRALS);

  kl_stmt_bind_int (stmt, 1, loading->school_id);
  kl_stmt_bind_int (stmt, 2, loading->today);
  while (kl_stmt_step (stmt))
    if (!take_referral (loading, stmt, error))
      return kl_stmt_finish (stmt, NULL) && FALSE;

  return kl_stmt_finish (stmt, error);
}

/* Partners that the school refers to, and nobody speaks to or looks after. */
static gboolean
load_partners (Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (loading->db, &sql, SQL_LIST_PARTNERS);

  kl_stmt_bind_int (stmt, 1, loading->school_id);
  kl_stmt_bind_int (stmt, 2, kl_date_add_months (loading->today, -KL_ANSWER_TIME_MONTHS) + 1);
  kl_stmt_bind_int (stmt, 3, loading->today);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);
      const char *name = kl_stmt_get_text (stmt, 1);
      KlDate spoken = (KlDate) MAX (kl_stmt_get_int (stmt, 3), kl_stmt_get_int (stmt, 4));

      add_attention (loading, kl_attention_check_partner_talk (spoken, loading->today), 0, id, name,
                     NULL, NULL);
      add_attention (loading,
                     kl_attention_check_partner_facts ((KlDate) kl_stmt_get_int (stmt, 2),
                                                       loading->today),
                     0, id, name, NULL, NULL);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
check_radar (Loading *loading, gint64 case_id, GPtrArray *municipalities, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  const KlCaseRow *row = kl_case_rows_find (loading->rows, case_id);
  KlRadar radar = { .municipalities = municipalities };

  if (row == NULL || municipalities->len < 2)
    return TRUE;

  stmt = kl_db_statement (loading->db, &sql, SQL_GET_RADAR);
  kl_stmt_bind_int (stmt, 1, case_id);
  if (kl_stmt_step (stmt))
    {
      radar.declined_on = (KlDate) kl_stmt_get_int (stmt, 0);
      radar.taken_on = kl_stmt_get_int (stmt, 1) != 0;
    }
  radar.since = row->opened_on;
  add_attention (loading, kl_attention_check_radar (&radar, loading->today), case_id, 0, row->title,
                 NULL, kl_person_copy (row->owner));

  return kl_stmt_finish (stmt, error);
}

/* Families with a foot in two municipalities. */
static gboolean
load_radar (Loading *loading, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (loading->db, &sql, SQL_LIST_MUNICIPALITIES);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gint64 case_id = 0;
  gboolean kept = TRUE;

  kl_stmt_bind_int (stmt, 1, loading->school_id);
  while (kept && kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      if (id != case_id)
        {
          kept = check_radar (loading, case_id, names, error);
          g_ptr_array_set_size (names, 0);
          case_id = id;
        }
      g_ptr_array_add (names, kl_stmt_dup_text (stmt, 1));
    }
  if (!kept)
    return kl_stmt_finish (stmt, NULL) && FALSE;

  return kl_stmt_finish (stmt, error) && check_radar (loading, case_id, names, error);
}

static void
take_consent (Loading *loading, KlStmt *stmt)
{
  gint64 case_id = kl_stmt_get_int (stmt, 1);
  KlCaseRow *row = kl_case_rows_find (loading->rows, case_id);
  KlDate until = (KlDate) kl_stmt_get_int (stmt, 5);
  g_autoptr (KlPerson) receiver = NULL;

  if (row == NULL)
    return;

  receiver = kl_person_book_dup (loading->book, kl_stmt_get_int (stmt, 2),
                                 kl_stmt_get_int (stmt, 3), kl_stmt_get_text (stmt, 4));
  add_attention (loading,
                 until < loading->today
                   ? kl_attention_check_ended_consent (until, loading->today)
                   : kl_attention_check_consent (KL_CONSENT_GIVEN, until, loading->today),
                 case_id, kl_stmt_get_int (stmt, 0), receiver != NULL ? receiver->name : "",
                 row->title, kl_person_copy (row->owner));
}

static gboolean
load_consents (Loading *loading, guint statement, KlDate from, KlDate until, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (loading->db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, loading->school_id);
  kl_stmt_bind_int (stmt, 2, from);
  kl_stmt_bind_int (stmt, 3, until);
  while (kl_stmt_step (stmt))
    take_consent (loading, stmt);

  return kl_stmt_finish (stmt, error);
}

/* Those that end soon, and those that ended while they are still needed. */
static gboolean
load_all_consents (Loading *loading, GError **error)
{
  KlDate today = loading->today;

  return load_consents (loading, SQL_LIST_CONSENTS, today, today + KL_ATTENTION_CONSENT_DAYS, error)
         && load_consents (loading, SQL_LIST_ENDED_CONSENTS, today - KL_ATTENTION_ENDED_DAYS,
                           today - 1, error);
}

/* Rows of cases themselves come after they say whom they are about. */
static gboolean
finish_cases (Loading *loading, GError **error)
{
  const KlCaseSchool *school = kl_case_rows_get_school (loading->rows, loading->school_id);
  g_autoptr (GArray) histories = g_array_new (FALSE, FALSE, sizeof (KlContactHistory));
  GPtrArray *cases;

  kl_case_rows_copy_histories (loading->rows, histories);
  cases = loading->caseload->cases = kl_case_rows_finish (loading->rows, error);
  if (cases == NULL)
    return FALSE;

  for (guint i = 0; i < cases->len; i++)
    {
      const KlCaseRow *row = g_ptr_array_index (cases, i);
      const KlContactHistory *history = &g_array_index (histories, KlContactHistory, i);

      add_attention (loading,
                     kl_attention_check_contact (history, row->last_contact_kind,
                                                 school->contact_norm, loading->today,
                                                 school->calendar),
                     row->id, 0, row->title, row->about, kl_person_copy (row->owner));
      add_attention (loading,
                     kl_attention_check_question (row->status, row->owner != NULL, row->opened_on,
                                                  loading->today),
                     row->id, 0, row->title, row->about, NULL);
      /* To follow a case until a day is to look again on that day. */
      if (row->status == KL_CASE_STATUS_MONITORING)
        add_attention (loading, kl_attention_check_plan (row->monitor_until, 0, loading->today),
                       row->id, 0, row->title, row->about, kl_person_copy (row->owner));
    }

  return TRUE;
}

static int
compare_cases (gconstpointer a, gconstpointer b)
{
  const KlCaseRow *first = *(const KlCaseRow *const *) a;
  const KlCaseRow *second = *(const KlCaseRow *const *) b;

  if (first->contact_days != second->contact_days)
    return first->contact_days > second->contact_days ? -1 : 1;
  return (first->id > second->id) - (first->id < second->id);
}

/* What was set aside is not in the way, and not forgotten. */
static gboolean
set_aside (Loading *loading, GError **error)
{
  g_autoptr (GPtrArray) snoozes = kl_snoozes_list (loading->db, loading->school_id, error);

  if (snoozes == NULL)
    return FALSE;

  kl_snoozes_split (snoozes, loading->caseload->attention, loading->caseload->snoozed,
                    loading->today);
  return TRUE;
}

/* The open cases of a school and what is due in them. */
KlCaseload *
kl_caseload_load (KlDb *db, gint64 school_id, KlDate today, GError **error)
{
  g_autoptr (KlCaseload) caseload = g_new0 (KlCaseload, 1);
  g_autoptr (KlPersonBook) book = kl_person_book_new (db, school_id);
  g_autoptr (KlCaseRows) rows = kl_case_rows_new (db, book, today);
  g_autoptr (GHashTable) medians = g_hash_table_new (NULL, NULL);
  const KlCaseSchool *school = kl_case_rows_get_school (rows, school_id);
  Loading loading = { .db = db,
                      .school_id = school_id,
                      .today = today,
                      .is_director = school->is_director,
                      .book = book,
                      .rows = rows,
                      .caseload = caseload,
                      .medians = medians };

  caseload->attention = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attention_free);
  caseload->snoozed = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_attention_free);
  kl_person_book_load_school (book);
  if (!load_cases (&loading, error) || !load_actions (&loading, error)
      || !load_referrals (&loading, error) || !load_all_consents (&loading, error)
      || !load_partners (&loading, error) || !load_radar (&loading, error)
      || !finish_cases (&loading, error) || !kl_person_book_finish (book, error))
    return NULL;

  if (school->calendar != NULL)
    caseload->calendar = kl_calendar_ref (school->calendar);
  g_ptr_array_sort (caseload->cases, compare_cases);
  kl_attention_sort (caseload->attention);
  if (!set_aside (&loading, error))
    return NULL;

  return g_steal_pointer (&caseload);
}

void
kl_caseload_free (KlCaseload *caseload)
{
  if (caseload == NULL)
    return;

  g_clear_pointer (&caseload->cases, g_ptr_array_unref);
  g_clear_pointer (&caseload->attention, g_ptr_array_unref);
  g_clear_pointer (&caseload->snoozed, g_ptr_array_unref);
  g_clear_pointer (&caseload->calendar, kl_calendar_unref);
  g_free (caseload);
}

/* The schools where the one who acts has a role, by name; all when it is nobody in particular. */
gboolean
kl_caseload_list_schools (KlDb *db, GArray *school_ids, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_SCHOOLS);

  kl_stmt_bind_int (stmt, 1, kl_db_get_professional_id (db));
  kl_stmt_bind_int (stmt, 2, kl_clock_today ());
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (school_ids, id);
    }

  return kl_stmt_finish (stmt, error);
}

/* The schools that came with their pupils and teachers and where nobody else works yet: somebody
 * has to begin there. */
gboolean
kl_caseload_list_new_schools (KlDb *db, GArray *school_ids, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_NEW_SCHOOLS);

  kl_stmt_bind_int (stmt, 1, KL_ROLE_TEACHER);
  kl_stmt_bind_int (stmt, 2, KL_ROLE_OTHER);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (school_ids, id);
    }

  return kl_stmt_finish (stmt, error);
}

/* A role holds per school: without one a school's cases are not for the one who acts. */
gboolean
kl_caseload_check_school (KlDb *db, gint64 school_id, GError **error)
{
  g_autoptr (GArray) school_ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!kl_caseload_list_schools (db, school_ids, error))
    return FALSE;

  for (guint i = 0; i < school_ids->len; i++)
    if (g_array_index (school_ids, gint64, i) == school_id)
      return TRUE;

  return kl_store_refuse (error, KL_STORE_ERROR_REFUSED, _ ("You have no role at this school"));
}
