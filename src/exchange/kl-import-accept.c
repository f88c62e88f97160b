/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-import-proposal-private.h"

#include "model/kl-name.h"

/* What is accepted of a proposal, as a roster with the rows that the store has to write. */

typedef enum
{
  ACCEPTED_CHANGED = 1 << 0,
  ACCEPTED_MOVED = 1 << 1,
  ACCEPTED_LEFT = 1 << 2,
  ACCEPTED_SAME = 1 << 3,
  ACCEPTED_KEY_LOST = 1 << 4,
} Accepted;

typedef struct
{
  guint accepted;
  gboolean moves;
  int index;
  KlDate left_on;
} PlaceChange;

typedef struct
{
  KlImportProposal *proposal;
  KlRoster *roster;
  int *group_places;
  PlaceChange *pupils;
  gboolean *add_pupils;
} Work;

/* Auxiliary functions */

static gint64
get_school_id (const KlRoster *roster)
{
  return roster->school != NULL ? roster->school->id : 0;
}

static char *
make_display (const char *given, const char *prefix, const char *surname, const char *initials)
{
  g_autoptr (KlName) name = kl_name_new (given, prefix, surname, initials);

  return kl_name_get_display (name);
}

static void
mark_groups (Work *work, gboolean *changed, gboolean *added)
{
  for (guint i = 0; i < work->proposal->changes->len; i++)
    {
      const KlImportChange *change = &g_array_index (work->proposal->changes, KlImportChange, i);

      if (change->row != KL_IMPORT_ROW_GROUP || change->decision == KL_IMPORT_IGNORE)
        continue;
      if (change->kind == KL_IMPORT_ADDED)
        added[change->index] = TRUE;
      else
        changed[change->place] = TRUE;
    }
}

/* All classes that are there keep their places; new ones come behind them. */
static void
write_groups (Work *work)
{
  const KlRoster *roster = work->proposal->roster;
  const KlEdexml *edexml = work->proposal->edexml;
  const KlImportMatch *match = work->proposal->groups;
  g_autofree gboolean *changed = g_new0 (gboolean, match->n_places + 1);
  g_autofree gboolean *added = g_new0 (gboolean, match->n_rows + 1);

  mark_groups (work, changed, added);
  for (guint i = 0; i < match->n_places; i++)
    {
      const KlRosterGroup *known = g_ptr_array_index (roster->groups, i);
      KlGroup merged = *known->group;

      if (changed[i])
        kl_import_merge_group (&merged, &edexml->groups[match->rows_of_places[i]]);
      kl_roster_add_group (work->roster, kl_group_copy (&merged), changed[i]);
    }
  for (guint i = 0; i < match->n_rows; i++)
    {
      KlGroup fresh = { .school_id = get_school_id (roster),
                        .school_year = roster->school_year,
                        .year = KL_EDEXML_NO_YEAR };

      work->group_places[i] = match->places_of_rows[i];
      if (!added[i])
        continue;
      kl_import_merge_group (&fresh, &edexml->groups[i]);
      work->group_places[i] =
        (int) kl_roster_add_group (work->roster, kl_group_copy (&fresh), TRUE);
    }
}

/* The first possible double that is somebody takes the place; a second one is added. */
static void
mark_double (Work *work, const KlImportChange *change)
{
  PlaceChange *place = change->place >= 0 ? &work->pupils[change->place] : NULL;

  if (change->decision == KL_IMPORT_SAME && place != NULL
      && work->proposal->pupils->rows_of_places[change->place] == KL_IMPORT_NOBODY
      && (place->accepted & ACCEPTED_SAME) == 0)
    {
      place->accepted |= ACCEPTED_SAME;
      place->index = change->index;
      return;
    }

  work->add_pupils[change->index] = TRUE;
  if (change->reason == KL_IMPORT_REASON_KEY_REUSED && place != NULL)
    place->accepted |= ACCEPTED_KEY_LOST;
}

