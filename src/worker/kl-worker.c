/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-worker.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <poll.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kl-config.h"
#include "kl-worker-frame.h"

#define PROGRAM "korte-lijnen-worker"
/* The worker looks at its own time first and has better words for it. */
#define GRACE_SECONDS 3
/* How long a worker that has said everything may take to end, in milliseconds. */
#define PATIENCE 1000
#define SIGNALLED 128

/* One worker at work. */
typedef struct
{
  GPid pid;
  int fd;
  gint64 deadline;
  GCancellable *cancellable;
  int cancel_fd;
  guint8 hello[2];
  gboolean greeted;
} Worker;

typedef enum
{
  READ_WHOLE,
  READ_END,
  READ_STOPPED,
} Read;

G_DEFINE_QUARK (kl - worker - error - quark, kl_worker_error)

/* Auxiliary functions: starting */

/* The one in the environment is for tests; the one beside the program is there when it was
 * built and not installed. */
static char *
find_beside (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

static char *
find_program (const char *name)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  const char *chosen = g_getenv ("KL_WORKER");
  g_autofree char *chosen_folder = chosen != NULL ? g_path_get_dirname (chosen) : NULL;
  char *beside = NULL;

  if (chosen != NULL && g_str_equal (name, PROGRAM))
    return g_strdup (chosen);
  if (chosen != NULL)
    beside = find_beside (chosen_folder, name);
  if (beside == NULL && folder != NULL)
    beside = find_beside (folder, name);

  return beside != NULL ? beside : g_build_filename (KL_LIBEXECDIR, name, NULL);
}

/* On most systems /lib is a link into /usr, on some a folder. */
static void
add_library_folder (GStrvBuilder *argv, const char *name)
{
  g_autofree char *target = g_file_read_link (name, NULL);

  if (target != NULL)
    g_strv_builder_add_many (argv, "--symlink", target, name, NULL);
  else
    g_strv_builder_add_many (argv, "--ro-bind-try", name, name, NULL);
}

/* Nothing is there but libraries, fonts and the worker: no home, no /proc, no /dev, no /tmp. */
static void
add_sandbox (GStrvBuilder *argv, const char *bwrap, const char *program)
{
  static const char *const libraries[] = { "/usr/lib", "/usr/lib64", "/usr/local/lib",
                                           "/etc/ld.so.cache" };
  static const char *const fonts[] = { "/etc/fonts", "/usr/share/fontconfig", "/usr/share/fonts",
                                       "/usr/share/poppler", "/var/cache/fontconfig" };

  g_strv_builder_add_many (argv, bwrap, "--unshare-all", "--die-with-parent", "--new-session",
                           "--cap-drop", "ALL", "--clearenv", "--setenv", KL_WORKER_BOXED, "1",
                           NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (libraries); i++)
    g_strv_builder_add_many (argv, "--ro-bind-try", libraries[i], libraries[i], NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (fonts); i++)
    g_strv_builder_add_many (argv, "--ro-bind-try", fonts[i], fonts[i], NULL);
  add_library_folder (argv, "/lib");
  add_library_folder (argv, "/lib64");
  g_strv_builder_add_many (argv, "--ro-bind", program, "/" PROGRAM, "--remount-ro", "/", "--chdir",
                           "/", "--", "/" PROGRAM, NULL);
}

static char **
make_argv (const KlWorkerJob *job, const char *bwrap, const char *program)
{
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();

  if (bwrap != NULL)
    add_sandbox (argv, bwrap, program);
  else
    g_strv_builder_add (argv, program);
  g_strv_builder_add (argv, job->kind);
  g_strv_builder_take (argv, g_strdup_printf ("%" G_GUINT64_FORMAT, job->max_memory));
  g_strv_builder_take (argv, g_strdup_printf ("%u", MAX (job->max_seconds, 1)));
  g_strv_builder_take (argv, g_variant_print (job->request, FALSE));

  return g_strv_builder_end (argv);
}

