/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-vault.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "kl-owner-lock.h"
#include "kl-slots.h"

#define KEY_SIZE 32

struct _KlVault
{
  GObject parent_instance;

  char *folder;
  char *database_path;
  char *slots_path;
  char *lock_path;
  KlOwnerLock *owner_lock;
  KlSlots *slots;
  gboolean healed;

  /* Only while unlocked. The user is not known after opening with the recovery words. */
  KlSecret *key;
  char *user_id;
};

G_DEFINE_FINAL_TYPE (KlVault, kl_vault, G_TYPE_OBJECT)

/* Auxiliary functions */

static KlVault *
new_for_folder (const char *folder)
{
  KlVault *vault = g_object_new (KL_TYPE_VAULT, NULL);

  vault->folder = g_canonicalize_filename (folder, NULL);
  vault->database_path = g_build_filename (vault->folder, KL_VAULT_DATABASE_NAME, NULL);
  vault->slots_path = g_build_filename (vault->folder, KL_VAULT_SLOTS_NAME, NULL);
  vault->lock_path = g_build_filename (vault->folder, KL_VAULT_LOCK_NAME, NULL);

  return vault;
}

static gboolean
exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static gboolean
set_error (KlVaultError code, const char *message, GError **error)
{
  g_set_error_literal (error, KL_VAULT_ERROR, code, message);
  return FALSE;
}

static gboolean
check_parts (KlVault *vault, GError **error)
{
  gboolean database = exists (vault->database_path);
  gboolean slots = exists (vault->slots_path);

  if (!g_file_test (vault->folder, G_FILE_TEST_IS_DIR))
    return set_error (KL_VAULT_ERROR_NO_FOLDER,
                      _ ("The folder of the vault is not there. Is the disk or the network folder "
                         "connected, and was the folder not moved or renamed?"),
                      error);
  if (!database && !slots)
    return set_error (KL_VAULT_ERROR_NOT_A_VAULT,
                      _ ("This folder holds no vault of Korte Lijnen. Choose the folder in which "
                         "dossier.db and kluis.slots are."),
                      error);
  if (!slots)
    return set_error (KL_VAULT_ERROR_SLOTS_MISSING,
                      _ ("The key file (kluis.slots) is gone; without it nobody can open "
                         "dossier.db. Put back kluis.slots from a backup of this vault."),
                      error);
  if (!database)
    return set_error (KL_VAULT_ERROR_DATABASE_MISSING,
                      _ ("The file with the cases (dossier.db) is gone; the key file is still "
                         "there. Put back dossier.db from a backup of this vault. If the vault "
                         "was only just being made, remove this folder and make it again."),
                      error);

  return TRUE;
}

static gboolean
make_folder (KlVault *vault, GError **error)
{
  int saved_errno;

  if (exists (vault->database_path) || exists (vault->slots_path))
    return set_error (KL_VAULT_ERROR_EXISTS,
                      _ ("This folder already holds a vault. Open that one, or choose an empty "
                         "folder for a new vault."),
                      error);
  if (g_mkdir_with_parents (vault->folder, 0700) == 0)
    return TRUE;

  saved_errno = errno;
  g_set_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_NOT_WRITABLE,
               _ ("The folder for the vault cannot be made: %s. Choose another place."),
               g_strerror (saved_errno));
  return FALSE;
}

/* Takes the key over from the slots, and mends copies of the key file that were broken. */
static void
become_unlocked (KlVault *vault, KlSecret *key, char *user_id)
{
  g_autoptr (GError) error = NULL;

  kl_vault_lock (vault);
  vault->key = key;
  vault->user_id = user_id;

  if (kl_slots_get_n_damaged_copies (vault->slots) == 0)
    return;
  if (kl_slots_save (vault->slots, vault->slots_path, vault->key, &error))
    vault->healed = TRUE;
  else
    g_message ("the key file could not be healed: %s", error->message);
}

