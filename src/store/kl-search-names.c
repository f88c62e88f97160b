/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-search-private.h"

#include <glib/gi18n-lib.h>

#include "kl-families.h"
#include "kl-groups.h"
#include "kl-ids.h"
#include "kl-partners-private.h"
#include "kl-people-private.h"
#include "kl-pupils.h"
#include "model/kl-about.h"

/*
 * Searching people by name: through the index, by letters and by sound, and when that finds nobody
 * by looking at every name for a typing error.
 *
 * The sound has an index of its own making. The trigrams of FTS5 find what is in the middle of a
 * word, but "Youssef" and "Joesoef" have not one in common; spellfix1 is no part of the library and
 * would have to be loaded into it, and it hears English, as SOUNDEX does.
 */

/* For a typing error every name is looked at; beyond this many the index alone must do. */
#define MAX_NAMES_LOOKED_AT 200000

enum
{
  SQL_LIST_NAMES,
  SQL_GET_FOLDED,
  SQL_LIST_FAMILIES,
  SQL_LIST_FAMILY_CHILDREN,
  SQL_LIST_PARTNERS,
  SQL_GET_PARTNER,
  SQL_LIST_PROFESSIONALS,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_NAMES] =
    "SELECT id, name_folded FROM pupil WHERE id BETWEEN ?1 AND ?2 LIMIT ?3",
  [SQL_GET_FOLDED] =
    "SELECT name_folded FROM pupil WHERE id = ?",
  [SQL_LIST_FAMILIES] =
    "SELECT id, name FROM family WHERE id IN"
    " (SELECT family_id FROM pupil WHERE id BETWEEN ?1 AND ?2) ORDER BY name, id",
  [SQL_LIST_FAMILY_CHILDREN] =
    "SELECT given, surname, initials, school_id FROM pupil WHERE family_id = ?"
    " ORDER BY birth = 0, birth, id",
  [SQL_LIST_PARTNERS] =
    "SELECT id, name, kind, ring, area, usual_days FROM partner p WHERE p.merged_into IS NULL"
    " AND " KL_SQL_KNOWS_PARTNER ("p", "?1") " ORDER BY name, id",
  [SQL_GET_PARTNER] =
    "SELECT name, ring, area, usual_days FROM partner p WHERE p.id = ?2"
    " AND p.merged_into IS NULL AND " KL_SQL_KNOWS_PARTNER ("p", "?1"),
  [SQL_LIST_PROFESSIONALS] =
    "SELECT p.id, p.name_folded, p.given, p.prefix, p.surname, m.role, m.school_id, s.name"
    " FROM membership m JOIN professional p ON p.id = m.professional_id"
    " JOIN school s ON s.id = m.school_id"
    " WHERE m.school_id " KL_SQL_IN_SCHOOLS ("?1") " ORDER BY p.sort_key, p.id, m.school_id",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

typedef struct
{
  gint64 id;
  int score;
} Match;

/* The best first; who matches as well in the order they came in. */
static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *one = a;
  const Match *other = b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  return (one->id > other->id) - (one->id < other->id);
}

static guint
get_n_schools (const KlSearch *search)
{
  return MAX (search->schools->len, 1);
}

/* The school at @i, or 0 for all of them at once. */
static gint64
get_school (const KlSearch *search, guint i)
{
  return search->schools->len > 0 ? g_array_index (search->schools, gint64, i) : 0;
}

static void
bind_range (KlStmt *stmt, gint64 school_id)
{
  kl_stmt_bind_int (stmt, 1, school_id != 0 ? kl_ids_pupil_at (school_id, 0) : 0);
  kl_stmt_bind_int (stmt, 2,
                    school_id != 0 ? kl_ids_pupil_at (school_id, KL_MAX_PUPILS) : G_MAXINT64);
}

/* Pupils */

