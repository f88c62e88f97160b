/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-item.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_ATTENTION_EXTRAS (kl_attention_extras_get_type ())
G_DECLARE_FINAL_TYPE (KlAttentionExtras, kl_attention_extras, KL, ATTENTION_EXTRAS, AdwBin)

GtkWidget *kl_attention_extras_new (KlSession *session);
void kl_attention_extras_set_dashboard (KlAttentionExtras *self, KlItem *dashboard);
void kl_attention_extras_set_narrow (KlAttentionExtras *self, gboolean narrow);

G_END_DECLS