static gboolean
fill_slots (KlVault *vault,
            const char *user_name,
            const char *password,
            KlSecret *recovery,
            KlVaultCost cost,
            GError **error)
{
  g_autoptr (KlSecret) key = kl_secret_new_random (KEY_SIZE);
  g_autofree char *user_id = NULL;

  vault->slots = kl_slots_new ();
  user_id = kl_slots_add_user (vault->slots, key, user_name, password, cost, error);
  if (user_id == NULL)
    return FALSE;
  if (recovery != NULL)
    kl_slots_set_recovery (vault->slots, key, recovery);
  if (!kl_slots_save (vault->slots, vault->slots_path, key, error))
    return FALSE;

  become_unlocked (vault, g_steal_pointer (&key), g_steal_pointer (&user_id));
  return TRUE;
}

/* Slots in memory and on the disk must not come apart: after a failed save the file is read
 * again. */
static gboolean
save_slots (KlVault *vault, GError **error)
{
  KlSlots *on_disk;

  if (kl_slots_save (vault->slots, vault->slots_path, vault->key, error))
    return TRUE;

  on_disk = kl_slots_load (vault->slots_path, NULL);
  if (on_disk != NULL)
    {
      kl_slots_free (vault->slots);
      vault->slots = on_disk;
    }
  return FALSE;
}

/* GObject overrides */

static void
kl_vault_finalize (GObject *object)
{
  KlVault *self = KL_VAULT (object);

  kl_vault_lock (self);
  g_clear_pointer (&self->slots, kl_slots_free);
  g_clear_pointer (&self->owner_lock, kl_owner_lock_release);
  g_free (self->folder);
  g_free (self->database_path);
  g_free (self->slots_path);
  g_free (self->lock_path);

  G_OBJECT_CLASS (kl_vault_parent_class)->finalize (object);
}

static void
kl_vault_class_init (KlVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kl_vault_finalize;
}

static void
kl_vault_init (KlVault *self)
{
}

/* Public API */

/**
 * kl_vault_check_folder:
 * @folder: a folder
 * @error: return location for an error
 *
 * Looks whether a folder holds a whole vault, without reading or locking anything; for a list of
 * recent vaults, or before a password is asked.
 *
 * Returns: %FALSE with %KL_VAULT_ERROR_NO_FOLDER, %KL_VAULT_ERROR_NOT_A_VAULT,
 *   %KL_VAULT_ERROR_SLOTS_MISSING or %KL_VAULT_ERROR_DATABASE_MISSING
 */
gboolean
kl_vault_check_folder (const char *folder, GError **error)
{
  g_autoptr (KlVault) vault = NULL;

  g_return_val_if_fail (folder != NULL, FALSE);

  vault = new_for_folder (folder);
  return check_parts (vault, error);
}

/**
 * kl_vault_create:
 * @folder: where; it is made, or it is there without a vault in it
 * @user_name: how the first user is called
 * @password: that user's password, as it was typed
 * @recovery: (nullable): the 32 bytes behind recovery words that were typed back; without, only
 *   the password opens the vault until kl_vault_set_recovery()
 * @cost: how much work a guess of the password shall cost
 * @error: return location for an error
 *
 * Makes a vault: the folder, the lock and the key file with a new database key. The database
 * itself is made at kl_vault_get_database_path() by whoever called, under that key; until then
 * kl_vault_open() says that it is missing. Slow.
 *
 * Returns: (transfer full) (nullable): the vault, unlocked and held by this process, or %NULL with
 *   %KL_VAULT_ERROR_EXISTS, %KL_VAULT_ERROR_NOT_WRITABLE, %KL_VAULT_ERROR_BAD_PASSWORD or another
 *   error; nothing is then left behind that was not there
 */
