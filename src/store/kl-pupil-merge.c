/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-pupil-merge.h"

#include <glib/gi18n-lib.h>

#include "kl-audit.h"
#include "kl-case-private.h"
#include "kl-people-private.h"
#include "kl-pupils.h"

/*
 * Two pupils become one, and one becomes two again. Everything that named the double names the
 * other afterwards, and each such row is remembered, so that the same rows go back. What was
 * written meanwhile stays with the one that stayed: nobody can tell of which of both it was.
 *
 * ?1 is the one that stays, ?2 the double. A table that refers to pupils and is not here stops a
 * merge, since the row of the double goes: nothing can be forgotten in silence.
 */

/* A table that ties a pupil to something, once: the one that stays may be tied to it already. The
 * number of a place stands in the text, so that the statements stay constant. */
#define TIE(place, table, column, key, where, value, more)                                         \
  "INSERT INTO pupil_merge_row (double_id, place, row_id, shared, value, more)"                    \
  " SELECT ?2, " place ", d." key ", EXISTS (SELECT 1 FROM " table " k WHERE k." key " = d." key   \
  " AND k." column " = ?1" where ("k") "), " value ", " more " FROM " table " d"                   \
                                       " WHERE d." column " = ?2" where ("d")
#define TIE_DROP(place, table, column, key, where)                                                 \
  "DELETE FROM " table " AS d WHERE d." column " = ?2" where (                                     \
    "d") " AND d." key " IN"                                                                       \
         " (SELECT row_id FROM pupil_merge_row WHERE double_id = ?2 AND place = " place            \
         " AND shared = 1 AND ?1 = ?1)"
#define TIE_MOVE(place, table, column, key, where)                                                 \
  "UPDATE " table " AS d SET " column " = ?1 WHERE d." column " = ?2" where ("d")
#define TIE_BACK(place, table, column, key, where)                                                 \
  "UPDATE " table " AS d SET " column " = ?2 WHERE d." column " = ?1" where (                      \
    "d") " AND d." key                                                                             \
         " IN (SELECT row_id FROM pupil_merge_row WHERE double_id = ?2 AND place = " place         \
         " AND shared = 0)"
#define TIE_AGAIN(place, table, columns, values, key, column, where)                               \
  "INSERT INTO " table " (" column ", " key columns ") SELECT ?2, r.row_id" values                 \
  " FROM pupil_merge_row r WHERE r.double_id = ?2 AND r.place = " place " AND r.shared = 1"        \
  " AND EXISTS (SELECT 1 FROM " table " k WHERE k." key " = r.row_id AND k." column                \
  " = ?1" where ("k") ")"

#define ALWAYS(t) ""
/* 1 is KL_PERSON_PUPIL. */
#define IS_PUPIL(t) " AND " t ".person_kind = 1"
#define IS_GIVER(t) " AND " t ".giver_kind = 1"
#define IS_RECEIVER(t) " AND " t ".receiver_kind = 1"

/* A table in which each row names one somebody. */
#define NAMED(place, table, column, key, where, position)                                          \
  "INSERT INTO pupil_merge_row (double_id, place, row_id, position)"                               \
  " SELECT ?2, " place ", d." key ", " position " FROM " table " d"                                \
  " WHERE d." column " = ?2" where ("d") " AND ?1 = ?1"
#define NAMED_BACK(place, table, column, key, where, position)                                      \
  "UPDATE " table " AS d SET " column " = ?2 WHERE d." column " = ?1" where (                       \
    "d") " AND EXISTS (SELECT 1 FROM pupil_merge_row r WHERE r.double_id = ?2 AND r.place = " place \
         " AND r.row_id = d." key " AND r.position = " position ")"

/* What is known of the one that stays is left as it is; only gaps are filled, and which is kept as
 * a bit. */
#define GAP(bit, empty, filled)                                                                    \
  "(CASE WHEN " empty " AND " filled " THEN " G_STRINGIFY (bit) " ELSE 0 END)"
#define TEXT_GAP(bit, column)                                                                      \
  GAP (bit, "coalesce (k." column ", '') = ''", "coalesce (d." column ", '') <> ''")
