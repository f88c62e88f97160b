/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * KlSecret:
 *
 * Bytes that must not reach the disk or outlive their use: a key, a password, recovery words.
 *
 * They live between guard pages, are kept out of swap and of core dumps where the system lets
 * us, and are wiped when the last reference goes. One more byte than asked for is kept, always
 * zero, so that a text is a C string.
 *
 * The count of references is atomic. The bytes are not to be changed once a second thread has
 * the secret.
 */
typedef struct _KlSecret KlSecret;

#define KL_TYPE_SECRET (kl_secret_get_type ())
GType kl_secret_get_type (void);

KlSecret *kl_secret_new (gsize size);
KlSecret *kl_secret_new_random (gsize size);
KlSecret *kl_secret_new_copy (const void *bytes, gsize size);
KlSecret *kl_secret_new_text (const char *text);

KlSecret *kl_secret_ref (KlSecret *secret);
void kl_secret_unref (KlSecret *secret);

const guint8 *kl_secret_get_bytes (KlSecret *secret);
guint8 *kl_secret_get_writable (KlSecret *secret);
const char *kl_secret_get_text (KlSecret *secret);
gsize kl_secret_get_size (KlSecret *secret);
gboolean kl_secret_equal (KlSecret *a, KlSecret *b);
KlSecret *kl_secret_to_raw_key (KlSecret *key);

gboolean kl_secret_memory_is_locked (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSecret, kl_secret_unref)

G_END_DECLS
