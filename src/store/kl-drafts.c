/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-drafts.h"

#include <string.h>

/*
 * Drafts are their writer's own, not yet part of any file; the log begins when they are kept.
 *
 * Two windows can have words in the same place. Each says what it has seen of the draft there, and
 * the one that comes second gets a copy of its own: no words go for others.
 */

enum
{
  SQL_GET,
  SQL_WRITE,
  SQL_GET_LAST_COPY,
  SQL_DROP,
  SQL_LIST,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET] =
    "SELECT version, body FROM draft WHERE user_id = ?1 AND place = ?2 AND copy = ?3",
  [SQL_WRITE] =
    "INSERT INTO draft (user_id, place, copy, version, body, saved_at) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (user_id, place, copy) DO UPDATE SET version = excluded.version,"
    " body = excluded.body, saved_at = excluded.saved_at",
  [SQL_GET_LAST_COPY] =
    "SELECT coalesce (max (copy), -1) FROM draft WHERE user_id = ?1 AND place = ?2",
  [SQL_DROP] =
    "DELETE FROM draft WHERE user_id = ?1 AND place = ?2 AND copy = ?3 AND version = ?4",
  [SQL_LIST] =
    "SELECT copy, version, body, saved_at FROM draft WHERE user_id = ?1 AND place = ?2"
    " ORDER BY saved_at DESC, copy DESC",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  const char *place;
  const char *text;
  KlDraftMark mark;
} Keeping;

static KlStmt *
start (KlDb *db, guint statement, const char *place)
{
  KlStmt *stmt = kl_db_statement (db, &sql, statement);

  kl_stmt_bind_text (stmt, 1, kl_db_get_user_id (db));
  kl_stmt_bind_text (stmt, 2, place);

  return stmt;
}

