/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/kl-overview.h"
#include "store/kl-store.h"

G_BEGIN_DECLS

/**
 * KlSettlement:
 *
 * One thing that asked for attention and is settled with one press: an action ticked off, a
 * question picked up. It can be undone.
 */
typedef struct _KlSettlement KlSettlement;

KlSettlement *kl_settlement_new (const KlAttention *attention, const KlProfessional *user);
void kl_settlement_free (KlSettlement *settlement);
char *kl_settlement_describe (const KlSettlement *settlement);

void kl_settlement_apply_async (KlSettlement *settlement,
                                KlStore *store,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
void kl_settlement_undo_async (KlSettlement *settlement,
                               KlStore *store,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean kl_settlement_finish (KlStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSettlement, kl_settlement_free)

G_END_DECLS
