/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-search-private.h"

#include <stdlib.h>

#include "kl-ids.h"
#include "model/kl-markup.h"
#include "model/kl-people.h"

/* Searching what was written on timelines. */

#define EXCERPT_CHARS 90
/* Texts that hold the word whole stand above those that only begin with it. */
#define WHOLE_WORD_SCORE ((gint64) 1 << 32)

enum
{
  SQL_LIST_ENTRY_FACTS,
  SQL_IS_OWN_ENTRY,
  SQL_GET_ENTRY,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  /* The index of the timeline holds all of it, and no text. */
  [SQL_LIST_ENTRY_FACTS] =
    "SELECT id, happened_on, visibility FROM entry INDEXED BY entry_timeline"
    " WHERE case_id = ?1 AND id BETWEEN ?2 AND ?3",
  [SQL_IS_OWN_ENTRY] =
    "SELECT 1 FROM entry WHERE id = ?1 AND author_kind = ?2 AND author_id = ?3",
  [SQL_GET_ENTRY] =
    "SELECT e.body, e.decision, e.kind, e.author_kind, e.author_id, c.title, c.school_id, s.name"
    " FROM entry e JOIN care_case c ON c.id = e.case_id JOIN school s ON s.id = c.school_id"
    " WHERE e.id = ?",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 id;
  gboolean whole; /* the last word that was typed */
  gboolean visible;
  KlDate day;
} FoundEntry;

/* What was found in one case. */
typedef struct
{
  FoundEntry *first;
  guint n;
  gboolean team; /* what was written for the team may be seen all over its school */
} FoundCase;

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const gint64 one = ((const FoundEntry *) a)->id;
  const gint64 other = ((const FoundEntry *) b)->id;

  return (one > other) - (one < other);
}

static gint64
get_score (const FoundEntry *entry)
{
  return (entry->whole ? WHOLE_WORD_SCORE : 0) + entry->day;
}

/* The best first, what may not be seen last. */
static int
compare_found (gconstpointer a, gconstpointer b)
{
  const FoundEntry *one = a;
  const FoundEntry *other = b;

  if (one->visible != other->visible)
    return one->visible ? -1 : 1;
  if (get_score (one) != get_score (other))
    return get_score (one) > get_score (other) ? -1 : 1;
  return compare_ids (b, a);
}

/* Of an entry that was found both ways the first stays. */
static void
add_found (GArray *found, GHashTable *seen, const GArray *ids, gboolean whole)
{
  for (guint i = 0; i < ids->len && found->len <= KL_SEARCH_MAX_ROWS; i++)
    {
      const FoundEntry entry = { .id = g_array_index (ids, gint64, i), .whole = whole };

      if (g_hash_table_add (seen, &g_array_index (ids, gint64, i)))
        g_array_append_val (found, entry);
    }
}

/* Those with the last word whole go before those with its beginning when there are too many. */
static GArray *
list_found (KlSearch *search, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (FoundEntry));
  g_autoptr (GArray) whole = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) begun = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (!kl_search_find_in_schools (search, KL_TEXT_INDEX_ENTRIES, TRUE, whole, error)
      || (whole->len <= KL_SEARCH_MAX_ROWS
          && !kl_search_find_in_schools (search, KL_TEXT_INDEX_ENTRIES, FALSE, begun, error)))
    return NULL;

  add_found (found, seen, whole, TRUE);
  add_found (found, seen, begun, FALSE);

  return g_steal_pointer (&found);
}

/* Own words are always seen. */
static gboolean
is_own (KlSearch *search, gint64 id, gboolean *own, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_IS_OWN_ENTRY);

  kl_stmt_bind_int (stmt, 1, id);
  kl_stmt_bind_int (stmt, 2, KL_PERSON_PROFESSIONAL);
  kl_stmt_bind_int (stmt, 3, kl_db_get_professional_id (search->db));
  *own = kl_stmt_step (stmt);

  return kl_stmt_finish (stmt, error);
}

static gboolean
may_see (KlSearch *search,
         const FoundCase *found,
         FoundEntry *entry,
         KlVisibility visibility,
         GError **error)
{
  const KlSight *sight;

  entry->visible = visibility == KL_VISIBILITY_TEAM && found->team;
  if (entry->visible)
    return TRUE;

  sight = kl_search_get_sight (search, kl_ids_get_case (entry->id), error);
  if (sight == NULL)
    return FALSE;

  entry->visible = (visibility == KL_VISIBILITY_TEAM && sight->team)
                   || (visibility == KL_VISIBILITY_OWNER_AND_DIRECTOR && sight->confidential);
  return entry->visible || is_own (search, entry->id, &entry->visible, error);
}

/* The day that ranks an entry and who may see it, without the entries themselves: they stand all
 * over the file, and each of the pages would have to be decrypted. */