#define ID_GAP(bit, column) GAP (bit, "k." column " IS NULL", "d." column " IS NOT NULL")
#define NUMBER_GAP(bit, column, none) GAP (bit, "k." column " = " none, "d." column " <> " none)
#define FILL(bit, column)                                                                          \
  column " = CASE WHEN (d.filled & " G_STRINGIFY (bit) ") <> 0 THEN d." column " ELSE k." column   \
                                                       " END"
/* A gap that was filled opens again, unless somebody has changed it since. */
#define EMPTY(bit, column, none)                                                                   \
  column " = CASE WHEN (d.filled & " G_STRINGIFY (bit) ") <> 0 AND k." column " = d." column       \
                                                       " THEN " none " ELSE k." column " END"

#define PUPIL_FACTS                                                                                 \
  "school_id, family_id, group_id, external_key, given, prefix, surname, initials, sort_key,"       \
  " name_folded, birth, sex, year, municipality, postcode, entered_on, left_on, listed, elsewhere," \
  " sounds"

enum
{
  SQL_KEEP_DOUBLE,
  SQL_NOTE_FILLED,
  SQL_MERGE_FIRST,
  SQL_FILL = SQL_MERGE_FIRST,
  SQL_NOTE_GROUPS,
  SQL_NOTE_GUARDIANS,
  SQL_NOTE_CASES,
  SQL_NOTE_ENTRIES,
  SQL_NOTE_REFERRALS,
  SQL_NOTE_ATTENDEE_ITEMS,
  SQL_NOTE_CONSENTS,
  SQL_NOTE_GIVERS,
  SQL_NOTE_RECEIVERS,
  SQL_NOTE_FACES,
  SQL_NOTE_ENTRY_PERSONS,
  SQL_NOTE_ATTENDEES,
  SQL_NOTE_WELLBEING,
  SQL_DROP_GROUPS,
  SQL_DROP_GUARDIANS,
  SQL_DROP_CASES,
  SQL_DROP_ENTRIES,
  SQL_DROP_REFERRALS,
  SQL_DROP_ATTENDEE_ITEMS,
  SQL_MOVE_GROUPS,
  SQL_MOVE_GUARDIANS,
  SQL_MOVE_CASES,
  SQL_MOVE_ENTRIES,
  SQL_MOVE_REFERRALS,
  SQL_MOVE_ATTENDEE_ITEMS,
  SQL_MOVE_CONSENTS,
  SQL_MOVE_GIVERS,
  SQL_MOVE_RECEIVERS,
  SQL_MOVE_FACES,
  SQL_MOVE_ENTRY_PERSONS,
  SQL_MOVE_ATTENDEES,
  SQL_MOVE_WELLBEING,
  SQL_REMOVE_DOUBLE,
  SQL_MERGE_LAST = SQL_REMOVE_DOUBLE,
  SQL_SPLIT_FIRST,
  SQL_BRING_BACK = SQL_SPLIT_FIRST,
  SQL_EMPTY,
  SQL_BACK_GROUPS,
  SQL_BACK_GUARDIANS,
  SQL_BACK_CASES,
  SQL_BACK_ENTRIES,
  SQL_BACK_REFERRALS,
  SQL_BACK_ATTENDEE_ITEMS,
  SQL_BACK_CONSENTS,
  SQL_BACK_GIVERS,
  SQL_BACK_RECEIVERS,
  SQL_BACK_FACES,
  SQL_BACK_ENTRY_PERSONS,
  SQL_BACK_ATTENDEES,
  SQL_BACK_WELLBEING,
  SQL_AGAIN_GROUPS,
  SQL_AGAIN_GUARDIANS,
  SQL_AGAIN_CASES,
  SQL_AGAIN_ENTRIES,
  SQL_AGAIN_REFERRALS,
  SQL_AGAIN_ATTENDEE_ITEMS,
  SQL_FORGET_ROWS,
  SQL_FORGET,
  SQL_SPLIT_LAST = SQL_FORGET,
  SQL_GET_MERGE,
  SQL_LIST_MERGES,
  SQL_LIST_DOUBLES,
  N_SQL
};

