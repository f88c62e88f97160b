/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <linux/seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "../bubblewrap.h"
#include "exchange/kl-edexml.h"
#include "model/kl-locale.h"

/*
 * A worker that does everything wrong: each ends with an error to act on, soon, and what is
 * outside stays out of its reach.
 */

#define SOON (30 * G_TIME_SPAN_SECOND)

typedef struct
{
  const char *word;
  KlWorkerError code;
} Bad;

static KlDate today;
static char *bad_worker;
static char *folder;
static char *path;
static char *old_path;

/* Auxiliary functions */

/* A filter that is nowhere is the mistake that is made where there are filters. */
static gboolean
has_filter (void)
{
  return prctl (PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) != 0 && errno == EFAULT;
}

static void
hide_bubblewrap (void)
{
  g_setenv ("PATH", folder, TRUE);
}

static void
show_bubblewrap (void)
{
  g_setenv ("PATH", old_path, TRUE);
}

static void
use_worker (const char *program)
{
  g_setenv ("KL_WORKER", program, TRUE);
}

static KlEdexml *
load (const char *text, guint max_seconds, KlWorkerSafety *safety, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  KlImportLimits limits = *kl_import_limits_get_default ();

  limits.max_seconds = max_seconds;
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return kl_edexml_load (file, today, &limits, NULL, NULL, safety, NULL, error);
}

static void
assert_stopped (const char *text, guint max_seconds, KlWorkerError code)
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  KlWorkerSafety safety;

  g_assert_null (load (text, max_seconds, &safety, &error));
  g_test_message ("%s: %s", text, error->message);
  g_assert_error (error, KL_WORKER_ERROR, (int) code);
  g_assert_cmpint (g_get_monotonic_time () - start, <, SOON);
}

/* With bubblewrap and without: nothing differs but what the user is told. */
static void
each_way (void (*run) (gconstpointer data), gconstpointer data)
{
  if (has_bubblewrap ())
    run (data);
  hide_bubblewrap ();
  run (data);
  show_bubblewrap ();
}

/* What goes wrong */

static void
assert_bad (gconstpointer data)
{
  const Bad *bad = data;

  assert_stopped (bad->word, bad->code == KL_WORKER_ERROR_TIME ? 1 : 60, bad->code);
}

static void
test_bad (gconstpointer data)
{
  const Bad *bad = data;

#if defined(__SANITIZE_ADDRESS__)
#define KL_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define KL_SANITIZED
#endif
#endif
#ifdef KL_SANITIZED
  if (g_str_equal (bad->word, "memory"))
    {
      g_test_skip ("the sanitizers need all memory for themselves");
      return;
    }
#endif

  use_worker (bad_worker);
  each_way (assert_bad, bad);
}

static void
test_missing (void)
{
  g_autofree char *nothing = g_build_filename (folder, "nothing", NULL);

  use_worker (nothing);
  assert_stopped ("", 1, KL_WORKER_ERROR_MISSING);
  /* One that is something else and says nothing, and one that says too much. */
  use_worker ("/usr/bin/false");
  assert_stopped ("", 1, KL_WORKER_ERROR_MISSING);
  use_worker ("/usr/bin/yes");
  assert_stopped ("", 1, KL_WORKER_ERROR_LIED);
}

