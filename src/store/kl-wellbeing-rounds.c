/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-wellbeing-rounds.h"

#include <glib/gi18n-lib.h>

#include "kl-case-private.h"
#include "kl-db-private.h"
#include "kl-ids.h"
#include "kl-visibility.h"

enum
{
  SQL_ADD,
  SQL_ADD_SCORE,
  SQL_IS_MEMBER,
  SQL_GET_REPLACED,
  SQL_LIST,
  SQL_LIST_VERSIONS,
  SQL_LIST_SCORES,
  N_SQL
};

/* clang-format off */
#define COLUMNS \
  " r.id, r.case_id, r.pupil_id, r.day, r.recorded_at, r.professional_id, r.words," \
  " coalesce (r.replaces_id, 0), r.reason FROM wellbeing_round r"

static const char *const statements[N_SQL] = {
  [SQL_ADD] =
    "INSERT INTO wellbeing_round (school_id, case_id, pupil_id, day, recorded_at, professional_id,"
    " words, replaces_id, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
  [SQL_ADD_SCORE] =
    "INSERT INTO wellbeing_score (round_id, voice, aspect, score) VALUES (?, ?, ?, ?)",
  [SQL_IS_MEMBER] =
    "SELECT EXISTS (SELECT 1 FROM case_pupil WHERE case_id = ? AND pupil_id = ?)",
  [SQL_GET_REPLACED] =
    "SELECT r.case_id, r.pupil_id,"
    " EXISTS (SELECT 1 FROM wellbeing_round n WHERE n.replaces_id = r.id)"
    " FROM wellbeing_round r WHERE r.id = ?",
  /* Two pupils that were one for a while each keep what is theirs. */
  [SQL_LIST] =
    "SELECT" COLUMNS " WHERE r.case_id = ?1 AND (?2 = 0 OR r.pupil_id = ?2)"
    " AND NOT EXISTS (SELECT 1 FROM wellbeing_round n WHERE n.replaces_id = r.id"
    " AND n.pupil_id = r.pupil_id) ORDER BY r.day DESC, r.id DESC",
  /* A correction is always younger than what it corrects. */
  [SQL_LIST_VERSIONS] =
    "WITH RECURSIVE version (id, before) AS ("
      "SELECT id, replaces_id FROM wellbeing_round WHERE id = ?1"
      " UNION ALL SELECT o.id, o.replaces_id FROM wellbeing_round o"
      " JOIN version v ON o.id = v.before)"
    " SELECT" COLUMNS " JOIN version v ON v.id = r.id ORDER BY r.id DESC",
  [SQL_LIST_SCORES] =
    "SELECT voice, aspect, score FROM wellbeing_score WHERE round_id = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const KlWellbeingRound *round;
  gint64 id;
} Adding;

/* Adding */

static gboolean
check_round (const KlWellbeingRound *round, KlDate today, GError **error)
{
  if (!kl_date_is_plausible_past (round->day, today))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("This day cannot be: choose one from 1900 until today"));
  if (!kl_wellbeing_round_is_valid (round))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                            _ ("Choose a number from 1 to 5 for one side at least"));
  if (round->replaces_id != 0 && !kl_store_check_text (round->reason, NULL))
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("Say why it is corrected"));

  return TRUE;
}

static gboolean
ask (KlDb *db, guint statement, gint64 first, gint64 second, gboolean *answer, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, first);
  kl_stmt_bind_int (stmt, 2, second);
  if (kl_stmt_step (stmt))
    *answer = kl_stmt_get_int (stmt, 0) != 0;

  return kl_stmt_finish (stmt, error);
}

/* Whoever may read what is for the team writes it down, of a child that the case is about. */
static gboolean
check_place (KlDb *db, const KlWellbeingRound *round, GError **error)
{
  gboolean member = FALSE;
  KlSight sight;

  if (!kl_visibility_get_case (db, round->case_id, &sight, error)
      || !ask (db, SQL_IS_MEMBER, round->case_id, round->pupil_id, &member, error))
    return FALSE;
  if (!sight.team)
    {
      kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);
      return FALSE;
    }

  return member
         || kl_store_refuse (error, KL_STORE_ERROR_INVALID,
                             _ ("This child is not part of the case any more"));
}

