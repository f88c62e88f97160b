/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-search-private.h"

#include "kl-ids.h"
#include "kl-people-private.h"
#include "kl-visibility.h"

/* Searching the documents of cases, by what they are called and what stands in them. */

#define EXCERPT_CHARS 90

enum
{
  SQL_GET_FACTS,
  SQL_GET_DOCUMENT,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_GET_FACTS] =
    "SELECT e.happened_on FROM attachment a JOIN entry e ON e.id = a.id"
    " WHERE a.id = :id AND a.removed_on = 0 AND " KL_SQL_SEES ("e"),
  [SQL_GET_DOCUMENT] =
    "SELECT a.name, a.body, a.kind, c.title, c.school_id, s.name"
    " FROM attachment a JOIN care_case c ON c.id = a.case_id JOIN school s ON s.id = c.school_id"
    " WHERE a.id = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* The newest document comes first, and those of a case follow each other. */
typedef struct
{
  gint64 case_id;
  KlSight sight;
} LastCase;

static gboolean
look (KlSearch *search, LastCase *last, gint64 id, GPtrArray *hits, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_GET_FACTS);
  const gint64 case_id = kl_ids_get_case (id);

  if (last->case_id != case_id)
    {
      if (!kl_visibility_get_case (search->db, case_id, &last->sight, error))
        return FALSE;
      last->case_id = case_id;
    }

  kl_visibility_bind (stmt, &last->sight);
  kl_stmt_bind_int (stmt, kl_stmt_get_parameter (stmt, ":id"), id);
  if (kl_stmt_step (stmt))
    {
      KlSearchHit *hit = kl_search_hit_new (KL_SEARCH_DOCUMENTS, id);

      hit->case_id = case_id;
      hit->day = (KlDate) kl_stmt_get_int (stmt, 0);
      hit->score = hit->day;
      g_ptr_array_add (hits, hit);
    }

  return kl_stmt_finish (stmt, error);
}

/* The words around what was found, or else the case it belongs to. */
static gboolean
describe (KlSearch *search, KlSearchHit *hit, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_GET_DOCUMENT);

  kl_stmt_bind_int (stmt, 1, hit->id);
  if (kl_stmt_step (stmt))
    {
      g_autofree char *title = kl_stmt_dup_text (stmt, 3);
      g_autofree char *excerpt =
        kl_search_terms_make_excerpt (search->terms, kl_stmt_get_text (stmt, 1), EXCERPT_CHARS);
      g_autoptr (GArray) ranges = kl_search_terms_find_ranges (search->terms, excerpt);

      hit->word = (int) kl_stmt_get_int (stmt, 2);
      hit->school_id = kl_stmt_get_int (stmt, 4);
      hit->school_name = kl_stmt_dup_text (stmt, 5);
      kl_search_set_lines (search, hit, kl_stmt_dup_text (stmt, 0),
                           ranges->len > 0 ? g_strdup_printf ("%s · %s", title, excerpt)
                                           : g_strdup (title));
    }

  return kl_stmt_finish (stmt, error);
}

/*
 * kl_search_find_documents:
 * @search: a search
 * @error: (out): return location for what went wrong
 *
 * Finds documents by their names and texts; those that were taken away have none.
 *
 * Returns: %TRUE when it could be searched
 */
gboolean
kl_search_find_documents (KlSearch *search, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_search_hit_free);
  LastCase last = { 0 };

  if (!kl_search_find_in_schools (search, KL_TEXT_INDEX_ATTACHMENTS, FALSE, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len && i < KL_SEARCH_MAX_ROWS; i++)
    if (!look (search, &last, g_array_index (ids, gint64, i), hits, error))
      return FALSE;

  kl_search_sort_hits (hits);
  for (guint i = 0; i < hits->len && i < search->limit; i++)
    if (!describe (search, g_ptr_array_index (hits, i), error))
      return FALSE;

  g_ptr_array_set_free_func (hits, NULL);
  kl_search_take_hits (search, KL_SEARCH_DOCUMENTS, hits, ids->len > KL_SEARCH_MAX_ROWS);
  return TRUE;
}
