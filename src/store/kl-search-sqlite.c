/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-search-private.h"

#include <string.h>

#include "kl-db-private.h"

/* Everything that knows FTS5. A server has its own text search; the rest of the search is the
 * same there. */

/* A beginning of one letter would gather a good part of every text there is. */
#define MIN_PREFIX_CHARS 2
/* The longest beginning that the index keeps, see prefix= in the schema. For a longer one FTS5 puts
 * together what all words with it have in the whole vault, however small the school. */
#define MAX_PREFIX_CHARS 4
/* Rows with the kept beginning of which the text is read for the rest of it. */
#define MAX_READ 5000

typedef enum
{
  MATCH_WHOLE, /* the last word as it is */
  MATCH_BEGIN, /* the last word may go on */
  MATCH_CUT,   /* the kept beginning of the last word */
} MatchKind;

enum
{
  SQL_FIND,
  SQL_CHECK = KL_N_TEXT_INDEXES,
  SQL_ADD_RANGE = 2 * KL_N_TEXT_INDEXES,
  SQL_READ = 3 * KL_N_TEXT_INDEXES,
  SQL_GET_TRIGGER = 4 * KL_N_TEXT_INDEXES,
  SQL_FIND_SOUNDS,
  N_SQL
};

/* clang-format off */
#define FIND_IN(table, column) \
  "SELECT rowid FROM " table " WHERE " column " MATCH ?1 AND rowid BETWEEN ?2 AND ?3" \
  " ORDER BY rowid DESC LIMIT ?4"
#define FIND(table) FIND_IN (table, table)
#define READ(table, column, source) \
  "SELECT " table ".rowid, " column " FROM " table " CROSS JOIN " source " s" \
  " ON s.id = " table ".rowid WHERE " table " MATCH ?1 AND " table ".rowid BETWEEN ?2 AND ?3" \
  " ORDER BY " table ".rowid DESC LIMIT ?4"
#define CHECK(table) \
  "INSERT INTO " table " (" table ", rank) VALUES ('integrity-check', 1)"
#define ADD_RANGE(table, columns, source) \
  "INSERT INTO " table " (rowid, " columns ") SELECT id, " columns " FROM " source \
  " WHERE id BETWEEN ?1 AND ?2"

static const char *const statements[N_SQL] = {
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
  [SQL_ADD_RANGE + KL_TEXT_INDEX_PUPILS] = ADD_RANGE ("pupil_text", "name_folded, sounds", "pupil"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_CASES] = ADD_RANGE ("case_text", "title", "care_case"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_ENTRIES] = ADD_RANGE ("entry_text", "body, decision", "entry"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_ACTIONS] = ADD_RANGE ("action_text", "body", "action"),
  /* The beginning of a name and the key of a sound look the same: each in its own column. */
  [SQL_READ + KL_TEXT_INDEX_PUPILS]
    = "SELECT pupil_text.rowid, s.name_folded FROM pupil_text CROSS JOIN pupil s"
      " ON s.id = pupil_text.rowid WHERE pupil_text.name_folded MATCH ?1"
      " AND pupil_text.rowid BETWEEN ?2 AND ?3 ORDER BY pupil_text.rowid DESC LIMIT ?4",
  [SQL_READ + KL_TEXT_INDEX_CASES] = READ ("case_text", "s.title", "care_case"),
  [SQL_READ + KL_TEXT_INDEX_ENTRIES]
    = READ ("entry_text", "s.body || ' ' || s.decision", "entry"),
  [SQL_ADD_RANGE + KL_TEXT_INDEX_ATTACHMENTS]
    = ADD_RANGE ("attachment_text", "name, body", "attachment"),
  [SQL_READ + KL_TEXT_INDEX_ATTACHMENTS]
    = READ ("attachment_text", "s.name || ' ' || s.body", "attachment"),
  [SQL_READ + KL_TEXT_INDEX_ACTIONS] = READ ("action_text", "s.body", "action"),
  [SQL_FIND_SOUNDS] = FIND_IN ("pupil_text", "sounds"),
  [SQL_GET_TRIGGER] = "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* Bytes: as FTS5 has it by itself, and when many rows come at once. */
#define HASH_SIZE (1024 * 1024)
#define BULK_HASH_SIZE (32 * HASH_SIZE)

/* Inside quotes nothing but a quote means anything to FTS5. */
static void
append_quoted (GString *match, const char *word, gsize length)
{
  g_string_append (match, match->len > 0 ? " \"" : "\"");
  for (gsize i = 0; i < length; i++)
    {
      if (word[i] == '"')
        g_string_append_c (match, '"');
      g_string_append_c (match, word[i]);
    }
  g_string_append_c (match, '"');
}

/* The last run of letters and digits in @piece, which is the word that may go on: how many letters
 * it has, and where it ends after the first of them that the index keeps. */
static guint
count_last_letters (const char *piece, gsize *kept)
{
  guint n = 0;
  gboolean ended = FALSE;

  *kept = strlen (piece);
  for (const char *p = piece; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (!g_unichar_isalnum (g_utf8_get_char (p)))
        {
          ended = TRUE;
          continue;
        }
      n = ended ? 1 : n + 1;
      ended = FALSE;
      if (n <= MAX_PREFIX_CHARS)
        *kept = (gsize) (g_utf8_next_char (p) - piece);
    }

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
  gsize kept;

  for (guint i = 0; pieces[i] != NULL; i++)
    if (count_last_letters (pieces[i], &kept) > 0)
      g_strv_builder_add (with_letters, pieces[i]);

  return g_strv_builder_end (with_letters);
}

/* Empty when there is nothing to ask. */
static char *
make_match (GStrv pieces, MatchKind kind)
{
  g_autoptr (GString) match = g_string_new (NULL);

  for (guint i = 0; pieces[i] != NULL; i++)
    {
      gsize length;
      const guint n = count_last_letters (pieces[i], &length);
      const gboolean may_go_on = pieces[i + 1] == NULL && kind != MATCH_WHOLE;

      if (!may_go_on || kind != MATCH_CUT)
        length = strlen (pieces[i]);
      append_quoted (match, pieces[i], length);
      if (may_go_on && n >= MIN_PREFIX_CHARS)
        g_string_append_c (match, '*');
    }

  return g_string_free_and_steal (g_steal_pointer (&match));
}

static gboolean
is_long (GStrv pieces)
{
  const guint n = g_strv_length (pieces);
  gsize kept;

  return n > 0 && count_last_letters (pieces[n - 1], &kept) > MAX_PREFIX_CHARS;
}

typedef struct
{
  gint64 first_id;
  gint64 last_id;
  guint limit;
} Range;

static KlStmt *
ask (KlDb *db, guint statement, const char *match, const Range *range, guint limit)
{
  KlStmt *stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_text (stmt, 1, match);
  kl_stmt_bind_int (stmt, 2, range->first_id);
  kl_stmt_bind_int (stmt, 3, range->last_id);
  kl_stmt_bind_int (stmt, 4, limit);

  return stmt;
}

static gboolean
find (KlDb *db, guint statement, const char *match, const Range *range, GArray *ids, GError **error)
{
  g_autoptr (KlStmt) stmt = ask (db, statement, match, range, range->limit);

  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }

  return kl_stmt_finish (stmt, error);
}

