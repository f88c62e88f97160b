/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-slot-file.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <string.h>

#include "kl-vault-error.h"

#define VERSION 1
#define N_COPIES 3
#define PADDING 4096
#define FILE_HEADER_SIZE 52
#define SLOT_SIZE 368
#define DIGEST_SIZE 32
#define MIN_COPY_SIZE (FILE_HEADER_SIZE + 2 * DIGEST_SIZE)
/* Of any version: 1 MiB a copy is ten times what version 1 can need. */
#define MAX_COPY_SIZE (1 << 20)

static const guint8 magic[8] = { 'K', 'L', 'S', 'L', 'O', 'T', 'S', 0x1a };

G_STATIC_ASSERT (KL_SLOT_HEADER_SIZE + 24 + 80 + 24 + KL_SLOT_NAME_SIZE + 16 == SLOT_SIZE);
G_STATIC_ASSERT (2 * KL_SLOT_KEY_SIZE + crypto_aead_xchacha20poly1305_ietf_ABYTES == 80);
G_STATIC_ASSERT (KL_SLOT_KEY_SIZE + crypto_box_SEALBYTES == 80);
G_STATIC_ASSERT (crypto_pwhash_SALTBYTES == 16);

/* Writing: each function puts a value at *at and moves on. */

static void
put_bytes (guint8 **at, const void *bytes, gsize size)
{
  memcpy (*at, bytes, size);
  *at += size;
}

static void
put_u16 (guint8 **at, guint16 value)
{
  value = GUINT16_TO_LE (value);
  put_bytes (at, &value, sizeof value);
}

static void
put_u32 (guint8 **at, guint32 value)
{
  value = GUINT32_TO_LE (value);
  put_bytes (at, &value, sizeof value);
}

static void
put_u64 (guint8 **at, guint64 value)
{
  value = GUINT64_TO_LE (value);
  put_bytes (at, &value, sizeof value);
}

/* Reading: the callers have checked that the bytes are there. */

static void
take_bytes (const guint8 **at, void *bytes, gsize size)
{
  memcpy (bytes, *at, size);
  *at += size;
}

static guint16
take_u16 (const guint8 **at)
{
  guint16 value;

  take_bytes (at, &value, sizeof value);
  return GUINT16_FROM_LE (value);
}

static guint32
take_u32 (const guint8 **at)
{
  guint32 value;

  take_bytes (at, &value, sizeof value);
  return GUINT32_FROM_LE (value);
}

static guint64
take_u64 (const guint8 **at)
{
  guint64 value;

  take_bytes (at, &value, sizeof value);
  return GUINT64_FROM_LE (value);
}

/* One copy */

static gsize
copy_size (const KlSlotFile *file)
{
  return MIN_COPY_SIZE + (gsize) file->slots->len * SLOT_SIZE;
}

static void
encode_slot (guint8 **at, const KlSlot *slot)
{
  kl_slot_encode_header (slot, *at);
  *at += KL_SLOT_HEADER_SIZE;
  put_bytes (at, slot->nonce, sizeof slot->nonce);
  put_bytes (at, slot->wrapped, sizeof slot->wrapped);
  put_bytes (at, slot->name_nonce, sizeof slot->name_nonce);
  put_bytes (at, slot->name, sizeof slot->name);
}

/* What the MAC covers: everything of a copy before it. */
static guint8 *
encode_body (const KlSlotFile *file, gsize *size)
{
  guint8 *body, *at;

  *size = copy_size (file) - 2 * DIGEST_SIZE;
  at = body = g_malloc (copy_size (file));
  put_bytes (&at, magic, sizeof magic);
  put_u16 (&at, VERSION);
  put_u16 (&at, 0);
  put_u32 (&at, copy_size (file));
  put_bytes (&at, file->database_id, sizeof file->database_id);
  put_u64 (&at, file->epoch);
  put_u64 (&at, file->generation);
  put_u32 (&at, file->slots->len);
  for (guint i = 0; i < file->slots->len; i++)
    encode_slot (&at, &g_array_index (file->slots, KlSlot, i));
  g_assert (at == body + *size);

  return body;
}

static void
compute_mac (const KlSlotFile *file, const guint8 *mac_key, guint8 *mac)
{
  gsize size;
  g_autofree guint8 *body = encode_body (file, &size);

  crypto_generichash (mac, DIGEST_SIZE, body, size, mac_key, KL_SLOT_KEY_SIZE);
}

typedef enum
{
  COPY_SOUND,
  COPY_BROKEN,
  COPY_NEWER,
  COPY_OUT_OF_LIMITS,
} CopyState;