/* clang-format off */
/* The places: their numbers are kept in the file, never renumber, only append. */
#define GROUPS "0", "pupil_group", "pupil_id", "group_id", ALWAYS
#define GUARDIANS "1", "pupil_guardian", "pupil_id", "guardian_id", ALWAYS
#define CASES "2", "case_pupil", "pupil_id", "case_id", ALWAYS
#define ENTRIES "3", "entry_pupil", "pupil_id", "entry_id", ALWAYS
#define REFERRALS "4", "referral_pupil", "pupil_id", "referral_id", ALWAYS
#define ATTENDEE_ITEMS "5", "attendee_item", "person_id", "item_id", IS_PUPIL
#define CONSENTS "6", "consent", "pupil_id", "id", ALWAYS
#define GIVERS "7", "consent", "giver_id", "id", IS_GIVER
#define RECEIVERS "8", "consent", "receiver_id", "id", IS_RECEIVER
#define FACES "9", "trust_link", "person_id", "id", IS_PUPIL
#define ENTRY_PERSONS "10", "entry_person", "person_id", "entry_id", IS_PUPIL
#define ATTENDEES "11", "attendee", "person_id", "meeting_id", IS_PUPIL
#define WELLBEING "12", "wellbeing_round", "pupil_id", "id", ALWAYS

/* The lists above are several arguments. */
#define TIE_OF(...) TIE (__VA_ARGS__)
#define DROP_OF(...) TIE_DROP (__VA_ARGS__)
#define MOVE_OF(...) TIE_MOVE (__VA_ARGS__)
#define BACK_OF(...) TIE_BACK (__VA_ARGS__)
#define NAMED_OF(...) NAMED (__VA_ARGS__)
#define NAMED_BACK_OF(...) NAMED_BACK (__VA_ARGS__)

