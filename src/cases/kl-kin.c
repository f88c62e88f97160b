/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-kin.h"

#include "model/kl-name.h"
#include "store/kl-cases.h"
#include "store/kl-families.h"
#include "store/kl-pupils.h"
#include "store/kl-schools.h"

/* Loading */

static gboolean
has_child (const KlKin *kin, gint64 pupil_id)
{
  for (guint i = 0; i < kin->children->len; i++)
    if (((const KlPupil *) g_ptr_array_index (kin->children, i))->id == pupil_id)
      return TRUE;

  return FALSE;
}

/* Takes the guardian as a tie too when it belongs to a child. */
static void
add_guardian (KlKin *kin, KlGuardian *guardian)
{
  KlGuardian *copy;

  if (guardian->pupil_id != 0)
    {
      KlGuardian *tie = g_new0 (KlGuardian, 1);

      tie->id = guardian->id;
      tie->pupil_id = guardian->pupil_id;
      tie->relation = guardian->relation;
      tie->custody = guardian->custody;
      g_ptr_array_add (kin->ties, tie);
    }
  if (kl_kin_find_guardian (kin, guardian->id) != NULL)
    return;

  copy = g_memdup2 (guardian, sizeof *guardian);
  copy->name = g_strdup (guardian->name);
  copy->language = g_strdup (guardian->language);
  copy->municipality = g_strdup (guardian->municipality);
  g_ptr_array_add (kin->guardians, copy);
}

static gboolean
load_guardians (KlDb *db, KlKin *kin, GError **error)
{
  for (guint i = 0; i < kin->children->len; i++)
    {
      const KlPupil *child = g_ptr_array_index (kin->children, i);
      g_autoptr (GPtrArray) guardians = kl_guardians_list (db, child->id, error);

      if (guardians == NULL)
        return FALSE;
      for (guint j = 0; j < guardians->len; j++)
        add_guardian (kin, g_ptr_array_index (guardians, j));
    }

  return TRUE;
}

static gboolean
load_family (KlDb *db, KlKin *kin, gint64 family_id, GError **error)
{
  g_autoptr (KlFamily) family = family_id != 0 ? kl_families_get (db, family_id, error) : NULL;

  if (family == NULL)
    return family_id == 0;

  for (guint i = 0; i < family->children->len; i++)
    {
      const KlPupil *child = g_ptr_array_index (family->children, i);

      if (!has_child (kin, child->id))
        g_ptr_array_add (kin->children, kl_pupil_copy (child));
    }
  for (guint i = 0; i < family->guardians->len; i++)
    add_guardian (kin, g_ptr_array_index (family->guardians, i));

  return TRUE;
}

static int
compare_households (gconstpointer a, gconstpointer b)
{
  const KlGuardian *x = *(const KlGuardian *const *) a;
  const KlGuardian *y = *(const KlGuardian *const *) b;

  return x->household != y->household ? x->household - y->household
                                      : (x->id > y->id) - (x->id < y->id);
}

/**
 * kl_kin_load:
 * @db: a connection
 * @case_id: a case
 * @error: (out): return location for what went wrong
 *
 * Returns: (transfer full): its children and those around them
 */
KlKin *
kl_kin_load (KlDb *db, gint64 case_id, GError **error)
{
  g_autoptr (KlCaseFile) file = NULL;
  g_autoptr (KlKin) kin = g_new0 (KlKin, 1);

  g_return_val_if_fail (db != NULL, NULL);

  kin->children = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_pupil_free);
  kin->guardians = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_guardian_free);
  kin->ties = g_ptr_array_new_with_free_func ((GDestroyNotify) kl_guardian_free);
  file = kl_cases_load_file (db, case_id, kl_clock_today (), error);
  if (file == NULL)
    return NULL;

  kin->case_id = case_id;
  kin->school_id = file->row->school_id;
  for (guint i = 0; i < file->pupils->len; i++)
    g_ptr_array_add (kin->children,
                     kl_pupil_copy (
                       ((const KlCasePupil *) g_ptr_array_index (file->pupils, i))->pupil));
  kin->n_members = kin->children->len;
  for (guint i = 0; i < kin->n_members; i++)
    {
      const KlPupil *child = g_ptr_array_index (kin->children, i);

      if (!load_family (db, kin, child->family_id, error))
        return NULL;
    }
  if (!load_family (db, kin, file->family_id, error) || !load_guardians (db, kin, error))
    return NULL;
  g_ptr_array_sort (kin->guardians, compare_households);

  return g_steal_pointer (&kin);
}