static void
mark_pupil (Work *work, const KlImportChange *change)
{
  static const Accepted flags[KL_N_IMPORT_CHANGES] = { [KL_IMPORT_CHANGED] = ACCEPTED_CHANGED,
                                                       [KL_IMPORT_MOVED] = ACCEPTED_MOVED,
                                                       [KL_IMPORT_LEFT] = ACCEPTED_LEFT };

  switch (change->kind)
    {
    case KL_IMPORT_ADDED:
      work->add_pupils[change->index] = TRUE;
      break;
    case KL_IMPORT_DOUBLE:
      mark_double (work, change);
      break;
    case KL_IMPORT_LEFT:
    case KL_IMPORT_CHANGED:
    case KL_IMPORT_MOVED:
    default:
      work->pupils[change->place].accepted |= flags[change->kind];
      if (change->kind == KL_IMPORT_LEFT)
        work->pupils[change->place].left_on = change->left_on;
      break;
    }
}

static void
mark_pupils (Work *work)
{
  const KlImportMatch *match = work->proposal->pupils;

  for (guint i = 0; i < match->n_places; i++)
    work->pupils[i].index = match->rows_of_places[i];

  for (guint i = 0; i < work->proposal->changes->len; i++)
    {
      const KlImportChange *change = &g_array_index (work->proposal->changes, KlImportChange, i);

      if (change->row != KL_IMPORT_ROW_PUPIL)
        continue;
      if (change->kind == KL_IMPORT_MOVED)
        work->pupils[change->place].moves = TRUE;
      if (change->decision != KL_IMPORT_IGNORE)
        mark_pupil (work, change);
    }
}

/* The place of the class that the file gives; @otherwise when it gives none or the class
 * was not accepted. */
static int
find_group_place (Work *work, const KlEdexmlPupil *row, int otherwise)
{
  if (!kl_import_tells_group (work->proposal->edexml, row))
    return otherwise;
  if (row->group == KL_EDEXML_NO_GROUP)
    return KL_ROSTER_NO_GROUP;

  return work->group_places[row->group] >= 0 ? work->group_places[row->group] : otherwise;
}

static void
add_combined_of_row (Work *work, KlRosterPupil *pupil, const KlEdexmlPupil *row)
{
  for (guint i = 0; i < row->n_combined; i++)
    if (work->group_places[row->combined[i]] >= 0)
      kl_roster_pupil_add_combined (pupil, (guint) work->group_places[row->combined[i]]);
}

static void
add_combined_of_place (KlRosterPupil *pupil, const KlRosterPupil *known)
{
  for (guint i = 0; known->combined != NULL && i < known->combined->len; i++)
    kl_roster_pupil_add_combined (pupil, g_array_index (known->combined, guint, i));
}

/* Takes of @merged, which has all that the file says, what is accepted. */
static void
choose (KlPupil *pupil, const KlPupil *merged, const PlaceChange *change)
{
  const KlPupil known = *pupil;

  if ((change->accepted & ACCEPTED_SAME) != 0)
    {
      *pupil = *merged;
      return;
    }

  if ((change->accepted & ACCEPTED_CHANGED) != 0)
    *pupil = *merged;
  /* Going to another class takes the year along; leaving is a change of its own. */
  if (change->moves)
    pupil->year = (change->accepted & ACCEPTED_MOVED) != 0 ? merged->year : known.year;
  if (known.left_on == KL_DATE_NONE)
    pupil->left_on = (change->accepted & ACCEPTED_LEFT) != 0 ? change->left_on : KL_DATE_NONE;
}

static void
write_known_pupil (Work *work, guint place)
{
  const PlaceChange *change = &work->pupils[place];
  const KlRosterPupil *known = g_ptr_array_index (work->proposal->roster->pupils, place);
  const KlEdexmlPupil *row =
    change->index >= 0 ? &work->proposal->edexml->pupils[change->index] : NULL;
  const gboolean takes_row = (change->accepted & (ACCEPTED_CHANGED | ACCEPTED_SAME)) != 0;
  KlPupil pupil = *known->pupil, merged = *known->pupil;
  int group = known->group;
  KlRosterPupil *written;

  if (row != NULL)
    kl_import_merge_pupil (&merged, row, work->proposal->today);
  choose (&pupil, &merged, change);
  if (row != NULL && (change->accepted & (ACCEPTED_MOVED | ACCEPTED_SAME)) != 0)
    group = find_group_place (work, row, known->group);
  if ((change->accepted & ACCEPTED_KEY_LOST) != 0)
    pupil.external_key = NULL;

  pupil.name = make_display (pupil.given, pupil.prefix, pupil.surname, pupil.initials);
  written = kl_roster_add_pupil (work->roster, kl_pupil_copy (&pupil), group, TRUE);
  g_free (pupil.name);
  if (takes_row && row != NULL && !row->incomplete)
    add_combined_of_row (work, written, row);
  else
    add_combined_of_place (written, known);
}

