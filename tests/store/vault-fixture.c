/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault-fixture.h"

#include <glib/gstdio.h>

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
vault_fixture_set_up (VaultFixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("kl-store-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "dossier.db", NULL);
  for (guint i = 0; i < sizeof fixture->key; i++)
    fixture->key[i] = (guint8) (i * 7 + 1);
  vault_fixture_reopen (fixture, KL_DB_CREATE);
}

void
vault_fixture_close (VaultFixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (fixture->db == NULL)
    return;

  g_assert_true (kl_db_close (g_steal_pointer (&fixture->db), &error));
  g_assert_no_error (error);
}

void
vault_fixture_reopen (VaultFixture *fixture, KlDbFlags flags)
{
  g_autoptr (GError) error = NULL;

  vault_fixture_close (fixture);
  fixture->db = kl_db_open (fixture->path, fixture->key, sizeof fixture->key, flags, &error);
  g_assert_no_error (error);
  g_assert_nonnull (fixture->db);
}

/* The first number that @sql gives. */
gint64
vault_fixture_ask (KlDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  kl_db_get_pragma (db, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

void
vault_fixture_tear_down (VaultFixture *fixture, gconstpointer data)
{
  vault_fixture_close (fixture);
  remove_folder (fixture->folder);
  g_clear_pointer (&fixture->folder, g_free);
  g_clear_pointer (&fixture->path, g_free);
}
