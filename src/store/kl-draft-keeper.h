/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-drafts.h"
#include "kl-session.h"

G_BEGIN_DECLS

#define KL_TYPE_DRAFT_KEEPER (kl_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (KlDraftKeeper, kl_draft_keeper, KL, DRAFT_KEEPER, GObject)

KlDraftKeeper *kl_draft_keeper_new (KlSession *session, const char *place);
void kl_draft_keeper_load_async (KlDraftKeeper *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *kl_draft_keeper_load_finish (KlDraftKeeper *self, GAsyncResult *result, GError **error);
void kl_draft_keeper_go_on (KlDraftKeeper *self, GPtrArray *drafts, const char *text);
void kl_draft_keeper_keep (KlDraftKeeper *self, const char *text);
void kl_draft_keeper_look (KlDraftKeeper *self);
void kl_draft_keeper_drop_other (KlDraftKeeper *self, const KlDraft *other);
GPtrArray *kl_draft_keeper_get_others (KlDraftKeeper *self);

G_END_DECLS
