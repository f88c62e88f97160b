/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-partner-match.h"

#include <string.h>

#include "kl-import-match.h"
#include "model/kl-text.h"

/* A name shorter than this says too little when a letter of it is another one ("GGD", "GGZ"). */
#define MIN_NAME 6
#define MIN_DIGITS 7

/* Those that are known by what they can be found with. */
typedef struct
{
  GPtrArray *known;
  const KlPartnerFile *file;
  GHashTable *ids;
  GHashTable *names;
  GHashTable *phones;
  GHashTable *websites;
  GHashTable *near_names; /* a name without one of its letters, to the places of such names */
  GHashTable *near_rows;
  GHashTable *taken; /* places that a row of the file has */
} Index;

/* What is compared */

static const KlPartner *
get_partner (GPtrArray *wholes, guint i)
{
  return ((const KlPartnerWhole *) g_ptr_array_index (wholes, i))->partner;
}

static char *
fold (const char *text)
{
  return kl_text_fold (text != NULL ? text : "");
}

/* An address however it is written: without scheme, www and the stroke at the end. */
static char *
fold_website (const char *url)
{
  g_autofree char *folded = g_utf8_strdown (url != NULL ? url : "", -1);
  const char *scheme = strstr (folded, "://");
  const char *rest = scheme != NULL ? scheme + 3 : folded;
  char *result = g_strdup (g_str_has_prefix (rest, "www.") ? rest + 4 : rest);

  while (g_str_has_suffix (result, "/"))
    result[strlen (result) - 1] = '\0';
  return result;
}

static char *
fold_postcode (const char *postcode)
{
  g_autofree char *folded = fold (postcode);
  g_auto (GStrv) parts = g_strsplit (folded, " ", -1);

  return g_strjoinv (NULL, parts);
}

/* Two branches of one organisation have one name and two towns. */
static gboolean
are_apart (const KlPartner *one, const KlPartner *other)
{
  g_autofree char *first = fold_postcode (one->postcode);
  g_autofree char *second = fold_postcode (other->postcode);
  g_autofree char *first_town = fold (one->town);
  g_autofree char *second_town = fold (other->town);

  return (*first != '\0' && *second != '\0' && !g_str_equal (first, second))
         || (*first_town != '\0' && *second_town != '\0' && !g_str_equal (first_town, second_town));
}

static gboolean
have_other_ids (const KlPartner *one, const KlPartner *other)
{
  return one->external_id != NULL && *one->external_id != '\0' && other->external_id != NULL
         && *other->external_id != '\0' && !g_str_equal (one->external_id, other->external_id);
}

/* The index */

static void
add_key (GHashTable *table, char *key, guint place)
{
  if (*key == '\0' || g_hash_table_contains (table, key))
    g_free (key);
  else
    g_hash_table_insert (table, key, GUINT_TO_POINTER (place + 1));
}

static int
find_key (GHashTable *table, const char *key)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (table, key)) - 1;
}

/* Calls @use for the name and for it without each of its letters: names that differ by one typing
 * error have one of these in common. */
static void
vary_name (const char *folded,
           void (*use) (GHashTable *table, const char *key, gpointer data),
           GHashTable *table,
           gpointer data)
{
  g_autoptr (GString) shorter = g_string_new (NULL);

  if (g_utf8_strlen (folded, -1) < MIN_NAME)
    return;

  use (table, folded, data);
  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    {
      g_string_truncate (shorter, 0);
      g_string_append_len (shorter, folded, c - folded);
      g_string_append (shorter, g_utf8_next_char (c));
      use (table, shorter->str, data);
    }
}

static void
add_variant (GHashTable *table, const char *key, gpointer place)
{
  GArray *places = g_hash_table_lookup (table, key);
  const guint value = GPOINTER_TO_UINT (place);

  if (places == NULL)
    {
      places = g_array_new (FALSE, FALSE, sizeof (guint));
      g_hash_table_insert (table, g_strdup (key), places);
    }
  if (places->len == 0 || g_array_index (places, guint, places->len - 1) != value)
    g_array_append_val (places, value);
}

typedef struct
{
  const KlPartner *partner;
  const char *folded;
  GPtrArray *wholes;
  GHashTable *taken;
  int found;
} Search;

static void
find_variant (GHashTable *table, const char *key, gpointer data)
{
  Search *search = data;
  const GArray *places = g_hash_table_lookup (table, key);

  for (guint i = 0; search->found < 0 && places != NULL && i < places->len; i++)
    {
      const guint place = g_array_index (places, guint, i);
      const KlPartner *other = get_partner (search->wholes, place);
      g_autofree char *folded = fold (other->name);

      if ((search->taken == NULL
           || !g_hash_table_contains (search->taken, GUINT_TO_POINTER (place + 1)))
          && kl_import_match_is_near (search->folded, folded)
          && !are_apart (search->partner, other))
        search->found = (int) place;
    }
}

static int
find_near_name (const Index *index, GHashTable *table, GPtrArray *wholes, const KlPartner *partner)
{
  g_autofree char *folded = fold (partner->name);
  Search search = { partner, folded, wholes, wholes == index->known ? index->taken : NULL,
                    KL_PARTNER_NOBODY };

  vary_name (folded, find_variant, table, &search);
  return search.found;
}

/* A partner may have had an id of this format before it got another one. */
static void
add_ids (Index *index, const KlPartnerWhole *whole, guint place)
{
  if (whole->partner->external_id != NULL)
    add_key (index->ids, g_strdup (whole->partner->external_id), place);
  for (guint i = 0; i < whole->records->len; i++)
    {
      const KlPartnerRecord *record = g_ptr_array_index (whole->records, i);

      if (record->external_id != NULL && g_strcmp0 (record->source, index->file->source) == 0)
        add_key (index->ids, g_strdup (record->external_id), place);
    }
}

