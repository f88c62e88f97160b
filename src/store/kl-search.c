/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-search.h"

#include "kl-audit.h"
#include "kl-case-private.h"
#include "kl-ids.h"
#include "kl-people-private.h"
#include "kl-pupils.h"
#include "kl-search-private.h"
#include "kl-visibility.h"
#include "model/kl-about.h"
#include "model/kl-case.h"

/* Cards that were opened last; who looks for one again mostly types its name. */
#define MAX_PARTNERS 3

#define DEFAULT_LIMIT 3
#define EXCERPT_CHARS 90

enum
{
  SQL_LIST_SCHOOLS,
  SQL_LIST_ALL_SCHOOLS,
  SQL_LIST_CASES_OF_PUPIL,
  SQL_LIST_CASES_OF_PARTNER,
  SQL_LIST_OWN_CASES,
  SQL_LIST_FAMILY_CASES,
  SQL_GET_CASE_FACTS,
  SQL_GET_CASE,
  SQL_LIST_CASE_PUPILS,
  SQL_GET_ACTION,
  SQL_GET_PROFESSIONAL,
  SQL_LIST_RECENT,
  N_SQL
};

/* clang-format off */
static const char *const statements[N_SQL] = {
  [SQL_LIST_SCHOOLS] =
    "SELECT m.school_id FROM membership m WHERE m.professional_id = ?1"
    " AND " KL_SQL_WORKS ("m", "?2") " ORDER BY m.school_id",
  [SQL_LIST_ALL_SCHOOLS] =
    "SELECT id FROM school ORDER BY id",
  [SQL_LIST_CASES_OF_PUPIL] =
    "SELECT case_id FROM case_pupil WHERE pupil_id = ? ORDER BY case_id DESC",
  [SQL_LIST_CASES_OF_PARTNER] =
    "SELECT DISTINCT case_id FROM referral WHERE partner_id = ? ORDER BY case_id DESC LIMIT ?",
  /* Which one opens: what is going on goes before what is over. */
  [SQL_LIST_OWN_CASES] =
    "SELECT c.id FROM case_pupil p JOIN care_case c ON c.id = p.case_id WHERE p.pupil_id = ?"
    " ORDER BY " KL_SQL_OPEN ("c") " DESC, c.id DESC",
  [SQL_LIST_FAMILY_CASES] =
    "SELECT DISTINCT c.id FROM pupil p JOIN case_pupil cp ON cp.pupil_id = p.id"
    " JOIN care_case c ON c.id = cp.case_id WHERE p.family_id = ?1"
    " ORDER BY " KL_SQL_OPEN ("c") " DESC, c.family_id = ?1 DESC, c.id DESC",
  [SQL_GET_CASE_FACTS] =
    "SELECT status, opened_on FROM care_case WHERE id = ?",
  [SQL_GET_CASE] =
    "SELECT c.title, c.subject, c.theme, c.school_id, s.name, f.name, g.name, c.owner_id FROM care_case c JOIN school s ON s.id = c.school_id"
    " LEFT JOIN family f ON f.id = c.family_id LEFT JOIN school_group g ON g.id = c.group_id"
    " WHERE c.id = ?",
  [SQL_LIST_CASE_PUPILS] =
    "SELECT pupil_id FROM case_pupil WHERE case_id = ? ORDER BY role, pupil_id",
  [SQL_GET_ACTION] =
    "SELECT a.body, a.due, a.done_on, a.owner_id, a.case_id, c.title, a.school_id, s.name"
    " FROM action a JOIN school s ON s.id = a.school_id"
    " LEFT JOIN care_case c ON c.id = a.case_id WHERE a.id = ?",
  [SQL_GET_PROFESSIONAL] =
    "SELECT given, prefix, surname FROM professional WHERE id = ?",
  /* Far back nobody remembers, and the log is long. */
  [SQL_LIST_RECENT] =
    "SELECT subject_id FROM audit_record WHERE user_id = ?1 AND act = ?2 AND subject = ?3"
    " AND (?4 = 0 OR school_id = ?4) AND id > (SELECT max (id) FROM audit_record) - 5000"
    " GROUP BY subject_id ORDER BY max (id) DESC LIMIT ?5",
};
/* clang-format on */

static const KlSql sql = KL_SQL (statements);

/* The search itself */