static gboolean
match_school (KlSearch *search,
              const KlNameQuery *query,
              gint64 school_id,
              GArray *matches,
              GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_LIST_NAMES);

  bind_range (stmt, school_id);
  kl_stmt_bind_int (stmt, 3, MAX_NAMES_LOOKED_AT);
  while (kl_stmt_step (stmt))
    {
      Match match = { kl_stmt_get_int (stmt, 0),
                      kl_name_query_match_letters (query, kl_stmt_get_text (stmt, 1)) };

      if (match.score > 0)
        g_array_append_val (matches, match);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
match_with_error (KlSearch *search, GArray *matches, GError **error)
{
  g_autoptr (KlNameQuery) query = kl_name_query_new (search->terms->typed);

  if (kl_name_query_is_empty (query))
    return TRUE;
  for (guint i = 0; i < get_n_schools (search); i++)
    if (!match_school (search, query, get_school (search, i), matches, error))
      return FALSE;

  return TRUE;
}

static gboolean
find_sounds (KlSearch *search, const KlNameQuery *query, GArray *ids, GError **error)
{
  const GArray *schools = search->text_schools;

  for (guint i = 0; i < schools->len && ids->len <= KL_SEARCH_MAX_ROWS; i++)
    if (!kl_text_index_find_sounds (search->db, query, g_array_index (schools, gint64, i),
                                    KL_SEARCH_MAX_ROWS + 1 - ids->len, ids, error))
      return FALSE;

  return TRUE;
}

/* Adds those of @ids that match, each once; what the index found by its letters matches anyhow. */
static gboolean
add_matches (KlSearch *search,
             const KlNameQuery *query,
             GArray *ids,
             int least,
             GHashTable *seen,
             GArray *matches,
             GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_GET_FOLDED);

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 *id = &g_array_index (ids, gint64, i);
      Match match = { *id, 0 };

      if (!g_hash_table_add (seen, g_memdup2 (id, sizeof *id)))
        continue;
      kl_stmt_bind_int (stmt, 1, *id);
      if (kl_stmt_step (stmt))
        match.score = MAX (kl_name_query_match (query, kl_stmt_get_text (stmt, 0)), least);
      if (!kl_stmt_finish (stmt, error))
        return FALSE;
      if (match.score > 0)
        g_array_append_val (matches, match);
    }

  return TRUE;
}

/* What is written as it was typed, and what sounds as it, ordered by one rule. */
static gboolean
match_by_index (KlSearch *search, GArray *matches, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) alike = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (KlNameQuery) query = kl_name_query_new (search->terms->typed);

  return kl_search_find_in_schools (search, KL_TEXT_INDEX_PUPILS, FALSE, ids, error)
         && find_sounds (search, query, alike, error)
         && add_matches (search, query, ids, 1, seen, matches, error)
         && add_matches (search, query, alike, 0, seen, matches, error);
}

static KlSearchHit *
make_pupil_hit (KlSearch *search, const KlPupil *pupil, int score)
{
  KlSearchHit *hit = kl_search_hit_new (KL_SEARCH_PUPILS, pupil->id);

  hit->school_id = pupil->school_id;
  hit->school_name = g_strdup (pupil->school_name);
  hit->word = pupil->year;
  hit->over = pupil->left_on != KL_DATE_NONE && pupil->left_on < kl_clock_today ();
  /* Those who are still there first. */
  hit->score = hit->over ? score - 1000 : score;
  kl_search_set_lines (search, hit, g_strdup (pupil->name),
                       kl_group_name_format (pupil->group_name));

  /* A name that is written otherwise is marked as it was heard. */
  if (hit->title_ranges->len == 0)
    {
      g_autoptr (KlNameQuery) query = kl_name_query_new (search->terms->typed);

      g_array_unref (hit->title_ranges);
      hit->title_ranges = kl_name_query_find_ranges (query, hit->title);
    }

  return hit;
}

/*
 * kl_search_find_pupils:
 * @search: a search
 * @error: (out): return location for what went wrong
 *
 * Finds pupils by name and by its sound, also those at schools outside the vault; with one typing
 * error when nobody is called as was typed or sounds like it.
 *
 * Returns: %TRUE when it could be searched
 */
gboolean
kl_search_find_pupils (KlSearch *search, GError **error)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();

  if (!match_by_index (search, matches, error))
    return FALSE;
  if (matches->len == 0 && !match_with_error (search, matches, error))
    return FALSE;

  g_array_sort (matches, compare_matches);
  for (guint i = 0; i < matches->len && i < KL_SEARCH_MAX_ROWS; i++)
    {
      const Match *match = &g_array_index (matches, Match, i);

      g_array_append_val (search->pupil_ids, match->id);
      if (i < 2 * search->limit)
        {
          g_autoptr (KlPupil) pupil = kl_pupils_get (search->db, match->id, error);

          if (pupil == NULL)
            {
              g_ptr_array_set_free_func (hits, (GDestroyNotify) kl_search_hit_free);
              return FALSE;
            }
          g_ptr_array_add (hits, make_pupil_hit (search, pupil, match->score));
        }
    }

  if (kl_search_wants (search, KL_SEARCH_PUPILS))
    {
      kl_search_take_hits (search, KL_SEARCH_PUPILS, hits, matches->len > KL_SEARCH_MAX_ROWS);
      search->result->totals[KL_SEARCH_PUPILS] = MIN (matches->len, KL_SEARCH_MAX_ROWS);
    }
  else
    {
      g_ptr_array_set_free_func (hits, (GDestroyNotify) kl_search_hit_free);
    }

  return TRUE;
}

/* Families */

