/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import-match.h"

#include "model/kl-text.h"

#include <string.h>

/* A real school has a few children with the same birthday; a hostile file has them all. */
#define MAX_COMPARED 200
/* Two letters that changed places. */
#define MAX_NEAR_BYTES 8

/* Auxiliary functions */

static gboolean
is_stable (const char *key)
{
  return key != NULL && *key != '\0' && *key != '#';
}

/* Makes the name as two people compare it, without prefix; parts stay apart. */
static void
ensure_identity (KlImportPerson *person)
{
  g_autofree char *given = NULL;
  g_autofree char *surname = NULL;

  if (person->identity != NULL)
    return;

  given = kl_text_fold (person->given != NULL ? person->given : "");
  surname = kl_text_fold (person->surname != NULL ? person->surname : "");
  person->identity = g_strconcat (given, "\t", surname, NULL);
  person->n_given = (guint) strlen (given);
  person->n_identity = person->n_given + 1 + (guint) strlen (surname);
}

static const char *
get_identity (KlImportPerson *person)
{
  ensure_identity (person);
  return person->identity;
}

/* Whether two texts are the same but for one letter more, less, other or two that changed
 * places. Typing in a search has looser rules; this is to tell people apart. */
static gboolean
is_near (const char *a, gsize length_a, const char *b, gsize length_b)
{
  const char *a_end = a + length_a, *b_end = b + length_b;
  glong n_a, n_b;

  while (a < a_end && b < b_end && *a == *b)
    a++, b++;
  /* Back to the beginning of the letter, and on to the end of one. */
  while (((guchar) *a & 0xc0) == 0x80 || ((guchar) *b & 0xc0) == 0x80)
    a--, b--;
  while (a_end > a && b_end > b && a_end[-1] == b_end[-1])
    a_end--, b_end--;
  while (((guchar) *a_end & 0xc0) == 0x80 || ((guchar) *b_end & 0xc0) == 0x80)
    a_end++, b_end++;

  if (a_end - a > MAX_NEAR_BYTES || b_end - b > MAX_NEAR_BYTES)
    return FALSE;

  n_a = g_utf8_strlen (a, a_end - a);
  n_b = g_utf8_strlen (b, b_end - b);
  if (n_a <= 1 && n_b <= 1)
    return TRUE;

  return n_a == 2 && n_b == 2 && g_utf8_get_char (a) == g_utf8_get_char (g_utf8_next_char (b))
         && g_utf8_get_char (b) == g_utf8_get_char (g_utf8_next_char (a));
}

static gboolean
has_near_name (KlImportPerson *a, KlImportPerson *b)
{
  ensure_identity (a);
  ensure_identity (b);

  return is_near (a->identity, a->n_identity, b->identity, b->n_identity);
}

static void
pair (KlImportMatch *match, guint place, guint row)
{
  match->rows_of_places[place] = (int) row;
  match->places_of_rows[row] = (int) place;
}

/*
 * A key that now stands with another birthday and another name belongs to another child:
 * what was written about the one must never come under the other.
 */
static gboolean
is_somebody_else (KlImportPerson *place, KlImportPerson *row)
{
  return place->birth != KL_DATE_NONE && row->birth != KL_DATE_NONE && place->birth != row->birth
         && !has_near_name (place, row);
}

static void
match_keys (KlImportMatch *match)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < match->n_places; i++)
    if (is_stable (match->places[i].key))
      g_hash_table_insert (places, (char *) match->places[i].key, GUINT_TO_POINTER (i));

  for (guint i = 0; i < match->n_rows; i++)
    {
      KlImportPerson *row = &match->rows[i];
      gpointer found;
      guint place;

      if (row->key == NULL || !g_hash_table_lookup_extended (places, row->key, NULL, &found))
        continue;

      place = GPOINTER_TO_UINT (found);
      if (!is_somebody_else (&match->places[place], row))
        {
          pair (match, place, i);
          continue;
        }
      match->near_places[i] = (int) place;
      match->reused[i] = TRUE;
    }
}

static gboolean
has_unmatched (const int *others, guint n)
{
  for (guint i = 0; i < n; i++)
    if (others[i] == KL_IMPORT_NOBODY)
      return TRUE;

  return FALSE;
}