/* What the worker says on its standard error could be the file's words: nobody sees it. */
static gboolean
start (Worker *worker, const KlWorkerJob *job, const char *bwrap, const char *program, int file)
{
  const char *const environment[] = { NULL };
  g_auto (GStrv) argv = make_argv (job, bwrap, program);

  return g_spawn_async_with_pipes_and_fds ("/", (const char *const *) argv, environment,
                                           G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_CLOEXEC_PIPES
                                             | G_SPAWN_STDERR_TO_DEV_NULL,
                                           NULL, NULL, file, -1, -1, NULL, NULL, 0, &worker->pid,
                                           NULL, &worker->fd, NULL, NULL);
}

/* Auxiliary functions: ending */

static int
wait_for_end (Worker *worker)
{
  const gint64 end = g_get_monotonic_time () + PATIENCE * G_TIME_SPAN_MILLISECOND;
  int status = 0;

  while (waitpid (worker->pid, &status, WNOHANG) == 0)
    {
      if (g_get_monotonic_time () > end)
        kill (worker->pid, SIGKILL);
      g_usleep (500);
    }

  return status;
}

static void
stop (Worker *worker)
{
  kill (worker->pid, SIGKILL);
  while (waitpid (worker->pid, NULL, 0) < 0 && errno == EINTR)
    ;
}

/* Says why there is no answer. Under bubblewrap a signal comes as an exit status. */
static void
set_end_error (Worker *worker, int status, GError **error)
{
  int number = 0;

  if (WIFSIGNALED (status))
    number = WTERMSIG (status);
  else if (WEXITSTATUS (status) > SIGNALLED)
    number = WEXITSTATUS (status) - SIGNALLED;

  /* Ctrl+C in a terminal is for the worker as well. */
  if (number == SIGINT || number == SIGTERM || number == SIGHUP)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Stopped."));
  else if (number == SIGXCPU)
    kl_worker_set_error (error, KL_WORKER_ERROR_TIME);
  else if (WIFEXITED (status) && WEXITSTATUS (status) == KL_WORKER_EXIT_UNSAFE)
    kl_worker_set_error (error, KL_WORKER_ERROR_UNSAFE);
  else if (number == SIGKILL
           || (WIFEXITED (status) && WEXITSTATUS (status) == KL_WORKER_EXIT_MEMORY))
    kl_worker_set_error (error, KL_WORKER_ERROR_MEMORY);
  else
    kl_worker_set_error (error, KL_WORKER_ERROR_CRASHED);
}

/* Auxiliary functions: listening */

/* Waits until there is something to read. */
static gboolean
wait_for_bytes (Worker *worker, GError **error)
{
  struct pollfd fds[] = { { worker->fd, POLLIN, 0 }, { worker->cancel_fd, POLLIN, 0 } };
  gint64 left;

  for (;;)
    {
      if (g_cancellable_set_error_if_cancelled (worker->cancellable, error))
        return FALSE;
      left = worker->deadline - g_get_monotonic_time ();
      if (left <= 0)
        {
          kl_worker_set_error (error, KL_WORKER_ERROR_TIME);
          return FALSE;
        }
      if (poll (fds, G_N_ELEMENTS (fds), (int) (left / 1000 + 1)) > 0 && fds[0].revents != 0)
        return TRUE;
    }
}

static Read
read_exactly (Worker *worker, gpointer buffer, gsize size, GError **error)
{
  guint8 *to = buffer;

  while (size > 0)
    {
      gssize n;

      if (!wait_for_bytes (worker, error))
        return READ_STOPPED;
      n = read (worker->fd, to, size);
      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return READ_END;
      to += n;
      size -= (gsize) n;
    }

  return READ_WHOLE;
}

static gboolean
takes_frame (const Worker *worker, const GByteArray *answer, guint kind, gsize size, gsize max)
{
  switch (kind)
    {
    case KL_WORKER_FRAME_HELLO:
      return !worker->greeted && size == sizeof worker->hello;
    case KL_WORKER_FRAME_PROGRESS:
      return worker->greeted && size == sizeof (guint64);
    case KL_WORKER_FRAME_ANSWER:
      return worker->greeted && size <= KL_WORKER_MAX_FRAME && size <= max - answer->len;
    case KL_WORKER_FRAME_END:
      return worker->greeted && size == 0;
    default:
      return FALSE;
    }
}

