/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-asker-box.h"
#include "model/kl-new-case.h"

G_BEGIN_DECLS

#define KL_TYPE_FIRST_ENTRY_BOX (kl_first_entry_box_get_type ())
G_DECLARE_FINAL_TYPE (KlFirstEntryBox, kl_first_entry_box, KL, FIRST_ENTRY_BOX, AdwBin)

void kl_first_entry_box_set_basis (KlFirstEntryBox *self,
                                   const KlAskerBasis *basis,
                                   const KlNewCase *question);
void kl_first_entry_box_collect (KlFirstEntryBox *self, KlNewCase *question);
void kl_first_entry_box_set_people (KlFirstEntryBox *self, GPtrArray *people);
void kl_first_entry_box_set_kind (KlFirstEntryBox *self, int kind);

G_END_DECLS
