/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-people.h"

G_BEGIN_DECLS

#define KL_TYPE_PRESENT_BOX (kl_present_box_get_type ())
G_DECLARE_FINAL_TYPE (KlPresentBox, kl_present_box, KL, PRESENT_BOX, AdwBin)

void kl_present_box_set_candidates (KlPresentBox *self, GPtrArray *candidates);
void kl_present_box_set_people (KlPresentBox *self, GPtrArray *people);
GPtrArray *kl_present_box_get_people (KlPresentBox *self);

G_END_DECLS
