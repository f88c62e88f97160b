/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-new-case.h"

G_BEGIN_DECLS

#define KL_TYPE_ADVICE_BOX (kl_advice_box_get_type ())
G_DECLARE_FINAL_TYPE (KlAdviceBox, kl_advice_box, KL, ADVICE_BOX, AdwBin)

void kl_advice_box_collect (KlAdviceBox *self, KlNewCase *question);
void kl_advice_box_set_answer (KlAdviceBox *self, const char *answer);

G_END_DECLS
