/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-slot-crypto.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "kl-vault-error.h"

/* Keys derived from the database key; a number is never used for a second purpose. */
#define KDF_CONTEXT "KLslots1"
#define KDF_MAC 1
#define KDF_NAMES 2

#define WRAP_DATA_SIZE (KL_SLOT_ID_SIZE + KL_SLOT_HEADER_SIZE)
#define NAME_DATA_SIZE (2 * KL_SLOT_ID_SIZE + 1)

/* What a slot wraps. */
typedef struct
{
  guint8 database_key[KL_SLOT_KEY_SIZE];
  guint8 private_key[KL_SLOT_KEY_SIZE];
} Content;

G_STATIC_ASSERT (sizeof (Content) == 2 * KL_SLOT_KEY_SIZE);

/* Auxiliary functions */

static KlSecret *
derive_subkey (KlSecret *key, guint64 number)
{
  KlSecret *subkey = kl_secret_new (KL_SLOT_KEY_SIZE);

  crypto_kdf_derive_from_key (kl_secret_get_writable (subkey), KL_SLOT_KEY_SIZE, number,
                              KDF_CONTEXT, kl_secret_get_bytes (key));

  return subkey;
}

static void
encode_wrap_data (const guint8 *database_id, const KlSlot *slot, guint8 *data)
{
  memcpy (data, database_id, KL_SLOT_ID_SIZE);
  kl_slot_encode_header (slot, data + KL_SLOT_ID_SIZE);
}

static void
encode_name_data (const guint8 *database_id, const KlSlot *slot, guint8 *data)
{
  memcpy (data, database_id, KL_SLOT_ID_SIZE);
  memcpy (data + KL_SLOT_ID_SIZE, slot->user_id, KL_SLOT_ID_SIZE);
  data[2 * KL_SLOT_ID_SIZE] = slot->kind;
}

/* Public API */

/**
 * kl_slot_id_to_text:
 * @id: (array fixed-size=16): an id
 *
 * Returns: (transfer full): the id as 32 hexadecimal digits
 */
char *
kl_slot_id_to_text (const guint8 *id)
{
  char text[2 * KL_SLOT_ID_SIZE + 1];

  g_return_val_if_fail (id != NULL, NULL);

  return g_strdup (sodium_bin2hex (text, sizeof text, id, KL_SLOT_ID_SIZE));
}

/**
 * kl_slot_id_from_text:
 * @text: an id as text
 * @id: (out caller-allocates) (array fixed-size=16): the id
 *
 * Returns: whether @text was an id
 */
gboolean
kl_slot_id_from_text (const char *text, guint8 *id)
{
  gsize size;

  g_return_val_if_fail (text != NULL && id != NULL, FALSE);

  return strlen (text) == 2 * KL_SLOT_ID_SIZE
         && sodium_hex2bin (id, KL_SLOT_ID_SIZE, text, strlen (text), NULL, &size, NULL) == 0
         && size == KL_SLOT_ID_SIZE;
}

/**
 * kl_slot_derive_mac_key:
 * @key: the database key
 *
 * Returns: (transfer full): the key for the MAC over the whole file
 */
KlSecret *
kl_slot_derive_mac_key (KlSecret *key)
{
  g_return_val_if_fail (key != NULL, NULL);

  return derive_subkey (key, KDF_MAC);
}

/**
 * kl_slot_derive_from_password:
 * @slot: a slot with its salt and cost
 * @password: a normalised password
 * @error: return location for an error
 *
 * Derives the key that wraps a password slot. Slow by design.
 *
 * Returns: (transfer full) (nullable): a key, or %NULL with %KL_VAULT_ERROR_NO_MEMORY
 */
