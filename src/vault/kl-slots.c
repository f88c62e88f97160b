/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-slots.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kl-durable-file.h"
#include "kl-password.h"
#include "kl-slot-crypto.h"
#include "kl-vault-error.h"

#define MAX_FILE_SIZE (4 << 20)

struct _KlSlots
{
  KlSlotFile *file;
  guint n_damaged;
};

/* Auxiliary functions */

static KlSlot *
get_slot (KlSlots *slots, guint index)
{
  return &g_array_index (slots->file->slots, KlSlot, index);
}

static KlSlot *
find_slot (KlSlots *slots, KlSlotKind kind, const char *user_id)
{
  guint8 id[KL_SLOT_ID_SIZE] = { 0 };

  if (user_id != NULL && !kl_slot_id_from_text (user_id, id))
    return NULL;

  for (guint i = 0; i < slots->file->slots->len; i++)
    {
      KlSlot *slot = get_slot (slots, i);

      if (slot->kind == kind && memcmp (slot->user_id, id, sizeof id) == 0)
        return slot;
    }

  return NULL;
}

/* Slots */

static gboolean
check_name (const char *name, GError **error)
{
  if (name[0] != '\0' && strlen (name) <= KL_SLOTS_USER_NAME_MAX_BYTES
      && g_utf8_validate (name, -1, NULL))
    return TRUE;

  g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_FAILED,
                       _ ("The name of the user is empty or too long. Type a shorter name."));
  return FALSE;
}

static void
init_slot (KlSlots *slots, KlSlot *slot, KlSlotKind kind)
{
  slot->kind = kind;
  slot->epoch = slots->file->epoch;
  slot->created = g_get_real_time () / G_USEC_PER_SEC;
  randombytes_buf (slot->salt, sizeof slot->salt);
}

/* Fills @slot, whose kind, user, key pair and name are there, under a password. */
static gboolean
wrap_with_password (KlSlots *slots,
                    KlSlot *slot,
                    KlSecret *content,
                    const char *password,
                    KlVaultCost cost,
                    GError **error)
{
  g_autoptr (KlSecret) normal = NULL;
  g_autoptr (KlSecret) wrapping_key = NULL;

  normal = kl_password_normalize (password, error);
  if (normal == NULL)
    return FALSE;

  slot->operations = CLAMP (cost.operations, 1, KL_SLOT_FILE_MAX_OPERATIONS);
  slot->memory = CLAMP (cost.memory, crypto_pwhash_MEMLIMIT_MIN, KL_SLOT_FILE_MAX_MEMORY);
  slot->created = g_get_real_time () / G_USEC_PER_SEC;
  randombytes_buf (slot->salt, sizeof slot->salt);
  wrapping_key = kl_slot_derive_from_password (slot, normal, error);
  if (wrapping_key == NULL)
    return FALSE;
  kl_slot_wrap (slots->file->database_id, slot, wrapping_key, content);

  return TRUE;
}

static KlSecret *
unwrap_with_password (KlSlots *slots, const KlSlot *slot, KlSecret *password, GError **error)
{
  g_autoptr (KlSecret) wrapping_key = kl_slot_derive_from_password (slot, password, error);
  KlSecret *content;

  if (wrapping_key == NULL)
    return NULL;

  content = kl_slot_unwrap (slots->file->database_id, slot, wrapping_key);
  if (content == NULL)
    g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_WRONG_PASSWORD,
                         _ ("This password does not open the vault. The key file is sound: look "
                            "at Caps Lock and try again, or use the recovery words."));

  return content;
}

/* The MAC fits at every moment: whoever changes the slots has the key, and signs. */
static void
sign (KlSlots *slots, KlSecret *key)
{
  g_autoptr (KlSecret) mac_key = kl_slot_derive_mac_key (key);

  kl_slot_file_sign (slots->file, kl_secret_get_bytes (mac_key));
}

/* Only after a slot has opened can be seen whether the rest of the file is as we wrote it. */
static KlSecret *
take_verified_key (KlSlots *slots, KlSecret *content, GError **error)
{
  g_autoptr (KlSecret) key = kl_slot_content_get_key (content);
  g_autoptr (KlSecret) mac_key = kl_slot_derive_mac_key (key);

  if (kl_slot_file_verify (slots->file, kl_secret_get_bytes (mac_key)))
    return g_steal_pointer (&key);

  g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_ALTERED,
                       _ ("The key file (kluis.slots) was changed by something other than Korte "
                          "Lijnen. Your password is right. Put back the key file from a backup."));
  return NULL;
}