static const char *const statements[N_SQL] = {
  [SQL_KEEP_DOUBLE] =
    "INSERT INTO pupil_merged (id, merge_id, kept_id, merged_at, professional_id, " PUPIL_FACTS ")"
    " SELECT id, (SELECT coalesce (max (merge_id), 0) + 1 FROM pupil_merged), ?1, ?3, ?4, "
    PUPIL_FACTS " FROM pupil WHERE id = ?2",
  [SQL_NOTE_FILLED] =
    "UPDATE pupil_merged AS d SET filled = (SELECT "
    ID_GAP (1, "family_id") " + " ID_GAP (2, "group_id") " + " TEXT_GAP (4, "external_key") " + "
    TEXT_GAP (8, "initials") " + " NUMBER_GAP (16, "birth", "0") " + "
    NUMBER_GAP (32, "sex", "0") " + " NUMBER_GAP (64, "year", "-1") " + "
    TEXT_GAP (128, "municipality") " + " TEXT_GAP (256, "postcode") " + "
    NUMBER_GAP (512, "entered_on", "0") " + " NUMBER_GAP (1024, "listed", "0") " + "
    TEXT_GAP (2048, "elsewhere")
    " FROM pupil k WHERE k.id = ?1) WHERE d.id = ?2",
  [SQL_FILL] =
    "UPDATE pupil AS k SET " FILL (1, "family_id") ", " FILL (2, "group_id") ", "
    FILL (4, "external_key") ", " FILL (8, "initials") ", " FILL (16, "birth") ", "
    FILL (32, "sex") ", " FILL (64, "year") ", " FILL (128, "municipality") ", "
    FILL (256, "postcode") ", " FILL (512, "entered_on") ", " FILL (1024, "listed") ", "
    FILL (2048, "elsewhere") " FROM pupil_merged AS d WHERE k.id = ?1 AND d.id = ?2",

  [SQL_NOTE_GROUPS] = TIE_OF (GROUPS, "0", "0"),
  [SQL_NOTE_GUARDIANS] = TIE_OF (GUARDIANS, "d.relation", "d.custody"),
  [SQL_NOTE_CASES] = TIE_OF (CASES, "d.role", "0"),
  [SQL_NOTE_ENTRIES] = TIE_OF (ENTRIES, "0", "0"),
  [SQL_NOTE_REFERRALS] = TIE_OF (REFERRALS, "0", "0"),
  [SQL_NOTE_ATTENDEE_ITEMS] = TIE_OF (ATTENDEE_ITEMS, "0", "0"),
  [SQL_NOTE_CONSENTS] = NAMED_OF (CONSENTS, "0"),
  [SQL_NOTE_GIVERS] = NAMED_OF (GIVERS, "0"),
  [SQL_NOTE_RECEIVERS] = NAMED_OF (RECEIVERS, "0"),
  [SQL_NOTE_FACES] = NAMED_OF (FACES, "0"),
  [SQL_NOTE_ENTRY_PERSONS] = NAMED_OF (ENTRY_PERSONS, "d.position"),
  [SQL_NOTE_ATTENDEES] = NAMED_OF (ATTENDEES, "d.position"),
  [SQL_NOTE_WELLBEING] = NAMED_OF (WELLBEING, "0"),

  [SQL_DROP_GROUPS] = DROP_OF (GROUPS),
  [SQL_DROP_GUARDIANS] = DROP_OF (GUARDIANS),
  [SQL_DROP_CASES] = DROP_OF (CASES),
  [SQL_DROP_ENTRIES] = DROP_OF (ENTRIES),
  [SQL_DROP_REFERRALS] = DROP_OF (REFERRALS),
  [SQL_DROP_ATTENDEE_ITEMS] = DROP_OF (ATTENDEE_ITEMS),

  [SQL_MOVE_GROUPS] = MOVE_OF (GROUPS),
  [SQL_MOVE_GUARDIANS] = MOVE_OF (GUARDIANS),
  [SQL_MOVE_CASES] = MOVE_OF (CASES),
  [SQL_MOVE_ENTRIES] = MOVE_OF (ENTRIES),
  [SQL_MOVE_REFERRALS] = MOVE_OF (REFERRALS),
  [SQL_MOVE_ATTENDEE_ITEMS] = MOVE_OF (ATTENDEE_ITEMS),
  [SQL_MOVE_CONSENTS] = MOVE_OF (CONSENTS),
  [SQL_MOVE_GIVERS] = MOVE_OF (GIVERS),
  [SQL_MOVE_RECEIVERS] = MOVE_OF (RECEIVERS),
  [SQL_MOVE_FACES] = MOVE_OF (FACES),
  [SQL_MOVE_ENTRY_PERSONS] = MOVE_OF (ENTRY_PERSONS),
  [SQL_MOVE_ATTENDEES] = MOVE_OF (ATTENDEES),
  [SQL_MOVE_WELLBEING] = MOVE_OF (WELLBEING),
  [SQL_REMOVE_DOUBLE] = "DELETE FROM pupil WHERE id = ?2 AND id <> ?1",

  [SQL_BRING_BACK] =
    "INSERT INTO pupil (id, " PUPIL_FACTS ") SELECT id, " PUPIL_FACTS
    " FROM pupil_merged WHERE id = ?2 AND kept_id = ?1",
  [SQL_EMPTY] =
    "UPDATE pupil AS k SET " EMPTY (1, "family_id", "NULL") ", " EMPTY (2, "group_id", "NULL") ", "
    EMPTY (4, "external_key", "NULL") ", " EMPTY (8, "initials", "''") ", "
    EMPTY (16, "birth", "0") ", " EMPTY (32, "sex", "0") ", " EMPTY (64, "year", "-1") ", "
    EMPTY (128, "municipality", "NULL") ", " EMPTY (256, "postcode", "NULL") ", "
    EMPTY (512, "entered_on", "0") ", " EMPTY (1024, "listed", "0") ", "
    EMPTY (2048, "elsewhere", "NULL")
    " FROM pupil_merged AS d WHERE k.id = ?1 AND d.id = ?2",
  [SQL_BACK_GROUPS] = BACK_OF (GROUPS),
  [SQL_BACK_GUARDIANS] = BACK_OF (GUARDIANS),
  [SQL_BACK_CASES] = BACK_OF (CASES),
  [SQL_BACK_ENTRIES] = BACK_OF (ENTRIES),
  [SQL_BACK_REFERRALS] = BACK_OF (REFERRALS),
  [SQL_BACK_ATTENDEE_ITEMS] = BACK_OF (ATTENDEE_ITEMS),
  [SQL_BACK_CONSENTS] = NAMED_BACK_OF (CONSENTS, "0"),
  [SQL_BACK_GIVERS] = NAMED_BACK_OF (GIVERS, "0"),
  [SQL_BACK_RECEIVERS] = NAMED_BACK_OF (RECEIVERS, "0"),
  [SQL_BACK_FACES] = NAMED_BACK_OF (FACES, "0"),
  [SQL_BACK_ENTRY_PERSONS] = NAMED_BACK_OF (ENTRY_PERSONS, "d.position"),
  [SQL_BACK_ATTENDEES] = NAMED_BACK_OF (ATTENDEES, "d.position"),
  [SQL_BACK_WELLBEING] = NAMED_BACK_OF (WELLBEING, "0"),
  [SQL_AGAIN_GROUPS] =
    TIE_AGAIN ("0", "pupil_group", "", "", "group_id", "pupil_id", ALWAYS),
  [SQL_AGAIN_GUARDIANS] =
    TIE_AGAIN ("1", "pupil_guardian", ", relation, custody", ", r.value, r.more", "guardian_id",
               "pupil_id", ALWAYS),
  [SQL_AGAIN_CASES] =
    TIE_AGAIN ("2", "case_pupil", ", role", ", r.value", "case_id", "pupil_id", ALWAYS),
  [SQL_AGAIN_ENTRIES] =
    TIE_AGAIN ("3", "entry_pupil", "", "", "entry_id", "pupil_id", ALWAYS),
  [SQL_AGAIN_REFERRALS] =
    TIE_AGAIN ("4", "referral_pupil", "", "", "referral_id", "pupil_id", ALWAYS),
  [SQL_AGAIN_ATTENDEE_ITEMS] =
    TIE_AGAIN ("5", "attendee_item", ", person_kind", ", 1", "item_id", "person_id", IS_PUPIL),
  [SQL_FORGET_ROWS] = "DELETE FROM pupil_merge_row WHERE double_id = ?2 AND ?1 = ?1",
  [SQL_FORGET] = "DELETE FROM pupil_merged WHERE id = ?2 AND kept_id = ?1",

  [SQL_GET_MERGE] =
    "SELECT m.kept_id, m.school_id, EXISTS (SELECT 1 FROM pupil_merged n"
    " WHERE n.kept_id = m.kept_id AND n.merge_id > m.merge_id), p.id IS NOT NULL"
    " FROM pupil_merged m LEFT JOIN pupil p ON p.id = m.kept_id WHERE m.id = ?1",
  [SQL_LIST_MERGES] =
    "SELECT m.id, m.given, m.prefix, m.surname, m.initials, m.merged_at, m.professional_id,"
    " m.kept_id, NOT EXISTS (SELECT 1 FROM pupil_merged n"
    " WHERE n.kept_id = m.kept_id AND n.merge_id > m.merge_id)"
    " FROM pupil_merged m JOIN pupil p ON p.id = m.kept_id"
    " WHERE p.school_id = ?1"
    " ORDER BY m.merge_id DESC",
  /* Born on the same day; whether the names agree is judged by who reads. */
  [SQL_LIST_DOUBLES] =
    "SELECT a.id, b.id, a.name_folded, b.name_folded FROM pupil a"
    " JOIN pupil b ON b.school_id = a.school_id AND b.birth = a.birth AND b.id > a.id"
    " WHERE a.school_id = ?1 AND a.birth <> 0 ORDER BY a.sort_key, a.id, b.id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 kept_id;
  gint64 double_id;
} Pair;