/* A round is corrected once; who corrects it again corrects the correction. */
static gboolean
check_replaced (KlDb *db, const KlWellbeingRound *round, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  gboolean found = FALSE;
  gboolean replaced = FALSE;

  if (round->replaces_id == 0)
    return TRUE;

  stmt = kl_db_statement (db, &sql, SQL_GET_REPLACED);
  kl_stmt_bind_int (stmt, 1, round->replaces_id);
  if (kl_stmt_step (stmt))
    {
      found =
        kl_stmt_get_int (stmt, 0) == round->case_id && kl_stmt_get_int (stmt, 1) == round->pupil_id;
      replaced = kl_stmt_get_int (stmt, 2) != 0;
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;
  if (!found)
    {
      kl_store_error_set (error, KL_STORE_ERROR_NOT_FOUND);
      return FALSE;
    }

  return !replaced
         || kl_store_refuse (error, KL_STORE_ERROR_CONFLICT,
                             _ ("Somebody else has just corrected it: look at it again first"));
}

static gboolean
insert_round (KlDb *db, Adding *adding, GError **error)
{
  const KlWellbeingRound *round = adding->round;
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD);
  const gboolean says = kl_store_check_text (round->words, NULL);
  gint64 author = round->author != NULL ? round->author->id : kl_db_get_professional_id (db);
  int n = 1;

  kl_stmt_bind_int (stmt, n++, kl_ids_get_school (round->case_id));
  kl_stmt_bind_int (stmt, n++, round->case_id);
  kl_stmt_bind_int (stmt, n++, round->pupil_id);
  kl_stmt_bind_int (stmt, n++, round->day);
  kl_stmt_bind_int (stmt, n++, round->recorded_at > 0 ? round->recorded_at : kl_clock_now ());
  kl_stmt_bind_id (stmt, n++, author);
  kl_stmt_bind_text (stmt, n++, says ? round->words : NULL);
  kl_stmt_bind_id (stmt, n++, round->replaces_id);
  kl_stmt_bind_text (stmt, n++, round->replaces_id != 0 ? round->reason : NULL);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  adding->id = kl_db_get_last_id (db);
  return TRUE;
}

static gboolean
insert_scores (KlDb *db, const Adding *adding, GError **error)
{
  for (int voice = 0; voice < KL_N_WELLBEING_VOICES; voice++)
    for (int aspect = 0; aspect < KL_N_WELLBEING_ASPECTS; aspect++)
      {
        const int score = adding->round->voices[voice].of[aspect];
        g_autoptr (KlStmt) stmt = NULL;

        if (score == 0)
          continue;
        stmt = kl_db_statement (db, &sql, SQL_ADD_SCORE);
        kl_stmt_bind_int (stmt, 1, adding->id);
        kl_stmt_bind_int (stmt, 2, voice);
        kl_stmt_bind_int (stmt, 3, aspect);
        kl_stmt_bind_int (stmt, 4, score);
        if (!kl_stmt_run (stmt, error))
          return FALSE;
      }

  return TRUE;
}

static gboolean
add (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  const KlWellbeingRound *round = adding->round;

  if (!check_place (db, round, error) || !check_replaced (db, round, error)
      || !insert_round (db, adding, error) || !insert_scores (db, adding, error))
    return FALSE;

  kl_db_touch (db, KL_CHANGE_CASES, round->case_id);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_WELLBEING, adding->id,
                          kl_ids_get_school (round->case_id), round->pupil_id,
                          round->replaces_id != 0 ? "correct" : NULL, error);
}

/**
 * kl_wellbeing_rounds_add:
 * @db: a connection
 * @round: what was said, by one voice at least; with %replaces_id and a reason it corrects that
 *   round, which stays readable. Without an author it is the one who acts
 * @today: the current day
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_INVALID when nothing was said
 *   or the day cannot be, %KL_STORE_ERROR_CONFLICT when somebody else corrected it first,
 *   %KL_STORE_ERROR_NOT_FOUND when the one who acts may not see the case
 *
 * Keeps a round, together with its record in the log.
 *
 * Returns: its id, 0 when it was not kept
 */
gint64
kl_wellbeing_rounds_add (KlDb *db, const KlWellbeingRound *round, KlDate today, GError **error)
{
  Adding adding = { .round = round };

  g_return_val_if_fail (db != NULL && round != NULL, 0);

  return check_round (round, today, error) && kl_db_transaction (db, add, &adding, error)
           ? adding.id
           : 0;
}