static void
search_free (KlSearch *search)
{
  g_clear_pointer (&search->terms, kl_search_terms_free);
  g_clear_pointer (&search->schools, g_array_unref);
  g_clear_pointer (&search->text_schools, g_array_unref);
  g_clear_pointer (&search->result, kl_search_result_free);
  g_clear_pointer (&search->pupil_ids, g_array_unref);
  g_clear_pointer (&search->partner_ids, g_array_unref);
  g_clear_pointer (&search->sights, g_hash_table_unref);
  g_free (search);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSearch, search_free)

static GArray *
new_ids (void)
{
  return g_array_new (FALSE, FALSE, sizeof (gint64));
}

static KlSearch *
search_new (KlDb *db, const char *typed, guint kinds, guint limit)
{
  KlSearch *search = g_new0 (KlSearch, 1);

  search->db = db;
  search->terms = kl_search_terms_new (typed);
  search->schools = new_ids ();
  search->text_schools = new_ids ();
  search->kinds = kinds;
  search->limit = limit > 0 ? limit : DEFAULT_LIMIT;
  search->result = kl_search_result_new ();
  search->pupil_ids = new_ids ();
  search->partner_ids = new_ids ();
  search->sights = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  return search;
}

static gboolean
list_memberships (KlSearch *search, gint64 reader, gint64 school_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_LIST_SCHOOLS);

  kl_stmt_bind_int (stmt, 1, reader);
  kl_stmt_bind_int (stmt, 2, kl_clock_today ());
  while (kl_stmt_step (stmt))
    {
      gint64 member_of = kl_stmt_get_int (stmt, 0);

      if (school_id == 0 || school_id == member_of)
        g_array_append_val (search->schools, member_of);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
list_text_schools (KlSearch *search, GError **error)
{
  g_autoptr (KlStmt) stmt = NULL;

  g_array_append_vals (search->text_schools, search->schools->data, search->schools->len);
  if (search->schools->len > 0)
    return TRUE;

  stmt = kl_db_statement (search->db, &sql, SQL_LIST_ALL_SCHOOLS);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (search->text_schools, id);
    }

  return kl_stmt_finish (stmt, error);
}

/* Where the one who searches has a role. Nobody in particular searches everywhere. */
static gboolean
list_schools (KlSearch *search, gint64 school_id, gboolean *anywhere, GError **error)
{
  const gint64 reader = kl_db_get_professional_id (search->db);

  *anywhere = TRUE;
  if (reader == 0)
    {
      if (school_id != 0)
        g_array_append_val (search->schools, school_id);
      return list_text_schools (search, error);
    }

  if (!list_memberships (search, reader, school_id, error))
    return FALSE;
  *anywhere = search->schools->len > 0;

  return !*anywhere || list_text_schools (search, error);
}

/* Private to the search. */
gboolean
kl_search_wants (const KlSearch *search, KlSearchKind kind)
{
  return (search->kinds & KL_SEARCH_KIND_BIT (kind)) != 0;
}

/* Private to the search: asks an index for the schools that are searched. */
gboolean
kl_search_find_in_schools (KlSearch *search,
                           KlTextIndex index,
                           gboolean whole_words,
                           GArray *ids,
                           GError **error)
{
  const GArray *schools = search->text_schools;

  for (guint i = 0; i < schools->len && ids->len <= KL_SEARCH_MAX_ROWS; i++)
    if (!kl_text_index_find (search->db, index, search->terms, whole_words,
                             g_array_index (schools, gint64, i), KL_SEARCH_MAX_ROWS + 1 - ids->len,
                             ids, error))
      return FALSE;

  return TRUE;
}

/* Names that fit as well come by name, the rest the newest first. */
static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const KlSearchHit *one = *(KlSearchHit *const *) a;
  const KlSearchHit *other = *(KlSearchHit *const *) b;

  if (one->score != other->score)
    return one->score > other->score ? -1 : 1;
  if (one->kind != KL_SEARCH_CASES && one->kind != KL_SEARCH_ENTRIES
      && one->kind != KL_SEARCH_ACTIONS && one->kind != KL_SEARCH_DOCUMENTS)
    return g_utf8_collate (one->title, other->title);
  return (one->id < other->id) - (one->id > other->id);
}