/**
 * kl_kin_free:
 * @kin: (transfer full) (nullable): what kl_kin_load() returned
 */
void
kl_kin_free (KlKin *kin)
{
  if (kin == NULL)
    return;

  g_clear_pointer (&kin->children, g_ptr_array_unref);
  g_clear_pointer (&kin->guardians, g_ptr_array_unref);
  g_clear_pointer (&kin->ties, g_ptr_array_unref);
  g_free (kin);
}

/**
 * kl_kin_find_guardian:
 * @kin: those around a case
 * @guardian_id: a parent or carer
 *
 * Returns: (transfer none) (nullable): that one
 */
const KlGuardian *
kl_kin_find_guardian (const KlKin *kin, gint64 guardian_id)
{
  for (guint i = 0; i < kin->guardians->len; i++)
    {
      const KlGuardian *guardian = g_ptr_array_index (kin->guardians, i);

      if (guardian->id == guardian_id)
        return guardian;
    }

  return NULL;
}

/**
 * kl_kin_find_tie:
 * @kin: those around a case
 * @guardian_id: a parent or carer
 * @pupil_id: a child
 *
 * Returns: (transfer none) (nullable): what the one is to the other
 */
const KlGuardian *
kl_kin_find_tie (const KlKin *kin, gint64 guardian_id, gint64 pupil_id)
{
  for (guint i = 0; i < kin->ties->len; i++)
    {
      const KlGuardian *tie = g_ptr_array_index (kin->ties, i);

      if (tie->id == guardian_id && tie->pupil_id == pupil_id)
        return tie;
    }

  return NULL;
}

/* Saving a parent */

typedef struct
{
  KlGuardian *guardian;
  const GArray *ties;
} Saving;

static gboolean
is_tied (KlDb *db, gint64 guardian_id, gint64 pupil_id, gboolean *tied, GError **error)
{
  g_autoptr (GPtrArray) guardians = kl_guardians_list (db, pupil_id, error);

  *tied = FALSE;
  for (guint i = 0; guardians != NULL && i < guardians->len; i++)
    if (((const KlGuardian *) g_ptr_array_index (guardians, i))->id == guardian_id)
      *tied = TRUE;

  return guardians != NULL;
}

static gboolean
save_tie (KlDb *db, gint64 guardian_id, const KlGuardianTie *tie, GError **error)
{
  gboolean tied;

  if (tie->relation >= 0)
    return kl_guardians_link (db, guardian_id, tie->pupil_id, (KlGuardianRelation) tie->relation,
                              tie->custody, error);

  return is_tied (db, guardian_id, tie->pupil_id, &tied, error)
         && (!tied || kl_guardians_unlink (db, guardian_id, tie->pupil_id, error));
}

/* Who is a parent of a child belongs to its family. */
static gboolean
find_family (KlDb *db, const Saving *saving, GError **error)
{
  for (guint i = 0; i < saving->ties->len && saving->guardian->family_id == 0; i++)
    {
      const KlGuardianTie *tie = &g_array_index (saving->ties, KlGuardianTie, i);
      g_autoptr (KlPupil) pupil = NULL;

      if (tie->relation < 0)
        continue;
      pupil = kl_pupils_get (db, tie->pupil_id, error);
      if (pupil == NULL)
        return FALSE;
      saving->guardian->family_id = pupil->family_id;
    }

  return TRUE;
}

static gboolean
save_guardian (KlDb *db, gpointer data, GError **error)
{
  const Saving *saving = data;

  if (!find_family (db, saving, error))
    return FALSE;
  if (saving->guardian->id == 0 ? !kl_guardians_add (db, saving->guardian, error)
                                : !kl_guardians_update (db, saving->guardian, error))
    return FALSE;
  for (guint i = 0; i < saving->ties->len; i++)
    if (!save_tie (db, saving->guardian->id, &g_array_index (saving->ties, KlGuardianTie, i),
                   error))
      return FALSE;

  return TRUE;
}

/**
 * kl_kin_save_guardian:
 * @db: a connection
 * @guardian: a parent or carer; the id is set of a new one
 * @ties: (element-type KlGuardianTie): what this is to which child
 * @error: (out): return location for what went wrong
 *
 * Keeps a parent with all ties at once. Who has custody of a child decides about it from then on.
 *
 * Returns: %TRUE when it is kept
 */