static guint
hash_person (gconstpointer data)
{
  KlImportPerson *person = (KlImportPerson *) data;

  return g_str_hash (get_identity (person)) ^ (guint) person->birth;
}

static gboolean
equal_person (gconstpointer a, gconstpointer b)
{
  KlImportPerson *first = (KlImportPerson *) a, *second = (KlImportPerson *) b;

  return first->birth == second->birth && g_str_equal (get_identity (first), get_identity (second));
}

/* Who has no stable key, or another one since the school changed its administration. */
static void
match_names (KlImportMatch *match)
{
  g_autoptr (GHashTable) places = NULL;
  g_autofree int *next = NULL;

  if (!has_unmatched (match->rows_of_places, match->n_places)
      || !has_unmatched (match->places_of_rows, match->n_rows))
    return;

  /* The same name and birthday twice: a chain, so that the first is paired with the first. */
  places = g_hash_table_new (hash_person, equal_person);
  next = g_new (int, match->n_places);
  for (guint i = match->n_places; i-- > 0;)
    if (match->rows_of_places[i] == KL_IMPORT_NOBODY)
      {
        gpointer head = g_hash_table_lookup (places, &match->places[i]);

        next[i] = head != NULL ? (int) ((KlImportPerson *) head - match->places) : KL_IMPORT_NOBODY;
        g_hash_table_replace (places, &match->places[i], &match->places[i]);
      }

  for (guint i = 0; i < match->n_rows; i++)
    {
      KlImportPerson *head;
      guint place;

      if (match->places_of_rows[i] != KL_IMPORT_NOBODY)
        continue;
      head = g_hash_table_lookup (places, &match->rows[i]);
      if (head == NULL)
        continue;

      place = (guint) (head - match->places);
      pair (match, place, i);
      if (next[place] == KL_IMPORT_NOBODY)
        g_hash_table_remove (places, head);
      else
        g_hash_table_replace (places, &match->places[next[place]], &match->places[next[place]]);
    }
}

/* Known doubles */

static const KlImportPerson *
find_double (KlImportMatch *match, GHashTable *by_key, GHashTable *by_name, KlImportPerson *row)
{
  KlImportPerson *found = is_stable (row->key) ? g_hash_table_lookup (by_key, row->key) : NULL;

  if (found != NULL && !is_somebody_else (found, row))
    return found;

  return g_hash_table_lookup (by_name, row);
}

/*
 * Two pupils that became one are still two in an administration that has both: the second row says
 * nothing new. When the administration threw the other one away, the row is that of who stayed.
 */
static void
match_doubles (KlImportMatch *match)
{
  g_autoptr (GHashTable) by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) by_name = g_hash_table_new (hash_person, equal_person);

  for (guint i = 0; i < match->n_doubles; i++)
    {
      if (is_stable (match->doubles[i].key))
        g_hash_table_insert (by_key, (char *) match->doubles[i].key, &match->doubles[i]);
      g_hash_table_add (by_name, &match->doubles[i]);
    }
  for (guint i = 0; match->n_doubles > 0 && i < match->n_rows; i++)
    {
      const KlImportPerson *found = NULL;
      int place;

      if (match->places_of_rows[i] == KL_IMPORT_NOBODY && !match->reused[i])
        found = find_double (match, by_key, by_name, &match->rows[i]);
      if (found == NULL)
        continue;

      place = match->places_of_doubles[found - match->doubles];
      if (match->rows_of_places[place] == KL_IMPORT_NOBODY)
        pair (match, (guint) place, i);
      else
        match->merged[i] = TRUE;
    }
}

/* Possible doubles */

/* One is called "Fatima", the other "Fatima Zahra": the same first words. */
static gboolean
begins_with (const KlImportPerson *longer, const KlImportPerson *shorter)
{
  return shorter->n_given > 0 && shorter->n_given < longer->n_given
         && longer->identity[shorter->n_given] == ' '
         && memcmp (longer->identity, shorter->identity, shorter->n_given) == 0;
}

static gboolean
may_be_same (KlImportPerson *a, KlImportPerson *b)
{
  return has_near_name (a, b)
         || ((begins_with (a, b) || begins_with (b, a))
             && g_str_equal (a->identity + a->n_given, b->identity + b->n_given));
}