/* Private to the search: the best first. */
void
kl_search_sort_hits (GPtrArray *hits)
{
  g_ptr_array_sort (hits, compare_hits);
}

/* Private to the search: takes the hits of a kind, the best of which are shown. */
void
kl_search_take_hits (KlSearch *search, KlSearchKind kind, GPtrArray *hits, gboolean capped)
{
  g_ptr_array_sort (hits, compare_hits);
  search->result->totals[kind] = hits->len;
  search->result->capped[kind] = capped;

  for (guint i = 0; i < hits->len; i++)
    {
      KlSearchHit *hit = g_ptr_array_index (hits, i);

      if (i < search->limit)
        g_ptr_array_add (search->result->hits, hit);
      else
        kl_search_hit_free (hit);
    }
}

/* Private to the search: takes the two lines of a hit and marks in them what was found. */
void
kl_search_set_lines (const KlSearch *search, KlSearchHit *hit, char *title, char *detail)
{
  g_array_unref (hit->title_ranges);
  g_array_unref (hit->detail_ranges);
  hit->title = title;
  hit->detail = detail;
  hit->title_ranges = kl_search_terms_find_ranges (search->terms, title);
  hit->detail_ranges = kl_search_terms_find_ranges (search->terms, detail);
}

/* Private to the search: whose it is. */
gboolean
kl_search_set_who (KlSearch *search, KlSearchHit *hit, gint64 professional_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_GET_PROFESSIONAL);

  if (professional_id == 0)
    return TRUE;

  kl_stmt_bind_int (stmt, 1, professional_id);
  if (kl_stmt_step (stmt))
    {
      g_autofree char *name = kl_people_read_name (stmt, 0);

      hit->who = kl_person_new (KL_PERSON_PROFESSIONAL, professional_id, name, NULL);
    }

  return kl_stmt_finish (stmt, error);
}

/* Private to the search: what may be seen of a case, asked once for each. */
const KlSight *
kl_search_get_sight (KlSearch *search, gint64 case_id, GError **error)
{
  KlSight *sight = g_hash_table_lookup (search->sights, &case_id);

  if (sight != NULL)
    return sight;

  sight = g_new0 (KlSight, 1);
  if (!kl_visibility_get_case (search->db, case_id, sight, error))
    {
      g_free (sight);
      return NULL;
    }
  g_hash_table_insert (search->sights, g_memdup2 (&case_id, sizeof case_id), sight);

  return sight;
}

/* Cases */

typedef struct
{
  gint64 id;
  gint64 score;
} Candidate;

static void
add_candidate (GArray *candidates, GHashTable *seen, gint64 id, gint64 score)
{
  Candidate candidate = { id, score };

  if (g_hash_table_add (seen, g_memdup2 (&id, sizeof id)))
    g_array_append_val (candidates, candidate);
}

static GHashTable *
new_seen (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static gboolean
add_cases_of (KlSearch *search,
              guint statement,
              const GArray *ids,
              gint64 score,
              GArray *candidates,
              GHashTable *seen,
              GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, statement);

  for (guint i = 0; i < ids->len && candidates->len <= KL_SEARCH_MAX_ROWS; i++)
    {
      kl_stmt_bind_int (stmt, 1, g_array_index (ids, gint64, i));
      if (statement == SQL_LIST_CASES_OF_PARTNER)
        kl_stmt_bind_int (stmt, 2, KL_SEARCH_MAX_ROWS);
      while (kl_stmt_step (stmt))
        add_candidate (candidates, seen, kl_stmt_get_int (stmt, 0), score);
      if (!kl_stmt_finish (stmt, error))
        return FALSE;
    }

  return TRUE;
}

/* A case is found by its title, by the pupils in it and by the partners it was referred to. */
static GArray *
list_case_candidates (KlSearch *search, GError **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GHashTable) seen = new_seen ();
  g_autoptr (GArray) ids = new_ids ();

  if (!kl_search_find_in_schools (search, KL_TEXT_INDEX_CASES, FALSE, ids, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++)
    add_candidate (candidates, seen, g_array_index (ids, gint64, i), 3);
  if (!add_cases_of (search, SQL_LIST_CASES_OF_PUPIL, search->pupil_ids, 2, candidates, seen, error)
      || !add_cases_of (search, SQL_LIST_CASES_OF_PARTNER, search->partner_ids, 1, candidates, seen,
                        error))
    return NULL;

  return g_steal_pointer (&candidates);
}

