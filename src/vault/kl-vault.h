/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-secret.h"
#include "kl-vault-cost.h"
#include "kl-vault-error.h"

G_BEGIN_DECLS

#define KL_VAULT_DATABASE_NAME "dossier.db"
#define KL_VAULT_SLOTS_NAME "kluis.slots"
#define KL_VAULT_LOCK_NAME "kluis.lock"

/**
 * KlVault:
 *
 * A folder with an encrypted database (`dossier.db`), the key file that unlocks it
 * (`kluis.slots`) and the lock that says who has it open (`kluis.lock`).
 *
 * A vault object holds that lock from the moment it is made until its last reference goes. It is
 * locked (no key in memory) or unlocked. The functions that take a password need about a second
 * and are meant for a thread; only one thread may use a vault at a time.
 */
#define KL_TYPE_VAULT (kl_vault_get_type ())
G_DECLARE_FINAL_TYPE (KlVault, kl_vault, KL, VAULT, GObject)

gboolean kl_vault_check_folder (const char *folder, GError **error);
KlVault *kl_vault_create (const char *folder,
                          const char *user_name,
                          const char *password,
                          KlSecret *recovery,
                          KlVaultCost cost,
                          GError **error);
KlVault *kl_vault_open (const char *folder, gboolean take_over, GError **error);

gboolean kl_vault_unlock_password (KlVault *vault,
                                   const char *password,
                                   const char *first_user,
                                   GCancellable *cancellable,
                                   GError **error);
gboolean kl_vault_unlock_recovery (KlVault *vault, KlSecret *recovery, GError **error);
void kl_vault_lock (KlVault *vault);

gboolean kl_vault_change_password (KlVault *vault,
                                   const char *old_password,
                                   const char *new_password,
                                   KlVaultCost cost,
                                   GError **error);
gboolean kl_vault_reset_password (KlVault *vault,
                                  const char *user_id,
                                  const char *new_password,
                                  KlVaultCost cost,
                                  GError **error);
gboolean kl_vault_set_recovery (KlVault *vault, KlSecret *recovery, GError **error);

gboolean kl_vault_is_unlocked (KlVault *vault);
gboolean kl_vault_was_healed (KlVault *vault);
gboolean kl_vault_has_recovery (KlVault *vault);
gboolean kl_vault_check_owner (KlVault *vault, GError **error);
KlSecret *kl_vault_get_key (KlVault *vault);
KlSecret *kl_vault_dup_raw_key (KlVault *vault);
const char *kl_vault_get_folder (KlVault *vault);
const char *kl_vault_get_database_path (KlVault *vault);
const char *kl_vault_get_slots_path (KlVault *vault);
const char *kl_vault_get_user_id (KlVault *vault);
char *kl_vault_dup_user_name (KlVault *vault, const char *user_id, GError **error);
char **kl_vault_list_users (KlVault *vault);
char *kl_vault_dup_database_id (KlVault *vault);
guint64 kl_vault_get_epoch (KlVault *vault);

G_END_DECLS
