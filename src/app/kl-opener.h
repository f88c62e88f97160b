/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-first-run.h"
#include "store/kl-db-upgrade.h"
#include "store/kl-session.h"
#include "vault/kl-vault.h"

G_BEGIN_DECLS

/**
 * KlOpened:
 * @vault: the vault, whose lock is held
 * @session: the session on its open store
 * @recovered: whether it was opened with recovery words, so that a new password is due
 * @recovery: (nullable): the recovery secret of a vault that was just made; it counts when it
 *   was typed back and given to kl_vault_set_recovery()
 *
 * An open vault.
 */
typedef struct
{
  KlVault *vault;
  KlSession *session;
  gboolean recovered;
  KlSecret *recovery;
} KlOpened;

#define KL_DEMO_PASSWORD "korte lijnen"

void kl_opener_unlock_async (const char *folder,
                             const char *secret,
                             gboolean words,
                             gboolean take_over,
                             KlUpgradeProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void kl_opener_create_async (const KlNewVault *vault,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
void
kl_opener_demo_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
KlOpened *kl_opener_finish (GAsyncResult *result, GError **error);

void kl_opened_close (KlOpened *opened);
void kl_opened_free (KlOpened *opened);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlOpened, kl_opened_free)

G_END_DECLS
