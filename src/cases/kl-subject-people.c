/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-subject-people.h"

#include "store/kl-families.h"
#include "store/kl-pupils.h"

/* Who belongs to what a question is about: its children and their parents. */

static GPtrArray *
new_people (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) kl_person_free);
}

static gboolean
has_person (const GPtrArray *people, gint64 id)
{
  for (guint i = 0; i < people->len; i++)
    if (((const KlPerson *) g_ptr_array_index (people, i))->id == id)
      return TRUE;

  return FALSE;
}

static void
add_guardians (GPtrArray *people, const GPtrArray *guardians, gboolean with_relation)
{
  for (guint i = 0; i < guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (guardians, i);

      if (!has_person (people, guardian->id))
        g_ptr_array_add (people, kl_person_new (KL_PERSON_GUARDIAN, guardian->id, guardian->name,
                                                with_relation
                                                  ? kl_words_get_label (KL_WORDS_GUARDIAN_RELATION,
                                                                        (int) guardian->relation)
                                                  : NULL));
    }
}

static void
add_pupils (GPtrArray *people, const GPtrArray *pupils)
{
  for (guint i = 0; i < pupils->len; i++)
    {
      const KlPupil *pupil = g_ptr_array_index (pupils, i);

      if (!has_person (people, pupil->id))
        g_ptr_array_add (people, kl_person_new (KL_PERSON_PUPIL, pupil->id, pupil->name, NULL));
    }
}

/**
 * kl_subject_people_list_parents:
 * @db: a connection
 * @pupil_ids: (element-type gint64): the children it is about
 * @family_id: the family it is about, or 0
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (element-type KlPerson): their parents, each once
 */
GPtrArray *
kl_subject_people_list_parents (KlDb *db, GArray *pupil_ids, gint64 family_id, GError **error)
{
  g_autoptr (GPtrArray) people = new_people ();

  g_return_val_if_fail (db != NULL && pupil_ids != NULL, NULL);

  for (guint i = 0; i < pupil_ids->len; i++)
    {
      g_autoptr (GPtrArray) guardians =
        kl_guardians_list (db, g_array_index (pupil_ids, gint64, i), error);

      if (guardians == NULL)
        return NULL;
      add_guardians (people, guardians, TRUE);
    }
  if (family_id != 0)
    {
      g_autoptr (KlFamily) family = kl_families_get (db, family_id, error);

      if (family == NULL)
        return NULL;
      add_guardians (people, family->guardians, FALSE);
    }

  return g_steal_pointer (&people);
}

/**
 * kl_subject_people_list_pupils:
 * @db: a connection
 * @pupil_ids: (element-type gint64): the children it is about
 * @family_id: the family it is about, or 0
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full) (element-type KlPerson): the children, each once
 */
GPtrArray *
kl_subject_people_list_pupils (KlDb *db, GArray *pupil_ids, gint64 family_id, GError **error)
{
  g_autoptr (GPtrArray) people = new_people ();
  g_autoptr (GPtrArray) pupils = NULL;

  g_return_val_if_fail (db != NULL && pupil_ids != NULL, NULL);

  pupils = kl_pupils_get_many (db, pupil_ids, error);
  if (pupils == NULL)
    return NULL;
  add_pupils (people, pupils);
  if (family_id != 0)
    {
      g_autoptr (KlFamily) family = kl_families_get (db, family_id, error);

      if (family == NULL)
        return NULL;
      add_pupils (people, family->children);
    }

  return g_steal_pointer (&people);
}
