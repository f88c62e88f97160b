/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import.h"
#include "model/kl-date.h"
#include "worker/kl-worker.h"

G_BEGIN_DECLS

/*
 * EDEXML 1.03, 2.0 and 2.1: the export of a pupil administration as plain values.
 * Nothing here refers to the store. Strings belong to the #KlEdexml that holds them;
 * they are trimmed, in Unicode form C, without control characters. Private numbers are
 * not among them: they were counted and let go of while reading.
 */

#define KL_EDEXML_NO_GROUP (-1)
/* The row names a class that the file does not have: nothing is known about it. */
#define KL_EDEXML_UNKNOWN_GROUP (-2)
#define KL_EDEXML_NO_YEAR (-1)

/**
 * KlEdexmlSchool:
 * @school_year: the year it starts in (2014 for 2014-2015), 0 when unreadable
 * @brin: (nullable): BRIN, four signs
 * @location_code: (nullable): the two digits behind the BRIN (dependancecode); "00" counts
 *   as the main location
 * @institution: (nullable): the number of a Flemish school
 * @key: (nullable): the key that the supplier gives the school
 * @name: (nullable): its name, if the supplier wrote one
 * @reference_date: the day the file tells about, or %KL_DATE_NONE
 * @created_on: the day the file was made, or %KL_DATE_NONE
 * @version: (nullable): "1.03", "2.0", "2.1", or what the file says
 */
typedef struct
{
  int school_year;
  const char *brin;
  const char *location_code;
  const char *institution;
  const char *key;
  const char *name;
  KlDate reference_date;
  KlDate created_on;
  const char *version;
} KlEdexmlSchool;

typedef struct
{
  guint line;
  const char *key;
  const char *name;
} KlEdexmlLocation;

/**
 * KlEdexmlGroup:
 * @key: (nullable): the stable key, %NULL when the file says that it is not ("#...")
 * @year: 0-8 or 11-16, or %KL_EDEXML_NO_YEAR
 * @year_letter: B D S V C N H when the file has a letter, else 0
 * @combined: whether it is a samengestelde groep, beside the pupil's own
 */
typedef struct
{
  guint line;
  const char *key;
  const char *name;
  int year;
  char year_letter;
  gboolean combined;
} KlEdexmlGroup;

/**
 * KlEdexmlName:
 * @surname: (nullable): achternaam, without prefix
 * @prefix: (nullable): voorvoegsel
 * @first_names: (nullable): voornamen
 * @initials: (nullable): voorletters
 * @call_name: (nullable): roepnaam
 *
 * At least one of @surname, @call_name and @first_names is there.
 */
typedef struct
{
  const char *surname;
  const char *prefix;
  const char *first_names;
  const char *initials;
  const char *call_name;
} KlEdexmlName;

/**
 * KlEdexmlPupil:
 * @key: (nullable): the stable key, %NULL when there is none
 * @birth: date of birth, or %KL_DATE_NONE
 * @sex: 0 unknown, 1 boy, 2 girl, 9 not specified (ISO 5218)
 * @year: 0-8 or 11-16: the pupil's own, or else that of the class; %KL_EDEXML_NO_YEAR
 * @year_letter: as in #KlEdexmlGroup
 * @group: index of the class, %KL_EDEXML_NO_GROUP or %KL_EDEXML_UNKNOWN_GROUP
 * @combined: (array length=n_combined): indexes of combined classes
 * @incomplete: whether the row names classes that the file does not have
 * @location: (nullable): key of the location
 * @postcode: (nullable): "5200ZZ"
 * @enrolled_on: first day at the school, or %KL_DATE_NONE
 * @left_on: last day at the school, can be ahead; %KL_DATE_NONE
 */
typedef struct
{
  guint line;
  const char *key;
  KlEdexmlName name;
  KlDate birth;
  int sex;
  int year;
  char year_letter;
  int group;
  const guint *combined;
  guint n_combined;
  gboolean incomplete;
  const char *location;
  const char *postcode;
  KlDate enrolled_on;
  KlDate left_on;
} KlEdexmlPupil;

/**
 * KlEdexmlTeacher:
 * @roles: (array length=n_roles): codes ("LRK", "IB") and free words, once each. They
 *   are words to show: a role in a file never grants a right.
 * @groups: (array length=n_groups): indexes of classes, combined ones too
 * @incomplete: whether the row names classes that the file does not have
 */
typedef struct
{
  guint line;
  const char *key;
  KlEdexmlName name;
  const char *const *roles;
  guint n_roles;
  const guint *groups;
  guint n_groups;
  gboolean incomplete;
} KlEdexmlTeacher;

/**
 * KlEdexml:
 * @skipped: (array length=n_skipped): pupils whose row could not be read, with what was
 *   read of them: they are in the file, so they have not left
 * @dropped: how often each kind of private data was there and was let go of
 * @problems: (array length=n_problems): what was wrong, by line; at most 1000 are kept
 * @n_all_problems: how many there were
 *
 * What a file holds. Read-only once made.
 */
typedef struct
{
  KlEdexmlSchool school;
  const KlEdexmlLocation *locations;
  guint n_locations;
  const KlEdexmlGroup *groups;
  guint n_groups;
  const KlEdexmlPupil *pupils;
  guint n_pupils;
  const KlEdexmlTeacher *teachers;
  guint n_teachers;
  const KlEdexmlPupil *skipped;
  guint n_skipped;
  guint dropped[KL_N_PRIVATE_KINDS];
  const KlImportProblem *problems;
  guint n_problems;
  guint n_all_problems;
} KlEdexml;

#define KL_TYPE_EDEXML (kl_edexml_get_type ())
GType kl_edexml_get_type (void) G_GNUC_CONST;
KlEdexml *kl_edexml_ref (KlEdexml *edexml);
void kl_edexml_unref (KlEdexml *edexml);

KlEdexml *kl_edexml_read (GInputStream *stream,
                          goffset total,
                          KlDate today,
                          const KlImportLimits *limits,
                          KlImportProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GError **error);
KlEdexml *kl_edexml_load (GFile *file,
                          KlDate today,
                          const KlImportLimits *limits,
                          KlImportProgress progress,
                          gpointer progress_data,
                          KlWorkerSafety *safety,
                          GCancellable *cancellable,
                          GError **error);
KlEdexml *kl_edexml_load_fd (int fd,
                             goffset total,
                             KlDate today,
                             const KlImportLimits *limits,
                             KlImportProgress progress,
                             gpointer progress_data,
                             KlWorkerSafety *safety,
                             GCancellable *cancellable,
                             GError **error);

const char *kl_edexml_name_get_given (const KlEdexmlName *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlEdexml, kl_edexml_unref)

G_END_DECLS
