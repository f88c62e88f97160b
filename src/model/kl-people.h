/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "kl-date.h"
#include "kl-words.h"

G_BEGIN_DECLS

typedef enum
{
  KL_PERSON_PROFESSIONAL,
  KL_PERSON_PUPIL,
  KL_PERSON_GUARDIAN,
  KL_PERSON_PARTNER,
  KL_PERSON_OTHER,
} KlPersonKind;

/**
 * KlPerson:
 * @kind: what the person is to the school
 * @id: the row in the table of that kind, 0 for %KL_PERSON_OTHER
 * @name: how the person is called in full ("Samira Bouali"); a partner has its organisation here
 * @role: (nullable): one translated line under the name ("school social worker", "mother")
 *
 * Somebody as shown: enough for a face, a chip or a line of text.
 */
typedef struct
{
  KlPersonKind kind;
  gint64 id;
  char *name;
  char *role;
} KlPerson;

/**
 * KlSchool:
 * @contact_norm: days without contact after which a case asks for attention
 * @n_pupils: pupils that have not left
 * @address: (nullable): street and number
 * @has_location: whether @latitude and @longitude say where it is (degrees, WGS 84)
 */
typedef struct
{
  gint64 id;
  char *name;
  char *brin;
  char *location_code;
  char *neighbourhood;
  KlSchoolKind kind;
  KlRegion region;
  int contact_norm;
  int n_pupils;
  char *address;
  char *postcode;
  char *town;
  gboolean has_location;
  double latitude;
  double longitude;
} KlSchool;

/**
 * KlGroup:
 * @year: the year group 0-8 and 11-16, or -1 when it has none
 * @teachers: (nullable): names of its teachers, joined for one line
 */
typedef struct
{
  gint64 id;
  gint64 school_id;
  int school_year;
  char *external_key;
  char *name;
  int year;
  gboolean combined;
  char *teachers;
  int n_pupils;
} KlGroup;

/**
 * KlPupil:
 * @year: the pupil's own year group, -1 when unknown
 * @entered_on: the first day at the school, or %KL_DATE_NONE
 * @left_on: the day the pupil left the school, or %KL_DATE_NONE
 * @listed: whether the pupil comes from the pupil administration; %FALSE for a
 *   brother or sister elsewhere or somebody who "is not in the list"
 * @elsewhere: (nullable): the school of a brother or sister when it is none of the vault;
 *   @school_name is then the same
 */
typedef struct
{
  gint64 id;
  gint64 school_id;
  gint64 family_id;
  gint64 group_id;
  char *external_key;
  char *given;
  char *prefix;
  char *surname;
  char *initials;
  char *name;
  KlDate birth;
  int sex;
  int year;
  char *group_name;
  char *school_name;
  char *municipality;
  char *postcode;
  KlDate entered_on;
  KlDate left_on;
  gboolean listed;
  char *elsewhere;
} KlPupil;

/**
 * KlGuardian:
 * @family_id: the family, or 0
 * @household: a family can live in more than one; who has the same number lives together
 * @pupil_id: the pupil that was asked for, to whom @relation and @custody belong
 */
typedef struct
{
  gint64 id;
  gint64 family_id;
  int household;
  gint64 pupil_id;
  char *name;
  KlGuardianRelation relation;
  gboolean custody;
  char *language;
  gboolean interpreter;
  char *municipality;
} KlGuardian;

/**
 * KlProfessional:
 * @role: at the school that was asked for
 * @hours: a week, there
 * @first_day: since when there, or %KL_DATE_NONE
 * @last_day: until when there, or %KL_DATE_NONE while no end is known
 * @group_names: (nullable): classes of a teacher, joined for one line
 */
typedef struct
{
  gint64 id;
  gint64 school_id;
  char *external_key;
  char *given;
  char *prefix;
  char *surname;
  char *name;
  KlRole role;
  double hours;
  KlDate first_day;
  KlDate last_day;
  char *group_names;
} KlProfessional;

/**
 * KlFamily:
 * @name: how the family is called, without "family" before it
 * @children: (element-type KlPupil): also at other schools, oldest first
 * @guardians: (element-type KlGuardian): by household; pupil_id is 0
 *
 * What ties brothers and sisters, also over schools and households.
 */
typedef struct
{
  gint64 id;
  char *name;
  GPtrArray *children;
  GPtrArray *guardians;
} KlFamily;

KlPerson *kl_person_new (KlPersonKind kind, gint64 id, const char *name, const char *role);
KlPerson *kl_person_copy (const KlPerson *person);
void kl_person_free (KlPerson *person);
void kl_school_free (KlSchool *school);
KlSchool *kl_school_copy (const KlSchool *school);
KlGroup *kl_group_copy (const KlGroup *group);
void kl_group_free (KlGroup *group);
KlPupil *kl_pupil_copy (const KlPupil *pupil);
void kl_pupil_free (KlPupil *pupil);
void kl_guardian_free (KlGuardian *guardian);
void kl_family_free (KlFamily *family);
KlProfessional *kl_professional_copy (const KlProfessional *professional);
void kl_professional_free (KlProfessional *professional);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPerson, kl_person_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSchool, kl_school_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlGroup, kl_group_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlPupil, kl_pupil_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlGuardian, kl_guardian_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlFamily, kl_family_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlProfessional, kl_professional_free)

G_END_DECLS
