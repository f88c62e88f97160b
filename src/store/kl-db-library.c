/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-db-library.h"

#include <sqlite3.h>

/**
 * kl_db_library_dup_cipher_version:
 *
 * Returns: (transfer full) (nullable): the version of SQLCipher, %NULL when the library that was
 *   linked cannot encrypt
 */
char *
kl_db_library_dup_cipher_version (void)
{
  sqlite3 *handle = NULL;
  sqlite3_stmt *stmt = NULL;
  char *version = NULL;

  if (sqlite3_open (":memory:", &handle) == SQLITE_OK
      && sqlite3_prepare_v2 (handle, "PRAGMA cipher_version", -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW && sqlite3_column_bytes (stmt, 0) > 0)
    version = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  sqlite3_close (handle);

  return version;
}

/**
 * kl_db_library_get_version:
 *
 * Returns: (transfer none): the version of SQLite
 */
const char *
kl_db_library_get_version (void)
{
  return sqlite3_libversion ();
}
