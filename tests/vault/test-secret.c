/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "vault/kl-password.h"
#include "vault/kl-process.h"
#include "vault/kl-secret.h"
#include "vault/kl-vault-error.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void
test_raw_key (void)
{
  guint8 bytes[32];
  g_autoptr (KlSecret) key = NULL;
  g_autoptr (KlSecret) raw = NULL;

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = 0xe0 + i;
  key = kl_secret_new_copy (bytes, sizeof bytes);
  raw = kl_secret_to_raw_key (key);

  g_assert_cmpstr (kl_secret_get_text (raw), ==,
                   "x'e0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff'");
  g_assert_cmpuint (kl_secret_get_size (raw), ==, 67);
}

static void
test_text (void)
{
  g_autoptr (KlSecret) empty = kl_secret_new_text ("");
  g_autoptr (KlSecret) text = kl_secret_new_text ("roodborstje");
  g_autoptr (KlSecret) same = kl_secret_new_copy ("roodborstje", 11);
  g_autoptr (KlSecret) other = kl_secret_new_copy ("roodborstja", 11);
  g_autoptr (KlSecret) again = kl_secret_ref (text);

  g_assert_cmpstr (kl_secret_get_text (empty), ==, "");
  g_assert_cmpstr (kl_secret_get_text (same), ==, "roodborstje");
  g_assert_true (kl_secret_equal (text, same));
  g_assert_true (kl_secret_equal (text, again));
  g_assert_false (kl_secret_equal (text, other));
  g_assert_false (kl_secret_equal (text, empty));
}

static void
test_random (void)
{
  g_autoptr (KlSecret) a = kl_secret_new_random (32);
  g_autoptr (KlSecret) b = kl_secret_new_random (32);

  g_assert_false (kl_secret_equal (a, b));
}

/* Runs in a child: no memory may be locked at all, and secrets must work all the same. */
static void
use_without_locked_memory (void)
{
  const struct rlimit none = { 0, 0 };
  g_autoptr (KlSecret) secret = NULL;

  if (setrlimit (RLIMIT_MEMLOCK, &none) != 0 || (getuid () == 0 && setuid (65534) != 0))
    _exit (77);
  if (!kl_secret_memory_is_locked ())
    _exit (77); /* the parent has come to the limit before us */
  secret = kl_secret_new_text ("roodborstje");
  if (kl_secret_memory_is_locked () || !g_str_equal (kl_secret_get_text (secret), "roodborstje"))
    _exit (2);
  _exit (0);
}

static int
run_in_child (void (*function) (void))
{
  int status;
  pid_t child = fork ();

  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      /* Who starts the tests in the background may have it ignored. */
      signal (SIGQUIT, SIG_DFL);
      function ();
      _exit (3);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  return status;
}

/* The address sanitizer turns mlock() into nothing that succeeds. */
static gboolean
memory_can_be_locked (void)
{
#if defined(__SANITIZE_ADDRESS__)
  return FALSE;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
  return FALSE;
#endif
#endif
  return TRUE;
}

static void
test_without_locked_memory (void)
{
  int status;

  if (!memory_can_be_locked ())
    {
      g_test_skip ("nothing is locked under the address sanitizer");
      return;
    }
  status = run_in_child (use_without_locked_memory);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    g_test_skip ("the limit on locked memory cannot be set here");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
die_as_command (void)
{
  if (!kl_process_harden (KL_PROCESS_COMMAND))
    _exit (1);
  if (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0) != 0)
    _exit (2);
  raise (SIGQUIT);
}

static void
die_as_window (void)
{
  struct rlimit limit;

  if (!kl_process_harden (KL_PROCESS_WINDOW))
    _exit (1);
  if (prctl (PR_GET_DUMPABLE, 0, 0, 0, 0) != 1)
    _exit (2);
  if (getrlimit (RLIMIT_CORE, &limit) != 0 || limit.rlim_max > 1)
    _exit (4);
  raise (SIGQUIT);
}