/* Reads the bytes of a frame to where they belong: an answer is not copied once more. */
static Read
read_frame (Worker *worker,
            GByteArray *answer,
            guint kind,
            gsize size,
            guint64 *done,
            GError **error)
{
  const guint length = answer->len;
  Read result;

  if (kind == KL_WORKER_FRAME_HELLO)
    {
      result = read_exactly (worker, worker->hello, size, error);
      worker->greeted = result == READ_WHOLE;
      return result;
    }
  if (kind == KL_WORKER_FRAME_PROGRESS)
    {
      guint64 bytes = 0;

      result = read_exactly (worker, &bytes, size, error);
      *done = MIN (GUINT64_FROM_LE (bytes), (guint64) G_MAXINT64);
      return result;
    }

  g_byte_array_set_size (answer, length + (guint) size);
  return read_exactly (worker, answer->data + length, size, error);
}

/* Listens until the worker says that this was all. */
static gboolean
listen (Worker *worker,
        const KlWorkerJob *job,
        GByteArray *answer,
        KlWorkerProgress progress,
        gpointer progress_data,
        GError **error)
{
  guint64 done = 0, last = 0;

  for (;;)
    {
      KlWorkerFrameHead head;
      gsize size;
      Read result = read_exactly (worker, &head, sizeof head, error);

      if (result == READ_WHOLE)
        {
          size = head.length[0] | (gsize) head.length[1] << 8 | (gsize) head.length[2] << 16;
          if (!takes_frame (worker, answer, head.kind, size, job->max_answer))
            {
              kl_worker_set_error (error, KL_WORKER_ERROR_LIED);
              return FALSE;
            }
          if (head.kind == KL_WORKER_FRAME_END)
            return TRUE;
          result = read_frame (worker, answer, head.kind, size, &done, error);
        }
      if (result == READ_STOPPED)
        return FALSE;
      if (result == READ_END)
        {
          set_end_error (worker, wait_for_end (worker), error);
          worker->pid = 0;
          return FALSE;
        }
      if (head.kind == KL_WORKER_FRAME_PROGRESS && progress != NULL)
        progress ((goffset) (last = MAX (last, done)), progress_data);
    }
}

/* Returns: (nullable): the answer; @greeted tells whether the worker came to its work. */
static GBytes *
run_once (const KlWorkerJob *job,
          const char *bwrap,
          const char *program,
          int file,
          KlWorkerProgress progress,
          gpointer progress_data,
          KlWorkerSafety *safety,
          gboolean *greeted,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  Worker worker = { .cancellable = cancellable, .cancel_fd = g_cancellable_get_fd (cancellable) };
  gboolean whole;

  worker.deadline = g_get_monotonic_time ()
                    + ((gint64) MAX (job->max_seconds, 1) + GRACE_SECONDS) * G_TIME_SPAN_SECOND;
  *greeted = FALSE;
  if (!start (&worker, job, bwrap, program, file))
    {
      kl_worker_set_error (error, KL_WORKER_ERROR_MISSING);
      return NULL;
    }

  whole = listen (&worker, job, answer, progress, progress_data, error);
  if (whole)
    wait_for_end (&worker);
  else if (worker.pid != 0)
    stop (&worker);
  close (worker.fd);
  if (worker.cancel_fd >= 0)
    g_cancellable_release_fd (cancellable);

  *greeted = worker.greeted;
  if (bwrap != NULL)
    *safety = KL_WORKER_SAFETY_SANDBOX;
  else
    *safety = worker.hello[1] == 1 ? KL_WORKER_SAFETY_FILTER : KL_WORKER_SAFETY_LIMITS;

  return whole ? g_byte_array_free_to_bytes (g_steal_pointer (&answer)) : NULL;
}

/* Public API */

/**
 * kl_worker_run:
 * @job: what to read, and within which limits
 * @fd: the file, opened for reading, at its start
 * @progress: (nullable) (scope call): told how many bytes were read
 * @progress_data: given to @progress
 * @safety: (out): how well the reading was closed off
 * @cancellable: (nullable): stops the worker
 * @error: return location for a #KlWorkerError or %G_IO_ERROR_CANCELLED
 *
 * Has a file read by a worker. Where bubblewrap does not work the worker runs without it,
 * unless the job needs it, and @safety says so; show kl_worker_safety_describe() then. It
 * blocks: call it from a thread of its own.
 *
 * Returns: (transfer full): the answer, of which not a byte can be trusted; %NULL on error
 */
