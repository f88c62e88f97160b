/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-db-private.h"

#include <string.h>

/*
 * How FTS5 takes texts apart. Every text comes with the school it belongs to in front, as
 * eight hexadecimal digits, and so does every word that is asked for. The words of a school then
 * stand together in the index, and what is looked up in one school costs the same however many
 * others there are. The words themselves are those of FTS5's own unicode61.
 */

#define CODE_LENGTH 8
/* Bytes; of a longer word its beginning is kept. */
#define MAX_WORD 512

struct Fts5Tokenizer
{
  KlDb *db;
  fts5_tokenizer words;
  Fts5Tokenizer *inner;
};

typedef int (*TakeWord) (void *, int, const char *, int, int, int);

typedef struct
{
  const char *code;
  TakeWord take;
  void *data;
} Relay;

static fts5_api *
get_fts (sqlite3 *handle)
{
  sqlite3_stmt *stmt = NULL;
  fts5_api *fts = NULL;

  if (sqlite3_prepare_v2 (handle, "SELECT fts5 (?1)", -1, &stmt, NULL) == SQLITE_OK)
    {
      sqlite3_bind_pointer (stmt, 1, &fts, "fts5_api_ptr", NULL);
      sqlite3_step (stmt);
    }
  sqlite3_finalize (stmt);

  return fts;
}

static void
tokenizer_delete (Fts5Tokenizer *tokenizer)
{
  if (tokenizer->inner != NULL)
    tokenizer->words.xDelete (tokenizer->inner);
  g_free (tokenizer);
}

/* @data is the connection, @options those of unicode61. */
static int
tokenizer_create (void *data, const char **options, int n_options, Fts5Tokenizer **made)
{
  KlDb *db = data;
  fts5_api *fts = get_fts (db->handle);
  Fts5Tokenizer *tokenizer = g_new0 (Fts5Tokenizer, 1);
  void *words_data = NULL;
  int code = fts != NULL ? fts->xFindTokenizer (fts, "unicode61", &words_data, &tokenizer->words)
                         : SQLITE_ERROR;

  tokenizer->db = db;

  if (code == SQLITE_OK)
    code = tokenizer->words.xCreate (words_data, options, n_options, &tokenizer->inner);
  if (code != SQLITE_OK)
    {
      tokenizer->inner = NULL;
      g_clear_pointer (&tokenizer, tokenizer_delete);
    }
  *made = tokenizer;

  return code;
}

static int
take_word (void *data, int flags, const char *word, int length, int start, int end)
{
  const Relay *relay = data;
  char coded[CODE_LENGTH + MAX_WORD];

  if (length > MAX_WORD)
    {
      length = MAX_WORD;
      /* No half letter. */
      while (length > 0 && ((guchar) word[length] & 0xc0) == 0x80)
        length--;
    }
  memcpy (coded, relay->code, CODE_LENGTH);
  memcpy (coded + CODE_LENGTH, word, (gsize) length);

  return relay->take (relay->data, flags, coded, CODE_LENGTH + length, CODE_LENGTH + start,
                      CODE_LENGTH + end);
}

static int
tokenizer_run (Fts5Tokenizer *tokenizer,
               void *data,
               int flags,
               const char *text,
               int length,
               TakeWord take)
{
  Relay relay = { text, take, data };

  tokenizer->db->n_texts++;
  if (length <= CODE_LENGTH)
    return SQLITE_OK;

  return tokenizer->words.xTokenize (tokenizer->inner, &relay, flags, text + CODE_LENGTH,
                                     length - CODE_LENGTH, take_word);
}

/*
 * kl_db_add_tokenizer:
 * @db: a connection that is being opened
 * @error: (out): return location for what went wrong
 *
 * Lets the connection use the text indexes, which name the tokenizer "school_words".
 *
 * Returns: %TRUE when they can be used
 */
gboolean
kl_db_add_tokenizer (KlDb *db, GError **error)
{
  fts5_tokenizer tokenizer = { tokenizer_create, tokenizer_delete, tokenizer_run };
  fts5_api *fts = get_fts (db->handle);
  int code = SQLITE_ERROR;

  if (fts != NULL)
    code = fts->xCreateTokenizer (fts, "school_words", db, &tokenizer, NULL);
  if (code == SQLITE_OK)
    return TRUE;

  kl_store_error_set_sqlite (error, code);
  return FALSE;
}
