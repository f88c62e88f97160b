/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-roster.h"

static void
roster_group_free (KlRosterGroup *row)
{
  kl_group_free (row->group);
  g_free (row);
}

static void
roster_pupil_free (KlRosterPupil *row)
{
  kl_pupil_free (row->pupil);
  g_clear_pointer (&row->combined, g_array_unref);
  g_free (row);
}

static void
roster_teacher_free (KlRosterTeacher *row)
{
  kl_professional_free (row->professional);
  g_clear_pointer (&row->groups, g_array_unref);
  g_free (row);
}

static void
add_place (GArray **places, guint group)
{
  if (*places == NULL)
    *places = g_array_new (FALSE, FALSE, sizeof (guint));
  g_array_append_val (*places, group);
}

static void
roster_double_free (KlRosterDouble *row)
{
  kl_pupil_free (row->pupil);
  g_free (row);
}

/**
 * kl_roster_new:
 * @school_year: the year it starts in
 *
 * Returns: (transfer full): a roster with nobody in it; free with kl_roster_free()
 */
KlRoster *
kl_roster_new (int school_year)
{
  KlRoster *roster = g_new0 (KlRoster, 1);

  roster->school_year = school_year;
  roster->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_group_free);
  roster->pupils = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_pupil_free);
  roster->doubles = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_double_free);
  roster->teachers = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_teacher_free);

  return roster;
}

/**
 * kl_roster_free:
 * @roster: (transfer full) (nullable): a roster
 */
void
kl_roster_free (KlRoster *roster)
{
  if (roster == NULL)
    return;

  kl_school_free (roster->school);
  g_ptr_array_unref (roster->groups);
  g_ptr_array_unref (roster->pupils);
  g_ptr_array_unref (roster->doubles);
  g_ptr_array_unref (roster->teachers);
  g_free (roster);
}

/**
 * kl_roster_add_group:
 * @roster: a roster
 * @group: (transfer full): a class
 * @changed: whether the store has to write it
 *
 * Returns: its place, for pupils and teachers to point at
 */
guint
kl_roster_add_group (KlRoster *roster, KlGroup *group, gboolean changed)
{
  KlRosterGroup *row;

  g_return_val_if_fail (roster != NULL && group != NULL, 0);

  row = g_new0 (KlRosterGroup, 1);
  row->group = group;
  row->changed = changed;
  g_ptr_array_add (roster->groups, row);

  return roster->groups->len - 1;
}

/**
 * kl_roster_add_pupil:
 * @roster: a roster
 * @pupil: (transfer full): a pupil
 * @group: the place of the own class, or %KL_ROSTER_NO_GROUP
 * @changed: whether the store has to write it
 *
 * Returns: (transfer none): the row
 */
KlRosterPupil *
kl_roster_add_pupil (KlRoster *roster, KlPupil *pupil, int group, gboolean changed)
{
  KlRosterPupil *row;

  g_return_val_if_fail (roster != NULL && pupil != NULL, NULL);
  g_return_val_if_fail (group < (int) roster->groups->len, NULL);

  row = g_new0 (KlRosterPupil, 1);
  row->pupil = pupil;
  row->group = group;
  row->changed = changed;
  g_ptr_array_add (roster->pupils, row);

  return row;
}

/**
 * kl_roster_add_double:
 * @roster: a roster
 * @pupil: (transfer full): one that turned out to be another
 * @kept: the place of that other one among the pupils
 */
void
kl_roster_add_double (KlRoster *roster, KlPupil *pupil, int kept)
{
  KlRosterDouble *row = g_new0 (KlRosterDouble, 1);

  row->pupil = pupil;
  row->kept = kept;
  g_ptr_array_add (roster->doubles, row);
}

/**
 * kl_roster_add_teacher:
 * @roster: a roster
 * @professional: (transfer full): a colleague
 * @changed: whether the store has to write it
 *
 * Returns: (transfer none): the row
 */
KlRosterTeacher *
kl_roster_add_teacher (KlRoster *roster, KlProfessional *professional, gboolean changed)
{
  KlRosterTeacher *row;

  g_return_val_if_fail (roster != NULL && professional != NULL, NULL);

  row = g_new0 (KlRosterTeacher, 1);
  row->professional = professional;
  row->changed = changed;
  g_ptr_array_add (roster->teachers, row);

  return row;
}

/**
 * kl_roster_pupil_add_combined:
 * @pupil: a row
 * @group: the place of a combined class
 */
void
kl_roster_pupil_add_combined (KlRosterPupil *pupil, guint group)
{
  g_return_if_fail (pupil != NULL);

  add_place (&pupil->combined, group);
}

/**
 * kl_roster_teacher_add_group:
 * @teacher: a row
 * @group: the place of a class
 */
void
kl_roster_teacher_add_group (KlRosterTeacher *teacher, guint group)
{
  g_return_if_fail (teacher != NULL);

  add_place (&teacher->groups, group);
}
