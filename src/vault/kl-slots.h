/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "kl-secret.h"
#include "kl-vault-cost.h"

G_BEGIN_DECLS

/**
 * KL_SLOTS_USER_NAME_MAX_BYTES:
 *
 * The longest name of a user, in bytes of UTF-8.
 */
#define KL_SLOTS_USER_NAME_MAX_BYTES 127

/**
 * KlSlots:
 *
 * The key slots of one vault: the database key, wrapped once for every way to open it. Holds no
 * secret itself. Not for use by two threads at a time; the functions that derive a key from a
 * password take about a second and belong in a thread.
 *
 * A user is named by an id of 32 hexadecimal digits, which means nothing by itself.
 */
typedef struct _KlSlots KlSlots;

KlSlots *kl_slots_new (void);
KlSlots *kl_slots_load (const char *path, GError **error);
gboolean kl_slots_save (KlSlots *slots, const char *path, KlSecret *key, GError **error);
void kl_slots_free (KlSlots *slots);

char *kl_slots_dup_database_id (KlSlots *slots);
guint64 kl_slots_get_epoch (KlSlots *slots);
guint kl_slots_get_n_damaged_copies (KlSlots *slots);
char **kl_slots_list_users (KlSlots *slots);
char *kl_slots_dup_user_name (KlSlots *slots, KlSecret *key, const char *user_id, GError **error);
gboolean kl_slots_has_recovery (KlSlots *slots);

char *kl_slots_add_user (KlSlots *slots,
                         KlSecret *key,
                         const char *name,
                         const char *password,
                         KlVaultCost cost,
                         GError **error);
gboolean kl_slots_set_password (KlSlots *slots,
                                KlSecret *key,
                                const char *user_id,
                                const char *password,
                                KlVaultCost cost,
                                GError **error);
gboolean kl_slots_change_password (KlSlots *slots,
                                   const char *user_id,
                                   const char *old_password,
                                   const char *new_password,
                                   KlVaultCost cost,
                                   GError **error);
void kl_slots_set_recovery (KlSlots *slots, KlSecret *key, KlSecret *recovery);

KlSecret *kl_slots_unlock_password (KlSlots *slots,
                                    const char *password,
                                    const char *first_user,
                                    GCancellable *cancellable,
                                    char **user_id,
                                    GError **error);
KlSecret *kl_slots_unlock_recovery (KlSlots *slots, KlSecret *recovery, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSlots, kl_slots_free)

G_END_DECLS
