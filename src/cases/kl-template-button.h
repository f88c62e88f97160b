/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-entry-template.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_TEMPLATE_BUTTON (kl_template_button_get_type ())
G_DECLARE_FINAL_TYPE (KlTemplateButton, kl_template_button, KL, TEMPLATE_BUTTON, AdwBin)

void kl_template_button_set_school (KlTemplateButton *self, KlSession *session, gint64 school_id);
void kl_template_button_popup (KlTemplateButton *self);

G_END_DECLS