static gboolean
is_in_schools (const KlSearch *search, gint64 school_id)
{
  if (search->schools->len == 0)
    return TRUE;

  for (guint i = 0; i < search->schools->len; i++)
    if (g_array_index (search->schools, gint64, i) == school_id)
      return TRUE;

  return FALSE;
}

static GPtrArray *
list_case_pupils (KlSearch *search, gint64 case_id, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_LIST_CASE_PUPILS);
  g_autoptr (GArray) ids = new_ids ();

  kl_stmt_bind_int (stmt, 1, case_id);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }

  return kl_stmt_finish (stmt, error) ? kl_pupils_get_many (search->db, ids, error) : NULL;
}

static void
read_case (KlSearch *search, KlSearchHit *hit, KlStmt *stmt, GPtrArray *pupils)
{
  KlAbout about = {
    .subject = (KlSubject) kl_stmt_get_int (stmt, 1),
    .family_name = kl_stmt_get_text (stmt, 5),
    .group_name = kl_stmt_get_text (stmt, 6),
    .pupils = pupils,
  };

  hit->word = (int) kl_stmt_get_int (stmt, 2);
  hit->school_id = kl_stmt_get_int (stmt, 3);
  hit->school_name = kl_stmt_dup_text (stmt, 4);
  kl_search_set_lines (search, hit, kl_stmt_dup_text (stmt, 0), kl_about_format (&about));
}

static gboolean
describe_case (KlSearch *search, KlSearchHit *hit, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_GET_CASE);
  g_autoptr (GPtrArray) pupils = list_case_pupils (search, hit->id, error);
  gboolean whole = TRUE;

  if (pupils == NULL)
    return FALSE;

  kl_stmt_bind_int (stmt, 1, hit->id);
  if (kl_stmt_step (stmt))
    {
      read_case (search, hit, stmt, pupils);
      whole = kl_search_set_who (search, hit, kl_stmt_get_int (stmt, 7), error);
    }

  return whole && kl_stmt_finish (stmt, error);
}

static KlSearchHit *
rank_case (KlSearch *search, const Candidate *candidate, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_GET_CASE_FACTS);
  g_autoptr (KlSearchHit) hit = kl_search_hit_new (KL_SEARCH_CASES, candidate->id);

  hit->case_id = candidate->id;
  kl_stmt_bind_int (stmt, 1, candidate->id);
  if (kl_stmt_step (stmt))
    {
      hit->over = kl_stmt_get_int (stmt, 0) == KL_CASE_STATUS_CLOSED;
      hit->day = (KlDate) kl_stmt_get_int (stmt, 1);
    }
  /* Open ones first, then by why it was found, then the newest. */
  hit->score = (hit->over ? 0 : (gint64) 1 << 40) + (candidate->score << 32) + hit->day;

  return kl_stmt_finish (stmt, error) ? g_steal_pointer (&hit) : NULL;
}

static gboolean
look_at_case (KlSearch *search, const Candidate *candidate, GPtrArray *hits, GError **error)
{
  const KlSight *sight = kl_search_get_sight (search, candidate->id, error);
  KlSearchHit *hit;

  if (sight == NULL)
    return FALSE;
  /* Where a case was referred to is its content. */
  if (!is_in_schools (search, kl_ids_get_school (candidate->id))
      || !(candidate->score > 1 ? sight->caseload : sight->team))
    return TRUE;

  hit = rank_case (search, candidate, error);
  if (hit != NULL)
    g_ptr_array_add (hits, hit);
  return hit != NULL;
}

/* Private to the search: only what is shown needs words. */
gboolean
kl_search_describe_first (KlSearch *search,
                          GPtrArray *hits,
                          KlSearchDescribe describe,
                          GError **error)
{
  g_ptr_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len && i < search->limit; i++)
    if (!describe (search, g_ptr_array_index (hits, i), error))
      return FALSE;

  g_ptr_array_set_free_func (hits, NULL);
  return TRUE;
}