static KlSecret *
try_slot (KlSlots *slots, const KlSlot *slot, KlSecret *password, char **user_id, GError **error)
{
  g_autoptr (KlSecret) content = unwrap_with_password (slots, slot, password, error);

  KlSecret *key;

  if (content == NULL)
    return NULL;

  key = take_verified_key (slots, content, error);
  if (key != NULL && user_id != NULL)
    *user_id = kl_slot_id_to_text (slot->user_id);

  return key;
}

static gboolean
set_no_such_user (GError **error)
{
  g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_FAILED,
                       _ ("This user has no password in this vault. Open it as somebody else."));
  return FALSE;
}

/* Reading */

static GBytes *
read_file (const char *path, GError **error)
{
  /* Not blocking: what lies there may be a pipe. */
  g_autofd int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  g_autofree guint8 *buffer = NULL;
  struct stat info;
  gsize size = 0;

  if (fd < 0 || fstat (fd, &info) != 0)
    {
      int saved_errno = errno;

      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (saved_errno),
                   _ ("The key file (kluis.slots) could not be read: %s."),
                   g_strerror (saved_errno));
      return NULL;
    }
  if (!S_ISREG (info.st_mode) || info.st_size > MAX_FILE_SIZE)
    {
      g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_DAMAGED,
                           _ ("What is called kluis.slots here is not a key file of Korte Lijnen. "
                              "Put back the key file from a backup."));
      return NULL;
    }

  buffer = g_malloc (info.st_size + 1);
  while (size < (gsize) info.st_size)
    {
      gssize got = read (fd, buffer + size, info.st_size - size);

      if (got < 0 && errno == EINTR)
        continue;
      if (got <= 0)
        break;
      size += got;
    }

  /* What could not be read counts as damaged; another copy may still be whole. */
  return g_bytes_new_take (g_steal_pointer (&buffer), size);
}

/* Public API */

/**
 * kl_slots_new:
 *
 * Makes the slots of a new vault: a new database id, the first epoch, no slot yet.
 *
 * Returns: (transfer full): slots
 */
KlSlots *
kl_slots_new (void)
{
  KlSlots *slots;

  if (sodium_init () < 0)
    g_error ("libsodium finds no source of randomness");

  slots = g_new0 (KlSlots, 1);
  slots->file = kl_slot_file_new ();
  slots->file->epoch = 1;
  randombytes_buf (slots->file->database_id, sizeof slots->file->database_id);

  return slots;
}

/**
 * kl_slots_load:
 * @path: a slot file
 * @error: return location for an error
 *
 * Reads a slot file. One sound copy of the three is enough; kl_slots_get_n_damaged_copies() tells
 * when saving would heal the file.
 *
 * Returns: (transfer full) (nullable): slots, or %NULL with a %G_FILE_ERROR,
 *   %KL_VAULT_ERROR_DAMAGED, %KL_VAULT_ERROR_UNKNOWN_VERSION or %KL_VAULT_ERROR_LIMITS
 */
KlSlots *
kl_slots_load (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  KlSlotFile *file;
  KlSlots *slots;
  guint n_damaged;

  g_return_val_if_fail (path != NULL, NULL);

  if (sodium_init () < 0)
    g_error ("libsodium finds no source of randomness");

  bytes = read_file (path, error);
  if (bytes == NULL)
    return NULL;
  file = kl_slot_file_decode (bytes, &n_damaged, error);
  if (file == NULL)
    return NULL;

  slots = g_new0 (KlSlots, 1);
  slots->file = file;
  slots->n_damaged = n_damaged;

  return slots;
}

/**
 * kl_slots_save:
 * @slots: slots
 * @path: where to
 * @key: the database key, 32 bytes
 * @error: return location for an error
 *
 * Signs the slots and writes them; after a crash at any moment the old or the new file is there.
 *
 * Returns: %FALSE with a %G_FILE_ERROR when the file could not be written
 */
gboolean
kl_slots_save (KlSlots *slots, const char *path, KlSecret *key, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (slots != NULL && path != NULL, FALSE);
  g_return_val_if_fail (key != NULL && kl_secret_get_size (key) == KL_SLOT_KEY_SIZE, FALSE);

  slots->file->generation++;
  sign (slots, key);
  bytes = kl_slot_file_encode (slots->file);
  if (!kl_durable_file_replace (path, bytes, error))
    return FALSE;

  slots->n_damaged = 0;
  return TRUE;
}

/**
 * kl_slots_free:
 * @slots: (transfer full): slots
 */
