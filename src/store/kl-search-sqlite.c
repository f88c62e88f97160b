/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-search-private.h"

#include <string.h>

#include "kl-db-private.h"

/* Everything that knows FTS5. A server has its own text search; the rest of the search is the
 * same there. */

/* A beginning of one letter would gather a good part of every text there is. */
#define MIN_PREFIX_CHARS 2

enum
{
  SQL_FIND,
  SQL_CHECK = KL_N_TEXT_INDEXES,
  SQL_ADD_RANGE = 2 * KL_N_TEXT_INDEXES,
  SQL_GET_TRIGGER = 3 * KL_N_TEXT_INDEXES,
  N_SQL
};

/* clang-format off */
#define FIND(table) \
  "SELECT rowid FROM " table " WHERE " table " MATCH ?1 AND rowid BETWEEN ?2 AND ?3" \
  " ORDER BY rowid DESC LIMIT ?4"
#define CHECK(table) \
  "INSERT INTO " table " (" table ", rank) VALUES ('integrity-check', 1)"
#define ADD_RANGE(table, columns, source) \
  "INSERT INTO " table " (rowid, " columns ") SELECT id, " columns " FROM " source \
  " WHERE id BETWEEN ?1 AND ?2"

static const char *const statements[N_SQL] = {
  [SQL_FIND + KL_TEXT_INDEX_PUPILS] = FIND ("pupil_text"),
  [SQL_FIND + KL_TEXT_INDEX_CASES] = FIND ("case_text"),
  [SQL_FIND + KL_TEXT_INDEX_ENTRIES] = FIND ("entry_text"),
  [SQL_FIND + KL_TEXT_INDEX_ACTIONS] = FIND ("action_text"),
  [SQL_CHECK + KL_TEXT_INDEX_PUPILS] = CHECK ("pupil_text"),
  [SQL_CHECK + KL_TEXT_INDEX_CASES] = CHECK ("case_text"),
  [SQL_CHECK + KL_TEXT_INDEX_ENTRIES] = CHECK ("entry_text"),
  [SQL_CHECK + KL_TEXT_INDEX_ACTIONS] = CHECK ("action_text"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_PUPILS] = ADD_RANGE ("pupil_text", "name_folded", "pupil"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_CASES] = ADD_RANGE ("case_text", "title", "care_case"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_ENTRIES] = ADD_RANGE ("entry_text", "body, decision", "entry"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_ACTIONS] = ADD_RANGE ("action_text", "body", "action"),
  [SQL_GET_TRIGGER] = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

static guint
count_letters (const char *word)
{
  guint n = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    n += g_unichar_isalnum (g_utf8_get_char (p)) ? 1 : 0;

  return n;
}

/* Inside quotes nothing but a quote means anything to FTS5. */
static void
append_quoted (GString *match, const char *word)
{
  g_string_append (match, match->len > 0 ? " \"" : "\"");
  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, *p);
    }
  g_string_append_c (match, '"');
}

/* Names are kept folded and are asked folded; texts are asked as they were typed, since the index
 * takes "d'Angelo" apart as it did in the text. Empty when there is nothing to ask. */
