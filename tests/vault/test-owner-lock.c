/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/kl-owner-lock.h"
#include "vault/kl-vault-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define OTHER_COMPUTER                                                                             \
  "[owner]\n"                                                                                      \
  "computer=laptop-van-bas\n"                                                                      \
  "machine=00112233445566778899aabbccddeeff\n"                                                     \
  "user=bas\n"                                                                                     \
  "pid=4711\n"                                                                                     \
  "since=1790000000\n"                                                                             \
  "token=another\n"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("kl-lock-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->path = g_build_filename (fixture->folder, "kluis.lock", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static KlOwnerLock *
acquire (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KlOwnerLock *lock = kl_owner_lock_acquire (fixture->path, &error);

  g_assert_no_error (error);
  return lock;
}

static void
assert_refused (Fixture *fixture, KlVaultError code, const char *computer)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kl_owner_lock_acquire (fixture->path, &error));
  g_assert_error (error, KL_VAULT_ERROR, code);
  g_assert_nonnull (strstr (error->message, computer));
}

static void
write_lock (Fixture *fixture, const char *text, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->path, text, size, &error);
  g_assert_no_error (error);
}

/* A child that becomes the owner, says so with a byte and waits to be killed. */
static pid_t
start_owner (Fixture *fixture)
{
  int ends[2];
  char ready;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      if (kl_owner_lock_acquire (fixture->path, NULL) == NULL || write (ends[1], "!", 1) != 1)
        _exit (1);
      pause ();
      _exit (2);
    }
  close (ends[1]);
  g_assert_cmpint (read (ends[0], &ready, 1), ==, 1);
  close (ends[0]);

  return child;
}

static void
stop_owner (pid_t child)
{
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, NULL, 0), ==, child);
}

static void
test_two_processes (Fixture *fixture, gconstpointer data)
{
  pid_t child = start_owner (fixture);
  g_autoptr (KlOwner) owner = kl_owner_read (fixture->path);
  g_autoptr (KlOwner) left_behind = NULL;
  g_autoptr (KlOwnerLock) lock = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (owner);
  g_assert_cmpint (owner->pid, ==, child);
  g_assert_cmpstr (owner->computer, ==, g_get_host_name ());
  g_assert_cmpstr (owner->user, ==, g_get_user_name ());
  g_assert_true (owner->this_computer);
  g_assert_cmpint (ABS (owner->since - g_get_real_time () / G_USEC_PER_SEC), <, 60);

  assert_refused (fixture, KL_VAULT_ERROR_IN_USE, g_get_host_name ());
  g_assert_null (kl_owner_lock_take_over (fixture->path, &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_IN_USE);

  /* Killed: its name stays, its lock does not. */
  stop_owner (child);
  left_behind = kl_owner_read (fixture->path);
  g_assert_cmpint (left_behind->pid, ==, child);
  lock = acquire (fixture);
  g_assert_true (kl_owner_lock_check (lock, NULL));
}

static void
test_release (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KlOwnerLock) again = NULL;

  kl_owner_lock_release (acquire (fixture));
  g_assert_null (kl_owner_read (fixture->path));
  again = acquire (fixture);
  assert_refused (fixture, KL_VAULT_ERROR_IN_USE, g_get_host_name ());
}

static void
test_survives_other_descriptors (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KlOwnerLock) lock = acquire (fixture);
  g_autofree char *text = NULL;

  /* The older kind of lock would be lost here. */
  g_assert_true (g_file_get_contents (fixture->path, &text, NULL, NULL));
  assert_refused (fixture, KL_VAULT_ERROR_IN_USE, g_get_host_name ());
}

static void
test_other_computer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlOwnerLock) lock = NULL;
  g_autoptr (KlOwner) owner = NULL;

  write_lock (fixture, OTHER_COMPUTER, strlen (OTHER_COMPUTER));
  assert_refused (fixture, KL_VAULT_ERROR_OTHER_COMPUTER, "laptop-van-bas");
  owner = kl_owner_read (fixture->path);
  g_assert_false (owner->this_computer);
  g_assert_cmpstr (owner->user, ==, "bas");
  g_assert_cmpint (owner->since, ==, 1790000000);

  lock = kl_owner_lock_take_over (fixture->path, &error);
  g_assert_no_error (error);
  g_assert_true (kl_owner_lock_check (lock, &error));
}

static void
test_taken_over (Fixture *fixture, gconstpointer data)
{
  KlOwnerLock *lock = acquire (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (KlOwner) owner = NULL;

  g_assert_true (kl_owner_lock_check (lock, &error));
  write_lock (fixture, OTHER_COMPUTER, strlen (OTHER_COMPUTER));
  g_assert_false (kl_owner_lock_check (lock, &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_TAKEN_OVER);
  g_assert_nonnull (strstr (error->message, "laptop-van-bas"));

  /* Giving back does not clear the name of the new owner. */
  kl_owner_lock_release (lock);
  owner = kl_owner_read (fixture->path);
  g_assert_cmpstr (owner->computer, ==, "laptop-van-bas");
}

static void
test_unreadable_names_nobody (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gsize size;
  } cases[] = {
    { "", 0 },
    { "\0\0\0\0\0\0\0\0", 8 },
    { "\xff\xfe\n[owner", 9 },
    { "[owner]\ncomputer=\nuser=bas\n", 26 },
    { "[owner]\ncomputer=laptop\n", 24 },
    { "[other]\ncomputer=laptop\nuser=bas\n", 33 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      write_lock (fixture, cases[i].text, cases[i].size);
      g_assert_null (kl_owner_read (fixture->path));
      kl_owner_lock_release (acquire (fixture));
    }
}

static void
test_not_a_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (symlink ("/dev/null", fixture->path), ==, 0);
  g_assert_null (kl_owner_lock_acquire (fixture->path, &error));
  g_assert_true (error->domain == KL_VAULT_ERROR);
  g_clear_error (&error);
  g_unlink (fixture->path);

  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  g_assert_null (kl_owner_lock_acquire (fixture->path, &error));
  g_assert_true (error->domain == KL_VAULT_ERROR);
  g_rmdir (fixture->path);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/owner-lock/two-processes", test_two_processes);
  ADD ("/owner-lock/release", test_release);
  ADD ("/owner-lock/survives-other-descriptors", test_survives_other_descriptors);
  ADD ("/owner-lock/other-computer", test_other_computer);
  ADD ("/owner-lock/taken-over", test_taken_over);
  ADD ("/owner-lock/unreadable-names-nobody", test_unreadable_names_nobody);
  ADD ("/owner-lock/not-a-file", test_not_a_file);

  return g_test_run ();
}