void
kl_slots_free (KlSlots *slots)
{
  g_return_if_fail (slots != NULL);

  kl_slot_file_free (slots->file);
  g_free (slots);
}

/**
 * kl_slots_dup_database_id:
 * @slots: slots
 *
 * Returns: (transfer full): the id that this database, its copies and its backups share, 32
 *   hexadecimal digits
 */
char *
kl_slots_dup_database_id (KlSlots *slots)
{
  g_return_val_if_fail (slots != NULL, NULL);

  return kl_slot_id_to_text (slots->file->database_id);
}

/**
 * kl_slots_get_epoch:
 * @slots: slots
 *
 * Returns: which database key this is: 1 for the first, one more each time it is replaced
 */
guint64
kl_slots_get_epoch (KlSlots *slots)
{
  g_return_val_if_fail (slots != NULL, 0);

  return slots->file->epoch;
}

/**
 * kl_slots_get_n_damaged_copies:
 * @slots: slots
 *
 * Returns: how many of the three copies were not sound when the file was read; saving heals them
 */
guint
kl_slots_get_n_damaged_copies (KlSlots *slots)
{
  g_return_val_if_fail (slots != NULL, 0);

  return slots->n_damaged;
}

/**
 * kl_slots_list_users:
 * @slots: slots
 *
 * Returns: (transfer full): the ids of the users that have a password, oldest first
 */
char **
kl_slots_list_users (KlSlots *slots)
{
  g_autoptr (GStrvBuilder) users = g_strv_builder_new ();

  g_return_val_if_fail (slots != NULL, NULL);

  for (guint i = 0; i < slots->file->slots->len; i++)
    if (get_slot (slots, i)->kind == KL_SLOT_PASSWORD)
      g_strv_builder_take (users, kl_slot_id_to_text (get_slot (slots, i)->user_id));

  return g_strv_builder_end (users);
}

/**
 * kl_slots_dup_user_name:
 * @slots: slots
 * @key: the database key
 * @user_id: the id of a user
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the name of a user, or %NULL with
 *   %KL_VAULT_ERROR_FAILED for an unknown user or %KL_VAULT_ERROR_ALTERED
 */
char *
kl_slots_dup_user_name (KlSlots *slots, KlSecret *key, const char *user_id, GError **error)
{
  KlSlot *slot;
  char *name;

  g_return_val_if_fail (slots != NULL && key != NULL && user_id != NULL, NULL);

  slot = find_slot (slots, KL_SLOT_PASSWORD, user_id);
  if (slot == NULL)
    {
      set_no_such_user (error);
      return NULL;
    }

  name = kl_slot_decrypt_name (slots->file->database_id, slot, key);
  if (name == NULL)
    g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_ALTERED,
                         _ ("The name of the user in the key file (kluis.slots) cannot be read. "
                            "Put back the key file from a backup."));

  return name;
}

/**
 * kl_slots_has_recovery:
 * @slots: slots
 *
 * Returns: whether recovery words open this vault
 */
gboolean
kl_slots_has_recovery (KlSlots *slots)
{
  g_return_val_if_fail (slots != NULL, FALSE);

  return find_slot (slots, KL_SLOT_RECOVERY, NULL) != NULL;
}

/**
 * kl_slots_add_user:
 * @slots: slots
 * @key: the database key, 32 bytes
 * @name: how the user is called; encrypted under the database key
 * @password: the password, as it was typed
 * @cost: how much work a guess shall cost
 * @error: return location for an error
 *
 * Adds a user who opens the vault with a password, and makes the pair of keys to which a later
 * database key can be sealed. Slow. Not saved yet.
 *
 * Returns: (transfer full) (nullable): the id of the new user, or %NULL with
 *   %KL_VAULT_ERROR_BAD_PASSWORD, %KL_VAULT_ERROR_NO_MEMORY or %KL_VAULT_ERROR_FAILED
 */
char *
kl_slots_add_user (KlSlots *slots,
                   KlSecret *key,
                   const char *name,
                   const char *password,
                   KlVaultCost cost,
                   GError **error)
{
  g_autoptr (KlSecret) content = NULL;
  KlSlot slot = { 0 };

  g_return_val_if_fail (slots != NULL && name != NULL && password != NULL, NULL);
  g_return_val_if_fail (key != NULL && kl_secret_get_size (key) == KL_SLOT_KEY_SIZE, NULL);

  if (!check_name (name, error))
    return NULL;
  /* A place for the recovery words is always kept free. */
  if (slots->file->slots->len + !kl_slots_has_recovery (slots) >= KL_SLOT_FILE_MAX_SLOTS)
    {
      g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_FAILED,
                           _ ("This vault has as many users as fit. Remove one first."));
      return NULL;
    }

  init_slot (slots, &slot, KL_SLOT_PASSWORD);
  randombytes_buf (slot.user_id, sizeof slot.user_id);
  content = kl_slot_content_new (&slot, key);
  kl_slot_encrypt_name (slots->file->database_id, &slot, key, name);
  if (!wrap_with_password (slots, &slot, content, password, cost, error))
    return NULL;
  g_array_append_val (slots->file->slots, slot);
  sign (slots, key);

  return kl_slot_id_to_text (slot.user_id);
}