static gboolean
describe_family (KlSearch *search, KlSearchHit *hit, const char *name, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_LIST_FAMILY_CHILDREN);
  g_autoptr (GString) children = g_string_new (NULL);
  g_autoptr (GPtrArray) nobody = g_ptr_array_new ();
  KlAbout about = { .family_name = name, .subject = KL_SUBJECT_FAMILY, .pupils = nobody };

  kl_stmt_bind_int (stmt, 1, hit->id);
  while (kl_stmt_step (stmt))
    {
      g_autofree char *child =
        kl_people_make_display (kl_stmt_get_text (stmt, 0), NULL, NULL, kl_stmt_get_text (stmt, 2));

      if (*child != '\0')
        g_string_append_printf (children, "%s%s", children->len > 0 ? ", " : "", child);
      if (hit->school_id == 0)
        hit->school_id = kl_stmt_get_int (stmt, 3);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  kl_search_set_lines (search, hit, kl_about_format (&about),
                       g_string_free_and_steal (g_steal_pointer (&children)));
  return TRUE;
}

static gboolean
match_families (KlSearch *search,
                gint64 school_id,
                GHashTable *seen,
                GPtrArray *hits,
                GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_LIST_FAMILIES);
  g_autoptr (KlNameQuery) query = kl_name_query_new (search->terms->typed);

  bind_range (stmt, school_id);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);
      g_autofree char *folded = kl_text_fold (kl_stmt_get_text (stmt, 1));
      int score = kl_name_query_match (query, folded);
      KlSearchHit *hit;

      if (score == 0 || g_hash_table_contains (seen, &id))
        continue;
      hit = kl_search_hit_new (KL_SEARCH_FAMILIES, id);
      hit->score = score;
      g_ptr_array_add (hits, hit);
      g_hash_table_add (seen, g_memdup2 (&id, sizeof id));
      if (!describe_family (search, hit, kl_stmt_get_text (stmt, 1), error))
        return FALSE;
    }

  return kl_stmt_finish (stmt, error);
}

/*
 * kl_search_find_families:
 * @search: a search
 * @error: (out): return location for what went wrong
 *
 * Finds families by name.
 *
 * Returns: %TRUE when it could be searched
 */
gboolean
kl_search_find_families (KlSearch *search, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_search_hit_free);

  for (guint i = 0; i < get_n_schools (search); i++)
    if (!match_families (search, get_school (search, i), seen, hits, error))
      return FALSE;

  g_ptr_array_set_free_func (hits, NULL);
  kl_search_take_hits (search, KL_SEARCH_FAMILIES, hits, FALSE);
  return TRUE;
}

/* Groups */

static void
describe_group (KlSearch *search, KlSearchHit *hit, const KlGroup *group)
{
  g_autofree char *n_pupils = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d pupil",
                                                            "%d pupils", (gulong) group->n_pupils),
                                               group->n_pupils);

  kl_search_set_lines (search, hit, kl_group_name_format (group->name),
                       group->teachers != NULL
                         ? g_strdup_printf ("%s, %s", group->teachers, n_pupils)
                         : g_strdup (n_pupils));
}

/*
 * kl_search_find_groups:
 * @search: a search in one school
 * @error: (out): return location for what went wrong
 *
 * Finds the classes of the newest school year: by name, and those of the pupils found.
 *
 * Returns: %TRUE when it could be searched
 */
gboolean
kl_search_find_groups (KlSearch *search, GError **error)
{
  g_autoptr (KlNameQuery) query = kl_name_query_new (search->terms->typed);
  g_autoptr (GPtrArray) groups = NULL;
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();

  if (get_school (search, 0) == 0)
    return TRUE;

  groups = kl_groups_list (search->db, get_school (search, 0), 0, error);
  if (groups == NULL)
    return FALSE;
  for (guint i = 0; i < groups->len; i++)
    {
      const KlGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *name = kl_group_name_format (group->name);
      g_autofree char *folded = kl_text_fold (name != NULL ? name : "");
      int score = kl_name_query_match (query, folded);
      KlSearchHit *hit;

      if (score == 0)
        continue;
      hit = kl_search_hit_new (KL_SEARCH_GROUPS, group->id);
      hit->school_id = group->school_id;
      hit->word = group->year;
      hit->score = score;
      describe_group (search, hit, group);
      g_ptr_array_add (hits, hit);
    }

  kl_search_take_hits (search, KL_SEARCH_GROUPS, hits, FALSE);
  return TRUE;
}

/* Partners */

static char *
describe_partner (const char *area, int usual_days)
{
  g_autofree char *answer = NULL;

  if (usual_days >= 0)
    answer = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "usually answers after %d day",
                                           "usually answers after %d days", (gulong) usual_days),
                              usual_days);
  if (area == NULL || *area == '\0')
    return g_steal_pointer (&answer);

  return answer != NULL ? g_strdup_printf ("%s, %s", area, answer) : g_strdup (area);
}