/* Merging */

static gboolean
run (KlDb *db, guint statement, const Pair *pair, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_int (stmt, 1, pair->kept_id);
  kl_stmt_bind_int (stmt, 2, pair->double_id);
  if (statement == SQL_KEEP_DOUBLE)
    {
      kl_stmt_bind_int (stmt, 3, kl_clock_now ());
      kl_stmt_bind_id (stmt, 4, kl_db_get_professional_id (db));
    }

  return kl_stmt_run (stmt, error);
}

static gboolean
run_all (KlDb *db, guint first, guint last, const Pair *pair, GError **error)
{
  for (guint statement = first; statement <= last; statement++)
    if (!run (db, statement, pair, error))
      return FALSE;

  return TRUE;
}

/* The log tells it of both. */
static gboolean
log_pair (KlDb *db, const Pair *pair, gint64 school_id, const char *ground, GError **error)
{
  kl_db_touch (db, KL_CHANGE_PUPILS | KL_CHANGE_CASES, 0);
  return kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_PUPIL, pair->kept_id, school_id,
                          pair->kept_id, ground, error)
         && kl_audit_append (db, KL_AUDIT_WRITE, KL_AUDIT_PUPIL, pair->double_id, school_id,
                             pair->double_id, ground, error);
}

static gboolean
merge (KlDb *db, gpointer data, GError **error)
{
  const Pair *pair = data;
  g_autoptr (KlPupil) kept = kl_pupils_get (db, pair->kept_id, error);
  g_autoptr (KlPupil) other = kept != NULL ? kl_pupils_get (db, pair->double_id, error) : NULL;

  return other != NULL && run (db, SQL_KEEP_DOUBLE, pair, error)
         && run (db, SQL_NOTE_FILLED, pair, error)
         && run_all (db, SQL_MERGE_FIRST, SQL_MERGE_LAST, pair, error)
         && log_pair (db, pair, kept->school_id, "merge", error);
}