KlVault *
kl_vault_create (const char *folder,
                 const char *user_name,
                 const char *password,
                 KlSecret *recovery,
                 KlVaultCost cost,
                 GError **error)
{
  g_autoptr (KlVault) vault = NULL;
  gboolean had_folder, had_lock;

  g_return_val_if_fail (folder != NULL && user_name != NULL && password != NULL, NULL);

  vault = new_for_folder (folder);
  had_folder = exists (vault->folder);
  had_lock = exists (vault->lock_path);
  if (!make_folder (vault, error))
    return NULL;

  vault->owner_lock = kl_owner_lock_acquire (vault->lock_path, error);
  if (vault->owner_lock != NULL && fill_slots (vault, user_name, password, recovery, cost, error))
    return g_steal_pointer (&vault);

  if (vault->owner_lock != NULL && !had_lock)
    g_unlink (vault->lock_path);
  if (!had_folder)
    g_rmdir (vault->folder);

  return NULL;
}

/**
 * kl_vault_open:
 * @folder: the folder of a vault
 * @take_over: whether a person said yes to taking the vault over from another computer that has
 *   not given it back (%KL_VAULT_ERROR_OTHER_COMPUTER)
 * @error: return location for an error
 *
 * Checks a vault, makes this process its owner and reads the key file. The vault is locked; one
 * of the unlock functions comes next. Needs no password and takes no time.
 *
 * Returns: (transfer full) (nullable): the vault, or %NULL with an error as of
 *   kl_vault_check_folder(), kl_owner_lock_acquire() or kl_slots_load()
 */
KlVault *
kl_vault_open (const char *folder, gboolean take_over, GError **error)
{
  g_autoptr (KlVault) vault = NULL;

  g_return_val_if_fail (folder != NULL, NULL);

  vault = new_for_folder (folder);
  if (!check_parts (vault, error))
    return NULL;

  vault->owner_lock = take_over ? kl_owner_lock_take_over (vault->lock_path, error)
                                : kl_owner_lock_acquire (vault->lock_path, error);
  if (vault->owner_lock == NULL)
    return NULL;
  vault->slots = kl_slots_load (vault->slots_path, error);
  if (vault->slots == NULL)
    return NULL;

  return g_steal_pointer (&vault);
}

/**
 * kl_vault_unlock_password:
 * @vault: a vault
 * @password: a password, as it was typed
 * @first_user: (nullable): the user whose slot is tried first
 * @cancellable: (nullable): looked at before each slot
 * @error: return location for an error
 *
 * Unlocks a vault. Takes about a second for every user whose slot is tried. Copies of the key
 * file that were damaged are healed then.
 *
 * Returns: %FALSE with %KL_VAULT_ERROR_WRONG_PASSWORD, %KL_VAULT_ERROR_ALTERED or another error
 *   as of kl_slots_unlock_password()
 */
gboolean
kl_vault_unlock_password (KlVault *vault,
                          const char *password,
                          const char *first_user,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *user_id = NULL;
  KlSecret *key;

  g_return_val_if_fail (KL_IS_VAULT (vault) && password != NULL, FALSE);

  key = kl_slots_unlock_password (vault->slots, password, first_user, cancellable, &user_id, error);
  if (key == NULL)
    return FALSE;

  become_unlocked (vault, key, g_steal_pointer (&user_id));
  return TRUE;
}

/**
 * kl_vault_unlock_recovery:
 * @vault: a vault
 * @recovery: the 32 bytes behind the recovery words
 * @error: return location for an error
 *
 * Unlocks a vault with the recovery words. Who is at the keys is not known then; a new password
 * for one of kl_vault_list_users() is the sensible next step, with kl_vault_reset_password().
 *
 * Returns: %FALSE with %KL_VAULT_ERROR_WRONG_WORDS or %KL_VAULT_ERROR_ALTERED
 */
gboolean
kl_vault_unlock_recovery (KlVault *vault, KlSecret *recovery, GError **error)
{
  KlSecret *key;

  g_return_val_if_fail (KL_IS_VAULT (vault) && recovery != NULL, FALSE);

  key = kl_slots_unlock_recovery (vault->slots, recovery, error);
  if (key == NULL)
    return FALSE;

  become_unlocked (vault, key, NULL);
  return TRUE;
}