/**
 * kl_slots_set_password:
 * @slots: slots
 * @key: the database key, 32 bytes
 * @user_id: the id of a user
 * @password: the new password, as it was typed
 * @cost: how much work a guess shall cost
 * @error: return location for an error
 *
 * Gives a user a new password without knowing the old one, as after opening with the recovery
 * words. The user's pair of keys is replaced too. Slow. Not saved yet.
 *
 * Returns: %FALSE with an error as of kl_slots_add_user(); the slot is then as it was
 */
gboolean
kl_slots_set_password (KlSlots *slots,
                       KlSecret *key,
                       const char *user_id,
                       const char *password,
                       KlVaultCost cost,
                       GError **error)
{
  g_autoptr (KlSecret) content = NULL;
  KlSlot *slot, changed;

  g_return_val_if_fail (slots != NULL && user_id != NULL && password != NULL, FALSE);
  g_return_val_if_fail (key != NULL && kl_secret_get_size (key) == KL_SLOT_KEY_SIZE, FALSE);

  slot = find_slot (slots, KL_SLOT_PASSWORD, user_id);
  if (slot == NULL)
    return set_no_such_user (error);

  changed = *slot;
  changed.epoch = slots->file->epoch;
  content = kl_slot_content_new (&changed, key);
  if (!wrap_with_password (slots, &changed, content, password, cost, error))
    return FALSE;
  *slot = changed;
  sign (slots, key);

  return TRUE;
}

/**
 * kl_slots_change_password:
 * @slots: slots
 * @user_id: the id of a user
 * @old_password: the password until now, as it was typed
 * @new_password: the new one, as it was typed
 * @cost: how much work a guess of the new one shall cost
 * @error: return location for an error
 *
 * Changes a password; the user's pair of keys stays. Slow, twice. Not saved yet.
 *
 * Returns: %FALSE with %KL_VAULT_ERROR_WRONG_PASSWORD or an error as of kl_slots_add_user(); the
 *   slot is then as it was
 */
gboolean
kl_slots_change_password (KlSlots *slots,
                          const char *user_id,
                          const char *old_password,
                          const char *new_password,
                          KlVaultCost cost,
                          GError **error)
{
  g_autoptr (KlSecret) old_normal = NULL;
  g_autoptr (KlSecret) content = NULL;
  g_autoptr (KlSecret) key = NULL;
  KlSlot *slot, changed;

  g_return_val_if_fail (slots != NULL && user_id != NULL, FALSE);
  g_return_val_if_fail (old_password != NULL && new_password != NULL, FALSE);

  slot = find_slot (slots, KL_SLOT_PASSWORD, user_id);
  if (slot == NULL)
    return set_no_such_user (error);

  old_normal = kl_password_normalize (old_password, error);
  if (old_normal == NULL)
    return FALSE;
  content = unwrap_with_password (slots, slot, old_normal, error);
  if (content == NULL)
    return FALSE;
  key = take_verified_key (slots, content, error);
  if (key == NULL)
    return FALSE;

  changed = *slot;
  if (!wrap_with_password (slots, &changed, content, new_password, cost, error))
    return FALSE;
  *slot = changed;
  sign (slots, key);

  return TRUE;
}

/**
 * kl_slots_set_recovery:
 * @slots: slots
 * @key: the database key, 32 bytes
 * @recovery: the 32 random bytes behind the recovery words
 *
 * Lets recovery words open the vault; earlier words no longer do. Not saved yet. Call it once a
 * person has typed the words back.
 */