/* Whether a word of @text goes on as the last one that was typed. */
static gboolean
has_beginning (const char *text, const char *beginning)
{
  g_autofree char *folded = kl_text_fold (text);
  const gsize length = strlen (beginning);

  for (const char *word = folded; word != NULL && *word != '\0';)
    {
      if (strncmp (word, beginning, length) == 0)
        return TRUE;
      word = strchr (word, ' ');
      if (word != NULL)
        word++;
    }

  return FALSE;
}

/* Adds what @match finds and the text confirms, each row once. */
static gboolean
read_texts (KlDb *db,
            KlTextIndex index,
            const char *match,
            const char *beginning,
            const Range *range,
            GArray *ids,
            GError **error)
{
  g_autoptr (KlStmt) stmt = ask (db, SQL_READ + index, match, range, MAX_READ);
  g_autoptr (GHashTable) there = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) more = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (there, &g_array_index (ids, gint64, i));
  while (ids->len + more->len < range->limit && kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      if (!g_hash_table_contains (there, &id)
          && has_beginning (kl_stmt_get_text (stmt, 1), beginning))
        g_array_append_val (more, id);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  g_array_append_vals (ids, more->data, more->len);
  return TRUE;
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
 * @ids: (element-type gint64): where they are added
 * @error: (out): return location for what went wrong
 *
 * The rows with the last word whole come first, both those and the rest the highest id first.
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
  g_auto (GStrv) pieces = split (terms, index);
  const gboolean cut = !whole_words && is_long (pieces);
  g_autofree char *match = make_match (pieces, cut || whole_words ? MATCH_WHOLE : MATCH_BEGIN);
  g_autofree char *beginning = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  const Range range = { first_id, last_id, limit };

  if (*match == '\0')
    return TRUE;
  if (!find (db, SQL_FIND + index, match, &range, found, error))
    return FALSE;

  if (cut && found->len < limit)
    {
      beginning = make_match (pieces, MATCH_CUT);
      if (!read_texts (db, index, beginning, terms->words[terms->n_words - 1], &range, found,
                       error))
        return FALSE;
    }

  g_array_append_vals (ids, found->data, found->len);
  return TRUE;
}

/*
 * kl_text_index_find_sounds:
 * @db: a connection
 * @query: a name as it was heard
 * @first_id: the first pupil that may be found
 * @last_id: the last one
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
                           gint64 first_id,
                           gint64 last_id,
                           guint limit,
                           GArray *ids,
                           GError **error)
{
  g_autofree char *match = kl_name_query_get_sounds (query);
  const Range range = { first_id, last_id, limit };

  return match == NULL || find (db, SQL_FIND_SOUNDS, match, &range, ids, error);
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
 * kl_text_index_forget:
 * @db: a connection inside a transaction
 * @index: which texts
 * @error: (out): return location for what went wrong
 *
 * FTS5 only notes that a row is gone and leaves its words in the index until pieces of it are put
 * together. From now on it takes them out at once.
 *
 * Returns: %TRUE when what is taken away next leaves nothing behind
 */
gboolean
kl_text_index_forget (KlDb *db, KlTextIndex index, GError **error)
{
  const char *name = kl_text_index_get_name (index);
  g_autofree char *set =
    g_strdup_printf ("INSERT INTO %s (%s, rank) VALUES ('secure-delete', 1)", name, name);

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
