/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "store/kl-db-private.h"
#include "vault/kl-password.h"
#include "vault/kl-vault.h"

/*
 * old-vault VAULT: gives a vault the layout from before its text indexes kept the words of each
 * school together, with so many entries that bringing it up to date takes a while. The password
 * comes in at standard input.
 */

#define OLD_VERSION 11

/* The index is made anew, and needs nothing of what is added here. */
/* clang-format off */
static const char *const statements[] = {
  "DROP TRIGGER entry_text_insert",
  "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
  " INSERT INTO entry (id, school_id, case_id, kind, happened_on, recorded_at, author_kind,"
  " author_id, body)"
  " SELECT c.id * 65536 + 20000 + n.i, c.school_id, c.id, 9, 2455000, 1300000000, 0, c.owner_id,"
  " lower (hex (randomblob (4)) || ' ' || hex (randomblob (3)) || ' ' || hex (randomblob (2)))"
  " || ' op het schoolplein gesproken over hoe het thuis gaat'"
  " FROM care_case c, n WHERE c.owner_id IS NOT NULL ORDER BY c.id, n.i",
  "CREATE TRIGGER entry_text_insert AFTER INSERT ON entry BEGIN SELECT 1; END",
  "DROP VIEW pupil_words",
  "DROP VIEW case_words",
  "DROP VIEW entry_words",
  "DROP VIEW action_words",
  "DROP VIEW attachment_words",
};
/* clang-format on */

static gboolean
make_old (KlDb *db, gpointer data, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %d", OLD_VERSION);

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!kl_db_exec (db, statements[i], error))
      return FALSE;

  return kl_db_exec (db, mark, error);
}

static gboolean
run (const char *folder, GError **error)
{
  g_autoptr (KlVault) vault = kl_vault_open (folder, FALSE, error);
  g_autoptr (KlSecret) password = NULL;
  KlSecret *key;
  KlDb *db;

  if (vault == NULL)
    return FALSE;

  password = kl_password_read_fd (STDIN_FILENO, error);
  if (password == NULL
      || !kl_vault_unlock_password (vault, kl_secret_get_text (password), NULL, NULL, error))
    return FALSE;

  key = kl_vault_get_key (vault);
  db = kl_db_open (kl_vault_get_database_path (vault), kl_secret_get_bytes (key),
                   kl_secret_get_size (key), KL_DB_DEFAULT, error);
  if (db == NULL)
    return FALSE;
  if (!kl_db_transaction (db, make_old, NULL, error))
    {
      kl_db_free (db);
      return FALSE;
    }

  return kl_db_close (db, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (argc != 2)
    return 2;

  if (!run (argv[1], &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  return 0;
}
