/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-words.h"

G_BEGIN_DECLS

#define KL_TYPE_TOPICS_BOX (kl_topics_box_get_type ())
G_DECLARE_FINAL_TYPE (KlTopicsBox, kl_topics_box, KL, TOPICS_BOX, AdwBin)

void kl_topics_box_set_known (KlTopicsBox *self, GPtrArray *topics);
void kl_topics_box_set_theme (KlTopicsBox *self, KlTheme theme);
void kl_topics_box_set_chosen (KlTopicsBox *self, GPtrArray *chosen);
GPtrArray *kl_topics_box_get_chosen (KlTopicsBox *self);

G_END_DECLS