static void
write_new_pupil (Work *work, guint index)
{
  const KlEdexmlPupil *row = &work->proposal->edexml->pupils[index];
  KlPupil pupil = { .school_id = get_school_id (work->proposal->roster),
                    .year = KL_EDEXML_NO_YEAR };
  KlRosterPupil *written;

  kl_import_merge_pupil (&pupil, row, work->proposal->today);
  pupil.name = make_display (pupil.given, pupil.prefix, pupil.surname, pupil.initials);
  written = kl_roster_add_pupil (work->roster, kl_pupil_copy (&pupil),
                                 find_group_place (work, row, KL_ROSTER_NO_GROUP), TRUE);
  g_free (pupil.name);
  add_combined_of_row (work, written, row);
}

static void
write_pupils (Work *work)
{
  mark_pupils (work);
  for (guint i = 0; i < work->proposal->pupils->n_places; i++)
    if (work->pupils[i].accepted != 0)
      write_known_pupil (work, i);
  for (guint i = 0; i < work->proposal->pupils->n_rows; i++)
    if (work->add_pupils[i])
      write_new_pupil (work, i);
}

static void
write_teacher (Work *work, const KlImportChange *change)
{
  const KlEdexmlTeacher *row = &work->proposal->edexml->teachers[change->index];
  const KlRosterTeacher *known =
    change->place >= 0 ? g_ptr_array_index (work->proposal->roster->teachers, change->place) : NULL;
  /* Of a new colleague only a class is believed: roles in a file grant nothing. */
  KlProfessional professional = { .school_id = get_school_id (work->proposal->roster),
                                  .role = row->n_groups > 0 ? KL_ROLE_TEACHER : KL_ROLE_OTHER };
  KlRosterTeacher *written;

  if (known != NULL)
    professional = *known->professional;
  kl_import_merge_teacher (&professional, row);
  professional.name =
    make_display (professional.given, professional.prefix, professional.surname, NULL);
  written = kl_roster_add_teacher (work->roster, kl_professional_copy (&professional), TRUE);
  g_free (professional.name);

  if (known != NULL && row->incomplete)
    for (guint i = 0; known->groups != NULL && i < known->groups->len; i++)
      kl_roster_teacher_add_group (written, g_array_index (known->groups, guint, i));
  else
    for (guint i = 0; i < row->n_groups; i++)
      if (work->group_places[row->groups[i]] >= 0)
        kl_roster_teacher_add_group (written, (guint) work->group_places[row->groups[i]]);
}

static void
write_teachers (Work *work)
{
  for (guint i = 0; i < work->proposal->changes->len; i++)
    {
      const KlImportChange *change = &g_array_index (work->proposal->changes, KlImportChange, i);

      if (change->row == KL_IMPORT_ROW_TEACHER && change->decision != KL_IMPORT_IGNORE)
        write_teacher (work, change);
    }
}

/* Public API */

/**
 * kl_import_proposal_make_roster:
 * @self: a proposal
 *
 * Carries out what is accepted. The roster has all classes, as others point at them, and
 * of pupils and teachers those that the store has to write. The proposal stays as it is,
 * so that a failed writing can be tried again.
 *
 * Returns: (transfer full): what the store has to write
 */
KlRoster *
kl_import_proposal_make_roster (KlImportProposal *self)
{
  g_autofree int *group_places = NULL;
  g_autofree PlaceChange *pupils = NULL;
  g_autofree gboolean *add_pupils = NULL;
  Work work = { .proposal = self };

  g_return_val_if_fail (self != NULL, NULL);

  work.roster = kl_roster_new (self->roster->school_year);
  work.roster->school = kl_school_copy (self->roster->school);
  work.group_places = group_places = g_new0 (int, self->groups->n_rows + 1);
  work.pupils = pupils = g_new0 (PlaceChange, self->pupils->n_places + 1);
  work.add_pupils = add_pupils = g_new0 (gboolean, self->pupils->n_rows + 1);

  write_groups (&work);
  write_pupils (&work);
  write_teachers (&work);

  return work.roster;
}