GBytes *
kl_worker_run (const KlWorkerJob *job,
               int fd,
               KlWorkerProgress progress,
               gpointer progress_data,
               KlWorkerSafety *safety,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *program = find_program (job->program != NULL ? job->program : PROGRAM);
  g_autofree char *bwrap = g_find_program_in_path ("bwrap");
  g_autoptr (GError) cause = NULL;
  gboolean greeted = FALSE;
  GBytes *answer = NULL;

  g_return_val_if_fail (job != NULL && job->kind != NULL && job->request != NULL, NULL);
  g_return_val_if_fail (fd >= 0, NULL);
  g_return_val_if_fail (safety != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  *safety = KL_WORKER_SAFETY_LIMITS;
  if (bwrap != NULL)
    answer = run_once (job, bwrap, program, fd, progress, progress_data, safety, &greeted,
                       cancellable, &cause);

  /* A worker that did not even greet was not started: nothing of the file was read yet. */
  if (!greeted
      && (bwrap == NULL || g_error_matches (cause, KL_WORKER_ERROR, KL_WORKER_ERROR_CRASHED)
          || g_error_matches (cause, KL_WORKER_ERROR, KL_WORKER_ERROR_MISSING)))
    {
      g_clear_error (&cause);
      if (job->needs_sandbox)
        {
          kl_worker_set_error (error, KL_WORKER_ERROR_UNSAFE);
          return NULL;
        }
      answer = run_once (job, NULL, program, fd, progress, progress_data, safety, &greeted,
                         cancellable, &cause);
      if (!greeted && g_error_matches (cause, KL_WORKER_ERROR, KL_WORKER_ERROR_CRASHED))
        {
          g_clear_error (&cause);
          kl_worker_set_error (&cause, KL_WORKER_ERROR_MISSING);
        }
    }

  if (cause != NULL)
    g_propagate_error (error, g_steal_pointer (&cause));
  return answer;
}

/**
 * kl_worker_set_error:
 * @error: (nullable): return location for the error
 * @code: why nothing came of reading a file
 *
 * Sets @error with the words for @code; for readers that find that an answer cannot be
 * right.
 */
void
kl_worker_set_error (GError **error, KlWorkerError code)
{
  static const char *const messages[] = {
    [KL_WORKER_ERROR_MISSING] =
      N_ ("A part of the program that reads files is missing. Install the program again."),
    [KL_WORKER_ERROR_UNSAFE] =
      N_ ("This kind of file is only opened closed off from everything else, and that does not "
          "work on this computer. Ask your administrator for bubblewrap."),
    [KL_WORKER_ERROR_CRASHED] =
      N_ ("Reading the file went wrong; nothing was changed. It may be damaged, or made to do "
          "harm. Make or ask for a new file; do not try this one again."),
    [KL_WORKER_ERROR_MEMORY] =
      N_ ("The file asks for more memory than a real one needs; reading was stopped and nothing "
          "was changed. Make or ask for a new file."),
    [KL_WORKER_ERROR_TIME] =
      N_ ("Reading the file takes too long; it was stopped and nothing was changed. Make or ask "
          "for a new file."),
    [KL_WORKER_ERROR_LIED] =
      N_ ("What was read from the file cannot be right; nothing was changed. It may be made to "
          "do harm. Make or ask for a new file; do not try this one again."),
  };

  g_return_if_fail (code < G_N_ELEMENTS (messages));

  g_set_error_literal (error, KL_WORKER_ERROR, (int) code,
                       g_dgettext (GETTEXT_PACKAGE, messages[code]));
}

/**
 * kl_worker_safety_describe:
 * @safety: how well the reading of a file was closed off
 *
 * Returns: (transfer none) (nullable): a translated line that says what was missing, or
 *   %NULL when nothing was
 */
const char *
kl_worker_safety_describe (KlWorkerSafety safety)
{
  switch (safety)
    {
    case KL_WORKER_SAFETY_SANDBOX:
      return NULL;
    case KL_WORKER_SAFETY_FILTER:
      return _ ("bubblewrap does not work on this computer: the file was read less closed off "
                "than usual.");
    case KL_WORKER_SAFETY_LIMITS:
    default:
      return _ ("bubblewrap and seccomp do not work on this computer: the file was read with "
                "little to close it off.");
    }
}
