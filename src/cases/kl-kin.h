/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-people.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

/**
 * KlKin:
 * @school_id: the school of the case
 * @case_id: a case
 * @children: (element-type KlPupil): those in the case, then their brothers and sisters
 * @n_members: how many of them are in the case
 * @guardians: (element-type KlGuardian): their parents and carers, each once, by household
 * @ties: (element-type KlGuardian): what each of them is to each child
 *
 * The children of a case and those around them, at whichever school and in whichever house.
 */
typedef struct
{
  gint64 school_id;
  gint64 case_id;
  GPtrArray *children;
  guint n_members;
  GPtrArray *guardians;
  GPtrArray *ties;
} KlKin;

KlKin *kl_kin_load (KlDb *db, gint64 case_id, GError **error);
void kl_kin_free (KlKin *kin);
const KlGuardian *kl_kin_find_guardian (const KlKin *kin, gint64 guardian_id);
const KlGuardian *kl_kin_find_tie (const KlKin *kin, gint64 guardian_id, gint64 pupil_id);

/**
 * KlGuardianTie:
 * @relation: a #KlGuardianRelation, or -1 for none
 *
 * What somebody is to a child from now on.
 */
typedef struct
{
  gint64 pupil_id;
  int relation;
  gboolean custody;
} KlGuardianTie;

gboolean kl_kin_save_guardian (KlDb *db, KlGuardian *guardian, const GArray *ties, GError **error);

/**
 * KlNewSibling:
 * @pupil_id: whose brother or sister
 * @name: a full name, or a given name alone
 * @birth: or %KL_DATE_NONE
 * @sex: 1 for a brother, 2 for a sister, 0 when that is not known
 * @school_id: the school when it is one of the vault, or 0
 * @elsewhere: (nullable): what another school is called
 * @municipality: (nullable): where it is registered
 */
typedef struct
{
  gint64 pupil_id;
  char *name;
  KlDate birth;
  int sex;
  gint64 school_id;
  char *elsewhere;
  char *municipality;
} KlNewSibling;

gint64 kl_kin_add_sibling (KlDb *db, const KlNewSibling *sibling, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlKin, kl_kin_free)

G_END_DECLS