KlSecret *
kl_slot_derive_from_password (const KlSlot *slot, KlSecret *password, GError **error)
{
  g_autoptr (KlSecret) wrapping_key = NULL;

  g_return_val_if_fail (slot != NULL && password != NULL, NULL);
  /* Reading a file has refused such slots already; this is the place that would pay. */
  g_return_val_if_fail (slot->operations <= KL_SLOT_FILE_MAX_OPERATIONS, NULL);
  g_return_val_if_fail (slot->memory <= KL_SLOT_FILE_MAX_MEMORY, NULL);

  wrapping_key = kl_secret_new (KL_SLOT_KEY_SIZE);
  if (crypto_pwhash (kl_secret_get_writable (wrapping_key), KL_SLOT_KEY_SIZE,
                     kl_secret_get_text (password), kl_secret_get_size (password), slot->salt,
                     slot->operations, slot->memory, crypto_pwhash_ALG_ARGON2ID13)
      != 0)
    {
      g_set_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_NO_MEMORY,
                   _ ("There is not enough free memory to check the password (%u MB is needed). "
                      "Close other programs and try again."),
                   (guint) (slot->memory >> 20));
      return NULL;
    }

  return g_steal_pointer (&wrapping_key);
}

/**
 * kl_slot_derive_from_recovery:
 * @slot: a recovery slot with its salt
 * @recovery: the bytes behind the recovery words
 *
 * Derives the key that wraps a recovery slot. The words carry 256 random bits, so that nothing
 * would be won by doing it slowly.
 *
 * Returns: (transfer full): a key
 */
KlSecret *
kl_slot_derive_from_recovery (const KlSlot *slot, KlSecret *recovery)
{
  KlSecret *wrapping_key;

  g_return_val_if_fail (slot != NULL && recovery != NULL, NULL);

  wrapping_key = kl_secret_new (KL_SLOT_KEY_SIZE);
  crypto_generichash (kl_secret_get_writable (wrapping_key), KL_SLOT_KEY_SIZE, slot->salt,
                      sizeof slot->salt, kl_secret_get_bytes (recovery),
                      kl_secret_get_size (recovery));

  return wrapping_key;
}

/**
 * kl_slot_content_new:
 * @slot: the slot it is for; gets the public key
 * @key: the database key
 *
 * Makes what a slot wraps: the database key, and the private half of a new pair for its holder.
 *
 * Returns: (transfer full): the content
 */
KlSecret *
kl_slot_content_new (KlSlot *slot, KlSecret *key)
{
  KlSecret *content;
  Content *parts;

  g_return_val_if_fail (slot != NULL, NULL);
  g_return_val_if_fail (key != NULL && kl_secret_get_size (key) == KL_SLOT_KEY_SIZE, NULL);

  content = kl_secret_new (sizeof (Content));
  parts = (Content *) kl_secret_get_writable (content);
  memcpy (parts->database_key, kl_secret_get_bytes (key), sizeof parts->database_key);
  crypto_box_keypair (slot->public_key, parts->private_key);

  return content;
}

/**
 * kl_slot_content_get_key:
 * @content: what a slot wrapped
 *
 * Returns: (transfer full): the database key
 */
KlSecret *
kl_slot_content_get_key (KlSecret *content)
{
  const Content *parts;

  g_return_val_if_fail (content != NULL && kl_secret_get_size (content) == sizeof (Content), NULL);

  parts = (const Content *) kl_secret_get_bytes (content);
  return kl_secret_new_copy (parts->database_key, sizeof parts->database_key);
}

/**
 * kl_slot_wrap:
 * @database_id: the id of the database
 * @slot: a slot whose header is complete
 * @wrapping_key: from a password or the recovery words
 * @content: from kl_slot_content_new()
 *
 * Encrypts @content into @slot under a new nonce, tied to the header and the database.
 */
