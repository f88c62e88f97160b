/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-case.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_WELLBEING_SECTION (kl_wellbeing_section_get_type ())
G_DECLARE_FINAL_TYPE (KlWellbeingSection, kl_wellbeing_section, KL, WELLBEING_SECTION, AdwBin)

void kl_wellbeing_section_set_case (KlWellbeingSection *self,
                                    KlSession *session,
                                    const KlCaseFile *file);
void kl_wellbeing_section_add_round (KlWellbeingSection *self);

G_END_DECLS