/* Reading */

static KlWellbeingRound *
read_round (KlStmt *stmt, KlPersonBook *book)
{
  KlWellbeingRound *round = kl_wellbeing_round_new ();

  round->id = kl_stmt_get_int (stmt, 0);
  round->case_id = kl_stmt_get_int (stmt, 1);
  round->pupil_id = kl_stmt_get_int (stmt, 2);
  round->day = (KlDate) kl_stmt_get_int (stmt, 3);
  round->recorded_at = kl_stmt_get_int (stmt, 4);
  round->author = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 5));
  round->words = kl_stmt_dup_text (stmt, 6);
  round->replaces_id = kl_stmt_get_int (stmt, 7);
  round->reason = kl_stmt_dup_text (stmt, 8);

  return round;
}

static gboolean
read_scores (KlDb *db, KlWellbeingRound *round, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_SCORES);

  kl_stmt_bind_int (stmt, 1, round->id);
  while (kl_stmt_step (stmt))
    {
      const gint64 voice = kl_stmt_get_int (stmt, 0);
      const gint64 aspect = kl_stmt_get_int (stmt, 1);

      if (voice >= 0 && voice < KL_N_WELLBEING_VOICES && aspect >= 0
          && aspect < KL_N_WELLBEING_ASPECTS)
        round->voices[voice].of[aspect] =
          (guint8) CLAMP (kl_stmt_get_int (stmt, 2), 0, KL_WELLBEING_MAX);
    }

  return kl_stmt_finish (stmt, error);
}

static GPtrArray *
read_all (KlDb *db, KlStmt *stmt, gint64 school_id, GError **error)
{
  g_autoptr (GPtrArray) rounds =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_wellbeing_round_free);
  g_autoptr (KlPersonBook) book = kl_person_book_new (db, school_id);

  while (kl_stmt_step (stmt))
    g_ptr_array_add (rounds, read_round (stmt, book));
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;
  for (guint i = 0; i < rounds->len; i++)
    if (!read_scores (db, g_ptr_array_index (rounds, i), error))
      return NULL;

  return g_steal_pointer (&rounds);
}

/* What is for the team; who may not read that gets nothing. */
static GPtrArray *
read_seen (KlDb *db, KlStmt *stmt, gint64 case_id, GError **error)
{
  KlSight sight;

  if (!kl_visibility_get_case (db, case_id, &sight, error))
    return NULL;
  if (!sight.team)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) kl_wellbeing_round_free);

  return read_all (db, stmt, kl_ids_get_school (case_id), error);
}

/**
 * kl_wellbeing_rounds_list:
 * @db: a connection
 * @case_id: a case
 * @pupil_id: a child in it, or 0 for all
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlWellbeingRound): the rounds as they stand after
 *   corrections, the newest first; none when the one who acts may not see them
 */
GPtrArray *
kl_wellbeing_rounds_list (KlDb *db, gint64 case_id, gint64 pupil_id, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_LIST);
  kl_stmt_bind_int (stmt, 1, case_id);
  kl_stmt_bind_int (stmt, 2, pupil_id);

  return read_seen (db, stmt, case_id, error);
}

static gboolean
get_case (KlDb *db, gint64 round_id, gint64 *case_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_REPLACED);

  *case_id = 0;
  kl_stmt_bind_int (stmt, 1, round_id);
  if (kl_stmt_step (stmt))
    *case_id = kl_stmt_get_int (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/**
 * kl_wellbeing_rounds_list_versions:
 * @db: a connection
 * @round_id: a round
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlWellbeingRound): the round and what it said before
 *   it was corrected, the newest first; none when the one who acts may not see it
 */
GPtrArray *
kl_wellbeing_rounds_list_versions (KlDb *db, gint64 round_id, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;
  gint64 case_id;

  g_return_val_if_fail (db != NULL, NULL);

  if (!get_case (db, round_id, &case_id, error))
    return NULL;

  stmt = kl_db_statement (db, &sql, SQL_LIST_VERSIONS);
  kl_stmt_bind_int (stmt, 1, round_id);
  return read_seen (db, stmt, case_id, error);
}