/* What stands in one's own copy now; version 0 when nothing does. */
static gboolean
look (KlDb *db, const Keeping *keeping, int *version, gboolean *same, GError **error)
{
  g_autoptr (KlStmt) stmt = start (db, SQL_GET, keeping->place);

  *version = 0;
  *same = FALSE;
  kl_stmt_bind_int (stmt, 3, keeping->mark.copy);
  if (kl_stmt_step (stmt))
    {
      *version = (int) kl_stmt_get_int (stmt, 0);
      *same = g_strcmp0 (kl_stmt_get_text (stmt, 1), keeping->text) == 0;
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
take_new_copy (KlDb *db, Keeping *keeping, GError **error)
{
  g_autoptr (KlStmt) stmt = start (db, SQL_GET_LAST_COPY, keeping->place);

  if (kl_stmt_step (stmt))
    keeping->mark.copy = (int) kl_stmt_get_int (stmt, 0) + 1;
  keeping->mark.version = 0;

  return kl_stmt_finish (stmt, error);
}

static gboolean
write_copy (KlDb *db, Keeping *keeping, GError **error)
{
  g_autoptr (KlStmt) stmt = start (db, SQL_WRITE, keeping->place);

  keeping->mark.version++;
  kl_stmt_bind_int (stmt, 3, keeping->mark.copy);
  kl_stmt_bind_int (stmt, 4, keeping->mark.version);
  kl_stmt_bind_text (stmt, 5, keeping->text);
  kl_stmt_bind_int (stmt, 6, kl_clock_now ());

  return kl_stmt_run (stmt, error);
}

static gboolean
keep (KlDb *db, gpointer data, GError **error)
{
  Keeping *keeping = data;
  gboolean same;
  int version;

  if (!look (db, keeping, &version, &same, error))
    return FALSE;
  if (same)
    {
      keeping->mark.version = version;
      return TRUE;
    }
  /* What somebody else recorded or threw away is gone; these words are not. */
  if (version != 0 && version != keeping->mark.version && !take_new_copy (db, keeping, error))
    return FALSE;

  return write_copy (db, keeping, error);
}

/**
 * kl_drafts_keep:
 * @db: a connection
 * @place: where the words stand ("case/7", "capture")
 * @text: (nullable): the words; empty or %NULL is the same as kl_drafts_drop()
 * @mark: (inout): what this window knows of its draft: zeros at first, or that of a draft that
 *   kl_drafts_list() gave
 * @error: (out): return location for what went wrong
 *
 * Keeps what the one who acts has typed in one of several windows, encrypted as all else, until it
 * is recorded. When another window of the same person has written there since, both are kept.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_drafts_keep (KlDb *db, const char *place, const char *text, KlDraftMark *mark, GError **error)
{
  Keeping keeping = { .place = place, .text = text };

  g_return_val_if_fail (db != NULL && place != NULL && mark != NULL, FALSE);

  if (text == NULL || *text == '\0')
    return kl_drafts_drop (db, place, mark, error);

  keeping.mark = *mark;
  if (!kl_db_transaction (db, keep, &keeping, error))
    return FALSE;

  *mark = keeping.mark;
  return TRUE;
}

/**
 * kl_drafts_drop:
 * @db: a connection
 * @place: where the words stood
 * @mark: (inout): what this window knows of its draft; zeros afterwards
 * @error: (out): return location for what went wrong
 *
 * The words are recorded, or not wanted any more. What another window wrote there stays.
 *
 * Returns: %TRUE when the window's own words are gone
 */
gboolean
kl_drafts_drop (KlDb *db, const char *place, KlDraftMark *mark, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && place != NULL && mark != NULL, FALSE);

  stmt = start (db, SQL_DROP, place);
  kl_stmt_bind_int (stmt, 3, mark->copy);
  kl_stmt_bind_int (stmt, 4, mark->version);
  if (!kl_stmt_run (stmt, error))
    return FALSE;

  *mark = (KlDraftMark) { 0 };
  return TRUE;
}

/**
 * kl_draft_free:
 * @draft: (transfer full) (nullable): words that are not recorded yet
 */
void
kl_draft_free (KlDraft *draft)
{
  if (draft == NULL)
    return;

  g_free (draft->text);
  g_free (draft);
}

/**
 * kl_drafts_list:
 * @db: a connection
 * @place: where the words stand
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer container) (element-type KlDraft): all drafts of the one who acts there, the
 *   newest first; as a rule one or none
 */
GPtrArray *
kl_drafts_list (KlDb *db, const char *place, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_draft_free);
  g_autoptr (KlStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && place != NULL, NULL);

  stmt = start (db, SQL_LIST, place);
  while (kl_stmt_step (stmt))
    {
      KlDraft *draft = g_new0 (KlDraft, 1);

      draft->mark.copy = (int) kl_stmt_get_int (stmt, 0);
      draft->mark.version = (int) kl_stmt_get_int (stmt, 1);
      draft->text = kl_stmt_dup_text (stmt, 2);
      draft->saved_at = kl_stmt_get_int (stmt, 3);
      g_ptr_array_add (drafts, draft);
    }

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&drafts) : NULL;
}

/**
 * kl_drafts_join:
 * @drafts: (element-type KlDraft): what kl_drafts_list() gave
 *
 * For words that can stand below each other: those of all windows in one text, the newest last;
 * what a newer one has in it stands there once.
 *
 * Returns: (transfer full) (nullable): the text, %NULL when there is none
 */
char *
kl_drafts_join (GPtrArray *drafts)
{
  g_autoptr (GString) joined = NULL;

  g_return_val_if_fail (drafts != NULL, NULL);

  for (guint i = 0; i < drafts->len; i++)
    {
      const KlDraft *draft = g_ptr_array_index (drafts, i);

      if (joined == NULL)
        joined = g_string_new (draft->text);
      else if (strstr (joined->str, draft->text) == NULL)
        {
          g_string_prepend_c (joined, '\n');
          g_string_prepend (joined, draft->text);
        }
    }

  return joined != NULL ? g_string_free_and_steal (g_steal_pointer (&joined)) : NULL;
}