void
kl_slots_set_recovery (KlSlots *slots, KlSecret *key, KlSecret *recovery)
{
  g_autoptr (KlSecret) content = NULL;
  g_autoptr (KlSecret) wrapping_key = NULL;
  KlSlot slot = { 0 };
  KlSlot *old;

  g_return_if_fail (slots != NULL);
  g_return_if_fail (key != NULL && kl_secret_get_size (key) == KL_SLOT_KEY_SIZE);
  g_return_if_fail (recovery != NULL && kl_secret_get_size (recovery) == KL_SLOT_KEY_SIZE);

  init_slot (slots, &slot, KL_SLOT_RECOVERY);
  content = kl_slot_content_new (&slot, key);
  kl_slot_encrypt_name (slots->file->database_id, &slot, key, "");
  wrapping_key = kl_slot_derive_from_recovery (&slot, recovery);
  kl_slot_wrap (slots->file->database_id, &slot, wrapping_key, content);

  old = find_slot (slots, KL_SLOT_RECOVERY, NULL);
  if (old != NULL)
    *old = slot;
  else
    g_array_append_val (slots->file->slots, slot);
  sign (slots, key);
}

/**
 * kl_slots_unlock_password:
 * @slots: slots
 * @password: a password, as it was typed
 * @first_user: (nullable): the user whose slot is tried first, for instance the last one on this
 *   computer
 * @cancellable: (nullable): looked at before each slot
 * @user_id: (out) (optional) (transfer full): whose password it is
 * @error: return location for an error
 *
 * Opens the vault with a password. The names of the users cannot be read yet, so every slot is
 * tried in turn, at about a second each; call it in a thread.
 *
 * Returns: (transfer full) (nullable): the database key, or %NULL with
 *   %KL_VAULT_ERROR_WRONG_PASSWORD, %KL_VAULT_ERROR_ALTERED, %KL_VAULT_ERROR_BAD_PASSWORD,
 *   %KL_VAULT_ERROR_NO_MEMORY or %G_IO_ERROR_CANCELLED
 */
KlSecret *
kl_slots_unlock_password (KlSlots *slots,
                          const char *password,
                          const char *first_user,
                          GCancellable *cancellable,
                          char **user_id,
                          GError **error)
{
  g_autoptr (KlSecret) normal = NULL;
  g_autoptr (GError) last_error = NULL;
  const KlSlot *first = NULL;

  g_return_val_if_fail (slots != NULL && password != NULL, NULL);

  normal = kl_password_normalize (password, error);
  if (normal == NULL)
    return NULL;
  if (first_user != NULL)
    first = find_slot (slots, KL_SLOT_PASSWORD, first_user);

  for (guint i = 0; i <= slots->file->slots->len; i++)
    {
      const KlSlot *slot = i == 0 ? first : get_slot (slots, i - 1);
      KlSecret *key;

      if (slot == NULL || slot->kind != KL_SLOT_PASSWORD || (i > 0 && slot == first))
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;

      g_clear_error (&last_error);
      key = try_slot (slots, slot, normal, user_id, &last_error);
      if (key != NULL)
        return key;
      if (!g_error_matches (last_error, KL_VAULT_ERROR, KL_VAULT_ERROR_WRONG_PASSWORD))
        break;
    }

  if (last_error == NULL)
    set_no_such_user (&last_error);
  g_propagate_error (error, g_steal_pointer (&last_error));
  return NULL;
}

/**
 * kl_slots_unlock_recovery:
 * @slots: slots
 * @recovery: the 32 bytes behind the recovery words
 * @error: return location for an error
 *
 * Opens the vault with the recovery words. Fast.
 *
 * Returns: (transfer full) (nullable): the database key, or %NULL with
 *   %KL_VAULT_ERROR_WRONG_WORDS or %KL_VAULT_ERROR_ALTERED
 */
KlSecret *
kl_slots_unlock_recovery (KlSlots *slots, KlSecret *recovery, GError **error)
{
  g_autoptr (KlSecret) wrapping_key = NULL;
  g_autoptr (KlSecret) content = NULL;
  KlSlot *slot;

  g_return_val_if_fail (slots != NULL, NULL);
  g_return_val_if_fail (recovery != NULL && kl_secret_get_size (recovery) == KL_SLOT_KEY_SIZE,
                        NULL);

  slot = find_slot (slots, KL_SLOT_RECOVERY, NULL);
  if (slot != NULL)
    {
      wrapping_key = kl_slot_derive_from_recovery (slot, recovery);
      content = kl_slot_unwrap (slots->file->database_id, slot, wrapping_key);
    }
  if (content == NULL)
    {
      g_set_error_literal (error, KL_VAULT_ERROR, KL_VAULT_ERROR_WRONG_WORDS,
                           _ ("These recovery words belong to another vault, or newer words were "
                              "made since. Look for the last sheet that was printed."));
      return NULL;
    }

  return take_verified_key (slots, content, error);
}