static gboolean
find_cases (KlSearch *search, GError **error)
{
  g_autoptr (GArray) candidates = list_case_candidates (search, error);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_search_hit_free);

  if (candidates == NULL)
    return FALSE;
  for (guint i = 0; i < candidates->len && i < KL_SEARCH_MAX_ROWS; i++)
    if (!look_at_case (search, &g_array_index (candidates, Candidate, i), hits, error))
      return FALSE;
  if (!kl_search_describe_first (search, hits, describe_case, error))
    return FALSE;

  kl_search_take_hits (search, KL_SEARCH_CASES, hits, candidates->len > KL_SEARCH_MAX_ROWS);
  return TRUE;
}

/* Actions */

static KlSearchHit *
read_action (KlSearch *search, KlStmt *stmt, gint64 id)
{
  KlSearchHit *hit = kl_search_hit_new (KL_SEARCH_ACTIONS, id);

  hit->day = (KlDate) kl_stmt_get_int (stmt, 1);
  hit->over = kl_stmt_get_int (stmt, 2) != KL_DATE_NONE;
  hit->case_id = kl_stmt_get_int (stmt, 4);
  hit->school_id = kl_stmt_get_int (stmt, 6);
  hit->school_name = kl_stmt_dup_text (stmt, 7);
  /* Open ones first, the soonest above. */
  hit->score = (hit->over ? 0 : (gint64) 1 << 40) - hit->day;
  kl_search_set_lines (search, hit,
                       kl_search_terms_make_excerpt (search->terms, kl_stmt_get_text (stmt, 0),
                                                     EXCERPT_CHARS),
                       kl_stmt_dup_text (stmt, 5));

  return hit;
}

/* What hangs on no case is everybody's at the school. */
static gboolean
may_see_action (KlSearch *search,
                const KlSearchHit *hit,
                gint64 owner_id,
                gboolean *visible,
                GError **error)
{
  const KlSight *sight;

  *visible = TRUE;
  if (hit->case_id == 0 || (owner_id != 0 && owner_id == kl_db_get_professional_id (search->db)))
    return TRUE;

  sight = kl_search_get_sight (search, hit->case_id, error);
  if (sight != NULL)
    *visible = sight->team;
  return sight != NULL;
}

static gboolean
look_at_action (KlSearch *search, gint64 id, GPtrArray *hits, GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_GET_ACTION);
  g_autoptr (KlSearchHit) hit = NULL;
  gint64 owner_id = 0;
  gboolean visible;

  kl_stmt_bind_int (stmt, 1, id);
  if (kl_stmt_step (stmt) && is_in_schools (search, kl_stmt_get_int (stmt, 6)))
    {
      hit = read_action (search, stmt, id);
      owner_id = kl_stmt_get_int (stmt, 3);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;
  if (hit == NULL)
    return TRUE;

  if (!may_see_action (search, hit, owner_id, &visible, error)
      || !kl_search_set_who (search, hit, owner_id, error))
    return FALSE;
  if (visible)
    g_ptr_array_add (hits, g_steal_pointer (&hit));
  return TRUE;
}

static gboolean
find_actions (KlSearch *search, GError **error)
{
  g_autoptr (GArray) ids = new_ids ();
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_search_hit_free);

  if (!kl_search_find_in_schools (search, KL_TEXT_INDEX_ACTIONS, FALSE, ids, error))
    return FALSE;
  for (guint i = 0; i < ids->len && i < KL_SEARCH_MAX_ROWS; i++)
    if (!look_at_action (search, g_array_index (ids, gint64, i), hits, error))
      return FALSE;

  g_ptr_array_set_free_func (hits, NULL);
  kl_search_take_hits (search, KL_SEARCH_ACTIONS, hits, ids->len > KL_SEARCH_MAX_ROWS);
  return TRUE;
}

/* All together */

/* Pupils and partners are looked up also when they are not asked for: cases hang on them. */
static gboolean
find_all (KlSearch *search, GError **error)
{
  const gboolean cases = kl_search_wants (search, KL_SEARCH_CASES);

  return (!(cases || kl_search_wants (search, KL_SEARCH_PUPILS))
          || kl_search_find_pupils (search, error))
         && (!kl_search_wants (search, KL_SEARCH_FAMILIES)
             || kl_search_find_families (search, error))
         && (!kl_search_wants (search, KL_SEARCH_GROUPS) || kl_search_find_groups (search, error))
         && (!(cases || kl_search_wants (search, KL_SEARCH_PARTNERS))
             || kl_search_find_partners (search, error))
         && (!cases || find_cases (search, error))
         && (!kl_search_wants (search, KL_SEARCH_ENTRIES) || kl_search_find_entries (search, error))
         && (!kl_search_wants (search, KL_SEARCH_DOCUMENTS)
             || kl_search_find_documents (search, error))
         && (!kl_search_wants (search, KL_SEARCH_ACTIONS) || find_actions (search, error))
         && (!kl_search_wants (search, KL_SEARCH_PROFESSIONALS)
             || kl_search_find_professionals (search, error));
}

