/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-who.h"

#include <glib/gi18n-lib.h>

#include "model/kl-name.h"

/* How many of each kind a short list shows. */
#define MAX_PUPILS 5
#define MAX_OTHERS 3

/* Auxiliary functions */

typedef struct
{
  KlWho *who;
  int score;
  guint order;
} Hit;

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *x = a, *y = b;

  if (x->score != y->score)
    return y->score - x->score;

  return x->order < y->order ? -1 : x->order > y->order;
}

static void
append_best (GPtrArray *found, GArray *hits, gboolean pupils, guint max)
{
  guint n = 0;

  for (guint i = 0; i < hits->len && n < max; i++)
    {
      const Hit *hit = &g_array_index (hits, Hit, i);

      if ((hit->who->kind == KL_WHO_PUPIL) != pupils)
        continue;
      g_ptr_array_add (found, kl_who_copy (hit->who));
      n++;
    }
}

static char *
describe_pupil (const KlPupil *pupil)
{
  if (pupil->group_name == NULL)
    return NULL;

  /* Translators: a class, "group 5" */
  return g_strdup_printf (_ ("group %s"), pupil->group_name);
}

static void
add_family (GHashTable *families, GPtrArray *candidates, const KlPupil *pupil)
{
  KlWho *family;
  g_autofree char *name = NULL;
  g_autofree char *surname = NULL;

  if (pupil->family_id == 0)
    return;

  family = g_hash_table_lookup (families, &pupil->family_id);
  if (family != NULL)
    {
      g_autofree char *detail = g_strdup_printf ("%s, %s", family->detail, pupil->given);

      g_set_str (&family->detail, detail);
      return;
    }

  surname = pupil->prefix != NULL && *pupil->prefix != '\0'
              ? g_strdup_printf ("%s %s", pupil->prefix, pupil->surname)
              : g_strdup (pupil->surname);
  /* Translators: a family by its surname, "gezin El Amrani" */
  name = g_strdup_printf (_ ("family %s"), surname);
  family = kl_who_new (KL_WHO_FAMILY, pupil->family_id, name, pupil->given);
  family->family_id = pupil->family_id;
  g_ptr_array_add (candidates, family);
  g_hash_table_insert (families, &family->id, family);
}

/* Public API */

/**
 * kl_who_new:
 * @kind: what it is
 * @id: its row, or 0
 * @name: as shown
 * @detail: (nullable): the second line
 *
 * Returns: (transfer full): a candidate; free with kl_who_free()
 */
KlWho *
kl_who_new (KlWhoKind kind, gint64 id, const char *name, const char *detail)
{
  KlWho *who = g_new0 (KlWho, 1);

  who->kind = kind;
  who->id = id;
  who->name = g_strdup (name);
  who->detail = g_strdup (detail);
  who->folded = kl_text_fold (name);

  return who;
}

/**
 * kl_who_copy:
 * @who: a candidate
 *
 * Returns: (transfer full): a copy of @who
 */
KlWho *
kl_who_copy (const KlWho *who)
{
  KlWho *copy = kl_who_new (who->kind, who->id, who->name, who->detail);

  copy->family_id = who->family_id;

  return copy;
}

/**
 * kl_who_free:
 * @who: (transfer full) (nullable): a candidate
 */
void
kl_who_free (KlWho *who)
{
  if (who == NULL)
    return;

  g_free (who->name);
  g_free (who->detail);
  g_free (who->folded);
  g_free (who);
}

/**
 * kl_who_collect:
 * @pupils: (element-type KlPupil): the pupils of a school
 * @groups: (element-type KlGroup): its classes
 *
 * Returns: (transfer full) (element-type KlWho): pupils, their families and the classes
 */
GPtrArray *
kl_who_collect (GPtrArray *pupils, GPtrArray *groups)
{
  GPtrArray *candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_who_free);
  g_autoptr (GHashTable) families = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < pupils->len; i++)
    {
      const KlPupil *pupil = g_ptr_array_index (pupils, i);
      g_autofree char *detail = describe_pupil (pupil);
      KlWho *who = kl_who_new (KL_WHO_PUPIL, pupil->id, pupil->name, detail);

      who->family_id = pupil->family_id;
      g_ptr_array_add (candidates, who);
      add_family (families, candidates, pupil);
    }

  for (guint i = 0; i < groups->len; i++)
    {
      const KlGroup *group = g_ptr_array_index (groups, i);
      g_autofree char *name = g_strdup_printf (_ ("group %s"), group->name);

      g_ptr_array_add (candidates, kl_who_new (KL_WHO_GROUP, group->id, name, group->teachers));
    }

  return candidates;
}

/**
 * kl_who_find_same:
 * @candidates: (element-type KlWho): whom it can be about
 * @kept: somebody who was chosen before
 *
 * Returns: (transfer none) (nullable): the same one as they are now; the school, and somebody who
 *   is not in the list, are themselves
 */
const KlWho *
kl_who_find_same (GPtrArray *candidates, const KlWho *kept)
{
  g_return_val_if_fail (candidates != NULL && kept != NULL, NULL);

  if (kept->kind == KL_WHO_SCHOOL || kept->kind == KL_WHO_UNLISTED)
    return kept;

  for (guint i = 0; i < candidates->len; i++)
    {
      const KlWho *who = g_ptr_array_index (candidates, i);

      if (who->kind == kept->kind && who->id == kept->id)
        return who;
    }

  return NULL;
}

/**
 * kl_who_find:
 * @candidates: (element-type KlWho): whom it can be about
 * @typed: what was typed
 *
 * Finds with or without prefix and accents and with one typing error.
 *
 * Returns: (transfer full) (element-type KlWho): a short list: the best pupils, then families and
 *   classes, then always the school, and somebody who is not in the list
 */
GPtrArray *
kl_who_find (GPtrArray *candidates, const char *typed)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_who_free);
  g_autoptr (KlNameQuery) query = kl_name_query_new (typed);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autofree char *name = g_strstrip (g_strdup (typed));

  for (guint i = 0; !kl_name_query_is_empty (query) && i < candidates->len; i++)
    {
      KlWho *who = g_ptr_array_index (candidates, i);
      Hit hit = { who, kl_name_query_match (query, who->folded), i };

      if (hit.score > 0)
        g_array_append_val (hits, hit);
    }

  g_array_sort (hits, compare_hits);
  append_best (found, hits, TRUE, MAX_PUPILS);
  append_best (found, hits, FALSE, MAX_OTHERS);

  g_ptr_array_add (found,
                   kl_who_new (KL_WHO_SCHOOL, 0, _ ("The school"), _ ("no child in particular")));
  if (*name != '\0')
    g_ptr_array_add (found, kl_who_new (KL_WHO_UNLISTED, 0, name,
                                        _ ("is not in the list; a first name is enough")));

  return found;
}
