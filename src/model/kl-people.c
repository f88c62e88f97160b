/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-people.h"

/**
 * kl_person_new:
 * @kind: what the person is to the school
 * @id: the row in the table of that kind, or 0
 * @name: how the person is called in full
 * @role: (nullable): one translated line under the name
 *
 * Returns: (transfer full): a person; free with kl_person_free()
 */
KlPerson *
kl_person_new (KlPersonKind kind, gint64 id, const char *name, const char *role)
{
  KlPerson *person = g_new0 (KlPerson, 1);

  person->kind = kind;
  person->id = id;
  person->name = g_strdup (name);
  person->role = g_strdup (role);

  return person;
}

/**
 * kl_person_copy:
 * @person: (nullable): a person
 *
 * Returns: (transfer full) (nullable): a copy of @person
 */
KlPerson *
kl_person_copy (const KlPerson *person)
{
  return person != NULL ? kl_person_new (person->kind, person->id, person->name, person->role)
                        : NULL;
}

/**
 * kl_person_free:
 * @person: (transfer full) (nullable): a person
 */
void
kl_person_free (KlPerson *person)
{
  if (person == NULL)
    return;

  g_free (person->name);
  g_free (person->role);
  g_free (person);
}

/**
 * kl_school_copy:
 * @school: (nullable): a school
 *
 * Returns: (transfer full) (nullable): a copy of @school
 */
KlSchool *
kl_school_copy (const KlSchool *school)
{
  KlSchool *copy;

  if (school == NULL)
    return NULL;

  copy = g_memdup2 (school, sizeof *school);
  copy->name = g_strdup (school->name);
  copy->brin = g_strdup (school->brin);
  copy->location_code = g_strdup (school->location_code);
  copy->neighbourhood = g_strdup (school->neighbourhood);
  copy->address = g_strdup (school->address);
  copy->postcode = g_strdup (school->postcode);
  copy->town = g_strdup (school->town);

  return copy;
}

/**
 * kl_school_free:
 * @school: (transfer full) (nullable): a school
 */
void
kl_school_free (KlSchool *school)
{
  if (school == NULL)
    return;

  g_free (school->name);
  g_free (school->brin);
  g_free (school->location_code);
  g_free (school->neighbourhood);
  g_free (school->address);
  g_free (school->postcode);
  g_free (school->town);
  g_free (school);
}

/**
 * kl_group_copy:
 * @group: (nullable): a class
 *
 * Returns: (transfer full) (nullable): a copy of @group
 */
KlGroup *
kl_group_copy (const KlGroup *group)
{
  KlGroup *copy;

  if (group == NULL)
    return NULL;

  copy = g_memdup2 (group, sizeof *group);
  copy->external_key = g_strdup (group->external_key);
  copy->name = g_strdup (group->name);
  copy->teachers = g_strdup (group->teachers);

  return copy;
}

/**
 * kl_group_free:
 * @group: (transfer full) (nullable): a class
 */
void
kl_group_free (KlGroup *group)
{
  if (group == NULL)
    return;

  g_free (group->external_key);
  g_free (group->name);
  g_free (group->teachers);
  g_free (group);
}

/**
 * kl_pupil_copy:
 * @pupil: (nullable): a pupil
 *
 * Returns: (transfer full) (nullable): a copy of @pupil
 */
KlPupil *
kl_pupil_copy (const KlPupil *pupil)
{
  KlPupil *copy;

  if (pupil == NULL)
    return NULL;

  copy = g_memdup2 (pupil, sizeof *pupil);
  copy->external_key = g_strdup (pupil->external_key);
  copy->given = g_strdup (pupil->given);
  copy->prefix = g_strdup (pupil->prefix);
  copy->surname = g_strdup (pupil->surname);
  copy->initials = g_strdup (pupil->initials);
  copy->name = g_strdup (pupil->name);
  copy->group_name = g_strdup (pupil->group_name);
  copy->school_name = g_strdup (pupil->school_name);
  copy->municipality = g_strdup (pupil->municipality);
  copy->postcode = g_strdup (pupil->postcode);
  copy->elsewhere = g_strdup (pupil->elsewhere);

  return copy;
}

/**
 * kl_pupil_free:
 * @pupil: (transfer full) (nullable): a pupil
 */
void
kl_pupil_free (KlPupil *pupil)
{
  if (pupil == NULL)
    return;

  g_free (pupil->external_key);
  g_free (pupil->given);
  g_free (pupil->prefix);
  g_free (pupil->surname);
  g_free (pupil->initials);
  g_free (pupil->name);
  g_free (pupil->group_name);
  g_free (pupil->school_name);
  g_free (pupil->municipality);
  g_free (pupil->postcode);
  g_free (pupil->elsewhere);
  g_free (pupil);
}

/**
 * kl_guardian_free:
 * @guardian: (transfer full) (nullable): a parent or carer
 */
void
kl_guardian_free (KlGuardian *guardian)
{
  if (guardian == NULL)
    return;

  g_free (guardian->name);
  g_free (guardian->language);
  g_free (guardian->municipality);
  g_free (guardian);
}

/**
 * kl_family_free:
 * @family: (transfer full) (nullable): a family
 */
void
kl_family_free (KlFamily *family)
{
  if (family == NULL)
    return;

  g_free (family->name);
  g_clear_pointer (&family->children, g_ptr_array_unref);
  g_clear_pointer (&family->guardians, g_ptr_array_unref);
  g_free (family);
}

/**
 * kl_professional_copy:
 * @professional: (nullable): a professional
 *
 * Returns: (transfer full) (nullable): a copy of @professional
 */
KlProfessional *
kl_professional_copy (const KlProfessional *professional)
{
  KlProfessional *copy;

  if (professional == NULL)
    return NULL;

  copy = g_memdup2 (professional, sizeof *professional);
  copy->external_key = g_strdup (professional->external_key);
  copy->given = g_strdup (professional->given);
  copy->prefix = g_strdup (professional->prefix);
  copy->surname = g_strdup (professional->surname);
  copy->name = g_strdup (professional->name);
  copy->group_names = g_strdup (professional->group_names);

  return copy;
}

/**
 * kl_professional_free:
 * @professional: (transfer full) (nullable): a colleague
 */
void
kl_professional_free (KlProfessional *professional)
{
  if (professional == NULL)
    return;

  g_free (professional->external_key);
  g_free (professional->given);
  g_free (professional->prefix);
  g_free (professional->surname);
  g_free (professional->name);
  g_free (professional->group_names);
  g_free (professional);
}
