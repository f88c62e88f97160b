/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-secret.h"

#include <sodium.h>
#include <string.h>

struct _KlSecret
{
  gatomicrefcount references;
  gsize size;
  guint8 *bytes; /* from sodium_malloc: guarded, locked, wiped when freed */
};

G_DEFINE_BOXED_TYPE (KlSecret, kl_secret, kl_secret_ref, kl_secret_unref)

/* Once one block of memory could not be locked this stays set: the promise "never in swap" then
 * no longer holds for the whole process, and that is what a person wants to be told, once. */
static int memory_unlocked;

/* Auxiliary functions */

static void
ensure_sodium (void)
{
  /* Costs nothing after the first call and may be called from any thread. It only fails where
   * there is no source of randomness, and then no key may be made at all. */
  if (sodium_init () < 0)
    g_error ("libsodium finds no source of randomness");
}

/* Public API */

/**
 * kl_secret_new:
 * @size: the number of bytes, at least 1
 *
 * Makes a secret of @size zero bytes, to be filled through kl_secret_get_writable().
 *
 * Where the limit on locked memory (`RLIMIT_MEMLOCK`) is too small the secret is still guarded
 * and wiped, and kl_secret_memory_is_locked() tells so from then on. Running out of memory
 * aborts, as it does everywhere in GLib.
 *
 * Returns: (transfer full): a secret
 */
KlSecret *
kl_secret_new (gsize size)
{
  KlSecret *secret;

  g_return_val_if_fail (size > 0, NULL);
  ensure_sodium ();

  secret = g_new0 (KlSecret, 1);
  g_atomic_ref_count_init (&secret->references);
  secret->size = size;
  secret->bytes = sodium_malloc (size + 1);
  if (secret->bytes == NULL)
    g_error ("out of memory for secrets");

  /* sodium_malloc() locks too, but keeps silent about whether that worked; locks do not nest,
   * so asking again only brings the answer. */
  if (sodium_mlock (secret->bytes, size + 1) != 0)
    g_atomic_int_set (&memory_unlocked, TRUE);
  memset (secret->bytes, 0, size + 1);

  return secret;
}

/**
 * kl_secret_new_random:
 * @size: the number of bytes, at least 1
 *
 * Makes a secret of random bytes, fit for a key.
 *
 * Returns: (transfer full): a secret
 */
KlSecret *
kl_secret_new_random (gsize size)
{
  KlSecret *secret = kl_secret_new (size);

  g_return_val_if_fail (secret != NULL, NULL);
  randombytes_buf (secret->bytes, size);

  return secret;
}

/**
 * kl_secret_new_copy:
 * @bytes: (array length=size): bytes
 * @size: their number, at least 1
 *
 * Copies @bytes into a secret. Wiping the original is up to the caller.
 *
 * Returns: (transfer full): a secret
 */
KlSecret *
kl_secret_new_copy (const void *bytes, gsize size)
{
  KlSecret *secret;

  g_return_val_if_fail (bytes != NULL, NULL);

  secret = kl_secret_new (size);
  g_return_val_if_fail (secret != NULL, NULL);
  memcpy (secret->bytes, bytes, size);

  return secret;
}

/**
 * kl_secret_new_text:
 * @text: a string
 *
 * Copies a string into a secret. The size of the secret leaves the closing zero out; an empty
 * string becomes a secret of one zero byte, whose text is empty.
 *
 * Returns: (transfer full): a secret
 */
KlSecret *
kl_secret_new_text (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return text[0] == '\0' ? kl_secret_new (1) : kl_secret_new_copy (text, strlen (text));
}

/**
 * kl_secret_ref:
 * @secret: a secret
 *
 * Returns: (transfer full): @secret
 */
KlSecret *
kl_secret_ref (KlSecret *secret)
{
  g_return_val_if_fail (secret != NULL, NULL);

  g_atomic_ref_count_inc (&secret->references);

  return secret;
}

/**
 * kl_secret_unref:
 * @secret: (transfer full): a secret
 *
 * Gives a reference back; the last one wipes the bytes.
 */
void
kl_secret_unref (KlSecret *secret)
{
  g_return_if_fail (secret != NULL);

  if (!g_atomic_ref_count_dec (&secret->references))
    return;

  sodium_free (secret->bytes);
  g_free (secret);
}

/**
 * kl_secret_get_bytes:
 * @secret: a secret
 *
 * Returns: (transfer none): the bytes, kl_secret_get_size() of them
 */
const guint8 *
kl_secret_get_bytes (KlSecret *secret)
{
  g_return_val_if_fail (secret != NULL, NULL);

  return secret->bytes;
}

/**
 * kl_secret_get_writable:
 * @secret: a secret that no other thread has
 *
 * Returns: (transfer none): the bytes, to be filled
 */
guint8 *
kl_secret_get_writable (KlSecret *secret)
{
  g_return_val_if_fail (secret != NULL, NULL);

  return secret->bytes;
}

/**
 * kl_secret_get_text:
 * @secret: a secret that holds a text
 *
 * Returns: (transfer none): the bytes as a C string
 */
const char *
kl_secret_get_text (KlSecret *secret)
{
  g_return_val_if_fail (secret != NULL, NULL);

  return (const char *) secret->bytes;
}

/**
 * kl_secret_get_size:
 * @secret: a secret
 *
 * Returns: the number of bytes, without the closing zero
 */
gsize
kl_secret_get_size (KlSecret *secret)
{
  g_return_val_if_fail (secret != NULL, 0);

  return secret->size;
}

/**
 * kl_secret_equal:
 * @a: a secret
 * @b: another
 *
 * Compares two secrets; the time it takes depends on their size alone.
 *
 * Returns: whether both hold the same bytes
 */
gboolean
kl_secret_equal (KlSecret *a, KlSecret *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->size == b->size && sodium_memcmp (a->bytes, b->bytes, a->size) == 0;
}

/**
 * kl_secret_to_raw_key:
 * @key: a key of 32 bytes
 *
 * Writes a key as SQLCipher takes one that needs no derivation: `x'` and 64 hexadecimal digits
 * and `'`. Pass it to `sqlite3_key_v2()` with kl_secret_get_text() and kl_secret_get_size(), and
 * never make SQL text of it.
 *
 * Returns: (transfer full): 67 characters
 */
KlSecret *
kl_secret_to_raw_key (KlSecret *key)
{
  KlSecret *raw;
  char *text;

  g_return_val_if_fail (key != NULL && key->size == 32, NULL);

  raw = kl_secret_new (67);
  text = (char *) raw->bytes;
  text[0] = 'x';
  text[1] = '\'';
  sodium_bin2hex (text + 2, 65, key->bytes, key->size);
  text[66] = '\'';

  return raw;
}

/**
 * kl_secret_memory_is_locked:
 *
 * Tells whether every secret made so far is kept out of swap. When it is not, the limit on locked
 * memory of this account is too small, and a person may want to know.
 *
 * Returns: %FALSE once a secret could not be locked
 */
gboolean
kl_secret_memory_is_locked (void)
{
  return !g_atomic_int_get (&memory_unlocked);
}
