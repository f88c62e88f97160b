/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "kl-secret.h"
#include "kl-slot-file.h"

G_BEGIN_DECLS

char *kl_slot_id_to_text (const guint8 *id);
gboolean kl_slot_id_from_text (const char *text, guint8 *id);

KlSecret *kl_slot_derive_mac_key (KlSecret *key);
KlSecret *kl_slot_derive_from_password (const KlSlot *slot, KlSecret *password, GError **error);
KlSecret *kl_slot_derive_from_recovery (const KlSlot *slot, KlSecret *recovery);

KlSecret *kl_slot_content_new (KlSlot *slot, KlSecret *key);
KlSecret *kl_slot_content_get_key (KlSecret *content);
void
kl_slot_wrap (const guint8 *database_id, KlSlot *slot, KlSecret *wrapping_key, KlSecret *content);
KlSecret *kl_slot_unwrap (const guint8 *database_id, const KlSlot *slot, KlSecret *wrapping_key);

void
kl_slot_encrypt_name (const guint8 *database_id, KlSlot *slot, KlSecret *key, const char *name);
char *kl_slot_decrypt_name (const guint8 *database_id, const KlSlot *slot, KlSecret *key);

G_END_DECLS
