/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-search-private.h"

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
  SQL_FIND_SOUNDS,
  SQL_LIST_SCHOOLS,
  N_SQL
};

/* clang-format off */
#define FIND_IN(table, column) \
  "SELECT rowid FROM " table " WHERE " column " MATCH ?1 ORDER BY rowid DESC LIMIT ?2"
#define FIND(table) FIND_IN (table, table)
#define CHECK(table) \
  "INSERT INTO " table " (" table ", rank) VALUES ('integrity-check', 1)"
#define ADD_RANGE(table, columns, source) \
  "INSERT INTO " table " (rowid, " columns ") SELECT id, " columns " FROM " source \
  " WHERE id BETWEEN ?1 AND ?2"

static const char *const statements[N_SQL] = {
  /* The beginning of a name and the key of a sound look the same: each in its own column. */
  [SQL_FIND + KL_TEXT_INDEX_PUPILS] = FIND_IN ("pupil_text", "name_folded"),
  [SQL_FIND + KL_TEXT_INDEX_CASES] = FIND ("case_text"),
  [SQL_FIND + KL_TEXT_INDEX_ENTRIES] = FIND ("entry_text"),
  [SQL_FIND + KL_TEXT_INDEX_ACTIONS] = FIND ("action_text"),
  [SQL_FIND + KL_TEXT_INDEX_ATTACHMENTS] = FIND ("attachment_text"),
  [SQL_CHECK + KL_TEXT_INDEX_PUPILS] = CHECK ("pupil_text"),
  [SQL_CHECK + KL_TEXT_INDEX_CASES] = CHECK ("case_text"),
  [SQL_CHECK + KL_TEXT_INDEX_ENTRIES] = CHECK ("entry_text"),
  [SQL_CHECK + KL_TEXT_INDEX_ACTIONS] = CHECK ("action_text"),
  [SQL_CHECK + KL_TEXT_INDEX_ATTACHMENTS] = CHECK ("attachment_text"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_PUPILS]
    = ADD_RANGE ("pupil_text", "name_folded, sounds", "pupil_words"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_CASES] = ADD_RANGE ("case_text", "title", "case_words"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_ENTRIES]
    = ADD_RANGE ("entry_text", "body, decision", "entry_words"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_ACTIONS] = ADD_RANGE ("action_text", "body", "action_words"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_ATTACHMENTS]
    = ADD_RANGE ("attachment_text", "name, body", "attachment_words"),
  [SQL_FIND_SOUNDS] = FIND_IN ("pupil_text", "sounds"),
  [SQL_LIST_SCHOOLS] = "SELECT id FROM school WHERE ?1 = 0 OR id = ?1 ORDER BY id",
  [SQL_GET_TRIGGER] = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* Bytes: as FTS5 has it by itself, and when many rows come at once. */
#define HASH_SIZE (1024 * 1024)
#define BULK_HASH_SIZE (32 * HASH_SIZE)

/* The tokenizer takes the school from the front of every text, see kl-db-tokenizer.c. */
#define SCHOOL_FORMAT "%08x"

/* Inside quotes nothing but a quote means anything to FTS5. */
static void
append_quoted (GString *match, gint64 school_id, const char *word)
{
  g_string_append_printf (match, "%s\"" SCHOOL_FORMAT, match->len > 0 ? " " : "",
                          (guint) school_id);
  for (const char *p = word; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, *p);
    }
  g_string_append_c (match, '"');
}

/* Of the last run of letters and digits in @piece, which is the word that may go on. */
static guint
count_last_letters (const char *piece)
{
  guint n = 0;
  gboolean ended = FALSE;

  for (const char *p = piece; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      {
        n = ended ? 1 : n + 1;
        ended = FALSE;
      }
    else
      ended = TRUE;

  return n;
}

/* Names are kept folded and are asked folded; texts are asked as they were typed, since the index
 * takes "d'Angelo" apart as it did in the text. */
static GStrv
split (const KlSearchTerms *terms, KlTextIndex index)
{
  g_auto (GStrv) pieces = index == KL_TEXT_INDEX_PUPILS
                            ? g_strdupv (terms->words)
                            : g_strsplit_set (terms->typed, " \t\r\n", -1);
  g_autoptr (GStrvBuilder) with_letters = g_strv_builder_new ();

  for (guint i = 0; pieces[i] != NULL; i++)
    if (count_last_letters (pieces[i]) > 0)
      g_strv_builder_add (with_letters, pieces[i]);

  return g_strv_builder_end (with_letters);
}

/* Empty when there is nothing to ask. */
static char *
make_match (GStrv pieces, gint64 school_id, gboolean whole_words)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      const gboolean last = pieces[i + 1] == NULL;

      append_quoted (match, school_id, pieces[i]);
      if (last && !whole_words && count_last_letters (pieces[i]) >= MIN_PREFIX_CHARS)
        g_string_append_c (match, '*');
    }

  return g_string_free_and_steal (g_steal_pointer (&match));
}

