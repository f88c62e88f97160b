/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-people.h"

G_BEGIN_DECLS

/*
 * Who is at a school in a school year, with the store's ids: what an import is compared with, and
 * what it becomes when it is accepted. A row of which the id is 0 is new; a row that is not
 * changed is there to be pointed at.
 */

/* A pupil without a class. */
#define KL_ROSTER_NO_GROUP (-1)

/**
 * KlRosterGroup:
 * @changed: whether the store has to write it
 */
typedef struct
{
  KlGroup *group;
  gboolean changed;
} KlRosterGroup;

/**
 * KlRosterPupil:
 * @pupil: also who left; group_id is not looked at when it is written
 * @group: the place of the own class among the groups, or %KL_ROSTER_NO_GROUP
 * @combined: (nullable) (element-type guint): the places of combined classes
 * @changed: whether the store has to write it
 */
typedef struct
{
  KlPupil *pupil;
  int group;
  GArray *combined;
  gboolean changed;
} KlRosterPupil;

/**
 * KlRosterDouble:
 * @pupil: as it was before it turned out to be another one; only its name, birthday and key
 * @kept: the place of the other one among the pupils
 *
 * A child that was merged into another, by which a file can still call it.
 */
typedef struct
{
  KlPupil *pupil;
  int kept;
} KlRosterDouble;

/**
 * KlRosterTeacher:
 * @professional: a colleague at the school; the role of one who is there already stays
 * @groups: (nullable) (element-type guint): the places of the classes
 * @changed: whether the store has to write it
 */
typedef struct
{
  KlProfessional *professional;
  GArray *groups;
  gboolean changed;
} KlRosterTeacher;

/**
 * KlRoster:
 * @school_year: the year it starts in
 * @groups: (element-type KlRosterGroup): the classes of that year
 * @pupils: (element-type KlRosterPupil): in and out of school
 * @doubles: (element-type KlRosterDouble): those who turned out to be one of the pupils
 * @teachers: (element-type KlRosterTeacher): everybody who works there
 */
typedef struct
{
  KlSchool *school;
  int school_year;
  GPtrArray *groups;
  GPtrArray *pupils;
  GPtrArray *doubles;
  GPtrArray *teachers;
} KlRoster;

KlRoster *kl_roster_new (int school_year);
void kl_roster_free (KlRoster *roster);
guint kl_roster_add_group (KlRoster *roster, KlGroup *group, gboolean changed);
KlRosterPupil *kl_roster_add_pupil (KlRoster *roster, KlPupil *pupil, int group, gboolean changed);
void kl_roster_add_double (KlRoster *roster, KlPupil *pupil, int kept);
KlRosterTeacher *
kl_roster_add_teacher (KlRoster *roster, KlProfessional *professional, gboolean changed);
void kl_roster_pupil_add_combined (KlRosterPupil *pupil, guint group);
void kl_roster_teacher_add_group (KlRosterTeacher *teacher, guint group);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlRoster, kl_roster_free)

G_END_DECLS