/**
 * kl_pupils_merge:
 * @db: a connection
 * @kept_id: the pupil that stays
 * @double_id: the same child under another name or at another school
 * @error: (out): return location for what went wrong
 *
 * Makes one pupil of two, in one transaction: cases, entries, guardians, consents and all else that
 * named the double name the one that stays, whose gaps are filled; what both had, the one that
 * stays has in its own way. Nothing is thrown away: kl_pupils_split() is the way back, and after
 * that calling this again with the same pupils makes it as it was.
 *
 * Returns: %TRUE when they are one
 */
gboolean
kl_pupils_merge (KlDb *db, gint64 kept_id, gint64 double_id, GError **error)
{
  Pair pair = { kept_id, double_id };

  g_return_val_if_fail (db != NULL, FALSE);

  if (kept_id == double_id)
    return kl_store_refuse (error, KL_STORE_ERROR_INVALID, _ ("This is one and the same pupil"));

  return kl_db_transaction (db, merge, &pair, error);
}

/* Splitting */

static gboolean
find_kept (KlDb *db, Pair *pair, gint64 *school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_MERGE);
  gboolean last = FALSE;

  kl_stmt_bind_int (stmt, 1, pair->double_id);
  if (kl_stmt_step (stmt))
    {
      pair->kept_id = kl_stmt_get_int (stmt, 0);
      *school_id = kl_stmt_get_int (stmt, 1);
      last = kl_stmt_get_int (stmt, 2) == 0 && kl_stmt_get_int (stmt, 3) != 0;
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  if (pair->kept_id == 0)
    return kl_store_refuse (error, KL_STORE_ERROR_NOT_FOUND, _ ("These pupils are two already"));

  return last
         || kl_store_refuse (error, KL_STORE_ERROR_CONFLICT,
                             _ ("This pupil was merged again later. Take that apart first."));
}

static gboolean
split (KlDb *db, gpointer data, GError **error)
{
  Pair *pair = data;
  gint64 school_id = 0;

  return find_kept (db, pair, &school_id, error)
         && run_all (db, SQL_SPLIT_FIRST, SQL_SPLIT_LAST, pair, error)
         && log_pair (db, pair, school_id, "split", error);
}

/**
 * kl_pupils_split:
 * @db: a connection
 * @double_id: a pupil that was merged into another
 * @error: (out): return location for what went wrong; %KL_STORE_ERROR_CONFLICT when the one that
 *   stayed was merged again later, %KL_STORE_ERROR_NOT_FOUND when they are two already
 *
 * Takes a mistaken merge apart, in one transaction: the double is back with everything that was its
 * own. When nothing was written meanwhile the file is as it was before; what was written meanwhile
 * stays with the one that stayed, and so does what somebody changed of it.
 *
 * Returns: %TRUE when they are two
 */
gboolean
kl_pupils_split (KlDb *db, gint64 double_id, GError **error)
{
  Pair pair = { 0, double_id };

  g_return_val_if_fail (db != NULL, FALSE);

  return kl_db_transaction (db, split, &pair, error);
}

/* Looking */