gboolean
kl_kin_save_guardian (KlDb *db, KlGuardian *guardian, const GArray *ties, GError **error)
{
  Saving saving = { guardian, ties };

  g_return_val_if_fail (db != NULL && guardian != NULL && ties != NULL, FALSE);

  guardian->pupil_id = 0;
  return kl_db_transaction (db, save_guardian, &saving, error);
}

/* A brother or sister */

typedef struct
{
  const KlNewSibling *sibling;
  gint64 id;
} Adding;

/* The same name at the school that was named is the same child. */
static gboolean
find_known (KlDb *db, Adding *adding, GError **error)
{
  const KlPupilFilter filter = { .school_id = adding->sibling->school_id, .with_unlisted = TRUE };
  g_autoptr (GPtrArray) pupils = NULL;
  g_autofree char *wanted = kl_text_fold (adding->sibling->name);

  if (filter.school_id == 0)
    return TRUE;

  pupils = kl_pupils_list (db, &filter, error);
  for (guint i = 0; pupils != NULL && i < pupils->len && adding->id == 0; i++)
    {
      const KlPupil *pupil = g_ptr_array_index (pupils, i);
      g_autofree char *folded = kl_text_fold (pupil->name);

      if (g_str_equal (folded, wanted) && pupil->id != adding->sibling->pupil_id)
        adding->id = pupil->id;
    }

  return pupils != NULL;
}

static gboolean
create (KlDb *db, Adding *adding, gint64 school_id, GError **error)
{
  const KlNewSibling *sibling = adding->sibling;
  g_autoptr (KlPupil) pupil = NULL;
  g_autoptr (KlSchool) school = NULL;

  adding->id = kl_pupils_add_unlisted (db, school_id, sibling->name, error);
  pupil = adding->id != 0 ? kl_pupils_get (db, adding->id, error) : NULL;
  if (pupil == NULL)
    return FALSE;

  if (sibling->school_id != 0 && sibling->school_id != school_id)
    {
      school = kl_schools_get (db, sibling->school_id, error);
      if (school == NULL)
        return FALSE;
    }
  pupil->birth = sibling->birth;
  pupil->sex = sibling->sex;
  g_set_str (&pupil->elsewhere, school != NULL ? school->name : sibling->elsewhere);
  g_set_str (&pupil->municipality, sibling->municipality);

  return kl_pupils_update (db, pupil, error);
}

static gboolean
ensure_family (KlDb *db, KlPupil *pupil, GError **error)
{
  g_autofree char *name = NULL;

  if (pupil->family_id != 0)
    return TRUE;

  name = pupil->prefix != NULL && *pupil->prefix != '\0'
           ? g_strdup_printf ("%s %s", pupil->prefix, pupil->surname)
           : g_strdup (pupil->surname);
  pupil->family_id =
    kl_families_add (db, name != NULL && *name != '\0' ? name : pupil->name, error);

  return pupil->family_id != 0 && kl_families_link_pupil (db, pupil->family_id, pupil->id, error);
}

static gboolean
add_sibling (KlDb *db, gpointer data, GError **error)
{
  Adding *adding = data;
  g_autoptr (KlPupil) pupil = kl_pupils_get (db, adding->sibling->pupil_id, error);

  return pupil != NULL && ensure_family (db, pupil, error) && find_known (db, adding, error)
         && (adding->id != 0 || create (db, adding, pupil->school_id, error))
         && kl_families_link_pupil (db, pupil->family_id, adding->id, error);
}

/**
 * kl_kin_add_sibling:
 * @db: a connection
 * @sibling: a brother or sister
 * @error: (out): return location for what went wrong
 *
 * Makes somebody one of the family of a child, which is made when there is none yet. Who is known
 * by that name at the school is that one; somebody else is kept as not in the list.
 *
 * Returns: the id of the brother or sister, or 0
 */
gint64
kl_kin_add_sibling (KlDb *db, const KlNewSibling *sibling, GError **error)
{
  Adding adding = { sibling, 0 };

  g_return_val_if_fail (db != NULL && sibling != NULL && sibling->name != NULL, 0);

  return kl_db_transaction (db, add_sibling, &adding, error) ? adding.id : 0;
}
