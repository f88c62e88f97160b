/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-db-private.h"

#include <glib/gi18n-lib.h>

G_DEFINE_QUARK (kl - store - error - quark, kl_store_error)

static const char *const messages[] = {
  [KL_STORE_ERROR_FAILED] = N_ ("The file could not be used. Close the program and open it again."),
  [KL_STORE_ERROR_NOT_ENCRYPTED] =
    N_ ("This installation cannot encrypt, so nothing was opened. Install the program again with "
        "SQLCipher."),
  [KL_STORE_ERROR_KEY_OR_DAMAGED] =
    N_ ("The file does not open: the key belongs to another file or the file is damaged. Put back "
        "a backup if the password is certainly right."),
  [KL_STORE_ERROR_DAMAGED] =
    N_ ("The file is damaged. Stop working in it and put back the last backup."),
  [KL_STORE_ERROR_FULL] = N_ ("The disk is full. Nothing was saved; make room and try again."),
  [KL_STORE_ERROR_READ_ONLY] =
    N_ ("The file can only be read. Nothing was saved; check the rights of the folder or the "
        "write protection of the disk."),
  [KL_STORE_ERROR_BUSY] = N_ ("Another program holds the file. Close it there and try again."),
  [KL_STORE_ERROR_NO_FILE] =
    N_ ("The file cannot be opened. Check whether it is still there and whether the disk is "
        "connected."),
  [KL_STORE_ERROR_DISK] =
    N_ ("The disk reports a failure. Nothing was saved; check the disk or the connection and try "
        "again."),
  [KL_STORE_ERROR_NOT_A_VAULT] = N_ ("This is a file of another program."),
  [KL_STORE_ERROR_MIGRATION] =
    N_ ("The file could not be brought up to this version; it is as it was. Update the program "
        "and try again."),
  [KL_STORE_ERROR_NOT_FOUND] = N_ ("This is no longer there."),
  [KL_STORE_ERROR_INVALID] = N_ ("This cannot be kept as it is. Look at what was filled in."),
  [KL_STORE_ERROR_CONFLICT] =
    N_ ("Somebody changed this in the meantime. Look at both and choose."),
  [KL_STORE_ERROR_REFUSED] = N_ ("Your role does not allow this."),
  [KL_STORE_ERROR_CLOSED] = N_ ("The file is closed. Unlock it to go on."),
};

/*
 * kl_store_error_set:
 * @error: (out): where to put it
 * @code: what went wrong
 *
 * Sets @error with the message that belongs to @code.
 */
void
kl_store_error_set (GError **error, KlStoreError code)
{
  g_return_if_fail (code < G_N_ELEMENTS (messages));

  g_set_error_literal (error, KL_STORE_ERROR, code, g_dgettext (GETTEXT_PACKAGE, messages[code]));
}

static KlStoreError
from_sqlite (int code)
{
  switch (code)
    {
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_DATA:
      return KL_STORE_ERROR_DAMAGED;
    default:
      break;
    }

  switch (code & 0xff)
    {
    case SQLITE_NOTADB:
      return KL_STORE_ERROR_KEY_OR_DAMAGED;
    case SQLITE_CORRUPT:
      return KL_STORE_ERROR_DAMAGED;
    case SQLITE_FULL:
      return KL_STORE_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return KL_STORE_ERROR_READ_ONLY;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return KL_STORE_ERROR_BUSY;
    case SQLITE_CANTOPEN:
      return KL_STORE_ERROR_NO_FILE;
    case SQLITE_IOERR:
      return KL_STORE_ERROR_DISK;
    case SQLITE_CONSTRAINT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:
      return KL_STORE_ERROR_INVALID;
    default:
      return KL_STORE_ERROR_FAILED;
    }
}

/*
 * kl_store_error_set_sqlite:
 * @error: (out): where to put it
 * @code: an extended result code of SQLite that is not a success
 *
 * Sets @error to what the result code means to a person. SQLite's own message is left out: it
 * can quote what was searched for.
 */
void
kl_store_error_set_sqlite (GError **error, int code)
{
  if ((code & 0xff) == SQLITE_INTERRUPT)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
  else
    kl_store_error_set (error, from_sqlite (code));
}