/**
 * kl_vault_lock:
 * @vault: a vault
 *
 * Forgets the key. The database must be closed before. This process stays the owner.
 */
void
kl_vault_lock (KlVault *vault)
{
  g_return_if_fail (KL_IS_VAULT (vault));

  g_clear_pointer (&vault->key, kl_secret_unref);
  g_clear_pointer (&vault->user_id, g_free);
}

/**
 * kl_vault_change_password:
 * @vault: an unlocked vault whose user is known
 * @old_password: the password until now, as it was typed
 * @new_password: the new one, as it was typed
 * @cost: how much work a guess shall cost
 * @error: return location for an error
 *
 * Changes the password of the user who unlocked the vault, and saves it. Slow.
 *
 * Returns: %FALSE with %KL_VAULT_ERROR_WRONG_PASSWORD, %KL_VAULT_ERROR_BAD_PASSWORD, a
 *   %G_FILE_ERROR or another error; the old password then still works
 */
gboolean
kl_vault_change_password (KlVault *vault,
                          const char *old_password,
                          const char *new_password,
                          KlVaultCost cost,
                          GError **error)
{
  g_return_val_if_fail (KL_IS_VAULT (vault) && vault->key != NULL && vault->user_id != NULL, FALSE);
  g_return_val_if_fail (old_password != NULL && new_password != NULL, FALSE);

  return kl_slots_change_password (vault->slots, vault->user_id, old_password, new_password, cost,
                                   error)
         && save_slots (vault, error);
}

/**
 * kl_vault_reset_password:
 * @vault: an unlocked vault
 * @user_id: the id of a user
 * @new_password: the new password, as it was typed
 * @cost: how much work a guess shall cost
 * @error: return location for an error
 *
 * Gives a user a new password without the old one, as after opening with the recovery words, and
 * saves it. When nobody was known to be at the keys, it is that user from now on. Slow.
 *
 * Returns: %FALSE with %KL_VAULT_ERROR_BAD_PASSWORD, a %G_FILE_ERROR or another error
 */
gboolean
kl_vault_reset_password (KlVault *vault,
                         const char *user_id,
                         const char *new_password,
                         KlVaultCost cost,
                         GError **error)
{
  g_return_val_if_fail (KL_IS_VAULT (vault) && vault->key != NULL, FALSE);
  g_return_val_if_fail (user_id != NULL && new_password != NULL, FALSE);

  if (!kl_slots_set_password (vault->slots, vault->key, user_id, new_password, cost, error)
      || !save_slots (vault, error))
    return FALSE;

  if (vault->user_id == NULL)
    vault->user_id = g_strdup (user_id);
  return TRUE;
}

/**
 * kl_vault_set_recovery:
 * @vault: an unlocked vault
 * @recovery: the 32 bytes behind new recovery words, after they were typed back
 * @error: return location for an error
 *
 * Lets new recovery words open the vault and saves that; earlier words no longer do.
 *
 * Returns: %FALSE with a %G_FILE_ERROR when it could not be saved
 */
gboolean
kl_vault_set_recovery (KlVault *vault, KlSecret *recovery, GError **error)
{
  g_return_val_if_fail (KL_IS_VAULT (vault) && vault->key != NULL && recovery != NULL, FALSE);

  kl_slots_set_recovery (vault->slots, vault->key, recovery);
  return save_slots (vault, error);
}

/**
 * kl_vault_is_unlocked:
 * @vault: a vault
 *
 * Returns: whether the key is in memory
 */
gboolean
kl_vault_is_unlocked (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), FALSE);

  return vault->key != NULL;
}

/**
 * kl_vault_was_healed:
 * @vault: a vault
 *
 * Returns: whether damaged copies in the key file were mended when it was unlocked; a disk that
 *   damages files deserves a warning
 */