/**
 * kl_pupil_merge_free:
 * @merge: (transfer full) (nullable): two pupils that turned out to be one
 */
void
kl_pupil_merge_free (KlPupilMerge *merge)
{
  if (merge == NULL)
    return;

  g_free (merge->name);
  kl_person_free (merge->who);
  g_free (merge);
}

/**
 * kl_pupils_list_merges_of_school:
 * @db: a connection
 * @school_id: a school
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPupilMerge): every merge of which the one that
 *   stayed is a pupil there, the last first
 */
GPtrArray *
kl_pupils_list_merges_of_school (KlDb *db, gint64 school_id, GError **error)
{
  g_autoptr (GPtrArray) merges =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_merge_free);
  g_autoptr (KlPersonBook) book = NULL;
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && school_id != 0, NULL);

  book = kl_person_book_new (db, 0);
  stmt = kl_db_statement (db, &sql, SQL_LIST_MERGES);
  kl_stmt_bind_int (stmt, 1, school_id);
  while (kl_stmt_step (stmt))
    {
      KlPupilMerge *value = g_new0 (KlPupilMerge, 1);

      value->double_id = kl_stmt_get_int (stmt, 0);
      value->name = kl_people_make_display (kl_stmt_get_text (stmt, 1), kl_stmt_get_text (stmt, 2),
                                            kl_stmt_get_text (stmt, 3), kl_stmt_get_text (stmt, 4));
      value->merged_at = kl_stmt_get_int (stmt, 5);
      value->who = kl_person_book_dup_professional (book, kl_stmt_get_int (stmt, 6));
      value->kept_id = kl_stmt_get_int (stmt, 7);
      value->last = kl_stmt_get_int (stmt, 8) != 0;
      g_ptr_array_add (merges, value);
    }
  if (!kl_stmt_finish (stmt, error) || !kl_person_book_finish (book, error))
    return NULL;

  return g_steal_pointer (&merges);
}

/**
 * kl_pupil_double_free:
 * @pair: (transfer full) (nullable): two pupils
 */
void
kl_pupil_double_free (KlPupilDouble *pair)
{
  if (pair == NULL)
    return;

  kl_pupil_free (pair->one);
  kl_pupil_free (pair->other);
  g_free (pair);
}

/* Whether one name would be found when the other is typed, with an error in it or without. */
static gboolean
may_be_same (const char *one, const char *other)
{
  g_autoptr (KlNameQuery) first = kl_name_query_new (one);
  g_autoptr (KlNameQuery) second = kl_name_query_new (other);

  return kl_name_query_match (first, other) > 0 || kl_name_query_match (second, one) > 0;
}

static gboolean
fill_doubles (KlDb *db, const GArray *ids, GPtrArray *doubles, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    {
      const Pair *pair = &g_array_index (ids, Pair, i);
      g_autoptr (KlPupilDouble) value = g_new0 (KlPupilDouble, 1);

      value->one = kl_pupils_get (db, pair->kept_id, error);
      value->other = value->one != NULL ? kl_pupils_get (db, pair->double_id, error) : NULL;
      if (value->other == NULL)
        return FALSE;
      g_ptr_array_add (doubles, g_steal_pointer (&value));
    }

  return TRUE;
}

/**
 * kl_pupils_find_doubles:
 * @db: a connection
 * @school_id: a school
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlPupilDouble): pupils born on the same day whose
 *   names are alike but for an error, by name; twins have names of their own
 */
GPtrArray *
kl_pupils_find_doubles (KlDb *db, gint64 school_id, GError **error)
{
  g_autoptr (GPtrArray) doubles =
    g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_double_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = kl_db_statement (db, &sql, SQL_LIST_DOUBLES);
  kl_stmt_bind_int (stmt, 1, school_id);
  while (kl_stmt_step (stmt))
    {
      const Pair pair = { kl_stmt_get_int (stmt, 0), kl_stmt_get_int (stmt, 1) };

      if (may_be_same (kl_stmt_get_text (stmt, 2), kl_stmt_get_text (stmt, 3)))
        g_array_append_val (ids, pair);
    }
  if (!kl_stmt_finish (stmt, error) || !fill_doubles (db, ids, doubles, error))
    return NULL;

  return g_steal_pointer (&doubles);
}