static CopyState
decode_slot (const guint8 **at, KlSlot *slot)
{
  guint16 zero;

  slot->kind = take_u16 (at);
  zero = take_u16 (at);
  take_bytes (at, slot->user_id, sizeof slot->user_id);
  slot->epoch = take_u64 (at);
  slot->created = (gint64) take_u64 (at);
  slot->operations = take_u32 (at);
  slot->memory = take_u64 (at);
  take_bytes (at, slot->salt, sizeof slot->salt);
  take_bytes (at, slot->public_key, sizeof slot->public_key);
  take_bytes (at, slot->nonce, sizeof slot->nonce);
  take_bytes (at, slot->wrapped, sizeof slot->wrapped);
  take_bytes (at, slot->name_nonce, sizeof slot->name_nonce);
  take_bytes (at, slot->name, sizeof slot->name);

  if (zero != 0 || slot->kind < KL_SLOT_PASSWORD || slot->kind > KL_SLOT_SEALED)
    return COPY_BROKEN;
  /* The largest work is bounded before any of it is done: a forged file must not be able to
   * take all memory or to keep the computer busy for a day. */
  if (slot->operations > KL_SLOT_FILE_MAX_OPERATIONS || slot->memory > KL_SLOT_FILE_MAX_MEMORY)
    return COPY_OUT_OF_LIMITS;
  if (slot->kind == KL_SLOT_PASSWORD
      && (slot->operations < crypto_pwhash_OPSLIMIT_MIN
          || slot->memory < crypto_pwhash_MEMLIMIT_MIN))
    return COPY_OUT_OF_LIMITS;

  return COPY_SOUND;
}

static CopyState
decode_slots (const guint8 *at, guint n_slots, KlSlotFile *file)
{
  for (guint i = 0; i < n_slots; i++)
    {
      KlSlot slot = { 0 };
      CopyState state = decode_slot (&at, &slot);

      if (state != COPY_SOUND)
        return state;
      g_array_append_val (file->slots, slot);
    }

  take_bytes (&at, file->mac, sizeof file->mac);
  return COPY_SOUND;
}

/* Looks whether a whole copy, of whatever version, starts here. */
static gboolean
find_copy (const guint8 *data, gsize left, guint *version, gsize *size)
{
  guint8 digest[DIGEST_SIZE];
  const guint8 *at = data + sizeof magic;

  if (left < MIN_COPY_SIZE || memcmp (data, magic, sizeof magic) != 0)
    return FALSE;

  *version = take_u16 (&at);
  take_u16 (&at);
  *size = take_u32 (&at);
  if (*size < MIN_COPY_SIZE || *size > MAX_COPY_SIZE || *size > left)
    return FALSE;

  crypto_generichash (digest, sizeof digest, data, *size - DIGEST_SIZE, NULL, 0);
  return sodium_memcmp (digest, data + *size - DIGEST_SIZE, DIGEST_SIZE) == 0;
}

static CopyState
decode_copy (const guint8 *data, gsize left, gsize *size, KlSlotFile **decoded)
{
  g_autoptr (KlSlotFile) file = kl_slot_file_new ();
  const guint8 *at = data + 10;
  guint version;
  guint32 n_slots;
  CopyState state;

  if (!find_copy (data, left, &version, size))
    return COPY_BROKEN;
  if (version != VERSION)
    return version > VERSION ? COPY_NEWER : COPY_BROKEN;

  if (take_u16 (&at) != 0)
    return COPY_BROKEN;
  take_u32 (&at);
  take_bytes (&at, file->database_id, sizeof file->database_id);
  file->epoch = take_u64 (&at);
  file->generation = take_u64 (&at);
  n_slots = take_u32 (&at);
  if (n_slots > KL_SLOT_FILE_MAX_SLOTS || *size != MIN_COPY_SIZE + (gsize) n_slots * SLOT_SIZE)
    return COPY_BROKEN;

  state = decode_slots (at, n_slots, file);
  if (state == COPY_SOUND)
    *decoded = g_steal_pointer (&file);

  return state;
}

static gboolean
same_content (const KlSlotFile *a, const KlSlotFile *b)
{
  gsize size_a, size_b;
  g_autofree guint8 *body_a = encode_body (a, &size_a);
  g_autofree guint8 *body_b = encode_body (b, &size_b);

  return size_a == size_b && memcmp (body_a, body_b, size_a) == 0
         && memcmp (a->mac, b->mac, sizeof a->mac) == 0;
}

static void
set_decode_error (const guint *n_states, GError **error)
{
  if (n_states[COPY_NEWER] > 0)
    g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_UNKNOWN_VERSION,
                         _ ("The key file (kluis.slots) was written by a newer version of Korte "
                            "Lijnen. Install that version and open the vault with it."));
  else if (n_states[COPY_OUT_OF_LIMITS] > 0)
    g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_LIMITS,
                         _ ("The key file (kluis.slots) asks for more work than is allowed, so "
                            "somebody has changed it. Put back the key file from a backup."));
  else
    g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_DAMAGED,
                         _ ("The key file (kluis.slots) is damaged. Your password may well be "
                            "right. Put back the key file from a backup."));
}

/* Public API */

/**
 * kl_slot_file_new:
 *
 * Returns: (transfer full): a file without slots, all zero
 */
KlSlotFile *
kl_slot_file_new (void)
{
  KlSlotFile *file = g_new0 (KlSlotFile, 1);

  file->slots = g_array_new (FALSE, TRUE, sizeof (KlSlot));

  return file;
}

