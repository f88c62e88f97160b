/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "partners/kl-form.h"

G_BEGIN_DECLS

/**
 * KlMergePair:
 * @one: a pupil
 * @other: one that may be the same child
 * @parents_of_one: (nullable): their names in one line
 * @parents_of_other: (nullable): the same of @other
 */
typedef struct
{
  KlPupil *one;
  KlPupil *other;
  char *parents_of_one;
  char *parents_of_other;
} KlMergePair;

KlMergePair *kl_merge_pair_load (KlDb *db, gint64 one_id, gint64 other_id, GError **error);
void kl_merge_pair_free (KlMergePair *pair);
KlForm *kl_merge_form_new (KlSession *session, KlMergePair *pair);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlMergePair, kl_merge_pair_free)

G_END_DECLS
