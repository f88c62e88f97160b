/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * KlStoreError:
 * @KL_STORE_ERROR_FAILED: something the other codes do not name
 * @KL_STORE_ERROR_NOT_ENCRYPTED: the database library cannot encrypt; nothing was read or written
 * @KL_STORE_ERROR_KEY_OR_DAMAGED: the key does not fit or the first page is damaged; SQLCipher
 *   cannot tell these apart, the key slots can
 * @KL_STORE_ERROR_DAMAGED: a page, the text index or the log is not as it was written
 * @KL_STORE_ERROR_FULL: no room on the disk
 * @KL_STORE_ERROR_READ_ONLY: the file, its disk or the vault cannot be written
 * @KL_STORE_ERROR_BUSY: another process holds the file
 * @KL_STORE_ERROR_NO_FILE: the file is not there or may not be opened
 * @KL_STORE_ERROR_DISK: the disk reported a failure
 * @KL_STORE_ERROR_NOT_A_VAULT: an encrypted database, but of another program
 * @KL_STORE_ERROR_MIGRATION: the file could not be brought up to this version; it is as it was
 * @KL_STORE_ERROR_NOT_FOUND: what was asked for is not there (any more)
 * @KL_STORE_ERROR_INVALID: what was given cannot be kept (an empty title, a day that cannot be)
 * @KL_STORE_ERROR_CONFLICT: somebody changed it since it was read
 * @KL_STORE_ERROR_REFUSED: the reader's role does not allow it
 * @KL_STORE_ERROR_CLOSED: the store is closed
 *
 * What can go wrong below the store. The message of an error is translated, says what a person
 * can do, and never holds a value from the data.
 */
typedef enum
{
  KL_STORE_ERROR_FAILED,
  KL_STORE_ERROR_NOT_ENCRYPTED,
  KL_STORE_ERROR_KEY_OR_DAMAGED,
  KL_STORE_ERROR_DAMAGED,
  KL_STORE_ERROR_FULL,
  KL_STORE_ERROR_READ_ONLY,
  KL_STORE_ERROR_BUSY,
  KL_STORE_ERROR_NO_FILE,
  KL_STORE_ERROR_DISK,
  KL_STORE_ERROR_NOT_A_VAULT,
  KL_STORE_ERROR_MIGRATION,
  KL_STORE_ERROR_NOT_FOUND,
  KL_STORE_ERROR_INVALID,
  KL_STORE_ERROR_CONFLICT,
  KL_STORE_ERROR_REFUSED,
  KL_STORE_ERROR_CLOSED,
} KlStoreError;

#define KL_STORE_ERROR (kl_store_error_quark ())
GQuark kl_store_error_quark (void);

G_END_DECLS
