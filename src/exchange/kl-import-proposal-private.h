/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-import-match.h"
#include "kl-import-proposal.h"

G_BEGIN_DECLS

/* A proposal is filled by kl-import-compare.c and carried out by kl-import-accept.c. */
struct _KlImportProposal
{
  KlRoster *roster;
  KlEdexml *edexml;
  KlDate today;
  KlImportMatch *groups;
  KlImportMatch *pupils;
  KlImportMatch *teachers;
  GArray *changes;
  guint counts[KL_N_IMPORT_CHANGES][KL_IMPORT_ROW_TEACHER + 1];
  KlImportWarning warnings;
};

void kl_import_compare (KlImportProposal *self);

/* What the file says, where it says something; else what is known. Used to compare and,
 * when it is accepted, to write: so a second run finds nothing. */
void kl_import_merge_group (KlGroup *group, const KlEdexmlGroup *row);
void kl_import_merge_pupil (KlPupil *pupil, const KlEdexmlPupil *row, KlDate today);
void kl_import_merge_teacher (KlProfessional *professional, const KlEdexmlTeacher *row);
const char *kl_import_get_teacher_given (const KlEdexmlTeacher *row);
gboolean kl_import_tells_group (const KlEdexml *edexml, const KlEdexmlPupil *row);

G_END_DECLS