static char *
fold_phone (const char *phone)
{
  char *digits = kl_partner_fold_phone (phone);

  if (strlen (digits) < MIN_DIGITS)
    *digits = '\0';
  return digits;
}

static void
fill (Index *index)
{
  for (guint i = 0; i < index->known->len; i++)
    {
      const KlPartnerWhole *whole = g_ptr_array_index (index->known, i);
      g_autofree char *name = fold (whole->partner->name);

      add_ids (index, whole, i);
      add_key (index->names, g_strdup (name), i);
      add_key (index->phones, fold_phone (whole->partner->phone), i);
      add_key (index->websites, fold_website (whole->partner->url), i);
      vary_name (name, add_variant, index->near_names, GUINT_TO_POINTER (i));
    }
}

static GHashTable *
create_keys (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

static GHashTable *
create_variants (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
}

static void
clear (Index *index)
{
  g_hash_table_unref (index->ids);
  g_hash_table_unref (index->names);
  g_hash_table_unref (index->phones);
  g_hash_table_unref (index->websites);
  g_hash_table_unref (index->near_names);
  g_hash_table_unref (index->near_rows);
  g_hash_table_unref (index->taken);
}

/* Finding */

static gboolean
is_free (const Index *index, int place)
{
  return place >= 0 && !g_hash_table_contains (index->taken, GINT_TO_POINTER (place + 1));
}

static gboolean
take_place (Index *index, KlPartnerMatch *match, int place)
{
  if (!is_free (index, place))
    return FALSE;

  match->place = place;
  g_hash_table_add (index->taken, GINT_TO_POINTER (place + 1));
  return TRUE;
}

static void
match_by_id (Index *index, KlPartnerMatch *match, const KlPartner *told)
{
  if (told->external_id != NULL && *told->external_id != '\0')
    take_place (index, match, find_key (index->ids, told->external_id));
}

static void
match_by_name (Index *index, KlPartnerMatch *match, const KlPartner *told)
{
  g_autofree char *name = fold (told->name);
  const int place = find_key (index->names, name);

  if (place >= 0 && !have_other_ids (get_partner (index->known, (guint) place), told)
      && !are_apart (get_partner (index->known, (guint) place), told))
    take_place (index, match, place);
}

static gboolean
may_be (Index *index, KlPartnerMatch *match, int place, KlPartnerReason reason)
{
  if (!is_free (index, place))
    return FALSE;

  match->near_place = place;
  match->reason = reason;
  return TRUE;
}

static void
find_double (Index *index, KlPartnerMatch *match, const KlPartner *told)
{
  g_autofree char *name = fold (told->name);
  g_autofree char *phone = fold_phone (told->phone);
  g_autofree char *website = fold_website (told->url);

  if (may_be (index, match, find_key (index->names, name), KL_PARTNER_REASON_NAME)
      || may_be (index, match, find_near_name (index, index->near_names, index->known, told),
                 KL_PARTNER_REASON_NAME)
      || may_be (index, match, find_key (index->phones, phone), KL_PARTNER_REASON_PHONE)
      || may_be (index, match, find_key (index->websites, website), KL_PARTNER_REASON_WEBSITE))
    return;

  match->near_row = find_near_name (index, index->near_rows, index->file->partners, told);
  if (match->near_row >= 0)
    match->reason = KL_PARTNER_REASON_ROW;
}

/**
 * kl_partner_match:
 * @known: (element-type KlPartnerWhole): the partners of a vault
 * @file: a file with partners
 *
 * Who is who is told by the id in the other program, and else by the name, when neither ids nor
 * places speak against it.
 *
 * Returns: (transfer full) (element-type KlPartnerMatch): one for each partner of the file
 */
GArray *
kl_partner_match (GPtrArray *known, const KlPartnerFile *file)
{
  const guint n = file->partners->len;
  GArray *matches = g_array_sized_new (FALSE, FALSE, sizeof (KlPartnerMatch), n);
  Index index = { .known = known, .file = file };

  index.ids = create_keys ();
  index.names = create_keys ();
  index.phones = create_keys ();
  index.websites = create_keys ();
  index.near_names = create_variants ();
  index.near_rows = create_variants ();
  index.taken = g_hash_table_new (NULL, NULL);
  fill (&index);

  /* Ids first, for all: a name must not take the place of who has the id. */
  for (guint i = 0; i < n; i++)
    {
      KlPartnerMatch match = { KL_PARTNER_NOBODY, KL_PARTNER_NOBODY, KL_PARTNER_NOBODY,
                               KL_PARTNER_REASON_NONE };

      match_by_id (&index, &match, get_partner (file->partners, i));
      g_array_append_val (matches, match);
    }
  for (guint i = 0; i < n; i++)
    if (g_array_index (matches, KlPartnerMatch, i).place < 0)
      match_by_name (&index, &g_array_index (matches, KlPartnerMatch, i),
                     get_partner (file->partners, i));
  for (guint i = 0; i < n; i++)
    {
      KlPartnerMatch *match = &g_array_index (matches, KlPartnerMatch, i);
      const KlPartner *told = get_partner (file->partners, i);
      g_autofree char *name = fold (told->name);

      if (match->place < 0)
        {
          find_double (&index, match, told);
          vary_name (name, add_variant, index.near_rows, GUINT_TO_POINTER (i));
        }
    }

  clear (&index);
  return matches;
}
