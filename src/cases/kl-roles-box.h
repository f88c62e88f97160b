/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "kl-who.h"

G_BEGIN_DECLS

#define KL_TYPE_ROLES_BOX (kl_roles_box_get_type ())
G_DECLARE_FINAL_TYPE (KlRolesBox, kl_roles_box, KL, ROLES_BOX, AdwBin)

void kl_roles_box_set_chosen (KlRolesBox *self, GPtrArray *chosen);
void kl_roles_box_set_role (KlRolesBox *self, const KlWho *who, KlCaseRole role);
KlCaseRole kl_roles_box_get_role (KlRolesBox *self, const KlWho *who);

G_END_DECLS
