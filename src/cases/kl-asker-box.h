/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-people.h"
#include "store/kl-store.h"

G_BEGIN_DECLS

/**
 * KlAskerBasis:
 * @store: where parents and partners are looked up
 * @school_id: whose partners they are
 * @professionals: (nullable) (element-type KlProfessional): the colleagues of the school
 * @pupil_ids: (element-type gint64): the children it is about
 * @family_id: the family it is about, or 0
 *
 * What decides who can have asked.
 */
typedef struct
{
  KlStore *store;
  gint64 school_id;
  KlAskedBy asked_by;
  GPtrArray *professionals;
  GArray *pupil_ids;
  gint64 family_id;
} KlAskerBasis;

#define KL_TYPE_ASKER_BOX (kl_asker_box_get_type ())
G_DECLARE_FINAL_TYPE (KlAskerBox, kl_asker_box, KL, ASKER_BOX, AdwBin)

char *kl_asker_basis_describe (const KlAskerBasis *basis);
void kl_asker_box_set_basis (KlAskerBox *self, const KlAskerBasis *basis);
void kl_asker_box_set_title (KlAskerBox *self, const char *title);
void kl_asker_box_expect (KlAskerBox *self, const KlPerson *person, const KlPerson *partner);
const KlPerson *kl_asker_box_get_expected (KlAskerBox *self, const KlPerson **partner);
KlPerson *kl_asker_box_dup_person (KlAskerBox *self);
KlPerson *kl_asker_box_dup_partner (KlAskerBox *self);
gint64 kl_asker_box_get_contact_id (KlAskerBox *self);

G_END_DECLS