static void
test_no_core_dump (void)
{
  int status = run_in_child (die_as_command);

  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGQUIT);
  g_assert_false (WCOREDUMP (status));

  status = run_in_child (die_as_window);
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGQUIT);
  g_assert_false (WCOREDUMP (status));
}

static void
assert_normalizes (const char *password, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSecret) secret = kl_password_normalize (password, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kl_secret_get_text (secret), ==, expected);
  g_assert_cmpuint (kl_secret_get_size (secret), ==, strlen (expected));
}

static void
assert_refused (const char *password)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (kl_password_normalize (password, &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_BAD_PASSWORD);
}

static void
test_normalize (void)
{
  g_autofree char *longest = g_strnfill (KL_PASSWORD_MAX_BYTES, 'a');
  g_autofree char *too_long = g_strnfill (KL_PASSWORD_MAX_BYTES + 1, 'a');
  g_autoptr (GString) swells = g_string_new (NULL);

  assert_normalizes ("één", "één");
  assert_normalizes ("e\u0301e\u0301n", "één");
  assert_normalizes ("ﬁets", "fiets");
  assert_normalizes ("\u0133s", "ijs");
  assert_normalizes ("kaas en brood\n", "kaas en brood");
  assert_normalizes ("kaas en brood\r\n", "kaas en brood");
  assert_normalizes ("kaas\n\n", "kaas\n");
  assert_normalizes (" kaas ", " kaas ");
  assert_normalizes (longest, longest);

  assert_refused ("");
  assert_refused ("\n");
  assert_refused ("kaas\xff");
  assert_refused (too_long);

  /* One character of three bytes that becomes eighteen. */
  for (guint i = 0; i < 200; i++)
    g_string_append (swells, "\ufdfa");
  assert_refused (swells->str);
}

static KlSecret *
read_from_pipe (const char *text, gsize size, char *rest, GError **error)
{
  int ends[2];
  KlSecret *secret;

  g_assert_cmpint (pipe (ends), ==, 0);
  g_assert_cmpint (write (ends[1], text, size), ==, size);
  close (ends[1]);
  secret = kl_password_read_fd (ends[0], error);
  if (rest != NULL)
    *rest = read (ends[0], rest, 1) == 1 ? *rest : '\0';
  close (ends[0]);

  return secret;
}

static void
test_read_fd (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KlSecret) line = read_from_pipe ("kaas en brood\nmelk", 18, NULL, &error);
  g_autoptr (KlSecret) end = read_from_pipe ("kaas", 4, NULL, &error);
  g_autofree char *too_long = g_strnfill (4000, 'a');
  char rest = 0;
  g_autoptr (KlSecret) windows = read_from_pipe ("kaas\r\nm", 7, &rest, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (kl_secret_get_text (line), ==, "kaas en brood");
  g_assert_cmpstr (kl_secret_get_text (end), ==, "kaas");
  g_assert_cmpstr (kl_secret_get_text (windows), ==, "kaas");
  g_assert_cmpint (rest, ==, 'm');

  g_assert_null (read_from_pipe ("\n", 1, NULL, &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_BAD_PASSWORD);
  g_clear_error (&error);
  g_assert_null (read_from_pipe (too_long, 4000, NULL, &error));
  g_assert_error (error, KL_VAULT_ERROR, KL_VAULT_ERROR_BAD_PASSWORD);
  g_clear_error (&error);
  g_assert_null (kl_password_read_fd (-1, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/secret/raw-key", test_raw_key);
  g_test_add_func ("/secret/text", test_text);
  g_test_add_func ("/secret/random", test_random);
  g_test_add_func ("/secret/without-locked-memory", test_without_locked_memory);
  g_test_add_func ("/process/no-core-dump", test_no_core_dump);
  g_test_add_func ("/password/normalize", test_normalize);
  g_test_add_func ("/password/read-fd", test_read_fd);

  return g_test_run ();
}