static void
cancel_cb (goffset done, goffset total, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static gpointer
cancel_thread (gpointer data)
{
  g_usleep (G_USEC_PER_SEC / 5);
  g_cancellable_cancel (data);
  return NULL;
}

/* While it hangs, from another thread, as the window does it. */
static void
test_cancel (void)
{
  const gint64 start = g_get_monotonic_time ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  KlWorkerSafety safety;
  GThread *thread = g_thread_new ("cancel", cancel_thread, cancellable);

  use_worker (bad_worker);
  g_assert_true (g_file_set_contents (path, "sleep", -1, NULL));
  g_assert_null (
    kl_edexml_load (file, today, NULL, cancel_cb, cancellable, &safety, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_TIME_SPAN_SECOND);
  g_thread_join (thread);
}

/* What is out of reach */

static char *
look (const char *kind, guint16 port, KlWorkerSafety *safety)
{
  g_autoptr (GVariant) request =
    g_variant_ref_sink (g_variant_new ("(ssq)", path, g_get_home_dir (), port));
  const KlWorkerJob job = { .kind = kind,
                            .request = request,
                            .max_memory = (guint64) 1 << 30,
                            .max_seconds = 5,
                            .max_answer = 1024 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = NULL;
  gsize size;
  const char *text;
  int fd;

  g_assert_true (g_file_set_contents (path, "Geheim", -1, NULL));
  fd = open (path, O_RDONLY | O_CLOEXEC);
  use_worker (bad_worker);
  answer = kl_worker_run (&job, fd, NULL, NULL, safety, NULL, &error);
  g_assert_no_error (error);
  close (fd);

  text = g_bytes_get_data (answer, &size);
  return size > 0 ? g_strndup (text, size) : g_strdup ("");
}

/* Returns: (transfer full): somebody who listens on @port. */
static GSocketListener *
listen_on (guint16 *port)
{
  GSocketListener *listener = g_socket_listener_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) given = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_listener_add_address (listener, wanted, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT,
                                 NULL, &given, &error);
  g_assert_no_error (error);
  *port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (given));
  return listener;
}

static void
test_sandbox (void)
{
  g_autoptr (GSocketListener) listener = NULL;
  g_autofree char *sealed = NULL;
  g_autofree char *unsealed = NULL;
  KlWorkerSafety safety;
  guint16 port;

  if (skip_without_bubblewrap ())
    return;

  listener = listen_on (&port);
  sealed = look ("look", port, &safety);
  g_assert_cmpstr (sealed, ==, "");
  g_assert_cmpint (safety, ==, KL_WORKER_SAFETY_SANDBOX);
  g_assert_null (kl_worker_safety_describe (safety));
  unsealed = look ("look-unsealed", port, &safety);
  g_assert_cmpstr (unsealed, ==, "");
}

static void
test_without_bubblewrap (void)
{
  g_autoptr (GSocketListener) listener = NULL;
  g_autofree char *sealed = NULL;
  g_autofree char *unsealed = NULL;
  KlWorkerSafety safety;
  guint16 port;

  listener = listen_on (&port);
  hide_bubblewrap ();
  unsealed = look ("look-unsealed", port, &safety);
  sealed = look ("look", port, &safety);
  show_bubblewrap ();

  /* That the worker looks where there is something to see. */
  g_assert_nonnull (strstr (unsealed, "file\n"));
  g_assert_nonnull (strstr (unsealed, "made\n"));
  g_assert_nonnull (strstr (unsealed, "home\n"));
  g_assert_nonnull (strstr (unsealed, "network\n"));
  g_assert_null (strstr (unsealed, "environment\n"));
  g_assert_nonnull (kl_worker_safety_describe (safety));
  if (!has_filter ())
    {
      g_test_skip ("the kernel does not filter system calls here");
      return;
    }
  g_assert_cmpint (safety, ==, KL_WORKER_SAFETY_FILTER);
  g_assert_cmpstr (sealed, ==, "");
}

/* A bubblewrap that is there and does not run is none. */
static void
test_broken_bubblewrap (void)
{
  g_autofree char *broken = g_build_filename (folder, "bwrap", NULL);
  g_autoptr (GVariant) request = g_variant_ref_sink (g_variant_new ("(ssq)", path, path, 1));
  KlWorkerJob job = { .kind = "look",
                      .request = request,
                      .max_memory = (guint64) 1 << 30,
                      .max_seconds = 5,
                      .max_answer = 1024,
                      .needs_sandbox = TRUE };
  g_autoptr (GError) error = NULL;
  g_autofree char *sealed = NULL;
  KlWorkerSafety safety;

  g_assert_true (g_file_set_contents_full (broken, "#!/bin/sh\nexit 1\n", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0700, NULL));
  hide_bubblewrap ();
  sealed = look ("look", 1, &safety);
  g_assert_cmpint (safety, <, KL_WORKER_SAFETY_SANDBOX);

  /* What needs it does without rather than with less. */
  g_assert_null (kl_worker_run (&job, 0, NULL, NULL, &safety, NULL, &error));
  g_assert_error (error, KL_WORKER_ERROR, KL_WORKER_ERROR_UNSAFE);
  show_bubblewrap ();
  g_unlink (broken);
}

int
main (int argc, char **argv)
{
  static const Bad bads[] = {
    { "crash", KL_WORKER_ERROR_CRASHED }, { "abort", KL_WORKER_ERROR_CRASHED },
    { "leave", KL_WORKER_ERROR_CRASHED }, { "part", KL_WORKER_ERROR_CRASHED },
    { "memory", KL_WORKER_ERROR_MEMORY }, { "spin", KL_WORKER_ERROR_TIME },
    { "sleep", KL_WORKER_ERROR_TIME },    { "hello", KL_WORKER_ERROR_LIED },
    { "unknown", KL_WORKER_ERROR_LIED },  { "huge", KL_WORKER_ERROR_LIED },
    { "progress", KL_WORKER_ERROR_LIED }, { "flood", KL_WORKER_ERROR_LIED },
    { "rubbish", KL_WORKER_ERROR_LIED },  { "nothing", KL_WORKER_ERROR_LIED },
  };
  g_autofree char *made = NULL;
  int status;

  kl_locale_init (g_getenv ("KL_LOCALEDIR"));
  g_test_init (&argc, &argv, NULL);
  today = kl_date_new (2025, 11, 20);
  bad_worker = g_strdup (g_getenv ("KL_BAD_WORKER"));
  folder = g_dir_make_tmp ("kl-worker-XXXXXX", NULL);
  path = g_build_filename (folder, "file.xml", NULL);
  made = g_build_filename (folder, "made", NULL);
  old_path = g_strdup (g_getenv ("PATH"));
  g_setenv ("KL_SECRET", "Geheim", TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (bads); i++)
    {
      g_autofree char *name = g_strconcat ("/worker/bad/", bads[i].word, NULL);

      g_test_add_data_func (name, &bads[i], test_bad);
    }
  g_test_add_func ("/worker/missing", test_missing);
  g_test_add_func ("/worker/cancel", test_cancel);
  g_test_add_func ("/worker/sandbox", test_sandbox);
  g_test_add_func ("/worker/without-bubblewrap", test_without_bubblewrap);
  g_test_add_func ("/worker/broken-bubblewrap", test_broken_bubblewrap);
  status = g_test_run ();

  g_unlink (path);
  g_unlink (made);
  g_rmdir (folder);
  return status;
}