/**
 * kl_slot_file_free:
 * @file: (transfer full): a file
 */
void
kl_slot_file_free (KlSlotFile *file)
{
  g_return_if_fail (file != NULL);

  g_array_unref (file->slots);
  g_free (file);
}

/**
 * kl_slot_encode_header:
 * @slot: a slot
 * @header: (out caller-allocates): room for %KL_SLOT_HEADER_SIZE bytes
 *
 * Writes the part of a slot that is authenticated together with what is wrapped in it.
 */
void
kl_slot_encode_header (const KlSlot *slot, guint8 *header)
{
  g_return_if_fail (slot != NULL && header != NULL);

  put_u16 (&header, slot->kind);
  put_u16 (&header, 0);
  put_bytes (&header, slot->user_id, sizeof slot->user_id);
  put_u64 (&header, slot->epoch);
  put_u64 (&header, (guint64) slot->created);
  put_u32 (&header, slot->operations);
  put_u64 (&header, slot->memory);
  put_bytes (&header, slot->salt, sizeof slot->salt);
  put_bytes (&header, slot->public_key, sizeof slot->public_key);
}

/**
 * kl_slot_file_sign:
 * @file: a file
 * @mac_key: a key of %KL_SLOT_KEY_SIZE bytes
 *
 * Sets the MAC of @file to fit its content.
 */
void
kl_slot_file_sign (KlSlotFile *file, const guint8 *mac_key)
{
  g_return_if_fail (file != NULL && mac_key != NULL);

  compute_mac (file, mac_key, file->mac);
}

/**
 * kl_slot_file_verify:
 * @file: a file
 * @mac_key: a key of %KL_SLOT_KEY_SIZE bytes
 *
 * Returns: whether the MAC of @file fits its content
 */
gboolean
kl_slot_file_verify (const KlSlotFile *file, const guint8 *mac_key)
{
  guint8 mac[DIGEST_SIZE];

  g_return_val_if_fail (file != NULL && mac_key != NULL, FALSE);

  compute_mac (file, mac_key, mac);
  return sodium_memcmp (mac, file->mac, sizeof mac) == 0;
}

/**
 * kl_slot_file_encode:
 * @file: a file, signed
 *
 * Returns: (transfer full): the bytes of the file with its three copies
 */
GBytes *
kl_slot_file_encode (const KlSlotFile *file)
{
  g_autofree guint8 *copy = NULL;
  gsize body_size, size, padded;
  guint8 *at, *bytes;

  g_return_val_if_fail (file != NULL && file->slots->len <= KL_SLOT_FILE_MAX_SLOTS, NULL);

  copy = encode_body (file, &body_size);
  at = copy + body_size;
  put_bytes (&at, file->mac, sizeof file->mac);
  crypto_generichash (at, DIGEST_SIZE, copy, body_size + DIGEST_SIZE, NULL, 0);

  size = copy_size (file);
  padded = (size + PADDING - 1) / PADDING * PADDING;
  bytes = g_malloc0 (N_COPIES * padded);
  for (guint i = 0; i < N_COPIES; i++)
    memcpy (bytes + i * padded, copy, size);

  return g_bytes_new_take (bytes, N_COPIES * padded);
}

/**
 * kl_slot_file_decode:
 * @bytes: what was read, whatever it may be
 * @n_damaged: (out): how many of the three copies are broken, missing or not like the others
 * @error: return location for an error
 *
 * Reads a slot file. The newest of the copies that are sound counts.
 *
 * Returns: (transfer full) (nullable): the content, its MAC not checked, or %NULL with
 *   %KL_VAULT_ERROR_DAMAGED, %KL_VAULT_ERROR_UNKNOWN_VERSION or %KL_VAULT_ERROR_LIMITS
 */
KlSlotFile *
kl_slot_file_decode (GBytes *bytes, guint *n_damaged, GError **error)
{
  g_autoptr (KlSlotFile) best = NULL;
  guint n_states[COPY_OUT_OF_LIMITS + 1] = { 0 };
  guint n_like_best = 0;
  gsize size, offset = 0;
  const guint8 *data;

  g_return_val_if_fail (bytes != NULL && n_damaged != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  while (offset < size)
    {
      g_autoptr (KlSlotFile) file = NULL;
      gsize found = 1;
      CopyState state = decode_copy (data + offset, size - offset, &found, &file);

      n_states[state]++;
      /* A broken copy may lie about its length; look at the next place where one can start. */
      offset += state == COPY_BROKEN ? PADDING : (found + PADDING - 1) / PADDING * PADDING;
      if (file == NULL)
        continue;
      if (best != NULL && file->generation <= best->generation)
        {
          n_like_best += same_content (file, best);
          continue;
        }
      g_clear_pointer (&best, kl_slot_file_free);
      best = g_steal_pointer (&file);
      n_like_best = 1;
    }

  *n_damaged = N_COPIES - MIN (n_like_best, N_COPIES);
  if (best == NULL)
    set_decode_error (n_states, error);

  return g_steal_pointer (&best);
}
