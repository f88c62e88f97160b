/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-item.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_ATTENTION_CARD (kl_attention_card_get_type ())
G_DECLARE_FINAL_TYPE (KlAttentionCard, kl_attention_card, KL, ATTENTION_CARD, AdwBin)

void kl_attention_card_set_session (KlAttentionCard *self, KlSession *session);
void kl_attention_card_rehearse (KlAttentionCard *self, KlItem *dashboard);
void kl_attention_card_set_dashboard (KlAttentionCard *self, KlItem *dashboard);

G_END_DECLS
