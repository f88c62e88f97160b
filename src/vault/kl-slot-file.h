/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "kl-secret.h"

G_BEGIN_DECLS

/*
 * The bytes of kluis.slots, version 1. Numbers are little-endian. The file is three times the
 * same copy, each padded with zeros to a multiple of 4096 bytes, so that no copy shares a sector
 * with another and each can be found when the ones before it are broken.
 *
 * One copy:
 *     0   8  magic "KLSLOTS" and 0x1a
 *     8   2  version (1)
 *    10   2  zero
 *    12   4  length of the copy without padding, from the magic up to and with the checksum
 *    16  16  database id, random, in every copy and backup of one database
 *    32   8  epoch: 1, and one more each time the database key is replaced
 *    40   8  generation: one more with every save
 *    48   4  number of slots, at most 256
 *    52      slots, 368 bytes each
 *     …  32  MAC: BLAKE2b-256 over all before it, under a key derived from the database key.
 *            Checked after unlocking; tells a forged file.
 *     …  32  checksum: BLAKE2b-256 over all before it, without a key. Checked at reading; tells a
 *            damaged copy from a wrong password.
 * Magic, version, length and the checksum at the end stay as they are in every later version, so
 * that "newer" can be told from "broken".
 *
 * One slot:
 *     0   2  kind, see KlSlotKind
 *     2   2  zero
 *     4  16  user id, random; zeros in a recovery slot
 *    20   8  epoch of the database key inside
 *    28   8  when it was made, in Unix seconds
 *    36   4  Argon2id passes; 0 where no password is involved
 *    40   8  Argon2id memory in bytes; 0 likewise
 *    48  16  salt
 *    64  32  X25519 public key of the holder, to which a later database key can be sealed
 *    96  24  nonce
 *   120  80  the database key and the holder's X25519 private key, 32 bytes each, encrypted with
 *            XChaCha20-Poly1305; bytes 0 to 95 and the database id are authenticated along.
 *            In a sealed slot: a database key in a libsodium sealed box (also 80 bytes).
 *   200  24  nonce of the name
 *   224 144  the name of the user, padded to 128 bytes, encrypted with XChaCha20-Poly1305 under a
 *            key derived from the database key; kind, user id and database id authenticated along
 *
 * Nobody's name can be read without a password; what can be read is how many slots there are, of
 * what kind and since when.
 */

#define KL_SLOT_FILE_MAX_SLOTS 256
#define KL_SLOT_FILE_MAX_OPERATIONS 20
#define KL_SLOT_FILE_MAX_MEMORY (G_GUINT64_CONSTANT (1) << 30)

#define KL_SLOT_ID_SIZE 16
#define KL_SLOT_KEY_SIZE 32
#define KL_SLOT_HEADER_SIZE 96
#define KL_SLOT_NAME_SIZE 128

/**
 * KlSlotKind:
 * @KL_SLOT_PASSWORD: opens with a password
 * @KL_SLOT_RECOVERY: opens with the recovery words
 * @KL_SLOT_KEYRING: opens with a secret that the desktop's keyring keeps
 * @KL_SLOT_SEALED: a newer database key, sealed to a colleague whose password nobody knows; the
 *   private key in that colleague's password slot opens it
 *
 * What opens a slot. The last two are kept as they are found and not made yet.
 */
typedef enum
{
  KL_SLOT_PASSWORD = 1,
  KL_SLOT_RECOVERY = 2,
  KL_SLOT_KEYRING = 3,
  KL_SLOT_SEALED = 4,
} KlSlotKind;

typedef struct
{
  KlSlotKind kind;
  guint8 user_id[KL_SLOT_ID_SIZE];
  guint64 epoch;
  gint64 created;
  guint32 operations;
  guint64 memory;
  guint8 salt[16];
  guint8 public_key[32];
  guint8 nonce[24];
  guint8 wrapped[80];
  guint8 name_nonce[24];
  guint8 name[KL_SLOT_NAME_SIZE + 16];
} KlSlot;

typedef struct
{
  guint8 database_id[KL_SLOT_ID_SIZE];
  guint64 epoch;
  guint64 generation;
  GArray *slots; /* of KlSlot */
  guint8 mac[32];
} KlSlotFile;

KlSlotFile *kl_slot_file_new (void);
void kl_slot_file_free (KlSlotFile *file);
void kl_slot_file_sign (KlSlotFile *file, const guint8 *mac_key);
gboolean kl_slot_file_verify (const KlSlotFile *file, const guint8 *mac_key);
GBytes *kl_slot_file_encode (const KlSlotFile *file);
KlSlotFile *kl_slot_file_decode (GBytes *bytes, guint *n_damaged, GError **error);
void kl_slot_encode_header (const KlSlot *slot, guint8 *header);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KlSlotFile, kl_slot_file_free)

G_END_DECLS
