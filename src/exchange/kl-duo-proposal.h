/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-duo.h"
#include "model/kl-people.h"
#include "store/kl-db.h"

G_BEGIN_DECLS

typedef enum
{
  KL_DUO_ADDED,
  KL_DUO_CHANGED,
  KL_DUO_SAME,
} KlDuoChangeKind;

/**
 * KlDuoChange:
 * @before: (nullable): the school as the vault has it
 * @after: the school as it would be
 *
 * What becomes of one school of the file.
 */
typedef struct
{
  KlDuoChangeKind kind;
  KlSchool *before;
  KlSchool *after;
} KlDuoChange;

/**
 * KlDuoProposal:
 * @changes: (element-type KlDuoChange): in the order of the file
 * @n_elsewhere: schools that are neither in the vault nor asked for
 *
 * What a file of school locations would do to a vault.
 */
typedef struct
{
  GPtrArray *changes;
  guint n_elsewhere;
} KlDuoProposal;

KlDuoProposal *
kl_duo_propose (KlDb *db, GPtrArray *schools, const char *municipality, GError **error);
void kl_duo_proposal_free (KlDuoProposal *proposal);
guint kl_duo_proposal_count (const KlDuoProposal *proposal, KlDuoChangeKind kind);
gboolean kl_duo_proposal_is_empty (const KlDuoProposal *proposal);
char *kl_duo_change_to_string (const KlDuoChange *change);
gboolean kl_duo_write (KlDb *db, const KlDuoProposal *proposal, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlDuoProposal, kl_duo_proposal_free)

G_END_DECLS