void
kl_slot_wrap (const guint8 *database_id, KlSlot *slot, KlSecret *wrapping_key, KlSecret *content)
{
  guint8 data[WRAP_DATA_SIZE];

  g_return_if_fail (database_id != NULL && slot != NULL && wrapping_key != NULL);
  g_return_if_fail (content != NULL && kl_secret_get_size (content) == sizeof (Content));

  encode_wrap_data (database_id, slot, data);
  randombytes_buf (slot->nonce, sizeof slot->nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot->wrapped, NULL, kl_secret_get_bytes (content),
                                              sizeof (Content), data, sizeof data, NULL,
                                              slot->nonce, kl_secret_get_bytes (wrapping_key));
}

/**
 * kl_slot_unwrap:
 * @database_id: the id of the database
 * @slot: a slot
 * @wrapping_key: from a password or the recovery words
 *
 * Returns: (transfer full) (nullable): what the slot wraps, or %NULL when the key does not fit or
 *   the slot was changed
 */
KlSecret *
kl_slot_unwrap (const guint8 *database_id, const KlSlot *slot, KlSecret *wrapping_key)
{
  g_autoptr (KlSecret) content = NULL;
  guint8 data[WRAP_DATA_SIZE];

  g_return_val_if_fail (database_id != NULL && slot != NULL && wrapping_key != NULL, NULL);

  content = kl_secret_new (sizeof (Content));
  encode_wrap_data (database_id, slot, data);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (kl_secret_get_writable (content), NULL, NULL,
                                                  slot->wrapped, sizeof slot->wrapped, data,
                                                  sizeof data, slot->nonce,
                                                  kl_secret_get_bytes (wrapping_key))
      != 0)
    return NULL;

  return g_steal_pointer (&content);
}

/**
 * kl_slot_encrypt_name:
 * @database_id: the id of the database
 * @slot: a slot with its kind and user id
 * @key: the database key
 * @name: the name of the user, shorter than %KL_SLOT_NAME_SIZE bytes
 *
 * Encrypts the name of a user into the slot, padded so that its length does not show either.
 */
void
kl_slot_encrypt_name (const guint8 *database_id, KlSlot *slot, KlSecret *key, const char *name)
{
  g_autoptr (KlSecret) name_key = NULL;
  char padded[KL_SLOT_NAME_SIZE] = { 0 };
  guint8 data[NAME_DATA_SIZE];

  g_return_if_fail (database_id != NULL && slot != NULL && key != NULL);
  g_return_if_fail (name != NULL && strlen (name) < sizeof padded);

  name_key = derive_subkey (key, KDF_NAMES);
  g_strlcpy (padded, name, sizeof padded);
  encode_name_data (database_id, slot, data);
  randombytes_buf (slot->name_nonce, sizeof slot->name_nonce);
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot->name, NULL, (const guint8 *) padded,
                                              sizeof padded, data, sizeof data, NULL,
                                              slot->name_nonce, kl_secret_get_bytes (name_key));
  sodium_memzero (padded, sizeof padded);
}

/**
 * kl_slot_decrypt_name:
 * @database_id: the id of the database
 * @slot: a slot
 * @key: the database key
 *
 * Returns: (transfer full) (nullable): the name of the user, or %NULL when it was changed
 */
char *
kl_slot_decrypt_name (const guint8 *database_id, const KlSlot *slot, KlSecret *key)
{
  g_autoptr (KlSecret) name_key = NULL;
  char name[KL_SLOT_NAME_SIZE];
  guint8 data[NAME_DATA_SIZE];

  g_return_val_if_fail (database_id != NULL && slot != NULL && key != NULL, NULL);

  name_key = derive_subkey (key, KDF_NAMES);
  encode_name_data (database_id, slot, data);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt ((guint8 *) name, NULL, NULL, slot->name,
                                                  sizeof slot->name, data, sizeof data,
                                                  slot->name_nonce, kl_secret_get_bytes (name_key))
      != 0)
    return NULL;
  if (memchr (name, '\0', sizeof name) == NULL || !g_utf8_validate (name, -1, NULL))
    return NULL;

  return g_strdup (name);
}
