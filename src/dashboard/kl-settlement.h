/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "model/kl-overview.h"
#include "store/kl-session.h"

G_BEGIN_DECLS

/**
 * KlSettlement:
 *
 * One thing that asked for attention and is settled here and now: an action ticked off, a question
 * picked up, something set aside or woken again, a case looked at again. It can be undone.
 */
typedef struct _KlSettlement KlSettlement;

KlSettlement *kl_settlement_new (const KlAttention *attention, const KlProfessional *user);
KlSettlement *kl_settlement_new_aside (const KlAttention *attention, KlDate until, const char *why);
KlSettlement *kl_settlement_new_awake (const KlAttention *attention);
KlSettlement *kl_settlement_new_review (const KlAttention *attention,
                                        KlCaseStatus status,
                                        KlDate until,
                                        const char *why);
KlSettlement *kl_settlement_ref (KlSettlement *settlement);
void kl_settlement_free (KlSettlement *settlement);
char *kl_settlement_describe (const KlSettlement *settlement);
AdwToast *
kl_settlement_create_toast (KlSettlement *settlement, KlSession *session, GtkWidget *widget);

gboolean kl_settlement_apply (KlSettlement *settlement, KlDb *db, GError **error);
void kl_settlement_apply_async (KlSettlement *settlement,
                                KlStore *store,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean kl_settlement_finish (KlStore *store, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSettlement, kl_settlement_free)

G_END_DECLS