gboolean
kl_vault_was_healed (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), FALSE);

  return vault->healed;
}

/**
 * kl_vault_has_recovery:
 * @vault: a vault
 *
 * Returns: whether recovery words open this vault
 */
gboolean
kl_vault_has_recovery (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), FALSE);

  return kl_slots_has_recovery (vault->slots);
}

/**
 * kl_vault_check_owner:
 * @vault: a vault
 * @error: return location for an error
 *
 * Looks whether the vault is still ours, as kl_owner_lock_check() does.
 *
 * Returns: %FALSE with %KL_VAULT_ERROR_TAKEN_OVER
 */
gboolean
kl_vault_check_owner (KlVault *vault, GError **error)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), FALSE);

  return kl_owner_lock_check (vault->owner_lock, error);
}

/**
 * kl_vault_get_key:
 * @vault: a vault
 *
 * Returns: (transfer none) (nullable): the database key of 32 bytes, or %NULL while locked
 */
KlSecret *
kl_vault_get_key (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), NULL);

  return vault->key;
}

/**
 * kl_vault_dup_raw_key:
 * @vault: an unlocked vault
 *
 * Returns: (transfer full): the database key as SQLCipher takes it, see kl_secret_to_raw_key()
 */
KlSecret *
kl_vault_dup_raw_key (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault) && vault->key != NULL, NULL);

  return kl_secret_to_raw_key (vault->key);
}

/**
 * kl_vault_get_folder:
 * @vault: a vault
 *
 * Returns: (transfer none): the absolute path of the folder
 */
const char *
kl_vault_get_folder (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), NULL);

  return vault->folder;
}

/**
 * kl_vault_get_database_path:
 * @vault: a vault
 *
 * Returns: (transfer none): the path of the database; only SQLite may open that file
 */
const char *
kl_vault_get_database_path (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), NULL);

  return vault->database_path;
}

/**
 * kl_vault_get_slots_path:
 * @vault: a vault
 *
 * Returns: (transfer none): the path of the key file, which belongs in every backup
 */
const char *
kl_vault_get_slots_path (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), NULL);

  return vault->slots_path;
}

/**
 * kl_vault_get_user_id:
 * @vault: a vault
 *
 * Returns: (transfer none) (nullable): who unlocked the vault, or %NULL while it is locked or when
 *   that is not known
 */
const char *
kl_vault_get_user_id (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), NULL);

  return vault->user_id;
}

/**
 * kl_vault_dup_user_name:
 * @vault: an unlocked vault
 * @user_id: the id of a user
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): how that user is called, or %NULL with an error as of
 *   kl_slots_dup_user_name()
 */
char *
kl_vault_dup_user_name (KlVault *vault, const char *user_id, GError **error)
{
  g_return_val_if_fail (KL_IS_VAULT (vault) && vault->key != NULL && user_id != NULL, NULL);

  return kl_slots_dup_user_name (vault->slots, vault->key, user_id, error);
}

/**
 * kl_vault_list_users:
 * @vault: a vault
 *
 * Returns: (transfer full): the ids of the users that have a password, oldest first
 */
char **
kl_vault_list_users (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), NULL);

  return kl_slots_list_users (vault->slots);
}

/**
 * kl_vault_dup_database_id:
 * @vault: a vault
 *
 * Returns: (transfer full): the id shared by this database, its copies and its backups
 */
char *
kl_vault_dup_database_id (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), NULL);

  return kl_slots_dup_database_id (vault->slots);
}

/**
 * kl_vault_get_epoch:
 * @vault: a vault
 *
 * Returns: which database key is in use, see kl_slots_get_epoch()
 */
guint64
kl_vault_get_epoch (KlVault *vault)
{
  g_return_val_if_fail (KL_IS_VAULT (vault), 0);

  return kl_slots_get_epoch (vault->slots);
}
