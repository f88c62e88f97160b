/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "exchange/kl-edexml-work.h"
#include "exchange/kl-geojson-work.h"
#include "exchange/kl-sealed-work.h"
#include "exchange/kl-tables-work.h"
#include "exchange/kl-vcard-work.h"
#include "worker/kl-worker-child.h"
#include "worker/kl-worker-frame.h"

/*
 * A worker that a hostile file has taken over: the first word of the file says what it does.
 * It is sealed as the real one is.
 */

#define MEBIBYTE (1024 * 1024)
#define LOOK_REQUEST "(ssq)"

static GString *seen;

/* What can be reached from here */

static void
see (const char *what, gboolean reached)
{
  if (reached)
    g_string_append_printf (seen, "%s\n", what);
}

static gboolean
can_open (const char *path, int flags)
{
  const int fd = open (path, flags, 0600);

  if (fd < 0)
    return FALSE;
  close (fd);
  return TRUE;
}

static gboolean
can_connect (guint16 port)
{
  const struct sockaddr_in address = { .sin_family = AF_INET,
                                       .sin_port = htons (port),
                                       .sin_addr.s_addr = htonl (INADDR_LOOPBACK) };
  const int fd = socket (AF_INET, SOCK_STREAM, 0);
  gboolean connected;

  if (fd < 0)
    return FALSE;
  connected = connect (fd, (const struct sockaddr *) &address, sizeof address) == 0;
  close (fd);
  return connected;
}

static gboolean
can_fork (void)
{
  const pid_t pid = fork ();

  if (pid == 0)
    _exit (0);
  return pid > 0 && waitpid (pid, NULL, 0) == pid;
}

/* @path is a file of the user, @home the folder of all, @port one on which somebody listens. */
static void
look (const char *path, const char *home, guint16 port, gboolean sealed)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *made = g_build_filename (folder, "made", NULL);

  see ("file", can_open (path, O_RDONLY));
  see ("folder", can_open (folder, O_RDONLY | O_DIRECTORY));
  see ("home", can_open (home, O_RDONLY | O_DIRECTORY));
  see ("passwd", can_open ("/etc/passwd", O_RDONLY));
  see ("proc", can_open ("/proc/self/status", O_RDONLY));
  see ("reopen", can_open ("/proc/self/fd/0", O_RDWR));
  see ("made", can_open (made, O_WRONLY | O_CREAT));
  see ("root", can_open ("/made", O_WRONLY | O_CREAT));
  see ("network", can_connect (port));
  see ("environment", g_getenv ("KL_SECRET") != NULL);
  if (!sealed)
    return;

  see ("library", can_open ("/usr/lib", O_RDONLY | O_DIRECTORY));
  see ("socket", socket (AF_UNIX, SOCK_STREAM, 0) >= 0);
  see ("mode", fchmod (STDIN_FILENO, 0777) == 0);
  see ("fork", can_fork ());
  see ("signal", kill (getppid (), 0) == 0);
}

static void
tell (GVariant *request)
{
  const char *path, *home;
  guint16 port;

  seen = g_string_new (NULL);
  g_variant_get (request, "(&s&sq)", &path, &home, &port);
  look (path, home, port, TRUE);
  kl_worker_child_answer ((const guint8 *) seen->str, seen->len);
}

/* Before it is sealed: what bubblewrap alone keeps away. */
static int
tell_unsealed (const char *words)
{
  g_autoptr (GVariant) request =
    g_variant_parse (G_VARIANT_TYPE (LOOK_REQUEST), words, NULL, NULL, NULL);
  const guint8 hello[] = { KL_WORKER_FRAME_HELLO, 2, 0, 0, KL_WORKER_VERSION, 0 };
  const guint8 end[] = { KL_WORKER_FRAME_END, 0, 0, 0 };
  const char *path, *home;
  guint16 port;

  seen = g_string_new (NULL);
  g_variant_get (request, "(&s&sq)", &path, &home, &port);
  look (path, home, port, FALSE);
  if (write (STDOUT_FILENO, hello, sizeof hello) < 0)
    return 1;
  kl_worker_child_answer ((const guint8 *) seen->str, seen->len);
  return write (STDOUT_FILENO, end, sizeof end) < 0;
}

/* What goes wrong */

static void
put (const char *bytes, gsize size)
{
  if (write (STDOUT_FILENO, bytes, size) < 0)
    _exit (1);
}

static void
use_memory (void)
{
  for (;;)
    memset (g_malloc (MEBIBYTE), 1, MEBIBYTE);
}

static void
answer_without_end (void)
{
  static const guint8 zeros[KL_WORKER_MAX_FRAME];

  for (;;)
    kl_worker_child_answer (zeros, sizeof zeros);
}

static void
crash (void)
{
  signal (SIGSEGV, SIG_DFL);
  raise (SIGSEGV);
}

static void
misbehave (GVariant *request)
{
  char text[32] = { 0 };
  const gssize n = read (STDIN_FILENO, text, sizeof text - 1);
  /* A sign in front tells the program what kind of file it is. */
  const char *word = g_strchomp (text) + strspn (text, "<{;");

  if (n <= 0 || g_str_equal (word, "crash"))
    crash ();
  else if (g_str_equal (word, "abort"))
    abort ();
  else if (g_str_equal (word, "memory"))
    use_memory ();
  else if (g_str_equal (word, "spin"))
    for (volatile int i = 0;; i++)
      ;
  else if (g_str_equal (word, "sleep"))
    for (;;)
      poll (NULL, 0, -1);
  else if (g_str_equal (word, "leave"))
    _exit (0);
  else if (g_str_equal (word, "hello"))
    put ("\1\2\0\0\1\1", 6);
  else if (g_str_equal (word, "unknown"))
    put ("\77\0\0\0", 4);
  else if (g_str_equal (word, "huge"))
    put ("\3\377\377\377", 4);
  else if (g_str_equal (word, "progress"))
    put ("\2\3\0\0\0\0\0", 7);
  else if (g_str_equal (word, "flood"))
    answer_without_end ();
  else if (g_str_equal (word, "rubbish"))
    kl_worker_child_answer ((const guint8 *) "rubbish", 7);
  else if (g_str_equal (word, "part"))
    {
      put ("\3\12\0\0part", 8);
      _exit (0);
    }
}

int
main (int argc, char **argv)
{
  static const KlWorkerKind kinds[] = {
    { KL_EDEXML_WORKER_KIND, KL_EDEXML_WORKER_REQUEST, .work = misbehave },
    { KL_GEOJSON_WORKER_KIND, KL_SEALED_REQUEST, .work = misbehave },
    { KL_TABLES_WORKER_KIND, KL_SEALED_REQUEST, .work = misbehave },
    { KL_VCARD_WORKER_KIND, KL_SEALED_REQUEST, .work = misbehave },
    { "look", LOOK_REQUEST, .work = tell },
    { NULL },
  };

  if (argc > 1 && g_str_equal (argv[1], "look-unsealed"))
    return tell_unsealed (argv[argc - 1]);
  return kl_worker_child_main (argc, argv, kinds);
}