static char *
make_match (const KlSearchTerms *terms, gboolean names, gboolean whole_words)
{
  g_auto (GStrv) pieces = names ? g_strdupv (terms->words) : NULL;
  g_autoptr (GString) match = g_string_new (NULL);
  const char *last = NULL;

  if (pieces == NULL)
    pieces = g_strsplit_set (terms->typed, " \t\r\n", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    if (count_letters (pieces[i]) > 0)
      {
        append_quoted (match, pieces[i]);
        last = pieces[i];
      }
  if (last != NULL && !whole_words && count_letters (last) >= MIN_PREFIX_CHARS)
    g_string_append_c (match, '*');

  return g_string_free_and_steal (g_steal_pointer (&match));
}

/*
 * kl_text_index_find:
 * @db: a connection
 * @index: which texts
 * @terms: what to look for
 * @whole_words: whether the last word must be whole
 * @first_id: the first row that may be found
 * @last_id: the last one
 * @limit: at most how many
 * @ids: (element-type gint64): where they are added, the highest id first
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when the index could be asked
 */
gboolean
kl_text_index_find (KlDb *db,
                    KlTextIndex index,
                    const KlSearchTerms *terms,
                    gboolean whole_words,
                    gint64 first_id,
                    gint64 last_id,
                    guint limit,
                    GArray *ids,
                    GError **error)
{
  g_autofree char *match = make_match (terms, index == KL_TEXT_INDEX_PUPILS, whole_words);
  g_autoptr (KlStmt) stmt = NULL;

  if (*match == '\0')
    return TRUE;

  stmt = kl_db_statement (db, &sql, SQL_FIND + index);
  kl_stmt_bind_text (stmt, 1, match);
  kl_stmt_bind_int (stmt, 2, first_id);
  kl_stmt_bind_int (stmt, 3, last_id);
  kl_stmt_bind_int (stmt, 4, limit);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }

  return kl_stmt_finish (stmt, error);
}

/*
 * kl_text_index_check:
 * @db: a connection that can write
 * @index: which texts
 * @sound: (out): whether the index says what the texts say
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when it could be checked
 */
gboolean
kl_text_index_check (KlDb *db, KlTextIndex index, gboolean *sound, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_CHECK + index);
  g_autoptr (GError) local = NULL;

  *sound = kl_stmt_run (stmt, &local);
  if (*sound || g_error_matches (local, KL_STORE_ERROR, KL_STORE_ERROR_DAMAGED))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
get_trigger (KlDb *db, const char *name, char **text, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_GET_TRIGGER);

  kl_stmt_bind_text (stmt, 1, name);
  if (kl_stmt_step (stmt))
    *text = kl_stmt_dup_text (stmt, 0);

  return kl_stmt_finish (stmt, error);
}

/*
 * kl_text_index_begin_bulk:
 * @db: a connection inside a transaction
 * @index: which texts
 * @state: (out): for kl_text_index_end_bulk()
 * @error: (out): return location for what went wrong
 *
 * Many rows are coming, with ids in one range. Row by row FTS5 writes its index away before every
 * one of them, since each could be undone alone; so the trigger makes room for one statement over
 * the whole range. The transaction brings the trigger back when it is undone.
 *
 * Returns: %TRUE when the rows may come
 */
gboolean
kl_text_index_begin_bulk (KlDb *db, KlTextIndex index, char **state, GError **error)
{
  g_autofree char *name = g_strdup_printf ("%s_insert", kl_text_index_get_name (index));
  g_autofree char *drop = g_strdup_printf ("DROP TRIGGER %s", name);

  g_return_val_if_fail (kl_db_in_transaction (db), FALSE);

  *state = NULL;
  return get_trigger (db, name, state, error) && kl_db_exec (db, drop, error);
}

/*
 * kl_text_index_end_bulk:
 * @db: a connection inside the same transaction
 * @index: which texts
 * @state: what kl_text_index_begin_bulk() gave
 * @first_id: the first new row
 * @last_id: the last one
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when the new rows can be found
 */
gboolean
kl_text_index_end_bulk (KlDb *db,
                        KlTextIndex index,
                        const char *state,
                        gint64 first_id,
                        gint64 last_id,
                        GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_ADD_RANGE + index);

  kl_stmt_bind_int (stmt, 1, first_id);
  kl_stmt_bind_int (stmt, 2, last_id);

  return kl_stmt_run (stmt, error) && kl_db_exec (db, state, error);
}

/* The table of an index, for a report. */
const char *
kl_text_index_get_name (KlTextIndex index)
{
  static const char *const names[KL_N_TEXT_INDEXES] = { "pupil_text", "case_text", "entry_text",
                                                        "action_text" };

  return names[index];
}
