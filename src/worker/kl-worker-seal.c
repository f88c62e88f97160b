/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kl-worker-seal.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/*
 * What a worker gives up before it looks at a file. Around it bubblewrap may stand; this
 * holds without it as well.
 */

#define N_OPEN_FILES 3
#define N_FONT_FILES 64

/* The sanitizers reserve terabytes for their own books. */
#if defined(__SANITIZE_ADDRESS__)
#define HAS_MEMORY_LIMIT 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define HAS_MEMORY_LIMIT 0
#endif
#endif
#ifndef HAS_MEMORY_LIMIT
#define HAS_MEMORY_LIMIT 1
#endif

/* What it takes to read what is open, to compute, to answer and to end. */
static const int allowed[] = {
  SCMP_SYS (brk),          SCMP_SYS (clock_gettime),
  SCMP_SYS (close),        SCMP_SYS (exit),
  SCMP_SYS (exit_group),   SCMP_SYS (fstat),
  SCMP_SYS (futex),        SCMP_SYS (getpid),
  SCMP_SYS (getrandom),    SCMP_SYS (gettid),
  SCMP_SYS (gettimeofday), SCMP_SYS (lseek),
  SCMP_SYS (madvise),      SCMP_SYS (mremap),
  SCMP_SYS (munmap),       SCMP_SYS (newfstatat),
  SCMP_SYS (poll),         SCMP_SYS (ppoll),
  SCMP_SYS (read),         SCMP_SYS (restart_syscall),
  SCMP_SYS (rt_sigaction), SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (rt_sigreturn), SCMP_SYS (sched_yield),
  SCMP_SYS (sigaltstack),  SCMP_SYS (write),
};

/* Memory, but none that can be executed. */
static const int without_code[] = { SCMP_SYS (mmap), SCMP_SYS (mmap2), SCMP_SYS (mprotect) };

/* To find a font and to read it. */
static const int for_fonts[] = {
  SCMP_SYS (access),  SCMP_SYS (faccessat), SCMP_SYS (faccessat2), SCMP_SYS (fstatfs),
  SCMP_SYS (getcwd),  SCMP_SYS (getdents),  SCMP_SYS (getdents64), SCMP_SYS (lstat),
  SCMP_SYS (pread64), SCMP_SYS (readlink),  SCMP_SYS (readlinkat), SCMP_SYS (stat),
  SCMP_SYS (statfs),  SCMP_SYS (statx),     SCMP_SYS (fcntl),      SCMP_SYS (getuid),
  SCMP_SYS (geteuid),
};

/* Auxiliary functions */

static gboolean
add_font_rules (scmp_filter_ctx filter)
{
  const struct scmp_arg_cmp read_only = SCMP_A2 (SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT, O_RDONLY);

  for (gsize i = 0; i < G_N_ELEMENTS (for_fonts); i++)
    if (for_fonts[i] >= 0 && seccomp_rule_add (filter, SCMP_ACT_ALLOW, for_fonts[i], 0) != 0)
      return FALSE;

  return seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1, &read_only) == 0;
}

static gboolean
add_rules (scmp_filter_ctx filter)
{
  const struct scmp_arg_cmp itself = SCMP_A0 (SCMP_CMP_EQ, (scmp_datum_t) getpid ());
  const struct scmp_arg_cmp no_code = SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);

  /* Numbers below zero are calls that this kind of processor does not have. */
  for (gsize i = 0; i < G_N_ELEMENTS (allowed); i++)
    if (allowed[i] >= 0 && seccomp_rule_add (filter, SCMP_ACT_ALLOW, allowed[i], 0) != 0)
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (without_code); i++)
    if (without_code[i] >= 0
        && seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, without_code[i], 1, &no_code) != 0)
      return FALSE;

  /* How a program aborts. */
  return seccomp_rule_add_array (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1, &itself) == 0;
}

/* No file, no socket, no program, no other process. */
static gboolean
filter_calls (gboolean opens_fonts)
{
  const scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean done;

  if (filter == NULL)
    return FALSE;

  done =
    add_rules (filter) && (!opens_fonts || add_font_rules (filter)) && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return done;
}

static gboolean
limit (__rlimit_resource_t resource, rlim_t soft, rlim_t hard)
{
  const struct rlimit wanted = { soft, hard };
  struct rlimit now;

  if (setrlimit (resource, &wanted) == 0)
    return TRUE;

  /* A stricter one that was there already is as good. */
  return getrlimit (resource, &now) == 0 && now.rlim_cur <= soft;
}

/* Public API */

/**
 * kl_worker_seal:
 * @max_memory: bytes of address space
 * @max_seconds: seconds of processor time
 * @opens_fonts: whether it may open files for reading, where only libraries and fonts are
 *
 * Takes from this process, for good, what reading a hostile file does not need: more memory
 * or time than that, writing files, starting programs, new files and sockets, and all
 * system calls that no parser makes. It ends when the one that started it ends. The process
 * ends here when the limits cannot be set.
 *
 * Returns: whether system calls are filtered; the kernel may not be able to
 */
gboolean
kl_worker_seal (guint64 max_memory, guint max_seconds, gboolean opens_fonts)
{
  const rlim_t n_files = opens_fonts ? N_FONT_FILES : N_OPEN_FILES;

  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) != 0
      || prctl (PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || chdir ("/") != 0
      || !limit (RLIMIT_CORE, 0, 0) || !limit (RLIMIT_FSIZE, 0, 0) || !limit (RLIMIT_NPROC, 0, 0)
      || !limit (RLIMIT_CPU, max_seconds, (rlim_t) max_seconds + 1)
      || (HAS_MEMORY_LIMIT && !limit (RLIMIT_AS, max_memory, max_memory))
      || close_range (N_OPEN_FILES, ~0U, 0) != 0 || !limit (RLIMIT_NOFILE, n_files, n_files))
    _exit (1);

  return filter_calls (opens_fonts);
}