/* A pupil or a family leads to its case, as far as the one who searches may see it. */
static gboolean
find_own_case (KlSearch *search, KlSearchHit *hit, GError **error)
{
  const guint which = hit->kind == KL_SEARCH_PUPILS ? SQL_LIST_OWN_CASES : SQL_LIST_FAMILY_CASES;
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, which);
  g_autoptr (GArray) ids = new_ids ();

  kl_stmt_bind_int (stmt, 1, hit->id);
  while (kl_stmt_step (stmt))
    {
      const gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  if (!kl_stmt_finish (stmt, error))
    return FALSE;

  for (guint i = 0; hit->case_id == 0 && i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);
      const KlSight *sight = kl_search_get_sight (search, id, error);

      if (sight == NULL)
        return FALSE;
      if (sight->team && is_in_schools (search, kl_ids_get_school (id)))
        hit->case_id = id;
    }

  return TRUE;
}

static gboolean
find_own_cases (KlSearch *search, GError **error)
{
  const GPtrArray *hits = search->result->hits;

  for (guint i = 0; i < hits->len; i++)
    {
      KlSearchHit *hit = g_ptr_array_index (hits, i);

      if ((hit->kind == KL_SEARCH_PUPILS || hit->kind == KL_SEARCH_FAMILIES)
          && !find_own_case (search, hit, error))
        return FALSE;
    }

  return TRUE;
}

static int
compare_kinds (gconstpointer a, gconstpointer b)
{
  const KlSearchHit *one = *(KlSearchHit *const *) a;
  const KlSearchHit *other = *(KlSearchHit *const *) b;

  return one->kind != other->kind ? (int) one->kind - (int) other->kind : compare_hits (a, b);
}

static gboolean
run (KlSearch *search, gint64 school_id, GError **error)
{
  gboolean anywhere;

  if (search->terms->n_words == 0)
    return TRUE;
  if (!list_schools (search, school_id, &anywhere, error))
    return FALSE;
  if (anywhere && (!find_all (search, error) || !find_own_cases (search, error)))
    return FALSE;

  g_ptr_array_sort (search->result->hits, compare_kinds);
  return TRUE;
}

/**
 * kl_search_run:
 * @db: a connection
 * @query: what to look for and where
 * @error: (out): return location for what went wrong
 *
 * Finds what has all the words, the last of which may be a beginning; without accents, capitals
 * and punctuation. Names are found by their sound too ("Joesoef" finds Youssef), below those that
 * are written as was typed, and with one typing error when that finds nobody. What
 * the one who acts may not see is not found. That there was a search is written in the log, its
 * words are not.
 *
 * Returns: (transfer full): what was found, nothing for a query without words
 */
KlSearchResult *
kl_search_run (KlDb *db, const KlSearchQuery *query, GError **error)
{
  const guint all = KL_SEARCH_ALL_KINDS & ~KL_SEARCH_KIND_BIT (KL_SEARCH_GROUPS);
  g_autoptr (KlSearch) search = NULL;

  g_return_val_if_fail (db != NULL && query != NULL && query->words != NULL, NULL);

  search = search_new (db, query->words, query->kinds != 0 ? query->kinds : all, query->limit);
  if (!kl_db_begin (db, error)
      || !kl_db_end (db,
                     run (search, query->school_id, error)
                       && kl_audit_append (db, KL_AUDIT_SEARCH,
                                           query->school_id != 0 ? KL_AUDIT_SCHOOL : KL_AUDIT_VAULT,
                                           query->school_id, query->school_id, 0, NULL, error),
                     error))
    return NULL;

  return g_steal_pointer (&search->result);
}