/*
 * One error leaves the given name or the surname as it was, so who may be the same shares
 * a birthday and one of the two. Chains of indexes: people with the same part, the last
 * one added first.
 */
typedef struct
{
  KlImportPerson *people;
  GHashTable *heads;
  int *next[2];
} Index;

static void
index_init (Index *index, KlImportPerson *people, guint n_people)
{
  index->people = people;
  index->heads = g_hash_table_new (NULL, NULL);
  for (int part = 0; part < 2; part++)
    index->next[part] = g_new (int, n_people);
}

static void
index_clear (Index *index)
{
  g_hash_table_unref (index->heads);
  for (int part = 0; part < 2; part++)
    g_free (index->next[part]);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Index, index_clear)

/* Two parts with one key only cost a comparison. */
static gpointer
make_index_key (KlImportPerson *person, int part)
{
  guint64 hash = (guint64) person->birth * 2 + (guint64) part + 1;
  guint begin, end;

  ensure_identity (person);
  begin = part == 0 ? 0 : person->n_given + 1;
  end = part == 0 ? person->n_given : person->n_identity;
  for (guint i = begin; i < end; i++)
    hash = hash * G_GUINT64_CONSTANT (1099511628211) + (guchar) person->identity[i];

  return GSIZE_TO_POINTER ((gsize) (hash ^ (hash >> 32)));
}

static void
index_add (Index *index, guint i)
{
  for (int part = 0; part < 2; part++)
    {
      gpointer key = make_index_key (&index->people[i], part);
      gpointer head;

      index->next[part][i] = g_hash_table_lookup_extended (index->heads, key, NULL, &head)
                               ? GPOINTER_TO_INT (head)
                               : KL_IMPORT_NOBODY;
      g_hash_table_insert (index->heads, key, GINT_TO_POINTER ((int) i));
    }
}

static int
index_find (Index *index, KlImportPerson *person)
{
  guint n_compared = 0;

  for (int part = 0; part < 2; part++)
    {
      gpointer head;

      if (!g_hash_table_lookup_extended (index->heads, make_index_key (person, part), NULL, &head))
        continue;
      for (int i = GPOINTER_TO_INT (head); i != KL_IMPORT_NOBODY && n_compared < MAX_COMPARED;
           i = index->next[part][i], n_compared++)
        if (index->people[i].birth == person->birth && may_be_same (person, &index->people[i]))
          return i;
    }

  return KL_IMPORT_NOBODY;
}

/* Where one birthday is not known, only the very same name counts. */
static int
find_without_birth (GHashTable *by_name, KlImportMatch *match, KlImportPerson *row)
{
  KlImportPerson *place = g_hash_table_lookup (by_name, get_identity (row));

  if (place == NULL || (place->birth != KL_DATE_NONE && row->birth != KL_DATE_NONE))
    return KL_IMPORT_NOBODY;

  return (int) (place - match->places);
}

/* Names of those whose birthday is not known come last, so that they are what is found. */
static GHashTable *
index_names (KlImportMatch *match)
{
  GHashTable *by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (int known = 1; known >= 0; known--)
    for (guint i = 0; i < match->n_places; i++)
      if (match->rows_of_places[i] == KL_IMPORT_NOBODY
          && (match->places[i].birth != KL_DATE_NONE) == known)
        g_hash_table_replace (by_name, (char *) get_identity (&match->places[i]),
                              &match->places[i]);

  return by_name;
}

/* Those who are not in the file come last and are found first; but also those who are: a
 * child can be entered twice. */
static void
index_places (Index *index, KlImportMatch *match)
{
  for (int matched = 1; matched >= 0; matched--)
    for (guint i = match->n_places; i-- > 0;)
      if (match->places[i].birth != KL_DATE_NONE
          && (match->rows_of_places[i] != KL_IMPORT_NOBODY) == matched)
        index_add (index, i);
}

/* Public API */

/**
 * kl_import_match_new:
 * @n_places: how many are known
 * @n_rows: how many the file has
 *
 * Returns: (transfer full): a match with room for them, to be filled by the caller; the
 *   strings stay the caller's
 */
