/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/kl-owner-lock.h"
#include "vault/kl-vault.h"

#include <glib/gstdio.h>
#include <sys/wait.h>
#include <unistd.h>

#define PASSWORD "een fiets in de regen"
#define NAME "Jet Vermeer"

typedef struct
{
  char *parent;
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->parent = g_dir_make_tmp ("kl-vault-XXXXXX", NULL);
  g_assert_nonnull (fixture->parent);
  fixture->folder = g_build_filename (fixture->parent, "zorg", "kluis", NULL);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_tree (fixture->parent);
  g_free (fixture->parent);
  g_free (fixture->folder);
}

static char *
in_folder (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static void
write_file (Fixture *fixture, const char *name, const char *content)
{
  g_autofree char *path = in_folder (fixture, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

static void
remove_file (Fixture *fixture, const char *name)
{
  g_autofree char *path = in_folder (fixture, name);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static KlVault *
create (Fixture *fixture, KlSecret *recovery)
{
  g_autoptr (GError) error = NULL;
  KlVault *vault =
    kl_vault_create (fixture->folder, NAME, PASSWORD, recovery, kl_vault_cost_cheap (), &error);

  g_assert_no_error (error);
  write_file (fixture, KL_VAULT_DATABASE_NAME, "stands for the database");

  return vault;
}

static KlVault *
open_vault (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KlVault *vault = kl_vault_open (fixture->folder, FALSE, &error);

  g_assert_no_error (error);
  return vault;
}

static void
assert_open_fails (Fixture *fixture, KlVaultError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kl_vault_open (fixture->folder, FALSE, &error));
  g_assert_error (error, KL_VAULT_ERROR, code);
}

static void
test_create_and_unlock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSecret) recovery = kl_secret_new_random (32);
  KlVault *vault = create (fixture, recovery);
  g_autoptr (KlSecret) key = kl_secret_ref (kl_vault_get_key (vault));
  g_autofree char *user_id = g_strdup (kl_vault_get_user_id (vault));
  g_autofree char *name = NULL;
  g_autoptr (KlSecret) raw = NULL;

  g_assert_true (kl_vault_is_unlocked (vault));
  g_assert_finalize_object (vault);

  vault = open_vault (fixture);
  g_assert_false (kl_vault_is_unlocked (vault));
  g_assert_null (kl_vault_get_key (vault));
  g_assert_false (kl_vault_unlock_password (vault, "mis", NULL, NULL, &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_WRONG_PASSWORD);
  g_clear_error (&error);
  g_assert_false (kl_vault_is_unlocked (vault));

  g_assert_true (kl_vault_unlock_password (vault, PASSWORD, user_id, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (kl_secret_equal (kl_vault_get_key (vault), key));
  g_assert_cmpstr (kl_vault_get_user_id (vault), ==, user_id);
  g_assert_false (kl_vault_was_healed (vault));
  name = kl_vault_dup_user_name (vault, user_id, &error);
  g_assert_cmpstr (name, ==, NAME);
  raw = kl_vault_dup_raw_key (vault);
  g_assert_true (g_str_has_prefix (kl_secret_get_text (raw), "x'"));

  kl_vault_lock (vault);
  g_assert_false (kl_vault_is_unlocked (vault));
  g_assert_null (kl_vault_get_user_id (vault));
  g_assert_finalize_object (vault);
}

static void
test_recovery (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSecret) recovery = kl_secret_new_random (32);
  g_autoptr (KlSecret) newer = kl_secret_new_random (32);
  KlVault *vault = create (fixture, NULL);
  g_autoptr (KlSecret) key = kl_secret_ref (kl_vault_get_key (vault));
  g_auto (GStrv) users = NULL;

  g_assert_false (kl_vault_has_recovery (vault));
  g_assert_true (kl_vault_set_recovery (vault, recovery, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (vault);

  vault = open_vault (fixture);
  g_assert_true (kl_vault_has_recovery (vault));
  g_assert_false (kl_vault_unlock_recovery (vault, newer, &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_WRONG_WORDS);
  g_clear_error (&error);
  g_assert_true (kl_vault_unlock_recovery (vault, recovery, &error));
  g_assert_true (kl_secret_equal (kl_vault_get_key (vault), key));
  g_assert_null (kl_vault_get_user_id (vault));

  users = kl_vault_list_users (vault);
  g_assert_true (kl_vault_reset_password (vault, users[0], "drie kleine kikkers",
                                          kl_vault_cost_cheap (), &error));
  g_assert_cmpstr (kl_vault_get_user_id (vault), ==, users[0]);
  g_assert_finalize_object (vault);

  vault = open_vault (fixture);
  g_assert_true (kl_vault_unlock_password (vault, "drie kleine kikkers", NULL, NULL, &error));
  g_assert_true (kl_vault_change_password (vault, "drie kleine kikkers", PASSWORD,
                                           kl_vault_cost_cheap (), &error));
  kl_vault_lock (vault);
  g_assert_true (kl_vault_unlock_password (vault, PASSWORD, NULL, NULL, &error));
  g_assert_true (kl_secret_equal (kl_vault_get_key (vault), key));
  g_assert_finalize_object (vault);
}

static void
test_missing_parts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *slots = in_folder (fixture, KL_VAULT_SLOTS_NAME);
  g_autofree char *aside = in_folder (fixture, "aside");
  g_autoptr (GError) error = NULL;

  assert_open_fails (fixture, KL_VAULT_ERROR_NO_FOLDER);
  g_assert_finalize_object (create (fixture, NULL));
  g_assert_true (kl_vault_check_folder (fixture->folder, &error));

  g_rename (slots, aside);
  assert_open_fails (fixture, KL_VAULT_ERROR_SLOTS_MISSING);
  remove_file (fixture, KL_VAULT_DATABASE_NAME);
  assert_open_fails (fixture, KL_VAULT_ERROR_NOT_A_VAULT);
  g_rename (aside, slots);
  assert_open_fails (fixture, KL_VAULT_ERROR_DATABASE_MISSING);

  write_file (fixture, KL_VAULT_DATABASE_NAME, "stands for the database");
  write_file (fixture, KL_VAULT_SLOTS_NAME, "no key file");
  assert_open_fails (fixture, KL_VAULT_ERROR_DAMAGED);

  g_assert_null (
    kl_vault_create (fixture->folder, NAME, PASSWORD, NULL, kl_vault_cost_cheap (), &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_EXISTS);
}

static void
test_failed_create_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *blocked = g_build_filename (fixture->parent, "file", "kluis", NULL);
  g_autofree char *file = g_path_get_dirname (blocked);

  g_assert_null (kl_vault_create (fixture->folder, NAME, "", NULL, kl_vault_cost_cheap (), &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_BAD_PASSWORD);
  g_clear_error (&error);
  g_assert_false (g_file_test (fixture->folder, G_FILE_TEST_EXISTS));

  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  g_assert_null (kl_vault_create (blocked, NAME, PASSWORD, NULL, kl_vault_cost_cheap (), &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_NOT_WRITABLE);
}

static void
test_heals_on_unlock (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  KlVault *vault;
  gsize size;

  g_assert_finalize_object (create (fixture, NULL));
  path = in_folder (fixture, KL_VAULT_SLOTS_NAME);
  g_assert_true (g_file_get_contents (path, &content, &size, NULL));
  content[100] ^= 1;
  g_assert_true (g_file_set_contents (path, content, size, NULL));

  vault = open_vault (fixture);
  g_assert_true (kl_vault_unlock_password (vault, PASSWORD, NULL, NULL, &error));
  g_assert_true (kl_vault_was_healed (vault));
  g_assert_finalize_object (vault);

  vault = open_vault (fixture);
  g_assert_true (kl_vault_unlock_password (vault, PASSWORD, NULL, NULL, &error));
  g_assert_false (kl_vault_was_healed (vault));
  g_assert_finalize_object (vault);
}

/* In a child, since giving root away cannot be undone. */
static void
test_not_writable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *above = g_path_get_dirname (fixture->folder);
  int status;
  pid_t child;

  g_assert_finalize_object (create (fixture, NULL));
  g_assert_cmpint (g_chmod (above, 0755), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  g_assert_cmpint (g_chmod (fixture->parent, 0755), ==, 0);
  remove_file (fixture, KL_VAULT_LOCK_NAME);

  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;

      if (getuid () == 0 && setuid (65534) != 0)
        _exit (77);
      if (kl_vault_open (fixture->folder, FALSE, &error) != NULL)
        _exit (1);
      _exit (g_error_matches (error, KL_VAULT_ERROR, KL_VAULT_ERROR_NOT_WRITABLE) ? 0 : 2);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (g_chmod (fixture->folder, 0755), ==, 0);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_second_opener (Fixture *fixture, gconstpointer data)
{
  KlVault *vault = create (fixture, NULL);

  assert_open_fails (fixture, KL_VAULT_ERROR_IN_USE);
  g_assert_finalize_object (vault);

  vault = open_vault (fixture);
  g_assert_finalize_object (vault);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/vault/create-and-unlock", test_create_and_unlock);
  ADD ("/vault/recovery", test_recovery);
  ADD ("/vault/missing-parts", test_missing_parts);
  ADD ("/vault/failed-create-leaves-nothing", test_failed_create_leaves_nothing);
  ADD ("/vault/heals-on-unlock", test_heals_on_unlock);
  ADD ("/vault/not-writable", test_not_writable);
  ADD ("/vault/second-opener", test_second_opener);

  return g_test_run ();
}