static gboolean
list_opened (KlSearch *search,
             KlAuditSubject subject,
             gint64 school_id,
             GArray *ids,
             GError **error)
{
  g_autoptr (KlStmt) stmt = kl_db_statement (search->db, &sql, SQL_LIST_RECENT);

  kl_stmt_bind_text (stmt, 1, kl_db_get_user_id (search->db));
  kl_stmt_bind_int (stmt, 2, KL_AUDIT_READ);
  kl_stmt_bind_int (stmt, 3, subject);
  kl_stmt_bind_int (stmt, 4, school_id);
  kl_stmt_bind_int (stmt, 5, 4 * (gint64) search->limit);
  while (kl_stmt_step (stmt))
    {
      gint64 id = kl_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }

  return kl_stmt_finish (stmt, error);
}

static gboolean
take_cases (KlSearch *search, const GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len && search->result->hits->len < search->limit; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);
      g_autoptr (KlSearchHit) hit = NULL;
      KlSight sight;

      if (!kl_visibility_get_case (search->db, id, &sight, error))
        return FALSE;
      if (!sight.team || !is_in_schools (search, kl_ids_get_school (id)))
        continue;
      hit = kl_search_hit_new (KL_SEARCH_CASES, id);
      hit->case_id = id;
      if (!describe_case (search, hit, error))
        return FALSE;
      if (hit->title != NULL)
        g_ptr_array_add (search->result->hits, g_steal_pointer (&hit));
    }

  search->result->totals[KL_SEARCH_CASES] = search->result->hits->len;
  return TRUE;
}

static gboolean
take_partners (KlSearch *search, const GArray *ids, GError **error)
{
  for (guint i = 0; i < ids->len && search->result->totals[KL_SEARCH_PARTNERS] < MAX_PARTNERS; i++)
    if (!kl_search_take_partner (search, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
find_opened (KlSearch *search, gint64 school_id, GError **error)
{
  g_autoptr (GArray) cases = new_ids ();
  g_autoptr (GArray) partners = new_ids ();

  return list_opened (search, KL_AUDIT_CASE, school_id, cases, error)
         && take_cases (search, cases, error)
         && list_opened (search, KL_AUDIT_PARTNER, school_id, partners, error)
         && take_partners (search, partners, error);
}

/**
 * kl_search_list_opened:
 * @db: a connection
 * @school_id: one school, or 0 for all in which the one who asks has a role
 * @limit: at most how many cases
 * @error: (out): return location for what went wrong
 *
 * The cases that the one who acts opened last and the cards of a few partners, as the log has it:
 * nothing more is kept of what somebody looks at. Those that may not be seen any more are left out.
 *
 * Returns: (transfer full): the cases and then the partners, the last one of each first
 */
KlSearchResult *
kl_search_list_opened (KlDb *db, gint64 school_id, guint limit, GError **error)
{
  g_autoptr (KlSearch) search = NULL;
  gboolean anywhere;

  g_return_val_if_fail (db != NULL, NULL);

  search = search_new (db, "", KL_SEARCH_KIND_BIT (KL_SEARCH_CASES), limit);
  if (!list_schools (search, school_id, &anywhere, error)
      || (anywhere && !find_opened (search, school_id, error)))
    return NULL;

  return g_steal_pointer (&search->result);
}

/**
 * kl_search_suggest:
 * @db: a connection
 * @school_id: a school
 * @typed: the beginning of a name or a class
 * @limit: hits of each kind, 0 for 3
 * @error: (out): return location for what went wrong
 *
 * Whom a new question may be about: pupils, families and classes, as somebody types. It says no
 * more than the list of pupils does and is not logged.
 *
 * Returns: (transfer full): what fits
 */
KlSearchResult *
kl_search_suggest (KlDb *db, gint64 school_id, const char *typed, guint limit, GError **error)
{
  const guint kinds = KL_SEARCH_KIND_BIT (KL_SEARCH_PUPILS)
                      | KL_SEARCH_KIND_BIT (KL_SEARCH_FAMILIES)
                      | KL_SEARCH_KIND_BIT (KL_SEARCH_GROUPS);
  g_autoptr (KlSearch) search = NULL;

  g_return_val_if_fail (db != NULL && typed != NULL && school_id != 0, NULL);

  search = search_new (db, typed, kinds, limit);
  if (!run (search, school_id, error))
    return NULL;

  return g_steal_pointer (&search->result);
}