static gboolean
find (KlDb *db, guint statement, const char *match, guint limit, GArray *ids, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_text (stmt, 1, match);
  kl_stmt_bind_int (stmt, 2, limit);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }

  return kl_stmt_finish (stmt, error);
}

/*
 * kl_text_index_find:
 * @db: a connection
 * @index: which texts
 * @terms: what to look for
 * @whole_words: whether the last word must be whole
 * @school_id: in which school
 * @limit: at most how many
 * @ids: (element-type gint64): where they are added, the highest first
 * @error: (out): return location for what went wrong
 *
 * Returns: %TRUE when the index could be asked
 */
gboolean
kl_text_index_find (KlDb *db,
                    KlTextIndex index,
                    const KlSearchTerms *terms,
                    gboolean whole_words,
                    gint64 school_id,
                    guint limit,
                    GArray *ids,
                    GError **error)
{
  g_auto (GStrv) pieces = split (terms, index);
  g_autofree char *match = make_match (pieces, school_id, whole_words);

  return *match == '\0' || find (db, SQL_FIND + index, match, limit, ids, error);
}

/*
 * kl_text_index_find_sounds:
 * @db: a connection
 * @query: a name as it was heard
 * @school_id: in which school
 * @limit: at most how many
 * @ids: (element-type gint64): where they are added
 * @error: (out): return location for what went wrong
 *
 * Finds the pupils whose names have the sounds of @query; kl_name_query_match() says which of them
 * sound enough alike. Nothing is found when too little was typed.
 *
 * Returns: %TRUE when the index could be asked
 */
gboolean
kl_text_index_find_sounds (KlDb *db,
                           const KlNameQuery *query,
                           gint64 school_id,
                           guint limit,
                           GArray *ids,
                           GError **error)
{
  g_autofree char *front = g_strdup_printf (SCHOOL_FORMAT, (guint) school_id);
  g_autofree char *match = kl_name_query_get_sounds (query, front);

  return match == NULL || find (db, SQL_FIND_SOUNDS, match, limit, ids, error);
}

/* "jel ber" becomes ("jel"* "ber"*). */
static void
append_group (GString *match, gint64 school_id, GStrv words)
{
  g_autoptr (GString) group = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      append_quoted (group, school_id, words[i]);
      g_string_append_c (group, '*');
    }
  g_string_append_printf (match, "%s(%s)", match->len > 0 ? " OR " : "", group->str);
}

/*
 * kl_text_index_make_match:
 * @db: a connection
 * @school_id: in which school, or 0 for all
 * @text: what somebody typed
 * @match: (out) (transfer full) (nullable): what to ask an index of one text; %NULL when there are
 *   no words in @text
 * @error: (out): return location for what went wrong
 *
 * For a statement that looks in an index among other things: every word of @text, or its
 * beginning, must occur.
 *
 * Returns: %TRUE when @match is set
 */
gboolean
kl_text_index_make_match (KlDb *db,
                          gint64 school_id,
                          const char *text,
                          char **match,
                          GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (db, &sql, SQL_LIST_SCHOOLS);
  g_autoptr (KlSearchTerms) terms = kl_search_terms_new (text);
  g_autoptr (GString) groups = g_string_new (NULL);

  *match = NULL;
  if (terms->n_words == 0)
    return TRUE;

  kl_stmt_bind_int (stmt, 1, school_id);
  while (kl_stmt_step (stmt))
    append_group (groups, kl_stmt_get_int (stmt, 0), terms->words);
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  if (groups->len > 0)
    *match = g_string_free_and_steal (g_steal_pointer (&groups));
  return TRUE;
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

/* How much of an index FTS5 gathers in memory before it writes a piece of it; pieces have to be put
 * together again later. */
static gboolean
set_hash_size (KlDb *db, KlTextIndex index, int size, GError **error)
{
  const char *name = kl_text_index_get_name (index);
  g_autofree char *set =
    g_strdup_printf ("INSERT INTO %s (%s, rank) VALUES ('hashsize', %d)", name, name, size);

  return kl_db_exec (db, set, error);
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
  return get_trigger (db, name, state, error) && kl_db_exec (db, drop, error)
         && set_hash_size (db, index, BULK_HASH_SIZE, error);
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

  return kl_stmt_run (stmt, error) && set_hash_size (db, index, HASH_SIZE, error)
         && kl_db_exec (db, state, error);
}

/* The table of an index, for a report. */
const char *
kl_text_index_get_name (KlTextIndex index)
{
  static const char *const names[KL_N_TEXT_INDEXES] = { "pupil_text", "case_text", "entry_text",
                                                        "action_text", "attachment_text" };

  return names[index];
}
