/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlVaultError:
 * @KL_VAULT_ERROR_FAILED: something the other codes do not name
 * @KL_VAULT_ERROR_NO_FOLDER: the folder is not there
 * @KL_VAULT_ERROR_NOT_A_VAULT: the folder is there, but holds no vault
 * @KL_VAULT_ERROR_SLOTS_MISSING: the database is there, the key file is not
 * @KL_VAULT_ERROR_DATABASE_MISSING: the key file is there, the database is not
 * @KL_VAULT_ERROR_EXISTS: a vault would have to be made where one is already
 * @KL_VAULT_ERROR_NOT_WRITABLE: the folder or a file in it cannot be written
 * @KL_VAULT_ERROR_IN_USE: another process of this computer (or, on a share that passes locks on,
 *   of another one) holds the vault
 * @KL_VAULT_ERROR_OTHER_COMPUTER: another computer says that it holds the vault; a person can
 *   decide to take over
 * @KL_VAULT_ERROR_TAKEN_OVER: the vault was ours, and another computer took it over
 * @KL_VAULT_ERROR_WRONG_PASSWORD: the key file is sound, and no slot opens with this password
 * @KL_VAULT_ERROR_WRONG_WORDS: the key file is sound, and these recovery words belong to another
 *   vault or to older words
 * @KL_VAULT_ERROR_BAD_PASSWORD: a password that cannot be used at all: empty, too long, not UTF-8
 * @KL_VAULT_ERROR_DAMAGED: no copy inside the key file is sound
 * @KL_VAULT_ERROR_ALTERED: the key file was changed by something else than this program
 * @KL_VAULT_ERROR_UNKNOWN_VERSION: a newer version of the program wrote the key file
 * @KL_VAULT_ERROR_LIMITS: the key file asks for more work or memory than is allowed
 * @KL_VAULT_ERROR_NO_MEMORY: not enough memory to derive a key
 *
 * What can go wrong with a vault. The message of an error is translated and says what happened,
 * where, and what a person can do.
 */
typedef enum
{
  KL_VAULT_ERROR_FAILED,
  KL_VAULT_ERROR_NO_FOLDER,
  KL_VAULT_ERROR_NOT_A_VAULT,
  KL_VAULT_ERROR_SLOTS_MISSING,
  KL_VAULT_ERROR_DATABASE_MISSING,
  KL_VAULT_ERROR_EXISTS,
  KL_VAULT_ERROR_NOT_WRITABLE,
  KL_VAULT_ERROR_IN_USE,
  KL_VAULT_ERROR_OTHER_COMPUTER,
  KL_VAULT_ERROR_TAKEN_OVER,
  KL_VAULT_ERROR_WRONG_PASSWORD,
  KL_VAULT_ERROR_WRONG_WORDS,
  KL_VAULT_ERROR_BAD_PASSWORD,
  KL_VAULT_ERROR_DAMAGED,
  KL_VAULT_ERROR_ALTERED,
  KL_VAULT_ERROR_UNKNOWN_VERSION,
  KL_VAULT_ERROR_LIMITS,
  KL_VAULT_ERROR_NO_MEMORY,
} KlVaultError;

#define KL_VAULT_ERROR (kl_vault_error_quark ())
GQuark kl_vault_error_quark (void);

G_END_DECLS
