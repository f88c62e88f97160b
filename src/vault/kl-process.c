/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-process.h"

#include <sys/prctl.h>
#include <sys/resource.h>

/**
 * kl_process_harden:
 * @kind: what the process is for
 *
 * Sees to it that the memory of this process, with keys and names of children in it, is never
 * written to a disk as a core dump. Call it first of all in main(), and again after the program
 * has executed itself, since a new image starts with the defaults of the system.
 *
 * The limit is one byte instead of none: with a limit of zero the kernel still hands a dump to a
 * collecting program named in `core_pattern` and trusts that program to look at the limit; with a
 * limit of one it makes no dump at all, for a file as well as for a program.
 *
 * A command is marked "not dumpable" besides, so that other programs of the same account can
 * neither trace it nor read its memory. A window cannot be: the desktop portals look at
 * `/proc/PID/root` of who calls, which the mark closes to them, and they then refuse to open a
 * file dialog, to print, or to tell whether the desktop is dark. Assistive technology is not
 * affected by it (AT-SPI speaks over D-Bus); debuggers are, which is what it is for.
 *
 * Returns: %FALSE when the system refused one of these
 */
gboolean
kl_process_harden (KlProcessKind kind)
{
  const struct rlimit no_dump = { 1, 1 };
  struct rlimit now;
  gboolean closed;

  /* Where the limit is zero and cannot be raised, nothing more can be done and files at least
   * are not written. */
  closed = setrlimit (RLIMIT_CORE, &no_dump) == 0
           || (getrlimit (RLIMIT_CORE, &now) == 0 && now.rlim_cur == 0);
  if (kind == KL_PROCESS_COMMAND)
    closed = prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && closed;

  return closed;
}
