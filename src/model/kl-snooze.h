/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-attention.h"

G_BEGIN_DECLS

/* Nothing is set aside for longer: by then a person looks at it again. */
#define KL_SNOOZE_MAX_DAYS 92

KlSnooze *kl_snooze_new (const KlAttention *attention, KlDate until, const char *why);
KlSnooze *kl_snooze_copy (const KlSnooze *snooze);
gboolean kl_snooze_is_valid (const KlSnooze *snooze, KlDate today);
gboolean kl_snooze_holds (const KlSnooze *snooze, const KlAttention *attention, KlDate today);
void kl_snoozes_split (GPtrArray *snoozes, GPtrArray *attention, GPtrArray *aside, KlDate today);

char *kl_attention_explain (const KlAttention *attention, KlDate today);

G_END_DECLS