/*
 * kl_search_find_partners:
 * @search: a search
 * @error: (out): return location for what went wrong
 *
 * Finds partners by name and by what they are; also those that stopped, since what was referred to
 * them stays.
 *
 * Returns: %TRUE when it could be searched
 */
gboolean
kl_search_find_partners (KlSearch *search, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_LIST_PARTNERS);
  g_autoptr (KlNameQuery) query = kl_name_query_new (search->terms->typed);
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();

  kl_stmt_bind_int (stmt, 1, kl_db_get_professional_id (search->db));
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);
      g_autofree char *name = kl_text_fold (kl_stmt_get_text (stmt, 1));
      g_autofree char *kind = kl_text_fold (kl_stmt_get_text (stmt, 2));
      int score = MAX (kl_name_query_match (query, name), kl_name_query_match (query, kind) / 2);
      KlSearchHit *hit;

      if (score == 0)
        continue;
      g_array_append_val (search->partner_ids, id);
      hit = kl_search_hit_new (KL_SEARCH_PARTNERS, id);
      hit->score = score;
      hit->word = (int) kl_stmt_get_int (stmt, 3);
      kl_search_set_lines (search, hit, kl_stmt_dup_text (stmt, 1),
                           describe_partner (kl_stmt_get_text (stmt, 4),
                                             (int) kl_stmt_get_int (stmt, 5)));
      g_ptr_array_add (hits, hit);
    }

  if (!kl_search_wants (search, KL_SEARCH_PARTNERS))
    g_ptr_array_set_free_func (hits, (GDestroyNotify) kl_search_hit_free);
  else
    kl_search_take_hits (search, KL_SEARCH_PARTNERS, hits, FALSE);

  return kl_stmt_finish (stmt, error);
}

/*
 * kl_search_take_partner:
 * @search: a search
 * @partner_id: a partner
 * @error: (out): return location for what went wrong
 *
 * Adds a partner to what was found, unless it is gone or not known to the one who asks.
 *
 * Returns: %TRUE when it could be looked up
 */
gboolean
kl_search_take_partner (KlSearch *search, gint64 partner_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_GET_PARTNER);

  kl_stmt_bind_int (stmt, 1, kl_db_get_professional_id (search->db));
  kl_stmt_bind_int (stmt, 2, partner_id);
  if (kl_stmt_step (stmt))
    {
      KlSearchHit *hit = kl_search_hit_new (KL_SEARCH_PARTNERS, partner_id);

      hit->word = (int) kl_stmt_get_int (stmt, 1);
      kl_search_set_lines (search, hit, kl_stmt_dup_text (stmt, 0),
                           describe_partner (kl_stmt_get_text (stmt, 2),
                                             (int) kl_stmt_get_int (stmt, 3)));
      g_ptr_array_add (search->result->hits, hit);
      search->result->totals[KL_SEARCH_PARTNERS]++;
    }

  return kl_stmt_finish (stmt, error);
}

/* Professionals */

static gboolean
match_professionals (KlSearch *search,
                     gint64 school_id,
                     GHashTable *seen,
                     GPtrArray *hits,
                     GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_LIST_PROFESSIONALS);
  g_autoptr (KlNameQuery) query = kl_name_query_new (search->terms->typed);

  kl_stmt_bind_int (stmt, 1, school_id);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);
      int score = kl_name_query_match (query, kl_stmt_get_text (stmt, 1));
      KlSearchHit *hit;

      if (score == 0 || g_hash_table_contains (seen, &id))
        continue;
      g_hash_table_add (seen, g_memdup2 (&id, sizeof id));
      hit = kl_search_hit_new (KL_SEARCH_PROFESSIONALS, id);
      hit->score = score;
      hit->word = (int) kl_stmt_get_int (stmt, 5);
      hit->school_id = kl_stmt_get_int (stmt, 6);
      hit->school_name = kl_stmt_dup_text (stmt, 7);
      kl_search_set_lines (search, hit, kl_people_read_name (stmt, 2),
                           g_strdup (kl_words_get_label (KL_WORDS_ROLE, hit->word)));
      g_ptr_array_add (hits, hit);
    }

  return kl_stmt_finish (stmt, error);
}

/*
 * kl_search_find_professionals:
 * @search: a search
 * @error: (out): return location for what went wrong
 *
 * Finds colleagues by name, each once.
 *
 * Returns: %TRUE when it could be searched
 */
gboolean
kl_search_find_professionals (KlSearch *search, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GPtrArray) hits = g_ptr_array_new ();

  for (guint i = 0; i < get_n_schools (search); i++)
    if (!match_professionals (search, get_school (search, i), seen, hits, error))
      {
        g_ptr_array_set_free_func (hits, (GDestroyNotify) kl_search_hit_free);
        return FALSE;
      }

  kl_search_take_hits (search, KL_SEARCH_PROFESSIONALS, hits, FALSE);
  return TRUE;
}