static gboolean
look_at_case (KlSearch *search, const FoundCase *found, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_LIST_ENTRY_FACTS);

  kl_stmt_bind_int (stmt, 1, kl_ids_get_case (found->first->id));
  kl_stmt_bind_int (stmt, 2, found->first->id);
  kl_stmt_bind_int (stmt, 3, found->first[found->n - 1].id);
  while (kl_stmt_step (stmt))
    {
      const FoundEntry wanted = { .id = kl_stmt_get_int (stmt, 0) };
      FoundEntry *entry = bsearch (&wanted, found->first, found->n, sizeof wanted, compare_ids);

      if (entry == NULL)
        continue;
      entry->day = (KlDate) kl_stmt_get_int (stmt, 1);
      if (!may_see (search, found, entry, (KlVisibility) kl_stmt_get_int (stmt, 2), error))
        return FALSE;
    }

  return kl_stmt_finish (stmt, error);
}

static guint
count_of_case (const FoundEntry *first, guint most)
{
  const gint64 case_id = kl_ids_get_case (first->id);
  guint n = 1;

  while (n < most && kl_ids_get_case (first[n].id) == case_id)
    n++;

  return n;
}

/* Case by case, in the order in which they stand in the index. */
static gboolean
look_at_all (KlSearch *search, GArray *all, GError **error)
{
  FoundCase found = { 0 };
  gint64 last_school = 0;

  g_array_sort (all, compare_ids);
  for (guint i = 0; i < all->len; i += found.n)
    {
      gint64 school_id;

      found.first = &g_array_index (all, FoundEntry, i);
      found.n = count_of_case (found.first, all->len - i);
      school_id = kl_ids_get_school (kl_ids_get_case (found.first->id));
      if (school_id != last_school
          && !kl_visibility_get_school (search->db, school_id, &found.team, error))
        return FALSE;
      last_school = school_id;
      if (!look_at_case (search, &found, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
describe_entry (KlSearch *search, KlSearchHit *hit, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_GET_ENTRY);
  gboolean whole = TRUE;

  kl_stmt_bind_int (stmt, 1, hit->id);
  if (kl_stmt_step (stmt))
    {
      const char *decision = kl_stmt_get_text (stmt, 1);
      g_autofree char *text = *decision != '\0'
                                ? g_strjoin (" ", kl_stmt_get_text (stmt, 0), decision, NULL)
                                : kl_stmt_dup_text (stmt, 0);
      g_autofree char *words = kl_markup_to_plain (text);

      hit->word = (int) kl_stmt_get_int (stmt, 2);
      hit->school_id = kl_stmt_get_int (stmt, 6);
      hit->school_name = kl_stmt_dup_text (stmt, 7);
      if (kl_stmt_get_int (stmt, 3) == KL_PERSON_PROFESSIONAL)
        whole = kl_search_set_who (search, hit, kl_stmt_get_int (stmt, 4), error);
      kl_search_set_lines (search, hit,
                           kl_search_terms_make_excerpt (search->terms, words, EXCERPT_CHARS),
                           kl_stmt_dup_text (stmt, 5));
    }

  return whole && kl_stmt_finish (stmt, error);
}

static guint
count_visible (const GArray *all)
{
  guint n = 0;

  while (n < all->len && g_array_index (all, FoundEntry, n).visible)
    n++;

  return n;
}

/* Only what is shown needs more than its rank. */
static GPtrArray *
make_hits (KlSearch *search, const GArray *all, guint n)
{
  GPtrArray *hits = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_search_hit_free);

  for (guint i = 0; i < n && i < search->limit; i++)
    {
      const FoundEntry *entry = &g_array_index (all, FoundEntry, i);
      KlSearchHit *hit = kl_search_hit_new (KL_SEARCH_ENTRIES, entry->id);

      hit->case_id = kl_ids_get_case (entry->id);
      hit->day = entry->day;
      hit->score = get_score (entry);
      g_ptr_array_add (hits, hit);
    }

  return hits;
}

/*
 * kl_search_find_entries:
 * @search: a search
 * @error: (out): return location for what went wrong
 *
 * Finds entries by what they say: the whole word first, then the newest.
 *
 * Returns: %TRUE when it could be searched
 */
gboolean
kl_search_find_entries (KlSearch *search, GError **error)
{
  g_autoptr (GArray) all = list_found (search, error);
  g_autoptr (GPtrArray) hits = NULL;
  gboolean capped;
  guint n;

  if (all == NULL)
    return FALSE;

  capped = all->len > KL_SEARCH_MAX_ROWS;
  g_array_set_size (all, MIN (all->len, KL_SEARCH_MAX_ROWS));
  if (!look_at_all (search, all, error))
    return FALSE;

  g_array_sort (all, compare_found);
  n = count_visible (all);
  hits = make_hits (search, all, n);
  if (!kl_search_describe_first (search, hits, describe_entry, error))
    return FALSE;

  kl_search_take_hits (search, KL_SEARCH_ENTRIES, hits, capped);
  search->result->totals[KL_SEARCH_ENTRIES] = n;
  return TRUE;
}