KlImportMatch *
kl_import_match_new (guint n_places, guint n_rows)
{
  KlImportMatch *match = g_new0 (KlImportMatch, 1);

  match->n_places = n_places;
  match->n_rows = n_rows;
  match->places = g_new0 (KlImportPerson, n_places);
  match->rows = g_new0 (KlImportPerson, n_rows);
  match->rows_of_places = g_new (int, n_places);
  match->places_of_rows = g_new (int, n_rows);
  match->near_places = g_new (int, n_rows);
  match->near_rows = g_new (int, n_rows);
  match->reused = g_new0 (gboolean, n_rows);
  match->merged = g_new0 (gboolean, n_rows);

  for (guint i = 0; i < n_places; i++)
    match->rows_of_places[i] = KL_IMPORT_NOBODY;
  for (guint i = 0; i < n_rows; i++)
    match->places_of_rows[i] = match->near_places[i] = match->near_rows[i] = KL_IMPORT_NOBODY;

  return match;
}

/**
 * kl_import_match_free:
 * @match: (transfer full): a match
 */
void
kl_import_match_free (KlImportMatch *match)
{
  for (guint i = 0; i < match->n_places; i++)
    g_free (match->places[i].identity);
  for (guint i = 0; i < match->n_rows; i++)
    g_free (match->rows[i].identity);
  for (guint i = 0; i < match->n_doubles; i++)
    g_free (match->doubles[i].identity);
  g_free (match->doubles);
  g_free (match->places_of_doubles);
  g_free (match->merged);
  g_free (match->places);
  g_free (match->rows);
  g_free (match->rows_of_places);
  g_free (match->places_of_rows);
  g_free (match->near_places);
  g_free (match->near_rows);
  g_free (match->reused);
  g_free (match);
}

/**
 * kl_import_match_expect_doubles:
 * @match: a match, before it is run
 * @n_doubles: how many turned out to be one of the places
 *
 * Makes room for them, to be filled by the caller; the strings stay the caller's.
 */
void
kl_import_match_expect_doubles (KlImportMatch *match, guint n_doubles)
{
  g_return_if_fail (match != NULL && match->doubles == NULL);

  match->n_doubles = n_doubles;
  match->doubles = g_new0 (KlImportPerson, n_doubles);
  match->places_of_doubles = g_new0 (int, n_doubles);
}

/**
 * kl_import_match_run:
 * @match: a match, filled
 *
 * Pairs places and rows: by stable key, else by name and birthday, and else as a known double.
 */
void
kl_import_match_run (KlImportMatch *match)
{
  match_keys (match);
  match_names (match);
  match_doubles (match);
}

/**
 * kl_import_match_find_near:
 * @match: a match that was run
 *
 * Looks for each row without a place whether it may be somebody who is known, or somebody
 * who is in the file twice: the same birthday and a name within one error.
 */
void
kl_import_match_find_near (KlImportMatch *match)
{
  g_auto (Index) places = { NULL };
  g_auto (Index) rows = { NULL };
  g_autoptr (GHashTable) names = NULL;

  index_init (&places, match->places, match->n_places);
  index_init (&rows, match->rows, match->n_rows);
  if (!has_unmatched (match->places_of_rows, match->n_rows))
    return;

  index_places (&places, match);
  names = index_names (match);
  for (guint i = 0; i < match->n_rows; i++)
    {
      KlImportPerson *row = &match->rows[i];
      const gboolean has_birth = row->birth != KL_DATE_NONE;

      if (match->places_of_rows[i] != KL_IMPORT_NOBODY || match->merged[i])
        continue;
      if (match->near_places[i] == KL_IMPORT_NOBODY && has_birth)
        match->near_places[i] = index_find (&places, row);
      if (match->near_places[i] == KL_IMPORT_NOBODY)
        match->near_places[i] = find_without_birth (names, match, row);
      if (match->near_places[i] == KL_IMPORT_NOBODY && has_birth)
        match->near_rows[i] = index_find (&rows, row);
      if (has_birth)
        index_add (&rows, i);
    }
}

/**
 * kl_import_match_is_near:
 * @a: a folded text
 * @b: a folded text
 *
 * Returns: whether they are the same but for one letter more, less or other, or two
 *   letters that changed places
 */
gboolean
kl_import_match_is_near (const char *a, const char *b)
{
  return is_near (a, strlen (a), b, strlen (b));
}
